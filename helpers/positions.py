"""Answers from yes to no: what each source says, since when, and who moved."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.columns import ANSWERS
from helpers.dataset import Claims

SCALE = {"no": -2, "unlikely": -1, "unconfirmed": 0, "likely": 1, "yes": 2}
assert set(SCALE) == set(ANSWERS)
WORDS = {"no": "no", "unlikely": "unlikely", "unconfirmed": "not confirmed", "likely": "likely", "yes": "yes"}


def positions(claims: Claims, question_id: str) -> pd.DataFrame:
    """One row per statement and answer on one yes/no question, oldest first.

    Columns: statement_id source_id label group said_on answer level (-2 no ... 2 yes) attribution implied reports
    claim_ids. ValueError for a count question.
    """
    if claims.question(question_id)["kind"] != "position":
        raise ValueError(f"{question_id} is answered with a number; use helpers.estimates")
    rows = claims.answers(question_id)
    keys = ["statement_id", "source_id", "label", "group", "said_on", "answer"]
    merged = (
        rows.groupby(keys, sort=False)
        .agg(
            implied=("implied", "all"),
            reports=("document_id", "nunique"),
            attribution=("attribution", "first"),
            claim_ids=("claim_id", lambda ids: tuple(dict.fromkeys(ids))),
        )
        .reset_index()
    )
    merged["level"] = merged["answer"].map(SCALE)
    return merged.sort_values(["said_on", "source_id", "level"], ignore_index=True)


def latest(claims: Claims, questions: tuple[str, ...], *, by: str = "group") -> pd.DataFrame:
    """The last answer of each `by` to each question, with the first for comparison.

    Columns: by, question_id, answer, first_answer, since (day of the first), turned (day from which it only gave
    answers on the side of the last one), said_on (day of the last), n (statements), low and high (range of levels
    over time), implied (the last answer only follows from others), claim_ids (behind first and last answer). Of several
    answers on one day, the one that most documents report counts.
    """
    rows = []
    for question_id in questions:
        answers = positions(claims, question_id)
        for name, own in answers.groupby(by):
            days = own.sort_values(["said_on", "reports"], kind="stable").groupby("said_on").last()
            first, last = days.iloc[0], days.iloc[-1]
            other = days.index[(days["level"] * last["level"] <= 0) & (days["level"] != last["level"])]
            turned = days.index[days.index > other.max()][0] if len(other) else days.index[0]
            rows.append(
                {
                    by: name,
                    "question_id": question_id,
                    "answer": last["answer"],
                    "first_answer": first["answer"],
                    "since": days.index[0],
                    "turned": turned,
                    "said_on": days.index[-1],
                    "n": own["statement_id"].nunique(),
                    "low": own["level"].min(),
                    "high": own["level"].max(),
                    "implied": bool(last["implied"]),
                    "claim_ids": tuple(dict.fromkeys(first["claim_ids"] + last["claim_ids"])),
                }
            )
    columns = [
        by,
        "question_id",
        "answer",
        "first_answer",
        "since",
        "turned",
        "said_on",
        "n",
        "low",
        "high",
        "implied",
        "claim_ids",
    ]
    return pd.DataFrame(rows, columns=columns)


def moved(table: pd.DataFrame) -> pd.DataFrame:
    """Those of `latest` whose last answer is on another side (yes, open, no) than their first, widest move first."""
    last, first = table["answer"].map(SCALE), table["first_answer"].map(SCALE)
    crossed = np.sign(last.astype("float64")) != np.sign(first.astype("float64"))
    return table.assign(step=last - first)[crossed].sort_values("step", key=abs, ascending=False, kind="stable")


def dissent(claims: Claims, questions: tuple[str, ...]) -> pd.DataFrame:
    """Per question: how many sources said each answer at least once. Columns: the scale, no to yes."""
    rows = claims.rows[claims.rows["question_id"].isin(questions)]
    table = rows.groupby(["question_id", "answer"])["source_id"].nunique().unstack(fill_value=0)
    return table.reindex(index=list(questions), columns=list(SCALE), fill_value=0)
