"""Figures for the page: inline SVG in colours that follow the theme, every mark a link to its evidence."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import escape, unescape

from helpers.charts import style

HEX = re.compile(r"#([0-9a-fA-F]{6})\b")
ID = re.compile(r' id="([^"]+)"')
MARK = re.compile(r'<a data-mark="(\d+)"[^>]*>')
HEAD = re.compile(r"<(title|desc|metadata|style)\b[^>]*>.*?</\1>\s*", re.S)
STYLE = re.compile(r"<defs>\s*<style[^>]*>.*?</style>\s*</defs>", re.S)  # one rule, which the page's own sheet has
LINKED = re.compile(r'<a data-mark="(\d+)" href="([^"]*)">(?:<title>(.*?)</title>)?', re.S)
SIZE = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')


def inline(svg: str, alt: str, target: Callable[[int], str]) -> tuple[str, set[str]]:
    """A figure's SVG for the inside of a page, and its colours. `target`: where a mark's number leads.

    The page brings font and theme; ids that nothing refers to are left out, so that pages hold no twins."""
    start, rest = svg.split(">", 1)
    while (head := HEAD.match(rest.lstrip())) is not None:
        rest = rest.lstrip()[head.end() :]
    rest = STYLE.sub("", rest, count=1)
    size = SIZE.search(start)
    refers = set(re.findall(r'(?:href="#|url\(#)([^")]+)', rest))
    rest = ID.sub(lambda hit: hit[0] if hit[1] in refers else "", rest)
    rest = MARK.sub(lambda hit: f'<a data-mark="{hit[1]}" href="{escape(target(int(hit[1])))}">', rest)
    rest = re.sub(r"\s+<", "<", rest.replace("xlink:href=", "href="))
    rest, used = themed(rest)
    return f'<svg {size[0]} role="group" aria-label="{escape(alt)}">{rest}', used


def ratio(svg: str) -> str:
    """Width over height, as CSS has it."""
    size = SIZE.search(svg)
    return f"{size[1]}/{size[2]}"


def themed(svg: str) -> tuple[str, set[str]]:
    """The SVG with each colour as a CSS variable (its own value as fallback), and the colours used."""
    used = {name.lower() for name in HEX.findall(svg)}
    return HEX.sub(lambda hit: f"var(--c-{hit[1].lower()},#{hit[1].lower()})", svg), used


def theme_css(colours: set[str]) -> str:
    """The dark values of all colours used in figures: those of the dark sheet, and the turned colours of the data."""
    with style.sheet("light"):
        light = style.palette()
    with style.sheet("dark"):
        sheet = dict(zip((colour[1:] for colour in light), style.palette(), strict=True))
    values = "".join(f"--c-{name}:{sheet.get(name) or style.dark(name)};" for name in sorted(colours))
    return f'html[data-theme="dark"]{{{values}}}\n'


def figure_html(exhibit: dict, drawing: str, size: str, narrow: str, root: str) -> str:
    """A figure of the page with its take-away. `exhibit`: id, title; `narrow`: width over height of its drawing for
    narrow screens, which a script fetches there; `root`: the way to the root of the book."""
    name = escape(exhibit["exhibit"])
    return (
        f'<figure class="exhibit" id="{name}" data-narrow="{root}figures/{name}-narrow.js" '
        f'style="--wide:{size};--narrow:{narrow}"><div class="drawing">{drawing}</div>'
        f"<figcaption>{take_away(name, root)}</figcaption></figure>"
    )


def take_away(name: str, root: str) -> str:
    """Links to the files of a figure, to its place in the gallery, and to the claims behind it."""
    files = (("SVG", ".svg"), ("PNG", ".png"), ("PNG for a slide", "-slide.png"), ("CSV", ".csv"))
    links = "".join(f'<li><a href="{root}figures/{name}{end}" download>{word}</a></li>' for word, end in files)
    cite = f'<li><a href="{root}gallery.html#{name}">Cite</a></li>'
    claims = f'<li><a href="{root}evidence/index.html#exhibit={name}">Its claims</a></li>'
    return f'<ul class="take" aria-label="Take this figure away">{links}{cite}{claims}</ul>'


def scripts(name: str, wide: str, narrow: str) -> dict[str, str]:
    """The drawings of a figure as scripts, and a third: where the marks lead, in what words; half of each drawing."""
    known = {mark: (unescape(href), unescape(words)) for mark, href, words in LINKED.findall(wide)}

    def bare(drawing: str) -> str:
        return LINKED.sub(lambda hit: f'<a data-mark="{hit[1]}">' if hit[1] in known else hit[0], drawing)

    drawings = {end: as_script(f"{name}-{end}", bare(svg)) for end, svg in (("wide", wide), ("narrow", narrow))}
    return drawings | {"marks": as_script(name, known, "marked")}


def as_script(name: str, value, taker: str = "drawn") -> str:
    """A drawing or its links as a script that hands them to the page, so that they can be fetched, from a disk too."""
    text = json.dumps(value, ensure_ascii=False).translate({0x2028: "\\u2028", 0x2029: "\\u2029"})
    return f"window.{taker}({json.dumps(name)},{text});\n"
