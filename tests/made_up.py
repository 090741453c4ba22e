"""A made-up dataset of another subject, in the shape of the model: who counts how many bears in a park."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.schema import TABLES

STUDY = """title = "How Many Bears?"
subject = "bears in a park"
version = "0.0.1"
headline_counts = ["bears", "cubs", "bears_expected"]
headline_positions = ["returned", "harmful"]
forecast_questions = ["bears_expected"]
loss_questions = ["shot", "found_dead"]
ratio_questions = ["shot", "found_dead"]
admitted_questions = ["returned"]
admitting_groups = ["Hunters"]
window_days = 60

[realised]
bears_expected = "bears"

[[map_panels]]
label = "The park"
extent = [19.0, 21.0, 48.5, 50.0]
"""

ROWS = {
    "questions": [
        ("bears", "count", "How many bears live in the park?", "bears", "population", ""),
        ("cubs", "count", "How many of them are cubs?", "cubs", "population", ""),
        ("bears_expected", "count", "How many are expected later?", "bears", "population", ""),
        ("shot", "count", "How many were shot?", "shot", "losses", ""),
        ("found_dead", "count", "How many were found dead?", "found dead", "losses", ""),
        ("returned", "position", "Have the bears returned?", "", "population", ""),
        ("harmful", "position", "Do they harm herds?", "", "harm", ""),
    ],
    "groups": [
        ("Rangers", "Rangers", "1", "yes", "#1B6E3C", "o"),
        ("Hunters", "Hunters", "2", "yes", "#8C2D12", "s"),
        ("University", "University", "3", "no", "#3B5B92", "D"),
        ("Herders", "Herders", "4", "no", "#7A6A3A", "^"),
        ("Press", "Press", "5", "no", "#777777", "v"),
    ],
    "sources": [
        ("rangers", "Park rangers", "Rangers", "Rangers", "other", "government", ""),
        ("hunters", "Hunters' union", "Hunters", "Hunters", "other", "organisation", ""),
        ("university", "The university", "University", "University", "other", "organisation", ""),
        ("herders", "Herders' guild", "Herders", "Herders", "other", "organisation", ""),
        ("herald", "The Herald", "Herald", "Press", "other", "outlet", ""),
        ("gazette", "The Gazette", "Gazette", "Press", "other", "outlet", ""),
    ],
    "places": [
        ("north-valley", "North valley", "Park", "49.2", "20.1", ""),
        ("park", "The park", "Park", "", "", "no point: the whole"),
    ],
    "conventions": [("dozens", "suite", "24", "99", "own reading"), ("dozens", "round", "12", "60", "own reading")],
    "entailments": [("bears", ">0", "returned", "yes")],
    "events": [("2021-03-01", "Fence removed", "https://example.org/fence")],
    "searches": [("Rangers", "2021-02", "2022-01-01", "found"), ("Hunters", "2021-02", "2022-01-01", "nothing found")],
    "corrections": [],
}
FACTOR = {"rangers": 1.0, "hunters": 2.2, "university": 1.1, "herders": 1.6}


def write(folder: Path, months: int = 11) -> Path:
    """Write the dataset of so many months into `folder` and return it."""
    folder.mkdir(parents=True, exist_ok=True)
    tables = dict(ROWS)
    tables["documents"], tables["claims"] = _documents(_days(months)), _claims(_days(months))
    for name, table in TABLES.items():
        frame = pd.DataFrame(tables[name], columns=table.names, dtype="str")
        frame.to_csv(folder / table.file, index=False, lineterminator="\n")
    (folder / "study.toml").write_text(STUDY, encoding="utf-8")
    return folder


HOSTILE = '<script>hacked=1</script>|$x$ [a](javascript:hacked=1) \u202e\u2066"\u2028{{ 7*7 }}'


def write_hostile(folder: Path, months: int = 11) -> Path:
    """The same with text that tries to be more than text wherever a text may stand: words, notes, names, questions."""
    write(folder, months)
    for table, columns in (
        ("sources", ["name", "label"]),
        ("documents", ["about"]),
        ("questions", ["text"]),
        ("places", ["name"]),
        ("groups", ["label"]),
        ("events", ["label"]),
    ):
        rows = pd.read_csv(folder / f"{table}.csv", dtype=str, keep_default_na=False)
        rows.loc[::3, columns] = rows.loc[::3, columns] + " " + HOSTILE
        rows.to_csv(folder / f"{table}.csv", index=False, lineterminator="\n")
    claims = pd.read_csv(folder / "claims.csv", dtype=str, keep_default_na=False)
    claims["wording"] = HOSTILE
    claims.loc[0, ["wording_en", "note"]] = [HOSTILE, HOSTILE + "x" * 10_000]
    claims.to_csv(folder / "claims.csv", index=False, lineterminator="\n")
    return folder


def _days(months: int) -> list[pd.Timestamp]:
    return list(pd.date_range("2021-02-01", freq="MS", periods=months) + pd.Timedelta(days=9))


def _documents(days: list[pd.Timestamp]) -> list[tuple]:
    return [
        (
            f"{outlet}-{day:%Y-%m-%d}-bears",
            outlet,
            f"{day + pd.Timedelta(days=late):%Y-%m-%d}",
            "stated",
            f"https://{outlet}.example.org/{day:%Y-%m-%d}",
            "en",
            "seed" if day.month < 3 else "extended",
            "full_text",
            "",
            "A made-up news item",
            "",
        )
        for day in days
        for late, outlet in enumerate(("herald", "gazette"))
    ]


def _claims(days: list[pd.Timestamp]) -> list[tuple]:
    """Four sources speak each month, two outlets print it; the Gazette rounds what the hunters say."""
    rows: list[dict] = []
    for month, day in enumerate(days):
        for source, factor in FACTOR.items():
            for outlet in ("herald", "gazette"):
                base = {
                    "source_id": source,
                    "document_id": f"{outlet}-{day:%Y-%m-%d}-bears",
                    "statement_id": f"{source}-{day:%Y-%m-%d}-monthly",
                    "claimed_on": f"{day:%Y-%m-%d}",
                    "date_basis": "stated",
                    "attribution": "anonymous" if source == "herders" and month == 4 else "named",
                    "via": "herald" if outlet == "gazette" and source == "university" else "",
                }
                number = round((40 + 3 * month) * factor)
                shift = 10 if source == "hunters" and outlet == "gazette" else 0
                rows.append(base | _count("bears", number + shift, "about" if shift else "exact"))
                rows.append(base | _count("cubs", 5 + month, "at_least"))
                rows.append(base | _count("shot", 2 + month, "exact"))
                rows.append(base | _count("found_dead", 6 + 4 * month, "exact"))
                late = {"as_of": f"{day + pd.Timedelta(days=31):%Y-%m-%d}"}
                rows.append(base | _count("bears_expected", number + 3, "up_to") | late)
                no = source == "hunters" and month < 5
                said = {"question_id": "harmful", "answer": "no" if source == "rangers" else "yes"}
                rows.append(base | said | {"wording": "they harm herds", "place_id": "north-valley"})
                if no:
                    rows[-6] = base | {"question_id": "returned", "answer": "no", "wording": "no bear has come back"}
    rows.append(rows[1] | {"question_id": "bears", "low": "", "number_words": "dozens", "qualifier": "vague"})
    columns = TABLES["claims"].names
    return [
        tuple({**row, "claim_id": f"c{number:04d}"}.get(name, "") for name in columns)
        for number, row in enumerate(rows, 1)
    ]


def _count(question: str, number: int, qualifier: str) -> dict:
    cell = {"exact": "best", "about": "best", "at_least": "low", "up_to": "high"}[qualifier]
    return {"question_id": question, cell: str(number), "qualifier": qualifier, "wording": f"{qualifier} {number}"}
