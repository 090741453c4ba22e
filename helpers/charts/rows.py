"""Charts with one row per speaker, figure or forecast: intervals, lags, and values joined by a line."""

from __future__ import annotations

import pandas as pd
from matplotlib.ticker import MaxNLocator

from helpers.charts.canvas import EDGE, is_narrow, text_width, wrap
from helpers.charts.marks import arrow, sized
from helpers.charts.style import STEPS, name_look, palette

NAME = 9.5  # size of row names; other words beside a row are 9
BESIDE = 8  # points from a row's words to its axes
DATE = 0.16  # inches between a row's name and its day


def row_space(canvas, labels: list[str], texts: list[str], pitch: float, days: list[str] | None = None) -> dict:
    """Room that rows with words beside them need, as terms of canvas.framed: `pitch` inches a row and the widest words
    left and right; on narrow canvases the words stand above their rows."""
    days, n = days or [], max(len(labels), 1)
    if canvas.narrow:
        return {"height": (0.24 + 0.16 * _lines(canvas.width, labels, texts, days)) * n + 0.1}
    left = _widest(labels, weight="semibold") + (_widest(days) + DATE if days else 0)
    return {"height": pitch * n + 0.2, "left": left + BESIDE / 72, "right": _widest(texts) + 0.2 - EDGE}


def _widest(texts: list[str], weight: str = "normal") -> float:
    return max((text_width(text, size=NAME, weight=weight) for text in texts), default=0.0)


def _lines(width: float, labels, texts, days) -> int:
    """Lines of words above a narrow row: one if name and text fit side by side in every row, else those of the longest
    name and of the longest text."""
    names = [f"{label}, {day}" for label, day in zip(labels, days, strict=True)] if days else labels
    room = width - 2 * EDGE - 0.15
    rows = zip(names, texts, strict=True)
    if all(text_width(f"{a} {b}", size=NAME, weight="semibold") < room for a, b in rows):
        return 1
    most = max((text.count("\n") for text in texts), default=0)
    return 1 + most + max(_wrapped(name, width).count("\n") + 1 for name in names)


def _wrapped(name: str, width: float) -> str:
    return wrap(name, width - 2 * EDGE - 0.1, size=NAME, weight="semibold")


def name_rows(ax, labels: list[str], texts: list[str], looks: list[dict], days: list[str] | None = None) -> None:
    """Names (and days) left of their rows and `texts` right of them, or all above them where that is too narrow."""
    width = ax.figure.get_figwidth()
    days = days or []
    ax.set_yticks([])
    place_words = _above if is_narrow(width) else _beside
    ax.set_ylim(max(len(labels), 1) - 0.4, -0.85 if is_narrow(width) else -0.6)
    lines = _lines(width, labels, texts, days)
    for place, (label, text, look) in enumerate(zip(labels, texts, looks, strict=True)):
        ax.axhline(place, color=palette().grid, linewidth=0.8, zorder=0.5)
        place_words(ax, place, label, text, look, days[place] if days else "", lines, _widest(days) + DATE)


def _beside(ax, place, label, text, look, day, lines, room) -> None:
    if day:
        _words(ax, day, (0, place), (-BESIDE, 0), ha="right", va="center", color=palette().muted)
    shift = -BESIDE - room * 72 if day else -BESIDE
    _words(ax, label, (0, place), (shift, 0), ha="right", va="center", **{"size": NAME, **look})
    _words(ax, text, (1, place), (6, 0), ha="left", va="center")


def _above(ax, place, label, text, look, day, lines, room) -> None:
    name = _wrapped(f"{label}, {day}" if day else label, ax.figure.get_figwidth())
    rise = 11.5 * (text.count("\n") + 1) if lines > 1 else 0
    _words(ax, name, (0, place), (0, 6 + rise), ha="left", va="bottom", **{"size": NAME, **look})
    where, side = ((1, place), "right") if lines == 1 else ((0, place), "left")
    ground = {"bbox": {"facecolor": palette().paper, "pad": 0, "linewidth": 0}} if text else {}
    _words(ax, text, where, (0, 6), ha=side, va="bottom", color=palette().muted, **ground)


def _words(ax, text: str, where, shift, **look) -> None:
    """`text` at a share of the width, level with a row, moved by `shift` points."""
    look = {"size": 9, "color": palette().ink, **look}
    ax.annotate(
        text,
        where,
        xycoords=("axes fraction", "data"),
        xytext=shift,
        textcoords="offset points",
        annotation_clip=False,
        **look,
    )


