"""What is taken on the axes when a label is placed: marks, texts, lines and shades, in pixels."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.colors import to_hex
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.text import Annotation, Text

NO_BOX = np.empty((0, 4))


class Taken:
    """Boxes are rows of left, bottom, right, top; lines are rows of the two ends of each stretch."""

    def __init__(self, ax) -> None:
        self.ax, self.point = ax, ax.figure.dpi / 72
        self.marks, self.hues = marks_of(ax)
        self.lines, self.days = lines_of(ax)
        shades = [kid for kid in ax.collections if isinstance(kid, PolyCollection)]
        self.shades = _rows(path.get_extents(ax.transData).extents for shade in shades for path in shade.get_paths())

    @cached_property
    def texts(self) -> np.ndarray:
        return _rows(box for _, box in self._written)

    @cached_property
    def ties(self) -> np.ndarray:
        """The lines from texts to what they name."""
        tied = [(text, box) for text, box in self._written if getattr(text, "arrow_patch", None) is not None]
        spots = [self.pixels([text.xy])[0] for text, _ in tied]
        return _rows(np.hstack([nearest(spot, box[None])[0], spot]) for (_, box), spot in zip(tied, spots, strict=True))

    @cached_property
    def _written(self) -> list[tuple[Text, np.ndarray]]:
        renderer, found = self.ax.figure.canvas.get_renderer(), []
        for text in self.ax.texts:
            if text.get_text():
                if isinstance(text, Annotation):
                    text.update_positions(renderer)
                found.append((text, Text.get_window_extent(text, renderer).extents))
        return found

    def pixels(self, spots: list) -> np.ndarray:
        """Spots in data units as pixels."""
        ax = self.ax
        return ax.transData.transform([(ax.convert_xunits(x), ax.convert_yunits(y)) for x, y in spots])

    def own(self, spots: list, colour: str) -> np.ndarray:
        """Which marks of a colour stand on one of some spots in data units, arrows that start there too."""
        here = self.pixels(spots)[:, None]
        upright = np.abs((self.marks[:, 0] + self.marks[:, 2]) / 2 - here[..., 0]) < 1
        on = upright & (here[..., 1] >= self.marks[:, 1]) & (here[..., 1] <= self.marks[:, 3])
        return on.any(axis=0) & np.array([to_hex(colour) in hues for hues in self.hues], dtype="bool")

    def half(self, spot: np.ndarray) -> float:
        """Half the size, in points, of the mark on a spot in pixels: of several the one whose middle is nearest."""
        on = self.marks[((spot >= self.marks[:, :2]) & (spot <= self.marks[:, 2:])).all(axis=1)]
        if not len(on):
            return 0.0
        mark = on[np.hypot(*((on[:, :2] + on[:, 2:]) / 2 - spot).T).argmin()]
        return float((mark[2:] - mark[:2]).min()) / 2 / self.point

    def outside(self, boxes: np.ndarray) -> np.ndarray:
        """A label stays in the height of its axes, and right of them on the canvas."""
        frame, wide = self.ax.get_window_extent(), self.ax.figure.get_figwidth() * self.ax.figure.dpi
        left, low, right, high = boxes.T
        return 1e6 * ((left < frame.x0) | (right > wide - 2) | (low < frame.y0) | (high > frame.y1 + 3))


def marks_of(ax) -> tuple[np.ndarray, list[set[str]]]:
    """The boxes of all marks of the data, and the colours of each."""
    found, hues, point = [NO_BOX], [], ax.figure.dpi / 72
    for child in ax.get_children():
        boxes, *colours = _mark(child, ax, point)
        found.append(boxes)
        hues += [{to_hex(colour) for colour in colours}] * len(boxes)
    return np.vstack(found), hues


def _mark(child, ax, point: float) -> tuple:
    """The boxes of what one artist draws for the data, and its colours."""
    if isinstance(child, Line2D):
        if child.get_marker() not in ("None", "", " ", None) and child.get_transform() is ax.transData:
            here, half = ax.transData.transform(child.get_xydata()), child.get_markersize() / 2 * point
            return np.hstack([here - half, here + half]), child.get_markerfacecolor(), child.get_markeredgecolor()
    elif isinstance(child, PathCollection):
        here = child.get_offset_transform().transform(np.ma.getdata(child.get_offsets()))
        half = float(np.sqrt(child.get_sizes().max())) / 2 * point
        return np.hstack([here - half, here + half]), *child.get_facecolor(), *child.get_edgecolor()
    elif isinstance(child, Annotation) and not child.get_text():
        start = ax.transData.transform(child.xy)
        ends = np.sort([start, start + np.array(child.xyann) * point], axis=0)
        return np.hstack([ends[0] - 2, ends[1] + 2])[None], child.arrow_patch.get_edgecolor()
    elif isinstance(child, Patch) and child.get_url():
        return child.get_window_extent().extents[None], child.get_edgecolor()
    return (NO_BOX,)


def lines_of(ax) -> tuple[np.ndarray, np.ndarray]:
    """The lines of the data (what stands), and all others (named days)."""
    own, others = [NO_BOX], [NO_BOX]
    for line in ax.get_lines():
        data = line.get_xydata()
        if len(data) > 1:
            path = line.get_transform().transform(data)
            (own if line.get_transform() is ax.transData else others).append(np.hstack([path[:-1], path[1:]]))
    return np.vstack(own), np.vstack(others)


def _rows(found) -> np.ndarray:
    return np.array(list(found), dtype="float64").reshape(-1, 4)


def nearest(spots: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """The point of each box that is nearest to its spot, or to the one spot."""
    return np.clip(spots, boxes[:, :2], boxes[:, 2:])


def wider(boxes: np.ndarray, by: float) -> np.ndarray:
    """The boxes with so many more pixels on each side."""
    return boxes + np.array([-by, -by, by, by])


def apart(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Pixels between each box (rows) and each of the others (columns)."""
    gaps = np.maximum(others[:, :2] - boxes[:, None, 2:], boxes[:, None, :2] - others[:, 2:]).clip(0)
    return np.hypot(gaps[..., 0], gaps[..., 1])


