"""Figures for the page: inline SVG with a text alternative, in colours that follow the page's light or dark theme."""

from __future__ import annotations

import colorsys
import re
from html import escape

import nbformat

HEX = re.compile(r"#([0-9a-fA-F]{6})\b")
ID = re.compile(r' id="([^"]+)"')


def dark(colour: str) -> str:
    """The colour for a dark page: lightness turned round, hue and saturation kept. `colour`: six hex digits."""
    red, green, blue = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    turned = colorsys.hls_to_rgb(hue, 1 - 0.88 * light, saturation)
    return "#" + "".join(f"{round(part * 255):02x}" for part in turned)


def themed(svg: str) -> tuple[str, set[str]]:
    """The SVG with each colour as a CSS variable (its own value as fallback), and the colours used."""
    used = {name.lower() for name in HEX.findall(svg)}
    return HEX.sub(lambda hit: f"var(--c-{hit[1].lower()},#{hit[1].lower()})", svg), used


def theme_css(colours: set[str]) -> str:
    """The dark values of all colours used in figures."""
    values = "".join(f"--c-{name}:{dark(name)};" for name in sorted(colours))
    return f'html[data-theme="dark"]{{{values}}}\n'


def figure_html(svg: str, alt: str, name: str, title: str = "") -> tuple[str, set[str]]:
    """One figure as HTML, and its colours. Narrow screens show `title` above it as text and scroll the figure. Ids
    that nothing refers to are left out, so that pages hold no twins."""
    refers = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    svg = ID.sub(lambda hit: hit[0] if hit[1] in refers else "", svg)
    svg = re.sub(r"<metadata>.*?</metadata>\s*", "", svg, flags=re.S)
    svg = re.sub(r"<title>.*?</title>\s*", "", svg, count=1, flags=re.S)
    svg, used = themed(svg)
    size = re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg)
    svg = re.sub(
        r"<svg [^>]*>",
        f'<svg viewBox="{size[0][9:-1]}" role="img" aria-label="{escape(alt)}" '
        'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">',
        svg,
        count=1,
    )
    caption = f"<figcaption>{escape(title)}</figcaption>" if title else ""
    return f'<figure class="exhibit" id="{escape(name)}">{caption}<div tabindex="0">{svg}</div></figure>', used


def inlined(notebook: nbformat.NotebookNode) -> set[str]:
    """Replace the SVG outputs of a notebook by inline figures, in place. Returns the colours used."""
    colours: set[str] = set()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if "image/svg+xml" in data:
                about = output.metadata.get("image/svg+xml", {})
                svg, words = data.pop("image/svg+xml"), (about.get(key, "") for key in ("alt", "exhibit", "title"))
                html, used = figure_html(svg, *words)
                data["text/html"] = html
                colours |= used
    return colours
