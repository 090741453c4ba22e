"""What the page of one claim shows."""

from __future__ import annotations

from pathlib import PurePosixPath
from types import SimpleNamespace as Record

from helpers.evidence.index import Index, grouped

COMPARED = {
    "said": "answer",
    "claimed_day": "day",
    "as_of_day": "about when",
    "place": "place",
    "naming": "how named",
}
AROUND = 3  # earlier and later answers listed; the source's page has them all


def claim_pages(index: Index) -> list[tuple[str, dict]]:
    """Name and content of each claim's page."""
    around, uses = _neighbours(index), _uses(index)
    turns = {name: grouped(rows, "question_id") for name, rows in index.by_source.items()}
    return [
        (claim.claim_id, _content(index, claim, around[claim.claim_id], turns, uses.get(claim.claim_id, [])))
        for claim in index.claims
    ]


def _content(index: Index, claim: Record, around: tuple, turns: dict, uses: list[Record]) -> dict:
    reports, silent = other_reports(index, claim)
    earlier, later = answers_around(turns[claim.source_id][claim.question_id], claim)
    return {
        "claim": claim,
        "source": index.sources[claim.source_id],
        "question": index.questions[claim.question_id],
        "document": index.documents[claim.document_id],
        "chain": chain_in_words(index, claim.via),
        "previous": around[0],
        "next": around[1],
        "reports": reports,
        "silent": silent,
        "earlier": earlier,
        "later": later,
        "implied": index.implied.get(claim.claim_id, []),
        "reading": index.readings.about(claim),
        "decisions": index.readings.decisions.get(claim.claim_id, []),
        "corrections": index.corrections.get(claim.claim_id, []),
        "uses": uses,
    }


def _uses(index: Index) -> dict[str, list[Record]]:
    """For each claim the figures that use it, in the order of the book, each with the numbers of the claim's marks."""
    figures = {id(used): used for uses in index.used.values() for used in uses}
    pages = {key: page_name(used.href) for key, used in figures.items()}
    marks: dict[int, dict[str, list[int]]] = {}
    for key, used in figures.items():
        own = marks.setdefault(key, {})
        for number, mark in enumerate(used.marks):
            for claim in dict.fromkeys(mark):
                own.setdefault(claim, []).append(number)
    return {
        claim: [Record(used=used, page=pages[id(used)], marks=marks[id(used)][claim]) for used in uses]
        for claim, uses in index.used.items()
    }


def page_name(href: str) -> str:
    """The page of an address inside the book, without folder and ending."""
    return PurePosixPath(href.partition("#")[0]).stem


def other_reports(index: Index, claim: Record) -> tuple[list[Record], list[Record]]:
    """The statement's other answers to this question, each with what differs; and the other documents that report
    the statement without answering it."""
    own = [row for row in index.statements[claim.statement_id] if row.claim_id != claim.claim_id]
    same = [row for row in own if row.question_id == claim.question_id]
    heard = {row.document_id for row in same} | {claim.document_id}
    silent = {row.document_id: row for row in own if row.document_id not in heard}
    reports = [Record(claim=row, differs=differences([claim, row])) for row in same]
    return reports, sorted(silent.values(), key=lambda row: (row.published, row.document_id))


def differences(rows: list[Record]) -> list[str]:
    """In what several reports of one statement differ; a blank beside one value is no contradiction, and said so."""
    found = []
    for field, word in COMPARED.items():
        values = {getattr(row, field) for row in rows}
        if len(values - {""}) > 1:
            found.append(word)
        elif len(values) > 1:
            found.append(f"{word} (not in {'both' if len(rows) == 2 else 'all'})")
    return found


def answers_around(rows: list[Record], claim: Record) -> tuple[list[Record], list[Record]]:
    """The source's answers to the question just before and after: one claim of each other statement."""
    others = [row for row in rows if row.statement_id != claim.statement_id]
    firsts = list({(row.statement_id, row.said): row for row in reversed(others)}.values())[::-1]
    place = (claim.said_on, claim.claim_id)
    earlier = [row for row in firsts if (row.said_on, row.claim_id) < place]
    return earlier[-AROUND:], [row for row in firsts if (row.said_on, row.claim_id) > place][:AROUND]


def chain_in_words(index: Index, via: str) -> list[list[Record]]:
    """The carriers of each step from the source outwards, with the names that readers know."""
    steps = [step.split("+") for step in via.split(">") if step]
    unknown = {name: Record(source_id="", label=name) for step in steps for name in step}
    return [[index.sources.get(name, unknown[name]) for name in step] for step in steps]


def _neighbours(index: Index) -> dict[str, tuple[str, str]]:
    """The claims just before and after each, of the same question."""
    found = {}
    for rows in index.by_question.values():
        ids = ["", *(row.claim_id for row in rows), ""]
        found |= {name: (ids[place], ids[place + 2]) for place, name in enumerate(ids[1:-1])}
    return found
