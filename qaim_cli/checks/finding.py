"""The finding of a check, and where in the file it is."""

from __future__ import annotations

from typing import Protocol

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Entity, Event, Reference

FindingSubject = Event | Entity | Reference | None
"""What a finding is about; None for the file as a whole."""


class CheckFinding(FrozenRecord):
    """One finding: its subject, what is wrong, how to fix it, and under which key."""

    subject: FindingSubject
    message: str
    fix: str
    keys: tuple[str, ...] = ()
    """The keys under which it may stand, the likeliest first; none for the record itself."""
    faulty_text: str = ""
    """The text there that is wrong, where only one of several is."""
    related_line: int = 0
    """Another line of the file that the message names; 0 where it names none."""


class PositionFinder(Protocol):
    """Finds the position of a record or key in a file."""

    def find_position(self, finding: CheckFinding) -> tuple[int, int]:
        """Find the line and column of a finding, from 1."""


class RecordLineFinder:
    """Finds positions without the file: the line of each record."""

    def find_position(self, finding: CheckFinding) -> tuple[int, int]:
        """Return the line of the record, and its first column."""
        return finding.subject.line if finding.subject else 1, 1
