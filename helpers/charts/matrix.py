"""Tables that are read as pictures: answers by group, claims by month."""

from __future__ import annotations

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.colors import LinearSegmentedColormap, LogNorm, to_rgb
from matplotlib.patches import Rectangle

from helpers.charts.canvas import EDGE, is_narrow, text_width, wrap
from helpers.charts.marks import answer_mark
from helpers.charts.style import LABEL, SLATE, contrast, legible, name_look, palette, tone

TINTS = {"no": "#e8a48c", "unlikely": "#f3d2c2", "unconfirmed": "#ececec", "likely": "#c6dbe8", "yes": "#86b4d4"}
DEPTH = ["#d3dae1", "#9aa7b3", SLATE]
ANSWERS = ("yes", "likely", "unconfirmed", "unlikely", "no")
QUESTION = 1.95  # inches for the text of a question
LIST_LINE = 0.165  # inches from line to line


def answer_matrix(table: pd.DataFrame, *, asked: list[str], texts: pd.Series, groups: pd.DataFrame, ax):
    """Rows of positions.latest as a grid: one column per group, one row per question; without tint where `alone`.
    Returns ax."""
    cells = table.set_index(["question_id", "group"])
    ax.set_xlim(-0.5, max(len(groups), 1) - 0.5)
    ax.set_ylim(max(len(asked), 1) - 0.5, -0.5)
    months = len(table) > 0 and _column_width(ax) > month_width(table)
    for row, question in enumerate(asked):
        for column, group in enumerate(groups.index):
            if (question, group) in cells.index:
                _cell(ax, column, row, cells.loc[(question, group)], months=months)
    names = [wrap(texts[question], QUESTION, size=9) for question in asked]
    ax.set_yticks(range(len(asked)), [legible(name) for name in names], color=palette().ink, size=9)
    _group_heads(ax, groups)
    return ax


def _cell(ax, column: int, row: int, cell: pd.Series, *, months: bool) -> None:
    tint, corner = palette().paper if cell["alone"] else tone(TINTS[cell["answer"]]), (column - 0.47, row - 0.46)
    edge = palette().grid if cell["alone"] else "none"
    ax.add_patch(Rectangle(corner, 0.94, 0.92, facecolor=tint, edgecolor=edge, url=cell["mark_url"]))
    moved, ink = cell["answer"] != cell["first_answer"] and not cell["also"], palette().ink
    if cell["also"]:
        _both(ax, column, row, cell)
    apart = min(0.13 / _column_width(ax), 0.29) if moved else 0.0
    beside = min(0.1 / _column_width(ax), 0.25) if cell["also"] else apart
    answer_mark(ax, column + beside, row - 0.21, cell["answer"], ink, size=8, implied=cell["implied"])
    if moved:
        answer_mark(ax, column - apart, row - 0.21, cell["first_answer"], palette().muted, size=6.5)
        _turn(ax, column, row - 0.21)
    words = _month_and_n(cell) if months else f"{cell['n']}"
    ax.text(column, row + 0.17, words, ha="center", va="center", size=9, color=ink)


def _both(ax, column: int, row: int, cell: pd.Series) -> None:
    """The other half of a cell whose last day holds answers on both sides."""
    tint = palette().paper if cell["alone"] else tone(TINTS[cell["also"]])
    look = {"facecolor": tint, "edgecolor": "none", "url": cell["mark_url"]}
    ax.add_patch(Rectangle((column - 0.47, row - 0.46), 0.47, 0.92, **look))
    answer_mark(ax, column - min(0.1 / _column_width(ax), 0.25), row - 0.21, cell["also"], palette().ink, size=8)


def _month_and_n(cell: pd.Series) -> str:
    return f"{cell['said_on']:%b %Y} ({cell['n']})"


def month_width(table: pd.DataFrame) -> float:
    """Inches that a column needs to name the month in every cell."""
    return max(text_width(_month_and_n(cell), size=9) for _, cell in table.iterrows()) + 0.06


