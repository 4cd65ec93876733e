"""How many dates a second are read, in EDTF and in words: `python -m bench.dates`.

The runs of all subjects are interleaved, so that what disturbs the machine disturbs them alike; the
ratio to dateutil's parser on day dates, which it is made for, is what carries over to another.
"""

from __future__ import annotations

import datetime
import statistics
import time
from collections.abc import Callable, Sequence

from dateutil import parser

from qaim_cli import dates, periods
from qaim_cli.dates import bounds, spans, tolerance

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


_TODAY = datetime.date(2026, 11, 28)
_MONTHS = ("April", "May", "June", "July")
DAYS_IN_WORDS = [f"{1 + n % 28} {_MONTHS[n % 4]} {1900 + n % 120}" for n in range(1000)]
_PHRASES = (
    "early {d}s", "late {n}th century", "c. {y}", "between {y} and {z}", "{y} or {z}",
    "mid to late {d}s", "{y}–{s:02d}", "avril {y}", "17. April {y}", "siglo XV", "Easter {y}",
    "fifteenth century", "{n}4 BC", "{y} to the present", "not before {y}", "Victorian era",
    "{n} million years ago", "{n} ka", "XIX century", "s. xv ex.", "BET {y} AND {z}",
    "winter {y}–{s:02d}", "{n}th c. BC", "turn of the {n}th century", "{n} Brumaire an VIII",
    "3 February {y}/{s}", "end of {y}", "{y}年4月17日", "before c. {y}", "spring {y}",
)  # fmt: skip
_ALL_PHRASES = [
    _PHRASES[n % len(_PHRASES)].format(
        y=1000 + n % 900, z=1005 + n % 900, s=(n + 1) % 100, n=4 + n % 17, d=1110 + 10 * (n % 80)
    )
    for n in range(1000)
]
PHRASES = [each for each in _ALL_PHRASES if not each.endswith(("00s", "/0", "/00"))]
"""About a thousand phrases as historians write them, common and rare."""


def measure_rate(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """How many of the texts are read in a second of CPU time, in one run over them."""
    for cache in (spans.compute_span, bounds.compute_bounds, tolerance.compute_widened_bounds):
        cache.cache_clear()
    start = time.process_time()
    for text in texts:
        read(text)
    return len(texts) / (time.process_time() - start)


def _read_words(text: str) -> object:
    return periods.parse_period(text, _TODAY)


def main() -> None:
    """Print the medians and what they are to each other."""
    subjects: dict[str, tuple[Callable[[str], object], Sequence[str]]] = {
        "qaim, mixed EDTF": (lambda text: dates.compute_span(dates.parse_edtf(text)), MIXED_TEXTS),
        "qaim, days": (lambda text: dates.compute_span(dates.parse_edtf(text)), DAY_TEXTS),
        "qaim, days in words": (_read_words, DAYS_IN_WORDS),
        "qaim, phrases": (_read_words, PHRASES),
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
            f"{name:20} {middle:10,.0f} dates/s   {middle / base:6.2f} x dateutil   ±{spread:.0%}"
        )


if __name__ == "__main__":
    main()
