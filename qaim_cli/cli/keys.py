"""Single keys read from a terminal, without Enter."""

from __future__ import annotations

import os
import select
import sys
from types import ModuleType

from qaim_cli.cli import terminal
from qaim_cli.cli.prompt import InputEndedError

END_OF_INPUT = ("", "\x00", "\x04", "\x1a")
"""What is read when the terminal is closed, or for Ctrl-D (typed ahead too) or Ctrl-Z."""
_INTERRUPT = "\x03"
_ESCAPE = b"\x1b"
_INTRODUCERS = (b"[", b"O")
_ESCAPE_SECONDS = 0.05
"""The rest of the sequence that an arrow key sends comes within this time."""


def can_read_keys() -> bool:
    """Whether keys can be read one by one: stdin is a terminal of a known kind."""
    return sys.stdin.isatty() and (_import("termios") or _import("msvcrt")) is not None


def read_key(question: str) -> str:
    """Ask a question and read one key; empty for one that is no character, such as an arrow.

    Raises:
        InputEndedError: the terminal is closed, or Ctrl-D was typed.
        KeyboardInterrupt: Ctrl-C was typed.
    """
    windows = _import("msvcrt")
    key = _read_windows_key(windows, question) if windows else _read_posix_key(question)
    if key == _INTERRUPT:
        raise KeyboardInterrupt
    if key in END_OF_INPUT:
        print()
        raise InputEndedError("the answers ended early", "nothing was written")
    return key if key.isprintable() else ""


def _import(name: str) -> ModuleType | None:
    """Import a module that only some systems have."""
    from importlib import import_module

    try:
        return import_module(name)
    except ImportError:
        return None


def _read_windows_key(msvcrt: ModuleType, question: str) -> str:
    terminal.write_stdout([question])
    key: str = msvcrt.getwch()
    if key in ("\x00", "\xe0"):  # followed by the code of an arrow or the like
        msvcrt.getwch()
        return "\t"
    return key


def _read_posix_key(question: str) -> str:
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    settings = termios.tcgetattr(descriptor)
    try:
        # What is typed ahead is kept, and Ctrl-C still interrupts.
        tty.setcbreak(descriptor, termios.TCSADRAIN)
        terminal.write_stdout([question])
        data = os.read(descriptor, 1)
        if data == _ESCAPE:
            _skip_sequence(descriptor)
            return "\t"
        while data and len(data) < _count_utf8_bytes(data[0]):
            data += os.read(descriptor, 1) or b"?"
    finally:
        termios.tcsetattr(descriptor, termios.TCSADRAIN, settings)
    return data.decode("utf-8", "replace")


def _skip_sequence(descriptor: int) -> None:
    """Read what an arrow key or the like sends behind the escape character, and no more."""
    byte = b""
    while select.select([descriptor], [], [], _ESCAPE_SECONDS)[0]:
        is_first, byte = not byte, os.read(descriptor, 1)
        if not (is_first and byte in _INTRODUCERS) and (is_first or b"@" <= byte <= b"~"):
            return


def _count_utf8_bytes(first: int) -> int:
    """Count the bytes of a character by its first one."""
    return 1 if first < 0xC0 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4
