"""Which notebooks need not run again: their outputs are those of the same cells, data, helpers and locked libraries."""

from __future__ import annotations

import hashlib
import shutil
import sys
from collections.abc import Iterable
from pathlib import Path

import nbformat

from helpers.dataset import data_folder

HELPERS = Path(__file__).resolve().parent
LOCK = HELPERS.parent / "requirements.lock"


def shared_key(data: str | None = None) -> str:
    """SHA-256 of what every notebook depends on: data, helpers, lock file, Python."""
    return _sha256([".".join(map(str, sys.version_info[:3])), *_contents(data_folder(data)), *_contents(HELPERS), LOCK])


def data_key(folder: Path) -> str:
    """SHA-256 of a dataset: the names and contents of its files."""
    return _sha256(_contents(folder))


def key(path: Path, shared: str) -> str:
    """SHA-256 of what one notebook's outputs depend on: its cells, and `shared`."""
    return _sha256([shared, *(cell.source for cell in nbformat.read(path, as_version=4).cells)])


def stale(paths: list[Path], executed: Path, kept: Path, data: str | None = None) -> list[Path]:
    """The notebooks that must run. What `executed` and `kept` hold of other data, helpers or libraries is removed."""
    shared = shared_key(data)
    stamp = executed / "shared.key"
    if not stamp.exists() or stamp.read_text() != shared:
        for folder in (executed, kept):
            shutil.rmtree(folder, ignore_errors=True)
        return paths
    return [path for path in paths if not _same(executed / path.name, key(path, shared))]


def remember(paths: list[Path], executed: Path, data: str | None = None) -> None:
    """Note what the outputs in `executed` were made from; outputs of notebooks that are no more are removed."""
    shared = shared_key(data)
    for path in paths:
        _stamp(executed / path.name).write_text(key(path, shared))
    for gone in {path.name for path in executed.glob("*.ipynb")} - {path.name for path in paths}:
        (executed / gone).unlink()
    (executed / "shared.key").write_text(shared)


def _stamp(path: Path) -> Path:
    return path.with_suffix(".key")


def _same(path: Path, now: str) -> bool:
    return path.exists() and _stamp(path).exists() and _stamp(path).read_text() == now


def _contents(folder: Path) -> list[str | Path]:
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return [part for path in files for part in (path.relative_to(folder).as_posix(), path)]


def _sha256(parts: Iterable[str | Path]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        digest.update(len(content).to_bytes(8, "big") + content)
    return digest.hexdigest()
