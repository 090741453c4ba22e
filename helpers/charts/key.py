"""The small key to the marks that stands in each figure that uses them."""

from __future__ import annotations

from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, Rectangle

from helpers.charts.marks import DASH
from helpers.charts.style import EDGE, MUTED, PAPER, text_width

WORDS = {
    "dot": "a figure",
    "bar": "a range",
    "up": "at least",
    "down": "up to",
    "vague": "vague words",
    "forecast": "a forecast",
    "anonymous": "unnamed speaker",
    "gap": "gap that no single number closes",
    "yes": "yes",
    "likely": "likely",
    "unconfirmed": "not confirmed",
    "unlikely": "unlikely",
    "no": "no",
    "small": "small: follows from another answer",
}
SIZE = 9.0
ROW = 0.19


def key_lines(figure, marks: list[str]) -> list[list[tuple[str, float]]]:
    """The marks in lines that fit the figure: (mark, left edge in inches)."""
    lines, left = [[]], EDGE
    for mark in marks:
        need = 0.2 + text_width(figure, WORDS[mark], size=SIZE) + 0.17
        if left + need > figure.get_figwidth() and lines[-1]:
            lines.append([])
            left = EDGE
        lines[-1].append((mark, left))
        left += need
    return lines


def draw_key(figure, marks: list[str], top: float) -> None:
    """Draw the key with its first line at `top` (inches from the bottom edge)."""
    wide, tall = figure.get_size_inches()
    for number, line in enumerate(key_lines(figure, marks)):
        y = (top - number * ROW) / tall
        for mark, left in line:
            for shape in _shapes(figure, mark, (left + 0.07) / wide, y):
                figure.add_artist(shape)
            figure.text((left + 0.19) / wide, y, WORDS[mark], size=SIZE, color=MUTED, va="center_baseline", ha="left")


def _shapes(figure, mark: str, x: float, y: float) -> list:
    wide, tall = figure.get_size_inches()
    place = {"transform": figure.transFigure}

    def dot(marker="o", size=6.5, face=MUTED, dy=0.0, edge=1.1):
        return Line2D(
            [x],
            [y + dy / tall],
            marker=marker,
            markersize=size,
            markerfacecolor=face,
            color=MUTED,
            markeredgewidth=edge,
            linestyle="none",
            **place,
        )

    def stroke(x0, y0, x1, y1):
        return Line2D(
            [x + x0 / wide, x + x1 / wide], [y + y0 / tall, y + y1 / tall], color=MUTED, linewidth=1.2, **place
        )

    def box(width, height, **look):
        return Rectangle((x - width / 2 / wide, y - height / 2 / tall), width / wide, height / tall, **look, **place)

    shapes = {
        "dot": lambda: [dot()],
        "small": lambda: [dot(size=4.5)],
        "yes": lambda: [dot()],
        "forecast": lambda: [dot(face=PAPER)],
        "unconfirmed": lambda: [dot(face=PAPER)],
        "likely": lambda: [dot(face="#b9bec4")],
        "unlikely": lambda: [dot(face=PAPER), stroke(-0.035, 0, 0.035, 0)],
        "no": lambda: [dot("x", 6, edge=1.8)],
        "anonymous": lambda: [
            Ellipse(
                (x, y),
                0.105 / wide,
                0.105 / tall,
                facecolor="none",
                edgecolor=MUTED,
                linestyle=DASH,
                linewidth=1.1,
                **place,
            )
        ],
        "bar": lambda: [box(0.07, 0.14, facecolor=MUTED, edgecolor="none")],
        "vague": lambda: [box(0.08, 0.14, facecolor="none", edgecolor=MUTED, hatch="/////")],
        "gap": lambda: [box(0.15, 0.1, facecolor="#eddcae", edgecolor="none")],
        "up": lambda: [stroke(0, -0.07, 0, 0.03), dot("^", 5, dy=0.045)],
        "down": lambda: [stroke(0, 0.07, 0, -0.03), dot("v", 5, dy=-0.045)],
    }
    return shapes[mark]()
