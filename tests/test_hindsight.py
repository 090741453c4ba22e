"""As known then: what a day hides, and scores against published values."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers import estimates, hindsight, replay


def test_the_scoring_rule():
    """Brier scores as worked in the documentation of scikit-learn: outcomes 0 1 1 0 with chances .1 .9 .8 .3 give
    0.0375; here in the form for an outcome of yes, and the value of each answer."""
    chances, outcomes = np.array([0.1, 0.9, 0.8, 0.3]), np.array([0, 1, 1, 0])
    assert ((chances - outcomes) ** 2).mean() == pytest.approx(0.0375)
    scores = {answer: (chance - 1) ** 2 for answer, chance in hindsight.CHANCE.items()}
    assert scores == {"yes": 0, "likely": 0.0625, "unconfirmed": 0.25, "unlikely": 0.5625, "no": 1}


def test_nothing_of_the_future_is_known(claims):
    day = pd.Timestamp("2024-11-01")
    known = hindsight.as_known(claims, day)
    assert 0 < len(known) < len(claims) and known.rows["published"].max() <= day
    assert known.rows["said_on"].max() <= day
    later = hindsight.as_known(claims, claims.rows["published"].max())
    pd.testing.assert_frame_equal(later.rows, claims.rows)


def test_the_admission_needs_every_admitting_group(claims):
    question = claims.study.admitted_questions[0]
    rows = claims.rows[claims.rows["question_id"].eq(question) & claims.rows["answer"].eq("yes")]
    first = rows[rows["group"].isin(claims.study.admitting_groups)].groupby("group")["said_on"].min()
    assert hindsight.admission(claims, question) == first.max()
    without = claims.where(claims.rows["group"].ne(claims.study.admitting_groups[0]))
    assert hindsight.admission(without, question) is None and hindsight.scored(without, question).empty


def test_scores_have_n_and_interval(claims):
    rows = hindsight.scored(claims, claims.study.admitted_questions[1])
    table = hindsight.scores(rows)
    assert table["n"].sum() == len(rows) and table["score"].between(0, 1).all()
    wide = table.dropna(subset="low")
    assert len(wide) and wide["n"].min() >= 3 and not set(table.index[table["score"].isin([0, 1])]) & set(wide.index)
    for group in claims.study.admitting_groups:
        own = claims.rows[claims.rows["question_id"].eq(claims.study.admitted_questions[1])]
        first = own[own["group"].eq(group) & own["answer"].eq("yes")]["said_on"].min()
        assert (rows.loc[rows["group"].eq(group), "said_on"] < first).all()
    assert (wide["low"] <= wide["score"]).all() and (wide["score"] <= wide["high"]).all()
    assert table.loc[table["n"] < 3, ["low", "high"]].isna().all().all()
    assert hindsight.scores(rows.iloc[:0]).empty


def test_a_forecast_is_held_against_later_figures_only(claims):
    for question in claims.study.realised:
        table = hindsight.forecasts(claims, question)
        assert len(table) and (table["as_of"] > table["said_on"]).all()
        own = table[table["own"].ne("")]
        assert (own["own_on"] - own["as_of"]).dt.days.between(0, 60).all()


def test_the_slider_has_a_stop_for_every_month(claims):
    stops = replay.days(claims)
    published = pd.to_datetime(claims.tables["documents"]["published"])
    assert stops == sorted(stops) and stops[-1] == published.max()
    assert len(stops) >= published.dt.to_period("M").nunique() - 1


def test_moving_the_slider_redraws_the_chart(claims):
    from helpers import gallery

    box = replay.replay(claims, {"coverage": gallery.coverage, "answers": gallery.answers})
    chart, known, page = box.children
    last = page.value
    known.value = known.options[5][1]
    early = page.value
    assert early != last and gallery.coverage(hindsight.as_known(claims, known.value)).title in early
    chart.value = "answers"
    assert page.value != early and 'role="img"' in page.value


def test_words_given_to_several_sources_at_once_answer_no_forecast(claims):
    """One document, one question, the same words, two sources: rule 29 codes a claim each, neither alone said it."""
    rows = claims.stated[claims.stated["joint"]]
    joint = set(rows["claim_id"])
    assert len(rows) and (rows.groupby(["document_id", "question_id", "wording"])["source_id"].nunique() > 1).all()
    for question, later in claims.study.realised.items():
        figures = estimates.figures(claims, later)
        shared = {one for ids in figures["claim_ids"] if joint.issuperset(ids) for one in ids}
        assert shared and not shared & _later_claims(claims, question)


def _later_claims(claims, question: str) -> set[str]:
    """Those behind the figures against which forecasts are held."""
    held = hindsight.forecasts(claims, question, outlets=1)
    behind = {one for column in ("claim_ids", "others_ids") for ids in held[column] for one in ids}
    later = claims.rows["question_id"].eq(claims.study.realised[question])
    found = behind & set(claims.rows.loc[later, "claim_id"])
    assert found
    return found


def test_a_later_figure_has_a_day_that_a_document_states(claims):
    """A page's own day stands for words of which it tells none: those may be older than the forecast."""
    stated = set(claims.rows.loc[claims.rows["date_basis"].eq("stated"), "statement_id"])
    for question in claims.study.realised:
        rows = claims.rows[claims.rows["claim_id"].isin(_later_claims(claims, question))]
        assert set(rows["statement_id"]) <= stated
