"""Colour-blind readers and grey print: groups stay apart by colour or by marker.

Simulation: Machado, Oliveira and Fernandes (2009), severity 1.0, in linear RGB. Distance: CIE 1976 in L*a*b*.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

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


@pytest.mark.parametrize("kind", MACHADO)
def test_groups_stay_apart(claims, kind):
    for (_, a), (_, b) in combinations(claims.groups.iterrows(), 2):
        distance = np.linalg.norm(lab(a["colour"], MACHADO[kind]) - lab(b["colour"], MACHADO[kind]))
        assert distance >= APART or a["marker"] != b["marker"], (a["label"], b["label"], round(distance))


@pytest.mark.parametrize("kind", ["normal", "protanopia", "deuteranopia", "tritanopia"])
def test_the_strong_groups_stay_apart_by_colour_alone(claims, kind):
    strong = claims.groups.query("strong == 'yes'")
    for (_, a), (_, b) in combinations(strong.iterrows(), 2):
        distance = np.linalg.norm(lab(a["colour"], MACHADO[kind]) - lab(b["colour"], MACHADO[kind]))
        assert distance >= APART, (a["label"], b["label"], round(distance, 1))


def test_strong_colours_are_readable_as_text(claims):
    """WCAG 2: contrast of at least 4.5 on paper."""
    for _, group in claims.groups.query("strong == 'yes'").iterrows():
        rgb = np.array(to_rgb(group["colour"]))
        linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
        assert 1.05 / (linear @ [0.2126, 0.7152, 0.0722] + 0.05) >= 4.5, group["label"]
