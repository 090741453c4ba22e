"""Findings that only later days could show."""

from __future__ import annotations

import pandas as pd

from helpers import hindsight, positions
from helpers.dataset import Claims
from helpers.disagreement import distance
from helpers.findings.registry import ANSWERS, COUNTS, finding
from helpers.words import count, day, listed, quoted

FEW = 5  # of fewer, each is told by itself


@finding(
    "admitted",
    "How did answers before the admission compare with it?",
    effect="yes_share",
    reads=ANSWERS,
    above=0.5,
    brief=True,
    label="earlier statements that said yes",
    unit="%",
    meaning="more than half of them said yes",
)
def admitted(claims: Claims):
    question = next(iter(claims.study.admitted_questions), "")
    on = hindsight.admission(claims, question) if question else None
    if on is None:
        return {"yes_share": None}, "The record holds no admission: nothing to hold earlier answers against.", ()
    rows = hindsight.scored(claims, question)
    rows = rows[~rows["group"].isin(claims.study.admitting_groups)]
    if rows.empty:
        return {"yes_share": None}, "Nobody answered between the first yes and the admission.", ()
    yes = rows["answer"].eq("yes")
    value = {
        "question_id": question,
        "admitted": f"{on:%Y-%m-%d}",
        "statements": len(rows),
        "yes_share": float(yes.mean()),
        "days": int(rows.loc[yes, "early"].max()) if yes.any() else 0,
    }
    plain = int((yes & ~rows["implied"].astype("bool")).sum())
    value["stated"] = plain
    who = listed([claims.groups.at[name, "label"] for name in claims.study.admitting_groups])
    sentence = (
        f"{quoted(claims, question)} By {day(on)} {who} had said so themselves. Of {count(len(rows), 'statement')} "
        f"that others made in the {count(value['days'], 'day')} between the first yes and that day, "
        f"{int(yes.sum())} said yes or imply it ({plain} in so many words)."
    )
    return value, sentence, tuple(claim for ids in rows["claim_ids"] for claim in ids)


@finding(
    "path",
    "How did the groups that denied come to admit?",
    effect="days",
    reads=ANSWERS,
    same=("question_id",),
    above=0,
    label="days from the first other answer to the first yes",
    unit="days",
    meaning="the same question was first denied or evaded and then answered yes",
)
def path(claims: Claims):
    question = next(iter(claims.study.admitted_questions), "")
    names = [name for name in claims.study.admitting_groups if name in claims.groups.index]
    answers = positions.positions(claims, question) if question else pd.DataFrame()
    own = answers[answers["group"].isin(names)] if len(answers) else answers
    before = own[~own["answer"].isin(["yes", "likely"])] if len(own) else own
    yes = own[own["answer"].eq("yes")] if len(own) else own
    if before.empty or yes.empty:
        return {"days": None}, "Nobody first denied or evaded and then said yes.", ()
    first, last = before.iloc[0], yes.iloc[0]
    said = before["answer"].map(positions.WORDS).value_counts()
    value = {"question_id": question, "days": int((last["said_on"] - first["said_on"]).days), "before": len(before)}
    who = listed([claims.groups.at[name, "label"] for name in names])
    words = listed([f"“{name}” {n}" for name, n in said.items()])
    sentence = (
        f"{quoted(claims, question)} {who} answered {words} "
        f"times before the first yes; from the first such answer ({day(first['said_on'])}) to that yes "
        f"({last['label']}, {day(last['said_on'])}) passed {count(value['days'], 'day')}."
    )
    return value, sentence, tuple(claim for ids in own["claim_ids"] for claim in ids)


@finding(
    "forecasts",
    "Did figures come as they were forecast?",
    effect="typical",
    reads=COUNTS,
    within=0.25,
    label="the typical later figure over its forecast",
    unit="times",
    meaning="the typical ratio is within 0.25 of the suite's own",
)
def forecasts(claims: Claims):
    tables = [hindsight.forecasts(claims, name) for name in claims.study.realised]
    tables = [table for table in tables if len(table)]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame(columns=["own", "others", "claim_ids"])
    answered = table[answers(table)]
    if answered.empty:
        return {"typical": None}, "No figure was given by 2 outlets once the day of a forecast had come.", ()
    off = _off(answered)
    value = {"forecasts": len(table), "checked": len(answered), "typical": float(off.median())}
    value |= {"least": float(off.min()), "most": float(off.max())}
    least = count(claims.study.stand_outlets, "outlet")
    sentence = (
        f"Of the forecasts with a number and a day, {len(table)} {'was' if len(table) == 1 else 'were'} printed by "
        f"{least} or more: {held(answered)}."
    )
    return value, sentence, tuple(claim for ids in (*table["claim_ids"], *table["others_ids"]) for claim in ids)


def answers(table: pd.DataFrame) -> pd.Series:
    """Which forecasts (rows of hindsight.forecasts) the same source or others answered once the day had come."""
    return table["own"].ne("") | table["others"].gt(0)


def _off(answered: pd.DataFrame) -> pd.Series:
    """The later figure, of the same source, else the range of the others', over the forecast; 1 where both can be
    true."""
    return answered.apply(lambda row: 2 ** distance(_later(row), (row["lo"], row["hi"])), axis=1)


def _later(row: pd.Series) -> tuple[float, float]:
    return tuple(row[[f"{'own' if row['own'] else 'others'}_{side}" for side in ("lo", "hi")]])


def held(answered: pd.DataFrame) -> str:
    """What was said later, of rows of hindsight.forecasts: each by itself where they are few, those with one later
    figure together; else how far off they were."""
    if len(answered) < FEW:
        same = answered.assign(month=[f"{moment:%B %Y}" for moment in answered["as_of"]])
        same["told"] = [f"{row.said} ({day(row.said_on)})" for row in answered.itertuples()]
        same["then"] = [_then(row) for row in answered.itertuples()]
        return "; ".join(
            f"{label} forecast {listed(rows['told'])} for {month}{then}"
            for (label, month, then), rows in same.groupby(["label", "month", "then"], sort=False)
        )
    off = _off(answered)
    return (
        f"for {len(answered)} of them there was a figure once the day had come: {off.min():.1f} to {off.max():.1f} "
        f"times the forecast, typically {off.median():.1f}"
    )


def _then(row) -> str:
    if row.own:
        return f", then said {row.own} ({day(row.own_on)})"
    run = f"{row.others_lo:,.0f} to {row.others_hi:,.0f}" if row.others_lo < row.others_hi else f"{row.others_lo:,.0f}"
    return f", and {count(row.others, 'other source')} then said {run}"
