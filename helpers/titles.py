"""Titles of figures: findings, computed, short enough to stand above a chart."""

from __future__ import annotations

import pandas as pd

from helpers import estimates, positions
from helpers.dataset import Claims
from helpers.findings import highest, lowest
from helpers.words import count, day, listed


def gap_title(claims: Claims, question_id: str, period: pd.Series | None) -> str:
    """The finding of a chart of one count question, short enough for a title."""
    marks = estimates.figures(claims, question_id)
    if period is None:
        return range_title(claims, question_id, marks)
    return (
        f"{period['top_by']} said {highest(period)}, {period['bottom_by']} {lowest(period)}: "
        f"{period['ratio']:.1f} times apart for {count((period['end'] - period['start']).days, 'day')} in "
        f"{period['start']:%B %Y}"
    )


def range_title(claims: Claims, question_id: str, marks: pd.DataFrame) -> str:
    """How many statements, by how many sources, from what to what; figures that two outlets print, if there are any."""
    unit = claims.question(question_id)["unit"]
    spoken = marks[marks["mark"].ne("vague")] if marks["mark"].ne("vague").any() else marks
    firm = spoken[spoken["outlets"].ge(2)] if spoken["outlets"].ge(2).any() else spoken
    values = pd.concat([firm["lo"], firm["hi"]]).dropna()
    where = "those that two outlets print run " if len(firm) < len(spoken) else ""
    if values.empty:
        return f"No figure for {unit} in the record"
    who = f"{count(marks['statement_id'].nunique(), 'statement')} by {count(marks['source_id'].nunique(), 'source')}"
    vague = _in_words(marks)
    if values.min() == values.max():
        return f"{who}: {values.min():,.0f} {unit}{f' in {len(spoken)}' if vague else ''}{vague}"
    return f"{who}: {where}from {values.min():,.0f} to {values.max():,.0f} {unit}{vague}"


def _in_words(marks: pd.DataFrame) -> str:
    """How many figures are no numbers, and the words of the first; "" without any."""
    words = marks.loc[marks["number_words"].ne(""), "number_words"]
    if words.empty:
        return ""
    such = "" if words.nunique() == 1 else "words such as "
    return f"; {such}“{words.value_counts().index[0]}” in {len(words)}"


def coverage_title(claims: Claims, cells: pd.DataFrame, groups: pd.DataFrame) -> str:
    """Which group spoke most often, and which month or year is fullest; in statements."""
    if cells.empty:
        return "No claims in the record"
    total = cells.groupby("group")["n"].sum().reindex(groups.index)
    fullest = cells.groupby("month")["n"].sum().idxmax()
    when = f"{pd.Period(fullest):%B %Y} is the fullest month" if "-" in fullest else f"{fullest} is the fullest year"
    return f"{groups.at[total.idxmax(), 'label']} has most on record, {count(int(total.max()), 'statement')}; {when}"


def places_title(spots: pd.DataFrame, out: int) -> str:
    """Which place is named most often, and how many statements (`out`) are about none that has a point."""
    if spots.empty:
        return "No place was named"
    top, *rest = spots.sort_values("n", ascending=False).itertuples()
    others = f"; no other point in more than {rest[0].n}" if rest else ""
    without = f"; {out:,} name no point" if out else ""
    return f"{top.place} is named in {count(top.n, 'statement')}{others}{without}"


def answers_title(table: pd.DataFrame) -> str:
    """How many of the last answers are on another side than the first; rows of positions.latest."""
    if table.empty:
        return "No answer in the record"
    moved = positions.moved(table)
    to_yes = int(moved["answer"].isin(["yes", "likely"]).sum())
    return (
        f"{len(moved)} of {count(len(table), 'last answer')} lie on another side than the group's first; {to_yes} of "
        "them moved to yes or likely"
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
    lowered = steps[steps["times"] < 1]
    own = int(lowered["source_id"].eq(ends["growth"].idxmax()).sum())
    others = lowered.loc[lowered["source_id"].ne(ends["growth"].idxmax()), "source_id"].nunique()
    down = f", lowering it {'once' if own == 1 else f'{own} times'} on the way" if own else ""
    down += f"; {count(others, 'other')} lowered theirs" if others else ""
    return f"{top['label']} went from {top['before']} to {top['said']} {unit}{down or '; nobody lowered theirs'}"
