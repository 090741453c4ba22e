"""Colour-blind readers and grey print: groups stay apart by colour or by marker.

Simulation: Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB. Distance: CIE 1976 in L*a*b*.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from helpers.charts import style
from helpers.gallery.robust import HOLDS
from helpers.gallery.telling import TONES

MACHADO = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
    "grey": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
APART = 18


def apart(a: str, b: str, kind: str) -> float:
    return float(np.linalg.norm(lab(a, MACHADO[kind]) - lab(b, MACHADO[kind])))


def lab(colour: str, matrix: np.ndarray) -> np.ndarray:
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    linear = np.clip(matrix @ linear, 0, 1)
    xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]]) @ linear
    f = np.cbrt(np.maximum(xyz / [0.9505, 1.0, 1.089], 1e-9))
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_simulation_on_a_known_pair():
    """Red and green of equal weight come close for deuteranopes, and stay far apart in normal sight."""
    pair = ("#d7191c", "#4d9221")
    far, near = (
        np.linalg.norm(lab(pair[0], MACHADO[kind]) - lab(pair[1], MACHADO[kind])) for kind in ("normal", "deuteranopia")
    )
    assert far > 90 and near < far / 2


@pytest.fixture(params=style.THEMES)
def groups(request, claims):
    """The groups in the colours of each sheet."""
    with style.sheet(request.param):
        return style.toned(claims.groups)


@pytest.mark.parametrize("kind", MACHADO)
def test_groups_stay_apart(groups, kind):
    for (_, a), (_, b) in combinations(groups.iterrows(), 2):
        distance = apart(a["colour"], b["colour"], kind)
        assert distance >= APART or a["marker"] != b["marker"], (a["label"], b["label"], round(distance))


@pytest.mark.parametrize("kind", ["normal", "protanopia", "deuteranopia", "tritanopia"])
def test_the_strong_groups_stay_apart_by_colour_alone(groups, kind):
    strong = groups.query("strong == 'yes'")
    for (_, a), (_, b) in combinations(strong.iterrows(), 2):
        distance = apart(a["colour"], b["colour"], kind)
        assert distance >= APART, (a["label"], b["label"], round(distance, 1))


@pytest.mark.parametrize("kind", MACHADO)
@pytest.mark.parametrize("colours", [TONES, HOLDS], ids=["naming", "universes"])
@pytest.mark.parametrize("theme", style.THEMES)
def test_colours_without_markers_stay_apart(theme, colours, kind):
    """Bars of shares and dots of universes have no marker of their own: colour alone tells them apart."""
    with style.sheet(theme):
        toned = [style.tone(colour) for colour in colours.values()]
    for a, b in combinations(toned, 2):
        assert apart(a, b, kind) >= APART, (a, b)


@pytest.mark.parametrize("theme", style.THEMES)
def test_words_are_readable(claims, theme):
    """WCAG 2: contrast of at least 4.5 with the paper, for ink, quiet text and every name in its group's colour."""
    with style.sheet(theme):
        colours = style.palette()
        paper = np.array(to_rgb(colours.paper))
        names = [style.readable(colour) for colour in style.toned(claims.groups)["colour"]]
        strong = style.toned(claims.groups).query("strong == 'yes'")["colour"]
        for colour in [colours.ink, colours.muted, *names, *strong]:
            assert style.contrast(np.array(to_rgb(colour)), paper) >= 4.5, colour


def test_contrast_is_that_of_the_standard():
    """Black on white is 21; #767676 is the lightest grey that passes on white (WCAG 2.2, 1.4.3)."""
    white = np.ones(3)
    assert style.contrast(np.zeros(3), white) == pytest.approx(21)
    assert style.contrast(np.array(to_rgb("#767676")), white) == pytest.approx(4.54, abs=0.01)
