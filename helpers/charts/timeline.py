"""Counts over time: figures as they were said, what stands, and the gap."""

from __future__ import annotations

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
from matplotlib.markers import TICKLEFT

from helpers.charts.canvas import is_narrow
from helpers.charts.marks import again, arrow, figure_mark, line, put, repeated, sized
from helpers.charts.room import Name
from helpers.charts.style import GAP, number_axis, palette, tone
from helpers.estimates import widest
from helpers.runs import touching

EDGES = ("bottom", "top")
EDGE_SIZE, ON_TOP = 5.0, 3.3  # of the marks of others at a gap's edges: small, and above a mark on the same spot
QUIET = 4.8  # points of a mark of those that are not strong
COVERED = 5  # points between two marks of which one hides the other
BESIDE = 16  # points between two marks whose names would stand side by side


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
    for run in touching(gaps[gaps["ratio"] > 1]):
        _shade(ax, run)
    order = _order(shown, groups)
    for stand in stands.iloc[stands["group"].map(order).astype("float64").argsort(kind="stable")[::-1]].itertuples():
        _step(ax, stand, groups.loc[stand.group])
    shown = shown.assign(again=repeated(shown))
    for name in sorted(shown["group"].unique(), key=order.get, reverse=True):
        own, look = shown[shown["group"].eq(name)], groups.loc[name]
        same = own[own["again"]]
        again(ax, same, same[["lo", "hi"]].mean(axis=1), look["colour"])
        for row in own[~own["again"]].to_dict("records"):
            _said(ax, row, look)
    return ax


def _shade(ax, run: pd.DataFrame) -> None:
    """Gaps that follow each other as one shape."""
    days, low, high = [*run["start"], run["end"].iloc[-1]], *([*run[name], run[name].iloc[-1]] for name in EDGES)
    ax.fill_between(days, low, high, step="post", color=tone(GAP), linewidth=0, zorder=0.8)


def _order(shown: pd.DataFrame, groups: pd.DataFrame) -> dict[str, int]:
    """Which group lies on top: the strong ones, and of these the one with fewest figures, or it could not be seen."""
    n, strong = shown["group"].value_counts(), groups["strong"].eq("yes")
    names = sorted(groups.index, key=lambda name: (not strong[name], n.get(name, 0)))
    return {name: number for number, name in enumerate(names)}


def _step(ax, stand, look: pd.Series) -> None:
    strong = look["strong"] == "yes"
    width = {"linewidth": 2.0, "zorder": 2} if strong else {"linewidth": 0.7, "alpha": 0.55, "zorder": 1.5}
    for edge in dict.fromkeys(edge for edge in (stand.lo, stand.hi) if pd.notna(edge)):
        line(ax, [stand.start, stand.end], [edge, edge], color=look["colour"], **width)


def _said(ax, row: dict, look: pd.Series) -> None:
    """One figure; of a forecast the day that it is about; of an earlier time with a tail to the left."""
    figure_mark(ax, row, row["said_on"], look, size=6.6 if look["strong"] == "yes" else QUIET)
    if row["forecast"] and pd.notna(row["as_of"]):
        _joined(ax, row, look["colour"])
    if row["recalled"]:
        level = np.nanmean([row["lo"], row["hi"]])
        put(ax, mdates.date2num(row["said_on"]), level, marker=TICKLEFT, markersize=8, color=look["colour"], zorder=2.8)


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


def _joined(ax, row: dict, colour: str) -> None:
    """A forecast is joined to the day that it is about."""
    value = row["lo"] if pd.notna(row["lo"]) else row["hi"]
    days = [row["said_on"], row["as_of"]]
    line(ax, days, [value, value], color=colour, linewidth=0.9, linestyle=(0, (1, 1.6)), zorder=2.2)
    ax.scatter([row["as_of"]], [value], marker="|", s=36, color=colour, linewidth=1.2, zorder=2.3)


def last_names(marks: pd.DataFrame, groups: pd.DataFrame, ax, *, grounded: bool = False) -> list[Name]:
    """The names of the strong groups, each for its last figure, or one of those before where another group's covers it,
    one outlet alone prints it, or another group's stands so near that their names would look like a key; the others are
    named in the strip. `grounded`: they may stand on the line of a day."""
    drawn = marks[marks["group"].map(groups["strong"]).eq("yes") & ~marks["recalled"]].dropna(
        subset=["lo", "hi"], how="all"
    )
    drawn = drawn.assign(level=drawn[["lo", "hi"]].mean(axis=1)).iloc[::-1]
    if drawn.empty:
        return []
    places = ax.transData.transform(np.column_stack([mdates.date2num(drawn["said_on"]), drawn["level"]]))
    apart = np.hypot(*(places[:, None] - places).T) * 72 / ax.figure.dpi
    apart[drawn["group"].to_numpy()[:, None] == drawn["group"].to_numpy()] = np.inf
    drawn = drawn.assign(covered=(apart < COVERED).any(axis=1), beside=(apart < BESIDE).any(axis=1))
    names = []
    for name, own in drawn.groupby("group", sort=False):
        last = own.head(8).assign(alone=own["outlets"].eq(1)).sort_values(["covered", "alone", "beside"], kind="stable")
        spots, every = (list(zip(table["said_on"], table["level"], strict=True)) for table in (last, own))
        look = groups.loc[name]
        names.append(Name(spots, look["label"], look["colour"], every=tuple(every), grounded=grounded))
    return names


