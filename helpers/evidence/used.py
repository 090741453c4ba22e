"""Where the book uses claims: its figures with the claims of each mark, and the parts of its notebooks."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from helpers.evidence.names import safe_name


@dataclass(frozen=True)
class Used:
    """One figure in the book. `href` is relative to the book's root; `marks` holds the claim ids of each mark, and a
    mark's number in a link (`exhibit=ID&mark=0`) is its place in `marks`, from 0, and `sums`: those of marks added up,
    as narrow drawings have them."""

    id: str
    title: str
    href: str
    marks: tuple[tuple[str, ...], ...]
    sums: tuple[tuple[str, ...], ...] = ()

    @property
    def claim_ids(self) -> set[str]:
        return {claim for mark in self.marks for claim in mark}


@dataclass(frozen=True)
class Section:
    """One part of a notebook, for the search. `href` is relative to the book's root."""

    notebook: str
    heading: str
    text: str
    href: str


def by_claim(exhibits: Iterable[Used]) -> dict[str, list[Used]]:
    """Every place of use of each claim, in the order of the book."""
    found: dict[str, list[Used]] = {}
    for used in exhibits:
        for claim in sorted(used.claim_ids):
            found.setdefault(claim, []).append(used)
    return found


def by_id(exhibits: Iterable[Used]) -> dict[str, list[Used]]:
    """The places of each figure. ValueError when two figures with different marks share an id."""
    found: dict[str, list[Used]] = {}
    for used in exhibits:
        places = found.setdefault(safe_name(used.id, "exhibit"), [])
        if places and places[0].marks != used.marks:
            raise ValueError(
                f"exhibit {used.id!r} has other marks in {used.href} than in {places[0].href}; "
                "figures that differ need ids of their own"
            )
        places.append(used)
    return found
