"""Counts: figures as they were said, what stands on a day, and the gap between the standing figures."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.dataset import Claims

AS_SAID = ["low", "best", "high", "number_words", "qualifier"]


class IncomparableError(ValueError):
    """Two questions were about to share one axis."""


def one_count(claims: Claims, question_id: str) -> pd.DataFrame:
    """Rows of one count question. IncomparableError for anything else, a list of questions included."""
    if not isinstance(question_id, str):
        raise IncomparableError(
            f"{', '.join(question_id)} are different questions: soldiers, workers, places and "
            "kinds of loss never share an axis. Draw one chart for each."
        )
    rows = claims.answers(question_id)
    if claims.question(question_id)["kind"] != "count":
        raise IncomparableError(f"{question_id} is answered with yes or no, not with a number; use helpers.positions.")
    return rows


def bounds(rows: pd.DataFrame, conventions: pd.DataFrame, convention: str) -> pd.DataFrame:
    """Add `lo` and `hi`: the interval that was said. NaN is an open side, and stays open.

    Vague words take the reading of `convention`; words that it does not know stay open on both sides.
    """
    known = conventions[conventions["convention"].eq(convention)].set_index("number_words")
    words = rows["number_words"].str.lower()
    low = words.map(pd.to_numeric(known["low"])).astype("float64")
    high = words.map(pd.to_numeric(known["high"])).astype("float64")
    return rows.assign(
        lo=rows["best"].fillna(rows["low"]).fillna(low), hi=rows["best"].fillna(rows["high"]).fillna(high)
    )


def figures(claims: Claims, question_id: str, *, convention: str | None = None) -> pd.DataFrame:
    """One row per figure of one statement: the same figure in ten reports is one row, another figure another.

    Columns: statement_id source_id label group speaker said_on as_of forecast attribution lo hi, the cells as said,
    `mark` (dot bar up down vague), `reports` (documents), `outlets`, `main` (no other question has this figure of this
    statement in more documents) and `claim_ids` (tuple). Oldest first.
    """
    rows = bounds(one_count(claims, question_id), claims.tables["conventions"], convention or claims.study.convention)
    if rows.empty:
        return rows.assign(mark="", reports=0, outlets=0, main=True, claim_ids=None)
    keys = ["statement_id", "source_id", "label", "group", "speaker", "said_on", "forecast", *AS_SAID, "lo", "hi"]
    merged = (
        rows.groupby(keys, dropna=False, sort=False)
        .agg(
            as_of=("as_of", "max"),
            reports=("document_id", "nunique"),
            outlets=("outlet", "nunique"),
            claim_ids=("claim_id", tuple),
            attribution=("attribution", "first"),
            place=("place", "first"),
            note=("note", "first"),
        )
        .reset_index()
    )
    merged["mark"] = merged.apply(_mark, axis=1)
    merged["main"] = _main(claims, question_id, merged)
    return merged.sort_values(["said_on", "source_id", "lo", "hi"], ignore_index=True)


def _main(claims: Claims, question_id: str, merged: pd.DataFrame) -> pd.Series:
    """False where more documents print the same number of the same statement as an answer to another question."""
    rows = claims.rows[claims.rows["statement_id"].isin(merged["statement_id"]) & claims.rows["kind"].eq("count")]
    number = rows[["best", "low", "high"]].bfill(axis=1).iloc[:, 0]
    printed = rows.assign(number=number).groupby(["statement_id", "number", "question_id"])["document_id"].nunique()
    most = printed.groupby(["statement_id", "number"]).max()
    own = printed[printed.index.get_level_values("question_id") == question_id].droplevel("question_id")
    outvoted = own[own < most.reindex(own.index)].index
    number = merged[["best", "low", "high"]].bfill(axis=1).iloc[:, 0]
    return ~pd.MultiIndex.from_arrays([merged["statement_id"], number]).isin(outvoted)


def _mark(row: pd.Series) -> str:
    if row["number_words"]:
        return "vague"
    return {"at_least": "up", "up_to": "down", "between": "bar"}.get(row["qualifier"], "dot")


def standing(marks: pd.DataFrame, *, window_days: int, least: int = 2, outlets: int = 2) -> pd.DataFrame:
    """What each source last said, until it says another figure or `window_days` pass. Oldest first.

    Of several figures on one day the one with most reports stands. What does not stand: vague words, forecasts,
    unnamed and collective speakers, sources with fewer than `least` statements on the question, figures that fewer
    than `outlets` outlets print, and those that more documents print as an answer to another question; so that one
    outlet's slip makes no gap. Any later figure of the source ends the standing one, whether it stands or not.
    Columns: source_id label group start end lo hi claim_ids.
    """
    spoken = marks[~marks["forecast"] & marks["number_words"].eq("") & marks["attribution"].eq("named")]
    now = spoken[spoken["speaker"].ne("collective") & spoken["outlets"].ge(outlets) & spoken["main"]]
    now = now[now.groupby("source_id")["statement_id"].transform("nunique") >= least]
    columns = ["source_id", "label", "group", "start", "end", "lo", "hi", "claim_ids"]
    if now.empty:
        return pd.DataFrame(columns=columns)
    day = now.sort_values(["source_id", "said_on", "reports"], kind="stable")
    day = day.groupby(["source_id", "said_on"], as_index=False).last().rename(columns={"said_on": "start"})
    lapse = day["start"] + pd.Timedelta(days=window_days)
    later = (
        spoken[["source_id", "said_on"]].drop_duplicates().sort_values("said_on").rename(columns={"said_on": "next"})
    )
    following = pd.merge_asof(
        day[["source_id", "start"]].reset_index().sort_values("start"),
        later,
        left_on="start",
        right_on="next",
        by="source_id",
        direction="forward",
        allow_exact_matches=False,
    )
    following = following.set_index("index")["next"].reindex(day.index)
    day["end"] = following.where(following < lapse, lapse)
    return day[columns].sort_values(["start", "source_id"], ignore_index=True)


def standing_on(claims: Claims, question_id: str) -> pd.DataFrame:
    """standing() of one question by the study's own settings."""
    study = claims.study
    return standing(
        figures(claims, question_id),
        window_days=study.window_days,
        least=study.stand_statements,
        outlets=study.stand_outlets,
    )


