"""Write files atomically: whole or not at all."""

from __future__ import annotations

import os
import re
import signal
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import NoReturn

_TEMPORARY_PREFIX = ".qaim-"
_TEMPORARY_NAME = re.compile(re.escape(_TEMPORARY_PREFIX) + r"[a-z0-9_]{8}")
"""As `tempfile` makes them."""


class FileChangedError(OSError):
    """A file was changed by someone else after it was read."""


def write_atomically(path: str, pieces: Iterable[str | bytes]) -> None:
    """Write pieces, texts as UTF-8, to a file atomically, through a temporary file beside it.

    A link is followed and an existing file's permissions are kept. What is not a regular file (a
    device, a pipe, an open stream under /dev) is added to directly.

    Raises:
        OSError: the file cannot be written; what was there before is untouched.
    """
    target = os.path.realpath(path)
    is_stream = path.startswith("/dev/") and target != os.path.abspath(path)
    if is_stream or (os.path.exists(target) and not os.path.isfile(target)):
        with open(path, "ab") as stream:
            stream.writelines(map(_encode_piece, pieces))
        return
    mode = os.stat(target).st_mode & 0o7777 if os.path.exists(target) else 0o666 & ~get_umask()
    _write_temporary(
        target, map(_encode_piece, pieces), mode, lambda beside: os.replace(beside, target)
    )


def read_pieces(path: str) -> Iterator[bytes]:
    """Read a file of any size, a mebibyte at a time."""
    with open(path, "rb") as stream:
        while piece := stream.read(2**20):
            yield piece


def create_file(path: str, pieces: Iterable[str]) -> None:
    """Write pieces of text to a new UTF-8 file atomically, as they come.

    Raises:
        FileExistsError: there is a file already; it is untouched.
        OSError: the file cannot be written.
    """

    def link_into_place(beside: str) -> None:
        os.link(beside, path)  # fails where there is a file, which a rename would not
        os.unlink(beside)

    mode = 0o666 & ~get_umask()
    _write_temporary(os.path.abspath(path), map(str.encode, pieces), mode, link_into_place)


def rewrite_file(path: str, transform: Callable[[int], Iterable[bytes] | None]) -> None:
    """Replace a file's content by the pieces that a function makes of it, unless that is None.

    The function takes the descriptor of the file, open for reading. Its pieces are written as they
    come, so that it need not hold the whole file in memory.

    The file is locked from before it is read until after it is written, so that of two who do this
    at once the second sees what the first has written. Where the system has no such locks, and
    against writers that know nothing of them, the file is compared once more before it is replaced.

    Raises:
        FileChangedError: someone else wrote the file meanwhile; it is as they left it.
        PermissionError: the file is another's, who would lose it to a new one.
        OSError: the file cannot be read or written; it is untouched.
    """
    target = os.path.realpath(path)
    with _open_locked(target) as stream:
        before = os.fstat(stream)
        pieces = transform(stream)
        if pieces is None:
            return

        def replace_target(beside: str) -> None:
            _keep_owner(beside, before)
            _keep_attributes(beside, target)
            if _get_identity(os.stat(target)) != _get_identity(before):
                raise FileChangedError(f"{path!r} was changed by someone else meanwhile")
            os.replace(beside, target)
            _fsync_folder(os.path.dirname(target))

        _write_temporary(target, pieces, before.st_mode & 0o7777, replace_target)


def _write_temporary(
    target: str, pieces: Iterable[bytes], mode: int, install: Callable[[str], None]
) -> None:
    """Write a file next to its target and install it; on any failure nothing is left.

    What a writer left that was killed is removed too.
    """
    folder = os.path.dirname(target)
    _remove_abandoned_files(folder)
    with _exit_on_termination(), _create_temporary(folder) as temporary:
        try:
            with open(temporary, "wb") as stream:
                stream.writelines(pieces)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(temporary, mode)
            install(temporary)
        except BaseException:
            os.unlink(temporary)
            raise


