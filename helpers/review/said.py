"""What an executed notebook says: its findings, exhibits, tables and printed lines, as facts that can be compared."""

from __future__ import annotations

import ast
import re
from collections import Counter
from dataclasses import dataclass

import nbformat

SVG, MARKDOWN, HTML, PLAIN = "image/svg+xml", "text/markdown", "text/html", "text/plain"
TYPED = re.compile(r"(?<![\w./#-])\d{1,3}(?:,\d{3})+(?!\w)|\b\d+(?:\.\d+)? ?%")


@dataclass(frozen=True)
class Said:
    """One thing that a notebook says. `kind`: finding, exhibit, table or text; `facts`: what is compared; `picture`:
    the drawing of an exhibit, which is not."""

    notebook: str
    kind: str
    name: str
    cell: int
    facts: dict
    picture: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.notebook, self.kind, self.name


def said(notebook: nbformat.NotebookNode, name: str) -> dict[tuple, Said]:
    """Everything that the outputs of a notebook say, by notebook, kind and name, in their order."""
    found: dict[tuple, Said] = {}
    seen: Counter = Counter()
    for number, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            kind, label, facts, picture = _facts(output, number)
            seen[kind, label] += 1
            label += f" ({seen[kind, label]})" if seen[kind, label] > 1 else ""
            one = Said(name, kind, label, number, facts, picture)
            found[one.key] = one
    return found


def _facts(output, number: int) -> tuple[str, str, dict, str]:
    data, about = output.get("data", {}), output.get("metadata", {})
    if SVG in data:
        own = about[SVG]
        table = own["table"]
        facts = {name: own[name] for name in ("title", "subtitle", "alt")} | own.get("drawn", {})
        facts |= {"columns": table["columns"], "marks": table["data"]}
        return "exhibit", own["exhibit"], facts, data[SVG]
    if "finding" in about.get(MARKDOWN, {}):
        own = about[MARKDOWN]
        facts = {"sentence": data[MARKDOWN], "value": own.get("value"), "rows": own.get("rows_sha256")}
        return "finding", own["finding"], facts, ""
    if output.output_type in ("stream", "error"):
        text = output.get("text") or f"{output.get('ename')}: {output.get('evalue')}"
        return "text", f"cell {number}", {"text": text, "of": output.get("name", output.output_type)}, ""
    kind = "table" if HTML in data else "text"
    return kind, f"cell {number}", {"text": data.get(PLAIN, ""), "html": data.get(HTML, "")}, ""


def form_faults(notebook: nbformat.NotebookNode, name: str) -> list[str]:
    """What is wrong with a committed notebook before it runs: cells out of order, errors, warnings, typed results."""
    code = [(number, cell) for number, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    faults = []
    for count, (number, cell) in enumerate(code, 1):
        if cell.execution_count != count:
            shown = "never run" if cell.execution_count is None else f"run as number {cell.execution_count}"
            faults.append(f"{name}, cell {number}: {shown}, in place of {count}: run the cells in their order")
        for output in cell.outputs:
            if output.output_type == "error" or output.get("name") == "stderr":
                faults.append(f"{name}, cell {number}: an error or a warning in the committed output")
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "markdown" and (typed := TYPED.findall(cell.source)):
            faults.append(
                f"{name}, cell {number}: a result typed into prose ({', '.join(typed)}): compute and print it"
            )
    return faults


def needed(notebook: nbformat.NotebookNode, cell: int) -> nbformat.NotebookNode:
    """The cells that one cell depends on, and itself: a backward slice over the names that cells set and read."""
    wanted, chosen = {"display"}, set()
    for number in range(cell, -1, -1):
        one = notebook.cells[number]
        if one.cell_type != "code":
            continue
        names = list(ast.walk(ast.parse(one.source)))
        sets = {node.id for node in names if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
        sets |= {node.name for node in names if isinstance(node, (ast.FunctionDef, ast.ClassDef))}
        sets |= {
            (a.asname or a.name).split(".")[0]
            for n in names
            if isinstance(n, (ast.Import, ast.ImportFrom))
            for a in n.names
        }
        reads = {node.id for node in names if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
        changes = {
            root.id
            for node in names
            if isinstance(node, (ast.Subscript, ast.Attribute))
            and isinstance(node.ctx, ast.Store)
            and isinstance(root := _root(node), ast.Name)
        }
        if number == cell or (sets | changes) & wanted:
            chosen.add(number)
            wanted = (wanted - sets) | reads | changes
    part = nbformat.v4.new_notebook(metadata=notebook.metadata)
    part.cells = [notebook.cells[number] for number in sorted(chosen)]
    return part


def _root(node: ast.expr) -> ast.expr:
    while isinstance(node, (ast.Subscript, ast.Attribute)):
        node = node.value
    return node
