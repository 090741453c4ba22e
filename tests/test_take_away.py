"""What readers take away: the briefing fits its page, the slides show every figure once, exports are the same twice;
and what Binder needs is there."""

from __future__ import annotations

import os
import re
import subprocess
from html import unescape
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pandas as pd
import pytest
from matplotlib.text import Text

from helpers import findings, gallery, readme
from helpers.book.exhibits import Shown, shown
from helpers.book.finish import with_policy
from helpers.book.pages import opening
from helpers.dataset import load
from helpers.export import export
from helpers.run import NOTEBOOKS
from helpers.take_away import Opening, TooLong, briefing, slides
from helpers.take_away.briefing import TALL, WIDE
from helpers.take_away.pdf import with_language
from helpers.take_away.run_it import START, UNSET, badge, binder, repository, run_it
from helpers.take_away.slides import CURVES
from helpers.take_away.words import citation, limits, size
from helpers.take_away.write import write_take_away
from tests.conftest import ROOT
from tests.drawn_text import text_faults
from tests.made_up import write

HOSTILE = '<script>alert(1)</script> $x$ {{ 7*7 }} "\u202e'
PATHS = sorted(NOTEBOOKS.glob("*.ipynb"))


@pytest.fixture(scope="module")
def bears(tmp_path_factory):
    return load(write(tmp_path_factory.mktemp("bears")))


@pytest.fixture(scope="module")
def page(claims):
    return briefing(claims)


@pytest.fixture(scope="module")
def figures():
    return [figure for path in PATHS for _, figure in shown(path)]


@pytest.fixture(scope="module")
def deck(claims, figures):
    return slides(claims, [Opening(path.stem, *opening(path)) for path in PATHS], figures)


def words(figure) -> str:
    return re.sub(r"\s+", " ", " ".join(text.get_text() for text in figure.findobj(Text)))


def test_the_briefing_says_every_finding_its_limits_and_how_to_cite(page, claims):
    said = words(page.figure)
    wanted = [found.sentence for found in findings.find_all(claims, brief=True)] + limits(claims) + [citation(claims)]
    assert [text for text in wanted if text not in said] == []


def test_the_briefing_is_one_page_on_which_nothing_collides(page):
    assert text_faults(page.figure) == []
    assert tuple(page.figure.get_size_inches()) == (WIDE, TALL)
    assert page.pdf.count(b"/Type /Page\n") + page.pdf.count(b"/Type /Page ") == 1


def test_the_briefing_is_text_in_its_own_fonts_and_names_itself(page):
    assert page.pdf.startswith(b"%PDF") and page.pdf.endswith(b"%%EOF\n")
    assert b"/FontFile2" in page.pdf and b"/Type3" not in page.pdf and b"/Lang (en)" in page.pdf
    assert all(key in page.pdf for key in (b"/Title", b"/Author", b"/Subject"))
    assert not re.search(rb"/CreationDate|/ModDate|/URI|#mark-", page.pdf)


def test_the_language_is_an_update_that_points_back(page):
    again = with_language(page.pdf, "fr")
    start = int(re.findall(rb"startxref\s+(\d+)", again)[-1])
    assert again.startswith(page.pdf) and again[start:].startswith(b"xref\n")
    place = int(re.search(rb"\n(\d{10}) 00000 n", again[start:])[1])
    assert again[place:].startswith(b"%d 0 obj" % int(re.search(rb"/Root (\d+)", again[start:])[1]))


def test_another_study_has_its_briefing_the_same_twice(bears):
    first, second = briefing(bears), briefing(load(bears.folder))
    assert first.pdf == second.pdf and text_faults(first.figure) == []
    assert findings.find(bears, "record").sentence in words(first.figure)


def test_a_briefing_whose_words_do_not_fit_is_refused(bears, monkeypatch):
    long = [SimpleNamespace(sentence="many words " * 200)] * 9
    monkeypatch.setattr(findings, "find_all", lambda *_, **__: long)
    with pytest.raises(TooLong, match="shorten them"):
        briefing(bears)


def test_the_slides_show_every_figure_once(deck, figures):
    names = list(dict.fromkeys(figure.id for figure in figures))
    curves = [name for name in names if name.startswith(CURVES)]
    files = re.findall(r'<img src="figures/([\w-]+)-slide\.png"', deck)
    assert sorted(files) == sorted(set(names) - set(curves[1:]))
    alts = {figure.id: figure.about["alt"] for figure in figures}
    assert [unescape(alt) for alt in re.findall(r' alt="([^"]*)"', deck)] == [alts[name] for name in files]


def test_the_slides_read_without_a_script_and_load_nothing_from_elsewhere(deck):
    assert deck.count("<h1") == 1 and "script-src 'self'; style-src 'self'" in deck
    assert not re.search(r"<script(?![^>]* src=)|<style| style=| on\w+=|(?:src|href)=\"(?:https?:)?//", deck)
    numbers = [int(number) for number in re.findall(r'<section class="[^"]*" id="slide-(\d+)"', deck)]
    assert numbers == list(range(1, len(numbers) + 1))
    assert re.findall(r'aria-labelledby="h-(\d+)"', deck) == re.findall(r'<h[12][^>]* id="h-(\d+)"', deck)
    assert with_policy(deck) == deck


def test_hostile_text_stays_text(claims):
    about = {"exhibit": "a", "title": HOSTILE, "subtitle": HOSTILE, "alt": HOSTILE, "table": {}}
    made = slides(claims, [Opening("00_a", HOSTILE, HOSTILE)], [Shown(about, "00_a", "")])
    assert "<script>alert" not in made and "49" not in re.sub(r"#\w+", "", made).replace(HOSTILE, "").split("<main")[1]
    assert made.count("&lt;script&gt;alert(1)") == 6


