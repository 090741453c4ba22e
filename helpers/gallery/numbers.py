"""Figures about counts."""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import pandas as pd

from helpers import estimates, findings, positions, titles
from helpers.charts import style
from helpers.charts.canvas import EDGE, Canvas, framed, is_narrow
from helpers.charts.labels import LINE_HIGH, corner, days_above, rows_above
from helpers.charts.lanes import lanes
from helpers.charts.room import name_marks
from helpers.charts.strip import position_strip
from helpers.charts.timeline import edged, estimate_timeline, gap_edges, gap_label, last_names, still_to_come
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.keys import answer_keys, time_keys
from helpers.gallery.shared import (
    ASTRAY,
    Frame,
    about_questions,
    ids,
    linked,
    log_note,
    rows_shown,
    slack_rule,
    span,
    standing,
    strip_row,
)
from helpers.gallery.statements import answer_table, number_table
from helpers.words import count, day, listed

BEFORE = pd.DateOffset(months=6)  # an event so long before the first word still opens the axis
ALONE, FIRST, SECOND, LANE = 3.2, 2.4, 1.9, 1.45  # inches of the upper panels: one, the first, a second, each of more
FLAT = 0.56  # of that on a slide, where the strip needs its rows


@about_questions
def numbers(
    claims: Claims, question_id: str, position_id: str, *, gaps: bool = True, frame: Frame | None = None
) -> Exhibit:
    """Counts above, the answers to a yes/no question below, on one time axis. `gaps=False` for questions whose
    figures are about different days or waves, so that no gap can be measured."""
    parts = _parts(claims, question_id, position_id, gaps)
    if frame:
        parts = parts.until(frame, _parts(frame.whole, question_id, position_id, gaps))
    marks, answers, widest = parts.marks, parts.answers, parts.widest
    title = titles.gap_title(claims, question_id, widest, parts.stands if gaps else parts.stands.iloc[:0], marks)
    asked = claims.question(question_id)["text"], claims.question(position_id)["text"]
    axes = parts.axes or parts
    drawn = axes.marks[axes.marks["mark"].ne("vague")]
    scale, rule = log_note(drawn["lo"], drawn["hi"]), _stands(claims, len(axes.stands) > 0)
    subtitle = f"Above: {asked[0]}{scale} Below: {asked[1]} {rule}"
    table = pd.concat([number_table(marks), answer_table(answers)], ignore_index=True)
    return Exhibit(
        f"numbers-{question_id}".replace("_", "-"),
        title,
        subtitle,
        _numbers_alt(claims, question_id, marks, answers, widest),
        partial(_draw_numbers, title=title, subtitle=subtitle, parts=parts),
        table,
        claims,
    )


def _stands(claims: Claims, figures: bool) -> str:
    """The rule by which answers and, where there are such, `figures` stand, in a sentence."""
    days = claims.study.window_days
    if not figures:
        return f"An answer stands for {days} days, unless the source gives another sooner."
    return (
        f"What a source says stands for {days} days, unless it says otherwise sooner; a figure only {standing(claims)}."
    )


class _Parts(NamedTuple):
    claims: Claims
    marks: pd.DataFrame
    answers: pd.DataFrame
    stands: pd.DataFrame
    periods: pd.DataFrame
    widest: pd.Series | None
    events_out: int
    astray: int
    frame: Frame | None = None
    axes: _Parts | None = None  # what axes, rows and key are made for, where that is not the figure's own

    def until(self, frame: Frame, axes: _Parts) -> _Parts:
        """The figure as one of a series; what stood is drawn up to its day."""
        stands, periods = (
            table.assign(end=table["end"].clip(upper=frame.day)) for table in (self.stands, self.periods)
        )
        return self._replace(stands=stands, periods=periods, frame=frame, axes=axes)

    @property
    def keys(self) -> list[str]:
        gap = ["gap"] if self.periods["ratio"].gt(1).any() else []
        return ["numbers", *time_keys(self.marks, self.stands, *gap), "answers", *answer_keys(self.answers)]

    @property
    def span(self) -> tuple[pd.Timestamp, pd.Timestamp]:
        about = self.marks.loc[self.marks["forecast"], "as_of"].dropna()
        first, last = span(self.claims, pd.concat([self.marks["said_on"], self.answers["said_on"]]))
        near = self.every_event["date"][lambda day: day.between(first - BEFORE, last)]
        return min([first, *near]), max([last, *about[about < last + pd.DateOffset(months=3)]])

    @property
    def every_event(self) -> pd.DataFrame:
        days = pd.to_datetime(self.claims.tables["events"]["date"])
        return self.claims.tables["events"].assign(date=days).sort_values("date", kind="stable")

    @property
    def events(self) -> pd.DataFrame:
        return self.every_event[lambda t: t["date"].between(*self.span)]

    @property
    def _named(self) -> str:
        shorter = self.widest is not None and self.periods["ratio"].max() > self.widest["ratio"]
        return f"Named: the widest gap of {count(estimates.LASTING_DAYS, 'day')} or longer." if shorter else ""

    def left_out(self, beside: int) -> str:
        n = int(self.marks[["lo", "hi"]].isna().all(axis=1).sum())
        behind = ((self.marks, "a figure"), (self.answers, "an answer"))
        rules = (_kinds(self.marks), slack_rule(self.claims) if len(self.periods) else "", self._named)
        out = (
            (beside, "figure", "of other groups, which the title counts"),
            (n, "figure", "in words that no convention reads"),
            (self.events_out, "count", "of one strike, day or unit"),
            (self.astray, "figure", ASTRAY),
        )
        missing = listed([f"{count(n, what)} {why}" for n, what, why in out if n])
        not_drawn = [f"Not drawn: {missing}."] if missing else []
        told = (
            *(_behind(*part) for part in behind if len(part[0])),
            *rules,
            *not_drawn,
            self.frame and self.frame.note,
        )
        return " ".join(filter(None, told))


