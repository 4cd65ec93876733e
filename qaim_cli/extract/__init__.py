"""Extraction: an article → its dates, and the events that a person may make of them.

`resolve_mentions` gives each sentence with its dates, and `dated` with what these are as dates of
events; `draft` gives the events of the dated sentences, and `written` the text of a store that
holds them. What else a sentence says is read by `harmed` (figures of people), `find_claimant` and
`EntityFinder`.
"""

from __future__ import annotations

from qaim_cli.extract.anchor import ResolvedMention, resolve_mentions
from qaim_cli.extract.claims import find_claimant
from qaim_cli.extract.draft_yaml import DRAFT_TAG, render_draft_yaml
from qaim_cli.extract.drafter import DraftTimeline, EventDraft, Recurrence, draft_timeline
from qaim_cli.extract.entities import EntityFinder, MentionedEntities
from qaim_cli.extract.event_dates import EventDate, find_event_dates, merge_mentions
from qaim_cli.extract.figures import CasualtyMention, find_casualties, find_numbers

__all__ = [
    "DRAFT_TAG",
    "CasualtyMention",
    "DraftTimeline",
    "EntityFinder",
    "EventDate",
    "EventDraft",
    "MentionedEntities",
    "Recurrence",
    "ResolvedMention",
    "draft_timeline",
    "find_casualties",
    "find_claimant",
    "find_event_dates",
    "find_numbers",
    "merge_mentions",
    "render_draft_yaml",
    "resolve_mentions",
]
