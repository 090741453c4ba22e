"""The closed keys, made from the teacher's notebooks: what a lesson opens once the word is said."""

from __future__ import annotations

import re
from pathlib import Path

from helpers.classroom.copies import lessons, marked, read, solutions, tags
from helpers.classroom.sealed import KEYS, seal

QUOTED = re.compile(r'"""\n?(.*?)"""', re.S)
WORD = re.compile(r'"(.+?)"')


def closed_keys() -> dict[Path, str]:
    """The files of keys with their contents; a lesson without a cell `word` has none."""
    made = {}
    for path in lessons():
        notebook = read(path)
        answers = solutions(notebook)
        if "word" in answers:
            made[KEYS / f"{path.stem}.txt"] = seal(content(notebook), WORD.search(answers["word"])[1])
    return made


def content(notebook) -> dict[str, str]:
    """The teacher's coding and the practice groups' (a teacher's cell tagged `practice`)."""
    key = QUOTED.search(solutions(notebook)["coding"])[1]
    practice = [cell.source for cell in notebook.cells if "practice" in tags(cell) and not marked(cell)]
    return {"key": key, "practice": QUOTED.search(practice[0])[1] if practice else ""}
