"""A dataset of one's own: valid as written, with its examples and without, and the notebooks run on it."""

from __future__ import annotations

import json
import re
import subprocess

import pandas as pd
import pytest

from helpers import disagreement, estimates, findings
from helpers.cli import main
from helpers.codebook import documents
from helpers.dataset import check, data_folder, load
from helpers.new_dataset import EXAMPLES, new_dataset
from helpers.run import NOTEBOOKS
from helpers.schema import TABLES
from tests.conftest import ROOT
from tests.in_process import run_through

SECOND = {
    "question_id": "example_count",
    "claim_id": "c0002",
    "statement_id": "example-herald-2025-01-16-count",
    "source_id": "example-herald",
    "wording": "some 90",
    "low": "",
    "best": "90",
    "qualifier": "about",
    "claimed_on": "2025-01-16",
    "attribution": "unattributed",
}


@pytest.fixture(scope="module")
def topic(tmp_path_factory):
    folder = tmp_path_factory.mktemp("topics") / "mine"
    new_dataset(folder)
    return folder


@pytest.fixture
def fresh(tmp_path):
    folder = tmp_path / "mine"
    new_dataset(folder)
    return folder


def header_only(folder):
    for table in TABLES.values():
        (folder / table.file).write_text(",".join(table.names) + "\n")
    study = (folder / "study.toml").read_text()
    for word in ("example_count", "example_position"):
        study = study.replace(f'["{word}"]', "[]")
    (folder / "study.toml").write_text(study)


def test_it_is_valid_with_an_example_in_each_table(topic):
    assert [str(fault) for fault in check(topic)] == []
    claims = load(topic)
    assert all(len(claims.tables[name]) == len(EXAMPLES[name]) >= 1 for name in TABLES)
    for name, text in documents(topic).items():
        assert (topic / name).read_text(encoding="utf-8") == text


def test_every_example_row_says_that_it_is_one():
    for rows in EXAMPLES.values():
        assert all("example" in " ".join(row.values()).lower() for row in rows)


def test_it_can_be_written_into_an_empty_folder_only(fresh, capsys):
    kept = {path.name: path.read_bytes() for path in fresh.iterdir()}
    with pytest.raises(FileExistsError, match="is not empty: nothing was written"):
        new_dataset(fresh)
    assert main(["new-dataset", str(fresh)]) == 1 and "Name a new folder" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in fresh.iterdir()} == kept
    with pytest.raises(FileExistsError):
        new_dataset(fresh / "claims.csv")


def test_the_command_says_what_to_do_next(tmp_path, capsys):
    folder = tmp_path / "a" / "topic"
    assert main(["new-dataset", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "claims.csv" in said and f"make check CLAIMS_DATA={folder}" in said
    assert main(["check", "--data", str(folder)]) == 0
    rows = sum(map(len, EXAMPLES.values()))
    assert f"{rows} example rows of claims new-dataset left" in capsys.readouterr().out


def test_make_says_what_is_missing():
    done = subprocess.run(["make", "-n", "new-dataset"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "make new-dataset DIR=" in done.stdout
    done = subprocess.run(["make", "-n", "new-dataset", "DIR=x"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert 'new-dataset "x"' in done.stdout and "exit 2" not in done.stdout


def test_header_lines_alone_are_valid_and_the_check_says_what_is_needed(fresh, capsys):
    header_only(fresh)
    assert [str(fault) for fault in check(fresh)] == []
    assert main(["check", "--data", str(fresh)]) == 0
    said = capsys.readouterr().out
    assert "0 claims" in said and "example row" not in said
    assert all(word in said for word in ("a claim in claims.csv", "headline_counts", "loss_questions"))


def test_findings_on_no_claim_are_sentences(fresh):
    header_only(fresh)
    for found in findings.find_all(load(fresh)):
        assert found.sentence.endswith(".") and "nan" not in found.sentence.lower()


def test_a_question_of_the_study_that_was_deleted_is_said(fresh):
    path = fresh / "study.toml"
    path.write_text(path.read_text().replace('["example_position"]', '["example_positon"]'))
    (fault,) = check(fresh)
    assert (fault.file, fault.column) == ("study.toml", "headline_positions")
    assert "nearest: example_position" in fault.instead


def test_gaps_of_no_figure_have_days(topic):
    stands = estimates.standing_on(load(topic), "example_count")
    for table in (estimates.gap(stands), disagreement.overlap(stands)):
        assert table.empty and list((table["end"] - table["start"]).dt.days) == []


def test_nobody_who_moved_is_still_a_place_to_look(topic):
    value = findings.find(load(topic), "who-moved").value
    assert value["question_id"] == "example_position" and value["group"] is None and value["moves"] == 0


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_runs_on_one_claim(topic, path, monkeypatch, capsys):
    run_through(path, topic, monkeypatch, capsys)


@pytest.mark.parametrize("name", ["01_the_evidence", "02_troop_numbers", "05_how_far_apart"])
def test_notebooks_run_on_a_first_row_of_ones_own(fresh, name, monkeypatch, capsys):
    claims = pd.read_csv(fresh / "claims.csv", dtype=str, keep_default_na=False)
    claims.loc[1] = claims.loc[0].to_dict() | SECOND
    claims.to_csv(fresh / "claims.csv", index=False, lineterminator="\n")
    assert [str(fault) for fault in check(fresh)] == []
    run_through(NOTEBOOKS / f"{name}.ipynb", fresh, monkeypatch, capsys)


def test_a_folder_named_from_the_top_is_found_from_a_notebook(monkeypatch):
    """`make lab CLAIMS_DATA=folder` starts kernels in the folder of their notebook."""
    monkeypatch.chdir(NOTEBOOKS)
    monkeypatch.setenv("CLAIMS_DATA", "notebooks/classroom/pipeline_jobs")
    assert data_folder() == NOTEBOOKS / "classroom" / "pipeline_jobs"
    monkeypatch.setenv("CLAIMS_DATA", "classroom/pipeline_jobs")
    assert data_folder().resolve() == NOTEBOOKS / "classroom" / "pipeline_jobs"
    monkeypatch.setenv("CLAIMS_DATA", "nowhere")
    assert str(data_folder()) == "nowhere"
    assert "no such folder" in str(check()[0]) and "nowhere" in str(check()[0])


SUBJECT = re.compile(r"\b(wars?|soldiers?|troops|Kursk|Ukrain\w*|Russia\w*|Korea\w*|killed|us-dod|hur|nis|isw)\b", re.I)


def test_its_codebook_speaks_of_no_other_subject(topic):
    """But for the column of examples, which says whose they are."""
    text = (topic / "CODEBOOK.md").read_text(encoding="utf-8")
    words = [line.rsplit("|", 2)[0] if line.startswith("| `") else line for line in text.splitlines()]
    assert [line for line in words if SUBJECT.search(line)] == []
    assert "The examples are of" in text
    package = json.loads((topic / "datapackage.json").read_text(encoding="utf-8"))
    assert package["name"] == "how-many-example-title"


def test_sides_are_those_of_the_study(fresh):
    path = fresh / "study.toml"
    path.write_text(path.read_text() + '\n[sides]\nothers = "everyone"\n')
    assert {(fault.file, fault.column) for fault in check(fresh)} == {("sources.csv", "side")}
    assert "- `others`: everyone" in documents(fresh)["CODEBOOK.md"]
