"""Figures of robustness: the specification curve, and findings without one part of the record."""

from __future__ import annotations

import pandas as pd

from helpers.charts import style
from helpers.charts.canvas import UNTICKED, Canvas, framed, wrap
from helpers.charts.rows import joined, pad_ends, row_space, values_key
from helpers.charts.universes import Row, curve_keys, options_space, specification_curve
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.findings import REGISTRY, find
from helpers.gallery.shared import linked, nothing_to_draw
from helpers.universes import choice_name, option_name, own_choice, strongest
from helpers.words import count

HOLDS = {True: style.SLATE, False: "#a8b0b8"}
CURVE = 2.0  # inches of the curve itself
SURE = 0.9  # a finding that holds in such a share of the ways of coding holds in nearly every
SHARES = {"share": "all ways of coding", "kept": "that choice kept as the suite has it"}


def specification(claims: Claims, results: pd.DataFrame, universes: pd.DataFrame, name: str) -> Exhibit:
    """One finding in all universes (rows of robustness.run), in ascending order of its number."""
    headline = REGISTRY[name]
    own = results[results["finding"].eq(name)].set_index("universe")
    curve = universes[_reads(universes, name)].join(own[["effect", "holds"]]).assign(own=universes.index == 0)
    exhibit, effect = f"specification-{name}", headline.label or headline.effect.replace("_", " ")
    out = int(curve["effect"].isna().sum())
    if out == len(curve):
        title = f"{headline.question} No way of coding gives a number"
        return nothing_to_draw(claims, exhibit, title, effect, ["effect"])
    title = (
        f"{headline.question} {_effects(headline, curve['effect'])}; the finding holds in "
        f"{curve['holds'].mean():.0%} of {count(len(curve), 'way')} of coding"
    )
    rows = _options(claims, universes, own, name)
    ids = find(claims, name).claim_ids
    (drawn,) = linked(curve.assign(claim_ids=[ids if mine else () for mine in curve["own"]]))

    def draw(canvas: Canvas):
        space, tall = options_space(canvas, rows), CURVE * (0.7 if canvas.height else 1)
        figure, (upper, lower) = framed(
            canvas,
            title,
            f"Above: {effect}, in ascending order. The finding holds where {headline.condition}. Below: the choices of "
            f"each way of coding, and in what share of them it holds{_shaded(rows)}.",
            foot(claims, ids, left_out=_drawn(len(curve), len(rows), bool(ids))),
            height=tall + space["height"],
            key=curve_keys(drawn),
            left=space["left"],
            right=0.4,
            rows=(tall, space["height"]),
            gap=0.06,
            below=UNTICKED,
        )
        colours = {holds: style.tone(colour) for holds, colour in HOLDS.items()}
        specification_curve(drawn, rows, upper=upper, lower=lower, number=headline.number, colours=colours)
        return figure

    alt = f"Specification curve, {count(len(drawn), 'dot')}, one per way of coding: {effect}. {title}"
    marks = drawn.rename_axis("universe").reset_index()
    return Exhibit(exhibit, title, effect, alt, draw, marks, claims)


def _effects(headline, effects: pd.Series) -> str:
    """From what number to what, and in how many ways of coding there is none."""
    low, high, none = effects.min(), effects.max(), int(effects.isna().sum())
    if headline.number(low) == headline.number(high):
        where = f" wherever there is a number ({len(effects) - none:,} of {len(effects):,})" * bool(none)
        return f"{headline.span(low, high)}{where or ' by any coding'}"
    return f"{headline.span(low, high)} by coding choice" + f", or no number ({none:,})" * bool(none)


def _reads(universes: pd.DataFrame, name: str) -> list[str]:
    return [choice for choice in universes.columns if choice in REGISTRY[name].reads]


def _options(claims: Claims, universes: pd.DataFrame, own: pd.DataFrame, name: str) -> list[Row]:
    """The options that were tried of each choice that the finding reads; numbers in their order."""
    tried = {choice: set(universes[choice]) for choice in _reads(universes, name)}
    tried = {choice: options for choice, options in tried.items() if len(options) > 1}
    held = {choice: own["holds"].groupby(universes[choice].astype("str")).mean() for choice in tried}
    moved = {choice: shares.max() - shares.min() for choice, shares in held.items()}
    top = strongest(moved)
    rows = []
    for choice, options in tried.items():
        known = [option for option in own_choice(claims, choice) if option in options]
        known = sorted(known) if all(isinstance(option, int) for option in known) else known
        words = [(str(option), choice_name(choice), option_name(choice, option)) for option in known]
        rows += [Row(choice, *said, choice in top) for said in words]
    return rows


