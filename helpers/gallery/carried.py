"""The figure of who told whom: claims from their speakers through carriers to outlets."""

from __future__ import annotations

import pandas as pd

from helpers.charts import style
from helpers.charts.canvas import UNTICKED, Canvas, framed, panel_title, panels, text_width
from helpers.charts.flows import MERGED, ranked
from helpers.charts.flows import flows as draw_flows
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.shared import linked, nothing_to_draw
from helpers.words import count


def flows(claims: Claims, *, most: int = 6) -> Exhibit:
    """Groups, carriers and outlets in three columns, joined by bands as wide as their claims."""
    rows = claims.stated[claims.stated["source_id"].ne(claims.stated["outlet"])]
    if rows.empty:
        return nothing_to_draw(claims, "flows", "No claim reached an outlet from somebody else", "", ["teller"])
    table, carrier = _travelled(claims, rows, most)
    totals = [_ranked(table[column]) for column in ("teller", "carrier", "outlet")]
    least = max(2, round(LEAST * len(table)))
    links, parts = linked(_merged(table, least), _parts(table))
    passed = int(carrier.ne(DIRECT).sum())
    top = carrier[carrier.ne(DIRECT)].value_counts()
    title = (
        f"{passed / len(rows):.0%} of the claims passed through somebody else on their way; {top.index[0]} most "
        f"often, {top.iloc[0] / len(rows):.0%}"
        if passed
        else "Every claim reached its outlet directly"
    )
    grey = "Grey: other speakers, and" if OTHERS in totals[0].index else "Grey:"
    about = (
        "Claims by who said it, who carried it last, and where it was read; what an outlet says on its own pages left "
        "out. Numbers: "
    )

    def draw(canvas: Canvas):
        colours = dict(style.toned(claims.groups)["colour"])
        if canvas.narrow:
            return _lists(
                canvas,
                title,
                f"{about}claims. Colour: who said it.",
                foot(claims, rows["claim_id"]),
                totals,
                parts,
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
                left_out=f"{grey} flows of fewer than {least} claims, merged; stubs: many small ones.",
            ),
            height=4.4,
            left=sides[0] + 0.05,
            right=sides[1] + 0.05,
            headroom=0.2,
            below=UNTICKED,
        )
        colours |= dict(zip(claims.groups["label"], style.toned(claims.groups)["colour"], strict=True))
        draw_flows(links, totals, colours=colours, heads=list(COLUMNS.values()), ax=ax)
        return figure

    alt = (
        f"Flow chart in three columns: {count(len(totals[0]), 'group')}, {count(len(totals[1]), 'carrier')}, "
        f"{count(len(totals[2]), 'outlet')}. {title}"
    )
    return Exhibit("flows", title, "Who told whom", alt, draw, links, claims, tuple(parts["claim_ids"]))


DIRECT, OTHERS = "told directly", "other speakers"
LEAST = 0.01  # a flow with a smaller share of the claims has no band of its own
COLUMNS = {"teller": "Said by", "carrier": "carried by", "outlet": "read in"}


def _travelled(claims: Claims, rows: pd.DataFrame, most: int) -> tuple[pd.DataFrame, pd.Series]:
    """Teller, carrier and outlet of each claim, all but the most frequent lumped; and the carriers as they are."""
    labels = claims.tables["sources"].set_index("source_id")["label"]
    carrier = rows["via"].str.split(">").str[-1].str.split("+").str[0].map(labels).fillna(DIRECT)
    teller = _lumped(rows["group"].map(claims.groups["label"]), most + 3, OTHERS)
    table = pd.DataFrame(
        {
            "teller": teller,
            "group": rows["group"].mask(teller.eq(OTHERS), ""),
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


def _parts(table: pd.DataFrame) -> pd.DataFrame:
    """Claims by column, name in it and group: the parts of the bars on narrow canvases."""
    parts = [
        table.groupby([column, "group"])
        .agg(claims=("claim_id", "size"), claim_ids=("claim_id", tuple))
        .rename_axis(["name", "group"])
        .reset_index()
        .assign(column=column)
        for column in COLUMNS
    ]
    return pd.concat(parts, ignore_index=True)


def _lists(canvas: Canvas, title: str, about: str, below: str, totals, parts: pd.DataFrame, colours: dict):
    """The three columns one below the other, as bars."""
    heights = [0.19 * len(total) + 0.05 for total in totals]
    left = max(text_width(name, size=9) for total in totals for name in total.index)
    space = panels(canvas, list(COLUMNS.values()), heights, left=left, right=0.4)
    figure, axes = framed(canvas, title, about, below, **space, below=UNTICKED)
    for ax, (column, heading), total in zip(axes, COLUMNS.items(), totals, strict=True):
        ranked(parts[parts["column"].eq(column)], total, colours=colours, ax=ax)
        panel_title(ax, heading[0].upper() + heading[1:])
    axes[0].set_xlim(0, max(total.max() for total in totals))
    return figure


def _lumped(names: pd.Series, most: int, rest: str, keep: str = "") -> pd.Series:
    top = set(names[names.ne(keep)].value_counts().index[:most]) | {keep}
    return names.where(names.isin(top), rest)
