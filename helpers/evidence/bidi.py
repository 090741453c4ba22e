"""Text whose direction marks stay within it: what it opens is closed again, so that the words around it keep theirs."""

from __future__ import annotations

import re

ISOLATES, END_ISOLATE = "\u2066\u2067\u2068", "\u2069"
EMBEDDINGS, END_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
OPENING = re.compile(f"[{ISOLATES}{EMBEDDINGS}]")


def closed(text):
    """`text` with every embedding and isolate that it opens closed at its end (Unicode Annex 9); others as they are."""
    if not isinstance(text, str) or not OPENING.search(text):
        return text
    return (
        text + END_ISOLATE * _open(text, ISOLATES, END_ISOLATE) + END_EMBEDDING * _open(text, EMBEDDINGS, END_EMBEDDING)
    )


def _open(text: str, starts: str, end: str) -> int:
    """How many are still open at the end of the text."""
    depth = 0
    for sign in text:
        depth += (sign in starts) - (sign == end and depth > 0)
    return depth
