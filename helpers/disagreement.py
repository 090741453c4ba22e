"""How far apart: gaps over time, overlap of intervals, each source's lean, agreement of answers by month."""

from __future__ import annotations

from itertools import combinations
from statistics import NormalDist, median

import numpy as np
import pandas as pd

from helpers import agreement, estimates, positions
from helpers.dataset import Claims
from helpers.frames import dated, records

LEAST_SOURCES = 4  # below, an empirical-Bayes estimate has no degree of freedom left


def gap_days(periods: pd.DataFrame) -> dict[str, float]:
    """How long standing figures contradicted each other. `periods`: rows of estimates.gap.

    days: with two figures or more; apart: of these, days on which two of them cannot both be true; typical:
    median ratio of those days. NaN where there are none.
    """
    days = (periods["end"] - periods["start"]).dt.days if len(periods) else pd.Series(dtype="float64")
    ratio = periods["ratio"].repeat(days) if len(periods) else pd.Series(dtype="float64")
    apart = ratio[ratio > 1]
    return {"days": len(ratio), "apart": len(apart), "typical": float(apart.median()) if len(apart) else float("nan")}


def overlap(stands: pd.DataFrame) -> pd.DataFrame:
    """Interval overlap: of all pairs of figures that stand at the same time, how many can both be true.

    Intervals that meet can (Manski 2003, Partial Identification, on intersection bounds), and so can bounds on
    different numbers (estimates.gap). Columns: start end pairs shared share; periods with fewer than two figures are
    left out.
    """
    edges = sorted(set(stands["start"]) | set(stands["end"])) if len(stands) else []
    every, rows = stands.to_dict("records"), []
    for start, end in zip(edges, edges[1:], strict=False):
        pairs = list(combinations([one for one in every if one["start"] <= start and one["end"] >= end], 2))
        if pairs:
            shared = sum(not estimates.contradict(one, other) for one, other in pairs)
            rows.append({"start": start, "end": end, "pairs": len(pairs), "shared": shared})
    table = dated(rows, ["start", "end", "pairs", "shared"], "start", "end")
    return table.assign(share=table["shared"] / table["pairs"])


