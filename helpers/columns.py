"""What a column and a table are, the forms that a cell can take, the words that an answer can be."""

from __future__ import annotations

from dataclasses import dataclass, field

ANSWERS = {
    "yes": "said to be so, without a hedge",
    "likely": "a hedged yes: may, can, expected, probably, almost certain; the hedge stands in `wording`",
    "unconfirmed": "cannot confirm, has not recorded, has yet to see, no comment, an evasion",
    "unlikely": "a hedged no",
    "no": "a denial, or: it has not happened",
}
QUALIFIERS = {
    "exact": "a bare number: `best` only",
    "about": "about, around, some, nearly, approximately: `best` only",
    "at_least": "at least, more than, over: `low` only",
    "up_to": "up to, at most, fewer than: `high` only",
    "between": "a range: `low` and `high`",
    "vague": "no number but words: `number_words` only",
}
FILLED = {
    "exact": {"best"},
    "about": {"best"},
    "at_least": {"low"},
    "up_to": {"high"},
    "between": {"low", "high"},
    "vague": {"number_words"},
}

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
PATTERNS = {
    "slug": (SLUG, "lower-case words joined by hyphens", "kyiv-post"),
    "name": (r"[a-z0-9]+(?:[-_][a-z0-9]+)*", "lower-case words joined by - or _", "troops_in_russia"),
    "day": (DAY, "a day as YYYY-MM-DD", "2024-10-18"),
    "month": (r"\d{4}-(?:0[1-9]|1[0-2])", "a month as YYYY-MM", "2024-10"),
    "whole": (r"0|[1-9]\d*", "a whole number without separators", "1000"),
    "decimal": (r"-?\d+(?:\.\d+)?", "a decimal number with a point", "51.73"),
    "url": (r"https?://\S+", "a web address with no spaces", "https://babel.ua/en/news/111908"),
    "claim": (r"c\d{4,}", "c and at least four digits", "c0001"),
    "statement": (SLUG + r"-\d{4}-\d{2}-\d{2}-" + SLUG, "source, day and slug", "hur-2024-10-18-budanov-11000"),
    "language": (r"[a-z]{2}", "a two-letter language code (ISO 639-1)", "en"),
    "sha256": (r"[0-9a-f]{64}", "64 hexadecimal digits", "c180...c0"),
    "colour": (r"#[0-9A-Fa-f]{6}", "a colour as #RRGGBB", "#123F8C"),
    "chain": (
        rf"{SLUG}(?:[>+]{SLUG})*",
        "source ids joined by > (steps) or + (parallel)",
        "hur>washington-post",
    ),
    "text": (r"(?s).*", "text", "a few words"),
}


@dataclass(frozen=True)
class Column:
    """One column: what it means, what it may hold, an example."""

    name: str
    definition: str
    example: str
    kind: str = "text"
    required: bool = False
    values: dict[str, str] = field(default_factory=dict)
    refers: str = ""

    @property
    def pattern(self) -> str:
        return PATTERNS[self.kind][0]

    @property
    def form(self) -> str:
        return PATTERNS[self.kind][1]


@dataclass(frozen=True)
class Table:
    """One CSV file: its columns in order and what makes a row unique."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    folder: str = ""

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]
