"""A figure with its evidence: the rows behind every mark, the plotted values, a text alternative, a fingerprint."""

from __future__ import annotations

import gc
import hashlib
import io
import json
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from matplotlib.figure import Figure
from matplotlib.text import Text

from helpers.charts.canvas import DPI, PAGE, Canvas, TooSmall
from helpers.charts.style import any_sign, legible, sheet
from helpers.dataset import Claims, remembered
from helpers.words import count, span_of


@dataclass(frozen=True)
class Exhibit:
    """One figure. `draw`: canvas in, figure out; `marks`: one row per mark with its plotted values, its `claim_ids` and
    `mark_url` (helpers.gallery.shared.linked); `alt`: the text alternative; `sums`: the claims of each mark that only a
    narrow canvas has, where marks are added up; numbered on from `marks`."""

    id: str
    title: str
    subtitle: str
    alt: str
    draw: Callable[[Canvas], Figure]
    marks: pd.DataFrame
    claims: Claims
    sums: tuple[tuple[str, ...], ...] = ()

    @cached_property
    def claim_ids(self) -> tuple[str, ...]:
        return tuple(sorted({claim for ids in self.marks["claim_ids"] for claim in ids}))

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The stated claims behind the figure, in the order of the table."""
        rows = self.claims.rows
        return rows[rows["claim_id"].isin(self.claim_ids) & ~rows["implied"]].sort_values("claim_id", kind="stable")

    def drawn(self, canvas: Canvas = PAGE) -> Figure:
        """The figure on a canvas; where its height is fixed, with the largest text that leaves every row readable."""
        for size in canvas.sizes():
            try:
                with _drawing(canvas.theme):
                    figure = self.draw(size)
                for text in _own_texts(figure):
                    text.set_text(legible(text.get_text()))
                figure.set_dpi(DPI * size.scale)
                return figure
            except TooSmall as error:
                reason = error
        raise reason

    @cached_property
    def figure(self) -> Figure:
        return self.drawn()

    @cached_property
    def svg(self) -> str:
        return self.as_svg()

    def as_svg(self, canvas: Canvas = PAGE, figure: Figure | None = None) -> str:
        """The figure as SVG, the same bytes for the same values: each mark a link, with its words on hovering.

        `figure`: as `drawn` gave it for this canvas, where it is there already."""
        from helpers.marked import marked

        buffer = io.StringIO()
        figure = figure or self.drawn(canvas)
        with _drawing(canvas.theme):
            about = {"Date": None, "Creator": None, "Title": self.title}
            figure.savefig(buffer, format="svg", backend="module://helpers.charts.svg", metadata=about)
        return marked(buffer.getvalue(), self)

    def as_png(self, canvas: Canvas = PAGE, figure: Figure | None = None, **packing) -> bytes:
        """The figure as PNG at twice the size of the page. `figure`: as in `as_svg`; `packing`: for Pillow's `save`."""
        buffer = io.BytesIO()
        figure = figure or self.drawn(canvas)
        about = {"Software": None, "Title": self.title}
        with _drawing(canvas.theme):
            figure.savefig(buffer, format="png", dpi=2 * figure.dpi, metadata=about, pil_kwargs=packing)
        return buffer.getvalue()

    def as_pixels(self, canvas: Canvas = PAGE) -> tuple[np.ndarray, float]:
        """The pixels of that PNG (rows, columns, red-green-blue-opacity), and how many there are to an inch."""
        buffer = io.BytesIO()
        figure = self.drawn(canvas)
        dpi = 2 * figure.dpi
        with _drawing(canvas.theme):
            figure.savefig(buffer, format="rgba", dpi=dpi)
        return np.frombuffer(buffer.getvalue(), "uint8").reshape(-1, int(figure.get_figwidth() * dpi), 4), dpi

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of title, subtitle, text alternative and plotted values, not of pixels."""
        facts = json.dumps(
            [self.id, self.title, self.subtitle, self.alt, self.values], sort_keys=True, ensure_ascii=False
        )
        return hashlib.sha256(facts.encode()).hexdigest()

    @property
    def table(self) -> pd.DataFrame:
        """The plotted values as a flat table: days as text, claim ids in one cell."""
        flat = self.marks.drop(columns="mark_url", errors="ignore")
        flat = flat.assign(claim_ids=flat["claim_ids"].map(" ".join))
        for name in flat.select_dtypes("datetime").columns:
            flat[name] = flat[name].dt.strftime("%Y-%m-%d").fillna("")
        return flat

    @cached_property
    def values(self) -> dict:
        """The table as plain values: {"columns": [...], "data": [[...], ...]}."""
        return json.loads(self.table.to_json(orient="split", date_format="iso", double_precision=10, index=False))

    def audit(self):
        """The strip below the figure: how many reports, statements and sources, and every row behind it."""
        from helpers.audit import strip

        return strip(self.rows, self.table, self.fingerprint, self.claims.alphas)

    def explain(self, source: str, day: str | pd.Timestamp):
        """The claims behind one mark: of a source (its label, id or group) on a day ("2024-11-04", or a month)."""
        from helpers.audit import explained

        return explained(self, source, str(day)[:10])

    def recompute(self):
        """Each plotted value held against the CSV files, in plain pandas (helpers.recompute)."""
        from helpers.recompute import recompute

        return recompute(self)

    @property
    def groups(self) -> list[str]:
        """The group of each mark; "" where a mark is not of one group."""
        return list(self.marks["group"].astype("str")) if "group" in self.marks else [""] * len(self.marks)

    @property
    def csv(self) -> str:
        """The plotted values as CSV."""
        return self.table.to_csv(index=False, lineterminator="\n")

    def _repr_mimebundle_(self, include=None, exclude=None):
        from helpers.figures import keep_if_asked
        from helpers.marked import drawn_facts

        keep_if_asked(self)
        about = {
            "alt": self.alt,
            "exhibit": self.id,
            "title": self.title,
            "subtitle": self.subtitle,
            "fingerprint": self.fingerprint,
            "table": self.values,
            "drawn": drawn_facts(self.svg, self.groups),
        }
        if self.sums:
            about["sums"] = [" ".join(claims) for claims in self.sums]
        data = {"image/svg+xml": self.svg, "text/plain": f"{self.title} [{self.alt}]"}
        return data, {"image/svg+xml": about}


def _own_texts(figure: Figure) -> list[Text]:
    """What is written outside the ticks, whose labels are made when the figure is saved."""
    return [text for part in (figure, *figure.axes) for text in part.get_children() if isinstance(text, Text)]


@contextmanager
def _drawing(theme: str):
    """The style sheet, any sign, and no garbage collection: a figure makes thousands of objects, and each pass would
    walk the whole dataset."""
    was = gc.isenabled()
    gc.disable()
    try:
        with sheet(theme), any_sign():
            yield
    finally:
        if was:
            gc.enable()


def foot(claims: Claims, claim_ids, *, left_out: str = "") -> str:
    """Counts of reports, statements and sources behind a figure, their span and the data version."""
    more = f" {left_out}" if left_out else ""
    return f"{_counted(claims, frozenset(claim_ids), more)} Data version {claims.study.version}."


@remembered
def _counted(claims: Claims, claim_ids: frozenset[str], more: str) -> str:
    rows = claims.rows[claims.rows["claim_id"].isin(claim_ids) & ~claims.rows["implied"]]
    if rows.empty:
        return "No claims."
    counts = (
        f"{count(len(rows), 'claim')} in {count(rows['document_id'].nunique(), 'document')}, "
        f"{count(rows['statement_id'].nunique(), 'statement')} by {count(rows['source_id'].nunique(), 'source')}, "
        f"said {span_of(rows)}."
    )
    return f"{counts}{more} {claims.study.title}"
