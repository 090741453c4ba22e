"""What a drawn figure writes: every visible text with its box, and what is wrong with where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import combinations

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.figure import Figure
from matplotlib.text import Text

STRAIGHT = re.compile(r"\"|(?<!\w)'")  # a quotation mark that is none of print
TOUCH = 1.0  # points that the boxes of two texts may share: they hold the font's own white space


def drawn_texts(figure: Figure) -> list[tuple[str, float, tuple[float, float, float, float]]]:
    """(text, size in points, box in points) of everything written, as it is drawn."""
    seen: list[Text] = []
    draw = Text.draw
    try:
        Text.draw = lambda text, renderer: (seen.append(text), draw(text, renderer))[1]
        figure.draw_without_rendering()
    finally:
        Text.draw = draw
    point = 72 / figure.dpi
    found = {}
    for text in seen:
        if text.get_text().strip() and text.get_visible():
            box = Text.get_window_extent(text)
            found[id(text)] = (text.get_text(), text.get_size(), tuple(edge * point for edge in box.extents))
    return list(found.values())


def written(texts: Iterable[Text]) -> list[str]:
    """What they say, each in one line."""
    return [text.get_text().replace("\n", " ") for text in texts]


def text_faults(figure: Figure, scale: float = 1.0, texts: list | None = None) -> list[str]:
    """Texts that overlap, leave the canvas or are smaller than 9 points at the size of the drawing. `texts`: those of
    `drawn_texts`, where they are known."""
    texts = drawn_texts(figure) if texts is None else texts
    wide, tall = (72 * inches for inches in figure.get_size_inches())
    faults = [f"{text!r} has {size * scale:.1f} points" for text, size, _ in texts if size * scale < 9]
    for text, _, (x0, y0, x1, y1) in texts:
        if x0 < -0.5 or y0 < -0.5 or x1 > wide + 0.5 or y1 > tall + 0.5:
            faults.append(f"{text!r} leaves the canvas: {x0:.0f} {y0:.0f} {x1:.0f} {y1:.0f} of {wide:.0f} x {tall:.0f}")
    for (one, _, a), (other, _, b) in combinations(texts, 2):
        across, along = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
        if across > TOUCH and along > _white(a, b) + TOUCH:
            faults.append(f"{one!r} and {other!r} overlap by {across:.1f} x {along:.1f} points")
    return faults


def _white(a, b) -> float:
    """The font's white space above and below the letters, in the smaller of two boxes."""
    return 0.24 * min(a[3] - a[1], b[3] - b[1], 16)


def mark_centres(figure: Figure) -> np.ndarray:
    """Where marks of the data stand, in points: every marker of a line and of a scatter, inside its axes."""
    found = [np.empty((0, 2))]
    for ax in figure.axes:
        if not ax.get_visible():
            continue
        lines = [line for line in ax.get_lines() if line.get_marker() not in (None, "None", "", " ")]
        lines += [a for a in ax.artists if hasattr(a, "get_xydata") and a not in lines]
        data = [ax.transData.transform(line.get_xydata()) for line in lines if line.get_transform() == ax.transData]
        for spots in (kid for kid in ax.get_children() if isinstance(kid, PathCollection)):
            data.append(spots.get_offset_transform().transform(np.ma.getdata(spots.get_offsets())))
        found += [points for points in data if len(points)]
    return np.concatenate(found) * 72 / figure.dpi


def covered_marks(figure: Figure, texts: list | None = None) -> list[str]:
    """Texts whose letters stand on the centre of a mark."""
    texts = drawn_texts(figure) if texts is None else texts
    centres, faults = mark_centres(figure), []
    for text, _, (x0, y0, x1, y1) in texts:
        white = 0.12 * min(y1 - y0, 16)
        across = (centres[:, 0] > x0) & (centres[:, 0] < x1)
        hidden = int((across & (centres[:, 1] > y0 + white) & (centres[:, 1] < y1 - white)).sum())
        faults += [f"{text!r} stands on {hidden} marks"] if hidden else []
    return faults
