"""The fault hunt: planted mistakes that a reader can see and no check does, other ones for each group, fair marking."""

from __future__ import annotations

import nbformat
import pandas as pd
import pytest

from helpers.classroom import fault_hunt
from helpers.classroom.fault_kinds import KINDS
from helpers.dataset import load
from helpers.rules import rule_faults
from helpers.run import NOTEBOOKS
from tests import made_up, test_notebooks_form
from tests.in_process import run_through

PATH = NOTEBOOKS / "classroom" / "fault_hunt.ipynb"
JOBS = NOTEBOOKS / "classroom" / "pipeline_jobs"
SEED = "class 10b/group 3"


@pytest.fixture(scope="module", params=["own", "jobs", "made up"])
def record(request, tmp_path_factory):
    if request.param == "own":
        return load()
    return load(JOBS if request.param == "jobs" else made_up.write(tmp_path_factory.mktemp("bears")))


@pytest.fixture(scope="module")
def hunt(record):
    return fault_hunt.make(record, SEED)


@pytest.fixture(scope="module")
def key(record):
    return fault_hunt.answers(record, SEED)


def named(key) -> list[tuple[str, str]]:
    return list(key[["claim_id", "kind"]].drop_duplicates().itertuples(index=False, name=None))


def test_one_mistake_of_each_kind_that_the_record_can_carry(hunt, key):
    assert set(hunt.kinds) | set(hunt.left_out) == set(KINDS) and set(hunt.kinds) == set(key["kind"])
    assert hunt.planted == len(hunt.kinds) >= 5 and len(named(key)) == hunt.planted
    assert all(name in hunt.about() for name in hunt.left_out)


def test_the_dataset_of_the_suite_carries_every_kind(claims):
    hunt = fault_hunt.make(claims, SEED)
    assert hunt.left_out == () and "Left out" not in hunt.about()


def test_only_what_the_key_says_was_changed_and_the_record_itself_is_whole(record, hunt, key):
    before, after = record.tables["claims"], hunt.claims.tables["claims"]
    moved = (before != after).stack()
    found = {(before.at[row, "claim_id"], column) for row, column in moved[moved].index}
    assert found == set(key[["claim_id", "column"]].itertuples(index=False, name=None))
    sheet = hunt.sheet.set_index("claim_id")
    for fault in key.itertuples():
        assert sheet.at[fault.claim_id, fault.column] == fault.after != fault.before


def test_no_check_finds_them(record, hunt):
    assert rule_faults(hunt.claims.tables, record.study) == []


def test_a_seed_always_gives_the_same_sheet_and_groups_differ(record, hunt):
    again = fault_hunt.make(record, SEED)
    pd.testing.assert_frame_equal(again.sheet, hunt.sheet)
    assert again.key == hunt.key
    others = [frozenset(fault_hunt.answers(record, f"class 10b/group {n}")["claim_id"]) for n in range(4)]
    assert len(set(others)) == 4


def test_the_answers_score_full_marks(hunt, key):
    score = hunt.score(named(key))
    assert (score.found, score.planted, score.false_alarms) == (hunt.planted, hunt.planted, 0)
    assert str(score) == f"All {hunt.planted} found, no false alarms."
    assert all(hunt.check(*pair).endswith("right.") for pair in named(key))


def test_never_all_found_unless_all(hunt, key):
    assert str(hunt.score([])) == f"0 of {hunt.planted} found, no false alarms."
    for left in range(hunt.planted):
        pairs = [pair for number, pair in enumerate(named(key)) if number != left]
        assert "All" not in str(hunt.score(pairs)) and hunt.score(pairs).found == hunt.planted - 1


def test_guesses_are_counted_as_false_alarms(hunt):
    every = [(claim_id, kind) for claim_id in hunt.sheet["claim_id"] for kind in KINDS]
    score = hunt.score(every)
    assert score.found == hunt.planted and score.false_alarms >= len(hunt.sheet) - 2 * hunt.planted
    assert f"{score.false_alarms} false alarms" in str(score)


def test_naming_a_thing_twice_counts_once(hunt, key):
    pair, sound = named(key)[0], next(c for c in hunt.sheet["claim_id"] if c not in " ".join(key["may be named as"]))
    score = hunt.score([pair, pair, (sound, "digits"), (sound, "hedge"), (sound, "digits")])
    assert (score.found, score.false_alarms) == (1, 1) and "1 false alarm" in str(score)


