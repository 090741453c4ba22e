"""Small multiples: the same axes once for each group."""

from __future__ import annotations

import pandas as pd

from helpers import estimates
from helpers.charts import style
from helpers.charts.canvas import Canvas, framed, panel_title
from helpers.charts.timeline import estimate_timeline, others_behind
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.keys import time_keys
from helpers.gallery.shared import ASTRAY, about_questions, ids, linked, log_note, nothing_to_draw, span
from helpers.gallery.statements import number_table
from helpers.words import count, day, listed

COLUMNS = {"narrow": 2, "page": 3, "wide": 5, "slide": 5}
HIGH = 1.2  # inches of a panel


@about_questions
def by_source(claims: Claims, question_id: str, *, least: int = 2) -> Exhibit:
    """The figures of one question, one panel a group that gave `least` or more, all others grey behind."""
    every = estimates.figures(claims, question_id)
    marks = every[every["main"] & ~every["event"]].dropna(subset=["lo", "hi"], how="all")
    astray = int((~every["main"] | every["event"]).sum())
    asked, name = claims.question(question_id)["text"], f"by-source-{question_id}".replace("_", "-")
    spoke = marks["group"].value_counts()
    groups = [group for group in claims.groups.index if spoke.get(group, 0) >= least]
    if not groups:
        return nothing_to_draw(claims, name, f"No group gave {count(least, 'figure')}", asked, ["said"])
    out = int(spoke.drop(groups).sum())
    (shown,) = linked(marks[marks["group"].isin(groups)].reset_index(drop=True))
    stands = estimates.standing_on(claims, question_id)
    nothing = estimates.gap(stands.iloc[:0])
    first, last = span(claims, marks["said_on"])
    title = _widest(claims, question_id, shown[shown["said_on"].ge(first)], first, last)
    few = f"{count(out, 'figure')} of groups with fewer than {least}: grey only." if out else ""
    other = f"{count(astray, 'figure')} of a part, or {ASTRAY}: not drawn."
    left_out = " ".join(filter(None, (few, other if astray else "")))
    numbers = marks[marks["mark"].ne("vague")]
    scale = log_note(numbers["lo"], numbers["hi"])

    def draw(canvas: Canvas):
        columns = COLUMNS[canvas.name]
        lines = -(-len(groups) // columns)
        figure, axes = framed(
            canvas,
            title,
            f"{asked} One panel a group; grey: all others.{scale}",
            foot(claims, ids(marks), left_out=left_out),
            height=HIGH * lines + 0.32 * (lines - 1),
            key=time_keys(shown, stands),
            left=0.5,
            right=0.12,
            headroom=0.2,
            rows=(1.0,) * lines,
            columns=(1.0,) * columns,
            share=False,
            gap=0.32 / HIGH,
            below=0.16 if canvas.narrow else 0.0,
        )
        looks = style.toned(claims.groups)
        for place, ax in enumerate(axes):
            ax.set_visible(place < len(groups))
            if place < len(groups):
                style.day_ends(ax, first, last)
                _panel(ax, groups[place], shown, marks, looks, stands, nothing)
                ax.tick_params(labelleft=place % columns == 0, labelbottom=place + columns >= len(groups))
        return figure

    alt = f"{count(len(groups), 'panel')} of figures over time, one a group. {title}"
    return Exhibit(name, title, asked, alt, draw, number_table(shown), claims)


def _panel(ax, group: str, shown: pd.DataFrame, marks: pd.DataFrame, looks, stands, gaps) -> None:
    own, others = shown[shown["group"].eq(group)], marks[marks["group"].ne(group)]
    estimate_timeline(own, stands=stands[stands["group"].eq(group)], gaps=gaps, groups=looks, ax=ax)
    others_behind(others, ax=ax)
    values = marks.loc[marks["mark"].ne("vague"), ["lo", "hi"]].stack()
    if len(values):
        style.number_axis(ax, values.min(), values.max())
    panel_title(ax, looks.at[group, "label"], color=style.readable(looks.at[group, "colour"]))


def _widest(claims: Claims, question_id: str, shown: pd.DataFrame, first: pd.Timestamp, last: pd.Timestamp) -> str:
    """Which group's own figures, of named speakers, run furthest, and when they were said; `first`, `last`: the days
    that are drawn."""
    unit = claims.question(question_id)["unit"]
    alone = ~claims.rows["speaker"].isin(["collective", "outlet"])
    speakers = set(claims.rows.loc[alone, "source_id"])
    firm = shown[shown["mark"].ne("vague") & shown["attribution"].eq("named") & shown["source_id"].isin(speakers)]
    if firm.empty:
        return f"No named speaker gave a figure for {unit} in numbers"
    firm = firm.assign(low=firm[["lo", "hi"]].min(axis=1), high=firm[["lo", "hi"]].max(axis=1))
    wide = firm.groupby("group")["high"].max() - firm.groupby("group")["low"].min()
    top = [group for group in claims.groups.index if group in wide.index and wide[group] == wide.max()]
    who = listed([claims.groups.at[group, "label"] for group in top])
    own = firm[firm["group"].eq(top[0])]
    ends = (("low", own.loc[own["low"].idxmin()]), ("high", own.loc[own["high"].idxmax()]))
    low, high = (f"{row[side]:,.0f}{' in all' * bool(row['in_all'])} ({day(row['said_on'])})" for side, row in ends)
    when = f"Of the named speakers from {day(first)} to {day(last)}"
    return f"{when}, the figures of {who} run furthest: {low} to {high} {unit}"
