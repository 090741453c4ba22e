"""The claims browser's data: scripts of plain values, that a page opened from a disk can load too."""

from __future__ import annotations

import json
from collections.abc import Iterable
from types import SimpleNamespace as Record

from helpers.columns import ANSWERS, QUALIFIERS
from helpers.evidence.index import Index
from helpers.evidence.used import Section, Used
from helpers.positions import WORDS

FIGURES = {
    "exact": "a bare number",
    "about": "about",
    "at_least": "at least",
    "up_to": "up to",
    "between": "a range",
    "vague": "in vague words",
}
assert set(FIGURES) == set(QUALIFIERS)
ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def script(target: str, value) -> str:
    """JavaScript that assigns plain data to a global; no text in it can end the script or a line."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{target}={text.translate(ESCAPES)};\n"


class Codes(dict):
    """A number for every value, in the order in which they come: a dictionary encoding."""

    def __missing__(self, value):
        self[value] = len(self)
        return self[value]


def claims_script(index: Index, exhibits: dict[str, list[Used]]) -> str:
    """All claims by column. Repeated values are numbers that point into lists."""
    sources, questions, documents, answers, kinds, notes, days, asked = (Codes() for _ in range(8))
    columns: dict[str, list] = {name: [] for name in ("day", "s", "q", "d", "a", "k", "t", "asked")}
    for row in index.claims:
        values = (days[row.day], sources[row.source_id], questions[row.question_id], documents[row.document_id])
        values += (answers[row.said], kinds[answer_kind(row)], notes[row.note], asked[row.question])
        for column, value in zip(columns.values(), values, strict=True):
            column.append(value)
    outlets = Codes()
    data = {
        "columns": columns,
        "ids": [row.claim_id for row in index.claims],
        "words": [row.wording for row in index.claims],
        "gloss": {str(place): row.wording_en for place, row in enumerate(index.claims) if row.wording_en},
        "days": list(days),
        "by": [place for place, row in enumerate(index.claims) if row.said_day.startswith("by ")],
        "sources": [_source(index, name) for name in sources],
        "questions": [[name, index.questions[name].text] for name in questions],
        "asked": list(asked),
        "documents": [_document(index, name, outlets) for name in documents],
        "answers": list(answers),
        "kinds": list(kinds),
        "notes": list(notes),
        "groups": index.groups,
        "exhibits": sorted(exhibits),
    }
    data["outlets"] = [[name, index.sources[name].label] for name in outlets]
    return script("window.EVIDENCE", data)


def _source(index: Index, name: str) -> list:
    source = index.sources[name]
    return [name, source.label, source.name, index.groups.index(source.group)]


def _document(index: Index, name: str, outlets: Codes) -> list:
    document = index.documents[name]
    return [name, outlets[document.outlet], document.language]


def answer_kind(row: Record) -> str:
    """What the filter of answers goes by: the answer on the scale, or how a figure was put."""
    return row.answer or row.qualifier


def exhibit_scripts(index: Index, exhibits: dict[str, list[Used]]) -> dict[str, str]:
    """For each figure the places of its claims in the table, mark by mark."""
    place = {row.claim_id: number for number, row in enumerate(index.claims)}
    scripts = {}
    for name, uses in sorted(exhibits.items()):
        marks = uses[0].marks + uses[0].sums
        value = {
            "title": uses[0].title,
            "hrefs": [used.href for used in uses],
            "marks": [sorted({place[claim] for claim in mark if claim in place}) for mark in marks],
        }
        scripts[name] = script(f"(window.EXHIBITS||={{}})[{json.dumps(name)}]", value)
    return scripts


def sections_script(sections: Iterable[Section]) -> str:
    """The parts of the notebooks, for the search."""
    return script("window.SECTIONS", [[part.notebook, part.heading, part.text, part.href] for part in sections])


def options(index: Index) -> dict[str, list]:
    """The choices of each filter: only what the claims hold."""
    rows = index.claims
    held = {name: {getattr(row, name) for row in rows} for name in ("source_id", "question_id", "group", "outlet")}
    kinds = {answer_kind(row) for row in rows}
    named = sorted((index.sources[name] for name in held["source_id"]), key=_by_label)
    return {
        "groups": [group for group in index.groups if group in held["group"]],
        "sources": [(group, own) for group in index.groups if (own := [row for row in named if row.group == group])],
        "questions": [question for name, question in index.questions.items() if name in held["question_id"]],
        "months": sorted({row.day[:7] for row in rows}),
        "answers": [(name, WORDS[name]) for name in reversed(WORDS) if name in kinds & set(ANSWERS)],
        "figures": [(name, word) for name, word in FIGURES.items() if name in kinds],
        "outlets": sorted((index.sources[name] for name in held["outlet"]), key=_by_label),
    }


def _by_label(source: Record) -> tuple[str, str]:
    return source.label.lower(), source.source_id
