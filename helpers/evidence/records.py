"""Rows as plain records with everything a page says about them, worked out once."""

from __future__ import annotations

from types import SimpleNamespace as Record

import pandas as pd

from helpers.audit import address, said
from helpers.codebook import MATTER
from helpers.dataset import Claims
from helpers.evidence.names import safe_name, web_address
from helpers.words import claim_day, day

PAGE_LANGUAGE = "en"
ANSWER = ["kind", "answer", "low", "best", "high", "number_words", "qualifier"]
BASIS = {
    "stated": "the document gives the day",
    "inferred": "worked out from what the document or another page says",
    "published": "no day given: the document's own date",
}
ATTRIBUTION = {
    "named": "named",
    "anonymous": "someone in it who is not named",
    "unattributed": "nobody is named",
}


def in_words(moment: pd.Timestamp) -> str:
    """A day in words, or nothing for a day that is not known."""
    return "" if pd.isna(moment) else day(moment)


def answers_in_words(rows: pd.DataFrame) -> list[str]:
    """The answer or figure of each row; every combination is worded only once."""
    keys = rows.groupby(ANSWER, dropna=False, sort=False).ngroup()
    first = ~keys.duplicated()
    worded = {key: said(row) for key, (_, row) in zip(keys[first], rows[first].iterrows(), strict=True)}
    return [worded[key] for key in keys]


def claim_records(claims: Claims) -> list[Record]:
    """The stated claims as records, in order of the day they were said."""
    rows = claims.stated.sort_values(["said_on", "claim_id"])
    return [_described(record) for record in _with_labels(claims, rows)]


def implied_records(claims: Claims) -> dict[str, list[Record]]:
    """The answers that follow from each claim."""
    rows = claims.rows[claims.rows["implied"]]
    found: dict[str, list[Record]] = {}
    for record in _with_labels(claims, rows):
        found.setdefault(record.implied_by, []).append(record)
    return found


def _with_labels(claims: Claims, rows: pd.DataFrame) -> list[Record]:
    labels = claims.tables["sources"].set_index("source_id")["label"]
    questions = claims.tables["questions"].set_index("question_id")["text"]
    matter = rows["note"].str.extract(MATTER, expand=False).str.strip()
    matter = matter.where(rows["question_id"].isin(claims.study.matter_questions), "")
    rows = rows.assign(
        said=answers_in_words(rows) if len(rows) else "",
        matter=matter,
        question=matter.where(matter.ne(""), rows["question_id"].map(questions)),
        outlet_label=rows["outlet"].map(labels),
    )
    return [Record(**row) for row in rows.to_dict("records")]


def _described(row: Record) -> Record:
    """The record with days in words, the language to mark, and the address that opens at the words."""
    for name, what in (("claim_id", "claim"), ("statement_id", "statement")):
        safe_name(getattr(row, name), what)
    row.day, row.said_day = f"{row.said_on:%Y-%m-%d}", claim_day(vars(row))
    row.claimed_day, row.published_day = in_words(row.claimed_on), in_words(row.published)
    row.as_of_day = in_words(row.as_of)
    row.lang = "" if row.language == PAGE_LANGUAGE else row.language
    row.url = web_address(row.url)
    row.open = address(row.url, row.wording)
    row.basis, row.naming = BASIS[row.date_basis], ATTRIBUTION[row.attribution]
    return row


def table_records(table: pd.DataFrame, key: str, what: str) -> dict[str, Record]:
    """One record per row of a table, by its key; keys are checked to be names of pages."""
    return {safe_name(row[key], what): Record(**row) for row in table.to_dict("records")}
