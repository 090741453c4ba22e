"""The dataset for class (notebooks/classroom/pipeline_jobs): real, of another subject, and of many years."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from helpers import estimates, findings, gallery
from helpers.charts.style import day_axis
from helpers.codebook import documents
from helpers.dataset import HOME, check, load

FOLDER = HOME.parent / "notebooks" / "classroom" / "pipeline_jobs"


@pytest.fixture(scope="module")
def jobs():
    return load(FOLDER)


def test_it_is_a_valid_dataset_with_its_codebook():
    assert [str(fault) for fault in check(FOLDER)] == []
    for name, text in documents(FOLDER).items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, f"{name}: run helpers.cli codebook --data {FOLDER}"


def test_it_is_a_record_of_a_disagreement(jobs):
    """Enough to work with, of several years, with statements that outlets print differently."""
    assert len(jobs.stated) >= 60 and len(jobs.tables["documents"]) >= 20
    assert jobs.stated["said_on"].dt.year.nunique() >= 8
    assert jobs.tables["documents"]["url"].ne("").all() and jobs.tables["documents"]["access"].eq("excerpt").all()
    assert findings.find(jobs, "printed-differently").value["another_number"] >= 2
    assert findings.find(jobs, "widest-gap").value["ratio"] > 1


@pytest.mark.parametrize("name", findings.REGISTRY)
def test_every_finding_speaks_of_it(jobs, name):
    sentence = findings.find(jobs, name).sentence
    assert sentence.endswith(".") and "nan" not in sentence.lower() and "None" not in sentence
    assert not any(word in sentence for word in ("Korea", "soldier", "troops", "Kursk"))


def test_a_record_of_many_years_is_not_cut_to_its_last_two(jobs, claims):
    """Recalled is what was said before the first document; in a short record, more than two years before its end."""
    opened = pd.to_datetime(jobs.tables["documents"]["published"]).min()
    said = jobs.stated["said_on"]
    assert findings.find(jobs, "record").value["older"] == (said < opened).sum() < len(said) / 10
    assert list(jobs.own(said)) == list(said >= opened)
    short = claims.stated["said_on"]
    assert list(claims.own(short)) == list(short > short.max() - pd.DateOffset(years=2))


def test_a_record_of_many_years_is_covered_by_years(jobs, claims):
    by_year, by_month = gallery.coverage(jobs), gallery.coverage(claims)
    assert "fullest year" in by_year.title and "and year" in by_year.subtitle
    assert set(by_year.table["month"].str.len()) == {4} and set(by_month.table["month"].str.len()) == {7}
    assert by_year.drawn() is not None


@pytest.mark.parametrize(("last", "name"), [("2012-01-01", "%b %Y"), ("2023-01-01", "%Y")])
def test_the_names_of_a_time_axis_do_not_run_into_each_other(last, name):
    figure, ax = plt.subplots(figsize=(7, 2))
    day_axis(ax, pd.Timestamp("2010-09-01"), pd.Timestamp(last))
    figure.canvas.draw()
    assert ax.xaxis.get_major_formatter().fmt == name
    boxes = [label.get_window_extent() for label in ax.get_xticklabels() if label.get_text()]
    assert len(boxes) > 2 and all(one.x1 < two.x0 for one, two in zip(boxes, boxes[1:], strict=False))
    plt.close(figure)


def test_the_first_yes_is_of_one_who_said_it(jobs):
    """A source whose only answer, a no, came before the first yes of anyone waited no day and said no yes."""
    question = "big_job_creator"
    study = jobs.study.__class__(**{**vars(jobs.study), "admitted_questions": (question,)})
    found = findings.find(jobs.__class__(jobs.rows, study, jobs.tables, jobs.folder), "first-yes")
    said = jobs.stated[jobs.stated["question_id"].eq(question) & jobs.stated["answer"].eq("yes")]
    assert found.value["first"] == said.sort_values("said_on")["label"].iloc[0]


def test_an_error_about_two_questions_names_these_two_and_no_other_subject(jobs):
    with pytest.raises(estimates.IncomparableError, match="construction_jobs, permanent_jobs") as error:
        estimates.one_count(jobs, ["construction_jobs", "permanent_jobs"])
    assert "soldier" not in str(error.value)
