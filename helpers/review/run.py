"""Review everything: run it again in clean kernels, hold it against what is committed, say what moved and why."""

from __future__ import annotations

import tempfile
from pathlib import Path

import nbformat

from helpers.codebook import documents
from helpers.dataset import check, data_folder, load
from helpers.faults import report
from helpers.readme import ROOT, text
from helpers.review import causes
from helpers.review.compare import Result, compare
from helpers.review.said import form_faults, needed, said
from helpers.run import NOTEBOOKS, Failure, execute, run_each
from helpers.schema import TABLES
from helpers.words import count


def review(data: str | None, target: Path) -> int:
    """Run every notebook and compare; writes `target`/index.html and codecheck.yml. 0 = nothing moved."""
    if not _readable(data):
        return 1
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    done = run_each(paths, data, guarded=True)
    results = _notebooks(paths, done) + _documents(data)
    results += _explained(results, data)
    return _reported(results, data, target, {path: one for path, one in done.items() if not isinstance(one, Failure)})


def review_finding(name: str, data: str | None, target: Path) -> int:
    """Compute one finding and hold it against every notebook that prints it."""
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
    return _reported(results + _explained(results, data), data, target)


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
    return _reported(results + _explained(results, data), data, target)


def _committed() -> list:
    paths = sorted(NOTEBOOKS.glob("*.ipynb"))
    return [one for path in paths for one in said(nbformat.read(path, as_version=4), path.name).values()]


def _readable(data: str | None) -> bool:
    faults = check(data)
    for line in report(faults):
        print(f"fault   {line}")
    if faults:
        print(f"{count(len(faults), 'fault')} in the data: nothing was run")
    return not faults


def _notebooks(paths: list[Path], done: dict) -> list[Result]:
    results = []
    for path in paths:
        notebook = nbformat.read(path, as_version=4)
        results += [Result("moved", "form", path.name, "", fault) for fault in form_faults(notebook, path.name)]
        if isinstance(done[path], Failure):
            where = f"cell {done[path].cell}"
            results.append(Result("failed", "cell", path.name, where, done[path].reason))
        else:
            results += compare(said(notebook, path.name), said(done[path], path.name))
    return results


def _documents(data: str | None) -> list[Result]:
    """The texts that are made from the data: README.md's findings, the codebook, the package's description."""
    folder, results = data_folder(data), []
    for name, now in documents(folder).items():
        path = folder / name
        same = path.exists() and path.read_text(encoding="utf-8") == now
        results.append(
            Result(
                "same" if same else "moved",
                "document",
                f"{folder.name}/{name}",
                "",
                "" if same else "not what the schema and the data say: make codebook",
            )
        )
    if data is None:
        same = (ROOT / "README.md").read_text(encoding="utf-8") == text(load())
        results.append(
            Result(
                "same" if same else "moved",
                "document",
                "README.md",
                "",
                "" if same else "not what the data say: make readme",
            )
        )
    return results


def _explained(results: list[Result], data: str | None) -> list[Result]:
    """One result for each table of the data; and to each moved result the rows that moved it."""
    moved = [result for result in results if result.status != "same"]
    try:
        with tempfile.TemporaryDirectory() as place:
            new = causes.here(data_folder(data))
            head = causes.changes(causes.at("HEAD", Path(place) / "head"), new)
            if moved:
                old = causes.at(causes.committed(), Path(place) / "old")
                _because(moved, old, new)
    except causes.NoVersion as error:
        return [Result("unknown", "data", "all tables", "", str(error))]
    return [_table(name, [change for change in head if change.table == name]) for name in TABLES]


def _table(name: str, changed: list[causes.Change]) -> Result:
    more = f" and {len(changed) - 5} more" if len(changed) > 5 else ""
    what = f"{count(len(changed), 'row')} changed: {'; '.join(map(str, changed[:5]))}{more}" if changed else ""
    return Result("moved" if changed else "same", "data", f"{name}.csv", "", what)


def _because(moved: list[Result], old: causes.Version, new: causes.Version) -> None:
    found = causes.changes(old, new)
    if not found:
        for result in moved:
            if result.kind in ("exhibit", "finding", "table", "text") and result.status == "moved":
                result.because = ["no row of the data: the code, the libraries or the committed output changed"]
        return
    for result in moved:
        if result.kind == "finding" and result.after:
            from helpers.findings import find

            name = result.name.split(" (")[0]
            ids = set(find(old.claims, name).claim_ids) | set(find(new.claims, name).claim_ids)
            result.because = _named(causes.moved_by(name, old, new, found, ids))
        elif result.kind in ("exhibit", "table", "text"):
            own = [change for change in found if change.table == "claims" and change.key[0] in result.ids]
            result.because = _named(own or [change for change in found if change.table != "claims"] or found)


def _named(found: list[causes.Change]) -> list[str]:
    names = [str(change) for change in found[:3]]
    return names + ([f"{len(found) - 3} more rows"] if len(found) > 3 else [])


def _reported(results: list[Result], data: str | None, target: Path, done: dict | None = None) -> int:
    from helpers.review.report import write_report

    for result in results:
        print(result)
    counts = {
        status: sum(result.status == status for result in results)
        for status in ("same", "moved", "missing", "new", "failed", "unknown")
    }
    said_so = ", ".join(f"{number} {status}" for status, number in counts.items() if number)
    page = write_report(results, counts, data, target, done)
    print(f"{said_so}\nthe report: {page}")
    return int(any(counts[status] for status in ("moved", "missing", "new", "failed")))
