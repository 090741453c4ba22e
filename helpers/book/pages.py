"""The pages around the notebooks: home and gallery."""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path

import pandas as pd

from helpers import agreement, findings, readable
from helpers.audit import STYLE
from helpers.book.exhibits import Shown, narrow
from helpers.book.inline import ratio, take_away
from helpers.dataset import Claims
from helpers.take_away.run_it import run_it
from helpers.take_away.words import about, citation, limits
from helpers.words import count

MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec"
BEFORE = "".join(f"(?<!{month} )" for month in MONTHS.split("|"))
NUMBER = re.compile(rf"(?<![\w.,-]){BEFORE}\d+(?:,\d{{3}})*(?:\.\d+)?%?(?! (?:{MONTHS})\b)(?!\w)")  # no part of a day
HOLDS = ("08_does_it_hold.ipynb", "Does it hold?")
BETWEEN = "\n"  # between cells: the search of the book reads what stands without a gap as one word
ROWS = 60  # plotted values that the gallery lists; the CSV has all


def finding_html(finding, root: str) -> str:
    """The sentence with every number a link to the rows that it was computed from."""
    href = f"{root}evidence/index.html#exhibit=finding-{finding.id}&amp;mark=0"
    text = NUMBER.sub(lambda hit: f'<a href="{href}">{hit[0]}</a>', escape(finding.sentence))
    return f'<span class="finding" id="finding-{finding.id}">{text}</span>'


def home(claims: Claims, notebooks: list[Path], figure: str) -> str:
    """The home page as Markdown; `figure`: the main figure as HTML."""
    study, (first, *more) = claims.study, limits(claims)
    found = "\n".join(f"<li>{finding_html(finding, '')}</li>" for finding in findings.find_all(claims, brief=True))
    lines = "\n".join(
        f"- [{title}](notebooks/{path.name}): {question}"
        for path, (title, question) in ((path, opening(path)) for path in notebooks)
    )
    tree = "\n".join(f"notebooks/{path.stem}" for path in notebooks)
    sure = "\n".join(f"- {text}" for text in [*more, *agreed(claims)])
    return f"""# {study.title}

**{about(claims)}** {first}

One row per claim: one answer, by one source, to one question, as reported in one document, with its words and its
address. Every mark in the figure, and every number below it, is a link to them.

<div class="main-figure">{figure}</div>
{who_is_who(claims)}
## What was found

<ul class="findings">
{found}
</ul>

## How sure is it?

{sure}
- Figures in vague words are drawn hatched, by a named convention. What only follows from
  another answer is marked as implied and can be switched off. Whether a finding survives other choices of that kind is
  a notebook of its own, [{HOLDS[1]}](notebooks/{HOLDS[0]}).
- Every disagreement of the coders, its decision and every corrected value is in [the log](coding.md).

## Look for yourself

- <a href="evidence/index.html">The claims</a>: search and filter all of them, and the notebooks.
- <a href="evidence/sources/index.html">The sources</a> and <a href="evidence/questions/index.html">the questions</a>.
- <a href="replay.html">The replay</a>: the figures as they could have been drawn on an earlier day.

## The notebooks

{lines}

## Whom it is for

- **Analysts** read the notebooks: every mark leads to the words in the article.
- **Teachers** have [lessons](teaching.md), each with a deck, students' copies and notes in the [teacher's
  guide](teacher_guide.md); and the <a href="slides.html">slides</a> of every figure.
- **Reviewers** re-run the cells: the same data give the same figures.

## Take it away, cite it

The <a href="briefing.pdf">briefing</a> on one page, the <a href="slides.html">slides</a>, [the gallery](gallery.md) of
all figures, and the [data and notebooks](take.md); the [codebook](codebook.md) describes every column. Cite as:
*{citation(claims)}* Data: CC BY 4.0; code: MIT.

{run_it()}
```{{toctree}}
:hidden:
{tree}
gallery
take
teaching
teacher_guide
Codebook <codebook>
coding
```
"""


