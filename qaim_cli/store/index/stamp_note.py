"""The note beside an index: which later stamp of its store was found to be of the same content.

So a file that was only touched, or that was still warm when it was read, costs a line in a small
file rather than another index. A note counts for the one index that it names, by its seal.
"""

from __future__ import annotations

import os

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.index import cache_folder
from qaim_cli.store.index.metadata import FileStamp, IndexMetadata, decode_json, encode_json


class _StampNote(FrozenRecord):
    """A stamp of a store, and the index that is of the same content."""

    seal_ns: int
    file_digest: str
    is_stamp_settled: bool
    stamp: FileStamp


def apply_note(index_path: str, metadata: IndexMetadata) -> IndexMetadata:
    """Return the metadata of an index with the stamp that is noted beside it, if any is."""
    path = cache_folder.make_note_path(index_path)
    try:
        if not cache_folder.is_private(os.stat(path)):
            return metadata
        with open(path, encoding="utf-8") as file:
            seal, digest, is_settled, stamp = decode_json(file.read())
        note = _StampNote(seal, digest, is_settled, FileStamp(*stamp))
    except (OSError, ValueError, TypeError):
        return metadata
    if (note.seal_ns, note.file_digest) != (metadata.seal_ns, metadata.file_digest):
        return metadata
    return metadata._replace(stamp=note.stamp, is_stamp_settled=note.is_stamp_settled)


def write_note(index_path: str, metadata: IndexMetadata) -> None:
    """Note the stamp in the metadata of an index beside it.

    Raises:
        OSError: the folder or the file cannot be written.
    """
    note = _StampNote(
        metadata.seal_ns, metadata.file_digest, metadata.is_stamp_settled, metadata.stamp
    )
    path = cache_folder.make_note_path(index_path)
    beside = cache_folder.create_temporary_file(path)
    try:
        with open(beside, "w", encoding="utf-8") as file:
            file.write(encode_json(note))
        os.replace(beside, path)
    except BaseException:
        os.unlink(beside)
        raise
