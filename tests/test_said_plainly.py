"""What titles and feet say: days that are not known, groups of many voices, who is counted."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.text import Text

from helpers import gallery, hindsight, lineage, positions, timing, titles
from helpers.charts.canvas import NARROW, PAGE
from helpers.dataset import load
from helpers.days import with_said_on
from helpers.words import claim_day, day, listed, said_day, span_of, typographic
from tests import made_up
from tests.drawn_text import STRAIGHT, written


def utterance(day_text: str, *bases: str) -> pd.DataFrame:
    """One statement in as many reports, all of one day."""
    rows = pd.DataFrame({"date_basis": bases, "statement_id": "s", "claim_id": [f"c{n}" for n in range(len(bases))]})
    return with_said_on(rows.assign(claimed_on=pd.Timestamp(day_text)))


@pytest.mark.parametrize(
    ("day_text", "bases", "said"),
    [
        ("2023-12-31", ["inferred"], "by 31 Dec 2023"),
        ("2023-12-31", ["inferred", "inferred"], "by 31 Dec 2023"),
        ("2023-12-31", ["inferred", "stated"], "31 Dec 2023"),  # another report gives the day
        ("2023-12-31", ["published"], "31 Dec 2023"),
        ("2023-12-30", ["inferred"], "30 Dec 2023"),
        ("2024-10-31", ["inferred"], "31 Oct 2024"),  # the last of a month is as often a day that is known
    ],
)
def test_the_last_day_of_a_year_is_no_fact_where_it_is_inferred(day_text, bases, said):
    rows = utterance(day_text, *bases)
    assert {claim_day(row) for row in rows.to_dict("records")} == {said}
    assert said_day(rows, pd.Timestamp(day_text)) == span_of(rows) == said


def test_a_span_that_opens_with_such_a_day_says_so():
    later = utterance("2024-05-02", "stated").assign(statement_id="t", claim_id="d")
    both = pd.concat([utterance("2023-12-31", "inferred"), later], ignore_index=True)
    assert span_of(both) == "first by 31 Dec 2023, last on 2 May 2024"
    assert span_of(later) == "2 May 2024"


def test_groups_of_many_voices_are_not_in_a_title(claims):
    """Outlets and sources of several sides have no answer together."""
    several = positions.many_voices(claims)
    sources = claims.tables["sources"]
    strong = claims.groups.index[claims.groups["strong"].eq("yes")]
    assert several and not set(several) & set(strong)
    assert set(sources.loc[sources["kind"].eq("outlet"), "group"]) <= set(several)
    found = 0
    for name in claims.study.headline_positions:
        title, left = titles.moved_title(claims, name), titles.unvoiced(claims, name)
        assert not any(f" {claims.groups.at[group, 'label']} " in f"{title} ".split("”")[1] for group in several), title
        found += bool(left)
        foot = gallery.strips(claims, name).drawn().texts
        assert not left or any(left in text.get_text().replace("\n", " ") for text in foot)
    assert found


def test_a_study_of_single_voices_names_its_groups(tmp_path):
    bears = load(made_up.write(tmp_path))
    assert positions.many_voices(bears) == ["Press"]
    assert "Only Rangers last said no" in titles.moved_title(bears, "harmful")


def test_who_stands_behind_a_figure_named_or_not(claims):
    """The title counts each statement once: by a named source, or by nobody named."""
    top = lineage.tellers(claims, claims.study.headline_counts, most=1).iloc[0]
    rows = claims.rows[
        claims.rows["claim_id"].isin(top["claim_ids"]) & claims.rows["question_id"].eq(top["question_id"])
    ]
    known = rows["attribution"].eq("named") & ~rows["speaker"].isin(["collective", "outlet"])
    named, every = rows.loc[known, "statement_id"].nunique(), rows["statement_id"].nunique()
    exhibit = gallery.tellers(claims)
    assert 0 < named < every and f"{named} statements by " in exhibit.title
    assert f"{every - named} by nobody named" in exhibit.title and "whatever the hedge" in exhibit.title
    foot = " ".join(text.get_text().replace("\n", " ") for text in exhibit.drawn().texts)
    assert gallery.telling.COUNTED in foot


def test_an_interval_needs_enough_statements():
    least = hindsight.INTERVAL_FROM
    for n in (2, 3, least - 1, least):
        rows = pd.DataFrame(
            {"group": "a", "score": [0.0, 1.0] * n, "answer": "no", "early": 1, "claim_ids": [("c",)] * 2 * n}
        )
        table = hindsight.scores(rows.head(n))
        assert table["low"].notna().all() == (n >= least), n


def test_the_panels_of_the_sources_name_their_days(claims):
    exhibit = gallery.by_source(claims, claims.study.headline_counts[0])
    drawn = exhibit.marks.dropna(subset=["lo", "hi"], how="all")["said_on"]
    assert f"from {day(drawn.min())} to {day(drawn.max())}" in exhibit.title


def words(exhibit, canvas=PAGE) -> list[str]:
    """All that a drawn figure writes."""
    return written(exhibit.drawn(canvas).findobj(Text))


@pytest.mark.parametrize("question", [0, 1])
def test_the_last_to_follow_is_a_group(claims, question):
    question = claims.study.admitted_questions[question]
    last = timing.last_groups(claims, timing.first_yes(claims, question))
    title = gallery.lags(claims, question).title
    assert title.endswith(f"; of the groups, {listed(list(last.index))} followed last, after {last.max()} days")


def test_the_moves_of_many_voices_are_neither_counted_nor_drawn(claims):
    several, exhibit = positions.many_voices(claims), gallery.answers(claims)
    table = exhibit.marks.rename(columns={"said": "answer"})
    single = table[~table["group"].isin(several)]
    counted = single[~single["alone"]]
    crossed, of_many = positions.moved(counted), positions.moved(table[table["group"].isin(several)])
    assert len(of_many) and exhibit.title.startswith(f"{len(crossed)} of {len(counted)} last answers ")
    ax = exhibit.drawn().axes[0]
    turns = [text for text in ax.texts if not text.get_text() and text.xycoords == "data"]
    assert len(turns) == (single["answer"].ne(single["first_answer"]) & single["also"].eq("")).sum()
    left_out = [name for name in several if name in set(table["group"])]
    for canvas in (PAGE, NARROW):
        foot = [text for text in words(exhibit, canvas) if "many voices" in text]
        assert len(foot) == 1 and listed(list(claims.groups.loc[left_out, "label"])) in foot[0]


def test_answers_of_one_document_move_no_title(claims):
    """A cell without an answer that enough documents report has no tint, and is not counted."""
    exhibit, least = gallery.answers(claims), claims.study.stand_outlets
    table = exhibit.marks
    assert table["alone"].any() and not set(table["question_id"]) & set(claims.study.intent_questions)
    own = claims.rows[~claims.rows["speaker"].isin(["collective", "outlet"])]
    printed = own.groupby(["question_id", "group", "statement_id", "answer"])["document_id"].nunique()
    most = printed.groupby(["question_id", "group"]).max()
    for cell in table.itertuples():
        assert cell.alone == (most[cell.question_id, cell.group] < least), cell
    figure = exhibit.drawn()
    plain = [patch for patch in figure.axes[0].patches if patch.get_facecolor() == figure.get_facecolor()]
    assert len(plain) == table["alone"].sum()
    starred = [text for text in words(exhibit, NARROW) if "*" in text]
    assert len(starred) == table["alone"].sum() + 1  # and what the star means


def test_a_change_about_days_to_come_is_no_change_of_mind(claims):
    for name in claims.study.intent_questions:
        assert "went from" not in titles.moved_title(claims, name)


def test_who_alone_said_no_to_what_is_to_come_is_named(claims):
    """Of every source, those in groups of many voices, too: "nobody" is said of all."""
    least, named = claims.study.stand_outlets, 0
    rows = claims.rows[claims.rows["attribution"].ne("unattributed")]
    for name in claims.study.intent_questions:
        no = rows[rows["question_id"].eq(name) & rows["answer"].isin(["no", "unlikely"])]
        printed = no.groupby(["statement_id", "answer", "label"])["outlet"].nunique()
        title = titles.moved_title(claims, name)
        labels = set(printed[printed >= least].reset_index()["label"])
        assert ("nobody's no" in title) == (not labels) and (
            "only" not in title or all(label in title for label in labels)
        )
        named += len(labels)
    assert named


def test_a_list_tells_whose_first_answer_was_another(claims):
    """A semicolon between groups, brackets around what one of them said first."""
    exhibit = gallery.answers(claims)
    lines = words(exhibit, NARROW)
    before = [text for text in lines if text.endswith((" (was", " (and"))]
    after = [text for text in lines if text in (")", ");")]
    assert before and len(before) == len(after)
    labels = set(claims.groups["label"])
    assert {text.removesuffix(" (was").removesuffix(" (and").removesuffix("*") for text in before} <= labels
    assert {f"{label};" for label in labels} & set(lines) and not {f"{label}," for label in labels} & set(lines)


def test_a_narrow_heat_map_says_that_its_cells_are_quarters(claims):
    exhibit = gallery.coverage(claims)
    for canvas, is_quarter in ((NARROW, True), (PAGE, False)):
        texts = words(exhibit, canvas)
        assert any("by quarter, not by month" in text for text in texts) == is_quarter
        cells = sum(text.isdigit() for text in texts)
        assert (cells < len(exhibit.marks)) if is_quarter else (cells == len(exhibit.marks))


@pytest.mark.parametrize("canvas", [PAGE, NARROW], ids=lambda canvas: canvas.name)
def test_every_bar_of_the_naming_has_its_number(claims, canvas):
    exhibit = gallery.naming(claims)
    assert {f"{n:,}" for n in exhibit.marks["n"]} <= set(words(exhibit, canvas))


def test_who_waits_is_told_only_where_someone_does(claims):
    every, some = (timing.first_yes(claims, name)["observed"].all() for name in claims.study.admitted_questions)
    assert every and not some
    for question, waits in zip(claims.study.admitted_questions, (False, True), strict=True):
        texts = words(gallery.still_waiting(claims, question))
        assert any("those without one" in text for text in texts) == waits


def test_the_short_chart_of_tellers_says_how_many_it_shows(claims):
    every = lineage.tellers(claims, claims.study.headline_counts, most=None)
    short, long = gallery.tellers(claims, most=5), gallery.tellers(claims)
    assert short.title == f"{long.title}; shown: the 5 most printed of {len(every)} figures"
    assert len(short.marks) == 5 < len(long.marks) < len(every)


def test_quotation_marks_are_printed_ones(claims):
    assert typographic("a 'special battalion' of the corps' men's \"wiped out\"") == (
        "a ‘special battalion’ of the corps' men's “wiped out”"
    )
    notes = claims.rows["note"].str.split(";").str[0]
    assert notes[claims.rows["question_id"].isin(claims.study.matter_questions)].str.contains(STRAIGHT).any()
