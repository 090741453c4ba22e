"""The book as slides for class: one page, one slide per notebook's opening and per figure."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from helpers.book.exhibits import Shown
from helpers.dataset import Claims
from helpers.take_away.words import about, citation, limits
from helpers.templates import environment

HERE = Path(__file__).parent
CURVES = "specification-"  # of these only the first has a slide: the others show the same of another finding


class Opening(NamedTuple):
    """A notebook as the deck opens it."""

    stem: str
    title: str
    question: str


class Part(NamedTuple):
    """One notebook of the deck with the figures that no earlier one showed."""

    opening: Opening
    figures: list[Shown]


def slides(claims: Claims, openings: list[Opening], figures: list[Shown]) -> str:
    """The page; it stands at the root of the book, beside `figures/` and `slides/`."""
    jinja = environment(HERE / "templates")
    return jinja.get_template("slides.html").render(
        study=claims.study,
        about=about(claims),
        limits=limits(claims),
        citation=citation(claims),
        parts=parts(openings, figures),
    )


def parts(openings: list[Opening], figures: list[Shown]) -> list[Part]:
    """Notebook by notebook, each figure where it is first shown."""
    seen, made, curves = set(), [], 0
    for opening in openings:
        own = []
        for figure in figures:
            if figure.notebook != opening.stem or figure.id in seen:
                continue
            seen.add(figure.id)
            curves += figure.id.startswith(CURVES)
            if not figure.id.startswith(CURVES) or curves == 1:
                own.append(figure)
        made.append(Part(opening, own))
    return made
