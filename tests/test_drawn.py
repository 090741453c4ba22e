"""Every figure of the notebooks at every size: readable labels that never collide, and marks that know their claims."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

import nbformat
import pandas as pd
import pytest
from matplotlib.text import Text

from helpers.charts.canvas import DPI, NARROW, PAGE, SLIDE, WIDE
from helpers.marked import drawn_facts
from helpers.run import NOTEBOOKS
from helpers.words import day
from tests.drawn_text import STRAIGHT, covered_marks, drawn_texts, text_faults, written
from tests.every_figure import every_figure

SIZES = (PAGE, WIDE, SLIDE, NARROW)


@pytest.fixture(scope="module")
def exhibits(claims):
    return {name: build() for name, build in every_figure(claims).items()}


def test_the_sizes_are_those_at_which_figures_are_read():
    assert (PAGE.width * DPI, WIDE.width * DPI) == (700, 1280)
    assert round(SLIDE.width / SLIDE.height, 2) == 1.78 and NARROW.width * DPI <= 320


def test_every_figure_of_the_notebooks_is_here(exhibits):
    known = {exhibit.id for exhibit in exhibits.values()}
    for path in NOTEBOOKS.glob("*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            for output in cell.get("outputs", []):
                name = output.get("metadata", {}).get("image/svg+xml", {}).get("exhibit", "")
                assert not name or name in known or name.startswith("specification-"), name


OVER_TIME = ("numbers", "strip", "known", "by source")


@pytest.fixture(scope="module")
def drawn(exhibits):
    """By size: what is wrong with the texts of each figure, which of them stand on marks, which cut an arrow, and what
    is written around the chart and in all, and its scales. Each is drawn once; the SVG is that of the figure at the
    size of the page."""

    @cache
    def at(canvas) -> tuple[dict, dict, dict, dict]:
        faults, covered, cut, said = {}, {}, {}, {}
        for name, exhibit in exhibits.items():
            figure = exhibit.drawn(canvas)
            texts = drawn_texts(figure)
            said[name] = written(figure.texts), written(figure.findobj(Text)), _scales(figure)
            faults[name] = text_faults(figure, figure.dpi / DPI, texts)
            covered |= {name: covered_marks(figure, texts)} if name.startswith(OVER_TIME) else {}
            cut |= {name: _cut(figure)} if name.startswith("numbers") else {}
            if canvas is PAGE:
                vars(exhibit)["svg"] = exhibit.as_svg(canvas, figure)
        assert len(faults) == len(exhibits) and covered
        return faults, covered, cut, said

    return at


@pytest.mark.parametrize("canvas", SIZES, ids=lambda canvas: canvas.name)
def test_texts_neither_touch_nor_leave_the_canvas_nor_shrink(drawn, canvas):
    faults, *_ = drawn(canvas)
    assert {name: found for name, found in faults.items() if found} == {}


@pytest.mark.parametrize("canvas", SIZES, ids=lambda canvas: canvas.name)
def test_no_text_stands_on_a_mark(drawn, canvas):
    _, covered, *_ = drawn(canvas)
    assert {name: found for name, found in covered.items() if found} == {}


@pytest.mark.parametrize("canvas", SIZES, ids=lambda canvas: canvas.name)
def test_no_ground_of_a_text_cuts_an_arrow(drawn, canvas):
    _, _, cut, _ = drawn(canvas)
    assert cut and {name: found for name, found in cut.items() if found} == {}


def _cut(figure) -> list[str]:
    """Texts of a figure just drawn whose ground covers an arrow of the same panel."""
    found = []
    for ax in figure.axes:
        arrows = [text.arrow_patch.get_window_extent() for text in ax.texts if not text.get_text()]
        grounds = [text for text in ax.texts if text.get_text() and text.get_bbox_patch()]
        found += [t.get_text() for t in grounds if t.get_bbox_patch().get_window_extent().count_overlaps(arrows)]
    return found


def test_the_check_finds_what_is_wrong(claims):
    """Two texts on one spot, one off the canvas, one too small: all named."""
    figure = next(iter(every_figure(claims).values()))().drawn()
    for place, size in ((0.5, 10), (0.5, 10), (1.2, 10), (0.3, 7)):
        figure.text(place, 0.5, f"planted {size}", size=size)
    found = " ".join(text_faults(figure))
    assert "overlap" in found and "leaves the canvas" in found and "7.0 points" in found
    ax = figure.axes[0]
    ax.plot(ax.get_xlim()[0], sum(ax.get_ylim()) / 2, "o")
    ax.annotate("planted name", (0, 0.5), xycoords="axes fraction", ha="center", va="center")
    assert any("planted name" in fault for fault in covered_marks(figure))


def test_every_mark_with_a_claim_is_a_link(exhibits, drawn):
    """In the SVG, each plotted row that has claims behind it is a link with a tip."""
    drawn(PAGE)
    for name, exhibit in exhibits.items():
        linked = set(map(int, re.findall(r'<a data-mark="(\d+)"', exhibit.svg)))
        wanted = {number for number, ids in enumerate(exhibit.marks["claim_ids"]) if ids}
        assert wanted - linked == _undrawn(exhibit), name
        assert linked <= set(range(len(exhibit.marks))) and "#mark-" not in exhibit.svg, name
        assert set(drawn_facts(exhibit.svg, exhibit.groups)["colours"]) <= {"", *exhibit.claims.groups.index}, name


def _undrawn(exhibit) -> set[int]:
    """Rows that are in the table but not in the picture: figures in words without a convention, places off the map."""
    marks = exhibit.marks.reset_index(drop=True)
    if "mark" in marks:
        none = marks[["lo", "hi"]].isna().all(axis=1) & marks["mark"].notna()
        return set(marks.index[none])
    if exhibit.id == "places":
        panels = [panel["extent"] for panel in exhibit.claims.study.map_panels]
        inside = [
            any(w <= spot.lon <= e and s <= spot.lat <= n for w, e, s, n in panels) for spot in marks.itertuples()
        ]
        return {number for number, seen in enumerate(inside) if not seen}
    return set()


def test_no_figure_prints_a_day_that_is_not_known_as_a_fact(claims, exhibits, drawn):
    loose = claims.rows[claims.rows["or_before"]]
    assert len(loose) and loose["date_basis"].eq("inferred").all()
    bare = {
        day(moment) for moment in set(loose["said_on"]) - set(claims.rows.loc[~claims.rows["or_before"], "said_on"])
    }
    assert bare
    *_, said = drawn(PAGE)
    for name, exhibit in exhibits.items():
        around, *_ = said[name]
        words = [exhibit.title, exhibit.alt, exhibit.audit().plain, *around]
        for date in bare:
            assert all(date not in text.replace(f"by {date}", "") for text in words), (name, date)


def _scales(figure) -> set[str]:
    return {scale for ax in figure.axes if ax.get_visible() for scale in (ax.get_xscale(), ax.get_yscale())}


@pytest.mark.parametrize("canvas", SIZES, ids=lambda canvas: canvas.name)
def test_every_log_scale_is_said(drawn, canvas):
    *_, said = drawn(canvas)
    for name, (around, _, scales) in said.items():
        assert ("log scale" in " ".join(around).lower()) == ("log" in scales), name
    assert any("log" in scales for *_, scales in said.values())


def test_every_quotation_mark_is_a_printed_one(drawn):
    *_, said = drawn(PAGE)
    straight = {name: [text for text in words if STRAIGHT.search(text)] for name, (_, words, _) in said.items()}
    assert {name: found for name, found in straight.items() if found} == {}


def test_every_figure_is_proved_from_the_files(exhibits):
    """Each value that claims.csv, sources.csv, groups.csv and conventions.csv hold is as plotted, in plain pandas."""
    proofs = {name: exhibit.recompute() for name, exhibit in exhibits.items()}
    assert {name: proof.differing for name, proof in proofs.items() if not proof.proved} == {}
    assert sum(proof.table["marks"].sum() for proof in proofs.values()) > 5000


def test_a_value_that_no_row_gives_is_found(exhibits):
    exhibit = next(iter(exhibits.values()))
    planted = {"lo": 4321.0, "label": "Nobody", "said_on": pd.Timestamp("1999-01-01"), "reports": 99}
    for column, value in planted.items():
        marks = exhibit.marks.copy()
        row = marks.index[marks[column].notna() & marks["implied"].ne(True)][0]
        marks.loc[row, column] = value
        proof = replace(exhibit, marks=marks).recompute()
        assert proof.differing["column"].tolist() == [column], column


def test_a_mark_is_explained(exhibits):
    """By source and day: the claims behind it, or what was said last; and a helpful error."""
    exhibit = next(iter(exhibits.values()))
    mark = exhibit.marks[exhibit.marks["claim_ids"].map(len).eq(1) & exhibit.marks["lo"].notna()].iloc[0]
    (claim,) = mark["claim_ids"]
    told = exhibit.explain(mark["label"], f"{mark['said_on']:%Y-%m-%d}")
    assert claim in told.text and mark["said"] in told.plain
    later = exhibit.explain(mark["label"], "2030-01-01")
    assert "nothing on 2030-01-01" in later.plain
    with pytest.raises(ValueError, match="there are: .*" + re.escape(mark["label"])):
        exhibit.explain("nobody", "2024-11-04")
    with pytest.raises(ValueError, match="its first: "):
        exhibit.explain(mark["label"], "1999-01-01")
