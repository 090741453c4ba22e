"""Titles of figures: findings, computed, short enough to stand above a chart."""

from __future__ import annotations

import pandas as pd

from helpers import positions
from helpers.dataset import Claims
from helpers.estimates import LASTING_DAYS
from helpers.findings import highest, lowest
from helpers.words import count, day, listed, quoted, said_day

HEDGES = {"dot": "", "up": "at least ", "down": "up to "}


def gap_title(claims: Claims, question_id: str, period: pd.Series | None, stands: pd.DataFrame, marks) -> str:
    """The finding of a chart of one count question, short enough for a title; `marks`: the figures that it draws;
    `stands`: those of them that stand, none where no gap can be measured."""
    if period is None:
        return _close_title(claims, question_id, stands) or range_title(claims, question_id, marks)
    return (
        f"{period['top_by']} said {highest(period)}, {period['bottom_by']} {lowest(period)}: "
        f"{period['ratio']:.1f} times apart for {count((period['end'] - period['start']).days, 'day')} from "
        f"{day(period['start'])}"
    )


def _close_title(claims: Claims, question_id: str, stands: pd.DataFrame) -> str:
    """That standing figures of several sources did not contradict each other for long, and their range."""
    if stands["source_id"].nunique() < 2:
        return ""
    low, high = stands[["lo", "hi"]].min(axis=None), stands[["lo", "hi"]].max(axis=None)
    unit = claims.question(question_id)["unit"]
    run = f"all say {low:,.0f} {unit}" if low == high else f"run from {low:,.0f} to {high:,.0f} {unit}"
    who = count(stands["source_id"].nunique(), "source")
    days = count(LASTING_DAYS, "day")
    return f"Standing figures of {who} {run}; no two of them contradicted each other for {days} or longer"


def range_title(claims: Claims, question_id: str, marks: pd.DataFrame) -> str:
    """How many statements, by how many sources, from what number to what; of the figures that a chart draws."""
    unit = claims.question(question_id)["unit"]
    drawn = marks.dropna(subset=["lo", "hi"], how="all")
    spoken = drawn[drawn["mark"].ne("vague")] if drawn["mark"].ne("vague").any() else drawn
    if spoken.empty:
        return f"No figure for {unit} in the record"
    who = f"{count(drawn['statement_id'].nunique(), 'statement')} by {count(drawn['source_id'].nunique(), 'source')}"
    vague = _in_words(drawn)
    low, high = spoken[["lo", "hi"]].min(axis=1), spoken[["lo", "hi"]].max(axis=1)
    if low.min() == high.max():
        said = " or ".join(f"{HEDGES[mark]}{low.min():,.0f}" for mark in HEDGES if mark in set(spoken["mark"]))
        n = f" in {spoken['statement_id'].nunique()}" if vague else ""
        return f"{who}: {said or f'{low.min():,.0f}'} {unit}{n}{vague}"
    shared = spoken[spoken["outlets"].ge(claims.study.stand_outlets)]
    alone, spoken = len(shared) > 1 and len(shared) < len(spoken), shared if len(shared) > 1 else spoken
    low, high = spoken[["lo", "hi"]].min(axis=1), spoken[["lo", "hi"]].max(axis=1)
    first, last = _bounded(spoken, low, low.min()), _bounded(spoken, high, high.max())
    told = f"numbers printed by {count(claims.study.stand_outlets, 'outlet')} or more" if alone else "numbers"
    return f"{who}: {told} from {first}{' ' if last.startswith('up to') else ' to '}{last} {unit}{vague}"


def known_title(claims: Claims, question_id: str, known: dict) -> str:
    """From what number to what named speakers had gone by the first and by the last of some days (day -> figures), in
    as many outlets as the study asks for."""
    told, least = [], claims.study.stand_outlets
    for moment, marks in known.items():
        marks = marks[marks["outlets"].ge(least)] if marks["outlets"].ge(least).any() else marks
        low, high = marks[["lo", "hi"]].min(axis=1), marks[["lo", "hi"]].max(axis=1)
        ends = dict.fromkeys((_bounded(marks, low, low.min()), _bounded(marks, high, high.max())))
        told.append((" to ".join(ends), day(moment)))
    (first, since), *rest = told
    later = "".join(f", {said} by {moment}" for said, moment in rest[-1:])
    unit = claims.question(question_id)["unit"]
    return f"Named speakers in {count(least, 'outlet')} or more: {first} {unit} by {since}{later}"


