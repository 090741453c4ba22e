"""The same findings under every defensible coding choice: universes, side by side on all cores or on a cluster.

Multiverse analysis: Steegen, Tuerlinckx, Gelman and Vanpaemel (2016), Perspectives on Psychological Science 11:
702-712; the curve: Simonsohn, Simmons and Nelson (2020), Specification curve analysis, Nature Human Behaviour 4:
1208-1214.
"""

from __future__ import annotations

from itertools import product

import joblib
import numpy as np
import pandas as pd
from tqdm import tqdm

from helpers.dataset import Claims
from helpers.findings import REGISTRY, find
from helpers.findings.registry import Finding
from helpers.universes import CHOICES, bases, own_choice, strongest, universe

PORTIONS = 32


def grid(claims: Claims, *, most: int | None = None, seed: int = 20261122) -> pd.DataFrame:
    """Every combination of coding choices, one row each, the suite's own first; with `most`, a random sample of so
    many. The sample depends on the seed alone."""
    names = list(CHOICES)
    table = pd.DataFrame(list(product(*(own_choice(claims, name) for name in names))), columns=names, dtype="object")
    if most is None or most >= len(table):
        return table
    chosen = np.random.default_rng(seed).permutation(np.arange(1, len(table)))[: most - 1]
    return table.iloc[[0, *sorted(chosen)]].reset_index(drop=True)


def run(
    claims: Claims, universes: pd.DataFrame, names: tuple[str, ...] = tuple(REGISTRY), *, progress: bool = False
) -> pd.DataFrame:
    """Compute findings in every universe. Columns: universe finding effect (float) holds (bool), in that order.

    Runs on all cores by default, and on whatever `joblib.parallel_config` says (a Dask cluster too). A choice that a
    finding does not read cannot move it, so each finding is computed once per combination of those that it reads.
    """
    ready, jobs = bases(claims), _jobs(universes, names)
    portions = [jobs[start::PORTIONS] for start in range(min(PORTIONS, len(jobs)))]
    call = joblib.Parallel(n_jobs=-1, return_as="generator", pre_dispatch="all")
    results = call(joblib.delayed(_portion)(ready, portion) for portion in portions)
    results = tqdm(results, total=len(portions), desc="universes", leave=False) if progress else results
    found = {(name, key): value for done in results for name, key, value in done}
    base = {name: find(claims, name).value for name in names}
    rows = []
    for name in names:
        headline = REGISTRY[name]
        for number, choices in enumerate(_keys(universes, name)):
            value = found[name, choices]
            effect = value.get(headline.effect)
            rows.append((number, name, np.nan if effect is None else float(effect), headline.holds(value, base[name])))
    return pd.DataFrame(rows, columns=["universe", "finding", "effect", "holds"])


def _keys(universes: pd.DataFrame, name: str) -> list[tuple]:
    reads = [choice for choice in universes.columns if choice in REGISTRY[name].reads]  # what it does not read is moot
    return [tuple(zip(reads, row, strict=True)) for row in universes[reads].itertuples(index=False, name=None)]


def _jobs(universes: pd.DataFrame, names: tuple[str, ...]) -> list[tuple[dict, list[tuple]]]:
    """Universes, each with the findings that are computed in it: the first universe with the choices that they read."""
    jobs: dict[int, list[tuple]] = {}
    for name in names:
        keys = _keys(universes, name)
        first = dict(zip(reversed(keys), reversed(range(len(keys))), strict=True))
        for key, number in first.items():
            jobs.setdefault(number, []).append((name, key))
    return [(universes.iloc[number].to_dict(), jobs[number]) for number in sorted(jobs)]


def _portion(ready: dict, portion: list[tuple[dict, list[tuple]]]) -> list[tuple]:
    done = []
    for choices, wanted in portion:
        claims = universe(ready, choices)
        done += [(name, key, REGISTRY[name].function(claims)[0]) for name, key in wanted]
    return done