def test_exports_are_the_same_twice(bears, tmp_path, monkeypatch):
    first = {path.name: path.read_bytes() for path in export(bears, tmp_path / "a")}
    monkeypatch.setattr("time.localtime", lambda *_: pd.Timestamp("2031-05-06 07:08:10").timetuple())
    second = {path.name: path.read_bytes() for path in export(bears, tmp_path / "b")}
    assert [name for name in first if first[name] != second[name]] == []


def test_everything_on_the_page_is_there(bears, tmp_path):
    notebook = tmp_path / "00_a.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_markdown_cell("# A <b>\n\n**Why?**")]), notebook)
    text = write_take_away(bears, {notebook: Opening(notebook.stem, *opening(notebook))}, [], tmp_path / "book")
    names = set(re.findall(r'<a href="([^"]+)"', text)) - {"gallery.html", "teaching.html"}
    assert {"briefing.pdf", "slides.html", "data/dataset.xlsx", "data/claims.csv", "notebooks/00_a.ipynb"} <= names
    assert [name for name in names if not (tmp_path / "book" / name).stat().st_size] == []
    assert "A &lt;b&gt;" in text and (tmp_path / "book/slides/slides.js").exists()


def test_sizes_in_words():
    assert [size(number) for number in (10, 236_759, 2_574_378)] == ["1 KB", "237 KB", "2.6 MB"]


def test_binder_opens_the_repository_that_is_set():
    end = "/HEAD?urlpath=lab/tree/notebooks"
    assert binder("https://github.com/a/b.git") == f"https://mybinder.org/v2/gh/a/b{end}"
    assert binder("https://gitlab.com/a/b/c/") == f"https://mybinder.org/v2/gl/a%2Fb%2Fc{end}"
    assert binder("https://codeberg.org/a/b") == f"https://mybinder.org/v2/git/https%3A%2F%2Fcodeberg.org%2Fa%2Fb{end}"
    assert binder("") == binder("javascript:alert(1)") == ""
    assert ("mybinder.org/v2" in (ROOT / "README.md").read_text() + run_it()) == bool(binder(repository()))


def test_an_address_once_set_gives_the_button_in_book_and_readme(claims, tmp_path, monkeypatch):
    """As the comment in pyproject.toml says: its two lines, uncommented and filled in, are all that is needed."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    address = "https://github.com/a/b"
    text = re.sub(r'^# (\[project\.urls\]\n)# (Repository = )".*"$', rf'\1\2"{address}"', text, flags=re.M)
    (tmp_path / "pyproject.toml").write_text(text, encoding="utf-8")
    assert repository(tmp_path / "pyproject.toml") == address
    for module in ("helpers.take_away.run_it", "helpers.readme"):
        monkeypatch.setattr(f"{module}.repository", lambda: address)
    assert f'class="binder" href="{binder(address)}"' in run_it() and UNSET not in run_it()
    monkeypatch.setattr("helpers.readme.gallery.main_figure", lambda _: SimpleNamespace(alt=""))
    assert f"]({binder(address)})" in readme.text(claims) and "is not set" not in readme.text(claims)


def test_without_an_address_book_and_readme_say_so(monkeypatch):
    monkeypatch.setattr("helpers.take_away.run_it.repository", lambda: "")
    assert UNSET in run_it() and "mybinder" not in run_it() and "is not set" in badge("")


def test_what_repo2docker_reads_is_at_the_root():
    """A folder binder/ or .binder/ would hide what stands at the root; files of other kinds would come first."""
    first = "binder .binder Dockerfile Project.toml JuliaProject.toml REQUIRE default.nix runtime.txt install.R"
    assert not [name for name in [*first.split(), "DESCRIPTION"] if (ROOT / name).exists()]
    lines = (ROOT / "environment.yml").read_text().splitlines()
    assert {"name: who-says-how-many", "  - conda-forge", "  - pip", "  - pip:"} <= set(lines)
    packages = [line.removeprefix("      - ") for line in lines[lines.index("  - pip:") + 1 :]]
    assert packages[-1] == "-e ."
    assert not [name for name in packages[:-1] if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+", name)]


def test_after_binder_built_it_the_notebooks_are_trusted():
    script = ROOT / "postBuild"
    text = script.read_text()
    assert os.access(script, os.X_OK) and text.startswith("#!/bin/bash\n")
    trust = "jupyter trust notebooks/*.ipynb"
    assert trust in text and trust in (ROOT / "Makefile").read_text().partition("\ntest:")[0]
    assert not re.search(r"\b(pip|conda|mamba|curl|wget|npm|apt)\b", text)
    assert subprocess.run(["bash", "-n", script], check=False).returncode == 0


def test_the_lines_of_the_start_run(bears, monkeypatch):
    """Those of the README and of the book, as a reader would paste them: the last one gives the main figure."""
    assert f"```python\n{START}```" in (ROOT / "README.md").read_text() and START in run_it()
    monkeypatch.setenv("CLAIMS_DATA", str(bears.folder))
    lines, names = START.splitlines(), {}
    exec("\n".join(lines[:-1]), names)
    assert eval(lines[-1], names).fingerprint == gallery.main_figure(bears).fingerprint


def test_the_deck_has_its_script_and_sheet(deck):
    folder = Path(slides.__code__.co_filename).parent / "static"
    for name in re.findall(r'(?:src|href)="slides/([\w.]+)"', deck):
        assert (folder / name).stat().st_size
