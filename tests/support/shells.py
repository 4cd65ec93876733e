"""Shells in a terminal of their own, with someone at the keys."""

from __future__ import annotations

import os
import pty
import select
import shutil
import signal
import time
from pathlib import Path
from typing import Self

import pytest

READY = "<ready>"
_SETUP = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        "PS1='<rea''dy>'; bind 'set enable-bracketed-paste off'; set -H; HISTFILE=\n",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        "PROMPT='<rea''dy>'; RPROMPT=; unset zle_bracketed_paste; autoload -Uz compinit;"
        " compinit -u -D; setopt extendedglob promptsubst; LISTMAX=100000\n",
    ),
    "fish": (
        ["fish", "--no-config", "-i"],
        "function fish_prompt; echo -n '<rea''dy>'; end; set -g fish_autosuggestion_enabled 0\n",
    ),
}


class Shell:
    """A shell that has read the completion script; ended when the block is left."""

    def __init__(self, name: str, folder: Path, script: str, environment: dict[str, str]) -> None:
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")
        arguments, setup = _SETUP[name]
        (folder / "script").write_text(script)
        self.name = name
        self.screen = ""
        self._pid, self._keys = pty.fork()
        if not self._pid:
            os.chdir(folder)
            os.execvpe(arguments[0], arguments, environment)
        import fcntl
        import struct
        import termios

        fcntl.ioctl(self._keys, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 200, 0, 0))
        if name == "fish":
            self.expect("# " if os.getuid() == 0 else "> ")
        os.write(self._keys, setup.encode())
        self.expect(READY)
        self.enter(f"{'source' if name == 'fish' else '.'} ./script")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        os.kill(self._pid, signal.SIGKILL)
        os.close(self._keys)
        os.waitpid(self._pid, 0)

    def press(self, keys: str) -> None:
        """Presses keys, and goes on at once."""
        os.write(self._keys, keys.encode())

    def expect(self, text: str, seconds: float = 20) -> None:
        """Wait until the text is on the screen since it was last looked at."""
        until = time.monotonic() + seconds
        while text not in self.screen:
            if not select.select([self._keys], [], [], until - time.monotonic())[0]:
                raise AssertionError(f"{text!r} does not come: {self.screen[-3000:]!r}")
            self.screen += os.read(self._keys, 65536).decode("utf-8", "replace")
            if self.name == "fish" and "\x1b[c" in self.screen:
                self.screen = self.screen.replace("\x1b[c", "")
                self.press("\x1b[?6c")
        self.screen = self.screen.partition(text)[2]

    def enter(self, line: str = "") -> None:
        """End the line, and wait until the shell is ready for the next."""
        self.press(f"{line}\r")
        self.expect(READY)
