"""Extraction: an article → its dates, and the events that a person may make of them.

`resolve_mentions` yields each sentence with its dates, and `find_event_dates` with the dates of its
events; `draft_timeline` drafts the events of the dated sentences. What else a sentence says is
read by `find_casualties` (figures of people), `find_claimant` and `EntityFinder`.
"""

from __future__ import annotations

from qaim_cli.extract.claims import find_claimant
from qaim_cli.extract.comments import describe_sentence, shorten_text
from qaim_cli.extract.dates.anchor import resolve_mentions
from qaim_cli.extract.dates.date_bounds import EventDate
from qaim_cli.extract.dates.event_dates import find_event_dates, merge_mentions
from qaim_cli.extract.dates.resolved import ResolvedMention
from qaim_cli.extract.drafter import DraftTimeline, Recurrence, draft_timeline
from qaim_cli.extract.figures import CasualtyMention, find_casualties, find_numbers
from qaim_cli.extract.names.article_subject import find_name_and_kind
from qaim_cli.extract.names.entities import EntityFinder, MentionedEntities
from qaim_cli.extract.titles.dated_clauses import find_event_clause
from qaim_cli.extract.words.verbs import find_verbs

__all__ = [
    "CasualtyMention",
    "DraftTimeline",
    "EntityFinder",
    "EventDate",
    "MentionedEntities",
    "Recurrence",
    "ResolvedMention",
    "describe_sentence",
    "draft_timeline",
    "find_casualties",
    "find_claimant",
    "find_event_clause",
    "find_event_dates",
    "find_name_and_kind",
    "find_numbers",
    "find_verbs",
    "merge_mentions",
    "resolve_mentions",
    "shorten_text",
]