def shares(results: pd.DataFrame, universes: pd.DataFrame) -> pd.DataFrame:
    """Per finding: in what share of universes it holds, and which choice moves it most.

    Columns: universes, share, kept (the share with that choice as the suite has it), low and high (range of effects),
    choice (whose options differ most in their share of holding, the first of several; "" where none matters), moves
    (that difference), tied (choices that move it as much), worst (the option under which it holds least often).
    """
    rows = []
    for name in dict.fromkeys(results["finding"]):
        own = results[results["finding"].eq(name)].set_index("universe")
        by = {
            choice: own["holds"].groupby(universes[choice].astype("str")).mean()
            for choice in universes.columns
            if choice in REGISTRY[name].reads and universes[choice].astype("str").nunique() > 1
        }
        moves = {choice: means.max() - means.min() for choice, means in by.items()}
        tied = strongest(moves)
        top = tied[0] if tied else ""
        kept = own["holds"][universes[top].eq(universes[top].iloc[0])].mean() if top else own["holds"].mean()
        rows.append(
            {
                "finding": name,
                "universes": len(own),
                "share": own["holds"].mean(),
                "kept": kept,
                "low": own["effect"].min(),
                "high": own["effect"].max(),
                "choice": top,
                "moves": moves.get(top, 0.0),
                "tied": len(tied),
                "worst": by[top].idxmin() if top else "",
            }
        )
    return pd.DataFrame(rows).set_index("finding")


def leave_one_out(
    claims: Claims, what: str, names: tuple[str, ...] = tuple(REGISTRY), *, progress: bool = False
) -> pd.DataFrame:
    """Every finding without one source, document or month at a time (jackknife; Tukey 1958).

    `what`: source_id, document_id or month (of the statement). Columns: finding left_out effect holds.
    """
    parts = claims.rows["said_on"].dt.to_period("M").astype("str") if what == "month" else claims.rows[what]
    options = sorted(parts.unique())
    portions = [options[start::PORTIONS] for start in range(min(PORTIONS, len(options)))]
    base = {name: find(claims, name) for name in names}
    call = joblib.Parallel(n_jobs=-1, return_as="generator", pre_dispatch="all")
    results = call(joblib.delayed(_without)(claims, parts, portion, base) for portion in portions)
    results = tqdm(results, total=len(portions), desc=f"without one {what}", leave=False) if progress else results
    table = pd.DataFrame([row for done in results for row in done], columns=["finding", "left_out", "effect", "holds"])
    table["order"] = table["finding"].map({name: number for number, name in enumerate(names)})
    return table.sort_values(["order", "left_out"], ignore_index=True).drop(columns="order")


def _without(claims: Claims, parts: pd.Series, portion: list[str], base: dict[str, Finding]) -> list[tuple]:
    touched = {name: set(found.claim_ids) for name, found in base.items()}
    ids = claims.rows["claim_id"].to_numpy()
    rows = []
    for option in portion:
        gone = parts.to_numpy() == option
        missing = set(ids[gone])
        rest = claims.where(~gone)
        for name, found in base.items():
            headline = REGISTRY[name]
            value = found.value if missing.isdisjoint(touched[name]) else headline.function(rest)[0]
            effect = value.get(headline.effect)
            holds = headline.holds(value, found.value)
            rows.append((name, option, np.nan if effect is None else float(effect), holds))
    return rows


def weights(claims: Claims, names: tuple[str, ...] = tuple(REGISTRY)) -> pd.DataFrame:
    """The largest weight that any one source has in each finding: its share of the claims behind it.

    Columns: source (label), share, claims (behind the finding).
    """
    rows = claims.rows.drop_duplicates("claim_id").set_index("claim_id")["label"]
    table = []
    for name in names:
        labels = rows.reindex(list(find(claims, name).claim_ids)).dropna().value_counts()
        top = (labels.index[0], labels.iloc[0] / labels.sum(), int(labels.sum())) if len(labels) else ("", np.nan, 0)
        table.append((name, *top))
    return pd.DataFrame(table, columns=["finding", "source", "share", "claims"]).set_index("finding")
