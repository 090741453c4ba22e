"""What the lessons are made of: checks that hint, keys that open with a word, codes, agreement, charts in words."""

from __future__ import annotations

import re

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from helpers import estimates, gallery, hindsight
from helpers.classroom import lessons, plain
from helpers.classroom.checks import NOT_YET, OPEN, PASSED, Lesson, computed, digest, typed
from helpers.classroom.coding import agreement, as_text, coding, codings, hard_passages
from helpers.classroom.sealed import open_key, opened, seal
from helpers.classroom.shown import bars, describe, full_names, show
from helpers.classroom.tasks import telling
from helpers.dataset import HOME, load
from tests import made_up
from tests.made_up import HOSTILE

JOBS = HOME.parent / "notebooks" / "classroom" / "pipeline_jobs"
STEMS = list(lessons.TASKS)


def test_a_check_hints_and_never_tells(capsys):
    right = typed("who", digest("who", "Ann"), "Ask who counted.", {digest("who", "Bob"): "That is who printed it."})
    sums = computed("n", lambda names, claims: 7, "Count once.", {lambda names, claims: 9: "Those are rows."})
    names = {"who": "bob", "n": 9}
    lesson = Lesson((right, sums), 2, None, names)
    lesson.check("who", "n")
    said = capsys.readouterr().out
    assert "printed it" in said and "Those are rows" in said and "Ann" not in said and "7" not in said
    assert list(lesson.states()) == [NOT_YET, NOT_YET] and lesson.points("who", "n") == 0.0
    names.update(who="  ANN ", n=np.int64(7))
    assert list(lesson.states()) == [PASSED, PASSED] and lesson.points("who", "n") == 2.0 and lesson.done("who", "n")
    lesson.summary()
    assert "2 of 2 checks passed.\n2 written answers are not checked" in capsys.readouterr().out


def test_the_count_is_of_all_checks_as_the_answers_stand(capsys):
    """Also of those whose cell was never run, and of answers that were changed after their check had passed."""
    names = {"a": 1}
    lesson = Lesson((computed("a", lambda *_: 1, "no"), computed("b", lambda *_: 2, "no")), 0, None, names)
    lesson.check("a")
    names["a"] = 5
    lesson.summary()
    said = capsys.readouterr().out
    assert "0 of 2 checks passed." in said and "Not yet right: a." in said and "Not answered yet: b." in said
    assert not lesson.done("a") and "First find a" in capsys.readouterr().out
    with pytest.raises(KeyError, match="there are: a, b"):
        lesson.check("c")


@pytest.mark.parametrize("answer", [None, "many", [], {}, pd.DataFrame(), object(), float("nan"), print])
def test_an_answer_of_any_kind_is_judged_not_raised(answer, claims):
    for stem in STEMS:
        lesson = lessons.start(stem, claims, {})
        for check in lesson.checks:
            assert check.result({check.name: answer}, claims)[0] in (NOT_YET, OPEN)


def test_a_key_opens_with_its_word_alone(capsys):
    text = seal({"key": "1: a, b, c, 4"}, "Two Words")
    assert opened(text, " two  WORDS") == {"key": "1: a, b, c, 4"} and opened(text, "other") is None
    assert text == seal({"key": "1: a, b, c, 4"}, "two words") and "a, b" not in text
    assert open_key("2_code_it_yourself", ...) == {} and "still closed" in capsys.readouterr().out
    assert open_key("2_code_it_yourself", "wrong") == {} and "does not open" in capsys.readouterr().out


def test_codes_that_can_not_be_read_are_named(capsys):
    lines = "1: a, q, about, 4,000\n2: b, q, about, 10\n3: a, q, abuot, 10\n4: a, q, about, many\n"
    lines += "x: a\n5:\n6: a, q, vague, -"
    table = coding(lines, ["a"], ["q"])
    said = capsys.readouterr().out
    assert list(table.index) == [6] and np.isnan(table.at[6, "number"])
    for part in ("5 values, 4 are needed", "“b” is no source", "“abuot” is no qualifier", "no whole number", "a colon"):
        assert part in said


