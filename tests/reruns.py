"""Runs of small notebooks that several tests look at: the same cells on the same data are run once."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

import nbformat

from helpers.run import Failure, run_each
from helpers.unchanged import data_key, key


class Reruns:
    """In place of helpers.run.run_each: what it gave for the same cells, data and terms, or a run of it."""

    def __init__(self) -> None:
        self.known: dict[tuple, nbformat.NotebookNode | Failure] = {}

    def __call__(self, paths: list[Path], data: str, **terms) -> dict[Path, nbformat.NotebookNode | Failure]:
        shared = data_key(Path(data))
        keys = {path: (path.name, key(path, shared), *sorted(terms.items())) for path in paths}
        new = [path for path in paths if keys[path] not in self.known]
        if new:
            self.known |= {keys[path]: done for path, done in run_each(new, data, **terms).items()}
        return {path: deepcopy(self.known[keys[path]]) for path in paths}
