"""Figures about answers from yes to no."""

from __future__ import annotations

import pandas as pd

from helpers import positions, titles
from helpers.charts import style
from helpers.charts.canvas import EDGE, UNTICKED, Canvas, framed, panel_title, panels, wrap
from helpers.charts.matrix import ANSWERS, QUESTION, answer_lists, answer_matrix, lists_height, month_width
from helpers.charts.strip import position_strip
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.keys import answer_keys
from helpers.gallery.shared import (
    SLIDE_ROWS,
    Frame,
    about_questions,
    ids,
    linked,
    rows_shown,
    span,
    strip_row,
)
from helpers.words import count, listed


def answers(claims: Claims, *, frame: Frame | None = None) -> Exhibit:
    """Groups against yes/no questions: the last answer, the number of statements, and where it moved."""
    questions, least = claims.study.lasting_positions, count(claims.study.stand_outlets, "outlet")
    own, table = _latest(claims)
    several = positions.many_voices(claims)
    whole = _latest(frame.whole)[1] if frame else table
    counted = table[~table["group"].isin(several) & ~table["alone"]]
    title = titles.answers_title(counted)
    seen, whole = (part.assign(first_answer=_own_first(part, several)) for part in (table, whole))
    asked = [name for name in questions if name in set(whole["question_id"])]
    groups = claims.groups.loc[[name for name in claims.groups.index if name in set(whole["group"])]]
    alone = f": no answer that {least} report. " * bool(whole["alone"].any())
    left_out = "Left out: questions about days to come, outlets and collective speakers"
    left_out += _who_stays(claims, own, groups)
    uncounted = f"Not counted in the title: answers that fewer than {least} report. " * bool(whole["alone"].any())
    uncounted += _uncounted(groups.loc[[name for name in several if name in groups.index]])
    below = foot(own, own.rows["claim_id"], left_out=" ".join(filter(None, (uncounted, frame and frame.note))))

    def draw(canvas: Canvas):
        key = [name for name in reversed(positions.SCALE) if name in {*whole["answer"], *whole["first_answer"]}]
        key += ["small"] if whole["implied"].any() else []
        texts = own.tables["questions"].set_index("question_id")["text"]
        drawn, sign = (_answer_lists, "*") if canvas.narrow else (_answer_matrix, "No tint")
        return drawn(
            canvas,
            title,
            below,
            (sign + alone) * bool(alone) + left_out,
            key,
            seen,
            asked=asked,
            texts=texts,
            groups=style.toned(groups),
        )

    alt = (
        f"Table chart of {count(len(asked), 'question')} by {count(len(groups), 'group')}. {title} "
        f"{count(len(positions.moved(counted)), 'cell')} moved between first and last answer."
    )
    marks = table.rename(columns={"answer": "said"})
    subtitle = "The last answer of each group to each question"
    return Exhibit("answers-by-group", title, subtitle, alt, draw, marks, claims)


def _own_first(table: pd.DataFrame, several: list[str]) -> pd.Series:
    """The first answers to be drawn; of many voices the last, since another's first answer is no move."""
    return table["first_answer"].mask(table["group"].isin(several), table["answer"])


def _uncounted(groups: pd.DataFrame) -> str:
    """Which groups the title does not count; "" where it counts all."""
    who = listed(list(groups["label"]))
    return f"Not counted in the title, and without a first answer, because many voices: {who}." if who else ""


def _who_stays(claims: Claims, own: Claims, groups: pd.DataFrame) -> str:
    """Who speaks for a group of many voices, in the words of a subtitle."""
    sources = claims.tables["sources"]
    said = sources["source_id"].isin(own.rows["source_id"])
    several = [name for name in positions.many_voices(claims) if name in groups.index]
    names = {name: sources.loc[said & sources["group"].eq(name), "label"] for name in several}
    words = [f"{groups.at[name, 'label']}: {listed(_some(list(own)))}" for name, own in names.items() if len(own)]
    return f"; {'; '.join(words)}." if words else "."


def _some(names: list[str], most: int = 4) -> list[str]:
    return names if len(names) <= most else [*names[: most - 1], f"{len(names) - most + 1} others"]


def _latest(claims: Claims) -> tuple[Claims, pd.DataFrame]:
    """The claims of single speakers about the lasting positions, and the last answers among them: those that as many
    outlets report as the study asks for; of groups without such an answer the last of all, `alone`."""
    questions, rows, keys = claims.study.lasting_positions, claims.rows, ["group", "question_id"]
    own = claims.where(~rows["speaker"].isin(["collective", "outlet"]) & rows["question_id"].isin(questions))
    every = positions.latest(own, questions).set_index(keys)
    told = positions.latest(own, questions, least=claims.study.stand_outlets).set_index(keys).reindex(every.index)
    alone = told["n"].isna()
    table = told.astype("object").where(~alone, every).astype(every.dtypes).assign(alone=alone, n=every["n"])
    return own, linked(table.reset_index())[0]


