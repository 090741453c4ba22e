"""Counts: bounds, what stands, the gap; small worked examples computed by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers import estimates, titles
from helpers.dataset import load


def marks(*rows) -> pd.DataFrame:
    """Figures in the shape of estimates.figures: (source, day, lo, hi, extra)."""
    frame = pd.DataFrame(
        [
            {
                "statement_id": f"{source}-{day}",
                "source_id": source,
                "label": source.upper(),
                "group": source,
                "speaker": "agency",
                "said_on": pd.Timestamp(day),
                "forecast": False,
                "lo": lo,
                "hi": hi,
                "number_words": "",
                "attribution": "named",
                "reports": 2,
                "outlets": 2,
                "main": True,
                "event": False,
                "claim_ids": (f"c{number:04d}",),
                **extra,
            }
            for number, (source, day, lo, hi, extra) in enumerate(rows, 1)
        ]
    )
    return frame


NONE = {}


def test_bounds_of_every_qualifier():
    rows = pd.DataFrame(
        {
            "low": [np.nan, 5, np.nan, 10, np.nan, np.nan],
            "best": [7, np.nan, np.nan, np.nan, np.nan, np.nan],
            "high": [np.nan, np.nan, 9, 12, np.nan, np.nan],
            "number_words": ["", "", "", "", "dozens", "untold"],
        }
    )
    conventions = pd.DataFrame(
        {
            "number_words": ["dozens", "dozens"],
            "convention": ["suite", "acled"],
            "low": ["24", "12"],
            "high": ["99", "12"],
        }
    )
    found = estimates.bounds(rows, conventions, "suite")
    assert found["lo"].fillna(-1).tolist() == [7, 5, -1, 10, 24, -1]
    assert found["hi"].fillna(-1).tolist() == [7, -1, 9, 12, 99, -1]
    assert estimates.bounds(rows, conventions, "acled").loc[4, ["lo", "hi"]].tolist() == [12, 12]
    assert "lo" not in rows


def test_a_figure_stands_until_revised_or_lapsed():
    frame = marks(("a", "2024-10-01", 100, 100, NONE), ("a", "2024-10-11", 120, 120, NONE))
    stands = estimates.standing(frame, window_days=30)
    assert stands["end"].tolist() == [pd.Timestamp("2024-10-11"), pd.Timestamp("2024-11-10")]


def test_what_does_not_stand():
    frame = marks(
        ("a", "2024-10-01", 100, 100, NONE),
        ("a", "2024-10-02", 100, 100, {"forecast": True}),
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


def test_the_gap_counts_bounds_as_what_they_are():
    """12,000 against 3,000 is a gap of 4; against "at least 3,000" it is none; "up to 3,000" is one of 4 again."""

    def ratio(low, high):
        frame = marks(("a", "2024-10-01", 12000, 12000, NONE), ("b", "2024-10-01", low, high, NONE))
        gaps = estimates.gap(estimates.standing(frame, window_days=10, least=1))
        return gaps["ratio"].tolist()

    assert ratio(3000, 3000) == [4.0]
    assert ratio(3000, np.nan) == [1.0]
    assert ratio(np.nan, 3000) == [4.0]


def test_the_gap_over_time():
    frame = marks(
        ("a", "2024-10-01", 100, 100, NONE), ("b", "2024-10-05", 50, 50, NONE), ("b", "2024-10-08", 100, 100, NONE)
    )
    gaps = estimates.gap(estimates.standing(frame, window_days=10, least=1))
    assert gaps[["start", "end"]].astype(str).values.tolist() == [
        ["2024-10-05", "2024-10-08"],
        ["2024-10-08", "2024-10-11"],
    ]
    assert gaps["ratio"].tolist() == [2.0, 1.0]
    assert gaps.loc[0, ["top_by", "bottom_by", "n"]].tolist() == ["A", "B", 2]


def test_the_widest_gap_lasts_as_long_as_the_two_who_make_it_stand():
    """A third source that speaks in between does not cut it in two."""
    frame = marks(("a", "2024-10-01", 12, 12, NONE), ("b", "2024-10-01", 3, 3, NONE), ("c", "2024-10-05", 5, 5, NONE))
    period = estimates.widest(estimates.gap(estimates.standing(frame, window_days=10, least=1)))
    assert f"{period['start']:%d} {period['end']:%d}" == "01 11" and period["bottom_by"] == "B"


def test_defined_results_for_nothing():
    empty = marks(("a", "2024-10-01", 1, 1, NONE)).iloc[:0]
    stands = estimates.standing(empty, window_days=10)
    assert stands.empty and estimates.gap(stands).empty and "ratio" in estimates.gap(stands)


def test_questions_that_must_not_share_an_axis(claims):
    with pytest.raises(estimates.IncomparableError, match="never share an axis"):
        estimates.one_count(claims, ["killed", "casualties"])
    with pytest.raises(estimates.IncomparableError, match="yes or no"):
        estimates.one_count(claims, "in_kursk")
    with pytest.raises(KeyError, match="troops_in_kursk"):
        estimates.one_count(claims, "troops_on_the_moon")


def test_ten_reports_are_one_figure(claims):
    found = estimates.figures(claims, "troops_in_russia")
    rows = claims.answers("troops_in_russia")
    assert sum(map(len, found["claim_ids"])) == len(rows)
    assert found["reports"].max() >= 5 and len(found) < len(rows)


def test_versions_of_one_statement_are_kept(claims):
    """Budanov's battalion of 15 October 2024: about, up to and exactly 3,000."""
    found = estimates.versions(claims, "unit_size").query("statement_id == 'hur-2024-10-15-buryat-battalion'")
    assert {"about 3,000", "3,000"} <= set(found.apply(estimates.say, axis=1))


