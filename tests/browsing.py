"""What the tests in a browser share: the book's pages by kind, one visit with all that it shows, marks and where they
lead."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urlsplit

from axe_playwright_python.base import AXE_SCRIPT

from helpers.book.exhibits import Shown, shown
from helpers.run import NOTEBOOKS

STEMS = sorted(path.stem for path in NOTEBOOKS.glob("*.ipynb"))
OWN = [
    "index",
    "gallery",
    "replay",
    "slides",
    "take",
    "codebook",
    "coding",
    "coding/*",
    "teaching",
    "teacher_guide",
    "teaching/decks/*",
    "search",
    "genindex",
    *(f"notebooks/{stem}" for stem in STEMS),
]
EVIDENCE = ["index", "sources/index", "questions/index"]
KINDS = ("claims", "statements", "documents", "sources", "questions")
PAGES = [*OWN, *(f"evidence/{name}" for name in [*EVIDENCE, *(f"{kind}/*" for kind in KINDS)])]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
LIGHT = {"runOnly": {"type": "tag", "values": TAGS}}
DARK = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}  # all that a theme changes

# Unfolds a page and takes away what only repeats, so that axe is quick: rows after the fifth (after the second in
# tables whose head an earlier one had: one row of either stripe), marks after the twelfth of a figure, code after the
# fifth cell, drawings and slides after the sixth, parts after the twelfth, and shapes outside links, which no rule
# looks at, with the groups that they leave empty.
THIN = """() => {
  const cut = (all, most) => [...all].slice(most).forEach((one) => one.remove());
  document.querySelectorAll("details").forEach((one) => (one.open = true));
  const heads = new Set();
  document.querySelectorAll("tbody").forEach((body) => {
    const table = body.closest("table"), head = table.className + (table.tHead?.textContent ?? table.outerHTML);
    cut(body.rows, heads.has(head) ? 2 : 5);
    heads.add(head);
  });
  document.querySelectorAll("figure svg").forEach((svg) => {
    cut(svg.querySelectorAll("a[data-mark]"), 12);
    cut(svg.querySelectorAll(":is(path, use, defs, clipPath, rect):not(a *)"), 0);
    cut(svg.querySelectorAll("text"), 40);
    [...svg.querySelectorAll("g")].reverse().forEach((one) => one.childElementCount || one.remove());
  });
  cut(document.querySelectorAll("figure.exhibit .drawing"), 6);
  cut(document.querySelectorAll("section.slide"), 6);
  cut(document.querySelectorAll("main section section"), 12);
  cut(document.querySelectorAll(".cell_input"), 5);
}"""
AXE = """async (options) => {
  const found = await axe.run(document, { ...options, preload: false, resultTypes: ["violations"] });
  return found.violations.flatMap((rule) => rule.nodes.slice(0, 5).map((node) =>
    [rule.id, node.target.join(" "), node.html.slice(0, 150), node.failureSummary.split("\\n")[1]?.trim()].join(": ")));
}"""
# What makes the page wider than the screen, and boxes that scroll but that no key reaches; what is inside a drawing can
# be neither, as a drawing cuts off what stands outside it.
TOO_WIDE = """() => {
  const all = [...document.querySelectorAll("main *:not(svg *)")];
  const scrolls = (one) => one.scrollWidth > one.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(one).overflowX);
  const reached = (one) => one.tabIndex >= 0 || one.querySelector("a[href], [tabindex='0'], input, button");
  const wide = document.documentElement.scrollWidth <= innerWidth ? []
    : all.filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
  const faults = [...wide, ...all.filter((one) => scrolls(one) && !reached(one))];
  return faults.slice(0, 8).map((one) => one.outerHTML.slice(0, 150));
}"""
LINKS = """() => [...document.querySelectorAll("figure.exhibit")].flatMap((figure) =>
  [...figure.querySelectorAll("a[data-mark]")].map((mark) =>
    [figure.id, Number(mark.dataset.mark), mark.getAttribute("href"), mark.querySelector("title")?.textContent]))"""

TO_THE_END = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 20));
  }
}"""


@dataclass
class Visit:
    """All that one visit of a page showed to be wrong, and the files that it asked for on a wide screen."""

    errors: list[str] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    light: list[str] = field(default_factory=list)
    dark: list[str] = field(default_factory=list)
    wide: list[str] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)

    @property
    def faults(self) -> dict[str, list[str]]:
        return {what: found for what, found in vars(self).items() if found and what != "files"}


def place(html: Path, name: str) -> Path:
    """The file of a page; `*` stands for the largest of its kind, the one with the most on it."""
    found = html.glob(f"{name}.html")
    return max(
        (path for path in found if path.stem != "index" or "*" not in name), key=lambda path: path.stat().st_size
    )


