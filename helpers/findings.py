"""The headline findings: each a function of the claims that returns a value and its sentence, computed, never typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from helpers import estimates, positions
from helpers.dataset import Claims
from helpers.words import count, day, listed, quoted


@dataclass(frozen=True)
class Finding:
    """One computed headline: `value` holds the numbers, `claim_ids` the rows that they come from."""

    id: str
    question: str
    value: dict
    sentence: str
    claim_ids: tuple[str, ...]

    def _repr_markdown_(self) -> str:
        return self.sentence

    def __str__(self) -> str:
        return self.sentence


REGISTRY: dict[str, tuple[str, Callable[[Claims], tuple[dict, str, tuple]]]] = {}


def finding(name: str, question: str):
    """Register a function of the claims as a finding under a fixed id."""

    def register(function):
        REGISTRY[name] = (question, function)
        return function

    return register


def find(claims: Claims, name: str) -> Finding:
    """Compute one registered finding. KeyError with the known ids otherwise."""
    if name not in REGISTRY:
        raise KeyError(f"no finding {name!r}; there are: {', '.join(sorted(REGISTRY))}")
    question, function = REGISTRY[name]
    value, sentence, claim_ids = function(claims)
    return Finding(name, question, value, sentence, tuple(sorted(set(claim_ids))))


def find_all(claims: Claims) -> list[Finding]:
    """All findings, in the order in which they were registered."""
    return [find(claims, name) for name in REGISTRY]


def stated(claims: Claims) -> pd.DataFrame:
    return claims.rows[~claims.rows["implied"]]


@finding("record", "What is in the record?")
def record(claims: Claims):
    rows = stated(claims)
    if rows.empty:
        return {"claims": 0}, "The record is empty.", ()
    value = {
        name: int(rows[column].nunique())
        for name, column in (
            ("claims", "claim_id"),
            ("statements", "statement_id"),
            ("documents", "document_id"),
            ("sources", "source_id"),
        )
    }
    own = rows[rows["said_on"].gt(rows["said_on"].max() - pd.DateOffset(years=2))]
    value["older"] = len(rows) - len(own)
    older = f"; {count(value['older'], 'claim')} recalled in them {'is' if value['older'] == 1 else 'are'} older"
    sentence = (
        f"The record holds {count(value['claims'], 'claim')}, read in {count(value['documents'], 'document')}: "
        f"{count(value['statements'], 'statement')} by {count(value['sources'], 'source')}, said from "
        f"{day(own['said_on'].min())} to {day(own['said_on'].max())}{older if value['older'] else ''}."
    )
    return value, sentence, tuple(rows["claim_id"])


def widest_gap(claims: Claims, question_id: str) -> pd.Series | None:
    """The period with the widest gap that bounds cannot explain, on one count question; None when there is none."""
    return estimates.widest(estimates.gap(estimates.standing_on(claims, question_id)))


def gap_sentence(claims: Claims, question_id: str, period: pd.Series | None) -> str:
    """The widest gap in words, or that there is none."""
    asked = quoted(claims, question_id)
    if period is None:
        sources = estimates.figures(claims, question_id)["source_id"].nunique()
        return f"{asked} Nobody's standing figure contradicts another's; {count(sources, 'source')} gave one."
    return (
        f"{asked} {period['top_by']} said {highest(period)} while {period['bottom_by']} stood at "
        f"{lowest(period)}, {period['ratio']:.1f} times apart, on {day(period['start'])}."
    )


def highest(period: pd.Series) -> str:
    """The upper figure of a gap, with its bound."""
    return f"{'at least ' * bool(period['top_open'])}{period['top']:,.0f}"


def lowest(period: pd.Series) -> str:
    """The lower figure of a gap, with its bound."""
    return f"{'up to ' * bool(period['bottom_open'])}{period['bottom']:,.0f}"


@finding("widest-gap", "How far apart were the figures?")
def widest(claims: Claims):
    found = {question: widest_gap(claims, question) for question in claims.study.headline_counts}
    found = {question: period for question, period in found.items() if period is not None}
    if not found:
        return {"ratio": None}, "No two standing figures contradicted each other.", ()
    question = max(found, key=lambda name: found[name]["ratio"])
    period = found[question]
    value = {
        "question_id": question,
        "ratio": round(float(period["ratio"]), 3),
        "top": float(period["top"]),
        "bottom": float(period["bottom"]),
        "day": f"{period['start']:%Y-%m-%d}",
    }
    return value, f"The widest gap: {gap_sentence(claims, question, period)}", period["claim_ids"]


@finding("most-divided", "Which yes/no question divided the sources most?")
def most_divided(claims: Claims):
    rows = stated(claims)
    sides = {"support": ["yes", "likely"], "against": ["no", "unlikely"]}
    table = pd.DataFrame(
        {
            side: [
                rows.loc[rows["question_id"].eq(name) & rows["answer"].isin(words), "source_id"].nunique()
                for name in claims.study.headline_positions
            ]
            for side, words in sides.items()
        },
        index=list(claims.study.headline_positions),
    )
    question = table.min(axis=1).idxmax() if len(table) else ""
    if not question or not table.loc[question].min():
        return {"question_id": None}, "No question was answered both yes and no.", ()
    value = {"question_id": question, **table.loc[question].astype(int).to_dict()}
    asked = rows[rows["question_id"].eq(question)]
    sentence = (
        f"{quoted(claims, question)} divided the sources most: {count(value['support'], 'source')} said yes or "
        f"likely at least once, {count(value['against'], 'source')} no or unlikely "
        f"({_camps(claims, asked, sides['against'])})."
    )
    return value, sentence, tuple(asked.loc[asked["answer"].isin(sum(sides.values(), [])), "claim_id"])


def _camps(claims: Claims, asked: pd.DataFrame, words: list[str]) -> str:
    """The groups on one side, in their order, with their number of sources."""
    named = asked[asked["answer"].isin(words)].groupby("group")["source_id"].nunique()
    found = [name for name in claims.groups.index if name in named.index]
    return listed(
        [f"{claims.groups.at[name, 'label']}{f' {named[name]}' if named[name] > 1 else ''}" for name in found]
    )


@finding("who-moved", "Who changed an answer?")
def who_moved(claims: Claims):
    table = positions.moved(positions.latest(claims, claims.study.headline_positions))
    table = table[table["group"].map(claims.groups["strong"]).eq("yes")]
    speakers = claims.where(~claims.rows["speaker"].isin(["collective", "outlet"]))
    moves = positions.moved(positions.latest(speakers, claims.study.headline_positions, by="source_id"))
    if table.empty:
        return {"moves": len(moves)}, "None of the study's main groups went from one side to the other.", ()
    top = table.iloc[0]
    words = positions.WORDS
    value = {
        "moves": len(moves),
        "group": top["group"],
        "question_id": top["question_id"],
        "from": top["first_answer"],
        "to": top["answer"],
    }
    follows = ", as follows from its other answers" if top["implied"] else ""
    sentence = (
        f"The widest move: on {quoted(claims, top['question_id'])} {claims.groups.at[top['group'], 'label']} went from "
        f"“{words[top['first_answer']]}” ({day(top['since'])}) to “{words[top['answer']]}” "
        f"({day(top['turned'])}{follows}). "
        f"In all, {count(len(moves), 'answer')} of a named source crossed sides between its first and its last."
    )
    return value, sentence, top["claim_ids"]


@finding("printed-differently", "Do reports of one statement print the same figure?")
def printed_differently(claims: Claims):
    rows = stated(claims)
    counts = rows[rows["kind"].eq("count") & ~rows["question_id"].isin(claims.study.matter_questions)]
    several = int(counts.groupby(["statement_id", "question_id"])["document_id"].nunique().gt(1).sum())
    found = [estimates.versions(claims, question) for question in counts["question_id"].unique()]
    differing = sum(versions["statement_id"].nunique() for versions in found)
    number = sum(
        int(versions.groupby("statement_id").apply(_numbers_differ, include_groups=False).sum())
        for versions in found
        if len(versions)
    )
    ids = [claim for versions in found for group in versions["claim_ids"] for claim in group]
    value = {"differing": int(differing), "another_number": number, "reported_twice": several}
    sentence = (
        f"Of {count(several, 'figure')} that more than one document reports, {differing:,} are printed in more than "
        f"one form: {number:,} with another number, the others with another hedge or bound."
        if several
        else "No statement's figure is reported by more than one document."
    )
    return value, sentence, tuple(ids)


def _numbers_differ(versions: pd.DataFrame) -> bool:
    spoken = versions[["low", "best", "high"]].bfill(axis=1).iloc[:, 0].dropna()
    return spoken.nunique() > 1


@finding("second-hand", "How many claims reach the reader through others?")
def second_hand(claims: Claims):
    rows = stated(claims)
    others = rows[rows["source_id"].ne(rows["outlet"])]
    relayed, unnamed = others["via"].ne(""), others["attribution"].ne("named")
    value = {"relayed": int(relayed.sum()), "unnamed": int(unnamed.sum()), "claims": len(others)}
    share = 100 / max(len(others), 1)
    sentence = (
        f"Outlets' own words left out, {value['relayed'] * share:.0f}% of the claims reached the outlet through "
        f"somebody else first, and {value['unnamed'] * share:.0f}% come from a speaker whom the document does not name."
    )
    return value, sentence, tuple(others.loc[relayed | unnamed, "claim_id"])


@finding("silence", "Who gave no figure?")
def silence(claims: Claims):
    strong = claims.groups.index[claims.groups["strong"].eq("yes")]
    question = claims.study.headline_counts[0]
    figures = estimates.figures(claims, question)
    silent = [claims.groups.at[name, "label"] for name in strong if name not in set(figures["group"])]
    value = {"question_id": question, "silent": silent, "statements": int(figures["statement_id"].nunique())}
    who = f"{listed(silent)} gave none" if silent else "each of them gave one"
    ids = [claim for group in figures["claim_ids"] for claim in group]
    sentence = (
        f"{quoted(claims, question)} {count(value['statements'], 'statement')} in the record name a number; of "
        f"the study's main groups, {who}."
    )
    return value, sentence, tuple(ids)
