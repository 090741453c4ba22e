"""Hold the coding against the texts themselves: hashes, paragraphs, fragments."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from helpers.faults import Fault


def paragraphs(text: str) -> list[str]:
    """The non-empty lines, in order; paragraph 1 is the first."""
    return [line for line in text.splitlines() if line.strip()]


def text_faults(tables: dict[str, pd.DataFrame], folder: Path) -> Iterator[Fault]:
    """Faults of the documents whose hash is given, against the files of `folder`, matched by content."""
    texts = {hashlib.sha256(path.read_bytes()).hexdigest(): path for path in sorted(folder.iterdir()) if path.is_file()}
    hashed = tables["documents"].query("sha256 != ''")
    for row, document in hashed.iterrows():
        path = texts.get(document.sha256)
        if path is None:
            yield Fault(
                "documents.csv",
                row,
                "sha256",
                document.sha256,
                f"no file in {folder} has this hash",
                "the SHA-256 of the text as supplied, or point TEXTS to its folder",
            )
            continue
        lines = paragraphs(path.read_text(encoding="utf-8"))
        yield from _fragment_faults(tables["claims"].query("document_id == @document.document_id"), lines)


def _fragment_faults(claims: pd.DataFrame, lines: list[str]) -> Iterator[Fault]:
    for row, claim in claims.iterrows():
        number = int(claim.paragraph) if claim.paragraph.isdigit() else 0
        if not 1 <= number <= len(lines):
            yield Fault(
                "claims.csv",
                row,
                "paragraph",
                claim.paragraph,
                f"the text has {len(lines)} paragraphs",
                f"a number from 1 to {len(lines)}",
            )
        elif claim.wording not in lines[number - 1]:
            elsewhere = [str(n) for n, line in enumerate(lines, 1) if claim.wording in line]
            hint = f"paragraph {' or '.join(elsewhere)}" if elsewhere else "the words exactly as they stand there"
            yield Fault("claims.csv", row, "wording", claim.wording, f"not in paragraph {number} of its text", hint)
