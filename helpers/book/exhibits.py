"""The figures of executed notebooks: where they stand, the claims behind each mark, and their files in the book."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import nbformat

from helpers.book.inline import figure_html, inline, ratio, scripts
from helpers.dataset import Claims
from helpers.evidence import Used
from helpers.marked import by_id

SVG = "image/svg+xml"


@dataclass(frozen=True)
class Shown:
    """One figure in one notebook: the metadata of its output (exhibit, title, alt, table) and its place."""

    about: dict
    notebook: str
    svg: str

    @property
    def id(self) -> str:
        return self.about["exhibit"]

    @property
    def href(self) -> str:
        return f"notebooks/{self.notebook}.html#{self.id}"

    @cached_property
    def marks(self) -> tuple[tuple[str, ...], ...]:
        table = self.about["table"]
        column = table["columns"].index("claim_ids")
        claims = [row[column] or "" for row in table["data"]] + self.about.get("sums", [])
        return tuple(tuple(ids.split()) for ids in claims)

    @property
    def used(self) -> Used:
        own = len(self.about["table"]["data"])
        return Used(self.id, self.about["title"], self.href, self.marks[:own], self.marks[own:])


def shown(path: Path) -> Iterator[tuple[nbformat.NotebookNode, Shown]]:
    """Each output of a notebook that holds a figure, with what it says of itself."""
    for cell in nbformat.read(path, as_version=4).cells:
        for output in cell.get("outputs", []):
            if SVG in output.get("data", {}):
                yield output, Shown(dict(output.metadata[SVG]), path.stem, output.data[SVG])


def targets(claims: Claims, figure: Shown, root: str) -> Callable[[int], str]:
    """Where each mark leads: its claim, its statement, or the claims browser with just the claims of that mark."""
    known, marks = by_id(claims), figure.marks

    def target(number: int) -> str:
        alone = landing([known[claim] for claim in marks[number]])
        return root + (alone or f"evidence/index.html#exhibit={figure.id}&mark={number}")

    return target


def landing(own: list[dict]) -> str:
    """The page that says all about some claims: of the one claim, or of their one statement; "" when there is none."""
    if len(own) == 1:
        return f"evidence/claims/{own[0]['claim_id']}.html"
    said = {claim["statement_id"] for claim in own}
    return f"evidence/statements/{said.pop()}.html" if len(said) == 1 else ""


def drawing(claims: Claims, figure: Shown, svg: str, root: str) -> tuple[str, set[str]]:
    return inline(svg, figure.about["alt"], targets(claims, figure, root))


def narrow(figure: Shown, kept: Path) -> str:
    """The drawing for narrow screens, as the notebook kept it."""
    return (kept / f"{figure.id}-narrow.svg").read_text(encoding="utf-8")


def placed(claims: Claims, figure: Shown, kept: Path, root: str) -> tuple[str, set[str]]:
    """The figure as HTML for a page that is `root` away from the book's root, and its colours."""
    inner, colours = drawing(claims, figure, figure.svg, root)
    return figure_html(figure.about, inner, ratio(figure.svg), ratio(narrow(figure, kept)), root), colours


def write_files(claims: Claims, figures: dict[str, Shown], kept: Path, target: Path) -> set[str]:
    """The files of every figure: what the notebooks kept, and as scripts its drawings for narrow screens and for the
    gallery, and what both share: where its marks lead, in what words. Returns the colours used."""
    target.mkdir(parents=True)
    colours: set[str] = set()
    for name, figure in figures.items():
        for end in (".svg", "-narrow.svg", ".png", "-slide.png", ".csv"):
            (target / f"{name}{end}").write_bytes((kept / f"{name}{end}").read_bytes())
        svgs = figure.svg, narrow(figure, kept)
        (wide, used), (slim, more) = (drawing(claims, figure, svg, "{root}") for svg in svgs)
        colours |= used | more
        for end, text in scripts(name, wide, slim).items():
            (target / f"{name}-{end}.js").write_text(text, encoding="utf-8")
    return colours
