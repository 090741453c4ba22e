"""What stands behind a figure, as HTML that any notebook shows: counts, every row, every plotted value."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from urllib.parse import quote

import pandas as pd

from helpers import readable
from helpers.estimates import say
from helpers.positions import WORDS
from helpers.words import claim_day, count, span_of

MOST = 100  # rows that one strip lists; the first notebook lists every claim
STYLE = "max-height:24em;overflow:auto;font-size:.85em"


@dataclass(frozen=True)
class Html:
    """A piece of HTML with a plain-text stand-in."""

    text: str
    plain: str

    def _repr_mimebundle_(self, include=None, exclude=None):
        return {"text/html": self.text, "text/plain": self.plain}


def address(url: str, wording: str) -> str:
    """The document's address with a text fragment, so that a browser jumps to the words (WICG Text Fragments)."""
    return f"{url}#:~:text={quote(wording, safe='').replace('-', '%2D')}" if url else ""


def link(claim: pd.Series) -> str:
    """The fragment, linked to its words in the article where the address is known."""
    words = f"“{escape(claim['wording'])}”"
    if claim["wording_en"]:
        words += f" <i>({escape(claim['wording_en'])})</i>"
    if not claim["url"]:
        return words
    return f'<a href="{escape(address(claim["url"], claim["wording"]))}">{words}</a>'


def said(claim: pd.Series | dict) -> str:
    """The answer or the figure of one claim, in words."""
    return WORDS[claim["answer"]] if claim["kind"] == "position" else say(claim)


def table(rows: pd.DataFrame, *, mark: str = "evidence") -> str:
    """Claims as an HTML table: who, when, what, the words, where they were read."""
    head = "".join(
        f'<th scope="col">{name}</th>'
        for name in ("Claim", "Said on", "Who", "Question", "Answer", "Words (linked)", "Read in", "¶")
    )
    body = "".join(_row(claim) for _, claim in rows.iterrows())
    return (
        f'<div style="{STYLE}" tabindex="0" role="region" aria-label="Claims"><table class="{mark}">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(claim: pd.Series) -> str:
    via = f" via {escape(claim['via'].replace('>', ' > ').replace('+', ' + '))}" if claim["via"] else ""
    unnamed = "" if claim["attribution"] == "named" else f" ({claim['attribution']})"
    cells = (
        claim["claim_id"],
        claim_day(claim),
        escape(claim["label"]) + unnamed + via,
        escape(claim["question_id"]),
        escape(said(claim)),
        link(claim),
        escape(claim["document_id"]),
        escape(claim["paragraph"]),
    )
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def strip(rows: pd.DataFrame, plotted: pd.DataFrame, fingerprint: str, alphas: dict[str, tuple[float, int]]) -> Html:
    """The audit strip: n reports, n statements, n sources, span; then the rows and the plotted values, folded."""
    if rows.empty:
        return Html("<p><small>No claims stand behind this figure.</small></p>", "No claims.")
    line = (
        f"{count(rows.groupby(['statement_id', 'document_id']).ngroups, 'report')} of "
        f"{count(rows['statement_id'].nunique(), 'statement')} by {count(rows['source_id'].nunique(), 'source')}, "
        f"{span_of(rows)}; fingerprint {fingerprint[:12]}"
        f"{_agreed(rows, alphas)}"
    )
    values = readable.html(plotted.head(MOST).drop(columns="claim_ids"), most=None)
    listed = f", the first {MOST} here" if len(plotted) > MOST else ""
    html = (
        f"<p><small>{line}</small></p><details><summary>The {count(len(rows), 'claim')} behind this figure</summary>"
        f"{_more(rows)}{table(rows.head(MOST))}</details>"
        f"<details><summary>The plotted values ({count(len(plotted), 'row')}{listed})</summary>"
        f'<div style="{STYLE}" tabindex="0" role="region" aria-label="Plotted values">{values}</div></details>'
    )
    return Html(html, line)


def _more(rows: pd.DataFrame) -> str:
    return f"<p>The first {MOST:,}; the first notebook lists every claim.</p>" if len(rows) > MOST else ""


def _agreed(rows: pd.DataFrame, alphas: dict[str, tuple[float, int]]) -> str:
    """How far two coders agree on the fields that these claims use."""
    fields = ["question_id", "source_id"]
    kinds = set(rows["kind"])
    fields += ["number", "qualifier"] if "count" in kinds else []
    fields += ["answer"] if "position" in kinds else []
    known = [(field, *alphas[field]) for field in fields if alphas.get(field, (0, 0))[1]]
    if not known:
        return ""
    return "; two coders' agreement (Krippendorff's alpha): " + ", ".join(
        f"{field.removesuffix('_id')} {value:.2f} (n = {n:,})" for field, value, n in known
    )


def browser(rows: pd.DataFrame) -> Html:
    """The whole table, browsable: scrolls anywhere, and in the book it can be searched."""
    return Html(table(rows, mark="claims-browser"), count(len(rows), "claim"))


def explained(exhibit, source: str, day_text: str) -> Html:
    """The claims behind the marks of a source (label, id or group) on a day or in a month, or the last before it.
    ValueError, with what there is, when the figure has no such source or nothing so early."""
    rows = exhibit.rows
    said_on, as_of = (rows[name].dt.strftime("%Y-%m-%d").fillna("") for name in ("said_on", "as_of"))
    names = rows[["label", "source_id", "group"]].eq(source).any(axis=1)
    if not names.any():
        known = ", ".join(sorted(rows["label"].unique()))
        raise ValueError(f"no source {source!r} in the figure {exhibit.id}; there are: {known}")
    found, intro = rows[names & (said_on.str.startswith(day_text) | as_of.str.startswith(day_text))], ""
    if found.empty:
        earlier = said_on[names & (said_on <= day_text)]
        if earlier.empty:
            first = min(said_on[names])
            raise ValueError(f"{source} has no mark on {day_text} or before it in {exhibit.id}; its first: {first}")
        found, intro = rows[names & said_on.eq(max(earlier))], f"nothing on {day_text}; its last words before were of "
    said_so = "; ".join(dict.fromkeys(f"{claim_day(claim)}: {said(claim)}" for _, claim in found.iterrows()))
    text = f"{source}: {intro}{said_so}"
    return Html(f"<p>{escape(text)}</p>{table(found)}", text)
