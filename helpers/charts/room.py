"""Room for labels: beside their mark where they cover no mark and no other text, else tied to it from further away."""

from __future__ import annotations

from math import cos, hypot, pi, sin

import numpy as np
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Annotation, Text

from helpers.charts.canvas import text_width
from helpers.charts.style import readable

NEAR = 16  # points up to which a label needs no line to its mark
AIR = 1.0  # points kept free around a label
Box = tuple[float, float, float, float]
Place = tuple[float, float]


def marks_of(ax) -> list[Box]:
    """The boxes of all marks of the data, in pixels."""
    boxes, point = [], ax.figure.dpi / 72
    for child in ax.get_children():
        if isinstance(child, Line2D) and child.get_marker() not in ("None", "", " ", None):
            if child.get_transform() == ax.transData:
                boxes += _around(ax.transData.transform(child.get_xydata()), child.get_markersize() / 2 * point)
        elif isinstance(child, PathCollection):
            spots = child.get_offset_transform().transform(np.ma.getdata(child.get_offsets()))
            boxes += _around(spots, float(np.sqrt(child.get_sizes().max())) / 2 * point)
        elif isinstance(child, Annotation) and not child.get_text():
            (x0, y0), (dx, dy) = ax.transData.transform(child.xy), child.xyann
            xs, ys = sorted((x0, x0 + dx * point)), sorted((y0, y0 + dy * point))
            boxes.append((xs[0] - 3, ys[0] - 3, xs[1] + 3, ys[1] + 3))
        elif isinstance(child, Patch) and child.get_url():
            boxes.append(child.get_window_extent().extents)
    return boxes


def lines_of(ax) -> tuple[np.ndarray, np.ndarray]:
    """The boxes of the lines of the data (what stands), and of all else that a label may cross (named days, shades)."""
    own, others = [], []
    for line in ax.get_lines():
        path = line.get_transform().transform(line.get_xydata()) if len(line.get_xydata()) > 1 else []
        for (x0, y0), (x1, y1) in zip(path, path[1:], strict=False):
            box = (min(x0, x1) - 1, min(y0, y1) - 1, max(x0, x1) + 1, max(y0, y1) + 1)
            (own if line.get_transform() == ax.transData else others).append(box)
    shades = [kid for kid in ax.get_children() if isinstance(kid, PolyCollection)]
    others += [path.get_extents(ax.transData).extents for shade in shades for path in shade.get_paths()]
    return _boxes(own), _boxes(others)


def _boxes(found) -> np.ndarray:
    return np.array(list(found), dtype="float64").reshape(-1, 4)


def _around(points, half: float) -> list[Box]:
    return [(x - half, y - half, x + half, y + half) for x, y in points]


def settle(ax, label: Annotation, places: list[Place], spots: list[tuple[object, float]] = ()) -> Place:
    """Move a label to one of `places` (points from its spot, best first) where it covers no mark and no other text, if
    there is one; `spots`: what it may be tied to (best first), by default where it is."""
    hard = _boxes(
        [*marks_of(ax), *(t.get_window_extent().extents for t in ax.texts if t is not label and t.get_text())]
    )
    lines, renderer, point = lines_of(ax), ax.figure.canvas.get_renderer(), ax.figure.dpi / 72
    label.update_positions(renderer)
    x0, y0, x1, y1 = Text.get_window_extent(label).extents + np.array([-AIR, -AIR, AIR, AIR]) * point
    start, best = np.array(label.xyann), (np.inf, places[0], label.xy)
    tied = label.xycoords == "data"
    here = ax.transData.transform(_numbers(ax, label.xy)) if tied else np.zeros(2)
    for number, spot in enumerate(spots or [label.xy]):
        there = ax.transData.transform(_numbers(ax, spot)) if tied else here
        for rank, place in enumerate(places):
            dx, dy = there - here + (np.array(place) - start) * point
            box = (x0 + dx, y0 + dy, x1 + dx, y1 + dy)
            covered = 100 * _shared(box, hard) + 2 * _shared(box, lines[0]) + 0.5 * _shared(box, lines[1])
            away = hypot(*(_nearest(there, box) - there)) / point if tied else 8 * rank
            cost = _outside(ax, box) + covered + away + 0.05 * rank + 12 * number
            cost += 40 * _crossed(there, box, hard, NEAR * point) if tied else 0
            if cost < best[0]:
                best = (cost, place, spot)
    label.xyann, label.xy = best[1:]
    label.update_positions(renderer)
    return best[1]


