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
    figure = rows.groupby(["question_id", "statement_id", "forecast", *AS_SAID], dropna=False, sort=False).ngroup()
    first = ~figure.duplicated()
    number = rows[["best", "low", "high"]].bfill(axis=1).iloc[:, 0]
    ids: dict[int, list[str]] = {}
    for place, claim in zip(figure, rows["claim_id"], strict=True):
        ids.setdefault(place, []).append(claim)
    merged = rows.loc[first, KEPT].assign(
        as_of=rows["as_of"].groupby(figure).max().to_numpy(),
        reports=_different(rows["document_id"], figure),
        outlets=_different(rows["outlet"], figure),
        claim_ids=[tuple(found) for found in ids.values()],
        mark=np.where(rows["number_words"].ne(""), "vague", rows["qualifier"].map(MARKS).fillna("dot"))[first],
        event=rows["note"].str.lower().str.startswith(EVENT)[first],
        main=_main(rows, number)[first],
    )
    return merged.sort_values(["question_id", "said_on", "source_id", "lo", "hi"])


def _different(values: pd.Series, figure: pd.Series) -> np.ndarray:
    pairs = pd.DataFrame({"value": values, "figure": figure}).drop_duplicates()
    return pairs["figure"].value_counts(sort=False).sort_index().to_numpy()


def _main(rows: pd.DataFrame, number: pd.Series) -> pd.Series:
    """False where more documents print the same number of the same statement as an answer to another question."""
    keys = [rows["statement_id"], number]
    prints = rows.assign(number=number).drop_duplicates(["statement_id", "number", "question_id", "document_id"])
    table = prints.groupby(["statement_id", "number", "question_id"])["document_id"].size().rename("n").reset_index()
    table["most"] = table.groupby(["statement_id", "number"])["n"].transform("max")
    outvoted = table[table["n"] < table["most"]]
    lost = pd.MultiIndex.from_frame(outvoted[["statement_id", "number", "question_id"]])
    own = pd.MultiIndex.from_arrays([*keys, rows["question_id"]])
    return pd.Series(~own.isin(lost), index=rows.index)


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
    outlet's slip makes no gap. Any later figure of the source ends the standing one, whether it stands or not.
    Columns: source_id label group start end lo hi claim_ids.
    """
    spoken = firm(marks)
    now = spoken[spoken["speaker"].ne("collective") & spoken["outlets"].ge(outlets) & spoken["main"]]
    now = now[now.groupby("source_id")["statement_id"].transform("nunique") >= least]
    columns = ["source_id", "label", "group", "start", "end", "lo", "hi", "claim_ids"]
    if now.empty:
        return pd.DataFrame(columns=columns).astype({"start": DAY, "end": DAY})
    day = now.sort_values(["source_id", "said_on", "reports"], kind="stable")
    day = day.groupby(["source_id", "said_on"]).tail(1).rename(columns={"said_on": "start"})
    lapse = day["start"] + pd.Timedelta(days=window_days)
    ends = [lapse, _next_said(day, spoken), *([] if parts is None else [_exceeded(day, firm(parts))])]
    day["end"] = pd.concat(ends, axis=1).min(axis=1)
    return day[columns].sort_values(["start", "source_id"], ignore_index=True)


def _next_said(day: pd.DataFrame, spoken: pd.DataFrame) -> pd.Series:
    """For each row of `day` (one source's standing figure) the first later day on which its source gave figures, none
    of them this one; a figure that stands itself takes over from the one before."""
    starts = day[["source_id", "start", "lo", "hi"]].reset_index()
    pairs = starts.merge(spoken[["source_id", "said_on", "lo", "hi"]], on="source_id", suffixes=("", "_said"))
    pairs = pairs[pairs["said_on"] > pairs["start"]]
    same = pd.concat(
        [pairs[x].eq(pairs[f"{x}_said"]) | pairs[[x, f"{x}_said"]].isna().all(axis=1) for x in BOUNDS], axis=1
    )
    held = same.all(axis=1).groupby([pairs["index"], pairs["said_on"]]).any()
    other = held[~held].reset_index().groupby("index")["said_on"].min().reindex(day.index)
    return pd.concat([other, day.groupby("source_id")["start"].shift(-1)], axis=1).min(axis=1)


def _exceeded(day: pd.DataFrame, parts: pd.DataFrame) -> pd.Series:
    """For each row of `day` the first later day on which its source gave a part more than the whole can hold."""
    said = parts.loc[parts["main"], ["source_id", "said_on", "lo"]].rename(columns={"lo": "part"})
    pairs = day[["source_id", "start", "hi"]].reset_index().merge(said, on="source_id")
    pairs = pairs[(pairs["said_on"] > pairs["start"]) & (pairs["part"] > pairs["hi"])]
    return pairs.groupby("index")["said_on"].min().reindex(day.index)


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
