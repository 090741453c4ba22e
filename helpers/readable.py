"""Tables for a reader: one row of headings, every number in one form, text as text."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from math import isinf
from numbers import Number
from typing import NamedTuple

import numpy as np
import pandas as pd

MOST = 60  # rows shown; whoever shows a table as evidence cuts it down before, or asks for all
LARGE = 100  # from here on decimals say nothing
LEFT = ' style="text-align:left"'


class Shown(NamedTuple):
    """One column as it is shown; `names` its rows: it comes from the index."""

    head: str
    cells: list[str]
    numeric: bool
    names: bool


def tables() -> None:
    """From here on, the notebook in which this is called shows every table like that."""
    from IPython import get_ipython

    shell = get_ipython()
    if shell is not None:
        shell.display_formatter.formatters["text/html"].for_type(pd.DataFrame, html)


def html(table: pd.DataFrame, most: int | None = MOST) -> str:
    """A table as HTML, its first `most` rows; names of rows are columns as others, plain row numbers are left out."""
    columns = list(_columns(table.head(most) if most else table))
    head = "".join(_cell("th", one.head, one.numeric, "col") if one.head else "<td></td>" for one in columns)
    rows = zip(*(_written(one) for one in columns), strict=True)
    body = "\n".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    more = f"<p>The first {most} of {len(table):,} rows.</p>" if most and len(table) > most else ""
    return f'{more}<table class="dataframe"><thead><tr>{head}</tr></thead>\n<tbody>{body}</tbody></table>'


def _columns(table: pd.DataFrame) -> Iterator[Shown]:
    numbered = table.index.nlevels == 1 and table.index.name is None and pd.api.types.is_integer_dtype(table.index)
    for level in range(0 if numbered else table.index.nlevels):
        values = pd.Series(table.index.get_level_values(level))
        whole = pd.api.types.is_integer_dtype(values)  # a year, a rank: names a row and counts nothing
        yield Shown(_head(table.index.names[level]), list(map(str, values)) if whole else column(values), whole, True)
    for place, name in enumerate(table.columns):
        values = table.iloc[:, place]
        yield Shown(_head(name), column(values), _numeric(values), False)


def _head(name) -> str:
    words = name if isinstance(name, tuple) else ("" if name is None else name,)
    return " ".join(str(word) for word in words if word != "").replace("_", " ")


def _written(one: Shown) -> Iterator[str]:
    return (_cell("th" if one.names else "td", text, one.numeric, "row" if one.names else "") for text in one.cells)


def _cell(tag: str, text: str, numeric: bool, scope: str) -> str:
    scope = f' scope="{scope}"' if scope else ""
    return f"<{tag}{scope}{'' if numeric else LEFT}>{escape(text, quote=False)}</{tag}>"


def column(values: pd.Series) -> list[str]:
    """The cells of one column as text: all with two decimals, or none where all numbers are whole."""
    numbers = [value for value in values if _is_number(value)]
    whole = all(isinf(value) or float(value).is_integer() for value in numbers)
    return [_text(value, 0 if whole else 2) for value in values]


def _numeric(values: pd.Series) -> bool:
    """Numbers and blanks alone."""
    kept = [value for value in values if not _blank(value) and value != ""]
    return bool(kept) and all(map(_is_number, kept))


def _is_number(value) -> bool:
    return isinstance(value, Number) and not isinstance(value, (bool, np.bool_)) and not _blank(value)


def _blank(value) -> bool:
    return value is None or (pd.api.types.is_scalar(value) and pd.isna(value))


def _text(value, decimals: int) -> str:
    if _blank(value):
        return ""
    if isinstance(value, (bool, np.bool_)):
        return "yes" if value else "no"
    if isinstance(value, (tuple, list, set, frozenset)):
        return ", ".join(map(str, sorted(value) if isinstance(value, (set, frozenset)) else value))
    if isinstance(value, pd.Timestamp):
        return f"{value:%Y-%m-%d}" if value == value.normalize() else f"{value:%Y-%m-%d %H:%M}"
    return _number(value, decimals) if _is_number(value) else str(value)


def _number(value, decimals: int) -> str:
    if isinf(value):
        return "∞" if value > 0 else "-∞"
    least = 10**-decimals
    if decimals and 0 < abs(value) < least / 2:
        return f"<{least}" if value > 0 else f">-{least}"
    value = abs(value) if not value else value  # no minus before a zero
    return f"{value:,.{0 if abs(value) >= LARGE else decimals}f}"
