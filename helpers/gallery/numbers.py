"""Figures about counts."""

from __future__ import annotations

import pandas as pd

from helpers import estimates, findings, positions, titles
from helpers.charts import style
from helpers.charts.forest import forest
from helpers.charts.labels import days_above
from helpers.charts.timeline import estimate_timeline, gap_label, name_lines, position_strip
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.shared import STRIP_ROW, about_questions, answer_keys, ids, span
from helpers.words import count, day, listed

KEYS = ("dot", "bar", "up", "down", "vague")


@about_questions
def numbers(claims: Claims, question_id: str, position_id: str, *, gaps: bool = True) -> Exhibit:
    """Counts above, the answers to a yes/no question below, on one time axis. `gaps=False` for questions whose
    figures are about different days or waves, so that no gap can be measured."""
    marks, answers = estimates.figures(claims, question_id), positions.positions(claims, position_id)
    window = claims.study.window_days
    stands = estimates.standing_on(claims, question_id)
    periods = estimates.gap(stands if gaps else stands.iloc[:0])
    widest = estimates.widest(periods)
    title = titles.gap_title(claims, question_id, widest)
    unplotted = int(marks[["lo", "hi"]].isna().all(axis=1).sum())
    events = claims.tables["events"].assign(date=lambda t: pd.to_datetime(t["date"]))
    asked = claims.question(question_id)["text"], claims.question(position_id)["text"]
    about = marks.loc[marks["forecast"], "as_of"].dropna()
    first, last = span(claims, pd.concat([marks["said_on"], answers["said_on"]]))
    last = max([last, *about[about < last + pd.DateOffset(months=3)]])
    events = events[events["date"].between(first, last)]
    subtitle = f"Above: {asked[0]} Below: {asked[1]} An answer stands for {window} days."
    rows = answers["group"].nunique()
    left_out = f"{count(unplotted, 'figure')} in words that no convention reads: not drawn." if unplotted else ""
    with style.sheet():
        figure, (upper, lower) = style.framed(
            title,
            subtitle,
            foot(claims, ids(marks, answers), left_out=left_out),
            height=3.3 + STRIP_ROW * rows + 0.2,
            key=_keys(marks, *(["gap"] if widest is not None else []), *answer_keys(answers)),
            left=1.0,
            right=0.45,
            headroom=0.5 if len(events) else 0.06,
            rows=(3.3, STRIP_ROW * rows + 0.2),
        )
        style.day_axis(upper, first, last)
        estimate_timeline(marks, stands=stands, gaps=periods, groups=claims.groups, ax=upper)
        if widest is not None:
            gap_label(upper, widest)
        position_strip(answers, groups=claims.groups, window_days=window, ax=lower)
        upper.tick_params(labelbottom=False, bottom=False)
        upper.spines["bottom"].set_visible(False)
        days_above(upper, list(events["date"]), list(events["label"]))
        name_lines(stands, claims.groups, upper)
    table = pd.concat([_number_table(marks), _answer_table(answers)], ignore_index=True)
    return Exhibit(
        f"numbers-{question_id}".replace("_", "-"),
        title,
        subtitle,
        _numbers_alt(claims, question_id, marks, answers, widest),
        figure,
        table,
        claims,
    )


def main_figure(claims: Claims) -> Exhibit:
    """The figure of the home page: the first headline count over the first headline position."""
    return numbers(claims, claims.study.headline_counts[0], claims.study.headline_positions[0])


@about_questions
def statements(claims: Claims, question_id: str, *, most: int = 24) -> Exhibit:
    """One row per figure of one statement: who said it, when, and how it was put."""
    marks = estimates.figures(claims, question_id)
    shown = marks.dropna(subset=["lo", "hi"], how="all")
    order = claims.groups["strong"].eq("yes")
    shown = (
        shown.assign(first=shown["group"].map(order))
        .sort_values(["first", "reports"], ascending=False, kind="stable")
        .head(most)
    )
    shown = shown.sort_values(["said_on", "label"], ignore_index=True).drop(columns="first")
    out = len(marks) - len(shown)
    title = titles.range_title(claims, question_id, marks)
    asked = claims.question(question_id)["text"]
    matter = question_id in claims.study.matter_questions
    left_out = f"{count(out, 'figure')} not drawn (words without a convention, or fewer reports)." if out else ""
    with style.sheet():
        figure, (ax,) = style.framed(
            title,
            f"{asked} One row per figure of a statement.",
            foot(claims, ids(shown), left_out=left_out),
            height=0.27 * max(len(shown), 1) + 0.2,
            key=_keys(shown),
            left=2.3,
            right=2.75 if matter else 1.15,
        )
        forest(shown, groups=claims.groups, ax=ax, notes=matter)
    alt = f"Dot chart with {count(len(shown), 'row')}, one per figure. {title}"
    return Exhibit(
        f"statements-{question_id}".replace("_", "-"), title, asked, alt, figure, _number_table(shown), claims
    )


def _keys(marks: pd.DataFrame, *more: str) -> list[str]:
    """The key entries that a chart of figures needs, no others."""
    found = [name for name in KEYS if name in set(marks["mark"])]
    if marks["forecast"].any():
        found.append("forecast")
    if marks["attribution"].ne("named").any():
        found.append("anonymous")
    return found + list(more)


def _number_table(marks: pd.DataFrame) -> pd.DataFrame:
    said = marks.apply(estimates.say, axis=1) if len(marks) else []
    columns = ["group", "label", "said_on", "as_of", "lo", "hi", "mark", "reports", "claim_ids"]
    return marks.assign(said=said)[["said", *columns]]


def _answer_table(answers: pd.DataFrame) -> pd.DataFrame:
    return answers.rename(columns={"answer": "said"})[
        ["said", "group", "label", "said_on", "implied", "reports", "claim_ids"]
    ]


def _numbers_alt(claims, question_id, marks, answers, widest) -> str:
    if marks.empty:
        return "Time chart without figures: nobody in the record gave one."
    values = pd.concat([marks["lo"], marks["hi"]]).dropna()
    groups = [claims.groups.at[name, "label"] for name in claims.groups.index if name in set(marks["group"])]
    text = (
        (
            f"Time chart in two parts. Above, {count(len(marks), 'figure')} from {listed(groups)}, from "
            f"{values.min():,.0f} to {values.max():,.0f}, said {day(marks['said_on'].min())} to "
            f"{day(marks['said_on'].max())}. "
        )
        if len(values)
        else "Time chart in two parts. "
    )
    if widest is not None:
        text += findings.gap_sentence(claims, question_id, widest) + " "
    counts = answers["answer"].value_counts()
    said = listed([f"{positions.WORDS[name]} {counts[name]}" for name in reversed(positions.SCALE) if name in counts])
    return text + (f"Below, answers by statement: {said}." if said else "Below, no answers.")
