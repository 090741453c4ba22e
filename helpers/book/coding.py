"""The pages of the coding: how disagreements were settled and which values were corrected, a page for each part."""

from __future__ import annotations

import re
from html import escape
from typing import NamedTuple

import pandas as pd

from helpers import agreement
from helpers.book.pages import BETWEEN, plain
from helpers.dataset import Claims
from helpers.evidence.readings import KINDS
from helpers.words import count

PAGES = {"claim_id": "claims", "document_id": "documents"}  # columns whose values have a page of evidence
NAMES = {"kind": "seen", "claim_id": "claim", "document_id": "document"}
INTRODUCTION = (
    "Two coders coded the same pages by the same codebook, the second without seeing the first. Where they differed, a "
    "third reader went back to the page; each decision names the rule that led to it. Values that were changed after "
    "their first release keep their old form and the reason here. What was decided about a claim is also on its own "
    "page. In the log, “seen” says what the disagreement was: {}."
)


class Part(NamedTuple):
    """A part of the log with a page of its own: the page's name, its heading, what it holds."""

    name: str
    title: str
    rows: pd.DataFrame


def coding(claims: Claims) -> dict[str, str]:
    """The pages as Markdown by the names of their files: an overview, and each part."""
    parts = [*_rounds(agreement.adjudication(claims)), _corrections(claims)]
    known = {name: set(claims.rows[name]) for name in PAGES}
    pages = {f"coding/{part.name}.md": _page(part, known) for part in parts}
    return {"coding.md": _overview(parts)} | pages


def _rounds(log: pd.DataFrame) -> list[Part]:
    """The disagreements by the round in which they were settled; what no round names, by its kind."""
    named = log["round"].ne("")
    titles = ("Disagreements of round " + log["round"]).where(named, log["kind"].replace(KINDS))
    names = ("round-" + log["round"]).where(named, log["kind"])
    last = [name for name in log if name not in ("round", "kind")] + ["kind"]
    titles = titles.map(_words)
    rows = log.assign(kind=log["kind"].str.replace("_", " "))[last]
    return [
        Part(_slug(name), title[:1].upper() + title[1:], own)
        for (name, title), own in sorted(
            rows.groupby([names, titles]), key=lambda part: ("round-" not in part[0][0], part[0])
        )
    ]


def _corrections(claims: Claims) -> Part:
    return Part("corrections", "Corrections", claims.tables["corrections"])


def _words(value) -> str:
    """On one line: a blank one would end the table for Markdown."""
    return " ".join(str(value).split())


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") or "other"


def _overview(parts: list[Part]) -> str:
    listed = "\n".join(
        f'<li><a href="coding/{part.name}.html">{escape(part.title)}</a> '
        f"({count(len(part.rows), 'row')}{_decided(part)})</li>"
        for part in parts
    )
    kinds = "; ".join(f"{name.replace('_', ' ')}, {words}" for name, words in KINDS.items())
    return (
        f"# How the coding was settled\n\n{INTRODUCTION.format(kinds)}\n\n<ul>\n{listed}\n</ul>\n\n"
        f"The same as files: [take it away](take.md).\n"
    )


def _decided(part: Part) -> str:
    if "decision" not in part.rows:
        return ""
    found = part.rows["decision"].value_counts(sort=False).sort_index()
    return ": " + ", ".join(f"{escape(_words(name))} {number:,}" for name, number in found.items())


def _page(part: Part, known: dict[str, set]) -> str:
    """What is the same in every row is said once, above the table."""
    same = [name for name in part.rows if len(part.rows) > 1 and part.rows[name].nunique() == 1]
    values = {name: _words(part.rows[name].iloc[0]) for name in same}
    said = [
        f"{_label(name)}: {escape(value)}"
        for name, value in values.items()
        if value.lower() not in ("", part.title.lower())
    ]
    shared = f"<p>In every row: {'; '.join(said)}.</p>\n\n" if said else ""
    rows = part.rows.drop(columns=same)
    return (
        f"---\norphan: true\n---\n\n# {plain(part.title)}\n\n{count(len(rows), 'row')}; the others and what this is: "
        f"[how the coding was settled](../coding.md).\n\n{shared}{_table(rows, part.title, known)}\n"
    )


def _label(name: str) -> str:
    return escape(NAMES.get(name, name).replace("_", " "))


def _table(rows: pd.DataFrame, name: str, known: dict[str, set]) -> str:
    head = "".join(f'<th scope="col">{_label(column)}</th>' for column in rows)
    columns = [_cells(rows[column], known) for column in rows]
    body = "".join(f"<tr>{BETWEEN.join(cells)}</tr>" for cells in zip(*columns, strict=True))
    return (
        f'<div class="rows" tabindex="0" role="region" aria-label="{escape(name)}"><table class="claims-browser">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cells(column: pd.Series, known: dict[str, set]) -> list[str]:
    """The cells of one column; ids lead to their pages where they have one."""
    folder, paged = PAGES.get(column.name), known.get(column.name, set())
    link = f'<td><a href="../evidence/{folder}/{{0}}.html">{{0}}</a></td>'
    texts = map(_words, column)
    return [link.format(escape(text)) if text in paged else f"<td>{escape(text)}</td>" for text in texts]
