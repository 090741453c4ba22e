"""Lead and lag: the product-limit estimate on its textbook data, and the rows of the record."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest

from helpers import positions, timing


def waits(days, censored) -> pd.DataFrame:
    return pd.DataFrame({"lag": [*days, *censored], "observed": [True] * len(days) + [False] * len(censored)})


def test_remission_of_leukaemia():
    """Freireich et al. (1963), the 6-MP arm, as worked in Gehan (1965) and Cox and Oakes (1984): S(6) = 0.857,
    S(7) = 0.807, S(10) = 0.753, S(13) = 0.690, S(16) = 0.627, S(22) = 0.538, S(23) = 0.448; median 23 weeks."""
    days = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = timing.still_waiting(waits(days, censored)).set_index("day")
    published = {6: 0.857, 7: 0.807, 10: 0.753, 13: 0.690, 16: 0.627, 22: 0.538, 23: 0.448}
    assert curve.loc[list(published), "share"].tolist() == pytest.approx(list(published.values()), abs=6e-4)
    assert curve.loc[[6, 7, 10, 13], "at_risk"].tolist() == [21, 17, 15, 12]
    assert timing.median_wait(curve.reset_index()) == 23


def test_nobody_and_one():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert timing.still_waiting(waits([], [5, 6])).empty
        one = timing.still_waiting(waits([4], []))
    assert one["share"].tolist() == [0.0] and timing.median_wait(one) == 4
    assert np.isnan(timing.median_wait(timing.still_waiting(waits([1], [9, 9, 9]))))


def test_first_yes_is_that_of_the_rows(claims):
    question = claims.study.admitted_questions[1]
    table = timing.first_yes(claims, question)
    rows = claims.rows[claims.rows["question_id"].eq(question)]
    for source, row in table.iterrows():
        said = rows[rows["source_id"].eq(source) & rows["answer"].eq("yes") & rows["attribution"].eq("named")]
        assert (said["said_on"].min() == row["yes"]) if row["observed"] else said.empty
    assert table["lag"].min() == 0 and (~table["observed"]).any()


def test_who_said_yes_earlier_without_a_name_is_known(claims):
    """What first_yes leaves out, of the sources that it holds; no other source's first yes differs with it."""
    for question in claims.study.admitted_questions:
        table, found = timing.first_yes(claims, question), timing.unnamed_yes(claims, question)
        rows = claims.rows[claims.rows["question_id"].eq(question) & claims.rows["answer"].eq("yes")]
        first = rows.groupby("source_id")["said_on"].min().reindex(table.index)
        earlier = first[first.notna() & first.ne(table["yes"])]
        assert dict(earlier) == dict(found["said_on"]) and len(found)


def test_half_said_yes(claims):
    question = claims.study.admitted_questions[0]
    day, table = timing.half_said_yes(claims, question), timing.first_yes(claims, question)
    assert (table["yes"] <= day).mean() >= 0.5 > (table["yes"] < day).mean()
    assert timing.half_said_yes(claims.where(claims.rows["claim_id"].eq("")), question) is None


def test_the_group_that_came_last_is_told_by_its_first_source(claims):
    """A source that answers late, after its group, does not make the group late; many voices are no group here."""
    several = positions.many_voices(claims)
    one, other, third = [name for name in claims.groups.index if name not in several][:3]
    rows = [("a", one, 0), ("b", one, 90), ("c", other, 20), ("d", third, 20), ("e", third, 40), ("f", several[0], 99)]
    lags = pd.DataFrame(rows, columns=["label", "group", "lag"]).assign(observed=True)
    assert timing.last_groups(claims, lags).to_dict() == {
        claims.groups.at[name, "label"]: 20 for name in (other, third)
    }
    assert timing.last_groups(claims, lags[lags["group"].isin([one, several[0]])]).empty
    assert timing.last_groups(claims, lags.assign(observed=lags["label"].ne("c"))).index.tolist() == [
        claims.groups.at[third, "label"]
    ]
    assert timing.last_groups(claims, lags.iloc[:0]).empty
