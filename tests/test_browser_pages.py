"""Every kind of page in a real browser: no error, nothing fetched, no fault that axe finds, light, fit for a narrow
screen, a keyboard and paper."""

from __future__ import annotations

import gzip
import statistics
from functools import cache
from pathlib import Path

import pytest

from helpers.classroom.copies import lessons
from tests.browsing import PAGES, STEMS, asked, listen, page_of, place, until, visit

FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body) return null;
  const style = getComputedStyle(one);
  return {
    kind: one.matches("a[data-mark]") ? "mark" : one.tagName.toLowerCase(),
    figure: one.closest("figure")?.id || "",
    skip: Boolean(one.closest(".skip, .skip-link")) || one.classList.contains("skip"),
    nav: Boolean(one.closest("nav")),
    box: one.getAttribute("role") === "region",
    name: [one.ariaLabel, one.title, one.textContent.trim()].join(" ").slice(0, 80),
    outlined: (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== "none",
  };
}"""


@pytest.fixture(scope="module")
def visited(visitor, built):
    """One visit of each page, for all that it shows."""
    return cache(lambda name: visit(visitor, built / "html", name))


@pytest.mark.parametrize("name", PAGES)
def test_page_is_sound_light_dark_and_narrow(visited, name):
    """Console, requests, axe with the rules of WCAG 2.0, 2.1 and 2.2 (A and AA), width at 320 pixels."""
    assert visited(name).faults == {}


@cache
def over_the_wire(path: Path) -> int:
    content = path.read_bytes()
    return min(len(gzip.compress(content)), len(content))


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", [*PAGES, *(f"teaching/decks/{path.stem}" for path in lessons())])
def test_a_page_is_light_with_all_that_it_loads(visitor, visited, built, name, width, record_property):
    """At most 500 KB over the wire, each file as gzip sends it; a notebook read to its end."""
    path, to_the_end = place(built / "html", name), name.startswith(("index", "notebooks"))
    if width == 1280 and name in PAGES and not to_the_end:
        files = visited(name).files
    else:
        visitor.set_viewport_size({"width": width, "height": 900 if width > 400 else 844})
        visitor.emulate_media(color_scheme="light", reduced_motion="reduce")
        files = asked(visitor, path.as_uri(), to_the_end=to_the_end)
        visitor.goto("about:blank")
    sizes = {path.name: over_the_wire(path) for path in files}
    record_property("bytes", sum(sizes.values()))
    assert path.name in sizes and sum(sizes.values()) < 500_000, sorted(sizes.items(), key=lambda one: -one[1])[:5]


TABLE = "<table><thead><tr><th scope=col>who</th></tr></thead><tbody><tr><td>a</td></tr>{}</tbody></table>"
PLANTED = f"""<!doctype html><html lang="en"><head><title>t</title><style>
.row {{ color: #ccc }} @media (prefers-color-scheme: dark) {{ .dark {{ color: #222; background: #111 }} }}</style>
<script>
const media = matchMedia("(prefers-color-scheme: dark)"), set = () => (document.documentElement.dataset.theme =
  media.matches ? "dark" : "light"); set(); media.addEventListener("change", set); console.error("planted");
</script></head><body><main><h1>t</h1>{TABLE.format("")}{TABLE.format('<tr><td class="row">pale</td></tr>')}
<p class="dark">dim</p><p style="width: 400px">wide</p><img src="http://127.0.0.1:9/a.png" alt="a"><img src="b.svg">
</main></body></html>"""


def test_a_visit_finds_what_is_wrong(visitor, tmp_path):
    """A message, a request, a pale row in the second of two like tables, no alternative, one theme, too wide: named."""
    (tmp_path / "planted.html").write_text(PLANTED, encoding="utf-8")
    found = visit(visitor, tmp_path, "planted")
    assert "planted" in found.errors and any("b.svg" in text for text in found.errors)
    assert set(found.fetched) == {"http://127.0.0.1:9/a.png"}
    light = " ".join(found.light)
    assert "color-contrast: .row" in light and "image-alt" in light and ".dark" not in light
    assert any("color-contrast: .dark" in text for text in found.dark) and any("400px" in text for text in found.wide)


BROKEN = """() => [...document.querySelectorAll("td.n, th[scope=col]")].flatMap((cell) => {
  const text = cell.firstChild?.nodeType === 3 ? cell.firstChild : null;
  return [...(text?.data ?? "").matchAll(/[\\w,.]+/g)].filter((word) => {
    const range = document.createRange();
    range.setStart(text, word.index);
    range.setEnd(text, word.index + word[0].length);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size > 1;
  }).map((word) => word[0]);
})"""


@pytest.mark.parametrize("name", ["sources/index", "questions/index", "sources/*"])
def test_no_number_and_no_head_of_a_table_is_broken_on_a_narrow_screen(page, built, name):
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(place(built / "html", f"evidence/{name}").as_uri())
    assert page.locator("td.n").count() and page.evaluate(BROKEN) == []


def tabbed(page, most: int) -> list[dict]:
    """What has the focus after each press of Tab, until it leaves the page."""
    found = []
    for _ in range(most):
        page.keyboard.press("Tab")
        now = page.evaluate(FOCUSED)
        if now is None:
            break
        found.append(now)
    return found


@pytest.mark.parametrize("stem", ["index", STEMS[0]])
def test_tab_reaches_everything_and_each_figure_once(page, built, stem):
    page.goto(page_of(built / "html", stem).as_uri())
    stops = tabbed(page, 300)
    assert stops[0]["skip"] and any(stop["nav"] for stop in stops)
    reached = [stop["figure"] for stop in stops if stop["kind"] == "mark"]
    there = page.eval_on_selector_all("figure.exhibit", "all => all.map((one) => one.id)")
    assert sorted(reached) == sorted(there) and there
    assert [stop for stop in stops if not stop["outlined"] and stop["kind"] != "mark"] == []
    if page.locator("details").count():
        assert sum(stop["kind"] == "summary" for stop in stops) == page.locator("details").count()


def test_tab_reaches_tables_that_scroll(page, built):
    page.goto((built / "html" / "coding" / "round-1.html").as_uri())
    assert any(stop["box"] and stop["outlined"] for stop in tabbed(page, 80))


@pytest.mark.parametrize("name", [f"notebooks/{STEMS[0]}", "coding/round-1"])
def test_boxes_that_scroll_have_their_own_ground_and_are_printed_whole(page, built, name):
    """What a box has scrolled away lies over what follows: without a ground of its own, axe reads it against that."""
    page.goto((built / "html" / f"{name}.html").as_uri())
    page.evaluate("document.querySelectorAll('details').forEach((one) => (one.open = true))")
    boxes = "[...document.querySelectorAll('div[role=region]')]"
    grounds = page.evaluate(f"{boxes}.map((box) => getComputedStyle(box.firstElementChild).backgroundColor)")
    assert grounds and set(grounds) == {"rgb(255, 255, 255)"}
    page.emulate_media(media="print")
    assert page.evaluate(f"{boxes}.filter((box) => box.scrollHeight > box.clientHeight + 1).length") == 0


def test_the_focus_on_a_mark_can_be_seen(page, built):
    page.goto((built / "html" / "index.html").as_uri())
    mark = page.locator("figure a[data-mark]").first
    mark.scroll_into_view_if_needed()
    before = page.screenshot()
    page.locator("h1").first.evaluate("one => { one.tabIndex = -1; one.focus({ preventScroll: true }) }")
    mark.evaluate("one => one.focus({ focusVisible: true, preventScroll: true })")
    assert page.screenshot() != before


def test_the_search_of_the_pages_is_reached_from_every_page(chromium, built):
    """On a wide screen by a link, on a narrow one by a button too; it finds the codebook, the log and the guide."""
    page, faults = chromium.new_page(viewport={"width": 390, "height": 800}), []
    listen(page, faults, faults)
    page.goto(page_of(built / "html", STEMS[0]).as_uri())
    page.locator("button.search-button:visible").first.click()
    page.keyboard.type("projector")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=projector*")
    until(page, "document.querySelectorAll('#search-results li').length > 0")
    assert page.locator("#search-results a[href*='teacher_guide.html']").count()
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(page_of(built / "html", STEMS[0]).as_uri())
    page.click("text=Search these pages")
    page.wait_for_url("**/search.html")
    assert faults == []
    page.close()


def test_the_print_button_prints(page, built):
    page.add_init_script("window.print = () => (window.printed = true)")
    page.goto((built / "html" / "index.html").as_uri())
    page.evaluate("document.querySelector('[data-print]').click()")
    assert page.evaluate("window.printed")


@pytest.mark.parametrize("stem", ["index", STEMS[-1]])
def test_pages_can_be_printed(page, built, stem):
    page.goto(page_of(built / "html", stem).as_uri())
    printed = page.pdf()
    assert printed.startswith(b"%PDF") and len(printed) > 20_000


@pytest.mark.parametrize("stem", ["index", STEMS[2]])
def test_nothing_jumps_while_a_page_loads(page, built, stem, record_property):
    page.add_init_script(
        "window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((one) => "
        "(shift += one.hadRecentInput ? 0 : one.value))).observe({ type: 'layout-shift', buffered: true })"
    )
    times = []
    for _ in range(3):
        page.goto(page_of(built / "html", stem).as_uri())
        times.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd"))
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(300)
    assert page.evaluate("shift") < 0.05
    record_property("loaded_ms", round(statistics.median(times)))
    assert statistics.median(times) < 10_000


def test_the_replay_by_keys_by_touch_and_by_its_address(chromium, built):
    """On a narrow dark touch screen: the slider, its buttons, playing, going back, a day in the address."""
    context = chromium.new_context(
        viewport={"width": 320, "height": 700}, has_touch=True, color_scheme="dark", reduced_motion="no-preference"
    )
    page, faults = context.new_page(), []
    listen(page, faults, faults)
    page.goto((built / "html" / "replay.html").as_uri())
    shown, last = (
        "document.querySelector('#frame .drawing').dataset.shown",
        "Number(document.getElementById('day').max)",
    )
    at = "Number(document.getElementById('day').value)"
    until(page, shown)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320 and page.evaluate(at) == page.evaluate(last)
    page.focus("#day")
    page.keyboard.press("Home")
    until(page, f"{at} === 0 && location.hash.includes('day=')")
    page.keyboard.press("ArrowRight")
    until(page, f"{at} === 1 && {shown}.includes(window.REPLAY.days[1])")
    box = page.locator("#day").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until(page, f"{at} > 1 && {at} < {last}")
    page.tap("#back")
    page.wait_for_timeout(500)
    place = page.evaluate(at)
    until(page, f"location.hash.includes(window.REPLAY.days[{place}])")
    page.reload()
    until(page, f"{at} === {place} && {shown}.includes(window.REPLAY.days[{place}])")
    page.tap("#play")
    until(page, f"{at} > {place}")
    page.tap("#play")
    page.select_option("#figure", index=1)
    until(page, f"{shown}.startsWith(document.getElementById('figure').value)")
    page.go_back()
    until(page, "document.getElementById('figure').selectedIndex === 0")
    assert faults == []
    context.close()
