"""A figure's numbers proved from the CSV files alone: plain pandas, none of the code that drew the figure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from helpers import readable

FILES = ("claims", "sources", "groups", "conventions")
RANK = {"stated": 0, "inferred": 1, "published": 2}


@dataclass(frozen=True)
class Recomputed:
    """Per column of the plotted values: how many marks the files prove, of how many, and from what. `differing`: marks
    whose value no row behind them gives. A column without `how` is a measure: the files hold no such number."""

    table: pd.DataFrame
    differing: pd.DataFrame

    @property
    def proved(self) -> bool:
        return self.differing.empty

    def _repr_html_(self) -> str:
        word = "Every value that the files can prove is as plotted." if self.proved else "Some values differ."
        return f"<p>{word}</p>" + readable.html(self.table) + ("" if self.proved else readable.html(self.differing))

    def __repr__(self) -> str:
        return f"{self.table.to_string()}\n" + ("nothing differs" if self.proved else self.differing.to_string())


def recompute(exhibit) -> Recomputed:
    """Hold each plotted value of a figure against the rows of claims.csv, sources.csv and conventions.csv behind it."""
    rows, marks = _rows(exhibit), exhibit.table
    behind = [(mark, rows.loc[mark["claim_ids"].split()]) for mark in marks.to_dict("records")]
    lines, differing = [], []
    for column in marks.columns.drop("claim_ids"):
        prove = COLUMNS.get(column)
        seen = [_seen(own, mark, column, prove) for mark, own in behind] if prove else []
        told = [one for one in seen if one is not None]
        lines.append((column, sum(told), len(told), prove.__doc__ if told else ""))
        differing += [
            {"mark": number, "column": column, "plotted": marks[column].iloc[number]}
            for number, one in enumerate(seen)
            if one is False
        ]
    table = pd.DataFrame(lines, columns=["column", "proved", "marks", "how"]).set_index("column")
    return Recomputed(table, pd.DataFrame(differing, columns=["mark", "column", "plotted"]))


def _rows(exhibit) -> pd.DataFrame:
    """The claims as the file has them, with the day of each statement, its source's names, bounds as numbers."""
    folder = exhibit.claims.folder
    stamps = tuple((stat.st_mtime_ns, stat.st_size) for name in FILES for stat in ((folder / f"{name}.csv").stat(),))
    return _read(folder, exhibit.claims.study.convention, stamps)


@lru_cache(maxsize=1)
def _read(folder: Path, convention: str, stamps: tuple) -> pd.DataFrame:
    """Read once while the files stay as they are, for all figures of a dataset."""
    files = {name: pd.read_csv(folder / f"{name}.csv", dtype=str, keep_default_na=False) for name in FILES}
    rows = files["claims"]
    order = rows.assign(rank=rows["date_basis"].map(RANK)).sort_values(["rank", "claimed_on"])
    rows["day"] = rows["statement_id"].map(order.groupby("statement_id")["claimed_on"].first())
    sources = files["sources"].set_index("source_id")
    for name in ("label", "group", "kind"):
        rows[name] = rows["source_id"].map(sources[name])
    rows["group_label"] = rows["group"].map(files["groups"].set_index("group")["label"])
    numbers = rows[["low", "best", "high"]].apply(pd.to_numeric)
    words = files["conventions"].query("convention == @convention").set_index("number_words")
    for end, bound in (("lo", "low"), ("hi", "high")):
        vague = pd.to_numeric(rows["number_words"].map(words[bound]))
        rows[end] = numbers["best"].fillna(numbers[bound]).fillna(vague)
    return rows.set_index("claim_id").astype({name: object for name in rows.columns.drop(["claim_id", "lo", "hi"])})


def _seen(own: pd.DataFrame, mark: dict, column: str, prove: Callable) -> bool | None:
    """Whether the rows behind a mark give its value; None where the mark has no value or follows from other answers."""
    value = mark[column]
    if own.empty or pd.isna(value) or value == "" or mark.get("implied") is True:
        return None
    told = prove(own, value, mark)
    return None if told is None else bool(told)


def _same(name: str) -> Callable:
    def prove(own: pd.DataFrame, value, mark) -> bool:
        return value in set(own[name])

    prove.__doc__ = f"{name} of a row behind the mark"
    return prove


def _counted(own: pd.DataFrame, value, mark) -> bool | None:
    """statements (by month or place) or rows (by period) behind the mark, counted"""
    if "period" in mark:
        return value == len(own)
    by_statement = {"month", "place_id"} & set(mark) and "answers" not in mark
    return value == len(set(own["statement_id"])) if by_statement else None


def _label(own: pd.DataFrame, value, mark) -> bool:
    """label of a row's source or of its group behind the mark"""
    names = set(own["label"]) | set(own["group"]) | set(own["group_label"])
    return value in names or value.split(", ")[0] in names


def _reports(own: pd.DataFrame, value, mark) -> bool:
    """documents, or documents of each statement behind the mark, counted"""
    return value in (len(set(own["document_id"])), len(set(zip(own["statement_id"], own["document_id"], strict=True))))


def _statements(own: pd.DataFrame, value, mark) -> bool:
    """statements behind the mark, counted"""
    return value == len(set(own["statement_id"]))


def _end(name: str) -> Callable:
    def prove(own: pd.DataFrame, value, mark) -> bool:
        return bool((own[name] == value).any())

    prove.__doc__ = (
        f"{'low' if name == 'lo' else 'high'} or best of a row behind the mark (vague words: conventions.csv)"
    )
    return prove


def _edge(own: pd.DataFrame, value, mark) -> bool:
    """low, best or high of a row behind the mark"""
    return value in set(own["lo"].dropna()) | set(own["hi"].dropna())


def _ratio(own: pd.DataFrame, value, mark) -> bool:
    """top / bottom, both figures of rows behind the mark"""
    edges = all(_edge(own, mark[name], mark) for name in ("top", "bottom"))
    return edges and abs(mark["top"] / mark["bottom"] - value) < 1e-9


def _share(name: str) -> Callable:
    def prove(own: pd.DataFrame, value, mark) -> bool | None:
        known = own["attribution"].eq("unattributed") & own["kind"].ne("collective")
        named = own["attribution"].mask(known, "named")
        return abs(named.eq(name).mean() - value) < 1e-9 if "period" in mark else None

    prove.__doc__ = f"share of rows behind the mark with attribution {name} (named: of a known source, uncited, too)"
    return prove


COLUMNS: dict[str, Callable] = {
    "question_id": _same("question_id"),
    "source_id": _same("source_id"),
    "statement_id": _same("statement_id"),
    "place_id": _same("place_id"),
    "label": _label,
    "group": _same("group"),
    "said_on": _same("day"),
    "as_of": _same("as_of"),
    "lo": _end("lo"),
    "hi": _end("hi"),
    "bottom": _edge,
    "others_lo": _edge,
    "others_hi": _edge,
    "ratio": _ratio,
    "reports": _reports,
    "statements": _statements,
    "n": _counted,
    **{name: _share(name) for name in ("named", "anonymous", "unattributed")},
}
