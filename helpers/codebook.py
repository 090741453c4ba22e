"""CODEBOOK.md and datapackage.json, both made from the schema and the study."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pandas as pd

from helpers.coding_rules import HARD_CALLS
from helpers.columns import Column, Table
from helpers.dataset import read_all
from helpers.schema import TABLES
from helpers.study import Study
from helpers.words import as_markdown

MATTER = r"^([^?:;]*\??)"
USUAL = 3
FRICTIONLESS = {"whole": "integer", "decimal": "number", "day": "date"}


def codebook(study: Study, tables: dict[str, pd.DataFrame]) -> str:
    """Every column, every allowed value with its definition, an example each, the questions, the ids of the
    claimants, and the rules for hard calls."""
    parts = [
        f"# Codebook: {study.title}",
        f"The dataset on {study.subject}, version {study.version}. This page is made from `helpers/schema.py`, "
        f"{'`study.toml`' if study.rules else '`helpers/coding_rules.py`'} and the tables by `make codebook`; change "
        "it there. The examples are of the dataset that the suite was made for.",
        "**A claim is one answer, by one source, to one question, as reported in one document.** Two sources "
        "disagree when they give different answers to the same question about the same time.",
        "All files are UTF-8 CSV with commas and one header line. A blank cell means: not said, or not applicable.",
    ]
    for table in TABLES.values():
        parts += [f"## `{table.file}`: {table.title.lower()}", _table(table)]
        values = {column.name: column.values or _own_values(study, table, column) for column in table.columns}
        parts += [_values(name, meanings) for name, meanings in values.items() if meanings]
    rules = "\n".join(f"{number}. {rule}" for number, rule in enumerate(study.rules or HARD_CALLS, 1))
    parts += [
        "## The questions",
        _questions(tables["questions"]),
        "## Who can be the source of a claim",
        _sources(tables["sources"]),
        "## Rules for hard calls",
        rules,
        "## Matters that have a name",
        "`note` of these claims opens with the matter. A new matter gets a name of its own; these are in use already.",
        _matters(study, tables["claims"]),
    ]
    return "\n\n".join(parts) + "\n"


def _questions(questions: pd.DataFrame) -> str:
    head = "| question_id | kind | asks | note |\n|---|---|---|---|"
    rows = [
        f"| `{q.question_id}` | {q.kind} | {as_markdown(q.text)} | {as_markdown(q.note)} |"
        for q in questions.itertuples()
    ]
    return "\n".join([head, *rows])


def _matters(study: Study, claims: pd.DataFrame) -> str:
    rows = claims[claims["question_id"].isin(study.matter_questions)]
    named = rows["note"].str.extract(MATTER, expand=False).str.strip()
    counts = named.groupby(rows["question_id"]).value_counts()
    usual = sorted(counts[counts.ge(USUAL)].index)
    return "\n".join(f"- `{question}`: {as_markdown(matter)}" for question, matter in usual)


def _sources(sources: pd.DataFrame) -> str:
    speakers = sources[sources["kind"].ne("outlet")]
    rows = [
        f"- `{s.source_id}`: {as_markdown(s.name)}{f' ({as_markdown(s.note)})' if s.note else ''}"
        for s in speakers[["source_id", "name", "note"]].itertuples(index=False)
    ]
    return "\n".join(
        [*rows, "- an outlet that names no source of its own: the outlet's id, its name in lower case with hyphens"]
    )


def _table(table: Table) -> str:
    head = "| column | what it holds | form | example |\n|---|---|---|---|"
    return "\n".join([head, *(_row(table, column) for column in table.columns)])


def _row(table: Table, column: Column) -> str:
    form = f"id in `{column.refers.split('.')[0]}.csv`" if column.refers else column.form
    form = "one of the values below" if column.values else form
    need = "required" if column.required else "may be blank"
    key = "; part of the key" if column.name in table.key else ""
    cells = (f"`{column.name}`", column.definition, f"{form}; {need}{key}", f"`{column.example}`")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


def _own_values(study: Study, table: Table, column: Column) -> dict[str, str]:
    """The values that the study itself gives a column."""
    return dict(study.sides) if (table.name, column.name) == ("sources", "side") else {}


def _values(name: str, meanings: dict[str, str]) -> str:
    return f"**`{name}`**\n\n" + "\n".join(f"- `{value}`: {meaning}" for value, meaning in meanings.items())


def datapackage(study: Study) -> dict:
    """The Frictionless description of the tables (Data Package v1 descriptor)."""
    return {
        "profile": "tabular-data-package",
        "name": re.sub(r"[^a-z0-9]+", "-", study.title.lower()).strip("-") or "claims",
        "title": f"{study.title} Claims about {study.subject}",
        "version": study.version,
        "licenses": [{"name": "CC-BY-4.0", "title": "Creative Commons Attribution 4.0"}],
        "resources": [_resource(table) for table in TABLES.values()],
    }


def _resource(table: Table) -> dict:
    links = [column for column in table.columns if column.refers]
    schema = {
        "fields": [_field(table, column) for column in table.columns],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if links:
        schema["foreignKeys"] = [_foreign_key(column) for column in links]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": table.file,
        "encoding": "utf-8",
        "schema": schema,
    }


def _foreign_key(column: Column) -> dict:
    resource, field = column.refers.split(".")
    return {"fields": [column.name], "reference": {"resource": resource, "fields": [field]}}


def _field(table: Table, column: Column) -> dict:
    kind = FRICTIONLESS.get(column.kind, "string")
    limits = {"required": True} if column.required else {}
    if len(table.key) == 1 and column.name in table.key:
        limits["unique"] = True
    if column.values:
        limits["enum"] = list(column.values)
    elif kind == "string" and column.kind != "text":
        limits["pattern"] = column.pattern
    return {
        "name": column.name,
        "type": kind,
        "description": column.definition,
        "example": column.example,
        "constraints": limits,
    }


def documents(folder: Path) -> dict[str, str]:
    """File name to text, for both files, as they should stand in `folder`."""
    tables, study, _ = read_all(folder)
    package = json.dumps(datapackage(study), indent=2, ensure_ascii=False) + "\n"
    return {"CODEBOOK.md": codebook(study, tables), "datapackage.json": package}
