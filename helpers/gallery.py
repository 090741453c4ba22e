"""Every figure of the suite, built from the claims: compute, draw, keep the evidence."""

from __future__ import annotations

import pandas as pd

from helpers import estimates, findings, positions
from helpers.charts import style
from helpers.charts.forest import forest
from helpers.charts.labels import days_above
from helpers.charts.matrix import answer_matrix, coverage_matrix
from helpers.charts.places import land, place_marks
from helpers.charts.timeline import estimate_timeline, gap_label, name_lines, position_strip
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.words import count, day, listed

STRIP_ROW = 0.245
KEYS = {"dot": "dot", "bar": "bar", "up": "up", "down": "down", "vague": "vague"}


def _keys(marks: pd.DataFrame, *more: str) -> list[str]:
    """The key entries that a chart of figures needs, no others."""
    found = [name for name in KEYS if name in set(marks["mark"])]
    if marks["forecast"].any():
        found.append("forecast")
    if marks["attribution"].ne("named").any():
        found.append("anonymous")
    return found + list(more)


def _answer_keys(answers: pd.DataFrame) -> list[str]:
    said = set(answers["answer"])
    found = [name for name in reversed(positions.SCALE) if name in said]
    return found + (["small"] if answers["implied"].any() else [])


def _ids(*frames: pd.DataFrame) -> set[str]:
    return {claim for frame in frames for ids in frame["claim_ids"] for claim in ids}


def numbers(claims: Claims, question_id: str, position_id: str, *, gaps: bool = True) -> Exhibit:
    """Counts above, the answers to a yes/no question below, on one time axis. `gaps=False` for questions whose
    figures are about different days or waves, so that no gap can be measured."""
    marks, answers = estimates.figures(claims, question_id), positions.positions(claims, position_id)
    window = claims.study.window_days
    stands = estimates.standing(marks, window_days=window)
    periods = estimates.gap(stands if gaps else stands.iloc[:0])
    widest = findings.widest_gap(claims, question_id) if gaps else None
    title = findings.gap_title(claims, question_id, widest)
    unplotted = int(marks[["lo", "hi"]].isna().all(axis=1).sum())
    events = claims.tables["events"].assign(date=lambda t: pd.to_datetime(t["date"]))
    asked = claims.question(question_id)["text"], claims.question(position_id)["text"]
    first, last = _span(marks, answers)
    events = events[events["date"].between(first, last)]
    rows = answers["group"].nunique()
    left_out = f"{count(unplotted, 'figure')} in words that no convention reads: not drawn." if unplotted else ""
    with style.sheet():
        figure, (upper, lower) = style.framed(
            title, f"Above: {asked[0]} Below: {asked[1]}",
            foot(claims, _ids(marks, answers), left_out=left_out), height=3.3 + STRIP_ROW * rows + 0.2,
            key=_keys(marks, *(["gap"] if widest is not None else []), *_answer_keys(answers)), left=1.0, right=0.45,
            headroom=0.5 if len(events) else 0.06, rows=(3.3, STRIP_ROW * rows + 0.2))
        style.day_axis(upper, first, last)
        estimate_timeline(marks, stands=stands, gaps=periods, groups=claims.groups, ax=upper)
        if widest is not None:
            gap_label(upper, widest)
        position_strip(answers, groups=claims.groups, window_days=window, ax=lower)
        upper.tick_params(labelbottom=False, bottom=False)
        upper.spines["bottom"].set_visible(False)
        days_above(upper, list(events["date"]), list(events["label"]))
        name_lines(stands, claims.groups, upper)
    table = pd.concat([_number_table(marks), _answer_table(answers)], ignore_index=True)
    return Exhibit(f"numbers-{question_id}".replace("_", "-"), title, f"Above: {asked[0]} Below: {asked[1]}", _numbers_alt(claims, question_id, marks, answers, widest),
                   figure, table, claims)


def _span(marks: pd.DataFrame, answers: pd.DataFrame) -> tuple[pd.Timestamp, pd.Timestamp]:
    days = _recent(pd.concat([marks["said_on"], answers["said_on"]]))
    about = marks.loc[marks["forecast"], "as_of"].dropna()
    return days.min(), max([days.max(), *about[about < days.max() + pd.DateOffset(months=3)]])


def main_figure(claims: Claims) -> Exhibit:
    """The figure of the home page: the first headline count over the first headline position."""
    return numbers(claims, claims.study.headline_counts[0], claims.study.headline_positions[0])


def _recent(days: pd.Series) -> pd.Series:
    """The days of the study's own time: a word of years before does not stretch the axis."""
    return days[days > days.max() - pd.DateOffset(years=2)]


