"""Checks of a lesson: each gives a hint, never the answer; the count says how much was checked of what there is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from numbers import Real

import pandas as pd

from helpers.dataset import Claims
from helpers.words import count

OPEN, NOT_YET, PASSED = "not answered yet", "not yet", "right"
UNTOUCHED = "Put your answer in the place of the three dots (...), run that cell, then this one."
DIGITS = 12  # of a digest


@dataclass(frozen=True)
class Check:
    """One check. `name`: the variable that holds the answer; `right`: is it?; `slips`: known mistakes, each with its
    own hint; `hint`: for all others. `right` and the slips are functions of (answer, names, claims). `praise`: what is
    said of an answer that passes."""

    name: str
    right: Callable[[object, Mapping, Claims], bool]
    hint: str
    slips: tuple[tuple[Callable[[object, Mapping, Claims], bool], str], ...] = ()
    praise: str = PASSED

    def result(self, names: Mapping, claims: Claims) -> tuple[str, str]:
        """The state of the answer, and a hint where it is not right."""
        answer = names.get(self.name, ...)
        if _untouched(answer):
            return OPEN, ""
        if _holds(self.right, answer, names, claims):
            return PASSED, ""
        return NOT_YET, next((hint for slip, hint in self.slips if _holds(slip, answer, names, claims)), self.hint)


def _untouched(answer) -> bool:
    """Still the three dots, or nothing but spaces."""
    if isinstance(answer, set | list | tuple):
        return set(map(id, answer)) <= {id(...)}
    return answer is ... or (isinstance(answer, str) and not answer.strip())


def _holds(test: Callable, answer, names: Mapping, claims: Claims) -> bool:
    """False for an answer of a kind that the test cannot read."""
    try:
        return bool(test(answer, names, claims))
    except (TypeError, ValueError, KeyError, AttributeError, IndexError):
        return False


def typed(name: str, digests: str, hint: str, slips: Mapping[str, str] | None = None) -> Check:
    """An answer that is typed: held against digests, so that it cannot be read here. `slips`: digest of a known mistake
    and its hint. Several digests, separated by spaces: several right answers."""
    found = tuple((_is(name, other), text) for other, text in (slips or {}).items())
    return Check(name, _is(name, digests), hint, found)


def _is(name: str, digests: str) -> Callable:
    return lambda answer, names, claims: digest(name, answer) in digests.split()


def digest(name: str, answer) -> str:
    """A short hash of an answer: capitals, spaces and the order of a set do not matter."""
    return hashlib.sha256(f"{name}: {_plain(answer)}".encode()).hexdigest()[:DIGITS]


def _plain(answer) -> str:
    if isinstance(answer, set | frozenset | list | tuple):
        return "|".join(sorted(map(_plain, answer)))
    if isinstance(answer, Real) and not isinstance(answer, bool):
        return f"{float(answer):g}"
    return " ".join(str(answer).lower().replace(",", "").replace("_", " ").replace("-", " ").split())


def computed(name: str, value: Callable, hint: str, slips: Mapping[Callable, str] | None = None) -> Check:
    """A number that the claims give. `value` and the keys of `slips`: functions of (names, claims)."""
    found = tuple((_equals(other), text) for other, text in (slips or {}).items())
    return Check(name, _equals(value), hint, found)


def _equals(value: Callable) -> Callable:
    return lambda answer, names, claims: abs(float(answer) - float(value(names, claims))) < 0.006


@dataclass(frozen=True)
class Lesson:
    """The checks of one lesson, with the names of the notebook in which they run. `written`: answers in words, which no
    program checks."""

    checks: tuple[Check, ...]
    written: int
    claims: Claims
    names: Mapping

    def _check(self, name: str) -> Check:
        known = {check.name: check for check in self.checks}
        if name not in known:
            raise KeyError(f"no check {name!r} in this lesson; there are: {', '.join(known)}")
        return known[name]

    def check(self, *names: str) -> None:
        """Say of each answer whether it is right, or give a hint."""
        results = {name: self._check(name).result(self.names, self.claims) for name in names}
        for name, (state, hint) in results.items():
            if state != OPEN:
                said = self._check(name).praise if state == PASSED else state
                print(f"{name}: {said}.{f' Hint: {hint}' if hint else ''}")
        if waiting := [name for name, (state, _) in results.items() if state == OPEN]:
            print(f"{', '.join(waiting)}: {OPEN}. {UNTOUCHED}")

    def points(self, *names: str) -> float:
        """How many of these answers are right: what nbgrader reads as the points of a cell."""
        return float(sum(self._check(name).result(self.names, self.claims)[0] == PASSED for name in names))

    def done(self, *names: str) -> bool:
        """Are these answers right? Says which come first where they are not: for a cell that would give them away."""
        first = [name for name in names if not self.points(name)]
        if first:
            print(f"First find {', '.join(first)}: then this cell shows more.")
        return not first

    def states(self) -> pd.Series:
        """The state of every check of the lesson, as the answers stand now."""
        return pd.Series({check.name: check.result(self.names, self.claims)[0] for check in self.checks})

    def summary(self) -> None:
        """How many checks passed of how many there are, which did not, and what no check reads."""
        states = self.states()
        print(f"{(states == PASSED).sum()} of {count(len(states), 'check')} passed.")
        for state, words in ((NOT_YET, "Not yet right"), (OPEN, "Not answered yet")):
            if names := list(states.index[states == state]):
                print(f"{words}: {', '.join(names)}.")
        if self.written:
            verb = "is" if self.written == 1 else "are"
            print(f"{count(self.written, 'written answer')} {verb} not checked here: your teacher reads it.")
