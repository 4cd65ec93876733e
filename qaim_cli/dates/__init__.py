"""Dates of the store: EDTF text ↔ date → span of days, and a date in words.

`read` is the way in. A date (`edtf`) keeps what was written; its span (`spans`) says which days
that can be; `words` says it to a person. A day is a number throughout (`calendar`).
"""

from __future__ import annotations

from qaim_cli.dates.edtf import Choice, Date, End, Interval, Moment, Run, Set, parse, write
from qaim_cli.dates.spans import BEGINNING, FOREVER, Precision, Span, read, span
from qaim_cli.dates.words import day_in_words, describe, edges, in_words

__all__ = [
    "BEGINNING",
    "FOREVER",
    "Choice",
    "Date",
    "End",
    "Interval",
    "Moment",
    "Precision",
    "Run",
    "Set",
    "Span",
    "day_in_words",
    "describe",
    "edges",
    "in_words",
    "parse",
    "read",
    "span",
    "write",
]
