"""Lines over time: gaps, agreement by month, who still waits, how speakers are named."""

from __future__ import annotations

from math import ceil

import pandas as pd
from matplotlib.ticker import FixedLocator, MaxNLocator, NullLocator

from helpers.charts.canvas import text_width
from helpers.charts.style import GAP, LABEL, STEPS, palette, tone
from helpers.runs import touching

QUARTER = 0.22  # inches that the name of a quarter needs
RATIOS = (1.2, 1.5, 2, 4, 8, 16, 32, 64, 128, 256)


def gap_steps(periods: pd.DataFrame, *, most: float, ax):
    """The ratio of highest to lowest standing figure over time, shaded above 1 (where two cannot both be
    true) over the whole height, since a lasting gap may be a narrow one. Rows of estimates.gap; `most`: the highest
    ratio of all panels. Returns ax."""
    for run in touching(periods[periods["ratio"] > 1]):
        days = [run["start"].iloc[0], run["end"].iloc[-1]]
        ax.fill_between(days, 0, 1, color=tone(GAP), linewidth=0, zorder=1, transform=ax.get_xaxis_transform())
    level, look = periods["ratio"].clip(lower=1), {"color": palette().ink, "linewidth": 1.8, "solid_capstyle": "butt"}
    for run in touching(periods.assign(level=level), "level"):  # under the links, or their ends would show
        ax.plot([run["start"].iloc[0], run["end"].iloc[-1]], [run["level"].iloc[0]] * 2, zorder=2.9, **look)
    for period in periods.assign(level=level).to_dict("records"):
        days = [period["start"], period["end"]]
        ax.plot(days, [period["level"]] * 2, zorder=3, url=period.get("mark_url"), **look)
    most = max(1.5, most)
    ax.set_yscale("log")
    ax.set_ylim(most**-0.12, most**1.15)
    ticks = [1, *(value for value in RATIOS if most**0.25 <= value <= most**1.15)]
    ax.yaxis.set_major_locator(FixedLocator(ticks if len(ticks) < 5 else [1, *ticks[2::2]]))
    ax.yaxis.set_minor_locator(NullLocator())
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:g} times" if value > 1 else "1")
    ax.grid(axis="y")
    return ax


def month_line(table: pd.DataFrame, name: str, *, ax):
    """One column by month as dots joined where months follow each other, hollow where `few`; NaN leaves a hole.

    `table` has `month` (period). Returns ax."""
    table = table.set_index("month").reindex(pd.period_range(table["month"].min(), table["month"].max(), freq="M"))
    table = table.rename_axis("month").reset_index()
    table = table.assign(day=table["month"].dt.to_timestamp())
    ink, paper = palette().ink, palette().paper
    ax.plot(table["day"], table[name].astype("float64"), "-", color=palette().muted, linewidth=1.2)
    for row in table[table[name].notna()].to_dict("records"):
        look = {"markeredgecolor": ink, "markerfacecolor": paper if row["few"] else ink, "markersize": 5}
        look |= {"clip_on": False, "zorder": 3}
        ax.plot(row["day"], row[name], "o", url=row["mark_url"], **look)
    ax.grid(axis="y")
    return ax


def waiting(curve: pd.DataFrame, *, colour: str, ax):
    """Share of sources that have not yet said yes, by day (rows of timing.still_waiting), with its 95% band."""
    if curve.empty:
        return ax
    days = [0, *curve["day"]]
    share = [1, *curve["share"]]
    ax.step(days, share, where="post", color=colour, linewidth=2.0, zorder=3)
    band = curve.assign(low=curve["low"].ffill(), high=curve["high"].ffill())  # to the end of its last step
    band = band.dropna(subset=["low", "high"])
    ax.fill_between(band["day"], band["low"], band["high"], step="post", color=colour, alpha=0.15, linewidth=0)
    for row in curve.itertuples():
        ax.plot(row.day, row.share, "o", color=colour, markersize=4, zorder=4, url=row.mark_url, clip_on=False)
    ax.set_ylim(0, 1.02)
    ax.xaxis.set_major_locator(MaxNLocator(4, integer=True, steps=STEPS))
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g} days" if value else "first yes")
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    ax.grid(axis="y")
    return ax


def shares(table: pd.DataFrame, colours: dict[str, str], *, ax):
    """Shares per quarter as stacked bars, with n above each, on two levels where they would touch. `table`: by quarter,
    columns of shares and `n`. Returns ax."""
    base = pd.Series(0.0, index=table.index)
    places = range(len(table))
    for name, colour in colours.items():
        bars = ax.bar(
            places, table[name], bottom=base, color=colour, width=0.82, edgecolor=palette().line, linewidth=0.4
        )
        for bar, url in zip(bars, table["mark_url"], strict=True):
            bar.set_url(url)
        base = base + table[name]
    look = {"textcoords": "offset points", "ha": "center", "size": 9, "color": palette().muted}
    room = ax.get_position().width * ax.figure.get_figwidth() / max(len(table), 1)
    named = _quarters(table.index, room)
    wide = max(text_width(f"{n:,}", size=9) for n in table["n"]) + 0.05
    for place in places if wide < 2 * room else named:
        raised = 11 * (place % 2) if room < wide < 2 * room else 0
        ax.annotate(f"{table['n'].iloc[place]:,}", (place, 1), xytext=(0, 2 + raised), **look)
    ax.set_xticks(list(named), list(named.values()))
    ax.tick_params(axis="x", length=0)
    ax.set_ylim(0, 1)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    return ax


def _quarters(periods: pd.PeriodIndex, room: float) -> dict[int, str]:
    """Names of quarters by their place, `room` inches each: all, and the year below the first of each; else years."""
    first = {place: period.year for place, period in enumerate(periods) if place == 0 or period.quarter == 1}
    if room < QUARTER:
        every = ceil(LABEL / (4 * room))
        return {place: str(year) for place, year in first.items() if year % every == 0}
    return {place: f"Q{period.quarter}\n{first.get(place, '')}".rstrip() for place, period in enumerate(periods)}
