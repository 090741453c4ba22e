"""Figures of hindsight: what was known then, forecasts against later figures, answers against the admission."""

from __future__ import annotations

import pandas as pd

from helpers import estimates, findings, hindsight
from helpers.charts import style
from helpers.charts.rows import intervals, joined
from helpers.charts.timeline import estimate_timeline
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.shared import about_questions, ids, nothing_to_draw, span
from helpers.positions import WORDS
from helpers.words import count, day, listed


@about_questions
def frames(claims: Claims, question_id: str, *, days: list[pd.Timestamp]) -> Exhibit:
    """The figures of one question as they were known on each of some days: small multiples on common axes."""
    name = f"known-{question_id}".replace("_", "-")
    asked = claims.question(question_id)["text"]
    known = [(day_, hindsight.as_known(claims, day_)) for day_ in days]
    known = [(day_, then, estimates.figures(then, question_id)) for day_, then in known]
    known = [item for item in known if item[2][["lo", "hi"]].notna().any(axis=None)]
    if not known:
        return nothing_to_draw(claims, name, "Nothing was known on any of these days", asked, ["said"])
    every = estimates.figures(claims, question_id)
    first, last = span(claims, every["said_on"])
    counts = [marks["statement_id"].nunique() for _, _, marks in known]
    title = (
        f"By {day(known[0][0])} the record held {count(counts[0], 'statement')} with a figure, by {day(known[-1][0])} "
        f"{counts[-1]:,}"
    )
    table = pd.concat([marks.assign(known_on=day_) for day_, _, marks in known], ignore_index=True)
    columns = 2
    lines = -(-len(known) // columns)
    with style.sheet():
        figure, axes = style.framed(
            title,
            f"{asked} Each panel: only what had been published by its day, of named speakers.",
            foot(claims, ids(table)),
            height=1.75 * lines + 0.2,
            left=0.55,
            right=0.1,
            headroom=0.2,
            rows=(1.0,) * lines,
            columns=(1.0,) * columns,
            share=False,
            gap=0.36,
        )
        for ax, (day_, then, marks) in zip(axes, known, strict=False):
            style.day_axis(ax, first, last)
            stands = estimates.standing_on(then, question_id)
            firm = marks[marks["number_words"].eq("") & marks["attribution"].eq("named")]
            estimate_timeline(firm, stands=stands, gaps=estimates.gap(stands), groups=claims.groups, ax=ax)
            ax.axvline(day_, color=style.LINE, linewidth=0.9, linestyle=(0, (2, 2)))
            ax.set_title(day(day_), loc="left", size=9.5, weight="semibold", pad=3)
        limits = [ax.get_ylim() for ax in axes[: len(known)]]
        for place, ax in enumerate(axes):
            ax.set_ylim(min(low for low, _ in limits), max(high for _, high in limits))
            ax.set_visible(place < len(known))
    alt = f"{count(len(known), 'panel')} of figures over time. {title}"
    table = table.assign(said=table.apply(estimates.say, axis=1))
    columns = ["known_on", "said", "group", "label", "said_on", "lo", "hi", "reports", "claim_ids"]
    return Exhibit(name, title, asked, alt, figure, table[columns], claims)


def forecasts(claims: Claims) -> Exhibit:
    """What was forecast for a day, and what the same source and the others said once it had come."""
    tables = [hindsight.forecasts(claims, name).assign(question_id=name) for name in claims.study.realised]
    tables = [table for table in tables if len(table)]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    if table.empty:
        return nothing_to_draw(claims, "forecasts", "No forecast named both a number and a day", "", ["said"])
    title = findings.find(claims, "forecasts").sentence.rstrip(".")
    middle = {name: table[[f"{name}lo", f"{name}hi"]].mean(axis=1) for name in ("", "own_", "others_")}
    rows = table.assign(
        forecast=middle[""],
        own_later=middle["own_"],
        others_later=middle["others_"],
        label=[f"{row.label}, {day(row.said_on)}" for row in table.itertuples()],
    )
    looks = {
        "others_later": {"marker": "|", "color": style.MUTED, "markersize": 11, "markeredgewidth": 1.8},
        "forecast": {
            "marker": "o",
            "markerfacecolor": style.PAPER,
            "markeredgecolor": style.INK,
            "markersize": 7,
            "markeredgewidth": 1.3,
        },
        "own_later": {"marker": "o", "color": style.INK, "markersize": 6.5},
    }
    texts = [f"{row.said} for {day(row.as_of)}" for row in table.itertuples()]
    with style.sheet():
        figure, (ax,) = style.framed(
            title,
            f"Hollow: the forecast. Full: the same source's first figure in the {hindsight.GRACE_DAYS} days from that "
            "day on. Bar: middle of what others said in those days. No full mark: it gave none.",
            foot(claims, ids(table)),
            height=0.33 * len(rows) + 0.2,
            left=1.85,
            right=2.0,
        )
        joined(rows, values=looks, groups=claims.groups, texts=texts, ax=ax)
        ax.set_xlim(0, rows[list(looks)].max().max() * 1.08)
        ax.xaxis.set_major_formatter(style.thousands)
        ax.xaxis.set_major_locator(style.MaxNLocator(4))
    alt = f"Dot chart with {count(len(rows), 'forecast')}. {title}"
    return Exhibit("forecasts", title, "Forecast and later figures", alt, figure, table, claims)


@about_questions
def admission(claims: Claims, question_id: str) -> Exhibit:
    """Brier scores of each group's answers before the admission, with n and interval; no ranking."""
    name = f"admission-{question_id}".replace("_", "-")
    asked = claims.question(question_id)["text"]
    on = hindsight.admission(claims, question_id)
    rows = hindsight.scored(claims, question_id)
    if on is None or rows.empty:
        return nothing_to_draw(claims, name, "The record holds no admission to compare answers with", asked, ["score"])
    table = hindsight.scores(rows).reindex([g for g in claims.groups.index if g in set(rows["group"])]).reset_index()
    wide = table[table["n"] >= 3]
    who = listed([claims.groups.at[group, "label"] for group in claims.study.admitting_groups])
    title = (
        f"By {day(on)} {who} had said yes: mean scores before that day run from {wide['score'].min():.2f} to "
        f"{wide['score'].max():.2f}"
        if len(wide)
        else f"By {day(on)} {who} had said yes: no group answered three times before that"
    )
    table = table.assign(label=table["group"].map(claims.groups["label"]))
    texts = [f"n = {row.n}, {_early(row.earliest)}" for row in table.itertuples()]
    with style.sheet():
        figure, (ax,) = style.framed(
            title,
            f"{asked} Brier score of each statement since anyone's first yes ({_rule()}). Mean with 95% interval, from "
            "three statements on. In the order of the groups, no ranking.",
            foot(claims, ids(table)),
            height=0.3 * len(table) + 0.2,
            left=1.05,
            right=2.1,
        )
        intervals(table, value="score", groups=claims.groups, texts=texts, ax=ax)
        ax.set_xlim(-0.04, 1.04)
    alt = f"Dot chart with {count(len(table), 'group')}. {title}"
    columns = ["group", "label", "n", "score", "low", "high", "earliest", "claim_ids"]
    return Exhibit(name, title, asked, alt, figure, table[columns], claims)


def _rule() -> str:
    """The scoring rule in words, from the one table of chances."""
    return ", ".join(f"{WORDS[answer]} {(chance - 1) ** 2:.2f}" for answer, chance in hindsight.CHANCE.items())


def _early(days: float) -> str:
    return "no yes before" if pd.isna(days) else f"yes {days:.0f} days before"
