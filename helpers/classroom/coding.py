"""A class codes passages: its codes as text, what is wrong with them, and how far coders agree."""

from __future__ import annotations

from itertools import count

import numpy as np
import pandas as pd

from helpers.agreement import alpha

FIELDS = ["source", "question", "qualifier", "number"]
QUALIFIERS = ["exact", "about", "at_least", "up_to", "between", "vague"]
LEVELS = {"source": "nominal", "question": "nominal", "qualifier": "nominal", "number": "ratio"}
NONE = "-"  # a field in which nothing stands


def coding(text: str, sources: list[str] | None = None, questions: list[str] | None = None) -> pd.DataFrame:
    """One coder's table from lines such as `1: police, people_at_walk, up_to, 2500`; says what it can't read.

    Empty lines, lines that open with # and passages with nothing after the colon are left out."""
    rows, allowed = {}, {"source": sources, "question": questions, "qualifier": QUALIFIERS}
    for line in text.strip().splitlines():
        number, _, rest = line.partition(":")
        if line.strip().startswith("#") or not rest.strip():
            continue
        cells = [cell.strip() for cell in rest.split(",")]
        wrong = _wrong(number.strip(), cells, allowed)
        if wrong:
            print(f"Line “{line.strip()}”: {wrong}")
        else:
            rows[int(number)] = cells
    table = pd.DataFrame.from_dict(rows, orient="index", columns=FIELDS).sort_index()
    table["number"] = pd.to_numeric(table["number"].replace(NONE, np.nan)).astype("float64")
    return table.rename_axis("passage")


def _wrong(number: str, cells: list[str], allowed: dict[str, list[str] | None]) -> str:
    """What is wrong with one line, and what to write instead; "" when nothing is."""
    if not number.isdigit():
        return "begin with the number of the passage and a colon."
    if len(cells) != len(FIELDS):
        return (
            f"{len(cells)} values, {len(FIELDS)} are needed: {', '.join(FIELDS)}, with commas between them and none "
            "inside a number."
        )
    for field, cell in zip(FIELDS, cells, strict=True):
        if allowed.get(field) and cell not in allowed[field]:
            return f"“{cell}” is no {field}; write one of: {', '.join(allowed[field])}."
    if cells[-1] != NONE and not cells[-1].isdigit():
        return f"“{cells[-1]}” is no whole number; without a number write {NONE}."
    return ""


def codings(text: str, sources: list[str] | None = None, questions: list[str] | None = None) -> dict[str, pd.DataFrame]:
    """Several groups' tables: each opens with a line such as `group: Blue`. A name that comes again gets a number."""
    tables = {}
    for part in ("\n" + text).split("\ngroup:")[1:]:
        name, _, rest = part.partition("\n")
        tables[_unused(name.strip(), tables)] = coding(rest, sources, questions)
    return tables


def _unused(name: str, taken: dict) -> str:
    """The name itself, or the first of “Blue 2”, “Blue 3” that is free; says so."""
    if name not in taken:
        return name
    other = next(other for number in count(2) if (other := f"{name} {number}") not in taken)
    print(f"The name “{name}” comes again: that group is “{other}” here.")
    return other


def as_text(name: str, table: pd.DataFrame) -> str:
    """A coding as `codings` reads it, to send to others."""
    lines = []
    for passage, row in zip(table.index, table.itertuples(), strict=True):
        number = NONE if np.isnan(row.number) else f"{row.number:.0f}"
        lines.append(f"{passage}: {row.source}, {row.question}, {row.qualifier}, {number}")
    return "\n".join([f"group: {name}", *lines])


def agreement(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """How far coders agree on each field: the share of pairs of coders with the same code, and Krippendorff's alpha.

    Index: field; columns: same (share), alpha (NaN where nothing varies), passages (coded by two or more)."""
    rows = {}
    for field in FIELDS:
        wide = _wide(tables, field)
        same, pairs = _pairs(wide)
        shared = int((wide.notna().sum(axis=1) >= 2).sum()) if len(wide.columns) else 0
        coefficient = alpha(_codes(wide, field), LEVELS[field]) if shared else np.nan
        rows[field] = {"same": same / pairs if pairs else np.nan, "alpha": coefficient, "passages": shared}
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("field")


def hard_passages(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """How many different codes each passage was given, field by field and in all; the most first. One code for each
    field makes 4 in all: full agreement. "No number" is a code too."""
    table = pd.DataFrame({field: _wide(tables, field, blank=NONE).nunique(axis=1) for field in FIELDS}).astype(int)
    table["in all"] = table.sum(axis=1)
    return table.sort_values("in all", ascending=False, kind="stable").rename_axis("passage")


def _wide(tables: dict[str, pd.DataFrame], field: str, blank=None) -> pd.DataFrame:
    """Passages by coders; a passage that a coder left out is missing, a number that is not there is `blank`."""
    columns = {
        name: table[field] if blank is None else table[field].astype(object).fillna(blank)
        for name, table in tables.items()
    }
    return pd.DataFrame(columns)


def _pairs(wide: pd.DataFrame) -> tuple[int, int]:
    """Pairs of codes of one passage that are the same, and all of them."""
    same = pairs = 0
    for _, row in wide.iterrows():
        given = list(row.dropna())
        pairs += len(given) * (len(given) - 1) // 2
        same += sum(given[i] == given[j] for i in range(len(given)) for j in range(i))
    return same, pairs


def _codes(wide: pd.DataFrame, field: str) -> np.ndarray:
    if LEVELS[field] != "nominal":
        return wide.to_numpy(dtype="float64").T
    known = {value: place for place, value in enumerate(sorted(set(wide.stack().dropna())))}
    return wide.map(known.get, na_action="ignore").to_numpy(dtype="float64").T
