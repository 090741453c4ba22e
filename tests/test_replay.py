"""The replay: nothing is drawn before it was published, axes stay, text stays text, same data same bytes."""

from __future__ import annotations

import gzip
import json
import re
from dataclasses import replace

import pandas as pd
import pytest

from helpers import gallery
from helpers.book import replay
from helpers.dataset import load
from helpers.gallery.shared import Frame
from helpers.hindsight import as_known
from tests.made_up import write

HOSTILE = "</script><script>alert(1)</script> \u2028<b onload=x>"


@pytest.fixture(scope="module")
def bears(tmp_path_factory):
    return load(write(tmp_path_factory.mktemp("bears")))


@pytest.fixture
def few(bears, monkeypatch):
    """The made-up dataset with an empty early day, one in the middle and the last."""
    found = replay.stops(bears)
    days = [found[0] - pd.DateOffset(years=1), found[len(found) // 2], found[-1]]
    monkeypatch.setattr(replay, "stops", lambda claims: days)
    return days


def written(claims, folder) -> dict[str, str]:
    folder.mkdir()
    paths = replay.write_replay(claims, folder)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in paths}


def contents(texts: dict[str, str]) -> dict:
    return json.loads(texts["replay/frames.js"].removeprefix("window.REPLAY=").removesuffix(";\n"))


def test_a_frame_holds_nothing_published_after_its_day(claims):
    days = replay.stops(claims)
    published = claims.stated.set_index("claim_id")["published"]
    for day in days[:: len(days) // 4]:
        for built in replay.exhibits(claims, day).values():
            assert (published.loc[list(built.claim_ids)] <= day).all()
            said = built.marks["said_on"].dropna()
            assert said.empty or said.max() <= day


def test_the_last_frame_holds_the_values_of_the_whole_figure(claims):
    last = replay.exhibits(claims, replay.stops(claims)[-1])
    for whole in (gallery.main_figure(claims), gallery.answers(claims)):
        assert last[whole.id].values == whole.values and last[whole.id].title == whole.title


def test_axes_stay_from_frame_to_frame(claims):
    days = replay.stops(claims)
    name = gallery.main_figure(claims).id
    drawn = [replay.exhibits(claims, day)[name].drawn(replay.SIZES["wide"]) for day in (days[0], days[2], days[-1])]
    for figure in drawn[:-1]:
        for ax, last in zip(figure.axes, drawn[-1].axes, strict=True):
            assert ax.get_xlim() == last.get_xlim() and ax.get_ylim() == last.get_ylim()
            top, tall = figure.get_figheight(), drawn[-1].get_figheight()
            assert (1 - ax.get_position().y1) * top == pytest.approx((1 - last.get_position().y1) * tall)
    texts = [text.get_text() for text in drawn[0].axes[0].texts]
    assert "No figure in the record" in texts


def test_an_event_waits_for_its_day(bears):
    event = pd.Timestamp(bears.tables["events"]["date"].iloc[0])
    for day, there in ((event - pd.Timedelta(days=1), False), (event, True)):
        built = gallery.numbers(as_known(bears, day), "bears", "returned", frame=Frame(bears, day))
        texts = [text.get_text() for text in built.drawn().axes[0].texts]
        assert (bears.tables["events"]["label"].iloc[0] in texts) is there


def test_the_made_up_dataset_is_replayed_with_the_same_bytes(bears, few, tmp_path):
    texts = written(bears, tmp_path / "one")
    assert texts == written(bears, tmp_path / "two")
    data = contents(texts)
    assert data["days"] == [f"{day:%Y-%m-%d}" for day in few] and data["known"] == sorted(data["known"])
    assert data["known"][0] == 0 and data["figures"]["numbers-bears"]["titles"][0].startswith("No figure")
    for name in data["figures"]:
        for day in data["days"]:
            for size in replay.SIZES:
                text = texts[f"replay/{name}-{day}-{size}.js"]
                assert text.startswith("window.drawn(") and len(gzip.compress(text.encode())) < 100_000
                used = set(re.findall(r"var\(--c-([0-9a-f]{6}),", text))
                assert all(f"--c-{colour}:" in texts["replay/colours.css"] for colour in used)
    page = texts["replay.html"]
    assert "script-src 'self';" in page and not re.search(r"<script(?![^>]*src=)|<style|\sstyle=", page)
    assert len(gzip.compress(page.encode())) < 10_000


def test_marks_lead_to_pages_of_evidence(claims):
    for built in replay.exhibits(claims, replay.stops(claims)[2]).values():
        target = replay.targets(built)
        for number, ids in enumerate(built.marks["claim_ids"]):
            kind = "claims/" if len(ids) == 1 else "(statements/|index.html#[a-z]+=)"
            assert re.match(rf"evidence/{kind}", target(number))


def test_hostile_text_stays_text(bears, few, tmp_path):
    tables = {**bears.tables, "questions": bears.tables["questions"].assign(text=HOSTILE)}
    rows = bears.rows.assign(wording=HOSTILE, label=HOSTILE)
    texts = written(replace(bears, rows=rows, tables=tables), tmp_path / "book")
    assert "alert(1)" in texts["replay.html"]
    for name, text in texts.items():
        assert "<script>alert" not in text and "<b onload" not in text, name


def test_a_record_without_documents_has_a_page_that_says_so(bears, tmp_path):
    nothing = replace(
        bears, rows=bears.rows.iloc[:0], tables={**bears.tables, "documents": bears.tables["documents"][:0]}
    )
    (page,) = replay.write_replay(nothing, tmp_path)
    assert page.name == "replay.html" and "no document yet" in page.read_text(encoding="utf-8")