def _behind(rows: pd.DataFrame, what: str) -> str:
    """How many of the foot's statements and sources stand in one part of the figure."""
    rows = rows.dropna(subset=["lo", "hi"], how="all") if "lo" in rows else rows
    statements, sources = rows["statement_id"].nunique(), rows["source_id"].nunique()
    return f"With {what}: {count(statements, 'statement')} by {count(sources, 'source')}." if statements else ""


def _kinds(marks: pd.DataFrame) -> str:
    """What leaves no gap: counts of all so far beside counts of those there, and a total that has grown."""
    n = int(marks["in_all"].sum())
    if n == len(marks):
        return "Totals grow: an earlier, lower figure and a later, higher one leave no gap." if n else ""
    held = "a total and fewer there later leave no gap"
    return f"{count(n, 'figure')} of all so far, the others of those there: {held}." if n else ""


def _parts(claims: Claims, question_id: str, position_id: str, gaps: bool) -> _Parts:
    every = estimates.figures(claims, question_id)
    totals = every[~every["event"] & every["main"]].reset_index(drop=True)
    marks, answers = linked(totals, positions.positions(claims, position_id))
    stands = estimates.standing_on(claims, question_id)
    periods = estimates.gap(stands if gaps else stands.iloc[:0])
    events = int(every["event"].sum())
    astray = len(every) - len(totals) - events
    return _Parts(claims, marks, answers, stands, periods, estimates.widest(periods), events, astray)


def _draw_numbers(canvas: Canvas, *, title: str, subtitle: str, parts: _Parts):
    claims, whole, frame = parts.claims, parts.axes or parts, parts.frame
    marks, answers, events = parts.marks, parts.answers, whole.events
    names, unseen = rows_shown(canvas, whole.claims, whole.answers, told=whole.widest)
    low = strip_row(canvas) * len(names) + 0.2
    left, right = (0.5, 0.3) if canvas.narrow else (1.0, 0.45)
    width = canvas.width - 2 * EDGE - left - right
    reach = whole.span
    start, end = style.day_limits(*reach, width)
    places = [(day - start) / (end - start) * width for day in events["date"]]
    named = rows_above(places, events["label"], width + right)
    groups = style.toned(claims.groups)
    panels = _panels(whole, canvas)
    shown = [group for _, own in panels for group in own]
    beside = len(marks[~marks["group"].isin(shown)].dropna(subset=["lo", "hi"], how="all"))
    heights = (*_heights(len(panels) - 1, FLAT if canvas.height else 1.0), low)
    figure, axes = framed(
        canvas,
        title,
        subtitle,
        foot(claims, ids(marks, answers), left_out=" ".join(filter(None, (parts.left_out(beside), unseen)))),
        height=sum(heights) + 0.1,
        key=whole._replace(marks=whole.marks[whole.marks["group"].isin(shown)]).keys,
        left=left,
        right=right,
        headroom=0.06 + LINE_HIGH * (max(row for row, _ in named) + 1 if named else 0),
        rows=heights,
        gap=0.08,
    )
    style.day_axis(axes[0], *reach)
    _draw_panels(axes, panels, parts, groups)
    terms = {"window_days": claims.study.window_days, "names": names, "last": frame and frame.day}
    position_strip(answers, groups=groups, ax=axes[-1], **terms)
    past = events["date"].le(frame.day) if frame else events["date"].notna()
    days_above(
        axes, events["date"][past], events["label"][past], [row for row, was in zip(named, past, strict=True) if was]
    )
    if frame:
        still_to_come(axes, frame.day)
    _draw_names(axes, panels, parts, groups)
    return figure


