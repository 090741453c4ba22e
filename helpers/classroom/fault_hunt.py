"""A fault hunt: a sheet of claims with mistakes put in on purpose, other ones for each group, and its marking.

hunt = fault_hunt.make(claims, seed="class 10b/group 3")
hunt.check("c0123", "digits")        # right or wrong, with a hint, never the answer
hunt.score([("c0123", "digits"), ...])
fault_hunt.answers(claims, seed="class 10b/group 3")    # for the teacher
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from hashlib import sha256
from random import Random

import pandas as pd

from helpers.classroom.fault_kinds import KINDS, Record, Row, unclear
from helpers.dataset import Claims, joined
from helpers.rules import answer_faults, claim_faults, date_faults, wording_faults

ROWS = 40
COLUMNS = [
    *("claim_id", "words", "question_id", "source_id", "answer", "low", "best", "high", "qualifier", "attribution"),
    *("claimed_on", "date_basis", "outlet", "published", "statement_id"),
]


@dataclass(frozen=True)
class Planted:
    """One mistake: the claim as it was, what was changed, and the ids by which it may be named."""

    kind: str
    row: Row
    cells: Row
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Score:
    """How many mistakes were found, out of how many; `false_alarms` = claims named that hold none."""

    found: int
    planted: int
    false_alarms: int
    other_kind: int = 0

    def __str__(self) -> str:
        alarms = f"{self.false_alarms or 'no'} false alarm{'s' * (self.false_alarms != 1)}"
        near = f", {self.other_kind} in the right claim but of another kind" if self.other_kind else ""
        if self.found == self.planted:
            return f"All {self.planted} found, {alarms}{near}."
        return f"{self.found} of {self.planted} found, {alarms}{near}."


@dataclass(frozen=True)
class FaultHunt:
    """One group's sheet. The key holds hashes only: nobody reads it by accident."""

    seed: str
    sheet: pd.DataFrame = field(repr=False)
    kinds: tuple[str, ...]
    left_out: tuple[str, ...]
    claims: Claims = field(repr=False)
    key: dict[str, int] = field(repr=False)

    @property
    def planted(self) -> int:
        return len(set(self.key.values()))

    def counts(self) -> pd.DataFrame:
        """The claims of the sheet that are numbers: the words, and how they were coded."""
        return self._columns(self.sheet["qualifier"].ne(""), "words question_id low best high qualifier source_id")

    def positions(self) -> pd.DataFrame:
        """The claims of the sheet that are answers: the words, and how they were coded."""
        return self._columns(self.sheet["qualifier"].eq(""), "words question_id answer source_id")

    def origins(self) -> pd.DataFrame:
        """Who said each claim of the sheet, when, and who printed it; by the day and name of the statement."""
        ids = zip(self.sheet["statement_id"], self.sheet["source_id"], strict=True)
        order = pd.Series([statement.removeprefix(source) for statement, source in ids], self.sheet.index)
        order = order.sort_values(kind="stable")
        columns = "source_id attribution claimed_on date_basis outlet published statement_id"
        return self._columns(order.index, columns)

    def questions(self) -> pd.DataFrame:
        """The text of every question_id on the sheet."""
        return self._named("questions", "question_id", "text")

    def sources(self) -> pd.DataFrame:
        """The full name of every source_id on the sheet."""
        return self._named("sources", "source_id", "name")

    def _named(self, table: str, key: str, column: str) -> pd.DataFrame:
        names = self.claims.tables[table].set_index(key)[[column]]
        return names[names.index.isin(self.sheet[key])].sort_index()

    def _columns(self, rows, names: str) -> pd.DataFrame:
        return self.sheet.loc[rows, ["claim_id", *names.split()]].set_index("claim_id")

    def guide(self) -> pd.DataFrame:
        """The kinds of mistakes on this sheet, one of each, and where to look."""
        known = [(name, KINDS[name].says, KINDS[name].look) for name in self.kinds]
        return pd.DataFrame(known, columns=["kind", "what went wrong", "where to look"]).set_index("kind")

    def about(self) -> str:
        """What is on the sheet, in a sentence or two."""
        text = f"{len(self.sheet)} claims, {self.planted} mistakes, one of each kind below."
        if self.left_out:
            text += f" Left out, for no claim here can carry them so that a reader could tell: {_list(self.left_out)}."
        return text

    def check(self, claim_id: str, kind: str) -> str:
        """Right or wrong, with a hint; never the answer."""
        fault, in_claim = self._marked(claim_id, kind)
        if fault is not None:
            return f"{claim_id}, {kind}: right."
        if in_claim:
            return f"{claim_id}, {kind}: not this kind, but look at this claim again, cell by cell."
        return f"{claim_id}, {kind}: no mistake was put in here. For this kind: {KINDS[kind].look}"

    def report(self, named: Iterable[tuple[str, str]]) -> str:
        """A line for each thing named, with its hint, or with what is wrong with its name."""
        lines = []
        for pair in _pairs(named):
            try:
                lines.append(self.check(*pair))
            except ValueError as error:
                lines.append(str(error))
        return "\n".join(lines) or "Nothing named yet."

    def score(self, named: Iterable[tuple[str, str]]) -> Score:
        """How many of how many were found, and how many false alarms. Naming a thing twice counts once."""
        marks = [(claim_id, *self._marked(claim_id, kind)) for claim_id, kind in set(_pairs(named))]
        found = {fault for _, fault, _ in marks if fault is not None}
        wrong = {claim_id for claim_id, fault, in_claim in marks if fault is None and not in_claim}
        near = {claim_id for claim_id, fault, in_claim in marks if fault is None and in_claim}
        near -= {claim_id for claim_id, fault, _ in marks if fault is not None}
        return Score(len(found), self.planted, len(wrong), len(near))

    def _marked(self, claim_id: str, kind: str) -> tuple[int | None, bool]:
        _known(claim_id, list(self.sheet["claim_id"]), "claim_id", "on your sheet")
        _known(kind, list(KINDS), "kind", f"a kind of mistake ({_list(self.kinds)})")
        return self.key.get(_hash(self.seed, claim_id, kind)), _hash(self.seed, claim_id) in self.key


