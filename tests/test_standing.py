"""Which figure of a source stands, and until when; small worked examples by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import estimates
from tests.said import NONE, SENT, THERE, marks


def test_a_figure_stands_until_revised_or_lapsed():
    frame = marks(("a", "2024-10-01", 100, 100, NONE), ("a", "2024-10-11", 120, 120, NONE))
    stands = estimates.standing(frame, window_days=30)
    assert stands["end"].tolist() == [pd.Timestamp("2024-10-11"), pd.Timestamp("2024-11-10")]


def test_what_does_not_stand():
    frame = marks(
        ("a", "2024-10-01", 100, 100, NONE),
        ("a", "2024-10-02", 100, 100, {"forecast": True}),
        ("a", "2024-10-03", 90, 90, {"recalled": True}),
        ("b", "2024-10-01", 5, 5, NONE),
        ("c", "2024-10-01", 7, 9, {"number_words": "several"}),
        ("d", "2024-10-01", 7, 9, {"speaker": "collective"}),
        ("e", "2024-10-01", 7, 9, {"attribution": "anonymous"}),
        ("f", "2024-10-01", 7, 9, {"outlets": 1}),
        ("g", "2024-10-01", 7, 9, {"main": False}),
    )
    assert estimates.standing(frame, window_days=30, least=1)["source_id"].tolist() == ["a", "b"]
    assert estimates.standing(frame, window_days=30).empty
    assert set(estimates.standing(frame, window_days=30, least=1, outlets=1)["source_id"]) == {"a", "b", "f"}


def test_the_most_printed_figure_of_a_day_stands():
    frame = marks(("a", "2024-10-01", 12000, 12000, {"reports": 2}), ("a", "2024-10-01", 1500, 1500, {"reports": 9}))
    assert estimates.standing(frame, window_days=30, least=1)["lo"].tolist() == [1500]


def test_an_open_side_is_not_filled_from_another_figure_of_the_day():
    frame = marks(("a", "2024-10-01", 9000, 9000, {"reports": 2}), ("a", "2024-10-01", 3000, np.nan, {"reports": 9}))
    (stand,) = estimates.standing(frame, window_days=30, least=1).itertuples()
    assert stand.lo == 3000 and np.isnan(stand.hi)


def test_any_later_figure_ends_a_standing_one():
    """A figure that only one outlet prints does not stand, but the source no longer holds its old one."""
    frame = marks(("a", "2024-10-01", 3000, 3000, NONE), ("a", "2024-10-06", 10900, 10900, {"outlets": 1}))
    stands = estimates.standing(frame, window_days=30, least=1)
    assert stands[["lo", "end"]].astype(str).values.tolist() == [["3000", "2024-10-06"]]


def test_the_same_figure_said_again_ends_nothing():
    """One outlet retells it, or files it under another question: the source still holds it, until it says another."""
    told_again = [{"outlets": 1}, {"main": False}]
    for extra in told_again:
        frame = marks(
            ("a", "2024-10-01", 3000, np.nan, NONE),
            ("a", "2024-10-06", 3000, np.nan, extra),
            ("a", "2024-10-08", 3000, np.nan, extra),
            ("a", "2024-10-08", 9000, 9000, {"outlets": 1}),
            ("a", "2024-10-10", 3000, 3000, {"outlets": 1}),
        )
        stands = estimates.standing(frame, window_days=30, least=1)
        assert stands[["lo", "start", "end"]].astype(str).values.tolist() == [["3000", "2024-10-01", "2024-10-10"]]


def test_more_in_a_part_than_in_the_whole_ends_what_stood():
    """Who says 40 bears in the valley no longer says 30 in the park; 20 in the valley leave the 30 as they are."""
    whole = marks(("a", "2024-10-01", 30, 30, NONE), ("b", "2024-10-01", 30, np.nan, NONE))
    part = marks(*((who, f"2024-10-{day}", n, n, NONE) for who in "ab" for day, n in (("05", 20), ("09", 40))))
    stands = estimates.standing(whole, window_days=30, least=1, parts=part)
    assert stands["end"].astype(str).tolist() == ["2024-10-09", "2024-10-31"]


def test_those_there_and_all_so_far_stand_side_by_side():
    frame = marks(
        ("a", "2024-10-01", 12, 12, SENT), ("a", "2024-10-05", 8, 8, THERE), ("a", "2024-10-08", 13, 13, SENT)
    )
    stands = estimates.standing(frame, window_days=30, least=1)
    assert stands["end"].astype(str).tolist() == ["2024-10-08", "2024-11-04", "2024-11-07"]
    assert estimates.gap(stands).empty  # of one source


def test_what_cannot_be_both_ends_what_stood():
    """Eleven there, then ten in all; ten in all, then eleven there."""
    for first, second in (((11, THERE), (10, SENT)), ((10, SENT), (11, THERE))):
        frame = marks(
            ("a", "2024-10-01", first[0], first[0], first[1]), ("a", "2024-10-05", second[0], second[0], second[1])
        )
        assert estimates.standing(frame, window_days=30, least=1)["end"].astype(str)[0] == "2024-10-05"
