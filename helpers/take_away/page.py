"""A drawn figure as a part of a larger page."""

from __future__ import annotations

from matplotlib.collections import Collection
from matplotlib.figure import Figure
from matplotlib.transforms import Affine2D, Bbox


def placed(figure: Figure, page: tuple[float, float], *, left: float, top: float) -> Figure:
    """The figure on a page of `page` inches, at its own size, `left` and `top` inches from the page's edges."""
    (wide, tall), (page_wide, page_tall) = figure.get_size_inches(), page
    scale = wide / page_wide, tall / page_tall
    shift = left / page_wide, 1 - (top + tall) / page_tall
    onto = Affine2D().scale(*scale).translate(*shift)
    own = [artist for artist in figure.get_children() if artist is not figure.patch and artist not in figure.axes]
    boxes = {ax: onto.transform_bbox(ax.get_position(original=True)) for ax in figure.axes}
    figure.set_size_inches(page)
    for ax, box in boxes.items():
        ax.set_position(Bbox(box))
    for artist in own:
        artist.set_transform(onto + figure.transFigure)
    return figure


def unlinked(figure: Figure) -> Figure:
    """Without the addresses of marks: on paper they lead nowhere."""
    for artist in figure.findobj():
        artist.set_url(None)
        if isinstance(artist, Collection):
            artist.set_urls([None])
    return figure
