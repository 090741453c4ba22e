"""Ladders and ratios, by hand and on the record."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers import estimates, losses


@pytest.mark.parametrize(
    ("before", "after", "times"),
    [
        ((1000, 1000), (3000, 3000), 3),
        ((3000, 3000), (1000, 1000), 1 / 3),
        ((1000, np.nan), (3000, 3000), 1),  # "at least 1,000", then 3,000: nothing need have changed
        ((np.nan, 1000), (3000, np.nan), 3),  # "up to 1,000", then "at least 3,000"
        ((0, 0), (5, 5), np.inf),
    ],
)
def test_a_step_counts_bounds_as_what_they_are(before, after, times):
    def row(day, low, high):
        cells = {"source_id": "s", "label": "S", "group": "G", "said_on": pd.Timestamp(day), "lo": low, "hi": high}
        words = {"low": low, "best": np.nan, "high": high, "number_words": "", "qualifier": "between"}
        return pd.Series({**cells, **words, "reports": 1, "claim_ids": ("c1",)})

    step = losses._step(row("2025-01-01", *before), row("2025-02-01", *after))
    assert step["times"] == pytest.approx(times) and step["days"] == 31


def test_a_ladder_holds_only_totals_in_numbers(claims):
    for question in claims.study.loss_questions:
        steps = losses.ladder(claims, question)
        rows = claims.rows[claims.rows["claim_id"].isin({c for ids in steps["claim_ids"] for c in ids})]
        assert not rows["note"].str.lower().str.startswith(estimates.EVENT).any()
        assert not rows["forecast"].any() and rows["number_words"].eq("").all() and (steps["days"] > 0).all()


def test_the_briefing_of_january_2025(claims):
    """300 killed and 2,700 wounded in one briefing: nine to one."""
    table = losses.ratios(claims, *claims.study.ratio_questions).set_index("statement_id")
    row = table.loc["nis-2025-01-13-briefing"]
    assert (row["low"], row["high"]) == (9, 9)
    assert np.isnan(table.loc["nis-2024-12-19-briefing", "low"])  # "at least 100" killed: at most ten to one


def test_nothing_to_count(claims):
    nothing = claims.where(claims.rows["claim_id"].eq(""))
    assert losses.ladder(nothing, "killed").empty and losses.ratios(nothing, "killed", "wounded").empty


def test_the_span_of_ratios_names_its_bounds():
    table = pd.DataFrame({"low": [np.nan, 9.0, 6.8], "high": [10.0, 9.0, 6.8]})
    assert losses.span(table) == ("6.8", "at most 10.0")
    assert losses.span(table.iloc[:1]) == ("at most 10.0", "at most 10.0")
    assert losses.span(pd.DataFrame({"low": [3.0, 5.0], "high": [4.0, np.nan]})) == ("3.0", "at least 5.0")
