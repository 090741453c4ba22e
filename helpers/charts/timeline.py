"""Counts over time, and under them the answers from no to yes on the same axis."""

from __future__ import annotations

import matplotlib.dates as mdates
import pandas as pd
from matplotlib.transforms import offset_copy

from helpers.charts.labels import ends
from helpers.charts.marks import answer_mark, figure_mark
from helpers.charts.style import GAP, GRID, INK, MUTED, name_look, number_axis


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
        ax.fill_between([period.start, period.end], period.bottom, period.top, color=GAP, linewidth=0, zorder=0.8)
    order = {name: number for number, name in enumerate(groups.index)}
    for stand in stands.sort_values("group", key=lambda s: -s.map(order), kind="stable").itertuples():
        look = groups.loc[stand.group]
        strong = look["strong"] == "yes"
        for edge in dict.fromkeys(edge for edge in (stand.lo, stand.hi) if pd.notna(edge)):
            ax.plot(
                [stand.start, stand.end],
                [edge, edge],
                color=look["colour"],
                linewidth=1.8 if strong else 0.8,
                alpha=1.0 if strong else 0.7,
                zorder=2 if strong else 1.5,
            )
    for _, row in shown.sort_values("group", key=lambda s: -s.map(order), kind="stable").iterrows():
        strong = groups.at[row["group"], "strong"] == "yes"
        most = shown.loc[shown["statement_id"].eq(row["statement_id"]), "reports"].max()
        if row["reports"] < most and row["mark"] == "dot":
            ax.plot(
                mdates.date2num(row["said_on"]),
                row["lo"],
                "_",
                color=groups.at[row["group"], "colour"],
                markersize=4,
                alpha=0.6,
            )
            continue
        figure_mark(ax, row, row["said_on"], groups.loc[row["group"]], size=6.4 if strong else 4.8)
        if row["forecast"] and pd.notna(row["as_of"]):
            _joined(ax, row, groups.at[row["group"], "colour"])
    return ax


def nothing(ax, text: str = "No figure in the record") -> object:
    """An empty chart says so."""
    ax.set_yticks([])
    ax.text(0.5, 0.5, text, transform=ax.transAxes, ha="center", va="center", size=10, color=MUTED)
    return ax


def _joined(ax, row: pd.Series, colour: str) -> None:
    """A forecast is joined to the day that it is about."""
    value = row["lo"] if pd.notna(row["lo"]) else row["hi"]
    ax.plot(
        [row["said_on"], row["as_of"]], [value, value], color=colour, linewidth=0.9, linestyle=(0, (1, 1.6)), zorder=2.2
    )
    ax.scatter([row["as_of"]], [value], marker="|", s=36, color=colour, linewidth=1.2, zorder=2.3)


def name_lines(stands: pd.DataFrame, groups: pd.DataFrame, ax) -> None:
    """Name each strong group where its last standing figure ends; the others are named in the strip."""
    right = _last_day(ax)
    last = stands[stands["group"].map(groups["strong"]).eq("yes")].groupby("group").last().sort_values("end")
    ends(
        ax,
        [
            (
                min(row["end"], right),
                row["hi"] if pd.isna(row["lo"]) else row["lo"],
                groups.at[name, "label"],
                groups.at[name, "colour"],
            )
            for name, row in last.iterrows()
        ],
    )


def _last_day(ax) -> pd.Timestamp:
    """The day at the right edge."""
    return pd.Timestamp(0) + pd.Timedelta(days=ax.get_xlim()[1])


def gap_label(ax, period: pd.Series) -> None:
    """Write the ratio of one period's gap to the right of it, tied to the gap by a line."""
    y = period["bottom"] + (period["top"] - period["bottom"]) * 0.3
    ax.annotate(
        f"{period['ratio']:.1f} times apart",
        (period["end"], y),
        xytext=(26, 0),
        textcoords="offset points",
        size=9.5,
        weight="semibold",
        color=INK,
        ha="left",
        va="center",
        zorder=4,
        arrowprops={"arrowstyle": "-", "color": INK, "linewidth": 0.8, "shrinkA": 2, "shrinkB": 0},
    )


LINES = {
    "yes": {"linewidth": 2.2, "linestyle": "-"},
    "likely": {"linewidth": 2.2, "linestyle": "-", "alpha": 0.4},
    "unconfirmed": {"linewidth": 1.5, "linestyle": (0, (1, 1.4))},
    "unlikely": {"linewidth": 1.8, "linestyle": (0, (4, 1.6)), "alpha": 0.5},
    "no": {"linewidth": 1.8, "linestyle": (0, (4, 1.6))},
}


def position_strip(answers: pd.DataFrame, *, groups: pd.DataFrame, window_days: int, ax) -> object:
    """One row per group, one mark per answer, yes a little higher than no; a line as long as the answer stands: full
    for yes, pale for likely, dotted for not confirmed, dashed for no. Groups without an answer are left out."""
    names = [name for name in groups.index if name in set(answers["group"])]
    right = _last_day(ax)
    window = pd.Timedelta(days=window_days)
    for row, name in enumerate(names):
        colour = groups.at[name, "colour"]
        ax.axhline(row, color=GRID, linewidth=0.8, zorder=0.5)
        own = answers[answers["group"].eq(name)].sort_values(["said_on", "level"])
        following = own["said_on"].shift(-1).fillna(own["said_on"].max() + window)
        for (_, answer), then in zip(own.iterrows(), following, strict=True):
            stop = min(then, answer["said_on"] + window, right)
            y = row - 0.1 * answer["level"]
            if stop > answer["said_on"]:
                ax.plot([answer["said_on"], stop], [y, y], color=colour, zorder=2, **LINES[answer["answer"]])
            answer_mark(ax, answer["said_on"], y, answer["answer"], colour, implied=answer["implied"], size=6.8)
    _name_rows(ax, groups.loc[names])
    return ax


def _name_rows(ax, groups: pd.DataFrame) -> None:
    """Group names left of their rows, with the marker that the group has in the numbers above."""
    ax.set_ylim(max(len(groups), 1) - 0.4, -0.6)
    ax.set_yticks(range(len(groups)), list(groups["label"]))
    ax.tick_params(axis="y", pad=16)
    beside = offset_copy(ax.get_yaxis_transform(), ax.figure, x=-10, units="points")
    for row, (tick, (_, group)) in enumerate(zip(ax.get_yticklabels(), groups.iterrows(), strict=True)):
        tick.set(**name_look(group), size=9.5)
        ax.plot(
            [0],
            [row],
            marker=group["marker"],
            color=group["colour"],
            markersize=6,
            markeredgewidth=0,
            transform=beside,
            clip_on=False,
        )
    ax.spines["bottom"].set_visible(True)
