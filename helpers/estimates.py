"""Counts: figures as they were said, what stands on a day, and the gap between the standing figures."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.dataset import Claims, per_statement, remembered
from helpers.frames import DAY, dated, part, records
from helpers.readings import main_reading
from helpers.runs import touching
from helpers.words import listed

EVENT = "one event"  # how the note of a count of one strike, day or engagement opens
IN_ALL = "in all"  # how the note of a count of all so far opens
BOUNDS = ("lo", "hi")
LASTING_DAYS = 7  # a gap of fewer days may be the time that news takes
MARKS = {"at_least": "up", "up_to": "down", "between": "bar"}
KEPT = ["question_id", "statement_id", "source_id", "label", "group", "speaker", "said_on", "forecast", "low", "best"]
KEPT += ["high", "number_words", "qualifier", "lo", "hi", "attribution", "place", "note"]
AS_SAID = ["low", "best", "high", "number_words", "qualifier"]


class IncomparableError(ValueError):
    """Two questions were about to share one axis."""


def one_count(claims: Claims, question_id: str) -> None:
    """Nothing for the id of one count question. IncomparableError for anything else, a list of questions included."""
    if not isinstance(question_id, str):
        raise IncomparableError(
            f"{', '.join(question_id)} are different questions, and what answers different questions must never "
            "share an axis. Draw one chart for each."
        )
    if claims.question(question_id)["kind"] != "count":
        raise IncomparableError(f"{question_id} is answered with yes or no, not with a number; use helpers.positions.")


def bounds(rows: pd.DataFrame, conventions: pd.DataFrame, convention: str) -> pd.DataFrame:
    """Add `lo` and `hi`: the interval that was said. NaN is an open side, and stays open.

    Vague words take the reading of `convention`; words that it does not know stay open on both sides.
    """
    known = conventions[conventions["convention"].eq(convention)].set_index("number_words")
    words = rows["number_words"].str.lower()
    low = words.map(pd.to_numeric(known["low"])).astype("float64")
    high = words.map(pd.to_numeric(known["high"])).astype("float64")
    return rows.assign(
        lo=rows["best"].fillna(rows["low"]).fillna(low), hi=rows["best"].fillna(rows["high"]).fillna(high)
    )


@remembered
def figures(claims: Claims, question_id: str, *, convention: str | None = None) -> pd.DataFrame:
    """One row per figure of one statement: the same figure in ten reports is one row, another figure another.

    Columns: statement_id source_id label group speaker said_on as_of forecast attribution lo hi, the cells as said,
    `mark` (dot bar up down vague), `event` (of one strike or day, no total), `in_all` (of all so far, not of those
    there: most of its notes say so, or its question only grows), `recalled` (about a day more than the study's window
    before it was said), `reports` (documents), `outlets`, `joint` (no document gives it to this source alone), `main`
    (see readings.main_reading), `claim_ids` (tuple). Oldest first.
    """
    one_count(claims, question_id)
    return part(every_figure(claims, convention or claims.study.convention), "question_id", question_id)


@per_statement
def every_figure(claims: Claims, convention: str) -> pd.DataFrame:
    """The figures of all questions at once, question by question."""
    rows = bounds(claims.rows[claims.rows["kind"].eq("count")], claims.tables["conventions"], convention)
    said = rows[["question_id", "statement_id", "forecast", *AS_SAID]].fillna(-1)
    places: dict[tuple, int] = {}
    figure = np.array([places.setdefault(key, len(places)) for key in said.itertuples(index=False, name=None)], int)
    first = np.flatnonzero(~pd.Series(figure).duplicated())
    kept = rows.iloc[first]
    as_of = np.full(len(first), np.datetime64("NaT", "us")).astype("int64")
    np.maximum.at(as_of, figure, rows["as_of"].astype(DAY).astype("int64").to_numpy())
    as_of = as_of.astype(DAY)
    merged = kept[KEPT].assign(
        as_of=as_of,
        recalled=as_of + np.timedelta64(claims.study.window_days, "D") < kept["said_on"].to_numpy(),
        in_all=_in_all(rows, figure) | kept["question_id"].isin(claims.study.growing_questions),
        reports=[len(set(found)) for found in _gathered(rows["document_id"], figure)],
        outlets=[len(set(found)) for found in _gathered(rows["outlet"], figure)],
        joint=[all(found) for found in _gathered(rows["joint"], figure)],
        claim_ids=_gathered(rows["claim_id"], figure),
        mark=np.where(kept["number_words"].ne(""), "vague", kept["qualifier"].map(MARKS).fillna("dot")),
        event=kept["note"].str.lower().str.startswith(EVENT),
        main=_main(claims, rows)[first],
    )
    return merged.sort_values(["question_id", "said_on", "source_id", "lo", "hi"])


def _main(claims: Claims, rows: pd.DataFrame) -> np.ndarray:
    study = claims.study
    return main_reading(rows, outlets=study.stand_outlets, matters=study.matter_questions, parts=study.parts)


def _gathered(values: pd.Series, figure: np.ndarray) -> list[tuple]:
    """The values of each figure, in the order of the rows."""
    found: dict[int, list] = {}
    for place, value in zip(figure.tolist(), values, strict=True):
        found.setdefault(place, []).append(value)
    return [tuple(own) for own in found.values()]


def _in_all(rows: pd.DataFrame, figure: np.ndarray) -> np.ndarray:
    """Do most reports of each figure count all so far?"""
    told = np.where(rows["note"].str.lower().str.startswith(IN_ALL), 1, -1)
    return np.bincount(figure, weights=told) > 0


def firm(marks: pd.DataFrame) -> pd.DataFrame:
    """Totals that a named speaker gave in numbers: no forecast, recollection, vague words or count of one event."""
    now = ~marks["forecast"] & ~marks["recalled"] & ~marks["event"]
    return marks[now & marks["number_words"].eq("") & marks["attribution"].eq("named")]


def standing(
    marks: pd.DataFrame,
    *,
    window_days: int,
    least: int = 2,
    outlets: int = 2,
    parts: pd.DataFrame | None = None,
    slack: float = 0.0,
) -> pd.DataFrame:
    """What each source last said, until it says another figure or `window_days` pass. Oldest first.

    Of several figures on one day the most reported stands. What does not stand: what is not `firm`, collective
    speakers, sources with fewer than `least` statements on the question, figures that fewer than `outlets` outlets
    print or more documents print as an answer to another question; so that one outlet's slip makes no gap. Any other
    later figure of the source ends the standing one, whether it stands or not, except that a count of those there ends
    one of all so far, and the reverse, only if both cannot be; so does one of `parts` (figures of a question on a part
    of this whole) that is above it. Columns: source_id label group start end lo hi in_all slack claim_ids; `slack`: the
    share by which a figure may be off when it is held against another.
    """
    spoken = _by_source(firm(marks))
    above = {} if parts is None else _by_source(firm(parts))
    rows = []
    for source, said in spoken.items():
        now = [one for one in said if one["speaker"] != "collective" and one["outlets"] >= outlets and one["main"]]
        if len({one["statement_id"] for one in now}) < least:
            continue
        for in_all in (False, True):
            alike, days = ([one for one in told if one["in_all"] == in_all] for told in (said, _by_day(now)))
            starts = [one["said_on"] for one in days]
            for one, following in zip(days, [*starts, None][1:], strict=True):
                start = one["said_on"]
                ends = [start + pd.Timedelta(days=window_days), following, _other_said(one, alike)]
                ends += [_exceeded(one, above.get(source, [])), _undone(one, said)]
                rows.append(one | {"start": start, "end": min(end for end in ends if end is not None), "slack": slack})
    columns = ["source_id", "label", "group", "start", "end", "lo", "hi", "in_all", "slack", "claim_ids"]
    table = dated(rows, columns, "start", "end")
    return table.sort_values(["start", "source_id"], ignore_index=True, kind="stable")


def _by_day(said: list[dict]) -> list[dict]:
    """The most printed figure of each day, of those there and of all so far. Oldest first."""
    order = sorted(said, key=lambda one: (one["said_on"], one["reports"]))
    return list({(one["said_on"], one["in_all"]): one for one in order}.values())


def _by_source(marks: pd.DataFrame) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for mark in records(marks):
        found.setdefault(mark["source_id"], []).append(mark)
    return found


def _other_said(one: dict, said: list[dict]) -> pd.Timestamp | None:
    """The first later day on which the source gave figures, none of them this one."""
    later = [other for other in said if other["said_on"] > one["said_on"]]
    again = {other["said_on"] for other in later if all(_alike(one[side], other[side]) for side in BOUNDS)}
    return min((other["said_on"] for other in later if other["said_on"] not in again), default=None)


def _alike(one: float, other: float) -> bool:
    return one == other or (pd.isna(one) and pd.isna(other))


def _exceeded(one: dict, parts: list[dict]) -> pd.Timestamp | None:
    """The first later day on which the source gave a part more than the whole can hold."""
    more = [part for part in parts if part["main"] and part["said_on"] > one["said_on"] and part["lo"] > one["hi"]]
    return min((part["said_on"] for part in more), default=None)


def _undone(one: dict, said: list[dict]) -> pd.Timestamp | None:
    """The first later day on which the source counts more there than it had said all so far, or fewer so far than it
    had said to be there."""
    later = [other for other in said if other["said_on"] > one["said_on"] and other["in_all"] != one["in_all"]]
    not_both = [other for other in later if (other["hi"] < one["lo"] if other["in_all"] else other["lo"] > one["hi"])]
    return min((other["said_on"] for other in not_both), default=None)


@remembered
def standing_on(claims: Claims, question_id: str) -> pd.DataFrame:
    """standing() of one question by the study's own settings."""
    study = claims.study
    parts = [figures(claims, part) for part, whole in study.parts.items() if whole == question_id]
    return standing(
        figures(claims, question_id),
        parts=pd.concat(parts) if parts else None,
        window_days=study.window_days,
        least=study.stand_statements,
        outlets=study.stand_outlets,
        slack=study.slack,
    )


