"""What the book holds for teachers: each lesson with deck, students' copy and its place in the guide; no answers."""

from __future__ import annotations

import re
from html import unescape

import nbformat
import pytest

from helpers.book.finish import with_policy
from helpers.book.teaching import HUNT, run_lessons, write_teaching
from helpers.classroom import copies
from helpers.run import Failure

LESSONS = copies.lessons()


@pytest.fixture(scope="module")
def without_runs(claims, tmp_path_factory):
    """As where the lessons do not run on a dataset."""
    root = tmp_path_factory.mktemp("book")
    return root, write_teaching(claims, root / "none", root)


def links(page: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="([^"#]+)', page)]


def test_the_page_names_every_lesson_and_all_that_it_links_is_there(without_runs):
    root, made = without_runs
    page = made["teaching.md"]
    for path in LESSONS:
        assert f"teaching/student/{path.name}" in links(page)
        assert f"teacher_guide.html#lesson-{path.stem[0]}" in page
    files = [name for name in links(page) if name.startswith("teaching/")]
    assert [name for name in files if not (root / name).stat().st_size] == []
    assert f"teaching/{HUNT.name}" in files and "teaching/handout.pdf" in files and "make classroom" in page


def test_without_runs_there_are_no_decks_and_no_links_to_them(without_runs):
    root, made = without_runs
    assert not [*(root / "teaching" / "decks").iterdir()] and "decks/" not in made["teaching.md"]


def test_the_guide_has_a_place_for_every_lesson(without_runs):
    text = without_runs[1]["teacher_guide.md"]
    assert re.findall(r"^\(lesson-(\d+)\)=$", text, re.M) == [path.stem[0] for path in LESSONS]
    assert "<a id=" not in text


def test_the_book_has_every_deck_and_home_and_take_away_lead_to_them(built):
    html = built / "html"
    assert [path.name for path in sorted((html / "teaching" / "decks").iterdir())] == [
        f"{p.stem}.html" for p in LESSONS
    ]
    page = (html / "teaching.html").read_text(encoding="utf-8")
    assert {f"teaching/decks/{path.stem}.html" for path in LESSONS} <= set(links(page))
    for name in ("index.html", "take.html"):
        assert "teaching.html" in links((html / name).read_text(encoding="utf-8")), name
    assert "teacher_guide.html" in links((html / "index.html").read_text(encoding="utf-8"))


def test_a_deck_allows_only_its_own_script(built):
    for path in (built / "html" / "teaching" / "decks").iterdir():
        page = path.read_text(encoding="utf-8")
        assert "script-src 'self' 'sha256-" in page and page == with_policy(page)


def test_no_answer_is_in_the_book(built):
    """Neither in the students' copies nor in decks or guide."""
    html = built / "html"
    texts = [path.read_text(encoding="utf-8") for path in (html / "teaching" / "decks").iterdir()]
    texts.append((html / "teacher_guide.html").read_text(encoding="utf-8"))
    for path in (html / "teaching" / "student").iterdir():
        texts.append("\n".join(cell.source for cell in nbformat.read(path, as_version=4).cells))
    said = unescape("\n".join(texts))
    for path in LESSONS:
        regions = copies.solutions(copies.read(path)).values()
        lines = [line.strip() for region in regions for line in region.splitlines() if len(line.strip()) > 12]
        assert lines and [line for line in lines if line in said] == []


def test_a_lesson_that_does_not_run_has_no_deck_and_the_others_have(tmp_path, monkeypatch, capsys):
    """One that runs no more loses the deck that it had."""
    done = {path: nbformat.read(path, as_version=4) for path in LESSONS}
    monkeypatch.setattr("helpers.book.teaching.run_each", lambda paths, *_, **__: {path: done[path] for path in paths})
    run_lessons(tmp_path)
    assert [path.name for path in sorted(tmp_path.glob("*.ipynb"))] == [path.name for path in LESSONS]
    monkeypatch.setattr("helpers.book.teaching.unchanged.stale", lambda *_: LESSONS)
    done[LESSONS[0]] = Failure(LESSONS[0].name, 3, "IndexError: no row")
    run_lessons(tmp_path)
    assert [path.name for path in sorted(tmp_path.glob("*.ipynb"))] == [path.name for path in LESSONS[1:]]
    assert f"{LESSONS[0].name}, cell 3: IndexError: no row; the book has no deck" in capsys.readouterr().err
