"""Tables as a reader meets them: one row of headings, numbers in one form, text as text."""

from __future__ import annotations

import re

import nbformat
import numpy as np
import pandas as pd
import pytest

from helpers import readable
from helpers.run import NOTEBOOKS, execute


def cells(html: str) -> list[list[str]]:
    """The texts of a table, row by row, its headings first."""
    return [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", html, re.S)]


@pytest.mark.parametrize(
    ("values", "written"),
    [
        ([12000.0, 3.0, np.nan], ["12,000", "3", ""]),
        ([1e15, 10900, -0.0], ["1,000,000,000,000,000", "10,900", "0"]),
        ([1.0, 1.052632, 3.636364], ["1.00", "1.05", "3.64"]),
        ([4065.0, 0.04, 133.333], ["4,065", "0.04", "133"]),
        ([0.001, -0.001, 0.5], ["<0.01", ">-0.01", "0.50"]),
        ([np.inf, -np.inf, 1], ["∞", "-∞", "1"]),
        ([12000.0, "", None], ["12,000", "", ""]),
        ([True, False], ["yes", "no"]),
        (pd.to_datetime(["2024-10-18", None]), ["2024-10-18", ""]),
        ([("a", "b"), ()], ["a, b", ""]),
        (pd.array([7, None], dtype="Int64"), ["7", ""]),
        (pd.array([0, 4065], dtype="int64"), ["0", "4,065"]),
        (["<b>", "1.50", "$x$ | `y`"], ["<b>", "1.50", "$x$ | `y`"]),
        (pd.Categorical(["w", "v"]), ["w", "v"]),
        ([], []),
    ],
)
def test_a_column_has_one_form(values, written):
    assert readable.column(pd.Series(values)) == written


def test_groups_have_one_row_of_headings_and_stand_in_every_row():
    rows = pd.DataFrame({"den_id": ["x", "x", "y"], "kind": ["cub", "cub", "old"], "bears": [1, 2000, 3]})
    html = readable.html(rows.groupby(["den_id", "kind"]).agg(seen_in_all=("bears", "sum")))
    assert cells(html) == [["den id", "kind", "seen in all"], ["x", "cub", "2,001"], ["y", "old", "3"]]
    assert html.count('scope="col"') == 3 and html.count('scope="row"') == 4
    wide = rows.pivot_table(index="den_id", columns="kind", values="bears", aggfunc=["sum", "max"])
    assert cells(readable.html(wide))[0] == ["den id", "sum cub", "sum old", "max cub", "max old"]


def test_row_numbers_are_left_out_and_names_of_rows_are_not():
    assert cells(readable.html(pd.DataFrame({"a": [5, 6]}, index=[8, 3]))) == [["a"], ["5"], ["6"]]
    assert cells(readable.html(pd.DataFrame({"a": [5]}, index=["den"]))) == [["", "a"], ["den", "5"]]
    assert "empty-table-header" not in readable.html(pd.DataFrame({"a": [5]}, index=["den"]))
    years = pd.DataFrame({"a": [5]}, index=pd.Index([2024], name="year"))
    assert cells(readable.html(years)) == [["year", "a"], ["2024", "5"]]


def test_text_is_only_text_and_long_tables_say_how_long():
    html = readable.html(pd.DataFrame({"<i>": ["<script>hacked=1</script>"]}))
    assert "<script" not in html and "<i>" not in html and "&lt;script&gt;" in html
    html = readable.html(pd.DataFrame({"a": range(70)}))
    assert len(cells(html)) == 1 + readable.MOST and f"The first {readable.MOST} of 70 rows" in html
    assert cells(readable.html(pd.DataFrame({"a": []}))) == [["a"]] and cells(readable.html(pd.DataFrame())) == [[]]


def test_the_table_shown_is_not_changed():
    rows = pd.DataFrame({"a_b": [1.0, None]}, index=pd.Index(["x", "y"], name="n"))
    before = rows.copy()
    readable.html(rows)
    pd.testing.assert_frame_equal(rows, before)


def test_a_notebook_that_asks_for_it_shows_its_tables_so(tmp_path):
    code = (
        "import pandas as pd\nfrom helpers import readable\nreadable.tables()",
        "pd.DataFrame({'n_1': [1e4]})",
        "pd.DataFrame({'n': [1, 1]}).value_counts('n').to_frame('bears')",
    )
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(text) for text in code])
    found = execute(notebook, name="made.ipynb")
    shown = [cells(cell.outputs[0].data["text/html"]) for cell in found.cells[1:]]
    assert shown == [[["n 1"], ["10,000"]], [["n", "bears"], ["1", "2"]]]


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_every_notebook_with_tables_asks_for_it(path):
    source = "\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code")
    outputs = [
        output.get("data", {}).get("text/html", "")
        for cell in nbformat.read(path, as_version=4).cells
        for output in cell.get("outputs", [])
    ]
    assert "readable.tables()" in source or not any("dataframe" in html.split("<details")[0] for html in outputs)


def test_plotted_values_are_written_as_numbers(claims):
    """Below a figure and in the gallery: no number as 1e+04."""
    from helpers import gallery
    from helpers.book.pages import values

    exhibit = gallery.main_figure(claims)
    for html in (exhibit.audit().text, values(exhibit.values)):
        assert not re.search(r">-?\d+(\.\d+)?e[+-]?\d+<", html) and re.search(r">\d{1,3},\d{3}<", html)
