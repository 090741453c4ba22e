"""Room for labels: beside their mark where they cover no mark and no other text, else tied to it from further away."""

from __future__ import annotations

from math import cos, pi, sin
from typing import NamedTuple

import numpy as np
from matplotlib.text import Text

from helpers.charts.canvas import text_width
from helpers.charts.style import palette, readable
from helpers.charts.taken import Taken, apart, area, crossing, inside, nearest, wider

NEAR = 10  # points up to which a label needs no line to its mark
AIR = 1.0  # points kept free around a label
ROUNDS = 3  # each name is placed again when the places of all others are known
WAYS = 72  # of each name that are held against those of all others
BESIDE, DOUBT = 5.1, 2  # points beyond which a label has a line too, if its mark is no nearer than others by so much
CLOSE = 12  # points around a label in which a mark that is nearer than its own would be taken for it
OFF_DAY = 3  # points between a label and the line of a day
Place = tuple[float, float]


class Name(NamedTuple):
    """A name for marks: of its spots, (x, y) in data units, the one with most room is taken. `places`: where it may
    stand, always tied and on a ground of its own; by default around its mark. `every`: spots of all that it names.
    `grounded`: on a ground of its own anywhere, so that it may stand on the line of a day."""

    spots: list[tuple[object, float]]
    text: str
    colour: str
    size: float = 9.5
    weight: str = "semibold"
    places: tuple[Place, ...] = ()
    every: tuple[tuple[object, float], ...] = ()
    grounded: bool = False

    @property
    def look(self) -> dict:
        return {"size": self.size, "weight": self.weight, "va": "center", "ha": "left"}

    @property
    def around(self) -> list[Place]:
        return list(self.places) or beside(text_width(self.text, size=self.size, weight=self.weight) * 72)


class Options(NamedTuple):
    """Where a label may stand, one row a way: its offset in points and its spot (numbers of `around` and `spots`), its
    box and the line that ties it, in pixels, the points of that line, whether it must be drawn, and what the way costs
    before other labels are known."""

    numbers: np.ndarray
    boxes: np.ndarray
    ties: np.ndarray
    reach: np.ndarray
    drawn: np.ndarray
    cost: np.ndarray

    def best(self, most: int, more: np.ndarray | float = 0.0) -> Options:
        """The ways that cost least, with some `more` costs."""
        cost = self.cost + more
        kept = np.sort(cost.argsort(kind="stable")[:most])
        return Options(*(column[kept] for column in self._replace(cost=cost)))


def extent(ax, text: str, **look) -> np.ndarray:
    """The box of a text that stands at 0, 0, with air around it, in pixels."""
    measured = Text(0, 0, text, **look)
    measured.set_figure(ax.figure)
    point = ax.figure.dpi / 72
    return measured.get_window_extent().extents + np.array([-AIR, -AIR, AIR, AIR]) * point


def _options(taken: Taken, name: Name) -> Options:
    heres, owns = taken.pixels(name.spots), taken.own([*name.spots, *name.every], name.colour)
    box, around = extent(taken.ax, name.text, **name.look), name.around
    numbers = np.stack([np.tile(np.arange(len(around)), len(heres)), np.repeat(np.arange(len(heres)), len(around))], 1)
    spots = heres[numbers[:, 1]]
    boxes = box + np.tile(spots + np.array(around, dtype="float64")[numbers[:, 0]] * taken.point, 2)
    ties = np.hstack([nearest(spots, boxes), spots])
    reach = np.hypot(*(ties[:, :2] - ties[:, 2:]).T) / taken.point
    cost = _written(taken, boxes, name.grounded or bool(name.places)) + reach + numbers @ [0.05, 12]
    found = Options(numbers, boxes, ties, reach, reach > NEAR, cost).best(4 * WAYS)
    among = _among(found.boxes, found.ties, taken.texts, taken.ties)
    away, marked = _away(taken, found.boxes, owns), _marked(found.ties[:, 2:], taken.marks[owns])
    found = found._replace(drawn=found.drawn | (found.reach > BESIDE) & ((away < found.reach + DOUBT) | ~marked))
    mistaken = (np.where(marked, found.reach, CLOSE).clip(max=CLOSE) - away).clip(0)
    return found.best(WAYS, _tied(taken, found.ties, owns) * np.where(found.drawn, 1, 0.2) + 1.5 * mistaken + among)


def _settled(options: list[Options]) -> list[int]:
    """Which way each label takes: one after the other, and again as the ways of all others are known. Of several orders
    the one that costs least."""
    if not options:
        return []
    starts = np.cumsum([0, *(len(option.cost) for option in options)])
    each, cost = _each_other(options), np.concatenate([option.cost for option in options])
    names, found = list(range(len(options))), []
    for first in names:
        for order in (names[first:] + names[:first], (names[first:] + names[:first])[::-1]):
            ways: dict[int, int] = {}
            for i in order * ROUNDS:
                own = slice(starts[i], starts[i + 1])
                others = [way for j, way in ways.items() if j != i]
                ways[i] = int(starts[i] + (cost[own] + each[own][:, others].sum(axis=1)).argmin())
            chosen = [ways[i] for i in names]
            found.append((cost[chosen].sum() + each[np.ix_(chosen, chosen)].sum() / 2, chosen))
    return [way - start for way, start in zip(min(found)[1], starts[:-1].tolist(), strict=True)]


