"""What a finding is, and the one list of them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.dataset import Claims, remembered
from helpers.words import as_markdown

# Every coding choice that can be varied (helpers.robustness); a finding names those that it reads.
ROWS = ("coder", "corpus", "unnamed", "date")
COUNTS = (*ROWS, "unit", "version", "value")
STANDS = (*COUNTS, "window")
ANSWERS = (*ROWS, "implied", "unit", "version")


@dataclass(frozen=True, repr=False)
class Finding:
    """One computed headline: `value` holds the numbers, `claim_ids` the rows that they come from."""

    id: str
    question: str
    value: dict
    sentence: str
    claim_ids: tuple[str, ...]

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {"text/markdown": as_markdown(self.sentence), "text/plain": self.sentence}
        about = {"finding": self.id, "value": self.plain, "rows": len(self.claim_ids), "rows_sha256": self.stamp}
        return data, {"text/markdown": about}

    @property
    def plain(self) -> dict:
        """The value as plain JSON: days as text, numbers to ten digits."""
        return {str(key): _plain(value) for key, value in self.value.items()}

    @property
    def stamp(self) -> str:
        """Which rows stand behind it, as one hash."""
        return hashlib.sha256(" ".join(self.claim_ids).encode()).hexdigest()[:16]

    def __str__(self) -> str:
        return self.sentence

    __repr__ = __str__


@dataclass(frozen=True)
class Headline:
    """A registered finding: its function, and what it takes to hold under other coding choices.

    effect: key of the number in `value` that a specification curve shows. reads: the choices that can move it.
    It holds where every key of `same` is as in the suite's own coding, the effect is above `above`, and no further
    than `within` from the suite's own. In words: `label` says what the effect is, `unit` what it is counted in ("%" for
    a share), `meaning` when the finding holds.
    """

    id: str
    question: str
    function: Callable[[Claims], tuple[dict, str, tuple]]
    effect: str
    reads: tuple[str, ...]
    same: tuple[str, ...] = ()
    above: float | None = None
    within: float | None = None
    brief: bool = False
    label: str = ""
    unit: str = ""
    meaning: str = ""

    def number(self, effect: float) -> str:
        """An effect in words, without its unit but for a share's."""
        return f"{effect:.0%}" if self.unit == "%" else f"{effect:,.3g}" if abs(effect) < 1000 else f"{effect:,.0f}"

    def span(self, low: float, high: float) -> str:
        """The effects from low to high, with their unit."""
        numbers = list(dict.fromkeys([self.number(low), self.number(high)]))
        return " to ".join(numbers) + (f" {self.unit}" if self.unit not in ("", "%") else "")

    def holds(self, value: dict, base: dict) -> bool:
        effect, own = value.get(self.effect), base.get(self.effect)
        if effect is None or own is None or not np.isfinite(effect):
            return False
        return (
            all(value.get(key) == base.get(key) for key in self.same)
            and (self.above is None or effect > self.above)
            and (self.within is None or abs(effect - own) <= self.within)
        )

    @property
    def condition(self) -> str:
        """In words: when it counts as holding."""
        if self.meaning:
            return self.meaning
        parts = [f"{' and '.join(key.removesuffix('_id').replace('_', ' ') for key in self.same)} stay the same"]
        parts = parts if self.same else []
        parts += [f"{self.effect.replace('_', ' ')} above {self.above:g}"] if self.above is not None else []
        parts += [f"{self.effect.replace('_', ' ')} within {self.within:g}"] if self.within is not None else []
        return ", ".join(parts)


def _plain(value):
    """A value of Python, numpy or pandas as JSON has it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(part) for part in (sorted(value) if isinstance(value, (set, frozenset)) else value)]
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    if isinstance(value, (int, np.integer)):
        return int(value)
    if isinstance(value, (float, np.floating)):
        return float(f"{value:.10g}") if np.isfinite(value) else None
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}"
    return None if value is None or value is pd.NaT else str(value)


REGISTRY: dict[str, Headline] = {}


def finding(name: str, question: str, **terms):
    """Register a function of the claims as a finding under a fixed id; `terms` as in Headline."""

    def register(function: Callable) -> Callable:
        REGISTRY[name] = Headline(name, question, function, **terms)
        return function

    return register


@remembered
def find(claims: Claims, name: str) -> Finding:
    """Compute one registered finding. KeyError with the known ids otherwise."""
    if name not in REGISTRY:
        raise KeyError(f"no finding {name!r}; there are: {', '.join(sorted(REGISTRY))}")
    headline = REGISTRY[name]
    value, sentence, claim_ids = headline.function(claims)
    return Finding(name, headline.question, value, sentence, tuple(sorted(set(claim_ids))))


def find_all(claims: Claims, *, brief: bool = False) -> list[Finding]:
    """All findings, in the order in which they were registered; `brief`: those of the briefing alone."""
    return [find(claims, name) for name, headline in REGISTRY.items() if headline.brief or not brief]
