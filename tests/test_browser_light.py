"""What a reader loads: little, and nothing twice; every slide to be read on a phone."""

from __future__ import annotations

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from helpers.classroom.copies import lessons
from tests.browsing import PAGES, STEMS, place, until


def fetched(page, address: str, to_the_end: bool = False) -> list[Path]:
    """The files that a page asks for until it is idle, and while it is scrolled `to_the_end`."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address)
    page.wait_for_timeout(500)
    if to_the_end:
        page.evaluate(TO_THE_END)
        page.wait_for_timeout(300)
    return [Path(unquote(urlsplit(one).path)) for one in dict.fromkeys(asked) if one.startswith("file:")]


@cache
def over_the_wire(path: Path) -> int:
    content = path.read_bytes()
    return min(len(gzip.compress(content)), len(content))


TO_THE_END = """async () => {
  for (let y = 0; y < document.documentElement.scrollHeight; y += innerHeight / 2) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((done) => setTimeout(done, 20));
  }
}"""


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", [*PAGES, *(f"teaching/decks/{path.stem}" for path in lessons())])
def test_a_page_is_light_with_all_that_it_loads(page, built, name, width, record_property):
    """At most 500 KB over the wire, each file as gzip sends it; a notebook read to its end."""
    page.set_viewport_size({"width": width, "height": 900 if width > 400 else 844})
    path = place(built / "html", name)
    files = fetched(page, path.as_uri(), to_the_end=name.startswith(("index", "notebooks")))
    sizes = {path.name: over_the_wire(path) for path in files}
    record_property("bytes", sum(sizes.values()))
    assert path.name in sizes and sum(sizes.values()) < 500_000, sorted(sizes.items(), key=lambda one: -one[1])[:5]


def test_the_gallery_fetches_no_picture_beside_a_drawing_and_has_pictures_for_paper(page, built):
    files = fetched(page, (built / "html" / "gallery.html").as_uri())
    assert [path.name for path in files if path.suffix == ".svg"] == []
    stills = "[...document.querySelectorAll('img.still')].map((one) => getComputedStyle(one).display)"
    assert set(page.evaluate(stills)) == {"none"}
    page.emulate_media(media="print")
    assert set(page.evaluate(stills)) == {"block"}


SLIDE = """() => {
  const slide = document.querySelector(".slide:not([hidden])"), image = slide.querySelector("img");
  const shown = (one) => Boolean(one?.getClientRects().length);
  return {
    place: document.querySelector("#place").textContent, wide: document.documentElement.scrollWidth > innerWidth,
    loaded: !image || image.complete && image.naturalWidth > 0,
    readable: !image || /narrow\\.svg$|^data:image.svg/.test(image.currentSrc) || shown(slide.querySelector(".notes")),
    filled: !image || image.clientWidth >= 0.95 * innerWidth,
  };
}"""


@pytest.mark.parametrize("name", ["slides", *(f"teaching/decks/{path.stem}" for path in lessons())])
def test_every_slide_can_be_read_on_a_narrow_screen(page, built, name):
    """Its figure as drawn for narrow screens, over the whole width, or with its words; nothing to scroll sideways."""
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto((built / "html" / f"{name}.html").as_uri())
    faults = []
    for number in range(1, page.locator(".slide").count() + 1):
        page.evaluate(f"location.hash = 'slide-{number}'")
        until(page, f"({SLIDE})().place.startsWith('{number} /') && ({SLIDE})().loaded")
        found = page.evaluate(SLIDE)
        faults += [number] if found["wide"] or not found["readable"] or not found["filled"] else []
    assert faults == []


@pytest.mark.parametrize("name", ["index", "search", f"notebooks/{STEMS[0]}"])
def test_every_icon_is_drawn_without_a_font(page, built, name):
    files = fetched(page, (built / "html" / f"{name}.html").as_uri())
    assert [path.name for path in files if path.suffix == ".woff2" or "fontawesome" in path.name] == []
    masks = page.eval_on_selector_all(
        "i[class*=fa-]", "all => all.map((one) => getComputedStyle(one, '::before').maskImage)"
    )
    assert len(masks) > 5 and [mask for mask in masks if "data:image/svg" not in mask] == []
