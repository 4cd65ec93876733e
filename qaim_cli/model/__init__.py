"""The records that a timeline is made of: plain frozen data."""

from __future__ import annotations

from qaim_cli.model.event_source import (
    DateGroups,
    EventSource,
    ListedEvents,
    MatchCounts,
    RankedAnswer,
    RankedEvents,
    ValueSum,
)
from qaim_cli.model.events import (
    CASUALTY_KINDS,
    DEFAULT_SOURCE_ID,
    DRAFT_TAG,
    NAMES_COMMENT,
    Casualties,
    Catalogue,
    Entity,
    Event,
    EventDraft,
    Figure,
    IgnoredSentence,
    Origin,
    Participant,
    Qualifier,
    Reference,
    Source,
)
from qaim_cli.model.problems import Problem, ProblemLevel
from qaim_cli.model.timeline import Timeline

__all__ = [
    "CASUALTY_KINDS",
    "DEFAULT_SOURCE_ID",
    "DRAFT_TAG",
    "NAMES_COMMENT",
    "Casualties",
    "Catalogue",
    "DateGroups",
    "Entity",
    "Event",
    "EventDraft",
    "EventSource",
    "Figure",
    "IgnoredSentence",
    "ListedEvents",
    "MatchCounts",
    "Origin",
    "Participant",
    "Problem",
    "ProblemLevel",
    "Qualifier",
    "RankedAnswer",
    "RankedEvents",
    "Reference",
    "Source",
    "Timeline",
    "ValueSum",
]
