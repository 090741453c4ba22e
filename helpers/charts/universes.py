"""The specification curve: one finding in many universes, and the choices that make each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.charts.style import GRID, INK, LINE, MUTED, PAPER


def specification_curve(curve: pd.DataFrame, options: list[tuple[str, str]], *, upper, lower, colours: dict[bool, str]):
    """Effects in ascending order above, the options of each universe below.

    `curve`: effect, holds, own (bool: the suite's own coding) and one column per choice; universes without an effect
    are left out by the caller. `options`: (choice, option) from top to bottom. Returns both axes."""
    order = curve.sort_values("effect", kind="stable").reset_index(drop=True)
    for holds, colour in colours.items():
        own = order[order["holds"].eq(holds)]
        upper.scatter(
            own.index, own["effect"], s=9, color=colour if holds else PAPER, edgecolor=colour, linewidth=0.7, zorder=2
        )
    own = order[order["own"]]
    upper.scatter(own.index, own["effect"], s=70, marker="D", facecolor="none", edgecolor=INK, linewidth=1.4, zorder=4)
    for place, effect in zip(own.index, own["effect"], strict=True):
        upper.annotate(
            "own coding",
            (place, effect),
            xytext=(0, 9),
            textcoords="offset points",
            ha="center",
            size=9,
            color=INK,
            weight="semibold",
        )
    upper.grid(axis="y")
    upper.margins(y=0.18)
    upper.set_xticks([])
    for row, (choice, option) in enumerate(options):
        on = np.flatnonzero(order[choice].astype("str").eq(option))
        lower.axhline(row, color=GRID, linewidth=0.6, zorder=0.5)
        lower.scatter(on, [row] * len(on), marker="|", s=24, linewidth=0.7, color=MUTED, zorder=2)
    lower.set_yticks(range(len(options)), [option for _, option in options])
    lower.set_ylim(len(options) - 0.4, -0.6)
    lower.tick_params(axis="both", length=0, labelsize=9)
    lower.set_xticks([])
    _choices(lower, options)
    return upper, lower


def _choices(ax, options: list[tuple[str, str]]) -> None:
    """Name each choice once, left of its options, with a line between choices."""
    names = [choice for choice, _ in options]
    for choice in dict.fromkeys(names):
        first, last = names.index(choice), len(names) - 1 - names[::-1].index(choice)
        ax.annotate(
            choice,
            (0, (first + last) / 2),
            xycoords=("axes fraction", "data"),
            xytext=(-92, 0),
            textcoords="offset points",
            ha="right",
            va="center",
            size=9,
            weight="semibold",
            color=INK,
            annotation_clip=False,
        )
        if first:
            ax.axhline(first - 0.5, color=LINE, linewidth=0.8, zorder=1)
