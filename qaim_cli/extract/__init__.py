"""Extraction: an article → its dates, and the events that a person may make of them.

`anchored` gives each sentence with its dates; `draft` the events of the dated ones; `written` the
text of a store that holds these.
"""

from __future__ import annotations

from qaim_cli.extract.anchor import Dated, anchored
from qaim_cli.extract.drafting import Draft, Drafts, Habit, draft
from qaim_cli.extract.figures import numbers
from qaim_cli.extract.joining import When, dated
from qaim_cli.extract.writing import written

__all__ = [
    "Dated",
    "Draft",
    "Drafts",
    "Habit",
    "When",
    "anchored",
    "dated",
    "draft",
    "numbers",
    "written",
]
