"""What every notebook imports and reads: loaded once, before kernels are forked (helpers.kernels)."""

import gc

import ipykernel.kernelapp  # noqa: F401
import matplotlib.pyplot  # noqa: F401
import pandas
import seaborn  # noqa: F401

import helpers.findings  # noqa: F401
import helpers.gallery  # noqa: F401
import helpers.robustness  # noqa: F401
from helpers import dataset
from helpers.faults import DataError

pandas.set_option("display.max_columns", 20)  # as pandas sets it where it is first imported in a kernel
try:
    dataset.load().alphas  # noqa: B018
except (DataError, OSError):
    pass  # the first cell that loads the data says what is wrong with it
gc.collect()
gc.freeze()  # a fork that collects garbage would otherwise copy all of it
