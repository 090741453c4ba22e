"""The lessons by their name, each with its checks."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from helpers.classroom.checks import Lesson
from helpers.dataset import Claims

TASKS = {
    "1_who_said_how_many": "reading",
    "2_code_it_yourself": "coding",
    "3_charts_that_mislead": "misleading",
    "4_one_source_or_ten": "telling",
}


def start(name: str, claims: Claims, names: Mapping) -> Lesson:
    """The checks of a lesson for a notebook. `names`: its variables, globals()."""
    if name not in TASKS:
        raise KeyError(f"no lesson {name!r}; there are: {', '.join(TASKS)}")
    tasks = import_module(f"helpers.classroom.tasks.{TASKS[name]}")
    return Lesson(tasks.CHECKS, tasks.WRITTEN, claims, names)
