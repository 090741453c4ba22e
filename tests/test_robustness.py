"""Universes: each choice changes what it says, workers and order change nothing."""

from __future__ import annotations

import joblib
import numpy as np
import pandas as pd
import pytest

from helpers import robustness, universes
from helpers.dataset import load
from helpers.findings import REGISTRY, find

SOME = ("widest-gap", "most-divided", "printed-differently", "second-hand")


@pytest.fixture(scope="module")
def ready(claims):
    return universes.bases(claims)


def test_the_first_universe_is_the_suites_own(claims, ready):
    grid = robustness.grid(claims, most=3)
    own = universes.universe(ready, grid.iloc[0].to_dict())
    for name in REGISTRY:
        assert find(own, name).value == find(claims, name).value, name


def test_the_grid_is_every_combination_and_a_sample_depends_on_the_seed_alone(claims):
    whole = robustness.grid(claims)
    assert len(whole) == np.prod([len(universes.own_choice(claims, name)) for name in universes.CHOICES])
    assert len(whole) > 10_000 and not whole.duplicated().any()
    pd.testing.assert_frame_equal(robustness.grid(claims, most=9), robustness.grid(claims, most=9))
    assert not robustness.grid(claims, most=9).equals(robustness.grid(claims, most=9, seed=1))


def test_each_choice_does_what_it_says(claims, ready):
    def rows(**choices):
        return universes.universe(ready, choices).rows

    assert rows(corpus="seed")["corpus"].eq("seed").all()
    assert rows(unnamed="out")["attribution"].eq("named").all()
    assert not rows(implied="out")["implied"].any()
    assert len(rows(version="lowest")) < len(rows())
    middle = rows(value="midpoint")
    ranged = claims.rows.query("qualifier == 'between' and not implied").iloc[0]
    assert middle.set_index("claim_id").loc[ranged["claim_id"], "best"] == (ranged["low"] + ranged["high"]) / 2
    assert middle[["low", "high"]].isna().all().all()
    assert rows(unit="report").groupby("statement_id")["document_id"].nunique().max() == 1
    about = rows(date="about").set_index("claim_id")
    moved = claims.rows.query("as_of == as_of and not forecast and as_of != said_on and not implied").iloc[0]
    assert about.loc[[moved["claim_id"]], "said_on"].iloc[0] == moved["as_of"]
    assert universes.universe(ready, {"window": 90}).study.window_days == 90


def test_each_coder_has_own_rows_in_documents_coded_twice(claims, ready):
    from helpers import agreement

    coded = agreement.coding(claims, "second")
    rows = universes.universe(ready, {"coder": "second", "implied": "out"}).rows
    twice = rows[rows["document_id"].isin(coded["document_id"])]
    known = coded["source_id"].isin(claims.tables["sources"]["source_id"])
    assert len(twice) == known.sum()
    rest = claims.stated[~claims.stated["document_id"].isin(coded["document_id"])]
    assert set(rest["claim_id"]) == set(rows.loc[~rows["document_id"].isin(coded["document_id"]), "claim_id"])


def test_a_choice_that_a_finding_does_not_read_can_not_move_it(claims, ready):
    """`reads` is a promise: seeded universes computed in full give what the short cut gives."""
    grid = robustness.grid(claims, most=4, seed=7)
    short = robustness.run(claims, grid).set_index(["finding", "universe"])
    for number, choices in enumerate(grid.to_dict("records")):
        full = universes.universe(ready, choices)
        for name, headline in REGISTRY.items():
            effect = find(full, name).value.get(headline.effect)
            known = short.loc[(name, number), "effect"]
            assert (effect is None and np.isnan(known)) or effect == pytest.approx(known), (name, choices)


def test_workers_and_a_dask_cluster_change_nothing(seed_folder):
    """Unchanged on a local cluster of two workers: the same numbers as in one process."""
    from distributed import Client

    small = load(seed_folder)
    grid = robustness.grid(small, most=12)
    with joblib.parallel_config(backend="threading", n_jobs=1):
        alone = robustness.run(small, grid, SOME)
    with Client(n_workers=2, threads_per_worker=1, dashboard_address=":0", processes=False):
        with joblib.parallel_config(backend="dask"):
            spread = robustness.run(small, grid, SOME)
    pd.testing.assert_frame_equal(alone, spread)


def test_shares_by_hand(claims):
    grid = pd.DataFrame({"coder": ["settled", "settled", "second", "second"], "window": [45, 30, 45, 30]})
    results = pd.DataFrame(
        {"universe": range(4), "finding": "widest-gap", "effect": [4.0, 4, 2, 3], "holds": [True, True, False, True]}
    )
    row = robustness.shares(results, grid).loc["widest-gap"]
    assert (row["share"], row["choice"], row["worst"], row["kept"]) == (0.75, "coder", "second", 1.0)


def test_leave_one_out_recomputes_what_it_touches(claims):
    bounding = claims.rows.loc[claims.rows["claim_id"].isin(find(claims, "widest-gap").claim_ids), "group"]
    strong = claims.where(
        claims.rows["group"].isin({*bounding, *claims.groups.index[claims.groups["strong"].eq("yes")]})
    )
    table = robustness.leave_one_out(strong, "source_id", ("widest-gap",)).set_index("left_out")
    source = strong.rows[strong.rows["claim_id"].isin(find(strong, "widest-gap").claim_ids)]["source_id"].iloc[0]
    rest = strong.where(strong.rows["source_id"].ne(source))
    effect = find(rest, "widest-gap").value["ratio"]
    assert table.loc[source, "effect"] == effect or (effect is None and np.isnan(table.loc[source, "effect"]))
    assert len(table) == strong.rows["source_id"].nunique() and table["holds"].any()


def test_weights_are_shares(claims):
    table = robustness.weights(claims, SOME)
    assert table["share"].between(0, 1).all() and (table["claims"] > 0).all()
