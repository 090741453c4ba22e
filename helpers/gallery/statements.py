"""One row per figure of one statement."""

from __future__ import annotations

import pandas as pd

from helpers import estimates, titles
from helpers.charts import style
from helpers.charts.canvas import Canvas, framed
from helpers.charts.forest import forest, forest_space
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.keys import figure_keys, flat
from helpers.gallery.shared import ONE_OUTLET, about_questions, ids, linked, log_note
from helpers.words import count


@about_questions
def statements(claims: Claims, question_id: str, *, most: int = 24) -> Exhibit:
    """One row per figure of one statement: who said it, when, and how it was put."""
    marks = estimates.figures(claims, question_id)
    shown = marks[~marks["event"]].dropna(subset=["lo", "hi"], how="all")
    order = claims.groups["strong"].eq("yes")
    shown = (
        shown.assign(first=shown["group"].map(order))
        .sort_values(["first", "reports"], ascending=False, kind="stable")
        .head(most)
    )
    shown = shown.sort_values(["said_on", "label"], ignore_index=True).drop(columns="first")
    (shown,) = linked(shown.assign(beside=[ONE_OUTLET * (n == 1) for n in shown["outlets"]]))
    out = len(marks) - len(shown)
    title = titles.range_title(claims, question_id, shown)
    asked = claims.question(question_id)["text"]
    matter = question_id in claims.study.matter_questions
    left_out = (
        f"{count(out, 'figure')} not drawn (words without a convention, one event or part, or fewer reports)."
        if out
        else ""
    )

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            f"{asked} One row per figure of a statement.{log_note(shown['lo'], shown['hi'])}",
            foot(claims, ids(shown), left_out=left_out),
            key=flat(figure_keys(shown)),
            **forest_space(canvas, shown, notes=matter),
        )
        forest(shown, groups=style.toned(claims.groups), ax=ax, notes=matter)
        return figure

    alt = f"Dot chart with {count(len(shown), 'row')}, one per figure. {title}"
    name = f"statements-{question_id}".replace("_", "-")
    return Exhibit(name, title, asked, alt, draw, number_table(shown), claims)


def number_table(marks: pd.DataFrame) -> pd.DataFrame:
    said = marks.apply(estimates.say, axis=1) if len(marks) else []
    columns = ["group", "label", "said_on", "as_of", "lo", "hi", "mark", "reports", "claim_ids", "mark_url"]
    return marks.assign(said=said)[["said", *columns]]


def answer_table(answers: pd.DataFrame) -> pd.DataFrame:
    return answers.rename(columns={"answer": "said"})[
        ["said", "group", "label", "said_on", "implied", "reports", "claim_ids", "mark_url"]
    ]
