"""A deck for one lesson, in one file: a slide for each step and each figure, the teacher's notes below."""

from __future__ import annotations

import re
from base64 import b64encode
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import mistune
from markupsafe import Markup
from nbformat import NotebookNode

from helpers import evidence
from helpers.book.finish import with_policy
from helpers.charts.style import LETTERS
from helpers.classroom.copies import tags
from helpers.classroom.plan import Plan, Step
from helpers.dataset import Claims
from helpers.take_away.slides import HERE as SHARED
from helpers.templates import environment

TEMPLATES = Path(__file__).parent / "templates"
THEME = Path(evidence.__file__).parent / "static" / "theme.js"
PLAIN = "/:;=()'"  # signs that a data address and a list of sources take as they are
SVG, PNG = "image/svg+xml", "image/png"


class Picture(NamedTuple):
    """A figure as data addresses, also as drawn for narrow screens where it is, and its words."""

    wide: str
    narrow: str
    alt: str


class Slide(NamedTuple):
    """One slide: words as HTML, or a picture as a data address with its words; notes as HTML."""

    title: str
    small: str
    notes: str
    body: str = ""
    figure: Picture | None = None


def deck(claims: Claims, plan: Plan, kept: Path | None = None) -> str:
    """The page; `plan`: of the executed teacher's notebook; `kept`: where that run kept figures."""
    page = environment(TEMPLATES).get_template("deck.html")
    ready = {"css": Markup(_sheet()), "script": Markup(_script())}
    return with_policy(page.render(study=claims.study, plan=plan, slides=slides(plan, kept), markdown=_html, **ready))


def slides(plan: Plan, kept: Path | None = None) -> list[Slide]:
    """Step by step: its words, then its figures."""
    made = []
    for step in plan.steps:
        said = _html("\n\n".join(step.notes("say", "watch", "discuss", "assess")))
        small = f"Step {step.number} of {plan.steps[-1].number} · {step.minutes} minutes"
        made.append(Slide(step.title, small, said, _html(step.text)))
        made += [Slide(step.title, small, _html(figure.alt), "", figure) for figure in _figures(step, kept)]
    return made


def _figures(step: Step, kept: Path | None) -> list[Picture]:
    """The figures of the cells that are tagged for slides."""
    shown = [cell for cell in step.cells if cell.cell_type == "code" and "slide" in tags(cell)]
    return [figure for cell in shown for output in cell.outputs for figure in _figure(output, kept)]


def _figure(output: NotebookNode, kept: Path | None) -> list[Picture]:
    data, about = output.get("data", {}), output.get("metadata", {})
    if SVG in data:
        name, alt = about[SVG]["exhibit"], about[SVG]["alt"]
        if kept is None or not (kept / f"{name}-slide.png").exists():
            return [Picture(_address(SVG, data[SVG].encode()), "", alt)]
        wide = _address(PNG, (kept / f"{name}-slide.png").read_bytes())
        drawn = (kept / f"{name}-narrow.svg").read_text(encoding="utf-8")
        return [Picture(wide, f"data:{SVG},{quote(drawn, safe=PLAIN)}", alt)]
    if PNG in data:
        return [Picture(f"data:{PNG};base64,{''.join(data[PNG].split())}", "", about[PNG]["alt"])]
    return []


def _address(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{b64encode(content).decode('ascii')}"


def _html(text: str) -> Markup:
    """Markdown of a lesson as HTML; headings become plain paragraphs, raw HTML stays text."""
    return Markup(mistune.create_markdown(escape=True, plugins=["table"])(re.sub(r"^#+ ", "", text, flags=re.M)))


def _sheet() -> str:
    """The sheet of the suite's slides with its fonts inside, and what the words of a lesson need."""
    css = (SHARED / "static" / "slides.css").read_text(encoding="utf-8")
    for path in LETTERS:
        css = css.replace(f"../_static/{path.name}", _address("font/woff", path.read_bytes()))
    return css + (TEMPLATES / "deck.css").read_text(encoding="utf-8")


def _script() -> str:
    return "".join(path.read_text(encoding="utf-8") for path in (THEME, SHARED / "static" / "slides.js"))