def area(boxes: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Square pixels of each box (rows) that each of the others (columns) covers."""
    sides = np.minimum(boxes[:, None, 2:], others[:, 2:]) - np.maximum(boxes[:, None, :2], others[:, :2])
    return sides.clip(0).prod(axis=2)


def inside(lines: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """Pixels of each line (rows) that lie inside each box (columns)."""
    start, way = lines[:, None, :2], lines[:, None, 2:] - lines[:, None, :2]
    way = np.where(np.abs(way) < 1e-9, 1e-9, way)
    to_low, to_high = (boxes[:, :2] - start) / way, (boxes[:, 2:] - start) / way
    enters = np.minimum(to_low, to_high).max(axis=2).clip(0)
    leaves = np.maximum(to_low, to_high).min(axis=2).clip(max=1)
    return (leaves - enters).clip(0) * np.hypot(way[..., 0], way[..., 1])


def crossing(lines: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Does each line (rows) cross each of the others (columns)? A line may end on another."""
    one, other = lines[:, 2:] - lines[:, :2], others[:, 2:] - others[:, :2]
    turn = one[:, None, 0] * other[:, 1] - one[:, None, 1] * other[:, 0]
    turn = np.where(np.abs(turn) < 1e-9, np.nan, turn)
    apart = others[:, :2] - lines[:, None, :2]
    along = (apart[..., 0] * other[:, 1] - apart[..., 1] * other[:, 0]) / turn
    across = (apart[..., 0] * one[:, None, 1] - apart[..., 1] * one[:, None, 0]) / turn
    return (along > 0) & (along < 0.97) & (across >= 0) & (across <= 1)
