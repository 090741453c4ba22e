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
        "claims": len(rows),
        "statements": int(rows["statement_id"].nunique()),
        "documents": int(rows["document_id"].nunique()),
        "sources": int(rows["source_id"].nunique()),
    }
    since = rows.loc[rows["said_on"].ge(rows["published"].min() - pd.DateOffset(years=1)), "said_on"]
    sentence = (
        f"The record holds {count(value['claims'], 'claim')}, read in {count(value['documents'], 'document')}: "
        f"{count(value['statements'], 'statement')} by {count(value['sources'], 'source')}, said from "
        f"{day(since.min())} to {day(rows['said_on'].max())}."
    )
    return value, sentence, tuple(rows["claim_id"])


def widest_gap(claims: Claims, question_id: str) -> pd.Series | None:
    """The period with the widest gap that bounds cannot explain, on one count question; None when there is none."""
    marks = estimates.figures(claims, question_id)
    stands = estimates.standing(marks, window_days=claims.study.window_days)
    gaps = estimates.gap(stands)
    gaps = gaps[gaps["ratio"] > 1]
    return None if gaps.empty else gaps.loc[gaps["ratio"].idxmax()]


def gap_sentence(claims: Claims, question_id: str, period: pd.Series | None) -> str:
    """The widest gap in words, or that there is none."""
    asked = quoted(claims, question_id)
    if period is None:
        sources = estimates.figures(claims, question_id)["source_id"].nunique()
        return f"{asked} Nobody's standing figure contradicts another's; {count(sources, 'source')} gave one."
    return (
        f"{asked} {period['top_by']} said {_top(period)} while {period['bottom_by']} stood at "
        f"{_bottom(period)}, {period['ratio']:.1f} times apart, on {day(period['start'])}."
    )


def gap_title(claims: Claims, question_id: str, period: pd.Series | None) -> str:
    """The finding of a chart of one count question, short enough for a title."""
    marks = estimates.figures(claims, question_id)
    if period is None:
        return range_title(claims, question_id, marks)
    return (
        f"{period['top_by']} said {_top(period)}, {period['bottom_by']} {_bottom(period)}: "
        f"{period['ratio']:.1f} times apart in {period['start']:%B %Y}"
    )


def _top(period: pd.Series) -> str:
    return f"{'at least ' * bool(period['top_open'])}{period['top']:,.0f}"


def _bottom(period: pd.Series) -> str:
    return f"{'up to ' * bool(period['bottom_open'])}{period['bottom']:,.0f}"


def range_title(claims: Claims, question_id: str, marks: pd.DataFrame) -> str:
    """How many figures, by how many sources, from what to what."""
    unit = claims.question(question_id)["unit"]
    values = pd.concat([marks["lo"], marks["hi"]]).dropna()
    if values.empty:
        return f"No figure for {unit} in the record"
    sources = count(marks["source_id"].nunique(), "source")
    if values.min() == values.max():
        return f"{count(len(marks), 'figure')} by {sources}, all at {values.min():,.0f} {unit}"
    return f"{count(len(marks), 'figure')} by {sources}: from {values.min():,.0f} to {values.max():,.0f} {unit}"


def coverage_title(claims: Claims, cells: pd.DataFrame, groups: pd.DataFrame) -> str:
    """Which group is heard most, and in how many months each of the strong ones is silent."""
    if cells.empty:
        return "No claims in the record"
    total = cells.groupby("group")["n"].sum().reindex(groups.index)
    top = total.idxmax()
    peak = cells.groupby("month")["n"].sum().idxmax()
    month = pd.Period(peak, "M").strftime("%B %Y")
    share = 100 * total[top] / total.sum()
    return (
        f"{groups.at[top, 'label']} is heard most, with {share:.0f}% of the claims; {month} has the most of any month"
    )


def places_title(spots: pd.DataFrame) -> str:
    """Which place is named most often."""
    if spots.empty:
        return "No place was named"
    top = spots.sort_values("n").iloc[-1]
    return (
        f"{top['place']} is named most: in {top['n']} of {spots['n'].sum()} statements that name one of "
        f"{len(spots)} places"
    )


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
    table = positions.dissent(claims, claims.study.headline_positions)
    split = table.assign(against=table["no"] + table["unlikely"], support=table["yes"] + table["likely"])
    split["both"] = split[["against", "support"]].min(axis=1)
    question = split["both"].idxmax() if len(split) else ""
    if not question or not split.at[question, "both"]:
        return {"question_id": None}, "No question was answered both yes and no.", ()
    row = split.loc[question]
    rows = stated(claims)
    rows = rows[rows["question_id"].eq(question)]
    deniers = sorted(rows.loc[rows["answer"].isin(["no", "unlikely"]), "label"].unique())
    text = claims.question(question)["text"]
    value = {"question_id": question, "support": int(row["support"]), "against": int(row["against"])}
    if not deniers:
        return value, f"Most divided: “{text}”", ()
    sentence = (
        f"“{text}” divided the sources most: {count(value['support'], 'source')} said yes or likely at least "
        f"once, {count(value['against'], 'source')} said no or unlikely "
        f"({listed(deniers if len(deniers) < 5 else [*deniers[:3], 'others'])})."
    )
    return value, sentence, tuple(rows.loc[rows["answer"].isin(["yes", "likely", "no", "unlikely"]), "claim_id"])


