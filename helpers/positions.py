"""Answers from yes to no: what each source says, since when, and who moved."""

from __future__ import annotations

from operator import itemgetter

import numpy as np
import pandas as pd

from helpers.columns import ANSWERS
from helpers.dataset import Claims, per_statement, remembered
from helpers.frames import dated, part, records

SCALE = {"no": -2, "unlikely": -1, "unconfirmed": 0, "likely": 1, "yes": 2}
assert set(SCALE) == set(ANSWERS)
WORDS = {"no": "no", "unlikely": "unlikely", "unconfirmed": "not confirmed", "likely": "likely", "yes": "yes"}


@remembered
def positions(claims: Claims, question_id: str) -> pd.DataFrame:
    """One row per statement and answer on one yes/no question, oldest first.

    Columns: statement_id source_id label group said_on answer level (-2 no ... 2 yes) attribution implied reports
    (documents) outlets own (False: an outlet describes the source, as silent say, and cites nothing) claim_ids.
    ValueError for a count question.
    """
    if claims.question(question_id)["kind"] != "position":
        raise ValueError(f"{question_id} is answered with a number; use helpers.estimates")
    return part(_every(claims), "question_id", question_id).drop(columns="question_id")


@per_statement
def _every(claims: Claims) -> pd.DataFrame:
    """The answers to all yes/no questions at once, question by question."""
    rows = claims.rows[claims.rows["kind"].eq("position")]
    answer = rows.groupby(["question_id", "statement_id", "answer"], sort=False).ngroup()
    ids: dict[int, dict] = {}
    for place, claim in zip(answer, rows["claim_id"], strict=True):
        ids.setdefault(place, {})[claim] = None
    kept = ["question_id", "statement_id", "source_id", "label", "group", "said_on", "answer", "attribution"]
    cited = rows["attribution"].ne("unattributed") | rows["speaker"].isin(["collective", "outlet"])
    placed = rows.assign(place=answer)
    table = rows.loc[~answer.duplicated(), kept].assign(
        implied=rows["implied"].groupby(answer).all().to_numpy(),
        reports=_different(placed, "document_id"),
        outlets=_different(placed, "outlet"),
        own=cited.groupby(answer).any().to_numpy(),
        claim_ids=[tuple(found) for found in ids.values()],
        level=lambda table: table["answer"].map(SCALE),
    )
    return table.sort_values(["question_id", "said_on", "source_id", "level"])


def _different(placed: pd.DataFrame, column: str) -> np.ndarray:
    """How many values of a column each place has, in the order of the places."""
    return placed.drop_duplicates(["place", column])["place"].value_counts(sort=False).sort_index().to_numpy()


def latest(claims: Claims, questions: tuple[str, ...], *, by: str = "group", least: int = 1) -> pd.DataFrame:
    """The last answer of each `by` to each question, with the first for comparison.

    Columns: by, question_id, answer, first_answer, since (day of the first), turned (day from which it only gave
    answers on the side of the last one), said_on (day of the last), n (statements), low and high (range of levels
    over time), implied (the last answer only follows from others), claim_ids (behind first and last answer). Of several
    answers on one day, the one that most documents report counts; `also`: the strongest that the last day holds on the
    opposite side, "" for none. Only answers that `least` outlets report, and no outlet's own description of a source.
    """
    rows = []
    for question_id in questions:
        spoken: dict[str, list[dict]] = {}
        for answer in (one for one in _told(claims, question_id) if one["own"] and one["outlets"] >= least):
            spoken.setdefault(answer[by], []).append(answer)
        rows += [_path(by, name, question_id, spoken[name]) for name in sorted(spoken)]
    columns = [by, "question_id", "answer", "also", "first_answer", "since", "turned", "said_on", "n", "low", "high"]
    return dated(rows, [*columns, "implied", "claim_ids"], "since", "turned", "said_on")


@remembered
def _told(claims: Claims, question_id: str) -> list[dict]:
    """The rows of `positions`, those of one day by their number of reports."""
    return sorted(records(positions(claims, question_id)), key=itemgetter("said_on", "reports"))


def _path(by: str, name: str, question_id: str, answers: list[dict]) -> dict:
    """First and last answer of one speaker, and the day from which it stayed on the side of the last."""
    days = list({answer["said_on"]: answer for answer in answers}.values())
    first, last = days[0], days[-1]
    other = [day for day in days if day["level"] * last["level"] <= 0 and day["level"] != last["level"]]
    turned = next(day for day in days if day["said_on"] > other[-1]["said_on"]) if other else first
    levels = [answer["level"] for answer in answers]
    against = [
        answer for answer in answers if answer["said_on"] == last["said_on"] and answer["level"] * last["level"] < 0
    ]
    also = max(against, key=lambda answer: (abs(answer["level"]), answer["reports"]), default=None)
    return {
        by: name,
        "question_id": question_id,
        "answer": last["answer"],
        "also": also["answer"] if also else "",
        "first_answer": first["answer"],
        "since": first["said_on"],
        "turned": turned["said_on"],
        "said_on": last["said_on"],
        "n": len({answer["statement_id"] for answer in answers}),
        "low": min(levels),
        "high": max(levels),
        "implied": bool(last["implied"]),
        "claim_ids": tuple(dict.fromkeys(first["claim_ids"] + last["claim_ids"] + (also["claim_ids"] if also else ()))),
    }


def moved(table: pd.DataFrame) -> pd.DataFrame:
    """Those of `latest` whose last answer is on another side (yes, open, no) than their first, widest move first; not
    those whose last day holds an answer on the side of the first as well."""
    last, also, first = (table[name].map(SCALE).astype("float64") for name in ("answer", "also", "first_answer"))
    crossed = (np.sign(last) != np.sign(first)) & (np.sign(also) != np.sign(first))
    return table.assign(step=last - first)[crossed].sort_values("step", key=abs, ascending=False, kind="stable")


def many_voices(claims: Claims) -> list[str]:
    """The groups that have no answer of their own: outlets, collective speakers, or sources of several sides."""
    sources = claims.tables["sources"]
    own = sources.assign(mixed=sources["kind"].isin(["collective", "outlet"])).groupby("group")
    mixed = own["side"].nunique().gt(1) | own["mixed"].mean().gt(0.5)
    return [name for name in claims.groups.index if mixed.get(name, False)]


def dissent(claims: Claims, questions: tuple[str, ...]) -> pd.DataFrame:
    """Per question: how many sources said each answer at least once. Columns: the scale, no to yes."""
    rows = claims.rows[claims.rows["question_id"].isin(questions)]
    table = rows.groupby(["question_id", "answer"])["source_id"].nunique().unstack(fill_value=0)
    return table.reindex(index=list(questions), columns=list(SCALE), fill_value=0)
