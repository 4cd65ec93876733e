"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from typing import Any

_TEXT: Any = {"encoding": "utf-8", "errors": "replace", "newline": ""}


def write_whole(path: str, pieces: Iterable[str]) -> None:
    """Writes pieces of text as a UTF-8 file: beside its place first, then renamed into it.

    A link is followed and an existing file's permissions are kept. What is no plain file (a device,
    a pipe, an open stream under /dev) is added to directly.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    target = os.path.realpath(path)
    is_stream = path.startswith("/dev/") and target != os.path.abspath(path)
    if is_stream or (os.path.exists(target) and not os.path.isfile(target)):
        with open(path, "a", **_TEXT) as stream:
            stream.writelines(pieces)
        return
    mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else 0o666 & ~_umask()
    descriptor, beside = tempfile.mkstemp(dir=os.path.dirname(target), prefix=".qaim-")
    try:
        with os.fdopen(descriptor, "w", **_TEXT) as stream:
            stream.writelines(pieces)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(beside, mode)
        os.replace(beside, target)
    except BaseException:
        os.unlink(beside)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
