"""Counts over time, and under them the answers from no to yes on the same axis."""

from __future__ import annotations

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.transforms import offset_copy

from helpers.charts.canvas import is_narrow
from helpers.charts.labels import ends, first_free
from helpers.charts.marks import LINES, again, answer_mark, figure_mark
from helpers.charts.style import GAP, name_look, number_axis, palette, tone


def estimate_timeline(
    marks: pd.DataFrame, *, stands: pd.DataFrame, gaps: pd.DataFrame, groups: pd.DataFrame, ax
) -> object:
    """Figures as they were said (rows of estimates.figures), the standing figure of each group as a step, the gap
    shaded. `ax` has its x limits set. Returns ax."""
    shown = marks.dropna(subset=["lo", "hi"], how="all")
    spoken = shown[shown["mark"].ne("vague")] if shown["mark"].ne("vague").any() else shown
    values = pd.concat([spoken["lo"], spoken["hi"]]).dropna()
    if values.empty:
        return nothing(ax)
    number_axis(ax, values.min(), values.max())
    for period in gaps[gaps["ratio"] > 1].itertuples():
        ax.fill_between([period.start, period.end], period.bottom, period.top, color=tone(GAP), linewidth=0, zorder=0.8)
    order = {name: number for number, name in enumerate(groups.index)}
    for stand in stands.iloc[stands["group"].map(order).astype("float64").argsort(kind="stable")[::-1]].itertuples():
        _step(ax, stand, groups.loc[stand.group])
    shown = shown.assign(again=said_again(shown, ["lo", "hi", "mark", "forecast"]) & shown["mark"].ne("vague"))
    for name, own in reversed(list(shown.groupby(shown["group"].map(order), sort=True))):
        look = groups.iloc[name]
        repeated = own[own["again"]]
        again(ax, repeated, repeated[["lo", "hi"]].mean(axis=1), look["colour"])
        for _, row in own[~own["again"]].iterrows():
            _said(ax, row, look)
    return ax


def said_again(rows: pd.DataFrame, facts: list[str]) -> pd.Series:
    """Does the row say in `facts` what its group said last before it? Rows are in the order of time."""
    before = rows.groupby("group")[facts].shift()
    same = rows[facts].eq(before) | (rows[facts].isna() & before.isna())
    return same.all(axis=1) & rows.groupby("group").cumcount().gt(0)


def _step(ax, stand, look: pd.Series) -> None:
    strong = look["strong"] == "yes"
    line = {"linewidth": 2.0, "zorder": 2} if strong else {"linewidth": 0.7, "alpha": 0.55, "zorder": 1.5}
    for edge in dict.fromkeys(edge for edge in (stand.lo, stand.hi) if pd.notna(edge)):
        ax.plot([stand.start, stand.end], [edge, edge], color=look["colour"], **line)


def _said(ax, row: pd.Series, look: pd.Series) -> None:
    """One figure, and the day that it is about where it is a forecast."""
    figure_mark(ax, row, row["said_on"], look, size=6.6 if look["strong"] == "yes" else 4.4)
    if row["forecast"] and pd.notna(row["as_of"]):
        _joined(ax, row, look["colour"])


def others_behind(marks: pd.DataFrame, *, ax) -> object:
    """Figures of all others as grey dots, to compare with. Returns ax."""
    middle = marks.loc[marks["mark"].ne("vague"), ["lo", "hi"]].mean(axis=1)
    days = mdates.date2num(marks.loc[middle.index, "said_on"])
    ax.scatter(days, middle, s=5, color=palette().line, alpha=0.5, linewidth=0, zorder=1)
    return ax


def nothing(ax, text: str = "No figure in the record") -> object:
    """An empty chart says so."""
    ax.set_yticks([])
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center", size=10, color=palette().muted)
    return ax


def _joined(ax, row: pd.Series, colour: str) -> None:
    """A forecast is joined to the day that it is about."""
    value = row["lo"] if pd.notna(row["lo"]) else row["hi"]
    ax.plot(
        [row["said_on"], row["as_of"]], [value, value], color=colour, linewidth=0.9, linestyle=(0, (1, 1.6)), zorder=2.2
    )
    ax.scatter([row["as_of"]], [value], marker="|", s=36, color=colour, linewidth=1.2, zorder=2.3)


def name_last(marks: pd.DataFrame, groups: pd.DataFrame, ax) -> None:
    """Name each strong group at its last figure; the others are named in the strip."""
    drawn = marks[marks["group"].map(groups["strong"]).eq("yes")].dropna(subset=["lo", "hi"], how="all")
    last = drawn.groupby("group", sort=False).last()
    spots = zip(last.index, last["said_on"], last[["lo", "hi"]].mean(axis=1), strict=True)
    ends(ax, [(day, level, groups.at[name, "label"], groups.at[name, "colour"]) for name, day, level in spots])


