"""The specification curve: one finding in many universes, and the choices that make each."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.charts.canvas import EDGE, is_narrow, text_width
from helpers.charts.style import palette


def specification_curve(curve: pd.DataFrame, options: list[tuple[str, str]], *, upper, lower, colours: dict[bool, str]):
    """Effects in ascending order above, the options of each universe below.

    `curve`: effect, holds, own (bool: the suite's own coding) and one column per choice; universes without an effect
    are left out by the caller. `options`: (choice, option) from top to bottom. Returns both axes."""
    order = curve.sort_values("effect", kind="stable").reset_index(drop=True)
    for holds, colour in colours.items():
        own = order[order["holds"].eq(holds)]
        upper.scatter(
            own.index, own["effect"], s=9, color=colour if holds else palette().paper, edgecolor=colour,
            linewidth=0.7, zorder=2,
        )  # fmt: skip
    own = order[order["own"]]
    upper.scatter(
        own.index, own["effect"], s=70, marker="D", facecolor="none", edgecolor=palette().ink, linewidth=1.4, zorder=4,
        urls=list(own["mark_url"]),
    )  # fmt: skip
    for place, effect in zip(own.index, own["effect"], strict=True):
        upper.annotate(
            "own coding",
            (place, effect),
            xytext=(0, 9),
            textcoords="offset points",
            ha="center",
            size=9,
            color=palette().ink,
            weight="semibold",
        )
    upper.grid(axis="y")
    upper.margins(y=0.18)
    if order["effect"].min() >= 0:
        upper.set_ylim(bottom=0)
    upper.set_xticks([])
    places = _places(options, narrow=is_narrow(lower.figure.get_figwidth()))
    for row, (choice, option) in zip(places, options, strict=True):
        on = np.flatnonzero(order[choice].astype("str").eq(option))
        lower.axhline(row, color=palette().grid, linewidth=0.6, zorder=0.5)
        lower.scatter(on, [row] * len(on), marker="|", s=24, linewidth=0.7, color=palette().muted, zorder=2)
    lower.set_yticks(places, [option for _, option in options])
    lower.set_ylim(places[-1] + 0.6 if places else 0.6, -0.6 if places[:1] == [0] else -0.2)
    lower.tick_params(axis="both", length=0, labelsize=9)
    lower.set_xticks([])
    _choices(lower, options, places)
    return upper, lower


def options_space(canvas, options: list[tuple[str, str]]) -> dict[str, float]:
    """Inches that the names of the options need: `left` of the curve, and the `height` of their rows."""
    option = max((text_width(option, size=9) for _, option in options), default=0) + 0.1
    choice = max((text_width(choice, size=9, weight="semibold") for choice, _ in options), default=0) + 0.14
    rows = _places(options, narrow=canvas.narrow)
    return {
        "left": option + (0 if canvas.narrow else choice) - EDGE / 2,
        "height": 0.185 * ((rows[-1] if rows else 0) + 1.3),
    }


def _places(options: list[tuple[str, str]], *, narrow: bool) -> list[int]:
    """The row of each option; on narrow canvases a row is left free above each choice, for its name."""
    places, row, before = [], 0, None
    for choice, _ in options:
        row += narrow and choice != before
        places.append(row)
        row, before = row + 1, choice
    return places


def _choices(ax, options: list[tuple[str, str]], places: list[int]) -> None:
    """Name each choice once, left of its options or above them, with a line between choices."""
    names, narrow = [choice for choice, _ in options], is_narrow(ax.figure.get_figwidth())
    shift = max((text_width(option, size=9) for _, option in options), default=0) * 72
    for choice in dict.fromkeys(names):
        own = [place for place, name in zip(places, names, strict=True) if name == choice]
        ax.annotate(
            choice,
            (0, own[0] - 1 if narrow else (own[0] + own[-1]) / 2),
            xycoords=("axes fraction", "data"),
            xytext=(-shift - (4 if narrow else 14), 0),
            textcoords="offset points",
            ha="left" if narrow else "right",
            va="center",
            size=9,
            weight="semibold",
            color=palette().ink,
            annotation_clip=False,
        )
        if own[0] > narrow:
            ax.axhline(own[0] - 0.5 - narrow, color=palette().line, linewidth=0.8, zorder=1)
