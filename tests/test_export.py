"""Exports are read back and hold the values of the CSV tables."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing

import openpyxl
import pandas as pd
import pytest

from helpers.dataset import load
from helpers.export import export, typed
from helpers.schema import TABLES


@pytest.fixture(scope="module")
def made(claims, tmp_path_factory):
    folder = tmp_path_factory.mktemp("export")
    return {path.name: path for path in export(claims, folder)}


@pytest.fixture(scope="module")
def frames(claims):
    return {name: typed(table, claims.tables[name]) for name, table in TABLES.items()}


def rows(frame: pd.DataFrame) -> list[list]:
    return frame.astype("object").where(frame.notna(), None).values.tolist()


def test_parquet(made, frames):
    assert rows(pd.read_parquet(made["claims.parquet"])) == rows(frames["claims"])


@pytest.mark.parametrize("name", TABLES)
def test_sqlite(made, frames, name):
    with closing(sqlite3.connect(made["dataset.sqlite"])) as base:
        assert [list(row) for row in base.execute(f'SELECT * FROM "{name}"')] == rows(frames[name])
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []


def test_xlsx_starts_with_the_codebook_and_holds_every_table(made, frames):
    book = openpyxl.load_workbook(made["dataset.xlsx"])
    assert book.sheetnames == ["codebook", *TABLES]
    for name, frame in frames.items():
        wide = len(frame.columns)
        cells = [[*row, *[None] * wide][:wide] for row in book[name].iter_rows(values_only=True)]
        assert cells[0] == list(frame.columns) and cells[1:] == rows(frame), name


def test_json(made, frames):
    content = json.loads(made["dataset.json"].read_text(encoding="utf-8"))
    for name, frame in frames.items():
        assert [list(row.values()) for row in content["tables"][name]] == rows(frame)


def test_no_cell_becomes_a_formula(folder, tmp_path):
    path = folder / "claims.csv"
    frame = pd.read_csv(path, dtype=str, keep_default_na=False)
    frame.loc[0, "note"] = '=HYPERLINK("http://a.b","x")'
    frame.loc[1, "note"] = "+1-2"
    frame.to_csv(path, index=False, lineterminator="\n")
    export(load(folder), tmp_path)
    sheet = openpyxl.load_workbook(tmp_path / "dataset.xlsx")["claims"]
    cells = [sheet.cell(row, 21) for row in (2, 3)]
    assert [cell.data_type for cell in cells] == ["s", "s"] and cells[0].value.startswith("=HYPERLINK")
