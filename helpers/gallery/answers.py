"""Figures about answers from yes to no."""

from __future__ import annotations

import pandas as pd

from helpers import positions, titles
from helpers.charts import style
from helpers.charts.canvas import EDGE, Canvas, framed, panel_title, panels, wrap
from helpers.charts.matrix import QUESTION, answer_lists, answer_matrix, lists_height
from helpers.charts.timeline import position_strip
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.shared import about_questions, answer_keys, ids, linked, span, strip_row
from helpers.words import count, listed, quoted


def answers(claims: Claims) -> Exhibit:
    """Groups against yes/no questions: the last answer, the number of statements, and where it moved."""
    questions = claims.study.headline_positions
    own = claims.where(
        ~claims.rows["speaker"].isin(["collective", "outlet"]) & claims.rows["question_id"].isin(questions)
    )
    (table,) = linked(positions.latest(own, questions))
    title = titles.answers_title(table)
    asked = [name for name in questions if name in set(table["question_id"])]
    groups = claims.groups.loc[[name for name in claims.groups.index if name in set(table["group"])]]

    def draw(canvas: Canvas):
        return (_answer_lists if canvas.narrow else _answer_matrix)(canvas, own, title, table, asked, groups)

    alt = (
        f"Table chart of {count(len(asked), 'question')} by {count(len(groups), 'group')}. {title} "
        f"{count(len(positions.moved(table)), 'cell')} moved between first and last answer."
    )
    marks = table.rename(columns={"answer": "said"})
    subtitle = "The last answer of each group to each question"
    return Exhibit("answers-by-group", title, subtitle, alt, draw, marks, claims)


def _answer_matrix(canvas, own, title, table, asked, groups):
    said = set(table["answer"]) | set(table["first_answer"])
    figure, (ax,) = framed(
        canvas,
        title,
        "Large mark and tint: the last answer of a group. Small mark before it: the first answer, where that was "
        f"another. Number: statements{', and month of the last' if canvas.width > 9 else ''}. Outlets and collective "
        "speakers are left out.",
        foot(own, own.rows["claim_id"]),
        height=0.5 * len(asked) + 0.1,
        key=[name for name in reversed(positions.SCALE) if name in said]
        + (["small"] if table["implied"].any() else []),
        left=QUESTION + 0.1,
        headroom=0.36,
    )
    texts = own.tables["questions"].set_index("question_id")["text"]
    return answer_matrix(table, asked=asked, texts=texts, groups=style.toned(groups), ax=ax).figure


def _answer_lists(canvas, own, title, table, asked, groups):
    texts = own.tables["questions"].set_index("question_id")["text"]
    room = canvas.width - 2 * EDGE
    terms = {
        "asked": asked,
        "texts": {name: wrap(texts[name], room, size=9.5, weight="semibold") for name in asked},
        "groups": style.toned(groups),
    }
    figure, (ax,) = framed(
        canvas,
        title,
        "Each group's last answer. Outlets and collective speakers are left out.",
        foot(own, own.rows["claim_id"]),
        height=lists_height(table, width=canvas.width, **terms),
        key=[name for name in reversed(positions.SCALE) if name in set(table["answer"])],
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
    title, window = titles.moved_title(claims, question_ids[0]), claims.study.window_days
    title = f"{quoted(claims, question_ids[0])} {title}" if len(found) > 1 else title

    def draw(canvas: Canvas):
        asked = [claims.question(name)["text"] for name in found]
        heights = [strip_row(canvas) * answers["group"].nunique() + 0.25 for answers in found.values()]
        figure, axes = framed(
            canvas,
            title,
            f"Each mark is a statement; a line lasts while the answer stands, {window} days at most.",
            foot(claims, ids(together)),
            key=answer_keys(together),
            **panels(canvas, asked, heights, left=0.2 if canvas.narrow else 1.0, right=0.1),
        )
        for ax, (name, answers) in zip(axes, found.items(), strict=True):
            style.day_axis(ax, first, last)
            position_strip(answers, groups=style.toned(claims.groups), window_days=window, ax=ax)
            panel_title(ax, claims.question(name)["text"])
            ax.tick_params(labelbottom=ax is axes[-1])
        return figure

    counts = together["answer"].value_counts()
    said = listed([f"{positions.WORDS[a]} {counts[a]}" for a in reversed(positions.SCALE) if a in counts])
    alt = f"Strips of answers over time to {count(len(found), 'question')}, one row per group: {said}. {title}"
    columns = ["question_id", "said", "group", "label", "said_on", "implied", "reports", "claim_ids", "mark_url"]
    name = "-".join(["strip", *question_ids]).replace("_", "-")
    marks = together.rename(columns={"answer": "said"})[columns]
    return Exhibit(name, title, "Answers over time", alt, draw, marks, claims)
