"""Land and claimed places, no borders."""

from __future__ import annotations

import json
from functools import cache
from math import cos, floor, log10, radians
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch
from matplotlib.path import Path as Outline

from helpers.charts.marks import line
from helpers.charts.style import SLATE, palette, tone
from helpers.charts.taken import inside

LARGEST, SMALLEST = 420, 14  # square points of a disc
TIED = 6  # points from a disc to its name, beyond which a line joins them
CLOSE = 4  # pixels from a name to a disc that is not its own


@cache
def _outline() -> Outline:
    """Land of the region, Natural Earth 1:50m (public domain), as one path."""
    rings = json.loads((Path(__file__).parent / "land.json").read_text())
    return Outline.make_compound_path(*(Outline(np.array(ring), closed=True) for ring in rings))


def land(ax, extent: list[float]):
    """Draw the land within west, east, south, north; degrees, with the scale true at the middle. Returns ax."""
    west, east, south, north = extent
    ax.add_patch(PathPatch(_outline(), facecolor=tone("#e9e4d8"), edgecolor=tone("#b9b2a3"), linewidth=0.5, zorder=1))
    ax.set(xlim=(west, east), ylim=(south, north), xticks=[], yticks=[])
    ax.set_aspect(1 / cos(radians((south + north) / 2)), adjustable="box", anchor="N")
    ax.set_facecolor(tone("#eef3f6"))
    for spine in ax.spines.values():
        spine.set_visible(False)
    return ax


def tallness(extent: list[float]) -> float:
    """Height over width of the map of an extent."""
    west, east, south, north = extent
    return (north - south) / (east - west) / cos(radians((south + north) / 2))


def scale_bar(ax) -> None:
    """A bar of a round number of kilometres in the lower corner with less coast, and degrees along the edges; true at
    the middle of the map."""
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    degree = 111.32 * cos(radians((south + north) / 2))
    long = next(km for km in (1000, 500, 200, 100, 50, 20, 10, 5, 1) if km / degree < 0.3 * (east - west) or km == 1)
    rights = [east - 0.04 * (east - west), west + 0.04 * (east - west) + long / degree]
    y, room = south + 0.06 * (north - south), 0.09 * (north - south)
    spaces = np.array([(right - long / degree, y - room / 4, right, y + room) for right in rights])
    right = rights[int(inside(_coast(), spaces).sum(axis=0).argmin())]
    ax.plot([right - long / degree, right], [y, y], color=palette().ink, linewidth=1.4, solid_capstyle="butt", zorder=4)
    look = {"textcoords": "offset points", "ha": "center", "size": 9, "color": palette().ink}
    ax.annotate(f"{long:,} km", (right - long / degree / 2, y), xytext=(0, 3), **look)
    for axis, low, high, signs in ((ax.xaxis, west, east, "WE"), (ax.yaxis, south, north, "SN")):
        step = next(step for step in (1, 2, 5, 10, 20, 45) if (high - low) / step <= 4 or step == 45)
        marks = [value for value in range(-180, 181, step) if low < value < high]
        axis.set_ticks(marks, [f"{abs(value)}\u00b0{signs[value > 0]}" for value in marks])
    ax.tick_params(length=2, width=0.6, labelsize=9, labelcolor=palette().muted, color=palette().line)


def place_marks(spots: pd.DataFrame, *, ax):
    """One disc per place, its area the number of statements `n` (small ones as a dot), its name beside it. Returns
    ax."""
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    within = spots[spots["lon"].between(west, east) & spots["lat"].between(south, north)]
    within = within.sort_values("n", ascending=False, kind="stable")
    sizes = _area(within["n"], spots["n"].max())
    ax.scatter(
        within["lon"], within["lat"], s=sizes, color=tone(SLATE), alpha=0.75, edgecolor=palette().paper,
        linewidth=0.8, zorder=3, urls=list(within["mark_url"]),
    )  # fmt: skip
    _names(ax, within, sizes)
    return ax


def _area(n, most: int):
    return (LARGEST * n / max(most, 1)).clip(SMALLEST)