def test_a_hint_never_gives_the_answer(hunt, key):
    for fault in key.itertuples():
        other = next(kind for kind in KINDS if kind != fault.kind)
        hint = hunt.check(fault.claim_id, other)
        assert (
            "look at this claim again" in hint and KINDS[fault.kind].says not in hint and fault.kind not in hint.split()
        )
        assert fault.column not in hint
    assert hunt.score([(fault.claim_id, other)]).other_kind == 1
    assert "All" not in str(hunt.score([(fault.claim_id, other)]))


def test_either_report_of_a_statement_that_stands_twice_may_be_named(claims):
    hunt, key = fault_hunt.make(claims, SEED), fault_hunt.answers(claims, SEED).set_index("kind")
    ids = key.at["twice", "may be named as"].split(" or ")
    assert len(ids) == 2 and [hunt.score([(one, "twice")]).found for one in ids] == [1, 1]
    assert hunt.score([(one, "twice") for one in ids]).found == 1


@pytest.mark.parametrize(
    ("pair", "says"), [(("c99999", "digits"), "not on your sheet"), (("", ""), "not on your sheet")]
)
def test_a_claim_that_is_not_there_is_said(hunt, pair, says):
    with pytest.raises(ValueError, match=says):
        hunt.check(*pair)


def test_a_kind_that_is_not_there_is_said_with_the_nearest(hunt):
    with pytest.raises(ValueError, match="nearest kind: digits"):
        hunt.check(hunt.sheet["claim_id"][0], "digit")
    with pytest.raises(ValueError, match="name a claim and a kind"):
        hunt.score(["c0001"])


def test_a_slip_of_the_pen_is_a_line_of_the_report_beside_the_others(hunt, key):
    lines = hunt.report([named(key)[0], ("c99999", "digits"), (hunt.sheet["claim_id"][0], "digit")]).splitlines()
    assert lines[0].endswith("right.") and "not on your sheet" in lines[1] and "nearest kind: digits" in lines[2]


def test_the_key_is_not_read_by_accident(hunt, key):
    shown = repr(hunt) + " ".join(hunt.key)
    assert not any(claim_id in shown for claim_id in key["claim_id"])


def test_a_record_without_a_claim_says_so(claims):
    empty = claims.tables | {"claims": claims.tables["claims"].iloc[:0]}
    with pytest.raises(ValueError, match="too small for a fault hunt"):
        fault_hunt.make(claims.__class__(claims.rows.iloc[:0], claims.study, empty), SEED)


def test_a_sound_claim_beside_has_twins_too(record, hunt, key):
    """A pair of reports alone does not give a mistake away."""
    planted = set(" or ".join(key["may be named as"]).split(" or "))
    pairs = hunt.sheet.groupby("statement_id")["claim_id"].agg(set)
    assert sum(len(ids) > 1 and not ids & planted for ids in pairs) >= 2


FORM = [
    value
    for name, value in vars(test_notebooks_form).items()
    if name.startswith("test_") and name != "test_no_unnamed_notebooks"
]


@pytest.mark.parametrize("rule", FORM, ids=lambda rule: rule.__name__)
def test_the_notebook_has_the_form_of_the_others(rule):
    rule(nbformat.read(PATH, as_version=4))


def test_every_id_on_the_sheet_has_its_words(hunt):
    for table, key in ((hunt.questions(), "question_id"), (hunt.sources(), "source_id")):
        assert set(table.index) == set(hunt.sheet[key]) and table.iloc[:, 0].str.len().gt(2).all()


def test_the_second_dataset_loads_by_the_path_that_the_guide_gives(monkeypatch):
    for folder, path in ((PATH.parent / "student", "../pipeline_jobs"), (PATH.parent, "pipeline_jobs")):
        monkeypatch.chdir(folder)
        assert load(path).study.subject == load(JOBS).study.subject


def test_the_notebook_runs_on_every_record(record, hunt, monkeypatch, capsys):
    said = run_through(PATH, record.folder, monkeypatch, capsys)
    assert f"0 of {hunt.planted} found" in said and "Nothing named yet." in said
    assert f"The check found 0 of {hunt.planted} mistakes" in said


def test_the_student_notebook_holds_no_answer():
    code = [cell.source for cell in nbformat.read(PATH, as_version=4).cells if cell.cell_type == "code"]
    assert not any("answers" in source or ".key" in source for source in code)
    assert "found = []" in "\n".join(code)
