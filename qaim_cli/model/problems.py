"""Problems in the data of a timeline."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class ProblemLevel(StrEnum):
    """How grave a problem is."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """A fault in a store's data: where it stands, what is wrong, and how to put it right."""

    path: str
    line: int
    column: int
    code: str
    message: str
    fix: str = ""
    level: ProblemLevel = ProblemLevel.ERROR

    @property
    def full_message(self) -> str:
        """What is wrong and its cure, as two sentences."""
        return f"{self.message}. {self.fix}" if self.fix else self.message

    @property
    def check_output_line(self) -> str:
        """The problem as a check tells it: place, level, the check's name, fault and cure."""
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.level} {self.code}: {self.full_message}"

    def __str__(self) -> str:
        cure = f"; {self.fix}" if self.fix else ""
        return f"{self.path}:{self.line}: {self.message}{cure}"
