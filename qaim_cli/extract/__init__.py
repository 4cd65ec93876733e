"""Extraction: an article → its dates, and the events that a person may make of them.

`anchored` gives each sentence with its dates, and `dated` with what these are as dates of events;
`draft` gives the events of the dated sentences, and `written` the text of a store that holds them.
What else a sentence says is read by `harmed` (figures of people), `claimant` and `Names`.
"""

from __future__ import annotations

from qaim_cli.extract.anchor import Dated, anchored
from qaim_cli.extract.claims import claimant
from qaim_cli.extract.drafting import Draft, Drafts, Habit, draft
from qaim_cli.extract.figures import Harmed, harmed, numbers
from qaim_cli.extract.joining import When, dated, joined
from qaim_cli.extract.naming import Known, Names
from qaim_cli.extract.writing import DRAFT, written

__all__ = [
    "DRAFT",
    "Dated",
    "Draft",
    "Drafts",
    "Habit",
    "Harmed",
    "Known",
    "Names",
    "When",
    "anchored",
    "claimant",
    "dated",
    "draft",
    "harmed",
    "joined",
    "numbers",
    "written",
]
