"""Findings about losses."""

from __future__ import annotations

import pandas as pd

from helpers import losses
from helpers.dataset import Claims
from helpers.disagreement import distance
from helpers.findings.registry import COUNTS, finding
from helpers.words import count, day, listed, quoted, times


@finding(
    "losses-grew",
    "Whose figure for losses grew most?",
    effect="times",
    reads=COUNTS,
    same=("question_id", "source_id"),
    above=1,
    brief=True,
    label="the last figure over the first",
    unit="times",
    meaning="the figure of the same source grew most, on the same question",
)
def losses_grew(claims: Claims):
    question, steps = _most_revised(claims)
    if steps.empty:
        return {"times": None}, "No source gave two different figures for losses: nothing to compare.", ()
    first, last = steps.iloc[0], steps.iloc[-1]
    growth = _growth(steps)
    value = {"question_id": question, "source_id": last["source_id"], "times": growth, "revisions": len(steps)}
    sentence = (
        f"{quoted(claims, question)} {last['label']} revised its own figure most: {first['before']} "
        f"({day(first['before_on'])}) became {last['said']} ({day(last['said_on'])}), {times(growth)} as many, in "
        f"{count(len(steps), 'step')}."
    )
    return value, sentence, tuple(claim for ids in steps["claim_ids"] for claim in ids)


def _most_revised(claims: Claims) -> tuple[str, pd.DataFrame]:
    """The question and the steps of the named source whose last figure is most times its first."""
    best, found = "", pd.DataFrame()
    for question in claims.study.loss_questions:
        for _, steps in losses.ladder(claims, question).groupby("source_id", sort=True):
            if found.empty or _growth(steps) > _growth(found):
                best, found = question, steps
    return best, found


def _growth(steps: pd.DataFrame) -> float:
    """Last figure against the first, from bounds: the least growth that makes both true."""
    first, last = steps.iloc[0], steps.iloc[-1]
    return 2 ** distance((last["lo"], last["hi"]), (first["before_lo"], first["before_hi"]))


@finding(
    "wounded-to-killed",
    "How many wounded to one killed?",
    effect="highest",
    reads=COUNTS,
    above=1,
    label="the highest ratio",
    unit="to one",
    meaning="the ratio is above one to one",
)
def wounded_to_killed(claims: Claims):
    names = claims.study.ratio_questions
    table = losses.ratios(claims, *names) if len(names) == 2 else pd.DataFrame()
    if len(table):
        table = table[table["source_id"].map(claims.speakers).ne("outlet")]
    if table.empty:
        return {"highest": None}, "No statement gives both figures as numbers: no ratio follows.", ()
    ends = table[["low", "high"]].bfill(axis=1)["low"], table[["low", "high"]].ffill(axis=1)["high"]
    least, most = table.loc[ends[0].idxmin()], table.loc[ends[1].idxmax()]
    low, high = losses.span(table)
    value = {"lowest": float(ends[0].min()), "highest": float(ends[1].max()), "statements": len(table)}
    units = listed([claims.question(name)["unit"] for name in names])
    sentence = (
        f"{count(len(table), 'statement')} give{'s' if len(table) == 1 else ''} both {units}; the ratio that follows "
        f"runs from {low} ({least['label']}, {day(least['said_on'])}) to {high} ({most['label']}, "
        f"{day(most['said_on'])}) to one."
    )
    return value, sentence, tuple(claim for ids in table["claim_ids"] for claim in ids)