def who_is_who(claims: Claims) -> str:
    """The study's main groups by the full name of whoever speaks most in each; HTML between blank lines."""
    stated = claims.stated[claims.stated["group"].map(claims.groups["strong"]).eq("yes")]
    if stated.empty:
        return ""
    most = stated.groupby("group")["source_id"].agg(lambda ids: ids.value_counts().sort_index().idxmax())
    names = claims.tables["sources"].set_index("source_id")["name"]
    items = (
        f'<a href="evidence/sources/{most[group]}.html">{escape(group)}</a>: {escape(names[most[group]])}'
        for group in claims.groups.index
        if group in most
    )
    return f'\n<p class="who-is-who">{"; ".join(items)}.</p>\n'


def agreed(claims: Claims) -> list[str]:
    """How far the two coders agreed, in a sentence; nothing where no document was coded twice."""
    seen = agreement.unit_agreement(claims)
    alphas = [value for value, n in agreement.alphas(claims).values() if n and value == value]
    if not seen["documents"] or not alphas:
        return []
    return [
        f"In these, {count(seen['both'], 'claim')} were seen by both, {seen['first_only']:,} by the first alone, "
        f"{seen['second_only']:,} by the second alone. On what both saw, Krippendorff's alpha lies between "
        f"{min(alphas):.2f} and {max(alphas):.2f}, by field (1: they always agree; 0: as by chance)."
    ]


def gallery(claims: Claims, figures: dict[str, Shown], kept: Path) -> str:
    """Every figure once: its drawing, its files, its values, its citation, where it stands. The drawing
    is fetched by a script; without one, and on paper, there is a picture."""
    parts = [
        "# Gallery",
        f"{count(len(figures), 'figure')}, each once. A click on a mark leads to the claims behind it.",
    ]
    for name, figure in figures.items():
        about, alt = figure.about, escape(figure.about["alt"])
        parts.append(f"({name})=\n## {plain(about['title'])}")
        parts.append(
            f'<figure class="exhibit" data-wide="figures/{name}-wide.js" data-narrow="figures/{name}-narrow.js" '
            f'data-marks="figures/{name}-marks.js" '
            f'style="--wide:{ratio(figure.svg)};--narrow:{ratio(narrow(figure, kept))}">'
            f'<div class="drawing" role="img" aria-label="{alt}">'
            f'<img class="still" src="figures/{name}.svg" loading="lazy" alt=""></div>'
            f"<figcaption>{take_away(name, '')}</figcaption></figure>"
        )
        parts.append(
            f'<p><a href="{figure.href}">In its notebook</a>. Cite as: '
            f"<cite>{escape(citation(claims, about['title']))}</cite></p>\n{values(about['table'])}"
        )
    return "\n\n".join(parts) + "\n"


def plain(text: str) -> str:
    """Text for a Markdown heading, with no sign of it read as Markdown."""
    return re.sub(r"([\\`*_{}\[\]<>()#+!|$~-])", r"\\\1", text)


def values(table: dict) -> str:
    """The plotted values, folded; without the claims, which have their own pages."""
    kept = [place for place, name in enumerate(table["columns"]) if name != "claim_ids"]
    rows = [[row[place] for place in kept] for row in table["data"]]
    frame = pd.DataFrame(rows[:ROWS], columns=[table["columns"][place].replace("_", " ") for place in kept])
    more = f", the first {ROWS} here, all in the CSV" if len(rows) > ROWS else ""
    return (
        f"<details><summary>The plotted values ({count(len(rows), 'row')}{more})</summary>"
        f"{_table(frame, 'Plotted values')}</details>"
    )


def _table(rows: pd.DataFrame, name: str) -> str:
    """A table that scrolls; its text is only text."""
    head = "".join(f'<th scope="col">{escape(column.replace("_", " "))}</th>' for column in rows)
    cells = zip(*(readable.column(values) for _, values in rows.items()), strict=True)
    body = "".join(f"<tr>{BETWEEN.join(f'<td>{escape(text)}</td>' for text in row)}</tr>" for row in cells)
    return (
        f'<div style="{STYLE}" tabindex="0" role="region" aria-label="{name}"><table class="evidence">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def opening(path: Path) -> tuple[str, str]:
    """Title and question of a notebook, from its first cell."""
    first = json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"]  # all else need not be checked
    lines = [line for line in "".join(first).splitlines() if line.strip()]
    return lines[0].lstrip("# "), lines[1].strip("*")
