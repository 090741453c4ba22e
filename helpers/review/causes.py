"""Which rows of the data differ between two versions, and which of them moved a finding."""

from __future__ import annotations

import subprocess
import tarfile
from dataclasses import dataclass, fields, replace
from io import BytesIO
from pathlib import Path

import pandas as pd

from helpers.dataset import Claims, joined, read_all
from helpers.findings import find
from helpers.frames import records
from helpers.schema import TABLES
from helpers.study import Study

ROOT = Path(__file__).resolve().parent.parent.parent
MOST = 40  # changed rows that are tried one by one


@dataclass(frozen=True)
class Version:
    """A dataset as it was: its tables as text, its study, its folder."""

    tables: dict[str, pd.DataFrame]
    study: Study
    folder: Path

    @property
    def claims(self) -> Claims:
        return joined(self.tables, self.study, self.folder)


@dataclass(frozen=True)
class Change:
    """One row that differs. `cells`: column, before, after; empty when the whole row came or went."""

    table: str
    key: tuple[str, ...]
    status: str
    cells: tuple[tuple[str, str, str], ...] = ()

    @property
    def name(self) -> str:
        return " ".join(part for part in self.key if part)

    def __str__(self) -> str:
        table = "" if self.table == "claims" else f" in {file_name(self.table)}"
        how = ", ".join(f"{column} {old or 'blank'} -> {new or 'blank'}" for column, old, new in self.cells)
        return f"{self.name}{table} ({how or self.status})"


def file_name(table: str) -> str:
    return "study.toml" if table == "study" else f"{table}.csv"


class NoVersion(ValueError):
    """There is no such version of the data; the text says what to write instead."""


def here(folder: Path) -> Version:
    tables, study, faults = read_all(folder)
    if any(fault.row <= 1 for fault in faults):
        raise NoVersion("\n".join(map(str, faults)))
    return Version(tables, study, folder)


def at(revision: str, into: Path, folder: str = "data") -> Version:
    """The committed data of a revision, written to `into`. NoVersion when git does not know it."""
    done = _git("archive", "--format=tar", revision, folder)
    if done.returncode:
        why = done.stderr.decode().strip().splitlines()
        raise NoVersion(f"{revision!r}: {why[-1] if why else 'git failed'}. Write a commit, a tag or a branch instead")
    with tarfile.open(fileobj=BytesIO(done.stdout)) as archive:
        archive.extractall(into, filter="data")
    return here(into / folder)


def committed() -> str:
    """The revision that last wrote the notebooks: their outputs come from its data. NoVersion outside git."""
    done = _git("log", "-1", "--format=%H", "--", "notebooks")
    if done.returncode or not done.stdout.strip():
        raise NoVersion("not in a git repository, so which rows have changed is not known")
    return done.stdout.decode().strip()


def _git(*arguments: str) -> subprocess.CompletedProcess:
    try:
        return subprocess.run(["git", *arguments], cwd=ROOT, capture_output=True, check=False)
    except FileNotFoundError:
        return subprocess.CompletedProcess(arguments, 1, b"", b"git is not installed")


def changes(old: Version, new: Version) -> list[Change]:
    """Every setting of the study and every row that differs between two versions, table by table."""
    settings = [
        Change("study", (field.name,), "changed", ((field.name, str(one), str(other)),))
        for field in fields(Study)
        if (one := getattr(old.study, field.name)) != (other := getattr(new.study, field.name))
    ]
    return settings + [change for name in TABLES for change in _changed(name, old.tables[name], new.tables[name])]


def _changed(name: str, old: pd.DataFrame, new: pd.DataFrame) -> list[Change]:
    if old.equals(new):
        return []
    before, after = _rows(name, old), _rows(name, new)
    found = []
    for key in dict.fromkeys([*before, *after]):
        one, other = before.get(key), after.get(key)
        if one is None or other is None:
            found.append(Change(name, key[:-1], "added" if one is None else "taken out"))
        elif one != other:
            cells = tuple(
                (c, str(one.get(c, "")), str(other.get(c, ""))) for c in one | other if one.get(c) != other.get(c)
            )
            found.append(Change(name, key[:-1], "changed", cells))
    return found


def _rows(name: str, table: pd.DataFrame) -> dict[tuple, dict]:
    """Rows by key; a key that stands twice gets a number, so that no row hides another."""
    keys, rows, seen = list(TABLES[name].key), {}, {}
    for row in records(table):
        key = tuple(row[column] for column in keys)
        seen[key] = seen.get(key, 0) + 1
        rows[(*key, seen[key])] = row
    return rows


def with_one(old: Version, new: Version, change: Change) -> Claims:
    """The old data with one change of the new."""
    if change.table == "study":
        setting = {change.key[0]: getattr(new.study, change.key[0])}
        return joined(old.tables, replace(old.study, **setting), old.folder)
    keys, table, wanted = list(TABLES[change.table].key), old.tables[change.table], new.tables[change.table]
    rest = table[(table[keys] != list(change.key)).any(axis=1)]
    own = wanted[(wanted[keys] == list(change.key)).all(axis=1)]
    tables = old.tables | {change.table: pd.concat([rest, own], ignore_index=True)}
    return joined(tables, old.study, old.folder)


def moved_by(name: str, old: Version, new: Version, found: list[Change], ids: set[str]) -> list[Change]:
    """The changes that move a finding when they are made alone. Tried one by one, those behind the finding first, up to
    MOST; where none does alone, those behind the finding, which move it together."""
    own = [change for change in found if change.table != "claims" or change.key[0] in ids]
    rest = [change for change in found if change not in own]
    base, alone = find(old.claims, name).plain, []
    for change in (own + rest)[:MOST]:
        try:
            if find(with_one(old, new, change), name).plain != base:
                alone.append(change)
        except (AssertionError, KeyError, ValueError):  # one change without the others need not be valid
            continue
    return alone or own
