"""The answers from no to yes on an axis of time: one row per group."""

from __future__ import annotations

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.transforms import blended_transform_factory, offset_copy

from helpers.charts.canvas import EDGE, is_narrow
from helpers.charts.marks import LINES, again, answer_mark, said_again, sized
from helpers.charts.style import name_look, palette

RISE, STACKED_RISE = 0.14, 0.09  # of a row, from one answer to the next; where its name stands above it


def position_strip(
    answers: pd.DataFrame, *, groups: pd.DataFrame, window_days: int, ax, names: list[str] = (), last=None
) -> object:
    """One row per group, one mark per answer (a stroke where it is said again), yes a little higher than no; a line as
    long as the answer stands: full for yes, pale for likely, dotted for not confirmed, dashed for no. Rows: the groups
    `names`, by default those with an answer. No line goes past the `last` day, by default that at the right edge."""
    names = names or [name for name in groups.index if name in set(answers["group"])]
    for row in range(len(names)):
        ax.axhline(row, color=palette().grid, linewidth=0.8, zorder=0.5)
    rise, window = STACKED_RISE if is_narrow(ax.figure.get_figwidth()) else RISE, pd.Timedelta(days=window_days)
    told = _standing(answers[answers["group"].isin(names)], names, window, last or _last_day(ax), rise)
    lines = told[told["stop"] > told["said_on"]].drop_duplicates(["group", "answer", "said_on"])
    for (name, answer), own in lines.groupby(["group", "answer"]):
        starts, stops = mdates.date2num(own["said_on"]), mdates.date2num(own["stop"])
        ax.hlines(own["y"], starts, stops, color=groups.at[name, "colour"], zorder=2, **LINES[answer])
    for name, own in told[told["again"]].groupby("group"):
        again(ax, own, own["y"], groups.at[name, "colour"])
    colours = groups["colour"].to_dict()
    for answer in told[~told["again"]].itertuples():
        look = {"implied": answer.implied, "size": 7.2, "url": answer.mark_url}
        answer_mark(ax, answer.said_on, answer.y, answer.answer, colours[answer.group], **look)
    _name_rows(ax, groups.loc[names])
    return ax


def _standing(answers: pd.DataFrame, names: list[str], window: pd.Timedelta, last: pd.Timestamp, rise: float):
    """The answers with `y`, `again` and `stop`: until the day of the group's next answers, `window` later or the `last`
    day; yes and no of one day both stand."""
    told = answers.sort_values(["group", "said_on"], kind="stable", ignore_index=True)
    days = told[["group", "said_on"]].drop_duplicates()
    days = days.assign(until=days.groupby("group")["said_on"].shift(-1).fillna(last))
    until = told.merge(days, on=["group", "said_on"], how="left")["until"]
    rank = {name: row for row, name in enumerate(names)}
    return told.assign(
        again=said_again(told, ["answer"]),
        stop=until.clip(upper=told["said_on"] + window).clip(upper=last),
        y=told["group"].map(rank).astype("float64") - rise * told["level"].astype("float64"),
    )


def _name_rows(ax, groups: pd.DataFrame) -> None:
    """Group names left of their rows, or above them from the canvas's edge where it is narrow, with the marker that
    the group has in the numbers above."""
    wide = ax.figure.get_figwidth()
    narrow = is_narrow(wide)
    ax.set_ylim(max(len(groups), 1) - 0.4, -0.95 if narrow else -0.6)
    ax.set_yticks([])
    (mark_at, name_at), rise = ((4, 12), 16.5) if narrow else ((-10, -18), 0)
    edge, across = (EDGE / wide, "figure fraction") if narrow else (0, "axes fraction")
    lefts = blended_transform_factory(ax.figure.transFigure if narrow else ax.transAxes, ax.transData)
    beside = offset_copy(lefts, ax.figure, x=mark_at, y=rise, units="points")
    for row, (_, group) in enumerate(groups.iterrows()):
        ax.annotate(
            group["label"],
            (edge, row),
            xycoords=(across, "data"),
            xytext=(name_at, rise),
            textcoords="offset points",
            ha="left" if narrow else "right",
            va="center",
            annotation_clip=False,
            **name_look(group),
            size=9.5,
        )
        look = {"color": group["colour"], "markersize": sized(group["marker"], 6), "markeredgewidth": 0}
        ax.plot([edge], [row], marker=group["marker"], transform=beside, clip_on=False, **look)
    ax.spines["bottom"].set_visible(True)


def _last_day(ax) -> pd.Timestamp:
    """The day at the right edge."""
    return pd.Timestamp(mdates.num2date(ax.get_xlim()[1]).replace(tzinfo=None)).as_unit("us")
