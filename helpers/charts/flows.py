"""Who told whom: bars of tellers, carriers and outlets in columns, joined by bands as wide as their claims."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from helpers.charts.style import INK, MUTED

BAR, PAUSE = 0.018, 0.02


def flows(links: pd.DataFrame, *, colours: dict[str, str], heads: list[str], ax):
    """Draw flows between columns. `links`: column (0, 1, ...), teller, hearer, claims, group (colour of the band);
    `colours`: group -> colour; `heads`: name of each column. Nodes are ordered by their claims. Returns ax."""
    columns = int(links["column"].max()) + 2 if len(links) else 1
    nodes = _nodes(links, columns)
    xs = np.linspace(0.0, 1.0 - BAR, columns)
    taken = {key: [place["top"], place["top"]] for key, place in nodes.items()}
    order = {key: place["top"] for key, place in nodes.items()}
    table = links.assign(
        a=[order[row.column, row.teller] for row in links.itertuples()],
        b=[order[row.column + 1, row.hearer] for row in links.itertuples()],
    )
    for row in table.sort_values(["a", "b"], ascending=False).itertuples():
        high = row.claims * nodes["scale"]["size"]
        one, other = taken[row.column, row.teller], taken[row.column + 1, row.hearer]
        _band(ax, xs[row.column] + BAR, one[1], xs[row.column + 1], other[0], high, colours[row.group])
        one[1] -= high
        other[0] -= high
    for key, place in nodes.items():
        if key == "scale":
            continue
        column, name = key
        ax.add_patch(Rectangle((xs[column], place["top"] - place["size"]), BAR, place["size"], color=INK, linewidth=0))
        last = column == columns - 1
        ax.annotate(
            f"{name} {place['claims']:,}",
            (xs[column] + (BAR if last else 0), place["top"] - place["size"] / 2),
            xytext=(5 if last else -5, 0),
            textcoords="offset points",
            ha="left" if last else "right",
            va="center",
            size=9,
            color=INK,
            annotation_clip=False,
            bbox={"facecolor": "white", "alpha": 0.75, "pad": 0.6, "linewidth": 0}
            if 0 < column < columns - 1
            else None,
            zorder=5,
        )
    for column, head in enumerate(heads):
        ax.annotate(
            head,
            (xs[column] + BAR / 2, 1.0),
            xytext=(0, 6),
            textcoords="offset points",
            ha="left" if column == columns - 1 else "right" if column == 0 else "center",
            size=9.5,
            weight="semibold",
            color=MUTED,
            annotation_clip=False,
        )
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    return ax


def _nodes(links: pd.DataFrame, columns: int) -> dict:
    """Top edge and height of every node; heights share one scale, so that bands keep their width."""
    totals = []
    for column in range(columns):
        out = links[links["column"].eq(column)].groupby("teller")["claims"].sum()
        into = links[links["column"].eq(column - 1)].groupby("hearer")["claims"].sum()
        found = pd.concat([out, into], axis=1).max(axis=1).astype("int64")
        rest = found.index.str.startswith("other")
        totals.append(pd.concat([found[~rest].sort_values(ascending=False, kind="stable"), found[rest]]))
    scale = min((1 - PAUSE * (len(total) - 1)) / total.sum() for total in totals if len(total))
    nodes = {"scale": {"top": 0.0, "size": scale}}
    for column, total in enumerate(totals):
        gap = (1 - total.sum() * scale) / max(len(total) - 1, 1) if len(total) > 1 else 0
        top = 1.0
        for name, claims in total.items():
            nodes[column, name] = {"top": top, "size": claims * scale, "claims": int(claims)}
            top -= claims * scale + gap
    return nodes


def _band(ax, x0: float, y0: float, x1: float, y1: float, high: float, colour: str) -> None:
    middle = (x0 + x1) / 2
    points = [(x0, y0), (middle, y0), (middle, y1), (x1, y1), (x1, y1 - high), (middle, y1 - high)]
    points += [(middle, y0 - high), (x0, y0 - high), (x0, y0)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    ax.add_patch(PathPatch(Path(points, codes), facecolor=colour, edgecolor="none", alpha=0.42, zorder=2))
