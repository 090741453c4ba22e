"""`make check`: every kind of fault is caught, with file, row, column, value, rule and what to write instead."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from helpers.dataset import check, load
from helpers.faults import DataError, Fault, report

COUNT = "question_id == 'troops_in_russia' and qualifier == 'about'"
POSITION = "question_id == 'in_russia'"


def edit(folder: Path, query: str, column: str, value: str, table: str = "claims") -> int:
    """Change one cell of the first row that fits; returns its line in the file."""
    path = folder / f"{table}.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    index = frame.query(query).index[0]
    frame.loc[index, column] = value
    frame.to_csv(path, index=False, lineterminator="\n")
    return index + 2


CELLS = [
    ("claims", COUNT, "source_id", "hurr", "unknown", "hur"),
    ("claims", COUNT, "question_id", "troops_in_rusia", "unknown", "troops_in_russia"),
    ("claims", COUNT, "document_id", "kyiv-post-2024-10-26", "unknown", "kyiv-post-2024-10-25"),
    ("claims", COUNT, "place_id", "rusia", "unknown", "russia"),
    ("claims", COUNT, "via", "washington-pots", "unknown", "washington-post"),
    ("claims", COUNT, "answer", "yes", "an answer on the count", "a claim of its own"),
    ("claims", COUNT, "number_words", "thousands", "vague words together with numbers", "the words alone"),
    ("claims", COUNT, "best", "1,000", "separators", "1000"),
    ("claims", COUNT, "best", "12000.0", "separators or decimals", "12000"),
    ("claims", COUNT, "qualifier", "roughly", "not an allowed value", "about"),
    ("claims", COUNT, "qualifier", "up_to", "up_to with", "only high filled"),
    ("claims", COUNT, "claimed_on", "25.10.2024", "spreadsheet", "YYYY-MM-DD"),
    ("claims", COUNT, "claimed_on", "45590", "spreadsheet", "YYYY-MM-DD"),
    ("claims", COUNT, "claimed_on", "2024-02-30", "no day of the calendar", "YYYY-MM-DD"),
    ("claims", COUNT, "claimed_on", "2025-10-25", "claimed after its document", "2024-10-25"),
    ("claims", COUNT, "wording", "one two three four five six seven eight nine", "9 words", "8 words at most"),
    ("claims", COUNT, "wording", " around 12,000", "stray space", "'around 12,000'"),
    ("claims", COUNT, "wording", "", "blank", "fragment"),
    ("claims", COUNT, "statement_id", "nis-2024-10-25-x", "belongs to one source", "hur-"),
    (
        "claims",
        "qualifier == 'exact' and via == 'kyiv-post'",
        "via",
        "hur>kyiv-post",
        "itself in its own chain",
        "after",
    ),
    (
        "claims",
        "date_basis == 'stated' and source_id == 'hur'",
        "claimed_on",
        "2024-10-05",
        "another day",
        "2024-10-05",
    ),
    ("claims", COUNT, "claim_id", "c0001", "stands twice", "a new id"),
    ("claims", COUNT, "claim_id", "17", "not c and at least four digits", "c0001"),
    ("claims", POSITION, "best", "3000", "a number on the position", "count question"),
    ("claims", POSITION, "answer", "maybe", "not an allowed value", "likely"),
    ("claims", POSITION, "answer", "", "no answer", "unconfirmed"),
    ("claims", "question_id == 'unit_size'", "note", "", "without its matter", "what is asked or counted"),
    ("documents", "outlet == 'babel'", "url", "babel.ua/en", "not a web address", "https://"),
    ("documents", "outlet == 'euronews'", "note", "", "inferred day or a missing address", "worked out"),
    ("documents", "outlet == 'babel'", "language", "english", "two-letter", "en"),
    ("sources", "source_id == 'hur'", "group", "Kiev", "unknown", "groups.csv"),
    ("sources", "source_id == 'csis'", "name", "Royal United Services Institute", "two ids with one name", "one id"),
    ("sources", "source_id == 'rusi'", "source_id", "gur", "another name of a known organisation", "hur"),
    ("groups", "group == 'HUR'", "colour", "blue", "not a colour", "#"),
    ("places", "place_id == 'kursk'", "lat", "51,7", "not a decimal", "51.73"),
]


@pytest.mark.parametrize(
    ("table", "query", "column", "value", "rule", "instead"),
    CELLS,
    ids=[f"{c[0]}-{c[2]}-{c[3] or 'blank'}" for c in CELLS],
)
def test_cell_faults(folder, table, query, column, value, rule, instead):
    row = edit(folder, query, column, value, table)
    found = [f for f in check(folder) if f.file == f"{table}.csv" and f.row == row and rule in f.rule]
    assert found, [str(f) for f in check(folder)]
    assert any(instead in f.instead for f in found)
    assert any(f.column == column or column in ("qualifier", "via", "claimed_on") for f in found)
    assert all(part in str(found[0]) for part in (f"{table}.csv", f"row {row}", "Write instead"))


def test_low_above_best(folder):
    row = edit(folder, COUNT, "low", "13000")
    assert any(f.row == row and "low 13000 is above best 12000" in f.rule for f in check(folder))


def raw(folder: Path, change) -> list:
    path = folder / "claims.csv"
    path.write_bytes(change(path.read_bytes()))
    return check(folder)


FILES = [
    (lambda b: b.replace(b",wording,", b",words,", 1), "column is missing", "wording"),
    (lambda b: b.replace(b",wording,", b",words,", 1), "column is unknown", "words"),
    (lambda b: b"\xef\xbb\xbf" + b, "byte order mark", ""),
    (lambda b: b.decode().encode("utf-16"), "not UTF-8", ""),
    (
        lambda b: b.decode().replace("’", "'").replace("Trupp", "").encode("latin-1", "ignore") + b"\xe9\n",
        "not UTF-8",
        "",
    ),
    (lambda b: b.replace(b",", b";"), "semicolons", ""),
    (lambda b: b"", "the file is empty", ""),
    (lambda b: b + b"c9999,too,short\n", "cells under", ""),
    (lambda b: b + b"\0\n", "NUL", ""),
]


@pytest.mark.parametrize(("change", "rule", "column"), FILES, ids=[f"{n}-{c[1]}" for n, c in enumerate(FILES)])
def test_file_faults(folder, change, rule, column):
    found = [f for f in raw(folder, change) if rule in f.rule and f.file == "claims.csv"]
    assert found and (not column or any(f.column == column for f in found))


def test_a_missing_file_and_a_missing_folder(folder):
    (folder / "places.csv").unlink()
    assert any(f.file == "places.csv" and "missing" in f.rule for f in check(folder))
    assert len(check(folder)) == 1, "rules about rows would bury the cause"
    assert check(folder / "nowhere")[0].rule == "no such folder"


def test_study_faults(folder):
    (folder / "study.toml").write_text('title = "T"\nsubject = 3\nwindow = 4\n')
    rules = {(f.column, f.rule) for f in check(folder) if f.file == "study.toml"}
    assert ("window", "an unknown setting") in rules and ("subject", "a value of the wrong kind") in rules
    assert ("version", "the setting is missing") in rules
    (folder / "study.toml").write_text("title = ")
    assert any("not TOML" in f.rule for f in check(folder))


def test_all_faults_in_one_run(folder):
    edit(folder, COUNT, "best", "1,000")
    edit(folder, POSITION, "answer", "maybe")
    edit(folder, "outlet == 'babel'", "language", "english", "documents")
    found = {(f.file, f.column) for f in check(folder)}
    assert {("claims.csv", "best"), ("claims.csv", "answer"), ("documents.csv", "language")} <= found


def test_load_refuses_what_check_finds(folder):
    edit(folder, COUNT, "best", "1,000")
    with pytest.raises(DataError, match="claims.csv, row"):
        load(folder)


def run(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-m", "helpers.cli", "check", *arguments], capture_output=True, text=True)


def test_the_command_ends_with_1_and_no_traceback(folder):
    edit(folder, COUNT, "best", "1,000")
    done = run("--data", str(folder))
    assert done.returncode == 1 and "Traceback" not in done.stderr + done.stdout
    assert "claims.csv, row" in done.stdout and "fault" in done.stdout.splitlines()[-1]


def text_for(folder: Path, tmp_path: Path) -> Path:
    """A made-up text that holds every fragment of one document in its paragraph, and the hash in the table."""
    claims = pd.read_csv(folder / "claims.csv", dtype=str, keep_default_na=False).query(
        "document_id == 'babel-2024-10-15'"
    )
    lines = [" ".join(claims.loc[claims["paragraph"] == str(n), "wording"]) or "nothing" for n in range(1, 15)]
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "one.txt").write_text("\n\n".join(lines), encoding="utf-8")
    path = folder / "documents.csv"
    documents = pd.read_csv(path, dtype=str, keep_default_na=False)
    digest = hashlib.sha256((texts / "one.txt").read_bytes()).hexdigest()
    documents["sha256"] = documents["document_id"].eq("babel-2024-10-15").map({True: digest, False: ""})
    documents.to_csv(path, index=False, lineterminator="\n")
    return texts


def test_texts_confirm_hash_paragraph_and_fragment(folder, tmp_path):
    texts = text_for(folder, tmp_path)
    assert check(folder, texts) == []
    row = edit(folder, "question_id == 'deserted'", "wording", "19 military personnel")
    assert any(f.row == row and "not in paragraph 6" in f.rule for f in check(folder, texts))
    row = edit(folder, "question_id == 'wounded'", "paragraph", "9")
    assert any(f.row == row and f.instead == "paragraph 8" for f in check(folder, texts))
    row = edit(folder, "question_id == 'specialists'", "paragraph", "99")
    assert any(f.row == row and "has 14 paragraphs" in f.rule for f in check(folder, texts))
    (texts / "one.txt").write_text("another text")
    assert any(f.column == "sha256" for f in check(folder, texts))


def test_the_seed_articles_where_they_are_at_hand(folder):
    seeds = Path(__file__).resolve().parents[2] / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("the five articles are not at hand: they are not part of the repository")
    assert check(texts=seeds) == []


def test_repeats_are_counted_not_listed():
    faults = [Fault("a.csv", row, "x", "", "wrong", "right") for row in range(2, 12)] + [
        Fault("b.csv", 0, "", "", "gone", "it")
    ]
    lines = report(faults)
    assert lines[0].startswith("b.csv") and len(lines) == 7 and lines[-1].endswith("and 5 more like it")
