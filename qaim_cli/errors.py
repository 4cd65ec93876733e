"""Errors: what stops a request, each kind with the exit status it ends in."""

from __future__ import annotations

import os
from typing import ClassVar

EXIT_PROBLEMS = 1
"""Exit status when a check found problems."""


class QaimError(Exception):
    """An error a person can act on: one lower-case line that quotes them, and how to fix it."""

    exit_status: ClassVar[int] = 2

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message, fix)
        self.message = message
        self.fix = fix

    def __str__(self) -> str:
        return f"{self.message}; {self.fix}" if self.fix else self.message


class RequestError(QaimError):
    """The request is wrong: an unknown name, a value out of range, an unusable file to write."""


class DateError(RequestError):
    """A text is not a date, or can be read as two dates."""


class EndBeforeStartError(DateError):
    """A date ends before it begins."""


class StoreError(QaimError):
    """The store cannot be read at all."""

    exit_status = 3

    def __init__(
        self, message: str, fix: str = "", *, path: str = "", position: tuple[int, int] = (1, 1)
    ) -> None:
        """Takes what is wrong, how to fix it, and where.

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


def describe_os_error(error: OSError | ValueError) -> str:
    """Say why the system refused, in small letters and without the path."""
    number = getattr(error, "errno", None)
    return os.strerror(number).lower() if number else str(error)
