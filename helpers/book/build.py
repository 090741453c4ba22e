"""Build the site: run the notebooks, write the pages around them, hand all to Sphinx. Warnings are errors."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat

from helpers.book import pages
from helpers.book.inline import inlined, theme_css
from helpers.codebook import documents
from helpers.dataset import data_folder, load
from helpers.run import NOTEBOOKS, run_all

STATIC = Path(__file__).parent / "static"


def build_book(target: Path, data: str | None = None) -> int:
    """Build `target`/html/index.html from notebooks run just now. 0 = built; 1 = a cell or a page failed."""
    executed, source, html = target / "executed", target / "source", target / "html"
    shutil.rmtree(executed, ignore_errors=True)
    if run_all(sorted(NOTEBOOKS.glob("*.ipynb")), executed, data):
        return 1
    shutil.rmtree(source, ignore_errors=True)
    source.mkdir(parents=True)
    colours = _notebooks(executed, source / "notebooks")
    claims = load(data)
    home, used = pages.home(claims, sorted(executed.glob("*.ipynb")))
    (source / "index.md").write_text(home, encoding="utf-8")
    (source / "codebook.md").write_text(documents(data_folder(data))["CODEBOOK.md"], encoding="utf-8")
    (source / "coding.md").write_text(pages.coding(claims), encoding="utf-8")
    (source / "conf.py").write_text(pages.conf(claims), encoding="utf-8")
    _static(source, colours | used, data_folder(data))
    return _sphinx(source, html)


def _notebooks(executed: Path, target: Path) -> set[str]:
    target.mkdir()
    colours: set[str] = set()
    for path in sorted(executed.glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        colours |= inlined(notebook)
        nbformat.write(notebook, target / path.name)
    return colours


def _static(source: Path, colours: set[str], data: Path) -> None:
    shutil.copytree(STATIC, source / "_static")
    (source / "_static" / "figures.css").write_text(theme_css(colours), encoding="utf-8")
    extra = source / "extra" / "data"
    extra.mkdir(parents=True)
    for path in sorted([*data.glob("*.csv"), *data.glob("datapackage.json")]):
        shutil.copy(path, extra / path.name)


def _sphinx(source: Path, html: Path) -> int:
    print("building the pages", flush=True)
    fresh = html.with_name("html.new")
    shutil.rmtree(fresh, ignore_errors=True)
    call = [
        sys.executable,
        "-m",
        "sphinx",
        "-W",
        "--keep-going",
        "-q",
        "-E",
        "-d",
        str(html.with_name("doctrees")),
        "-b",
        "html",
        str(source),
        str(fresh),
    ]
    done = subprocess.run(call, env=dict(os.environ, SOURCE_DATE_EPOCH="1"), check=False)
    if done.returncode:
        print("the pages were not built; the last good book, if any, stands", file=sys.stderr)
        return 1
    shutil.rmtree(html, ignore_errors=True)
    fresh.rename(html)
    print(f"the book: {(html / 'index.html').resolve().as_uri()}")
    return 0
