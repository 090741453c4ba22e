"""Stretches of time that follow each other without a break: drawn as one shape, they show no seams."""

from __future__ import annotations

import pandas as pd


def touching(periods: pd.DataFrame, *same: str) -> list[pd.DataFrame]:
    """`periods` (start, end) in parts whose rows each begin where the one before ended, alike in the columns `same`."""
    ordered = periods.sort_values("start", kind="stable")
    apart = ordered["start"].ne(ordered["end"].shift())
    for name in same:
        apart |= ordered[name].ne(ordered[name].shift())
    return [part for _, part in ordered.groupby(apart.cumsum())]
