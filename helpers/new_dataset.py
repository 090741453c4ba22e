"""A dataset of your own: every table with its header and a worked example, `study.toml`, codebook and description."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from helpers.codebook import documents
from helpers.dataset import Claims
from helpers.schema import TABLES

DELETE = "EXAMPLE: delete this row"
STUDY = """# What this study brings besides its tables. Write your own over every example here.
title = "How Many? (example title)"
subject = "your subject, as in: claims about your subject"
version = "0.0.1"

# The questions that the main figures are about: ids of questions.csv.
headline_counts = ["example_count"]
headline_positions = ["example_position"]
# Questions whose figures grow, from the widest count to the narrowest (killed and wounded; jobs lost; any other sum).
loss_questions = ["example_count"]

# A source's last answer stands this many days, unless it revises it sooner.
window_days = 45
# What vague number words mean: a convention of conventions.csv.
convention = "suite"

# More settings, all optional; helpers/study.py names them, data/study.toml of the suite shows them in use:
# matter_questions, forecast_questions, intent_questions, growing_questions, ratio_questions, admitted_questions,
# admitting_groups,
# slack, stand_outlets, stand_statements, rules, [parts], [sides], [realised], [aliases],
# [[map_panels]]
"""
NEXT = """
Next: read {folder}/CODEBOOK.md, write your own rows below the examples, in a spreadsheet or an editor (as plain
UTF-8 CSV), delete the rows that say EXAMPLE or example, and put your questions into {folder}/study.toml.
  make check CLAIMS_DATA={folder}       says what is wrong, where, and what to write instead
  make codebook CLAIMS_DATA={folder}    after a change of the tables: writes CODEBOOK.md again
  make lab CLAIMS_DATA={folder}         opens the notebooks and lessons on it"""
EXAMPLES: dict[str, list[dict[str, str]]] = {
    "questions": [
        {
            "question_id": "example_count",
            "kind": "count",
            "text": "How many came to the meeting?",
            "unit": "people",
            "family": "example",
            "note": f"{DELETE}; a count is a number or a bound",
        },
        {
            "question_id": "example_position",
            "kind": "position",
            "text": "Did anybody come to the meeting?",
            "family": "example",
            "note": f"{DELETE}; a position is an answer from yes to no",
        },
    ],
    "groups": [
        {
            "group": "Example group",
            "label": "Example group",
            "order": "1",
            "strong": "yes",
            "colour": "#123F8C",
            "marker": "o",
        }
    ],
    "sources": [
        {
            "source_id": "example-organisers",
            "name": "Organisers of the example meeting",
            "label": "Organisers",
            "group": "Example group",
            "side": "other",
            "kind": "organisation",
            "note": f"{DELETE}; it says how many",
        },
        {
            "source_id": "example-herald",
            "name": "The Example Herald",
            "label": "Example Herald",
            "group": "Example group",
            "side": "other",
            "kind": "outlet",
            "note": f"{DELETE}; it prints what the organisers say",
        },
    ],
    "documents": [
        {
            "document_id": "example-herald-2025-01-16",
            "outlet": "example-herald",
            "published": "2025-01-16",
            "published_basis": "stated",
            "url": "https://herald.example.org/meeting",
            "language": "en",
            "corpus": "seed",
            "access": "full_text",
            "about": "News item on a meeting",
            "note": DELETE,
        }
    ],
    "places": [
        {
            "place_id": "example-square",
            "name": "Example square",
            "region": "Example town",
            "lat": "51.5",
            "lon": "0.1",
            "note": DELETE,
        }
    ],
    "claims": [
        {
            "claim_id": "c0001",
            "question_id": "example_count",
            "source_id": "example-organisers",
            "document_id": "example-herald-2025-01-16",
            "statement_id": "example-organisers-2025-01-15-press-note",
            "paragraph": "2",
            "wording": "more than 300 people came",
            "low": "300",
            "qualifier": "at_least",
            "claimed_on": "2025-01-15",
            "date_basis": "stated",
            "place_id": "example-square",
            "attribution": "named",
            "note": f"{DELETE}; the outlet only printed it, so it is not the source",
        }
    ],
    "conventions": [
        {
            "number_words": "example dozens",
            "convention": "suite",
            "low": "24",
            "high": "99",
            "cite": f"{DELETE}; own reading",
        }
    ],
    "entailments": [
        {
            "question_id": "example_count",
            "answer": ">0",
            "implies_question_id": "example_position",
            "implies_answer": "yes",
        }
    ],
    "events": [{"date": "2025-01-15", "label": "Example meeting", "url": "https://herald.example.org/meeting"}],
    "searches": [
        {"group": "Example group", "month": "2025-01", "searched_on": "2025-02-01", "result": "found"},
    ],
    "corrections": [
        {
            "date": "2025-02-02",
            "claim_id": "c0001",
            "column": "low",
            "old": "30",
            "new": "300",
            "reason": f"{DELETE}; digit misread",
        }
    ],
}


NEEDED = ("headline_counts", "headline_positions", "loss_questions")


def new_dataset(folder: Path) -> list[Path]:
    """Write a dataset that `claims check` finds no fault with, and return its files. FileExistsError when the folder
    holds anything."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FileExistsError(f"{folder} is not empty: nothing was written. Name a new folder, or empty this one first")
    folder.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        with (folder / table.file).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, table.names, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(EXAMPLES[name])
    (folder / "study.toml").write_text(STUDY, encoding="utf-8", newline="\n")
    for name, text in documents(folder).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    return sorted(folder.iterdir())


def lacking(claims: Claims) -> list[str]:
    """What a sound dataset still needs before the notebooks have anything to show."""
    lacks = [f"a question under {name} in study.toml" for name in NEEDED if not getattr(claims.study, name)]
    return lacks + ([] if len(claims) else ["a claim in claims.csv"])


def examples_left(claims: Claims) -> int:
    """How many rows of the example still stand."""
    found = [
        claims.tables[name][list(row)].eq(pd.Series(row)).all(axis=1).any()
        for name, rows in EXAMPLES.items()
        for row in rows
    ]
    return int(sum(found))
