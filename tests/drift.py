"""Drift planted on purpose, one fault at a time: in the data, in a committed notebook, in a cell."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pandas as pd

CELLS = (
    "# One small notebook\n\nIt is reviewed in the tests.",
    "import numpy as np\n\nfrom helpers import findings, gallery\nfrom helpers.audit import browser\n"
    "from helpers.dataset import load\n\nclaims = load()",
    "findings.find(claims, 'record')",
    "findings.find(claims, 'most-divided')",
    "main = gallery.main_figure(claims)\nmain",
    "main.audit()",
    "gallery.strips(claims, 'will_deploy')",
    "gallery.statements(claims, 'unit_size')",
    "gallery.places(claims, *claims.study.headline_positions)",
    "claims.stated['attribution'].value_counts().to_frame()",
    "print('one in ten, drawn by lot:', sorted(np.random.default_rng(7).permutation(len(claims.stated))[:4]))",
    "browser(claims.stated)",
)

PLAIN = {f"cell_{number}": "claims.study.title" for number in (4, 5, 6, 7, 8)}  # in place of the figures


def notebook(**replaced: str) -> nbformat.NotebookNode:
    """The small notebook, not run; `cell_9="..."` replaces the source of a cell."""
    cells = [nbformat.v4.new_markdown_cell(CELLS[0])] + [nbformat.v4.new_code_cell(cell) for cell in CELLS[1:]]
    for name, source in replaced.items():
        cells[int(name.removeprefix("cell_"))].source = source
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    return nbformat.v4.new_notebook(cells=cells)


def _edit(table: str, key: str, **cells: str):
    """A fault in the data: other values in one row."""

    def plant(folder: Path) -> None:
        path = folder / f"{table}.csv"
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        hit = rows.iloc[:, 0].eq(key)
        assert hit.sum() == 1, (table, key)
        for column, value in cells.items():
            assert rows.loc[hit, column].item() != value
            rows.loc[hit, column] = value
        rows.to_csv(path, index=False, lineterminator="\n")

    return plant


def _drop(table: str, key: str):
    def plant(folder: Path) -> None:
        path = folder / f"{table}.csv"
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        rows[rows.iloc[:, 0].ne(key)].to_csv(path, index=False, lineterminator="\n")

    return plant


def _double(key: str, **cells: str):
    def plant(folder: Path) -> None:
        path = folder / "claims.csv"
        rows = pd.read_csv(path, dtype=str, keep_default_na=False)
        twin = rows[rows["claim_id"].eq(key)].assign(**cells)
        pd.concat([rows, twin]).to_csv(path, index=False, lineterminator="\n")

    return plant


def _swapped(folder: Path) -> None:
    """Two groups in each other's colour."""
    path = folder / "groups.csv"
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    rows.loc[[0, 1], "colour"] = rows.loc[[1, 0], "colour"].tolist()
    rows.to_csv(path, index=False, lineterminator="\n")


def _setting(old: str, new: str):
    def plant(folder: Path) -> None:
        path = folder / "study.toml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return plant


# Fault in the data: how it is planted, the row or file that the review has to name, and what has to move beside it.
DATA = {
    "a value changed by one": (_edit("claims", "c0111", best="12001"), "c0111", "numbers-troops-in-russia"),
    "digits transposed": (_edit("claims", "c0111", best="21000"), "c0111", "numbers-troops-in-russia"),
    "a row dropped": (_drop("claims", "c0108"), "c0108", "finding"),
    "a row doubled": (_double("c0111"), "c0111", "the id stands twice"),
    "a row doubled under another id": (_double("c0111", claim_id="c9999"), "c9999", "the same claim twice"),
    "a source renamed": (_edit("sources", "hur", label="GUR"), "hur in sources.csv", "exhibit"),
    "a claim given to another source": (
        _edit("claims", "c0111", source_id="nis"),
        "claims.csv, row 112",
        "a statement belongs to one source",
    ),
    "a statement given to another source": (
        _edit("claims", "c0108", source_id="nis", statement_id="nis-2024-10-24-putin-kazan"),
        "c0108",
        "finding",
    ),
    "a date off by a year": (_edit("claims", "c0108", claimed_on="2023-10-24"), "c0108", "exhibit"),
    "day and month of a date exchanged": (
        _edit("claims", "c0066", claimed_on="2024-08-10"),
        "claims.csv, row 67",
        "another day than claimed_on",
    ),
    "an answer turned round": (_edit("claims", "c0003", answer="yes"), "c0003", "strip-will-deploy"),
    "a hedge lost": (_edit("claims", "c0002", answer="yes"), "c0002", "strip-will-deploy"),
    "a figure without its vague words": (
        _edit("claims", "c0004", number_words="", best="3000", qualifier="exact"),
        "c0004",
        "table",
    ),
    "a denial coded as silence": (_edit("claims", "c0003", answer="unconfirmed"), "c0003", "strip-will-deploy"),
    "a count moved to another question": (
        _edit("claims", "c0010", question_id="officers"),
        "c0010",
        "statements-unit-size",
    ),
    "a place moved": (_edit("claims", "c0008", place_id="kursk"), "c0008", "places"),
    "an unnamed speaker made a named one": (_edit("claims", "c0004", attribution="named"), "c0004", "table"),
    "a fragment edited": (_edit("claims", "c0111", wording="around 12,000"), "c0111", "table"),
    "two briefings made one": (
        _edit("claims", "c0003", statement_id="kremlin-2024-10-24-putin-kazan"),
        "c0003",
        "finding",
    ),
    "a colour swapped between sources": (_swapped, "HUR in groups.csv", "colours of"),
    "a group's label edited": (_edit("groups", "HUR", label="Kyiv spies"), "HUR in groups.csv", "exhibit"),
    "a marker changed": (_edit("groups", "HUR", marker="s"), "HUR in groups.csv", "groups.csv"),
    "an event moved": (_edit("events", "2024-06-19", date="2024-07-19"), "events.csv", "events.csv"),
    "a convention changed": (_setting('convention = "suite"', 'convention = "acled"'), "convention", "study.toml"),
    "a window changed": (_setting("window_days = 45", "window_days = 10"), "window_days", "study.toml"),
}


