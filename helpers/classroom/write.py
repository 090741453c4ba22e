"""`make classroom`: student copies and guide into notebooks/classroom; what is to print, show or mark into _build."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import nbformat

from helpers.classroom import copies
from helpers.classroom.closing import closed_keys
from helpers.classroom.copies import CLASSROOM, CODE_STUB, STUDENT, TEXT_STUB
from helpers.classroom.deck import deck
from helpers.classroom.guide import GUIDE, guide
from helpers.classroom.handout import handout
from helpers.classroom.plan import plan
from helpers.dataset import load
from helpers.figures import FOLDER
from helpers.run import Failure, run_each, write

CONFIG = f"""# nbgrader's settings for these lessons: an empty answer keeps the notebook running.
c = get_config()
c.CourseDirectory.course_id = "who_says_how_many"
c.ClearSolutions.code_stub = {{"python": {CODE_STUB!r}}}
c.ClearSolutions.text_stub = {TEXT_STUB!r}
"""


def committed() -> dict[Path, str]:
    """The files in the repository that are made from the teacher's notebooks, with their contents."""
    made = {
        STUDENT / path.name: nbformat.writes(copies.for_students(copies.read(path))) + "\n" for path in copies.lessons()
    }
    return made | closed_keys() | {CLASSROOM / GUIDE: guide()}


def classroom(target: Path, data: str | None = None) -> int:
    """Write everything; 0 = all lessons ran and all is written, 1 = a lesson did not run and nothing is."""
    for path, text in closed_keys().items():  # lesson 2 opens its key while it runs
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    kept = target.resolve() / "figures"
    shutil.rmtree(kept, ignore_errors=True)
    results = run_each(copies.lessons(), data, also={FOLDER: str(kept)})
    failures = [result for result in results.values() if isinstance(result, Failure)]
    if failures:
        print("\n".join(map(str, failures)), file=sys.stderr)
        return 1
    for path, text in committed().items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {path.relative_to(CLASSROOM.parent.parent)}")
    _apart(results, target, data)
    return 0


def _apart(results: dict, target: Path, data: str | None) -> None:
    """The answers, the course folder of nbgrader, the decks and the handout."""
    claims = load(data)
    plans = {path: plan(path, notebook) for path, notebook in results.items()}
    for name in ("answers", "decks", "nbgrader"):
        shutil.rmtree(target / name, ignore_errors=True)
        (target / name).mkdir(parents=True)
    for path, notebook in results.items():
        write(_without_notes(notebook), target / "answers" / path.name)
        source = target / "nbgrader" / "source" / path.stem
        source.mkdir(parents=True)
        write(copies.with_answers(copies.read(path)), source / path.name)
        page = deck(claims, plans[path], target / "figures")
        (target / "decks" / f"{path.stem}.html").write_text(page, encoding="utf-8", newline="\n")
    (target / "nbgrader" / "nbgrader_config.py").write_text(CONFIG, encoding="utf-8", newline="\n")
    (target / "handout.pdf").write_bytes(handout(claims, list(plans.values())).pdf)
    print(f"wrote answers, decks, the handout and a course for nbgrader to {target}")


def _without_notes(notebook: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """An executed lesson with its outputs, without what is for the teacher alone."""
    notebook.cells = [cell for cell in notebook.cells if "teacher" not in copies.tags(cell)]
    return notebook
