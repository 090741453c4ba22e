"""The command line, thin: every command is one call. `claims --help` lists them."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

sys.modules.setdefault("rfc3987_syntax", None)  # jsonschema would compile a grammar of addresses, 0.8 s at each start


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 = fine, 1 = faults in the input, 2 = wrong call."""
    options = _parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print("\ninterrupted; nothing committed was touched, run it again", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="claims", description="Who Says How Many?")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run, text: str) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.add_argument("--data", default=os.environ.get("CLAIMS_DATA") or None, help="dataset folder")
        added.set_defaults(run=run)
        return added

    checking = command("check", _check, "check every table against the schema and the rules")
    checking.add_argument("--texts", help="folder with the texts: also confirm hashes, paragraphs, fragments")
    command("codebook", _codebook, "write CODEBOOK.md and datapackage.json from the schema")
    adding = command(
        "new-dataset", _new_dataset, "write an empty dataset of the same shape, with an example in each table"
    )
    adding.add_argument("folder", help="a new or empty folder")
    exporting = command("export", _export, "write the dataset as Parquet, SQLite, XLSX and JSON")
    exporting.add_argument("--to", default="_build/export", help="folder for the files")
    command("readme", _readme, "write the findings and the picture of README.md from the data")
    running = command("notebooks", _notebooks, "run the notebooks and keep their outputs in place")
    running.add_argument("names", nargs="*", help="notebooks to run; all when none is named")
    spreading = command("universes", _universes, "every finding under every combination of coding choices")
    spreading.add_argument("--most", type=int, help="a random sample of so many; all when not given")
    spreading.add_argument("--to", default="_build/universes", help="folder for the tables")
    command("book", _book, "run the notebooks and build the book")
    teaching = command("classroom", _classroom, "make student copies, answers, decks, guide and handout of the lessons")
    teaching.add_argument("--to", default="_build/classroom", help="folder for what is not handed out with the suite")
    reviewing = command("review", _review, "run everything again and say what moved")
    reviewing.add_argument("--figure", help="only this figure, by its id")
    reviewing.add_argument("--finding", help="only this finding, by its id")
    reviewing.add_argument("--to", default="_build/review", help="folder for the report")
    hunting = command("hunt", _hunt, "the answers of a fault hunt, for the teacher")
    hunting.add_argument("seed", help="what the group typed, such as 10b/1")
    differing = command("diff", _diff, "what a change of the data did to the findings")
    differing.add_argument("old", help="the data before: a commit, a tag or a branch")
    differing.add_argument("new", nargs="?", default="", help="the data after; the working files when not given")
    return parser


def _check(options: argparse.Namespace) -> int:
    from helpers.dataset import check, data_folder
    from helpers.faults import report

    faults = check(options.data, options.texts)
    for line in report(faults):
        print(line)
    if faults:
        print(f"\n{len(faults)} fault{'s' * (len(faults) != 1)} found.")
        return 1
    from helpers.dataset import load

    dataset = load(options.data)
    stated = int((~dataset.rows["implied"]).sum())
    print(
        f"{data_folder(options.data).name}: no fault in {len(dataset.tables)} tables: {stated} claims from "
        f"{len(dataset.tables['documents'])} documents by {dataset.rows['source_id'].nunique()} sources"
    )
    from helpers.new_dataset import examples_left, lacking

    if left := examples_left(dataset):
        print(f"{left} example row{'s' * (left != 1)} of claims new-dataset left: delete them before you show anything")
    if lacks := lacking(dataset):
        print(f"before the notebooks can run on it, it needs: {'; '.join(lacks)}")
    if options.texts:
        hashed = int(dataset.tables["documents"]["sha256"].ne("").sum())
        print(f"{hashed} documents held against their texts: hashes, paragraphs and fragments agree")
    return 0


def _codebook(options: argparse.Namespace) -> int:
    from helpers.codebook import documents
    from helpers.dataset import data_folder

    folder = data_folder(options.data)
    for name, text in documents(folder).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {name}")
    return 0


def _new_dataset(options: argparse.Namespace) -> int:
    from helpers.new_dataset import NEXT, new_dataset

    try:
        for path in new_dataset(Path(options.folder)):
            print(f"wrote {path}")
    except OSError as error:
        print(error, file=sys.stderr)
        return 1
    print(NEXT.format(folder=options.folder))
    return 0


def _export(options: argparse.Namespace) -> int:
    from helpers.dataset import load
    from helpers.export import export

    for path in export(load(options.data), Path(options.to)):
        print(f"wrote {path}")
    return 0


def _readme(options: argparse.Namespace) -> int:
    from helpers.dataset import load
    from helpers.readme import refresh

    for name in refresh(load(options.data)):
        print(f"wrote {name}")
    return 0


def _notebooks(options: argparse.Namespace) -> int:
    from helpers.run import NOTEBOOKS, run_all

    chosen = [NOTEBOOKS / name for name in options.names]
    return run_all(chosen or sorted(NOTEBOOKS.glob("*.ipynb")), NOTEBOOKS, options.data)


def _universes(options: argparse.Namespace) -> int:
    from helpers import robustness
    from helpers.dataset import load

    claims, folder = load(options.data), Path(options.to)
    folder.mkdir(parents=True, exist_ok=True)
    grid = robustness.grid(claims, most=options.most)
    results = robustness.run(claims, grid, progress=True)
    shares = robustness.shares(results, grid)
    tables = {"universes": grid.rename_axis("universe"), "results": results.set_index("universe"), "shares": shares}
    for what in ("source_id", "month", "document_id"):
        tables[f"without_one_{what}"] = robustness.leave_one_out(claims, what, progress=True).set_index("finding")
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", lineterminator="\n")
    print(shares[["universes", "share", "kept", "choice", "worst"]].round(2).to_string())
    print(f"wrote {len(tables)} tables to {folder}")
    return 0


def _book(options: argparse.Namespace) -> int:
    from helpers import kernels

    kernels.warm(options.data)  # it imports while this process does
    from helpers.book.build import build_book

    return build_book(Path("_build"), options.data)


def _classroom(options: argparse.Namespace) -> int:
    from helpers.classroom.write import classroom

    return classroom(Path(options.to), options.data)


def _review(options: argparse.Namespace) -> int:
    from helpers import kernels

    if not options.finding:
        kernels.warm(options.data)  # it imports while this process does
    from helpers.review import run

    target = Path(options.to)
    if options.finding:
        return run.review_finding(options.finding, options.data, target)
    if options.figure:
        return run.review_figure(options.figure, options.data, target)
    return run.review(options.data, target)


def _diff(options: argparse.Namespace) -> int:
    from helpers.review.diff import diff

    return diff(options.old, options.new)


def _hunt(options: argparse.Namespace) -> int:
    from helpers.classroom.fault_hunt import answers
    from helpers.dataset import load

    print(answers(load(options.data), options.seed).to_string(index=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