def _numbers(ax, spot) -> tuple[float, float]:
    return ax.convert_xunits(spot[0]), spot[1]


def _outside(ax, box: Box) -> float:
    """A label stays in the height of its axes, and right of them on the canvas."""
    frame, wide = ax.get_window_extent(), ax.figure.get_figwidth() * ax.figure.dpi
    return 1e6 * (box[0] < frame.x0 or box[2] > wide - 2 or box[1] < frame.y0 or box[3] > frame.y1 + 3)


def _nearest(spot: np.ndarray, box: Box) -> np.ndarray:
    """The point of a box that is nearest to a spot."""
    return np.clip(spot, box[:2], box[2:])


def _crossed(spot: np.ndarray, box: Box, marks: np.ndarray, near: float) -> int:
    """How many marks a line from a spot to a label crosses, but for those around the spot itself."""
    end = _nearest(spot, box)
    if np.hypot(*(end - spot)) <= near or not len(marks):
        return 0
    points = spot + np.linspace(0, 1, 12)[:, None] * (end - spot)
    inside = (points[:, None] > marks[:, :2]) & (points[:, None] < marks[:, 2:])
    hit = inside.all(axis=2)
    return int((hit.any(axis=0) & ~hit[0]).sum())


def _shared(box: Box, others: np.ndarray) -> float:
    """Square pixels of `box` that the others cover."""
    if not len(others):
        return 0.0
    across = np.minimum(box[2], others[:, 2]) - np.maximum(box[0], others[:, 0])
    along = np.minimum(box[3], others[:, 3]) - np.maximum(box[1], others[:, 1])
    return float((across.clip(0) * along.clip(0)).sum())


def beside(wide: float, near: float = 6) -> list[tuple[float, float]]:
    """Places around a mark for the left edge of a text that is `wide` points: right, left, above, below, away."""
    left, middle, high = -near - wide, -wide / 2, near + 7
    places = [(near, 0), (left, 0), (middle, high), (middle, -high), (near, 8), (near, -8), (left, 8), (left, -8)]
    for reach in (20, 30, 42, 56, 72, 90):
        for turn in (1, -1, 2, -2, 3, -3, 4, -4, 5, -5):  # no level ties: they would look like what stands
            x, y = reach * cos(turn * pi / 6), reach * sin(turn * pi / 6)
            places.append((x if abs(turn) < 3 else middle + x if abs(turn) == 3 else x - wide, y))
    return places


def name_marks(ax, items: list[tuple[list, str, str]], *, size: float = 9.5, weight: str = "semibold") -> None:
    """Name marks: (spots, text, colour), of which spots, (x, y) in data units, the one with most room is taken. A name
    that finds no room beside its mark is tied to it."""
    for spots, text, colour in items:
        tie = {"arrowstyle": "-", "color": colour, "linewidth": 0.7, "shrinkA": 0, "shrinkB": 2}
        look = {"color": readable(colour), "size": size, "weight": weight, "va": "center", "ha": "left", "zorder": 5}
        label = ax.annotate(
            text, spots[0], xytext=(6, 0), textcoords="offset points", annotation_clip=False, arrowprops=tie, **look
        )
        wide = text_width(text, size=size, weight=weight) * 72
        place = settle(ax, label, beside(wide), spots)
        label.arrow_patch.set_visible(hypot(max(place[0], 0, -place[0] - wide), place[1]) > NEAR)
