"""Counts: figures as they were said, what stands on a day, and the gap between the standing figures."""

from __future__ import annotations

import numpy as np
import pandas as pd

from helpers.dataset import DAY, Claims, part, per_statement, remembered

EVENT = "one event"  # how the note of a count of one strike, day or engagement opens (rule 36 of the codebook)
BOUNDS = ("lo", "hi")
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
    `mark` (dot bar up down vague), `event` (of one strike or day, no total), `reports` (documents), `outlets`, `main`
    (no other question has this figure of this statement in more documents), `claim_ids` (tuple). Oldest first.
    """
    one_count(claims, question_id)
    return part(_every(claims, convention or claims.study.convention), "question_id", question_id)


@per_statement
def _every(claims: Claims, convention: str) -> pd.DataFrame:
    """The figures of all questions at once, question by question."""
    rows = bounds(claims.rows[claims.rows["kind"].eq("count")], claims.tables["conventions"], convention)
    said = rows[["question_id", "statement_id", "forecast", *AS_SAID]].fillna(-1)
    places: dict[tuple, int] = {}
    figure = np.array([places.setdefault(key, len(places)) for key in said.itertuples(index=False, name=None)], int)
    first = np.flatnonzero(~pd.Series(figure).duplicated())
    kept = rows.iloc[first]
    as_of = np.full(len(first), np.datetime64("NaT", "us")).astype("int64")
    np.maximum.at(as_of, figure, rows["as_of"].astype(DAY).astype("int64").to_numpy())
    merged = kept[KEPT].assign(
        as_of=as_of.astype(DAY),
        reports=[len(set(found)) for found in _gathered(rows["document_id"], figure)],
        outlets=[len(set(found)) for found in _gathered(rows["outlet"], figure)],
        claim_ids=_gathered(rows["claim_id"], figure),
        mark=np.where(kept["number_words"].ne(""), "vague", kept["qualifier"].map(MARKS).fillna("dot")),
        event=kept["note"].str.lower().str.startswith(EVENT),
        main=_main(rows)[first],
    )
    return merged.sort_values(["question_id", "said_on", "source_id", "lo", "hi"])


def _gathered(values: pd.Series, figure: np.ndarray) -> list[tuple]:
    """The values of each figure, in the order of the rows."""
    found: dict[int, list] = {}
    for place, value in zip(figure.tolist(), values, strict=True):
        found.setdefault(place, []).append(value)
    return [tuple(own) for own in found.values()]


def _main(rows: pd.DataFrame) -> np.ndarray:
    """False where more documents print the same number of the same statement as an answer to another question."""
    number = rows["best"].fillna(rows["low"]).fillna(rows["high"])
    spots = list(zip(rows["statement_id"], number, strict=True))
    prints: dict[tuple, dict[str, set]] = {}
    for spot, question, document in zip(spots, rows["question_id"], rows["document_id"], strict=True):
        prints.setdefault(spot, {}).setdefault(question, set()).add(document)
    most = {spot: max(map(len, found.values())) for spot, found in prints.items()}
    asked = zip(spots, rows["question_id"], strict=True)
    return np.array([len(prints[spot][question]) == most[spot] for spot, question in asked], dtype="bool")


def firm(marks: pd.DataFrame) -> pd.DataFrame:
    """Totals that a named speaker gave in numbers: no forecast, no vague words, no count of one event."""
    return marks[~marks["forecast"] & ~marks["event"] & marks["number_words"].eq("") & marks["attribution"].eq("named")]


def standing(
    marks: pd.DataFrame, *, window_days: int, least: int = 2, outlets: int = 2, parts: pd.DataFrame | None = None
) -> pd.DataFrame:
    """What each source last said, until it says another figure or `window_days` pass. Oldest first.

    Of several figures on one day the one with most reports stands. What does not stand: vague words, forecasts,
    unnamed and collective speakers, sources with fewer than `least` statements on the question, figures that fewer
    than `outlets` outlets print, and those that more documents print as an answer to another question; so that one
    outlet's slip makes no gap. Any other later figure of the source ends the standing one, whether it stands or not; so
    does one of `parts` (figures of a question on a part of this whole) that is above it.
    Columns: source_id label group start end lo hi claim_ids.
    """
    spoken = _by_source(firm(marks))
    above = {} if parts is None else _by_source(firm(parts))
    rows = []
    for source, said in spoken.items():
        now = [one for one in said if one["speaker"] != "collective" and one["outlets"] >= outlets and one["main"]]
        if len({one["statement_id"] for one in now}) < least:
            continue
        days = list(
            {one["said_on"]: one for one in sorted(now, key=lambda one: (one["said_on"], one["reports"]))}.values()
        )
        starts = [one["said_on"] for one in days]
        for one, following in zip(days, [*starts[1:], None], strict=True):
            start = one["said_on"]
            ends = [start + pd.Timedelta(days=window_days), following, _other_said(one, said)]
            ends.append(_exceeded(one, above.get(source, [])))
            rows.append(one | {"start": start, "end": min(end for end in ends if end is not None)})
    columns = ["source_id", "label", "group", "start", "end", "lo", "hi", "claim_ids"]
    table = pd.DataFrame(rows, columns=columns).astype({"start": DAY, "end": DAY})
    return table.sort_values(["start", "source_id"], ignore_index=True)


def _by_source(marks: pd.DataFrame) -> dict[str, list[dict]]:
    found: dict[str, list[dict]] = {}
    for mark in marks.to_dict("records"):
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
    )


def gap(stands: pd.DataFrame) -> pd.DataFrame:
    """The gap that the standing figures leave, period by period, from bounds.

    `top` = highest lower bound, `bottom` = lowest upper bound, `ratio` = top / bottom: above 1, no single number
    can make all of them true; "at least 3,000" and "12,000" leave no gap. Columns: start end top bottom ratio
    top_by bottom_by (labels) top_open bottom_open (it was "at least", "up to") n claim_ids. Periods with fewer than
    two figures are left out.
    """
    figures = stands.to_dict("records")
    edges = sorted({day for figure in figures for day in (figure["start"], figure["end"])})
    rows = []
    for start, end in zip(edges, edges[1:], strict=False):
        now = [figure for figure in figures if figure["start"] <= start and figure["end"] >= end]
        low = [figure for figure in now if pd.notna(figure["lo"])]
        high = [figure for figure in now if pd.notna(figure["hi"])]
        if len(now) < 2 or not low or not high:
            continue
        top, bottom = max(low, key=lambda figure: figure["lo"]), min(high, key=lambda figure: figure["hi"])
        rows.append(
            {
                "start": start,
                "end": end,
                "top": top["lo"],
                "bottom": bottom["hi"],
                "ratio": top["lo"] / bottom["hi"] if bottom["hi"] else np.inf,
                "top_by": top["label"],
                "bottom_by": bottom["label"],
                "top_open": np.isnan(top["hi"]),
                "bottom_open": np.isnan(bottom["lo"]),
                "n": len(now),
                "claim_ids": tuple(sorted({*top["claim_ids"], *bottom["claim_ids"]})),
            }
        )
    names = [
        "start",
        "end",
        "top",
        "bottom",
        "ratio",
        "top_by",
        "bottom_by",
        "top_open",
        "bottom_open",
        "n",
        "claim_ids",
    ]
    return pd.DataFrame(rows, columns=names).astype({"start": DAY, "end": DAY})


def widest(gaps: pd.DataFrame) -> pd.Series | None:
    """The period of `gap` with the highest ratio above 1, as long as the same two figures make it; of several the
    first. None when there is none."""
    pair = ["top", "bottom", "top_by", "bottom_by"]
    goes_on = gaps[pair].eq(gaps[pair].shift()).all(axis=1) & gaps["start"].eq(gaps["end"].shift())
    gaps = gaps.assign(end=gaps["end"].groupby((~goes_on).cumsum()).transform("max"))[gaps["ratio"] > 1]
    return None if gaps.empty else gaps.loc[gaps["ratio"].idxmax()]


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
    marks = _every(claims, claims.study.convention).drop_duplicates([*keys, *AS_SAID])
    marks = marks[marks.duplicated(keys, keep=False)]
    documents = dict(zip(claims.rows["claim_id"], claims.rows["document_id"], strict=True))
    prints: dict[tuple, set] = {}
    statements = list(zip(marks["question_id"], marks["statement_id"], strict=True))
    for key, ids in zip(statements, marks["claim_ids"], strict=True):
        prints.setdefault(key, set()).update(documents[claim] for claim in ids)
    apart = [len(prints[key]) > 1 for key in statements]
    number = marks[["low", "best", "high"]].bfill(axis=1).iloc[:, 0]
    return marks.assign(number=number)[np.array(apart, dtype="bool")]


def say(row: pd.Series | dict) -> str:
    """The figure in words, with its hedge: "at least 3,000", "10,000 to 12,000", "several thousand"."""
    if row["number_words"]:
        return row["number_words"]
    if row["qualifier"] == "between":
        return f"{row['low']:,.0f} to {row['high']:,.0f}"
    hedge = {"about": "about ", "at_least": "at least ", "up_to": "up to "}.get(row["qualifier"], "")
    value = next(row[name] for name in ("best", "low", "high") if pd.notna(row[name]))
    return f"{hedge}{value:,.0f}"