def listen(page, errors: list[str], fetched: list[str]) -> dict:
    """Note what the page's console says is wrong, and every request but for files beside the page; returns what
    listens."""
    own = ("file:", "data:", "blob:")
    listeners = {
        "console": lambda said: errors.append(said.text) if said.type in ("error", "warning") else None,
        "pageerror": lambda error: errors.append(str(error)),
        "requestfailed": lambda request: errors.append(f"not loaded: {request.url}"),
        "request": lambda request: None if request.url.startswith(own) else fetched.append(request.url),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    return listeners


def asked(page, address: str, *, to_the_end: bool = False) -> list[Path]:
    """Open an address; the files that the page asks for until it is idle, and while it is scrolled `to_the_end`."""
    found: list[str] = []
    page.on("request", listener := lambda request: found.append(request.url))
    page.goto(address)
    page.wait_for_timeout(500)
    if to_the_end:
        page.evaluate(TO_THE_END)
        page.wait_for_timeout(300)
    page.remove_listener("request", listener)
    return [Path(unquote(urlsplit(one).path)) for one in dict.fromkeys(found) if one.startswith("file:")]


def until(page, expression: str, arg=None, most: float = 10) -> None:
    """Wait for a value that is true; the policy of the pages forbids Playwright's own way."""
    end = time.monotonic() + most
    while not page.evaluate(expression, arg):
        assert time.monotonic() < end, f"never true: {expression}"
        time.sleep(0.02)


def visit(page, html: Path, name: str) -> Visit:
    """Open a page of the book on a narrow screen, then on a wide one, light and dark. `page` is left blank, so that it
    can visit another one."""
    seen, address = Visit(), place(html, name).as_uri()
    page.set_viewport_size({"width": 320, "height": 700})
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    listeners = listen(page, seen.errors, seen.fetched)
    page.goto(address)
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.wait_for_timeout(400)  # the theme looks again for boxes that scroll some time after the page was resized
    seen.wide = page.evaluate(TOO_WIDE)
    page.goto("about:blank")
    page.set_viewport_size({"width": 1280, "height": 900})
    seen.files = asked(page, address)
    page.evaluate(THIN)
    page.evaluate(AXE_SCRIPT)
    seen.light = page.evaluate(AXE, LIGHT)
    page.emulate_media(color_scheme="dark")
    until(page, "document.documentElement.dataset.theme === 'dark'")
    seen.dark = page.evaluate(AXE, DARK)
    page.evaluate("localStorage.clear()")
    page.goto("about:blank")
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return seen


@cache
def figures(built: Path, stem: str) -> dict[str, Shown]:
    """The figures of one notebook; for "index", the one of the home page: the first of all."""
    found = [figure for _, figure in shown(built / "executed" / f"{STEMS[0] if stem == 'index' else stem}.ipynb")]
    return {figure.id: figure for figure in (found[:1] if stem == "index" else found)}


def page_of(html: Path, stem: str) -> Path:
    return html / ("index.html" if stem == "index" else f"notebooks/{stem}.html")


def value(path: Path):
    """The plain data of a script that assigns it."""
    return json.loads(re.sub(r"^(window\.\w+|\(.*?\)\[.*?\])=", "", path.read_text(encoding="utf-8")).rstrip(";\n"))


@cache
def _ids(html: Path) -> list[str]:
    return value(html / "evidence" / "claims.js")["ids"]


@cache
def _marks(html: Path, name: str) -> list[set[str]]:
    ids = _ids(html)
    return [{ids[row] for row in mark} for mark in value(html / "evidence" / "exhibits" / f"{name}.js")["marks"]]


@cache
def _named(path: Path) -> frozenset[str]:
    return frozenset(re.findall(r'claims/([\w.-]+)\.html"', path.read_text(encoding="utf-8"))) | {path.stem}


@cache
def _file(folder: Path, address: str) -> Path | None:
    """The file that an address leads to from a folder."""
    path = (folder / unquote(address)).resolve()
    return path if path.is_file() else None


def lost(html: Path, page: Path, href: str, claims: set[str]) -> str:
    """Why a mark's link does not land on the claims of the mark; "" when it does."""
    address = urlsplit(href)
    path = _file(page.parent, address.path)
    if not href or path is None:
        return f"{href}: no such file"
    if not address.fragment:
        return "" if claims and claims <= _named(path) else f"{href}: does not name the claims of the mark"
    given = dict(part.split("=") for part in address.fragment.split("&"))
    there = _marks(html, given["exhibit"])[int(given["mark"])]
    return "" if there == claims else f"{href}: other claims than those of the mark"


def marks(page, built: Path, stem: str) -> tuple[list, list[str]]:
    """Each mark of an open page, as LINKS, and of the drawings that its script fetches; why some of them are astray."""
    html, known = built / "html", figures(built, stem)
    here = page_of(html, stem)
    links = page.evaluate(LINKS)
    elsewhere = [(name, mark, href, None) for name in known for mark, href in drawn_elsewhere(html, name)]
    places = [(here, link) for link in links] + [(html / "notebooks" / "any.html", link) for link in elsewhere]
    found = [(place, lost(html, place, href, set(known[name].marks[mark]))) for place, (name, mark, href, _) in places]
    return links + elsewhere, [f"{place.name}: {why}" for place, why in found if why]


def sample(links: Sequence, most: int = 5) -> Sequence:
    """Up to `most`, evenly spread."""
    step = max(1, -(-len(links) // most))
    return links[::step][:most]


def drawn_elsewhere(html: Path, name: str) -> Iterator[tuple[int, str]]:
    """Marks and addresses in the drawings that a script fetches, as on a page of a notebook; "" where none is given."""
    given = {int(mark): href for mark, (href, _) in handed(html / "figures" / f"{name}-marks.js").items()}
    for end in ("narrow", "wide"):
        for mark, href in re.findall(
            r'<a data-mark="(\d+)"(?: href="([^"]*)")?', handed(html / "figures" / f"{name}-{end}.js")
        ):
            yield int(mark), (unescape(href) or given.get(int(mark), "")).replace("{root}", "../")


def handed(path: Path):
    """What a script of a figure hands to its page."""
    text = path.read_text(encoding="utf-8")
    return json.loads(text[text.index(",") + 1 : text.rindex(")")])
