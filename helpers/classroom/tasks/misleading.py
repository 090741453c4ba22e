"""Lesson 3: the fault of each chart, and its mending."""

from __future__ import annotations

from helpers.classroom import plain
from helpers.classroom.checks import Check, computed, typed

WRITTEN = 1


def _rows(claims):
    return plain.figures(claims, claims.study.headline_counts[0])


def _one_question(answer, names, claims) -> bool:
    return set(answer["question"]) == set(_rows(claims)["question"]) and len(answer) == len(_rows(claims))


def _several(answer, names, claims) -> bool:
    return answer["question"].nunique() > 1


def _largest(claims):
    rows = _rows(claims)
    return rows["number"].nlargest(len(rows) // 4)


def _left_out(names, claims):
    rows = _rows(claims)
    return len(rows) - len(rows) // 4


def _united(answer, names, claims) -> bool:
    """The two names have become one, and nothing else has changed."""
    rows = _rows(claims)
    named = plain.two_names(claims, rows)["source"].replace(answer)
    return (
        named.nunique() == rows["source"].nunique()
        and named.value_counts().max() == rows["source"].value_counts().max()
    )


def _announced(answer, names, claims) -> bool:
    scale, label, (low, high) = answer.get_yscale(), answer.get_ylabel().lower(), answer.get_ylim()
    least, most = _rows(claims)["number"].agg(["min", "max"])
    begins = low == 0 if scale == "linear" else least / 10 <= low <= least
    return scale in label and begins and most <= high < 10 * most


def _unnamed(answer, names, claims) -> bool:
    return answer.get_yscale() not in answer.get_ylabel().lower()


LOOK = "Compare the chart with the five faults: which one can you point at with a finger?"

CHECKS: tuple[Check, ...] = (
    typed(
        "fault_1", "fdb0c8857301", "Do all the marks answer the same question? Look at the table of questions above."
    ),
    Check(
        "one_question",
        _one_question,
        "Only the rows of one question, and all of them: compare the column question with the variable question.",
        ((_several, "There are still several questions in it."),),
    ),
    typed("fault_2", "9c7723752da3", LOOK + " Think of the column qualifier."),
    typed(
        "mark_at_least",
        "5b2cbd1528b6",
        "The number may be higher than that. Where should the mark point?",
        {"b1d62cc3a722": "Higher, not lower."},
    ),
    typed(
        "mark_up_to",
        "e5b5feee4aff",
        "The number may be lower than that. Where should the mark point?",
        {"b527597ef531": "Lower, not higher."},
    ),
    typed("fault_3", "f5f8e32245e2", LOOK + " Count the marks."),
    computed(
        "left_out",
        _left_out,
        "All rows, less those that are shown: len() gives both.",
        {lambda names, claims: len(_rows(claims)): "That is how many there are in all."},
    ),
    computed(
        "middle",
        lambda names, claims: _rows(claims)["number"].median(),
        "The median of the column number, of all rows.",
        {
            lambda names, claims: _largest(claims).median(): "That is the middle of those shown.",
            lambda names, claims: _rows(claims)["number"].mean(): "That is the average. The middle is another word.",
        },
    ),
    typed("fault_4", "cf79903c256c", LOOK + " Read the names aloud."),
    Check(
        "same",
        _united,
        "Two names in curly brackets, with a colon between them, spelled as in the chart.",
    ),
    typed("fault_5", "5888f4cfb1f3", LOOK + " What stands beside the axis?"),
    computed(
        "times",
        lambda names, claims: _rows(claims)["number"].max() / _rows(claims)["number"].min(),
        "Divide the largest number by the smallest.",
    ),
    Check(
        "chart_5",
        _announced,
        "A linear scale begins at 0, a log one just below the smallest number; it should end soon after the largest.",
        ((_unnamed, "Which scale is it? The label on the side must name it."),),
    ),
)