def _answer_matrix(canvas: Canvas, title: str, below: str, left_out: str, key: list[str], table: pd.DataFrame, **terms):
    column = (canvas.width - 2 * EDGE - QUESTION - 0.1) / max(len(terms["groups"]), 1)
    months = column > month_width(table) if len(table) else False
    both = "Two halves: both on the last day. " if table["also"].ne("").any() else ""
    figure, (ax,) = framed(
        canvas,
        title,
        "Mark and tint: a group's last answer; before the arrow: its first, where that was another. "
        f"{both}{'Month of the last; in brackets: statements' if months else 'Number: statements'}. {left_out}",
        below,
        height=0.54 * len(terms["asked"]) + 0.1,
        key=key,
        left=QUESTION + 0.1,
        headroom=0.36,
        below=UNTICKED,
    )
    return answer_matrix(table, ax=ax, **terms).figure


def _answer_lists(canvas: Canvas, title: str, below: str, left_out: str, key: list[str], table: pd.DataFrame, **terms):
    room = canvas.width - 2 * EDGE
    names = {name: wrap(terms["texts"][name], room, size=9.5, weight="semibold") for name in terms["asked"]}
    terms["texts"] = names
    both = "; and: on the same last day" if table["also"].ne("").any() else ""
    figure, (ax,) = framed(
        canvas,
        title,
        f"Each group's last answer; was: its first, where that was another{both}. {left_out}",
        below,
        height=lists_height(table, width=canvas.width, **terms),
        key=[name for name in key if name in ANSWERS],
        below=UNTICKED,
    )
    return answer_lists(table, ax=ax, **terms).figure


@about_questions
def strips(claims: Claims, *question_ids: str) -> Exhibit:
    """Yes/no questions one below the other, one row per group, on one time axis."""
    found = {name: positions.positions(claims, name) for name in question_ids}
    found = {name: answers for name, answers in found.items() if len(answers)} or {
        question_ids[0]: found[question_ids[0]]
    }
    found = dict(zip(found, linked(*found.values()), strict=True))
    together = pd.concat([answers.assign(question_id=name) for name, answers in found.items()], ignore_index=True)
    first, last = span(claims, together["said_on"])
    about, window = titles.told_of(claims, question_ids), claims.study.window_days
    title, unvoiced = titles.moved_title(claims, about), titles.unvoiced(claims, about)
    described = ", or what an outlet says of the source uncited, which no title goes by"
    described *= bool((~together["own"]).any())

    def draw(canvas: Canvas):
        alone = len(found) == 1 and canvas.titled and not canvas.bare  # the title says the question
        asked = ["" if alone else claims.question(name)["text"] for name in found]
        most = SLIDE_ROWS + (4 if len(found) == 1 else 0)
        kept, unseen = rows_shown(canvas, claims, together, most)
        rows = [[name for name in kept if name in set(answers["group"])] for answers in found.values()]
        heights = [strip_row(canvas) * len(names) + 0.25 for names in rows]
        figure, axes = framed(
            canvas,
            title,
            f"Each mark is a statement{described}; a line lasts while the answer stands, {window} days at most.",
            foot(claims, ids(together), left_out=" ".join(filter(None, (unvoiced, unseen)))),
            key=answer_keys(together),
            **panels(canvas, asked, heights, left=0.16 if canvas.narrow else 1.0, right=0.1),
        )
        for ax, (name, answers), names in zip(axes, found.items(), rows, strict=True):
            style.day_axis(ax, first, last)
            position_strip(answers, groups=style.toned(claims.groups), window_days=window, ax=ax, names=names)
            panel_title(ax, "" if alone else claims.question(name)["text"])
            ax.tick_params(labelbottom=ax is axes[-1])
        return figure

    counts = together["answer"].value_counts()
    said = listed([f"{positions.WORDS[a]} {counts[a]}" for a in reversed(positions.SCALE) if a in counts])
    alt = f"Strips of answers over time to {count(len(found), 'question')}, one row per group: {said}. {title}"
    columns = ["question_id", "said", "group", "label", "said_on", "implied", "reports", "claim_ids", "mark_url"]
    name = "-".join(["strip", *question_ids]).replace("_", "-")
    marks = together.rename(columns={"answer": "said"})[columns]
    return Exhibit(name, title, "Answers over time", alt, draw, marks, claims)
