"""Lead and lag: who answered yes first, and how long the others took."""

from __future__ import annotations

import warnings

import pandas as pd
from scipy.stats import CensoredData, ecdf

from helpers import positions
from helpers.dataset import Claims
from helpers.frames import records


def first_yes(claims: Claims, question_id: str, *, by: str = "source_id") -> pd.DataFrame:
    """Days from the first yes of anyone to each source's first yes, on one yes/no question.

    Only sources that answered the question at all; outlets, collective and unnamed speakers are left out. Columns:
    label group first_answer answered (its first day) yes (its first yes, NaT = never) lag (days; to its last answer
    where it never said yes, at least 0) observed (bool) last (its last answer) claim_ids. Earliest
    first; empty when nobody said yes.
    """
    rows = _single(claims, question_id)
    rows = rows[rows["attribution"].eq("named")]
    columns = ["label", "group", "first_answer", "answered", "yes", "lag", "observed", "last", "claim_ids"]
    start = rows.loc[rows["answer"].eq("yes"), "said_on"].min()
    if pd.isna(start):
        return pd.DataFrame(columns=columns)
    spoken: dict[str, list[dict]] = {}
    for answer in records(rows):
        spoken.setdefault(answer[by], []).append(answer)
    table = []
    for name, own in sorted(spoken.items()):
        first, last = own[0], own[-1]  # answers come oldest first
        yes = next((answer for answer in own if answer["answer"] == "yes"), None)
        shown = yes or last
        table.append(
            {
                by: name,
                "label": shown["label"],
                "group": shown["group"],
                "first_answer": first["answer"],
                "answered": first["said_on"],
                "yes": yes["said_on"] if yes else pd.NaT,
                "lag": max((shown["said_on"] - start).days, 0),
                "observed": yes is not None,
                "last": last["said_on"],
                "claim_ids": shown["claim_ids"],
            }
        )
    return pd.DataFrame(table).set_index(by)[columns].sort_values(["lag", "label"], kind="stable")


def _single(claims: Claims, question_id: str) -> pd.DataFrame:
    """The answers to one yes/no question, without those of outlets and collective speakers."""
    rows = positions.positions(claims, question_id)
    return rows[~rows["source_id"].map(claims.speakers).isin(["collective", "outlet"])]


def unnamed_yes(claims: Claims, question_id: str) -> pd.DataFrame:
    """Sources of first_yes for which someone unnamed said yes earlier, or alone did. Columns: label, said_on (that
    first day); earliest first."""
    rows = _single(claims, question_id)
    yes = rows[rows["answer"].eq("yes")].sort_values("said_on", kind="stable")
    first = yes.drop_duplicates("source_id").set_index("source_id")
    known = first_yes(claims, question_id)
    first = first[first.index.isin(known.index) & first["attribution"].ne("named")]
    return first.loc[~first["said_on"].eq(known["yes"].reindex(first.index)), ["label", "said_on"]]


def last_groups(claims: Claims, lags: pd.DataFrame) -> pd.Series:
    """The groups that said yes last, each by the first of its sources, with their days; none where all said it at once.
    `lags`: rows of first_yes. Groups of many voices have no yes of their own."""
    own = lags[lags["observed"].astype("bool") & ~lags["group"].isin(positions.many_voices(claims))]
    days = own.groupby("group")["lag"].min().reindex(claims.groups.index).dropna().astype("int64")
    return days[days.gt(0) & days.eq(days.max())].rename(claims.groups["label"])


def still_waiting(lags: pd.DataFrame) -> pd.DataFrame:
    """Share of the sources that have not yet said yes, day by day, with those who never did as censored.

    Product-limit estimate (Kaplan and Meier 1958, J. Am. Stat. Assoc. 53: 457-481) by scipy, with 95% intervals
    (log-log Greenwood). `lags`: rows of first_yes. Columns: day share low high at_risk; empty without a yes.
    """
    if not lags["observed"].any():
        return pd.DataFrame(columns=["day", "share", "low", "high", "at_risk"])
    observed = lags["observed"].astype("bool")
    data = CensoredData(
        uncensored=lags.loc[observed, "lag"].to_numpy("float64"), right=lags.loc[~observed, "lag"].to_numpy("float64")
    )
    curve = ecdf(data).sf
    with warnings.catch_warnings():  # undefined, so NaN, where nobody or everybody still waits
        warnings.simplefilter("ignore", RuntimeWarning)
        band = curve.confidence_interval(method="log-log") if len(lags) > 1 else None
    days = curve.quantiles
    return pd.DataFrame(
        {
            "day": days,
            "share": curve.probabilities,
            "low": band.low.probabilities if band else float("nan"),
            "high": band.high.probabilities if band else float("nan"),
            "at_risk": [int((lags["lag"] >= day).sum()) for day in days],
        }
    )


def median_wait(curve: pd.DataFrame) -> float:
    """First day on which half or fewer still wait; NaN when it never comes to that."""
    reached = curve[curve["share"] <= 0.5]
    return float(reached["day"].iloc[0]) if len(reached) else float("nan")


def half_said_yes(claims: Claims, question_id: str) -> pd.Timestamp | None:
    """The day by which half of the sources that ever answered had said yes; None when it never came to that."""
    lags = first_yes(claims, question_id)
    wait = median_wait(still_waiting(lags)) if len(lags) else float("nan")
    return None if pd.isna(wait) else lags["yes"].min() + pd.Timedelta(days=wait)