def divided_title(claims: Claims) -> str:
    """The most divided question, short enough for a title."""
    value = find(claims, "most-divided").value
    if not value.get("question_id"):
        return "No question was answered both yes and no"
    return (
        f"{quoted(claims, value['question_id'])} {value['support']} sources said yes or likely, "
        f"{value['against']} no or unlikely"
    )


@finding("who-moved", "Who changed an answer?")
def who_moved(claims: Claims):
    table = positions.moved(positions.latest(claims, claims.study.headline_positions))
    strong = claims.groups["strong"].eq("yes")
    table = table.assign(strong=table["group"].map(strong)).sort_values(
        ["strong", "step"], ascending=False, key=lambda s: s.abs() if s.name == "step" else s, kind="stable"
    )
    if table.empty:
        return {"moves": 0}, "No group's last answer differs from its first.", ()
    top = table.iloc[0]
    words = positions.WORDS
    value = {
        "moves": len(table),
        "group": top["group"],
        "question_id": top["question_id"],
        "from": top["first_answer"],
        "to": top["answer"],
    }
    sentence = (
        f"The widest move: on “{claims.question(top['question_id'])['text']}” "
        f"{claims.groups.at[top['group'], 'label']} went from “{words[top['first_answer']]}” "
        f"({day(top['since'])}) to “{words[top['answer']]}” ({day(top['turned'])}). In all, "
        f"{count(len(table), 'answer')} of a group moved between its first and its last."
    )
    return value, sentence, top["claim_ids"]


def moved_title(claims: Claims, question_id: str) -> str:
    """Who moved furthest on one question, the groups of the study first."""
    table = positions.moved(positions.latest(claims, (question_id,)))
    asked, words = quoted(claims, question_id), positions.WORDS
    if table.empty:
        return f"{asked} No group moved"
    strong = table["group"].map(claims.groups["strong"]).eq("yes")
    top = (table[strong] if strong.any() else table).iloc[0]
    return (
        f"{asked} {claims.groups.at[top['group'], 'label']} moved from {words[top['first_answer']]} "
        f"({day(top['since'])}) to {words[top['answer']]} ({day(top['turned'])})"
    )


@finding("printed-differently", "Do reports of one statement print the same figure?")
def printed_differently(claims: Claims):
    rows = stated(claims)
    counts = rows[rows["kind"].eq("count")]
    several = counts.groupby(["statement_id", "question_id"])["document_id"].nunique().gt(1).sum()
    differing, ids = 0, []
    for question in counts["question_id"].unique():
        versions = estimates.versions(claims, question)
        differing += versions["statement_id"].nunique()
        ids += [claim for group in versions["claim_ids"] for claim in group]
    value = {"differing": int(differing), "reported_twice": int(several)}
    sentence = (
        (
            f"Of {count(value['reported_twice'], 'figure')} that more than one document reports, "
            f"{value['differing']:,} are printed in more than one form: another number, another hedge, or another "
            "bound."
        )
        if several
        else "No statement's figure is reported by more than one document."
    )
    return value, sentence, tuple(ids)


@finding("second-hand", "How many claims reach the reader through others?")
def second_hand(claims: Claims):
    rows = stated(claims)
    relayed, unnamed = rows["via"].ne(""), rows["attribution"].ne("named")
    value = {"relayed": int(relayed.sum()), "unnamed": int(unnamed.sum()), "claims": len(rows)}
    share = 100 / max(len(rows), 1)
    sentence = (
        f"{value['relayed'] * share:.0f}% of the claims reached the document through somebody else first, and "
        f"{value['unnamed'] * share:.0f}% come from a speaker whom the document does not name."
    )
    return value, sentence, tuple(rows.loc[relayed | unnamed, "claim_id"])


@finding("silence", "Who gave no figure?")
def silence(claims: Claims):
    strong = claims.groups.index[claims.groups["strong"].eq("yes")]
    question = claims.study.headline_counts[0]
    figures = estimates.figures(claims, question)
    spoke = set(figures["group"])
    silent = [claims.groups.at[name, "label"] for name in strong if name not in spoke]
    value = {"question_id": question, "silent": silent}
    who = f"{listed(silent)} gave none" if silent else "each of the groups that the study is built around gave one"
    ids = [claim for group in figures["claim_ids"] for claim in group]
    return value, f"{quoted(claims, question)} {count(len(figures), 'figure')} in the record; {who}.", tuple(ids)