def _number_table(marks: pd.DataFrame) -> pd.DataFrame:
    said = marks.apply(estimates.say, axis=1) if len(marks) else []
    columns = ["group", "label", "said_on", "as_of", "lo", "hi", "mark", "reports", "claim_ids"]
    return marks.assign(said=said)[["said", *columns]]


def _answer_table(answers: pd.DataFrame) -> pd.DataFrame:
    return answers.rename(columns={"answer": "said"})[["said", "group", "label", "said_on", "implied", "reports",
                                                       "claim_ids"]]


def _numbers_alt(claims, question_id, marks, answers, widest) -> str:
    if marks.empty:
        return "Time chart without figures: nobody in the record gave one."
    values = pd.concat([marks["lo"], marks["hi"]]).dropna()
    groups = [claims.groups.at[name, "label"] for name in claims.groups.index if name in set(marks["group"])]
    text = (f"Time chart in two parts. Above, {count(len(marks), 'figure')} from {listed(groups)}, from "
            f"{values.min():,.0f} to {values.max():,.0f}, said {day(marks['said_on'].min())} to "
            f"{day(marks['said_on'].max())}. ") if len(values) else "Time chart in two parts. "
    if widest is not None:
        text += findings.gap_sentence(claims, question_id, widest) + " "
    counts = answers["answer"].value_counts()
    said = listed([f"{positions.WORDS[name]} {counts[name]}" for name in reversed(positions.SCALE) if name in counts])
    return text + (f"Below, answers by statement: {said}." if said else "Below, no answers.")


def statements(claims: Claims, question_id: str, *, most: int = 24) -> Exhibit:
    """One row per figure of one statement: who said it, when, and how it was put."""
    marks = estimates.figures(claims, question_id)
    shown = marks.dropna(subset=["lo", "hi"], how="all")
    order = claims.groups["strong"].eq("yes")
    shown = shown.assign(first=shown["group"].map(order)).sort_values(["first", "reports"], ascending=False,
                                                                     kind="stable").head(most)
    shown = shown.sort_values(["said_on", "label"], ignore_index=True).drop(columns="first")
    out = len(marks) - len(shown)
    title = findings.range_title(claims, question_id, marks)
    asked = claims.question(question_id)["text"]
    left_out = f"{count(out, 'figure')} not drawn (words without a convention, or fewer reports)." if out else ""
    with style.sheet():
        figure, (ax,) = style.framed(title, f"{asked} One row per figure of a statement.",
                                     foot(claims, _ids(marks), left_out=left_out), height=0.27 * max(len(shown), 1) + 0.2,
                                     key=_keys(shown), left=2.3, right=1.15)
        forest(shown, groups=claims.groups, ax=ax)
    alt = f"Dot chart with {count(len(shown), 'row')}, one per figure. {title}"
    return Exhibit(f"statements-{question_id}".replace("_", "-"), title, asked, alt, figure, _number_table(shown), claims)


def answers(claims: Claims) -> Exhibit:
    """Groups against yes/no questions: the last answer, the number of statements, and where it moved."""
    questions = claims.study.headline_positions
    table = positions.latest(claims, questions)
    title = findings.divided_title(claims)
    texts = claims.tables["questions"].set_index("question_id")["text"]
    asked = [name for name in questions if name in set(table["question_id"])]
    groups = [name for name in claims.groups.index if name in set(table["group"])]
    with style.sheet():
        figure, (ax,) = style.framed(
            title, "Large mark: the last answer of each group. Small mark before it: its first answer, where that was "
            "another. Below: the number of statements.", foot(claims, _ids(table)), height=0.46 * len(asked) + 0.1,
            key=[name for name in reversed(positions.SCALE) if name in set(table["answer"]) | set(table["first_answer"])],
            left=2.0, headroom=0.36)
        answer_matrix(table, asked=asked, texts=texts, groups=claims.groups.loc[groups], ax=ax)
    alt = (f"Table chart of {count(len(asked), 'question')} by {count(len(groups), 'group')}. {title} "
           f"{count(len(positions.moved(table)), 'cell')} moved between first and last answer.")
    return Exhibit("answers-by-group", title, "The last answer of each group to each question", alt, figure,
                   table.rename(columns={"answer": "said"}), claims)


