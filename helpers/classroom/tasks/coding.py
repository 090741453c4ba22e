"""Lesson 2: codes by a codebook, and agreement. No check here knows the key."""

from __future__ import annotations

from helpers.classroom.checks import Check, computed
from helpers.classroom.coding import agreement, hard_passages

WRITTEN = 1
PASSAGES = 10


def _complete(answer, names, claims) -> bool:
    return list(answer.index) == list(range(1, PASSAGES + 1))


def _empty(answer, names, claims) -> bool:
    return not len(answer)


def _value(column: str, field: str):
    return lambda names, claims: agreement({"ours": names["mine"], "key": names["key"]}).at[field, column]


def _hardest(answer, names, claims) -> bool:
    codes = hard_passages(names["groups"])["in all"]
    return not _all_alike(answer, names, claims) and codes[int(answer)] == codes.max()


def _all_alike(answer, names, claims) -> bool:
    """One group alone, or no passage with more codes than another: nothing is hardest."""
    return len(names["groups"]) < 2 or hard_passages(names["groups"])["in all"].nunique() < 2


CLOSED = (
    "Has the key been opened, and have you run the cells since? Take the line of the text and change its two names."
)

CHECKS: tuple[Check, ...] = (
    Check(
        "mine",
        _complete,
        "Some passages are missing, or their line could not be read: see what the cell above says.",
        ((_empty, "Nothing is coded yet: write four codes after each number in the cell above, and run it."),),
        "complete (ten passages in the codebook's words; not held against the key)",
    ),
    computed("same_question", _value("same", "question"), CLOSED),
    computed("alpha_qualifier", _value("alpha", "qualifier"), CLOSED),
    Check(
        "hardest",
        _hardest,
        "The table stands in order: most different codes first. Write the passage's number.",
        ((_all_alike, "First open the key or paste other groups' codes."),),
    ),
)
