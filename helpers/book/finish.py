"""The last touch on the pages that Sphinx wrote: no inline handlers, no script that they do not need, a policy of what
may run, and their parts for the search."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

from helpers.evidence import Section

SCRIPT = re.compile(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", re.S)
POLICY = '<meta http-equiv="Content-Security-Policy"'
PRINT = 'onclick="window.print()"'  # of the theme's button; book.js acts on it, as the policy allows no such handler
# Icons are drawn by icons.css; the index of the search is for the page of the search, which the others lead to.
ICONS = re.compile(r'\s*<script[^>]*\bsrc="[^"]*/fontawesome\.js[^"]*"></script>')
INDEX = re.compile(r'\s*<script[^>]*\bsrc="[^"]*\b(?:searchtools|language_data|searchindex)\.js[^"]*"></script>')
MOST = 1500  # letters of a part that the search reads
SILENT = {"script", "style", "svg", "table", "pre", "details", "nav", "figcaption"}


def finish(html: Path) -> list[Section]:
    """Give every page its policy, in place; returns the parts of the notebooks."""
    for path in sorted(html.rglob("*.html")):
        text = ICONS.sub("", path.read_text(encoding="utf-8"))
        text = text if path.name == "search.html" else INDEX.sub("", text)
        path.write_text(with_policy(text.replace(PRINT, "data-print")), encoding="utf-8")
    for name in ("fontawesome.js", "fontawesome.js.map"):
        (html / "_static" / "scripts" / name).unlink(missing_ok=True)
    return [part for path in sorted((html / "notebooks").glob("*.html")) for part in parts(path)]


def with_policy(page: str) -> str:
    """The page with a policy that allows its own files and inline scripts, these by their hashes, and nothing else; a
    page that brings a stricter one keeps it."""
    if POLICY in page.partition("<title>")[0]:
        return page
    hashes = sorted({b64encode(sha256(code.encode()).digest()).decode() for code in SCRIPT.findall(page)})
    allowed = " ".join(["'self'", *(f"'sha256-{value}'" for value in hashes)])
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "font-src 'self' data:; base-uri 'none'; form-action 'self'"
    )
    meta = f'{POLICY} content="{policy}">'
    return re.sub(r"(<head[^>]*>)", lambda hit: f"{hit[1]}\n{meta}", page, count=1)


class _Parts(HTMLParser):
    """The sections of a page: id, heading, and the words under it."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found: list[list[str]] = []
        self.silent, self.heading = 0, False

    def handle_starttag(self, tag, attributes):
        if tag == "section":
            self.found.append([dict(attributes).get("id", ""), "", ""])
        self.silent += tag in SILENT
        self.heading = self.heading or tag in ("h1", "h2", "h3")

    def handle_endtag(self, tag):
        self.silent -= tag in SILENT
        self.heading = self.heading and tag not in ("h1", "h2", "h3")

    def handle_data(self, data):
        if self.found and not self.silent:
            self.found[-1][1 if self.heading else 2] += data


def parts(path: Path) -> list[Section]:
    """The parts of one notebook's page, in their order."""
    reader = _Parts()
    reader.feed(path.read_text(encoding="utf-8"))
    texts = [(name, _clean(heading).removesuffix("#"), _clean(text)[:MOST]) for name, heading, text in reader.found]
    title = texts[0][1] if texts else path.stem
    return [Section(title, heading, text, f"notebooks/{path.name}#{name}") for name, heading, text in texts if name]


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", unescape(text)).strip()
