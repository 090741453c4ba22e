"""What a review does with pandas and the dataset at hand, in forks (helpers.kernels): the texts made from the data, the
causes of what moved, and the report."""

from __future__ import annotations

from pathlib import Path

from helpers.codebook import documents
from helpers.dataset import data_folder, load
from helpers.readme import ROOT, text
from helpers.review.causes import Version
from helpers.review.compare import Result
from helpers.review.explained import explain, tables
from helpers.review.report import write_report


def beside(data: str | None, before: Version | None, target: Path):
    """What needs no notebook: the texts that are made from the data, and the state of each table. Then, told all
    results and whether notebooks ran, what is `concluded` from them."""
    results, whole = yield _texts(data) + tables(data_folder(data), before)
    yield concluded(results, data, before, target, whole)


def _texts(data: str | None) -> list[Result]:
    """README.md's findings, the codebook, the package's description."""
    folder = data_folder(data)
    held = [
        (f"{folder.name}/{name}", folder / name, now, "make codebook")
        for name, now in documents(folder).items()
        if data is None or (folder / name).exists()  # another dataset may do without them
    ]
    held += [("README.md", ROOT / "README.md", text(load()), "make readme")] if data is None else []
    return [_text(*one) for one in held]


def _text(name: str, path: Path, now: str, mend: str) -> Result:
    if path.exists() and path.read_text(encoding="utf-8") == now:
        return Result("same", "document", name, "")
    return Result("moved", "document", name, "", f"not what the schema and the data say: {mend}")


def concluded(
    results: list[Result], data: str | None, before: Version | None, target: Path, whole: bool
) -> tuple[list[Result], Path]:
    """The results with the rows that moved them and the state of each table, and the page of the report, written."""
    if not any(result.kind == "data" for result in results):
        results = results + tables(data_folder(data), before)
    explain(results, data_folder(data), before)
    return results, write_report(results, data, target, whole)