def _sentence(made) -> None:
    output = made.cells[2].outputs[0]
    output.data["text/markdown"] = output.data["text/markdown"].replace("claims", "reports", 1)


def _table(made) -> None:
    output = made.cells[9].outputs[0]
    output.data["text/plain"] = output.data["text/plain"].replace("named", "known", 1)


def _figure(made) -> None:
    """A figure of older data: one of its plotted values is not what the data say now."""
    marks = made.cells[4].outputs[0].metadata["image/svg+xml"]["table"]
    at = marks["columns"].index("reports")
    marks["data"][0][at] += 1


def _gone(made) -> None:
    made.cells[6].outputs = []


def _order(made) -> None:
    first, second = made.cells[2], made.cells[3]
    first.execution_count, second.execution_count = second.execution_count, first.execution_count


def _prose(made) -> None:
    made.cells[0].source += "\n\nThere were 12,000 of them."


def _source(cell: int, text: str):
    def plant(made) -> None:
        made.cells[cell].source = text

    return plant


# Fault in a committed notebook: how it is planted, and what the review has to print of it.
NOTEBOOK = {
    "an output edited by hand": (_sentence, "moved   finding  small.ipynb  record"),
    "a number of a table edited by hand": (_table, "moved   table    small.ipynb  cell 9"),
    "a stale figure": (_figure, "moved   exhibit  small.ipynb  numbers-troops-in-russia"),
    "an output taken out": (_gone, "new     exhibit  small.ipynb  strip-will-deploy"),
    "cells run out of order": (_order, "small.ipynb, cell 2: run as number"),
    "a number typed into prose": (_prose, "small.ipynb, cell 0: a result typed into prose (12,000)"),
    "a seed changed": (_source(10, CELLS[10].replace("(7)", "(8)")), "moved   text     small.ipynb  cell 10"),
    "a cell changed and not run": (_source(9, "claims.stated['qualifier'].value_counts().to_frame()"), "cell 9"),
    "a filter changed": (_source(11, "browser(claims.rows)"), "moved   table    small.ipynb  cell 11"),
    "an error in a cell": (_source(9, "1 / 0"), "failed  cell     small.ipynb  cell 9: ZeroDivisionError"),
    "a cell that hangs": (_source(9, "import time; time.sleep(60)"), "cell 9: no answer within"),
    "a warning": (_source(9, "import warnings; warnings.warn('old')"), "cell 9: a warning or error text"),
    "a kernel that dies": (_source(9, "import os; os._exit(3)"), "cell 9: the kernel died"),
    "a file written elsewhere": (_source(9, "open('/tmp/drift.txt', 'w')"), "cell 9: wrote outside its folder"),
    "a file written elsewhere, unseen": (
        _source(9, "try:\n    open('/tmp/drift.txt', 'w')\nexcept Exception:\n    pass"),
        "cell 9: wrote outside its folder",
    ),
    "the network asked": (
        _source(9, "import urllib.request\nurllib.request.urlopen('http://example.org')"),
        "cell 9: asked the network",
    ),
    "another program started": (_source(9, "import os; os.system('true')"), "cell 9: started another program"),
}

# Those whose cell does something else than the committed one, and no figure is needed to see it.
RUNS = {
    "an error in a cell",
    "a cell that hangs",
    "a warning",
    "a kernel that dies",
    "a file written elsewhere",
    "a file written elsewhere, unseen",
    "the network asked",
    "another program started",
}
assert RUNS < set(NOTEBOOK)
