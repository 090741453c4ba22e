"""Read the tables, check them, join them: `load() -> Claims`."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, wraps
from pathlib import Path

import numpy as np
import pandas as pd

from helpers.days import with_said_on
from helpers.faults import DataError, Fault
from helpers.frames import records, without
from helpers.rules import rule_faults
from helpers.schema import TABLES
from helpers.study import Study, read_study
from helpers.tables import read_table
from helpers.texts import text_faults

HOME = Path(__file__).resolve().parent.parent / "data"
NUMBERS = ["low", "best", "high"]


PER_STATEMENT: set[str] = set()


def remembered(function):
    """Keep the result of a function of the claims with that dataset, which never changes; nor may the result be."""
    name = f"{function.__module__}.{function.__qualname__}"

    @wraps(function)
    def lookup(claims: Claims, *arguments, **terms):
        key = (name, arguments, tuple(sorted(terms.items())))
        memory = claims.__dict__.setdefault("_memory", {})
        if key not in memory:
            whole, gone = claims.__dict__.get("_cut", ({}, set()))
            memory[key] = (
                without(whole[key], "statement_id", gone) if key in whole else function(claims, *arguments, **terms)
            )
        return memory[key]

    return lookup


def per_statement(function):
    """`remembered`, for a table whose rows depend on their own statement alone (column `statement_id`): when whole
    statements are left out, it is cut and not made again."""
    PER_STATEMENT.add(f"{function.__module__}.{function.__qualname__}")
    return remembered(function)


@dataclass(frozen=True)
class Claims:
    """A checked dataset. `rows`: one per claim, joined with its source, document and place.

    Besides the columns of claims.csv, `rows` has: `label group side speaker` (source), `outlet published url language
    corpus` (document), `place region` (place), `kind family unit` (question), `said_on` (day of the statement),
    `or_before` (bool: said by that day), `forecast` (bool), `joint` (bool: the document gives these words to several
    sources at once), `implied` (bool) and `implied_by` (claim_id or ""). Counts are floats, NaN = not said.
    """

    rows: pd.DataFrame
    study: Study
    tables: dict[str, pd.DataFrame]
    folder: Path = HOME

    def __len__(self) -> int:
        return len(self.rows)

    @property
    def stated(self) -> pd.DataFrame:
        """The rows that a document states itself: without those that only follow from others."""
        return self._stated.copy(deep=False)

    @cached_property
    def _stated(self) -> pd.DataFrame:
        return self.rows[~self.rows["implied"]]

    def where(self, mask: pd.Series | np.ndarray) -> Claims:
        """The same dataset with only the rows of `mask`."""
        mask = np.asarray(mask, dtype="bool")
        kept = replace(self, rows=self.rows[mask])
        tables = {key: made for key, made in self.__dict__.get("_memory", {}).items() if key[0] in PER_STATEMENT}
        if tables:
            statements = self.rows["statement_id"].to_numpy()
            gone = set(statements[~mask])
            if gone.isdisjoint(statements[mask]):
                kept.__dict__["_cut"] = tables, gone
        return kept

    def answers(self, question_id: str) -> pd.DataFrame:
        """Rows of one question, oldest first. KeyError with the known ids when there is no such question."""
        self.question(question_id)
        return self.rows[self.rows["question_id"].eq(question_id)]

    def own(self, days: pd.Series) -> pd.Series:
        """Which of these days are the record's own: since its first document, or in the two years before the last of
        them. Older words are recalled in it; in a record of many years they are not those of years before its end."""
        opened = pd.Timestamp(min(self.tables["documents"]["published"].tolist(), default=pd.NaT))
        return days.ge(opened) | days.gt(days.max() - pd.DateOffset(years=2))

    @cached_property
    def speakers(self) -> dict[str, str]:
        """What each source is: person, agency, outlet, collective ..., by its id."""
        return dict(zip(self.rows["source_id"].tolist(), self.rows["speaker"].tolist(), strict=True))

    def question(self, question_id: str) -> pd.Series:
        """One row of questions.csv. KeyError with the known ids when there is no such question."""
        table = self.tables["questions"]
        place = np.flatnonzero(table["question_id"].to_numpy() == question_id)
        if not len(place):
            raise KeyError(f"no question {question_id!r}; there are: {', '.join(sorted(table['question_id']))}")
        return table.iloc[place[0]]

    @cached_property
    def alphas(self) -> dict[str, tuple[float, int]]:
        """How far two coders agree on each field: Krippendorff's alpha and n (helpers.agreement)."""
        from helpers.agreement import alphas

        return alphas(self)

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Groups in their order, indexed by name."""
        groups = self.tables["groups"].assign(order=lambda t: t["order"].astype(int))
        return groups.sort_values("order", kind="stable").set_index("group")


def data_folder(folder: str | Path | None = None) -> Path:
    """`folder`, else $CLAIMS_DATA (from here, else from the suite's top folder), else this project's own data."""
    found = Path(folder or os.environ.get("CLAIMS_DATA") or HOME)
    above = HOME.parent / found
    return above if not folder and not found.exists() and above.exists() else found


def read_all(folder: Path) -> tuple[dict[str, pd.DataFrame], Study, list[Fault]]:
    """All tables as text, the study, and the faults of form alone."""
    tables, faults = {}, []
    for name, table in TABLES.items():
        tables[name], found = read_table(folder, table)
        faults += found
    study, found = read_study(folder)
    return tables, study, faults + found


def unreadable(faults: list[Fault]) -> bool:
    """A file, its columns or the study could not be read: rules about rows would only bury the cause."""
    return any(fault.row <= 1 for fault in faults)


def check(folder: str | Path | None = None, texts: str | Path | None = None) -> list[Fault]:
    """Every fault of the dataset, and with `texts` every fragment against its text. Never raises for bad data."""
    home = data_folder(folder)
    if not home.is_dir():
        return [Fault(str(home), 0, "", "", "no such folder", "a folder with claims.csv and its tables")]
    tables, study, faults = read_all(home)
    if not unreadable(faults):
        faults += rule_faults(tables, study)
    if texts is not None:
        if Path(texts).is_dir():
            faults += text_faults(tables, Path(texts))
        else:
            faults.append(Fault("TEXTS", 0, "", str(texts), "no such folder", "the folder with the texts"))
    return sorted(set(faults))


def faults(folder: str | Path | None = None) -> list[Fault]:
    """Every fault of the dataset, none where `load` would read it; what has been read already is not read again."""
    try:
        load(folder)
    except (DataError, OSError):
        return check(folder)
    return []


def load(folder: str | Path | None = None, *, implied: bool = True) -> Claims:
    """Read, check and join the dataset. `implied=False` leaves out answers that only follow from others.

    Raises DataError, with every fault, when the tables break a rule. Read once per process while the files stay as
    they are, so that kernels forked after it share it.
    """
    home = data_folder(folder)
    files = sorted(path for path in home.rglob("*") if path.is_file())
    stamp = tuple((path.name, stat.st_mtime_ns, stat.st_size) for path in files for stat in (path.stat(),))
    return _loaded(home, implied, stamp)


@lru_cache(maxsize=2)
def _loaded(home: Path, implied: bool, stamp: tuple) -> Claims:
    if not implied:
        whole = _loaded(home, True, stamp)
        return joined(whole.tables, whole.study, home, implied=False)
    tables, study, faults = read_all(home)
    faults += [] if unreadable(faults) else rule_faults(tables, study)
    if faults:
        raise DataError(faults)
    return joined(tables, study, home)


def joined(tables: dict[str, pd.DataFrame], study: Study, home: Path, *, implied: bool = True) -> Claims:
    """The dataset from its tables, which are taken as checked."""
    rows = _join(tables)
    rows["forecast"] |= rows["question_id"].isin(study.forecast_questions)
    rows = _with_question(rows, tables["questions"])
    rows = derived(rows, tables) if implied else _sorted(rows)
    return Claims(rows, study, tables, home)


def derived(rows: pd.DataFrame, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Rows with the answers that follow from them, in the order of the dataset."""
    found = _implied(rows, tables["entailments"]).drop(columns=["kind", "family", "unit"])
    return _sorted(pd.concat([rows, _with_question(found, tables["questions"])], ignore_index=True))


def _sorted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.sort_values(["said_on", "claim_id", "implied", "question_id"], ignore_index=True)


def _join(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    claims = tables["claims"].copy()
    for name in NUMBERS:
        claims[name] = pd.to_numeric(claims[name]).astype("float64")
    sources = tables["sources"][["source_id", "label", "group", "side", "kind"]].rename(columns={"kind": "speaker"})
    documents = tables["documents"][["document_id", "outlet", "published", "url", "language", "corpus"]]
    places = tables["places"][["place_id", "name", "region"]].rename(columns={"name": "place"})
    rows = claims.merge(sources, on="source_id", validate="m:1")
    rows = rows.merge(documents, on="document_id", validate="m:1")
    rows = rows.merge(places, on="place_id", how="left", validate="m:1").fillna({"place": "", "region": ""})
    assert len(rows) == len(claims)
    for name in ("claimed_on", "as_of", "published"):
        rows[name] = pd.to_datetime(rows[name].replace("", None), format="%Y-%m-%d")
    rows = with_said_on(rows)
    rows["forecast"] = rows["as_of"] > rows["said_on"]
    rows["joint"] = rows.groupby(["document_id", "question_id", "wording"])["source_id"].transform("nunique").gt(1)
    return rows.assign(implied=False, implied_by="")


def _implied(rows: pd.DataFrame, entailments: pd.DataFrame) -> pd.DataFrame:
    """Rows that follow by the table, to a fixed point, where the document does not state them itself."""
    keys = ["document_id", "statement_id", "question_id"]
    known = [pd.MultiIndex.from_frame(rows[keys])]
    done, wave = [], rows
    while len(wave):
        wave = _entailed(wave, entailments) if len(entailments) else wave.iloc[:0]
        for index in known:
            wave = wave[~pd.MultiIndex.from_frame(wave[keys]).isin(index)]
        wave = wave.drop_duplicates([*keys, "answer"])
        known.append(pd.MultiIndex.from_frame(wave[keys]))
        done.append(wave)
    return pd.concat(done, ignore_index=True) if done else rows.iloc[:0]


def _entailed(rows: pd.DataFrame, entailments: pd.DataFrame) -> pd.DataFrame:
    """What follows from `rows` by each rule, in the order of the rules."""
    question, answer, region = (rows[name].to_numpy() for name in ("question_id", "answer", "region"))
    counted = (rows[NUMBERS].gt(0).any(axis=1) | rows["number_words"].ne("")).to_numpy()
    now, hits = ~rows["forecast"].to_numpy(dtype="bool"), []
    for rule in records(entailments):
        needed, _, place = rule["answer"].partition("@")
        hit = now & (question == rule["question_id"]) & (counted if needed == ">0" else answer == needed)
        hits.append(np.flatnonzero(hit & (region == place) if place else hit))
    follows = entailments.loc[np.repeat(entailments.index, [len(hit) for hit in hits])]
    found = rows.iloc[np.concatenate(hits)]
    return found.assign(
        question_id=follows["implies_question_id"].array,
        answer=follows["implies_answer"].array,
        low=np.nan,
        best=np.nan,
        high=np.nan,
        number_words="",
        qualifier="",
        implied=True,
        implied_by=found["claim_id"],
    )


def _with_question(rows: pd.DataFrame, questions: pd.DataFrame) -> pd.DataFrame:
    return rows.merge(questions[["question_id", "kind", "family", "unit"]], on="question_id", validate="m:1")
