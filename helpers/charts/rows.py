"""Charts with one row per speaker, figure or forecast: intervals, lags, and values joined by a line."""

from __future__ import annotations

import pandas as pd

from helpers.charts.style import GRID, INK, LINE, MUTED, PAPER, name_look


def _names(ax, rows: pd.DataFrame, groups: pd.DataFrame, *, size: float = 9.5) -> None:
    """Row names left of the axes, in the colour of their group."""
    ax.set_ylim(max(len(rows), 1) - 0.4, -0.6)
    ax.set_yticks(range(len(rows)), list(rows["label"]))
    ax.tick_params(axis="y", length=0)
    for place, (tick, (_, row)) in enumerate(zip(ax.get_yticklabels(), rows.iterrows(), strict=True)):
        ax.axhline(place, color=GRID, linewidth=0.8, zorder=0.5)
        look = name_look(groups.loc[row["group"]], INK) if row.get("group") in groups.index else {"color": INK}
        tick.set(size=size, **look)


def beside(ax, place: int, text: str, *, gap: float = 6) -> None:
    """`text` right of the axes, level with one row, `gap` points away."""
    ax.annotate(
        text,
        (1, place),
        xycoords=("axes fraction", "data"),
        xytext=(gap, 0),
        textcoords="offset points",
        ha="left",
        va="center",
        size=9,
        color=INK,
        annotation_clip=False,
    )


def intervals(rows: pd.DataFrame, *, value: str, groups: pd.DataFrame, texts: list[str], ax, zero: float | None = None):
    """A dot per row at `value`, a line from `low` to `high` (NaN: no line); `texts` stand right of the axes; `zero`
    draws the line of no difference. `rows` has label and group. Returns ax."""
    _names(ax, rows, groups)
    if zero is not None:
        ax.axvline(zero, color=LINE, linewidth=1.0, zorder=0.7)
    for place, (_, row) in enumerate(rows.iterrows()):
        look = groups.loc[row["group"]]
        if pd.notna(row["low"]) and pd.notna(row["high"]):
            ax.plot(
                [row["low"], row["high"]], [place, place], color=look["colour"], linewidth=2.0, alpha=0.55, zorder=2
            )
        if pd.notna(row[value]):
            ax.plot(row[value], place, look["marker"], color=look["colour"], markersize=6.5, zorder=3)
        beside(ax, place, texts[place])
    ax.grid(axis="x")
    return ax


def lags(rows: pd.DataFrame, *, groups: pd.DataFrame, texts: list[str], ax):
    """Rows of timing.first_yes: a line from the first yes of anyone to each source's own; a full mark is its yes, a
    hollow one the end of the record for those who never said it. Returns ax."""
    _names(ax, rows, groups)
    for place, (_, row) in enumerate(rows.iterrows()):
        look = groups.loc[row["group"]]
        seen = bool(row["observed"])
        ax.plot(
            [0, row["lag"]],
            [place, place],
            color=look["colour"],
            linewidth=1.6,
            linestyle="-" if seen else (0, (3, 2)),
            alpha=0.6,
            zorder=2,
        )
        ax.plot(
            row["lag"],
            place,
            look["marker"],
            markersize=6.5,
            markeredgecolor=look["colour"],
            markerfacecolor=look["colour"] if seen else PAPER,
            zorder=3,
        )
        beside(ax, place, texts[place])
    ax.set_xlim(left=-max(rows["lag"].max(), 1) * 0.02)
    ax.grid(axis="x")
    return ax


def joined(rows: pd.DataFrame, *, values: dict[str, dict], groups: pd.DataFrame, texts: list[str], ax):
    """Several values per row, joined by a thin line. `values`: column -> marker look (matplotlib keywords); a missing
    value is left out. Returns ax."""
    _names(ax, rows, groups)
    for place, (_, row) in enumerate(rows.iterrows()):
        found = [row[name] for name in values if pd.notna(row[name])]
        if found:
            ax.plot([min(found), max(found)], [place, place], color=LINE, linewidth=1.2, zorder=1.5)
        for name, look in values.items():
            if pd.notna(row[name]):
                ax.plot(row[name], place, linestyle="none", zorder=3, **look)
        beside(ax, place, texts[place])
    ax.grid(axis="x")
    return ax


def name_values(ax, row: pd.Series, values: dict[str, str]) -> None:
    """Names above the marks of the first row: column -> word; words that would touch are set one higher."""
    taken: list[tuple[float, int]] = []
    span = abs(ax.get_xlim()[1] - ax.get_xlim()[0])
    for name, word in sorted(values.items(), key=lambda item: row[item[0]] if pd.notna(row[item[0]]) else 0):
        if pd.isna(row[name]):
            continue
        level = next(n for n in range(9) if not any(abs(row[name] - x) < span * 0.16 and n == m for x, m in taken))
        taken.append((row[name], level))
        ax.annotate(
            word,
            (row[name], 0),
            xytext=(0, 8 + 12 * level),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=9,
            color=MUTED,
            annotation_clip=False,
        )
