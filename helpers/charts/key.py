"""The small key to the marks that stands in each figure that uses them."""

from __future__ import annotations

from matplotlib.lines import Line2D
from matplotlib.patches import Ellipse, PathPatch, Rectangle

from helpers.charts.canvas import EDGE, text_width
from helpers.charts.marks import DASH, HALF, LINES, capped
from helpers.charts.style import GAP, palette, tone

WORDS = {
    "dot": "a figure",
    "bar": "a range",
    "hollow-bar": "a range",
    "up": "at least",
    "down": "up to",
    "vague": "vague words (range by our convention)",
    "forecast": "a forecast",
    "about": "the day that it is about",
    "recalled": "a figure of an earlier time",
    "stand": "a figure that stands",
    "anonymous": "unnamed speaker",
    "gap": "gap: both cannot be true",
    "day": "the day of the panel",
    "yes": "yes",
    "numbers": "Numbers",
    "answers": "Answers",
    "likely": "likely",
    "unconfirmed": "not confirmed",
    "unlikely": "unlikely",
    "no": "no",
    "small": "small: follows from another answer",
    "again": "the same again",
    "sides": "above its line: yes, below: no",
}
SIZE = 9.0
ROW = 0.19


HEADS = ("numbers", "answers")  # words that open a line of the key
Entry = str | tuple[str, dict]  # a mark of WORDS, or a word with the look of its marker


def key_lines(width: float, marks: list[Entry]) -> list[list[tuple[Entry, float]]]:
    """The entries in lines that fit `width` inches: (entry, left edge in inches)."""
    lines, left = [[]], EDGE
    for mark in marks:
        if mark in HEADS and lines[-1]:
            lines.append([])
            left = EDGE
        need = (0.0 if mark in HEADS else 0.2) + text_width(_word(mark), size=SIZE) + 0.17
        if left + need > width and lines[-1]:
            lines.append([])
            left = EDGE
        lines[-1].append((mark, left))
        left += need
    return lines


def draw_key(figure, marks: list[Entry], top: float) -> None:
    """Draw the key with its first line at `top` (inches from the bottom edge)."""
    wide, tall = figure.get_size_inches()
    for number, line in enumerate(key_lines(figure.get_figwidth(), marks)):
        y = (top - number * ROW) / tall
        for mark, left in line:
            head = mark in HEADS
            for shape in [] if head else _shapes(figure, mark, (left + 0.07) / wide, y):
                figure.add_artist(shape)
            look = {"size": SIZE, "color": palette().muted, "va": "center_baseline", "ha": "left"}
            look |= {"weight": "semibold"} if head else {}
            figure.text((left + (0 if head else 0.19)) / wide, y, _word(mark), **look)


def _word(entry: Entry) -> str:
    return WORDS[entry.removesuffix("-line").removesuffix("-flat")] if isinstance(entry, str) else entry[0]


def _shapes(figure, mark: Entry, x: float, y: float) -> list:
    wide, tall = figure.get_size_inches()
    place, muted, paper = {"transform": figure.transFigure}, palette().muted, palette().paper

    def dot(marker="o", size=6.5, face=muted, dx=0.0, dy=0.0, edge=1.1, **look):
        return Line2D(
            [x + dx / wide],
            [y + dy / tall],
            marker=marker,
            markersize=size,
            markerfacecolor=face,
            color=muted,
            markeredgewidth=edge,
            linestyle="none",
            **place,
            **look,
        )

    def stroke(x0, y0, x1, y1, **look):
        ends = [x + x0 / wide, x + x1 / wide], [y + y0 / tall, y + y1 / tall]
        return Line2D(*ends, color=muted, **{"linewidth": 1.2, **look}, **place)

    def box(width, height, **look):
        return Rectangle((x - width / 2 / wide, y - height / 2 / tall), width / wide, height / tall, **look, **place)

    flat = isinstance(mark, str) and mark.endswith("-flat")
    if flat:
        lying = capped((x - 0.06 / wide, x + 0.06 / wide), y, 0.02 / tall, 0.05 / tall, along_x=True)
        mark = mark.removesuffix("-flat")
    beam = capped((y - 0.06 / tall, y + 0.06 / tall), x, 0.02 / wide, 0.05 / wide)
    if isinstance(mark, str) and mark.endswith("-line"):
        answer = mark.removesuffix("-line")
        ends = [x - 0.075 / wide, x + 0.075 / wide]
        return [Line2D(ends, [y, y], color=muted, **LINES[answer], **place), *_shapes(figure, answer, x, y)]
    if not isinstance(mark, str):
        return [Line2D([x], [y], **{"linestyle": "none", **mark[1]}, **place)]
    if flat and mark in ("up", "down"):
        way, tip = (1, ">") if mark == "up" else (-1, "<")
        return [stroke(-0.07 * way - 0.02, 0, 0.03 * way - 0.02, 0), dot(tip, 5, dx=0.045 * way - 0.02)]
    beam, hatched = (lying, (0.14, 0.08)) if flat else (beam, (0.08, 0.14))
    shapes = {
        "dot": lambda: [dot()],
        "small": lambda: [dot(size=4.5)],
        "yes": lambda: [dot()],
        "forecast": lambda: [dot(face=paper)],
        "unconfirmed": lambda: [dot(**HALF, markerfacecoloralt=paper)],
        "about": lambda: [stroke(-0.075, 0, 0.06, 0, linestyle=(0, (1, 1.6))), stroke(0.06, -0.045, 0.06, 0.045)],
        "recalled": lambda: [stroke(-0.09, 0, 0, 0), dot(dx=0.02)],
        "stand": lambda: [stroke(-0.08, 0, 0.08, 0, linewidth=2.0)],
        "sides": lambda: [stroke(-0.08, 0, 0.08, 0, linewidth=0.7), dot(size=2.8, dy=0.042), dot("x", 2.8, dy=-0.042)],
        "likely": lambda: [dot(face=tone("#b9bec4"))],
        "unlikely": lambda: [dot(face=paper), stroke(-0.035, 0, 0.035, 0)],
        "no": lambda: [dot("x", 6, edge=1.8)],
        "anonymous": lambda: [
            Ellipse(
                (x, y),
                0.105 / wide,
                0.105 / tall,
                facecolor="none",
                edgecolor=muted,
                linestyle=DASH,
                linewidth=1.1,
                **place,
            )
        ],
        "bar": lambda: [PathPatch(beam, facecolor=muted, edgecolor=muted, linewidth=1.2, **place)],
        "vague": lambda: [box(*hatched, facecolor="none", edgecolor=muted, hatch="/////")],
        "again": lambda: [dot("|", 6)],
        "day": lambda: [stroke(0, -0.07, 0, 0.07, linewidth=0.9, linestyle=(0, (2, 2)))],
        "gap": lambda: [box(0.15, 0.1, facecolor=tone(GAP), edgecolor="none")],
        "hollow-bar": lambda: [PathPatch(beam, facecolor=paper, edgecolor=muted, linewidth=1.2, **place)],
        "up": lambda: [stroke(0, -0.07, 0, 0.03), dot("^", 5, dy=0.045)],
        "down": lambda: [stroke(0, 0.07, 0, -0.03), dot("v", 5, dy=-0.045)],
    }
    return shapes[mark]()