def _in_words(marks: pd.DataFrame) -> str:
    """How many figures are no numbers, and the words of the first; "" without any."""
    words = marks.loc[marks["number_words"].ne(""), "number_words"]
    if words.empty:
        return ""
    such = "" if words.nunique() == 1 else "words such as "
    return f"; {such}“{words.value_counts().index[0]}” in {marks.loc[words.index, 'statement_id'].nunique()}"


def _bounded(spoken: pd.DataFrame, ends: pd.Series, value: float) -> str:
    """The number with its bound, where nobody gave it without one."""
    said = set(spoken.loc[ends.eq(value), "mark"])
    hedge = HEDGES.get(said.pop(), "") if len(said) == 1 else ""
    return f"{hedge}{value:,.0f}"


def coverage_title(claims: Claims, cells: pd.DataFrame, groups: pd.DataFrame) -> str:
    """Which group spoke most often, and which month or year is fullest; in statements."""
    if cells.empty:
        return "No claims in the record"
    total = cells.groupby("group")["n"].sum().reindex(groups.index)
    fullest = cells.groupby("month")["n"].sum().idxmax()
    when = f"{pd.Period(fullest):%B %Y} is the fullest month" if "-" in fullest else f"{fullest} is the fullest year"
    return f"{groups.at[total.idxmax(), 'label']} has most on record, {count(int(total.max()), 'statement')}; {when}"


def places_title(spots: pd.DataFrame) -> str:
    """Which place is named most often."""
    if spots.empty:
        return "No place was named"
    top, *rest = spots.sort_values("n", ascending=False, kind="stable").itertuples()
    others = f"; no other place on the map in more than {rest[0].n}" if rest else ""
    return f"{top.place} is named in {count(top.n, 'statement')}{others}"


def answers_title(table: pd.DataFrame) -> str:
    """How many of the last answers are on another side than the first; rows of positions.latest."""
    if table.empty:
        return "No answer in the record"
    moved = positions.moved(table)
    to_yes = int(moved["answer"].isin(["yes", "likely"]).sum())
    side = "yes" if not moved["answer"].eq("likely").any() else "yes or likely"
    where = "all" if 1 < to_yes == len(moved) else f"{to_yes} of them"
    return (
        f"{len(moved)} of {count(len(table), 'last answer')} lie on another side than the group's first; {where} moved "
        f"to {side}"
    )


def moved_title(claims: Claims, question_id: str) -> str:
    """Which of the main groups crossed sides on one question, by answers that more than one outlet reports; else who
    stands alone with its last answer."""
    asked, told, words = quoted(claims, question_id), _told(claims, question_id), positions.WORDS
    table = _crossed(claims, told)
    if question_id in claims.study.intent_questions or table.empty:
        if told.empty:
            return f"{asked} No answer in the record"
        told = told[~told["group"].isin(positions.many_voices(claims))]
        if told.empty:
            return f"{asked} No answer of a group that speaks with one voice"
        to_come = question_id in claims.study.intent_questions
        return f"{asked} {_ever_said(claims, question_id, told) if to_come else _sides(claims, told)}"
    top = table.iloc[0]
    since, turned = (said_day(claims.rows, top[name], top["claim_ids"]) for name in ("since", "turned"))
    return (
        f"{asked} {claims.groups.at[top['group'], 'label']} went from {words[top['first_answer']]} ({since}) to "
        f"{words[top['answer']]} ({turned})"
    )


def told_of(claims: Claims, question_ids: tuple[str, ...]) -> str:
    """The question that a title over several is about: the first on which a main group crossed sides, or the first."""
    crossed = [name for name in question_ids if len(_crossed(claims, _told(claims, name)))]
    return (crossed or list(question_ids))[0]


def _told(claims: Claims, question_id: str) -> pd.DataFrame:
    """The last answers that as many outlets report as the study asks for; all where there are none."""
    told = positions.latest(claims, (question_id,), least=claims.study.stand_outlets)
    return told if len(told) else positions.latest(claims, (question_id,))


