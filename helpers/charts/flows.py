"""Who told whom: bars of tellers, carriers and outlets in columns, joined by bands as wide as their claims."""

from __future__ import annotations

import pandas as pd
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from helpers.charts.canvas import text_width
from helpers.charts.labels import spread
from helpers.charts.style import legible, palette

BAR, PAUSE, STUB = 0.014, 0.02, 0.05
MERGED = "others"  # the teller of flows that are too small for a band of their own


def flows(links: pd.DataFrame, totals: list[pd.Series], *, colours: dict[str, str], heads: list[str], ax):
    """Flows between three columns; the names of the middle one stand between its two bars.

    `links`: column (0, 1), teller (MERGED: a stub at the hearer's bar alone), hearer, claims, group (colour of the
    band; other than those of `colours`: grey). `totals`: claims of every node by name, per column, from top to bottom;
    tellers have their group in `colours` by name too. Returns ax."""
    nodes, scale = _nodes(totals)
    edges = _edges(ax, totals[1].index)
    out = {key: place["top"] for key, place in nodes.items()}
    into = dict(out)
    table = links.assign(
        a=[nodes.get((row.column, row.teller), {"top": -1})["top"] for row in links.itertuples()],
        b=[nodes[row.column + 1, row.hearer]["top"] for row in links.itertuples()],
    )
    for row in table.sort_values(["a", "b"], ascending=False, kind="stable").itertuples():
        high, colour = row.claims * scale, colours.get(row.group, palette().line)
        start, end = (edges[2 * row.column + 1], edges[2 * row.column + 2])
        hearer, teller = (row.column + 1, row.hearer), (row.column, row.teller)
        level = out[teller] if row.teller != MERGED else into[hearer]
        start = start if row.teller != MERGED else end - STUB
        _band(ax, start, level, end, into[hearer], high, colour, row.mark_url)
        into[hearer] -= high
        if row.teller != MERGED:
            out[teller] -= high
    for (column, name), place in nodes.items():
        rest = out[column, name] - (place["top"] - place["size"])
        if column < 2 and rest > scale / 2:
            start = edges[2 * column + 1]
            _band(ax, start, out[column, name], start + STUB, out[column, name], rest, palette().line, None)
    _columns(ax, nodes, edges, colours, heads)
    ax.set(xlim=(0, 1), ylim=(0, 1))
    ax.axis("off")
    return ax


def _edges(ax, middle) -> list[float]:
    """Left and right edge of each column's bars: six shares of the width."""
    room = max((text_width(f"{name} 0,000", size=9) for name in middle), default=0) + 0.16
    half = room / (ax.get_position().width * ax.figure.get_figwidth()) / 2
    return [0.0, BAR, 0.5 - half, 0.5 + half, 1 - BAR, 1.0]


def _nodes(totals: list[pd.Series]) -> tuple[dict, float]:
    """Top edge, height and claims of every node, and the height of one claim, the same everywhere."""
    scale = min((1 - PAUSE * (len(total) - 1)) / total.sum() for total in totals if len(total))
    nodes = {}
    for column, total in enumerate(totals):
        gap = (1 - total.sum() * scale) / max(len(total) - 1, 1) if len(total) > 1 else 0
        top = 1.0
        for name, claims in total.items():
            nodes[column, name] = {"top": top, "size": claims * scale, "claims": int(claims)}
            top -= claims * scale + gap
    return nodes, scale


def _columns(ax, nodes: dict, edges: list[float], colours: dict[str, str], heads: list[str]) -> None:
    """The bars and their names: beside the outer columns, between the two bars of the middle one."""
    tall = ax.get_position().height * ax.figure.get_figheight()
    look = {"annotation_clip": False, "textcoords": "offset points", "zorder": 5}
    for column, (x, side, shift) in enumerate(((0.0, "right", -5), (0.5, "center", 0), (1.0, "left", 5))):
        found = {name: place for (at, name), place in nodes.items() if at == column}
        middles = [place["top"] - place["size"] / 2 for place in found.values()]
        levels = spread(middles, 12 / 72 / tall, -0.02, 1.02)
        starts = [edges[2 * column]] if column != 1 else [edges[2], edges[3] - BAR]
        for (name, place), level in zip(found.items(), levels, strict=True):
            for start in starts:
                colour = colours.get(name, palette().line) if column == 0 else palette().ink
                corner = (start, place["top"] - place["size"])
                ax.add_patch(Rectangle(corner, BAR, place["size"], color=colour, linewidth=0, zorder=3))
            words = {"ha": side, "va": "center", "size": 9, "color": palette().ink}
            ax.annotate(f"{name} {place['claims']:,}", (x, level), xytext=(shift, 0), **words, **look)
        head = {"ha": side, "size": 9.5, "weight": "semibold", "color": palette().muted}
        ax.annotate(heads[column], (x, 1.0), xytext=(shift, 8), **head, **look)


def _band(ax, x0: float, y0: float, x1: float, y1: float, high: float, colour: str, url: str | None) -> None:
    middle = (x0 + x1) / 2
    points = [(x0, y0), (middle, y0), (middle, y1), (x1, y1), (x1, y1 - high), (middle, y1 - high)]
    points += [(middle, y0 - high), (x0, y0 - high), (x0, y0)]
    codes = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    ax.add_patch(PathPatch(Path(points, codes), facecolor=colour, edgecolor="none", alpha=0.5, zorder=2, url=url))


def ranked(parts: pd.DataFrame, total: pd.Series, *, colours: dict[str, str], ax):
    """One column of `flows` as a list of bars, in the colours of the groups that speak in it; for narrow canvases.
    `parts`: name of the bar, group, claims, mark_url."""
    order = {group: place for place, group in enumerate([*colours, ""])}
    for place, (name, claims) in enumerate(total.items()):
        base, own = 0, parts[parts["name"].eq(name)]
        for part in own.sort_values("group", key=lambda groups: groups.map(order), kind="stable").itertuples():
            look = {"color": colours.get(part.group, palette().line), "linewidth": 0, "url": part.mark_url}
            ax.barh(place, part.claims, left=base, height=0.62, **look)
            base += part.claims
        ax.annotate(
            f"{claims:,}", (base, place), xytext=(4, 0), textcoords="offset points", va="center", size=9,
            color=palette().ink,
        )  # fmt: skip
    ax.set_yticks(range(len(total)), [legible(name) for name in total.index], color=palette().ink, size=9)
    ax.set(ylim=(len(total) - 0.4, -0.6), xticks=[])
    ax.tick_params(length=0)
    ax.spines["bottom"].set_visible(False)
    return ax
