"""The rules of single cells (pandera), of ids that stand twice, and of ids that refer to nothing."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import pandas as pd
import pandera.pandas as pa

from helpers.columns import Column, Table
from helpers.faults import Fault
from helpers.schema import TABLES
from helpers.study import Study
from helpers.tables import cell_fault

Tables = dict[str, pd.DataFrame]


def pandera_schema(table: Table) -> pa.DataFrameSchema:
    """The table's cell rules as a pandera schema; all cells are read as text, blanks are ""."""

    def checks(column: Column) -> list[pa.Check]:
        found = [pa.Check.ne("", error="blank")] if column.required else []
        if column.values:
            allowed = list(column.values) + [""]
            return found + [pa.Check.isin(allowed, error="value")]
        if column.kind != "text":
            found.append(pa.Check(lambda s, p=column.pattern: s.eq("") | s.str.fullmatch(p), error="form"))
        if column.kind == "day":
            found.append(
                pa.Check(
                    lambda s: s.eq("") | pd.to_datetime(s, format="%Y-%m-%d", errors="coerce").notna(), error="day"
                )
            )
        return found

    return pa.DataFrameSchema({c.name: pa.Column(checks=checks(c)) for c in table.columns})


def cell_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    for name, frame in tables.items():
        table = TABLES[name]
        columns = {column.name: column for column in table.columns}
        try:
            pandera_schema(table).validate(frame, lazy=True)
        except pa.errors.SchemaErrors as error:
            cases = error.failure_cases[["column", "index"]].drop_duplicates()
            for case in cases.itertuples():
                value = frame.at[case.index, case.column]
                yield cell_fault(table, columns[case.column], case.index, value)


def key_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    for name, frame in tables.items():
        key = list(TABLES[name].key)
        for row in frame.index[frame.duplicated(key)]:
            value = " ".join(frame.loc[row, key])
            yield Fault(
                TABLES[name].file, row, key[0], value, "the id stands twice", "a new id; never one that was used before"
            )


def reference_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    for name, frame in tables.items():
        for column in TABLES[name].columns:
            if not column.refers:
                continue
            target, field = column.refers.split(".")
            known = set(tables[target][field])
            for row, value in frame[column.name].items():
                if value and value not in known:
                    yield Fault(
                        TABLES[name].file,
                        row,
                        column.name,
                        value,
                        "the id is unknown",
                        f"an id of {target}.csv{nearest(value, known)}, or add it there",
                    )


def nearest(value: str, known: set[str]) -> str:
    close = get_close_matches(value, sorted(known), 3)
    return f" (nearest: {', '.join(close)})" if close else ""
