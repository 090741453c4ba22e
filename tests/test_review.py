"""Review: nothing moved says so; every planted fault is named, with its row or its cell; redrawing is no drift."""

from __future__ import annotations

import re
from pathlib import Path

import nbformat
import pytest
import yaml

from helpers.review import causes
from helpers.review.run import review
from helpers.review.said import needed
from helpers.run import Failure, execute, write
from tests import drift
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def committed(tmp_path_factory, seed_folder) -> Path:
    """The small notebook with its outputs, made from the small dataset."""
    path = tmp_path_factory.mktemp("committed") / "small.ipynb"
    made = execute(drift.notebook(), str(seed_folder), name="small.ipynb")
    assert not isinstance(made, Failure), made
    write(made, path)
    return path


@pytest.fixture(scope="module")
def before(seed_folder) -> causes.Version:
    return causes.here(seed_folder)


@pytest.fixture
def reviewed(committed, before, tmp_path, capsys):
    """Review a notebook and a dataset, the committed ones by default: exit code and what was printed."""

    def call(path: Path = committed, data: Path = before.folder, timeout: int = 60) -> tuple[int, str]:
        capsys.readouterr()
        code = review(str(data), tmp_path / "review", paths=[path], before=before, timeout=timeout)
        return code, capsys.readouterr().out

    return call


def test_nothing_moved(reviewed, tmp_path):
    code, printed = reviewed()
    said = [line for line in printed.splitlines() if "  small.ipynb  " in line or "  cell " in line]
    assert code == 0 and len(said) == len(drift.CELLS) - 2 and all(line.startswith("same") for line in said)
    assert "Nothing moved" in (tmp_path / "review" / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("fault", drift.DATA)
def test_a_fault_in_the_data_is_named_with_its_row(reviewed, folder, fault):
    plant, row, beside = drift.DATA[fault]
    plant(folder)
    code, printed = reviewed(data=folder)
    named = [line for line in printed.splitlines() if row in line]
    assert code == 1 and named, printed
    assert any(beside in line for line in printed.splitlines() if not line.startswith("same")), printed
    if not printed.startswith("fault"):
        assert any(re.match(r"moved +data", line) for line in named), printed


@pytest.mark.parametrize("fault", drift.NOTEBOOK)
def test_a_fault_in_a_notebook_is_named_with_its_cell(reviewed, committed, tmp_path, fault):
    plant, line = drift.NOTEBOOK[fault]
    made = nbformat.read(committed, as_version=4)
    plant(made)
    path = tmp_path / "small.ipynb"
    write(made, path)
    was = path.read_bytes()
    code, printed = reviewed(path, timeout=4 if "hang" in fault else 60)
    assert code == 1 and line in printed, printed
    assert path.read_bytes() == was and not Path("/tmp/drift.txt").exists()


def test_the_report_shows_before_and_after(reviewed, folder, tmp_path):
    drift.DATA["digits transposed"][0](folder)
    reviewed(data=folder)
    page = (tmp_path / "review" / "index.html").read_text(encoding="utf-8")
    assert "Because of" in page and "c0111 (best 12000 -&gt; 21000)" in page
    pictures = sorted(path.name for path in (tmp_path / "review").glob("*.svg"))
    assert len(pictures) == 2 * len({name.split("-")[0] for name in pictures}) and all(
        name in page for name in pictures
    )


def test_the_manifest_is_what_codecheck_asks_for(reviewed, tmp_path):
    reviewed()
    facts = yaml.safe_load((tmp_path / "review" / "codecheck.yml").read_text(encoding="utf-8"))
    assert {"version", "paper", "manifest", "codechecker", "report", "check_time"} <= set(facts)
    assert all(set(output) == {"file", "comment", "size", "sha256"} for output in facts["manifest"])
    assert {output["file"] for output in facts["manifest"]} >= {
        f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")
    }
    assert facts["summary"] in (tmp_path / "review" / "certificate.html").read_text(encoding="utf-8")


def test_only_the_cells_that_one_cell_needs():
    made = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell(source)
            for source in ("import os\na = 1", "b = a + 1", "c = {}", "c['x'] = b", "d = 5", "print(c)")
        ]
    )
    assert [cell.source for cell in needed(made, 5).cells] == [
        "import os\na = 1",
        "b = a + 1",
        "c = {}",
        "c['x'] = b",
        "print(c)",
    ]
