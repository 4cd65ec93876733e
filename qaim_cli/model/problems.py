"""Problems in the data of a timeline."""

from __future__ import annotations

from enum import StrEnum

from qaim_cli.frozen_record import FrozenRecord


class ProblemLevel(StrEnum):
    """How grave a problem is."""

    ERROR = "error"
    WARNING = "warning"


class Problem(FrozenRecord):
    """A fault in a store's data: where it stands, what is wrong, and how to put it right."""

    path: str
    line: int
    column: int
    code: str
    message: str
    fix: str = ""
    level: ProblemLevel = ProblemLevel.ERROR
    related_line: int = 0
    """Another line of the file that the message names; 0 where it names none."""

    @property
    def full_message(self) -> str:
        """What is wrong and how to fix it, as two sentences."""
        return f"{self.message}. {self.fix}" if self.fix else self.message

    @property
    def check_output_line(self) -> str:
        """The problem as `qaim check` prints it: position, level, check, message and fix."""
        position = f"{self.path}:{self.line}:{self.column}"
        return f"{position}: {self.level} {self.code}: {self.full_message}"

    def __str__(self) -> str:
        fix = f"; {self.fix}" if self.fix else ""
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.message}{fix}"
