"""Direct labels that do not collide."""

from __future__ import annotations

from itertools import combinations

from matplotlib.text import Text

from helpers.charts.canvas import text_width
from helpers.charts.style import palette, readable


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


def margin_names(ax, items: list[tuple[object, float, str, str]], *, size: float = 9) -> None:
    """Name lines in the right margin, one below the other, each tied to its end: (x, y, text, colour)."""
    ax.autoscale_view()
    box, point = ax.get_window_extent(), 72 / ax.figure.dpi
    ends_at = [ax.transData.transform((ax.convert_xunits(x), y)) for x, y, *_ in items]
    levels = spread([end[1] for end in ends_at], size * 1.35 / point, box.y0, box.y1)
    for (x, y, text, colour), (px, py), level in zip(items, ends_at, levels, strict=True):
        tie = {"arrowstyle": "-", "color": colour, "linewidth": 0.6, "alpha": 0.7, "shrinkA": 1, "shrinkB": 4}
        ax.annotate(
            text,
            (x, y),
            xytext=((box.x1 - px) * point + 14, (level - py) * point),
            textcoords="offset points",
            size=size,
            weight="semibold",
            color=readable(colour),
            ha="left",
            va="center",
            annotation_clip=False,
            arrowprops=tie,
        )


def _crowded(points, widths: list[float], step: float) -> bool:
    """Do two labels touch? They stand right of their points."""
    return any(
        abs(a[1] - b[1]) < step and a[0] < b[0] + b_wide + 8 and b[0] < a[0] + a_wide + 8
        for (a, a_wide), (b, b_wide) in combinations(zip(points, widths, strict=True), 2)
    )


def first_free(ax, text, places: list[tuple[float, float]]) -> None:
    """Move an annotation to the first of `places` (points from its anchor) where it covers no other text of the
    axes; to the first of all when none is free."""
    renderer = ax.figure.canvas.get_renderer()
    others = [other.get_window_extent() for other in ax.texts if other is not text and other.get_text()]
    for place in [*places, places[0]]:
        text.xyann = place
        text.update_positions(renderer)
        box = Text.get_window_extent(text)
        if not any(box.overlaps(other) for other in others):
            return


def corner(ax, text: str) -> None:
    """A panel's heading inside its upper left corner."""
    look = {"size": 9.5, "weight": "semibold", "color": palette().ink, "va": "top", "zorder": 4}
    ax.annotate(text, (0, 1), xycoords="axes fraction", xytext=(3, -1), textcoords="offset points", **look)


LINE_HIGH = 0.165  # inches from one row of days' names to the next


def rows_above(places: list[float], texts: list[str], width: float, *, size: float = 9) -> list[tuple[int, float]]:
    """Row and left edge (inches) of each text, so that none overlaps: a text begins at its place, and is moved left
    where it would leave the `width`. `places`: inches from the left edge, ascending."""
    taken: list[float] = []
    found = []
    for place, text in zip(places, texts, strict=True):
        wide = text_width(text, size=size)
        left = max(0.0, min(place, width - wide))
        row = next((number for number, end in enumerate(taken) if end + 0.09 <= left), len(taken))
        taken[row:] = [left + wide, *taken[row + 1 :]]
        found.append((row, left))
    return found


def days_above(axes, days, texts: list[str], rows: list[tuple[int, float]], *, size: float = 9) -> None:
    """Name days above the first axes where `rows_above` has put them, each with a line through all axes."""
    ax = axes[0]
    wide = ax.get_position().width * ax.figure.get_figwidth()
    for day, text, (row, left) in zip(days, texts, rows, strict=True):
        ax.annotate(
            text,
            (left / wide, 1),
            xycoords="axes fraction",
            xytext=(0, 3 + row * LINE_HIGH * 72),
            textcoords="offset points",
            size=size,
            color=palette().muted,
            ha="left",
            va="bottom",
            annotation_clip=False,
        )
        for each in axes:
            each.axvline(day, color=palette().line, linewidth=0.7, linestyle=(0, (2, 2)), zorder=0.5)
