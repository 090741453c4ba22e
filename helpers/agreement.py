"""How far two coders agree: did both see a claim there, and did they code its fields alike?

Coefficient: Krippendorff's alpha (Krippendorff 2011, Computing Krippendorff's alpha-reliability), from pairs and
margins alone; the tests hold it against the `krippendorff` package, which builds a table of values for every unit.
Intervals by resampling documents (percentile bootstrap).
"""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import combinations

import numpy as np
import pandas as pd

from helpers.dataset import Claims, remembered
from helpers.positions import SCALE

FIELDS = {
    "question_id": "nominal",
    "source_id": "nominal",
    "answer": "ordinal",
    "number": "ratio",
    "qualifier": "nominal",
    "attribution": "nominal",
    "claimed_on": "interval",
}
ENOUGH = 0.45
COLUMNS = [
    "round",
    "document_id",
    "question_id",
    "source_id",
    "wording",
    "answer",
    "low",
    "best",
    "high",
    "qualifier",
    "claimed_on",
    "attribution",
    "claim_id",
]


def coding(claims: Claims, coder: str) -> pd.DataFrame:
    """One coder's rows of the double-coded documents, as they were coded before any disagreement was settled; other
    names of sources replaced by their ids. `coder`: first or second. Empty when there is no such file."""
    path = claims.folder / "codings" / f"{coder}_coder.csv"
    rows = (
        pd.read_csv(path, dtype=str, keep_default_na=False)
        if path.exists()
        else pd.DataFrame(columns=COLUMNS, dtype=str)
    )
    rows["source_id"] = rows["source_id"].replace(dict(claims.study.aliases))
    for name in ("low", "best", "high"):
        rows[name] = pd.to_numeric(rows[name])
    rows["claimed_on"] = pd.to_datetime(rows["claimed_on"], format="%Y-%m-%d")
    return rows


def adjudication(claims: Claims) -> pd.DataFrame:
    """The log of disagreements: round, kind, document_id, claim_id, field, first, second, decision, rule."""
    path = claims.folder / "codings" / "adjudication.csv"
    columns = ["round", "kind", "document_id", "claim_id", "field", "first", "second", "decision", "rule"]
    if not path.exists():
        return pd.DataFrame(columns=columns, dtype=str)
    return pd.read_csv(path, dtype=str, keep_default_na=False)


