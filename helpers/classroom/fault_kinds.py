"""Kinds of mistakes that coders make: which claim can carry one so that a reader can tell, and what it changes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from random import Random

from helpers.columns import FILLED
from helpers.dataset import NUMBERS, Claims

BOUNDS = ("at least", "more than", "over", "up to", "as many as", "at most", "fewer than", "less than", "no more than")
HEDGES = ("may", "might", "could", "expected", "probably", "likely", "believe", "believes", "appear", "suspect")
DENIALS = ("no", "not", "never", "none", "deny", "denies", "denied", "false", "fake", "reject", "rejects", "rejected")
ALONE = [qualifier for qualifier, cells in FILLED.items() if len(cells) == 1 and qualifier != "vague"]
SAME = ["question_id", "answer", *NUMBERS, "number_words", "qualifier"]

Row = dict[str, str]
Change = Callable[[Row, "Record", Random], "Row | None"]


class Record:
    """The claims as text, each with its words in English, its outlet, question and speaker."""

    def __init__(self, claims: Claims):
        tables, self.matters = claims.tables, set(claims.study.matter_questions)
        self.questions = tables["questions"].set_index("question_id").to_dict("index")
        self.speakers = tables["sources"].set_index("source_id")["kind"].to_dict()
        documents = tables["documents"].set_index("document_id")[["outlet", "published", "language"]]
        rows = tables["claims"].join(documents, on="document_id").to_dict("records")
        self.rows = [row | {"words": row["wording_en"] or row["wording"]} for row in rows]
        self.readable = [row for row in self.rows if row["language"] == "en" or row["wording_en"]]

    @cached_property
    def statements(self) -> dict[str, list[Row]]:
        found = defaultdict(list)
        for row in self.readable:
            found[row["statement_id"]].append(row)
        return dict(found)

    @cached_property
    def documents(self) -> dict[str, list[Row]]:
        found = defaultdict(list)
        for row in self.rows:
            found[row["document_id"]].append(row)
        return dict(found)

    @cached_property
    def asked(self) -> dict[str, int]:
        """How many claims answer each count question that is one matter."""
        ids = [row["question_id"] for row in self.rows]
        kinds = {name: question["kind"] for name, question in self.questions.items() if name not in self.matters}
        return {name: ids.count(name) for name, kind in kinds.items() if kind == "count"}

    def twins(self, row: Row) -> list[Row]:
        """What other documents print of the same statement, with the same answer."""
        others = [other for other in self.statements[row["statement_id"]] if other["document_id"] != row["document_id"]]
        return [other for other in others if all(other[name] == row[name] for name in SAME)]


@dataclass(frozen=True)
class Kind:
    """One kind of mistake: what a student reads about it, where to look for it, what it changes in a claim."""

    name: str
    says: str
    look: str
    change: Change


def _has(words: str, marks: tuple[str, ...]) -> bool:
    plain = re.sub(r"[^a-z]+", " ", re.sub("n['’]t", " not", words.lower()))
    return any(f" {mark} " in f" {plain} " for mark in marks)


def _numbers_said(words: str) -> list[str]:
    return re.findall(r"\d+", re.sub(r"(?<=\d)[\s,.’](?=\d{3}(?!\d))", "", words))


def _number(row: Row) -> tuple[str, str]:
    """The one number of a count, and its column; blanks where there is none or a range."""
    filled = [(row[name], name) for name in NUMBERS if row[name]]
    return filled[0] if row["qualifier"] in ALONE and len(filled) == 1 else ("", "")


def _stems(unit: str) -> set[str]:
    return {word[: max(4, len(word) - 3)] for word in re.findall(r"[a-z]+", unit.lower())}


def _digits(row: Row, record: Record, dice: Random) -> Row | None:
    number, column = _number(row)
    spots = [i for i, (a, b) in enumerate(zip(number, number[1:], strict=False)) if a != b and (i or b != "0")]
    if not spots or number not in _numbers_said(row["words"]):
        return None
    spot = dice.choice(spots)
    return {column: number[:spot] + number[spot + 1] + number[spot] + number[spot + 2 :]}


def _said_by(row: Row, source: str) -> Row:
    return {"source_id": source, "statement_id": source + row["statement_id"].removeprefix(row["source_id"])}


def _outlet(row: Row, record: Record, dice: Random) -> Row | None:
    named = row["attribution"] != "unattributed" and record.speakers[row["source_id"]] != "outlet"
    return _said_by(row, row["outlet"]) if named and record.twins(row) else None


def _another(row: Row, record: Record, dice: Random) -> Row | None:
    beside = {other["source_id"] for other in record.documents[row["document_id"]]}
    beside = sorted(
        name for name in beside - {row["source_id"]} if record.speakers[name] not in ("outlet", "collective")
    )
    usable = beside and _number(row)[0] and record.twins(row)
    return _said_by(row, dice.choice(beside)) if usable else None


def _day(row: Row) -> str:
    return row["statement_id"].removeprefix(row["source_id"] + "-")[:10]


def _year(row: Row, record: Record, dice: Random) -> Row | None:
    year, rest = row["claimed_on"][:4], row["claimed_on"][4:]
    stated = row["date_basis"] == "stated"
    if row["date_basis"] == "published" or _day(row) != row["claimed_on"] or year != row["published"][:4]:
        return None
    if rest == "-02-29" or (stated and not record.twins(row)):
        return None
    before = f"{int(year) - 1}{rest}"
    named = row["statement_id"].replace(row["claimed_on"], before)
    return {"claimed_on": before} | ({"statement_id": named} if stated else {})


def _twice(row: Row, record: Record, dice: Random) -> Row | None:
    same = [other for other in record.documents[row["document_id"]] if other["statement_id"] == row["statement_id"]]
    if len(same) > 1 or not record.twins(row):
        return None
    return {"statement_id": f"{row['source_id']}-{_day(row)}-{row['outlet']}"}


def _moved(row: Row, record: Record, dice: Random, *, sibling: bool) -> Row | None:
    """Another question of another unit, when the words name the unit of the first alone."""
    if row["question_id"] not in record.asked or not _number(row)[0]:
        return None
    own, words = record.questions[row["question_id"]], row["words"].lower()
    targets = []
    for name in record.asked:
        other = record.questions[name]
        mine, theirs = _stems(own["unit"]) - _stems(other["unit"]), _stems(other["unit"]) - _stems(own["unit"])
        fits = (other["family"] == own["family"]) == sibling and bool(theirs)
        if fits and any(stem in words for stem in mine) and not any(stem in words for stem in theirs):
            targets.append(name)
    targets = sorted(targets, key=lambda name: (-record.asked[name], name))[:3]
    return {"question_id": dice.choice(targets)} if targets else None


def _unit(row: Row, record: Record, dice: Random) -> Row | None:
    return _moved(row, record, dice, sibling=False)


def _sibling(row: Row, record: Record, dice: Random) -> Row | None:
    return _moved(row, record, dice, sibling=True)


def _bound(row: Row, record: Record, dice: Random) -> Row | None:
    number, column = _number(row)
    if column not in ("low", "high") or not _has(row["words"], BOUNDS):
        return None
    return {column: "", "best": number, "qualifier": "exact"}


def _denial(row: Row, record: Record, dice: Random) -> Row | None:
    denied = row["answer"] == "no" and _has(row["words"], DENIALS) and "confirm" not in row["words"].lower()
    return {"answer": "unconfirmed"} if denied else None


def _hedge(row: Row, record: Record, dice: Random) -> Row | None:
    return {"answer": "yes"} if row["answer"] == "likely" and _has(row["words"], HEDGES) else None


KINDS = {
    kind.name: kind
    for kind in (
        Kind("digits", "two digits of a number changed places", "hold the number against the words", _digits),
        Kind(
            "outlet",
            "the outlet that printed it stands as the source",
            "who said it, and who only printed it? attribution and statement_id tell",
            _outlet,
        ),
        Kind("year", "the year is wrong", "hold claimed_on against statement_id, published and other reports", _year),
        Kind("unit", "counted under a question about something else", "hold the words against the question", _unit),
        Kind("twice", "one statement stands under two ids", "same source, day and answer in two outlets?", _twice),
        Kind("sibling", "counted under a neighbouring question", "which exact word for what is counted?", _sibling),
        Kind("bound", "a one-sided bound stands as a plain number", "is a little word missing in qualifier?", _bound),
        Kind("denial", "a denial stands as unconfirmed", "does the source say no, or that it cannot tell?", _denial),
        Kind("hedge", "a hedge got lost", "is the answer as firm as the words?", _hedge),
        Kind("another", "one source's figure stands as another's", "do other outlets give it to another?", _another),
    )
}


def unclear(row: Row) -> bool:
    """A claim that is right, but that a reader of its words alone might take for a mistake."""
    if row["answer"] == "yes" and _has(row["words"], HEDGES):
        return True
    if row["answer"] == "unconfirmed" and _has(row["words"], DENIALS) and "confirm" not in row["words"].lower():
        return True
    number, _ = _number(row)
    bound = row["qualifier"] in ("exact", "about") and _has(row["words"], BOUNDS)
    days = [date.fromisoformat(day) for day in (row["claimed_on"], row["published"])]
    apart = abs((days[1] - days[0]).days) > 180 or _day(row)[:4] != row["claimed_on"][:4]
    return bound or apart or bool(number and number not in _numbers_said(row["words"]))
