"""The dataset for other tools: Parquet, SQLite, XLSX and JSON, with the same values as the CSV tables, and the same
bytes whenever they are written."""

from __future__ import annotations

import json
import re
import sqlite3
import zipfile
from pathlib import Path

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from helpers.columns import Table
from helpers.dataset import Claims
from helpers.schema import TABLES

TIMES = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.S)
KINDS = {"whole": ("Int64", "INTEGER"), "decimal": ("Float64", "REAL")}


def typed(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Cells as text become whole and decimal numbers where the schema says so; blanks become missing."""
    frame = frame.reset_index(drop=True).replace("", None)
    for column in table.columns:
        if column.kind in KINDS:
            frame[column.name] = pd.to_numeric(frame[column.name]).astype(KINDS[column.kind][0])
        else:
            frame[column.name] = frame[column.name].astype("string")
    return frame


def export(claims: Claims, folder: Path) -> list[Path]:
    """Write claims.parquet, dataset.sqlite, dataset.xlsx and dataset.json to `folder`; returns the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    frames = {name: typed(table, claims.tables[name]) for name, table in TABLES.items()}
    writers = {"claims.parquet": _parquet, "dataset.sqlite": _sqlite, "dataset.xlsx": _xlsx, "dataset.json": _json}
    paths = []
    for name, write in writers.items():
        part = folder / f".{name}.part"
        part.unlink(missing_ok=True)
        write(frames, claims, part)
        paths.append(part.replace(folder / name))
    return paths


def _parquet(frames, claims: Claims, path: Path) -> None:
    frames["claims"].to_parquet(path, index=False)


def _sqlite(frames, claims: Claims, path: Path) -> None:
    base = sqlite3.connect(path)
    try:
        for name, table in TABLES.items():
            kinds = [f'"{c.name}" {KINDS[c.kind][1] if c.kind in KINDS else "TEXT"}' for c in table.columns]
            keys = ", ".join(f'"{key}"' for key in table.key)
            links = [
                f'FOREIGN KEY ("{c.name}") REFERENCES "{c.refers.split(".")[0]}" ("{c.refers.split(".")[1]}")'
                for c in table.columns
                if c.refers
            ]
            base.execute(f'CREATE TABLE "{name}" ({", ".join([*kinds, f"PRIMARY KEY ({keys})", *links])})')
            marks = ", ".join("?" * len(table.columns))
            base.executemany(f'INSERT INTO "{name}" VALUES ({marks})', _plain(frames[name]))
        base.commit()
    finally:
        base.close()


def _xlsx(frames, claims: Claims, path: Path) -> None:
    """The codebook first. Text is written as text, so that no cell ever becomes a formula."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("codebook")
    sheet.append(["table", "column", "what it holds", "form", "required", "example"])
    for table in TABLES.values():
        for column in table.columns:
            form = "one of: " + ", ".join(column.values) if column.values else column.form
            need = "yes" if column.required else "no"
            sheet.append(
                [
                    _text(sheet, cell)
                    for cell in (table.name, column.name, column.definition, form, need, column.example)
                ]
            )
    for name, frame in frames.items():
        sheet = book.create_sheet(name)
        sheet.append(list(frame.columns))
        for row in _plain(frame):
            sheet.append([_text(sheet, cell) if isinstance(cell, str) else cell for cell in row])
    book.save(path)
    _timeless(path)


def _timeless(path: Path) -> None:
    """The workbook without the times at which it and its parts were written."""
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as kept:
        for name, content in parts.items():
            content = TIMES.sub(b"", content) if name == "docProps/core.xml" else content
            kept.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _text(sheet, value: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=value)
    cell.data_type = "s"
    return cell


def _json(frames, claims: Claims, path: Path) -> None:
    study = claims.study
    content = {
        "title": study.title,
        "subject": study.subject,
        "version": study.version,
        "tables": {
            name: [dict(zip(frame.columns, row, strict=True)) for row in _plain(frame)]
            for name, frame in frames.items()
        },
    }
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _plain(frame: pd.DataFrame) -> list[tuple]:
    """Rows of plain Python values, None for missing."""
    return list(frame.astype("object").where(frame.notna(), None).itertuples(index=False, name=None))
