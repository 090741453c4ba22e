"""Review: nothing moved says so; every planted fault is named, with its row or its cell; redrawing is no drift."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import matplotlib as mpl
import nbformat
import pytest
import yaml

from helpers import exhibits, gallery
from helpers.dataset import load
from helpers.findings import find
from helpers.review import causes, run
from helpers.review.compare import compare
from helpers.review.diff import diff
from helpers.review.run import review
from helpers.review.said import needed, said
from helpers.run import Failure, execute, write
from tests import drift
from tests.conftest import ROOT
from tests.reruns import Reruns


def ran(notebook, data: Path, folder: Path) -> Path:
    """A small notebook with its outputs, made from the small dataset."""
    made = execute(notebook, str(data), name="small.ipynb")
    assert not isinstance(made, Failure), made
    write(made, folder / "small.ipynb")
    return folder / "small.ipynb"


@pytest.fixture(scope="module")
def committed(tmp_path_factory, seed_folder) -> Path:
    """The small notebook."""
    return ran(drift.notebook(), seed_folder, tmp_path_factory.mktemp("committed"))


@pytest.fixture(scope="module")
def plain(tmp_path_factory, seed_folder) -> Path:
    """The same without its figures, for faults in cells after them."""
    return ran(drift.notebook(**drift.PLAIN), seed_folder, tmp_path_factory.mktemp("plain"))


@pytest.fixture(scope="module")
def reruns() -> Reruns:
    return Reruns()


@pytest.fixture(scope="module")
def before(seed_folder) -> causes.Version:
    return causes.here(seed_folder)


@pytest.fixture
def reviewed(committed, before, reruns, tmp_path, capsys, monkeypatch):
    """Review a notebook and a dataset, the committed ones by default: exit code and what was printed. The same cells
    are not run again on the same data."""
    monkeypatch.setattr(run, "run_each", reruns)

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
def test_a_fault_in_a_notebook_is_named_with_its_cell(reviewed, request, tmp_path, fault):
    plant, line = drift.NOTEBOOK[fault]
    made = nbformat.read(request.getfixturevalue("plain" if fault in drift.RUNS else "committed"), as_version=4)
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


def test_one_finding_and_one_figure(tmp_path, capsys):
    assert run.review_finding("record", None, tmp_path / "one") == 0
    assert run.review_figure("statements-unit-size", None, tmp_path / "two") == 0
    printed = capsys.readouterr().out
    assert "same    finding" in printed and "same    exhibit  02_troop_numbers.ipynb  statements-unit-size" in printed
    assert run.review_finding("no-such", None, tmp_path) == 1 and run.review_figure("no-such", None, tmp_path) == 1
    assert "there are: admitted" in capsys.readouterr().out


@pytest.fixture
def history(tmp_path, seed_folder, monkeypatch):
    """A repository with two versions of the data: a number was changed between them."""
    home = tmp_path / "repository"
    shutil.copytree(seed_folder, home / "data")

    def git(*words: str) -> None:
        who = ("-c", "user.name=t", "-c", "user.email=t@t")
        subprocess.run(["git", *who, *words], cwd=home, check=True, capture_output=True)

    git("init", "-q")
    git("add", "-A")
    git("commit", "-qm", "one")
    git("tag", "old")
    drift.DATA["an answer turned round"][0](home / "data")
    git("commit", "-qam", "two")
    monkeypatch.setattr(causes, "ROOT", home)
    return home


def test_diff_names_the_finding_and_the_row(history, capsys):
    assert diff("old", "HEAD") == 0
    printed = capsys.readouterr().out
    assert "1 row of the data changed" in printed
    assert re.search(r"^[a-z-]+: .* moved .*; because of c0003 \(answer no -> yes\)$", printed, flags=re.M), printed
    assert diff("HEAD", "HEAD") == 0 and "0 rows of the data changed" in capsys.readouterr().out
    assert diff("nowhere", "HEAD") == 2
    assert "Write a commit" in capsys.readouterr().out


def facts(made) -> dict:
    """What an exhibit or a finding says, as its output in a notebook has it."""
    data, about = made._repr_mimebundle_()
    output = nbformat.v4.new_output("execute_result", data=data, metadata=about, execution_count=1)
    return said(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(outputs=[output])]), "n")


@pytest.fixture
def seed(seed_folder):
    return load(seed_folder)


def test_a_redrawn_figure_says_the_same(seed, monkeypatch):
    """Another size of letters, thicker lines, another salt: no drift."""
    was = facts(gallery.main_figure(seed))
    own = exhibits.sheet

    @contextmanager
    def bolder(theme: str = "light"):
        with own(theme), mpl.rc_context({"font.size": 11, "lines.linewidth": 3, "svg.hashsalt": "other"}):
            yield

    monkeypatch.setattr(exhibits, "sheet", bolder)
    now = facts(gallery.main_figure(seed))
    assert next(iter(was.values())).picture != next(iter(now.values())).picture
    assert [result.status for result in compare(was, now)] == ["same"]


def _rounder(monkeypatch) -> None:
    monkeypatch.setattr("helpers.findings.answers.day", lambda moment: f"{moment:%B %Y}")


def _recoloured(monkeypatch) -> None:
    monkeypatch.setattr("helpers.charts.style.tone", lambda colour: colour[:-2] + "00")


def _reworded(monkeypatch) -> None:
    monkeypatch.setattr("helpers.gallery.shared.day", lambda moment: "one day")
    monkeypatch.setattr("helpers.exhibits.count", lambda number, noun: f"{number} of {noun}")


@pytest.mark.parametrize(
    ("plant", "build", "line"),
    [
        (_rounder, lambda claims: find(claims, "most-divided"), "moved   finding  n  most-divided"),
        (_recoloured, gallery.main_figure, "colours of"),
        (_reworded, gallery.main_figure, "words in the drawing: "),
    ],
    ids=["a rounding changed in a helper", "a colour changed in the code", "a label edited in the code"],
)
def test_a_fault_in_the_code_is_named(seed, monkeypatch, plant, build, line):
    was = facts(build(replace(seed)))
    plant(monkeypatch)
    (result,) = compare(was, facts(build(replace(seed))))  # changed code starts without what was remembered
    assert result.status == "moved" and line in str(result)


CALL = "from pathlib import Path; import sys; from helpers.review.run import review"
CALL += "; from helpers.review.causes import here"
CALL += "; sys.exit(review(sys.argv[1], Path(sys.argv[3]), paths=[Path(sys.argv[2])], before=here(Path(sys.argv[1]))))"


def test_killed_at_any_moment_it_leaves_everything_as_it_was(committed, seed_folder, tmp_path):
    was = committed.read_bytes()
    call = [sys.executable, "-c", CALL, str(seed_folder), str(committed), str(tmp_path / "review")]
    marked = os.environ | {"KILLED_REVIEW": str(tmp_path)}
    for moment in (1.5, 6):
        started = subprocess.Popen(call, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=ROOT, env=marked)
        time.sleep(moment)
        started.kill()
        started.wait()
        assert committed.read_bytes() == was
    assert subprocess.run(call, capture_output=True, cwd=ROOT).returncode == 0
    _wait_for_end(str(tmp_path))
    assert not _running(str(tmp_path)), "a kernel or its server outlived the review"


KERNEL = """
import asyncio
from helpers import kernels

async def main():
    kernel = kernels.ForkedKernel()
    await kernel.start_kernel()
    print("there", flush=True)
    await asyncio.sleep(60)

kernels.warm()
asyncio.run(main())
"""


def test_a_kernel_ends_with_the_review_that_started_it(tmp_path):
    """Killed when a kernel is there for certain."""
    call, marked = [sys.executable, "-c", KERNEL], os.environ | {"KILLED_REVIEW": str(tmp_path)}
    with subprocess.Popen(call, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=marked) as started:
        assert started.stdout.readline() == "there\n"
        assert len(_running(str(tmp_path))) > 2
        started.kill()
    _wait_for_end(str(tmp_path))
    assert not _running(str(tmp_path)), "the kernel keeps its server, and the server the kernel"


def _wait_for_end(mark: str) -> None:
    end = time.monotonic() + 20
    while _running(mark) and time.monotonic() < end:
        time.sleep(0.2)


def _running(mark: str) -> list[str]:
    """The processes that began with the killed review's environment."""
    found = subprocess.run(["ps", "-ewwo", "args", "e"], capture_output=True, text=True).stdout.splitlines()
    return [line for line in found if f"KILLED_REVIEW={mark}" in line]
