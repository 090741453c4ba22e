"""Revision ladders: each source's own figures as a stair, one panel each, all others behind it in grey."""

from __future__ import annotations

from math import log10

import pandas as pd
from matplotlib.ticker import LogLocator

from helpers.charts.canvas import EDGE, HEADING, Canvas, panel_title, wrap
from helpers.charts.marks import figure_mark
from helpers.charts.style import day_axis, number_axis, palette


def ladder(steps: pd.DataFrame, *, groups: pd.DataFrame, axes, columns: int) -> None:
    """Rows of losses.ladder with a `mark_url`, source by source in `axes`, all on the same two scales.

    A stair rises on the day of the new figure; bounds are drawn with arrows as everywhere."""
    points = stair_points(steps)
    values = pd.concat([points["lo"], points["hi"]]).dropna()
    first, last = points["said_on"].min(), points["said_on"].max()
    stairs = [points[points["source_id"].eq(name)] for name in dict.fromkeys(steps["source_id"])]
    for place, ax in enumerate(axes):
        ax.set_visible(place < len(stairs))
        day_axis(ax, first, last)
        if columns > 1:
            _both_ends(ax, first, last)
        number_axis(ax, values.min(), values.max())
        if ax.get_yscale() == "log":
            ax.yaxis.set_major_locator(LogLocator(subs=(1, 2, 5) if _room(ax) > 0.6 else (1,), numticks=20))
        if points.loc[points["hi"].isna(), "lo"].max() > 0.8 * values.max():  # room for the highest arrow
            ax.set_ylim(top=ax.get_ylim()[1] * (1.35 if ax.get_yscale() == "log" else 1.1))
        ax.tick_params(labelleft=place % columns == 0, labelbottom=place + columns >= len(stairs))
    for own, ax in zip(stairs, axes, strict=False):
        for other in stairs:
            if other is not own:
                _stair(ax, other, color=palette().line, linewidth=0.8, alpha=0.8, zorder=1)
        look = groups.loc[own["group"].iloc[0]]
        _stair(ax, own, color=look["colour"], linewidth=2.0, zorder=2)
        for _, row in own.iterrows():
            figure_mark(ax, row, row["said_on"], look, size=6.0)
        panel_title(ax, _heading(own, alone=len(stairs) == 1))


def _both_ends(ax, first, last) -> None:
    """The first and the last month alone, within the panel's own width."""
    ax.set_xticks([first, last], [f"{moment:%b %Y}" for moment in (first, last)])
    for label, side in zip(ax.get_xticklabels(), ("left", "right"), strict=True):
        label.set_horizontalalignment(side)


def _room(ax) -> float:
    """Inches of a decade of a logarithmic axis."""
    low, high = ax.get_ylim()
    return ax.get_position().height * ax.figure.get_figheight() / log10(high / low)


def _heading(own: pd.DataFrame, *, alone: bool) -> str:
    """The source, and its first and last figure as it put them; these stand in the title where it is `alone`."""
    first, last = own["before"].iloc[0], own["said"].iloc[-1]
    return own["label"].iloc[0] + f", {first} to {last}" * (not alone)


def ladder_space(canvas: Canvas, steps: pd.DataFrame) -> dict:
    """Room that the panels of `ladder` need, as terms of canvas.framed, with `columns`."""
    points, sources = stair_points(steps), steps["source_id"].nunique()
    columns = 1 if canvas.narrow else min(sources, 3)
    lines, left, right = -(-sources // columns), 0.5, 0.1
    room = (canvas.width - 2 * EDGE - left - right) / (1.1 * columns)
    headings = [wrap(_heading(own, alone=sources == 1), room, **HEADING) for _, own in points.groupby("source_id")]
    words = 0.27 + 0.165 * max(heading.count("\n") for heading in headings) + 0.1 * canvas.narrow
    high = 2.2 if lines == 1 else 1.0 if canvas.narrow or canvas.height else 1.35
    return {
        "height": lines * high + (lines - 1) * words,
        "headroom": words - 0.07,
        "rows": (1.0,) * lines,
        "columns": (1.0,) * columns,
        "gap": words / high,
        "left": left,
        "right": right,
    }


def _stair(ax, own: pd.DataFrame, **look) -> None:
    """One stair, up to its last figure."""
    ax.step(own["said_on"], own["lo"].fillna(own["hi"]), where="post", **look)


def stair_points(steps: pd.DataFrame) -> pd.DataFrame:
    """All figures of the stairs: the first of each source, then each change."""
    first = steps.drop_duplicates("source_id")
    first = first.assign(said_on=first["before_on"], lo=first["before_lo"], hi=first["before_hi"])
    points = pd.concat([first, steps], ignore_index=True)
    open_up, open_down = points["hi"].isna(), points["lo"].isna()
    mark = pd.Series("dot", index=points.index).mask(open_up, "up").mask(open_down, "down")
    mark = mark.mask(points["lo"] < points["hi"], "bar")
    points = points.assign(mark=mark, forecast=False, attribution="named")
    return points.sort_values(["source_id", "said_on"], kind="stable", ignore_index=True)
