"""What the pages of statements, documents, sources and questions show."""

from __future__ import annotations

from collections import Counter
from types import SimpleNamespace as Record

from helpers.evidence.claim_page import differences
from helpers.evidence.index import Index, grouped


def statement_pages(index: Index) -> list[tuple[str, dict]]:
    """Name and content of each statement's page: all its reports, question by question."""
    return [(name, _statement(index, rows)) for name, rows in sorted(index.statements.items())]


def _statement(index: Index, rows: list[Record]) -> dict:
    parts = [
        Record(question=index.questions[name], rows=own, **vars(_agreed(own)))
        for name, own in sorted(grouped(rows, "question_id").items())
    ]
    reports = list({row.document_id: row for row in rows}.values())
    return {"first": rows[0], "source": index.sources[rows[0].source_id], "parts": parts, "reports": reports}


def _agreed(rows: list[Record]) -> Record:
    """In what the reports differ, and how many documents give each answer."""
    prints = Counter(said for said, _ in sorted({(row.said, row.document_id) for row in rows}))
    return Record(differs=differences(rows), prints=sorted(prints.items(), key=lambda item: (-item[1], item[0])))


def document_pages(index: Index) -> list[tuple[str, dict]]:
    """Name and content of each document's page: its facts, its claims, the decisions that concern no claim."""
    return [
        (
            name,
            {
                "document": document,
                "rows": index.in_document.get(name, []),
                "twice": name in index.readings.documents,
                "decisions": index.readings.loose.get(name, []),
            },
        )
        for name, document in sorted(index.documents.items())
    ]


def source_pages(index: Index) -> list[tuple[str, dict]]:
    """Name and content of each source's page: what it said to each question, printed and relayed."""
    return [
        (
            name,
            {
                "source": source,
                "parts": _by_question(index, index.by_source.get(name, [])),
                "published": index.published.get(name, []),
                "relayed": index.relayed.get(name, []),
            },
        )
        for name, source in sorted(index.sources.items())
    ]


def _by_question(index: Index, rows: list[Record]) -> list[Record]:
    """Answers by question, in the order of the table of questions."""
    own = grouped(rows, "question_id")
    return [Record(question=question, rows=own[name]) for name, question in index.questions.items() if name in own]


def question_pages(index: Index) -> list[tuple[str, dict]]:
    """Name and content of each question's page: every source's answers over time."""
    return [(name, _question(index, question)) for name, question in index.questions.items()]


def _question(index: Index, question: Record) -> dict:
    own = grouped(index.by_question.get(question.question_id, []), "source_id")
    order = {group: place for place, group in enumerate(index.groups)}
    names = sorted(own, key=lambda name: (order[index.sources[name].group], index.sources[name].label, name))
    rows = index.by_question.get(question.question_id, [])
    follow = sum(row.question_id == question.question_id for found in index.implied.values() for row in found)
    parts = [Record(source=index.sources[name], rows=own[name]) for name in names]
    return {"question": question, "parts": parts, "rows": rows, "follow": follow}


def source_list(index: Index) -> list[Record]:
    """Sources by group, with the number of claims and documents of each."""
    members = grouped(sorted(index.sources.values(), key=lambda row: (row.label.lower(), row.source_id)), "group")
    return [
        Record(
            group=group,
            sources=[
                Record(
                    source=source,
                    claims=len(index.by_source.get(source.source_id, [])),
                    documents=len(index.published.get(source.source_id, [])),
                    relayed=len(index.relayed.get(source.source_id, [])),
                )
                for source in members[group]
            ],
        )
        for group in index.groups
        if group in members
    ]


def question_list(index: Index) -> list[Record]:
    """Questions in the order of the table, with the number of claims and sources of each."""
    return [
        Record(
            question=question,
            claims=len(index.by_question.get(name, [])),
            sources=len({row.source_id for row in index.by_question.get(name, [])}),
        )
        for name, question in index.questions.items()
    ]
