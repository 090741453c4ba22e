"""The computed parts of README.md: its picture, what was found, the way to Binder."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from helpers import findings, gallery
from helpers.charts.canvas import PAGE
from helpers.dataset import Claims
from helpers.take_away.run_it import badge, repository
from helpers.words import as_markdown

ROOT = Path(__file__).resolve().parent.parent
PICTURES = {"notebooks/figures/main.png": PAGE, "notebooks/figures/main-dark.png": PAGE.dark()}
BLOCK = r"(<!-- {0} -->\n).*?(<!-- /{0} -->)"


def text(claims: Claims) -> str:
    """README.md with everything in it that comes from the data as it is now."""
    figure = gallery.main_figure(claims)
    sentences = "\n".join(f"- {as_markdown(finding.sentence)}" for finding in findings.find_all(claims, brief=True))
    light, dark = PICTURES
    block = (
        f'<picture>\n  <source media="(prefers-color-scheme: dark)" srcset="{dark}">\n'
        f'  <img src="{light}" width="700" alt="{escape(figure.alt)}">\n</picture>\n\n{sentences}\n'
    )
    written = (ROOT / "README.md").read_text(encoding="utf-8")
    for name, own in (("found", block), ("binder", badge(repository()) + "\n")):
        written = re.sub(BLOCK.format(name), lambda hit, own=own: hit[1] + own + hit[2], written, flags=re.S)
    return written


def computed(claims: Claims) -> dict[str, bytes]:
    """File name to content: README.md and its pictures."""
    figure = gallery.main_figure(claims)
    return {"README.md": text(claims).encode("utf-8")} | {
        name: figure.as_png(canvas) for name, canvas in PICTURES.items()
    }


def refresh(claims: Claims) -> list[str]:
    """Write the computed parts; returns the names of the files."""
    files = computed(claims)
    for name, content in files.items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_bytes(content)
    return list(files)
