"""Lesson 1: the parts of a claim, and counting claims, documents, statements and sources apart."""

from __future__ import annotations

import re
from calendar import month_abbr

from helpers.classroom.checks import Check, computed, digest, typed

WRITTEN = 1


def _figures(names, claims):
    rows = claims.stated
    return rows[rows["question_id"].eq(claims.study.headline_counts[0])]


def _different(column: str):
    return lambda names, claims: claims.stated[column].nunique()


def _put(qualifier: str):
    return lambda names, claims: _figures(names, claims)["qualifier"].eq(qualifier).sum()


def _all_rows(names, claims):
    return len(claims.stated)


def _top(answer, names, claims) -> bool:
    wanted = _figures(names, claims)["label"].value_counts()
    return (
        len(answer) == min(5, len(wanted))
        and all(answer[name] == wanted[name] for name in answer.index)
        and (sorted(answer) == sorted(wanted.head(5)))
    )


def _day(text: str) -> str:
    """A day as "1 jun", in whatever way it was written; the text itself where it is none."""
    if iso := re.fullmatch(r"\s*\d{4}-(\d\d)-(\d\d)\s*", text):
        return f"{int(iso[2])} {month_abbr[int(iso[1])].lower()}"
    number, month = re.search(r"\d+", text), re.search("|".join(filter(None, month_abbr)), text, re.I)
    return f"{int(number[0])} {month[0].lower()}" if number and month else text


def _on(wanted: str):
    return lambda answer, names, claims: digest("said_on", _day(answer)) == wanted


ROWS = "That is the number of rows. One source stands in many of them: which word counts each once?"
ONCE = "Count each one once: nunique() with its brackets, on the column that the text names."
FIGURES = "Look at the cell above: the same comparison, with another word of the column qualifier."

CHECKS: tuple[Check, ...] = (
    typed(
        "originator",
        "5ae92336b753",
        "Who is answerable for the number? Ask who counted, or says that it is so.",
        {
            "6183d99d4cc8": "That is where we read it. Did it count the people itself?",
            "6852f09b7f67": "That one passed it on. From whom does it have the number?",
        },
    ),
    typed(
        "carrier",
        "3b4617961997",
        "Somebody stands between the one who said it and the page on which we read it.",
        {
            "d791297cbf4f": "That is the last station, where we read it. Who stands before it?",
            "4d3e593eba9d": "That one said it. Who took it from there?",
        },
    ),
    typed("outlet", "b3c2f7dfa3e7", "Whose page do we hold in our hands?"),
    Check(
        "said_on",
        _on("d1a9f15df7a3"),
        "Work it out from the weekday, and write the day and the month, such as 1 June.",
        (
            (_on("23edd606230b"), "That is the day of the paper. On which weekday did they speak?"),
            (_on("6ecaa49bed1d"), "The weekday is right. Which day of the month is it?"),
        ),
    ),
    typed(
        "hedge",
        "a21a55c0e094 51640ce387d7 1899739a4041",
        "Which word says that it is a belief, not a count? Copy that word alone.",
    ),
    typed(
        "bound",
        "017cbaa5964f",
        "Could the number be higher by these words? Could it be lower?",
        {"82fe357f3c92": "By these words, could there have been more people than that?"},
    ),
    computed("documents", _different("document_id"), ONCE, {_all_rows: ROWS}),
    computed("statements", _different("statement_id"), ONCE, {_all_rows: ROWS}),
    computed("sources", _different("source_id"), ONCE, {_all_rows: ROWS}),
    computed("open_above", _put("at_least"), FIGURES, {_put("up_to"): "Those are open on the other side."}),
    computed("open_below", _put("up_to"), FIGURES, {_put("at_least"): "Those are open on the other side."}),
    Check("top_five", _top, "Take the line of the text, and the number of sources that it asks for."),
    typed(
        "arrow_up",
        "d917d1918df0",
        "Read the key above the chart. The arrow points to where the number may still go.",
        {"e6d02c5d4c56": "Then the arrow would point the other way."},
    ),
)
