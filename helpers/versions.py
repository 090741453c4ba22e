"""One statement in several printed versions."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.dataset import Claims, per_statement
from helpers.estimates import AS_SAID, every_figure, one_count


def versions(claims: Claims, question_id: str) -> pd.DataFrame:
    """Statements of which different documents print different figures: one row per version."""
    one_count(claims, question_id)
    every = every_version(claims)
    own = every[every["question_id"].eq(question_id)]
    return own.sort_values(["said_on", "statement_id", "lo", "hi"], ignore_index=True)


@per_statement
def every_version(claims: Claims) -> pd.DataFrame:
    """The printed versions of all questions at once, with `number`: the figure without its hedge (NaN for words)."""
    keys = ["question_id", "statement_id"]
    marks = every_figure(claims, claims.study.convention).drop_duplicates([*keys, *AS_SAID])
    marks = marks[marks.duplicated(keys, keep=False)]
    documents = dict(zip(claims.rows["claim_id"], claims.rows["document_id"], strict=True))
    prints: dict[tuple, set] = {}
    statements = list(zip(marks["question_id"], marks["statement_id"], strict=True))
    for key, ids in zip(statements, marks["claim_ids"], strict=True):
        prints.setdefault(key, set()).update(documents[claim] for claim in ids)
    apart = [len(prints[key]) > 1 for key in statements]
    number = marks[["low", "best", "high"]].bfill(axis=1).iloc[:, 0]
    return marks.assign(number=number)[np.array(apart, dtype="bool")]
