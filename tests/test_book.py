"""The notebooks run again and give what is committed; the book is built, offline, with every link in place."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

from helpers.book.build import build_book
from helpers.book.inline import dark, figure_html
from helpers.run import NOTEBOOKS, Failure, execute, run_all


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("book")
    assert build_book(target) == 0
    return target


class Page(HTMLParser):
    def __init__(self, path: Path):
        super().__init__()
        self.loads, self.links, self.ids, self.images = [], [], [], []
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        self.ids += [found["id"]] if "id" in found else []
        if tag == "a":
            self.links.append(found.get("href", ""))
        if tag in ("script", "img", "iframe", "source"):
            self.loads.append(found.get("src", ""))
        if tag == "link" and found.get("rel") != "canonical":
            self.loads.append(found.get("href", ""))
        if tag in ("img", "svg"):
            self.images.append(found)


def pages(built: Path) -> dict[Path, Page]:
    return {path: Page(path) for path in (built / "html").rglob("*.html") if "_static" not in path.parts}


@pytest.mark.parametrize("name", sorted(path.name for path in NOTEBOOKS.glob("*.ipynb")))
def test_a_re_run_gives_what_is_committed(built, name):
    """Every output: figures by fingerprint and text, everything else to the letter."""
    old, new = (nbformat.read(folder / name, as_version=4) for folder in (NOTEBOOKS, built / "executed"))
    assert len(old.cells) == len(new.cells)
    for number, (before, after) in enumerate(zip(old.cells, new.cells, strict=True)):
        assert before.source == after.source
        assert _outputs(before) == _outputs(after), f"{name}, cell {number}: run make notebooks and look at what moved"


def _outputs(cell) -> list:
    kept = []
    for output in cell.get("outputs", []):
        data = {kind: value for kind, value in output.get("data", {}).items() if kind != "image/svg+xml"}
        kept.append((output.output_type, output.get("text"), data, dict(output.get("metadata", {}))))
    return kept


def test_nothing_is_fetched(built):
    for path, page in pages(built).items():
        assert not [load for load in page.loads if load and re.match(r"(https?:)?//", load)], path
    for style in (built / "html").rglob("*.css"):
        assert not re.search(r"@import\s+['\"]https?:|url\(['\"]?https?:", style.read_text(encoding="utf-8")), style


def test_internal_links_and_files_are_there(built):
    for path, page in pages(built).items():
        for target in page.links + page.loads:
            if not target or re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            file = (path.parent / unquote(name.split("?")[0])).resolve() if name else path
            assert file.exists(), f"{path.name} -> {target}"
            if anchor and file.suffix == ".html" and not anchor.startswith("find="):
                assert unquote(anchor) in Page(file).ids, f"{path.name} -> {target}"


def test_every_figure_has_a_text_alternative(built):
    for path, page in pages(built).items():
        exhibits = [image for image in page.images if image.get("role") == "img"]
        assert all(image.get("aria-label") for image in exhibits), path
    home = pages(built)[built / "html" / "index.html"]
    assert len([image for image in home.images if image.get("role") == "img"]) == 1


def test_ids_stand_once(built):
    for path, page in pages(built).items():
        ids = [name for name in page.ids if not name.startswith(("SourceSans3", "m", "p", "h"))]
        assert len(ids) == len(set(ids)), (path.name, sorted({name for name in ids if ids.count(name) > 1}))


def test_the_home_page_tells_the_findings(built, claims):
    from helpers import findings

    text = re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", (built / "html" / "index.html").read_text(encoding="utf-8")))
    first = findings.find(claims, "record").sentence
    assert first in text


def failing(folder: Path, *sources: str) -> Path:
    path = folder / "broken.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources]), path)
    return path


def test_a_failed_cell_names_notebook_cell_and_error(tmp_path, capsys):
    path = failing(tmp_path, "x = 1", "1 / 0", "y = 2")
    assert execute(path) == Failure("broken.ipynb", 1, "ZeroDivisionError: division by zero")
    assert run_all([path], tmp_path / "out") == 1
    assert "broken.ipynb, cell 1: ZeroDivisionError" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_warning_and_a_hang_are_failures(tmp_path):
    assert "warning" in execute(failing(tmp_path, "import warnings; warnings.warn('old')")).reason
    assert "no answer" in execute(failing(tmp_path, "import time; time.sleep(60)"), timeout=2).reason


def test_colours_turn_round_for_dark_pages():
    assert dark("ffffff") == "#1f1f1f" and dark("000000") == "#ffffff"
    svg = '<svg viewBox="0 0 1 1" width="1"><path id="a" fill="#FFFFFF"/><path id="b"/><use href="#b"/></svg>'
    html, used = figure_html(svg, 'a "b"', "x")
    assert "var(--c-ffffff,#ffffff)" in html and used == {"ffffff"}
    assert 'id="a"' not in html and 'id="b"' in html and "&quot;b&quot;" in html
