"""Panels for groups whose figures crowd: a group is never divided, and none is left out."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

STRETCH = 0.1  # of the axis: about half an inch on a page
HELD = 25  # figures of one stretch that a panel still shows apart


def lanes(marks: pd.DataFrame, groups: list[str], span: tuple[pd.Timestamp, pd.Timestamp]) -> list[list[str]]:
    """The groups, in their order, in as many parts as their busiest stretch of the axis (`span`: first and last day)
    needs, so that the fullest part holds as little of it as can be."""
    first, last = span
    busy = _busiest(marks[marks["group"].isin(groups)], (last - first) * STRETCH)
    n = busy["group"].value_counts().reindex(groups, fill_value=0)
    parts = min(-(-int(n.sum()) // HELD), int(n.gt(0).sum())) or 1
    cuts = combinations(range(1, len(groups)), parts - 1)
    shares = ([groups[a:b] for a, b in zip((0, *cut), (*cut, len(groups)), strict=True)] for cut in cuts)
    return min(shares, key=lambda share: sorted((n[names].sum() for names in share), reverse=True))


def _busiest(marks: pd.DataFrame, length: pd.Timedelta) -> pd.DataFrame:
    """The figures of the stretch of days that holds most of them."""
    days = marks["said_on"].sort_values(kind="stable")
    held = pd.Series(days.searchsorted(days + length, side="right") - range(len(days)), index=days)
    start = held.idxmax() if len(held) else None
    return marks[marks["said_on"].between(start, start + length)] if len(held) else marks
