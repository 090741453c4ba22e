"""Labels that do not collide."""

from __future__ import annotations

import pytest

from helpers.charts.labels import spread


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
