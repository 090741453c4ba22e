"""Findings about how claims travel."""

from __future__ import annotations

import pandas as pd

from helpers import lineage
from helpers.dataset import Claims
from helpers.findings.registry import COUNTS, ROWS, finding
from helpers.versions import every_version
from helpers.words import count, listed, quoted


@finding(
    "printed-differently",
    "Do reports of one statement print the same figure?",
    effect="share",
    reads=(*ROWS, "unit", "version", "value"),
    above=0,
    brief=True,
    label="figures printed in more than one form, of those reported twice",
    unit="%",
    meaning="there is such a figure",
)
def printed_differently(claims: Claims):
    counts = claims.rows["kind"].eq("count") & ~claims.rows["question_id"].isin(claims.study.matter_questions)
    counts = claims.rows.loc[counts & ~claims.rows["implied"], ["statement_id", "question_id", "document_id"]]
    several = int(counts.groupby(["statement_id", "question_id"])["document_id"].nunique().gt(1).sum())
    found = every_version(claims)
    found = found[~found["question_id"].isin(claims.study.matter_questions)]
    numbers = found.groupby(["question_id", "statement_id"])["number"].nunique()
    differing, number = len(numbers), int(numbers.gt(1).sum())
    ids = [claim for group in found["claim_ids"] for claim in group]
    value = {"differing": int(differing), "another_number": number, "reported_twice": several}
    value["share"] = differing / several if several else None
    sentence = (
        f"Of {count(several, 'figure')} that more than one document reports, {differing:,} are printed in more than "
        f"one form: {number:,} with another number, the others with another hedge or bound."
        if several
        else "No statement's figure is reported by more than one document."
    )
    return value, sentence, tuple(ids)


@finding(
    "second-hand",
    "How many claims reach the reader through others?",
    effect="share",
    reads=(*ROWS, "version"),
    within=0.1,
    label="claims that came through somebody else",
    unit="%",
    meaning="the share is within 10 points of the suite's own",
)
def second_hand(claims: Claims):
    rows = claims.rows
    others = ~rows["implied"] & rows["source_id"].ne(rows["outlet"])
    others = rows.loc[others, ["via", "attribution", "claim_id"]]
    relayed, unnamed = others["via"].ne(""), others["attribution"].ne("named")
    value = {"relayed": int(relayed.sum()), "unnamed": int(unnamed.sum()), "claims": len(others)}
    if others.empty:
        return {**value, "share": None}, "The record holds no claim of anyone but the outlets themselves.", ()
    value["share"] = value["relayed"] / len(others)
    share = 100 / len(others)
    sentence = (
        f"Outlets' own words left out, {value['relayed'] * share:.0f}% of the claims reached the outlet through "
        f"somebody else first, and {value['unnamed'] * share:.0f}% come from a speaker whom the document does not name."
    )
    return value, sentence, tuple(others.loc[relayed | unnamed, "claim_id"].tolist())


@finding(
    "one-source-or-ten",
    "How many named sources stand behind the most repeated figure?",
    effect="reports_per_source",
    reads=COUNTS,
    same=("question_id", "said"),
    above=1,
    brief=True,
    label="documents to one named source",
    unit="documents",
    meaning="the same figure is repeated most, in more than one document to a named source",
)
def one_source_or_ten(claims: Claims):
    table = lineage.tellers(claims, claims.study.headline_counts, most=1)
    if table.empty:
        return {"reports_per_source": None}, "No headline question was answered with a number.", ()
    top = table.iloc[0]
    value = {
        "question_id": top["question_id"],
        "said": top["said"],
        **{name: int(top[name]) for name in ("reports", "statements", "named", "originators", "relayed")},
        "reports_per_source": top["reports"] / top["originators"] if top["originators"] else None,
    }
    sentence = (
        f"The most repeated figure is {top['said']} ({quoted(claims, top['question_id'])}): "
        f"{count(top['reports'], 'document')} print it, in whatever hedge, as reports of "
        f"{count(top['statements'], 'statement')}: {top['named']} by {count(top['originators'], 'named source')}, the "
        "others by outlets, unnamed or collective speakers."
    )
    return value, sentence, top["claim_ids"]


@finding(
    "turned-into",
    "Does a figure become the answer to another question as it is relayed?",
    effect="turned",
    reads=(*ROWS, "unit", "version", "value"),
    above=0,
    label="figures that are printed as the answer to another question",
    unit="figures",
    meaning="there is such a figure",
)
def turned_into(claims: Claims):
    study = claims.study
    tables = [lineage.turned_into(claims, family) for family in (study.headline_counts, study.loss_questions) if family]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    if table.empty:
        return {"turned": 0}, "No figure of one statement is printed as the answer to two questions.", ()
    pairs = table.groupby(["question_id", "other"]).size().sort_values(ascending=False, kind="stable")
    names = [f"{one.replace('_', ' ')} as {other.replace('_', ' ')} ({n})" for (one, other), n in pairs.head(3).items()]
    value = {"turned": len(table), "statements": int(table["statement_id"].nunique())}
    sentence = (
        f"In {count(value['statements'], 'statement')} a figure is printed by some documents as the answer to another "
        f"question than in most; most often {listed(names)}."
    )
    return value, sentence, tuple(claim for ids in table["claim_ids"] for claim in ids)
