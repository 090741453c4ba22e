"""Shared by the tests: the real dataset, a small copy that a test may break, the built book, a browser."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pandas as pd
import pytest

from helpers import kernels
from helpers.book.build import build_book
from helpers.dataset import HOME, load
from helpers.schema import TABLES

ROOT = HOME.parent
kernels.PRELOADED.append("helpers.review.concluded")  # the tests conclude many reviews: what that imports, once for all


# One worker builds the book for the first file while the others go on with the longest; the rest that needs the book
# comes after these, and the short files last, so that all workers end together.
FILES = "browser_pages review made_up drawn classroom same_bytes robustness replay hub browser book"
ORDER = {f"test_{name}.py": place for place, name in enumerate(FILES.split())}


def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: ORDER.get(item.path.name, len(ORDER)))


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


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    """The built book, built once for all workers. BOOK=_build takes the one that `make` built."""
    if "BOOK" in os.environ:
        return Path(os.environ["BOOK"]).resolve()
    shared = tmp_path_factory.getbasetemp()
    shared = shared.parent if "PYTEST_XDIST_WORKER" in os.environ else shared
    done, code = shared / "book.done", 1
    try:
        os.close(os.open(shared / "book.lock", os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        while not done.exists():
            time.sleep(0.2)
        code = int(done.read_text() or 1)
    else:
        try:
            code = build_book(shared / "book")
        finally:
            (shared / "book.code").write_text(str(code))
            (shared / "book.code").rename(done)
    assert code == 0, "the book was not built"
    return shared / "book"


@pytest.fixture(scope="module")
def chromium():
    """A browser for the tests of one file. CHROMIUM names it; without one, tests skip, or fail if BROWSER_REQUIRED."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"]
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None and os.environ.get("BROWSER_REQUIRED"):
        pytest.fail("no Chromium: install it, or name it by CHROMIUM")
    if path is None:
        pytest.skip("no Chromium: install it, or name it by CHROMIUM")
    from playwright.sync_api import sync_playwright

    flags = "headless no-sandbox disable-gpu disable-quic no-first-run disable-background-networking"
    flags += " disable-component-update disable-sync"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=[f"--{flag}" for flag in flags.split()])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def context(chromium):
    """A window for all pages: to open one takes longer than to read most pages."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield context
    context.close()


@pytest.fixture(scope="module")
def visitor(context):
    """One page for all visits: each begins and ends blank."""
    return context.new_page()


@pytest.fixture
def page(context):
    page = context.new_page()
    yield page
    page.close()
