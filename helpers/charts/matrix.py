"""Tables that are read as pictures: answers by group, claims by month."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.colors import LinearSegmentedColormap, LogNorm
from matplotlib.patches import Rectangle

from helpers.charts.marks import answer_mark
from helpers.charts.style import GRID, INK, LINE, MUTED, PAPER, name_look

TINTS = {"no": "#e8a48c", "unlikely": "#f3d2c2", "unconfirmed": "#ececec", "likely": "#c6dbe8", "yes": "#86b4d4"}
DEPTH = LinearSegmentedColormap.from_list("depth", ["#e6eef4", "#86b4d4", "#1f5fa8"])


def answer_matrix(table: pd.DataFrame, *, asked: list[str], texts: pd.Series, groups: pd.DataFrame, ax):
    """Rows of positions.latest as a grid: one column per group, one row per question. Returns ax."""
    cells = table.set_index(["question_id", "group"])
    ax.set_xlim(-0.5, max(len(groups), 1) - 0.5)
    ax.set_ylim(max(len(asked), 1) - 0.5, -0.5)
    for row, question in enumerate(asked):
        for column, group in enumerate(groups.index):
            if (question, group) in cells.index:
                _cell(ax, column, row, cells.loc[(question, group)])
    ax.set_yticks(range(len(asked)), [_two_lines(texts[question]) for question in asked], color=INK, size=9)
    _group_heads(ax, groups)
    return ax


def _cell(ax, column: int, row: int, cell: pd.Series) -> None:
    ax.add_patch(Rectangle((column - 0.47, row - 0.46), 0.94, 0.92, facecolor=TINTS[cell["answer"]], edgecolor="none"))
    moved = cell["answer"] != cell["first_answer"]
    answer_mark(ax, column + 0.14 * moved, row - 0.26, cell["answer"], INK, size=8, implied=cell["implied"])
    if moved:
        answer_mark(ax, column - 0.24, row - 0.26, cell["first_answer"], INK, size=4.5)
    words = {"ha": "center", "va": "center", "size": 9, "color": INK}
    ax.text(column, row + 0.05, f"{cell['n']}", **words)
    ax.text(column, row + 0.31, f"{cell['said_on']:%b %y}", **words)


def _two_lines(text: str) -> str:
    words, line, lines = text.split(), "", []
    for word in words:
        if len(line) + len(word) > 31:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _group_heads(ax, groups: pd.DataFrame) -> None:
    """Group names above the columns, on two levels where they would touch."""
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.set_xticks([])
    for spine in ax.spines.values():
        spine.set_visible(False)
    for column, (_, group) in enumerate(groups.iterrows()):
        raised = column % 2
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
                arrowprops={"arrowstyle": "-", "color": LINE, "linewidth": 0.6, "shrinkA": 0, "shrinkB": 0},
            )


def coverage_matrix(cells: pd.DataFrame, *, months: list[str], groups: pd.DataFrame, searched: pd.DataFrame, ax):
    """Claims per group and month as a heat map; a small o where a search found nothing. Returns ax."""
    table = cells.pivot(index="group", columns="month", values="n").reindex(index=groups.index, columns=months)
    most = max(2, int(cells["n"].max())) if len(cells) else 2
    labels = table.map(lambda n: "" if pd.isna(n) else f"{n:.0f}")
    sns.heatmap(
        table.astype("float64"),
        ax=ax,
        cmap=DEPTH,
        norm=LogNorm(1, most),
        vmin=1,
        vmax=most,
        cbar=False,
        annot=labels,
        fmt="",
        annot_kws={"size": 9},
        linewidths=1.5,
        linecolor=PAPER,
        xticklabels=False,
        yticklabels=list(groups["label"]),
    )
    empty = searched[searched["result"].eq("nothing found")]
    for group, month in empty[["group", "month"]].drop_duplicates().itertuples(index=False):
        if group in groups.index and month in months and pd.isna(table.at[group, month]):
            ax.text(
                months.index(month) + 0.5,
                list(groups.index).index(group) + 0.5,
                "o",
                ha="center",
                va="center",
                size=9,
                color=MUTED,
            )
    ax.set(xlabel="", ylabel="")
    ax.tick_params(length=0, labelrotation=0)
    _month_ticks(ax, months)
    for tick, (_, group) in zip(ax.get_yticklabels(), groups.iterrows(), strict=True):
        tick.set(**name_look(group))
    ax.set_facecolor(GRID)
    return ax


def _month_ticks(ax, months: list[str]) -> None:
    every = max(1, round(len(months) / 8))
    places = range(0, len(months), every)
    names = [pd.Period(months[place], "M").strftime("%b %Y") for place in places]
    ax.set_xticks([place + 0.5 for place in places], names)
