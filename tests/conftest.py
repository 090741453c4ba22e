"""Shared data for the tests: the real dataset, and a small copy that a test may break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from helpers.dataset import HOME, load
from helpers.schema import TABLES

ROOT = HOME.parent


@pytest.fixture(scope="session")
def claims():
    return load()


@pytest.fixture(scope="session")
def seed_folder(tmp_path_factory) -> Path:
    """The dataset cut down to the seed articles: small, valid, quick to check."""
    folder = tmp_path_factory.mktemp("seed")
    tables = {name: pd.read_csv(HOME / table.file, dtype=str, keep_default_na=False) for name, table in TABLES.items()}
    tables["documents"] = tables["documents"].query("corpus == 'seed'")
    tables["claims"] = tables["claims"][tables["claims"]["document_id"].isin(tables["documents"]["document_id"])]
    tables["corrections"] = tables["corrections"].iloc[:0]
    for name, table in TABLES.items():
        tables[name].to_csv(folder / table.file, index=False, lineterminator="\n")
    shutil.copy(HOME / "study.toml", folder)
    return folder


@pytest.fixture
def folder(seed_folder, tmp_path) -> Path:
    """A copy of the small dataset, to be broken."""
    return Path(shutil.copytree(seed_folder, tmp_path / "data"))
