"""Measures of disagreement, each held to a published worked example."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers import disagreement, estimates

_ = np.nan


def test_eighteen_batters():
    """Efron and Morris (1975, J. Am. Stat. Assoc. 70; 1977, Scientific American 236): batting averages of 18 players
    after 45 at-bats; shrinkage 0.212 towards 0.265, Clemente 0.400 to 0.294, Alvis 0.156 to 0.242."""
    hits = np.array([18, 17, 16, 15, 14, 14, 13, 12, 11, 11, 10, 10, 10, 10, 10, 9, 8, 7]) / 45
    mean = hits.mean()
    centre, spread = disagreement.shrunk(hits, np.full(18, mean * (1 - mean) / 45))
    assert (centre[0] - mean) / (hits[0] - mean) == pytest.approx(0.212, abs=5e-4)
    assert centre[[0, 1, 2, 5, 17]] == pytest.approx([0.294, 0.289, 0.285, 0.275, 0.242], abs=6e-4)
    assert (spread > 0).all()


def test_shrinkage_needs_four_means_and_leaves_exact_ones_alone():
    with pytest.raises(ValueError, match="not enough: k = 3"):
        disagreement.shrunk(np.array([1.0, 2, 3]), np.ones(3))
    centre, spread = disagreement.shrunk(np.array([1.0, 2, 3, 4]), np.zeros(4))
    assert centre.tolist() == [1, 2, 3, 4] and not spread.any()


@pytest.mark.parametrize(
    ("counts", "value"),
    [
        ([30, 40, 210, 130, 530, 50, 10], 0.6113333),  # the example of the R package agrmt (Ruedin)
        ([1, 0, 0, 0, 1], -1),  # van der Eijk (2001): the ends, in equal numbers
        ([3, 3, 3, 3, 3], 0),  # evenly over all
        ([0, 0, 7, 0, 0], 1),  # all alike
    ],
)
def test_van_der_eijks_a(counts, value):
    assert disagreement.concentration(counts) == pytest.approx(value, abs=1e-6)


def test_van_der_eijks_a_of_nobody():
    assert np.isnan(disagreement.concentration([0, 0, 0, 0, 0]))
    with pytest.raises(ValueError, match="three steps"):
        disagreement.concentration([1, 2])


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [
        ((12000, 12000), (3000, 3000), 2),  # four times: two doublings
        ((3000, 3000), (12000, 12000), -2),
        ((12000, 12000), (3000, _), 0),  # "at least 3,000" and 12,000 can both be true
        ((_, 3000), (12000, 12000), -2),
        ((10000, 12000), (11000, 15000), 0),
    ],
)
def test_distance_takes_bounds_at_their_word(one, other, value):
    assert disagreement.distance(one, other) == value


def stands(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["label", "start", "end", "lo", "hi"])
    frame["start"], frame["end"] = pd.to_datetime(frame["start"]), pd.to_datetime(frame["end"])
    frame = frame.assign(source_id=frame["label"], group="G", in_all=False, slack=0.0)
    return frame.assign(claim_ids=[(name,) for name in frame["label"]])


def test_overlap_by_hand():
    """Three figures for ten days: 100, at least 80, 50. Two of three pairs have no number in common with 50."""
    table = stands(
        ("a", "2024-10-01", "2024-10-11", 100, 100),
        ("b", "2024-10-01", "2024-10-11", 80, _),
        ("c", "2024-10-01", "2024-10-11", 50, 50),
    )
    found = disagreement.overlap(table)
    assert found[["pairs", "shared"]].values.tolist() == [[3, 1]]
    assert found["share"].iloc[0] == pytest.approx(1 / 3)


def test_gap_days_by_hand():
    periods = estimates.gap(
        stands(
            ("a", "2024-10-01", "2024-10-11", 100, 100),
            ("b", "2024-10-03", "2024-10-06", 50, 50),
            ("c", "2024-10-06", "2024-10-08", 100, _),
        )
    )
    assert disagreement.gap_days(periods) == {"days": 5, "apart": 3, "typical": 2.0}
    nothing = disagreement.gap_days(periods.iloc[:0])
    assert nothing["days"] == 0 and np.isnan(nothing["typical"])


def test_lean_of_sources_that_agree_is_none():
    """Five sources with the same figures lie nowhere; one that always doubles lies highest."""
    rows = [(f"s{n}", 0.0) for n in range(5) for _ in range(4)] + [("high", 1.0)] * 4
    compared = pd.DataFrame(rows, columns=["source_id", "distance"])
    compared = compared.assign(label=compared["source_id"], group="G", claim_ids=[("c1",)] * len(compared))
    jitter = np.tile([0.05, -0.05], len(compared) // 2)
    table = disagreement.lean(compared.assign(distance=compared["distance"] + jitter))
    assert table.index[0] == "high" and table["n"].eq(4).all()
    assert (table["lean"].iloc[1:].abs() < 0.06).all() and table["low"].iloc[0] > 0.5
    assert disagreement.lean(compared[compared["source_id"].isin(["s0", "s1"])]).empty


def test_intervals_of_the_lean_hold_all_sources_at_once():
    """Sidak (1967): 95% for ten independent intervals asks 99.4884% of each, 2.80 standard errors to each side."""
    rows = [(f"s{n}", value) for n in range(10) for value in (0.1 * n - 0.2, 0.1 * n, 0.1 * n + 0.2)]
    compared = pd.DataFrame(rows, columns=["source_id", "distance"])
    compared = compared.assign(label=compared["source_id"], group="G", claim_ids=[("c1",)] * len(compared))
    table = disagreement.lean(compared)
    _, spread = disagreement.shrunk(table["raw"].to_numpy(), np.full(10, 0.04 / 3))
    assert ((table["high"] - table["lean"]) / spread).round(2).eq(2.80).all()


def test_comparisons_stay_within_question_and_window(claims):
    near = disagreement.comparisons(claims, claims.study.headline_counts, window_days=10)
    far = disagreement.comparisons(claims, claims.study.headline_counts, window_days=60)
    assert 0 < len(near) < len(far) and near["against"].min() >= 1
    assert np.isfinite(near["distance"]).all()


def test_agreement_by_month(claims):
    table = disagreement.by_month(claims, claims.study.headline_positions)
    known = table.dropna(subset="A")
    assert known["A"].between(-1, 1).all() and (known["questions"] >= 1).all()
    assert (table["alpha"].dropna() <= 1).all()
    assert disagreement.by_month(claims.where(claims.rows["claim_id"].eq("")), ("in_russia",)).empty
