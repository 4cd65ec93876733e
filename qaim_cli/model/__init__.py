"""The records that a timeline is made of: plain frozen data."""

from __future__ import annotations

from qaim_cli.model.events import (
    CASUALTY_KINDS,
    DEFAULT_SOURCE_ID,
    DRAFT_TAG,
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
from qaim_cli.model.timeline import LazyEvents, MatchCounts, RankedEvents, Timeline, ValueSum

__all__ = [
    "CASUALTY_KINDS",
    "DEFAULT_SOURCE_ID",
    "DRAFT_TAG",
    "Casualties",
    "Catalogue",
    "Entity",
    "Event",
    "EventDraft",
    "Figure",
    "IgnoredSentence",
    "LazyEvents",
    "MatchCounts",
    "Origin",
    "Participant",
    "Problem",
    "ProblemLevel",
    "Qualifier",
    "RankedEvents",
    "Reference",
    "Source",
    "Timeline",
    "ValueSum",
]
