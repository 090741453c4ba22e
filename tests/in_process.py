"""Run a notebook in the process of the test, to pay for imports once; test_book runs them in kernels of their own."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pandas as pd
from IPython.core.interactiveshell import InteractiveShell

WIDTHS = ("display.max_colwidth", "display.max_rows")  # what a notebook may set stays in it


def run_through(path: Path, folder: Path | str, monkeypatch, capsys) -> str:
    """Run every cell on the dataset in `folder`, without an error or a warning; what was printed."""
    monkeypatch.setenv("CLAIMS_DATA", str(folder))
    shell = InteractiveShell()
    with pd.option_context(*(part for name in WIDTHS for part in (name, pd.get_option(name)))):
        for number, cell in enumerate(nbformat.read(path, as_version=4).cells):
            if cell.cell_type == "code":
                done = shell.run_cell(cell.source)
                assert done.success, f"{path.name}, cell {number}: {done.error_in_exec or done.error_before_exec}"
    said = capsys.readouterr()
    assert said.err == ""
    return said.out
