"""Sentences that home page, briefing and slides share: what it is, its limits, how to cite."""

from __future__ import annotations

from helpers import agreement
from helpers.dataset import Claims, remembered
from helpers.words import count


def about(claims: Claims) -> str:
    """What it is, in one sentence."""
    return f"Who said what about {claims.study.subject}, when, how firmly, and how far apart."


def limits(claims: Claims) -> list[str]:
    """What it does not show, and how sure it is."""
    documents = claims.tables["documents"]
    full = int(documents["access"].eq("full_text").sum())
    return [
        "It is a record of what was said and found, not of what happened; it does not say who is right.",
        f"{count(full, 'document')} of {len(documents):,} were read in full, the others as excerpts; pages that no "
        "search returned are missing.",
        *_twice(claims),
    ]


@remembered
def _twice(claims: Claims) -> list[str]:
    """How many documents two coders coded; nothing where none was."""
    seen = agreement.unit_agreement(claims)["documents"]
    return [f"Two coders read {count(seen, 'document')} independently."] if seen else []


def citation(claims: Claims, title: str = "") -> str:
    """How to cite the dataset, or one of its figures."""
    what = f"“{title}”. In: " if title else ""
    study = claims.study
    return f"{what}{study.title} Claims about {study.subject}. Data version {study.version}."


def size(number: int) -> str:
    """A file's size in words: "236 KB", "2.6 MB"."""
    return f"{max(1, round(number / 1000)):,} KB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"
