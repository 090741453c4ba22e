"""The two style sheets, their colours, and the axes of days and numbers."""

from __future__ import annotations

import colorsys
import warnings
from contextlib import contextmanager
from functools import cache
from math import ceil, floor, log10
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

import matplotlib as mpl
import matplotlib.dates as mdates
import matplotlib.style
import numpy as np
import pandas as pd
from matplotlib import font_manager
from matplotlib.colors import to_hex, to_rgb
from matplotlib.font_manager import get_font
from matplotlib.ticker import FixedLocator, FuncFormatter, LogLocator, MaxNLocator, NullFormatter

HERE = Path(__file__).parent
THEMES = ("light", "dark")
GAP = "#eddcae"
SLATE = "#33475b"  # what is of no group
LABEL = 0.72  # inches that a month's name needs on a time axis
ARROW = 0.2  # inches of an arrow that stands on the highest figure
HALF_LABEL = 0.06  # inches of a tick's number above its tick
STEPS = [1, 2, 2.5, 5, 10]  # of round numbers, from tick to tick
AIR = 0.075  # inches from the first day of a time axis to its edge: half a mark
FONTS = sorted((HERE / "fonts").glob("*.ttf"))  # what matplotlib measures and draws with
SHAPELESS = ("Cc", "Cf", "Zl", "Zp")  # kinds of signs that only steer the text: directions, breaks
LETTERS = sorted((HERE / "fonts").glob("letters-*.woff"))  # the same fonts cut down to Latin-1, for SVG and pages


@contextmanager
def sheet(theme: str = "light"):
    """Draw inside this: one style sheet and the one font family, and nothing left behind."""
    register_fonts()
    with mpl.rc_context():
        matplotlib.style.use(HERE / f"{theme}.mplstyle")
        yield


@contextmanager
def any_sign():
    """No warning of a sign that the font lacks: `legible` replaces it, and in SVG text stays text."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")
        yield


@cache
def register_fonts() -> None:
    """Make the one font family known to matplotlib."""
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for path in FONTS:
        if str(path) not in known:
            font_manager.fontManager.addfont(path)


@cache
def _letters(font: str) -> frozenset[str]:
    signs = map(chr, get_font(font).get_charmap())
    return frozenset(sign for sign in signs if category(sign) not in SHAPELESS) | {"\n"}


def legible(text: str, font: str = str(FONTS[0])) -> str:
    """The text as the font can draw it: signs that it lacks as a box, marks that have no shape left out."""
    letters = _letters(font)
    if letters.issuperset(text):
        return text
    shown = (sign for sign in text if sign == "\n" or category(sign) not in SHAPELESS)
    return "".join(sign if sign in letters else "\u25a1" for sign in shown)


class Palette(NamedTuple):
    """The colours of the style sheet in use, as "#rrggbb"."""

    ink: str
    muted: str
    line: str
    grid: str
    paper: str


def palette() -> Palette:
    names = ("text.color", "axes.labelcolor", "axes.edgecolor", "grid.color", "savefig.facecolor")
    return Palette(*("#" + str(mpl.rcParams[name]).lstrip("#") for name in names))


def tone(colour: str) -> str:
    """A colour of the data for the sheet in use: itself on light paper, `dark(colour)` on dark."""
    paper = palette().paper
    return colour if int(paper[1:3], 16) > 127 else dark(colour)


def dark(colour: str) -> str:
    """The colour for dark paper: lightness turned round, hue and saturation kept. `colour`: "#rrggbb"."""
    red, green, blue = (int(colour.lstrip("#")[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    turned = colorsys.hls_to_rgb(hue, 1 - 0.82 * light, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in turned)


def readable(colour: str, least: float = 4.5) -> str:
    """The colour, moved towards the ink until it reads as text: contrast of 4.5 with the paper (WCAG 2, 1.4.3)."""
    ink, paper, own = (np.array(to_rgb(name)) for name in (palette().ink, palette().paper, colour))
    shares = np.linspace(0, 1, 21)[:, None]
    mixed = own + shares * (ink - own)
    return next(name for name in map(to_hex, mixed) if contrast(np.array(to_rgb(name)), paper) >= least)


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """Contrast ratio of two colours (WCAG 2), 1 to 21."""
    light, deep = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (deep + 0.05)


def _luminance(rgb: np.ndarray) -> float:
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def toned(groups: pd.DataFrame) -> pd.DataFrame:
    """The groups with their colours for the sheet in use, each seen as a mark: contrast of 3 (WCAG 2, 1.4.11)."""
    return groups.assign(colour=[readable(tone(colour), least=3.0) for colour in groups["colour"]])


def strong_alone(groups: pd.DataFrame) -> pd.DataFrame:
    """The groups, toned; all that are not strong look the same: small grey dots."""
    quiet, looks = groups["strong"].ne("yes"), toned(groups)
    return looks.assign(colour=looks["colour"].mask(quiet, quiet_grey()), marker=looks["marker"].mask(quiet, "o"))


def quiet_grey() -> str:
    """The lightest grey of lines that is still seen as a mark."""
    return readable(palette().line, least=3.0)


def name_look(group, quiet: str = "") -> dict[str, str]:
    """Colour and weight of a group's name: strong groups in their colour, all others in `quiet`."""
    strong = group["strong"] == "yes"
    return {
        "color": group["colour"] if strong else quiet or palette().muted,
        "weight": "semibold" if strong else "normal",
    }


