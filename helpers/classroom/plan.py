"""A lesson read from its notebook: question, objectives, steps with their minutes, and the teacher's notes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from nbformat import NotebookNode

from helpers.classroom.copies import BadLesson, marked, read, tags

STEP = re.compile(r"## (\d+)\. (.+) \((\d+) minutes\)\n*(.*)", re.S)
NOTES = ("before", "say", "watch", "discuss", "assess")
MINUTES = 45


@dataclass(frozen=True)
class Step:
    """One step of a lesson: its heading, minutes and cells; `text` is what stands below the heading."""

    number: int
    title: str
    minutes: int
    text: str
    cells: tuple[NotebookNode, ...]

    def notes(self, *kinds: str) -> list[str]:
        return notes(self.cells, *kinds)

    @property
    def points(self) -> float:
        return sum(marked(cell).get("points", 0) for cell in self.cells)


@dataclass(frozen=True)
class Plan:
    """One lesson."""

    stem: str
    title: str
    question: str
    will: dict[str, str]
    opening: tuple[NotebookNode, ...]
    steps: tuple[Step, ...]

    @property
    def number(self) -> int:
        return int(self.stem.partition("_")[0])

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def points(self) -> dict[str, int]:
        """Points that a program gives, and those of written answers."""
        cells = [cell for step in self.steps for cell in step.cells if marked(cell).get("grade")]
        written = sum(marked(cell)["points"] for cell in cells if marked(cell)["solution"])
        return {"checked": sum(marked(cell)["points"] for cell in cells) - written, "written": written}

    def notes(self, *kinds: str) -> list[str]:
        return notes(self.opening, *kinds)


def notes(cells: tuple[NotebookNode, ...], *kinds: str) -> list[str]:
    """The teacher's notes of these kinds, in their order."""
    return [cell.source for cell in cells if "teacher" in tags(cell) and set(kinds) & set(tags(cell))]


def plan(path: Path, notebook: NotebookNode | None = None) -> Plan:
    """The lesson in a teacher's notebook, executed or not; BadLesson where a part is missing."""
    cells = (notebook or read(path)).cells
    starts = [place for place, cell in enumerate(cells) if cell.cell_type == "markdown" and STEP.match(cell.source)]
    if not starts:
        raise BadLesson(f"{path.name}: no step; a step opens with a heading such as “## 1. Who speaks? (7 minutes)”")
    ends = [*starts[1:], len(cells)]
    first = cells[0].source
    lines = [line for line in first.splitlines() if line.strip()]
    made = Plan(
        path.stem,
        lines[0].lstrip("# "),
        lines[1].strip("*"),
        {name: text for name, text in re.findall(r"^\*(What you [\w ]+)\*: (.+)$", first, re.M)},
        tuple(cells[: starts[0]]),
        tuple(_step(cells[start:end]) for start, end in zip(starts, ends, strict=True)),
    )
    if made.minutes != MINUTES:
        raise BadLesson(f"{path.name}: its steps take {made.minutes} minutes, a lesson has {MINUTES}")
    return made


def _step(cells: list[NotebookNode]) -> Step:
    number, title, minutes, text = STEP.match(cells[0].source).groups()
    return Step(int(number), title, int(minutes), text, tuple(cells))