def _turn(ax, x: float, y: float) -> None:
    """The small arrow from a first answer to a last one."""
    look = {"arrowstyle": "->,head_length=0.18,head_width=0.12", "color": palette().ink, "linewidth": 0.9}
    ends = {"xytext": (-3.4, 0), "textcoords": "offset points"}
    ax.annotate("", (x, y), arrowprops={**look, "shrinkA": 0, "shrinkB": 0, "relpos": (0, 0)}, **ends)


def _column_width(ax) -> float:
    """Inches of one column."""
    low, high = ax.get_xlim()
    return ax.get_position().width * ax.figure.get_figwidth() / abs(high - low)


def _group_heads(ax, groups: pd.DataFrame) -> None:
    """Group names above the columns, on two levels where they would touch."""
    room = _column_width(ax) - 0.06
    crowded = any(text_width(label, size=9, weight="semibold") > room for label in groups["label"])
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_xticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)
    for column, (_, group) in enumerate(groups.iterrows()):
        raised = column % 2 if crowded else 0
        ax.annotate(
            group["label"],
            (column, 1),
            xycoords=("data", "axes fraction"),
            xytext=(0, 3 + 14 * raised),
            textcoords="offset points",
            ha="center",
            va="bottom",
            size=9,
            **name_look(group),
        )
        if raised:
            ax.annotate(
                "",
                (column, 1),
                xycoords=("data", "axes fraction"),
                xytext=(0, 16),
                textcoords="offset points",
                arrowprops={"arrowstyle": "-", "color": palette().line, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 0},
            )


def coverage_matrix(cells: pd.DataFrame, *, months: list[str], groups: pd.DataFrame, searched: pd.DataFrame, ax):
    """Claims per group and month (or quarter, or year: `month` in cells and searched, and `months`, are its names) as a
    heat map; a dash where a search found nothing. Returns ax."""
    table = cells.pivot(index="group", columns="month", values="n").reindex(index=groups.index, columns=months)
    most = max(2, int(cells["n"].max())) if len(cells) else 2
    narrow = is_narrow(ax.figure.get_figwidth())
    paper, small = palette().paper, {"ha": "center", "va": "center", "size": 9}
    shades = LinearSegmentedColormap.from_list("depth", [tone(colour) for colour in DEPTH])
    sns.heatmap(
        table.astype("float64"),
        ax=ax,
        cmap=shades,
        norm=LogNorm(1, most),
        vmin=1,
        vmax=most,
        cbar=False,
        linewidths=0.5 if narrow else 1.5,
        linecolor=paper,
        xticklabels=False,
        yticklabels=[legible(label) for label in groups["label"]],
    )
    tint = shades(LogNorm(1, most)(cells["n"].to_numpy("float64")))
    for cell, colour in zip(cells.itertuples(), tint, strict=True):
        x, y = months.index(cell.month), list(groups.index).index(cell.group)
        ax.add_patch(Rectangle((x, y), 1, 1, facecolor=paper, alpha=0.004, linewidth=0, url=cell.mark_url))
        ink = max((palette().ink, paper), key=lambda name: contrast(np.array(to_rgb(name)), colour[:3]))
        ax.text(x + 0.5, y + 0.5, f"{cell.n}", color=ink, **small)
    thin = {"facecolor": paper, "edgecolor": palette().grid, "linewidth": 0.7, "zorder": 1.5}
    empty = searched[searched["result"].eq("nothing found")]
    for group, month in empty[["group", "month"]].drop_duplicates().itertuples(index=False):
        if group in groups.index and month in months and pd.isna(table.at[group, month]):
            x, y = months.index(month), list(groups.index).index(group)
            ax.add_patch(Rectangle((x + 0.1, y + 0.1), 0.8, 0.8, **thin))
            ax.text(x + 0.5, y + 0.5, "\u2013", color=palette().muted, **small)
    ax.set(xlabel="", ylabel="")
    ax.tick_params(length=0, labelrotation=0)
    _month_ticks(ax, months)
    for tick, (_, group) in zip(ax.get_yticklabels(), groups.iterrows(), strict=True):
        tick.set(**name_look(group))
    return ax


