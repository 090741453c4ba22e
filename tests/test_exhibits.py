"""Figures: what is plotted is what the rows say; every figure carries its evidence, its text and its fingerprint."""

from __future__ import annotations

import io
import re
from types import SimpleNamespace

import matplotlib as mpl
import matplotlib.dates as mdates
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import Image

from helpers import estimates, gallery, positions
from helpers.charts.canvas import NARROW, PAGE, SLIDE
from helpers.charts.places import land, place_marks
from helpers.charts.style import sheet
from helpers.dataset import load
from helpers.exhibits import foot
from helpers.figures import _lighter

BUILD = {
    "numbers": lambda c: gallery.numbers(c, "troops_in_russia", "in_russia"),
    "forecasts": lambda c: gallery.numbers(c, "troops_to_be_sent", "more_will_be_sent", gaps=False),
    "statements": lambda c: gallery.statements(c, "unit_size"),
    "answers": gallery.answers,
    "strips": lambda c: gallery.strips(c, "in_combat", "will_deploy"),
    "coverage": gallery.coverage,
    "places": lambda c: gallery.places(c, "in_russia", "in_kursk", "in_occupied_ukraine"),
}


@pytest.fixture(scope="module", params=BUILD)
def made(request, claims):
    return SimpleNamespace(name=request.param, exhibit=BUILD[request.param](claims))


def test_every_mark_knows_its_claims(made, claims):
    marks = made.exhibit.marks
    assert len(marks) and marks["claim_ids"].map(len).gt(0).all()
    assert set(made.exhibit.claim_ids) <= set(claims.rows["claim_id"]) and len(made.exhibit.rows)


def test_a_figure_has_a_title_a_text_and_a_foot(made):
    exhibit = made.exhibit
    words = " ".join(text.get_text() for text in exhibit.figure.findobj(Text)).replace("\n", " ")
    assert exhibit.title in words and "Data version" in words and "claim" in words
    assert len(exhibit.alt) > 40 and "nan" not in exhibit.alt.lower()
    data, metadata = exhibit._repr_mimebundle_()
    assert metadata["image/svg+xml"]["alt"] == exhibit.alt and data["image/svg+xml"].startswith("<svg")


def test_the_same_bytes_twice(made, claims):
    again = BUILD[made.name](claims)
    assert again.svg == made.exhibit.svg and again.fingerprint == made.exhibit.fingerprint
    assert not re.search(r"<dc:date>|/work|/home|/tmp", made.exhibit.svg)


def test_one_drawing_gives_the_bytes_of_two(claims):
    """Where files are kept, a figure is drawn once for its SVG and its PNG."""
    one, other = BUILD["strips"](claims), BUILD["strips"](claims)
    figure = one.drawn()
    assert one.as_svg(figure=figure) == other.svg and one.as_png(figure=figure) == other.as_png()


def test_the_fingerprint_moves_with_a_value(made):
    exhibit = made.exhibit
    changed = exhibit.marks.iloc[1:] if len(exhibit.marks) > 1 else exhibit.marks.iloc[:0]
    other = type(exhibit)(
        exhibit.id, exhibit.title, exhibit.subtitle, exhibit.alt, exhibit.draw, changed, exhibit.claims
    )
    assert other.fingerprint != exhibit.fingerprint


def test_drawing_leaves_no_settings_behind(claims):
    before = dict(mpl.rcParams)
    gallery.answers(claims)
    assert dict(mpl.rcParams) == before


def test_the_plotted_figures_are_those_of_the_rows(claims):
    figure = gallery.numbers(claims, "troops_in_russia", "in_russia").figure
    drawn = set()
    for ax in figure.axes[:-1]:
        drawn |= {
            (round(float(line.get_xdata()[0]), 4), float(line.get_ydata()[0]))
            for line in ax.lines
            if len(line.get_xdata()) == 1
        }
        for strokes in ax.collections:
            drawn |= {(round(float(x), 4), float(y)) for x, y in np.ma.getdata(strokes.get_offsets())}
    rows = estimates.figures(claims, "troops_in_russia").query("mark == 'dot' and main and not event")
    wanted = {
        (round(float(mdates.date2num(day)), 4), value) for day, value in zip(rows["said_on"], rows["lo"], strict=True)
    }
    assert wanted <= drawn