def distance(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Signed log2 distance of two intervals (lo, hi; NaN = open side): 0 where they meet, +1 where `one` begins at
    twice the end of `other`, -1 where it ends at half of its beginning."""
    if one[0] > other[1]:
        return float(np.log2(one[0] / other[1])) if other[1] > 0 else float("inf")
    if other[0] > one[1]:
        return -float(np.log2(other[0] / one[1])) if one[1] > 0 else float("-inf")
    return 0.0


def comparisons(claims: Claims, questions: tuple[str, ...], *, window_days: int | None = None) -> pd.DataFrame:
    """Every figure of a named source against the others' on the same question, said at most `window_days` apart.

    One row per figure that had company: question_id source_id label group said_on against (sources) distance (median
    of the signed log2 distances to each other source's nearest figure) claim_ids. Counts of all so far and of those
    there are held against their own kind. Forecasts, recollections, vague words, outlets and collective speakers are
    left out.
    """
    window = pd.Timedelta(days=window_days or claims.study.window_days)
    rows = []
    for question in questions:
        own = estimates.firm(estimates.figures(claims, question))
        own = own[~own["speaker"].isin(["collective", "outlet"]) & own["main"]]
        rows += _compared(question, own, window.to_timedelta64())
    columns = ["question_id", "source_id", "label", "group", "said_on", "against", "distance", "claim_ids"]
    found = pd.DataFrame(rows, columns=columns)
    return found[np.isfinite(found["distance"].astype("float64"))].reset_index(drop=True)


def _compared(question: str, marks: pd.DataFrame, window: pd.Timedelta) -> list[dict]:
    days, names, kinds = marks["said_on"].to_numpy(), marks["source_id"].tolist(), marks["in_all"].tolist()
    spans = list(zip(marks["lo"].tolist(), marks["hi"].tolist(), strict=True))
    rows = []
    for place, mark in enumerate(records(marks[["source_id", "label", "group", "said_on", "claim_ids"]])):
        apart = np.abs(days - days[place])
        order = np.argsort(apart, kind="stable")
        near: dict[str, int] = {}
        for other in order[: np.searchsorted(apart[order], window, side="right")].tolist():
            if names[other] != names[place] and kinds[other] == kinds[place]:
                near.setdefault(names[other], other)
        if near:
            distances = [distance(spans[place], spans[other]) for other in near.values()]
            rows.append({"question_id": question, **mark, "against": len(near), "distance": median(distances)})
    return rows


def lean(compared: pd.DataFrame, *, least: int = 3) -> pd.DataFrame:
    """Each source's lean: how many doublings its figures lie above (+) or below (-) the others', shrunk towards all.

    `compared`: rows of comparisons(). Sources with fewer than `least` figures that had company are left out. Within-
    source variance is pooled; shrinkage after Morris (1983). Columns: label group n raw lean low high claim_ids (low
    and high: intervals that hold all sources at once with 95%, Sidak 1967, Rectangular confidence regions, J. Am. Stat.
    Assoc. 62: 626-633), highest first; empty with fewer than four sources. Figures of one source are not independent of
    each other, so the intervals are the least that must be allowed for.
    """
    groups = compared.groupby("source_id")
    table = groups.agg(
        label=("label", "first"),
        group=("group", "first"),
        n=("distance", "size"),
        raw=("distance", "mean"),
        claim_ids=("claim_ids", lambda found: tuple(sorted({claim for ids in found for claim in ids}))),
    )
    table = table[table["n"] >= least]
    columns = ["label", "group", "n", "raw", "lean", "low", "high", "claim_ids"]
    if len(table) < LEAST_SOURCES:
        return pd.DataFrame(columns=columns)
    kept = compared[compared["source_id"].isin(table.index)]
    inside = kept["distance"] - kept.groupby("source_id")["distance"].transform("mean")
    pooled = float((inside**2).sum() / max(len(kept) - len(table), 1))
    centre, spread = shrunk(table["raw"].to_numpy(), pooled / table["n"].to_numpy())
    reach = NormalDist().inv_cdf((1 + 0.95 ** (1 / len(table))) / 2) * spread
    table = table.assign(lean=centre, low=centre - reach, high=centre + reach)
    return table[columns].sort_values("lean", ascending=False, kind="stable")


def shrunk(means: np.ndarray, variances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Empirical-Bayes estimates and standard errors of k means with known sampling variances.

    Morris (1983), Parametric empirical Bayes inference, J. Am. Stat. Assoc. 78: 47-55, section 5; with equal
    variances it is the James-Stein estimator towards the grand mean. ValueError for k < 4.
    """
    means, variances = np.asarray(means, dtype=float), np.asarray(variances, dtype=float)
    k = len(means)
    if k < LEAST_SOURCES:
        raise ValueError(f"not enough: k = {k}, and shrinkage needs {LEAST_SOURCES} means")
    if not variances.max() > 0:
        return means.copy(), np.zeros(k)
    between = 0.0
    for _ in range(500):
        weights = 1 / (between + variances)
        centre = (weights * means).sum() / weights.sum()
        found = (weights * (k / (k - 1) * (means - centre) ** 2 - variances)).sum() / weights.sum()
        step, between = abs(max(found, 0.0) - between), max(found, 0.0)
        if step < 1e-12:
            break
    weights = 1 / (between + variances)
    centre = (weights * means).sum() / weights.sum()
    share = (k - 3) / (k - 1) * variances / (between + variances)
    own = k * weights / weights.sum()
    variance = variances * (1 - (k - own) / k * share) + 2 / (k - 3) * share**2 * (means - centre) ** 2
    return centre + (1 - share) * (means - centre), np.sqrt(variance)


def concentration(counts) -> float:
    """van der Eijk's A of answers on an ordered scale: 1 all alike, 0 spread evenly, -1 split between the ends.

    van der Eijk (2001), Measuring agreement in ordered rating scales, Quality and Quantity 35: 325-341. `counts`: one
    number per step of the scale, three steps at least. NaN when nobody answered.
    """
    rest = np.asarray(counts, dtype=float)
    total, result = rest.sum(), 0.0
    if len(rest) < 3:
        raise ValueError(f"a scale needs three steps, not {len(rest)}")
    if not total:
        return float("nan")
    while rest.max() > 1e-9:
        filled = rest > 1e-9
        layer = rest[filled].min()
        result += _layer(filled) * layer * filled.sum() / total
        rest = np.where(filled, rest - layer, 0.0)
    return float(result)


def _layer(filled: np.ndarray) -> float:
    steps, used = len(filled), int(filled.sum())
    if used == 1:
        return 1.0
    triples = [tuple(filled[list(triple)]) for triple in combinations(range(steps), 3)]
    unimodal = sum(triple in ((True, True, False), (False, True, True)) for triple in triples)
    bimodal = sum(triple == (True, False, True) for triple in triples)
    if not unimodal + bimodal:
        return 0.0
    shape = ((steps - 2) * unimodal - (steps - 1) * bimodal) / ((steps - 2) * (unimodal + bimodal))
    return shape * (1 - (used - 1) / (steps - 1))


def by_month(claims: Claims, questions: tuple[str, ...], *, by: str = "group") -> pd.DataFrame:
    """Agreement of answers month by month: each `by`'s last answer of the month to each question.

    Columns: month, groups (answering), questions (answered by two or more), answers, alpha (Krippendorff's, ordinal:
    questions are units, groups are coders), A (van der Eijk's, mean over those questions). NaN: not enough.
    """
    found = [positions.positions(claims, name).assign(question_id=name) for name in questions]
    answers = pd.concat(found, ignore_index=True) if found else pd.DataFrame()
    if answers.empty:
        return pd.DataFrame(columns=["month", "groups", "questions", "answers", "alpha", "A"])
    answers["month"] = answers["said_on"].dt.to_period("M")
    last = answers.sort_values("said_on", kind="stable").groupby(["month", "question_id", by])["level"].last()
    return pd.DataFrame([_month(month, own) for month, own in last.groupby("month")])


def _month(month: pd.Period, levels: pd.Series) -> dict:
    table = levels.droplevel("month").unstack("question_id").astype("float64")
    shared = table.loc[:, table.notna().sum() >= 2]
    scale = list(positions.SCALE.values())
    return {
        "month": month,
        "groups": len(table),
        "questions": shared.shape[1],
        "answers": int(shared.notna().sum().sum()),
        "alpha": agreement.alpha(shared.to_numpy(), "ordinal") if shared.size else float("nan"),
        "A": float(np.mean([concentration([(shared[q] == s).sum() for s in scale]) for q in shared]))
        if shared.size
        else float("nan"),
    }
