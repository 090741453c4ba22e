"""Labels that do not collide."""

from __future__ import annotations

import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from helpers.charts.canvas import balanced, filled, wrap
from helpers.charts.labels import rows_above, spread
from helpers.charts.marks import put
from helpers.charts.room import Name, name_marks
from helpers.charts.style import legible, log_ticks, number_axis, sheet
from helpers.charts.taken import Taken, area, crossing, inside


@pytest.mark.parametrize("wanted", [[5, 5, 5], [1, 2, 3], [9.5, 9.6, 0], [], [4]])
def test_places_keep_order_distance_and_frame(wanted):
    places = spread(wanted, 1.0, 0.0, 10.0)
    assert all(-1e-9 <= place <= 10 + 1e-9 for place in places)
    ranked = [place for _, place in sorted(zip(wanted, places, strict=True))]
    assert all(b - a >= 1 - 1e-9 for a, b in zip(ranked, ranked[1:], strict=False))


def test_what_has_room_stays_where_it_is():
    assert spread([1.0, 4.0, 8.0], 1.0, 0.0, 10.0) == [1.0, 4.0, 8.0]


def test_a_crowd_shares_the_shift():
    assert spread([5.0, 5.0], 1.0, 0.0, 10.0) == [4.5, 5.5]


@pytest.mark.parametrize("low", [1, 3, 30, 900])
@pytest.mark.parametrize("times", [30, 200, 1000, 50_000])
@pytest.mark.parametrize("inches", [0.45, 0.8, 2.5])
def test_a_log_axis_has_ticks_up_to_its_highest_figure(low, times, inches):
    ticks = log_ticks(low / 1.6, low * times, inches)
    assert ticks[-1] >= low * times and len(ticks) <= 7
    assert len(ticks) >= (3 if inches >= 0.8 else 2)
    digits = "".join(f"{tick:e}"[0] for tick in ticks)
    assert any(digits in ladder * 8 for ladder in ("125", "13", "1"))  # steps of one kind, none left out


def test_a_name_over_the_axis_is_not_crossed_by_the_line_of_another():
    rows = rows_above([0.1, 0.5, 0.6, 3.0], ["first day", "second day", "third day", "alone"], 4.0)
    assert [row for row, _ in rows] == [2, 1, 0, 0]


def test_what_a_line_meets_on_its_way():
    """How far it runs inside a box, and whether it crosses another line; it may end on one."""
    line, box = np.array([[0.0, 0.0, 10.0, 0.0]]), np.array([[2.0, -1.0, 5.0, 1.0], [2.0, 1.0, 5.0, 2.0]])
    assert inside(line, box).round(9).tolist() == [[3.0, 0.0]]
    others = np.array([[4.0, -1.0, 4.0, 1.0], [10.0, -1.0, 10.0, 1.0], [4.0, 1.0, 4.0, 2.0], [0.0, 1.0, 10.0, 1.0]])
    assert crossing(line, others).tolist() == [[True, False, False, False]]
    assert area(box, box).tolist() == [[6.0, 0.0], [0.0, 3.0]]


BLUE, ORANGE = "#10408f", "#b85c00"


def _dots(*spots: tuple[float, float, str]):
    figure = Figure(figsize=(4, 3))
    FigureCanvasAgg(figure)
    ax = figure.add_subplot(xlim=(0, 10), ylim=(0, 10))
    for x, y, colour in spots:
        put(ax, x, y, marker="o", markersize=6, color=colour)
    return ax


def test_a_mark_is_its_groups_own_by_its_colour():
    taken = Taken(_dots((2, 5, BLUE), (2, 5, ORANGE), (7, 5, BLUE)))
    assert taken.own([(2, 5)], BLUE).tolist() == [True, False, False]


def _named(ax, name: Name):
    with sheet():
        name_marks(ax, [name])
    return ax.texts[-1]


def test_a_name_is_not_tied_to_the_mark_of_another():
    ax = _dots((2, 5, BLUE), (2, 5, ORANGE), (7, 5, BLUE))
    assert _named(ax, Name([(2, 5), (7, 5)], "blue", BLUE)).xy == (7, 5)


@pytest.mark.parametrize("crowd", [True, False])
def test_a_name_in_a_crowd_is_tied_to_its_own_mark(crowd):
    around = [(x, 5, ORANGE) for x in (4.0, 4.4, 5.6, 6.0)] if crowd else []
    written = _named(_dots((5, 5, BLUE), *around), Name([(5, 5)], "blue", BLUE))
    assert (written.arrow_patch is not None) == crowd


def test_a_name_over_the_end_of_a_line_is_tied_to_it():
    name = Name([(5, 5)], "a long name", BLUE)
    assert _named(_dots(), name).arrow_patch is None  # level with it, right of it
    assert _named(_dots((6.5, 5, ORANGE), (3.5, 5, ORANGE)), name).arrow_patch is not None


@pytest.mark.parametrize("width", [1.2, 1.6, 2.0, 2.6])
def test_a_number_stands_on_the_line_of_what_it_counts(width):
    text = "One said 4,000, another 1,100: 3.6 times apart for 28 days from 9 Jan 2025 and 12 more in 2026"
    for lines in (wrap(text, width).split("\n"), balanced(text, width).split("\n")):
        assert " ".join(lines) == text and len(lines) > 1
        assert not any(line.endswith((" 3.6", " 28", " 9", "Jan", " 12")) for line in lines)


def test_no_word_is_left_alone_on_the_last_line():
    text = "How many were counted? One panel a group; grey: all others."
    wide = next(width / 10 for width in range(20, 60) if wrap(text, width / 10).endswith("\nothers."))
    assert len(filled(text, wide).split("\n")[-1]) > len("others.") * 2


@pytest.mark.parametrize("high", [3, 9, 15_000, 50_000])
def test_ticks_of_counts_are_whole_round_numbers(high):
    for across in (True, False):
        ax = _dots()
        number_axis(ax, high / 3, high, along_x=across)
        ticks = (ax.get_xticks if across else ax.get_yticks)()
        step = int(ticks[1] - ticks[0])
        assert all(tick == int(tick) for tick in ticks) and str(step).rstrip("0") in ("1", "2", "25", "5")


def test_no_font_sees_a_sign_that_only_steers_the_text():
    """Not even one that the font has; a sign that it lacks is a box, and lines stay lines."""
    assert legible("a\u202eb\u2066\u00ad\u200b\n\u2028c\u4e2d") == "ab\nc\u25a1" and legible("a\nb") == "a\nb"