@pytest.mark.parametrize("question, position", [("troops_in_russia", "in_russia"), ("troops_in_kursk", "in_kursk")])
def test_a_gap_is_shaded_between_lines(claims, question, position):
    """Both edges of each gap are drawn where it is shaded, whichever panel their groups have."""
    ax = gallery.numbers(claims, question, position).figure.axes[0]
    drawn = [(*line.get_xdata(), *line.get_ydata()) for line in ax.lines if len(line.get_xdata()) == 2]
    lines = [(mdates.date2num(a), mdates.date2num(b), y) for a, b, y, z in drawn if y == z and not isinstance(a, int)]
    periods = estimates.gap(estimates.standing_on(claims, question)).query("ratio > 1")
    assert len(periods)
    for period in periods.itertuples():
        start, end = mdates.date2num(period.start), mdates.date2num(period.end)
        levels = {y for a, b, y in lines if a <= start and b >= end}
        assert {period.top, period.bottom} <= levels


def test_a_title_counts_what_is_drawn(claims):
    for name in ("captured", "troops_in_training"):
        exhibit = gallery.statements(claims, name)
        statements, sources = exhibit.rows["statement_id"].nunique(), exhibit.rows["source_id"].nunique()
        assert exhibit.title.startswith(f"{statements} statements by {sources} sources:")


def test_a_span_of_one_day_is_said_once(claims):
    day = claims.rows["said_on"].value_counts().index[0]
    told = foot(claims, claims.rows.loc[claims.rows["said_on"].eq(day) & ~claims.rows["implied"], "claim_id"])
    assert f"said {day:%-d %b %Y}." in told and " to " not in told


@pytest.mark.parametrize("canvas", [PAGE, SLIDE], ids=lambda canvas: canvas.name)
def test_panels_on_one_scale_have_the_same_ticks(claims, canvas):
    for question, position in (("troops_in_kursk", "in_kursk"), ("casualties", "losses_taken")):
        upper, *lower, _ = gallery.numbers(claims, question, position).drawn(canvas).axes
        assert bool(lower) is (canvas is PAGE)  # a slide has the first panel alone
        for ax in lower:
            assert list(upper.get_yticks()) == list(ax.get_yticks()) and upper.get_ylim() == ax.get_ylim()


def test_a_slide_says_which_answers_it_leaves_out(claims):
    exhibit = gallery.strips(claims, "in_combat")
    for figure, left_out in ((exhibit.drawn(SLIDE), True), (exhibit.figure, False)):
        words = " ".join(text.get_text() for text in figure.findobj(Text)).replace("\n", " ")
        assert ("not drawn here" in words) == left_out


def test_the_strip_shows_every_answer(claims):
    figure = gallery.strips(claims, "in_combat").figure
    ax = figure.axes[0]
    points = [line for line in ax.lines if line.get_marker() in ("o", "x") and line.get_transform() == ax.transData]
    again = [url for strokes in ax.collections for url in strokes.get_urls() if url]
    assert len(points) + len(again) == len(positions.positions(claims, "in_combat"))


def test_the_table_holds_the_plotted_values(claims):
    exhibit = gallery.coverage(claims)
    rows = claims.rows.query("not implied")
    assert exhibit.table["n"].sum() <= len(rows) and exhibit.table["claim_ids"].str.startswith("c").all()


