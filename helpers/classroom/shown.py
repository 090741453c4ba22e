"""Show a chart that a class drew with plain matplotlib, with its words: for screen readers, and for all to compare."""

from __future__ import annotations

import io
from base64 import b64encode
from html import escape

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.category import StrCategoryFormatter
from matplotlib.collections import PathCollection
from matplotlib.container import BarContainer
from matplotlib.dates import DateLocator, num2date
from matplotlib.figure import Figure
from matplotlib.font_manager import findfont
from matplotlib.text import Text
from matplotlib.ticker import MaxNLocator
from pandas.api.types import is_numeric_dtype

from helpers.charts.style import legible
from helpers.dataset import Claims
from helpers.words import count, day, listed

NOTHING = "Nothing to draw yet: the cell above has no answer."
MOST = 12  # bars that are named one by one


def show(ax: Axes | None) -> None:
    """Show the chart once, and below it what it holds, in words; None: nothing is drawn yet."""
    if ax is None:
        print(NOTHING)
        return
    words, figure, picture = describe(ax), ax.figure, io.BytesIO()
    _only_text(figure)
    figure.savefig(picture, format="png", dpi=120, bbox_inches="tight", metadata={"Software": None})
    plt.close(figure)
    png = b64encode(picture.getvalue()).decode("ascii")
    page = f'<img src="data:image/png;base64,{png}" alt="{escape(words)}" style="max-width: 44rem; width: 100%">'
    data = {"text/html": page, "image/png": png, "text/plain": f"[chart] {words}"}  # HTML: JupyterLab reads no alt text
    display(data, raw=True, metadata={"image/png": {"alt": words}})
    print(f"In words: {words}")


def bars(counts: pd.Series, title: str, label: str) -> None:
    """Show one bar for each entry, the first on top; says so where there is nothing to draw yet."""
    if not isinstance(counts, pd.Series):
        print(NOTHING)
        return
    figure, ax = plt.subplots(figsize=(7, 0.6 + 0.35 * len(counts)))
    ax.barh(counts.index.astype(str), counts.to_numpy(), color="0.35")
    ax.invert_yaxis()
    ax.bar_label(ax.containers[0], padding=3)
    ax.spines[["top", "right"]].set_visible(False)
    ax.xaxis.set_major_locator(MaxNLocator(6, integer=True))
    ax.set_title(title, loc="left")
    ax.set_xlabel(label)
    show(ax)


def full_names(claims: Claims, labels: pd.Series) -> None:
    """The full name of each label of sources: of the labels themselves, or of counts by label; others are left out."""
    if not isinstance(labels, pd.Series):
        return
    names = claims.tables["sources"].set_index("label")["name"]
    for label in labels.index if is_numeric_dtype(labels) else labels:
        if label in names.index:
            print(f"{label}: {names[label]}")


def _only_text(figure: Figure) -> None:
    """Words of the data stay words in the picture: no formula, no sign that the font lacks."""
    axes = [axis for ax in figure.axes for axis in (ax.xaxis, ax.yaxis)]
    for axis in axes:
        if isinstance(axis.get_major_formatter(), StrCategoryFormatter):
            names = [_drawable(label) for label in axis.get_ticklabels()]
            axis.set_ticks(axis.get_ticklocs(), names, parse_math=False)
    ticks = {label for axis in axes for label in axis.get_ticklabels(which="both")}
    for text in set(figure.findobj(Text)) - ticks:
        text.set(text=_drawable(text), parse_math=False)


def _drawable(text: Text) -> str:
    return legible(text.get_text(), findfont(text.get_fontproperties()))


def describe(ax: Axes) -> str:
    """The chart in words: title, axes, and every series of points or bars with its range."""
    title = ax.get_title(loc="left") or ax.get_title()
    parts = [f"Chart “{title}”." if title else "Chart."]
    bars = [bar for bar in ax.containers if isinstance(bar, BarContainer)]
    parts += [_bars(ax, bar) for bar in bars]
    points = [item for item in ax.collections if isinstance(item, PathCollection) and len(item.get_offsets())]
    if points or not bars:
        parts += [_axis(ax, "x", "Across"), _axis(ax, "y", "Up")]
    parts += [_points(item) for item in points]
    return " ".join(part for part in parts if part)


def _axis(ax: Axes, name: str, word: str) -> str:
    axis = getattr(ax, f"{name}axis")
    low, high = sorted(getattr(ax, f"get_{name}lim")())
    if isinstance(axis.get_major_locator(), DateLocator):
        span = f"{day(num2date(low))} to {day(num2date(high))}"
    else:
        span = f"{_number(low)} to {_number(high)}"
    scale = ", logarithmic scale" if axis.get_scale() == "log" else ""
    return f"{word}: {axis.get_label_text() or 'no label'}, {span}{scale}."


def _points(item: PathCollection) -> str:
    heights = item.get_offsets()[:, 1]
    label = item.get_label()
    name = "" if label.startswith("_") else f" ({label})"
    return f"{count(len(heights), 'mark')}{name}, from {_number(heights.min())} to {_number(heights.max())}."


def _bars(ax: Axes, bars: BarContainer) -> str:
    flat = bars.orientation == "horizontal"
    axis = ax.yaxis if flat else ax.xaxis
    names = [label.get_text() for label in axis.get_ticklabels()]
    lengths = [bar.get_width() if flat else bar.get_height() for bar in bars]
    said = [f"{name} {_number(length)}" for name, length in zip(names, lengths, strict=False)]
    more = [] if len(said) <= MOST else [f"{len(said) - MOST} more"]
    return f"{count(len(lengths), 'bar')}: {listed(said[:MOST] + more)}."


def _number(value: float) -> str:
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:,.3g}"
