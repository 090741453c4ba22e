"""File names and addresses of the pages: every id is the name of one file."""

from __future__ import annotations

import re

SAFE = re.compile(r"[a-z0-9](?:[a-z0-9._-]{0,198}[a-z0-9])?")
TAKEN = {"index"}


def safe_name(name: str, what: str) -> str:
    """`name` itself when it can be a file name on any system; ValueError that says what to do when it cannot."""
    if not SAFE.fullmatch(name) or ".." in name or name in TAKEN:
        raise ValueError(
            f"{what} id {name!r} cannot name a page: write at most 200 lower-case letters, digits, hyphens, dots and "
            "underscores, with a letter or digit first and last, and not 'index'"
        )
    return name


def web_address(url: str) -> str:
    """`url` when it is an address on the web, else nothing: no other text becomes a link."""
    return url if url.startswith(("http://", "https://")) else ""
