"""How one figure or one answer is drawn, the same in every chart."""

from __future__ import annotations

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.lines import Line2D
from matplotlib.markers import MarkerStyle
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from helpers.charts.style import palette

DASH = (0, (2.2, 1.4))
FULL = {".": 1.7, "*": 1.5, "d": 1.2, "P": 1.15, "+": 1.3, "x": 1.2}  # markers that fill less than their size
HALF = {"fillstyle": "left"}  # not confirmed: half a full mark; a hollow one is a forecast
TONE = {"yes": 1.0, "likely": 0.38}
LINES = {  # how long an answer stands
    "yes": {"linewidth": 2.2, "linestyle": "-"},
    "likely": {"linewidth": 2.2, "linestyle": "-", "alpha": 0.4},
    "unconfirmed": {"linewidth": 1.5, "linestyle": (0, (1, 1.4))},
    "unlikely": {"linewidth": 1.6, "linestyle": (0, (2.4, 1.4)), "alpha": 0.5},
    "no": {"linewidth": 1.6, "linestyle": (0, (2.4, 1.4))},
}


def sized(marker: str, size: float) -> float:
    """The marker's size at which it looks as large as others of `size`."""
    return size * FULL.get(marker, 1.0)


def put(ax, x, y, **look) -> None:
    """One mark at data values, outside autoscaling: for axes whose limits are set. Much faster than ax.plot. A mark
    on the edge is whole, one of a day off the axis is not drawn."""
    low, high = ax.get_xlim()
    ax.add_artist(Line2D([x], [y], linestyle="none", clip_on=not low <= x <= high, **look))


def line(ax, xs, ys, **look) -> None:
    """One line at data values, outside autoscaling, as `put`."""
    ax.add_artist(Line2D(xs, ys, **look))


def again(ax, rows: pd.DataFrame, levels, colour: str) -> None:
    """Figures or answers that say what their group said before: short upright strokes, at `said_on` and `levels`."""
    look = {"marker": "|", "s": 26, "linewidth": 1.0, "alpha": 0.75, "zorder": 2.6}
    if len(rows):
        ax.scatter(mdates.date2num(rows["said_on"]), levels, color=colour, urls=list(rows["mark_url"]), **look)


def said_again(rows: pd.DataFrame, facts: list[str]) -> pd.Series:
    """Does the row say in `facts` what its group said last before it? Rows are in the order of time."""
    said = list(zip(*(rows[fact].astype("object").where(rows[fact].notna(), None) for fact in facts), strict=True))
    last: dict[str, tuple] = {}
    same = []
    for group, now in zip(rows["group"], said, strict=True):
        same.append(last.get(group) == now)
        last[group] = now
    return pd.Series(same, index=rows.index, dtype="bool")


def repeated(shown: pd.DataFrame) -> pd.Series:
    """Does a figure say what its group's last figure said? Vague words never do."""
    return said_again(shown, ["lo", "hi", "mark", "forecast", "recalled"]) & shown["mark"].ne("vague")


def unnamed(rows: pd.DataFrame | pd.Series | dict):
    """Is a figure that of a speaker without a name? An outlet's own words are the outlet's."""
    own = (rows["attribution"] == "unattributed") & (rows.get("speaker") == "outlet")
    return (rows["attribution"] != "named") & np.logical_not(own)


def figure_mark(ax, row: pd.Series | dict, place, look: pd.Series, *, size: float, horizontal: bool = False) -> None:
    """Draw one row of estimates.figures at `place` on the other axis.

    Dot = a figure, bar = a range, hatched bar = vague words, arrow = an open side; hollow = forecast, dashed
    outline = unnamed speaker. `look`: the group's colour and marker. `horizontal`: numbers run along x.
    """
    place = mdates.date2num(place) if isinstance(place, pd.Timestamp) else place
    hollow, named = bool(row["forecast"]), not unnamed(row)
    dash, url = {} if named else {"linestyle": DASH}, row.get("mark_url")
    if row["mark"] in ("bar", "vague"):
        _bar(ax, row, place, look["colour"], size, horizontal, hollow, dash)
        return
    spot = np.nanmean([row["lo"], row["hi"]])
    point = (spot, place) if horizontal else (place, spot)
    if row["mark"] in ("up", "down"):
        arrow(ax, point, 1 if row["mark"] == "up" else -1, look["colour"], size, horizontal, url)
    put(
        ax,
        *point,
        marker=look["marker"],
        markersize=sized(look["marker"], size if named else size * 0.8),
        markerfacecolor=palette().paper if hollow else look["colour"],
        markeredgecolor=look["colour"] if hollow else palette().paper,
        markeredgewidth=1.1 if hollow else 0.6,
        zorder=3,
        url=url,
    )
    if not named:
        _ring(ax, point, size * 1.45, look["colour"])