def _names(ax, rows: pd.DataFrame, groups: pd.DataFrame, texts: list[str]) -> None:
    """Row names in the colour of their group, and the texts."""
    ink = palette().ink
    known = [row.get("group") in groups.index for _, row in rows.iterrows()]
    looks = [
        name_look(groups.loc[row["group"]], ink) if found else {"color": ink}
        for found, (_, row) in zip(known, rows.iterrows(), strict=True)
    ]
    name_rows(ax, list(rows["label"]), texts, looks)


def intervals(rows: pd.DataFrame, *, value: str, groups: pd.DataFrame, texts: list[str], ax, zero: float | None = None):
    """A dot per row at `value`, a line from `low` to `high` (NaN: no line); `texts` stand beside; `zero` draws the
    line of no difference. `rows` has label, group and mark_url. Returns ax."""
    _names(ax, rows, groups, texts)
    if zero is not None:
        ax.axvline(zero, color=palette().line, linewidth=1.0, zorder=0.7)
    for place, (_, row) in enumerate(rows.iterrows()):
        look, url = groups.loc[row["group"]], row.get("mark_url")
        if pd.notna(row["low"]) and pd.notna(row["high"]):
            ends = [row["low"], row["high"]]
            ax.plot(ends, [place, place], color=look["colour"], linewidth=2.0, alpha=0.55, zorder=2, url=url)
        if pd.notna(row[value]):
            size = sized(look["marker"], 6.5)
            ax.plot(row[value], place, look["marker"], color=look["colour"], markersize=size, zorder=3, url=url)
    ax.grid(axis="x")
    return ax


def open_sides(rows: pd.DataFrame, *, value: str, groups: pd.DataFrame, ax) -> None:
    """An arrow for rows of `intervals` with one bound alone: to the side that is open."""
    for place, row in enumerate(rows.to_dict("records")):
        if pd.isna(row["low"]) != pd.isna(row["high"]):
            way = 1 if pd.isna(row["high"]) else -1
            arrow(ax, (row[value], place), way, groups.at[row["group"], "colour"], 6.5, True, row["mark_url"])


def lags(rows: pd.DataFrame, *, groups: pd.DataFrame, texts: list[str], ax):
    """Rows of timing.first_yes: a line from the first yes of anyone to each source's own; a full mark is its yes, an
    upright stroke the last answer of those who never said it, without a line where that came before. Returns ax."""
    _names(ax, rows, groups, texts)
    for place, (_, row) in enumerate(rows.iterrows()):
        look, url, seen = groups.loc[row["group"]], row.get("mark_url"), bool(row["observed"])
        ends = [min(row["lag"], 0), row["lag"]]
        ax.plot(ends, [place] * 2, color=look["colour"], linewidth=1.6, alpha=0.6, zorder=2, url=url)
        size = {"markersize": sized(look["marker"], 6.5)} if seen else {"markersize": 11, "markeredgewidth": 1.8}
        ax.plot(row["lag"], place, look["marker"] if seen else "|", color=look["colour"], zorder=3, url=url, **size)
    ax.set_xlim(left=min(rows["lag"].min(), 0) - max(rows["lag"].max(), 1) * 0.03)
    ax.xaxis.set_major_locator(MaxNLocator(3 if is_narrow(ax.figure.get_figwidth()) else 5, integer=True, steps=STEPS))
    start = "0" if is_narrow(ax.figure.get_figwidth()) else "first yes"
    ax.xaxis.set_major_formatter(lambda value, _: f"{value:g} days" if value else start)
    ax.grid(axis="x")
    return ax


def joined(rows: pd.DataFrame, *, values: dict[str, dict], groups: pd.DataFrame, texts: list[str], ax):
    """Several values per row, joined by a thin line. `values`: column -> marker look (matplotlib keywords); a missing
    value is left out. Returns ax."""
    _names(ax, rows, groups, texts)
    for place, (_, row) in enumerate(rows.iterrows()):
        found = [row[name] for name in values if pd.notna(row[name])]
        if found:
            ax.plot([min(found), max(found)], [place, place], color=palette().line, linewidth=1.2, zorder=1.5)
        for name, look in values.items():
            if pd.notna(row[name]):
                ax.plot(row[name], place, linestyle="none", zorder=3, url=row.get("mark_url"), **look)
    ax.grid(axis="x")
    return ax


def pad_ends(ax, low: float, high: float, points: float = 6) -> None:
    """An x axis from low to high with `points` of air at both ends, so that no mark is cut."""
    wide = ax.get_position().width * ax.figure.get_figwidth() * 72
    pad = (high - low) * points / max(wide - 2 * points, points)
    ax.set_xlim(low - pad, high + pad)


def values_key(looks: dict[str, dict], words: dict[str, str]) -> list[tuple[str, dict]]:
    """Entries of a figure's key for the values of `joined`: word and marker look, in the order of `words`."""
    return [(word, looks[name]) for name, word in words.items()]
