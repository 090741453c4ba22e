"""Figures about how claims travel: flows, tellers, naming, and one statement in several printed forms."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb

from helpers import estimates, lineage
from helpers.charts import style
from helpers.charts.canvas import Canvas, framed, text_width
from helpers.charts.curves import shares
from helpers.charts.flows import flows as draw_flows
from helpers.charts.forest import forest, forest_space
from helpers.charts.rows import joined, row_space, values_key
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.numbers import figure_keys
from helpers.gallery.shared import about_questions, ids, linked, nothing_to_draw
from helpers.words import brief, count, day

MOST = 10  # figures that the chart of tellers shows
TONES = {"named": "#33475b", "anonymous": "#7f8c99", "unattributed": "#f3ecd9"}


def flows(claims: Claims, *, most: int = 9) -> Exhibit:
    """Groups, carriers and outlets in three columns, joined by bands as wide as their claims."""
    rows = claims.stated[claims.stated["source_id"].ne(claims.stated["outlet"])]
    if rows.empty:
        return nothing_to_draw(claims, "flows", "No claim reached an outlet from somebody else", "", ["teller"])
    labels = claims.tables["sources"].set_index("source_id")["label"]
    carrier = rows["via"].str.split(">").str[-1].str.split("+").str[0].map(labels).fillna("told directly")
    table = pd.DataFrame(
        {
            "teller": rows["group"].map(claims.groups["label"]),
            "group": rows["group"],
            "carrier": _lumped(carrier, most, "other carriers", keep="told directly"),
            "outlet": _lumped(rows["outlet"].map(labels), most, "other outlets"),
            "claim_id": rows["claim_id"],
        }
    )
    first = _links(table, 0, "teller", "carrier")
    links = pd.concat([first, _links(table, 1, "carrier", "outlet")], ignore_index=True)
    passed = int(carrier.ne("told directly").sum())
    top = carrier[carrier.ne("told directly")].value_counts()
    title = (
        f"{passed / len(rows):.0%} of the claims passed through somebody else on their way; {top.index[0]} most "
        f"often, {top.iloc[0] / len(rows):.0%}"
        if passed
        else "Every claim reached its outlet directly"
    )
    (links,) = linked(links)

    def draw(canvas: Canvas):
        pairs = [[0], [1]] if canvas.narrow else [[0, 1]]
        edge = [f"{name} {len(rows):,}" for column in ("teller", "outlet") for name in table[column].unique()]
        side = 0.0 if canvas.narrow else max(text_width(name, size=9) for name in edge) + 0.05
        figure, axes = framed(
            canvas,
            title,
            "Claims by who said it, who carried it last, and where it was read; outlets' own words left out. Numbers: "
            "claims.",
            foot(claims, rows["claim_id"]),
            height=5.2 if len(pairs) == 1 else 7.6,
            left=side,
            right=side,
            rows=(1.0,) * len(pairs),
            headroom=0.2,
        )
        heads, colours = ["Said by", "carried by", "read in"], dict(style.toned(claims.groups)["colour"])
        for ax, columns in zip(axes, pairs, strict=True):
            own = links[links["column"].isin(columns)].assign(column=lambda t: t["column"] - t["column"].min())
            draw_flows(own, colours=colours, heads=heads[columns[0] :], inside=canvas.narrow, ax=ax)
        return figure

    alt = (
        f"Flow chart in three columns: {count(table['teller'].nunique(), 'group')}, "
        f"{count(table['carrier'].nunique(), 'carrier')}, {count(table['outlet'].nunique(), 'outlet')}. {title}"
    )
    return Exhibit("flows", title, "Who told whom", alt, draw, links, claims)


def _lumped(names: pd.Series, most: int, rest: str, keep: str = "") -> pd.Series:
    top = set(names[names.ne(keep)].value_counts().index[:most]) | {keep}
    return names.where(names.isin(top), rest)


def _links(table: pd.DataFrame, column: int, teller: str, hearer: str) -> pd.DataFrame:
    links = table.groupby([teller, hearer, "group"], as_index=False).agg(
        claims=("claim_id", "size"), claim_ids=("claim_id", tuple)
    )
    links.columns = ["teller", "hearer", "group", "claims", "claim_ids"]
    return links.assign(column=column)


def tellers(claims: Claims, *, most: int = MOST) -> Exhibit:
    """The most repeated figures: documents, statements and named originators side by side."""
    table = lineage.tellers(claims, claims.study.headline_counts, most=most)
    if table.empty:
        return nothing_to_draw(claims, "tellers", "No headline question was answered with a number", "", ["said"])
    top = table.iloc[0]
    title = (
        f"{count(top['reports'], 'document')} print {top['said']}, and {count(top['originators'], 'named source')} "
        "stand behind it"
    )
    units = {name: claims.question(name)["text"] for name in table["question_id"].unique()}
    rows = table.assign(label=[f"{row.said}, {brief(claims, row.question_id)}" for row in table.itertuples()], group="")
    asked = " ".join(units.values())
    texts = [f"most often {row.top}" for row in table.itertuples()]
    (rows,) = linked(rows)

    def draw(canvas: Canvas):
        looks = _teller_looks()
        figure, (ax,) = framed(
            canvas,
            title,
            f"Documents that print a figure, statements that they report, named sources that made them. {asked}",
            foot(claims, ids(table)),
            key=values_key(looks, TELLER_WORDS),
            **row_space(canvas, list(rows["label"]), texts, 0.33),
        )
        joined(rows, values=looks, groups=style.toned(claims.groups), texts=texts, ax=ax)
        ax.set_xlim(0, table["reports"].max() * 1.06)
        return figure

    alt = f"Dot chart with {count(len(rows), 'figure')}, three values each. {title}"
    name = "tellers" if most == MOST else f"tellers-{most}"
    return Exhibit(name, title, "One source or ten", alt, draw, table.assign(mark_url=rows["mark_url"]), claims)


TELLER_WORDS = {"reports": "documents", "statements": "statements", "originators": "named sources"}


def _teller_looks() -> dict[str, dict]:
    return {
        "reports": {"marker": "s", "color": style.tone("#b9bec4"), "markersize": 6.5},
        "statements": {"marker": "D", "color": style.tone("#6b7680"), "markersize": 6},
        "originators": {"marker": "o", "color": style.palette().ink, "markersize": 7},
    }


def naming(claims: Claims) -> Exhibit:
    """Shares of named, anonymous and unattributed claims, quarter by quarter."""
    table = lineage.naming(claims)
    table = table[table["n"] >= 10] if len(table) else table
    if table.empty:
        return nothing_to_draw(claims, "naming", "Not enough claims to compare periods", "", ["named"])
    unnamed = 1 - table["named"]
    top = unnamed.idxmax()
    title = (
        f"In the quarter to {top.end_time:%B %Y}, {unnamed[top]:.0%} of the claims had no named speaker, the highest "
        "share"
    )
    rows = claims.stated[claims.stated["source_id"].ne(claims.stated["outlet"])]
    quarter = rows["said_on"].dt.to_period("Q")
    marks = table.assign(claim_ids=[tuple(rows.loc[quarter == period, "claim_id"]) for period in table.index])
    (marks,) = linked(marks)

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            "Claims by how the document names the speaker, by quarter of the statement (its last month named); above: "
            "n. Anonymous: a speaker without a name, as “an official”; unattributed: no speaker at all. Outlets' own "
            "words and quarters with fewer than ten claims left out.",
            foot(claims, ids(marks)),
            height=2.4,
            left=0.5,
            right=1.15,
            headroom=0.12,
        )
        ends = marks.set_axis([period.asfreq("M", "end") for period in marks.index])
        tones = {name: style.tone(colour) for name, colour in TONES.items()}
        shares(ends, tones, ax=ax, told=table.index.get_loc(top))
        _name_shares(ax, table.iloc[-1], len(table), tones)
        return figure

    alt = f"Stacked bar chart of {count(len(table), 'quarter')}. {title}"
    flat = marks.rename_axis("period").reset_index().assign(period=[str(period) for period in marks.index])
    return Exhibit("naming", title, "How speakers are named", alt, draw, flat, claims)


def _on(colour: str) -> str:
    """Ink or paper, whichever reads better on a colour."""
    pair = (style.palette().ink, style.palette().paper)
    return max(pair, key=lambda name: style.contrast(np.array(to_rgb(name)), np.array(to_rgb(colour))))


def _name_shares(ax, last: pd.Series, n: int, tones: dict[str, str]) -> None:
    """Name the shares right of the last bar, apart from each other."""
    place, base, low = n - 0.5, 0.0, 0.0
    for name, colour in tones.items():
        y = max(base + last[name] / 2, low)
        y = min(y, 1 - 0.11 * (len(TONES) - 1 - list(TONES).index(name)))
        ax.annotate(
            name,
            (place, y),
            xytext=(4, 0),
            textcoords="offset points",
            size=9.5,
            va="center",
            color=_on(colour),
            weight="semibold",
            annotation_clip=False,
            bbox={"facecolor": colour, "pad": 1.5, "linewidth": 0},
        )
        low, base = y + 0.11, base + last[name]


@about_questions
def versions(claims: Claims, *question_ids: str) -> Exhibit:
    """The statement that was printed in most forms: one row per form, with the number of documents."""
    every = estimates.every_version(claims)
    every = every[every["question_id"].isin(question_ids)]
    if every.empty:
        return nothing_to_draw(
            claims,
            f"versions-{question_ids[0]}".replace("_", "-"),
            "No statement is printed in more than one form",
            "",
            ["said"],
        )
    forms = every.groupby(["question_id", "statement_id"], sort=True).size()
    question_id, statement = forms.idxmax()
    rows = every[every["question_id"].eq(question_id) & every["statement_id"].eq(statement)]
    rows = rows.dropna(subset=["lo", "hi"], how="all").sort_values("reports", ascending=False, kind="stable")
    speaker, said_on = rows["label"].iloc[0], rows["said_on"].iloc[0]
    title = f"One statement of {speaker} ({day(said_on)}), printed in {count(len(rows), 'form')}"
    asked = claims.question(question_id)["text"]
    shown = rows.assign(label=[count(n, "document") for n in rows["reports"]])
    (shown,) = linked(shown)

    def draw(canvas: Canvas):
        figure, (ax,) = framed(
            canvas,
            title,
            f"{asked} One row per printed form.",
            foot(claims, ids(rows)),
            key=figure_keys(shown),
            **forest_space(canvas, shown),
        )
        forest(shown, groups=style.toned(claims.groups), ax=ax)
        return figure

    alt = f"Dot chart with {count(len(rows), 'row')}, one per printed form. {title}"
    marks = shown.assign(label=rows["label"], said=rows.apply(estimates.say, axis=1))
    columns = ["question_id", "statement_id", "said", "label", "group", "said_on", "lo", "hi", "reports"]
    columns = [*columns, "claim_ids", "mark_url"]
    name = f"versions-{question_ids[0]}".replace("_", "-")
    return Exhibit(name, title, asked, alt, draw, marks[columns], claims)
