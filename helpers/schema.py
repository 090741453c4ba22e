"""The one description of every table, column and allowed value.

CODEBOOK.md, datapackage.json and the checks are all made from `TABLES`.
"""

from __future__ import annotations

from helpers.columns import ANSWERS, QUALIFIERS, Column, Table


def _table(name: str, title: str, key: str, *columns: Column) -> Table:
    return Table(name, title, columns, tuple(key.split()))


NOTE = Column("note", "what a second coder needs to know", "day not given", "text")

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        _table(
            "questions",
            "What can be asked",
            "question_id",
            Column("question_id", "the question's fixed id", "troops_in_russia", "name", True),
            Column(
                "kind",
                "what an answer is",
                "count",
                required=True,
                values={"count": "a number or a bound", "position": "a place on the scale from yes to no"},
            ),
            Column("text", "the question as a reader would ask it", "Are they in Kursk region?", required=True),
            Column("unit", "what is counted; blank for positions", "soldiers"),
            Column("family", "questions that belong together in a chart", "deployment", "slug", True),
            NOTE,
        ),
        _table(
            "groups",
            "Groups of sources, as charts show them",
            "group",
            Column("group", "the group's name", "HUR", required=True),
            Column("label", "what fits beside a line in a chart", "HUR", required=True),
            Column("order", "place in legends and lists", "1", "whole", True),
            Column(
                "strong",
                "drawn strong or quiet",
                "yes",
                required=True,
                values={"yes": "the study is built around it", "no": "all others, quieter"},
            ),
            Column("colour", "the one colour of the group", "#123F8C", "colour", True),
            Column("marker", "the one marker of the group (matplotlib)", "o", required=True),
        ),
        _table(
            "sources",
            "Who speaks, and who relays",
            "source_id",
            Column("source_id", "the organisation's id; one organisation, one id", "hur", "slug", True),
            Column("name", "full name", "Main Directorate of Intelligence, Ukraine", required=True),
            Column("label", "short name for charts", "HUR", required=True),
            Column("group", "the group whose colour it takes", "HUR", required=True, refers="groups.group"),
            Column(
                "side", "where it stands in the dispute, in the words of `[sides]` in study.toml", "other", "slug", True
            ),
            Column(
                "kind",
                "what sort of organisation",
                "agency",
                required=True,
                values={
                    "agency": "an intelligence service",
                    "military": "armed forces or their ministry",
                    "government": "any other state body",
                    "organisation": "an international body",
                    "think-tank": "a research institute",
                    "outlet": "a publisher or news agency",
                    "collective": "unnamed or many speakers under one head",
                    "person": "one private person",
                },
            ),
            NOTE,
        ),
        _table(
            "documents",
            "Where it was read",
            "document_id",
            Column("document_id", "outlet, day and slug", "babel-2024-10-22", "slug", True),
            Column("outlet", "who published the page that was read", "babel", "slug", True, refers="sources.source_id"),
            Column("published", "day of publication", "2024-10-22", "day", True),
            Column(
                "published_basis",
                "how that day is known",
                "stated",
                required=True,
                values={"stated": "printed on the page or in its address", "inferred": "worked out; `note` says how"},
            ),
            Column(
                "url",
                "public address; blank when none was found, which `note` says",
                "https://babel.ua/en/news/111908",
                "url",
            ),
            Column("language", "language of the text", "en", "language", True),
            Column(
                "corpus",
                "which part of the record",
                "seed",
                required=True,
                values={"seed": "the documents that the study began with", "extended": "found by search"},
            ),
            Column(
                "access",
                "how much of the text was read",
                "full_text",
                required=True,
                values={"full_text": "the whole article", "excerpt": "a part of it"},
            ),
            Column("sha256", "hash of the text as supplied; blank where none was kept", "c180...c0", "sha256"),
            Column("about", "what the document is, in the coder's own words", "News item on a summons", required=True),
            NOTE,
        ),
        _table(
            "places",
            "Where the answers are about",
            "place_id",
            Column("place_id", "the place's id", "kursk-region", "slug", True),
            Column("name", "its name in English", "Kursk region", required=True),
            Column("region", "the region that implied answers and maps go by", "Kursk region", required=True),
            Column("lat", "latitude in degrees north (WGS 84); blank for what is no point", "51.73", "decimal"),
            Column("lon", "longitude in degrees east (WGS 84)", "36.18", "decimal"),
            NOTE,
        ),
        _table(
            "claims",
            "Who said what",
            "claim_id",
            Column("claim_id", "never reused, never renumbered", "c0001", "claim", True),
            Column(
                "question_id", "the question answered", "troops_in_russia", "name", True, refers="questions.question_id"
            ),
            Column(
                "source_id",
                "the originator: the most specific claimant named, not the outlet",
                "hur",
                "slug",
                True,
                refers="sources.source_id",
            ),
            Column(
                "document_id", "where it was read", "babel-2024-10-22", "slug", True, refers="documents.document_id"
            ),
            Column(
                "statement_id",
                "one utterance by that source; reports of the same utterance share it",
                "hur-2024-10-18-budanov-11000",
                "statement",
                True,
            ),
            Column("paragraph", "1-based non-empty line of the text; blank where the text has none", "15", "whole"),
            Column(
                "wording",
                "the shortest verbatim fragment that carries the answer, 8 words at most",
                "about 11 000 North Korean soldiers",
                required=True,
            ),
            Column("wording_en", "own English rendering when the document is not in English", "about 11,000 soldiers"),
            Column("answer", "for positions: where on the scale", "likely", values=ANSWERS),
            Column("low", "lower bound that was said", "10000", "whole"),
            Column("best", "the figure that was said", "11000", "whole"),
            Column("high", "upper bound that was said", "12000", "whole"),
            Column("number_words", "vague words as they stand; numbers stay blank", "several thousand"),
            Column("qualifier", "for counts: how the figure was put", "about", values=QUALIFIERS),
            Column("claimed_on", "day the source said it", "2024-10-18", "day", True),
            Column(
                "date_basis",
                "how that day is known",
                "stated",
                required=True,
                values={
                    "stated": "the document gives the day",
                    "inferred": "worked out from a weekday, a month or another page; `note` says how when needed",
                    "published": "fallback: the document's own date",
                },
            ),
            Column("as_of", "day the answer is about; later than claimed_on = a forecast", "2024-12-31", "day"),
            Column(
                "place_id",
                "most specific place named for this answer",
                "kursk-region",
                "slug",
                refers="places.place_id",
            ),
            Column(
                "attribution",
                "how the source is named",
                "named",
                required=True,
                values={
                    "named": "the organisation or person is named",
                    "anonymous": "someone in it who is not named",
                    "unattributed": "nobody is named",
                },
            ),
            Column(
                "via",
                "from the source outwards, > between steps, + for parallel carriers, the "
                "document's own outlet left out",
                "hur>washington-post",
                "chain",
            ),
            NOTE,
        ),
        _table(
            "conventions",
            "What vague number words mean under a named convention",
            "number_words convention",
            Column("number_words", "the words as they stand in claims", "dozens", required=True),
            Column("convention", "the convention's name", "suite", "slug", True),
            Column("low", "smallest number the words may mean", "24", "whole", True),
            Column("high", "largest number the words may mean", "99", "whole"),
            Column("cite", "where the reading comes from", "own reading", required=True),
        ),
        _table(
            "entailments",
            "What follows from an answer",
            "question_id answer implies_question_id",
            Column(
                "question_id", "the question answered", "troops_in_kursk", "name", True, refers="questions.question_id"
            ),
            Column(
                "answer",
                "`yes`, `likely`, or `>0` for a count above zero; `@Region` after it: only where "
                "the claim's place lies in that region",
                ">0",
                required=True,
            ),
            Column(
                "implies_question_id",
                "the question that it also answers",
                "in_kursk",
                "name",
                True,
                refers="questions.question_id",
            ),
            Column("implies_answer", "the answer that follows", "yes", required=True, values=ANSWERS),
        ),
        _table(
            "events",
            "Days that readers need",
            "date label",
            Column("date", "the day", "2024-06-19", "day", True),
            Column("label", "a few words for a chart", "Treaty signed", required=True),
            Column("url", "a page that says so", "https://babel.ua/en/news/111908", "url"),
        ),
        _table(
            "searches",
            "What was looked for",
            "group month searched_on",
            Column("group", "the source group looked for", "NIS", required=True, refers="groups.group"),
            Column("month", "the month of the claims looked for", "2025-06", "month", True),
            Column("searched_on", "day of the search", "2026-11-22", "day", True),
            Column(
                "result",
                "what came of it",
                "found",
                required=True,
                values={"found": "claims of that month are in the table", "nothing found": "searched without result"},
            ),
        ),
        _table(
            "corrections",
            "Changes to coded values after their release",
            "date claim_id column",
            Column("date", "day of the change", "2026-11-22", "day", True),
            Column("claim_id", "the row", "c0001", "claim", True, refers="claims.claim_id"),
            Column("column", "what was changed", "best", required=True),
            Column("old", "value before", "11000"),
            Column("new", "value after", "12000"),
            Column("reason", "why", "digit misread", required=True),
        ),
    )
}
