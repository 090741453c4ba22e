"""Copies of a teacher's notebook: answers (what nbgrader takes as its source) and students'.

The marks are nbgrader's: solution regions, hidden tests and cell metadata of its schema version 3. A student's copy is,
cell for cell, what `nbgrader generate_assignment` makes of the copy with the answers.
"""

from __future__ import annotations

import hashlib
import re
from copy import deepcopy
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from helpers.run import METADATA, NOTEBOOKS

CLASSROOM = NOTEBOOKS / "classroom"
TEACHER, STUDENT = CLASSROOM / "teacher", CLASSROOM / "student"
CODE_STUB = "# Your answer goes above this line."
TEXT_STUB = "*Write your answer here.*"
SOLUTION = re.compile(r"^([ \t]*)[^\n]*BEGIN SOLUTION[^\n]*\n(.*?)^[^\n]*END SOLUTION[^\n]*$", re.M | re.S)
HIDDEN = re.compile(r"^[^\n]*BEGIN HIDDEN TESTS[^\n]*\n.*?^[^\n]*END HIDDEN TESTS[^\n]*(?:\n|\Z)", re.M | re.S)


class BadLesson(ValueError):
    """A teacher's notebook with a mark that is missing or in the wrong place."""


def lessons() -> list[Path]:
    """The teacher's notebooks, in their order."""
    return sorted(TEACHER.glob("*.ipynb"))


def read(path: Path) -> NotebookNode:
    return nbformat.read(path, as_version=4)


def tags(cell: NotebookNode) -> list[str]:
    return cell.metadata.get("tags", [])


def marked(cell: NotebookNode) -> dict:
    """nbgrader's own metadata of a cell; empty where it has none."""
    return cell.metadata.get("nbgrader", {})


def with_answers(notebook: NotebookNode) -> NotebookNode:
    """Without what is for the teacher alone; answers and hidden tests stay."""
    copy = deepcopy(notebook)
    copy.cells = [cell for cell in copy.cells if "teacher" not in tags(cell)]
    for cell in copy.cells:
        cell.metadata = nbformat.from_dict({"nbgrader": marked(cell)} if marked(cell) else {})
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
    copy.metadata = nbformat.from_dict(METADATA)
    return copy


def for_students(notebook: NotebookNode) -> NotebookNode:
    """Without answers and hidden tests; cells that only check are locked."""
    copy = with_answers(notebook)
    for cell in copy.cells:
        mark = marked(cell)
        if mark.get("solution"):
            cell.source = _cleared(cell)
        cell.source = HIDDEN.sub("", cell.source).rstrip("\n")
        if re.search(r"(BEGIN|END) (SOLUTION|HIDDEN TESTS)", cell.source):
            raise BadLesson(f"cell {cell.id}: a region has no beginning, no end or no metadata of its kind")
        if not mark:
            continue
        if mark["locked"]:
            cell.metadata.update(deletable=False, editable=False)
        elif mark["grade"] or mark["solution"]:
            cell.metadata.update(deletable=False)
        mark["checksum"] = _checksum(cell)
    return copy


def _cleared(cell: NotebookNode) -> str:
    stub = CODE_STUB if cell.cell_type == "code" else TEXT_STUB
    text, found = SOLUTION.subn(lambda region: region[1] + stub, cell.source)
    if not found:
        raise BadLesson(f"cell {cell.id}: marked as an answer, but it has no region BEGIN SOLUTION to END SOLUTION")
    return text


def solutions(notebook: NotebookNode) -> dict[str, str]:
    """The answer regions by their grade_id."""
    cells = [cell for cell in notebook.cells if marked(cell).get("solution")]
    return {marked(cell)["grade_id"]: "".join(region[2] for region in SOLUTION.finditer(cell.source)) for cell in cells}


def filled(student: NotebookNode, answers: NotebookNode) -> NotebookNode:
    """A student's copy with every answer as the teacher has it."""
    own = {marked(cell)["grade_id"]: cell.source for cell in answers.cells if marked(cell).get("solution")}
    copy = deepcopy(student)
    for cell in copy.cells:
        if marked(cell).get("solution"):
            cell.source = own[marked(cell)["grade_id"]]
    return copy


def _checksum(cell: NotebookNode) -> str:
    """As nbgrader computes it (nbgrader.utils.compute_checksum): it shows whether an answer was touched."""
    mark = marked(cell)
    locked = not mark["solution"] and (mark["grade"] or mark["locked"])
    parts = [cell.source, cell.cell_type, mark["grade"], mark["solution"], locked, mark["grade_id"]]
    if mark["grade"]:
        parts.append(float(mark["points"]))
    return hashlib.md5("".join(map(str, parts)).encode(), usedforsecurity=False).hexdigest()
