"""The program in a terminal of its own, with someone at the keys."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from pathlib import Path
from typing import Self

_LONGEST_WAIT = 60


class Terminal:
    """A terminal in which the program runs; both end when the block is left."""

    def __init__(
        self, folder: Path, *arguments: str, columns: int = 80, environment: dict[str, str]
    ) -> None:
        self.screen = ""
        self.status: int | None = None
        self._pid, self._keys = pty.fork()
        if not self._pid:
            os.chdir(folder)
            os.execve(sys.executable, [sys.executable, "-m", "qaim_cli", *arguments], environment)
        fcntl.ioctl(self._keys, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.status is None:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
        os.close(self._keys)

    def press(self, keys: str) -> None:
        """Press some keys."""
        os.write(self._keys, keys.encode())

    def expect(self, text: str) -> str:
        """Wait until the program has shown a text; what it has shown up to there."""
        return self._read_until(lambda: text in self.screen, text)

    def press_and_expect(self, keys: str, text: str) -> str:
        """Press some keys on a clear screen, and wait for a text."""
        self.screen = ""
        self.press(keys)
        return self.expect(text)

    def wait(self) -> int:
        """Wait until the program has ended; its exit status."""
        self._read_until(lambda: False, "")
        _, status = os.waitpid(self._pid, 0)
        self.status = os.waitstatus_to_exitcode(status)
        return self.status

    def _read_until(self, is_done, text: str) -> str:
        ends = time.monotonic() + _LONGEST_WAIT
        while not is_done():
            assert time.monotonic() < ends, f"{text!r} did not come: {self.screen!r}"
            if not select.select([self._keys], [], [], 1)[0]:
                continue
            try:
                data = os.read(self._keys, 65536)
            except OSError:  # so Linux says that the program has ended
                data = b""
            if not data:
                assert not text, f"{text!r} did not come: {self.screen!r}"
                return self.screen
            self.screen += data.decode("utf-8", "replace").replace("\r\n", "\n")
        return self.screen