def _each_other(options: list[Options]) -> np.ndarray:
    """What each way of all labels costs each other."""
    boxes, ties, _, drawn = (np.concatenate(column) for column in list(zip(*options, strict=True))[1:5])
    drawn = drawn[:, None]
    strikes = (inside(ties, wider(boxes, 2)) > 0) & drawn
    crossed = crossing(ties, ties) & drawn & drawn.T
    cost = 50 * area(boxes, boxes) + 50 * crossed + 150 * strikes
    return cost + cost.T


def _written(taken: Taken, boxes: np.ndarray, backed: bool) -> np.ndarray:
    """What it costs to write in each of the boxes; `backed`: on a ground that no line of a day shines through."""
    hidden, shaded = (area(boxes, others).sum(axis=1) for others in (taken.marks, taken.shades))
    days = 0.5 * inside(taken.days, boxes) if backed else 15 * inside(taken.days, wider(boxes, OFF_DAY * taken.point))
    struck = 6 * inside(taken.lines, boxes).sum(axis=0) + days.sum(axis=0)
    return taken.outside(boxes) + 100 * hidden + struck + 0.5 * shaded


def _tied(taken: Taken, ties: np.ndarray, owns: np.ndarray) -> np.ndarray:
    """What it costs to draw each of the lines to a label: which marks not its own and lines it crosses."""
    marks = inside(ties, wider(taken.marks[~owns], 1))
    lines = 15 * crossing(ties, taken.lines).sum(axis=1) + 3 * crossing(ties, taken.days).sum(axis=1)
    return 90 * (marks > 1).sum(axis=1) + 2 * marks.sum(axis=1) + lines + 0.3 * inside(ties, taken.shades).sum(axis=1)


def _among(boxes: np.ndarray, ties: np.ndarray, other_texts: np.ndarray, other_ties: np.ndarray) -> np.ndarray:
    """What it costs that other labels and their lines are there."""
    struck = (inside(other_ties, wider(boxes, 3)) > 0).sum(axis=0)
    strikes = (inside(ties, wider(other_texts, 2)) > 0).sum(axis=1)
    hidden, crossed = area(boxes, other_texts).sum(axis=1), crossing(ties, other_ties).sum(axis=1)
    return 100 * (hidden + crossed) + 150 * (struck + strikes)


def _away(taken: Taken, boxes: np.ndarray, owns: np.ndarray) -> np.ndarray:
    """Points from each label to the nearest mark that is not its own: one nearer than its own would be taken for it."""
    others = taken.marks[~owns]
    return apart(boxes, others).min(axis=1) / taken.point if len(others) else np.full(len(boxes), np.inf)


def _marked(spots: np.ndarray, marks: np.ndarray) -> np.ndarray:
    """Does one of the marks stand on each spot?"""
    return ((spots[:, None] >= marks[:, :2]) & (spots[:, None] <= marks[:, 2:])).all(axis=2).any(axis=1)


def clear(taken: Taken, box: np.ndarray, places: list[Place], spot: np.ndarray) -> tuple[float, Place]:
    """The first of `places` around a spot in pixels where a label on a ground of its own is clear of all else, or
    nearly, and what it costs there: a later one must be worth it."""
    boxes = box + np.tile(spot + np.array(places, dtype="float64") * taken.point, 2)
    untied = np.tile(boxes[:, :2], 2)
    cost = _written(taken, boxes, True) + _among(boxes, untied, taken.texts, taken.ties) + 8 * np.arange(len(places))
    return float(cost.min()), places[int(cost.argmin())]


def beside(wide: float, near: float = 6) -> list[Place]:
    """Places around a mark for the left edge of a text that is `wide` points: right, left, above, below, away."""
    left, middle, high = -near - wide, -wide / 2, near + 7
    places = [(near, 0), (left, 0), (middle, high), (middle, -high)]
    places += [(x, y) for y in (4, -4, 8, -8) for x in (near, left)]
    for reach in (20, 30, 42, 56, 72, 90):
        for turn in (2, 4, 5, 6, 7, 8, 10):  # no level ties: they would look like what stands
            x, y = reach * cos(turn * pi / 12), reach * sin(turn * pi / 12)
            start = x if turn < 6 else middle + x if turn == 6 else x - wide
            places += [(start, y), (start, -y)]
    return places


def name_marks(ax, names: list[Name]) -> None:
    """Name marks. A name that finds no room beside its mark is tied to it."""
    taken = Taken(ax)
    options = [_options(taken, name) for name in names]
    for name, option, way in zip(names, options, _settled(options), strict=True):
        _write(taken, name, option, way)


def _write(taken: Taken, name: Name, option: Options, way: int) -> None:
    place, spot = (of[number] for of, number in zip((name.around, name.spots), option.numbers[way], strict=True))
    box, start, here = option.boxes[way], option.ties[way, :2], option.ties[way, 2:]
    tie = {"arrowstyle": "-", "color": name.colour, "linewidth": 0.7, "shrinkA": 0, "shrinkB": taken.half(here) + 0.6}
    tie["relpos"] = tuple((start - box[:2]) / (box[2:] - box[:2]))
    ground = {"bbox": {"facecolor": palette().paper, "pad": 0.5, "linewidth": 0}}
    back = ground if name.places or name.grounded else {}
    taken.ax.annotate(
        name.text,
        spot,
        xytext=place,
        textcoords="offset points",
        annotation_clip=False,
        color=readable(name.colour),
        zorder=4 if back else 5,
        arrowprops=tie if name.places or option.drawn[way] else None,
        **name.look,
        **back,
    )
