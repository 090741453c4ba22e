"""Figures about how claims travel: flows, tellers, naming, and one statement in several printed forms."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib.colors import to_rgb

from helpers import estimates, lineage
from helpers.charts import style
from helpers.charts.canvas import Canvas, framed, panel_title, panels, text_width
from helpers.charts.curves import shares
from helpers.charts.flows import MERGED, ranked
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


def flows(claims: Claims, *, most: int = 6) -> Exhibit:
    """Groups, carriers and outlets in three columns, joined by bands as wide as their claims."""
    rows = claims.stated[claims.stated["source_id"].ne(claims.stated["outlet"])]
    if rows.empty:
        return nothing_to_draw(claims, "flows", "No claim reached an outlet from somebody else", "", ["teller"])
    table, carrier = _travelled(claims, rows, most)
    totals = [_ranked(table[column]) for column in ("teller", "carrier", "outlet")]
    least = max(2, round(LEAST * len(table)))
    (links,) = linked(_merged(table, least))
    passed = int(carrier.ne(DIRECT).sum())
    top = carrier[carrier.ne(DIRECT)].value_counts()
    title = (
        f"{passed / len(rows):.0%} of the claims passed through somebody else on their way; {top.index[0]} most "
        f"often, {top.iloc[0] / len(rows):.0%}"
        if passed
        else "Every claim reached its outlet directly"
    )
    about = "Claims by who said it, who carried it last, and where it was read; outlets' own words left out. Numbers: "

    def draw(canvas: Canvas):
        colours = dict(style.toned(claims.groups)["colour"])
        if canvas.narrow:
            return _lists(
                canvas,
                title,
                f"{about}claims. Colour: who said it.",
                foot(claims, rows["claim_id"]),
                totals,
                table,
                colours,
            )
        sides = [max(text_width(f"{name} 0,000", size=9) for name in totals[column].index) for column in (0, 2)]
        figure, (ax,) = framed(
            canvas,
            title,
            f"{about}claims. Colour: who said it.",
            foot(
                claims,
                rows["claim_id"],
                left_out=f"Grey: other speakers, and flows of fewer than {least} claims, merged; stubs: smaller still.",
            ),
            height=4.4,
            left=sides[0] + 0.05,
            right=sides[1] + 0.05,
            headroom=0.2,
        )
        colours |= dict(zip(claims.groups["label"], style.toned(claims.groups)["colour"], strict=True))
        draw_flows(links, totals, colours=colours, heads=list(COLUMNS.values()), ax=ax)
        return figure

    alt = (
        f"Flow chart in three columns: {count(len(totals[0]), 'group')}, {count(len(totals[1]), 'carrier')}, "
        f"{count(len(totals[2]), 'outlet')}. {title}"
    )
    return Exhibit("flows", title, "Who told whom", alt, draw, links, claims)


DIRECT, LEAST = "told directly", 0.01  # a flow with a smaller share of the claims has no band of its own
COLUMNS = {"teller": "Said by", "carrier": "carried by", "outlet": "read in"}


def _travelled(claims: Claims, rows: pd.DataFrame, most: int) -> tuple[pd.DataFrame, pd.Series]:
    """Teller, carrier and outlet of each claim, all but the most frequent lumped; and the carriers as they are."""
    labels = claims.tables["sources"].set_index("source_id")["label"]
    carrier = rows["via"].str.split(">").str[-1].str.split("+").str[0].map(labels).fillna(DIRECT)
    teller = _lumped(rows["group"].map(claims.groups["label"]), most + 3, "other speakers")
    table = pd.DataFrame(
        {
            "teller": teller,
            "group": rows["group"].mask(teller.eq("other speakers"), ""),
            "carrier": _lumped(carrier, most, "other carriers", keep=DIRECT),
            "outlet": _lumped(rows["outlet"].map(labels), most, "other outlets"),
            "claim_id": rows["claim_id"],
        }
    )
    return table, carrier


def _ranked(names: pd.Series) -> pd.Series:
    """Claims by name, most first, the lumped ones last."""
    found = names.value_counts().sort_index().sort_values(ascending=False, kind="stable")
    rest = found.index.str.startswith("other ")
    return pd.concat([found[~rest], found[rest]])


def _merged(table: pd.DataFrame, least: int) -> pd.DataFrame:
    """Links from teller to carrier and on to outlet. Small ones lose their colour, and still small their teller."""
    parts = []
    for column, (one, other) in enumerate((("teller", "carrier"), ("carrier", "outlet"))):
        own = table[[one, other, "group", "claim_id"]].set_axis(["teller", "hearer", "group", "claim_id"], axis=1)
        for blank, value in (("group", ""), ("teller", MERGED)):
            size = own.groupby(["teller", "hearer", "group"])["claim_id"].transform("size")
            own = own.assign(**{blank: own[blank].mask(size < least, value)})
        own = own.assign(group=own["group"].mask(own["teller"].eq(MERGED), ""))
        links = own.groupby(["teller", "hearer", "group"], as_index=False).agg(
            claims=("claim_id", "size"), claim_ids=("claim_id", tuple)
        )
        parts.append(links.assign(column=column))
    return pd.concat(parts, ignore_index=True)


def _lists(canvas: Canvas, title: str, about: str, below: str, totals, table: pd.DataFrame, colours: dict):
    """The three columns one below the other, as bars."""
    heights = [0.19 * len(total) + 0.05 for total in totals]
    left = max(text_width(name, size=9) for total in totals for name in total.index)
    space = panels(canvas, list(COLUMNS.values()), heights, left=left, right=0.4)
    figure, axes = framed(canvas, title, about, below, **space)
    for ax, (column, heading), total in zip(axes, COLUMNS.items(), totals, strict=True):
        ranked(table, column, total, colours=colours, ax=ax)
        panel_title(ax, heading[0].upper() + heading[1:])
    axes[0].set_xlim(0, max(total.max() for total in totals))
    return figure


def _lumped(names: pd.Series, most: int, rest: str, keep: str = "") -> pd.Series:
    top = set(names[names.ne(keep)].value_counts().index[:most]) | {keep}
    return names.where(names.isin(top), rest)


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
            key=[(name, {"marker": "s", "color": style.tone(tone)}) for name, tone in TONES.items()]
            if canvas.narrow
            else None,
            left=0.5,
            right=0.1 if canvas.narrow else 1.15,
            headroom=0.12,
        )
        ends = marks.set_axis([period.asfreq("M", "end") for period in marks.index])
        tones = {name: style.tone(colour) for name, colour in TONES.items()}
        shares(ends, tones, ax=ax, told=table.index.get_loc(top))
        if not canvas.narrow:
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
