"""Lessons: they run, copies hold no answer and are up to date, checks count what they checked, the rest is made."""

from __future__ import annotations

import re
import time
from concurrent.futures import ThreadPoolExecutor
from html import escape
from types import SimpleNamespace

import nbformat
import pytest
from matplotlib.text import Text

from helpers.classroom import copies, lessons
from helpers.classroom.closing import closed_keys, content
from helpers.classroom.copies import BadLesson, marked, solutions, tags
from helpers.classroom.deck import PNG, SVG, deck, slides
from helpers.classroom.guide import guide
from helpers.classroom.handout import handout
from helpers.classroom.plan import NOTES, plan
from helpers.classroom.sealed import KEYS, opened
from helpers.classroom.write import committed
from helpers.dataset import HOME
from helpers.run import METADATA, Failure, execute
from tests.conftest import ROOT
from tests.drawn_text import text_faults

PATHS = copies.lessons()
JOBS = HOME.parent / "notebooks" / "classroom" / "pipeline_jobs"
STEMS = [path.stem for path in PATHS]
COUNT = re.compile(r"(\d+) of (\d+) checks passed\.")


def copy_of(kind: str, path):
    teacher = copies.read(path)
    student, answers = copies.for_students(teacher), copies.with_answers(teacher)
    return {"teacher": teacher, "student": student, "filled": copies.filled(student, answers)}[kind]


def timed(path, kind: str, data):
    began = time.monotonic()
    done = execute(copy_of(kind, path), data, name=path.name, guarded=True)
    return SimpleNamespace(notebook=done, seconds=time.monotonic() - began)


@pytest.fixture(scope="module")
def ran():
    """Every lesson as teacher, as student and filled with the answers, in guarded kernels; and on the other dataset."""
    jobs = [(path, kind, None) for path in PATHS for kind in ("teacher", "student", "filled")]
    jobs += [(path, "filled", str(JOBS)) for path in PATHS]
    with ThreadPoolExecutor(max_workers=2) as pool:
        done = pool.map(lambda job: timed(*job), jobs)
        return {(path.stem, kind, bool(data)): result for (path, kind, data), result in zip(jobs, done, strict=True)}


def text_of(notebook) -> str:
    outputs = [output for cell in notebook.cells for output in cell.get("outputs", [])]
    return "\n".join(output.get("text", "") for output in outputs)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_four_lessons_with_checks():
    assert STEMS == list(lessons.TASKS)


@pytest.mark.parametrize("stem", STEMS)
def test_a_lesson_runs_to_its_end_within_a_minute(ran, stem):
    for kind, jobs in (("teacher", False), ("student", False), ("filled", False), ("filled", True)):
        done = ran[stem, kind, jobs]
        assert not isinstance(done.notebook, Failure), f"{kind}: {done.notebook}"
        assert done.seconds < 60


@pytest.mark.parametrize("stem", STEMS)
def test_an_empty_copy_passes_nothing_and_a_filled_one_everything(ran, stem):
    found = {}
    for key in ((stem, "student", False), (stem, "filled", False), (stem, "filled", True)):
        said = text_of(ran[key].notebook)
        found[key[1:]] = [tuple(map(int, pair)) for pair in COUNT.findall(said)]
        assert "written answer is not checked here" in said and "all passed" not in said.lower()
    ((none, of),) = found["student", False]
    assert none == 0 and of > 3
    assert found["filled", False] == found["filled", True] == [(of, of)]


@pytest.mark.parametrize("stem", STEMS)
def test_the_points_that_nbgrader_reads_are_those_of_the_cell(ran, stem):
    """A check cell returns its points, so that part of the answers gives part of them."""
    for cell in code(ran[stem, "teacher", False].notebook):
        if marked(cell).get("grade"):
            (given,) = [output.data["text/plain"] for output in cell.outputs if output.output_type == "execute_result"]
            assert float(given) == marked(cell)["points"]


@pytest.mark.parametrize("stem", STEMS)
def test_every_figure_of_a_lesson_has_its_words(ran, stem):
    for output in [output for cell in code(ran[stem, "teacher", False].notebook) for output in cell.outputs]:
        for kind in {SVG, PNG} & set(output.get("data", {})):
            alt = output.metadata[kind]["alt"]
            assert len(alt) > 40 and (kind == SVG or f'alt="{escape(alt)}"' in output.data["text/html"])


@pytest.mark.parametrize("path", PATHS, ids=STEMS)
def test_no_answer_is_left_in_a_students_copy(path):
    teacher = copies.read(path)
    student = nbformat.writes(copies.for_students(teacher))
    plainly = "\n".join(cell.source for cell in copies.for_students(teacher).cells)
    lines = [line.strip() for region in solutions(teacher).values() for line in region.splitlines() if line.strip()]
    assert lines and [line for line in lines if line in plainly] == []
    notes = [cell.source for cell in teacher.cells if "teacher" in tags(cell)]
    assert len(notes) > 3 and [note for note in notes if note in plainly] == []
    assert not re.search(r"(BEGIN|END) (SOLUTION|HIDDEN)|lesson\.points\(", student)
    for part in content(teacher).values() if "word" in solutions(teacher) else []:
        rows = [line.partition(":")[2].strip() for line in part.splitlines() if line.strip()]
        assert len(rows) >= 10 and [row for row in rows if row and row in plainly] == []
        assert [row for key in KEYS.glob("*.txt") for row in rows if row and row in key.read_text()] == []


