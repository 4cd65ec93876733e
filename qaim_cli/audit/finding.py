"""What an audit finds."""

from __future__ import annotations

from typing import NamedTuple

from qaim_cli.model import Event, Source


class AuditFinding(NamedTuple):
    """What does not agree: whose it is, where in the article, what is wrong and its cure."""

    event: Event | None
    """The event that is not borne out; None where a sentence has no event."""
    source: Source | None
    message: str
    fix: str
    rule_name: str = ""
    """By which rule it was found."""
    sentence_text: str = ""
    """The sentence of the article that it is about."""
