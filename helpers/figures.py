"""A figure as files: SVG, PNG at twice its size for page and slide, and its plotted values as CSV."""

from __future__ import annotations

import os
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pandas as pd
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from helpers.charts.canvas import NARROW, PAGE, SLIDE, TooSmall

FOLDER = "CLAIMS_FIGURES"  # a folder in this variable: every figure that a notebook shows is kept there too


def keep(exhibit, folder: Path) -> list[str]:
    """Write the files of an exhibit to `folder`, unless those of the same values are there; returns their names."""
    stamp = folder / f"{exhibit.id}.sha256"
    names = [f"{exhibit.id}{end}" for end in (".svg", "-narrow.svg", ".png", "-slide.png", ".csv")]
    if stamp.exists() and stamp.read_text() == exhibit.fingerprint:
        return names
    folder.mkdir(parents=True, exist_ok=True)
    page = exhibit.drawn()
    svg = vars(exhibit).setdefault("svg", exhibit.as_svg(PAGE, page))  # which the notebook shows: drawn once for both
    texts = (svg, exhibit.as_svg(NARROW), exhibit.as_png(PAGE, page, compress_level=3), _slide(exhibit), exhibit.csv)
    for name, content in zip(names, texts, strict=True):
        (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    stamp.write_text(exhibit.fingerprint)
    return names


def _slide(exhibit) -> bytes:
    """The figure at the size of a slide; with more rows than a slide holds, as high as it needs."""
    try:
        return _lighter(*exhibit.as_pixels(SLIDE), exhibit.title)
    except TooSmall:
        return _lighter(*exhibit.as_pixels(replace(SLIDE, height=None)), exhibit.title)


def _lighter(pixels: np.ndarray, dpi: float, title: str) -> bytes:
    """A picture as PNG in its 128 commonest colours, these exact, others as the nearest: a third of the bytes."""
    about, file = PngInfo(), BytesIO()
    about.add_text("Title", title)
    place, colours = pd.factorize(pixels.view(">u4").ravel() >> 8)
    colours = np.stack([colours >> 16, colours >> 8 & 255, colours & 255], axis=1).astype("int32")
    common = colours[np.argsort(-np.bincount(place), kind="stable")[:128]]
    nearest = np.array([((common - colour) ** 2).sum(axis=1).argmin() for colour in colours], dtype="uint8")
    few = Image.fromarray(nearest[place].reshape(pixels.shape[:2]), "P")
    few.putpalette(common.astype("uint8").tobytes())
    few.save(file, "PNG", compress_level=8, dpi=(dpi, dpi), pnginfo=about)
    return file.getvalue()


def keep_if_asked(exhibit) -> None:
    """Keep the figure where $CLAIMS_FIGURES says."""
    if os.environ.get(FOLDER):
        keep(exhibit, Path(os.environ[FOLDER]))