def test_conventions_are_a_switch(seed_folder):
    small = load(seed_folder)
    suite = estimates.figures(small, "specialists").iloc[0]
    acled = estimates.figures(small, "specialists", convention="acled").iloc[0]
    other = estimates.figures(small, "specialists", convention="none").iloc[0]
    assert (acled["lo"], acled["hi"]) == (12, 12) and suite["lo"] == 24 and np.isnan(other["lo"])


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"qualifier": "exact", "best": 3000}, "3,000"),
        ({"qualifier": "about", "best": 11000}, "about 11,000"),
        ({"qualifier": "at_least", "low": 100}, "at least 100"),
        ({"qualifier": "up_to", "high": 3000}, "up to 3,000"),
        ({"qualifier": "between", "low": 10000, "high": 12000}, "10,000 to 12,000"),
        ({"qualifier": "vague", "number_words": "dozens"}, "dozens"),
    ],
)
def test_figures_in_words(cells, words):
    row = pd.Series({"low": np.nan, "best": np.nan, "high": np.nan, "number_words": "", **cells})
    assert estimates.say(row) == words


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


def test_a_figure_outvoted_by_another_question_does_not_stand(claims):
    """12,000 in Russia (many reports) retold by two outlets as 12,000 in Kursk region."""
    kursk = estimates.figures(claims, "troops_in_kursk").query("statement_id == 'hur-2024-10-24-kursk-12000'")
    russia = estimates.figures(claims, "troops_in_russia").query("statement_id == 'hur-2024-10-24-kursk-12000'")
    assert len(kursk) and not kursk["main"].any() and russia["main"].all()


def test_versions_need_two_documents(claims):
    documents = claims.rows.drop_duplicates("claim_id").set_index("claim_id")["document_id"]
    for question in ("troops_in_russia", "killed", "casualties"):
        found = estimates.versions(claims, question).groupby("statement_id")["claim_ids"]
        assert all(len({documents[i] for ids in group for i in ids}) > 1 for _, group in found)


def test_a_title_keeps_the_bound_of_one_of_two_equal_numbers(claims):
    frame = marks(("a", "2024-10-01", 500, 500, {"mark": "dot"}), ("b", "2024-10-02", 500, np.nan, {"mark": "up"}))
    title = titles.range_title(claims, "officers", frame)
    assert title == "2 statements by 2 sources: 500 or at least 500 officers"


def test_figures_about_what_is_to_come_are_forecasts(claims):
    assert estimates.figures(claims, "troops_to_be_sent")["forecast"].all()
