"""Who told whom: chains from source to outlet, loops, how many tellers stand behind a figure, relay errors."""

from __future__ import annotations

import re
from collections import Counter

import networkx as nx
import pandas as pd

from helpers.dataset import Claims
from helpers.frames import dated, records
from helpers.versions import versions


def chain(source: str, via: str, outlet: str) -> list[tuple[str, str]]:
    """The steps of one claim from its source outwards: (teller, hearer). `a>b+c` are two carriers side by side."""
    stations = [[source], *[re.split(r"\+", step) for step in via.split(">") if step], [outlet]]
    steps = [(a, b) for one, two in zip(stations, stations[1:], strict=False) for a in one for b in two]
    return [(a, b) for a, b in dict.fromkeys(steps) if a != b]


def relays(claims: Claims) -> pd.DataFrame:
    """One row per teller and hearer: how many claims and statements passed between them.

    Columns: teller hearer teller_label hearer_label teller_group claims statements claim_ids, busiest first. Answers
    that only follow from others are no claims and are left out.
    """
    rows = claims.rows[~claims.rows["implied"]]
    steps = [
        (teller, hearer, row.claim_id, row.statement_id)
        for row in rows.itertuples()
        for teller, hearer in chain(row.source_id, row.via, row.outlet)
    ]
    table = pd.DataFrame(steps, columns=["teller", "hearer", "claim_id", "statement_id"])
    sources = claims.tables["sources"].set_index("source_id")
    edges = table.groupby(["teller", "hearer"], as_index=False).agg(
        claims=("claim_id", "nunique"), statements=("statement_id", "nunique"), claim_ids=("claim_id", tuple)
    )
    for end in ("teller", "hearer"):
        edges[f"{end}_label"] = edges[end].map(sources["label"])
    edges["teller_group"] = edges["teller"].map(sources["group"])
    return edges.sort_values(["claims", "teller", "hearer"], ascending=[False, True, True], ignore_index=True)


def graph(edges: pd.DataFrame) -> nx.DiGraph:
    """Relays as a directed graph: nodes are source ids, edges run from teller to hearer with `claims` as weight."""
    network = nx.DiGraph()
    for edge in edges.itertuples():
        network.add_edge(edge.teller, edge.hearer, claims=edge.claims)
    return network


def loops(edges: pd.DataFrame, *, longest: int = 3) -> pd.DataFrame:
    """Circles in which A told B and B told A, directly or through a third (elementary circuits: Johnson 1975, SIAM J.
    Comput. 4: 77-84, by networkx). Columns: members (tuple of labels), length, claims (on the weakest step),
    claim_ids; busiest first. A circle is no proof of circular reporting: the claims may be different ones."""
    network = graph(edges)
    labels = dict(zip(edges["teller"], edges["teller_label"], strict=True))
    ids = edges.set_index(["teller", "hearer"])["claim_ids"]
    rows = []
    for circle in nx.simple_cycles(network, length_bound=longest):
        start = circle.index(min(circle))
        circle = circle[start:] + circle[:start]
        steps = list(zip(circle, circle[1:] + circle[:1], strict=True))
        rows.append(
            {
                "members": tuple(labels[name] for name in circle),
                "length": len(circle),
                "claims": min(network.edges[step]["claims"] for step in steps),
                "claim_ids": tuple(sorted({claim for step in steps for claim in ids[step]})),
            }
        )
    table = pd.DataFrame(rows, columns=["members", "length", "claims", "claim_ids"])
    return table.sort_values(["claims", "length", "members"], ascending=[False, True, True], ignore_index=True)


def tellers(claims: Claims, questions: tuple[str, ...], *, most: int | None = 12) -> pd.DataFrame:
    """The most repeated figures, or all (`most` None): reports, statements and independent originators side by side.

    One row per question and number as said. Columns: question_id said number reports (documents) statements named
    (statements by named sources)
    originators (sources that gave it) top (the one with most reports) relayed (reports that reached the outlet through
    another) claim_ids. Unnamed and collective speakers and outlets count as no originator.
    """
    repeated: dict[tuple, list[dict]] = {}
    for row in _numbers(claims, questions, ["statement_id", "source_id", "label", "speaker", "attribution", "via"]):
        repeated.setdefault((row["question_id"], row["number"]), []).append(row)
    prints = {key: len({row["document_id"] for row in own}) for key, own in repeated.items()}
    ranked = sorted(repeated, key=lambda key: (-prints[key], *key))[:most]
    return pd.DataFrame([_told(*key, repeated[key]) for key in ranked], columns=TELLERS)


