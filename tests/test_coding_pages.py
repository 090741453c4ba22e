"""The log of the coding in the book: every row on one page, light, linked, found by the search, and only text."""

from __future__ import annotations

import json
import re
from html import unescape

import pandas as pd
import pytest

from helpers import agreement
from helpers.book import coding as pages
from helpers.book.coding import coding

HOSTILE = "<script>hacked=1</script>|$x$ [a](javascript:hacked=1)\n\n# b"


@pytest.fixture(scope="module")
def written(claims):
    return coding(claims)


def cells(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(<td>.*?)</tr>", page, re.S)
    return [[unescape(re.sub(r"<[^>]+>", "", cell)) for cell in re.findall(r"<td>(.*?)</td>", row)] for row in rows]


def test_every_row_is_on_one_page_and_the_overview_counts_them(written, claims):
    log, changes = agreement.adjudication(claims), claims.tables["corrections"]
    rows = {name: len(cells(text)) for name, text in written.items() if name != "coding.md"}
    assert sum(rows.values()) == len(log) + len(changes) and max(rows.values()) < 1000
    said = {
        name: int(n.replace(",", ""))
        for name, n in re.findall(r'href="(.+?)\.html".*?\(([\d,]+) row', written["coding.md"])
    }
    assert said == {name.removesuffix(".md"): number for name, number in rows.items()}
    every = " ".join(text for name, text in written.items())
    assert [rule for rule in set(log["rule"]) if " ".join(rule.split()) not in unescape(every)] == []


def test_claims_and_documents_lead_to_their_pages_where_they_have_one(written, claims):
    text = " ".join(written.values())
    linked = set(re.findall(r'<td><a href="\.\./evidence/claims/([\w.-]+)\.html">', text))
    named = set(agreement.adjudication(claims)["claim_id"]) | set(claims.tables["corrections"]["claim_id"])
    assert linked == named & set(claims.rows["claim_id"])


def test_hostile_text_stays_text(claims, monkeypatch):
    row = dict.fromkeys(
        ["round", "kind", "document_id", "claim_id", "field", "first", "second", "decision", "rule"], HOSTILE
    )
    monkeypatch.setattr(agreement, "adjudication", lambda _: pd.DataFrame([row, row | {"first": "b"}]))
    made = pages.coding(claims)
    (name,) = set(made) - {"coding.md", "coding/corrections.md"}
    assert re.fullmatch(r"coding/[a-z0-9-]+\.md", name)
    assert "<script>" not in "".join(made.values()) and "\n\n# b" not in made[name] + made["coding.md"]


def test_nothing_coded_twice_gives_a_page_of_corrections_alone(claims, monkeypatch):
    none = agreement.adjudication(claims).iloc[:0]
    monkeypatch.setattr(agreement, "adjudication", lambda _: none)
    assert set(pages.coding(claims)) == {"coding.md", "coding/corrections.md"}


def test_the_search_of_the_book_finds_the_words_of_every_cell(built):
    """Words of neighbouring cells are two words."""
    text = (built / "html" / "searchindex.js").read_text(encoding="utf-8")
    index = value_of(text)
    place = index["docnames"].index("coding/round-1")
    shown = re.findall(r"/claims/(\w+)\.html", (built / "html/coding/round-1.html").read_text(encoding="utf-8"))
    found = [name for name in shown if place in [*_listed(index["terms"].get(name))]]
    assert shown and found == shown


def _listed(places) -> list[int]:
    return places if isinstance(places, list) else [places]


def value_of(script: str) -> dict:
    return json.loads(script[script.index("(") + 1 : script.rindex(")")])
