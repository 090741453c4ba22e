"""The handout: one printed page with the parts of a claim, the marks of the charts, and what to ask of a number."""

from __future__ import annotations

import io
from typing import NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure

from helpers.charts.canvas import wrap
from helpers.charts.style import palette, sheet
from helpers.classroom.plan import Plan
from helpers.dataset import Claims
from helpers.take_away.pdf import with_language
from helpers.take_away.words import about

WIDE, TALL = 8.27, 11.69  # A4, in inches
MARGIN = 0.6
INNER = WIDE - 2 * MARGIN
TEXT, HEAD = 11.0, 13.5
LINE = 1.42 * TEXT / 72
SENTENCE = "“About 4,000 people took part, the organisers said on Sunday, the Coast Press Agency reports.”"
PARTS = [
    ("Originator", "Who says that it is so?", "the organisers"),
    ("Carrier", "Who passed it on?", "the Coast Press Agency"),
    ("Date", "On which day was it said?", "Sunday"),
    ("Hedge", "Which word makes it less sure?", "about"),
    ("Bound", "One number, or an open side?", "one number"),
    ("Question", "What exactly was counted?", "people who took part"),
]
MARKS = [
    ("o", "one number: “4,000”, “about 4,000”"),
    ("^", "at least: the number can be higher"),
    ("v", "up to: the number can be lower"),
    ("bar", "a range: “2,000 to 3,000”"),
    ("hollow", "a forecast, about a later day"),
]
ASK = [
    "Do the figures answer the same question, about the same place and day?",
    "Is a bound drawn as if it were a number?",
    "Are all figures there, or only some of them?",
    "Does one organisation stand under two names?",
    "Where does the axis begin, and what kind of scale is it?",
    "How many documents, how many statements, how many originators?",
    "Did they know then what we know now?",
]


class Handout(NamedTuple):
    """The page as drawn, and as PDF."""

    figure: Figure
    pdf: bytes


def handout(claims: Claims, plans: list[Plan]) -> Handout:
    """The page; the same lessons give the same bytes."""
    with sheet("light"), mpl.rc_context({"pdf.fonttype": 42}):
        figure = _page(claims, plans)
        buffer = io.BytesIO()
        names = {"Title": f"{claims.study.title} A handout for class", "Subject": about(claims)}
        names |= {"Creator": None, "Producer": None, "CreationDate": None}
        figure.savefig(buffer, format="pdf", metadata=names)
    return Handout(figure, with_language(buffer.getvalue(), "en"))


def _page(claims: Claims, plans: list[Plan]) -> Figure:
    """From top to bottom."""
    figure = Figure(figsize=(WIDE, TALL))
    y = MARGIN
    _write(figure, MARGIN, y, claims.study.title, size=22, weight="semibold")
    y = _text(figure, MARGIN, y + 0.46, "How to read a number in the news, and a chart of such numbers.", INNER)
    y = _heading(figure, y, "The parts of a claim")
    y = _text(figure, MARGIN, y, f"{SENTENCE} (An invented sentence.)", INNER) + 0.06
    for part, question, here in PARTS:
        _write(figure, MARGIN, y, part, weight="semibold")
        _write(figure, MARGIN + 1.2, y, question)
        _write(figure, MARGIN + 3.8, y, here, color=palette().muted)
        y += LINE
    y = _heading(figure, y, "The marks of the charts")
    for mark, words in MARKS:
        _mark(figure, MARGIN + 0.15, y + 0.085, mark)
        _write(figure, MARGIN + 0.5, y, words)
        y += LINE
    y = _heading(figure, y, "What to ask of a chart")
    for text in ASK:
        y = _box(figure, y, text)
    y = _heading(figure, y, "The lessons")
    for plan in plans:
        y = _text(figure, MARGIN, y, f"{plan.number}. {plan.question}", INNER)
    y = _heading(figure, y, "A number that I found")
    for label in ("Where I read it, and on which day", "Originator and carrier", "Hedge and bound", "What is missing"):
        y = _line(figure, y + 0.12, label)
    return figure


def _write(figure: Figure, left: float, top: float, text: str, **look) -> None:
    look = {"size": TEXT, "color": palette().ink, "va": "top", "linespacing": 1.0} | look
    figure.text(left / WIDE, 1 - top / TALL, text, ha="left", **look)


def _text(figure: Figure, left: float, top: float, text: str, width: float) -> float:
    lines = wrap(text, width, size=TEXT)
    _write(figure, left, top, lines)
    return top + (lines.count("\n") + 1) * LINE


def _heading(figure: Figure, top: float, text: str) -> float:
    span = (MARGIN / WIDE, 1 - MARGIN / WIDE), (1 - (top + 0.14) / TALL,) * 2
    figure.add_artist(mpl.lines.Line2D(*span, color=palette().line, linewidth=0.8))
    _write(figure, MARGIN, top + 0.2, text, size=HEAD, weight="semibold")
    return top + 0.52


def _box(figure: Figure, top: float, text: str) -> float:
    """A line with a box to tick."""
    corner = (MARGIN + 0.02) / WIDE, 1 - (top + 0.155) / TALL
    box = mpl.patches.Rectangle(corner, 0.13 / WIDE, 0.13 / TALL, fill=False, edgecolor=palette().ink, linewidth=0.8)
    figure.add_artist(box)
    return _text(figure, MARGIN + 0.3, top, text, INNER - 0.3)


def _line(figure: Figure, top: float, label: str) -> float:
    """A label and a dotted line to write on."""
    _write(figure, MARGIN, top, label, color=palette().muted)
    span = ((MARGIN + 2.6) / WIDE, 1 - MARGIN / WIDE), (1 - (top + 0.17) / TALL,) * 2
    figure.add_artist(mpl.lines.Line2D(*span, color=palette().muted, linewidth=0.8, linestyle=(0, (1, 3))))
    return top + LINE + 0.06


def _mark(figure: Figure, left: float, top: float, mark: str) -> None:
    x, y, look = left / WIDE, 1 - top / TALL, {"color": palette().ink, "markersize": 7}
    if mark == "bar":
        span = ((left - 0.12) / WIDE, (left + 0.12) / WIDE)
        figure.add_artist(mpl.lines.Line2D(span, (y, y), color=palette().ink, linewidth=3))
        return
    if mark == "hollow":
        look, mark = look | {"markerfacecolor": "none"}, "o"
    figure.add_artist(mpl.lines.Line2D([x], [y], marker=mark, linestyle="", **look))
