"""Figures of hindsight: what was known then, forecasts against later figures, answers against the admission."""

from __future__ import annotations

import pandas as pd

from helpers import estimates, findings, hindsight, titles
from helpers.charts import style
from helpers.charts.canvas import Canvas, framed, is_narrow, panel_title, panels
from helpers.charts.marks import arrow
from helpers.charts.room import name_marks
from helpers.charts.rows import intervals, joined, row_space, values_key
from helpers.charts.timeline import QUIET, estimate_timeline, last_names
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.findings.later import answers, held
from helpers.gallery.keys import bounds_key, flat, time_keys
from helpers.gallery.shared import ASTRAY, ONE_OUTLET, about_questions, ids, linked, log_note, nothing_to_draw, span
from helpers.positions import WORDS
from helpers.words import count, day, listed, quoted


@about_questions
def frames(claims: Claims, question_id: str, *, days: list[pd.Timestamp]) -> Exhibit:
    """The figures of one question as they were known on each of some days: small multiples on common axes."""
    name = f"known-{question_id}".replace("_", "-")
    asked = claims.question(question_id)["text"]
    known = [(day_, hindsight.as_known(claims, day_)) for day_ in days]
    known = [(day_, then, _firm(estimates.figures(then, question_id))) for day_, then in known]
    every = estimates.figures(claims, question_id)
    first, last = span(claims, every["said_on"])
    whole = known[-1][2] if known else every.iloc[:0]
    beside = int((whole["event"] | ~whole["main"]).sum())
    known = [(day_, then, marks[marks["main"] & ~marks["event"]]) for day_, then, marks in known]
    known = [item for item in known if len(item[2])]
    if not known:
        return nothing_to_draw(claims, name, "Nothing was known on any of these days", asked, ["said"])
    left_out = f"{count(beside, 'figure')} of a part, or {ASTRAY}: not drawn."
    title = titles.known_title(claims, question_id, {day_: marks for day_, _, marks in known})
    known = [(*item[:2], marks) for item, marks in zip(known, linked(*(item[2] for item in known)), strict=True)]
    table = pd.concat([marks.assign(known_on=day_) for day_, _, marks in known], ignore_index=True)

    def draw(canvas: Canvas):
        columns = 1 if canvas.narrow else 2
        lines = -(-len(known) // columns)
        groups = style.strong_alone(claims.groups)
        figure, axes = framed(
            canvas,
            title,
            f"{asked} Each panel: only what had been published by its day, of named speakers. {_stand_rule(claims)}"
            f"{log_note(table['lo'], table['hi'])}",
            foot(claims, ids(table), left_out=left_out if beside else ""),
            height=1.75 * lines + 0.2,
            key=[
                *time_keys(table, estimates.standing_on(claims, question_id), "gap", "day"),
                ("all others", {"marker": "o", "markersize": QUIET, "color": style.quiet_grey()}),
            ],
            left=0.55,
            right=0.3,
            headroom=0.2,
            rows=(1.0,) * lines,
            columns=(1.0,) * columns,
            share=False,
            gap=0.24,
        )
        for ax, (day_, then, marks) in zip(axes, known, strict=False):
            style.day_axis(ax, first, last)
            stands = estimates.standing_on(then, question_id)
            stands = stands.assign(end=stands["end"].clip(upper=day_))[stands["start"] < day_]
            estimate_timeline(marks, stands=stands, gaps=estimates.gap(stands), groups=groups, ax=ax)
            ax.axvline(day_, color=style.palette().line, linewidth=0.9, linestyle=(0, (2, 2)))
            panel_title(ax, day(day_))
        values = table[["lo", "hi"]].stack()
        for place, ax in enumerate(axes):
            style.number_axis(ax, values.min(), values.max())
            ax.set_visible(place < len(known))
            ax.tick_params(labelleft=place % columns == 0, labelbottom=place + columns >= len(known))
        for ax, (_, _, marks) in zip(axes, known, strict=False):
            name_marks(ax, last_names(marks, groups, ax))
        return figure

    alt = f"{count(len(known), 'panel')} of figures over time. {title}"
    table = table.assign(said=table.apply(estimates.say, axis=1))
    columns = ["known_on", "said", "group", "label", "said_on", "lo", "hi", "reports", "claim_ids", "mark_url"]
    return Exhibit(name, title, asked, alt, draw, table[columns], claims)


def _stand_rule(claims: Claims) -> str:
    """Which figures get a line, in words, from the study's settings."""
    study = claims.study
    return (
        f"A line, and so a gap, only for a figure that {count(study.stand_outlets, 'outlet')} had printed, of a source "
        f"with {count(study.stand_statements, 'such statement')} by then, for {count(study.window_days, 'day')} at "
        "most."
    )


def _firm(marks: pd.DataFrame) -> pd.DataFrame:
    """Figures in numbers by named speakers, not by a collective."""
    named = marks["attribution"].eq("named") & marks["speaker"].ne("collective")
    firm = marks["number_words"].eq("") & named
    return marks[firm & marks[["lo", "hi"]].notna().any(axis=1)].reset_index(drop=True)


def forecasts(claims: Claims) -> Exhibit:
    """What was forecast for a day, and what the same source and the others said once it had come."""
    tables = [hindsight.forecasts(claims, name, outlets=1).assign(question_id=name) for name in claims.study.realised]
    tables = [table for table in tables if len(table)]
    table = pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()
    if table.empty:
        return nothing_to_draw(claims, "forecasts", "No forecast named both a number and a day", "", ["said"])
    least = claims.study.stand_outlets
    told = table[table["outlets"].ge(least) & answers(table)]
    title = held(told) if len(told) else findings.find(claims, "forecasts").sentence.rstrip(".")
    besides = sum(hindsight.more_to_come(claims, name) for name in claims.study.realised)
    left_out = f"{count(besides, 'forecast')} of more to come, besides those there: not drawn." if besides else ""
    middle = {name: table[[f"{name}lo", f"{name}hi"]].mean(axis=1) for name in ("", "own_")}
    rows = table.assign(
        forecast=middle[""],
        own_later=middle["own_"],
        label=[f"{row.label}, {day(row.said_on)}" for row in table.itertuples()],
    )
    texts = [f"{row.said} for {row.as_of:%b %Y}{ONE_OUTLET * (row.outlets == 1)}" for row in table.itertuples()]
    rows, others = linked(rows.assign(text=texts), _others(claims, table))
    rows = rows.assign(others_url=others["mark_url"].reindex(rows.index))
    parts = {name: own for name, own in rows.groupby("question_id", sort=False)}
    headings = [claims.question(name)["text"] for name in parts]

    drawn = {"forecast": True, "own_later": rows["own_later"].notna().any(), "others_later": len(others) > 0}
    words = {name: text for name, text in FORECAST_WORDS.items() if drawn[name]}
    if_any = ", if any" if rows["own_later"].isna().any() else ""

    def draw(canvas: Canvas):
        looks = _forecast_looks()
        space = row_space(canvas, list(rows["label"]), texts, 0.33)
        heights = [row_space(canvas, list(own["label"]), list(own["text"]), 0.33)["height"] for own in parts.values()]
        figure, axes = framed(
            canvas,
            title,
            f"All forecasts with a number and a day; the title goes by those of {count(least, 'outlet')} or more. "
            f"Later: figures printed by as many, in the {hindsight.GRACE_DAYS} days from the day that it is about, "
            f"on a day that a page states; of the same source the first{if_any}.",
            foot(claims, ids(rows, others), left_out=left_out),
            key=[*values_key(looks, words), *flat(bounds_key(rows))],
            share=False,
            **panels(
                canvas,
                headings,
                heights,
                left=space.get("left", 0),
                right=space.get("right", 0),
                ticks=0.42 if canvas.height else 0.24,
            ),
        )
        for ax, heading, own in zip(axes, headings, parts.values(), strict=True):
            _forecasts_of(own, heading, looks=looks, groups=style.toned(claims.groups), ax=ax)
        return figure

    alt = f"Dot chart with {count(len(rows), 'forecast')}. {title}"
    told = rows.drop(columns=["forecast", "own_later", "text", "others", *OTHERS]).assign(label=table["label"])
    shown = pd.concat([told, others], ignore_index=True)
    columns = [name for name in shown if name not in ("claim_ids", "mark_url")]
    return Exhibit(
        "forecasts", title, "Forecast and later figures", alt, draw, shown[[*columns, "claim_ids", "mark_url"]], claims
    )


OTHERS = ["others_lo", "others_hi", "others_ids", "others_url"]


def _others(claims: Claims, table: pd.DataFrame) -> pd.DataFrame:
    """What others said later, a row per forecast of hindsight.forecasts that others answered."""
    said = table[table["others"] > 0]
    return pd.DataFrame(
        {
            **dict.fromkeys(("label", "group"), ""),
            "held_against": said["statement_id"],
            "question_id": said["question_id"].map(claims.study.realised),
            "others": said["others"],
            "others_lo": said["others_lo"],
            "others_hi": said["others_hi"],
            "claim_ids": said["others_ids"],
        }
    )


def _forecasts_of(own: pd.DataFrame, heading: str, *, looks: dict, groups: pd.DataFrame, ax) -> None:
    """The forecasts of one question, on a scale of their own; open sides as arrows."""
    alone = {name: looks[name] for name in ("forecast", "own_later")}
    joined(own, values=alone, groups=groups, texts=list(own["text"]), ax=ax)
    values = own[["forecast", "own_later", "others_lo", "others_hi"]]
    low, high = values.min().min(), values.max().max()
    ax.set_xlim(low - 0.15 * (high - low or high), high + 0.15 * (high - low or high))
    ax.xaxis.set_major_formatter(style.thousands)
    ax.xaxis.set_major_locator(style.MaxNLocator(3 if is_narrow(ax.figure.get_figwidth()) else 4, steps=style.STEPS))
    for place, row in enumerate(own.itertuples()):
        if row.others:
            ends = [row.others_lo, row.others_hi]
            ax.plot(ends, [place, place], url=row.others_url, zorder=2, **looks["others_later"])
        for lo, hi, value in ((row.lo, row.hi, row.forecast), (row.own_lo, row.own_hi, row.own_later)):
            if pd.notna(value) and pd.isna(lo) != pd.isna(hi):
                arrow(ax, (value, place), 1 if pd.isna(hi) else -1, style.palette().ink, 6.5, True, row.mark_url)
    panel_title(ax, heading)


FORECAST_WORDS = {
    "forecast": "the forecast",
    "own_later": "the same source later",
    "others_later": "others later, from the lowest to the highest number",
}


def _forecast_looks() -> dict[str, dict]:
    ink, grey = style.palette().ink, style.quiet_grey()
    hollow = {"marker": "o", "markerfacecolor": "none", "markeredgecolor": ink, "markersize": 8, "markeredgewidth": 1.3}
    return {
        "others_later": {"marker": "|", "color": grey, "markersize": 9, "markeredgewidth": 1.8, "linewidth": 2.6},
        "forecast": hollow,
        "own_later": {"marker": "o", "color": ink, "markersize": 4.6},
    }


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
    alike = table["low"].eq(table["high"])
    table = table.assign(low=table["low"].mask(alike), high=table["high"].mask(alike))
    only_yes = int(table["score"].eq(0).sum())
    who = listed([claims.groups.at[group, "label"] for group in claims.study.admitting_groups])
    title = (
        f"{quoted(claims, question_id)} By {day(on)} {who} had said yes; of {count(len(table), 'group')} that answered "
        f"between anyone's first yes and then, {only_yes} had said only yes"
    )
    table = table.assign(label=table["group"].map(claims.groups["label"]))
    own = hindsight.own_yes(claims, question_id)
    texts = [f"n = {row.n}, {_early(row.earliest, own.get(row.group))}" for row in table.itertuples()]
    (table,) = linked(table)
    least = hindsight.INTERVAL_FROM
    few = f"Interval: from {least} answers on that differ; fewer in {count(int(table['n'].lt(least).sum()), 'group')}."

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            f"Brier score of each statement since anyone's first yes ({_rule()}): lower is closer to that yes. Not "
            f"scored: words before anyone's first yes, those of {who} from their own yes on, and what an outlet says "
            "of a source uncited. Mean, with its 95% interval where there are enough. Beside it: answers (a statement "
            f"may give two), and the group's first yes: its day, or days to {day(on)}. In the order of the groups, no "
            "ranking.",
            foot(claims, ids(table), left_out=few),
            **row_space(canvas, list(table["label"]), texts, 0.3),
        )
        intervals(table, value="score", groups=style.toned(claims.groups), texts=texts, ax=ax)
        most = max(0.3, 1.1 * table[["score", "high"]].max().max())
        ax.set_xlim(-0.04 * most, most)
        return figure

    alt = f"Dot chart with {count(len(table), 'group')}. {title}"
    columns = ["group", "label", "n", "score", "low", "high", "earliest", "claim_ids", "mark_url"]
    return Exhibit(name, title, asked, alt, draw, table[columns], claims)


def _rule() -> str:
    """The scoring rule in words, from the one table of chances."""
    return ", ".join(f"{WORDS[answer]} {(chance - 1) ** 2:.2f}" for answer, chance in hindsight.CHANCE.items())


def _early(days: float, own: pd.Timestamp | None) -> str:
    """The group's first yes among those scored; its own admission ends its score."""
    if own is not None:
        return f"own yes {day(own)}"
    return "no yes before" if pd.isna(days) else f"yes {days:.0f} days earlier"
