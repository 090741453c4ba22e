"""Counts over time, and under them the answers from no to yes on the same axis."""

from __future__ import annotations

import pandas as pd
from matplotlib.transforms import offset_copy

from helpers.charts.labels import margin
from helpers.charts.marks import answer_mark, figure_mark
from helpers.charts.style import GAP, GRID, INK, MUTED, number_axis


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
    """Name each strong group in the margin, at its last standing figure; the others are named in the strip."""
    last = stands[stands["group"].map(groups["strong"]).eq("yes")].groupby("group").last()
    margin(
        ax,
        [
            (
                ax.convert_xunits(row["end"]),
                row["hi"] if pd.isna(row["lo"]) else row["lo"],
                groups.at[name, "label"],
                groups.at[name, "colour"],
                "semibold",
            )
            for name, row in last.iterrows()
        ],
    )


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


def position_strip(answers: pd.DataFrame, *, groups: pd.DataFrame, window_days: int, ax) -> object:
    """One row per group, one mark per answer; a line as long as the answer stands, full for yes, half for likely,
    dotted for not confirmed, none for no. Rows without an answer are left out. Returns ax."""
    names = [name for name in groups.index if name in set(answers["group"])]
    right = pd.Timestamp(0) + pd.Timedelta(days=ax.get_xlim()[1])
    for row, name in enumerate(names):
        look = groups.loc[name]
        ax.axhline(row, color=GRID, linewidth=0.8, zorder=0.5)
        own = answers[answers["group"].eq(name)].sort_values(["said_on", "level"])
        ends = own["said_on"].shift(-1).fillna(own["said_on"] + pd.Timedelta(days=window_days))
        for (_, answer), end in zip(own.iterrows(), ends, strict=True):
            stop = min(end, answer["said_on"] + pd.Timedelta(days=window_days), right)
            style = {
                "yes": (2.4, 1.0, "-"),
                "likely": (2.4, 0.4, "-"),
                "unconfirmed": (1.4, 0.9, (0, (1, 1.5))),
                "unlikely": (1.4, 0.9, (0, (1, 1.5))),
                "no": (0, 0, "-"),
            }[answer["answer"]]
            if style[0] and stop > answer["said_on"]:
                ax.plot(
                    [answer["said_on"], stop],
                    [row, row],
                    color=look["colour"],
                    linewidth=style[0],
                    alpha=style[1],
                    linestyle=style[2],
                    zorder=2,
                )
            answer_mark(
                ax, answer["said_on"], row, answer["answer"], look["colour"], implied=answer["implied"], size=7.5
            )
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.set_yticks(range(len(names)), [groups.at[name, "label"] for name in names])
    ax.tick_params(axis="y", pad=16)
    for row, name in enumerate(names):
        ax.plot(
            [0],
            [row],
            marker=groups.at[name, "marker"],
            color=groups.at[name, "colour"],
            markersize=6,
            markeredgewidth=0,
            transform=offset_copy(ax.get_yaxis_transform(), ax.figure, x=-10, units="points"),
            clip_on=False,
        )
    for tick, name in zip(ax.get_yticklabels(), names, strict=True):
        strong = groups.at[name, "strong"] == "yes"
        tick.set(
            color=groups.at[name, "colour"] if strong else MUTED, weight="semibold" if strong else "normal", size=9.5
        )
    ax.spines["bottom"].set_visible(True)
    return ax