def strips(claims: Claims, *question_ids: str) -> Exhibit:
    """Yes/no questions one below the other, one row per group, on one time axis."""
    found = {name: positions.positions(claims, name) for name in question_ids}
    found = {name: answers for name, answers in found.items() if len(answers)}
    together = pd.concat([answers.assign(question_id=name) for name, answers in found.items()], ignore_index=True)
    days = _recent(together["said_on"])
    heights = tuple(STRIP_ROW * answers["group"].nunique() + 0.25 for answers in found.values())
    title = findings.moved_title(claims, question_ids[0])
    with style.sheet():
        figure, axes = style.framed(title, "Each mark is a statement; a line lasts as long as the answer stands.",
                                    foot(claims, _ids(together)), height=sum(heights) + 0.42 * len(heights),
                                    key=_answer_keys(together), left=1.0, right=0.1, headroom=0.2, rows=heights,
                                    gap=0.42 * len(heights) / (sum(heights)) if len(heights) > 1 else 0.1)
        for ax, (name, answers) in zip(axes, found.items(), strict=True):
            style.day_axis(ax, days.min(), days.max())
            position_strip(answers, groups=claims.groups, window_days=claims.study.window_days, ax=ax)
            ax.set_title(claims.question(name)["text"], loc="left", size=10, weight="semibold", pad=4)
            ax.tick_params(labelbottom=ax is axes[-1])
    counts = together["answer"].value_counts()
    said = listed([f"{positions.WORDS[a]} {counts[a]}" for a in reversed(positions.SCALE) if a in counts])
    alt = f"Strips of answers over time to {count(len(found), 'question')}, one row per group: {said}. {title}"
    return Exhibit("-".join(["strip", *question_ids]).replace("_", "-"), title, "Answers over time", alt, figure,
                   together.rename(columns={"answer": "said"})[["question_id", "said", "group", "label", "said_on",
                                                                "implied", "reports", "claim_ids"]], claims)


def coverage(claims: Claims) -> Exhibit:
    """Groups against months: how many claims, and where a search found nothing."""
    rows = findings.stated(claims)
    rows = rows.assign(month=rows["said_on"].dt.to_period("M").astype("str"))
    cells = rows.groupby(["group", "month"]).agg(n=("claim_id", "size"), claim_ids=("claim_id", tuple)).reset_index()
    recent = pd.period_range(_recent(rows["said_on"]).min(), rows["said_on"].max(), freq="M")
    months = [str(month) for month in recent]
    older = int((~cells["month"].isin(months) * cells["n"]).sum())
    cells = cells[cells["month"].isin(months)]
    groups = claims.groups.loc[[name for name in claims.groups.index if name in set(cells["group"])]]
    title = findings.coverage_title(claims, cells, groups)
    searched = claims.tables["searches"]
    left_out = f"{count(older, 'claim')} older than the first month shown." if older else ""
    with style.sheet():
        figure, (ax,) = style.framed(title, "Claims by group of sources and month in which they were said. "
                                     "o = searched, nothing found; blank = not searched.",
                                     foot(claims, _ids(cells), left_out=left_out), height=0.3 * len(groups),
                                     left=0.95, headroom=0.02)
        coverage_matrix(cells, months=months, groups=groups, searched=searched, ax=ax)
    alt = f"Heat map of {count(len(groups), 'group')} by {count(len(months), 'month')}. {title}"
    return Exhibit("coverage", title, "Claims by group and month", alt, figure, cells, claims)


def places(claims: Claims, *question_ids: str) -> Exhibit:
    """Where the answers to some yes/no questions are about: land and claimed places only."""
    rows = claims.rows[claims.rows["question_id"].isin(question_ids) & claims.rows["answer"].isin(["yes", "likely"])]
    where = claims.tables["places"].assign(lat=lambda t: pd.to_numeric(t["lat"]), lon=lambda t: pd.to_numeric(t["lon"]))
    rows = rows.merge(where[["place_id", "lat", "lon"]], on="place_id", how="left")
    placed = rows.dropna(subset="lat")
    spots = placed.groupby(["place_id", "place", "lat", "lon"]).agg(
        n=("statement_id", "nunique"), groups=("group", lambda s: tuple(sorted(set(s)))),
        claim_ids=("claim_id", lambda s: tuple(sorted(set(s))))).reset_index()
    out = rows["statement_id"].nunique() - placed["statement_id"].nunique()
    title = findings.places_title(spots)
    left_out = f"{count(out, 'statement')} about no such point: not drawn." if out else ""
    panels = claims.study.map_panels
    with style.sheet():
        figure, axes = style.framed(title, "Places said with yes or likely. Area = number of statements. Land only: the "
                                    "map takes no side on borders.", foot(claims, _ids(spots), left_out=left_out),
                                    height=2.7, columns=(1.0,) * len(panels), share=False, headroom=0.2)
        for ax, panel in zip(axes, panels, strict=True):
            land(ax, panel["extent"])
            place_marks(spots, ax=ax)
            ax.set_title(panel["label"], loc="left", size=10, weight="semibold", pad=4)
    alt = f"Map of {count(len(spots), 'place')}. {title}"
    return Exhibit("places", title, "Claimed places", alt, figure, spots.drop(columns="groups"), claims)