def _draw_names(axes, panels, parts: _Parts, groups: pd.DataFrame) -> None:
    """Headings and names, which avoid all that is drawn before them."""
    edges = gap_edges(parts.periods, parts.stands, among=panels[0][1], groups=groups, ax=axes[0])
    for ax, (heading, _) in zip(axes, panels, strict=False):
        corner(ax, heading)
    ratio = [gap_label(axes[0], parts.widest)] if parts.widest is not None else []
    last = last_names(parts.marks, groups, axes[0], grounded=is_narrow(axes[0].figure.get_figwidth()))
    name_marks(axes[0], [*ratio, *last, *edges])


def _heights(below: int, shrink: float) -> list[float]:
    """Inches of the panels of numbers, `below` of them under the first."""
    heights = [FIRST, *([SECOND] if below == 1 else [LANE] * below)] if below else [ALONE]
    return [shrink * height for height in heights]


def _panels(parts: _Parts, canvas: Canvas) -> list[tuple[str, list[str]]]:
    """The strong groups above, all others below them in lanes, on canvases that may grow; one panel where only one of
    them gave figures."""
    drawn = set(parts.marks.dropna(subset=["lo", "hi"], how="all")["group"])
    spoke = [group for group in parts.claims.groups.index if group in drawn]
    strong = [group for group in spoke if parts.claims.groups.at[group, "strong"] == "yes"]
    others = [group for group in spoke if group not in strong]
    if not strong or not others:
        return [("", spoke or list(parts.claims.groups.index))]
    bounded = not canvas.narrow and edged(parts.periods, parts.stands, strong)  # narrow panels have no room to say so
    more = ", and whoever bounds the gap" if bounded else ""
    labels = parts.claims.groups["label"]
    shares = [] if canvas.height else lanes(parts.marks, others, parts.span)
    names = [_lane(list(labels[share])) for share in shares[:-1]] + ["All others"] * bool(shares)
    return [(listed(list(labels[strong])) + more, strong), *zip(names, shares, strict=True)]


def _lane(labels: list[str]) -> str:
    """A heading that finds room beside the marks."""
    return listed(labels) if len(labels) < 3 else f"{labels[0]} to {labels[-1]}"


def _draw_panels(axes, panels, parts: _Parts, groups: pd.DataFrame) -> None:
    """Figures panel by panel on one scale; the gap, which is one of all groups, stands in the first."""
    values = (parts.axes or parts).marks.loc[lambda t: t["mark"].ne("vague"), ["lo", "hi"]].stack()
    tall = min(style.tall_of(ax) for ax in axes[:-1])
    for ax, (_, names) in zip(axes[:-1], panels, strict=True):
        first = ax is axes[0]
        marks, stands = (table[table["group"].isin(names)] for table in (parts.marks, parts.stands))
        gaps = parts.periods if first else parts.periods.iloc[:0]
        estimate_timeline(marks, stands=stands, gaps=gaps, groups=groups, ax=ax)
        if len(values):
            style.number_axis(ax, values.min(), values.max(), tall=tall)
        ax.tick_params(labelbottom=False, bottom=False)
        ax.spines["bottom"].set_visible(False)
    limits = [ax.get_ylim() for ax in axes[:-1]]
    for ax in axes[:-1] if len(values) else []:
        ax.set_ylim(min(low for low, _ in limits), max(high for _, high in limits))


def main_figure(claims: Claims) -> Exhibit:
    """The figure of the home page: the first headline count over the first headline position."""
    return numbers(claims, claims.study.headline_counts[0], claims.study.headline_positions[0])


def _numbers_alt(claims, question_id, marks, answers, widest) -> str:
    if marks.empty:
        return "Time chart without figures: nobody in the record gave one."
    values = pd.concat([marks["lo"], marks["hi"]]).dropna()
    groups = [claims.groups.at[name, "label"] for name in claims.groups.index if name in set(marks["group"])]
    text = (
        (
            f"Time chart of numbers and answers. Above, {count(len(marks), 'figure')} from {listed(groups)}, from "
            f"{values.min():,.0f} to {values.max():,.0f}, said {day(marks['said_on'].min())} to "
            f"{day(marks['said_on'].max())}. "
        )
        if len(values)
        else "Time chart of numbers and answers. "
    )
    if widest is not None:
        text += findings.gap_sentence(claims, question_id, widest) + " "
    counts = answers["answer"].value_counts()
    said = listed([f"{positions.WORDS[name]} {counts[name]}" for name in reversed(positions.SCALE) if name in counts])
    return text + (f"Below, answers by statement: {said}." if said else "Below, no answers.")
