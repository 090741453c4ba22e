"""Run notebooks in clean kernels, side by side, and say how it goes."""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from helpers import guards, kernels

GUARD = ["--IPKernelApp.exec_lines=['__import__(\"helpers.guards\").guards.install()']"]
WIDGET = "application/vnd.jupyter.widget-view+json"
NOTEBOOKS = Path(__file__).resolve().parent.parent / "notebooks"
METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


@dataclass(frozen=True)
class Failure:
    """A notebook that did not run to its end: which cell, and why."""

    notebook: str
    cell: int
    reason: str

    def __str__(self) -> str:
        return f"{self.notebook}, cell {self.cell}: {self.reason}"


def execute(
    path: Path | nbformat.NotebookNode,
    data: str | None = None,
    timeout: int = 300,
    also: dict[str, str] | None = None,
    *,
    name: str = "",
    guarded: bool = False,
) -> nbformat.NotebookNode | Failure:
    """Run one notebook from a clean kernel; outputs replaced, metadata free of machine and time. `also`: more of the
    environment. `guarded`: in an empty folder, with what helpers.guards forbids."""
    read = isinstance(path, Path)
    notebook, name = nbformat.read(path, as_version=4) if read else path, path.name if read else name
    for number in _coded(notebook):
        notebook.cells[number].update(outputs=[], execution_count=None)
    environment = os.environ | kernels.SETTINGS | (also or {})
    if data:
        environment["CLAIMS_DATA"] = str(Path(data).resolve())
    kernels.warm(environment.get("CLAIMS_DATA"))
    with tempfile.TemporaryDirectory(prefix="claims-") as empty:
        place = empty if guarded or not read else str(path.parent)
        if guarded:
            environment["TMPDIR"] = empty
        failure = _run(notebook, name, timeout, environment, place, GUARD if guarded else [])
        tried = Path(empty) / guards.LOG
        if tried.exists():
            number, what = tried.read_text(encoding="utf-8").splitlines()[0].split("\t")
            return Failure(name, _coded(notebook)[int(number) - 1], what)
    if failure:
        return failure
    notebook.metadata = nbformat.from_dict(METADATA)
    _without_widgets(notebook)
    for number, cell in enumerate(notebook.cells):
        warned = [output.text for output in cell.get("outputs", []) if output.get("name") == "stderr"]
        if warned:
            last = warned[0].strip().splitlines()[0][:200]
            return Failure(name, number, f"a warning or error text in the output: {last}")
    return notebook


def _run(notebook, name: str, timeout: int, environment: dict, place: str, more: list[str]) -> Failure | None:
    running = [0]
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        kernel_manager_class=kernels.ForkedKernel,
        timeout=timeout,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR", *more],
        resources={"metadata": {"path": place}},
        on_cell_start=lambda cell, cell_index: running.append(cell_index),
    )
    try:
        asyncio.run(client.async_execute(env=environment))
    except CellExecutionError as error:
        return Failure(name, running[-1], f"{error.ename}: {error.evalue}")
    except CellTimeoutError:
        return Failure(name, running[-1], f"no answer within {timeout} seconds")
    except DeadKernelError:
        return Failure(name, running[-1], "the kernel died")
    return None


def _coded(notebook: nbformat.NotebookNode) -> list[int]:
    return [number for number, cell in enumerate(notebook.cells) if cell.cell_type == "code"]


def _without_widgets(notebook: nbformat.NotebookNode) -> None:
    """A widget lives in its kernel alone, under an id of the moment: say where to find it instead."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if WIDGET in output.get("data", {}):
                output["data"] = {"text/plain": "In JupyterLab, a menu and a slider stand here: run this cell."}
                output["metadata"] = {}


def run_each(paths: list[Path], data: str | None = None, **terms) -> dict[Path, nbformat.NotebookNode | Failure]:
    """Run `paths` side by side, the largest files first, and say how it goes. `terms` as in `execute`."""
    began, results = time.monotonic(), {}
    cores = min(len(paths), os.cpu_count() or 1)
    workers = min(len(paths), cores + 1)  # one waits for its kernel while the others compute
    print(f"running {len(paths)} notebooks on {cores} core{'s' * (cores > 1)}", flush=True)
    terms["also"] = {"LOKY_MAX_CPU_COUNT": str(max(1, (os.cpu_count() or 1) // cores))} | (terms.get("also") or {})
    with ThreadPoolExecutor(max_workers=workers) as pool:
        largest = sorted(paths, key=lambda path: -path.stat().st_size)
        jobs = {pool.submit(execute, path, data, **terms): path for path in largest}
        for done, job in enumerate(as_completed(jobs), 1):
            path = jobs[job]
            results[path] = job.result()
            word = "FAILED" if isinstance(results[path], Failure) else "ran"
            print(f"  [{done}/{len(paths)}] {path.name} {word} after {time.monotonic() - began:.0f} s", flush=True)
    return {path: results[path] for path in paths}


def run_all(paths: list[Path], target: Path, data: str | None = None, also: dict[str, str] | None = None) -> int:
    """Run `paths` and write them to `target`, all or none. 0 = all ran."""
    results = run_each(paths, data, also=also)
    failures = [result for result in results.values() if isinstance(result, Failure)]
    if failures:
        print("\n".join(map(str, failures)), file=sys.stderr)
        return 1
    target.mkdir(parents=True, exist_ok=True)
    for path, notebook in results.items():
        write(notebook, target / path.name)
    return 0


def write(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Write in one step, so that an interruption leaves the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(nbformat.writes(notebook) + "\n")
    os.chmod(name, 0o644)
    os.replace(name, path)