def _ring(ax, point, size: float, colour: str) -> None:
    """A dashed circle around a mark, outside autoscaling; much faster than ax.scatter."""
    circle = MarkerStyle("o")
    ring = PathCollection(
        [circle.get_path().transformed(circle.get_transform())],
        sizes=[size**2],
        offsets=[point],
        offset_transform=ax.transData,
        facecolor="none",
        edgecolor=colour,
        linewidth=1.0,
        linestyle=DASH,
        zorder=2.9,
    )
    ring.set_transform(IdentityTransform())
    ax.add_artist(ring)


def _bar(ax, row, place, colour, size, horizontal, hollow, dash) -> None:
    """A range as a bar with caps at its ends; vague words as a hatched bar without."""
    vague = row["mark"] == "vague"
    half, cap = (_points(ax, size * share, along_y=horizontal) for share in ((0.3, 0.3) if vague else (0.26, 0.7)))
    if dash and not vague:  # a dashed cap would end in a dot
        for end in (row["lo"], row["hi"]):
            xs, ys = [place - cap, place + cap], [end, end]
            line(ax, *((ys, xs) if horizontal else (xs, ys)), color=colour, linewidth=1.2, zorder=3)
        cap = half
    ax.add_patch(
        PathPatch(
            capped((row["lo"], row["hi"]), place, half, cap, along_x=horizontal),
            facecolor=palette().paper if hollow and not vague else "none" if vague else colour,
            edgecolor=colour,
            hatch="/////" if vague else None,
            linewidth=0.9 if vague else 1.2,
            zorder=1.8 if vague else 3,
            alpha=0.8 if dash or vague else 0.9,
            url=row.get("mark_url"),
            **dash,
        )
    )


def capped(ends: tuple[float, float], place: float, half: float, cap: float, *, along_x: bool = False) -> Path:
    """The outline of a bar from end to end, `half` as wide, with a cap of half-width `cap` across each end."""
    low, high = ends
    body = [(place - half, low), (place + half, low), (place + half, high), (place - half, high), (place - half, low)]
    caps = [(place - cap, end) for end in ends], [(place + cap, end) for end in ends]
    points = [*body, caps[0][0], caps[1][0], caps[0][1], caps[1][1]] if cap > half else body
    codes = [Path.MOVETO, *[Path.LINETO] * 3, Path.CLOSEPOLY, *[Path.MOVETO, Path.LINETO] * ((len(points) - 5) // 2)]
    return Path([(y, x) for x, y in points] if along_x else points, codes)


def _points(ax, points: float, *, along_y: bool) -> float:
    """`points` as data units of the x axis, or of the y axis; for linear axes."""
    low, high = ax.get_ylim() if along_y else ax.get_xlim()
    box, figure = ax.get_position(), ax.figure
    inches = box.height * figure.get_figheight() if along_y else box.width * figure.get_figwidth()
    return abs(high - low) * points / 72 / inches


def arrow(ax, point, direction: int, colour, size, horizontal, url) -> None:
    """The open side of a bound: 1 = upwards, -1 = downwards."""
    reach = direction * size * 2.3
    drawn = ax.annotate(
        "",
        xy=point,
        xytext=(reach, 0) if horizontal else (0, reach),
        textcoords="offset points",
        arrowprops={
            "arrowstyle": "<|-,head_width=0.2,head_length=0.35",
            "color": colour,
            "linewidth": 1.1,
            "shrinkA": 0,
            "shrinkB": 0,
        },
        zorder=2.8,
    )
    drawn.arrow_patch.set_url(url)


def answer_mark(
    ax, x, y, answer: str, colour: str, *, size: float = 8, implied: bool = False, url: str | None = None
) -> None:
    """Draw one answer: full = yes, pale = likely, half full = not confirmed, hollow with a bar = unlikely, cross = no.
    Answers that only follow from others are smaller."""
    size *= 0.7 if implied else 1.0
    x = mdates.date2num(x) if isinstance(x, pd.Timestamp) else x
    if answer == "no":
        put(ax, x, y, marker="x", color=colour, markersize=size * 0.85, markeredgewidth=1.9, zorder=3.2, url=url)
        return
    face = blend(colour, TONE.get(answer, 0.0))
    look = {"markerfacecolor": face, "markeredgecolor": colour, "markeredgewidth": 1.2, "markersize": size}
    if answer == "unconfirmed":
        look |= HALF | {"markerfacecolor": colour, "markerfacecoloralt": palette().paper}
    put(ax, x, y, marker="o", zorder=3, url=url, **look)
    if answer == "unlikely":
        put(ax, x, y, marker="_", color=colour, markersize=size * 0.85, markeredgewidth=1.4, zorder=3.2, url=url)


def blend(colour: str, share: float) -> str:
    """`share` of the colour on paper, as an opaque colour."""
    top, base = np.array(to_rgb(colour)), np.array(to_rgb(palette().paper))
    return to_hex(base + share * (top - base))