def paired(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Claims of both coders side by side, paired within documents of a round by their words, question and source.

    Returns one row per unit: round, document_id, claim_id ("" = only the second coder saw it), row (position in
    `second`, -1 = only the first did), and both values of every field as `field` and `field_2`.
    """
    units = []
    keys = ["document_id", "round"]
    theirs = dict(list(first.groupby(keys)))
    for key, own in second.groupby(keys, sort=True):
        mine = theirs.get(key, first.iloc[:0])
        units += [(*key, a, b) for a, b in _matches(mine, own)]
    table = pd.DataFrame(units, columns=[*keys, "first", "second"])
    left, right = _fields(first), _fields(second)
    for name in FIELDS:
        table[name] = table["first"].map(left[name])
        table[f"{name}_2"] = table["second"].map(right[name])
    table["claim_id"] = table["first"].map(first["claim_id"]).fillna("")
    table["row"] = table["second"].fillna(-1).astype(int)
    return table.drop(columns=["first", "second"])


def _matches(mine: pd.DataFrame, own: pd.DataFrame) -> list[tuple]:
    """Best pairs first, each row once; then the rows that are left, alone."""
    left, right = _coded_words(mine), _coded_words(own)
    equal = [(i, j) for i, a in left.items() for j, b in right.items() if a == b]  # none can be more alike
    pairs = _each_once(sorted(equal))
    left, right = _others(left, pairs, 0), _others(right, pairs, 1)
    scores = []
    for j, b in right.items():
        words = SequenceMatcher(None, "", b[0], autojunk=False)  # prepares its second text once
        scores += [(-score, i, j) for i, a in left.items() if (score := _alike(a, b, words)) >= ENOUGH]
    pairs += _each_once([(i, j) for _, i, j in sorted(scores)])
    return pairs + [(i, None) for i in _others(left, pairs, 0)] + [(None, j) for j in _others(right, pairs, 1)]


def _coded_words(rows: pd.DataFrame) -> dict[int, tuple]:
    """By row: the fragment, the question and the source."""
    wording, question, source = (rows[name].tolist() for name in ("wording", "question_id", "source_id"))
    return dict(zip(rows.index, zip(map(str.lower, wording), question, source, strict=True), strict=True))


def _each_once(pairs: list[tuple]) -> list[tuple]:
    """Those of `pairs`, in their order, of which neither row is in one before."""
    left, right, kept = set(), set(), []
    for i, j in pairs:
        if i not in left and j not in right:
            left.add(i)
            right.add(j)
            kept.append((i, j))
    return kept


def _others(rows: dict[int, tuple], pairs: list[tuple], side: int) -> dict[int, tuple]:
    paired = {pair[side] for pair in pairs}
    return {number: row for number, row in rows.items() if number not in paired}


def _alike(a: tuple, b: tuple, words: SequenceMatcher) -> float:
    """How alike two claims are, 0 to 1; 0 where a quick upper bound shows that they are too far apart to pair. `words`
    holds the text of `b`."""
    words.set_seq1(a[0])
    same = 0.2 * (a[1] == b[1]) + 0.2 * (a[2] == b[2])
    if 0.6 * words.real_quick_ratio() + same < ENOUGH or 0.6 * words.quick_ratio() + same < ENOUGH:
        return 0.0
    return 0.6 * words.ratio() + same


def _fields(rows: pd.DataFrame) -> pd.DataFrame:
    number = rows[["best", "low", "high"]].bfill(axis=1).iloc[:, 0]
    day = (rows["claimed_on"] - pd.Timestamp("2020-01-01")).dt.days.astype("float64")
    answer = rows["answer"].map(SCALE).astype("float64")
    return (
        rows[["question_id", "source_id", "qualifier", "attribution"]]
        .replace("", None)
        .assign(answer=answer, number=number, claimed_on=day)
    )


def _coded(units: pd.DataFrame, field: str) -> np.ndarray:
    """Both coders' values of a field as numbers, 2 x units; NaN where one of them left it blank."""
    both = units[[field, f"{field}_2"]]
    if FIELDS[field] == "nominal":
        codes = {value: number for number, value in enumerate(sorted(set(both.stack().dropna())))}
        both = both.apply(lambda column: column.map(codes))
    data = both.to_numpy(dtype="float64", copy=True).T
    data[:, np.isnan(data).any(axis=0)] = np.nan
    return data


def alpha(data: np.ndarray, level: str) -> float:
    """Krippendorff's alpha of coders x units values, with gaps (NaN). `level`: nominal, ordinal, interval or ratio.
    NaN when nothing varies or no unit is shared."""
    data = data[:, (~np.isnan(data)).sum(axis=0) >= 2]
    there = ~np.isnan(data)
    values, found = np.unique(data[there], return_inverse=True)
    if len(values) < 2:
        return float("nan")
    counts, coders = np.bincount(found), there.sum(axis=0)
    codes = np.zeros(data.shape, dtype="int64")
    codes[there] = found
    apart, observed = _apart(values, counts, level), 0.0
    for one, other in combinations(range(len(data)), 2):
        both = there[one] & there[other]
        observed += (2 * apart[codes[one, both], codes[other, both]] / (coders[both] - 1)).sum()
    expected = counts @ apart @ counts / (counts.sum() - 1)
    return float(1 - observed / expected)


def _apart(values: np.ndarray, counts: np.ndarray, level: str) -> np.ndarray:
    """Squared differences of all pairs of values, as the level of measurement has them."""
    one, other = values[:, None], values[None, :]
    if level == "nominal":
        return (one != other).astype("float64")
    if level == "ordinal":
        middle = counts.cumsum() - counts / 2
        return (middle[:, None] - middle[None, :]) ** 2
    difference = one - other
    if level == "ratio":
        total = one + other
        difference = np.divide(difference, total, out=np.zeros_like(difference), where=total != 0)
    return difference**2


def alphas(claims: Claims) -> dict[str, tuple[float, int]]:
    """Alpha and n of every field, over the units that both coders saw."""
    units = units_of(claims)
    coded = {field: _coded(units, field) for field in FIELDS}
    return {field: (alpha(data, FIELDS[field]), int((~np.isnan(data[0])).sum())) for field, data in coded.items()}


@remembered
def units_of(claims: Claims, round: str | None = None) -> pd.DataFrame:
    """paired() units of one round of double coding, or of all."""
    if round is not None:
        units = units_of(claims)
        return units[units["round"].eq(round)].reset_index(drop=True)
    return paired(coding(claims, "first"), coding(claims, "second"))


def rounds(claims: Claims) -> list[str]:
    """The rounds of double coding, in order; the rules were sharpened after each."""
    return sorted(coding(claims, "second")["round"].unique())


def agreement(claims: Claims, *, round: str | None = None, draws: int = 200, seed: int = 20261122) -> pd.DataFrame:
    """Per field: n units, alpha, and its 95% interval over resampled documents; of one round, or of all."""
    units = units_of(claims, round)
    random = np.random.default_rng(seed)
    blocks = [positions.to_numpy() for _, positions in units.reset_index().groupby("document_id")["index"]]
    samples = [
        np.concatenate([blocks[i] for i in random.integers(0, len(blocks), len(blocks))])
        for _ in range(draws if blocks else 0)
    ]
    rows = []
    for field, level in FIELDS.items():
        data = _coded(units, field)
        drawn = np.array([alpha(data[:, sample], level) for sample in samples])
        drawn = drawn[~np.isnan(drawn)]
        low, high = np.percentile(drawn, [2.5, 97.5]) if len(drawn) else (np.nan, np.nan)
        rows.append(
            {
                "field": field,
                "level": level,
                "n": int((~np.isnan(data[0])).sum()),
                "alpha": alpha(data, level),
                "low": low,
                "high": high,
            }
        )
    return pd.DataFrame(rows).set_index("field")


def by_question(claims: Claims, *, least: int = 5) -> pd.DataFrame:
    """Per question: alpha of the answer (ordinal) or the number (ratio) where both coders gave one, over all rounds.

    Columns: field, n, alpha (NaN where nothing varies), same_question (of the claims that either coder gave to this
    question and both saw, the share that both gave to it). Questions with fewer than `least` such units are left out.
    """
    units = units_of(claims)
    both = units[units["claim_id"].ne("") & units["row"].ge(0)]
    rows = []
    for question in sorted(set(both["question_id"]) | set(both["question_id_2"])):
        either = both[both["question_id"].eq(question) | both["question_id_2"].eq(question)]
        same = either[either["question_id"].eq(either["question_id_2"])]
        field = "number" if claims.question(question)["kind"] == "count" else "answer"
        data = _coded(same, field) if len(same) else np.empty((2, 0))
        n = int((~np.isnan(data)).all(axis=0).sum())
        if n >= least:
            rows.append((question, field, n, alpha(data, FIELDS[field]), len(same) / len(either)))
    return pd.DataFrame(rows, columns=["question_id", "field", "n", "alpha", "same_question"]).set_index("question_id")


def unit_agreement(claims: Claims, round: str | None = None) -> dict[str, int]:
    """How many claims both coders saw, only the first, only the second; and in how many documents."""
    units = units_of(claims, round)
    both = units["claim_id"].ne("") & units["row"].ge(0)
    return {
        "documents": int(units["document_id"].nunique()),
        "both": int(both.sum()),
        "first_only": int((units["row"] < 0).sum()),
        "second_only": int(units["claim_id"].eq("").sum()),
    }
