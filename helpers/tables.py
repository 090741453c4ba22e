"""Read one CSV file as text and report everything that is wrong with its form."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pandas as pd

from helpers.columns import Column, Table
from helpers.faults import Fault

pd.options.mode.string_storage = "python"  # with a few thousand rows, pyarrow's takes half as long again
SPREADSHEET_DAY = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|\d{1,2} \w{3,9} \d{4}|[45]\d{4}")
SEPARATED = re.compile(r"\d{1,3}(?:[,  .]\d{3})+|\d+\.0+")


def read_table(folder: Path, table: Table) -> tuple[pd.DataFrame, list[Fault]]:
    """Read `table` from `folder` as text; index = line in the file.

    Returns the frame (all columns of the schema, blanks as "") and its faults. Never raises for bad input.
    """
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in table.names})
    text, faults = _text(folder / table.file, table.file)
    if text is None:
        return empty, faults
    rows = [(number, row) for number, row in _records(text)]
    header, body = rows[0][1], rows[1:]
    faults += _header_faults(table, header)
    if len(header) == 1 and ";" in header[0]:
        return empty, faults
    records, index = [], []
    for number, row in body:
        if len(row) != len(header):
            faults.append(
                Fault(
                    table.file,
                    number,
                    "",
                    ",".join(row),
                    f"{len(row)} cells under {len(header)} column names",
                    "one cell per column; put text that holds a comma in quotes",
                )
            )
            row = (row + [""] * len(header))[: len(header)]
        records.append(dict(zip(header, row, strict=True)))
        index.append(number)
    frame = pd.DataFrame(records, index=pd.Index(index, dtype="int64"), columns=header, dtype="str")
    frame = frame.loc[:, ~frame.columns.duplicated()].reindex(columns=table.names, fill_value="")
    return frame, faults + _space_faults(frame, table)


def _text(path: Path, file: str) -> tuple[str | None, list[Fault]]:
    if not path.exists():
        return None, [
            Fault(file, 0, "", "", "the file is missing", f"a CSV file named {file}, at least with its header line")
        ]
    raw = path.read_bytes()
    faults = []
    if raw.startswith(b"\xef\xbb\xbf"):
        faults.append(
            Fault(
                file,
                1,
                "",
                "byte order mark",
                "the file starts with a byte order mark (BOM)",
                "plain UTF-8; in a spreadsheet choose CSV UTF-8 without BOM",
            )
        )
        raw = raw[3:]
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        piece = raw[error.start : error.start + 12].decode("latin-1")
        return None, faults + [Fault(file, line, "", piece, "the file is not UTF-8", "save it with the UTF-8 encoding")]
    if not text.strip():
        return None, faults + [Fault(file, 0, "", "", "the file is empty", "at least the header line")]
    if "\0" in text:
        return None, faults + [Fault(file, 0, "", "NUL", "the file holds NUL bytes", "plain text")]
    return text, faults


def _records(text: str):
    reader = csv.reader(io.StringIO(text, newline=""))
    line = 1
    for row in reader:
        if row:
            yield line, row
        line = reader.line_num + 1


def _header_faults(table: Table, header: list[str]) -> list[Fault]:
    if len(header) == 1 and ";" in header[0]:
        return [Fault(table.file, 1, "", header[0], "columns are separated by semicolons", "commas")]
    expected = ",".join(table.names)
    faults = [
        Fault(table.file, 1, name, "", "the column is missing", f"the header {expected}")
        for name in table.names
        if name not in header
    ]
    faults += [
        Fault(table.file, 1, name, name, "the column is unknown", f"the header {expected}")
        for name in header
        if name not in table.names
    ]
    doubled = {name for name in header if header.count(name) > 1}
    return faults + [Fault(table.file, 1, name, name, "the column stands twice", "it once") for name in sorted(doubled)]


def _space_faults(frame: pd.DataFrame, table: Table) -> list[Fault]:
    faults = []
    for name in frame.columns:
        for row, value in frame.loc[frame[name] != frame[name].str.strip(), name].items():
            faults.append(
                Fault(table.file, row, name, value, "stray space at the edge of the cell", repr(value.strip()))
            )
    return faults


def cell_fault(table: Table, column: Column, row: int, value: str) -> Fault:
    """Say what is wrong with one cell that its column's rule refuses."""
    if not value:
        return Fault(table.file, row, column.name, value, "the cell is blank", column.definition)
    if column.values:
        return Fault(
            table.file,
            row,
            column.name,
            value,
            f"not an allowed value of {column.name}",
            "one of: " + ", ".join(column.values),
        )
    if column.kind == "day" and SPREADSHEET_DAY.fullmatch(value):
        return Fault(
            table.file,
            row,
            column.name,
            value,
            "a day in a spreadsheet's form, or no day of the calendar",
            "the day as YYYY-MM-DD, in a column formatted as text",
        )
    if column.kind == "whole" and SEPARATED.fullmatch(value):
        return Fault(
            table.file,
            row,
            column.name,
            value,
            "a number with separators or decimals",
            re.sub(r"\.0+$", "", value).translate(str.maketrans("", "", ",  .")),
        )
    example = f", such as {column.example}"
    return Fault(table.file, row, column.name, value, f"not {column.form}", column.form + example)
