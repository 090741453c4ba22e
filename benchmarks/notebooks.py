"""Time set-up, review, the notebooks and the book against nbconvert, nbmake, nbval and papermill on the same notebooks,
in one run; print ratios.

`make bench`. Times of one machine at one moment: only the ratios mean something. nbval and papermill are not of the
suite's environment: they are measured where they are installed (PYTHONPATH may name them).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable


def timed(name: str, *call: str, folder: Path = ROOT) -> float:
    """Seconds that a command takes; its output is shown only when it fails."""
    began = time.monotonic()
    done = subprocess.run(call, cwd=folder, capture_output=True, text=True)
    seconds = time.monotonic() - began
    if done.returncode:
        sys.exit(f"{name} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    print(f"  {name:44} {seconds:6.1f} s", flush=True)
    return seconds


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        copy = Path(place) / "copy"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(".venv", ".cache", "_build", ".git"))
        notebooks = sorted(str(path) for path in (copy / "notebooks").glob("*.ipynb"))
        print("set-up")
        timed("make check on a clean copy (set-up included)", "make", "-s", "check", folder=copy)
        again = timed("make check again", "make", "-s", "check", folder=copy)
        print(f"  of it the command itself: {again:.1f} s\nnotebooks")
        ours = timed("this suite, side by side", PYTHON, "-m", "helpers.cli", "notebooks", folder=copy)
        jupyter = str(Path(PYTHON).with_name("jupyter"))
        convert = timed(
            "jupyter nbconvert --execute",
            jupyter,
            "nbconvert",
            "--to",
            "notebook",
            "--execute",
            "--output-dir",
            str(Path(place) / "out"),
            *notebooks,
            folder=copy,
        )
        nbmake = timed(
            "pytest --nbmake -n 2",
            PYTHON,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--nbmake",
            "-n",
            "2",
            *notebooks,
            folder=copy,
        )
        others = {"nbconvert": convert, "nbmake": nbmake}
        if find_spec("nbval"):
            others["nbval"] = timed(
                "pytest --nbval",
                PYTHON,
                "-m",
                "pytest",
                "-q",
                "-p",
                "no:cacheprovider",
                "--nbval",
                "--nbval-lax",
                *notebooks,
                folder=copy,
            )
        if find_spec("papermill"):
            out = str(Path(place) / "papermill.ipynb")
            others["papermill"] = sum(
                timed(
                    f"papermill {Path(path).name}",
                    PYTHON,
                    "-m",
                    "papermill",
                    "--no-progress-bar",
                    path,
                    out,
                    folder=copy,
                )
                for path in notebooks
            )
        review = timed("make review", "make", "-s", "review", folder=copy)
        fastest = min(others, key=others.get)
        print(f"review to the fastest of {', '.join(others)} ({fastest}): {review / others[fastest]:.2f}\nbook")
        book = timed("notebooks and book", PYTHON, "-m", "helpers.cli", "book", folder=copy)
    print(
        f"ratios: this suite to nbconvert {ours / convert:.2f}, to nbmake {ours / nbmake:.2f}; the book's own share "
        f"{(book - ours) / book:.2f}"
    )


if __name__ == "__main__":
    main()
