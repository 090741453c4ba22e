"""The one description of every table, column and allowed value.

CODEBOOK.md, datapackage.json and the checks are all made from `TABLES`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ANSWERS = {
    "yes": "said to be so, without a hedge",
    "likely": "a hedged yes: may, can, expected, probably, almost certain; the hedge stands in `wording`",
    "unconfirmed": "cannot confirm, has not recorded, has yet to see, no comment, an evasion",
    "unlikely": "a hedged no",
    "no": "a denial, or: it has not happened",
}
QUALIFIERS = {
    "exact": "a bare number: `best` only",
    "about": "about, around, some, nearly, approximately: `best` only",
    "at_least": "at least, more than, over: `low` only",
    "up_to": "up to, at most, fewer than: `high` only",
    "between": "a range: `low` and `high`",
    "vague": "no number but words: `number_words` only",
}
FILLED = {
    "exact": {"best"},
    "about": {"best"},
    "at_least": {"low"},
    "up_to": {"high"},
    "between": {"low", "high"},
    "vague": {"number_words"},
}

SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
PATTERNS = {
    "slug": (SLUG, "lower-case words joined by hyphens", "kyiv-post"),
    "name": (r"[a-z0-9]+(?:[-_][a-z0-9]+)*", "lower-case words joined by - or _", "troops_in_russia"),
    "day": (DAY, "a day as YYYY-MM-DD", "2024-10-18"),
    "month": (r"\d{4}-(?:0[1-9]|1[0-2])", "a month as YYYY-MM", "2024-10"),
    "whole": (r"0|[1-9]\d*", "a whole number without separators", "1000"),
    "decimal": (r"-?\d+(?:\.\d+)?", "a decimal number with a point", "51.73"),
    "url": (r"https?://\S+", "a web address with no spaces", "https://babel.ua/en/news/111908"),
    "claim": (r"c\d{4,}", "c and at least four digits", "c0001"),
    "statement": (SLUG + r"-\d{4}-\d{2}-\d{2}-" + SLUG, "source, day and slug", "hur-2024-10-18-budanov-11000"),
    "language": (r"[a-z]{2}", "a two-letter language code (ISO 639-1)", "en"),
    "sha256": (r"[0-9a-f]{64}", "64 hexadecimal digits", "c180...c0"),
    "colour": (r"#[0-9A-Fa-f]{6}", "a colour as #RRGGBB", "#0B5FA5"),
    "chain": (
        rf"{SLUG}(?:[>+]{SLUG})*",
        "source ids joined by > (steps) or + (parallel)",
        "hur>washington-post",
    ),
    "text": (r"(?s).*", "text", "a few words"),
}


@dataclass(frozen=True)
class Column:
    """One column: what it means, what it may hold, an example."""

    name: str
    definition: str
    example: str
    kind: str = "text"
    required: bool = False
    values: dict[str, str] = field(default_factory=dict)
    refers: str = ""

    @property
    def pattern(self) -> str:
        return PATTERNS[self.kind][0]

    @property
    def form(self) -> str:
        return PATTERNS[self.kind][1]


@dataclass(frozen=True)
class Table:
    """One CSV file: its columns in order and what makes a row unique."""

    name: str
    title: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    folder: str = ""

    @property
    def file(self) -> str:
        return f"{self.name}.csv"

    @property
    def names(self) -> list[str]:
        return [column.name for column in self.columns]


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
            Column("kind", "what an answer is", "count", required=True, values={
                "count": "a number or a bound", "position": "a place on the scale from yes to no"}),
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
            Column("strong", "drawn strong or quiet", "yes", required=True, values={
                "yes": "the study is built around it", "no": "all others, quieter"}),
            Column("colour", "the one colour of the group", "#0B5FA5", "colour", True),
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
            Column("side", "where it stands in this war", "ukraine", required=True, values={
                "ukraine": "Ukraine and its bodies", "russia": "Russia and its bodies",
                "north-korea": "North Korea and its bodies", "south-korea": "South Korea and its bodies",
                "west": "states and alliances that support Ukraine", "other": "everyone else"}),
            Column("kind", "what sort of organisation", "agency", required=True, values={
                "agency": "an intelligence service", "military": "armed forces or their ministry",
                "government": "any other state body", "organisation": "an international body",
                "think-tank": "a research institute", "outlet": "a publisher or news agency",
                "collective": "unnamed or many speakers under one head", "person": "one private person"}),
            NOTE,
        ),
        _table(
            "documents",
            "Where it was read",
            "document_id",
            Column("document_id", "outlet, day and slug", "babel-2024-10-22", "slug", True),
            Column("outlet", "who published the page that was read", "babel", "slug", True,
                   refers="sources.source_id"),
            Column("published", "day of publication", "2024-10-22", "day", True),
            Column("published_basis", "how that day is known", "stated", required=True, values={
                "stated": "printed on the page or in its address",
                "inferred": "worked out; `note` says how"}),
            Column("url", "public address; blank when none was found, which `note` says",
                   "https://babel.ua/en/news/111908", "url"),
            Column("language", "language of the text", "en", "language", True),
            Column("corpus", "which part of the record", "seed", required=True, values={
                "seed": "the five articles that the study began with",
                "extended": "found by search"}),
            Column("access", "how much of the text was read", "full_text", required=True, values={
                "full_text": "the whole article", "excerpt": "a part of it"}),
            Column("sha256", "hash of the text as supplied; blank where none was kept", "c180...c0", "sha256"),
            Column("about", "what the document is, in the coder's own words", "News item on a summons",
                   required=True),
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
            Column("question_id", "the question answered", "troops_in_russia", "name", True,
                   refers="questions.question_id"),
            Column("source_id", "the originator: the most specific claimant named, not the outlet", "hur",
                   "slug", True, refers="sources.source_id"),
            Column("document_id", "where it was read", "babel-2024-10-22", "slug", True,
                   refers="documents.document_id"),
            Column("statement_id", "one utterance by that source; reports of the same utterance share it",
                   "hur-2024-10-18-budanov-11000", "statement", True),
            Column("paragraph", "1-based non-empty line of the text; blank where the text has none", "15",
                   "whole"),
            Column("wording", "the shortest verbatim fragment that carries the answer, 8 words at most",
                   "about 11 000 North Korean soldiers", required=True),
            Column("wording_en", "own English rendering when the document is not in English",
                   "about 11,000 soldiers"),
            Column("answer", "for positions: where on the scale", "likely", values=ANSWERS),
            Column("low", "lower bound that was said", "10000", "whole"),
            Column("best", "the figure that was said", "11000", "whole"),
            Column("high", "upper bound that was said", "12000", "whole"),
            Column("number_words", "vague words as they stand; numbers stay blank", "several thousand"),
            Column("qualifier", "for counts: how the figure was put", "about", values=QUALIFIERS),
            Column("claimed_on", "day the source said it", "2024-10-18", "day", True),
            Column("date_basis", "how that day is known", "stated", required=True, values={
                "stated": "the document gives the day",
                "inferred": "worked out from a weekday, a month or another page; `note` says how when needed",
                "published": "fallback: the document's own date"}),
            Column("as_of", "day the answer is about; later than claimed_on = a forecast", "2024-12-31", "day"),
            Column("place_id", "most specific place named for this answer", "kursk-region", "slug",
                   refers="places.place_id"),
            Column("attribution", "how the source is named", "named", required=True, values={
                "named": "the organisation or person is named",
                "anonymous": "someone in it who is not named",
                "unattributed": "nobody is named"}),
            Column("via", "from the source outwards, > between steps, + for parallel carriers, the "
                   "document's own outlet left out", "hur>washington-post", "chain"),
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
            Column("question_id", "the question answered", "troops_in_kursk", "name", True,
                   refers="questions.question_id"),
            Column("answer", "`yes`, `likely`, or `>0` for a count above zero; `@Region` after it: only where "
                   "the claim's place lies in that region", ">0", required=True),
            Column("implies_question_id", "the question that it also answers", "in_kursk", "name", True,
                   refers="questions.question_id"),
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
            Column("result", "what came of it", "found", required=True, values={
                "found": "claims of that month are in the table", "nothing found": "searched without result"}),
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

HARD_CALLS = (
    "One sentence with three figures (12,000 soldiers, 500 officers, three generals) is three claims.",
    "One document repeating one source's same answer is one claim, at its first place. Same source, "
    "different place or strength: two claims.",
    'A countable thing without a number ("engineers are at the front") answers the position question.',
    'An outlet that names no source of its own is the source (group Media). "Some reports": `unspecified`.',
    '"X, citing intelligence" is X\'s claim, `via` empty, the intelligence named in `note`. A lawmaker '
    "relaying a briefing is the agency's claim, the lawmaker in `via`.",
    'A quote that denies one claim ("fake", about 100,000 volunteers) denies that claim, not all deployment.',
    "Soldiers, workers and volunteers are different questions. So are Kursk and Russia, killed and "
    "casualties. Code that would put two of them on one axis stops with an error that says why.",
    '"A senior US defence official" is `us-dod`, anonymous; "US officials" or "Western officials" with no '
    'institution: `anonymous-western`. "South Korean intelligence" is `nis`; "Seoul" with no agency: '
    "`south-korea-government`.",
    'A figure that the document works out ("a third of 11,000") is coded as said, in `number_words`, never '
    "computed.",
    "Code what the document says, not what later became known.",
    "A day given as a month or a year only: its last day, `inferred`, said in `note`; so that nothing counts "
    "as known before it was said. \"Mid-October\" is the 15th; \"a few days later\" needs another page that gives "
    "the day, else the document's day (`published`).",
    "A purpose counts as an answer (`trained for war against Ukraine` answers will_deploy). A presupposition "
    "counts when nothing in the same utterance contradicts it. Motives, appeals and reactions answer no question "
    "and are not coded; nor are headings of other articles, link texts and other furniture of the page.",
    "`other_position` and `other_count`: `note` opens with the matter, as a question or a name, the same "
    "words for every claim on that matter.",
    "Briefings given to several outlets on one day by one source are one statement. Words that a later page "
    "quotes again belong to the first statement.",
    "A source that speaks as an institution is `named`; someone in it who is not named is `anonymous`; \"some "
    "reports\" are `unattributed`. An institution named in one paragraph does not carry over to \"sources\" in "
    "the next.",
    "Hedges that make a yes `likely`: may, might, can, could, expected, anticipated, assume, suspect, believe, "
    "appear, probably, likely, signs of. Reported speech (`said that ... would`) is no hedge.",
    "\"Nearly\", \"around\", \"some\", \"approximately\" are `about`, in `best`. \"Over\", \"more than\" are `at_least`. "
    "A rate (three million a year) keeps its number, the period in `note`.",
    "Several places in one sentence are several claims, one per place.",
    "A count answers its own count question only; the yes that follows from it is derived from "
    "`entailments.csv`. A position is coded beside it only where the text also says it apart.",
    "One wave, batch or shipment is `troops_added`; how many there are, or were sent so far, is "
    "`troops_in_russia`; how many are to come is `troops_to_be_sent`.",
    "\"Losses\" without a number answer losses_taken; a number of \"losses\" is `casualties`. \"Fighting in the war\" "
    "answers in_combat; presence at the front alone does not.",
)
