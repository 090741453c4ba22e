"""Hold what was said before against what is said now."""

from __future__ import annotations

from dataclasses import dataclass, field

from helpers.review.said import Said
from helpers.words import count


@dataclass
class Result:
    """One line of the review. `status`: same, moved, missing or new; `what`: in words; `because`: the rows of the data
    that did it, where they are known; `ids`: claims behind what moved."""

    status: str
    kind: str
    where: str
    name: str
    what: str = ""
    before: Said | None = None
    after: Said | None = None
    ids: set[str] = field(default_factory=set)
    because: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        text = f"{self.status:8}{self.kind:9}{self.where}  {self.name}"
        text += f": {self.what}" if self.what else ""
        return text + (f"; because of {'; '.join(self.because)}" if self.because else "")


STATUSES = ("same", "moved", "missing", "new", "failed", "unknown")


def counted(results: list[Result]) -> dict[str, int]:
    """How many results there are of each status."""
    return {status: sum(result.status == status for result in results) for status in STATUSES}


def compare(before: dict[tuple, Said], after: dict[tuple, Said]) -> list[Result]:
    """One result for each thing said before or now, in the order of the notebooks."""
    results = []
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        where, kind, name = key
        if old is None or new is None:
            status = "new" if old is None else "missing"
            what = "was not said before" if old is None else "is not said any more"
            results.append(Result(status, kind, where, name, what, old, new, _ids(old or new)))
            continue
        moved = [part for part in old.facts | new.facts if old.facts.get(part) != new.facts.get(part)]
        if moved:
            what, ids = _described(old, new, moved)
            results.append(Result("moved", kind, where, name, what, old, new, ids))
        else:
            results.append(Result("same", kind, where, name))
    return results


def _described(old: Said, new: Said, moved: list[str]) -> tuple[str, set[str]]:
    if old.kind == "exhibit":
        return _exhibit(old, new, moved)
    if old.kind == "finding":
        if "sentence" in moved:
            return f"{old.facts['sentence']!r} -> {new.facts['sentence']!r}", set()
        return " and ".join(moved) + " moved, the sentence did not", set()
    lines = _differing(str(old.facts["text"]), str(new.facts["text"]))
    lines = lines or _differing(str(old.facts.get("html", "")), str(new.facts.get("html", "")))
    return lines, set()


def _differing(old: str, new: str) -> str:
    """The first line that differs, before and after, and how many do."""
    one, other = old.splitlines(), new.splitlines()
    pairs = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    more = abs(len(one) - len(other))
    if not pairs and not more:
        return ""
    a, b = pairs[0] if pairs else ((one + other)[-1], "")
    others = len(pairs) + more - 1
    return f"{_short(a)!r} -> {_short(b)!r}" + (f" and {count(others, 'more line')}" if others else "")


def _short(text: str, most: int = 90) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 1] + "…"


def _exhibit(old: Said, new: Said, moved: list[str]) -> tuple[str, set[str]]:
    parts, ids = [], set()
    if {"marks", "columns"} & set(moved):
        gone, come = differing_marks(old, new)
        ids = {claim for mark in gone + come for claim in _claims(mark)}
        parts.append(f"{len(gone)} of {len(old.facts['marks'])} marks moved or went, {len(come)} stand in their place")
    if "title" in moved:
        parts.append(f"title {old.facts['title']!r} -> {new.facts['title']!r}")
    if "colours" in moved:
        groups = [
            name or "marks"
            for name in old.facts.get("colours", {}) | new.facts.get("colours", {})
            if old.facts.get("colours", {}).get(name) != new.facts.get("colours", {}).get(name)
        ]
        parts.append(f"colours of {', '.join(groups)}")
    if "words" in moved:
        words = set(old.facts.get("words", [])) ^ set(new.facts.get("words", []))
        parts.append(f"words in the drawing: {', '.join(sorted(words)[:8])}")
    parts += [part for part in ("subtitle", "alt") if part in moved and "title" not in moved]
    return "; ".join(parts), ids


def differing_marks(old: Said, new: Said) -> tuple[list[dict], list[dict]]:
    """Marks that are there no more, and those that are there now, each as column: value."""
    before, after = _marks(old), _marks(new)
    return [mark for mark in before if mark not in after], [mark for mark in after if mark not in before]


def _marks(one: Said) -> list[dict]:
    return [dict(zip(one.facts["columns"], mark, strict=True)) for mark in one.facts["marks"]]


def _claims(mark: dict) -> list[str]:
    return (mark.get("claim_ids") or "").split()


def _ids(one: Said) -> set[str]:
    return {claim for mark in _marks(one) for claim in _claims(mark)} if one.kind == "exhibit" else set()
