"""What an index says of itself: which file it is of, how that file was then, and its head."""

from __future__ import annotations

import json
import os
import unicodedata
from typing import Any, NamedTuple
from zlib import crc32

from qaim_cli import __version__
from qaim_cli.model import (
    Casualties,
    Entity,
    Event,
    Figure,
    Level,
    Participant,
    Problem,
    Reference,
    Source,
)
from qaim_cli.store.head import Head

FORMAT = 1
"""Another number is another way of keeping things, and no index of it is read."""

_RECORDS = (Event, Source, Participant, Casualties, Figure, Entity, Problem, Reference, Head)
_SHAPE = crc32(" ".join(field for record in _RECORDS for field in record._fields).encode())

MADE_BY = f"{FORMAT} {__version__} {unicodedata.unidata_version} {_SHAPE:08x}"
"""The program that makes an index: its version, the fields of its records, which change between
versions, and the tables of characters, on which the folding of words depends."""

_TOO_FRESH = 2_000_000_000
"""A file changed so few nanoseconds before it was read may change again without a trace."""

encoded = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode
decoded = json.JSONDecoder().decode


class Stamp(NamedTuple):
    """What a system tells of a file that changes when the file does; times in nanoseconds."""

    size: int
    changed: int
    status_changed: int
    inode: int
    device: int

    @classmethod
    def of(cls, status: os.stat_result) -> Stamp:
        """The stamp in a file's status."""
        return cls(
            status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev
        )

    def is_sure(self, now: int) -> bool:
        """Whether the file was left alone so long that another change will change the stamp."""
        return now - max(self.changed, self.status_changed) >= _TOO_FRESH


class About(NamedTuple):
    """What an index says of itself."""

    path: str
    stamp: Stamp
    sure: bool
    """Whether the stamp alone tells that the file is still the same."""
    digest: str
    """What tells the file's bytes from any others."""
    seal: int
    """When the index says that it was finished: whatever touches it later breaks this seal."""
    head: Head
    head_digest: str
    """What tells the text of the head from any other; empty where the text cannot be cut up."""
    head_problems: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    """All problems, those across the whole timeline too, in the order of the file."""
    events: int
    left_out: int

    def written(self) -> str:
        """It as text, for `read`."""
        return encoded([MADE_BY, *self])


def read(text: str) -> About | None:
    """What an index says of itself; None where another program made it."""
    made_by, *values = decoded(text)
    if made_by != MADE_BY:
        return None
    about = About(*values)
    return about._replace(
        stamp=Stamp(*about.stamp),
        head=_head(*about.head),
        head_problems=problems(about.head_problems),
        problems=problems(about.problems),
    )


def problems(found: Any) -> tuple[Problem, ...]:
    """Problems from what JSON made of them."""
    return tuple(Problem(*each)._replace(level=Level(each[-1])) for each in found)


def _head(title: str, reference: Any, infobox: Any, actors: Any, places: Any) -> Head:
    return Head(
        title,
        Reference(*reference),
        tuple((label, value) for label, value in infobox),
        _entities(actors),
        _entities(places),
    )


def _entities(found: Any) -> tuple[Entity, ...]:
    return tuple(
        Entity(id, name, tuple(aliases), tuple(wholes), line)
        for id, name, aliases, wholes, line in found
    )
