"""What a second coder read in the same document, beside what the table says now."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace as Record

import pandas as pd

from helpers.agreement import adjudication, coding, paired
from helpers.audit import said
from helpers.dataset import Claims, remembered
from helpers.evidence.records import in_words

FIELDS = {
    "wording": "Words",
    "question": "Question",
    "source": "Source",
    "said": "Answer or figure",
    "claimed_on": "Said on",
    "date_basis": "Day known by",
    "as_of": "About when",
    "place": "Place",
    "attribution": "How named",
    "via": "Via",
    "note": "Note",
}
OWN_WORDS = {"wording", "place", "note"}  # each coder wrote them freely: no agreement is expected
KINDS = {
    "field": "the coders differed in a field",
    "first_only": "only the first coder saw it",
    "second_only": "only the second coder saw it",
    "re-reading": "found when the page was read again",
}


@dataclass(frozen=True)
class Readings:
    """`first` and `second`: both coders' rows by claim id; `documents`: those that two coders read; decisions by claim,
    and by document where they concern no claim of the table."""

    first: dict[str, dict]
    second: dict[str, dict]
    documents: frozenset[str]
    decisions: dict[str, list[Record]]
    loose: dict[str, list[Record]]

    def about(self, claim: Record) -> Record:
        """`state`: once, added, first only or both; and for `both` the rows of the comparison."""
        first, second = self.first.get(claim.claim_id), self.second.get(claim.claim_id)
        if claim.document_id not in self.documents:
            return Record(state="once", rows=[])
        if first is None:
            return Record(state="added", rows=[])
        if second is None:
            return Record(state="first only", rows=[])
        return Record(state="both", rows=compared(_now(claim), first, second))


def compared(now: dict, first: dict, second: dict) -> list[Record]:
    """One row per field: its value now and by either coder, and whether the two coders differ."""
    rows = []
    for field, label in FIELDS.items():
        values = [str(row.get(field, "")) for row in (now, first, second)]
        if any(values):
            alike = "own words" if field in OWN_WORDS else "differ"
            verdict = "same" if values[1] == values[2] else alike
            rows.append(Record(field=field, label=label, values=values, verdict=verdict))
    return rows


def _now(claim: Record) -> dict:
    same = ("wording", "question", "said", "date_basis", "attribution", "via", "note", "place")
    days = {"claimed_on": claim.claimed_day, "as_of": claim.as_of_day}
    return {name: getattr(claim, name) for name in same} | days | {"source": claim.label}


@remembered
def readings(claims: Claims) -> Readings:
    """Both coders' rows, paired; empty where nothing was coded twice."""
    first, second = coding(claims, "first"), coding(claims, "second")
    both = paired(first, second)
    both = both[both["claim_id"].ne("") & both["row"].ge(0)]
    ours, theirs = _coded_rows(claims, first), _coded_rows(claims, second)
    decisions, loose = _decisions(claims)
    return Readings(
        first={row["claim_id"]: row for row in ours},
        second={unit.claim_id: theirs[unit.row] for unit in both.itertuples()},
        documents=frozenset(first["document_id"]) | frozenset(second["document_id"]),
        decisions=decisions,
        loose=loose,
    )


def _coded_rows(claims: Claims, rows: pd.DataFrame) -> list[dict]:
    questions = claims.tables["questions"].set_index("question_id")
    labels = claims.tables["sources"].set_index("source_id")["label"]
    rows = rows.assign(
        kind=rows["question_id"].map(questions["kind"]),
        question=rows["question_id"].map(questions["text"]).fillna(rows["question_id"]),
        source=rows["source_id"].map(labels).fillna(rows["source_id"]),
    )
    if "place_id" in rows:
        places = claims.tables["places"].set_index("place_id")["name"]
        rows["place"] = rows["place_id"].map(places).fillna(rows["place_id"])
    if "number_words" not in rows:
        rows["number_words"] = ""
    return [_coded(row) for row in rows.to_dict("records")]


def _coded(row: dict) -> dict:
    """One coder's row in words."""
    figure = row["number_words"] or any(row[name] and not pd.isna(row[name]) for name in ("low", "best", "high"))
    filled = row["answer"] if row["kind"] == "position" else figure
    words = {"said": said(row) if filled else "", "claimed_on": in_words(row["claimed_on"])}
    words["as_of"] = in_words(pd.to_datetime(row.get("as_of") or None))
    words["place"] = row.get("place") or ""
    return row | words


def _decisions(claims: Claims) -> tuple[dict, dict]:
    by_claim: dict[str, list[Record]] = {}
    loose: dict[str, list[Record]] = {}
    for row in adjudication(claims).to_dict("records"):
        record = Record(**row, what=KINDS.get(row["kind"], row["kind"]))
        home, key = (by_claim, "claim_id") if row["claim_id"] else (loose, "document_id")
        home.setdefault(row[key], []).append(record)
    return by_claim, loose
