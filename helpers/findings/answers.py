"""Findings about answers from yes to no."""

from __future__ import annotations

import pandas as pd

from helpers import positions, timing
from helpers.dataset import Claims
from helpers.findings.registry import ANSWERS, ROWS, finding
from helpers.words import count, day, listed, quoted, said_day


@finding(
    "most-divided",
    "Which yes/no question divided the sources most?",
    effect="against",
    reads=ROWS,
    same=("question_id",),
    above=0,
    brief=True,
    label="sources that said no or unlikely",
    unit="sources",
    meaning="the same question divides the sources most",
)
def most_divided(claims: Claims):
    asked = claims.rows["question_id"].isin(claims.study.headline_positions) & ~claims.rows["implied"]
    rows = claims.rows.loc[asked, ["question_id", "answer", "source_id", "group", "said_on", "claim_id"]]
    sides = {"support": ["yes", "likely"], "against": ["no", "unlikely"]}
    said = {side: rows[rows["answer"].isin(words)].groupby("question_id") for side, words in sides.items()}
    table = pd.DataFrame(
        {side: answers["source_id"].nunique() for side, answers in said.items()},
        index=list(claims.study.headline_positions),
    ).fillna(0)
    question = table.min(axis=1).idxmax() if len(table) else ""
    if not question or not table.loc[question].min():
        return {"question_id": None}, "No question was answered both yes and no.", ()
    value = {"question_id": question, **table.loc[question].astype(int).to_dict()}
    asked = rows[rows["question_id"].eq(question)]
    against = asked[asked["answer"].isin(sides["against"])]
    yes = set(asked.loc[asked["answer"].isin(sides["support"]), "source_id"])
    value["both"] = len(yes & set(against["source_id"]))
    sentence = (
        f"{quoted(claims, question)} divided the sources most: {count(value['support'], 'source')} said yes or "
        f"likely at least once, {count(value['against'], 'source')} no or unlikely "
        f"({_camps(claims, asked, sides['against'])}), {value['both']} of these on different days both; the last no or "
        f"unlikely is of {day(against['said_on'].max())}."
    )
    return value, sentence, tuple(asked.loc[asked["answer"].isin(sum(sides.values(), [])), "claim_id"])


def _camps(claims: Claims, asked: pd.DataFrame, words: list[str]) -> str:
    """The groups on one side, in their order, with their number of sources."""
    named = asked[asked["answer"].isin(words)].groupby("group")["source_id"].nunique()
    found = [name for name in claims.groups.index if name in named.index]
    return listed(
        [f"{claims.groups.at[name, 'label']}{f' {named[name]}' if named[name] > 1 else ''}" for name in found]
    )


@finding(
    "who-moved",
    "Who changed an answer?",
    effect="moves",
    reads=ANSWERS,
    same=("group", "question_id", "from", "to"),
    brief=True,
    label="answers of named sources that crossed sides",
    unit="answers",
    meaning="the widest move is the same: same group, same question, from and to the same answer",
)
def who_moved(claims: Claims):
    asked, least = claims.study.lasting_positions, claims.study.stand_outlets
    table = positions.moved(positions.latest(claims, asked, least=least))
    table = table[table["group"].map(claims.groups["strong"]).eq("yes")]
    moves = positions.moved(positions.latest(claims, asked, by="source_id", least=least))
    moves = moves[~moves["source_id"].map(claims.speakers).isin(["collective", "outlet"])]
    if table.empty:
        value = {"moves": len(moves), "group": None, "question_id": next(iter(asked), None)}
        return value, "None of the study's main groups went from one side to the other.", ()
    top = table.iloc[0]
    words = positions.WORDS
    value = {
        "moves": len(moves),
        "group": top["group"],
        "question_id": top["question_id"],
        "from": top["first_answer"],
        "to": top["answer"],
    }
    since, turned = (said_day(claims.rows, top[name], top["claim_ids"]) for name in ("since", "turned"))
    follows = ", as follows from its other answers" if top["implied"] else ""
    sentence = (
        f"The widest move: on {quoted(claims, top['question_id'])} {claims.groups.at[top['group'], 'label']} went from "
        f"“{words[top['first_answer']]}” ({since}) to “{words[top['answer']]}” "
        f"({turned}{follows}). "
        f"In all, {count(len(moves), 'answer')} of a named source crossed sides between its first and its last that "
        f"{count(least, 'outlet')} report."
    )
    return value, sentence, top["claim_ids"]


@finding(
    "first-yes",
    "Who said yes first, and how long did the others take?",
    effect="median",
    reads=ANSWERS,
    same=("question_id", "first"),
    label="days until half of the sources had said yes",
    unit="days",
    meaning="the same source is first, on the same question",
)
def first_yes(claims: Claims):
    question = _asked(claims)
    lags = timing.first_yes(claims, question) if question else pd.DataFrame()
    if lags.empty:
        return {"median": None}, "Nobody said yes to the question that was to be admitted: no lag to measure.", ()
    said = lags[lags["observed"]]  # a source whose last answer came before the first yes has a lag of 0 and no yes
    first, late = said.iloc[0], said[said["lag"].eq(said["lag"].max())]
    groups = timing.last_groups(claims, lags)
    wait = timing.median_wait(timing.still_waiting(lags))
    never = int((~lags["observed"]).sum())
    value = {
        "question_id": question,
        "first": first["label"],
        "last": listed(list(late["label"])),
        "last_groups": listed(list(groups.index)),
        "median": None if pd.isna(wait) else wait,
        "longest": int(late["lag"].iloc[0]),
        "longest_group": int(groups.max()) if len(groups) else 0,
        "never": never,
        "sources": len(lags),
    }
    half = "fewer than half said it" if pd.isna(wait) else f"half had said it within {count(int(wait), 'day')}"
    rest = f" For {count(never, 'source')} no yes is recorded." if never else ""
    firsts = said.loc[said["lag"].eq(0), "label"]
    followed = _followed(value, _had_said(claims, said, late))
    sentence = (
        f"{quoted(claims, question)} The first recorded yes is {listed(list(firsts))}'s ({day(first['yes'])}); of "
        f"{count(len(lags), 'source')} that answered at all, {half}.{followed}{rest}"
    )
    return value, sentence, tuple(claim for ids in lags["claim_ids"] for claim in ids)


def _followed(value: dict, had_said: bool) -> str:
    """Which group came last with its first yes, and which source with its own, where that was later."""
    parts = []
    if value["longest_group"]:
        wait = count(value["longest_group"], "day")
        parts.append(f"of the groups, {value['last_groups']} followed last, after {wait}")
    if value["longest"] > value["longest_group"]:
        whose = ", whose group had said it before, after" if had_said else ", after"
        parts.append(f"of the sources, {value['last']}{whose} {count(value['longest'], 'day')}")
    return f" O{'; '.join(parts)[1:]}." if parts else ""


def _had_said(claims: Claims, said: pd.DataFrame, late: pd.DataFrame) -> bool:
    """Had another source of its group said yes before, for each of those who came late? Not in one of many voices."""
    first = said[~said["group"].isin(positions.many_voices(claims))].groupby("group")["lag"].min()
    return bool(first.reindex(late["group"]).lt(late["lag"].iloc[0]).all())


def _asked(claims: Claims) -> str:
    """The question that the admissions are about; the first headline position where the study names none."""
    return next(iter([*claims.study.admitted_questions, *claims.study.headline_positions]), "")
