"""Build the book: run the notebooks, write the pages around them, hand all to Sphinx, add the pages of evidence."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

import nbformat

from helpers import findings, unchanged
from helpers.book import pages, sphinx
from helpers.book.coding import coding
from helpers.book.exhibits import SVG, Shown, placed, write_files
from helpers.book.finish import finish
from helpers.book.inline import theme_css
from helpers.book.replay import write_replay
from helpers.book.teaching import run_lessons, write_teaching
from helpers.charts.style import LETTERS
from helpers.codebook import documents
from helpers.dataset import Claims, load
from helpers.evidence import Used, write_evidence
from helpers.figures import FOLDER
from helpers.run import NOTEBOOKS, run_all
from helpers.take_away import Opening, write_take_away

STATIC = Path(__file__).parent / "static"
CLAIM_CELL = re.compile(r"(<td[^>]*>)([a-z0-9._-]+)</td>")
LISTED = 100  # rows of the whole record that a notebook's page lists; the claims browser has all


def build_book(target: Path, data: str | None = None) -> int:
    """Build `target`/html/index.html; notebooks run where they, the data or the code have changed. 0 = built; 1 = a
    cell or a page failed."""
    executed, source, kept = target / "executed", target / "source", target / "kept"
    notebooks = sorted(NOTEBOOKS.glob("*.ipynb"))
    changed = unchanged.stale(notebooks, executed, kept, data)
    if len(changed) < len(notebooks):
        print(f"{len(notebooks) - len(changed)} of {len(notebooks)} notebooks are as they were when they ran last")
    if changed and run_all(changed, executed, data, {FOLDER: str(kept.resolve())}):
        return 1
    unchanged.remember(notebooks, executed, data)
    run_lessons(target / "lessons", data)
    claims = load(data)
    shutil.rmtree(source, ignore_errors=True)
    found = findings.find_all(claims)
    figures = _write_source(claims, {finding.id: finding for finding in found}, target)
    print("building the pages", flush=True)
    fresh, html = target / "html.new", target / "html"
    if not sphinx.run(source, fresh, target / "doctrees"):
        print("the pages were not built; the last good book, if any, stands", file=sys.stderr)
        return 1
    places = [figure.used for figure in figures] + [
        Used(f"finding-{finding.id}", finding.question, f"index.html#finding-{finding.id}", (finding.claim_ids,))
        for finding in found
    ]
    write_evidence(claims, fresh, places, finish(fresh))
    write_replay(claims, fresh)
    shutil.rmtree(html, ignore_errors=True)
    fresh.rename(html)
    print(f"the book: {(html / 'index.html').resolve().as_uri()}")
    return 0


def _write_source(claims: Claims, found: dict, target: Path) -> list[Shown]:
    """The pages as Sphinx takes them; returns every figure of every notebook."""
    executed, source, kept = target / "executed", target / "source", target / "kept"
    (source / "notebooks").mkdir(parents=True)
    paths, colours, figures = sorted(executed.glob("*.ipynb")), set(), []
    openings = {path: Opening(path.stem, *pages.opening(path)) for path in paths}
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        _notebooks_linked(notebook, openings.values())
        figures += _inlined(notebook, claims, found, path.stem, kept, colours)
        nbformat.write(notebook, source / "notebooks" / path.name)
    once = {}
    for figure in figures:
        once.setdefault(figure.id, figure)
    main, used = placed(claims, figures[0], kept, "") if figures else ("", set())
    texts = {
        "take.md": write_take_away(claims, openings, figures, source / "extra"),
        "index.md": pages.home(claims, paths, main),
        "gallery.md": pages.gallery(claims, once, kept),
        "codebook.md": documents(claims.folder)["CODEBOOK.md"],
        "conf.py": sphinx.conf(claims),
        **coding(claims),
        **write_teaching(claims, target / "lessons", source / "extra"),
    }
    (source / "coding").mkdir()
    for name, text in texts.items():
        (source / name).write_text(text, encoding="utf-8")
    colours |= used | write_files(claims, once, kept, source / "extra" / "figures")
    _static(source, colours)
    return figures


def _notebooks_linked(notebook, openings: Iterable[Opening]) -> None:
    """Where the prose names another notebook by its file, in place: its title, as a link."""
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for other in openings:
                cell.source = cell.source.replace(f"`{other.stem}`", f"[{other.title}]({other.stem}.ipynb)")


def _inlined(notebook, claims: Claims, found: dict, stem: str, kept: Path, colours: set[str]) -> list[Shown]:
    """Figures, findings and tables of claims become the page's own HTML, in place; returns the figures."""
    figures = []
    known = set(claims.rows["claim_id"])
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            data, about = output.get("data", {}), output.get("metadata", {})
            if SVG in data:
                figure = Shown(dict(about[SVG]), stem, data.pop(SVG))
                data["text/html"], used = placed(claims, figure, kept, "../")
                colours |= used
                figures.append(figure)
            elif "finding" in about.get("text/markdown", {}):
                finding = found[about["text/markdown"]["finding"]]
                data.pop("text/markdown")
                data["text/html"] = f"<p>{pages.finding_html(finding, '../')}</p>"
            elif "text/html" in data:
                data["text/html"] = _claims_linked(data["text/html"], known)
    return figures


def _claims_linked(html: str, known: set[str]) -> str:
    """Cells that hold a claim's id lead to its page; the whole record is cut down, with a link to the browser; words of
    neighbouring cells stand apart."""
    if 'class="claims-browser"' in html:
        rows = html.split("<tr>")
        if len(rows) > LISTED + 2:
            search = '<a href="../evidence/index.html">search all claims</a>'
            note = f"<p>The first {LISTED} of {len(rows) - 2:,}; {search}.</p>"
            html = note + "<tr>".join(rows[: LISTED + 2]) + rows[-1][rows[-1].index("</tbody>") :]
        html = html.replace('class="claims-browser"', 'class="evidence"')
    html = html.replace("</td><td", f"</td>{pages.BETWEEN}<td")
    link = '{0}<a href="../evidence/claims/{1}.html">{1}</a></td>'
    return CLAIM_CELL.sub(lambda hit: link.format(hit[1], escape(hit[2])) if hit[2] in known else hit[0], html)


def _static(source: Path, colours: set[str]) -> None:
    shutil.copytree(STATIC, source / "_static")
    (source / "_static" / "figures.css").write_text(theme_css(colours), encoding="utf-8")
    for path in LETTERS:
        shutil.copy(path, source / "_static" / path.name)
    (source / "_templates").mkdir()
    (source / "_templates" / "evidence.html").write_text(sphinx.MORE, encoding="utf-8")
