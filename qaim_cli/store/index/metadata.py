"""The metadata of an index: which file it is of, the state of that file, and its head."""

from __future__ import annotations

import json
import os
import unicodedata
from collections.abc import Mapping
from typing import Any
from zlib import crc32

from qaim_cli.dates import Calendar, DateRules, Tolerance
from qaim_cli.facets import INDEXED_FACETS, Facet
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import (
    Casualties,
    Entity,
    Event,
    Figure,
    Participant,
    Problem,
    ProblemLevel,
    Reference,
    Source,
)
from qaim_cli.store.head import StoreHeader
from qaim_cli.version import __version__

INDEX_FORMAT = 14
"""Another number is another way of keeping things, and no index of it is read."""

_RECORD_TYPES = (
    Event,
    Source,
    Participant,
    Casualties,
    Figure,
    Entity,
    Problem,
    Reference,
    StoreHeader,
)


def sign_program(facets: Mapping[str, Facet]) -> str:
    """Sign the program that makes an index, so that no other one reads it.

    It differs by its version, the fields of its records, its facets, and the tables of characters,
    on which the folding of words depends.
    """
    fields = [field for record in _RECORD_TYPES for field in record._fields]
    marks = [f"{name}={facet.index_mark}" for name, facet in facets.items()]
    checksum = crc32(" ".join((*fields, *marks)).encode())
    return f"{INDEX_FORMAT} {__version__} {unicodedata.unidata_version} {checksum:08x}"


PROGRAM_SIGNATURE = sign_program(INDEXED_FACETS)

_SETTLING_NS = 2_000_000_000
"""A file changed so few nanoseconds before it was read may change again without a trace."""

encode_json = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), check_circular=False
).encode
decode_json = json.JSONDecoder().decode


class FileStamp(FrozenRecord):
    """Attributes of a file that change whenever it changes; times in nanoseconds."""

    size: int
    modified_ns: int
    status_changed_ns: int
    inode: int
    device: int

    @classmethod
    def from_status(cls, status: os.stat_result) -> FileStamp:
        """The stamp in a file's status."""
        return cls(
            status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino, status.st_dev
        )

    def is_settled(self, now: int) -> bool:
        """Whether the file was left alone so long that another change will change the stamp."""
        return now - max(self.modified_ns, self.status_changed_ns) >= _SETTLING_NS


class IndexMetadata(FrozenRecord):
    """The metadata of an index: its file, that file's state, and its head."""

    store_path: str
    stamp: FileStamp
    is_stamp_settled: bool
    """Whether the stamp alone tells that the file is still the same."""
    file_digest: str
    """What tells the file's bytes from any others."""
    seal_ns: int
    """When the index says that it was finished: whatever touches it later breaks this seal."""
    head: StoreHeader
    head_digest: str
    """What tells the text of the head from any other; empty where the text cannot be cut up."""
    head_problems: tuple[Problem, ...]
    problems: tuple[Problem, ...]
    """All problems, those across the whole timeline too, in the order of the file."""
    event_count: int
    omitted_count: int

    def to_json(self) -> str:
        """The metadata as text, for `parse_metadata`."""
        return encode_json([PROGRAM_SIGNATURE, *self])


def parse_metadata(text: str) -> IndexMetadata | None:
    """Parse the metadata of an index; None where another program made it."""
    made_by, *values = decode_json(text)
    if made_by != PROGRAM_SIGNATURE:
        return None
    about = IndexMetadata(*values)
    return about._replace(
        stamp=FileStamp(*about.stamp),
        head=_decode_head(*about.head),
        head_problems=decode_problems(about.head_problems),
        problems=decode_problems(about.problems),
    )


def decode_problems(found: Any) -> tuple[Problem, ...]:
    """Decode problems from parsed JSON."""
    return tuple(Problem(*each)._replace(level=ProblemLevel(each[6])) for each in found)


def _decode_head(title: str, reference: Any, infobox: Any, *others: Any) -> StoreHeader:
    actors, places, (calendar, about), periods, sources = others
    return StoreHeader(
        title,
        Reference(*reference),
        tuple((label, value) for label, value in infobox),
        _decode_entities(actors),
        _decode_entities(places),
        DateRules(Calendar(*calendar), Tolerance(*about) if about else None),
        tuple((name, edtf) for name, edtf in periods),
        tuple(Reference(*each) for each in sources),
    )


def _decode_entities(found: Any) -> tuple[Entity, ...]:
    return tuple(
        Entity(id, name, tuple(aliases), tuple(wholes), line, tuple(at))
        for id, name, aliases, wholes, line, at in found
    )
