"""Every figure of the suite, built from the claims: compute, draw, keep the evidence."""

from helpers.gallery.answers import answers, strips
from helpers.gallery.apart import by_month, gaps, lags, lean, still_waiting
from helpers.gallery.carried import flows
from helpers.gallery.evidence import coverage, places
from helpers.gallery.later import admission, forecasts, frames
from helpers.gallery.losses import ladder, ratios
from helpers.gallery.multiples import by_source
from helpers.gallery.numbers import main_figure, numbers
from helpers.gallery.robust import shares, specification
from helpers.gallery.statements import statements
from helpers.gallery.telling import naming, tellers, versions

__all__ = [
    "admission",
    "answers",
    "by_month",
    "by_source",
    "coverage",
    "flows",
    "forecasts",
    "frames",
    "gaps",
    "ladder",
    "lags",
    "lean",
    "main_figure",
    "naming",
    "numbers",
    "places",
    "ratios",
    "shares",
    "specification",
    "statements",
    "still_waiting",
    "strips",
    "tellers",
    "versions",
]
