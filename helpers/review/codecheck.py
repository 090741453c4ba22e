"""The manifest that CODECHECK asks for (configuration file specification 1.0, codecheck.org.uk/spec/config/1.0)."""

from __future__ import annotations

import hashlib
import platform
import tomllib
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import yaml

from helpers.readme import ROOT
from helpers.take_away.run_it import PROJECT, repository

SPECIFICATION = "https://codecheck.org.uk/spec/config/1.0/"
LIBRARIES = ("pandas", "numpy", "matplotlib", "seaborn", "scipy", "ipykernel", "nbclient")


def manifest(data_version: str, data_sha256: str, counts: dict[str, int]) -> dict:
    """Outputs with sizes and hashes, environment, version of the data, time and result of the check. The time stands
    here and nowhere else: this file is made by a check and is not committed."""
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    paths = sorted((ROOT / "notebooks").glob("*.ipynb")) + sorted((ROOT / "notebooks" / "figures").glob("*"))
    result = ", ".join(f"{number} {status}" for status, number in counts.items() if number)
    return {
        "version": SPECIFICATION,
        "source": "make review",
        "paper": {
            "title": citation["title"],
            "authors": [{"name": author["name"]} for author in citation["authors"]],
            "reference": repository() or "not published under an address yet",
        },
        "manifest": [_output(path) for path in paths],
        "codechecker": [{"name": "make review, without a person's judgement"}],
        "summary": result,
        "repository": repository() or "not published under an address yet",
        "check_time": f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} UTC",
        "report": "index.html",
        "environment": {
            "python": platform.python_version(),
            "platform": f"{platform.system()} {platform.machine()}",
            "requirements.lock": f"sha256:{_sha256(ROOT / 'requirements.lock')}",
        }
        | {name: version(name) for name in LIBRARIES},
        "data": {"version": data_version, "sha256": data_sha256},
        "software": tomllib.loads(PROJECT.read_text(encoding="utf-8"))["project"]["version"],
    }


def _output(path: Path) -> dict:
    from helpers.book.pages import opening

    name = path.relative_to(ROOT).as_posix()
    comment = opening(path)[0] if path.suffix == ".ipynb" else "the picture of README.md"
    return {"file": name, "comment": comment, "size": path.stat().st_size, "sha256": _sha256(path)}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