def gap_edges(periods: pd.DataFrame, stands: pd.DataFrame, *, among: list[str], groups: pd.DataFrame, ax) -> list[Name]:
    """Where a gap is shaded, the standing figures that make its edges but are drawn elsewhere, because their group is
    not `among` those of these axes: thin, with the mark of their group. Returns their names."""
    named = []
    for (_, group, label, level), own in _edges(periods, stands, among).groupby(["side", "group", "label", "level"]):
        look, own = groups.loc[group], own.sort_values("start", kind="stable")
        for stand in own.itertuples():
            line(ax, [stand.start, stand.end], [level, level], color=look["colour"], linewidth=1.2, zorder=1.9)
        first, last = own["start"].iloc[0], own["end"].iloc[-1]
        shape = {"marker": look["marker"], "markersize": sized(look["marker"], EDGE_SIZE), "zorder": ON_TOP}
        edge = {"markerfacecolor": look["colour"], "markeredgecolor": palette().paper, "markeredgewidth": 0.7}
        put(ax, mdates.date2num(first), level, **shape, **edge)
        for way, closed in ((1, own["hi"].iloc[0]), (-1, own["lo"].iloc[0])):
            if pd.isna(closed):
                arrow(ax, (mdates.date2num(first), level), way, look["colour"], EDGE_SIZE, False, None)
        spots = [(day, level) for day in (first, last, first + (last - first) / 2)]
        named.append((own["ratio"].max(), Name(spots, label, look["colour"], 9, "normal")))
    named.sort(key=lambda item: item[0])
    if is_narrow(ax.figure.get_figwidth()):  # room for those of the gap that the title names only
        told = widest(periods)
        named = [item for item in named if told is not None and item[0] == told["ratio"]]
        named = [(ratio, name._replace(grounded=True)) for ratio, name in named]
    return list({name.text: name for _, name in named}.values())


def edged(periods: pd.DataFrame, stands: pd.DataFrame, among: list[str]) -> bool:
    """Does a figure of a group that is not `among` these make an edge of a gap?"""
    return len(_edges(periods, stands, among)) > 0


def _edges(periods: pd.DataFrame, stands: pd.DataFrame, among: list[str]) -> pd.DataFrame:
    """The standing figures that make the edges of the gaps, of groups that are not `among` these: side, level,
    `ratio` of the widest of these gaps, and the columns of estimates.standing."""
    other = stands[~stands["group"].isin(among)].reset_index(drop=True)
    found = [
        (stand.Index, side, level, period.ratio)
        for period in periods[periods["ratio"] > 1].itertuples()
        for stand in other.itertuples()
        if stand.start <= period.start and stand.end >= period.end
        for side, by, own, level in (
            ("top", period.top_by, stand.lo, period.top),
            ("bottom", period.bottom_by, stand.hi, period.bottom),
        )
        if stand.label == by and own == level
    ]
    rows = other.iloc[[place for place, *_ in found]].reset_index(drop=True)
    more = pd.DataFrame([how for _, *how in found], columns=["side", "level", "ratio"])
    every = pd.concat([rows, more], axis=1).sort_values("ratio", ascending=False, kind="stable")
    return every.drop_duplicates(["side", "label", "level", "start"])


def still_to_come(axes, day: pd.Timestamp) -> None:
    """Shade the days after `day`."""
    now = mdates.date2num(day)
    for ax in axes:
        ax.axvspan(now, ax.get_xlim()[1], color=palette().grid, alpha=0.6, linewidth=0, zorder=0.1)
        ax.axvline(now, color=palette().muted, linewidth=1.0, zorder=0.6)


def gap_label(ax, period: pd.Series) -> Name:
    """The ratio of one period's gap, to be written to the right of it and tied to it by a line."""
    y = period["bottom"] + (period["top"] - period["bottom"]) * 0.3
    words = f"{period['ratio']:.1f} times apart"
    tall = ax.get_position().height * ax.figure.get_figheight()
    if tall > 1 and not is_narrow(ax.figure.get_figwidth()):
        top = f"{'at least ' * bool(period['top_open'])}{period['top']:,.0f}"
        bottom = f"{'up to ' * bool(period['bottom_open'])}{period['bottom']:,.0f}"
        words += f":\n{period['top_by']} {top}, {period['bottom_by']} {bottom}"
    places = tuple((reach, rise) for reach in (26, 44, 70, 100) for rise in (0, -14, 14, -28, 28, -42, 42, -56))
    return Name([(period["end"], y)], words, palette().ink, 9, places=places)
