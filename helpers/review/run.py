"""Review everything: run it again in clean kernels, hold it against what is committed, say what moved and why.

What takes pandas or the dataset is done in forks, as in kernels, so that nothing is imported or read twice.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat

from helpers.faults import report
from helpers.kernels import Asked, in_fork
from helpers.review.compare import Result, compare, counted
from helpers.review.said import form_faults, needed, said
from helpers.run import NOTEBOOKS, Failure, execute, run_each
from helpers.words import count

if TYPE_CHECKING:
    from helpers.review.causes import Version


def review(
    data: str | None,
    target: Path,
    *,
    paths: list[Path] | None = None,
    before: Version | None = None,
    timeout: int = 300,
) -> int:
    """Run every notebook and compare; writes `target`/index.html and codecheck.yml. 0 = nothing moved.

    `paths`: notebooks, the suite's own by default; `before`: the data that their outputs come from, by default those
    of the commit that last wrote them."""
    paths = paths or sorted(NOTEBOOKS.glob("*.ipynb"))
    with ThreadPoolExecutor(1) as imported:
        readable = imported.submit(_readable, data)
        committed = {path: nbformat.read(path, as_version=4) for path in paths}  # while the other process imports
    if not readable.result():
        return 1
    beside = Asked("helpers.review.concluded:beside", data, before, target)
    done = run_each(paths, data, guarded=True, timeout=timeout)
    results = _notebooks(committed, done) + beside.answer()
    beside.tell((results, any(not isinstance(one, Failure) for one in done.values())))
    return _printed(*beside.answer())


def review_finding(name: str, data: str | None, target: Path) -> int:
    """Compute one finding and hold it against every notebook that prints it."""
    from helpers.dataset import load
    from helpers.findings import REGISTRY, find

    if name not in REGISTRY:
        print(f"FINDING={name}: no such finding; there are: {', '.join(sorted(REGISTRY))}")
        return 1
    if not _readable(data):
        return 1
    found = find(load(data), name)
    cell = nbformat.v4.new_code_cell(execution_count=1)
    plain, about = found._repr_mimebundle_()
    cell.outputs = [nbformat.v4.new_output("execute_result", data=plain, metadata=about, execution_count=1)]
    now = next(iter(said(nbformat.v4.new_notebook(cells=[cell]), "").values()))
    committed = [one for one in _committed() if one.kind == "finding" and one.name.split(" (")[0] == name]
    results = [result for one in committed for result in compare({one.key: one}, {one.key: now})]
    results = results or [Result("new", "finding", "no notebook", name, "no notebook prints it")]
    return _reported(results, data, target)


def review_figure(name: str, data: str | None, target: Path) -> int:
    """Run only the cells that one figure depends on, and hold it against the committed one."""
    committed = {one.name: one for one in _committed() if one.kind == "exhibit"}
    if name not in committed:
        print(f"FIGURE={name}: no such figure; there are: {', '.join(sorted(committed))}")
        return 1
    if not _readable(data):
        return 1
    before = committed[name]
    path = NOTEBOOKS / before.notebook
    part = needed(nbformat.read(path, as_version=4), before.cell)
    done = execute(part, data, name=before.notebook, guarded=True)
    if isinstance(done, Failure):
        print(f"failed  {done.notebook}, figure {name}: {done.reason}")
        return 1
    after = {one.name: one for one in said(done, before.notebook).values() if one.kind == "exhibit"}
    results = compare({before.key: before}, {before.key: after[name]} if name in after else {})
    return _reported(results, data, target)


def _committed() -> list:
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    return [one for path in paths for one in said(nbformat.read(path, as_version=4), path.name).values()]


def _readable(data: str | None) -> bool:
    faults = in_fork("helpers.dataset:faults", data)
    for line in report(faults):
        print(f"fault   {line}")
    if faults:
        print(f"{count(len(faults), 'fault')} in the data: nothing was run")
    return not faults


def _notebooks(committed: dict[Path, nbformat.NotebookNode], done: dict) -> list[Result]:
    results = []
    for path, notebook in committed.items():
        results += [Result("moved", "form", path.name, "", fault) for fault in form_faults(notebook, path.name)]
        if isinstance(done[path], Failure):
            where = f"cell {done[path].cell}"
            results.append(Result("failed", "cell", path.name, where, done[path].reason))
        else:
            results += compare(said(notebook, path.name), said(done[path], path.name))
    return results


def _reported(results: list[Result], data: str | None, target: Path) -> int:
    return _printed(*in_fork("helpers.review.concluded:concluded", results, data, None, target, False))


def _printed(results: list[Result], page: Path) -> int:
    for result in results:
        print(result)
    counts = counted(results)
    print(f"{', '.join(f'{number} {status}' for status, number in counts.items() if number)}\nthe report: {page}")
    return int(any(counts[status] for status in ("moved", "missing", "new", "failed")))
