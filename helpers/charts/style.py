"""The style sheet, the palette, and the frame around a chart: title, subtitle, key, foot."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path

import matplotlib as mpl
import matplotlib.dates as mdates
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

HERE = Path(__file__).parent
INK, MUTED, LINE, GRID, PAPER, GAP = "#1b1f24", "#4d5661", "#8a929c", "#e3e7ec", "#ffffff", "#eddcae"
WIDTH = 7.2
SAFE = 0.965  # lines are measured at one resolution and drawn at others
LABEL = 0.72  # inches that a month's name needs on a time axis
EDGE = 0.16  # inches kept free left and right
FONTS = sorted((HERE / "fonts").glob("*.ttf"))


@contextmanager
def sheet():
    """Draw inside this: the style sheet and the one font family, and nothing left behind."""
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for path in FONTS:
        if str(path) not in known:
            font_manager.fontManager.addfont(path)
    with mpl.rc_context():
        mpl.style.use(HERE / "light.mplstyle")
        yield


def wrap(figure: Figure, text: str, width: float, **font) -> str:
    """Break `text` into lines no wider than `width` inches when drawn with `font`."""
    lines, line = [], ""
    for word in text.split():
        trial = f"{line} {word}".strip()
        if line and text_width(figure, trial, **font) > width * SAFE:
            lines.append(line)
            line = word
        else:
            line = trial
    return "\n".join([*lines, line])


def text_width(figure: Figure, text: str, **font) -> float:
    """Width of one line of `text` in inches."""
    properties = font_manager.FontProperties(
        family="Source Sans 3", size=font.get("size", 10), weight=font.get("weight", "normal")
    )
    renderer = figure.canvas.get_renderer()
    width, _, _ = renderer.get_text_width_height_descent(text, properties, ismath=False)
    return width / figure.dpi


def framed(
    title: str,
    subtitle: str,
    foot: str,
    *,
    height: float,
    key: list[str] | None = None,
    headroom: float = 0.0,
    left: float = 0.0,
    right: float = 0.0,
    width: float = WIDTH,
    rows: tuple[float, ...] = (1.0,),
    columns: tuple[float, ...] = (1.0,),
    share: bool = True,
    gap: float = 0.12,
):
    """A figure with title, subtitle, key and foot in place, and its axes, row by row.

    `height` is the height of the axes in inches; the figure grows by the text around them. `left`, `right` and
    `headroom` keep inches free for labels.
    """
    from helpers.charts.key import ROW, draw_key, key_lines

    figure = Figure(figsize=(width, height), dpi=100)
    FigureCanvasAgg(figure)
    inner = width - 2 * EDGE - 0.08
    texts = [
        (wrap(figure, title, inner, size=13.5, weight="semibold"), 13.5, "semibold", INK),
        (wrap(figure, subtitle, inner, size=10.5), 10.5, "normal", MUTED),
    ]
    foot = wrap(figure, foot, inner, size=9)
    keyed = ROW * len(key_lines(figure, key)) + 0.06 if key else 0.0
    head = 0.1 + sum(_tall(text, size) + 0.03 for text, size, _, _ in texts) + keyed + headroom + 0.14
    tail = _tall(foot, 9) + 0.44
    total = height + head + tail
    figure.set_size_inches(width, total)
    y = total - 0.1
    for text, size, weight, colour in texts:
        figure.text(
            EDGE / width, y / total, text, size=size, weight=weight, color=colour, va="top", ha="left", linespacing=1.06
        )
        y -= _tall(text, size) + 0.03
    if key:
        draw_key(figure, key, y - 0.14)
    figure.text(EDGE / width, 0.07 / total, foot, size=9, color=MUTED, va="bottom", ha="left", linespacing=1.06)
    grid = figure.add_gridspec(
        len(rows),
        len(columns),
        height_ratios=rows,
        width_ratios=columns,
        left=(EDGE + left) / width,
        right=1 - (EDGE + right) / width,
        bottom=tail / total,
        top=(tail + height) / total,
        hspace=gap,
        wspace=0.1,
    )
    axes = []
    for row in range(len(rows)):
        for column in range(len(columns)):
            shared = axes[column] if share and row else None
            axes.append(figure.add_subplot(grid[row, column], sharex=shared))
    return figure, axes


def _tall(text: str, size: float) -> float:
    """Height of a block of text in inches; the font's lines are 1.26 of its size, spaced by 1.06, with room below."""
    return 1.42 * size / 72 * (text.count("\n") + 1)


def name_look(group, quiet: str = MUTED) -> dict[str, str]:
    """Colour and weight of a group's name: strong groups in their colour, all others in `quiet`."""
    strong = group["strong"] == "yes"
    return {"color": group["colour"] if strong else quiet, "weight": "semibold" if strong else "normal"}


def thousands(value: float, _=None) -> str:
    """Plain numbers with separators; millions as such."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:g} million"
    return f"{value:,.0f}"


def number_axis(ax, low: float, high: float, *, along_x: bool = False) -> None:
    """The axis of a count: logarithmic where the figures span a decade, else linear from zero."""
    name = "x" if along_x else "y"
    axis, limits = getattr(ax, f"{name}axis"), getattr(ax, f"set_{name}lim")
    if low > 0 and high / low >= 30:
        getattr(ax, f"set_{name}scale")("log")
        steps = (1, 2, 5) if high / low < 300 and not along_x else (1,)
        axis.set_major_locator(LogLocator(subs=steps, numticks=20))
        axis.set_minor_formatter(NullFormatter())
        limits(low / 1.6, high * 1.6)
    else:
        axis.set_major_locator(MaxNLocator(4 if along_x else 6))
        limits(0, high * 1.15 or 1)
    axis.set_major_formatter(FuncFormatter(thousands))
    ax.grid(axis=name)


def day_axis(ax, start, end) -> None:
    """The x axis: days or months, named as "Oct 2024", never rotated."""
    pad = max((end - start) * 0.02, mdates.num2timedelta(1))
    ax.set_xlim(start - pad, end + pad)
    days = (end - start).days
    room = ax.get_position().width * ax.figure.get_figwidth() / LABEL
    if days > 45:
        every = next((n for n in (1, 2, 3, 4, 6) if days / 30 / n <= room), 12)
        locator, form = mdates.MonthLocator(bymonth=range(1, 13, every)), "%b %Y"
    else:
        locator, form = mdates.DayLocator(interval=max(1, round(days / room * 1.3))), "%-d %b %Y"
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.DateFormatter(form))
