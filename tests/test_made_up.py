"""The same suite on another subject: a made-up dataset with its own sources, questions and dates."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from helpers import findings
from helpers.book.build import build_book
from helpers.classroom import copies
from helpers.dataset import check, load
from helpers.marked import TEXT
from helpers.run import NOTEBOOKS
from tests.browsing import PAGES, place
from tests.made_up import write, write_hostile


@pytest.fixture(scope="module")
def bears(tmp_path_factory):
    return write(tmp_path_factory.mktemp("bears"))


def test_it_is_a_valid_dataset(bears):
    assert [str(fault) for fault in check(bears)] == []


def test_every_finding_speaks_of_it(bears):
    for found in findings.find_all(load(bears)):
        assert found.sentence.endswith(".") and "nan" not in found.sentence.lower() and "None" not in found.sentence
        assert "Korea" not in found.sentence and "Kursk" not in found.sentence


@pytest.fixture(scope="module")
def book(tmp_path_factory) -> Path:
    """The whole book, from four months of the made-up dataset with text that tries to be more than text."""
    place = tmp_path_factory.mktemp("hostile")
    assert build_book(place / "book", str(write_hostile(place / "data", months=4))) == 0
    return place / "book"


def test_every_notebook_runs_to_its_end_and_the_book_is_built(book):
    assert sorted(path.name for path in (book / "executed").glob("*.ipynb")) == sorted(
        path.name for path in NOTEBOOKS.glob("*.ipynb")
    )
    for page in (book / "html").rglob("*.html"):
        assert "<script>hacked" not in page.read_text(encoding="utf-8"), page


def test_every_lesson_runs_and_has_its_deck(book):
    stems = [path.stem for path in copies.lessons()]
    assert [path.stem for path in sorted((book / "html" / "teaching" / "decks").glob("*.html"))] == stems


def test_no_sign_that_only_steers_text_is_written_in_a_figure(book):
    drawings = sorted((book / "kept").glob("*.svg"))
    texts = [text for path in drawings for text in TEXT.findall(path.read_text(encoding="utf-8"))]
    assert texts and [text for text in texts if re.search("[\u200b-\u200f\u2028-\u202e\u2060-\u206f]", text)] == []


def test_hostile_text_is_only_text_in_a_browser(book, chromium):
    """On each kind of page: nothing of it runs, no link of it is one, and it can be read."""
    page = chromium.new_context(reduced_motion="reduce").new_page()
    faults: list[str] = []
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("pageerror", lambda error: faults.append(str(error)))
    for name in PAGES:
        page.goto(place(book / "html", name).as_uri())
        assert not page.evaluate("'hacked' in window"), name
        assert not page.query_selector_all("a[href^='javascript']"), name
    assert faults == []
    page.goto((book / "html" / "evidence" / "claims" / "c0001.html").as_uri())
    assert "<script>hacked=1</script>|$x$ [a](javascript:hacked=1)" in page.inner_text("main")
