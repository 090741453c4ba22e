"""The key entries that a figure needs, no others."""

from __future__ import annotations

import pandas as pd

from helpers import positions
from helpers.charts.marks import repeated, unnamed

TURNED = ("bar", "hollow-bar", "up", "down", "vague")
KEYS = ("dot", "bar", "up", "down", "vague")


def figure_keys(marks: pd.DataFrame, *more: str) -> list[str]:
    """The key entries that a chart of figures needs, no others."""
    hollow = set(marks.loc[marks["forecast"], "mark"]) - set(marks.loc[~marks["forecast"], "mark"])
    found = [name for name in KEYS if name in set(marks["mark"]) and not (name == "dot" and name in hollow)]
    found = ["hollow-bar" if name == "bar" and name in hollow else name for name in found]
    if marks["forecast"].any():
        found.append("forecast")
    if unnamed(marks).any():
        found.append("anonymous")
    return found + list(more)


def flat(keys: list[str]) -> list[str]:
    """The entries for a chart whose numbers run along x: bars lie, arrows point to the side."""
    return [f"{name}-flat" if name in TURNED else name for name in keys]


def time_keys(marks: pd.DataFrame, stands: pd.DataFrame, *more: str) -> list[str]:
    """The key entries that a chart of figures over time needs, no others."""
    shown = marks.dropna(subset=["lo", "hi"], how="all")
    found = figure_keys(shown)
    if (shown["forecast"] & shown["as_of"].notna()).any():
        found.insert(found.index("forecast") + 1, "about")
    found += ["recalled"] if shown["recalled"].any() else []
    found += ["again"] if repeated(shown).any() else []
    return [*found, *(["stand"] if len(stands) else []), *more]


def answer_keys(answers: pd.DataFrame) -> list[str]:
    said = set(answers["answer"])
    found = [f"{name}-line" for name in reversed(positions.SCALE) if name in said]
    return found + (["small"] if answers["implied"].any() else []) + (["again", "sides"] if len(answers) else [])


def bounds_key(rows: pd.DataFrame) -> list[str]:
    """The key entries for open sides, of rows with `lo` and `hi`."""
    found = {"up": rows["hi"].isna() & rows["lo"].notna(), "down": rows["lo"].isna() & rows["hi"].notna()}
    return [name for name, some in found.items() if some.any()]
