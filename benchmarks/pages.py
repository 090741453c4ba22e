"""Time until each kind of page of the built book is idle after loading, its elements; how many marks land on their
claims; what axe finds on whole pages.

`python -m benchmarks.pages [BOOK] [--axe N] [--only TEXT]`: the median of three loads in Chromium; with --axe, no part
of a page is left out, and N pages of evidence of each kind, evenly spread, are looked at beside all others, in light
and in dark; with --only, just the pages with TEXT in their names.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

from tests.browsing import AXE, DARK, EVIDENCE, KINDS, LIGHT, OWN, PAGES, STEMS, marks, page_of, place, until

IDLE = "addEventListener('load', () => requestIdleCallback(() => { window.idle = performance.now(); }))"
LONG = 600_000  # milliseconds that axe may take on one page
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("book", nargs="?", default="_build")
    parser.add_argument("--axe", type=int, default=0)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    html = Path(options.book).resolve() / "html"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        slow = _idle(browser, html, [name for name in PAGES if options.only in name])
        astray = _marks(browser, html, [stem for stem in ("index", *STEMS) if options.only in stem])
        paths = [path for path in _looked_at(html, options.axe) if options.only in path.relative_to(html).as_posix()]
        found = sum(_axe(browser, html, path) for path in paths)
        browser.close()
    if options.axe:
        print(f"axe on {len(paths)} whole pages, light and dark: {found} faults")
    return int(bool(slow or astray or found))


def _idle(browser, html: Path, names: list[str]) -> int:
    page, slow = browser.new_page(viewport={"width": 1280, "height": 900}), 0
    page.add_init_script(IDLE)
    for name in names:
        times = []
        for _ in range(3):
            page.goto(place(html, name).as_uri())
            until(page, "window.idle")
            times.append(page.evaluate("window.idle"))
        slow += statistics.median(times) > 1000
        elements = page.evaluate("document.querySelectorAll('*').length")
        print(f"  {name:32} {statistics.median(times):6.0f} ms {elements:7,} elements", flush=True)
    page.close()
    print(f"{len(names)} kinds of page, {slow} of them not idle within 1 s")
    return slow


def _marks(browser, html: Path, stems: list[str]) -> int:
    """The marks of all figures, in both drawings, that do not lead to the very claims behind them."""
    page, count, astray = browser.new_page(viewport={"width": 1280, "height": 900}), 0, []
    for stem in stems:
        page.goto(page_of(html, stem).as_uri())
        found, lost = marks(page, html.parent, stem)
        count, astray = count + len(found), astray + lost
    page.close()
    print("".join(f"  {fault}\n" for fault in astray), end="")
    if count:
        print(f"{count:,} marks on {len(stems)} pages: {100 * (count - len(astray)) / count:.4g}% land on their claims")
    return len(astray)


def _looked_at(html: Path, most: int) -> list[Path]:
    """All pages but those of evidence, and `most` of each kind of these; none when `most` is 0."""
    if not most:
        return []
    paths = [place(html, name) for name in [*OWN, *(f"evidence/{name}" for name in EVIDENCE)]]
    for kind in KINDS:
        every = sorted((html / "evidence" / kind).glob("*.html"))
        paths += every[:: max(1, len(every) // most)][:most]
    return paths


def _axe(browser, html: Path, path: Path) -> int:
    """The faults of one whole page, light, then those that a theme can change, dark."""
    began, faults = time.monotonic(), 0
    for scheme, rules in (("light", LIGHT), ("dark", DARK)):
        page = browser.new_page(viewport={"width": 1280, "height": 900}, color_scheme=scheme)
        page.set_default_timeout(LONG)
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate(AXE, rules)
        faults += len(found)
        print("".join(f"  {path.relative_to(html)}, {scheme}: {fault}\n" for fault in found), end="")
        page.close()
    print(f"  {path.relative_to(html)}: {faults} faults, {time.monotonic() - began:.0f} s", flush=True)
    return faults


if __name__ == "__main__":
    sys.exit(main())
