"""Which reading of a statement counts: by hand and on the record."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import estimates, hindsight, positions
from helpers.readings import main_reading


def reports(*rows: tuple[str, str, str, float]) -> pd.DataFrame:
    """Of one statement: question, document, outlet, number."""
    table = pd.DataFrame(rows, columns=["question_id", "document_id", "outlet", "best"])
    return table.assign(statement_id="s", joint=False, low=float("nan"), high=float("nan"))


@pytest.mark.parametrize(
    ("rows", "main"),
    [
        ([("sent", "d1", "a", 12.0), ("sent", "d2", "b", 12.0), ("sent", "d3", "c", 1.2)], [True, True, False]),
        (
            [("sent", "d1", "a", 12.0), ("sent", "d2", "a", 12.0), ("sent", "d3", "c", 1.2)],
            [True] * 3,
        ),
        (
            [("sent", "d1", "a", 12.0), ("sent", "d2", "b", 12.0), ("sent", "d2", "b", 5.0)],
            [True] * 3,
        ),
        (
            [("units", "d1", "a", 12.0), ("units", "d2", "b", 12.0), ("units", "d3", "c", 5.0)],
            [True] * 3,
        ),
        ([("sent", "d1", "a", 12.0), ("sent", "d2", "b", 12.0), ("there", "d3", "c", 12.0)], [True, True, False]),
    ],
)
def test_a_slip_of_one_outlet_and_a_rarer_question_are_no_main_reading(rows, main):
    assert main_reading(reports(*rows), outlets=2, matters=("units",)).tolist() == main


def test_a_part_does_not_outvote_the_whole_that_enough_outlets_print():
    whole = [("there", "d1", "a", 12.0), ("there", "d2", "b", 12.0)]
    part = [("trained", f"d{n}", f"o{n}", 12.0) for n in range(3, 6)]
    rows = reports(*whole, *part)
    assert main_reading(rows, outlets=2).tolist() == [False, False, True, True, True]
    assert main_reading(rows, outlets=2, parts={"trained": "there"}).all()
    alone = main_reading(rows.iloc[1:], outlets=2, parts={"trained": "there"})
    assert alone.tolist() == [False, True, True, True]


def test_words_of_several_sources_at_once_in_one_outlet_are_no_main_reading():
    rows = reports(("sent", "d1", "a", 12.0), ("sent", "d2", "a", 12.0))
    assert not main_reading(rows.assign(joint=True), outlets=2).any()
    assert main_reading(rows.assign(joint=[True, False]), outlets=2).all()
    assert main_reading(rows.assign(joint=True, outlet=["a", "b"]), outlets=2).all()


def test_joint_words_of_one_outlet_on_the_record_are_not_drawn(claims):
    """One page gives the same 20,000 to two sources, in one sentence; no other page prints it of either."""
    figures = estimates.figures(claims, "troops_in_kursk")
    both = figures[figures["claim_ids"].map(lambda ids: not {"c2588", "c3950"}.isdisjoint(ids))]
    assert len(both) == 2 and not both["main"].any()


def test_a_slip_on_the_record_is_not_drawn_and_does_not_stand(claims):
    figures = estimates.figures(claims, "troops_to_be_sent")
    slip = figures[figures["claim_ids"].map(lambda ids: "c0531" in ids)]
    assert len(slip) == 1 and not slip["main"].any()


def test_what_an_outlet_says_of_a_source_uncited_moves_nobody_and_has_no_score(claims):
    described = 0
    for question in claims.study.admitted_questions:
        answers = positions.positions(claims, question)
        uncited = set(answers.loc[~answers["own"], "statement_id"])
        described += len(uncited)
        assert not uncited & set(hindsight.scored(claims, question)["statement_id"])
        behind = {one for ids in positions.latest(claims, (question,))["claim_ids"] for one in ids}
        own = claims.rows[claims.rows["claim_id"].isin(behind) & claims.rows["question_id"].eq(question)]
        assert not uncited & set(own["statement_id"])
    assert described
