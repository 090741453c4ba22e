"""Counts: bounds, what stands, the gap; small worked examples computed by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers import estimates, titles
from helpers.dataset import load
from helpers.versions import versions
from tests.said import NONE, SENT, THERE, marks


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


def test_the_widest_gap_names_all_who_said_its_two_numbers():
    """B's 3 lapses, C's 3 goes on; where C says it after a pause, it is another gap."""
    for day, end, names in (("05", "15", "B and C"), ("09", "08", "B")):
        frame = marks(
            ("a", "2024-10-01", 12, 12, NONE),
            ("b", "2024-09-28", 3, 3, NONE),
            ("c", f"2024-10-{day}", 3, 3, NONE),
            ("a", "2024-10-10", 12, 12, NONE),
        )
        period = estimates.widest(estimates.gap(estimates.standing(frame, window_days=10, least=1)))
        assert f"{period['start']:%d} {period['end']:%d}" == f"01 {end}" and period["bottom_by"] == names
        assert len(period["claim_ids"]) == (4 if names == "B and C" else 2)


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [
        ((12, SENT), (8, THERE), None),  # 12 sent, 8 of them left: both can be true
        ((8, THERE), (12, SENT), 8 / 12),
        ((12, THERE), (8, SENT), 1.5),  # more there than were ever sent by a later day
        ((8, SENT), (12, THERE), None),  # four came since
        ((8, SENT), (12, SENT), None),  # four were sent since
        ((12, SENT), (8, SENT), 1.5),  # but none can be unsent
    ],
)
def test_counts_of_all_so_far_bound_only_what_they_can(first, second, ratio):
    (one, how), (other, other_how) = first, second
    frame = marks(("a", "2024-10-01", one, one, how), ("b", "2024-10-05", other, other, other_how))
    gaps = estimates.gap(estimates.standing(frame, window_days=10, least=1))
    assert gaps["ratio"].max() == (1.0 if ratio is None or ratio < 1 else ratio) or (ratio is None and gaps.empty)


def test_a_lasting_gap_goes_before_a_wider_one_of_some_days():
    frame = marks(("a", "2024-10-01", 12, 12, NONE), ("b", "2024-10-01", 10, 10, NONE), ("b", "2024-10-09", 3, 3, NONE))
    gaps = estimates.gap(estimates.standing(frame, window_days=10, least=1))
    assert gaps["ratio"].tolist() == [1.2, 4.0]
    assert estimates.widest(gaps)["ratio"] == 1.2 and estimates.widest(gaps.iloc[1:]) is None


@pytest.mark.parametrize("number, ratio", [(10_000, 1.0), (8_000, 1.375)])
def test_figures_are_read_with_their_slack(number, ratio):
    """A tenth off: 11,000 may be 9,900, 10,000 may be 11,000, 8,000 no more than 8,800."""
    frame = marks(("a", "2024-10-01", 11_000, 11_000, NONE), ("b", "2024-10-01", number, number, NONE))
    for share, found in ((0.1, ratio), (0.0, 11_000 / number)):
        stands = estimates.standing(frame, window_days=10, least=1, slack=share)
        assert estimates.gap(stands)["ratio"].tolist() == [found]


def test_a_figure_of_long_ago_is_recalled(claims):
    """Told more than the window after its day; a figure of the day before is not."""
    every = pd.concat(estimates.figures(claims, name) for name in ("troops_in_russia", "troops_added", "killed"))
    days = (every["said_on"] - every["as_of"]).dt.days
    assert every["recalled"].any() and every["recalled"].equals(days.gt(claims.study.window_days))


def test_counts_that_only_grow_and_notes_make_a_count_of_all(claims):
    assert estimates.figures(claims, "casualties")["in_all"].all()
    marks = estimates.figures(claims, "troops_in_kursk")
    notes = claims.rows.drop_duplicates("claim_id").set_index("claim_id")["note"].str.startswith(estimates.IN_ALL)
    told = [sum(notes[list(ids)]) * 2 > len(ids) for ids in marks["claim_ids"]]
    assert marks["in_all"].tolist() == told and 0 < sum(told) < len(told)


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
    found = versions(claims, "unit_size").query("statement_id == 'hur-2024-10-15-buryat-battalion'")
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


def test_a_figure_outvoted_by_another_question_does_not_stand(claims):
    """12,000 in Russia (many reports) retold by two outlets as 12,000 in Kursk region."""
    kursk = estimates.figures(claims, "troops_in_kursk").query("statement_id == 'hur-2024-10-24-kursk-12000'")
    russia = estimates.figures(claims, "troops_in_russia").query("statement_id == 'hur-2024-10-24-kursk-12000'")
    assert len(kursk) and not kursk["main"].any() and russia["main"].all()


def test_versions_need_two_documents(claims):
    documents = claims.rows.drop_duplicates("claim_id").set_index("claim_id")["document_id"]
    for question in ("troops_in_russia", "killed", "casualties"):
        found = versions(claims, question).groupby("statement_id")["claim_ids"]
        assert all(len({documents[i] for ids in group for i in ids}) > 1 for _, group in found)


def test_a_title_keeps_the_bound_of_one_of_two_equal_numbers(claims):
    frame = marks(("a", "2024-10-01", 500, 500, {"mark": "dot"}), ("b", "2024-10-02", 500, np.nan, {"mark": "up"}))
    title = titles.range_title(claims, "officers", frame)
    assert title == "2 statements by 2 sources: 500 or at least 500 officers"


def test_figures_about_what_is_to_come_are_forecasts(claims):
    assert estimates.figures(claims, "troops_to_be_sent")["forecast"].all()
