"""Agreement of two coders, held to published examples and to small ones computed by hand."""

from __future__ import annotations

import krippendorff
import numpy as np
import pandas as pd
import pytest

from helpers import agreement

_ = np.nan


def test_two_observers_binary_data():
    """Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, section A: Meg and Owen, alpha = 0.095."""
    data = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], dtype=float)
    assert agreement.alpha(data, "nominal") == pytest.approx(0.095, abs=5e-4)


@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849), ("ratio", 0.797)]
)
def test_alpha_on_the_published_example(level, value):
    """Krippendorff (2011), section C and D: four observers, twelve units, missing values."""
    data = [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
        [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
    ]
    assert agreement.alpha(np.array(data, dtype="float64"), level) == pytest.approx(value, abs=1e-3)


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
@pytest.mark.parametrize("coders", [2, 7])
def test_alpha_is_that_of_the_package(level, coders):
    random = np.random.default_rng(5)
    for values in (2, 6, 40):
        data = random.integers(0, values, (coders, 60)).astype("float64")
        data[random.random(data.shape) < 0.3] = np.nan
        theirs = krippendorff.alpha(reliability_data=data, level_of_measurement=level)
        assert agreement.alpha(data, level) == pytest.approx(theirs, abs=1e-12)


def test_perfect_none_and_nothing():
    assert agreement.alpha(np.array([[0.0, 1, 2], [0, 1, 2]]), "ordinal") == 1
    assert np.isnan(agreement.alpha(np.array([[1.0, 1], [1, 1]]), "nominal"))
    assert np.isnan(agreement.alpha(np.empty((2, 0)), "ratio"))


def rows(*cells) -> pd.DataFrame:
    columns = ["document_id", "wording", "question_id", "source_id", "answer", "best"]
    frame = pd.DataFrame(cells, columns=columns).assign(low=np.nan, high=np.nan, qualifier="", attribution="named")
    return frame.assign(
        claimed_on=pd.Timestamp("2024-10-18"), round="1", claim_id=[f"c{n:04d}" for n in range(1, len(cells) + 1)]
    )


def test_units_are_paired_by_words_within_documents():
    first = rows(
        ("d", "about 11,000 soldiers", "a", "hur", "", 11000), ("d", "Putin denies this", "p", "kremlin", "no", _)
    )
    second = rows(
        ("d", "Putin denies this", "q", "kremlin", "no", _),
        ("d", "about 11,000 soldiers", "a", "hur", "", 11000),
        ("d", "something else altogether", "p", "nis", "yes", _),
        ("e", "about 11,000 soldiers", "a", "hur", "", 1),
    )
    units = agreement.paired(first, second)
    both = units[(units["claim_id"] != "") & (units["row"] >= 0)]
    assert both[["claim_id", "row"]].values.tolist() == [["c0001", 1], ["c0002", 0]]
    assert len(units) == 4 and (units["claim_id"] == "").sum() == 2
    assert both["question_id"].tolist() == ["a", "p"] and both["question_id_2"].tolist() == ["a", "q"]


def test_the_record(claims):
    """Every field used in a chart reaches 0.80, over all rounds and in the last; units are counted as they are."""
    table = agreement.agreement(claims, draws=20)
    last = agreement.agreement(claims, round=agreement.rounds(claims)[-1], draws=20)
    assert (table["alpha"] >= 0.8).all() and (last["alpha"] >= 0.8).all(), (table, last)
    assert (table["low"] <= table["alpha"]).all() and (table["alpha"] <= table["high"] + 1e-9).all()
    seen = agreement.unit_agreement(claims)
    second = pd.read_csv(claims.folder / "codings" / "second_coder.csv", dtype=str)
    assert seen["both"] + seen["second_only"] == len(second)


def test_no_second_coding_is_no_error(claims, tmp_path):
    from dataclasses import replace

    alone = replace(claims, folder=tmp_path)
    assert agreement.unit_agreement(alone)["both"] == 0
    assert agreement.agreement(alone)["alpha"].isna().all()


def test_every_disagreement_has_its_decision(claims):
    """The log names the row that a decision led to, and every unit that only one coder saw is in it, round by round."""
    log = pd.read_csv(claims.folder / "codings" / "adjudication.csv", dtype=str, keep_default_na=False)
    decisions = {"added", "left out", "first kept", "second taken", "changed", "taken out"}
    assert log["rule"].ne("").all() and set(log["decision"]) == decisions
    added, gone = (set(log.loc[log["decision"].eq(word), "claim_id"]) for word in ("added", "taken out"))
    assert added - gone <= set(claims.rows["claim_id"]) and not gone & set(claims.rows["claim_id"])
    for round in agreement.rounds(claims):
        seen = agreement.unit_agreement(claims, round)
        own = log[log["round"].eq(round)]
        assert (own["kind"] == "first_only").sum() == seen["first_only"]
        assert (own["kind"] == "second_only").sum() == seen["second_only"]


def test_a_quarter_of_the_documents_is_coded_twice(claims):
    documents = claims.tables["documents"]
    twice = set(agreement.coding(claims, "second")["document_id"])
    assert len(twice) >= len(documents) / 4
    assert set(documents.loc[documents["corpus"].eq("seed"), "document_id"]) <= twice


def test_agreement_per_question(claims):
    table = agreement.by_question(claims)
    units = agreement.units_of(claims)
    both = units[units["claim_id"].ne("") & units["row"].ge(0)]
    assert len(table) > 15 and table["n"].sum() <= len(both)
    assert table["same_question"].between(0, 1).all() and (table["alpha"].dropna() <= 1).all()
