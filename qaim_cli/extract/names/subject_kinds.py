"""What an article may be about."""

from __future__ import annotations

from enum import StrEnum


class SubjectKind(StrEnum):
    """What an article is about; a thing, as a craft or a language, does not act."""

    UNKNOWN = ""
    PERSON = "person"
    ACTOR = "actor"
    PLACE = "place"
    THING = "thing"
