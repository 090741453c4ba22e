"""Findings about figures and the gaps between them."""

from __future__ import annotations

import pandas as pd

from helpers import disagreement, estimates
from helpers.dataset import Claims
from helpers.findings.registry import COUNTS, ROWS, STANDS, finding
from helpers.words import count, day, listed, quoted, times


@finding(
    "record",
    "What is in the record?",
    effect="claims",
    reads=(*ROWS, "version"),
    above=0,
    brief=True,
    label="claims in the record",
    unit="claims",
    meaning="there is a claim at all",
)
def record(claims: Claims):
    kept = ["claim_id", "statement_id", "document_id", "source_id", "said_on"]
    rows = claims.rows.loc[~claims.rows["implied"], kept]
    if rows.empty:
        return {"claims": 0}, "The record is empty.", ()
    value = {
        name: len(set(rows[column].tolist()))
        for name, column in (
            ("claims", "claim_id"),
            ("statements", "statement_id"),
            ("documents", "document_id"),
            ("sources", "source_id"),
        )
    }
    own = rows[claims.own(rows["said_on"])]
    value["older"] = len(rows) - len(own)
    older = f"; {count(value['older'], 'claim')} recalled in them {'is' if value['older'] == 1 else 'are'} older"
    sentence = (
        f"The record holds {count(value['claims'], 'claim')}, read in {count(value['documents'], 'document')}: "
        f"{count(value['statements'], 'statement')} by {count(value['sources'], 'source')}, said from "
        f"{day(own['said_on'].min())} to {day(own['said_on'].max())}{older if value['older'] else ''}."
    )
    return value, sentence, tuple(rows["claim_id"].tolist())


def widest_gap(claims: Claims, question_id: str) -> pd.Series | None:
    """The period with the widest gap that bounds cannot explain, on one count question; None when there is none."""
    return estimates.widest(estimates.gap(estimates.standing_on(claims, question_id)))


def gap_sentence(claims: Claims, question_id: str, period: pd.Series | None) -> str:
    """The widest gap in words, or that there is none."""
    asked = quoted(claims, question_id)
    if period is None:
        sources = estimates.figures(claims, question_id)["source_id"].nunique()
        weeks = f"for {count(estimates.LASTING_DAYS, 'day')} or longer"
        return f"{asked} No two standing figures contradicted each other {weeks}; {count(sources, 'source')} gave one."
    return (
        f"{asked} {period['top_by']} said {highest(period)} while {period['bottom_by']} stood at {lowest(period)}, "
        f"{period['ratio']:.1f} times apart, {_for_days(period)}.{_wider(claims, question_id, period)}"
    )


def _passing(claims: Claims, question_id: str, period: pd.Series) -> pd.Series | None:
    """The widest gap of all, where it lasted too short a time to count."""
    gaps = estimates.gap(estimates.standing_on(claims, question_id))
    top = gaps.loc[gaps["ratio"].idxmax()]
    return top if top["ratio"] > period["ratio"] else None


def _wider(claims: Claims, question_id: str, period: pd.Series) -> str:
    top = _passing(claims, question_id, period)
    if top is None:
        return ""
    said = f"{top['top_by']} {highest(top)}, {top['bottom_by']} {lowest(top)}"
    return f" {said}: {top['ratio']:.1f} times apart, but only {_for_days(top)}."


def _for_days(period: pd.Series) -> str:
    return f"for {count((period['end'] - period['start']).days, 'day')} from {day(period['start'])}"


def highest(period: pd.Series) -> str:
    """The upper figure of a gap, with its bound."""
    return f"{'at least ' * bool(period['top_open'])}{period['top']:,.0f}"


def lowest(period: pd.Series) -> str:
    """The lower figure of a gap, with its bound."""
    return f"{'up to ' * bool(period['bottom_open'])}{period['bottom']:,.0f}"


@finding(
    "widest-gap",
    "How far apart were the figures?",
    effect="ratio",
    reads=STANDS,
    same=("question_id", "top_by", "bottom_by"),
    above=1,
    brief=True,
    label="the widest gap: highest figure over the lowest",
    unit="times",
    meaning="the widest gap is on the same question, between the same two sources",
)
def widest(claims: Claims):
    found = {question: widest_gap(claims, question) for question in claims.study.headline_counts}
    found = {question: period for question, period in found.items() if period is not None}
    if not found:
        days = count(estimates.LASTING_DAYS, "day")
        return {"ratio": None}, f"No two standing figures contradicted each other for {days} or longer.", ()
    question = max(found, key=lambda name: found[name]["ratio"])
    period = found[question]
    value = {
        "question_id": question,
        "ratio": round(float(period["ratio"]), 3),
        "top": float(period["top"]),
        "bottom": float(period["bottom"]),
        "top_by": period["top_by"],
        "bottom_by": period["bottom_by"],
        "day": f"{period['start']:%Y-%m-%d}",
    }
    lasting, passing = count(estimates.LASTING_DAYS, "day"), _passing(claims, question, period)
    sentence = f"The widest gap of {lasting} or longer: {gap_sentence(claims, question, period)}"
    return value, sentence, (*period["claim_ids"], *(() if passing is None else passing["claim_ids"]))