def size_key(n: pd.Series) -> list[tuple[str, dict]]:
    """The key to the discs: what the smallest stands for, and a round number in between."""
    most = int(n.max()) if len(n) else 0
    least, power = most * SMALLEST // LARGEST, 10 ** floor(log10(max(0.4 * most, 1)))
    middle = max(step * power for step in (1, 2, 5) if step * power <= max(0.4 * most, 1))
    words = [(f"{least:,} statements or fewer", least)] * (least > 0) + [
        (f"{middle:,} statements: area counts them", middle)
    ]
    look = {"marker": "o", "color": tone(SLATE), "alpha": 0.75, "markeredgewidth": 0}
    areas = [_area(np.array(value), most) for _, value in words]
    return [(word, {**look, "markersize": float(np.sqrt(area))}) for (word, _), area in zip(words, areas, strict=True)]


@cache
def _coast() -> np.ndarray:
    """The coast as stretches from point to point, in degrees."""
    outline = _outline()
    joined = outline.codes[1:] == Outline.LINETO
    return np.hstack([outline.vertices[:-1], outline.vertices[1:]])[joined]


def _names(ax, spots: pd.DataFrame, sizes: pd.Series) -> None:
    """Names where there is room: right, left, above or below the disc; the first side that collides with nothing, and
    that no coast strikes through."""
    ax.apply_aspect()
    point, coast = ax.figure.dpi / 72, np.hstack([ax.transData.transform(ends) for ends in np.hsplit(_coast(), 2)])
    centres = ax.transData.transform(spots[["lon", "lat"]].to_numpy()) if len(spots) else []
    radii = np.sqrt(sizes.to_numpy() / np.pi) * point
    taken = [(x - r, y - r, x + r, y + r) for (x, y), r in zip(centres, radii, strict=True)]
    frame = ax.get_window_extent()
    for number in range(len(spots)):
        spot, r = spots.iloc[number], radii[number]
        text = ax.annotate(
            f"{spot['place']} ({spot['n']})",
            (spot["lon"], spot["lat"]),
            xytext=(0, 0),
            textcoords="offset points",
            size=9,
            color=palette().ink,
            zorder=4,
        )
        best = None
        for dx, dy, ha, va in _sides(r / point):
            text.set(ha=ha, va=va)
            text.xyann = (dx, dy)
            box = text.get_window_extent()
            room = (box.x0, box.y0, box.x1, box.y1)
            near = (box.x0 - CLOSE, box.y0 - CLOSE, box.x1 + CLOSE, box.y1 + CLOSE)
            clash = sum(_overlap(near, other) for place, other in enumerate(taken) if place != number)
            away = np.hypot(*(np.clip(centres, room[:2], room[2:]) - centres).T)
            clash += 1e4 * (away.argmin() != number)  # it would be read as the name of another disc
            clash += 5 * float(inside(coast, np.array([room])).sum())
            clash += 1e6 * (box.x0 < frame.x0 or box.x1 > frame.x1 + 4 or box.y0 < frame.y0 or box.y1 > frame.y1)
            if best is None or clash < best[0]:
                best = (clash, dx, dy, ha, va, room)
        text.set(ha=best[3], va=best[4])
        text.xyann = (best[1], best[2])
        taken.append(best[5])
        _tie(ax, centres[number], r, best[5])


def _tie(ax, centre: np.ndarray, radius: float, box: tuple) -> None:
    """A line from a disc to its name, where it stands away from it."""
    end = np.clip(centre, box[:2], box[2:])
    far = np.hypot(*(end - centre))
    if far - radius > TIED * ax.figure.dpi / 72:
        ends = ax.transData.inverted().transform([centre + (end - centre) * radius / far, end])
        line(ax, *ends.T, color=palette().ink, linewidth=0.7, zorder=3.5)


def _sides(radius: float):
    gap = radius + 2
    yield gap, 0, "left", "center"
    yield -gap, 0, "right", "center"
    yield 0, gap, "center", "bottom"
    yield 0, -gap, "center", "top"
    for rise in (10, -10, 14, -14, 20, -20):
        yield gap, rise, "left", "center"
        yield -gap, rise, "right", "center"


def _overlap(a, b) -> float:
    return max(0.0, min(a[2], b[2]) - max(a[0], b[0])) * max(0.0, min(a[3], b[3]) - max(a[1], b[1]))
