"""Counts that grow: how each source revised its own figure, and what one statement's figures imply together."""

from __future__ import annotations

from itertools import groupby, pairwise
from operator import itemgetter

import pandas as pd

from helpers import estimates
from helpers.dataset import Claims
from helpers.frames import dated, records


def ladder(claims: Claims, question_id: str, *, least: int = 2) -> pd.DataFrame:
    """The revision ladder of each named source on one count question: its own figure after figure.

    One row per change: source_id label group said_on lo hi said; before_on before before_lo before_hi (its last other
    figure); days (lag); times (size against the one before, from bounds: the least change that makes both true; 1 =
    they can be the same); reports; claim_ids (of both). The most printed figure of a day counts; vague words,
    forecasts, recollections, counts of one event, unnamed speakers and figures that fewer outlets print than the study
    asks of a standing one are left out, as are sources with fewer than `least` different figures. Oldest first.
    """
    own, outlets = records(estimates.firm(estimates.figures(claims, question_id))), claims.study.stand_outlets
    own = [figure for figure in own if figure["main"] and figure["outlets"] >= outlets]
    own = [figure for figure in own if figure["speaker"] not in ("collective", "outlet")]
    own.sort(key=itemgetter("source_id", "said_on", "reports"))
    days = {(figure["source_id"], figure["said_on"]): figure for figure in own}
    rows = []
    for _, steps in groupby(days.values(), key=itemgetter("source_id")):
        changed = [next(figures) for _, figures in groupby(steps, key=bounds)]
        if len(changed) >= least:
            rows += [_step(before, after) for before, after in pairwise(changed)]
    columns = ["source_id", "label", "group", "said_on", "lo", "hi", "said", "before_on", "before", "before_lo"]
    columns += ["before_hi", "days", "times", "reports", "claim_ids"]
    table = dated(rows, columns, "said_on", "before_on")
    return table.sort_values(["said_on", "source_id"], ignore_index=True)


def bounds(figure: dict) -> tuple:
    return tuple(None if pd.isna(figure[side]) else figure[side] for side in ("lo", "hi"))


def _step(before: dict, after: dict) -> dict:
    if after["lo"] > before["hi"]:
        times = after["lo"] / before["hi"] if before["hi"] else float("inf")
    elif after["hi"] < before["lo"]:
        times = after["hi"] / before["lo"]
    else:
        times = 1.0
    return {
        **{name: after[name] for name in ("source_id", "label", "group", "said_on", "lo", "hi", "reports")},
        "said": estimates.say(after),
        "before_on": before["said_on"],
        "before": estimates.say(before),
        "before_lo": before["lo"],
        "before_hi": before["hi"],
        "days": (after["said_on"] - before["said_on"]).days,
        "times": times,
        "claim_ids": tuple(sorted({*before["claim_ids"], *after["claim_ids"]})),
    }


def ratios(claims: Claims, part: str, whole: str) -> pd.DataFrame:
    """How many of `whole` come to one of `part` (wounded to one killed) where one statement gives both.

    From bounds, so open sides stay open (NaN): low = least whole / greatest part, high = greatest whole / least part.
    Columns: statement_id source_id label group said_on part whole (as said) low high reports outlets (that print both,
    at most) claim_ids, oldest first.
    Of several printed forms the one that most outlets print counts. Forecasts, vague words, counts of one event and
    ratios that are open on both sides are left out.
    """
    sides = []
    for name in (part, whole):
        marks = estimates.figures(claims, name)
        marks = marks[~marks["forecast"] & ~marks["event"] & marks["number_words"].eq("") & marks["main"]]
        sides.append(marks.sort_values(["outlets", "reports"], kind="stable").groupby("statement_id").tail(1))
    keys = ["statement_id", "source_id", "label", "group", "said_on"]
    both = sides[0].merge(sides[1], on=keys, suffixes=("_part", "_whole"))
    columns = [*keys, "part", "whole", "low", "high", "reports", "outlets", "claim_ids"]
    if both.empty:
        return pd.DataFrame(columns=columns)
    said = {
        side: [
            estimates.say(row)
            for _, row in both[[f"{name}_{side}" for name in estimates.AS_SAID]]
            .rename(columns=lambda name: name.rsplit("_", 1)[0])
            .iterrows()
        ]
        for side in ("part", "whole")
    }
    both = both.assign(
        **said,
        low=(both["lo_whole"] / both["hi_part"]).where(both["hi_part"] > 0),
        high=(both["hi_whole"] / both["lo_part"]).where(both["lo_part"] > 0),
        reports=both[["reports_part", "reports_whole"]].max(axis=1),
        outlets=both[["outlets_part", "outlets_whole"]].min(axis=1),
        claim_ids=[a + b for a, b in zip(both["claim_ids_part"], both["claim_ids_whole"], strict=True)],
    )
    told = both[both[["low", "high"]].notna().any(axis=1)]
    return told[columns].sort_values(["said_on", "source_id"], ignore_index=True)


def span(table: pd.DataFrame) -> tuple[str, str]:
    """The least and the greatest of `ratios` in words, with their bounds; of rows that are not empty."""
    ends = table[["low", "high"]].bfill(axis=1)["low"], table[["low", "high"]].ffill(axis=1)["high"]
    rows = ((table.loc[ends[0].idxmin()], ends[0].min()), (table.loc[ends[1].idxmax()], ends[1].max()))
    hedges = ["at most " * pd.isna(row["low"]) + "at least " * pd.isna(row["high"]) for row, _ in rows]
    return tuple(f"{hedge}{value:.1f}" for hedge, (_, value) in zip(hedges, rows, strict=True))
