"""A class on a JupyterHub on this machine: how long 30 students wait to open, run and hand in a lesson.

python -m benchmarks.hub [students] [seconds within which they come, 0 = all at once] [servers that may start at once]
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.class_hub import missing, teach


def main(arguments: list[str]) -> int:
    if lacks := missing():
        print(f"not installed: {', '.join(lacks)}", file=sys.stderr)
        return 1
    students, within, starting = [*map(int, arguments), *[30, 0, 4][len(arguments) :]]
    with tempfile.TemporaryDirectory(prefix="hub-") as folder:
        held = teach(Path(folder), students, within=within, starting=starting)
    for visit in held.visits:
        times = "  ".join(f"{step} {getattr(visit, step):6.1f} s" for step in ("start", "open", "run", "submit"))
        print(f"  {visit.name}  {times}  {visit.fault}")
    print("\n".join(f"{name:20} {value:g}" for name, value in held.figures.items()))
    return int(held.figures["failures"] > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
