"""How a notebook reads: executed in order, small cells, computed results, a fixed opening and closing."""

from __future__ import annotations

import ast
import re

import nbformat
import pytest

from helpers.review.said import form_faults
from helpers.run import METADATA, NOTEBOOKS

PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def lines(cell) -> int:
    return sum(bool(line.strip()) for line in cell.source.splitlines())


def test_executed_in_order_without_error_or_warning(notebook):
    assert [cell.execution_count for cell in code(notebook)] == list(range(1, len(code(notebook)) + 1))
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    assert not [o for o in outputs if o.output_type == "error" or o.get("name") == "stderr"]
    assert dict(notebook.metadata) == METADATA


def test_cells_are_small_and_prose_leads(notebook):
    sizes = [lines(cell) for cell in code(notebook)]
    assert max(sizes) <= 25 and sum(size <= 10 for size in sizes) >= 0.95 * len(sizes)
    assert 15 <= len(notebook.cells) <= 60
    kinds = "".join(cell.cell_type[0] for cell in notebook.cells)
    assert "cccc" not in kinds
    defined = sum(
        isinstance(node, ast.FunctionDef) for cell in code(notebook) for node in ast.walk(ast.parse(cell.source))
    )
    assert defined <= 2


def test_opening_and_closing(notebook):
    first = notebook.cells[0].source
    assert first.startswith("# ") and all(
        words in first for words in ("*What you will see*", "*What you will learn*", "*What you need*", "minutes")
    )
    last = notebook.cells[-1].source
    assert all(
        head in last for head in ("## What this does not show", "## What would change the answer", "## Further reading")
    )


def test_no_result_is_typed_into_prose(notebook):
    """By the same rule as the review."""
    assert form_faults(notebook, "") == []


def test_outputs_name_no_machine_and_no_time(notebook):
    text = nbformat.writes(notebook)
    assert not re.search(r"/work/|/home/|/tmp/|/Users/|Wall time|site-packages", text)


def test_every_figure_has_a_text_alternative_and_an_audit_strip(notebook):
    outputs = [output for cell in code(notebook) for output in cell.outputs]
    figures = [o for o in outputs if "image/svg+xml" in o.get("data", {})]
    about = [o.metadata["image/svg+xml"] for o in figures]
    assert all(len(one["alt"]) > 40 and "claim_ids" in one["table"]["columns"] for one in about)
    assert all("<desc>" in o.data["image/svg+xml"] for o in figures)
    assert not [o for o in outputs if "image/png" in o.get("data", {})]
    audits = [o for o in outputs if "behind this figure" in o.get("data", {}).get("text/html", "")]
    assert len(audits) == len(figures)


def test_no_unnamed_notebooks():
    assert [path.name[:2] for path in PATHS] == [f"{number:02d}" for number in range(len(PATHS))]
