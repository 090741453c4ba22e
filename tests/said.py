"""Figures as they were said, made up for a test."""

from __future__ import annotations

import pandas as pd

NONE: dict = {}
SENT, THERE = {"in_all": True}, {"in_all": False}


def marks(*rows) -> pd.DataFrame:
    """Figures in the shape of estimates.figures: (source, day, lo, hi, extra)."""
    frame = pd.DataFrame(
        [
            {
                "statement_id": f"{source}-{day}",
                "source_id": source,
                "label": source.upper(),
                "group": source,
                "speaker": "agency",
                "said_on": pd.Timestamp(day),
                "forecast": False,
                "recalled": False,
                "in_all": False,
                "lo": lo,
                "hi": hi,
                "number_words": "",
                "qualifier": "exact",
                "attribution": "named",
                "reports": 2,
                "outlets": 2,
                "main": True,
                "event": False,
                "claim_ids": (f"c{number:04d}",),
                **extra,
            }
            for number, (source, day, lo, hi, extra) in enumerate(rows, 1)
        ]
    )
    return frame
