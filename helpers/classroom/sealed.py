"""Keys that stay closed until the teacher says the word: nobody reads them in the meantime, by chance or in a file."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

KEYS = Path(__file__).parent / "keys"
ROUNDS = 20_000  # of hashing: a class can't try a dictionary in a lesson


def seal(content: dict[str, str], word: str) -> str:
    """The content as text that only `word` opens; the same content and word give the same text."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True).encode()
    mark = hashlib.sha256(plain).digest()[:8]
    closed = base64.b64encode(mark + _mixed(plain, word, mark)).decode("ascii")
    return "\n".join(closed[place : place + 76] for place in range(0, len(closed), 76)) + "\n"


def opened(text: str, word: str) -> dict[str, str] | None:
    """The content; None where the word is another."""
    data = base64.b64decode("".join(text.split()))
    mark, plain = data[:8], _mixed(data[8:], word, data[:8])
    if hashlib.sha256(plain).digest()[:8] != mark:
        return None
    return json.loads(plain)


def open_key(lesson: str, word: object) -> dict[str, str]:
    """The key of a lesson; {} and a line that says why, while it is closed."""
    if not isinstance(word, str) or not word.strip():
        print("The key is still closed. Your teacher says the word that opens it.")
        return {}
    content = opened((KEYS / f"{lesson}.txt").read_text(encoding="ascii"), word)
    if content is None:
        print(f"“{word}” does not open the key. Capitals do not matter; ask for the word again.")
    return content or {}


def _mixed(data: bytes, word: str, salt: bytes) -> bytes:
    """Each byte mixed with one that follows from the word: done twice, it is undone."""
    key = hashlib.pbkdf2_hmac("sha256", " ".join(word.lower().split()).encode(), salt, ROUNDS)
    stream = b"".join(hashlib.sha256(key + place.to_bytes(4, "big")).digest() for place in range(len(data) // 32 + 1))
    return bytes(one ^ other for one, other in zip(data, stream, strict=False))