def _numbers(claims: Claims, questions: tuple[str, ...], more: list[str]) -> list[dict]:
    """The claims that answer `questions` with a number: question_id claim_id document_id number, and columns `more`."""
    rows = claims.rows
    kept = rows["question_id"].isin(questions) & rows["number_words"].eq("")
    number = rows["best"].fillna(rows["low"]).fillna(rows["high"])
    columns = ["question_id", "claim_id", "document_id", *more]
    kept &= number.notna()
    return records(rows.loc[kept, columns].assign(number=number[kept]))


def _told(question: str, number: float, rows: list[dict]) -> dict:
    known = [row for row in rows if row["speaker"] not in ("collective", "outlet") and row["attribution"] == "named"]
    return {
        "question_id": question,
        "said": f"{number:,.0f}",
        "number": number,
        "reports": len({row["document_id"] for row in rows}),
        "statements": len({row["statement_id"] for row in rows}),
        "named": len({row["statement_id"] for row in known}),
        "originators": len({row["source_id"] for row in known}),
        "top": Counter(row["label"] for row in rows).most_common(1)[0][0],
        "relayed": len({row["document_id"] for row in rows if row["via"]}),
        "claim_ids": tuple(row["claim_id"] for row in rows),
    }


TELLERS = ["question_id", "said", "number", "reports", "statements", "named", "originators", "top", "relayed"]
TELLERS += ["claim_ids"]


def naming(claims: Claims, *, freq: str = "Q") -> pd.DataFrame:
    """How speakers are named, by period of the statement: shares of named, anonymous and unattributed claims.

    Index: period; columns: named anonymous unattributed (shares) and n. Outlets' own words are left out. What an outlet
    says of a known source without citing it (that it kept silent, say) has a named speaker.
    """
    rows = claims.rows[~claims.rows["implied"] & claims.rows["source_id"].ne(claims.rows["outlet"])]
    known = rows["attribution"].eq("unattributed") & rows["speaker"].ne("collective")
    rows = rows.assign(attribution=rows["attribution"].mask(known, "named"))
    table = rows.groupby([rows["said_on"].dt.to_period(freq), "attribution"]).size().unstack(fill_value=0)
    table = table.reindex(columns=["named", "anonymous", "unattributed"], fill_value=0).rename_axis("period")
    n = table.sum(axis=1)
    return table.div(n, axis=0).assign(n=n)


def turned_into(claims: Claims, questions: tuple[str, ...]) -> pd.DataFrame:
    """One number of one statement printed as answers to different questions: casualties that turn into killed.

    Columns: statement_id label said_on number question_id (the more printed reading) reports other (the reading that
    fewer documents print) other_reports claim_ids. Only where different documents do it, and one reading has more.
    """
    found, printed = [], {}
    for row in _numbers(claims, questions, ["statement_id", "label", "said_on"]):
        printed.setdefault((row["statement_id"], row["number"]), []).append(row)
    for (statement, number), own in sorted(printed.items()):
        prints: dict[str, set] = {}
        for row in own:
            prints.setdefault(row["question_id"], set()).add(row["document_id"])
        order = sorted(prints, key=lambda name: (-len(prints[name]), questions.index(name)))
        for other in order[1:]:
            if prints[other] - prints[order[0]] and len(prints[order[0]]) > len(prints[other]):
                both = [row["claim_id"] for row in own if row["question_id"] in (order[0], other)]
                found.append(
                    (
                        statement,
                        own[0]["label"],
                        own[0]["said_on"],
                        number,
                        order[0],
                        len(prints[order[0]]),
                        other,
                        len(prints[other]),
                        tuple(both),
                    )
                )
    columns = ["statement_id", "label", "said_on", "number", "question_id", "reports", "other", "other_reports"]
    table = dated(found, [*columns, "claim_ids"], "said_on")
    return table.sort_values(["reports", "said_on"], ascending=[False, True], ignore_index=True)


def versions_of_all(claims: Claims, questions: tuple[str, ...]) -> pd.DataFrame:
    """Statements printed in several forms, over all questions: rows of versions.versions with `question_id`."""
    found = [versions(claims, name).assign(question_id=name) for name in questions]
    found = [table for table in found if len(table)]
    return pd.concat(found, ignore_index=True) if found else versions(claims, questions[0])
