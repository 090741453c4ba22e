"""Everything the pages look up, grouped once: claims by statement, document, source and question."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from types import SimpleNamespace as Record

import pandas as pd

from helpers.dataset import Claims
from helpers.evidence import used
from helpers.evidence.names import web_address
from helpers.evidence.readings import Readings, readings
from helpers.evidence.records import claim_records, implied_records, table_records
from helpers.words import day

Groups = dict[str, list[Record]]


@dataclass(frozen=True)
class Index:
    """Records by their ids; lists of claims are in order of the day they were said."""

    claims: list[Record]
    statements: Groups
    in_document: Groups
    by_source: Groups
    by_question: Groups
    published: Groups
    relayed: Groups
    implied: Groups
    corrections: Groups
    sources: dict[str, Record]
    documents: dict[str, Record]
    questions: dict[str, Record]
    groups: list[str]
    readings: Readings
    used: dict[str, list[used.Used]]


def grouped(records: Iterable[Record], key: str) -> Groups:
    """Records by one of their fields, in their order."""
    found: Groups = defaultdict(list)
    for record in records:
        found[getattr(record, key)].append(record)
    return dict(found)


def index(claims: Claims, exhibits: Iterable[used.Used]) -> Index:
    """Group the dataset once, so that each page only looks up."""
    tables, rows = claims.tables, claim_records(claims)
    documents = _documents(claims)
    corrections = table_rows(tables["corrections"])
    return Index(
        claims=rows,
        statements=grouped(rows, "statement_id"),
        in_document={name: _by_paragraph(found) for name, found in grouped(rows, "document_id").items()},
        by_source=grouped(rows, "source_id"),
        by_question=grouped(rows, "question_id"),
        published=grouped(sorted(documents.values(), key=lambda row: (row.published, row.document_id)), "outlet"),
        relayed=_relayed(rows),
        implied=implied_records(claims),
        corrections=grouped(corrections, "claim_id"),
        sources=table_records(tables["sources"], "source_id", "source"),
        documents=documents,
        questions=table_records(tables["questions"], "question_id", "question"),
        groups=list(claims.groups.index),
        readings=readings(claims),
        used=used.by_claim(exhibits),
    )


def table_rows(table) -> list[Record]:
    return [Record(**row) for row in table.to_dict("records")]


def _documents(claims: Claims) -> dict[str, Record]:
    labels = dict(zip(claims.tables["sources"]["source_id"], claims.tables["sources"]["label"], strict=True))
    documents = table_records(claims.tables["documents"], "document_id", "document")
    for document in documents.values():
        document.link = web_address(document.url)
        document.outlet_label = labels[document.outlet]
        document.published_day = day(pd.Timestamp(document.published))
    return documents


def _by_paragraph(rows: list[Record]) -> list[Record]:
    return sorted(rows, key=lambda row: (int(row.paragraph or 0), row.claim_id))


def _relayed(rows: list[Record]) -> Groups:
    """Claims by each carrier they passed through on their way to the outlet."""
    found: Groups = defaultdict(list)
    for row in rows:
        for carrier in dict.fromkeys(row.via.replace("+", ">").split(">")):
            if carrier:
                found[carrier].append(row)
    return dict(found)
