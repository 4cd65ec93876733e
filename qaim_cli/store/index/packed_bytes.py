"""Bytes of an index, compressed only where that saves much, as each question unpacks them."""

from __future__ import annotations

import zlib

_MIN_SAVING = 4
"""Bytes of which compression leaves more than one in this number are kept as they are."""
_PLAIN, _COMPRESSED = b"p", b"z"


def pack_bytes(found: bytes) -> bytes:
    """Compress bytes if that makes them four times smaller."""
    compressed = zlib.compress(found, 1)
    if len(compressed) * _MIN_SAVING < len(found):
        return _COMPRESSED + compressed
    return _PLAIN + found


def unpack_bytes(packed: bytes) -> bytes:
    """Undo `pack_bytes`."""
    return packed[1:] if packed[:1] == _PLAIN else zlib.decompress(packed[1:])
