"""The computed parts of README.md: its picture and what was found."""

from __future__ import annotations

import re
from pathlib import Path

from helpers import findings, gallery
from helpers.dataset import Claims

ROOT = Path(__file__).resolve().parent.parent
PICTURE = "notebooks/figures/main.svg"
BLOCK = re.compile(r"(<!-- found -->\n).*?(<!-- /found -->)", re.S)


def computed(claims: Claims) -> dict[str, str]:
    """File name to text of everything in the README that comes from the data."""
    figure = gallery.main_figure(claims)
    sentences = "\n".join(f"- {finding.sentence}" for finding in findings.find_all(claims, brief=True))
    block = f"![{figure.alt}]({PICTURE})\n\n{sentences}\n"
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return {"README.md": BLOCK.sub(lambda hit: hit[1] + block + hit[2], text), PICTURE: figure.svg}


def refresh(claims: Claims) -> list[str]:
    """Write the computed parts; returns the names of the files."""
    files = computed(claims)
    for name, text in files.items():
        (ROOT / name).parent.mkdir(exist_ok=True)
        (ROOT / name).write_text(text, encoding="utf-8", newline="\n")
    return list(files)
