"""Which reading of a statement counts, where documents print its number as different answers, or different numbers."""

from __future__ import annotations

import numpy as np
import pandas as pd


def main_reading(rows: pd.DataFrame, *, outlets: int, matters: tuple[str, ...] = ()) -> np.ndarray:
    """One bool per row. False where more documents print the same number of the same statement as an answer to another
    question, or where one outlet alone prints this number as its answer and `outlets` others print another: a slip;
    or where fewer than `outlets` print it, and none as words of this source alone.

    `rows`: question_id statement_id document_id outlet joint low best high; `matters`: questions that gather many
    matters, of which one statement may count several."""
    number = rows["best"].fillna(rows["low"]).fillna(rows["high"])
    places = list(zip(rows["statement_id"], rows["question_id"], number, strict=True))
    prints = _gathered(places, rows["document_id"])
    most: dict[tuple, int] = {}
    for (statement, _, value), documents in prints.items():
        most[statement, value] = max(most.get((statement, value), 0), len(documents))
    told, joint = _gathered(places, rows["outlet"]), _gathered(places, rows["joint"])
    astray = _slips(prints, told, outlets, matters)
    astray |= {place for place in prints if len(told[place]) < outlets and joint[place] == {True}}
    return np.array(
        [len(prints[place]) == most[place[0], place[2]] and place not in astray for place in places], dtype="bool"
    )


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