def _last_day(ax) -> pd.Timestamp:
    """The day at the right edge."""
    return pd.Timestamp(mdates.num2date(ax.get_xlim()[1]).replace(tzinfo=None)).as_unit("us")


def still_to_come(axes, day: pd.Timestamp) -> None:
    """Shade the days after `day`."""
    now = mdates.date2num(day)
    for ax in axes:
        ax.axvspan(now, ax.get_xlim()[1], color=palette().grid, alpha=0.6, linewidth=0, zorder=0.1)
        ax.axvline(now, color=palette().muted, linewidth=1.0, zorder=0.6)


def gap_label(ax, period: pd.Series) -> None:
    """Write the ratio of one period's gap to the right of it, tied to the gap by a line."""
    y = period["bottom"] + (period["top"] - period["bottom"]) * 0.3
    words = f"{period['ratio']:.1f} times apart"
    if not is_narrow(ax.figure.get_figwidth()):
        words += f":\n{period['top_by']} {period['top']:,.0f}, {period['bottom_by']} {period['bottom']:,.0f}"
    label = ax.annotate(
        words,
        (period["end"], y),
        xytext=(26, 0),
        textcoords="offset points",
        size=9,
        weight="semibold",
        color=palette().ink,
        ha="left",
        va="center",
        zorder=4,
        arrowprops={"arrowstyle": "-", "color": palette().ink, "linewidth": 0.8, "shrinkA": 2, "shrinkB": 0},
    )
    first_free(ax, label, [(26, rise) for rise in (0, -14, 14, -28, 28, -42, 42)])


def position_strip(
    answers: pd.DataFrame, *, groups: pd.DataFrame, window_days: int, ax, names: list[str] = (), last=None
) -> object:
    """One row per group, one mark per answer (a stroke where it is said again), yes a little higher than no; a line as
    long as the answer stands: full for yes, pale for likely, dotted for not confirmed, dashed for no. Rows: the groups
    `names`, by default those with an answer. No line goes past the `last` day, by default that at the right edge."""
    names = names or [name for name in groups.index if name in set(answers["group"])]
    for row in range(len(names)):
        ax.axhline(row, color=palette().grid, linewidth=0.8, zorder=0.5)
    told = _standing(answers, names, pd.Timedelta(days=window_days), last or _last_day(ax))
    for (name, answer), own in told[told["stop"] > told["said_on"]].groupby(["group", "answer"]):
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


def _standing(answers: pd.DataFrame, names: list[str], window: pd.Timedelta, last: pd.Timestamp) -> pd.DataFrame:
    """The answers with `y`, `again` and `stop`: until the group's next answer, `window` later or the `last` day."""
    told = answers.sort_values(["group", "said_on"], kind="stable", ignore_index=True)
    until = told.groupby("group")["said_on"].shift(-1).fillna(last)
    rank = {name: row for row, name in enumerate(names)}
    return told.assign(
        again=said_again(told, ["answer"]),
        stop=until.clip(upper=told["said_on"] + window).clip(upper=last),
        y=told["group"].map(rank).astype("float64") - 0.1 * told["level"].astype("float64"),
    )


def _name_rows(ax, groups: pd.DataFrame) -> None:
    """Group names left of their rows, or above them where it is narrow, with the marker that the group has in the
    numbers above."""
    narrow = is_narrow(ax.figure.get_figwidth())
    ax.set_ylim(max(len(groups), 1) - 0.4, -1.0 if narrow else -0.6)
    ax.set_yticks([])
    mark_at, name_at = ((4, 14), (10, 14)) if narrow else ((-10, 0), (-18, 0))
    beside = offset_copy(ax.get_yaxis_transform(), ax.figure, x=mark_at[0], y=mark_at[1], units="points")
    for row, (_, group) in enumerate(groups.iterrows()):
        ax.annotate(
            group["label"],
            (0, row),
            xycoords=("axes fraction", "data"),
            xytext=name_at,
            textcoords="offset points",
            ha="left" if narrow else "right",
            va="center",
            annotation_clip=False,
            **name_look(group),
            size=9.5,
        )
        ax.plot(
            [0], [row], marker=group["marker"], color=group["colour"], markersize=6, markeredgewidth=0,
            transform=beside, clip_on=False,
        )  # fmt: skip
    ax.spines["bottom"].set_visible(True)
