"""Errors: what stops a request, each kind with the exit status it ends in."""

from __future__ import annotations

import os
from typing import ClassVar

EXIT_PROBLEMS = 1
"""The exit status of a request that was answered, and found what is amiss."""


class QaimError(Exception):
    """An error a person can act on: one lower-case line that quotes them, and its cure."""

    exit_status: ClassVar[int] = 2

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what, cure)
        self.message = what
        self.fix = cure

    def __str__(self) -> str:
        return f"{self.message}; {self.fix}" if self.fix else self.message


class RequestError(QaimError):
    """The request is wrong: an unknown name, a value out of range, an unusable file to write."""


class DateError(RequestError):
    """A text is no date, or is two dates at once."""


class EndBeforeStartError(DateError):
    """A date's end lies before its beginning."""


class StoreError(QaimError):
    """The store cannot be read at all."""

    exit_status = 3

    def __init__(self, what: str, cure: str = "", place: tuple[int, int] = (1, 1)) -> None:
        """Takes what is wrong and its cure, and the line and column where, counted from 1."""
        super().__init__(what, cure)
        self.position = place


def describe_os_error(error: OSError | ValueError) -> str:
    """Why the system refused, in small letters and without the path."""
    number = getattr(error, "errno", None)
    return os.strerror(number).lower() if number else str(error)
