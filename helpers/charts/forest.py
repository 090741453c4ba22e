"""One row per figure of one statement."""

from __future__ import annotations

import pandas as pd

from helpers.charts.canvas import is_narrow, wrap
from helpers.charts.marks import figure_mark
from helpers.charts.rows import name_rows, row_space
from helpers.charts.style import name_look, number_axis, palette
from helpers.estimates import say
from helpers.words import day, typographic


def forest_words(marks: pd.DataFrame, width: float, *, notes: bool = False) -> tuple[list[str], list[str], list[str]]:
    """Name, text and day of each row: the figure as said, what `marks` has to say `beside` it and, with `notes`, what
    it is about, in lines that a canvas of `width` inches has room for. No days where all are the same: the foot
    says it."""
    texts = [say(row) + row.get("beside", "") for _, row in marks.iterrows()]
    if notes:
        about = [typographic(note.split(";")[0]) for note in marks["note"]]
        texts = [": ".join(filter(None, said)) for said in zip(texts, about, strict=True)]
        texts = [wrap(text, (0.34 if not is_narrow(width) else 0.88) * width, size=9) for text in texts]
    days = [day(moment) for moment in marks["said_on"]]
    return list(marks["label"]), texts, days if len(set(days)) > 1 else []


def forest_space(canvas, marks: pd.DataFrame, *, notes: bool = False) -> dict:
    """Room that `forest` needs, as terms of canvas.framed."""
    labels, texts, days = forest_words(marks, canvas.width, notes=notes)
    lines = max((text.count("\n") for text in texts), default=0)
    return row_space(canvas, labels, texts, 0.27 + 0.15 * lines, days)


def forest(marks: pd.DataFrame, *, groups: pd.DataFrame, ax, notes: bool = False):
    """Rows of estimates.figures from top to bottom, labelled with source and day, and with the figure as said.
    Returns ax."""
    values = pd.concat([marks["lo"], marks["hi"]]).dropna()
    if len(values):
        number_axis(ax, values.min(), values.max(), along_x=True)
    labels, texts, days = forest_words(marks, ax.figure.get_figwidth(), notes=notes)
    looks = [name_look(groups.loc[group], palette().ink) for group in marks["group"]]
    name_rows(ax, labels, texts, looks, days)
    for place, (_, row) in enumerate(marks.iterrows()):
        figure_mark(ax, row, place, groups.loc[row["group"]], size=7.0, horizontal=True)
    return ax
