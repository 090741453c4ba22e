"""Every chart with only what had been published by a day: a slider in JupyterLab."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from html import escape

import pandas as pd

from helpers import gallery
from helpers.dataset import Claims
from helpers.exhibits import Exhibit
from helpers.hindsight import as_known
from helpers.words import day


def days(claims: Claims, *, freq: str = "MS") -> list[pd.Timestamp]:
    """The days that a reader can pick: month by month, from the first document to the last, and the last day."""
    published = pd.to_datetime(claims.tables["documents"]["published"])
    if published.empty:
        return []
    inner = pd.date_range(published.min(), published.max(), freq=freq)
    return list(dict.fromkeys([*inner, published.max()]))


def charts(claims: Claims) -> dict[str, Callable[[Claims], Exhibit]]:
    """Every chart of the suite that needs nothing but claims, by name, on the questions of the study."""
    study = claims.study
    counts, answers, losses = study.headline_counts, study.headline_positions, study.loss_questions
    built = {"numbers and answers": gallery.main_figure, "answers by group": gallery.answers}
    built |= {"coverage": gallery.coverage, "gaps": lambda known: gallery.gaps(known, *counts)}
    built |= {"lean": gallery.lean, "agreement by month": gallery.by_month, "who told whom": gallery.flows}
    built |= {"one source or ten": gallery.tellers, "naming": gallery.naming, "ratios": gallery.ratios}
    built |= {"printed forms": lambda known: gallery.versions(known, *counts), "forecasts": gallery.forecasts}
    built |= {"places": lambda known: gallery.places(known, *answers)}
    for name in (*counts, *losses):
        built[f"figures: {name}"] = partial(_of, gallery.statements, name)
    for name in losses:
        built[f"revisions: {name}"] = partial(_of, gallery.ladder, name)
    for name in answers:
        built[f"answers: {name}"] = partial(_of, gallery.strips, name)
        built[f"first yes: {name}"] = partial(_of, gallery.lags, name)
    return built


def _of(build: Callable, question_id: str, known: Claims) -> Exhibit:
    return build(known, question_id)


def replay(claims: Claims, charts: dict[str, Callable[[Claims], Exhibit]]):
    """A menu of charts and a slider of days; each choice redraws the chart as it could have been drawn on that day.

    `charts`: name -> function of the claims that returns an Exhibit.
    """
    from ipywidgets import HTML, Dropdown, SelectionSlider, VBox

    stops = [(day(stop), stop) for stop in days(claims)]
    chart = Dropdown(options=list(charts), description="chart")
    known = SelectionSlider(options=stops, value=stops[-1][1], description="known by", continuous_update=False)
    page = HTML()

    def show(_=None) -> None:
        exhibit = charts[chart.value](as_known(claims, known.value))
        page.value = f'<div role="img" aria-label="{escape(exhibit.alt)}">{exhibit.svg}</div>'

    for control in (chart, known):
        control.observe(show, names="value")
    show()
    return VBox([chart, known, page])
