"""Figures about the record itself: when each group spoke, and of which places."""

from __future__ import annotations

import pandas as pd

from helpers import titles
from helpers.charts import style
from helpers.charts.canvas import EDGE, Canvas, framed, panel_title
from helpers.charts.matrix import coverage_matrix
from helpers.charts.places import land, place_marks, scale_bar, size_key, tallness
from helpers.dataset import Claims
from helpers.exhibits import Exhibit, foot
from helpers.gallery.shared import about_questions, ids, linked, span
from helpers.words import count, listed

MONTHS = 48  # more columns than these could not be told apart


def coverage(claims: Claims) -> Exhibit:
    """Groups against months: how many claims, and where a search found nothing. A record of more than `MONTHS` is
    shown by years."""
    rows = claims.stated
    first, last = span(claims, rows["said_on"])
    unit = "month" if (last - first).days <= 31 * MONTHS else "year"
    freq = unit[0].upper()
    rows = rows.assign(month=rows["said_on"].dt.to_period(freq).astype("str"))
    cells = _cells(rows, freq)
    months = [str(month) for month in pd.period_range(first, last, freq=freq)]
    older = int(cells.loc[~cells["month"].isin(months), "n"].sum())
    cells = cells[cells["month"].isin(months)]
    groups = claims.groups[claims.groups.index.isin(cells["group"])] if len(cells) else claims.groups
    title = titles.coverage_title(claims, cells, groups)
    searched = claims.tables["searches"].assign(month=lambda t: t["month"].str[: len(months[0])])
    left_out = f"{count(older, 'statement')} older than the first {unit} shown." if older else ""
    slim = _by_quarter(rows[rows["month"].isin(months)], months, searched) if unit == "month" else {}
    cells, summed = linked(cells, slim.get("cells", cells[:0]))

    def draw(canvas: Canvas):
        quarters = canvas.narrow and bool(slim)
        step = "quarter, not by month; the first month of each is named" if quarters else unit
        figure, (ax,) = framed(
            canvas,
            title,
            f"Statements by {step}. \u2013 = searched, nothing found; empty = nothing found so far, not searched for.",
            foot(claims, ids(cells), left_out=left_out),
            height=0.3 * max(len(groups), 1),
            left=0.85 if canvas.narrow else 0.95,
            headroom=0.02,
        )
        wide = {"cells": cells, "months": months, "searched": searched}
        coverage_matrix(groups=style.toned(groups), ax=ax, **(slim | {"cells": summed} if quarters else wide))
        return figure

    alt = f"Heat map of {count(len(groups), 'group')} by {count(len(months), unit)}. {title}"
    subtitle = f"Statements by group and {unit}"
    return Exhibit("coverage", title, subtitle, alt, draw, cells, claims, tuple(summed["claim_ids"]))


def _cells(rows: pd.DataFrame, step: str) -> pd.DataFrame:
    """Statements per group and year ("Y"), quarter ("Q") or month ("M")."""
    period = rows["said_on"].dt.to_period(step).astype("str")
    told = rows.assign(month=period).groupby(["group", "month"])
    return told.agg(n=("statement_id", "nunique"), claim_ids=("claim_id", tuple)).reset_index()


def _by_quarter(rows: pd.DataFrame, months: list[str], searched: pd.DataFrame) -> dict:
    """The same by quarters; "nothing found" where that is so of all months that were searched."""
    quarter = pd.PeriodIndex(searched["month"], freq="M").asfreq("Q").astype("str")
    nothing = searched["result"].eq("nothing found").groupby([searched["group"], quarter]).all()
    nothing = nothing[nothing].rename_axis(["group", "month"]).reset_index(name="all").assign(result="nothing found")
    quarters = [str(name) for name in pd.PeriodIndex(months, freq="M").asfreq("Q").unique()]
    return {"cells": _cells(rows, "Q"), "months": quarters, "searched": nothing}


@about_questions
def places(claims: Claims, *question_ids: str) -> Exhibit:
    """Where the answers to some yes/no questions are about: land and claimed places only."""
    rows = claims.rows[claims.rows["question_id"].isin(question_ids) & claims.rows["answer"].isin(["yes", "likely"])]
    where = claims.tables["places"].assign(lat=lambda t: pd.to_numeric(t["lat"]), lon=lambda t: pd.to_numeric(t["lon"]))
    rows = rows.merge(where[["place_id", "lat", "lon"]], on="place_id", how="left")
    placed = rows.dropna(subset="lat")
    spots = (
        placed.groupby(["place_id", "place", "lat", "lon"])
        .agg(
            n=("statement_id", "nunique"),
            claim_ids=("claim_id", lambda s: tuple(sorted(set(s)))),
        )
        .reset_index()
    )
    out = rows["statement_id"].nunique() - placed["statement_id"].nunique()
    title = titles.places_title(spots)
    panels = claims.study.map_panels
    at_capital = spots["place_id"].isin(where.loc[where["note"].str.contains("at its capital"), "place_id"])
    drawn = listed(sorted(spots.loc[at_capital, "place"]))
    capitals = f"; drawn at the capital: {drawn}" * bool(drawn)
    off = int((~_on_a_map(spots, panels)).sum())
    pointless = "whose place has no point (a country, most regions, not in the gazetteer) or that name none: not drawn."
    left_out = f"{count(out, 'statement')} {pointless}" if out else ""
    left_out += f" {count(off, 'place')} off the map: not drawn." if off else ""
    (spots,) = linked(spots)

    def draw(canvas: Canvas):
        stacked = {"rows" if canvas.narrow else "columns": (1.0,) * len(panels)}
        right, n = (0.1 if canvas.narrow else 0.3), 1 if canvas.narrow else max(len(panels), 1)
        wide = (canvas.width - 2 * EDGE - 0.3 - right) / (n + 0.1 * (n - 1))
        tall = wide * max((tallness(panel["extent"]) for panel in panels), default=0.8)
        figure, axes = framed(
            canvas,
            title,
            f"Places of statements that answered yes or likely{capitals}. Land only: no border takes a side.",
            foot(claims, ids(spots), left_out=left_out.strip()),
            height=tall * len(panels) + 0.5 * (len(panels) - 1) if canvas.narrow else tall,
            key=size_key(spots["n"]),
            **stacked,
            share=False,
            left=0.3,
            right=right,
            headroom=0.2,
            gap=0.5 / tall,
        )
        for ax, panel in zip(axes, panels, strict=True):
            land(ax, panel["extent"])
            scale_bar(ax)
            if ax is not axes[0] and not canvas.narrow:
                ax.yaxis.tick_right()
            place_marks(spots, ax=ax)
            panel_title(ax, panel["label"])
        return figure

    alt = f"Map of {count(len(spots), 'place')}. {title}"
    return Exhibit("places", title, "Claimed places", alt, draw, spots, claims)


def _on_a_map(spots: pd.DataFrame, panels: tuple[dict, ...]) -> pd.Series:
    found = pd.Series(False, index=spots.index)
    for west, east, south, north in (panel["extent"] for panel in panels):
        found |= spots["lon"].between(west, east) & spots["lat"].between(south, north)
    return found