def test_agreement_among_groups():
    text = "group: A\n1: x, q, about, 10\n2: y, q, exact, 20\ngroup: B\n1: x, q, about, 10\n2: x, q, exact, -\n"
    tables = codings(text)
    found = agreement(tables)
    assert found["same"].to_dict() == {"source": 0.5, "question": 1.0, "qualifier": 1.0, "number": 1.0}
    assert (
        found.at["qualifier", "alpha"] == 1.0
        and np.isnan(found.at["question", "alpha"])
        and found.at["number", "passages"] == 1
    )
    assert hard_passages(tables)["in all"].to_dict() == {2: 6, 1: 4}
    assert "".join(as_text(name, table) + "\n" for name, table in tables.items()) == text
    assert agreement({"A": coding("")})["passages"].eq(0).all()


@pytest.mark.parametrize("folder", [HOME, JOBS], ids=["troops", "jobs"])
def test_one_organisation_under_two_names(folder):
    claims = load(folder)
    rows = plain.figures(claims, claims.study.headline_counts[0])
    named = plain.two_names(claims, rows)
    assert named["source"].nunique() == rows["source"].nunique() + 1
    second = plain.other_names(claims, named).iloc[0]
    assert named["source"].replace({second["other name"]: second["name in the chart"]}).equals(rows["source"])
    assert set(rows["qualifier"]) >= {"at_least", "up_to"} and rows["number"].notna().all()


@pytest.mark.parametrize("named_in_full", [True, False])
def test_a_study_without_other_names_has_a_second_name_too(tmp_path, named_in_full):
    """The full name; where that is the label, a new one."""
    folder = made_up.write(tmp_path)
    if not named_in_full:
        sources = pd.read_csv(folder / "sources.csv", dtype=str, keep_default_na=False)
        sources.assign(name=sources["label"]).to_csv(folder / "sources.csv", index=False)
    claims = load(folder)
    rows = plain.figures(claims, claims.study.headline_counts[0])
    named = plain.two_names(claims, rows)
    second = plain.other_names(claims, named).iloc[0]
    assert second["other name"] in set(named["source"]) - set(rows["source"])
    assert named["source"].replace({second["other name"]: second["name in the chart"]}).equals(rows["source"])


def test_words_of_the_data_are_only_text_in_a_chart_of_the_class(monkeypatch, recwarn, caplog):
    """No formula, no warning of a sign without a shape; the words below the chart and the numbers stay as they are."""
    drawn, label = [], f"{HOSTILE} \u4e2d $\\bad{{"
    monkeypatch.setattr(plt, "close", drawn.append)
    monkeypatch.setattr("helpers.classroom.shown.display", lambda *_, **__: None)
    bars(pd.Series({label: 3, "b": 4}), label, label)
    ax = drawn[0].axes[0]
    texts = [ax.get_title(loc="left"), ax.get_xlabel(), ax.get_yticklabels()[0].get_text()]
    assert [text for text in texts if "$x$" not in text or "$\\bad{" not in text or "\u25a1" not in text] == []
    assert not recwarn.list and not caplog.records and not re.search("[\u202e\u2066\u2028]", "".join(texts))
    assert [text.get_text() for text in ax.texts] == ["3", "4"]


def test_a_scale_of_powers_is_still_written_as_powers(monkeypatch):
    drawn = []
    monkeypatch.setattr(plt, "close", drawn.append)
    monkeypatch.setattr("helpers.classroom.shown.display", lambda *_, **__: None)
    ax = plt.subplots()[1]
    ax.scatter([1, 2], [1, 1000])
    ax.set_yscale("log")
    show(ax)
    labels = [label for label in drawn[0].axes[0].get_yticklabels() if "10^" in label.get_text()]
    assert labels and all(label.get_parse_math() for label in labels)


def test_a_chart_in_words():
    figure, (left, right) = plt.subplots(1, 2)
    left.scatter(pd.to_datetime(["2025-01-01", "2025-03-01"]), [10, 20], label="at least")
    left.set_yscale("log")
    left.set_title("Walkers", loc="left")
    right.barh(["a", "b"], [3, 4])
    figure.canvas.draw()
    words = describe(left)
    assert "Chart “Walkers”." in words and "2 marks (at least), from 10 to 20." in words and "logarithmic" in words
    assert describe(right) == "Chart. 2 bars: a 3 and b 4."
    plt.close(figure)


