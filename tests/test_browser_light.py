"""What a reader loads: nothing twice, no font of icons; every slide to be read on a phone."""

from __future__ import annotations

import pytest

from helpers.classroom.copies import lessons
from tests.browsing import STEMS, asked, until


def test_the_gallery_fetches_no_picture_beside_a_drawing_and_has_pictures_for_paper(page, built):
    files = asked(page, (built / "html" / "gallery.html").as_uri())
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
    files = asked(page, (built / "html" / f"{name}.html").as_uri())
    assert [path.name for path in files if path.suffix == ".woff2" or "fontawesome" in path.name] == []
    masks = page.eval_on_selector_all(
        "i[class*=fa-]", "all => all.map((one) => getComputedStyle(one, '::before').maskImage)"
    )
    assert len(masks) > 5 and [mask for mask in masks if "data:image/svg" not in mask] == []
