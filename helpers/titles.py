"""Titles of figures: findings, computed, short enough to stand above a chart."""

from __future__ import annotations

import pandas as pd

from helpers import estimates, findings, positions
from helpers.dataset import Claims
from helpers.findings import highest, lowest
from helpers.words import count, day, listed, quoted


def gap_title(claims: Claims, question_id: str, period: pd.Series | None) -> str:
    """The finding of a chart of one count question, short enough for a title."""
    marks = estimates.figures(claims, question_id)
    if period is None:
        return range_title(claims, question_id, marks)
    return (
        f"{period['top_by']} said {highest(period)}, {period['bottom_by']} {lowest(period)}: "
        f"{period['ratio']:.1f} times apart in {period['start']:%B %Y}"
    )


def range_title(claims: Claims, question_id: str, marks: pd.DataFrame) -> str:
    """How many statements, by how many sources, from what to what; figures that two outlets print, if there are any."""
    unit = claims.question(question_id)["unit"]
    firm = marks[marks["outlets"].ge(2)] if len(marks) and marks["outlets"].ge(2).any() else marks
    values = pd.concat([firm["lo"], firm["hi"]]).dropna()
    if values.empty:
        return f"No figure for {unit} in the record"
    who = f"{count(marks['statement_id'].nunique(), 'statement')} by {count(marks['source_id'].nunique(), 'source')}"
    if values.min() == values.max():
        return f"{who}: {values.min():,.0f} {unit}"
    return f"{who}: from {values.min():,.0f} to {values.max():,.0f} {unit}"


def coverage_title(claims: Claims, cells: pd.DataFrame, groups: pd.DataFrame) -> str:
    """Which group spoke most often, and which month is fullest; in statements."""
    if cells.empty:
        return "No claims in the record"
    total = cells.groupby("group")["n"].sum().reindex(groups.index)
    month = pd.Period(cells.groupby("month")["n"].sum().idxmax(), "M").strftime("%B %Y")
    most = count(int(total.max()), "statement")
    return f"{groups.at[total.idxmax(), 'label']} spoke most often, {most}; {month} is the fullest month"


def places_title(spots: pd.DataFrame) -> str:
    """Which place is named most often."""
    if spots.empty:
        return "No place was named"
    top, *rest = spots.sort_values("n", ascending=False).itertuples()
    others = f"; no other place in more than {rest[0].n}" if rest else ""
    return f"{top.place} is named in {count(top.n, 'statement')}{others}"


def divided_title(claims: Claims) -> str:
    """The most divided question, short enough for a title."""
    value = findings.find(claims, "most-divided").value
    if not value.get("question_id"):
        return "No question was answered both yes and no"
    return (
        f"{quoted(claims, value['question_id'])} {value['support']} sources said yes or likely, "
        f"{value['against']} no or unlikely"
    )


def moved_title(claims: Claims, question_id: str) -> str:
    """Which of the main groups crossed sides on one question; else how the statements divide."""
    table = positions.moved(positions.latest(claims, (question_id,)))
    table = table[table["group"].map(claims.groups["strong"]).eq("yes")]
    words = positions.WORDS
    if table.empty:
        said = positions.positions(claims, question_id)["answer"].value_counts()
        shares = listed([f"{words[name]} {said[name]}" for name in reversed(positions.SCALE) if name in said])
        return f"No main group crossed sides; statements: {shares}" if len(said) else "No answer in the record"
    top = table.iloc[0]
    return (
        f"{claims.groups.at[top['group'], 'label']} went from {words[top['first_answer']]} ({day(top['since'])}) to "
        f"{words[top['answer']]} ({day(top['turned'])})"
    )


def ladder_title(claims: Claims, question_id: str, steps: pd.DataFrame) -> str:
    """Whose own figure grew most, and how many sources ever lowered theirs."""
    unit = claims.question(question_id)["unit"]
    if steps.empty:
        return f"No source gave two different totals of {unit}"
    ends = steps.groupby("source_id").agg(
        label=("label", "last"), before=("before", "first"), said=("said", "last"), growth=("times", "prod")
    )
    top = ends.loc[ends["growth"].idxmax()]
    lower = steps.loc[steps["times"] < 1, "source_id"].nunique()
    down = f"; {count(lower, 'source')} also lowered it" if lower else "; nobody lowered it"
    return f"{top['label']} went from {top['before']} to {top['said']} {unit}{down}"