def _drawn(ways: int, options: int, counted: bool) -> str:
    """What the counts of a foot are of, and how many points and options are drawn."""
    own = "These stand behind the suite's own coding. " if counted else ""
    return f"{own}Drawn: {count(ways, 'way')} of coding, {count(options, 'option')}."


def _shaded(rows: list[Row]) -> str:
    n = len({row.choice for row in rows if row.moves})
    return f"; shaded: the {'choice that moves' if n == 1 else f'{n} choices that move'} it most" if n else ""


def shares(claims: Claims, table: pd.DataFrame) -> Exhibit:
    """In what share of universes each finding holds, and which choice moves it most (rows of robustness.shares)."""
    rows = table.reset_index().sort_values("kept", ascending=False, kind="stable", ignore_index=True)
    if rows.empty:
        return nothing_to_draw(claims, "shares", "No finding was computed", "", ["share"])
    n, sure, firm = int(rows["universes"].max()), int((rows["share"] >= SURE).sum()), int((rows["kept"] >= SURE).sum())
    title = (
        f"{'Only ' * (sure < len(rows) / 2)}{sure} of {count(len(rows), 'finding')} hold in nearly every way of "
        f"coding; {firm} once one choice is kept as the suite has it"
    )
    rows = rows.assign(label=[REGISTRY[name].question for name in rows["finding"]], group="")
    texts = [_weakest(row.choice, row.worst, row.tied) for row in rows.itertuples()]
    ids = {name: find(claims, name).claim_ids for name in rows["finding"]}
    (rows,) = linked(rows)

    def draw(canvas: Canvas):
        labels, beside = list(rows["label"]), texts
        if not canvas.narrow:
            labels = [wrap(label, 0.33 * canvas.width, size=9.5) for label in labels]
            beside = [wrap(text, 0.25 * canvas.width, size=9.5) for text in texts]
        figure, (ax,) = framed(
            canvas,
            title,
            f"In what share of {count(n, 'way')} of coding each finding holds; nearly every: {SURE:.0%} or more "
            "(dotted line). Beside: the choice that moves it most, and the option under which it holds least.",
            foot(claims, {claim for found in ids.values() for claim in found}),
            key=values_key(_share_looks(), SHARES),
            **row_space(canvas, labels, beside, 0.31 + 0.13 * any("\n" in text for text in labels + beside)),
        )
        grey = pd.DataFrame({"colour": [style.palette().ink], "marker": ["o"], "strong": ["no"]}, index=[""])
        joined(rows.assign(label=labels), values=_share_looks(), groups=grey, texts=beside, ax=ax)
        ax.axvline(SURE, color=style.palette().muted, linewidth=0.9, linestyle=(0, (2, 2)), zorder=0.6)
        pad_ends(ax, 0, 1)
        ax.set_xticks([0, 0.5, 1])
        ax.xaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
        return figure

    alt = f"Dot chart with {count(len(rows), 'finding')}. {title}"
    marks = rows[["finding", "universes", "share", "kept", "choice", "worst", "moves", "mark_url"]]
    marks = marks.assign(claim_ids=marks["finding"].map(ids))
    return Exhibit("shares", title, "Share of ways of coding in which each finding holds", alt, draw, marks, claims)


def _share_looks() -> dict[str, dict]:
    ink = style.palette().ink
    hollow = {"markerfacecolor": style.palette().paper, "markeredgecolor": ink, "markeredgewidth": 1.3}
    return {
        "share": {"marker": "o", "markersize": 7.5, **hollow},
        "kept": {"marker": "o", "markersize": 4.6, "color": ink},
    }


def _weakest(choice: str, worst: str, tied: int) -> str:
    more = f" ({count(tied, 'choice')} tie)" if tied > 1 else ""
    return f"{choice_name(choice)}: {option_name(choice, worst)}{more}" if choice else "nothing moves it"