def test_a_place_under_another_is_seen_and_joined_to_its_name():
    where = {"place": ["Wide", "Small"], "lon": [36.0, 36.0], "lat": [51.0, 51.0], "n": [300, 2], "mark_url": ["", ""]}
    with sheet():
        ax = land(Figure(figsize=(4, 4)).add_subplot(), [30, 42, 47, 55])
        FigureCanvasAgg(ax.figure)
        place_marks(pd.DataFrame(where), ax=ax)
    (discs,) = ax.collections
    assert list(discs.get_sizes()) == sorted(discs.get_sizes(), reverse=True)
    (tie,) = ax.lines
    assert np.hypot(*(ax.transData.transform(tie.get_xydata()) - ax.transData.transform((36, 51))).T).min() < 5


def test_the_audit_strip_counts_its_rows(claims):
    exhibit = gallery.statements(claims, "officers")
    html = exhibit.audit().text
    assert html.count("<tr><td>c") == len(exhibit.rows) and "#:~:text=" in html
    assert f"of {exhibit.rows['statement_id'].nunique()} statement" in html


@pytest.mark.parametrize("keep", ["nothing", "one claim", "seed"])
def test_small_data_draw_too(claims, seed_folder, keep):
    if keep == "seed":
        small = load(seed_folder)
    else:
        one = claims.answers("troops_in_russia")["claim_id"].iloc[0] if keep == "one claim" else ""
        small = claims.where(claims.rows["claim_id"].eq(one))
    for build in BUILD.values():
        exhibit = build(small)
        assert exhibit.svg and exhibit.alt and "nan" not in exhibit.title.lower()


def test_text_in_the_data_is_only_text(claims):
    from helpers.audit import table

    row = claims.rows.head(1).assign(
        wording='<script>alert(1)</script> $x$ "|', url='https://a.b/"><img src=x>', via=""
    )
    html = table(row)
    assert "<script>" not in html and "<img" not in html and "&lt;script&gt;" in html


def test_times_and_days_are_of_the_data(claims):
    days = pd.to_datetime(gallery.numbers(claims, "troops_in_russia", "in_russia").table["said_on"])
    assert days.max() <= claims.rows["said_on"].max()


def test_a_lighter_picture_keeps_the_colours_of_its_areas():
    """More than 256 colours: those of areas stay to the bit, however small beside the paper."""
    pixels = np.full((300, 300, 3), 255, dtype="uint8")
    pixels[:20, :20], pixels[20:30, :20] = (149, 78, 127), (139, 90, 120)
    pixels[100, :], pixels[101, :] = np.arange(300)[:, None] // 2, (np.arange(300)[:, None] * [0, 1, 0]) % 256
    opaque = np.dstack([pixels, np.full((300, 300), 255, dtype="uint8")])
    light = Image.open(io.BytesIO(_lighter(opaque, 200, "Areas")))
    assert (np.asarray(light.convert("RGB"))[:100] == pixels[:100]).all()
    assert light.text == {"Title": "Areas"} and round(light.info["dpi"][0]) == 200


def test_the_pixels_of_a_figure_are_those_of_its_png(claims):
    exhibit = BUILD["statements"](claims)
    pixels, dpi = exhibit.as_pixels(SLIDE)
    png = Image.open(io.BytesIO(exhibit.as_png(SLIDE)))
    assert (np.asarray(png) == pixels).all() and round(png.info["dpi"][0]) == round(dpi)


@pytest.mark.parametrize("build", [gallery.coverage, gallery.flows])
def test_what_only_a_narrow_canvas_adds_up_knows_its_claims(claims, build):
    """Each part is a link, numbered on from the marks; together they hold the claims of the figure."""
    exhibit = build(claims)
    numbers = {int(number) for number in re.findall(r'<a data-mark="(\d+)"', exhibit.as_svg(NARROW))}
    own = len(exhibit.marks)
    assert exhibit.sums and numbers == set(range(own, own + len(exhibit.sums)))
    assert {claim for part in exhibit.sums for claim in part} == set(exhibit.claim_ids)
    assert max(int(number) for number in re.findall(r'<a data-mark="(\d+)"', exhibit.svg)) < own
