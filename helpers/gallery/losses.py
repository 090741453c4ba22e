"""Figures about losses: revision ladders, and the ratios that figures imply."""

from __future__ import annotations

import pandas as pd

from helpers import losses, titles
from helpers.charts import style
from helpers.charts.canvas import Canvas, framed
from helpers.charts.rows import intervals, open_sides, row_space
from helpers.charts.stairs import ladder as draw_ladder
from helpers.charts.stairs import ladder_space, stair_points
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.keys import bounds_key, flat
from helpers.gallery.shared import ONE_OUTLET, about_questions, ids, linked, log_note, nothing_to_draw
from helpers.words import count, day, listed


@about_questions
def ladder(claims: Claims, question_id: str) -> Exhibit:
    """Each source's own figures as a stair: how it revised itself."""
    steps = losses.ladder(claims, question_id)
    asked = claims.question(question_id)["text"]
    name = f"ladder-{question_id}".replace("_", "-")
    title = titles.ladder_title(claims, question_id, steps)
    if steps.empty:
        return nothing_to_draw(claims, name, title, asked, ["said", "claim_ids"])
    steps = steps.assign(group_order=steps["group"].map(claims.groups["order"].astype(int)))
    steps = steps.sort_values(["group_order", "source_id", "said_on"]).drop(columns="group_order")
    (steps,) = linked(steps)
    least = count(claims.study.stand_outlets, "outlet")
    points = stair_points(steps)
    scale = log_note(points["lo"], points["hi"])

    def draw(canvas: Canvas):
        space = ladder_space(canvas, steps)
        figure, axes = framed(
            canvas,
            title,
            f"{asked} One panel per named source, with the stair of its own totals: it rises on the day of the new "
            f"figure.{' Grey: the others.' * (steps['source_id'].nunique() > 1)}{scale}",
            foot(
                claims,
                ids(steps),
                left_out=f"Not drawn: counts of one strike, day or unit, which are no totals; figures of "
                f"an earlier time; figures that fewer than {least} print; sources with one such total.",
            ),
            key=_keys(steps),
            share=False,
            **space,
        )
        draw_ladder(steps, groups=style.toned(claims.groups), axes=axes, columns=len(space["columns"]))
        return figure

    alt = (
        f"Step chart of {count(steps['source_id'].nunique(), 'source')} with {count(len(steps), 'revision')}, "
        f"{day(steps['before_on'].min())} to {day(steps['said_on'].max())}. {title}"
    )
    columns = ["label", "group", "said", "said_on", "lo", "hi", "before", "before_on", "days", "times", "claim_ids"]
    columns = [*columns, "mark_url"]
    return Exhibit(name, title, asked, alt, draw, steps[columns], claims)


def _keys(steps: pd.DataFrame) -> list[str]:
    bounds = pd.concat([steps[["lo", "hi"]], steps[["before_lo", "before_hi"]].set_axis(["lo", "hi"], axis=1)])
    found = {"up": bounds["hi"].isna(), "down": bounds["lo"].isna(), "bar": bounds["lo"] < bounds["hi"]}
    return ["dot", *[name for name in ("bar", "up", "down") if found[name].any()]]


def ratios(claims: Claims) -> Exhibit:
    """How many of the one loss come to one of the other, where a statement gives both."""
    part, whole = claims.study.ratio_questions or ("", "")
    table = losses.ratios(claims, part, whole) if part else pd.DataFrame()
    name = "ratios"
    if table.empty:
        return nothing_to_draw(claims, name, "No statement gives both figures as numbers", "", ["part", "claim_ids"])
    units = [claims.question(question)["unit"] for question in (part, whole)]
    middle = table[["low", "high"]].mean(axis=1)
    drawn = table.assign(ratio=middle, source=table["label"], label=table["label"] + ", " + table["said_on"].map(day))
    low, high = losses.span(table)
    said = low if low == high else f"{low} to {high}"
    title = f"Where one statement counts both, {said} {units[1]} come to one {units[0]}"
    texts = [
        f"{row.part} {units[0]}, {row.whole} {units[1]}{ONE_OUTLET * (row.outlets == 1)}" for row in drawn.itertuples()
    ]
    (drawn,) = linked(drawn)
    room = "; a line where a bound leaves room" if (drawn["low"] < drawn["high"]).any() else ""

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            f"{units[1].capitalize()} to one {units[0]}, from the figures of one statement{room}.",
            foot(claims, ids(drawn)),
            key=flat(bounds_key(drawn.rename(columns={"low": "lo", "high": "hi"}))),
            **row_space(canvas, list(drawn["label"]), texts, 0.34),
        )
        intervals(drawn, value="ratio", groups=style.toned(claims.groups), texts=texts, ax=ax)
        open_sides(drawn, value="ratio", groups=style.toned(claims.groups), ax=ax)
        ax.set_xlim(0, drawn[["low", "high", "ratio"]].max().max() * 1.1)
        return figure

    alt = f"Dot chart with {count(len(drawn), 'row')}: {listed(list(drawn['label']))}. {title}"
    columns = ["label", "group", "said_on", "part", "whole", "low", "high", "claim_ids", "mark_url"]
    subtitle = "Ratios that follow from two figures of one statement"
    return Exhibit(name, title, subtitle, alt, draw, drawn[columns], claims)
