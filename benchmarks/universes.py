"""How the time of the robustness grid grows with universes and with claims. Quote the ratios; machines are noisy."""

from __future__ import annotations

import time

from helpers.dataset import load
from helpers.robustness import grid, run


def seconds(claims, most: int) -> float:
    began = time.perf_counter()
    run(claims, grid(claims, most=most))
    return time.perf_counter() - began


def main() -> None:
    claims = load()
    seconds(claims, 2)  # workers start, modules load
    print("universes  seconds  (all claims)")
    for most in (8, 16, 32):
        print(f"{most:9}  {seconds(claims, most):7.1f}")
    print("claims     seconds  (16 universes)")
    documents = sorted(claims.rows["document_id"].unique())
    for part in (4, 2, 1):
        some = claims.where(claims.rows["document_id"].isin(documents[::part]))
        print(f"{len(some.stated):9,}  {seconds(some, 16):7.1f}")


if __name__ == "__main__":
    main()
