"""When a statement was made, as far as its reports tell."""

from __future__ import annotations

import pandas as pd


def with_said_on(rows: pd.DataFrame) -> pd.DataFrame:
    """With `said_on`, and `or_before`: is that day the last of a year, and no report states it? It then stands for a
    year or a month of which no day is known, as far as the table can tell."""
    rows = rows.assign(said_on=statement_day(rows))
    founded = rows["claimed_on"].eq(rows["said_on"]) & rows["date_basis"].ne("inferred")
    exact = rows["statement_id"].isin(rows.loc[founded, "statement_id"])
    return rows.assign(or_before=rows["said_on"].dt.is_year_end & ~exact)


def statement_day(rows: pd.DataFrame) -> pd.Series:
    """The day of the utterance: the best-founded day that any of its reports gives, the earliest of those."""
    if rows.empty:
        return rows["claimed_on"]
    rank = rows["date_basis"].map({"stated": 0, "inferred": 1, "published": 2})
    order = rows.assign(rank=rank).sort_values(["rank", "claimed_on"])
    return rows["statement_id"].map(order.groupby("statement_id")["claimed_on"].first())
