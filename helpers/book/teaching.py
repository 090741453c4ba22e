"""For teachers: the guide as a page of the book; decks, handout and students' copies of the lessons to take away."""

from __future__ import annotations

import shutil
import sys
from html import escape
from pathlib import Path

from helpers import unchanged
from helpers.classroom import copies
from helpers.classroom.deck import deck
from helpers.classroom.guide import guide
from helpers.classroom.handout import handout
from helpers.classroom.plan import MINUTES, Plan, plan
from helpers.dataset import Claims
from helpers.figures import FOLDER
from helpers.run import Failure, run_each, write
from helpers.take_away.write import item
from helpers.words import count

HERE = "teaching"  # the folder in the book
HUNT = copies.CLASSROOM / "fault_hunt.ipynb"


def run_lessons(target: Path, data: str | None = None) -> None:
    """Run the teacher's notebooks that changed, into `target`; one that doesn't run on the data will have no deck."""
    paths, kept = copies.lessons(), target / "figures"
    changed = unchanged.stale(paths, target, kept, data)
    results = run_each(changed, data, also={FOLDER: str(kept.resolve())}) if changed else {}
    failed = {path: result for path, result in results.items() if isinstance(result, Failure)}
    target.mkdir(parents=True, exist_ok=True)
    for path in results.keys() - failed.keys():
        write(results[path], target / path.name)
    for failure in failed.values():
        print(f"{failure}; the book has no deck of this lesson", file=sys.stderr)
    unchanged.remember([path for path in paths if path not in failed], target, data)


def write_teaching(claims: Claims, lessons: Path, root: Path) -> dict[str, str]:
    """Write what is to be taken away to `root`/teaching; returns the pages as Markdown by the names of their files.
    `lessons`: where run_lessons() put them."""
    folder = root / HERE
    (folder / "student").mkdir(parents=True)
    (folder / "decks").mkdir()
    plans = [plan(path) for path in copies.lessons()]
    for path in [*sorted(copies.STUDENT.glob("*.ipynb")), HUNT]:
        shutil.copy(path, folder / ("student" if path.parent == copies.STUDENT else "") / path.name)
    for path in sorted(lessons.glob("*.ipynb")):
        page = deck(claims, plan(path), lessons / "figures")
        (folder / "decks" / f"{path.stem}.html").write_text(page, encoding="utf-8", newline="\n")
    (folder / "handout.pdf").write_bytes(handout(claims, plans).pdf)
    return {"teaching.md": _page(plans, root), "teacher_guide.md": _guide(plans)}


def _page(plans: list[Plan], root: Path) -> str:
    return f"""# In class

{count(len(plans), "lesson")} of {MINUTES} minutes, for 16-year-olds to first-year students with a little Python. No
lesson asks who is right. Begin with the [teacher's guide](teacher_guide.md): each lesson step by step, what to say and
what goes wrong, marking, and how to treat a sensitive subject.

## The lessons

<ul>
{"".join(_lesson(lesson, root) for lesson in plans)}
</ul>

## For all lessons

<ul>
{item(root, f"{HERE}/handout.pdf", "The handout, one page to print")}
{item(root, f"{HERE}/{HUNT.name}", "The fault hunt: find the mistakes that were planted in a sheet of claims")}
<li><a href="slides.html">The slides of the whole book</a>: every figure once</li>
</ul>

## To run them

Students' copies and the fault hunt run within the suite: `make lab` in its folder opens JupyterLab, and they are in
`classroom/`. There, `make classroom` writes to `_build/classroom`: the copies with answers, the decks, the handout
and a course for nbgrader. The copies with answers are not in this book, so that its address can be given to a class.
"""


def _lesson(lesson: Plan, root: Path) -> str:
    shown = f"{HERE}/decks/{lesson.stem}.html"
    slides = f'<a href="{shown}">deck</a>, ' if (root / shown).exists() else ""
    student = f'<a href="{HERE}/student/{lesson.stem}.ipynb" download>students\' copy</a>'
    steps = f'<a href="teacher_guide.html#lesson-{lesson.number}">step by step</a>'
    return (
        f"<li><strong>{lesson.number}. {escape(lesson.title)}</strong>: {escape(lesson.question)}<br>"
        f"{slides}{student}, {steps}</li>\n"
    )


def _guide(plans: list[Plan]) -> str:
    """The guide as Sphinx takes it: places that can be linked are its own targets."""
    text = guide()
    for lesson in plans:
        text = text.replace(f'<a id="lesson-{lesson.number}"></a>', f"(lesson-{lesson.number})=")
    return text