@contextmanager
def _create_temporary(folder: str) -> Iterator[str]:
    """A new file, locked where the system can, so that nobody takes it for abandoned meanwhile."""
    while True:
        descriptor, path = tempfile.mkstemp(dir=folder, prefix=_TEMPORARY_PREFIX)
        try:
            with suppress(OSError):  # as of a file system without locks: then nobody can take it
                _lock_file(descriptor)
            if not os.path.exists(path):
                continue  # it was taken before it was locked
            if not _can_lock():
                # Such a system may refuse to rename a file that is open.
                os.close(descriptor)
                descriptor = os.open(os.devnull, os.O_RDONLY)
            yield path
            return
        finally:
            os.close(descriptor)


def _remove_abandoned_files(folder: str) -> None:
    """Remove temporary files of writers who were killed: those that nobody has locked."""
    if not _can_lock():
        return
    import fcntl

    with suppress(OSError):
        for name in filter(_TEMPORARY_NAME.fullmatch, os.listdir(folder or os.curdir)):
            path = os.path.join(folder, name)
            with suppress(OSError), open(path, "rb", opener=_open_own_file) as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
                os.unlink(path)


def _open_own_file(path: str, flags: int) -> int:
    """Open a plain file of the user's own; no link, and nothing that would make us wait.

    Raises:
        OSError: it is anything else.
    """
    status = os.lstat(path)
    if not stat.S_ISREG(status.st_mode) or status.st_uid != os.geteuid():
        raise PermissionError(path)
    return os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK)


def _can_lock() -> bool:
    try:
        import fcntl  # noqa: F401 - whether it is there
    except ImportError:
        return False
    return True


@contextmanager
def _exit_on_termination() -> Iterator[None]:
    """Turn SIGTERM into an exit that cleans up, unless the program handles it already."""

    def exit_program(number: int, _: object) -> NoReturn:
        raise SystemExit(128 + number)

    if signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    try:
        signal.signal(signal.SIGTERM, exit_program)
    except ValueError:  # only the main thread may handle signals
        yield
        return
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _encode_piece(piece: str | bytes) -> bytes:
    return piece if isinstance(piece, bytes) else piece.encode("utf-8", "replace")


@contextmanager
def _open_locked(target: str) -> Iterator[int]:
    """The file opened for reading, with no other writer of ours at it."""
    while True:
        stream = os.open(target, os.O_RDONLY | getattr(os, "O_BINARY", 0))
        try:
            _lock_file(stream)
            # Who held the lock before may have put another file in this one's place.
            if os.path.samestat(os.fstat(stream), os.stat(target)):
                yield stream
                return
        finally:
            os.close(stream)  # which also gives up the lock


def _lock_file(stream: int) -> None:
    if _can_lock():  # otherwise the comparison before writing must do
        import fcntl

        fcntl.flock(stream, fcntl.LOCK_EX)


def read_all(stream: int) -> bytes:
    """Read the whole file of a descriptor."""
    with os.fdopen(os.dup(stream), "rb") as reader:
        reader.seek(0)
        return reader.read()


def _keep_owner(beside: str, before: os.stat_result) -> None:
    """Give a file the owner and group of the one that it replaces.

    Raises:
        PermissionError: that is not for us to do.
    """
    made = os.stat(beside)
    if (made.st_uid, made.st_gid) != (before.st_uid, before.st_gid):
        os.chown(beside, before.st_uid, before.st_gid)
        os.chmod(beside, before.st_mode & 0o7777)  # a change of owner takes special bits away


def _keep_attributes(beside: str, target: str) -> None:
    """Give a file the extended attributes of another, as far as the system allows."""
    if not hasattr(os, "listxattr"):
        return
    with suppress(OSError):
        for name in os.listxattr(target):
            with suppress(OSError):
                os.setxattr(beside, name, os.getxattr(target, name))


def _get_identity(found: os.stat_result) -> tuple[int, ...]:
    return (found.st_dev, found.st_ino, found.st_size, found.st_mtime_ns)


def _fsync_folder(folder: str) -> None:
    """Fsync the directory, so that the rename survives a power loss."""
    try:
        stream = os.open(folder, os.O_RDONLY)
    except OSError:  # a system that opens no folders
        return
    try:
        os.fsync(stream)
    finally:
        os.close(stream)


def get_umask() -> int:
    """Get the permissions that new files of this process do not have."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
