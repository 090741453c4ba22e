"""Write everything to take away into the book, and the page that lists it."""

from __future__ import annotations

import shutil
from html import escape
from pathlib import Path

from helpers.book.exhibits import Shown
from helpers.dataset import Claims
from helpers.export import export
from helpers.take_away.briefing import briefing
from helpers.take_away.run_it import run_it
from helpers.take_away.slides import HERE, Opening, slides
from helpers.take_away.words import size

FILES = {
    "dataset.xlsx": "Excel: the codebook first, then every table",
    "dataset.sqlite": "SQLite: every table, with keys",
    "dataset.json": "JSON: every table",
    "claims.parquet": "Parquet: the claims",
}


def write_take_away(claims: Claims, notebooks: dict[Path, Opening], figures: list[Shown], root: Path) -> str:
    """Write briefing, slides, data and notebooks to `root`; returns the page that lists them, as Markdown."""
    for folder in ("data", "notebooks"):
        (root / folder).mkdir(parents=True, exist_ok=True)
    (root / "briefing.pdf").write_bytes(briefing(claims).pdf)
    (root / "slides.html").write_text(slides(claims, list(notebooks.values()), figures), encoding="utf-8", newline="\n")
    shutil.copytree(HERE / "static", root / "slides", dirs_exist_ok=True)
    for pattern in ("*.csv", "datapackage.json", "codings/*.csv"):
        for path in sorted(claims.folder.glob(pattern)):
            copy = root / "data" / path.relative_to(claims.folder)
            copy.parent.mkdir(exist_ok=True)
            shutil.copy(path, copy)
    export(claims, root / "data")
    for path in notebooks:
        shutil.copy(path, root / "notebooks" / path.name)
    return _page(notebooks, root)


def _page(notebooks: dict[Path, Opening], root: Path) -> str:
    tables = {path.name: f"CSV: {_name(path.stem)}" for path in sorted((root / "data").glob("*.csv"))}
    codings = {
        f"codings/{path.name}": f"CSV: {_name(path.stem)}" for path in sorted((root / "data/codings").glob("*.csv"))
    }
    data = [item(root, f"data/{name}", what) for name, what in (FILES | tables).items()]
    coded = "".join(item(root, f"data/{name}", what) for name, what in codings.items())
    twice = f"Both codings, as they were coded, and [how they were settled](coding.md):\n\n<ul>\n{coded}</ul>\n\n"
    taken = [item(root, f"notebooks/{path.name}", escape(opening.title)) for path, opening in notebooks.items()]
    return f"""# Take it away

## On paper and on a screen

<ul>
{item(root, "briefing.pdf", "The briefing, one page to print")}
<li><a href="slides.html">The slides</a>: every figure once, for class; keys, swipe, notes; prints one slide a page</li>
<li><a href="gallery.html">The gallery</a>: every figure as SVG, PNG and CSV</li>
<li><a href="teaching.html">In class</a>: lessons with decks, students' copies, a handout and the teacher's guide</li>
</ul>

## The data

Every table, described in the [codebook](codebook.md). Data: CC BY 4.0.

<ul>
{"".join(data)}
</ul>

{twice if coded else ""}## The notebooks

As they ran for this book, outputs included. To run them, take the whole suite.

<ul>
{"".join(taken)}
</ul>

{run_it()}
"""


def _name(stem: str) -> str:
    return escape(stem.replace("_", " "))


def item(root: Path, name: str, what: str) -> str:
    """A file as an entry of a list: what it is, its name, its size."""
    return f'<li><a href="{name}" download>{what}</a> ({size((root / name).stat().st_size)})</li>\n'
