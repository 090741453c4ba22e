"""The headline findings: each a function of the claims that returns a value and its sentence, computed, never typed."""

# ruff: noqa: F401, I001  (they register themselves, in the order in which they are told)
from helpers.findings import counts
from helpers.findings import answers
from helpers.findings import losses
from helpers.findings import telling
from helpers.findings import later
from helpers.findings.counts import gap_sentence, highest, lowest, widest_gap
from helpers.findings.registry import REGISTRY, Finding, Headline, find, find_all

__all__ = [
    "REGISTRY",
    "Finding",
    "Headline",
    "find",
    "find_all",
    "gap_sentence",
    "highest",
    "lowest",
    "widest_gap",
]
