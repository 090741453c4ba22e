"""Figures of robustness: the specification curve, and findings without one part of the record."""

from __future__ import annotations

import pandas as pd

from helpers.charts import style
from helpers.charts.canvas import Canvas, framed
from helpers.charts.rows import intervals, row_space
from helpers.charts.universes import options_space, specification_curve
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.findings import REGISTRY, find
from helpers.gallery.shared import linked, nothing_to_draw
from helpers.universes import own_choice
from helpers.words import count

CURVE = 2.2  # inches of the curve itself
HOLDS = {True: "#123f8c", False: "#a8b0b8"}


def specification(claims: Claims, results: pd.DataFrame, universes: pd.DataFrame, name: str) -> Exhibit:
    """One finding in all universes (rows of robustness.run), in ascending order of its number."""
    headline = REGISTRY[name]
    own = results[results["finding"].eq(name)].set_index("universe")
    reads = [choice for choice in universes.columns if choice in headline.reads]
    curve = universes[reads].join(own[["effect", "holds"]]).assign(own=universes.index == 0)
    drawn = curve.dropna(subset="effect")
    exhibit = f"specification-{name}"
    effect = headline.effect.replace("_", " ")
    if drawn.empty:
        title = f"{headline.question} No universe gives a number"
        return nothing_to_draw(claims, exhibit, title, effect, ["effect"])
    low, high = drawn["effect"].min(), drawn["effect"].max()
    span = f"{low:,.3g} to {high:,.3g}" if low < high else f"{low:,.3g}"
    title = (
        f"{headline.question} {span} by coding choice; the finding holds in {curve['holds'].mean():.0%} of "
        f"{count(len(curve), 'way')} of coding"
    )
    options = [
        (choice, str(option))
        for choice in reads
        for option in own_choice(claims, choice)
        if universes[choice].astype("str").nunique() > 1 and option in set(universes[choice])
    ]
    ids = find(claims, name).claim_ids
    out = len(curve) - len(drawn)
    left_out = f"{count(out, 'way')} of coding without such a number: not drawn." if out else ""
    drawn = drawn.assign(claim_ids=[ids if mine else () for mine in drawn["own"]])
    (drawn,) = linked(drawn)

    def draw(canvas: Canvas):
        space = options_space(canvas, options)
        figure, (upper, lower) = framed(
            canvas,
            title,
            f"Above: {effect}, in ascending order; full: the finding holds ({headline.condition}). Below: the coding "
            "choices of each way of coding.",
            foot(claims, ids, left_out=left_out),
            height=CURVE + space["height"],
            left=space["left"],
            right=0.1,
            rows=(CURVE, space["height"]),
            gap=0.06,
        )
        colours = {holds: style.tone(colour) for holds, colour in HOLDS.items()}
        specification_curve(drawn, options, upper=upper, lower=lower, colours=colours)
        return figure

    alt = f"Specification curve of {count(len(drawn), 'universe')}, effect {effect}. {title}"
    marks = drawn.rename_axis("universe").reset_index()
    return Exhibit(exhibit, title, effect, alt, draw, marks, claims)


def shares(claims: Claims, table: pd.DataFrame) -> Exhibit:
    """In what share of universes each finding holds, and which choice moves it most (rows of robustness.shares)."""
    rows = table.reset_index().sort_values("kept", ascending=False, kind="stable", ignore_index=True)
    if rows.empty:
        return nothing_to_draw(claims, "shares", "No finding was computed", "", ["share"])
    n, sure = int(rows["universes"].max()), int((rows["share"] >= 0.9).sum())
    firm = int((rows["kept"] >= 0.9).sum())
    title = (
        f"{sure} of {count(len(rows), 'finding')} hold in nine of ten of {count(n, 'way')} of coding; {firm} once the "
        "choice that moves them most is kept as it is"
    )
    rows = rows.assign(
        label=[REGISTRY[name].question for name in rows["finding"]], group="", low=rows["share"], high=rows["kept"]
    )
    texts = [f"{row.choice}: {row.worst}" if row.choice else "nothing moves it" for row in rows.itertuples()]
    ids = {name: find(claims, name).claim_ids for name in rows["finding"]}
    (rows,) = linked(rows)

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            "Line from the share of all ways of coding in which a finding holds to the share (dot) among those that "
            "keep the suite's own option of the choice that moves it most; that choice and its worst option beside.",
            foot(claims, {claim for found in ids.values() for claim in found}),
            **row_space(canvas, list(rows["label"]), texts, 0.3),
        )
        grey = pd.DataFrame({"colour": [style.palette().ink], "marker": ["o"], "strong": ["no"]}, index=[""])
        intervals(rows, value="kept", groups=grey, texts=texts, ax=ax)
        ax.set_xlim(-0.03, 1.03)
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        return figure

    alt = f"Dot chart with {count(len(rows), 'finding')}. {title}"
    marks = rows[["finding", "universes", "share", "kept", "choice", "worst", "moves", "mark_url"]]
    marks = marks.assign(claim_ids=marks["finding"].map(ids))
    return Exhibit("shares", title, "Share of universes in which each finding holds", alt, draw, marks, claims)
