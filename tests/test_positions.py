"""Answers from yes to no."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from helpers import positions


def test_a_count_is_refused(claims):
    with pytest.raises(ValueError, match="estimates"):
        positions.positions(claims, "troops_in_kursk")


def test_the_scale_is_the_answers(claims):
    found = positions.positions(claims, "in_russia")
    assert found["level"].between(-2, 2).all() and found["said_on"].is_monotonic_increasing
    assert sum(map(len, found["claim_ids"])) >= found["claim_ids"].map(set).map(len).sum()


def test_latest_first_and_turn(claims, monkeypatch):
    days = pd.to_datetime(["2024-10-10", "2024-10-24", "2025-04-26", "2025-06-01"])
    table = pd.DataFrame(
        {
            "group": "G",
            "source_id": "s",
            "statement_id": list("abcd"),
            "said_on": days,
            "answer": ["no", "unconfirmed", "yes", "yes"],
            "level": [-2, 0, 2, 2],
            "reports": 1,
            "outlets": 1,
            "own": True,
            "implied": False,
            "claim_ids": [("c1",), ("c2",), ("c3",), ("c4",)],
        }
    )
    monkeypatch.setattr(positions, "positions", lambda *_: table)
    row = positions.latest(replace(claims), ("q",)).iloc[0]
    assert (row["first_answer"], row["answer"], row["n"]) == ("no", "yes", 4)
    assert row["turned"] == days[2] and row["since"] == days[0] and row["claim_ids"] == ("c1", "c4")
    assert positions.moved(positions.latest(replace(claims), ("q",)))["step"].tolist() == [4]


def test_yes_and_no_on_the_last_day_are_both_last(claims, monkeypatch):
    """The one that most documents report is `answer`, the other side is `also`; one who still says what it said first
    has not moved."""
    table = pd.DataFrame(
        {
            "group": "G",
            "source_id": "s",
            "statement_id": list("abcd"),
            "said_on": pd.to_datetime(["2024-10-10", "2024-11-22", "2024-11-22", "2024-11-22"]),
            "answer": ["yes", "no", "likely", "yes"],
            "level": [2, -2, 1, 2],
            "reports": [1, 4, 1, 3],
            "outlets": 1,
            "own": True,
            "implied": False,
            "claim_ids": [("c1",), ("c2",), ("c3",), ("c4",)],
        }
    )
    monkeypatch.setattr(positions, "positions", lambda *_: table)
    found = positions.latest(replace(claims), ("q",))
    assert found.loc[0, ["answer", "also"]].tolist() == ["no", "yes"] and found.loc[0, "claim_ids"] == (
        "c1",
        "c2",
        "c4",
    )
    assert positions.moved(found).empty


def test_dissent_counts_sources_once_per_answer(claims):
    table = positions.dissent(claims, ("in_russia", "cooperation_lawful"))
    rows = claims.rows.query("question_id == 'cooperation_lawful'")
    assert table.loc["cooperation_lawful", "no"] == rows.query("answer == 'no'")["source_id"].nunique()
    assert list(table.columns) == ["no", "unlikely", "unconfirmed", "likely", "yes"]


def test_a_question_that_nobody_answered(claims):
    nobody = claims.where(claims.rows["question_id"].ne("in_russia"))
    assert positions.positions(nobody, "in_russia").empty
    assert positions.latest(nobody, ("in_russia",)).empty
    assert positions.dissent(nobody, ("in_russia",)).sum().sum() == 0


def test_a_step_on_one_side_is_no_move():
    table = pd.DataFrame(
        {"answer": ["likely", "no", "yes"], "first_answer": ["yes", "unlikely", "unconfirmed"], "also": ""}
    )
    assert positions.moved(table)["answer"].tolist() == ["yes"]