@pytest.mark.parametrize(
    ("lesson", "name", "answer", "hint"),
    [
        ("1_who_said_how_many", "originator", "Gazette", "where we read it"),
        ("1_who_said_how_many", "said_on", "Sunday, May 4th", "the day of the paper"),
        ("1_who_said_how_many", "said_on", "Saturday", "The weekday is right"),
        ("1_who_said_how_many", "said_on", 3, "Work it out"),
        ("3_charts_that_mislead", "mark_at_least", "v", "Higher, not lower"),
        ("4_one_source_or_ten", "confirms", "council", "From whom"),
    ],
)
def test_known_mistakes_have_hints_of_their_own(lesson, name, answer, hint, claims):
    own = lessons.start(lesson, claims, {name: answer})
    (check,) = [check for check in own.checks if check.name == name]
    state, said = check.result(own.names, claims)
    assert state == NOT_YET and hint in said


@pytest.mark.parametrize("day", ["3 May", "May 3rd", "Saturday, 03 may", "2025-05-03"])
def test_a_day_may_be_written_in_any_way(day, claims):
    assert lessons.start("1_who_said_how_many", claims, {"said_on": day}).points("said_on") == 1


def test_groups_of_one_name_are_kept_apart(capsys):
    tables = codings(
        "group: Blue\n1: x, q, about, 10\ngroup: Blue\n1: y, q, about, 10\ngroup: Blue\n1: z, q, about, 1\n"
    )
    assert list(tables) == ["Blue", "Blue 2", "Blue 3"] and list(tables["Blue 2"]["source"]) == ["y"]
    assert "“Blue” comes again: that group is “Blue 2”" in capsys.readouterr().out


def test_nothing_is_hardest_while_all_passages_tie(claims):
    """Not of one group alone, nor of groups that agree in everything."""
    one, other = coding("1: x, q, about, 10\n2: y, q, exact, 20"), coding("1: x, q, about, 10\n2: x, q, exact, 20")
    for groups in ({"A": one}, {"A": one, "B": one}):
        lesson = lessons.start("2_code_it_yourself", claims, {"hardest": 1, "groups": groups})
        assert lesson.points("hardest") == 0 and "First open the key" in hint_of(lesson, "hardest")
    names = {"hardest": 2, "groups": {"A": one, "B": other}}
    assert lessons.start("2_code_it_yourself", claims, names).points("hardest") == 1


def hint_of(lesson, name: str) -> str:
    return next(check for check in lesson.checks if check.name == name).result(lesson.names, lesson.claims)[1]


def test_a_complete_coding_is_not_called_right(claims, capsys):
    nonsense = coding("\n".join(f"{number}: x, q, about, 1" for number in range(1, 11)))
    lessons.start("2_code_it_yourself", claims, {"mine": nonsense}).check("mine")
    assert "mine: complete (ten passages in the codebook's words; not held against the key)." in capsys.readouterr().out


@pytest.mark.parametrize(("share", "points"), [(0.9, 1), (0.01, 0), (2, 0)])
def test_a_log_scale_begins_just_below_the_smallest(share, points, claims):
    numbers = plain.figures(claims, claims.study.headline_counts[0])["number"]
    figure, ax = plt.subplots()
    ax.set_yscale("log")
    ax.set_ylim(numbers.min() * share, numbers.max() * 2)
    ax.set_ylabel("number (log)")
    assert lessons.start("3_charts_that_mislead", claims, {"chart_5": ax}).points("chart_5") == points
    plt.close(figure)


@pytest.mark.parametrize("folder", [HOME, JOBS], ids=["troops", "jobs"])
def test_the_count_of_a_day_is_that_of_its_chart(folder):
    claims = load(folder)
    (question, *_), rows = claims.study.headline_counts, claims.answers(claims.study.headline_counts[0])
    days = [rows["published"].quantile(0.1, interpolation="lower"), rows["published"].max()]
    marks = gallery.frames(claims, question, days=days).marks
    for moment in days:
        then = hindsight.as_known(claims, moment)
        every = estimates.figures(then, question)
        told = set(telling._with_figure(then.answers(question))["statement_id"])
        ids = {claim for found in marks.loc[marks["known_on"].eq(moment), "claim_ids"] for claim in found}
        drawn = set(then.rows.loc[then.rows["claim_id"].isin(ids), "statement_id"])
        assert drawn and drawn <= told <= drawn | set(every.loc[every["event"] | ~every["main"], "statement_id"])


def test_full_names_of_labels_and_of_counts_by_label(claims, capsys):
    label, name = claims.tables["sources"].iloc[0][["label", "name"]]
    full_names(claims, pd.Series({label: 3, "no such label": 2}))
    full_names(claims, pd.Series([label]))
    full_names(claims, ...)
    assert capsys.readouterr().out == f"{label}: {name}\n" * 2
