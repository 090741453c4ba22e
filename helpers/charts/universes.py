"""The specification curve: one finding in many universes, and the choices that make each."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from matplotlib.ticker import FixedLocator, MaxNLocator

from helpers.charts.canvas import EDGE, is_narrow, text_width
from helpers.charts.style import GAP, SLATE, legible, palette, tone


class Row(NamedTuple):
    """One option of a choice: its column and value in the table of universes, both in words, and whether it is of a
    choice that moves the finding most."""

    choice: str
    option: str
    name: str
    words: str
    moves: bool


def specification_curve(curve: pd.DataFrame, rows: list[Row], *, upper, lower, number, colours: dict[bool, str]):
    """Effects in ascending order above, those without a number first; the options of each universe below.

    `curve`: effect, holds, own (bool: the suite's own coding) and one column per choice. `rows`: the options from top
    to bottom; `number`: writes an effect; `colours`: of universes in which the finding holds or not. Returns both
    axes."""
    order = curve.sort_values("effect", kind="stable", na_position="first").reset_index(drop=True)
    _effects(upper, order, number)
    places = _places(rows, narrow=is_narrow(lower.figure.get_figwidth()))
    holding = order["holds"].to_numpy("bool")
    for place, row in zip(places, rows, strict=True):
        on = order[row.choice].astype("str").eq(row.option).to_numpy()
        lower.axhline(place, color=palette().grid, linewidth=0.6, zorder=0.5)
        for part, colour in ((on & ~holding, colours[False]), (on & holding, colours[True])):
            found = np.flatnonzero(part)
            lower.scatter(found, [place] * len(found), marker="|", s=26, linewidth=0.8, color=colour, zorder=2)
        if row.moves:
            lower.axhspan(place - 0.5, place + 0.5, color=tone(GAP), alpha=0.55, linewidth=0, zorder=0.2)
        share = f"{order.loc[on, 'holds'].mean():.0%}" if on.any() else ""
        beside = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "annotation_clip": False}
        lower.annotate(share, (1, place), xytext=(5, 0), va="center", size=9, color=palette().muted, **beside)
    lower.set_yticks(places, [legible(row.words) for row in rows])
    lower.set_ylim(places[-1] + 0.6 if places else 0.6, -0.6 if places[:1] == [0] else -0.2)
    lower.tick_params(axis="both", length=0, labelsize=9)
    lower.set_xticks([])
    _choices(lower, rows, places)
    return upper, lower


def _effects(ax, order: pd.DataFrame, number) -> None:
    """The curve: full where the finding holds, hollow where not, crosses below it where there is no number."""
    low, high = order["effect"].min(), order["effect"].max()
    low = 0.0 if 0 <= low < high else low
    step = (high - low or abs(high) or 1) / 10
    none = order["effect"].isna()
    level = order["effect"].fillna(low - step)
    slate, paper, ink = tone(SLATE), palette().paper, palette().ink
    for holds, face in ((False, paper), (True, slate)):
        own = order.index[order["holds"].eq(holds) & ~none]
        ax.scatter(own, level[own], s=11, color=face, edgecolor=slate, linewidth=0.7, zorder=2)
    ax.scatter(order.index[none], level[none], s=14, marker="x", color=palette().muted, linewidth=0.8, zorder=2)
    mine = order[order["own"]]
    look = {"marker": "D", "facecolor": "none", "edgecolor": ink, "linewidth": 1.4, "zorder": 4}
    ax.scatter(mine.index, level[mine.index], s=70, urls=list(mine["mark_url"]), **look)
    ax.grid(axis="y")
    ax.set_ylim(low - step * (1.8 if none.any() else 0.8), high + step)
    whole = bool(order["effect"].dropna().mod(1).eq(0).all())
    found = MaxNLocator(4, integer=whole).tick_values(low, high) if low < high else [high]
    ticks = [tick for tick in found if tick >= low]
    ax.yaxis.set_major_locator(FixedLocator(ticks))
    ax.yaxis.set_major_formatter(lambda value, _: number(value))
    ax.set_xlim(-0.02 * len(order), 1.02 * len(order))
    ax.set_xticks([])


def curve_keys(curve: pd.DataFrame) -> list[tuple[str, dict]]:
    """Entries of the figure's key."""
    slate, ink, none = tone(SLATE), palette().ink, curve["effect"].isna()
    dot = {"marker": "o", "markersize": 4.5, "markeredgecolor": slate}
    keys = {
        "holds": (curve["holds"], {**dot, "markerfacecolor": slate}),
        "does not hold": (~curve["holds"] & ~none, {**dot, "markerfacecolor": palette().paper}),
        "the suite's own coding": (
            curve["own"],
            {"marker": "D", "markersize": 6.5, "markerfacecolor": "none", "color": ink},
        ),
        "no number (counts as not holding)": (none, {"marker": "x", "markersize": 5, "color": palette().muted}),
    }
    return [(words, look) for words, (drawn, look) in keys.items() if drawn.any()]


def options_space(canvas, rows: list[Row]) -> dict[str, float]:
    """Inches that the names of the options need: `left` of the curve, and the `height` of their rows."""
    option = max((text_width(row.words, size=9) for row in rows), default=0) + 0.1
    choice = max((text_width(row.name, size=9, weight="semibold") for row in rows), default=0) + 0.14
    places = _places(rows, narrow=canvas.narrow)
    return {
        "left": option + (0 if canvas.narrow else choice) - EDGE / 2,
        "height": 0.185 * ((places[-1] if places else 0) + 1.3),
    }


def _places(rows: list[Row], *, narrow: bool) -> list[int]:
    """The row of each option; on narrow canvases a row is left free above each choice, for its name."""
    places, place, before = [], 0, None
    for row in rows:
        place += narrow and row.choice != before
        places.append(place)
        place, before = place + 1, row.choice
    return places


def _choices(ax, rows: list[Row], places: list[int]) -> None:
    """Name each choice once, left of its options or above them, with a line between choices."""
    names, narrow = [row.name for row in rows], is_narrow(ax.figure.get_figwidth())
    shift = max((text_width(row.words, size=9) for row in rows), default=0) * 72
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
