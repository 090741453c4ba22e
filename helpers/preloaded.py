"""What every notebook imports and reads, and what a kernel does as it starts: loaded once, before kernels are forked
(helpers.kernels)."""

import gc
import os
import sys

gc.disable()  # a fifth of the time of these imports would go into looking for garbage
sys.modules.setdefault("rfc3987_syntax", None)  # as in helpers.cli
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")  # the debugger's advice on frozen modules is not for here

import ipykernel.debugger  # noqa: E402, F401  (most of what a kernel would import by itself)
import ipykernel.kernelapp  # noqa: E402, F401
import IPython.extensions.storemagic  # noqa: E402, F401
import matplotlib.pyplot  # noqa: E402, F401
import nbclient  # noqa: E402, F401
import pandas  # noqa: E402
import seaborn  # noqa: E402, F401

import helpers.robustness  # noqa: E402, F401
from helpers import dataset, findings, gallery  # noqa: E402
from helpers.faults import DataError  # noqa: E402

pandas.set_option("display.max_columns", 20)  # as pandas sets it where it is first imported in a kernel
try:
    claims = dataset.load()
    claims.alphas  # noqa: B018
    for headline in findings.REGISTRY.values():
        headline.function(claims)  # keeps the tables that all notebooks read; each computes its findings itself
    gallery.tellers(claims).as_svg()  # fonts and style sheets, by a figure that is quickly drawn
except (DataError, OSError):
    pass  # the first cell that loads the data says what is wrong with it
gc.freeze()  # a fork that collects garbage would otherwise copy all of it
gc.enable()
