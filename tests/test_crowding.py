"""Marks that crowd, hide each other, are too faint, or show seams; labels on the line of a day."""

from __future__ import annotations

import re
from itertools import combinations

import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.colors import to_rgb
from matplotlib.lines import Line2D

from helpers import runs
from helpers.charts import curves, lanes, marks, style, timeline
from helpers.charts.canvas import NARROW, PAGE, SLIDE, measuring
from helpers.gallery.keys import figure_keys
from helpers.gallery.numbers import _panels
from helpers.words import count
from tests.drawn_text import drawn_texts
from tests.every_figure import every_figure

SPAN = (pd.Timestamp("2021-01-01"), pd.Timestamp("2021-12-31"))


def said(**days_by_group: int) -> pd.DataFrame:
    """So many figures of each group, all on one day."""
    groups = [group for group, n in days_by_group.items() for _ in range(n)]
    return pd.DataFrame({"group": groups, "said_on": pd.Timestamp("2021-03-01")})


def test_groups_share_a_panel_until_they_crowd():
    names = ["a", "b", "c"]
    assert lanes.lanes(said(a=10, b=10, c=5), names, SPAN) == [names]
    assert lanes.lanes(said(a=20, b=10, c=15), names, SPAN) == [["a"], ["b", "c"]]
    assert lanes.lanes(said(a=60), names[:1], SPAN) == [["a"]]  # a group is never divided
    assert lanes.lanes(said(), names, SPAN) == [names]
    spread = said(a=20, b=20).assign(said_on=pd.date_range(*SPAN, periods=40))
    assert lanes.lanes(spread, names, SPAN) == [names]


@pytest.fixture(scope="module")
def figures(claims):
    return {name: build() for name, build in every_figure(claims).items() if name.startswith("numbers")}


@pytest.mark.parametrize("canvas", [PAGE, NARROW, SLIDE], ids=lambda canvas: canvas.name)
def test_every_group_with_a_figure_is_in_one_panel(figures, canvas):
    for name, exhibit in figures.items():
        parts = exhibit.draw.keywords["parts"]
        panels = _panels(parts, canvas)
        drawn = parts.marks.dropna(subset=["lo", "hi"], how="all")["group"]
        shown = [group for _, own in panels for group in own]
        if canvas.height:  # a slide has room for the strong groups, and its foot counts the figures of the others
            strong = parts.claims.groups["strong"].eq("yes")
            assert len(panels) == 1 and set(shown) == {group for group in drawn if strong[group]}, name
            texts = " ".join(text.get_text() for text in exhibit.drawn(canvas).texts).replace("\n", " ")
            assert f"Not drawn: {count(int((~drawn.isin(shown)).sum()), 'figure')} of other groups" in texts, name
        else:
            assert sorted(shown) == sorted(set(drawn)) and len(panels) >= 2, name


def test_a_mark_at_the_edge_of_a_gap_is_seen_on_top_of_another(claims, figures):
    """It is smaller, and above: what it covers stays seen around it."""
    strong = claims.groups["strong"].eq("yes")
    for exhibit in figures.values():
        ax = exhibit.drawn().axes[0]
        lines = [kid for kid in ax.get_children() if isinstance(kid, Line2D)]
        edges = [line for line in lines if line.get_zorder() == timeline.ON_TOP]
        others = [line for line in lines if line.get_url()]
        assert all(edge.get_zorder() > other.get_zorder() for edge in edges for other in others)
        looks = claims.groups.loc[strong, "marker"]
        least = min(other.get_markersize() for other in others if other.get_marker() in set(looks))
        assert all(edge.get_markersize() < least or edge.get_marker() in marks.FULL for edge in edges)


@pytest.mark.parametrize("theme", style.THEMES)
def test_every_mark_is_seen(claims, theme):
    """WCAG 2, 1.4.11: contrast of 3 with the paper; and no marker is a speck beside the others."""
    with style.sheet(theme):
        paper = np.array(to_rgb(style.palette().paper))
        for colour in style.toned(claims.groups)["colour"]:
            assert style.contrast(np.array(to_rgb(colour)), paper) >= 3, colour
    areas = {marker: _ink(marker, marks.sized(marker, 10)) for marker in claims.groups["marker"]}
    assert min(areas.values()) > 0.4 * max(areas.values()), areas


def _ink(marker: str, size: float) -> float:
    """How much of the paper a mark covers, in pixels."""
    ax = measuring(1)
    ax.axis("off")
    ax.plot(0.5, 0.5, marker, markersize=size, markeredgewidth=0, color="black")
    ax.figure.canvas.draw()
    return float((255 - np.asarray(ax.figure.canvas.buffer_rgba())[..., 0].astype(float)).sum() / 255)


def periods(*ratios: float, hole: int | None = None) -> pd.DataFrame:
    """Gaps of ten days each, one after the other; after the one numbered `hole` a break."""
    starts = pd.date_range("2021-01-01", freq="10D", periods=len(ratios))
    ends = starts + pd.Timedelta(days=10)
    table = pd.DataFrame(
        {"start": starts, "end": ends, "ratio": ratios, "bottom": 10.0, "top": 10.0 * np.array(ratios)}
    )
    if hole is not None:
        table.loc[hole, "end"] -= pd.Timedelta(days=3)
    return table


