"""The notebooks run again and give what is committed; the book is built, offline, with every link in place."""

from __future__ import annotations

import gzip
import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import nbformat
import pytest

from helpers.book.exhibits import shown
from helpers.book.inline import inline
from helpers.book.pages import finding_html
from helpers.charts.style import dark
from helpers.run import NOTEBOOKS, Failure, execute, run_all


class Page(HTMLParser):
    def __init__(self, path: Path):
        super().__init__()
        self.loads, self.links, self.ids, self.images, self.policy = [], [], [], [], ""
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
        if tag == "meta" and found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"]
        if tag in ("img", "svg"):
            self.images.append(found)


def pages(built: Path) -> dict[Path, Page]:
    """The pages but those of evidence, which test_evidence holds to the same rules."""
    paths = (path.relative_to(built / "html") for path in (built / "html").rglob("*.html"))
    return {path: _page(built / "html" / path) for path in paths if path.parts[0] not in ("_static", "evidence")}


@cache
def _page(path: Path) -> Page:
    return Page(path)


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
            here = built / "html" / path
            file = (here.parent / unquote(name.split("?")[0])).resolve() if name else here
            assert file.exists(), f"{path.name} -> {target}"
            if anchor and file.suffix == ".html" and "=" not in anchor:
                assert unquote(anchor) in _page(file).ids, f"{path.name} -> {target}"


def test_every_figure_has_a_text_alternative(built):
    for path, page in pages(built).items():
        drawings = [image for image in page.images if image.get("role") == "group"]
        assert all(image.get("aria-label") for image in drawings), path
        assert not [image for image in page.images if "src" in image and "alt" not in image], path
    assert len([image for image in pages(built)[Path("index.html")].images if image.get("role") == "group"]) == 1


def test_every_figure_leads_to_its_files_and_claims(built):
    """Each figure of each notebook: its files are there, each mark's page is there, and the claims browser knows it."""
    html = built / "html"
    for notebook in sorted((built / "executed").glob("*.ipynb")):
        for _, figure in shown(notebook):
            files = [html / "figures" / f"{figure.id}{end}" for end in (".svg", ".png", "-slide.png", ".csv")]
            files += [html / "figures" / f"{figure.id}-{end}.js" for end in ("wide", "narrow")]
            files += [html / "evidence" / "exhibits" / f"{figure.id}.js"]
            assert [file.name for file in files if not file.stat().st_size] == []
            assert {claim for mark in figure.marks for claim in mark} <= {
                path.stem for path in (html / "evidence" / "claims").iterdir()
            }


def test_pages_are_light(built):
    """At most 500 KB over the wire for a notebook's page, and for what a narrow screen fetches for one figure."""
    for path in [*(built / "html" / "notebooks").glob("*.html"), *(built / "html" / "figures").glob("*.js")]:
        assert len(gzip.compress(path.read_bytes())) < 500_000, path.name


def test_a_notebook_named_in_the_prose_is_a_link(built):
    names = [f"<code>{path.stem}</code>" for path in NOTEBOOKS.glob("*.ipynb")]
    for path in (built / "html" / "notebooks").glob("*.html"):
        text = re.sub(r"<span[^>]*>|</span>| class=\"[^\"]*\"", "", path.read_text(encoding="utf-8"))
        assert [name for name in names if name in text] == [], path.name


def test_a_policy_forbids_all_else(built):
    for path, page in pages(built).items():
        assert page.policy.startswith("default-src 'none'"), path


def test_ids_stand_once(built):
    for path, page in pages(built).items():
        ids = [name for name in page.ids if not re.fullmatch(r"[mphC][0-9a-f_]{6,}", name)]
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
    assert dark("#ffffff") == "#2e2e2e" and dark("#000000") == "#ffffff"
    svg = (
        '<svg viewBox="0 0 1 1" width="1"><title>t</title><path id="a" fill="#FFFFFF"/><path id="b"/>'
        '<a data-mark="3" xlink:href="https://a.b"><title>who</title><use xlink:href="#b"/></a></svg>'
    )
    html, used = inline(svg, 'a "b"', lambda mark: f"page-{mark}.html?<")
    assert "var(--c-ffffff,#ffffff)" in html and used == {"ffffff"}
    assert 'id="a"' not in html and 'id="b"' in html and "&quot;b&quot;" in html
    assert '<a data-mark="3" href="page-3.html?&lt;"><title>who</title><use href="#b"/>' in html


def test_each_number_of_a_finding_leads_to_its_rows(claims):
    """Numbers are links, days are not, and text is only text."""
    from helpers.findings.registry import Finding

    made = Finding("x", "?", {}, "In 1,234 claims (5 of 6, 7) <b> of 26 Feb 2024, 4.0 times & 12%, see §3.", ())
    html = finding_html(made, "../")
    assert re.findall(r">([^<]*)</a>", html) == ["1,234", "5", "6", "7", "4.0", "12%", "3"]
    assert "&lt;b&gt;" in html and html.count("evidence/index.html#exhibit=finding-x&amp;mark=0") == 7
