"""The rules of the data model across cells and tables; each yields faults, none raises."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from helpers.cells import Tables, cell_faults, key_faults, nearest, reference_faults
from helpers.columns import FILLED
from helpers.faults import Fault
from helpers.frames import records
from helpers.study import Study

NUMBERS = ["low", "best", "high"]


def _claims(tables: Tables) -> Iterator[tuple[int, dict[str, str]]]:
    return zip(tables["claims"].index, records(tables["claims"]), strict=True)


def _claim(row: int, column: str, value: str, rule: str, instead: str) -> Fault:
    return Fault("claims.csv", row, column, value, rule, instead)


def answer_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    """Counts carry numbers, positions carry answers, and the qualifier says which cells are filled."""
    kinds = tables["questions"].set_index("question_id")["kind"].to_dict()
    for row, claim in _claims(tables):
        kind = kinds.get(claim["question_id"])
        numbers = {name for name in [*NUMBERS, "number_words"] if claim[name]}
        if kind == "position":
            for name in sorted(numbers | ({"qualifier"} if claim["qualifier"] else set())):
                yield _claim(
                    row,
                    name,
                    claim[name],
                    f"a number on the position {claim['question_id']}",
                    "an answer; the number as a claim of its own on a count question",
                )
            if not claim["answer"]:
                yield _claim(
                    row,
                    "answer",
                    "",
                    f"no answer on the position {claim['question_id']}",
                    "yes, likely, unconfirmed, unlikely or no",
                )
        elif kind == "count":
            if claim["answer"]:
                yield _claim(
                    row,
                    "answer",
                    claim["answer"],
                    f"an answer on the count {claim['question_id']}",
                    "a number; the answer as a claim of its own on a position question",
                )
            yield from _count_faults(row, claim, numbers)


def _count_faults(row: int, claim: dict[str, str], filled: set[str]) -> Iterator[Fault]:
    if claim["number_words"] and len(filled) > 1:
        yield _claim(
            row,
            "number_words",
            claim["number_words"],
            "vague words together with numbers",
            "the words alone; conventions.csv says what they may mean",
        )
    elif claim["qualifier"] in FILLED and filled != FILLED[claim["qualifier"]]:
        wanted = " and ".join(sorted(FILLED[claim["qualifier"]]))
        yield _claim(
            row,
            "qualifier",
            claim["qualifier"],
            f"{claim['qualifier']} with {', '.join(sorted(filled)) or 'no number'} filled",
            f"only {wanted} filled",
        )
    elif not claim["qualifier"]:
        yield _claim(row, "qualifier", "", "no qualifier on a count", ", ".join(FILLED))
    values = [(name, int(claim[name])) for name in NUMBERS if claim[name].isdigit()]
    for (first, a), (second, b) in zip(values, values[1:], strict=False):
        if a > b:
            yield _claim(row, first, claim[first], f"{first} {a} is above {second} {b}", "low <= best <= high")


def date_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    published = tables["documents"].set_index("document_id")["published"].to_dict()
    for row, claim in _claims(tables):
        day = published.get(claim["document_id"], "")
        if day and claim["claimed_on"] > day:
            yield _claim(
                row,
                "claimed_on",
                claim["claimed_on"],
                f"claimed after its document was published ({day})",
                f"a day up to {day}",
            )
        if claim["date_basis"] == "published" and day and claim["claimed_on"] != day:
            yield _claim(
                row,
                "claimed_on",
                claim["claimed_on"],
                "date_basis says published, the document says " + day,
                f"{day}, or another date_basis",
            )


def wording_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    languages = tables["documents"].set_index("document_id")["language"].to_dict()
    for row, claim in _claims(tables):
        words = len(claim["wording"].split())
        if words > 8:
            yield _claim(
                row,
                "wording",
                claim["wording"],
                f"a fragment of {words} words",
                "the shortest fragment that carries the answer, 8 words at most",
            )
        foreign = languages.get(claim["document_id"], "en") != "en"
        if foreign and not claim["wording_en"]:
            yield _claim(
                row,
                "wording_en",
                "",
                "no English rendering of a fragment in another language",
                "your own rendering, a few words",
            )


def claim_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    claims, known = tables["claims"], set(tables["sources"]["source_id"])
    for row, claim in _claims(tables):
        if claim["statement_id"] and not claim["statement_id"].startswith(claim["source_id"] + "-"):
            yield _claim(
                row,
                "statement_id",
                claim["statement_id"],
                "a statement belongs to one source",
                f"an id that starts with {claim['source_id']}-",
            )
        if claim["source_id"] in claim["via"].replace("+", ">").split(">"):
            yield _claim(row, "via", claim["via"], "the source itself in its own chain", "the steps after the source")
        day = claim["statement_id"].removeprefix(claim["source_id"] + "-")[:10]
        if claim["date_basis"] == "stated" and day != claim["claimed_on"]:
            yield _claim(
                row,
                "statement_id",
                claim["statement_id"],
                f"another day than claimed_on {claim['claimed_on']}, which is stated",
                f"{claim['source_id']}-{claim['claimed_on']}-..., or mend claimed_on",
            )
        for step in claim["via"].replace("+", ">").split(">"):
            if step and step not in known:
                yield _claim(
                    row,
                    "via",
                    step,
                    "the id is unknown",
                    f"an id of sources.csv{nearest(step, known)}, or add it there",
                )
        if claim["question_id"] in study.matter_questions and not claim["note"]:
            yield _claim(
                row,
                "note",
                "",
                f"{claim['question_id']} without its matter",
                "first what is asked or counted, then anything else",
            )
    same = [
        "question_id",
        "source_id",
        "document_id",
        "statement_id",
        "answer",
        *NUMBERS,
        "number_words",
        "place_id",
        "as_of",
        "note",
    ]
    for row in claims.index[claims.duplicated(same)]:
        yield _claim(
            row,
            "claim_id",
            claims.at[row, "claim_id"],
            "the same claim twice in one document",
            "it once, at its first place",
        )


def source_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    """Two ids never stand for one organisation."""
    sources = tables["sources"]
    for row, source in sources.iterrows():
        if source.source_id in study.aliases:
            yield Fault(
                "sources.csv",
                row,
                "source_id",
                source.source_id,
                "another name of a known organisation",
                study.aliases[source.source_id],
            )
    for column in ("name", "label"):
        folded = sources[column].str.casefold()
        for row in sources.index[folded.duplicated()]:
            yield Fault(
                "sources.csv",
                row,
                column,
                sources.at[row, column],
                f"two ids with one {column}",
                "one id for one organisation, or names that tell two apart",
            )


def document_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    documents = tables["documents"]
    with_url = documents[documents["url"] != ""]
    for row in with_url.index[with_url["url"].duplicated()]:
        yield Fault(
            "documents.csv", row, "url", documents.at[row, "url"], "the address stands twice", "one row per document"
        )
    needs_note = (documents["published_basis"].eq("inferred") | documents["url"].eq("")) & documents["note"].eq("")
    for row in documents.index[needs_note]:
        yield Fault(
            "documents.csv",
            row,
            "note",
            "",
            "an inferred day or a missing address without a note",
            "how the day was worked out, or where the address was looked for",
        )
    used = set(tables["claims"]["document_id"])
    for row, name in documents.loc[~documents["document_id"].isin(used), "document_id"].items():
        yield Fault(
            "documents.csv",
            row,
            "document_id",
            name,
            "a document without a claim",
            "its claims in claims.csv, or leave the document out",
        )


def study_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    """Questions and groups that study.toml names stand in their tables."""
    for name, value in vars(study).items():
        table, column = ("groups", "group") if name.endswith("_groups") else ("questions", "question_id")
        if name.endswith(("_groups", "_questions", "_counts", "_positions")) or name in ("realised", "parts"):
            known = set(tables[table][column])
            for word in [*value, *(value.values() if isinstance(value, Mapping) else [])]:
                if word not in known:
                    instead = f"an id of {table}.csv{nearest(word, known)}, add it there, or take it out of {name}"
                    yield Fault("study.toml", 0, name, word, "the id is unknown", instead)


def side_faults(tables: Tables, study: Study) -> Iterator[Fault]:
    """Sides are those that the study names, where it names any."""
    for row, side in tables["sources"]["side"].items():
        if study.sides and side and side not in study.sides:
            instead = f"one of: {', '.join(study.sides)}; or a line of its own under [sides] in study.toml"
            yield Fault("sources.csv", row, "side", side, "a value that is not allowed", instead)


RULES: tuple[Callable[[Tables, Study], Iterator[Fault]], ...] = (
    cell_faults,
    key_faults,
    reference_faults,
    answer_faults,
    date_faults,
    wording_faults,
    claim_faults,
    source_faults,
    document_faults,
    study_faults,
    side_faults,
)


def rule_faults(tables: Tables, study: Study) -> list[Fault]:
    """Every fault that any rule finds, in file order."""
    return sorted({fault for rule in RULES for fault in rule(tables, study)})
