"""Coding choices that another careful coder might make, and the dataset as it would then be."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from helpers import agreement
from helpers.dataset import NUMBERS, Claims, derived
from helpers.days import with_said_on

# Choice: what it decides, and its options, the suite's own first.
CHOICES = {
    "coder": ("whose rows count in documents that were coded twice", ("settled", "first", "second")),
    "corpus": ("which documents", ("all", "seed")),
    "unnamed": ("speakers whom the document does not name", ("in", "out")),
    "implied": ("answers that only follow from others", ("in", "out")),
    "date": ("the day of an answer", ("said on", "about")),
    "unit": ("what is counted once", ("statement", "report")),
    "version": ("which printed form of a statement", ("all", "first printed", "lowest", "highest")),
    "value": ("a figure with bounds", ("bounds", "midpoint")),
    "window": ("days that a figure stands", (45, 30, 60, 90)),
    "convention": ("what vague number words mean", ("suite", "open")),
}

# The same in plain words: a choice, and its options; an option that is not here is said as it is.
NAMES = {
    "coder": ("Coder", {"settled": "both, settled", "first": "the first", "second": "the second"}),
    "corpus": ("Documents", {"all": "all", "seed": "the first ones alone"}),
    "unnamed": ("Unnamed speakers", {"in": "counted", "out": "left out"}),
    "implied": ("Answers that follow", {"in": "counted", "out": "left out"}),
    "date": ("Day of an answer", {"said on": "when it was said", "about": "that it is about"}),
    "unit": ("Counted once", {"statement": "a statement", "report": "a report"}),
    "version": ("Printed form", {"lowest": "the lowest", "highest": "the highest", "first printed": "the first"}),
    "value": ("Bounds", {"bounds": "as bounds", "midpoint": "as their middle"}),
    "window": ("A figure stands", {}),
    "convention": ("Vague words", {"suite": "the suite's table", "open": "left open"}),
}


def choice_name(choice: str) -> str:
    """A choice in plain words."""
    return NAMES[choice][0]


def option_name(choice: str, option) -> str:
    """An option of a choice in plain words."""
    words = f"{option} days" if choice == "window" else str(option)
    return NAMES[choice][1].get(str(option), words)


def own_choice(claims: Claims, name: str) -> tuple:
    """The options of a choice in this dataset, its own first: its conventions, its window."""
    options = CHOICES[name][1]
    if name == "window":
        options = (claims.study.window_days, *options)
    if name == "convention":
        options = (claims.study.convention, *sorted(claims.tables["conventions"]["convention"].unique()), "open")
    if name == "corpus" and claims.tables["documents"]["corpus"].nunique() < 2:
        options = options[:1]
    if name == "coder" and agreement.coding(claims, "second").empty:
        options = options[:1]
    return tuple(dict.fromkeys(options))


def bases(claims: Claims) -> dict[str, Claims]:
    """The dataset by each coder: settled, and with the first or the second coder's rows in documents coded twice.

    With the answers that follow from them.
    """
    stated = replace(claims, rows=claims.stated)
    first, second = agreement.coding(claims, "first"), agreement.coding(claims, "second")
    ready = {} if claims.rows["implied"].any() else {"settled": stated}
    if len(second):
        units = agreement.units_of(claims)
        ready |= {"first": _by(stated, first, first["claim_id"]), "second": _by(stated, second, _twins(units, second))}
    with_implied = {name: replace(made, rows=derived(made.rows, made.tables)) for name, made in ready.items()}
    return {"settled": claims} | with_implied


def _twins(units: pd.DataFrame, second: pd.DataFrame) -> pd.Series:
    """The first coder's claim that each of the second coder's rows is paired with; "" = only the second saw it."""
    paired = units[units["row"].ge(0)].set_index("row")["claim_id"]
    return pd.Series(second.index.map(paired).fillna(""), index=second.index)


def _by(claims: Claims, coded: pd.DataFrame, twins: pd.Series) -> Claims:
    """`claims` with one coder's rows in place of the settled ones. Rows keep the statement of their twin; others get
    one of their own, by source and day."""
    tables = claims.tables
    rest = claims.rows[~claims.rows["document_id"].isin(coded["document_id"])]
    known = claims.rows.drop_duplicates("claim_id").set_index("claim_id")
    fields = ["document_id", "question_id", "source_id", "wording", "answer", "qualifier", "attribution", "via"]
    fields += ["number_words", "date_basis", "note", "claimed_on", *NUMBERS]
    rows = coded[fields].copy()
    rows["as_of"] = pd.to_datetime(coded["as_of"], format="%Y-%m-%d", errors="coerce")
    place = coded["place_id"] if "place_id" in coded else coded["place"]
    rows["place_id"] = place.where(place.isin(tables["places"]["place_id"]), "")
    day = rows["claimed_on"].dt.strftime("%Y-%m-%d")
    rows["statement_id"] = twins.map(known["statement_id"]).fillna(rows["source_id"] + "-" + day)
    rows["claim_id"] = twins.where(twins.ne(""), [f"x{number:04d}" for number in range(len(rows))])
    rows["wording_en"], rows["paragraph"], rows["implied"], rows["implied_by"] = "", "", False, ""
    sources = tables["sources"].rename(columns={"kind": "speaker"})
    rows = rows.merge(sources[["source_id", "label", "group", "side", "speaker"]], on="source_id", how="inner")
    documents = tables["documents"][["document_id", "outlet", "published", "url", "language", "corpus"]]
    rows = rows.merge(documents.assign(published=pd.to_datetime(documents["published"])), on="document_id")
    places = tables["places"][["place_id", "name", "region"]].rename(columns={"name": "place"})
    rows = rows.merge(places, on="place_id", how="left").fillna({"place": "", "region": ""})
    rows = rows.merge(tables["questions"][["question_id", "kind", "family", "unit"]], on="question_id")
    both = pd.concat([rest, rows], ignore_index=True)
    both = with_said_on(both)
    later = both["as_of"] > both["said_on"]
    both["forecast"] = later | both["question_id"].isin(claims.study.forecast_questions)
    return replace(claims, rows=both)


def universe(ready: dict[str, Claims], choices: dict) -> Claims:
    """The dataset under one set of choices; a choice that is not named stays the suite's own."""
    claims = ready[choices.get("coder", "settled")]
    rows, study = claims.rows, claims.study
    if choices.get("corpus") == "seed":
        rows = rows[rows["corpus"].eq("seed")]
    if choices.get("unnamed") == "out":
        rows = rows[rows["attribution"].eq("named")]
    if choices.get("implied") == "out":
        rows = rows[~rows["implied"]]
    if choices.get("version", "all") != "all":
        kept = rows[_version(rows, choices["version"])]
        rows = kept[~kept["implied"] | kept["claim_id"].isin(kept.loc[~kept["implied"], "claim_id"])]
    if choices.get("unit") == "report":
        rows = rows.assign(statement_id=rows["statement_id"] + "-" + rows["document_id"])
        study = replace(study, stand_outlets=1)
    if choices.get("value") == "midpoint":
        rows = _midpoint(rows)
    if choices.get("date") == "about":
        about = rows["as_of"].notna() & ~rows["forecast"]
        rows = rows.assign(said_on=rows["as_of"].where(about, rows["said_on"]))
    study = replace(
        study,
        window_days=choices.get("window", study.window_days),
        convention=choices.get("convention", study.convention),
    )
    return replace(claims, rows=rows, study=study)


