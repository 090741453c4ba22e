"""Findings: computed from the rows, in whole sentences, whatever the data."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from helpers import findings, positions, timing
from helpers.dataset import load
from tests import made_up


@pytest.mark.parametrize("name", findings.REGISTRY)
def test_a_finding_is_a_sentence_with_its_rows(claims, name):
    found = findings.find(claims, name)
    assert found.sentence.endswith(".") and "nan" not in found.sentence.lower() and "None" not in found.sentence
    assert set(found.claim_ids) <= set(claims.rows["claim_id"]) and found.claim_ids


@pytest.mark.parametrize("name", findings.REGISTRY)
def test_a_finding_of_nothing_says_so(claims, name):
    found = findings.find(claims.where(claims.rows["claim_id"].eq("")), name)
    assert found.sentence.endswith(".") and "nan" not in found.sentence.lower()


@pytest.mark.parametrize("name", findings.REGISTRY)
def test_a_finding_of_one_claim(claims, name):
    one = claims.where(claims.rows["claim_id"].eq(claims.answers("troops_in_russia")["claim_id"].iloc[0]))
    assert findings.find(one, name).sentence.endswith(".")


def test_an_unknown_finding_names_the_known(claims):
    with pytest.raises(KeyError, match="widest-gap"):
        findings.find(claims, "narrowest-gap")


def test_the_record_counts_what_is_there(claims):
    value = findings.find(claims, "record").value
    rows = claims.rows.query("not implied")
    assert value.pop("older") == (rows["said_on"] < rows["said_on"].max() - pd.DateOffset(years=2)).sum()
    assert value == {
        "claims": len(rows),
        "statements": rows["statement_id"].nunique(),
        "documents": rows["document_id"].nunique(),
        "sources": rows["source_id"].nunique(),
    }


def test_the_widest_gap_is_that_of_its_rows(claims):
    found = findings.find(claims, "widest-gap")
    rows = claims.rows[claims.rows["claim_id"].isin(found.claim_ids)]
    said = set(rows[["low", "best", "high"]].stack())
    assert {found.value["top"], found.value["bottom"]} <= said
    assert {float(number.replace(",", "")) for number in re.findall(r"\d+,\d{3}", found.sentence)} <= said
    assert found.value["ratio"] == pytest.approx(found.value["top"] / found.value["bottom"], abs=1e-3)


def test_the_sentence_moves_with_the_data(claims, folder):
    """One figure more in the seed data, and the record says so."""
    before = findings.find(load(folder), "record").value
    path = folder / "claims.csv"
    row = next(line for line in path.read_text().splitlines() if ",troops_in_russia,hur," in line)
    path.write_text(
        path.read_text()
        + row.replace(row.split(",")[0], "c9999")
        .replace("kyiv-post-2024-10-25", "babel-2024-10-22")
        .replace("2024-10-25,published", "2024-10-22,published")
        + "\n"
    )
    after = findings.find(load(folder), "record").value
    assert after["claims"] == before["claims"] + 1


def test_a_source_that_said_both_counts_once(claims):
    value = findings.find(claims, "most-divided").value
    rows = claims.rows.query("not implied and question_id == @value['question_id']")
    assert value["support"] == rows[rows["answer"].isin(["yes", "likely"])]["source_id"].nunique()
    assert value["against"] == rows[rows["answer"].isin(["no", "unlikely"])]["source_id"].nunique()


def test_printed_differently_stays_within_what_is_reported_twice(claims):
    value = findings.find(claims, "printed-differently").value
    assert 0 < value["another_number"] <= value["differing"] <= value["reported_twice"]


def test_the_days_of_a_move_are_those_of_the_rows(claims):
    found = findings.find(claims, "who-moved")
    rows = claims.rows[claims.rows["claim_id"].isin(found.claim_ids)]
    assert {found.value["from"], found.value["to"]} <= set(rows["answer"])


POOR = {
    "one source only": lambda rows: rows["source_id"].eq("hur"),
    "all one-sided": lambda rows: rows["qualifier"].isin(["at_least", "up_to"]),
    "all vague": lambda rows: rows["number_words"].ne(""),
    "each source speaks once": lambda rows: ~rows.duplicated("source_id"),
    "positions alone": lambda rows: rows["kind"].eq("position"),
}


@pytest.mark.parametrize("poor", POOR)
@pytest.mark.parametrize("name", findings.REGISTRY)
def test_poor_data_give_a_defined_answer(claims, name, poor):
    """Never a NaN in a sentence; warnings are errors here."""
    found = findings.find(claims.where(POOR[poor](claims.rows)), name)
    assert found.sentence.endswith(".") and not {"nan", "inf"} & set(found.sentence.replace(",", " ").split())


def test_who_followed_last_is_told_of_groups_and_of_sources(claims):
    found = findings.find(claims, "first-yes")
    lags = timing.first_yes(claims, found.value["question_id"])
    said = lags[lags["observed"] & ~lags["group"].isin(positions.many_voices(claims))]
    days = said.groupby("group")["lag"].min()
    assert found.value["longest_group"] == days.max() < found.value["longest"] == lags["lag"].max()
    groups, days_of_source = found.value["last_groups"], found.value["longest"]
    assert f"Of the groups, {groups} followed last, after {days.max()} days; of the sources, " in found.sentence
    assert f"whose group had said it before, after {days_of_source} days." in found.sentence
    for name in days.index[days.eq(days.max())]:
        assert claims.groups.at[name, "label"] in groups


def test_where_each_group_is_one_source_it_is_told_once(tmp_path):
    found = findings.find(load(made_up.write(tmp_path)), "first-yes")
    assert "The first recorded yes is Herders, Rangers and University's (" in found.sentence
    assert "Of the groups, Hunters followed last, after" in found.sentence and "of the sources" not in found.sentence
