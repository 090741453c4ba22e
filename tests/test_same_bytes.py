"""Same data, same bytes: whatever the time zone, locale, hash seed, working directory, home and user."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

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
