"""As known on a day; forecasts against later figures; answers against what was later admitted."""

from __future__ import annotations

from operator import itemgetter

import numpy as np
import pandas as pd

from helpers import estimates, losses, positions
from helpers.dataset import Claims
from helpers.days import with_said_on
from helpers.frames import dated, records

BESIDES = "in addition"  # how the note of a count of more to come opens, besides those already there
GRACE_DAYS = 60  # how long after its day a forecast may be answered
INTERVAL_FROM = 10  # statements: of fewer, a percentile bootstrap covers the mean far less often than it says
# Fixed before any score was computed: what an answer is worth as a probability of yes.
CHANCE = {"yes": 1.0, "likely": 0.75, "unconfirmed": 0.5, "unlikely": 0.25, "no": 0.0}


def as_known(claims: Claims, day: pd.Timestamp | str) -> Claims:
    """The dataset with only what had been published by `day`, days of statements as they were known then."""
    known = claims.where(claims.rows["published"] <= pd.Timestamp(day))
    return Claims(with_said_on(known.rows), known.study, known.tables, known.folder)


def forecasts(
    claims: Claims, question_id: str, *, grace_days: int = GRACE_DAYS, outlets: int | None = None
) -> pd.DataFrame:
    """Forecasts with a day, against what the same source and the others said once that day had come; all of them
    printed by at least `outlets` outlets, by default as many as the study asks of a standing figure. Not those of more
    to come: no later total answers these. Nor later figures of which no document tells the day: they may be older.

    `question_id`: a key of the study's `realised`. Columns: statement_id label group said_on as_of lo hi outlets said;
    own, own_on, own_lo, own_hi (the source's first figure from the day on, at most `grace_days` later; blank = it gave
    none by itself that enough outlets print); others (n sources), others_lo, others_hi (range of the figures that
    others gave in those days), others_ids (claims); claim_ids.
    """
    least, grace = outlets or claims.study.stand_outlets, pd.Timedelta(days=grace_days)
    due, later = _due(claims, question_id)[0], _in_numbers(claims, claims.study.realised[question_id])
    later = [mark for mark in later if not mark["forecast"] and mark["speaker"] != "collective"]
    later = [mark for mark in later if mark["outlets"] >= claims.study.stand_outlets]
    stated = set(claims.stated.loc[claims.stated["date_basis"].eq("stated"), "statement_id"])
    later = [mark for mark in later if not mark["joint"] and mark["statement_id"] in stated]
    rows = claims.stated[claims.stated["as_of"].notna()]
    outlet = dict(zip(rows["claim_id"], rows["outlet"], strict=True))  # of those who print the day, too
    due = [mark | {"outlets": len({outlet[one] for one in mark["claim_ids"] if one in outlet})} for mark in due]
    due = [mark for mark in due if mark["outlets"] >= least]
    due = {(mark["statement_id"], losses.bounds(mark)): mark for mark in sorted(due, key=itemgetter("reports"))}
    rows = [_held(mark, later, grace) for mark in due.values()]
    columns = [
        "statement_id",
        "label",
        "group",
        "said_on",
        "as_of",
        "lo",
        "hi",
        "outlets",
        "said",
        "own",
        "own_on",
        "own_lo",
    ]
    columns += ["own_hi", "others", "others_lo", "others_hi", "others_ids", "claim_ids"]
    table = dated(rows, columns, "said_on", "as_of", "own_on")
    return table.sort_values(["as_of", "said_on", "statement_id"], ignore_index=True)


def more_to_come(claims: Claims, question_id: str) -> int:
    """How many forecasts with a day `forecasts` leaves out: those of more to come."""
    return len(_due(claims, question_id)[1])


def _due(claims: Claims, question_id: str) -> tuple[list[dict], list[dict]]:
    """The forecasts with a day that are totals, and those of more to come."""
    marks = [mark for mark in _in_numbers(claims, question_id) if mark["forecast"] and mark["as_of"] > mark["said_on"]]
    besides = [mark["note"].lower().startswith(BESIDES) for mark in marks]
    return tuple([mark for mark, more in zip(marks, besides, strict=True) if more is side] for side in (False, True))


def _in_numbers(claims: Claims, question_id: str) -> list[dict]:
    """The figures on a question, without vague words and those that more documents print as another answer."""
    marks = records(estimates.figures(claims, question_id))
    return [mark for mark in marks if mark["main"] and not mark["number_words"]]


