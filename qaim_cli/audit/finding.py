"""The finding of an audit."""

from __future__ import annotations

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Source


class AuditFinding(FrozenRecord):
    """A disagreement with an article: the event, the place cited, what is wrong, and a fix."""

    event: Event | None
    """The event that is not borne out; None where a sentence has no event."""
    source: Source | None
    message: str
    fix: str
    rule_name: str = ""
    """By which rule it was found."""
    sentence_text: str = ""
    """The sentence of the article that it is about."""
