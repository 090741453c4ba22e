"""Direct labels that do not collide."""

from __future__ import annotations

from itertools import combinations

from matplotlib.patheffects import withStroke

from helpers.charts.style import LINE, MUTED, PAPER, text_width


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
    ax.figure.canvas.draw()
    points = [ax.transData.transform((ax.convert_xunits(x), y)) for x, y, *_ in items]
    step = size * 1.3 * ax.figure.dpi / 72
    box = ax.get_window_extent()
    places = (
        spread([point[1] for point in points], step, box.y0, box.y1)
        if _crowded(points, step)
        else [point[1] for point in points]
    )
    for (x, y, text, colour), (_, py), place in zip(items, points, places, strict=True):
        rise = (place - py) * 72 / ax.figure.dpi
        label = ax.annotate(
            text,
            (x, y),
            xytext=(4, rise),
            textcoords="offset points",
            size=size,
            color=colour,
            weight="semibold",
            va="center",
            ha="left",
            zorder=5,
            annotation_clip=False,
        )
        label.set_path_effects([withStroke(linewidth=2.5, foreground=PAPER)])


def _crowded(points, step: float) -> bool:
    return any(abs(a[1] - b[1]) < step and abs(a[0] - b[0]) < 5 * step for a, b in combinations(points, 2))


def days_above(ax, days, texts: list[str], *, size: float = 9, rows: int = 3) -> int:
    """Name days above the axes, on as many rows as needed, none overlapping. Returns how many found no room."""
    figure = ax.figure
    figure.canvas.draw()
    point = 72 / figure.dpi
    ends, missing = [float("-inf")] * rows, 0
    box = ax.get_window_extent()
    for day, text in sorted(zip(days, texts, strict=True)):
        x = ax.transData.transform((ax.convert_xunits(day), ax.get_ylim()[0]))[0]
        wide = text_width(figure, text, size=size) * figure.dpi
        left = min(x, box.x1 + 60 - wide)
        row = next((number for number in range(rows) if ends[number] + 8 <= left), None)
        if row is None or not box.x0 - 1 <= x <= box.x1 + 1:
            missing += 1
            continue
        ends[row] = left + wide
        rise = 3 + row * size * 1.3
        ax.annotate(
            text,
            (day, 1),
            xycoords=("data", "axes fraction"),
            size=size,
            color=MUTED,
            ha="left",
            va="bottom",
            xytext=((left - x) * point, rise),
            textcoords="offset points",
            annotation_clip=False,
        )
        ax.axvline(day, color=LINE, linewidth=0.7, linestyle=(0, (2, 2)), zorder=0.5)
    return missing
