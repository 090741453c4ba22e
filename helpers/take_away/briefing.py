"""The briefing: one printed page with the main figure, what was found, the limits and how to cite."""

from __future__ import annotations

import io
from itertools import combinations
from typing import NamedTuple

import matplotlib as mpl
from matplotlib.figure import Figure

from helpers import findings, gallery
from helpers.charts.canvas import EDGE, Canvas, TooSmall, balanced, wrap
from helpers.charts.style import any_sign, palette, sheet
from helpers.dataset import Claims
from helpers.take_away.page import placed, unlinked
from helpers.take_away.pdf import with_language
from helpers.take_away.words import about, citation, limits

WIDE, TALL = 8.27, 11.69  # A4, in inches
MARGIN, GUTTER, BETWEEN = 0.5, 0.3, 0.12
MOST = 7.0  # of the figure
ALONE = "The study's main groups alone; the book's first figure shows all groups."
TEXT, LEADING = 9.0, 0.88
INDENT = 0.11
HEADING = 0.3
LINE = 1.424 * LEADING * TEXT / 72  # the font's lines are 1.424 of its size
INNER = WIDE - 2 * MARGIN


class TooLong(ValueError):
    """The words of the briefing leave no room for its figure."""


class Column(NamedTuple):
    """One column of text: paragraphs that are broken to its width already."""

    left: float
    paragraphs: list[str]

    @property
    def height(self) -> float:
        lines = sum(text.count("\n") + 1 for text in self.paragraphs)
        return lines * LINE + max(0, len(self.paragraphs) - 1) * 0.4 * LINE


class Briefing(NamedTuple):
    """The page as drawn, and as PDF."""

    figure: Figure
    pdf: bytes


def briefing(claims: Claims) -> Briefing:
    """The page; TooLong when its words leave no room. The same claims give the same bytes."""
    with sheet("light"), any_sign(), mpl.rc_context({"pdf.fonttype": 42}):
        figure = _page(claims)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="pdf", metadata=_metadata(claims))
    return Briefing(figure, with_language(buffer.getvalue(), "en"))


def _metadata(claims: Claims) -> dict:
    study = claims.study
    names = {"Title": f"{study.title} A briefing", "Author": f"The authors of {study.title}", "Subject": about(claims)}
    return names | {"Creator": None, "Producer": None, "CreationDate": None}


def _page(claims: Claims) -> Figure:
    found = _columns([finding.sentence for finding in findings.find_all(claims, brief=True)])
    notes = _notes(claims)
    lead = wrap(about(claims), INNER, size=10.5)
    below = sum(HEADING + max(column.height for column in columns) for columns in (found, notes)) + 2 * BETWEEN
    top = MARGIN + 0.5 + _tall(lead, 10.5)
    figure, end = _figure(claims, top, TALL - MARGIN - below)
    _write(figure, MARGIN, MARGIN - 0.08, claims.study.title, size=21, weight="semibold")
    _write(figure, MARGIN, MARGIN + 0.38, lead, size=10.5, color=palette().muted)
    end = _block(figure, end + BETWEEN, ["What was found"], found)
    _block(figure, end + BETWEEN, ["Its limits", "Look for yourself", "Cite it"], notes)
    return figure


def _figure(claims: Claims, top: float, bottom: float) -> tuple[Figure, float]:
    """The page with title and main figure between `top` and `bottom`, and where they end: of all groups, or, where
    these have no room, of the strong ones."""
    strong = claims.rows["group"].map(claims.groups["strong"]).eq("yes")
    for own, note in ((claims, ""), (claims.where(strong), ALONE)):
        main = gallery.main_figure(own)
        title = balanced(main.title, INNER, size=12.5, weight="semibold")
        start, under = top + _tall(title, 12.5), LINE if note else 0.0
        tall = min(bottom - under - start, MOST)
        try:
            drawn = main.draw(Canvas("briefing", INNER + 2 * EDGE, tall, bare=True))
        except TooSmall as error:
            reason = error
            continue
        figure = unlinked(placed(drawn, (WIDE, TALL), left=MARGIN - EDGE, top=start))
        _write(figure, MARGIN, top, title, size=12.5, weight="semibold")
        _write(figure, MARGIN, start + tall - 0.04, note, size=TEXT, color=palette().muted)
        return figure, start + tall + under
    raise TooLong(f"the words of the briefing leave its figure no room; shorten them ({reason})")


def _tall(text: str, size: float) -> float:
    return (text.count("\n") + 1) * 1.424 * LEADING * size / 72


def _columns(texts: list[str]) -> list[Column]:
    """The texts in two columns, each in their order and the first text first, so that the taller one is lowest."""
    wide = (INNER - GUTTER) / 2
    broken = [wrap(text, wide - INDENT, size=TEXT) for text in texts]
    places = range(1, len(broken))
    moved = [set(right) for n in range(len(broken)) for right in combinations(places, n)] or [set()]
    splits = [
        [
            Column(MARGIN, [text for place, text in enumerate(broken) if place not in right]),
            Column(MARGIN + wide + GUTTER, [text for place, text in enumerate(broken) if place in right]),
        ]
        for right in moved
    ]
    return min(splits, key=lambda columns: max(column.height for column in columns))


def _notes(claims: Claims) -> list[Column]:
    look = ["Every claim, with its words and address: evidence/index.html of the book. Data, slides: take.html."]
    cite = [citation(claims), "Data: CC BY 4.0. Code: MIT."]
    columns, left = [], MARGIN
    for texts, share in ((limits(claims), 0.46), (look, 0.25), (cite, 0.29)):
        wide = (INNER - 2 * GUTTER) * share
        columns.append(Column(left, [wrap(text, wide - INDENT, size=TEXT) for text in texts]))
        left += wide + GUTTER
    return columns


def _block(figure: Figure, top: float, headings: list[str], columns: list[Column]) -> float:
    """A rule, the headings, the columns below them; returns the lower edge."""
    span = (MARGIN / WIDE, 1 - MARGIN / WIDE), (1 - top / TALL, 1 - top / TALL)
    figure.add_artist(mpl.lines.Line2D(*span, color=palette().line, linewidth=0.8))
    for heading, column in zip(headings, columns, strict=False):
        _write(figure, column.left, top + 0.22, heading, size=11, weight="semibold", va="baseline")
    for column in columns:
        y = top + HEADING
        for text in column.paragraphs:
            _write(figure, column.left, y, "•", size=TEXT, color=palette().muted)
            _write(figure, column.left + INDENT, y, text, size=TEXT)
            y += (text.count("\n") + 1.4) * LINE
    return top + HEADING + max(column.height for column in columns)


def _write(figure: Figure, left: float, top: float, text: str, **look) -> None:
    look = {"color": palette().ink, "va": "top", "linespacing": LEADING} | look
    figure.text(left / WIDE, 1 - top / TALL, text, ha="left", **look)
