"""The templates of the book's own pages."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from helpers.evidence.bidi import closed


def environment(*folders: Path) -> Environment:
    """Templates of `folders`: all text is escaped and keeps its direction to itself, an unknown name is an error."""
    return Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=closed,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