def _midpoint(rows: pd.DataFrame) -> pd.DataFrame:
    """Ranges become their middle; a one-sided bound has none and is taken at its word."""
    middle = rows[["low", "high"]].mean(axis=1)
    ranged = rows["qualifier"].isin(["between", "at_least", "up_to"])
    none = rows[["low", "high"]].mask(ranged, np.nan)
    return rows.assign(
        best=rows["best"].fillna(middle.where(ranged)),
        low=none["low"],
        high=none["high"],
        qualifier=rows["qualifier"].mask(ranged, "exact"),
    )


def _version(rows: pd.DataFrame, which: str) -> pd.Series:
    """True for rows whose figure is the chosen one of its statement and question; all that are no numbers stay."""
    number = rows[["best", "low", "high"]].bfill(axis=1).iloc[:, 0]
    keys = [rows["statement_id"], rows["question_id"]]
    if which == "first printed":
        order = rows["published"].astype("int64").where(number.notna())
        chosen = order.groupby(keys).transform("min")
        return number.isna() | order.eq(chosen)
    chosen = number.groupby(keys).transform("min" if which == "lowest" else "max")
    return number.isna() | number.eq(chosen)


def strongest(moves: dict[str, float]) -> list[str]:
    """The choices that move a finding most, all that tie; none where nothing moves it."""
    most = max(moves.values(), default=0)
    return [choice for choice, moved in moves.items() if most > 0 and np.isclose(moved, most)]
