"""Same data, same bytes: whatever the time zone, locale, hash seed, working directory, home and user."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import nbformat

from tests.conftest import ROOT

SETTINGS = (
    {"TZ": "UTC", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "USER": "one", "LOKY_MAX_CPU_COUNT": "1"},
    {"TZ": "Asia/Seoul", "LC_ALL": "POSIX", "PYTHONHASHSEED": "2", "USER": "other", "LOKY_MAX_CPU_COUNT": "2"},
)


def _hashes(data: Path, folder: Path, settings: dict[str, str]) -> list[str]:
    folder.mkdir()
    environment = os.environ | settings | {"PYTHONPATH": str(ROOT), "HOME": str(folder)}
    call = [sys.executable, "-m", "tests.all_bytes", str(data), str(folder / "out")]
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()


def test_every_figure_finding_and_page_has_the_same_bytes(seed_folder, tmp_path):
    with ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(_hashes, seed_folder, tmp_path / s["USER"], s) for s in SETTINGS]
        one, other = (job.result() for job in jobs)
    assert len(one) > 300 and [pair for pair in zip(one, other, strict=True) if pair[0] != pair[1]] == []


def _sorts(code: str):
    """The sorts of pandas in a piece of code that have one key and say nothing of ties."""
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "sort_values":
            terms = {term.arg: term.value for term in node.keywords}
            keys = terms.get("by") or next(iter(node.args), None)
            several = isinstance(keys, ast.List) and len(keys.elts) > 1 or isinstance(keys, ast.Name)
            if "kind" not in terms and not several:
                yield ast.unparse(node)[-80:]


def test_ties_are_sorted_alike_on_every_machine():
    """numpy's default sort orders ties by the processor's instruction set."""
    code = {path: path.read_text(encoding="utf-8") for path in (ROOT / "helpers").rglob("*.py")}
    for path in (ROOT / "notebooks").rglob("*.ipynb"):
        cells = nbformat.read(path, as_version=4).cells
        code[path] = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert list(_sorts("table.sort_values('n')")) and not list(_sorts("table.sort_values(['n', 'm'])"))
    found = {path.name: list(_sorts(text)) for path, text in code.items()}
    assert not {name: sorts for name, sorts in found.items() if sorts}
