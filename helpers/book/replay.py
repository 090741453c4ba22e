"""The book's replay: its main figures as they could have been drawn on each day, month by month."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlencode

import joblib
import pandas as pd

from helpers import gallery
from helpers.book.exhibits import landing
from helpers.book.inline import as_script, inline, ratio, theme_css
from helpers.charts.canvas import NARROW, PAGE
from helpers.dataset import Claims
from helpers.evidence.browser import script
from helpers.evidence.write import HERE as EVIDENCE
from helpers.exhibits import Exhibit
from helpers.gallery.shared import Frame
from helpers.hindsight import as_known
from helpers.kernels import in_fork
from helpers.marked import by_id
from helpers.replay import days
from helpers.templates import environment
from helpers.words import day

HERE = Path(__file__).parent / "replay_page"
SIZES = {"wide": replace(PAGE, titled=False), "narrow": replace(NARROW, titled=False)}
NEW = 0.03  # of all claims: a month that brought less has no stop of its own
EACH = 6  # days for which a process of its own pays
AMONG = 3  # of so many headline pairs, the first and the last
TOLD = ("group", "source_id", "question_id")  # what the claims browser can be filtered by, as columns


class Drawn(NamedTuple):
    """One figure on one day: its title, and per size its script and its size."""

    title: str
    scripts: dict[str, str]
    ratios: dict[str, str]
    colours: set[str]


def figures(claims: Claims) -> dict[str, tuple[str, Callable[[Claims, Frame], Exhibit]]]:
    """The figures by id: what the reader picks, and how one frame is built."""
    study, asked = claims.study, set(claims.tables["questions"]["question_id"])
    pairs = list(zip(study.headline_counts, study.headline_positions, strict=False))[:AMONG]
    pairs = [pair for pair in pairs if asked.issuperset(pair)]
    found = {}
    for count, position in dict.fromkeys([*pairs[:1], *pairs[-1:]]):
        name = f"numbers-{count}".replace("_", "-")
        found[name] = claims.question(count)["text"], partial(_numbers, count, position)
    found["answers-by-group"] = "Each group's last answer to each question", _answers
    return found


def stops(claims: Claims) -> list[pd.Timestamp]:
    """The days that a reader can pick: the first and the last, and each month that brought something new."""
    every, published = days(claims), claims.stated["published"]
    kept, known = every[:1], int((published <= every[0]).sum()) if every else 0
    for stop in every[1:]:
        now = int((published <= stop).sum())
        if now - known >= max(1, NEW * len(published)) or stop == every[-1]:
            kept, known = [*kept, stop], now
    return kept


def _numbers(count: str, position: str, known: Claims, frame: Frame) -> Exhibit:
    return gallery.numbers(known, count, position, frame=frame)


def _answers(known: Claims, frame: Frame) -> Exhibit:
    return gallery.answers(known, frame=frame)


def exhibits(claims: Claims, stop) -> dict[str, Exhibit]:
    """The figures by id with only what had been published by the day `stop`."""
    known, frame = as_known(claims, stop), Frame(claims, stop)
    return {name: build(known, frame) for name, (_, build) in figures(claims).items()}


def write_replay(claims: Claims, folder: Path) -> list[Path]:
    """Write `folder`/replay.html and its frames, `folder` being the root of the built book; returns the files."""
    found, offered = stops(claims), figures(claims)
    page = folder / "replay.html"
    if not found:
        page.write_text(_jinja().get_template("nothing.html").render(here="evidence/", study=claims.study), "utf-8")
        return [page]
    drawn = _drawn(claims, found)
    texts = {path.name: path.read_text(encoding="utf-8") for path in sorted(HERE.glob("replay.[cj]s*"))}
    for name in offered:
        for stop in found:
            for size, text in drawn[name, stop].scripts.items():
                texts[f"{name}-{stop:%Y-%m-%d}-{size}.js"] = text
    texts["colours.css"] = theme_css(set().union(*(frame.colours for frame in drawn.values())))
    texts["frames.js"] = script("window.REPLAY", _contents(claims, found, offered, drawn))
    last = next(iter(exhibits(claims, found[-1]).values()))
    texts["last.svg"] = last.svg
    (folder / "replay").mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / "replay" / name).write_text(text, encoding="utf-8", newline="\n")
    page.write_text(_page(claims, found, offered, last), encoding="utf-8", newline="\n")
    return [page, *(folder / "replay" / name for name in texts)]


def _drawn(claims: Claims, stops: list) -> dict[tuple, Drawn]:
    """Every frame, drawn by as many forks (helpers.kernels) as there are cores and as pay, each with every so manyth
    day."""
    cores = min(joblib.cpu_count(), max(1, len(stops) // EACH))
    shares = [(claims, stops[start::cores]) for start in range(cores)]
    if cores == 1:
        return _portion(*shares[0])
    with ThreadPoolExecutor(cores) as pool:
        parts = list(pool.map(lambda share: in_fork("helpers.book.replay:_portion", *share), shares))
    return {key: frame for part in parts for key, frame in part.items()}


def _portion(claims: Claims, stops: list) -> dict[tuple, Drawn]:
    return {(name, stop): _frame(built, stop) for stop in stops for name, built in exhibits(claims, stop).items()}


def _frame(built: Exhibit, stop) -> Drawn:
    scripts, ratios, colours = {}, {}, set()
    for size, canvas in SIZES.items():
        svg = built.as_svg(canvas)
        html, used = inline(svg, f"Known by {day(stop)}: {built.title}. {built.alt}", targets(built))
        scripts[size] = as_script(f"{built.id}-{stop:%Y-%m-%d}-{size}", html)
        ratios[size] = ratio(svg)
        colours |= used
    return Drawn(built.title, scripts, ratios, colours)


def targets(built: Exhibit) -> Callable[[int], str]:
    """Where each mark of a frame leads: its claim, its statement, or the claims browser with what its claims share."""
    known, marks = by_id(built.claims), list(built.marks["claim_ids"])

    def target(number: int) -> str:
        own = [known[claim] for claim in marks[number]]
        found = {name.removesuffix("_id"): own[0][name] for name in TOLD if len({row[name] for row in own}) == 1}
        return landing(own) or f"evidence/index.html#{urlencode(found)}"

    return target


def _contents(claims: Claims, stops: list, offered: dict, drawn: dict[tuple, Drawn]) -> dict:
    """What the page's script needs to know of the frames."""
    published = claims.stated["published"]
    return {
        "days": [f"{stop:%Y-%m-%d}" for stop in stops],
        "words": [day(stop) for stop in stops],
        "known": [int((published <= stop).sum()) for stop in stops],
        "figures": {
            name: {
                "titles": [drawn[name, stop].title for stop in stops],
                "ratios": {size: _tallest(drawn[name, stop].ratios[size] for stop in stops) for size in SIZES},
            }
            for name in offered
        },
    }


def _tallest(ratios) -> str:
    return min(ratios, key=lambda text: float(text.split("/")[0]) / float(text.split("/")[1]))


def _page(claims: Claims, stops: list, offered: dict, last: Exhibit) -> str:
    labels = {name: label for name, (label, _) in offered.items()}
    terms = {"study": claims.study, "labels": labels, "last": last, "words": [day(stop) for stop in stops]}
    return _jinja().get_template("replay.html").render(here="evidence/", **terms)


def _jinja():
    return environment(HERE, EVIDENCE / "templates")
