"""Lesson 4: originators behind reports, a figure's printed forms, a day as it was known then, fair verdicts."""

from __future__ import annotations

from helpers import gallery, hindsight, lineage
from helpers.classroom.checks import Check, computed, typed

WRITTEN = 1


def _top(claims):
    return lineage.tellers(claims, claims.study.headline_counts).iloc[0]


def _behind(column: str):
    return lambda names, claims: _top(claims)[column]


def _reports(names, claims):
    return len(_top(claims)["claim_ids"])


def _every_source(names, claims):
    rows = claims.stated
    return rows.loc[rows["claim_id"].isin(_top(claims)["claim_ids"]), "source_id"].nunique()


def _forms(names, claims):
    return len(gallery.versions(claims, *claims.study.headline_counts).table)


def _with_figure(rows):
    """Answers with a figure, by one source that is named: the chart of known figures draws them or counts them out."""
    figure = rows[["low", "best", "high"]].notna().any(axis=1) & rows["number_words"].eq("")
    return rows[figure & rows["attribution"].eq("named") & rows["speaker"].ne("collective")]


def _statements(rows) -> int:
    return _with_figure(rows)["statement_id"].nunique()


def _now(names, claims):
    return _statements(claims.answers(claims.study.headline_counts[0]))


def _then(names, claims):
    question = claims.study.headline_counts[0]
    early = _with_figure(claims.answers(question))["published"].quantile(0.1, interpolation="lower")
    return _statements(hindsight.as_known(claims, early).answers(question))


ROWS = "That is the number of rows. Count each one once, with nunique()."
ONCE = "Count each one once: nunique() on the column that the text names, of the table that it names."

CHECKS: tuple[Check, ...] = (
    typed(
        "back_to_police",
        "14d52f8f29c1",
        "Follow each of the eight, one after the other. Which of them never meet the police?",
        {"b5939c20067e": "Do you count a report that comes round a second time? It goes back to somebody, too."},
    ),
    typed(
        "originators",
        "2a4dcd6ea95c",
        "Who has looked and counted? Those who repeat have not, however many they are.",
        {"55b1ac9566ad": "Those are reports. How many of them begin with somebody who counted?"},
    ),
    typed(
        "confirms",
        "d2f07eef9de9",
        "Where does the council have its number from?",
        {"86034ad6b2d6": "From whom does that one have it?"},
    ),
    computed("documents", _behind("reports"), ONCE, {_reports: ROWS}),
    computed("statements", _behind("statements"), ONCE, {_reports: ROWS}),
    computed(
        "sources",
        _behind("originators"),
        ONCE,
        {_every_source: "That counts unnamed and collective speakers and outlets, too: take the table without them."},
    ),
    computed("printed_forms", _forms, "Count the rows of the chart, not its marks; its words say it too."),
    computed("known_then", _then, ONCE, {_now: "That is what is known now."}),
    computed("known_now", _now, ONCE, {_then: "That is what was known then."}),
    typed(
        "unfair",
        "d9ec0f555778",
        "Three letters in curly brackets. Of each verdict ask: what had been said, and what was known that day?",
    ),
)
