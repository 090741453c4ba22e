"""Who told whom: chains, circles and counts, on small examples and on the rows of the record."""

from __future__ import annotations

import pandas as pd
import pytest

from helpers import lineage


@pytest.mark.parametrize(
    ("via", "steps"),
    [
        ("", [("s", "o")]),
        ("a>b", [("s", "a"), ("a", "b"), ("b", "o")]),
        ("a+b", [("s", "a"), ("s", "b"), ("a", "o"), ("b", "o")]),
        ("a>b+c", [("s", "a"), ("a", "b"), ("a", "c"), ("b", "o"), ("c", "o")]),
        ("o", [("s", "o")]),
    ],
)
def test_a_chain_runs_from_the_source_outwards(via, steps):
    assert lineage.chain("s", via, "o") == steps


def edges(*pairs) -> pd.DataFrame:
    rows = [(a, b, 1 + n, ("c1",), a.upper()) for n, (a, b) in enumerate(pairs)]
    return pd.DataFrame(rows, columns=["teller", "hearer", "claims", "claim_ids", "teller_label"])


def test_circles_by_hand():
    found = lineage.loops(edges(("a", "b"), ("b", "a"), ("b", "c"), ("c", "a"), ("c", "d")))
    assert set(found["members"]) == {("A", "B"), ("A", "B", "C")}
    assert found.set_index("members").loc[[("A", "B")], "claims"].tolist() == [1]
    assert lineage.loops(edges(("a", "b"))).empty


def test_relays_count_each_claim_once_per_step(claims):
    table = lineage.relays(claims)
    direct = claims.stated[claims.stated["via"].eq("") & claims.stated["source_id"].ne(claims.stated["outlet"])]
    pair = direct.groupby(["source_id", "outlet"])["claim_id"].nunique().idxmax()
    known = table.set_index(["teller", "hearer"]).loc[pair]
    assert known["claims"] >= len(direct[(direct["source_id"] == pair[0]) & (direct["outlet"] == pair[1])])
    assert not (table["teller"] == table["hearer"]).any()


def test_tellers_count_what_the_rows_hold(claims):
    top = lineage.tellers(claims, claims.study.headline_counts, most=1).iloc[0]
    rows = claims.rows[claims.rows["question_id"].eq(top["question_id"])]
    rows = rows[rows[["best", "low", "high"]].bfill(axis=1).iloc[:, 0].eq(top["number"])]
    assert top["reports"] == rows["document_id"].nunique() and top["statements"] == rows["statement_id"].nunique()
    assert top["originators"] <= top["statements"] <= len(rows)


def test_naming_adds_up(claims):
    table = lineage.naming(claims)
    assert table[["named", "anonymous", "unattributed"]].sum(axis=1).round(9).eq(1).all()
    others = claims.stated[claims.stated["source_id"].ne(claims.stated["outlet"])]
    assert table["n"].sum() == len(others)


def test_a_number_that_changed_its_question(claims):
    """The model's own example: figures of soldiers in Russia retold as figures of soldiers in Kursk region."""
    table = lineage.turned_into(claims, ("troops_in_russia", "troops_in_kursk"))
    row = table[table["statement_id"].eq("hur-2024-10-24-kursk-12000")].iloc[0]
    assert (row["question_id"], row["other"]) == ("troops_in_russia", "troops_in_kursk")
    assert row["reports"] > row["other_reports"] >= 1


def test_nothing_to_tell(claims):
    nothing = claims.where(claims.rows["claim_id"].eq(""))
    assert lineage.relays(nothing).empty and lineage.loops(lineage.relays(nothing)).empty
    assert lineage.tellers(nothing, ("troops_in_russia",)).empty and lineage.naming(nothing).empty
    assert lineage.turned_into(nothing, ("killed", "casualties")).empty
