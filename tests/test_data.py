"""The dataset itself, row by row, and the small facts of the seed articles that are easily overlooked."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers.dataset import HOME, check, load
from helpers.schema import TABLES


def test_no_fault():
    assert [str(fault) for fault in check()] == []


@pytest.mark.parametrize("name", TABLES)
def test_files_are_written_as_the_schema_says(name):
    raw = (HOME / f"{name}.csv").read_bytes()
    assert raw.split(b"\n", 1)[0].decode() == ",".join(TABLES[name].names)
    assert b"\r" not in raw and raw.endswith(b"\n")


def test_fragments_are_short(claims):
    assert claims.rows["wording"].str.split().str.len().max() <= 8


def test_the_fixed_questions_and_sources_are_there(claims):
    questions = set(claims.tables["questions"]["question_id"])
    assert {
        "troops_in_russia",
        "troops_added",
        "workers_sent",
        "deserted",
        "cooperation_lawful",
        "other_position",
    } <= questions
    assert len(questions) == 32
    fixed = """hur zelensky ukraine-general-staff ukraine-government ukraine-sof sbu nis south-korea-mnd south-korea-jcs
    south-korea-mfa south-korea-president south-korea-unification south-korea-government kremlin russia-mfa russia-mod
    russia-security-council russia-other dprk isw us-dod us-white-house us-state uk-mod uk-government nato eu japan
    china-mfa anonymous-western russia-telegram rusi csis msmt ukraine-partisans unspecified""".split()
    assert set(fixed) <= set(claims.tables["sources"]["source_id"])


SEED_FACTS = [
    ("killed", "hur", "best", 6),
    ("wounded", "babel", "best", 3),
    ("deserted", "hur", "best", 18),
    ("officers", "hur", "best", 500),
    ("generals", "hur", "best", 3),
    ("specialists", "the-guardian", "number_words", "dozens"),
    ("other_count", "russia-other", "high", 100_000),
    ("other_count", "unspecified", "high", 100_000),
    ("shells_supplied", "the-sunday-times", "best", 3_000_000),
    ("containers_supplied", "rusi", "number_words", "hundreds"),
    ("in_occupied_ukraine", "us-dod", "answer", "unconfirmed"),
    ("in_occupied_ukraine", "euronews", "answer", "unconfirmed"),
    ("cooperation_lawful", "russia-mfa", "answer", "yes"),
    ("cooperation_lawful", "south-korea-mfa", "answer", "no"),
    ("other_position", "russia-mfa", "answer", "no"),
    ("other_position", "ukraine-government", "answer", "no"),
    ("troops_in_training", "hur", "number_words", "several thousand"),
    ("will_deploy", "kremlin", "answer", "no"),
    ("in_russia", "kremlin", "answer", "unconfirmed"),
    ("unit_size", "hur", "high", 3000),
]


@pytest.mark.parametrize(
    ("question", "source", "column", "value"), SEED_FACTS, ids=[f"{f[0]}-{f[1]}" for f in SEED_FACTS]
)
def test_seed_facts(claims, question, source, column, value):
    rows = claims.rows.query("corpus == 'seed' and question_id == @question and source_id == @source and not implied")
    assert (rows[column] == value).any()


@pytest.mark.parametrize(
    "place", ["khabarovsk", "ussuriysk", "blagoveshchensk", "vladivostok", "mariupol", "donetsk", "sudzha"]
)
def test_seed_places(claims, place):
    assert claims.rows.query("corpus == 'seed' and place_id == @place").shape[0]


def test_every_seed_article_is_coded_in_full(claims):
    """Two coders working apart found about 90 answers to the model's questions in the five articles."""
    seed = claims.rows.query("corpus == 'seed' and not implied")
    assert seed["document_id"].nunique() == 5 and seed["paragraph"].ne("").all()
    assert seed.query("question_id not in ['other_position', 'other_count']").shape[0] >= 85


def test_one_statement_has_one_source_and_one_day(claims):
    groups = claims.rows.groupby("statement_id")
    assert groups["source_id"].nunique().max() == 1 and groups["said_on"].nunique().max() == 1


def test_implied_answers_are_marked_traceable_and_can_be_switched_off(claims):
    implied = claims.rows.query("implied")
    stated = claims.rows.query("not implied").set_index("claim_id")
    assert len(implied) and set(implied["implied_by"]) <= set(stated.index)
    assert not load(implied=False).rows["implied"].any()
    assert implied["kind"].eq("position").all() and implied[["low", "best", "high"]].isna().all().all()


def test_implied_answers_follow_from_the_worked_examples(seed_folder):
    """Examples of the data model: trained in Russia implies in Russia; killed near Donetsk, occupied Ukraine."""
    rows = load(seed_folder).rows.query("implied")
    donetsk = rows.query("question_id == 'in_occupied_ukraine' and source_id == 'babel'")
    assert (donetsk["answer"] == "yes").all() and len(donetsk) == 1
    trained = rows.query("question_id == 'in_russia' and source_id == 'nis' and document_id == 'kyiv-post-2024-10-25'")
    assert len(trained) == 1


def test_a_forecast_implies_nothing(claims):
    forecasts = claims.rows.query("not implied and forecast")["claim_id"]
    assert not set(claims.rows.query("implied")["implied_by"]) & set(forecasts)


def test_a_one_sided_bound_stays_one_sided(claims):
    rows = claims.rows
    upper, lower = rows.query("qualifier == 'up_to'"), rows.query("qualifier == 'at_least'")
    assert upper[["low", "best"]].isna().all().all() and upper["high"].notna().all()
    assert lower[["best", "high"]].isna().all().all() and lower["low"].notna().all()


def test_soldiers_and_workers_never_share_a_statement_figure_by_accident(claims):
    """The same fragment of one document is not coded as soldiers and as workers at once."""
    rows = claims.rows.query("kind == 'count'")
    workers = rows[rows["question_id"].isin(["workers_sent", "workers_to_be_sent"])]
    soldiers = rows[
        rows["question_id"].isin(["troops_in_russia", "troops_added", "troops_to_be_sent", "troops_in_kursk"])
    ]
    both = workers.merge(soldiers, on=["document_id", "wording"])
    assert both.empty, both[["document_id", "wording"]]


def test_text_columns_hold_no_markup(claims):
    text = pd.concat([claims.tables["claims"][name] for name in ("wording", "wording_en", "note")])
    assert not text.str.contains(r"<\w+[ >]|\u200b", regex=True).any()
