"""A figure with its evidence: the rows behind every mark, the plotted values, a text alternative, a fingerprint."""

from __future__ import annotations

import hashlib
import io
import json
from dataclasses import dataclass
from functools import cached_property

import pandas as pd
from matplotlib.figure import Figure

from helpers.dataset import Claims
from helpers.words import count, day


@dataclass(frozen=True)
class Exhibit:
    """One figure. `marks`: one row per mark with its plotted values and `claim_ids`; `alt`: the text alternative."""

    id: str
    title: str
    subtitle: str
    alt: str
    figure: Figure
    marks: pd.DataFrame
    claims: Claims

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        return tuple(sorted({claim for ids in self.marks["claim_ids"] for claim in ids}))

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The stated claims behind the figure, in the order of the table."""
        rows = self.claims.rows
        return rows[rows["claim_id"].isin(self.claim_ids) & ~rows["implied"]].sort_values("claim_id")

    @cached_property
    def svg(self) -> str:
        """The figure as SVG, the same bytes for the same values."""
        from helpers.charts.style import sheet

        buffer = io.StringIO()
        with sheet():
            self.figure.savefig(buffer, format="svg", metadata={"Date": None, "Creator": None, "Title": self.title})
        text = buffer.getvalue()
        return text[text.index("<svg") :]

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of title, subtitle, text alternative and plotted values, not of pixels."""
        table = json.loads(self.table.to_json(orient="split", date_format="iso", double_precision=10, index=False))
        facts = json.dumps([self.id, self.title, self.subtitle, self.alt, table], sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(facts.encode()).hexdigest()

    @property
    def table(self) -> pd.DataFrame:
        """The plotted values as a flat table: days as text, claim ids in one cell."""
        flat = self.marks.assign(claim_ids=self.marks["claim_ids"].map(" ".join))
        for name in flat.select_dtypes("datetime").columns:
            flat[name] = flat[name].dt.strftime("%Y-%m-%d").fillna("")
        return flat

    def audit(self):
        """The strip below the figure: how many reports, statements and sources, and every row behind it."""
        from helpers.audit import strip

        return strip(self.rows, self.table, self.fingerprint, self.claims.alphas)

    def _repr_mimebundle_(self, include=None, exclude=None):
        data = {"image/svg+xml": self.svg, "text/plain": f"{self.title} [{self.alt}]"}
        return data, {
            "image/svg+xml": {"alt": self.alt, "exhibit": self.id, "title": self.title, "fingerprint": self.fingerprint}
        }


def foot(claims: Claims, claim_ids, *, left_out: str = "") -> str:
    """Counts of reports, statements and sources behind a figure, their span and the data version."""
    rows = claims.rows[claims.rows["claim_id"].isin(set(claim_ids)) & ~claims.rows["implied"]]
    if rows.empty:
        return f"No claims. Data version {claims.study.version}."
    span = f"{day(rows['said_on'].min())} to {day(rows['said_on'].max())}"
    counts = (
        f"{count(len(rows), 'claim')} in {count(rows['document_id'].nunique(), 'document')}, "
        f"{count(rows['statement_id'].nunique(), 'statement')} by {count(rows['source_id'].nunique(), 'source')}, "
        f"said {span}."
    )
    more = f" {left_out}" if left_out else ""
    return f"{counts}{more} {claims.study.title} Data version {claims.study.version}."
