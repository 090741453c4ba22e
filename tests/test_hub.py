"""A class on a real JupyterHub. HUB_STUDENTS=30 for a whole class; HUB_REQUIRED=1 makes a missing hub a failure."""

from __future__ import annotations

import asyncio
import os

import nbformat
import pytest

from tests.class_hub import LESSON, Class, Visit, missing, teach, visit_all

STUDENTS = int(os.environ.get("HUB_STUDENTS", "3"))


def test_a_failed_visit_is_counted_and_its_times_are_not():
    visits = [Visit("a", 1, 2, 3, 4), Visit("b", 3, 4, 5, 6), Visit("c", 90, fault="open: RuntimeError: 500")]
    figures = Class(visits, 20, 300 * 2**20).figures
    assert (figures["students"], figures["failures"], figures["start_longest_s"]) == (3, 1, 3)
    assert (figures["run_median_s"], figures["memory_mb"], figures["memory_mb_each"]) == (4, 300, 100)


@pytest.mark.skipif(bool(missing()), reason="no JupyterHub")
def test_a_student_who_finds_no_hub_is_a_failure_and_not_the_end():
    (visit,) = asyncio.run(visit_all("http://127.0.0.1:9", 1, LESSON.name, within=0))
    assert visit.fault.startswith("start: ") and visit.open == 0


@pytest.fixture(scope="module")
def held(tmp_path_factory):
    lacks = missing()
    if lacks and os.environ.get("HUB_REQUIRED"):
        pytest.fail(f"no JupyterHub: {', '.join(lacks)} not installed (they are in requirements.lock)")
    if lacks:
        pytest.skip(f"no JupyterHub: {', '.join(lacks)} not installed (they are in requirements.lock)")
    return teach(tmp_path_factory.mktemp("hub"), STUDENTS)


def test_every_student_opens_runs_and_hands_in_the_lesson_at_once(held, record_property, capsys):
    for name, value in held.figures.items():
        record_property(name, value)
    with capsys.disabled():
        print("\nJupyterHub:", ", ".join(f"{name} {value:g}" for name, value in held.figures.items()))
    assert [f"{visit.name}: {visit.fault}" for visit in held.visits if visit.fault] == []
    assert len(held.handed_in) == len({path.parent for path in held.handed_in}) == STUDENTS


def test_what_was_handed_in_is_the_lesson_with_its_outputs(held):
    source = nbformat.read(LESSON, as_version=4)
    for path in held.handed_in:
        notebook = nbformat.read(path, as_version=4)
        nbformat.validate(notebook)
        assert [cell.source for cell in notebook.cells] == [cell.source for cell in source.cells]
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
        assert [len(cell.outputs) for cell in code][2:] == [
            len(cell.outputs) for cell in source.cells if cell.cell_type == "code"
        ][2:]
        assert not [out for cell in code for out in cell.outputs if out.output_type == "error"]
