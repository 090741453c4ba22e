"""The pages of evidence: every claim has one, all links hold, hostile text stays text, same data same bytes."""

from __future__ import annotations

import gzip
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from markupsafe import escape
from matplotlib.colors import to_rgb

from helpers.audit import address
from helpers.codebook import MATTER
from helpers.dataset import load
from helpers.evidence import Section, Used, write_evidence
from helpers.evidence.bidi import closed
from helpers.evidence.browser import script
from helpers.evidence.names import safe_name, web_address
from tests.made_up import write

HOSTILE = '<script>alert(1)</script>|$x$ [a](javascript:alert(1)) \u202e\u2066"\u2028{{ 7*7 }}'
SECTIONS = [Section("A notebook", "A heading </script>", "Its words", "notebooks/02.html#part")]


LINK = re.compile(r' (?:href|src)="([^"]*)"')
ID = re.compile(r' id="([^"]*)"')


class Elements(HTMLParser):
    """Elements and attributes of one page, as a browser reads it."""

    def __init__(self, text: str):
        super().__init__()
        self.tags, self.attributes = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes


def shown(text: str) -> str:
    """Text as the templates write it."""
    return str(escape(text))


def figures(claims) -> list[Used]:
    """One figure in two places: one mark per statement of the first question that has an answer."""
    rows = claims.stated
    rows = rows[rows["question_id"].eq(rows["question_id"].iloc[0])]
    marks = tuple(tuple(own["claim_id"]) for _, own in rows.groupby("statement_id"))
    return [Used("first", "A <figure>", f"notebooks/{page}.html#first", marks) for page in ("01_a", "02_b")]


def written(claims, folder: Path) -> dict[str, str]:
    paths = write_evidence(claims, folder, figures(claims), SECTIONS)
    return {path.relative_to(folder / "evidence").as_posix(): path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="module")
def pages(claims, tmp_path_factory):
    return written(claims, tmp_path_factory.mktemp("book"))


@pytest.fixture(scope="module")
def bears(tmp_path_factory):
    return load(write(tmp_path_factory.mktemp("bears")))


@pytest.fixture(scope="module")
def bear_pages(bears, tmp_path_factory):
    return written(bears, tmp_path_factory.mktemp("book"))


def value_of(text: str):
    """The plain data of a script that assigns it."""
    return json.loads(re.sub(r"^(window\.\w+|\(.*?\)\[.*?\])=", "", text).rstrip(";\n"))


def test_every_claim_has_its_page_with_its_words_and_their_address(claims, pages):
    for row in claims.stated.itertuples():
        page = pages[f"claims/{row.claim_id}.html"]
        assert shown(row.wording) in page
        assert shown(address(row.url, row.wording)) in page if row.url else "No public address" in page


@pytest.mark.parametrize("key", ["statement_id", "document_id", "source_id", "question_id"])
def test_every_statement_document_source_and_question_has_its_page(claims, pages, key):
    assert not [name for name in claims.stated[key].unique() if f"{key[:-3]}s/{name}.html" not in pages]


def resolved(page: str, link: str) -> tuple[str, str]:
    """The file below `evidence/` (or outside it, with `..`) and the part that a link of a page leads to."""
    path, _, part = link.partition("#")
    parts = page.split("/")[:-1]
    for step in path.split("/") if path else []:
        if step == ".." and parts and parts[-1] != "..":
            parts.pop()
        else:
            parts.append(step)
    return ("/".join(parts) if path else page), part


def broken(pages: dict[str, str]) -> list[tuple[str, str]]:
    ids = {name: set(ID.findall(text)) for name, text in pages.items()}
    outside = {"../index.html", "../gallery.html", "../replay.html", "../data/claims.csv"}
    outside |= {f"../{used}" for used in ("notebooks/01_a.html", "notebooks/02_b.html")}
    found = []
    for name in filter(lambda name: name.endswith(".html"), pages):
        for link in set(LINK.findall(pages[name])):
            if link.startswith(("http://", "https://", "data:")):
                continue
            path, part = resolved(name, link)
            known = path in pages or path in outside
            if not known or (part and "=" not in part and path in ids and part not in ids[path]):
                found.append((name, link))
    return found


def test_every_internal_link_resolves(pages, bear_pages):
    assert broken(pages) == [] and broken(bear_pages) == []


