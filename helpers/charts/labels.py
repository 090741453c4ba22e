"""Direct labels that do not collide."""

from __future__ import annotations

from matplotlib.lines import Line2D

from helpers.charts.style import LINE, MUTED, text_width


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


def margin(ax, items: list[tuple[float, float, str, str, str]], *, size: float = 9.5, lines: int = 1) -> None:
    """Label points in the right margin with leaders. `items`: (x, y, text, colour, weight) in data units."""
    if not items:
        return
    figure = ax.figure
    figure.canvas.draw()
    to_pixel, box = ax.transData.transform, ax.get_window_extent()
    pixels = [to_pixel((x, y)) for x, y, *_ in items]
    step = size * lines * 1.25 * figure.dpi / 72
    places = spread([p[1] for p in pixels], step, box.y0, box.y1)
    edge = box.x1 + 8 * figure.dpi / 72
    for (_, _, text, colour, weight), (px, py), place in zip(items, pixels, places, strict=True):
        ends = figure.transFigure.inverted().transform([(px, py), (edge - 14, py), (edge - 2, place)])
        ax.figure.add_artist(_leader(ends, colour))
        x, y = figure.transFigure.inverted().transform((edge, place))
        figure.text(x, y, text, size=size, color=colour, weight=weight, va="center", ha="left", linespacing=1.05)


def _leader(ends, colour) -> Line2D:
    return Line2D(ends[1:, 0], ends[1:, 1], color=colour or MUTED, linewidth=0.7, alpha=0.7)


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
