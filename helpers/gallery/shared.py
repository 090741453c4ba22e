"""What several figures need: the claims behind, the time axis, the height of a strip's row."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from inspect import signature
from typing import NamedTuple

import pandas as pd

from helpers.charts import style
from helpers.charts.canvas import Canvas, framed
from helpers.charts.timeline import nothing
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.marked import mark_url
from helpers.words import count, day, listed

STRIP_ROW, STACKED_ROW = 0.23, 0.48
SLIDE_ROWS = 6  # of a strip on a canvas of fixed height, so that its text is large enough to be read from afar
ONE_OUTLET = "; one outlet"  # beside a figure that nobody else printed
ASTRAY = (
    "that more print as another answer or number, or one outlet of several sources at once"  # readings.main_reading
)


class Frame(NamedTuple):
    """One figure of a series, as of `day`: on the axes, and with the rows and the key, of the `whole` record."""

    whole: Claims
    day: pd.Timestamp

    @property
    def note(self) -> str:
        return f"Only what had been published by {day(self.day)}."


def standing(claims: Claims) -> str:
    """Whose figures stand, in words from the study's settings."""
    study = claims.study
    told = f"{count(study.stand_statements, 'such statement')}, each in {count(study.stand_outlets, 'outlet')}"
    return f"of a named speaker with {told}"


def log_note(*numbers: pd.Series) -> str:
    """What a subtitle says of an axis of these numbers, where it is logarithmic."""
    values = pd.concat(numbers).dropna()
    return " Log scale." if len(values) and style.logarithmic(values.min(), values.max()) else ""


def strip_row(canvas: Canvas) -> float:
    """Inches of one row of a position strip; on narrow canvases its name stands above it."""
    return STACKED_ROW if canvas.narrow else STRIP_ROW


def rows_shown(canvas: Canvas, claims: Claims, answers: pd.DataFrame, most: int = SLIDE_ROWS, told=None):
    """Groups of a strip in their order, and a note on those left out where a fixed height has room for `most`. All of
    these stay: those of the gap that the title has `told`, the strong ones, those that admit in the end. Then those who
    ever said no and those with most answers; groups of outlets go first."""
    groups = claims.groups
    n = answers["group"].value_counts().reindex(groups.index).dropna()
    if canvas.height is None or len(n) <= most:
        return list(n.index), ""
    outlets = claims.tables["sources"].groupby("group")["kind"].agg(lambda kinds: kinds.eq("outlet").mean() > 0.5)
    tells = claims.rows.loc[claims.rows["claim_id"].isin(() if told is None else told["claim_ids"]), "group"]
    first = groups.loc[n.index, "strong"].eq("yes") | n.index.isin([*claims.study.admitting_groups, *tells])
    denied = n.index.isin(answers.loc[answers["answer"].eq("no"), "group"])
    rank = pd.DataFrame({"first": first, "own": ~n.index.map(outlets).astype("bool"), "denied": denied, "n": n})
    kept = set(rank.sort_values(list(rank), ascending=False, kind="stable").index[: max(most, first.sum())])
    out = [name for name in n.index if name not in kept]
    who = listed(list(groups.loc[out, "label"]))
    return [name for name in n.index if name in kept], f"{count(int(n[out].sum()), 'answer')} of {who}: not drawn here."


def ids(*frames: pd.DataFrame) -> set[str]:
    return {claim for frame in frames for ids in frame["claim_ids"] for claim in ids}


def linked(*frames: pd.DataFrame) -> list[pd.DataFrame]:
    """The frames with `mark_url`, which numbers their rows on from frame to frame: the order of the exhibit's marks."""
    starts = [0, *pd.Series([len(frame) for frame in frames]).cumsum()]
    return [
        frame.assign(mark_url=[mark_url(start + place) for place in range(len(frame))])
        for start, frame in zip(starts, frames, strict=False)
    ]


def span(claims: Claims, days: pd.Series) -> tuple[pd.Timestamp, pd.Timestamp]:
    """First and last day of a time axis: a word of years before does not stretch it; without days, those of the
    documents."""
    own = days[claims.own(days)] if len(days) else days
    if own.empty:
        own = pd.to_datetime(claims.tables["documents"]["published"])
    return own.min(), own.max()


def about_questions(build: Callable) -> Callable:
    """A figure about questions: those that this dataset does not ask are left out, and with none left it says so."""

    @wraps(build)
    def built(claims: Claims, *question_ids: str, **options) -> Exhibit:
        asked = [name for name in question_ids if name in set(claims.tables["questions"]["question_id"])]
        least = sum(p.kind is p.POSITIONAL_OR_KEYWORD for p in signature(build).parameters.values()) - 1
        if len(asked) < max(least, 1):
            name = "-".join([build.__name__, *question_ids]).replace("_", "-").strip("-")
            return nothing_to_draw(claims, name, "This dataset does not ask that question", "", ["said"])
        return build(claims, *asked, **options)

    return built


def nothing_to_draw(claims: Claims, name: str, title: str, subtitle: str, columns: list[str]) -> Exhibit:
    """A figure that says why it is empty: too little data for this measure."""

    def draw(canvas: Canvas):
        figure, (ax,) = framed(canvas, title, subtitle, foot(claims, ()), height=0.8)
        nothing(ax, "Not enough in the record to draw")
        ax.set_xticks([])
        return figure

    columns = list(dict.fromkeys([*columns, "claim_ids"]))
    empty = pd.DataFrame({column: pd.Series(dtype="object") for column in columns})
    return Exhibit(name, title, subtitle, f"An empty chart. {title}: not enough in the record.", draw, empty, claims)


def slack_rule(claims: Claims) -> str:
    """How figures are read where they are held against each other; "" where to the letter."""
    share = claims.study.slack
    return f"Held against each other, figures are read as up to {share:.0%} off." if share else ""