def _held(mark: dict, later: list[dict], grace: pd.Timedelta) -> dict:
    day, last = mark["as_of"], mark["as_of"] + grace
    due = [figure for figure in later if day <= figure["said_on"] <= last and not figure["as_of"] < day]
    own = [figure for figure in due if figure["source_id"] == mark["source_id"]]
    others = [figure for figure in due if figure["source_id"] != mark["source_id"]]
    first = min(own, key=lambda figure: (figure["said_on"], -figure["reports"]), default=None)
    bounds = [figure[side] for figure in others for side in ("lo", "hi") if pd.notna(figure[side])]
    return {
        **{name: mark[name] for name in ("statement_id", "label", "group", "said_on", "as_of", "lo", "hi", "outlets")},
        "said": estimates.say(mark),
        "own": "" if first is None else estimates.say(first),
        "own_on": pd.NaT if first is None else first["said_on"],
        "own_lo": np.nan if first is None else first["lo"],
        "own_hi": np.nan if first is None else first["hi"],
        "others": len({figure["source_id"] for figure in others}),
        "others_lo": min(bounds, default=np.nan),
        "others_hi": max(bounds, default=np.nan),
        "others_ids": tuple(sorted({claim for figure in others for claim in figure["claim_ids"]})),
        "claim_ids": tuple(sorted({*mark["claim_ids"], *(first["claim_ids"] if first is not None else ())})),
    }


def admission(claims: Claims, question_id: str) -> pd.Timestamp | None:
    """The day by which every admitting group had said yes itself; None while one of them had not."""
    days = own_yes(claims, question_id)
    return days.max() if len(days) == len(claims.study.admitting_groups) > 0 else None


def own_yes(claims: Claims, question_id: str) -> pd.Series:
    """The day of the first yes of each admitting group that said it, by group."""
    answers = positions.positions(claims, question_id)
    own = answers[answers["answer"].eq("yes") & answers["group"].isin(claims.study.admitting_groups)]
    return own.groupby("group")["said_on"].min()


def scored(claims: Claims, question_id: str, *, since: pd.Timestamp | None = None) -> pd.DataFrame:
    """Statements before the admission, each with its Brier score against it: (chance - 1) squared, 0 best, 1 worst.

    Brier (1950), Verification of forecasts expressed in terms of probability, Monthly Weather Review 78: 1-3, in the
    half form for two outcomes. From `since` on, by default anyone's first yes: what was admitted does not say from
    which day it was so, and an earlier no may have been right. An admitting group is scored up to its own first yes.
    What an outlet says of a source without citing it has no score. Adds `chance`, `score`, `early` (days before
    admission) to the rows of positions.positions; empty without an admission.
    """
    answers = positions.positions(claims, question_id)
    admitted = admission(claims, question_id)
    if admitted is None:
        return answers.iloc[:0].assign(chance=0.0, score=0.0, early=0)
    first = answers.loc[answers["answer"].eq("yes"), "said_on"].min()
    asked = answers[answers["own"] & (answers["said_on"] >= (since or first)) & (answers["said_on"] < admitted)]
    own = asked["group"].map(own_yes(claims, question_id))
    asked = asked[~(asked["said_on"] >= own)]
    chance = asked["answer"].map(CHANCE)
    return asked.assign(chance=chance, score=(chance - 1) ** 2, early=(admitted - asked["said_on"]).dt.days)


def scores(rows: pd.DataFrame, *, by: str = "group", draws: int = 1000, seed: int = 20261122) -> pd.DataFrame:
    """Mean Brier score per `by`, with a 95% percentile-bootstrap interval over statements.

    `rows`: of scored(). Columns: n, score, low, high (NaN below INTERVAL_FROM statements or where all are alike: the
    bootstrap can say nothing), earliest (days before the admission of the first yes; NaN = none), claim_ids. In
    alphabetical order: no ranking.
    """
    random = np.random.default_rng(seed)
    table = []
    for name, own in rows.groupby(by, sort=True):
        values = own["score"].to_numpy()
        drawn = random.choice(values, (draws, len(values))).mean(axis=1)
        enough = len(values) >= INTERVAL_FROM and len(set(values)) > 1
        low, high = np.percentile(drawn, [2.5, 97.5]) if enough else (np.nan, np.nan)
        table.append(
            {
                by: name,
                "n": len(values),
                "score": values.mean(),
                "low": low,
                "high": high,
                "earliest": own.loc[own["answer"].eq("yes"), "early"].max(),
                "claim_ids": tuple(sorted({claim for ids in own["claim_ids"] for claim in ids})),
            }
        )
    columns = [by, "n", "score", "low", "high", "earliest", "claim_ids"]
    return pd.DataFrame(table, columns=columns).set_index(by)