GAP = ["start", "end", "top", "bottom", "ratio", "top_by", "bottom_by", "top_open", "bottom_open", "n", "claim_ids"]


def gap(stands: pd.DataFrame) -> pd.DataFrame:
    """The gap that the standing figures leave, period by period, from bounds.

    `top` = highest lower bound, `bottom` = lowest upper bound, `ratio` = top / bottom: above 1, no single number
    can make both true; "at least 3,000" and "12,000" leave no gap. Only bounds on the same number are compared: a
    count of all so far holds for that day and says nothing of those still there or of what comes later, so that it
    is a bottom only to figures said no later, and a top only to other counts of all so far. Where the slack of the
    figures closes the gap, the ratio is 1. Columns: start end top
    bottom ratio top_by bottom_by (labels) top_open bottom_open (it was "at least", "up to") n claim_ids. Periods
    without two figures that can be compared are left out.
    """
    figures = records(stands)
    edges = sorted({day for figure in figures for day in (figure["start"], figure["end"])})
    rows = []
    for start, end in zip(edges, edges[1:], strict=False):
        now = [figure for figure in figures if figure["start"] <= start and figure["end"] >= end]
        pairs = [(top, bottom) for top in now for bottom in now if _bound_one_number(top, bottom)]
        if all(top is bottom for top, bottom in pairs):
            continue
        top, bottom = max(pairs, key=_ratio)
        rows.append(
            {
                "start": start,
                "end": end,
                "top": top["lo"],
                "bottom": bottom["hi"],
                "ratio": _ratio((top, bottom)),
                "top_by": top["label"],
                "bottom_by": bottom["label"],
                "top_open": np.isnan(top["hi"]),
                "bottom_open": np.isnan(bottom["lo"]),
                "n": len(now),
                "claim_ids": tuple(sorted({*top["claim_ids"], *bottom["claim_ids"]})),
            }
        )
    return dated(rows, GAP, "start", "end")


