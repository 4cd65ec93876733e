"""What a check finds, and where in the file that stands."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from qaim_cli.model import Entity, Event, Reference

FindingSubject = Event | Entity | Reference | None
"""What a finding is about; None for the file as a whole."""


class CheckFinding(NamedTuple):
    """A breach of a check: whose it is, what is wrong, how to put it right, under which key."""

    subject: FindingSubject
    message: str
    fix: str
    keys: tuple[str, ...] = ()
    """The keys under which it may stand, the likeliest first; none for the record itself."""
    faulty_text: str = ""
    """The text there that is wrong, where only one of several is."""


class PositionFinder(Protocol):
    """What knows where in a file things stand."""

    def find_position(self, finding: CheckFinding) -> tuple[int, int]:
        """The line and column of what a finding is about, from 1."""


class RecordLineFinder:
    """The places known without the file: each record's line."""

    def find_position(self, finding: CheckFinding) -> tuple[int, int]:
        """The line of the record and its first column."""
        return finding.subject.line if finding.subject else 1, 1
