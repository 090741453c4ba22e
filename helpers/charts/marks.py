"""How one figure or one answer is drawn, the same in every chart."""

from __future__ import annotations

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle

from helpers.charts.style import PAPER

DASH = (0, (2.2, 1.4))
TONE = {"yes": 1.0, "likely": 0.38}


def figure_mark(ax, row: pd.Series, place, look: pd.Series, *, size: float, horizontal: bool = False) -> None:
    """Draw one row of estimates.figures at `place` on the other axis.

    Dot = a figure, bar = a range, hatched bar = vague words, arrow = an open side; hollow = forecast, dashed
    outline = unnamed speaker. `look`: the group's colour and marker. `horizontal`: numbers run along x.
    """
    place = mdates.date2num(place) if isinstance(place, pd.Timestamp) else place
    hollow, named = bool(row["forecast"]), row["attribution"] == "named"
    dash = {} if named else {"linestyle": DASH}
    if row["mark"] in ("bar", "vague"):
        _bar(ax, row, place, look["colour"], size, horizontal, hollow, dash)
        return
    spot = np.nanmean([row["lo"], row["hi"]])
    point = (spot, place) if horizontal else (place, spot)
    if row["mark"] in ("up", "down"):
        _arrow(ax, point, 1 if row["mark"] == "up" else -1, look["colour"], size, horizontal)
    ax.plot(
        *point,
        marker=look["marker"],
        markersize=size if named else size * 0.75,
        linestyle="none",
        markerfacecolor=PAPER if hollow else look["colour"],
        markeredgecolor=look["colour"] if hollow else PAPER,
        markeredgewidth=1.1 if hollow else 0.6,
        zorder=3,
    )
    if not named:
        ax.scatter(
            *point,
            s=(size * 1.45) ** 2,
            marker="o",
            facecolor="none",
            edgecolor=look["colour"],
            linewidth=0.8,
            zorder=2.9,
            **dash,
        )


def _bar(ax, row, place, colour, size, horizontal, hollow, dash) -> None:
    vague = row["mark"] == "vague"
    half = _points(ax, size * 0.45, along_y=horizontal)
    length = row["hi"] - row["lo"]
    box = (row["lo"], place - half, length, 2 * half) if horizontal else (place - half, row["lo"], 2 * half, length)
    ax.add_patch(
        Rectangle(
            box[:2],
            box[2],
            box[3],
            facecolor="none" if vague or hollow else colour,
            edgecolor=colour,
            hatch="/////" if vague else None,
            linewidth=1.0,
            zorder=3,
            alpha=0.5 if dash else 0.9,
            **dash,
        )
    )


def _points(ax, points: float, *, along_y: bool) -> float:
    """`points` as data units of the x axis, or of the y axis; for linear axes."""
    low, high = ax.get_ylim() if along_y else ax.get_xlim()
    box, figure = ax.get_position(), ax.figure
    inches = box.height * figure.get_figheight() if along_y else box.width * figure.get_figwidth()
    return abs(high - low) * points / 72 / inches


def _arrow(ax, point, direction: int, colour, size, horizontal) -> None:
    reach = direction * size * 2.3
    ax.annotate(
        "",
        xy=point,
        xytext=(reach, 0) if horizontal else (0, reach),
        textcoords="offset points",
        arrowprops={
            "arrowstyle": "<|-,head_width=0.2,head_length=0.35",
            "color": colour,
            "linewidth": 1.1,
            "shrinkA": 0,
            "shrinkB": 0,
        },
        zorder=2.8,
    )


def answer_mark(ax, x, y, answer: str, colour: str, *, size: float = 8, implied: bool = False) -> None:
    """Draw one answer: full = yes, half-tone = likely, hollow = not confirmed, hollow with a bar = unlikely,
    cross = no. Answers that only follow from others are smaller."""
    size *= 0.7 if implied else 1.0
    if answer == "no":
        ax.plot([x], [y], "x", color=colour, markersize=size * 0.85, markeredgewidth=1.9, zorder=3.2)
        return
    face = blend(colour, TONE.get(answer, 0.0))
    ax.plot([x], [y], "o", markerfacecolor=face, markeredgecolor=colour, markeredgewidth=1.2, markersize=size, zorder=3)
    if answer == "unlikely":
        ax.plot([x], [y], "_", color=colour, markersize=size * 0.85, markeredgewidth=1.4, zorder=3.2)


def blend(colour: str, share: float) -> str:
    """`share` of the colour on paper, as an opaque colour."""
    top, base = np.array(to_rgb(colour)), np.array(to_rgb(PAPER))
    return to_hex(base + share * (top - base))
