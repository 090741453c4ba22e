"""The two style sheets, their colours, and the axes of days and numbers."""

from __future__ import annotations

import colorsys
from contextlib import contextmanager
from functools import cache
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
from matplotlib.ticker import FuncFormatter, LogLocator, MaxNLocator, NullFormatter

HERE = Path(__file__).parent
THEMES = ("light", "dark")
GAP = "#eddcae"
SLATE = "#33475b"  # what is of no group
LABEL = 0.72  # inches that a month's name needs on a time axis
FONTS = sorted((HERE / "fonts").glob("*.ttf"))  # what matplotlib measures and draws with
LETTERS = sorted((HERE / "fonts").glob("letters-*.woff"))  # the same fonts cut down to Latin-1, for SVG and pages


@contextmanager
def sheet(theme: str = "light"):
    """Draw inside this: one style sheet and the one font family, and nothing left behind."""
    register_fonts()
    with mpl.rc_context():
        matplotlib.style.use(HERE / f"{theme}.mplstyle")
        yield


@cache
def register_fonts() -> None:
    """Make the one font family known to matplotlib."""
    known = {entry.fname for entry in font_manager.fontManager.ttflist}
    for path in FONTS:
        if str(path) not in known:
            font_manager.fontManager.addfont(path)


@cache
def _letters() -> frozenset[int]:
    return frozenset(get_font(str(FONTS[0])).get_charmap())


def legible(text: str) -> str:
    """The text as the font can draw it: signs that it lacks as a box, marks that have no shape left out."""
    if all(sign == "\n" or ord(sign) in _letters() for sign in text):
        return text
    shapeless = ("Cc", "Cf", "Zl", "Zp")
    signs = (sign if sign == "\n" or ord(sign) in _letters() else "\u25a1" for sign in text)
    return "".join(sign for sign, own in zip(signs, text, strict=True) if own == "\n" or category(own) not in shapeless)


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


def readable(colour: str) -> str:
    """The colour, moved towards the ink until it reads as text: contrast of 4.5 with the paper (WCAG 2, 1.4.3)."""
    ink, paper, own = (np.array(to_rgb(name)) for name in (palette().ink, palette().paper, colour))
    shares = np.linspace(0, 1, 21)[:, None]
    mixed = own + shares * (ink - own)
    return to_hex(next(rgb for rgb in mixed if contrast(rgb, paper) >= 4.5))


def contrast(one: np.ndarray, other: np.ndarray) -> float:
    """Contrast ratio of two colours (WCAG 2), 1 to 21."""
    light, deep = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (deep + 0.05)


def _luminance(rgb: np.ndarray) -> float:
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    return float(linear @ [0.2126, 0.7152, 0.0722])


def toned(groups: pd.DataFrame) -> pd.DataFrame:
    """The groups with their colours for the sheet in use."""
    return groups.assign(colour=groups["colour"].map(tone))


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


def number_axis(ax, low: float, high: float, *, along_x: bool = False) -> None:
    """The axis of a count: logarithmic where the figures span a decade, else linear from zero."""
    name = "x" if along_x else "y"
    axis, limits = getattr(ax, f"{name}axis"), getattr(ax, f"set_{name}lim")
    if low > 0 and high / low >= 30:
        getattr(ax, f"set_{name}scale")("log")
        steps = (1, 2, 5) if high / low < 300 and not along_x and _tall(ax) > 1.3 else (1,)
        axis.set_major_locator(LogLocator(subs=steps, numticks=20))
        axis.set_minor_formatter(NullFormatter())
        limits(low / 1.6, high * 1.6)
    else:
        axis.set_major_locator(MaxNLocator(4 if along_x else max(2, min(6, int(_tall(ax) / 0.26)))))
        limits(0, high * 1.15 or 1)
    axis.set_major_formatter(FuncFormatter(thousands))
    ax.grid(True, axis=name)


def _tall(ax) -> float:
    """Height of the axes in inches."""
    return ax.get_position().height * ax.figure.get_figheight()


def day_limits(start, end) -> tuple:
    """First and last day of an axis, with some air."""
    pad = max((end - start) * 0.02, mdates.num2timedelta(1))
    return start - pad, end + pad


def day_axis(ax, start, end, *, few: bool = False) -> None:
    """The x axis: days or months, named as "Oct 2024", never rotated; `few`: the middles of years only. Where one name
    a year finds no room, years as "2014"."""
    ax.set_xlim(*day_limits(start, end))
    days = (end - start).days
    room = ax.get_position().width * ax.figure.get_figwidth() / LABEL
    if (years := days / 365) > max(room, 3):
        step = next((n for n in (1, 2, 5, 10) if years / n <= 1.6 * room), 20)
        locator, form = mdates.YearLocator(step), "%Y"
    elif few:
        locator, form = mdates.MonthLocator(bymonth=7), "%b %Y"
    elif days > 45:
        every = next((n for n in (1, 2, 3, 4, 6) if days / 30 / n <= room), 12)
        locator, form = mdates.MonthLocator(bymonth=range(1, 13, every)), "%b %Y"
    else:
        locator, form = mdates.DayLocator(interval=max(1, round(days / room * 1.3))), "%-d %b %Y"
    ax.xaxis.set_major_locator(locator)
    ax.xaxis.set_major_formatter(mdates.DateFormatter(form))