def _ever_said(claims: Claims, question_id: str, latest: pd.DataFrame) -> str:
    """Which groups ever said no, or which source of another group, and how many groups yes: of what is to come, a later
    answer is about another day."""
    level = latest.set_index("group")[["low", "high"]].reindex(claims.groups.index).dropna()
    no, yes = level.index[level["low"] < 0], int((level["high"] > 0).sum())
    sources = list(_deniers(claims, question_id)["label"].unique())
    never = f"; nobody's no is reported by {count(claims.study.stand_outlets, 'outlet')}"
    if len(no) or sources:
        never = f"; {_groups(claims, no) if len(no) else f'only {listed(sources)}'} no or unlikely"
    return f"{count(yes, 'group')} said yes or likely at least once{never}"


def _deniers(claims: Claims, question_id: str) -> pd.DataFrame:
    """Whose no or unlikely as many outlets report as the study asks for: label and group."""
    every = positions.positions(claims, question_id)
    enough = every["own"] & every["outlets"].ge(claims.study.stand_outlets)
    return every.loc[enough & every["level"].lt(0), ["label", "group"]].drop_duplicates()


def _crossed(claims: Claims, latest: pd.DataFrame) -> pd.DataFrame:
    """The main groups among those that moved."""
    table = positions.moved(latest)
    return table[table["group"].map(claims.groups["strong"]).eq("yes")]


def _sides(claims: Claims, latest: pd.DataFrame) -> str:
    """The groups by the side of their last answer: the smaller side by name, the other by number."""
    level = latest.set_index("group")["answer"].map(positions.SCALE).reindex(claims.groups.index).dropna()
    yes, no = "yes or likely" if level.eq(1).any() else "yes", "no or unlikely" if level.eq(-1).any() else "no"
    sides = {yes: level.index[level > 0], no: level.index[level < 0], "not confirmed": level.index[level == 0]}
    sides = {side: names for side, names in sides.items() if len(names)}
    if len(sides) == 1:
        side, names = sides.popitem()
        return f"{_groups(claims, names)} last said {side}"
    few, *rest = sorted(sides, key=lambda side: len(sides[side]))
    others = listed([f"{count(len(sides[side]), 'group')} {side}" for side in rest])
    return f"Only {_groups(claims, sides[few])} last said {few}, {others}"


def unvoiced(claims: Claims, question_id: str) -> str:
    """Which answers `moved_title` leaves out; "" where it leaves out none."""
    told, least, groups = _told(claims, question_id), claims.study.stand_outlets, claims.groups["label"]
    enough = positions.positions(claims, question_id)["outlets"].ge(least)
    alone = f"The title goes by answers that {count(least, 'outlet')} report." if enough.nunique() > 1 else ""
    out = [name for name in positions.many_voices(claims) if name in set(told["group"])]
    if not out or len(_crossed(claims, told)):
        return alone
    to_come = question_id in claims.study.intent_questions
    no = [row for row in _deniers(claims, question_id).itertuples() if to_come and row.group in out]
    but = f", but for the no of {listed([f'{row.label} ({groups.at[row.group]})' for row in no])}" if no else ""
    voices = f"Not in the title, because many voices: {listed(list(groups[out]))}{but}."
    return " ".join(filter(None, (alone, voices)))


def _groups(claims: Claims, names, most: int = 3) -> str:
    return listed(list(claims.groups.loc[names, "label"])) if len(names) <= most else count(len(names), "group")


def ladder_title(claims: Claims, question_id: str, steps: pd.DataFrame) -> str:
    """Whose last figure is the highest, and from which it came."""
    unit = claims.question(question_id)["unit"]
    if steps.empty:
        return f"No source gave two different totals of {unit}"
    ends = steps.groupby("source_id").agg(
        label=("label", "last"),
        before=("before", "first"),
        since=("before_on", "first"),
        said=("said", "last"),
        on=("said_on", "last"),
        lo=("lo", "last"),
        hi=("hi", "last"),
    )
    ends["most"] = ends[["lo", "hi"]].max(axis=1)
    name = max(ends.index, key=lambda source: ends.at[source, "most"])
    top = ends.loc[name]
    whose = f"Of {count(len(ends), 'source')} with several totals, " if len(ends) > 1 else ""
    went = "ended highest:" if len(ends) > 1 else "went from"
    return (
        f"{whose}{top['label']} {went} {top['before']} ({day(top['since'])}) to {top['said']} {unit} ({day(top['on'])})"
    )
