"""Which reading of a statement counts, where documents print its number as different answers, or different numbers."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd


def main_reading(
    rows: pd.DataFrame, *, outlets: int, matters: tuple[str, ...] = (), parts: Mapping[str, str] | None = None
) -> np.ndarray:
    """One bool per row. False where more documents print the same number of the same statement as an answer to another
    question; where one outlet alone prints this number as its answer and `outlets` others print another: a slip; or
    where fewer than `outlets` print it, and none as words of this source alone.

    `rows`: question_id statement_id document_id outlet joint low best high; `matters`: questions that gather many
    matters, of which one statement may count several; `parts`: questions on a part, with the question on its whole.
    What `outlets` print of a whole stays its figure, however many print it of a part: both are true."""
    number = rows["best"].fillna(rows["low"]).fillna(rows["high"])
    places = list(zip(rows["statement_id"], rows["question_id"], number, strict=True))
    prints, told, joint = (_gathered(places, rows[name]) for name in ("document_id", "outlet", "joint"))
    astray = _outvoted(prints, told, outlets, parts or {}) | _slips(prints, told, outlets, matters)
    astray |= {place for place in prints if len(told[place]) < outlets and joint[place] == {True}}
    return np.array([place not in astray for place in places], dtype="bool")


def _outvoted(prints: dict, told: dict, outlets: int, parts: Mapping[str, str]) -> set[tuple]:
    """Numbers that more documents print as an answer to another question."""
    answers: dict[tuple, list[tuple]] = {}
    for place in prints:
        answers.setdefault((place[0], place[2]), []).append(place)
    return {
        place
        for own in answers.values()
        for place in own
        for other in own
        if len(prints[other]) > len(prints[place])
        and not (parts.get(other[1]) == place[1] and len(told[place]) >= outlets)
    }


def _gathered(places: list[tuple], values: pd.Series) -> dict[tuple, set]:
    found: dict[tuple, set] = {}
    for place, value in zip(places, values, strict=True):
        found.setdefault(place, set()).add(value)
    return found


def _slips(prints: dict, told: dict, outlets: int, matters: tuple[str, ...]) -> set[tuple]:
    """Numbers that one outlet alone prints, in documents that print no other, where enough outlets print another."""
    numbers: dict[tuple, list[tuple]] = {}
    for place in prints:
        if not np.isnan(place[2]) and place[1] not in matters:
            numbers.setdefault(place[:2], []).append(place)
    return {
        place
        for own in numbers.values()
        for place in own
        if len(told[place]) == 1
        and any(len(told[other]) >= outlets for other in own if other != place)
        and not any(prints[place] & prints[other] for other in own if other != place)
    }
