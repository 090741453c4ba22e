"""The sizes that figures are drawn at, and the frame around a chart: title, subtitle, key, foot."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache, lru_cache
from re import compile

from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.charts.style import legible, palette, register_fonts

MARGINS = 0.75  # of a figure's width, at most, for what stands beside its axes
SAFE = 0.965  # lines are measured at one resolution and drawn at others
EDGE = 0.16  # inches kept free left and right
LEAST, MOST = 0.7, 2.5  # how far a chart's own height may shrink or stretch on a canvas of fixed height
DPI = 100
SHORT = 0.16  # of the width: a last line that looks forgotten
GLUE = "\u2060"
TOGETHER = compile(  # the space within "28 Apr 2025", within "12,000 soldiers", and those within "n = 3"
    r" (?== )|(?<= =) |"
    r"(?<=\d) (?=[A-Z][a-z]{2,8} \d{4}\b)|(?<=[a-z]) (?=(?:19|20)\d\d\b)|(?<! (?:19|20)\d\d)(?<=\d) (?=[a-z])"
)
UNTICKED = -0.26  # inches below axes that need no room for ticks
HEADING = {"size": 9.5, "weight": "semibold"}


@dataclass(frozen=True)
class Canvas:
    """A size and theme to draw for. `width`, `height`: inches before `scale`, which enlarges everything, text too;
    `height` None: as tall as the content. `bare`: no title and no foot, `titled` False: no title, for a page that says
    them itself."""

    name: str
    width: float
    height: float | None = None
    theme: str = "light"
    scale: float = 1.0
    bare: bool = False
    titled: bool = True

    @property
    def narrow(self) -> bool:
        return is_narrow(self.width)

    def dark(self) -> Canvas:
        return replace(self, theme="dark")

    def sizes(self) -> list[Canvas]:
        """The same canvas with its text as large as may be first, then smaller; one entry if its height is free."""
        if self.height is None:
            return [self]
        scales = (1.6, 1.45, 1.3, 1.2, 1.1, 1.0)
        return [replace(self, width=self.width / s, height=self.height / s, scale=s) for s in scales]


PAGE = Canvas("page", 7.0)
WIDE = Canvas("wide", 12.8)
SLIDE = Canvas("slide", 13.333, 7.5)
NARROW = Canvas("narrow", 3.1)


class TooSmall(ValueError):
    """The chart does not fit the canvas with readable rows."""


def is_narrow(width: float) -> bool:
    """Too narrow for names beside the axes: they stand above their rows."""
    return width < 5


def framed(
    canvas: Canvas,
    title: str,
    subtitle: str,
    foot: str,
    *,
    height: float,
    key: list[str] | None = None,
    headroom: float = 0.0,
    left: float = 0.0,
    right: float = 0.0,
    rows: tuple[float, ...] = (1.0,),
    columns: tuple[float, ...] = (1.0,),
    share: bool = True,
    gap: float = 0.12,
    below: float = 0.0,
):
    """A figure with title, subtitle, key and foot in place, and its axes, row by row.

    `height` is the height of the axes in inches; the figure grows by the text around them. `left`, `right`,
    `headroom` and `below` keep inches free for labels. TooSmall when a canvas of fixed height has no room.
    """
    from helpers.charts.key import ROW, draw_key, key_lines

    width = canvas.width
    title, foot = ("", "") if canvas.bare else (title, foot)
    beside = min(1.0, MARGINS * width / max(left + right, 0.01))  # names too long for any figure run over its edge
    left, right = left * beside, right * beside
    figure = Figure(figsize=(width, height), dpi=DPI)
    FigureCanvasAgg(figure)
    inner, colours = width - 2 * EDGE - 0.08, palette()
    big = 12 if canvas.narrow else 13.5
    texts = [
        (canvas.titled and balanced(title, inner, size=big, weight="semibold"), big, "semibold", colours.ink),
        (filled(subtitle, inner, size=10.5), 10.5, "normal", colours.muted),
    ]
    texts = [text for text in texts if text[0]]
    foot = filled(foot, inner, size=9)
    keyed = ROW * len(key_lines(width, key)) + 0.06 if key else 0.0
    head = 0.1 + sum(_tall(text, size) + 0.03 for text, size, _, _ in texts) + keyed + headroom + 0.14
    tail = (_tall(foot, 9) if foot else 0.0) + 0.44 + below
    total, height = _fitted(canvas, height, head + tail)
    figure.set_size_inches(width, total)
    y = total - 0.1
    for text, size, weight, colour in texts:
        _block(figure, text, y, va="top", size=size, weight=weight, color=colour)
        y -= _tall(text, size) + 0.03
    if key:
        draw_key(figure, key, y - 0.14)
    _block(figure, foot, 0.07, va="bottom", size=9, color=colours.muted)
    grid = figure.add_gridspec(
        len(rows),
        len(columns),
        height_ratios=rows,
        width_ratios=columns,
        left=(EDGE + left) / width,
        right=1 - (EDGE + right) / width,
        bottom=1 - (head + height) / total,
        top=1 - head / total,
        hspace=gap,
        wspace=0.1,
    )
    axes = []
    for row in range(len(rows)):
        for column in range(len(columns)):
            shared = axes[column] if share and row else None
            axes.append(figure.add_subplot(grid[row, column], sharex=shared))
    return figure, axes


def _fitted(canvas: Canvas, height: float, around: float) -> tuple[float, float]:
    """Height of the whole figure and of its axes on this canvas."""
    if canvas.height is None:
        return height + around, height
    room = canvas.height - around
    if room < LEAST * height:
        raise TooSmall(f"{canvas.name}: the axes need {LEAST * height:.1f} inches, {room:.1f} are left")
    return canvas.height, min(room, MOST * height)


def _block(figure: Figure, text: str, y: float, **look) -> None:
    wide, tall = figure.get_size_inches()
    figure.text(EDGE / wide, y / tall, text, ha="left", linespacing=1.06, **look)


def _tall(text: str, size: float) -> float:
    """Height of a block of text in inches; a line of the font, spaced by 1.06, takes 1.51 of its size."""
    return 1.51 * size / 72 * (text.count("\n") + 1)


def panels(
    canvas: Canvas, headings: list[str], heights: list[float], *, left: float, right: float, ticks: float = 0.0
) -> dict:
    """Room for panels one below the other, each under its heading, as terms of `framed`; `ticks`: inches for the
    numbers below each."""
    room = canvas.width - 2 * EDGE - left - right
    lines = max(wrap(heading, room, **HEADING).count("\n") + 1 for heading in headings)
    between = 0.27 + ticks + 0.165 * (lines - 1)
    return {
        "height": sum(heights) + between * (len(heights) - 1),
        "rows": tuple(heights),
        "gap": between / (sum(heights) / len(heights)),
        "headroom": 0.2 + 0.165 * (lines - 1) if any(headings) else 0.0,
        "left": left,
        "right": right,
    }


def panel_title(ax, text: str, **look) -> None:
    """The heading of one panel; too long for its panel, it takes more lines."""
    room = ax.get_position().width * ax.figure.get_figwidth()
    ax.set_title(balanced(text, room, **HEADING), loc="left", pad=4, **HEADING, **look)


def wrap(text: str, width: float, **font) -> str:
    """Break `text` into lines no wider than `width` inches when drawn with `font` (size, weight). Words are measured
    one by one: most stand in many texts."""
    space = text_width("n n", **font) - text_width("nn", **font)
    lines, wide = [[]], 0.0
    for word in _unbroken(text):
        own = text_width(word, **font)
        if lines[-1] and wide + space + own > width * SAFE:
            lines.append([])
            wide = 0.0
        wide += own + (space if lines[-1] else 0.0)
        lines[-1].append(word)
    return "\n".join(" ".join(words) for words in lines)


@lru_cache(maxsize=2_000)
def _unbroken(text: str) -> list[str]:
    """The words of a text; a number and what it counts, and the parts of a day, are one."""
    return [word.replace(GLUE, " ") for word in TOGETHER.sub(GLUE, text).split(" ")]


def filled(text: str, width: float, **font) -> str:
    """`text` in lines as wide as may be; where little would be left for the last, in lines of about the same length."""
    lines = wrap(text, width, **font).split("\n")
    short = len(lines) > 1 and text_width(lines[-1], **font) < SHORT * width
    return balanced(text, width, **font) if short else "\n".join(lines)


def balanced(text: str, width: float, **font) -> str:
    """`text` in as few lines as `wrap` needs, of about the same length."""
    best = wrap(text, width, **font)
    while len(lines := best.split("\n")) > 1:
        tighter = wrap(text, text_width(best, **font) / SAFE - 0.02, **font)
        if tighter == best or len(tighter.split("\n")) > len(lines):
            break
        best = tighter
    return best


@cache
def _ruler():
    register_fonts()
    return FigureCanvasAgg(Figure(dpi=DPI)).get_renderer()


@lru_cache(maxsize=20_000)
def text_width(text: str, *, size: float = 10, weight: str = "normal") -> float:
    """Width of the widest line of `text` in inches."""
    font = font_manager.FontProperties(family="Source Sans 3", size=size, weight=weight)
    lines = legible(text).split("\n")
    lines = (_ruler().get_text_width_height_descent(line, font, ismath=False)[0] for line in lines)
    return max(lines) / DPI


def measuring(width: float):
    """Axes of a throw-away figure of `width` inches, to measure what a chart needs."""
    figure = Figure(figsize=(width, 1), dpi=DPI)
    FigureCanvasAgg(figure)
    return figure.add_subplot()
