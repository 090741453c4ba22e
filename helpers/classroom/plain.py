"""The record as a class meets it in lesson 3: one plain table of figures, and one organisation under two names."""

from __future__ import annotations

import pandas as pd

from helpers import estimates
from helpers.dataset import Claims

KEPT = ["exact", "about", "at_least", "up_to"]
SMALL = ("of", "for", "the", "and")


def figures(claims: Claims, *questions: str) -> pd.DataFrame:
    """One row per figure of one statement: day, source, question, qualifier, number; without `questions`, of the
    study's headline counts. Ranges, vague words and counts of one event are left out."""
    names = questions or claims.study.headline_counts
    rows = pd.concat([estimates.figures(claims, name) for name in names], ignore_index=True)
    rows = rows[rows["qualifier"].isin(KEPT) & ~rows["event"]]
    rows = rows.assign(number=rows[["best", "low", "high"]].bfill(axis=1).iloc[:, 0])
    rows = rows[claims.own(rows["said_on"])].rename(
        columns={"said_on": "day", "label": "source", "question_id": "question"}
    )
    rows = rows.sort_values("day", kind="stable", ignore_index=True)
    return rows[["day", "source", "question", "qualifier", "number"]]


def two_names(claims: Claims, rows: pd.DataFrame) -> pd.DataFrame:
    """The same rows, every other one of an organisation under another name that it has: of the one with most rows."""
    second = _second_name(claims, rows)
    if second is None:
        return rows
    own = rows.index[rows["source"].eq(second[0])]
    return rows.assign(source=rows["source"].where(~rows.index.isin(own[::2]), second[1]))


def other_names(claims: Claims, rows: pd.DataFrame) -> pd.DataFrame:
    """Other names of the organisations in the rows, those that the rows use first."""
    table = pd.DataFrame(_other_names(claims, rows), columns=["other name", "name in the chart"])
    used = table["other name"].isin(rows["source"])
    return pd.concat([table[used], table[~used]], ignore_index=True)


def _other_names(claims: Claims, rows: pd.DataFrame) -> list[tuple[str, str]]:
    """Other name and label: as the study's settings have them; where they have none, full names, else new ones."""
    sources, spoken = claims.tables["sources"].set_index("source_id"), set(rows["source"])
    labels = sources["label"]
    listed = [(_written(other), labels[name]) for other, name in claims.study.aliases.items()]
    full = [*zip(sources["name"], labels, strict=True)]
    for names in (listed, full):
        if fit := [(other, label) for other, label in names if other != label and label in spoken]:
            return fit
    return [(f"New {label}", label) for label in labels if label in spoken]


def _second_name(claims: Claims, rows: pd.DataFrame) -> tuple[str, str] | None:
    """The label of that organisation, and its other name."""
    others: dict[str, str] = {}
    for other, label in _other_names(claims, rows):
        others.setdefault(label, other)
    spoken = rows["source"].value_counts()
    return next(((label, others[label]) for label in spoken.index if label in others), None)


def _written(other: str) -> str:
    """The id of an other name as one would write it."""
    first, *rest = other.split("-")
    words = [first.upper() if len(first) < 4 else first.title()]
    return " ".join(words + [word if word in SMALL else word.title() for word in rest])
