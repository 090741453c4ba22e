"""Time until each kind of page of the built book is idle after loading, and what axe finds on whole pages.

`python -m benchmarks.pages [BOOK] [--axe N]`: the median of three loads in Chromium; with --axe, no part of a page is
left out, and N pages of evidence of each kind, evenly spread, are looked at beside all others.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import sync_playwright

from tests.browsing import AXE, EVIDENCE, KINDS, LIGHT, OWN, PAGES, place, until

IDLE = "addEventListener('load', () => requestIdleCallback(() => { window.idle = performance.now(); }))"
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking")


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("book", nargs="?", default="_build")
    parser.add_argument("--axe", type=int, default=0)
    options = parser.parse_args()
    html = Path(options.book).resolve() / "html"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=list(FLAGS))
        slow = _idle(browser, html)
        found = _axe(browser, html, options.axe) if options.axe else 0
        browser.close()
    print(f"{len(PAGES)} kinds of page, {slow} of them not idle within 1 s")
    return int(bool(slow or found))


def _idle(browser, html: Path) -> int:
    page, slow = browser.new_page(viewport={"width": 1280, "height": 900}), 0
    page.add_init_script(IDLE)
    for name in PAGES:
        times = []
        for _ in range(3):
            page.goto(place(html, name).as_uri())
            until(page, "window.idle")
            times.append(page.evaluate("window.idle"))
        slow += statistics.median(times) > 1000
        print(f"  {name:32} {statistics.median(times):6.0f} ms", flush=True)
    page.close()
    return slow


def _axe(browser, html: Path, most: int) -> int:
    paths = [place(html, name) for name in [*OWN, *(f"evidence/{name}" for name in EVIDENCE)]]
    for kind in KINDS:
        every = sorted((html / "evidence" / kind).glob("*.html"))
        paths += every[:: max(1, len(every) // most)][:most]
    faults = 0
    for path in paths:
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(path.as_uri())
        page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
        page.evaluate(AXE_SCRIPT)
        found = page.evaluate(AXE, LIGHT)
        faults += len(found)
        for fault in found:
            print(f"  {path.relative_to(html)}: {fault}")
        page.close()
    print(f"axe on {len(paths)} whole pages: {faults} faults")
    return faults


if __name__ == "__main__":
    sys.exit(main())