def test_pages_have_one_h1_unique_ids_and_a_policy(pages):
    for name in filter(lambda name: name.endswith(".html"), pages):
        text, ids = pages[name], ID.findall(pages[name])
        assert text.count("<h1") == text.count("<main") == text.count("Content-Security-Policy") == 1, name
        assert len(ids) == len(set(ids)), name
        assert not re.search(r"<script[^>]*>[^<]|<style| style=| on[a-z]+=\"", text), name


def test_used_in_links_to_the_figure_and_the_mark(claims, pages):
    used = figures(claims)[0]
    page = pages[f"claims/{used.marks[1][0]}.html"]
    assert "../../notebooks/01_a.html#first" in page and "../../notebooks/02_b.html#first" in page
    assert "../index.html#exhibit=first&amp;mark=1" in page and "A &lt;figure&gt;" in page
    data, figure = value_of(pages["claims.js"]), value_of(pages["exhibits/first.js"])
    assert [{data["ids"][place] for place in mark} for mark in figure["marks"]] == [set(mark) for mark in used.marks]


def test_the_browser_holds_every_claim_and_is_light(claims, pages):
    data = value_of(pages["claims.js"])
    assert sorted(data["ids"]) == sorted(claims.stated["claim_id"])
    assert {len(column) for column in data["columns"].values()} == {len(data["ids"])} == {len(data["words"])}
    words = claims.stated.set_index("claim_id")["wording"]
    assert data["words"] == list(words[data["ids"]])
    assert len(gzip.compress(pages["claims.js"].encode())) < 350_000


def test_the_browser_prints_no_day_as_a_fact_that_is_the_last_of_a_year_and_inferred(claims, pages):
    data = value_of(pages["claims.js"])
    loose = set(claims.rows.loc[claims.rows["or_before"], "claim_id"])
    assert loose and {data["ids"][place] for place in data["by"]} == loose & set(data["ids"])


def test_both_coders_decisions_and_corrections_are_shown(claims, pages):
    from helpers.evidence.readings import readings

    found = readings(claims)
    for claim in sorted(set(found.second) & set(claims.stated["claim_id"]))[:50]:
        assert "Second coder" in pages[f"claims/{claim}.html"]
        assert shown(found.second[claim]["wording"]) in pages[f"claims/{claim}.html"]
    for row in claims.tables["corrections"].head(50).itertuples():
        assert "Corrections of this claim" in pages[f"claims/{row.claim_id}.html"]
    decided = next(claim for claim in found.decisions if f"claims/{claim}.html" in pages)
    assert "Decisions, with the rule" in pages[f"claims/{decided}.html"]


def test_a_claim_on_one_of_many_matters_names_its_matter(claims, pages):
    """Where a question gathers many matters: on the claim's page, and as what was asked in the claims browser."""
    rows = claims.stated[claims.stated["question_id"].isin(claims.study.matter_questions)]
    browser = pages["claims.js"]
    for row in rows.groupby("question_id").first().reset_index().itertuples():
        matter = re.match(MATTER, row.note)[0].strip()
        assert shown(matter) in pages[f"claims/{row.claim_id}.html"].split('class="asked"')[1].split("</p>")[0]
        assert f'"{matter}"' in browser


def test_another_dataset_without_codings_has_its_pages(bears, bear_pages):
    assert "One coder read this document" in bear_pages["claims/c0001.html"]
    assert "No correction of this claim" in bear_pages["claims/c0001.html"]
    assert "questions/bears.html" in bear_pages and "Korea" not in "".join(bear_pages.values())


def test_reports_that_differ_are_marked_by_a_word(bears, bear_pages):
    rows = bears.stated.query("question_id == 'bears' and source_id == 'hunters'")
    assert "<strong>differs</strong> in answer" in bear_pages[f"claims/{rows['claim_id'].iloc[0]}.html"]
    assert "<strong>differ</strong> in: answer" in bear_pages[f"statements/{rows['statement_id'].iloc[0]}.html"]


def test_same_data_same_bytes_and_old_pages_go(bears, bear_pages, tmp_path):
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "old.html").write_text("old")
    assert written(bears, tmp_path) == bear_pages
    assert not (tmp_path / "evidence" / "old.html").exists()


