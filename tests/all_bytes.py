"""Print one hash for each figure, finding and page that a dataset gives: `python -m tests.all_bytes DATA FOLDER`."""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from helpers import findings
from helpers.dataset import load
from helpers.evidence import write_evidence
from tests.every_figure import every_figure


def main() -> None:
    claims, folder = load(sys.argv[1]), Path(sys.argv[2])
    found = {f"finding {one.id}": f"{one.sentence} {json.dumps(one.plain)}" for one in findings.find_all(claims)}
    for name, build in every_figure(claims).items():
        built = build()
        found |= {f"figure {name}": built.svg, f"fingerprint {name}": built.fingerprint, f"csv {name}": built.csv}
    (folder / "evidence").mkdir(parents=True)
    write_evidence(claims, folder, [], [])
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        found[path.relative_to(folder).as_posix()] = path.read_bytes().hex()
    for name, text in found.items():
        print(hashlib.sha256(text.encode()).hexdigest()[:16], name)


if __name__ == "__main__":
    main()