def _bound_one_number(top: dict, bottom: dict) -> bool:
    """Does one figure say how many there are at least, the other, of another source, how many of the same at most?"""
    if top is bottom:
        return pd.notna(top["lo"]) and pd.notna(top["hi"])
    if top["source_id"] == bottom["source_id"] or pd.isna(top["lo"]) or pd.isna(bottom["hi"]):
        return False
    return top["start"] <= bottom["start"] if bottom["in_all"] else not top["in_all"]


def contradict(one: dict, other: dict) -> bool:
    """Can two standing figures (rows of `standing`) not both be true?"""
    return any(_bound_one_number(*pair) and _ratio(pair) > 1 for pair in ((one, other), (other, one)))


def _ratio(pair: tuple[dict, dict]) -> float:
    top, bottom = pair
    ratio = top["lo"] / bottom["hi"] if bottom["hi"] else np.inf
    meet = top["lo"] * (1 - top["slack"]) <= bottom["hi"] * (1 + bottom["slack"])
    return min(ratio, 1.0) if meet else ratio


def widest(gaps: pd.DataFrame, *, lasting_days: int = LASTING_DAYS) -> pd.Series | None:
    """The gap with the highest ratio above 1, as long as the same two numbers make it, with all who said them; of
    several the first. None where none lasts `lasting_days` or longer."""
    runs = touching(gaps[gaps["ratio"] > 1], "top", "bottom", "top_open", "bottom_open")
    lasting = [own for own in runs if (own["end"].iloc[-1] - own["start"].iloc[0]).days >= lasting_days]
    if not lasting:
        return None
    own = max(lasting, key=lambda own: own["ratio"].iloc[0])
    said = {side: listed(list(dict.fromkeys(own[side]))) for side in ("top_by", "bottom_by")}
    claims = tuple(sorted({claim for ids in own["claim_ids"] for claim in ids}))
    return pd.Series({**own.iloc[0], **said, "end": own["end"].iloc[-1], "claim_ids": claims}, name=own.index[0])


def say(row: pd.Series | dict) -> str:
    """The figure in words, with its hedge: "at least 3,000", "10,000 to 12,000", "several thousand"."""
    if row["number_words"]:
        return row["number_words"]
    if row["qualifier"] == "between":
        return f"{row['low']:,.0f} to {row['high']:,.0f}"
    hedge = {"about": "about ", "at_least": "at least ", "up_to": "up to "}.get(row["qualifier"], "")
    value = next(row[name] for name in ("best", "low", "high") if pd.notna(row[name]))
    return f"{hedge}{value:,.0f}"
