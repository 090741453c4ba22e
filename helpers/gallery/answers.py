"""Figures about answers from yes to no."""

from __future__ import annotations

import pandas as pd

from helpers import positions, titles
from helpers.charts import style
from helpers.charts.matrix import answer_matrix
from helpers.charts.timeline import position_strip
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.shared import STRIP_ROW, about_questions, answer_keys, ids, span
from helpers.words import count, listed


def answers(claims: Claims) -> Exhibit:
    """Groups against yes/no questions: the last answer, the number of statements, and where it moved."""
    questions = claims.study.headline_positions
    own = claims.where(
        ~claims.rows["speaker"].isin(["collective", "outlet"]) & claims.rows["question_id"].isin(questions)
    )
    table = positions.latest(own, questions)
    title = titles.divided_title(claims)
    texts = claims.tables["questions"].set_index("question_id")["text"]
    asked = [name for name in questions if name in set(table["question_id"])]
    groups = [name for name in claims.groups.index if name in set(table["group"])]
    with style.sheet():
        figure, (ax,) = style.framed(
            title,
            "Large mark: the last answer of a group, and its month. Small mark before it: the first answer, where that "
            "was another. Number: statements. Outlets and collective speakers are left out.",
            foot(claims, own.rows["claim_id"]),
            height=0.6 * len(asked) + 0.1,
            key=[
                name for name in reversed(positions.SCALE) if name in set(table["answer"]) | set(table["first_answer"])
            ]
            + (["small"] if table["implied"].any() else []),
            left=2.0,
            headroom=0.36,
        )
        answer_matrix(table, asked=asked, texts=texts, groups=claims.groups.loc[groups], ax=ax)
    alt = (
        f"Table chart of {count(len(asked), 'question')} by {count(len(groups), 'group')}. {title} "
        f"{count(len(positions.moved(table)), 'cell')} moved between first and last answer."
    )
    return Exhibit(
        "answers-by-group",
        title,
        "The last answer of each group to each question",
        alt,
        figure,
        table.rename(columns={"answer": "said"}),
        claims,
    )


@about_questions
def strips(claims: Claims, *question_ids: str) -> Exhibit:
    """Yes/no questions one below the other, one row per group, on one time axis."""
    found = {name: positions.positions(claims, name) for name in question_ids}
    found = {name: answers for name, answers in found.items() if len(answers)} or {
        question_ids[0]: found[question_ids[0]]
    }
    together = pd.concat([answers.assign(question_id=name) for name, answers in found.items()], ignore_index=True)
    first, last = span(claims, together["said_on"])
    heights = tuple(STRIP_ROW * answers["group"].nunique() + 0.25 for answers in found.values())
    title = titles.moved_title(claims, question_ids[0])
    with style.sheet():
        figure, axes = style.framed(
            title,
            f"Each mark is a statement; a line lasts while the answer stands, {claims.study.window_days} days at most.",
            foot(claims, ids(together)),
            height=sum(heights) + 0.42 * len(heights),
            key=answer_keys(together),
            left=1.0,
            right=0.1,
            headroom=0.2,
            rows=heights,
            gap=0.42 * len(heights) / (sum(heights)) if len(heights) > 1 else 0.1,
        )
        for ax, (name, answers) in zip(axes, found.items(), strict=True):
            style.day_axis(ax, first, last)
            position_strip(answers, groups=claims.groups, window_days=claims.study.window_days, ax=ax)
            ax.set_title(claims.question(name)["text"], loc="left", size=10, weight="semibold", pad=4)
            ax.tick_params(labelbottom=ax is axes[-1])
    counts = together["answer"].value_counts()
    said = listed([f"{positions.WORDS[a]} {counts[a]}" for a in reversed(positions.SCALE) if a in counts])
    alt = f"Strips of answers over time to {count(len(found), 'question')}, one row per group: {said}. {title}"
    return Exhibit(
        "-".join(["strip", *question_ids]).replace("_", "-"),
        title,
        "Answers over time",
        alt,
        figure,
        together.rename(columns={"answer": "said"})[
            ["question_id", "said", "group", "label", "said_on", "implied", "reports", "claim_ids"]
        ],
        claims,
    )