def gap(stands: pd.DataFrame) -> pd.DataFrame:
    """The gap that the standing figures leave, period by period, from bounds.

    `top` = highest lower bound, `bottom` = lowest upper bound, `ratio` = top / bottom: above 1, no single number
    can make all of them true; "at least 3,000" and "12,000" leave no gap. Columns: start end top bottom ratio
    top_by bottom_by (labels) top_open bottom_open (it was "at least", "up to") n claim_ids. Periods with fewer than
    two figures are left out.
    """
    edges = sorted(set(stands["start"]) | set(stands["end"])) if len(stands) else []
    rows = []
    for start, end in zip(edges, edges[1:], strict=False):
        now = stands[(stands["start"] <= start) & (stands["end"] >= end)]
        if len(now) < 2 or now["lo"].isna().all() or now["hi"].isna().all():
            continue
        top, bottom = now.loc[now["lo"].idxmax()], now.loc[now["hi"].idxmin()]
        rows.append(
            {
                "start": start,
                "end": end,
                "top": top["lo"],
                "bottom": bottom["hi"],
                "ratio": top["lo"] / bottom["hi"] if bottom["hi"] else np.inf,
                "top_by": top["label"],
                "bottom_by": bottom["label"],
                "top_open": np.isnan(top["hi"]),
                "bottom_open": np.isnan(bottom["lo"]),
                "n": len(now),
                "claim_ids": tuple(sorted({*top["claim_ids"], *bottom["claim_ids"]})),
            }
        )
    names = [
        "start",
        "end",
        "top",
        "bottom",
        "ratio",
        "top_by",
        "bottom_by",
        "top_open",
        "bottom_open",
        "n",
        "claim_ids",
    ]
    return pd.DataFrame(rows, columns=names)


def widest(gaps: pd.DataFrame) -> pd.Series | None:
    """The period of `gap` with the highest ratio above 1; None when there is none."""
    gaps = gaps[gaps["ratio"] > 1]
    return None if gaps.empty else gaps.loc[gaps["ratio"].idxmax()]


def versions(claims: Claims, question_id: str) -> pd.DataFrame:
    """Statements of which different documents print different figures: one row per version."""
    marks = figures(claims, question_id)
    marks = marks[~marks.duplicated(["statement_id", *AS_SAID])]
    documents = claims.rows.set_index("claim_id")["document_id"]
    documents = documents[~documents.index.duplicated()]
    forms = marks.groupby("statement_id")["claim_ids"]
    apart = forms.agg(lambda ids: len(ids) > 1 and len({documents[i] for group in ids for i in group}) > 1)
    several = marks["statement_id"].map(apart)
    return marks[several].sort_values(["said_on", "statement_id", "lo", "hi"], ignore_index=True)


def say(row: pd.Series) -> str:
    """The figure in words, with its hedge: "at least 3,000", "10,000 to 12,000", "several thousand"."""
    if row["number_words"]:
        return row["number_words"]
    if row["qualifier"] == "between":
        return f"{row['low']:,.0f} to {row['high']:,.0f}"
    hedge = {"about": "about ", "at_least": "at least ", "up_to": "up to "}.get(row["qualifier"], "")
    value = row[["best", "low", "high"]].dropna().iloc[0]
    return f"{hedge}{value:,.0f}"
