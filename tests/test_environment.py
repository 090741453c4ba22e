"""Lock, environment.yml and pyproject.toml say the same; the files that tools insist on are there."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import pytest

from tests.conftest import ROOT

LOCK = (ROOT / "requirements.lock").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
LOCKED = dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", LOCK, re.M))


def names(requirements: list[str]) -> list[str]:
    return [re.match(r"[A-Za-z0-9.-]+", text)[0].lower() for text in requirements]


def test_every_requirement_is_locked():
    wanted = names(PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"])
    assert not [name for name in wanted if name not in LOCKED]


def test_environment_has_the_versions_of_the_lock():
    listed = dict(re.findall(r"^ +- ([a-z0-9.-]+)(?:\[\w+\])?==(\S+)$", (ROOT / "environment.yml").read_text(), re.M))
    assert set(listed) == set(names(PROJECT["project"]["dependencies"]))
    assert {name: LOCKED[name] for name in listed} == listed


def test_every_locked_package_has_hashes_and_no_address():
    blocks = re.split(r"^(?=[a-z0-9.-]+==)", LOCK, flags=re.M)[1:]
    assert len(blocks) > 50 and all("--hash=sha256:" in block for block in blocks)
    assert "http" not in re.sub(r"^ +#.*$|^[a-z0-9.-]+==.*$", "", LOCK, flags=re.M)


@pytest.mark.parametrize("name", ["pandas", "matplotlib", "seaborn", "jupyterlab"])
def test_the_installed_versions_are_the_locked_ones(name):
    from importlib.metadata import version

    assert version(name) == LOCKED[name]


def test_make_help_names_the_targets():
    done = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    assert {"book", "lab", "test", "check", "help"} <= {line.split()[0] for line in done.stdout.splitlines()}


def test_modules_are_small():
    long = {
        str(path): n for path in (ROOT / "helpers").rglob("*.py") if (n := len(path.read_text().splitlines())) > 300
    }
    assert not long


def test_helpers_name_no_source_question_or_place(claims):
    """Another study brings its own data; examples in the schema's descriptions and rules are the only mention."""
    ids = (
        set(claims.tables["questions"]["question_id"])
        | set(claims.tables["sources"]["source_id"])
        | set(claims.tables["places"]["place_id"])
    )
    ids -= {"other", "front", "asahi", "the", "isw"} | {i for i in ids if len(i) < 4}
    pattern = re.compile(r"[\"'](" + "|".join(sorted(map(re.escape, ids))) + r")[\"']")
    for path in (ROOT / "helpers").rglob("*.py"):
        if path.name not in ("schema.py", "columns.py"):
            assert not pattern.findall(path.read_text()), path


def test_nothing_heavy_is_imported_for_the_command_line():
    code = "import sys, helpers.cli; print([m for m in ('pandas', 'matplotlib', 'seaborn') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_one_version_everywhere(claims):
    cited = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(), re.M)[1]
    assert cited == PROJECT["project"]["version"] == claims.study.version
