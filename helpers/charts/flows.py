"""Who told whom: bars of tellers, carriers and outlets in columns, joined by bands as wide as their claims."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from helpers.charts.labels import spread
from helpers.charts.style import palette

BAR, PAUSE = 0.018, 0.02


def flows(links: pd.DataFrame, *, colours: dict[str, str], heads: list[str], ax, inside: bool = False):
    """Draw flows between columns. `links`: column (0, 1, ...), teller, hearer, claims, group (colour of the band);
    `colours`: group -> colour; `heads`: name of each column; `inside`: names over the bands. Nodes are ordered by
    their claims. Returns ax."""
    columns = int(links["column"].max()) + 2 if len(links) else 1
    nodes, scale = _nodes(links, columns)
    xs = np.linspace(0.0, 1.0 - BAR, columns)
    taken = {key: [place["top"], place["top"]] for key, place in nodes.items()}
    order = {key: place["top"] for key, place in nodes.items()}
    table = links.assign(
        a=[order[row.column, row.teller] for row in links.itertuples()],
        b=[order[row.column + 1, row.hearer] for row in links.itertuples()],
    )
    for row in table.sort_values(["a", "b"], ascending=False).itertuples():
        high = row.claims * scale
        one, other = taken[row.column, row.teller], taken[row.column + 1, row.hearer]
        _band(
            ax, xs[row.column] + BAR, one[1], xs[row.column + 1], other[0], high, colours[row.group], row.mark_url
        )  # fmt: skip
        one[1] -= high
        other[0] -= high
    for column in range(columns):
        found = {name: place for (at, name), place in nodes.items() if at == column}
        _column(ax, column, columns, xs[column], found, heads[column], inside=inside)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    return ax


def _column(ax, column: int, columns: int, x: float, places: dict, head: str, *, inside: bool) -> None:
    """The bars of one column and their names: outside at the edges, or over the bands (`inside`)."""
    last, middle = column == columns - 1, 0 < column < columns - 1
    rightward = last != inside
    side = {"ha": "left" if rightward else "right", "annotation_clip": False, "textcoords": "offset points"}
    back = {"facecolor": palette().paper, "alpha": 0.92, "pad": 0.8, "linewidth": 0}
    middles = [place["top"] - place["size"] / 2 for place in places.values()]
    tall = ax.get_position().height * ax.figure.get_figheight()
    levels = spread(middles, 12 / 72 / tall, -0.02, 1.02)
    for (name, place), level in zip(places.items(), levels, strict=True):
        corner = (x, place["top"] - place["size"])
        ax.add_patch(Rectangle(corner, BAR, place["size"], color=palette().ink, linewidth=0))
        ax.annotate(
            f"{name} {place['claims']:,}",
            (x + BAR * rightward, level),
            xytext=(5 if rightward else -5, 0),
            va="center",
            size=9,
            color=palette().ink,
            bbox=back if middle or inside else None,
            zorder=5,
            **side,
        )
    ax.annotate(
        head,
        (x + BAR * (0.5 if middle else last == inside), 1.0),
        xytext=(0, 8),
        size=9.5,
        weight="semibold",
        color=palette().muted,
        **{**side, "ha": "center" if middle else side["ha"] if not inside else ("right" if last else "left")},
    )


def _nodes(links: pd.DataFrame, columns: int) -> tuple[dict, float]:
    """Top edge, height and claims of every node, and the height of one claim, the same everywhere."""
    totals = []
    for column in range(columns):
        out = links[links["column"].eq(column)].groupby("teller")["claims"].sum()
        into = links[links["column"].eq(column - 1)].groupby("hearer")["claims"].sum()
        found = pd.concat([out, into], axis=1).max(axis=1).astype("int64")
        rest = found.index.str.startswith("other")
        totals.append(pd.concat([found[~rest].sort_values(ascending=False, kind="stable"), found[rest]]))
    scale = min((1 - PAUSE * (len(total) - 1)) / total.sum() for total in totals if len(total))
    nodes = {}
    for column, total in enumerate(totals):
        gap = (1 - total.sum() * scale) / max(len(total) - 1, 1) if len(total) > 1 else 0
        top = 1.0
        for name, claims in total.items():
            nodes[column, name] = {"top": top, "size": claims * scale, "claims": int(claims)}
            top -= claims * scale + gap
    return nodes, scale


def _band(ax, x0: float, y0: float, x1: float, y1: float, high: float, colour: str, url: str) -> None:
    middle = (x0 + x1) / 2
    points = [(x0, y0), (middle, y0), (middle, y1), (x1, y1), (x1, y1 - high), (middle, y1 - high)]
    points += [(middle, y0 - high), (x0, y0 - high), (x0, y0)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    ax.add_patch(PathPatch(Path(points, codes), facecolor=colour, edgecolor="none", alpha=0.42, zorder=2, url=url))
