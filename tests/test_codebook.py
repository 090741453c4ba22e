"""CODEBOOK.md, datapackage.json and the README's findings are made from schema and data; here they are held to it."""

from __future__ import annotations

import json

import pytest

from helpers.codebook import documents
from helpers.dataset import HOME
from helpers.readme import ROOT, computed
from helpers.schema import TABLES


@pytest.mark.parametrize("name", ["CODEBOOK.md", "datapackage.json"])
def test_no_drift(name):
    assert documents(HOME)[name] == (HOME / name).read_text(encoding="utf-8"), "run: make codebook"


def test_every_column_and_value_is_described():
    text = (HOME / "CODEBOOK.md").read_text()
    for table in TABLES.values():
        for column in table.columns:
            assert f"| `{column.name}` | {column.definition[:20]}" in text and column.definition and column.example
            assert all(f"- `{value}`: {meaning}" in text for value, meaning in column.values.items())


def test_the_examples_obey_their_own_columns():
    import re

    for table in TABLES.values():
        for column in table.columns:
            fits = column.example in column.values if column.values else re.fullmatch(column.pattern, column.example)
            assert fits or column.kind == "sha256", f"{table.name}.{column.name}: {column.example}"


def test_the_package_describes_every_file():
    package = json.loads((HOME / "datapackage.json").read_text())
    assert {resource["path"] for resource in package["resources"]} == {path.name for path in HOME.glob("*.csv")}


def test_the_readme_says_what_the_data_say(claims):
    for name, content in computed(claims).items():
        assert content == (ROOT / name).read_bytes(), f"{name}: run make readme"
    assert len((ROOT / "README.md").read_text().splitlines()) < 120
