"""Small tables, quickly: what a table costs to make and to filter counts where thousands are made."""

from __future__ import annotations

import numpy as np
import pandas as pd

DAY = "datetime64[us]"  # the type of every day, in empty tables too


def part(table: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    """The rows with `value` of a table that is sorted by `column`, numbered from 0."""
    values = table[column].to_numpy()
    start, end = np.searchsorted(values, value), np.searchsorted(values, value, side="right")
    return table.iloc[start:end].reset_index(drop=True)


def without(table: pd.DataFrame, column: str, values: set[str]) -> pd.DataFrame:
    """The rows whose `column` holds none of `values`."""
    return table[np.array([value not in values for value in table[column].tolist()], dtype="bool")]


def records(table: pd.DataFrame) -> list[dict]:
    """The rows as dictionaries, as `to_dict("records")` gives them, in a fraction of its time."""
    names, columns = table.columns.tolist(), [values.tolist() for _, values in table.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def dated(rows: list, columns: list[str], *days: str) -> pd.DataFrame:
    """A table of `rows`, with days in the columns `days`."""
    table = pd.DataFrame(rows, columns=columns)
    return table.assign(**{name: table[name].astype(DAY) for name in days})