def make(claims: Claims, seed: str, rows: int = ROWS) -> FaultHunt:
    """The sheet of one group: `seed` names class and group, the same seed gives the same sheet."""
    dice, record = Random(seed), Record(claims)
    planted = _plant(claims, record, dice)
    if not planted:
        raise ValueError("this record is too small for a fault hunt: no claim can carry a mistake that a reader sees")
    changed = {fault.row["claim_id"]: fault.row | fault.cells for fault in planted}
    shown = _shown(record, planted, dice, rows)
    sheet = pd.DataFrame([changed.get(row["claim_id"], row) for row in shown], columns=COLUMNS)
    kinds = tuple(name for name in KINDS if name in {fault.kind for fault in planted})
    left_out = tuple(name for name in KINDS if name not in kinds)
    key = {}
    for number, fault in enumerate(planted):
        for claim_id in fault.ids:
            key |= {_hash(seed, claim_id): number, _hash(seed, claim_id, fault.kind): number}
    return FaultHunt(seed, sheet, kinds, left_out, _corrupted(claims, planted), key)


def answers(claims: Claims, seed: str) -> pd.DataFrame:
    """For the teacher: every mistake that a group's sheet holds, the cells before and after."""
    found = [
        (fault.row["claim_id"], fault.kind, column, fault.row[column], after, " or ".join(fault.ids))
        for fault in sorted(_plant(claims, Record(claims), Random(seed)), key=lambda fault: fault.row["claim_id"])
        for column, after in fault.cells.items()
    ]
    return pd.DataFrame(found, columns=["claim_id", "kind", "column", "before", "after", "may be named as"])


def _plant(claims: Claims, record: Record, dice: Random) -> list[Planted]:
    """One mistake of each kind that the record can carry, no two in one document or statement."""
    planted, taken = [], set()
    for kind in KINDS.values():
        for row in dice.sample(record.readable, len(record.readable)):
            places = {row["document_id"], row["statement_id"]}
            cells = None if places & taken or unclear(row) else kind.change(row, record, dice)
            if not cells or _seen_by_check(claims, record, row | cells):
                continue
            twins = [twin for twin in record.twins(row) if not unclear(twin)][:1]
            ids = [one["claim_id"] for one in [row, *(twins if kind.name == "twice" else [])]]
            planted.append(Planted(kind.name, row, cells, tuple(ids)))
            taken |= places | {twin["document_id"] for twin in twins}
            break
    return planted


def _seen_by_check(claims: Claims, record: Record, row: Row) -> bool:
    """A mistake that `claims check` finds by itself is none for a reader to hunt."""
    beside = [row if one["claim_id"] == row["claim_id"] else one for one in record.documents[row["document_id"]]]
    tables = claims.tables | {"claims": pd.DataFrame(beside)}
    rules = (answer_faults, date_faults, wording_faults, claim_faults)
    return any(fault for rule in rules for fault in rule(tables, claims.study))


def _shown(record: Record, planted: list[Planted], dice: Random, rows: int) -> list[Row]:
    """The claims with mistakes, another report of each where there is one, and sound claims, some with their twins."""
    found = {fault.row["claim_id"]: fault.row for fault in planted}
    for fault in planted:
        twins = [twin for twin in record.twins(fault.row) if not unclear(twin)][:1]
        found |= {twin["claim_id"]: twin for twin in twins}
    taken = {row["statement_id"] for row in found.values()}
    sound = [row for row in record.readable if row["statement_id"] not in taken and not unclear(row)]
    paired = 0
    for row in dice.sample(sound, len(sound)):
        if len(found) >= rows:
            break
        twins = [twin for twin in record.twins(row) if not unclear(twin)][:1] if paired < len(planted) else []
        paired += bool(twins)
        found |= {one["claim_id"]: one for one in [row, *twins]}
    return sorted(found.values(), key=lambda row: row["claim_id"])


def _corrupted(claims: Claims, planted: list[Planted]) -> Claims:
    """The whole dataset with the mistakes in it: what they would have done to a chart."""
    table = claims.tables["claims"].copy()
    at = {claim_id: row for row, claim_id in table["claim_id"].items()}
    for fault in planted:
        for column, value in fault.cells.items():
            table.loc[at[fault.row["claim_id"]], column] = value
    return joined(claims.tables | {"claims": table}, claims.study, claims.folder)


def _hash(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:16]


def _pairs(named: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    pairs = list(named.items() if isinstance(named, dict) else named)
    for pair in pairs:
        if isinstance(pair, str) or len(pair) != 2:
            raise ValueError(f'{pair!r}: name a claim and a kind, such as ("c0001", "digits")')
    return [tuple(pair) for pair in pairs]


def _known(name: str, known: list[str], column: str, what: str) -> None:
    if name not in known:
        close = get_close_matches(str(name), known, 3)
        raise ValueError(f"{name!r} is not {what}" + (f"; nearest {column}: {', '.join(close)}" if close else ""))


def _list(names: Iterable[str]) -> str:
    return ", ".join(names)
