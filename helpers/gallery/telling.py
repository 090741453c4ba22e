"""Figures about how claims travel: tellers, naming, and one statement in several printed forms."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb

from helpers import estimates, lineage
from helpers.charts import style
from helpers.charts.canvas import Canvas, framed
from helpers.charts.curves import shares
from helpers.charts.forest import forest, forest_space
from helpers.charts.rows import joined, row_space, values_key
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.keys import figure_keys, flat
from helpers.gallery.shared import about_questions, ids, linked, nothing_to_draw
from helpers.versions import every_version
from helpers.words import brief, count, day

MOST = 10  # figures that the chart of tellers shows
TONES = {"named": "#33475b", "anonymous": "#7f8c99", "unattributed": "#f3ecd9"}


def tellers(claims: Claims, *, most: int = MOST) -> Exhibit:
    """The most repeated figures: documents, statements and named originators side by side."""
    every = lineage.tellers(claims, claims.study.headline_counts, most=None)
    if every.empty:
        return nothing_to_draw(claims, "tellers", "No headline question was answered with a number", "", ["said"])
    table = every.head(most)
    title = _told(claims, table.iloc[0])
    if most < MOST and len(table) < len(every):
        title += f"; shown: the {len(table)} most printed of {count(len(every), 'figure')}"
    units = {name: claims.question(name)["text"] for name in table["question_id"].unique()}
    rows = table.assign(label=[f"{row.said}, {brief(claims, row.question_id)}" for row in table.itertuples()], group="")
    asked = " ".join(units.values())
    texts = [f"most often {row.top}" for row in table.itertuples()]
    (rows,) = linked(rows)

    def draw(canvas: Canvas):
        looks = _teller_looks()
        figure, (ax,) = framed(
            canvas,
            title,
            f"Documents that print a figure, statements that they report, named sources that made them. {asked}",
            foot(claims, ids(table), left_out=COUNTED),
            key=values_key(looks, TELLER_WORDS),
            **row_space(canvas, list(rows["label"]), texts, 0.33),
        )
        joined(rows, values=looks, groups=style.toned(claims.groups), texts=texts, ax=ax)
        ax.set_xlim(0, table["reports"].max() * 1.06)
        return figure

    alt = f"Dot chart with {count(len(rows), 'figure')}, three values each. {title}"
    name = "tellers" if most == MOST else f"tellers-{most}"
    return Exhibit(name, title, "One source or ten", alt, draw, table.assign(mark_url=rows["mark_url"]), claims)


def _told(claims: Claims, top: pd.Series) -> str:
    """Who stands behind the most repeated figure, named or not."""
    unnamed = top["statements"] - top["named"]
    others = f", {unnamed:,} by nobody named" if unnamed else ""
    return (
        f"{count(top['reports'], 'document')} print {top['said']} ({brief(claims, top['question_id'])}), whatever the "
        f"hedge: {count(top['named'], 'statement')} by {count(top['originators'], 'named source')}{others}"
    )


COUNTED = (
    "Hedges and bounds are pooled over all sources; a range counts at its lower end. Nobody named: unnamed officials, "
    "collective speakers, outlets, quoted by others too."
)
TELLER_WORDS = {"reports": "documents", "statements": "statements", "originators": "named sources"}


def _teller_looks() -> dict[str, dict]:
    return {
        "reports": {"marker": "s", "color": style.tone("#b9bec4"), "markersize": 6.5},
        "statements": {"marker": "D", "color": style.tone("#6b7680"), "markersize": 6},
        "originators": {"marker": "o", "color": style.palette().ink, "markersize": 7},
    }


def naming(claims: Claims) -> Exhibit:
    """Shares of named, anonymous and unattributed claims, quarter by quarter."""
    table = lineage.naming(claims)
    table = table[table["n"] >= 10] if len(table) else table
    if table.empty:
        return nothing_to_draw(claims, "naming", "Not enough claims to compare periods", "", ["named"])
    unnamed = 1 - table["named"]
    title = f"{unnamed.min():.0%} to {unnamed.max():.0%} of the claims of a quarter have no named speaker"
    rows = claims.stated[claims.stated["source_id"].ne(claims.stated["outlet"])]
    quarter = rows["said_on"].dt.to_period("Q")
    marks = table.assign(claim_ids=[tuple(rows.loc[quarter == period, "claim_id"]) for period in table.index])
    (marks,) = linked(marks)

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            "Claims by how the document names the speaker, by quarter of the statement; above: n. Anonymous: a speaker "
            "without a name, as “an official”; unattributed: no speaker at all. Outlets' own words and quarters with "
            "fewer than ten claims left out.",
            foot(claims, ids(marks)),
            height=2.4,
            key=[(name, {"marker": "s", "color": style.tone(tone)}) for name, tone in TONES.items()]
            if canvas.narrow
            else None,
            left=0.5,
            right=0.1 if canvas.narrow else 1.15,
            headroom=0.27 if canvas.narrow else 0.12,
            below=0.17,
        )
        tones = {name: style.tone(colour) for name, colour in TONES.items()}
        shares(marks, tones, ax=ax)
        if not canvas.narrow:
            _name_shares(ax, table.iloc[-1], len(table), tones)
        return figure

    alt = f"Stacked bar chart of {count(len(table), 'quarter')}. {title}"
    flat = marks.rename_axis("period").reset_index().assign(period=[str(period) for period in marks.index])
    return Exhibit("naming", title, "How speakers are named", alt, draw, flat, claims)


def _on(colour: str) -> str:
    """Ink or paper, whichever reads better on a colour."""
    pair = (style.palette().ink, style.palette().paper)
    return max(pair, key=lambda name: style.contrast(np.array(to_rgb(name)), np.array(to_rgb(colour))))


def _name_shares(ax, last: pd.Series, n: int, tones: dict[str, str]) -> None:
    """Name the shares right of the last bar, apart from each other."""
    place, base, low = n - 0.5, 0.0, 0.0
    for name, colour in tones.items():
        y = max(base + last[name] / 2, low)
        y = min(y, 1 - 0.11 * (len(TONES) - 1 - list(TONES).index(name)))
        ax.annotate(
            name,
            (place, y),
            xytext=(4, 0),
            textcoords="offset points",
            size=9.5,
            va="center",
            color=_on(colour),
            weight="semibold",
            annotation_clip=False,
            bbox={"facecolor": colour, "pad": 1.5, "linewidth": 0},
        )
        low, base = y + 0.11, base + last[name]


@about_questions
def versions(claims: Claims, *question_ids: str) -> Exhibit:
    """The statement printed in most forms, of several the one in most documents: one row per form, with the number of
    documents."""
    every = every_version(claims)
    every = every[every["question_id"].isin(question_ids)].dropna(subset=["lo", "hi"], how="all")
    name = "-".join(["versions", *dict.fromkeys(claims.question(asked)["family"] for asked in question_ids)])
    if every.empty:
        return nothing_to_draw(claims, name, "No statement is printed in more than one form", "", ["said"])
    forms = every.groupby(["question_id", "statement_id"], sort=True)["reports"].agg(["size", "sum"])
    question_id, statement = forms.sort_values(["size", "sum"], ascending=False, kind="stable").index[0]
    rows = every[every["question_id"].eq(question_id) & every["statement_id"].eq(statement)]
    rows = rows.sort_values("reports", ascending=False, kind="stable")
    speaker, said_on = rows["label"].iloc[0], rows["said_on"].iloc[0]
    about = brief(claims, question_id)
    title = f"One statement of {speaker} ({about}, {day(said_on)}), printed in {count(len(rows), 'form')}"
    asked = claims.question(question_id)["text"]
    printed = claims.rows.loc[claims.rows["claim_id"].isin(ids(rows)), "document_id"].nunique()
    twice = "A document that prints two forms counts in both rows." if rows["reports"].sum() > printed else ""
    shown = rows.assign(label=[count(n, "document") for n in rows["reports"]])
    (shown,) = linked(shown)

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            f"{asked} One row per printed form.",
            foot(claims, ids(rows), left_out=twice),
            key=flat(figure_keys(shown)),
            **forest_space(canvas, shown),
        )
        forest(shown, groups=style.toned(claims.groups), ax=ax)
        return figure

    alt = f"Dot chart with {count(len(rows), 'row')}, one per printed form. {title}"
    marks = shown.assign(label=rows["label"], said=rows.apply(estimates.say, axis=1))
    columns = ["question_id", "statement_id", "said", "label", "group", "said_on", "lo", "hi", "reports"]
    columns = [*columns, "claim_ids", "mark_url"]
    return Exhibit(name, title, asked, alt, draw, marks[columns], claims)
