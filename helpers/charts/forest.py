"""One row per figure of one statement."""

from __future__ import annotations

import pandas as pd

from helpers.charts.marks import figure_mark
from helpers.charts.rows import beside
from helpers.charts.style import GRID, INK, MUTED, name_look, number_axis
from helpers.estimates import say
from helpers.words import day


def forest(marks: pd.DataFrame, *, groups: pd.DataFrame, ax, notes: bool = False):
    """Rows of estimates.figures from top to bottom, labelled left with source and day, right with the figure as said
    and, with `notes`, what it is about. Returns ax."""
    values = pd.concat([marks["lo"], marks["hi"]]).dropna()
    ax.set_ylim(len(marks) - 0.4, -0.6)
    if len(values):
        number_axis(ax, values.min(), values.max(), along_x=True)
    for place, (_, row) in enumerate(marks.iterrows()):
        look = groups.loc[row["group"]]
        ax.axhline(place, color=GRID, linewidth=0.8, zorder=0.5)
        figure_mark(ax, row, place, look, size=7.0, horizontal=True)
        ax.annotate(
            row["label"],
            (0, place),
            xycoords=("axes fraction", "data"),
            xytext=(-74, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            size=9.5,
            **name_look(look, INK),
        )
        ax.annotate(
            day(row["said_on"]),
            (0, place),
            xycoords=("axes fraction", "data"),
            xytext=(-8, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            size=9,
            color=MUTED,
        )
        beside(ax, place, say(row) + (f": {_short(row['note'])}" if notes else ""), gap=4)
    ax.set_yticks([])
    return ax


def _short(note: str, most: int = 36) -> str:
    """The first clause of a note, cut at a word."""
    clause = note.split(";")[0]
    return clause if len(clause) <= most else clause[: clause[:most].rfind(" ")] + " ..."
