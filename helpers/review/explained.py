"""Which rows of the data moved each thing that moved; and the state of each table."""

from __future__ import annotations

import tempfile
from contextlib import suppress
from pathlib import Path

from helpers.findings import find
from helpers.review import causes
from helpers.review.compare import Result
from helpers.words import count

FILES = ("study", *causes.TABLES)
SAID = ("exhibit", "finding", "table", "text")


def tables(folder: Path, before: causes.Version | None = None) -> list[Result]:
    """One result for each file of the data. `before`: the data to compare with, by default the committed ones."""
    try:
        with tempfile.TemporaryDirectory() as place:
            changed = causes.changes(before or causes.at("HEAD", Path(place) / "head"), causes.here(folder))
    except causes.NoVersion as error:
        return [Result("unknown", "data", "all files", "", str(error))]
    return [_file(name, [change for change in changed if change.table == name]) for name in FILES]


def explain(results: list[Result], folder: Path, before: causes.Version | None = None) -> None:
    """Give each moved result, in place, the rows that moved it. `before`: as in `tables`, by default the data that the
    committed outputs come from."""
    moved = [result for result in results if result.status == "moved" and result.kind in SAID]
    if moved:
        with suppress(causes.NoVersion), tempfile.TemporaryDirectory() as place:
            _because(moved, before or causes.at(causes.committed(), Path(place) / "old"), causes.here(folder))


def _file(name: str, changed: list[causes.Change]) -> Result:
    more = f" and {len(changed) - 5} more" if len(changed) > 5 else ""
    what = f"{count(len(changed), 'row')} changed: {'; '.join(map(str, changed[:5]))}{more}" if changed else ""
    return Result("moved" if changed else "same", "data", causes.file_name(name), "", what)


def _because(moved: list[Result], old: causes.Version, new: causes.Version) -> None:
    found = causes.changes(old, new)
    for result in moved:
        if not found:
            result.because = ["no row of the data: the code, the libraries or the committed output changed"]
        elif result.kind == "finding":
            name = result.name.split(" (")[0]
            ids = set(find(old.claims, name).claim_ids) | set(find(new.claims, name).claim_ids)
            result.because = named(causes.moved_by(name, old, new, found, ids))
        else:
            own = [change for change in found if change.table == "claims" and change.key[0] in result.ids]
            result.because = named(own or [change for change in found if change.table != "claims"] or found)


def named(found: list[causes.Change], most: int = 3) -> list[str]:
    """The first changes in words, and how many more there are."""
    more = [count(len(found) - most, "more row")] if len(found) > most else []
    return [str(change) for change in found[:most]] + more