@finding(
    "silence",
    "Who gave no figure?",
    effect="statements",
    reads=COUNTS,
    same=("silent",),
    brief=True,
    label="statements that name a number",
    unit="statements",
    meaning="the same main groups gave no number",
)
def silence(claims: Claims):
    strong = claims.groups.index[claims.groups["strong"].eq("yes")]
    question = next(iter(claims.study.headline_counts), "")
    if not question:
        return {"statements": 0}, "No headline question is answered with a number.", ()
    figures = estimates.figures(claims, question)
    heard = set(figures["group"].tolist())
    silent = [claims.groups.at[name, "label"] for name in strong if name not in heard]
    value = {"question_id": question, "silent": silent, "statements": int(figures["statement_id"].nunique())}
    who = f"{listed(silent)} gave none" if silent else "each of them gave one"
    ids = [claim for group in figures["claim_ids"] for claim in group]
    sentence = (
        f"{quoted(claims, question)} {count(value['statements'], 'statement')} in the record name a number; of "
        f"the study's main groups, {who}."
    )
    return value, sentence, tuple(ids)


@finding(
    "days-apart",
    "How long did standing figures contradict each other?",
    effect="share",
    reads=STANDS,
    above=0,
    label="days on which two standing figures cannot both be true, of those on which two could be compared",
    unit="%",
    meaning="there is such a day",
)
def days_apart(claims: Claims):
    question = claims.study.headline_counts[0] if claims.study.headline_counts else ""
    if not question:
        return {"share": None}, "No headline question is answered with a number.", ()
    periods = estimates.gap(estimates.standing_on(claims, question))
    found = disagreement.gap_days(periods)
    if not found["days"]:
        return (
            {"share": None},
            f"{quoted(claims, question)} Not enough: no two figures ever stood at the same time.",
            (),
        )
    value = {"question_id": question, **found, "share": found["apart"] / found["days"]}
    typical = f", typically by {times(found['typical'])}" if found["apart"] else ""
    sentence = (
        f"{quoted(claims, question)} On {count(found['days'], 'day')} standing figures of two sources or more could be "
        f"compared; on {found['apart']:,} of them two could not both be true{typical}."
    )
    return value, sentence, tuple(claim for ids in periods["claim_ids"] for claim in ids)


@finding(
    "lean",
    "Who lies above the others, and who below?",
    effect="spread",
    reads=(*COUNTS, "window"),
    same=("top", "bottom"),
    label="distance from the lowest lean to the highest",
    unit="doublings",
    meaning="the same sources lie highest and lowest",
)
def lean(claims: Claims):
    compared = disagreement.comparisons(claims, claims.study.headline_counts)
    table = disagreement.lean(compared)
    if table.empty:
        n = compared["source_id"].nunique()
        return {"spread": None}, f"Not enough sources with figures at matched times to measure a lean: n = {n}.", ()
    top, bottom = table.iloc[0], table.iloc[-1]
    clear = table[(table["low"] > 0) | (table["high"] < 0)]
    value = {
        "spread": float(top["lean"] - bottom["lean"]),
        "top": top["label"],
        "bottom": bottom["label"],
        "sources": len(table),
        "clear": len(clear),
    }
    none = (
        f"At matched question and time none of {count(len(table), 'source')} lies clearly above or below the others: "
        f"every interval (95% for all at once) holds “no lean”. The means run from {2 ** bottom['lean']:.2f} to "
        f"{2 ** top['lean']:.2f} times the others."
    )
    sentence = (
        none
        if clear.empty
        else (
            f"At matched question and time, {top['label']} lies highest ({times(2 ** top['lean'])} the others, "
            f"n = {top['n']}) and {bottom['label']} lowest ({times(2 ** bottom['lean'])}, n = {bottom['n']}); of "
            f"{count(len(table), 'source')}, {len(clear)} {'has' if len(clear) == 1 else 'have'} an interval (95% "
            "for all at once) that leaves out “no lean”."
        )
    )
    return value, sentence, tuple(claim for ids in table["claim_ids"] for claim in ids)
