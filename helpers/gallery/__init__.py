"""Every figure of the suite, built from the claims: compute, draw, keep the evidence."""

from helpers.gallery.answers import answers, strips
from helpers.gallery.evidence import coverage, places
from helpers.gallery.numbers import main_figure, numbers, statements

__all__ = ["answers", "coverage", "main_figure", "numbers", "places", "statements", "strips"]