def _month_ticks(ax, months: list[str]) -> None:
    room = ax.get_position().width * ax.figure.get_figwidth() / max(len(months), 1)
    every = max(1, -(-LABEL // room))
    places = [place for place in range(len(months)) if place % every == 0]
    names = [
        pd.Period(months[place]).asfreq("M", "start").strftime("%b %Y") if len(months[place]) > 4 else months[place]
        for place in places
    ]
    ax.set_xticks([place + 0.5 for place in places], names)


def answer_lists(table: pd.DataFrame, *, asked: list[str], texts: dict[str, str], groups: pd.DataFrame, ax):
    """Rows of positions.latest as lists, for narrow canvases: under each question one line per answer, with the groups
    whose last answer it is, with a star where `alone`. `texts`: questions, wrapped. Returns ax."""
    y = 0.0
    ax.axis("off")
    for question in asked:
        ax.text(0, y, texts[question], size=9.5, weight="semibold", color=palette().ink, va="top")
        y += LIST_LINE * (texts[question].count("\n") + 1) + 0.04
        own = table[table["question_id"].eq(question)].set_index("group")
        for answer in [name for name in ANSWERS if name in set(own["answer"])]:
            names = [name for name in groups.index if name in own.index and own.at[name, "answer"] == answer]
            y = _answer_line(ax, y, answer, own.loc[names], groups)
        y += 0.1
    ax.set(xlim=(0, ax.figure.get_figwidth() - 2 * EDGE), ylim=(y, 0))
    return ax


def _answer_line(ax, y: float, answer: str, own: pd.DataFrame, groups: pd.DataFrame) -> float:
    """One answer and its groups, as many lines as they need; returns where the next begins. Units: inches."""
    width, start = ax.figure.get_figwidth() - 2 * EDGE, y
    x = indent = 0.22
    for name, cell in own.iterrows():
        was = cell["also"] or (cell["first_answer"] if cell["first_answer"] != answer else "")
        end = "" if name == own.index[-1] else ";"
        word = (" (and" if cell["also"] else " (was") if was else end
        text, after = groups.at[name, "label"] + "*" * bool(cell["alone"]) + word, f"){end}" if was else ""
        weight = name_look(groups.loc[name])["weight"]
        mark_at = text_width(text, size=9, weight=weight) + 0.1
        wide = mark_at + 0.06 + text_width(after, size=9) if was else mark_at - 0.1
        if x + wide > width and x > indent:
            x, y = indent, y + LIST_LINE
        look = {"size": 9, "va": "top", "color": palette().ink}
        ax.text(x, y, text, url=cell["mark_url"], weight=weight, **look)
        if was:
            answer_mark(ax, x + mark_at, y + LIST_LINE / 2, was, palette().ink, size=5.5)
            ax.text(x + mark_at + 0.06, y, after, **look)
        x += wide + 0.06
    y += LIST_LINE + 0.04
    box = Rectangle((0, start - 0.01), width, y - start - 0.01, facecolor=tone(TINTS[answer]), linewidth=0, zorder=0)
    ax.add_patch(box)
    answer_mark(ax, 0.1, start + LIST_LINE / 2, answer, palette().ink, size=6.5)
    return y


def lists_height(table: pd.DataFrame, *, asked: list[str], texts: dict[str, str], groups: pd.DataFrame, width: float):
    """Inches that `answer_lists` needs on a canvas of `width` inches."""
    from helpers.charts.canvas import measuring

    ax = measuring(width)
    answer_lists(table, asked=asked, texts=texts, groups=groups, ax=ax)
    return ax.get_ylim()[0]
