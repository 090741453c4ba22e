"""Numbers, days and lists in words: how every sentence, title and foot says them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # a review's own process holds texts against texts, and does without pandas
    import pandas as pd

SIGNS = re.compile(r"([\\`*\[\]<>|$~{}])")


def day(moment: pd.Timestamp) -> str:
    """A day in words: 18 Oct 2024."""
    return f"{moment.day} {moment:%b %Y}"


def count(number: int, noun: str) -> str:
    """ "1 claim", "1,024 claims"; a noun that ends in s stays."""
    plural = "" if number == 1 or noun.endswith("s") else "s"
    return f"{number:,} {noun}{plural}"


def listed(words: list[str]) -> str:
    """ "A", "A and B", "A, B and C"."""
    words = list(words)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


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
