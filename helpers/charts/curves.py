"""Lines over time: revision ladders, gaps, agreement by month, who still waits, how speakers are named."""

from __future__ import annotations

import pandas as pd

from helpers.charts.canvas import text_width
from helpers.charts.labels import ends, margin_names
from helpers.charts.marks import figure_mark
from helpers.charts.style import GAP, LABEL, number_axis, palette, tone


def ladder(steps: pd.DataFrame, *, groups: pd.DataFrame, ax):
    """Each source's own figures as a stair, from rows of losses.ladder with a `mark`; named at its last figure.

    A stair rises on the day of the new figure; bounds are drawn with arrows as everywhere. Returns ax."""
    if steps.empty:
        return ax
    points = _points(steps)
    values = pd.concat([points["lo"], points["hi"]]).dropna()
    number_axis(ax, values.min(), values.max())
    last = []
    for _, own in points.groupby("source_id", sort=False):
        look = groups.loc[own["group"].iloc[0]]
        level = own["lo"].fillna(own["hi"])
        ax.step(own["said_on"], level, where="post", color=look["colour"], linewidth=1.5, alpha=0.75, zorder=2)
        for _, row in own.iterrows():
            figure_mark(ax, row, row["said_on"], look, size=5.6)
        last.append((own["said_on"].iloc[-1], level.iloc[-1], own["label"].iloc[0], look["colour"]))
    margin_names(ax, last)
    return ax


def _points(steps: pd.DataFrame) -> pd.DataFrame:
    """All figures of the stairs: the first of each source, then each change."""
    first = steps.drop_duplicates("source_id")
    first = first.assign(said_on=first["before_on"], lo=first["before_lo"], hi=first["before_hi"])
    points = pd.concat([first, steps], ignore_index=True)
    open_up, open_down = points["hi"].isna(), points["lo"].isna()
    mark = pd.Series("dot", index=points.index).mask(open_up, "up").mask(open_down, "down")
    mark = mark.mask(points["lo"] < points["hi"], "bar")
    points = points.assign(mark=mark, forecast=False, attribution="named")
    return points.sort_values(["source_id", "said_on"], kind="stable", ignore_index=True)


def gap_steps(periods: pd.DataFrame, *, ax):
    """The ratio of highest to lowest standing figure over time, shaded above 1 (where no single number makes all
    true). Rows of estimates.gap. Returns ax."""
    ax.axhline(1, color=palette().line, linewidth=1.0)
    for period in periods.itertuples():
        ratio = max(period.ratio, 1)
        days, url = [period.start, period.end], getattr(period, "mark_url", None)
        ax.fill_between(days, 1, ratio, color=tone(GAP), linewidth=0, zorder=1, urls=[url])
        ax.plot(days, [ratio, ratio], color=palette().ink, linewidth=1.8, zorder=2, url=url)
    ax.set_ylim(0.9, max(2.0, 1.12 * periods["ratio"].max()) if len(periods) else 2.0)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:g} times")
    ax.grid(axis="y")
    return ax


def month_lines(table: pd.DataFrame, lines: dict[str, tuple[str, str]], *, ax):
    """Values by month as dots joined where months follow each other: column -> (label, colour); NaN leaves a hole.

    `table` has `month` (period). Returns ax."""
    table = table.set_index("month").reindex(pd.period_range(table["month"].min(), table["month"].max(), freq="M"))
    table = table.rename_axis("month").reset_index()
    days = table["month"].dt.to_timestamp()
    last = []
    for name, (label, colour) in lines.items():
        ax.plot(days, table[name].astype("float64"), "-", color=colour, linewidth=1.4)
        known = table[name].notna()
        for day, value, url in zip(days[known], table.loc[known, name], table.loc[known, "mark_url"], strict=True):
            ax.plot(day, value, "o", color=colour, markersize=4.5, url=url)
        if known.any():
            last.append((days[known].iloc[-1], float(table.loc[known, name].iloc[-1]), label, colour))
    ends(ax, last, size=9)
    ax.grid(axis="y")
    return ax


def waiting(curve: pd.DataFrame, *, colour: str, ax):
    """Share of sources that have not yet said yes, by day (rows of timing.still_waiting), with its 95% band."""
    if curve.empty:
        return ax
    days = [0, *curve["day"]]
    share = [1, *curve["share"]]
    ax.step(days, share, where="post", color=colour, linewidth=2.0, zorder=3)
    band = curve.dropna(subset=["low", "high"])
    ax.fill_between(band["day"], band["low"], band["high"], step="post", color=colour, alpha=0.15, linewidth=0)
    for row in curve.itertuples():
        ax.plot(row.day, row.share, "o", color=colour, markersize=4, zorder=4, url=row.mark_url)
    ax.set_ylim(0, 1.02)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    ax.grid(axis="y")
    return ax


def shares(table: pd.DataFrame, colours: dict[str, str], *, ax):
    """Shares per period as stacked bars, with n above each. `table`: columns of shares and `n`. Returns ax."""
    base = pd.Series(0.0, index=table.index)
    places = range(len(table))
    for name, colour in colours.items():
        bars = ax.bar(
            places, table[name], bottom=base, color=colour, width=0.82, edgecolor=palette().line, linewidth=0.4
        )
        for bar, url in zip(bars, table["mark_url"], strict=True):
            bar.set_url(url)
        base = base + table[name]
    look = {"xytext": (0, 2), "textcoords": "offset points", "ha": "center", "size": 9, "color": palette().muted}
    room = ax.get_position().width * ax.figure.get_figwidth() / max(len(table), 1)
    every = int(-(-LABEL // room))
    named = list(places)[int(LABEL / 2 / room) :: every]
    fits = room > max(text_width(f"{n:,}", size=9) for n in table["n"]) + 0.05
    for place in places if fits else named:
        ax.annotate(f"{table['n'].iloc[place]:,}", (place, 1), **look)
    ax.set_xticks(named, [table.index[place].strftime("%b %Y") for place in named])
    ax.tick_params(axis="x", length=0)
    ax.set_ylim(0, 1)
    ax.yaxis.set_major_formatter(lambda value, _: f"{value:.0%}")
    return ax
