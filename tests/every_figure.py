"""Every figure that the notebooks show, built from code: name -> function of the claims."""

from __future__ import annotations

from functools import partial

import pandas as pd

from helpers import gallery, robustness
from helpers.dataset import Claims, remembered

NUMBERS = {
    "troops_in_russia": "in_russia",
    "troops_in_kursk": "in_kursk",
    "troops_to_be_sent": "more_will_be_sent",
    "casualties": "losses_taken",
}
STATEMENTS = ("troops_in_training", "unit_size", "captured")
STRIPS = (
    ("in_combat",),
    ("will_deploy",),
    ("in_occupied_ukraine",),
    ("cooperation_lawful",),
    ("in_kursk", "in_combat"),
)
PRESENCE = ("in_russia", "training_in_russia", "in_kursk", "in_occupied_ukraine", "in_combat")
DAYS = [pd.Timestamp(day) for day in ("2024-10-20", "2024-12-31", "2025-05-01", "2026-02-28")]


def every_figure(claims: Claims) -> dict:
    """Builders by name; ids of the exhibits are theirs."""
    counts = claims.study.headline_counts
    built = {
        f"numbers {a}": partial(gallery.numbers, claims, a, b, gaps=a not in claims.study.forecast_questions)
        for a, b in NUMBERS.items()
    }
    built |= {f"statements {name}": partial(gallery.statements, claims, name) for name in STATEMENTS}
    built |= {f"strip {' '.join(names)}": partial(gallery.strips, claims, *names) for names in STRIPS}
    built |= {f"ladder {name}": partial(gallery.ladder, claims, name) for name in ("casualties", "killed")}
    built |= {f"lags {name}": partial(gallery.lags, claims, name) for name in ("in_kursk", "in_combat")}
    built |= {f"admission {name}": partial(gallery.admission, claims, name) for name in ("in_kursk", "in_combat")}
    for name in ("answers", "coverage", "ratios", "lean", "by_month", "flows", "tellers", "naming", "forecasts"):
        built[name] = partial(getattr(gallery, name), claims)
    built["five tellers"] = partial(gallery.tellers, claims, most=5)
    built["places"] = partial(gallery.places, claims, *PRESENCE)
    built["versions"] = partial(gallery.versions, claims, *counts)
    built["versions losses"] = partial(gallery.versions, claims, *claims.study.loss_questions)
    built["gaps"] = partial(gallery.gaps, claims, *counts)
    built["waiting"] = partial(gallery.still_waiting, claims, "in_kursk")
    built["known"] = partial(gallery.frames, claims, counts[0], days=DAYS)
    built["by source"] = partial(gallery.by_source, claims, counts[0])
    built["specification"] = partial(_specification, claims)
    built["shares"] = partial(_shares, claims)
    return built


@remembered
def _universes(claims: Claims):
    grid = robustness.grid(claims, most=4)
    return grid, robustness.run(claims, grid)


def _specification(claims: Claims):
    grid, results = _universes(claims)
    return gallery.specification(claims, results, grid, "widest-gap")


def _shares(claims: Claims):
    grid, results = _universes(claims)
    return gallery.shares(claims, robustness.shares(results, grid))