@pytest.mark.parametrize("path", PATHS, ids=STEMS)
def test_a_teachers_notebook_is_clean_and_its_marks_are_nbgraders(path):
    notebook = copies.read(path)
    assert dict(notebook.metadata) == METADATA and not [cell for cell in code(notebook) if cell.outputs]
    cells = [cell for cell in notebook.cells if marked(cell)]
    names = [marked(cell)["grade_id"] for cell in cells]
    assert len(names) == len(set(names))
    for cell in cells:
        mark = marked(cell)
        assert set(mark) - {"points"} == {
            "schema_version",
            "task",
            "grade",
            "solution",
            "locked",
            "grade_id",
            "cell_type",
        }
        assert (
            mark["schema_version"] == 3 and mark["cell_type"] == cell.cell_type and ("points" in mark) == mark["grade"]
        )
        assert mark["grade"] == mark["solution"] or cell.cell_type == "code"
    tested = {name for cell in cells for name in re.findall(r'"(\w+)"', cell.source) if "lesson.check(" in cell.source}
    own = lessons.start(path.stem, None, {})
    assert tested == {check.name for check in own.checks}
    assert own.written == sum(marked(cell)["grade"] and marked(cell)["solution"] for cell in cells)


@pytest.mark.parametrize("path", PATHS, ids=STEMS)
def test_a_lesson_has_all_that_a_teacher_needs(path):
    made = plan(path)
    assert made.question.endswith("?") and made.minutes == 45 and len(made.steps) >= 5
    assert set(made.will) == {"What you will do", "What you will learn", "What you need"}
    cells = [*made.opening, *(cell for step in made.steps for cell in step.cells)]
    assert {kind for cell in cells for kind in tags(cell)} >= set(NOTES)
    sizes = [
        sum(bool(line.strip()) for line in cell.source.splitlines())
        for cell in code(copies.for_students(copies.read(path)))
    ]
    assert max(sizes) <= 20


def test_what_is_made_from_the_lessons_is_up_to_date():
    stale = [path.name for path, text in committed().items() if path.parent != KEYS and path.read_text("utf-8") != text]
    assert stale == [], "run: make classroom"
    for path in closed_keys():
        teacher = copies.read(copies.TEACHER / f"{path.stem}.ipynb")
        word = re.search(r'"(.+?)"', solutions(teacher)["word"])[1]
        assert opened(path.read_text("ascii"), word) == content(teacher), "run: make classroom"
    assert sorted(path.name for path in copies.STUDENT.iterdir()) == [path.name for path in PATHS]


def test_the_guide_holds_every_note_once():
    text = guide()
    for path in PATHS:
        for cell in copies.read(path).cells:
            if set(tags(cell)) & set(NOTES):
                assert text.count(cell.source) == 1, cell.source[:60]
    assert all(word in text for word in ("A sensitive subject", "JupyterHub", "Binder", "make lab", "CLAIMS_DATA"))


def test_the_decks_show_each_step_and_figure_with_its_words(ran, claims):
    for path in PATHS:
        made = plan(path, ran[path.stem, "teacher", False].notebook)
        html = deck(claims, made)
        assert html == deck(claims, made) and not re.search(r'(?:src|href)="(?!data:)', html.partition("<main")[2])
        own = slides(made)
        assert len({slide.small for slide in own}) == len(made.steps) and html.count("<section") == len(own) + 1
        assert all(slide.figure.alt for slide in own if slide.figure) and html.count("<img") == sum(
            bool(s.figure) for s in own
        )
        numbers = re.findall(r'<section class="[^"]*" id="slide-(\d+)"', html)
        assert numbers == [str(number + 1) for number in range(len(numbers))]


def test_the_handout_is_one_page_the_same_twice(claims):
    plans = [plan(path) for path in PATHS]
    first = handout(claims, plans)
    assert first.pdf == handout(claims, plans).pdf and first.pdf.startswith(b"%PDF") and b"/Lang (en)" in first.pdf
    assert first.pdf.count(b"/Type /Page\n") + first.pdf.count(b"/Type /Page ") == 1
    assert text_faults(first.figure) == []
    said = " ".join(text.get_text() for text in first.figure.findobj(Text)).replace("\n", " ")
    assert [made.question for made in plans if made.question not in said] == []
    assert all(0.4 < 11.69 * (1 - text.get_position()[1]) < 11.2 for text in first.figure.texts)


def test_a_region_that_is_not_closed_is_refused():
    cell = nbformat.v4.new_code_cell("a = ...\n### BEGIN SOLUTION\na = 1")
    cell.metadata["nbgrader"] = {"solution": True, "grade": False, "locked": False, "grade_id": "a"}
    with pytest.raises(BadLesson, match="BEGIN SOLUTION to END SOLUTION"):
        copies.for_students(nbformat.v4.new_notebook(cells=[cell]))


def test_make_knows_the_lessons():
    assert re.search(r"^classroom:.*\n\t@\$\(RUN\) classroom$", (ROOT / "Makefile").read_text(), re.M)
