"""Numbers, days and lists in words: how every sentence, title and foot says them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a review's own process holds texts against texts, and does without pandas
    import pandas as pd

SINGLE = re.compile(r"(?<!\w)'([^\n]+?)'(?!\w)")
SIGNS = re.compile(r"([\\`*\[\]<>|$~{}])")


def day(moment: pd.Timestamp) -> str:
    """A day in words: 18 Oct 2024."""
    return f"{moment.day} {moment:%b %Y}"


def said_day(rows: pd.DataFrame, moment: pd.Timestamp, claim_ids=None) -> str:
    """The day of a statement in words, of all rows or those of some claims; "by 31 Dec 2023" where it is the last of
    a year and only inferred: the source may have given no more than the year or the month."""
    if (moment.month, moment.day) != (12, 31):
        return day(moment)
    rows = rows[rows["said_on"].eq(moment)]
    rows = rows if claim_ids is None else rows[rows["claim_id"].isin(claim_ids)]
    return f"by {day(moment)}" if len(rows) and rows["or_before"].all() else day(moment)


def claim_day(claim) -> str:
    """The day of one claim in words, as `said_day`."""
    return f"by {day(claim['said_on'])}" if claim["or_before"] else day(claim["said_on"])


def span_of(rows: pd.DataFrame) -> str:
    """The first and the last day of some claims in words."""
    first, last = rows["said_on"].min(), rows["said_on"].max()
    spoken = said_day(rows, first)
    if spoken.startswith("by "):
        return f"first {spoken}, last on {day(last)}" if first < last else spoken
    return " to ".join(dict.fromkeys((spoken, day(last))))


def count(number: int, noun: str) -> str:
    """ "1 claim", "1,024 claims"; a noun that ends in s stays."""
    plural = "" if number == 1 or noun.endswith("s") else "s"
    return f"{number:,} {noun}{plural}"


def listed(words: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def typographic(text: str) -> str:
    """The text with its straight quotation marks as printed ones; an apostrophe stays."""
    return SINGLE.sub(r"‘\1’", re.sub(r'"([^"]+)"', r"“\1”", text))


def quoted(claims, question_id: str) -> str:
    """The question as a reader asks it, in quotation marks."""
    return f"“{claims.question(question_id)['text']}”"


def brief(claims, question_id: str) -> str:
    """The question in a few words, its id read as text, names spelled as the question spells them."""
    spelled = {word.lower(): word for word in re.findall(r"\w+", claims.question(question_id)["text"])[1:]}
    return " ".join(spelled.get(word, word) for word in question_id.split("_"))


def times(ratio: float) -> str:
    """ "1.3 times", "0.8 times", "12 times"."""
    return f"{ratio:.1f} times" if ratio < 10 else f"{ratio:,.0f} times"


def as_markdown(text: str) -> str:
    """Text that Markdown shows as it stands: no sign of it makes a link, a table, a formula or HTML."""
    return SIGNS.sub(r"\\\1", " ".join(text.split()))
