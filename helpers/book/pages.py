"""The pages around the notebooks: home, and the settings of Sphinx."""

from __future__ import annotations

from html import escape
from pathlib import Path

import nbformat
import pandas as pd

from helpers import agreement, findings, gallery
from helpers.audit import STYLE
from helpers.book.inline import figure_html
from helpers.dataset import Claims
from helpers.words import count


def home(claims: Claims, notebooks: list[Path]) -> tuple[str, set[str]]:
    """The home page as Markdown, and the colours of its figure."""
    study = claims.study
    main = gallery.main_figure(claims)
    figure, colours = figure_html(main.svg, main.alt, main.id, main.title)
    found = "\n".join(f"- {finding.sentence}" for finding in findings.find_all(claims, brief=True))
    lines = "\n".join(
        f"- [{title}](notebooks/{path.name}): {question}"
        for path, (title, question) in ((path, opening(path)) for path in notebooks)
    )
    tree = "\n".join(f"notebooks/{path.stem}" for path in notebooks)
    documents = claims.tables["documents"]
    full = int(documents["access"].eq("full_text").sum())
    text = f"""# {study.title}

**Who said what about {study.subject}, when, how firmly, and how far apart.** One row per claim: one answer, by one
source, to one question, as reported in one document, with its words and its address.

<div class="main-figure">{figure}</div>

## What was found

{found}

## The notebooks

{lines}

## Whom it is for

**Analysts** read the notebooks: every figure names the claims behind it and leads to the words in the article.
**Teachers** use them in class. **Reviewers** re-run the cells: the same data give the same figures.

## How sure is it

It is a record of what was said and found, not of what happened; it does not say who is right. {count(full, "document")}
of {len(documents):,} were read in full, the others as excerpts. Figures in vague words are drawn hatched, by a named
convention. What only follows from another answer is marked as implied and can be switched off. {_twice(claims)}

## Take the data, cite it

All tables are plain CSV: {_files("claims", "documents", "sources", "questions")}; the
[codebook](codebook.md) describes every column. Cite as: *{study.title} Claims about
{study.subject}*, data version {study.version}. Data: CC BY 4.0; code: MIT.

```{{toctree}}
:hidden:
{tree}
codebook
coding
```
"""
    return text, colours


def _twice(claims: Claims) -> str:
    """How many documents two coders coded, in one sentence; nothing where none was."""
    seen = agreement.unit_agreement(claims)
    if not seen["documents"]:
        return ""
    return (
        f"Two coders read {count(seen['documents'], 'document')} independently; every disagreement and its decision is "
        "in [the log](coding.md)."
    )


def coding(claims: Claims) -> str:
    """The page of the coding: every disagreement with its decision and rule, and every corrected value."""
    log, changes = agreement.adjudication(claims), claims.tables["corrections"]
    parts = [
        "# How the coding was settled",
        "Two coders coded the same pages by the same codebook, the second without seeing the first. Where they "
        "differed, a third reader went back to the page; each decision names the rule that led to it. Values "
        "that were changed after their first release keep their old form and the reason here.",
        f"## Disagreements ({len(log):,})",
        _table(log, "Disagreements"),
        f"## Corrections ({len(changes):,})",
        _table(changes, "Corrections"),
    ]
    return "\n\n".join(parts) + "\n"


def _table(rows: pd.DataFrame, name: str) -> str:
    """A table that scrolls and can be searched; its text is only text."""
    head = "".join(f'<th scope="col">{column.replace("_", " ")}</th>' for column in rows)
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
        for row in rows.itertuples(index=False, name=None)
    )
    return (
        f'<div style="{STYLE}" tabindex="0" role="region" aria-label="{name}"><table class="claims-browser">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _files(*names: str) -> str:
    """Links to files that lie beside the pages, out of Sphinx's sight."""
    return ", ".join(f'<a href="data/{name}.csv" download>{name}</a>' for name in names)


def opening(path: Path) -> tuple[str, str]:
    """Title and question of a notebook, from its first cell."""
    lines = [line for line in nbformat.read(path, as_version=4).cells[0].source.splitlines() if line.strip()]
    return lines[0].lstrip("# "), lines[1].strip("*")


def conf(claims: Claims) -> str:
    """Sphinx's settings: nothing is fetched, nothing is run, no time of the build is shown."""
    options = {
        "show_navbar_depth": 1,
        "use_download_button": True,
        "use_fullscreen_button": False,
        "use_repository_button": False,
        "home_page_in_toc": True,
        "navbar_persistent": [],
        "show_prev_next": True,
        "pygments_light_style": "a11y-high-contrast-light",
        "pygments_dark_style": "a11y-high-contrast-dark",
    }
    return f"""project = {claims.study.title!r}
author = ""
copyright = ""
html_show_copyright = False
html_show_sphinx = False
html_title = {claims.study.title!r}
extensions = ["myst_nb"]
nb_execution_mode = "off"
nb_ipywidgets_js = {{}}
nb_render_markdown_format = "myst"
nb_mime_priority_overrides = [("html", "text/html", 0)]
myst_enable_extensions = ["html_image"]
html_theme = "sphinx_book_theme"
html_theme_options = {options!r}
html_static_path = ["_static"]
html_css_files = ["book.css", "figures.css"]
html_js_files = ["browse.js"]
html_extra_path = ["extra"]
html_copy_source = False
html_show_sourcelink = False
"""
