"""How long each figure of the notebooks takes to draw on the full record, import and first drawing aside."""

from __future__ import annotations

from statistics import median
from time import process_time

from helpers.dataset import load
from tests.every_figure import every_figure

LIMIT = 0.5


def drawing(exhibit, *, times: int = 3) -> float:
    """Median seconds of processor time of one drawing, warm."""
    exhibit.drawn()
    taken = []
    for _ in range(times):
        began = process_time()
        exhibit.drawn()
        taken.append(process_time() - began)
    return median(taken)


def main() -> None:
    taken = {name: drawing(build()) for name, build in every_figure(load()).items()}
    for name, seconds in sorted(taken.items(), key=lambda item: -item[1]):
        print(f"{seconds:6.2f} s  {name}{'  above the limit' if seconds > LIMIT else ''}")
    print(f"{len(taken)} figures, {sum(seconds <= LIMIT for seconds in taken.values())} within {LIMIT} s")


if __name__ == "__main__":
    main()
