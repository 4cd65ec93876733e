"""Errors that end a request, each with its exit status."""

from __future__ import annotations

import os
from typing import ClassVar

EXIT_PROBLEMS = 1
"""Exit status when a check found problems."""


class QaimError(Exception):
    """An error that a person can act on: one lower-case line, and how to fix it."""

    exit_status: ClassVar[int] = 2

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message, fix)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message}; {self.fix}" if self.fix else self.message


class RequestError(QaimError):
    """A bad request: an unknown name, a value out of range, an unusable output file."""


class DateError(RequestError):
    """A text that is not a date, or that can be read as two dates."""


class EndBeforeStartError(DateError):
    """A date that ends before it begins."""


class StoreError(QaimError):
    """A timeline that cannot be read at all."""

    exit_status = 3

    def __init__(
        self, message: str, fix: str = "", *, path: str = "", position: tuple[int, int] = (1, 1)
    ) -> None:
        """Take what is wrong, how to fix it, and where.

        Args:
            message: what is wrong.
            fix: how to fix it.
            path: the file, where the message is to begin with its name and line.
            position: the line and column, counted from 1.
        """
        super().__init__(f"{path}:{position[0]}: {message}" if path else message, fix)
        self.description = message
        """The message without path and line."""
        self.position = position


class ProgramFaultError(QaimError):
    """A fault of the program itself, which no other request could have avoided."""

    exit_status = 70


def describe_os_error(error: OSError | ValueError) -> str:
    """Say why the system refused, in small letters and without the path."""
    number = getattr(error, "errno", None)
    return os.strerror(number).lower() if number else str(error)
