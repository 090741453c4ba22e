"""Direct labels that do not collide."""

from __future__ import annotations

from itertools import combinations

from helpers.charts.canvas import text_width, wrap
from helpers.charts.room import clear, extent
from helpers.charts.style import palette, readable
from helpers.charts.taken import Taken


def spread(wanted: list[float], size: float, low: float, high: float) -> list[float]:
    """Places as near to `wanted` as possible, `size` apart, within low..high; order is kept.

    Pool-adjacent-violators on the positions less their rank, the least-squares answer to the ordering.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[list[float]] = []  # sum, count
    for rank, index in enumerate(order):
        blocks.append([wanted[index] - rank * size, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            total, count = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += count
    flat = [total / count for total, count in blocks for _ in range(int(count))]
    top = max(low, high - (len(wanted) - 1) * size)
    places = [0.0] * len(wanted)
    for rank, index in enumerate(order):
        places[index] = min(max(flat[rank], low), top) + rank * size
    return places


def ends(ax, items: list[tuple[object, float, str, str]], *, size: float = 9.5) -> None:
    """Name lines at their ends: (x, y, text, colour) in data units, right of the end, moved apart where they touch."""
    if not items:
        return
    ax.autoscale_view()
    points = [ax.transData.transform((ax.convert_xunits(x), y)) for x, y, *_ in items]
    step = size * 1.3 * ax.figure.dpi / 72
    box = ax.get_window_extent()
    places = (
        spread([point[1] for point in points], step, box.y0, box.y1)
        if _crowded(points, [text_width(item[2], size=size, weight="semibold") * ax.figure.dpi for item in items], step)
        else [point[1] for point in points]
    )
    back = {"facecolor": palette().paper, "alpha": 0.7, "pad": 0.4, "linewidth": 0}
    look = {"size": size, "weight": "semibold", "va": "center", "ha": "left", "zorder": 5, "bbox": back}
    for (x, y, text, colour), (_, py), place in zip(items, points, places, strict=True):
        rise = (place - py) * 72 / ax.figure.dpi
        ax.annotate(
            text,
            (x, y),
            xytext=(5, rise),
            textcoords="offset points",
            color=readable(colour),
            annotation_clip=False,
            **look,
        )


def _crowded(points, widths: list[float], step: float) -> bool:
    """Do two labels touch? They stand right of their points."""
    return any(
        abs(a[1] - b[1]) < step and a[0] < b[0] + b_wide + 8 and b[0] < a[0] + a_wide + 8
        for (a, a_wide), (b, b_wide) in combinations(zip(points, widths, strict=True), 2)
    )


def corner(ax, text: str) -> None:
    """A panel's heading inside its upper left corner, or as near to it as it covers no mark."""
    if not text:
        return
    look = {"color": palette().ink, "zorder": 4, "bbox": {"facecolor": palette().paper, "pad": 1, "linewidth": 0}}
    room, font = ax.get_position().width * ax.figure.get_figwidth() - 0.1, {"size": 9.5, "weight": "semibold"}
    taken, spot, found = Taken(ax), ax.transAxes.transform((0, 1)), []
    for wide in (room, room * 0.55, room * 0.4):
        lines = wrap(text, wide, **font)
        steps = int(min(max(room - text_width(lines, **font), 0) * 72 / 6, 39)) + 1
        places = [(3 + 6 * step, -1 - drop) for step in range(steps) for drop in (0, 12)]
        found.append((*clear(taken, extent(ax, lines, va="top", **font), places, spot), lines))
    _, place, lines = min(found, key=lambda at: at[0] + 30 * at[2].count("\n"))
    at = {"xycoords": "axes fraction", "xytext": place, "textcoords": "offset points"}
    ax.annotate(lines, (0, 1), va="top", **at, **font, **look)


LINE_HIGH = 0.165  # inches from one row of days' names to the next


def rows_above(places: list[float], texts: list[str], width: float, *, size: float = 9) -> list[tuple[int, float]]:
    """Row and left edge (inches) of each text, so that none overlaps another or the line from another down to its
    place: a text begins at its place, and is moved left where it would leave the `width`. `places`: inches from the
    left edge, ascending."""
    found: list[tuple[int, float, float, float]] = []
    for place, text in reversed(list(zip(places, texts, strict=True))):
        wide = text_width(text, size=size)
        left = max(0.0, min(place, width - wide))
        right = left + wide + 0.09
        above = [row for row, start, end, spot in found if min(start, spot) < right and end > left]
        found.append((max(above, default=-1) + 1, left, right, place))
    return [(row, left) for row, left, *_ in reversed(found)]


def days_above(axes, days, texts: list[str], rows: list[tuple[int, float]], *, size: float = 9) -> None:
    """Name days above the first axes where `rows_above` has put them, each with a line up to its name."""
    ax = axes[0]
    wide = ax.get_position().width * ax.figure.get_figwidth()
    look = {"color": palette().line, "linewidth": 0.7, "linestyle": (0, (2, 2)), "zorder": 0.5}
    for day, text, (row, left) in zip(days, texts, rows, strict=True):
        up = 3 + row * LINE_HIGH * 72
        ax.annotate(
            text,
            (left / wide, 1),
            xycoords="axes fraction",
            xytext=(0, up),
            textcoords="offset points",
            size=size,
            color=palette().muted,
            ha="left",
            va="bottom",
            annotation_clip=False,
        )
        top = 1 + up / 72 / (ax.get_position().height * ax.figure.get_figheight())
        ax.plot([day, day], [1, top], transform=ax.get_xaxis_transform(), clip_on=False, **look)
        for each in axes:
            each.axvline(day, **look)
