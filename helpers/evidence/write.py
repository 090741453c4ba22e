"""Write the pages of evidence beside the book's own pages."""

from __future__ import annotations

import shutil
from pathlib import Path

from jinja2 import Environment
from markupsafe import Markup

from helpers import templates
from helpers.charts.style import dark
from helpers.dataset import Claims
from helpers.evidence import browser
from helpers.evidence.claim_page import claim_pages
from helpers.evidence.group_pages import (
    document_pages,
    question_list,
    question_pages,
    source_list,
    source_pages,
    statement_pages,
)
from helpers.evidence.index import Index, index
from helpers.evidence.records import in_words
from helpers.evidence.used import Section, Used, by_id
from helpers.words import count

HERE = Path(__file__).parent
PAGES = {
    "claims": claim_pages,
    "statements": statement_pages,
    "documents": document_pages,
    "sources": source_pages,
    "questions": question_pages,
}


def write_evidence(claims: Claims, folder: Path, exhibits: list[Used], sections: list[Section]) -> list[Path]:
    """Write `folder`/evidence anew, `folder` being the root of the built book; returns the files written."""
    figures = by_id(exhibits)
    found, target = index(claims, exhibits), folder / "evidence"
    texts = _statics(claims) | _scripts(found, figures, sections) | _pages(claims, found)
    shutil.rmtree(target, ignore_errors=True)
    for name in (*PAGES, "exhibits"):
        (target / name).mkdir(parents=True)
    for name, text in texts.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    return [target / name for name in texts]


def _scripts(found: Index, figures: dict[str, list[Used]], sections: list[Section]) -> dict[str, str]:
    scripts = {f"exhibits/{name}.js": text for name, text in browser.exhibit_scripts(found, figures).items()}
    return scripts | {
        "claims.js": browser.claims_script(found, figures),
        "sections.js": browser.sections_script(sections),
    }


def _statics(claims: Claims) -> dict[str, str]:
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted((HERE / "static").iterdir())}
    files["evidence.css"] += group_css(claims)
    return files


def group_css(claims: Claims) -> str:
    """The colour of each group beside its sources, in both themes: as in the charts."""
    rules = (
        f".g{place}::before{{background:light-dark({colour.lower()},{dark(colour[1:])})}}\n"
        for place, colour in enumerate(claims.groups["colour"])
    )
    return "".join(rules)


def _pages(claims: Claims, found: Index) -> dict[str, str]:
    jinja = environment(claims, found)
    texts = {}
    for folder, contents in PAGES.items():
        template = jinja.get_template(f"{folder[:-1]}.html")
        for name, content in contents(found):
            texts[f"{folder}/{name}.html"] = template.render(here="../", **content)
    lists = {"sources": source_list(found), "questions": question_list(found)}
    for name, listed in lists.items():
        texts[f"{name}/index.html"] = jinja.get_template(f"{name}.html").render(here="../", listed=listed)
    total = len(found.claims)
    texts["index.html"] = jinja.get_template("browser.html").render(here="", total=total, **browser.options(found))
    return texts


def environment(claims: Claims, found: Index) -> Environment:
    """The templates with what every page of evidence looks up."""
    jinja = templates.environment(HERE / "templates")
    jinja.filters |= {"count": lambda number, noun: Markup(count(number, noun)), "day": in_words}
    jinja.globals |= {"study": claims.study, "known_sources": found.sources, "known_questions": found.questions}
    jinja.globals["group_place"] = {group: place for place, group in enumerate(found.groups)}
    return jinja
