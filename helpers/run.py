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

from helpers import kernels

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
    path: Path, data: str | None = None, timeout: int = 300, also: dict[str, str] | None = None
) -> nbformat.NotebookNode | Failure:
    """Run one notebook from a clean kernel; outputs replaced, metadata free of machine and time. `also`: more of
    the environment."""
    notebook = nbformat.read(path, as_version=4)
    environment = os.environ | kernels.SETTINGS | (also or {})
    if data:
        environment["CLAIMS_DATA"] = str(Path(data).resolve())
    kernels.warm()
    client = NotebookClient(
        notebook,
        kernel_name="python3",
        kernel_manager_class=kernels.ForkedKernel,
        timeout=timeout,
        record_timing=False,
        coalesce_streams=True,
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(path.parent)}},
    )
    try:
        asyncio.run(client.async_execute(env=environment))
    except CellExecutionError as error:
        return Failure(path.name, _cell(notebook), f"{error.ename}: {error.evalue}")
    except CellTimeoutError:
        return Failure(path.name, _cell(notebook), f"no answer within {timeout} seconds")
    except DeadKernelError:
        return Failure(path.name, _cell(notebook), "the kernel died")
    notebook.metadata = nbformat.from_dict(METADATA)
    _without_widgets(notebook)
    for number, cell in enumerate(notebook.cells):
        if any(output.get("name") == "stderr" for output in cell.get("outputs", [])):
            return Failure(path.name, number, "a warning or error text in the output")
    return notebook


def _without_widgets(notebook: nbformat.NotebookNode) -> None:
    """A widget lives in its kernel alone, under an id of the moment: say where to find it instead."""
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            if WIDGET in output.get("data", {}):
                output["data"] = {"text/plain": "In JupyterLab, a menu and a slider stand here: run this cell."}
                output["metadata"] = {}


def _cell(notebook: nbformat.NotebookNode) -> int:
    """The last code cell that was started."""
    started = [number for number, cell in enumerate(notebook.cells) if cell.get("execution_count")]
    failed = [
        number
        for number, cell in enumerate(notebook.cells)
        if any(output.output_type == "error" for output in cell.get("outputs", []))
    ]
    return (failed or started or [0])[-1]


def run_all(paths: list[Path], target: Path, data: str | None = None, also: dict[str, str] | None = None) -> int:
    """Run `paths` side by side, those with the most cells first, and write them to `target`, all or none. 0 = all
    ran."""
    began, results = time.monotonic(), {}
    cores = min(len(paths), os.cpu_count() or 1)
    print(f"running {len(paths)} notebooks on {cores} core{'s' * (cores > 1)}", flush=True)
    also = {"LOKY_MAX_CPU_COUNT": str((os.cpu_count() or 1) // cores)} | (also or {})  # the cores are shared already
    with ThreadPoolExecutor(max_workers=cores) as pool:
        jobs = {pool.submit(execute, path, data, also=also): path for path in sorted(paths, key=_cells)}
        for done, job in enumerate(as_completed(jobs), 1):
            path = jobs[job]
            results[path] = job.result()
            word = "FAILED" if isinstance(results[path], Failure) else "ran"
            print(f"  [{done}/{len(paths)}] {path.name} {word} after {time.monotonic() - began:.0f} s", flush=True)
    failures = [result for result in results.values() if isinstance(result, Failure)]
    if failures:
        print("\n".join(map(str, failures)), file=sys.stderr)
        return 1
    target.mkdir(parents=True, exist_ok=True)
    for path, notebook in results.items():
        write(notebook, target / path.name)
    return 0


def _cells(path: Path) -> int:
    return -len(nbformat.read(path, as_version=4).cells)


def write(notebook: nbformat.NotebookNode, path: Path) -> None:
    """Write in one step, so that an interruption leaves the old file or the new one."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
        file.write(nbformat.writes(notebook) + "\n")
    os.chmod(name, 0o644)
    os.replace(name, path)