def test_a_subset_and_no_claims_at_all_can_be_written(bears, tmp_path):
    few = bears.where(bears.rows["source_id"].eq("rangers"))
    assert broken(written(few, tmp_path / "few")) == []
    none = bears.where(bears.rows["source_id"].eq(""))
    write_evidence(none, tmp_path / "none", [], [])
    assert (tmp_path / "none" / "evidence" / "index.html").exists()


@pytest.fixture
def hostile(tmp_path):
    folder = write(tmp_path / "data")
    claims = pd.read_csv(folder / "claims.csv", dtype=str, keep_default_na=False)
    claims.loc[0, ["wording", "wording_en", "note"]] = [HOSTILE, HOSTILE, HOSTILE + "x" * 10_000]
    claims.to_csv(folder / "claims.csv", index=False, lineterminator="\n")
    sources = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
    sources[["name", "label"]] = sources[["name", "label"]] + HOSTILE
    sources.to_csv(folder / "sources.csv", index=False, lineterminator="\n")
    documents = pd.read_csv(folder / "documents.csv", dtype=str, keep_default_na=False)
    documents[["about", "note"]] = HOSTILE
    documents.to_csv(folder / "documents.csv", index=False, lineterminator="\n")
    return load(folder)


def test_hostile_text_is_only_text(hostile, tmp_path):
    pages = written(hostile, tmp_path)
    for name, text in pages.items():
        if name.endswith(".html"):
            page = Elements(text)
            assert page.tags.count("script") == text.count(' src="') and "<script>" not in text, name
            assert not [value for key, value in page.attributes if key == "href" and value.startswith("javascript")]
            assert not [key for key, _ in page.attributes if key == "style" or key.startswith("on")], name
    assert "&lt;script&gt;alert(1)&lt;/script&gt;|$x$ [a](javascript:alert(1))" in pages["claims/c0001.html"]
    assert "{{ 7*7 }}" in pages["claims/c0001.html"] and "x" * 10_000 in pages["claims/c0001.html"]
    assert "<" not in pages["claims.js"] and "\u2028" not in pages["claims.js"]
    assert closed("a\u202eb\u2066") == "a\u202eb\u2066\u2069\u202c" and closed("a\u202ab\u202c") == "a\u202ab\u202c"
    assert shown(closed(HOSTILE)) in pages["claims/c0001.html"]
    assert HOSTILE in value_of(pages["claims.js"])["words"]


def test_a_script_ends_where_it_should():
    text = script("window.X", ["</script>\u2028\u2029<!--"])
    assert text.count("\n") == 1 and "<" not in text and value_of(text) == ["</script>\u2028\u2029<!--"]


@pytest.mark.parametrize("name", ["a/b", "../a", "", "a b", "A", "index", "a..b", ".a", "x" * 300, "a\n", "ä"])
def test_an_id_that_cannot_name_a_file_is_an_error_that_says_so(name):
    with pytest.raises(ValueError, match="cannot name a page: write"):
        safe_name(name, "statement")


def test_ids_of_the_dataset_are_safe(claims):
    for key in ("claim_id", "statement_id", "document_id", "source_id", "question_id"):
        assert all(safe_name(name, key) == name for name in claims.rows[key].unique())


def test_only_addresses_on_the_web_become_links():
    assert web_address("https://example.org/a") and web_address("http://example.org")
    assert not any(map(web_address, ["javascript:alert(1)", "data:text/html,x", "//example.org", " https://x", ""]))


def test_two_figures_with_one_id_and_other_marks_are_an_error(bears, tmp_path):
    uses = [Used("one", "A", "a.html#one", (("c0001",),)), Used("one", "A", "b.html#one", (("c0002",),))]
    with pytest.raises(ValueError, match="ids of their own"):
        write_evidence(bears, tmp_path, uses, [])


def contrast(one: str, other: str) -> float:
    """WCAG 2 contrast of two colours."""
    rgb = np.array([to_rgb(one), to_rgb(other)])
    light = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722]
    return (light.max() + 0.05) / (light.min() + 0.05)


def test_colours_have_contrast_in_both_themes(pages):
    tokens = dict(re.findall(r"--(\w+): light-dark\(([^)]*)\)", pages["evidence.css"]))
    for place in (0, 1):
        colour = {name: both.split(", ")[place] for name, both in tokens.items()}
        for text in ("text", "muted", "link"):
            for under in ("page", "soft", "mark"):
                assert contrast(colour[text], colour[under]) >= 4.5, (text, under, place)
