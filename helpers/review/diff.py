"""What a change of the data did, at the level of findings."""

from __future__ import annotations

import tempfile
from pathlib import Path

from helpers.dataset import HOME
from helpers.findings import find_all
from helpers.review import causes
from helpers.review.explained import named
from helpers.words import count


def diff(old: str, new: str) -> int:
    """Print each finding that two versions of the data give differently, with the rows that moved it. 0 = compared, 2 =
    a version is not known."""
    try:
        with tempfile.TemporaryDirectory() as place:
            before = causes.at(old, Path(place) / "old")
            after = causes.at(new, Path(place) / "new") if new else causes.here(HOME)
            return _compared(before, after)
    except causes.NoVersion as error:
        print(f"OLD={old} NEW={new}: {error}")
        return 2


def _compared(before: causes.Version, after: causes.Version) -> int:
    found = causes.changes(before, after)
    print(f"{count(len(found), 'row')} of the data changed")
    moved = 0
    for one, other in zip(find_all(before.claims), find_all(after.claims), strict=True):
        if one.sentence == other.sentence and one.plain == other.plain:
            continue
        moved += 1
        because = causes.moved_by(one.id, before, after, found, set(one.claim_ids) | set(other.claim_ids))
        rows = "; ".join(named(because)) or "several rows together"
        print(f"{one.id}: {_parts(one.plain, other.plain)}; because of {rows}")
        print(f"  before: {one.sentence}\n  after:  {other.sentence}")
    print(f"{moved} of {count(len(find_all(after.claims)), 'finding')} moved")
    return 0


def _parts(one: dict, other: dict) -> str:
    """ "ratio moved 1.4 to 1.6, day moved 2025-03-02 to 2025-03-09"."""
    keys = [key for key in one | other if one.get(key) != other.get(key)]
    return ", ".join(f"{key} moved {one.get(key)} to {other.get(key)}" for key in keys) or "the words moved"