def test_runs_end_where_time_or_value_breaks():
    table = periods(2, 2, 3, 3, hole=0)
    assert [len(run) for run in runs.touching(table)] == [1, 3]
    assert [len(run) for run in runs.touching(table, "ratio")] == [1, 1, 2]
    assert runs.touching(table.iloc[:0]) == []


def test_a_lasting_gap_is_one_shape():
    """Shapes side by side would show a hairline between them."""
    ax = measuring(7)
    with style.sheet():
        curves.gap_steps(periods(2, 2, 3, 1, 2), most=3, ax=ax)
    shades = [kid for kid in ax.collections if isinstance(kid, PolyCollection)]
    assert len(shades) == 2
    lines = sorted(tuple(mdates.date2num(line.get_xdata())) for line in ax.get_lines())
    joints = {(a[1], b[0]) for a, b in combinations(lines, 2) if a[1] == b[0]}
    assert any(line[1] - line[0] == 20 for line in lines) and joints  # the first two as one, under their links


def test_a_shaded_gap_keeps_its_steps():
    ax = measuring(7)
    with style.sheet():
        timeline._shade(ax, periods(2, 3))
    (shade,) = ax.collections
    (path,) = shade.get_paths()
    corners = {(round(x - mdates.date2num(pd.Timestamp("2021-01-01"))), y) for x, y in path.vertices}
    assert {(0, 10), (0, 20), (10, 20), (10, 30), (20, 30), (20, 10)} <= corners


@pytest.mark.parametrize("canvas", [PAGE, NARROW], ids=lambda canvas: canvas.name)
def test_names_keep_off_the_day_of_their_panel(claims, canvas):
    exhibit = every_figure(claims)["known"]()
    figure = exhibit.drawn(canvas)
    point = 72 / figure.dpi
    texts = drawn_texts(figure)
    names = {text.get_text() for ax in figure.axes for text in ax.texts} - {""}
    days = exhibit.marks["known_on"].unique()
    assert names and len(days) > 1
    for ax, moment in zip(figure.axes, days, strict=False):
        across = ax.transData.transform((mdates.date2num(moment), 0))[0] * point
        low, high = (edge * point for edge in ax.get_window_extent().intervaly)
        for text, _, (x0, y0, x1, y1) in texts:
            if text in names and y0 > low and y1 < high + 4 and not re.match(r"\d", text):
                assert across < x0 - 1 or across > x1 + 1, (text, moment)


@pytest.fixture(scope="module")
def looks(claims):
    return claims.groups.iloc[0]


def figure_of(speaker: str, attribution: str, mark: str = "dot", high: float = 5.0) -> dict:
    said = {"mark": mark, "lo": 5.0, "hi": high, "forecast": False}
    return said | {"speaker": speaker, "attribution": attribution}


@pytest.mark.parametrize(
    ("speaker", "attribution", "ringed"),
    [
        ("outlet", "unattributed", False),  # its own words
        ("outlet", "anonymous", True),  # of somebody that it does not name
        ("collective", "unattributed", True),
        ("agency", "anonymous", True),
        ("agency", "named", False),
    ],
)
def test_a_ring_only_around_an_unnamed_speaker(looks, speaker, attribution, ringed):
    ax, row = measuring(3), figure_of(speaker, attribution)
    marks.figure_mark(ax, row, 0.5, looks, size=6)
    rings = [kid for kid in ax.get_children() if isinstance(kid, PathCollection)]
    assert bool(rings) == ringed
    keys = figure_keys(pd.DataFrame([row | {"as_of": pd.NaT}]))
    assert ("anonymous" in keys) == ringed


@pytest.mark.parametrize("horizontal", [True, False])
def test_the_caps_of_a_dashed_range_are_whole(looks, horizontal):
    ax = measuring(3)
    ax.set(xlim=(0, 10), ylim=(0, 10))
    row = figure_of("agency", "anonymous", "bar", 8.0)
    marks.figure_mark(ax, row, 3, looks, size=6, horizontal=horizontal)
    (body,) = ax.patches
    assert body.get_linestyle() != "-" and len(body.get_path().vertices) == 5
    caps = [line.get_xydata().T[:: 1 if horizontal else -1] for line in ax.lines]
    assert [set(along) for along, _ in caps] == [{5.0}, {8.0}]
    assert all(line.get_linestyle() == "-" for line in ax.lines) and all(sum(across) == 6 for _, across in caps)


def test_a_slide_keeps_the_strips_of_those_in_its_title(claims, figures):
    for name, exhibit in figures.items():
        parts = exhibit.draw.keywords["parts"]
        if parts.widest is None:
            continue
        told = claims.rows.loc[claims.rows["claim_id"].isin(parts.widest["claim_ids"])]
        assert set(told["label"]) >= {parts.widest["bottom_by"].split(" and ")[0]}
        strip = exhibit.drawn(SLIDE).axes[-1]
        rows = {text.get_text() for text in strip.texts}
        strong = set(claims.groups.index[claims.groups["strong"].eq("yes")]) & set(parts.answers["group"])
        answered = set(told["group"]) & set(parts.answers["group"]) | strong
        assert set(claims.groups.loc[list(answered), "label"]) <= rows, name
