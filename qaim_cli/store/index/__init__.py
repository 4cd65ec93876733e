"""The index: what a store said when it was last read, kept so that it need not be read again.

An index is a database in the person's cache folder, one for each store. It is never changed: a new
one is built beside it and renamed into its place, so that whoever reads the old one goes on with
it. It answers only for the very file, program and tables of characters that it was made from; where
anything about it is not as it should be, the store is read as if there were none.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import stat
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from qaim_cli import store
from qaim_cli.errors import StoreError
from qaim_cli.store import Kept, Loaded, Progress
from qaim_cli.store.head import name_of
from qaim_cli.store.index import about, folder
from qaim_cli.store.index.about import About, Stamp
from qaim_cli.store.index.events import IndexedEvents

if TYPE_CHECKING:
    from qaim_cli.store.index.build import Made

_SEALS = 2_000_000_000
"""Seals are whole multiples of so many nanoseconds, which every file system can keep."""


class _Connection(sqlite3.Connection):
    """A connection that ends with the last who holds it; Python from 3.13 on wants that said."""

    def __del__(self) -> None:
        with contextlib.suppress(sqlite3.Error):  # as one that could not be opened says
            self.close()


class _Asked(NamedTuple):
    """A store to be read: its path as given, as problems call it, and really; and who is told."""

    path: str
    called: str
    real: str
    where: str
    """Where its index lies."""
    progress: Progress | None


class _Index(NamedTuple):
    """An index that is open, and what it says of itself."""

    connection: sqlite3.Connection
    about: About

    def loaded(self, asked: _Asked) -> Loaded:
        """What the store holds, its events read when they are asked for."""
        head = self.about.head
        events = IndexedEvents(
            self.connection,
            head,
            name_of(asked.called),
            self.about.events,
            lambda: store.read(asked.path, store.data(asked.path)).timeline.events,
        )
        problems = tuple(problem._replace(path=asked.called) for problem in self.about.problems)
        return Loaded(head.timeline(asked.called, events), problems, self.about.left_out)


def load(path: str, called: str, progress: Progress | None = None) -> Loaded | None:
    """What a store holds, from its index, which is made or brought up to date where needed.

    None where there can be no index: then the file is to be read.

    Raises:
        StoreError: the file cannot be read at all.
    """
    try:
        return _load(path, called, progress)
    except (OSError, sqlite3.Error, ValueError):
        return None


def kept() -> Iterator[Kept]:
    """What is kept, of which stores."""
    for file in folder.indexes():
        said = _about(file.path)
        of, events = (said.path, said.events) if said else ("", 0)
        yield Kept(of, events, file.path, file.size)


def forget() -> tuple[Kept, ...]:
    """Removes all that is kept; what that was.

    Raises:
        OSError: something cannot be removed.
    """
    gone = tuple(kept())
    for file in folder.files():
        os.unlink(file.path)
    return gone


def _load(path: str, called: str, progress: Progress | None) -> Loaded | None:
    real = os.path.realpath(path)
    status = os.stat(real)
    where = folder.place(real)
    if where is None or not stat.S_ISREG(status.st_mode):
        return None
    asked = _Asked(path, called, real, where, progress)
    stamp = Stamp.of(status)
    index = _opened(asked)
    if index is None or index.about.stamp != stamp or not index.about.sure:
        index = _renewed(index, asked, stamp)
    return index.loaded(asked) if index else None


def _opened(asked: _Asked) -> _Index | None:
    """The index of a store, None where there is none that can be trusted."""
    try:
        status = os.stat(asked.where)
        if not folder.is_private(status):
            return None
        connection = _connected(asked.where, "immutable=1")
        found = _said(connection)
    except (OSError, sqlite3.Error, ValueError, TypeError):
        return None
    if found is None or found.path != asked.real or found.seal != status.st_mtime_ns:
        return None
    return _Index(connection, found)


def _about(where: str) -> About | None:
    """What an index says of itself, None where it cannot be read."""
    try:
        with contextlib.closing(_connected(where, "immutable=1")) as connection:
            return _said(connection)
    except (sqlite3.Error, ValueError, TypeError):
        return None


def _said(connection: sqlite3.Connection) -> About | None:
    row = connection.execute("SELECT text FROM about").fetchone()
    return about.read(row[0]) if row else None


def _renewed(old: _Index | None, asked: _Asked, stamp: Stamp) -> _Index | None:
    """The index of a store as it is now; None where it changes while it is read."""
    from qaim_cli.store.index.chunks import digest

    now = time.time_ns()
    data = store.data(asked.real)
    if Stamp.of(os.stat(asked.real)) != stamp:
        return None
    sure = stamp.is_sure(now)
    seal = now // _SEALS * _SEALS
    whole = digest(data).hex()
    if old and old.about.digest == whole:
        if old.about.stamp == stamp and not sure:
            return old
        same = old.about._replace(stamp=stamp, sure=sure, seal=seal)
        with _replaced(asked.where, seal) as beside:
            _copy(old, asked.where, beside)
            _say(beside, same)
        return _opened(asked)
    with _replaced(asked.where, seal) as beside:
        made = _build(old, asked, beside, data)
        _say(beside, About(asked.real, stamp, sure, whole, seal, *made))
    folder.sweep(now / 1e9)
    return _opened(asked)


def _build(old: _Index | None, asked: _Asked, beside: str, data: bytes) -> Made:
    """Builds an index by the way that costs least: only what changed, in chunks, as a whole."""
    # Here, so that an answer from an index never loads the reader of YAML.
    from qaim_cli.store.index import build
    from qaim_cli.store.index.chunks import cut

    called, progress = asked.called, asked.progress
    text = cut(data)
    if text and old and old.about.head_digest:
        _copy(old, asked.where, beside)
        with contextlib.suppress(build.Unfit, StoreError), _writing(beside) as connection:
            return build.update(connection, called, old.about, text)
    if text:
        os.truncate(beside, 0)
        with contextlib.suppress(build.Unfit), _writing(beside) as connection:
            return build.create_in_chunks(connection, called, data, text, progress)
    os.truncate(beside, 0)
    with _writing(beside) as connection:
        return build.create(connection, called, data, progress)


@contextlib.contextmanager
def _replaced(where: str, seal: int) -> Iterator[str]:
    """A file to be filled that then takes the index's place, sealed; or goes, if that fails.

    Raises:
        OSError: the folder or the file cannot be written, or keeps no seal.
    """
    beside = folder.beside(where)
    try:
        _seal(beside, seal)
        yield beside
        descriptor = os.open(beside, os.O_RDWR)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        _seal(beside, seal)
        os.replace(beside, where)
    except BaseException:
        os.unlink(beside)
        raise


def _seal(path: str, seal: int) -> None:
    """Sets the time at which a file was changed.

    Raises:
        OSError: the file system does not keep it.
    """
    os.utime(path, ns=(seal, seal))
    if os.stat(path).st_mtime_ns != seal:
        raise OSError(path)


@contextlib.contextmanager
def _writing(path: str) -> Iterator[sqlite3.Connection]:
    """A database to be filled, whose changes count only if all of them succeed."""
    connection = _connected(path, "mode=rw")
    try:
        # Nobody else knows the file yet, and one that is not finished is thrown away. What does
        # not fit into memory goes to the same private folder.
        within = os.path.dirname(path).replace("'", "''")
        for setting in (
            "journal_mode = OFF",
            "synchronous = OFF",
            "secure_delete = OFF",
            f"temp_store_directory = '{within}'",
            "cache_size = -65536",
        ):
            connection.execute(f"PRAGMA {setting}")
        connection.execute("BEGIN")
        yield connection
        connection.execute("COMMIT")
    finally:
        connection.close()


def _say(path: str, what: About) -> None:
    """Writes into an index what it says of itself."""
    with _writing(path) as connection:
        connection.execute("DELETE FROM about")
        connection.execute("INSERT INTO about VALUES (?)", (what.written(),))


def _copy(index: _Index, where: str, beside: str) -> None:
    """Copies an index.

    Raises:
        OSError: it cannot be copied, or another has taken its place.
    """
    with open(where, "rb") as source, open(beside, "wb") as target:
        if os.fstat(source.fileno()).st_mtime_ns != index.about.seal:
            raise OSError(where)
        while piece := source.read(1 << 20):
            target.write(piece)


def _connected(path: str, how: str) -> sqlite3.Connection:
    named = "".join(f"%{ord(each):02x}" if each in "%?#" else each for each in path)
    return sqlite3.connect(
        f"file:{named}?{how}",
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        factory=_Connection,
    )
