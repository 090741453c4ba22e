"""The pages of a review: what moved, before and after side by side with the rows that moved it, and the certificate."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import yaml

from helpers.dataset import data_folder
from helpers.review.codecheck import manifest
from helpers.review.compare import Result, counted, differing_marks
from helpers.study import read_study
from helpers.templates import environment
from helpers.unchanged import data_key

HERE = Path(__file__).parent
SHOWN = 40  # marks that the page lists of one figure


def write_report(results: list[Result], data: str | None, target: Path, whole: bool) -> Path:
    """Write index.html, certificate.html, codecheck.yml and the pictures of what moved; returns the first."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    folder, counts = data_folder(data), counted(results)
    study, _ = read_study(folder)
    facts = manifest(study.version, data_key(folder), counts)
    (target / "codecheck.yml").write_text(yaml.safe_dump(facts, sort_keys=False, allow_unicode=True), encoding="utf-8")
    (target / "review.css").write_bytes((HERE / "templates" / "review.css").read_bytes())
    moved = [_shown(result, number, target) for number, result in enumerate(results) if result.status != "same"]
    pages = environment(HERE / "templates")
    terms = {"study": study, "counts": counts, "facts": facts, "moved": moved, "results": results, "whole": whole}
    for name in ("index", "certificate"):
        page = pages.get_template(f"{name}.html").render(terms)
        (target / f"{name}.html").write_text(page, encoding="utf-8")
    return target / "index.html"


def _shown(result: Result, number: int, target: Path) -> dict:
    """One moved result as the page shows it: pictures beside each other, then the numbers that differ."""
    shown = {"result": result, "pictures": [], "columns": [], "marks": [], "more": 0, "texts": []}
    both = [("before", result.before), ("after", result.after)]
    for word, one in both:
        if one is not None and one.picture:
            name = f"{number}-{word}.svg"
            (target / name).write_text(one.picture, encoding="utf-8")
            shown["pictures"].append((word, name, one.facts["alt"]))
    if result.before and result.after and result.kind == "exhibit":
        gone, come = differing_marks(result.before, result.after)
        table = pd.DataFrame([{"": "before"} | mark for mark in gone] + [{"": "after"} | mark for mark in come])
        keys = [column for column in table.columns if column not in ("", "claim_ids")]
        table = table.sort_values(keys, kind="stable", key=lambda column: column.astype("str")) if keys else table
        cells = table.head(SHOWN).astype("object").where(table.head(SHOWN).notna(), "").astype("str")
        shown |= {"columns": list(table.columns), "marks": cells.to_numpy().tolist()}
        shown["more"] = max(len(table) - SHOWN, 0)
    elif result.kind in ("finding", "table", "text"):
        shown["texts"] = [(word, _text(one)) for word, one in both if one is not None]
    return shown


def _text(one) -> str:
    if one.kind == "finding":
        return f"{one.facts['sentence']}\n{one.facts['value']}"
    return str(one.facts.get("text", ""))
