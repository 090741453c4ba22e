"""Figures that measure disagreement: gaps, lean, agreement by month, lead and lag."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers import disagreement, estimates, findings, positions, timing
from helpers.charts import style
from helpers.charts.canvas import Canvas, framed, panel_title, panels
from helpers.charts.curves import gap_steps, month_line, waiting
from helpers.charts.rows import intervals, row_space
from helpers.charts.rows import lags as draw_lags
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.shared import about_questions, ids, linked, nothing_to_draw, slack_rule, span, standing
from helpers.runs import touching
from helpers.words import brief, count, day, listed, quoted, times


@about_questions
def gaps(claims: Claims, *question_ids: str) -> Exhibit:
    """The ratio of the standing figures over time, one strip per count question."""
    found = {name: estimates.gap(estimates.standing_on(claims, name)) for name in question_ids}
    found = {name: periods for name, periods in found.items() if len(periods)}
    if not found:
        return nothing_to_draw(claims, "gaps", "No two figures stood at the same time", "", ["ratio"])
    table = pd.concat([periods.assign(question_id=name) for name, periods in found.items()], ignore_index=True)
    (table,) = linked(table)
    asked = [claims.question(name)["text"] for name in found]
    title, days = _days_apart(claims, table, list(found)), claims.study.window_days
    rule = f"A figure stands for {days} days, unless its source says otherwise sooner; only {standing(claims)}."

    def draw(canvas: Canvas):
        figure, axes = framed(
            canvas,
            title,
            "Line: highest over lowest of the standing figures that can be compared, from bounds; at 1 all can be "
            "true; log scale. Shaded: two cannot both be true. No line: none to compare.",
            foot(claims, ids(table), left_out=f"{rule} {slack_rule(claims)}".strip()),
            **panels(canvas, asked, [0.95] * len(found), left=0.75, right=0.1),
        )
        for ax, name in zip(axes, found, strict=True):
            style.day_axis(ax, table["start"].min(), table["end"].max())
            gap_steps(table[table["question_id"].eq(name)], most=table["ratio"].max(), ax=ax)
            panel_title(ax, claims.question(name)["text"])
            ax.tick_params(labelbottom=ax is axes[-1])
        return figure

    widest = table.loc[table["ratio"].idxmax()]
    alt = (
        f"Step chart of {count(len(found), 'question')}. {title} Widest: {times(widest['ratio'])}, "
        f"{widest['top_by']} against {widest['bottom_by']}, from {day(widest['start'])}."
    )
    columns = ["question_id", "start", "end", "top_by", "top", "bottom_by", "bottom", "ratio", "n", "claim_ids"]
    columns = [*columns, "mark_url"]
    return Exhibit("gaps", title, "Ratio of standing figures", alt, draw, table[columns], claims)


def _days_apart(claims: Claims, table: pd.DataFrame, questions: list[str]) -> str:
    """How long at a stretch two standing figures of a question could not both be true, question by question."""
    longest = {name: _longest(table[table["question_id"].eq(name) & (table["ratio"] > 1)]) for name in questions}
    if not any(longest.values()):
        return "At no time could two standing figures not both be true"
    said = [f"{count(days, 'day') if days else 'none'} ({brief(claims, name)})" for name, days in longest.items()]
    return f"Two standing figures could not both be true for at most {listed(said)} at a stretch"


def _longest(shaded: pd.DataFrame) -> int:
    """Days of the longest stretch."""
    return max(((run["end"].iloc[-1] - run["start"].iloc[0]).days for run in touching(shaded)), default=0)


def lean(claims: Claims) -> Exhibit:
    """How far each source lies from the others at matched question and time, with its interval and n."""
    compared = disagreement.comparisons(claims, claims.study.headline_counts)
    table = disagreement.lean(compared).reset_index()
    if table.empty:
        sentence = findings.find(claims, "lean").sentence
        return nothing_to_draw(claims, "lean", sentence.rstrip("."), "", ["label", "claim_ids"])
    clear = table[(table["low"] > 0) | (table["high"] < 0)]
    title = (
        f"{count(len(clear), 'source')} of {len(table)} lie{'s' if len(clear) == 1 else ''} clearly above or below the "
        "others at matched question and time"
        if len(clear)
        else f"None of {len(table)} sources lies clearly above or below the others at matched question and time"
    )
    texts = [f"{2**row.lean:.2f} times, n = {row.n}" for row in table.itertuples()]
    window = claims.study.window_days
    unit = claims.question(claims.study.headline_counts[0])["unit"]
    (table,) = linked(table)

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            f"A source's numbers of {unit} over the others', said within {window} days: mean, shrunk (Morris 1983), "
            "and interval, 95% for all at once (Šidák 1967). n: its figures that had company.",
            foot(claims, ids(table)),
            **row_space(canvas, list(table["label"]), texts, 0.3),
        )
        intervals(table, value="lean", groups=style.toned(claims.groups), texts=texts, ax=ax, zero=0)
        reach = max(0.5, table[["low", "high"]].abs().max().max()) * 1.08
        ax.set_xlim(-reach, reach)
        ratios = (0.6, 0.8, 1, 1.25, 1.6) if reach < 1.2 else (0.25, 0.5, 1, 2, 4)
        ratios = [ratio for ratio in ratios if abs(np.log2(ratio)) < reach]
        ratios = [ratios[0], 1, ratios[-1]] if canvas.narrow and len(ratios) > 3 else ratios
        words = [f"{ratio:g} times" if ratio != 1 else "equal" for ratio in ratios]
        ax.set_xticks(np.log2(ratios), words)
        return figure

    alt = f"Dot chart with {count(len(table), 'source')} and intervals. {title}"
    columns = ["label", "group", "n", "raw", "lean", "low", "high", "claim_ids", "mark_url"]
    return Exhibit("lean", title, "Each source against the others", alt, draw, table[columns], claims)


def by_month(claims: Claims) -> Exhibit:
    """Agreement of answers month by month: Krippendorff's alpha and van der Eijk's A."""
    questions = claims.study.headline_positions
    table = disagreement.by_month(claims, questions)
    start, _ = span(claims, claims.rows["said_on"])
    table = table[(table["questions"] > 0) & (table["month"] >= start.to_period("M"))] if len(table) else table
    if table.empty:
        return nothing_to_draw(claims, "by-month", "No question was answered by two groups in one month", "", ["A"])
    rows = claims.rows[claims.rows["question_id"].isin(questions)]
    month = rows["said_on"].dt.to_period("M")
    table = table.assign(claim_ids=[tuple(sorted(set(rows.loc[month == name, "claim_id"]))) for name in table["month"]])
    title = _agreed(table)
    (table,) = linked(table)

    def draw(canvas: Canvas):
        headings = [heading for heading, *_ in MONTHLY.values()]
        figure, axes = framed(
            canvas,
            title,
            "Each group's last answer of the month to each question, from no to yes; least and most by A. No dot: no "
            "question that two groups answered; of alpha also where all answers are alike, so nothing varies.",
            foot(claims, ids(table)),
            key=_month_keys(),
            **panels(canvas, headings, [height for _, height, _ in MONTHLY.values()], left=0.4, right=0.1),
        )
        style.day_axis(axes[0], table["month"].iloc[0].start_time, table["month"].iloc[-1].start_time)
        for ax, (name, (heading, _, floor)) in zip(axes, MONTHLY.items(), strict=True):
            month_line(table.assign(few=table["answers"] < FEW), name, ax=ax)
            top = 1.12 if floor is not None else 1.15 * table[name].max()
            ax.set_ylim(min(floor or 0, table[name].min() - 0.1), top)
            panel_title(ax, heading)
            ax.tick_params(labelbottom=ax is axes[-1])
        return figure

    alt = f"Line chart of {count(len(table), 'month')}. {title}"
    flat = table.assign(month=table["month"].astype("str"))
    return Exhibit("by-month", title, "Agreement of answers by month", alt, draw, flat, claims)


FEW = 20  # a month with fewer answers is drawn hollow, and not in the title
MONTHLY = {  # column: heading, inches, lowest value of the axis
    "A": ("Agreement (van der Eijk's A): 1 = all alike, 0 = spread evenly, -1 = split between yes and no", 1.3, -0.25),
    "alpha": ("Agreement beyond chance (Krippendorff's alpha): 0 = as by chance", 1.1, -0.25),
    "answers": ("Answers", 0.6, None),
}


def _agreed(table: pd.DataFrame) -> str:
    """The months of least and most agreement among those with enough answers."""
    many = table["answers"] >= FEW
    enough = table[many] if many.any() else table
    where = f"In months with {FEW} answers or more, groups" if many.any() and not many.all() else "Groups"
    ends = [enough[np.isclose(enough["A"], end)] for end in (enough["A"].min(), enough["A"].max())]
    if len(ends[0]) == len(enough):
        return f"{where} agreed alike: {count(len(enough), 'month')}"
    least, most = (_months(own.sort_values("month", kind="stable")) for own in ends)
    return f"{where} agreed least in {least} and most in {most}"


def _months(rows: pd.DataFrame, most: int = 3) -> str:
    """The months of the rows with their n, those of one year together; more than `most` as a number."""
    if len(rows) > most:
        return f"{len(rows)} months alike"
    years = rows["month"].dt.year.nunique()
    names = [f"{month:%B}" if years == 1 else f"{month:%B %Y}" for month in rows["month"]]
    year = f" {rows['month'].iloc[0]:%Y}" if years == 1 else ""
    return f"{listed(names)}{year} (n = {listed([f'{n:,}' for n in rows['answers']])})"


def _month_keys() -> list:
    ink, paper = style.palette().ink, style.palette().paper
    look = {"marker": "o", "markersize": 5, "markeredgecolor": ink}
    return [
        (f"{FEW} answers or more", {**look, "markerfacecolor": ink}),
        (f"fewer than {FEW}: little to go by", {**look, "markerfacecolor": paper}),
    ]


@about_questions
def lags(claims: Claims, question_id: str) -> Exhibit:
    """Who said yes first, and how many days the others took; those who never said it as hollow marks."""
    table = timing.first_yes(claims, question_id).reset_index()
    table = table.sort_values("observed", ascending=False, kind="stable", ignore_index=True)
    name = f"lags-{question_id}".replace("_", "-")
    asked = claims.question(question_id)["text"]
    if table.empty:
        return nothing_to_draw(claims, name, f"Nobody in the record said yes: {asked}", asked, ["lag", "claim_ids"])
    late = timing.last_groups(claims, table)
    first = table[table["observed"] & table["lag"].eq(0)]
    names = claims.tables["sources"].set_index("source_id")["name"]
    several = first["group"].isin(positions.many_voices(claims))  # their group does not tell who they are
    whose = first["label"].mask(several, first["source_id"].map(names))
    title = f"The first recorded yes is of {day(table.iloc[0]['yes'])}, by {listed(list(whose))}"
    if len(late):
        who, wait = listed(list(late.index)), count(late.iloc[0], "day")
        title += f"; of the groups, {who} followed last, after {wait}"
    never = int((~table["observed"]).sum())
    texts = [day(row.yes) if row.observed else "no yes by name" for row in table.itertuples()]
    early = (table["last"] - table.loc[table["observed"], "yes"].min()).dt.days
    table = table.assign(lag=table["lag"].mask(~table["observed"] & (early < 0), early)).drop(columns="last")
    before = "; left of 0: before anyone's yes" if (table["lag"] < 0).any() else ""
    unnamed = _unnamed(claims, question_id)
    (table,) = linked(table)

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            f"{quoted(claims, question_id)} Days from anyone's first yes to each source's own; sources that answered "
            f"at all by name{'; upright stroke: the last answer, no yes by name on record' if never else ''}{before}.",
            foot(claims, ids(table), left_out=unnamed),
            **row_space(canvas, list(table["label"]), texts, 0.215 if canvas.height else 0.245),
        )
        draw_lags(table, groups=style.toned(claims.groups), texts=texts, ax=ax)
        return figure

    alt = f"Bar chart of days for {count(len(table), 'source')}, {never} of them without a yes. {title}"
    return Exhibit(name, title, asked, alt, draw, table, claims)


def _unnamed(claims: Claims, question_id: str) -> str:
    """What a figure of first answers leaves out: the earlier yes of someone in a source who is not named."""
    earlier = [f"{row.label} {day(row.said_on)}" for row in timing.unnamed_yes(claims, question_id).itertuples()]
    some = f"; an unnamed official's yes came earlier, or alone: {listed(earlier)}" if earlier else ""
    return f"A yes that one outlet reports is enough. Left out: outlets, collective and unnamed speakers{some}."


@about_questions
def still_waiting(claims: Claims, question_id: str) -> Exhibit:
    """The share of sources that had not yet said yes, day by day (Kaplan-Meier)."""
    lag = timing.first_yes(claims, question_id)
    curve = timing.still_waiting(lag)
    until = "" if lag["observed"].all() else "; those without one count up to their last answer"
    name = f"waiting-{question_id}".replace("_", "-")
    asked = claims.question(question_id)["text"]
    if curve.empty:
        return nothing_to_draw(claims, name, f"Nobody in the record said yes: {asked}", asked, ["day", "claim_ids"])
    wait = timing.median_wait(curve)
    title = (
        f"Half of {len(lag)} sources had said yes within {count(int(wait), 'day')} of the first"
        if wait == wait
        else f"Of {len(lag)} sources fewer than half ever said yes"
    )
    said = {
        day_: tuple(sorted({claim for found in own["claim_ids"] for claim in found}))
        for day_, own in lag.groupby("lag")
    }
    curve = curve.assign(claim_ids=[said.get(int(place), ()) for place in curve["day"]])
    (curve,) = linked(curve)

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            f"{quoted(claims, question_id)} Share of sources still without a yes, by days after anyone's first "
            f"(Kaplan-Meier, 95% interval){until}.",
            foot(claims, ids(curve), left_out=_unnamed(claims, question_id)),
            height=2.3,
            left=0.5,
            right=0.2,
        )
        waiting(curve, colour=style.tone(style.SLATE), ax=ax)
        return figure

    alt = f"Survival curve of {count(len(lag), 'source')}. {title}"
    return Exhibit(name, title, asked, alt, draw, curve, claims)
