"""The same suite on another subject: a made-up dataset with its own sources, questions and dates."""

from __future__ import annotations

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from helpers import findings
from helpers.dataset import check, load
from helpers.run import NOTEBOOKS
from tests.made_up import write


@pytest.fixture(scope="module")
def bears(tmp_path_factory):
    return write(tmp_path_factory.mktemp("bears"))


def test_it_is_a_valid_dataset(bears):
    assert [str(fault) for fault in check(bears)] == []


def test_every_finding_speaks_of_it(bears):
    for found in findings.find_all(load(bears)):
        assert found.sentence.endswith(".") and "nan" not in found.sentence.lower() and "None" not in found.sentence
        assert "Korea" not in found.sentence and "Kursk" not in found.sentence


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_runs_to_its_end(bears, path, monkeypatch, capsys):
    """In this process, to pay for imports once; test_book runs the notebooks in kernels of their own."""
    monkeypatch.setenv("CLAIMS_DATA", str(bears))
    shell = InteractiveShell()
    for number, cell in enumerate(nbformat.read(path, as_version=4).cells):
        if cell.cell_type == "code":
            done = shell.run_cell(cell.source)
            assert done.success, f"{path.name}, cell {number}: {done.error_in_exec or done.error_before_exec}"
    assert "nan" not in capsys.readouterr().err.lower()
