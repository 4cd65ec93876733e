"""How many dates a second are read: `python -m bench.dates`.

The runs of all subjects are interleaved, so that what disturbs the machine disturbs them alike; the
ratio to dateutil's parser on day dates, which it is made for, is what carries over to another.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Sequence

from dateutil import parser

from qaim_cli import dates

RUN_COUNT = 9
DAY_TEXTS = [f"{1900 + n % 120}-{1 + n % 12:02d}-{1 + n % 28:02d}" for n in range(400)]
MIXED_TEXTS = [
    text
    for n in range(100)
    for text in (
        f"20{n:02d}-04-17", f"19{n:02d}-04", f"{1000 + n}", f"{100 + n}X", f"-01{n:02d}-03-15",
        f"{1500 + n}-03/{1501 + n}-09", f"{1900 + n}~/..", f"[{1700 + n}..{1733 + n}]",
        f"[..{1800 + n}-11]", f"{1600 + n}-21", f"?{1900 + n}-06-~11",
        f"{{{1066 + n},{1070 + n}-12}}",
        f"Y-17{n:02d}E4", f"{10 + n % 80}5X-12-25",
    )
]  # fmt: skip


def measure_rate(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """How many of the texts are read in a second, in one run over them."""
    start = time.perf_counter()
    for text in texts:
        read(text)
    return len(texts) / (time.perf_counter() - start)


def main() -> None:
    """Prints the medians and what they are to each other."""
    subjects: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {
        "qaim, mixed EDTF": (lambda text: dates.compute_span(dates.parse_edtf(text)), MIXED_TEXTS),
        "qaim, days": (lambda text: dates.compute_span(dates.parse_edtf(text)), DAY_TEXTS),
        "dateutil, days": (parser.parse, DAY_TEXTS),
    }
    found: dict[str, list[float]] = {name: [] for name in subjects}
    for _ in range(RUN_COUNT):
        for name, (read, texts) in subjects.items():
            found[name].append(measure_rate(read, texts))
    base = statistics.median(found["dateutil, days"])
    for name, rates in found.items():
        middle = statistics.median(rates)
        spread = (max(rates) - min(rates)) / middle
        print(
            f"{name:18} {middle:10,.0f} dates/s   {middle / base:6.2f} x dateutil   ±{spread:.0%}"
        )


if __name__ == "__main__":
    main()