def thousands(value: float, _=None) -> str:
    """Plain numbers with separators; millions as such."""
    if value >= 1_000_000:
        return f"{value / 1_000_000:g} million"
    return f"{value:,.0f}"


def logarithmic(low: float, high: float) -> bool:
    """Do these figures of one axis span so much that its scale is logarithmic?"""
    return low > 0 and high / low >= 30


def number_axis(ax, low: float, high: float, *, along_x: bool = False, tall: float = 0.0) -> None:
    """The axis of a count: linear from zero, unless the figures span too much for it. Upright, it has a tick
    that no figure passes, and room above for an arrow. `tall`: inches of the lowest of several axes on one scale."""
    name = "x" if along_x else "y"
    axis, limits, tall = getattr(ax, f"{name}axis"), getattr(ax, f"set_{name}lim"), tall or tall_of(ax)
    above = 0.0 if along_x else 1 / max(1 - ARROW / tall, 0.5)  # how much longer the axis is with the arrow's room
    if logarithmic(low, high):
        getattr(ax, f"set_{name}scale")("log")
        ticks = [] if along_x else log_ticks(low / 1.6, high, tall)
        axis.set_major_locator(FixedLocator(ticks) if ticks else LogLocator(subs=(1,), numticks=20))
        axis.set_minor_formatter(NullFormatter())
        limits(low / 1.6, max([high * 1.6 if along_x else low / 1.6 * (high / low * 1.6) ** above, *ticks]))
    else:
        locator = MaxNLocator(4 if along_x else max(2, min(6, int(tall / 0.22))), steps=STEPS, integer=True)
        ticks = [] if along_x else list(locator.tick_values(0, high or 1))
        ticks = ticks[: next((place for place, tick in enumerate(ticks) if tick >= high), len(ticks)) + 1]
        axis.set_major_locator(FixedLocator(ticks) if ticks else locator)
        limits(0, max([high * max(1.15, above), *(tick * (1 + HALF_LABEL / tall) for tick in ticks)]) or 1)
    axis.set_major_formatter(FuncFormatter(thousands))
    ax.grid(True, axis=name)


def log_ticks(low: float, high: float, inches: float, *, least: float = 0.18, most: int = 7) -> list[float]:
    """Ticks at 1, 2 and 5 from `low` to the first that reaches `high`; where they are too many at 1 and 3, or at every
    power of ten, or at every second of these, and so on."""
    powers = range(floor(log10(low)), ceil(log10(high)) + 2)
    for steps, every in [((1, 2, 5), 1), ((1, 3), 1), *(((1,), every) for every in range(1, len(powers) + 1))]:
        ticks = [tick for power in powers for step in steps if (tick := step * 10.0**power) >= low]
        ticks = ticks[: next((place for place, tick in enumerate(ticks) if tick >= high), len(ticks)) + 1]
        ticks = sorted(ticks[::-1][::every])
        room = inches / log10(max(ticks[-1] / low, 2)) * log10(10**every if len(steps) == 1 else 10 / max(steps))
        if room >= least and len(ticks) <= most:
            break
    return ticks


def tall_of(ax) -> float:
    """Height of the axes in inches, without the noise of its arithmetic."""
    return round(ax.get_position().height * ax.figure.get_figheight(), 6)


def day_limits(start, end, inches: float = 0.0) -> tuple:
    """First and last day of an axis of `inches`, with some air: a mark on the first day is whole."""
    share = max(0.02, AIR / inches) if inches else 0.02
    pad = max((end - start) * share, mdates.num2timedelta(1))
    return start - pad, end + pad


def day_axis(ax, start, end) -> None:
    """The x axis: days or months, named as "Oct 2024", never rotated. Where one name a year finds no room, years as
    "2014"."""
    wide = ax.get_position().width * ax.figure.get_figwidth()
    ax.set_xlim(*day_limits(start, end, wide))
    days, room = (end - start).days, wide / LABEL
    if (years := days / 365) > max(room, 3):
        step = next((n for n in (1, 2, 5, 10) if years / n <= 1.6 * room), 20)
        locator, form = mdates.YearLocator(step), "%Y"
    elif days > 45:
        every = next((n for n in (1, 2, 3, 4, 6) if days / 30 / n <= room), 12)
        locator, form = mdates.MonthLocator(bymonth=range(1, 13, every)), "%b %Y"
    else:
        locator, form = mdates.DayLocator(interval=max(1, round(days / room * 1.3))), "%-d %b %Y"
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.DateFormatter(form))


def day_ends(ax, start, end) -> None:
    """The x axis of a small panel: its first and last month, named inside its width; on two lines where it is small."""
    wide = ax.get_position().width * ax.figure.get_figwidth()
    ax.set_xlim(*day_limits(start, end, wide))
    form = "%b %Y" if wide > 1.9 * LABEL else "%b\n%Y"
    ticks = [start, end] if end > start else [start]
    ax.set_xticks(mdates.date2num(ticks), [f"{tick:{form}}" for tick in ticks])
    for label, side in zip(ax.get_xticklabels(), ("left", "right"), strict=False):
        label.set_horizontalalignment(side)
