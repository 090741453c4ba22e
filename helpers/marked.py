"""The marks of a drawn figure as links: what a reader sees on hovering, and where a click leads."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import cache
from html import escape, unescape

from helpers.audit import address, said
from helpers.charts.style import LETTERS
from helpers.dataset import Claims, remembered
from helpers.frames import records
from helpers.words import claim_day, count

MARK = re.compile(r'<a xlink:href="#mark-(\d+)" target="_blank">')
EMPTY = re.compile(r'<a xlink:href="#mark-\d+" target="_blank"/>\s*')  # a mark of which nothing is drawn
LINKED = re.compile(r'<a data-mark="(\d+)"[^>]*>(.*?)</a>', flags=re.S)
COLOUR = re.compile(r"(?:fill|stroke): (#[0-9a-f]{6})")
TEXT = re.compile(r"<text[^>]*>(.*?)</text>", flags=re.S)
WORD = re.compile(r"[^\W\d_]{2,}")
NUMBER = re.compile(r"(?<![\w#.-])-?\d+\.\d{3,}(?![\w.])")


def mark_url(number: int) -> str:
    """What a chart writes on a mark, by the mark's row in the exhibit."""
    return f"#mark-{number}"


def marked(svg: str, exhibit) -> str:
    """The SVG with a text alternative, its font, and each mark as a link to the words, with a tip on hovering."""
    known = by_id(exhibit.claims)
    claims = [*exhibit.marks["claim_ids"], *exhibit.sums]
    links = {number: _link(number, claims[number], known) for number in {int(n) for n in MARK.findall(svg)}}
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r" <metadata>.*?</metadata>\s*", "", svg, flags=re.S)
    svg = re.sub(r"<!--.*?-->\s*", "", svg)
    svg = EMPTY.sub("", svg)
    svg = NUMBER.sub(lambda hit: f"{float(hit[0]):.2f}".rstrip("0").rstrip("."), svg)
    svg = MARK.sub(lambda hit: links[int(hit[1])], svg)
    head = f"<title>{escape(exhibit.title)}</title><desc>{escape(exhibit.alt)}</desc>"
    svg = re.sub(r"<title>.*?</title>", "", svg, count=1, flags=re.S)
    start, rest = svg.split(">", 1)
    return f'{start} role="group">{head}<style>{font_face()}</style>{rest}'


def drawn_facts(svg: str, groups: list[str]) -> dict:
    """What a drawing says beside its values: the colours of each group's marks, and every word in it.

    `groups`: the group of each mark, in their order. Sizes, places and line breaks are left out: a redrawn figure says
    the same."""
    colours: dict[str, set[str]] = {}
    for number, inner in LINKED.findall(svg):
        colours.setdefault(groups[int(number)], set()).update(COLOUR.findall(inner))
    words = {word for text in TEXT.findall(svg) for word in WORD.findall(unescape(text))}
    return {"colours": {name: sorted(found) for name, found in sorted(colours.items())}, "words": sorted(words)}


@remembered
def by_id(claims: Claims) -> dict[str, dict]:
    """The stated claims by their id."""
    return {row["claim_id"]: row for row in records(claims.stated)}


def _link(number: int, ids: tuple[str, ...], known: dict[str, dict]) -> str:
    found = [claim for claim in ids if claim in known]
    first = known[found[0]] if found else None
    href = escape(address(first["url"], first["wording"])) if found else ""
    where = f' xlink:href="{href}" target="_blank"' if href else ""
    return f'<a data-mark="{number}"{where}><title>{escape(tip(found, known))}</title>'


def tip(ids: list[str], known: dict[str, dict]) -> str:
    """Who, when, what, the words, where: of one claim, or the first of several and how many there are."""
    if not ids:
        return "no stated claim"
    claim = known[ids[0]]
    words = f"“{claim['wording']}”" + (f" ({claim['wording_en']})" if claim["wording_en"] else "")
    text = f"{claim['label']}, {claim_day(claim)}: {said(claim)}. {words} in {claim['document_id']}"
    more = len(ids) - 1
    return f"{text}, and {count(more, 'more claim')}" if more else text


@cache
def font_face() -> str:
    """CSS that carries the font's Latin letters, so that the figure looks the same everywhere."""
    return "".join(
        f"@font-face{{font-family:'Source Sans 3';font-weight:{weight};"
        f"src:url(data:font/woff;base64,{b64encode(path.read_bytes()).decode()})}}"
        for path, weight in zip(LETTERS, (400, 600), strict=True)
    )
