"""A fault in the data: where it is, what is wrong, what to write instead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fault:
    """One broken rule. `row` is the line in the file as an editor shows it; 0 means the whole file."""

    file: str
    row: int
    column: str
    value: str
    rule: str
    instead: str

    def __str__(self) -> str:
        place = self.file + (f", row {self.row}" if self.row else "")
        place += f", column {self.column}" if self.column else ""
        shown = self.value if len(self.value) <= 80 else self.value[:77] + "..."
        return f"{place}: {shown!r}: {self.rule}. Write instead: {self.instead}"


def report(faults: list[Fault], most: int = 5) -> list[str]:
    """Faults as lines: whole files first; of one rule in one column only the first `most`, the others counted."""
    lines, seen = [], {}
    for fault in sorted(faults, key=lambda fault: (fault.row > 1, fault)):
        kind = (fault.file, fault.column, fault.rule)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= most:
            lines.append(str(fault))
    more = [(kind, number - most) for kind, number in seen.items() if number > most]
    return lines + [
        f"{file}, column {column}: {rule}: and {number} more like it" for (file, column, rule), number in more
    ]


class DataError(ValueError):
    """The dataset breaks its rules; `faults` lists every place."""

    def __init__(self, faults: list[Fault]):
        self.faults = sorted(faults)
        head = f"{len(faults)} fault{'s' if len(faults) != 1 else ''} in the data:\n"
        super().__init__(head + "\n".join(report(self.faults)))
