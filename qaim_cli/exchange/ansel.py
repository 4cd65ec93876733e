"""ANSEL (ANSI/NISO Z39.47), the encoding of older genealogy files."""

from __future__ import annotations

import unicodedata

_LETTERS = dict(
    zip(
        bytes.fromhex("A1A2A3A4A5A6A7A8A9AAABACADAEB0B1B2B3B4B5B6B7B8B9BABCBDC0C1C2C3C4C5C6C7C8CF"),
        "ŁØĐÞÆŒʹ·♭®±ƠƯʼʻłøđþæœʺı£ðơư°ℓ℗©♯¿¡ß€ß",
        strict=True,
    )
)
_MARKS = dict(
    zip(
        bytes.fromhex("E0E1E2E3E4E5E6E7E8E9EAEBECEDEEEFF0F1F2F3F4F5F6F7F8F9FAFBFE"),
        "\u0309\u0300\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030c\u030a\ufe20\ufe21\u0315"
        "\u030b\u0310\u0327\u0328\u0323\u0324\u0325\u0333\u0332\u0326\u031c\u032e\ufe22\ufe23\u0313",
        strict=True,
    )
)
"""The marks, which ANSEL writes before their letter and Unicode behind it."""


def decode_ansel(data: bytes) -> str:
    """Decode bytes in ANSEL; unknown ones become the replacement character."""
    pieces: list[str] = []
    waiting = ""
    for byte in data:
        if byte in _MARKS:
            waiting = _MARKS[byte] + waiting
            continue
        letter = chr(byte) if byte < 0x80 else _LETTERS.get(byte, "\ufffd")
        pieces.append(letter + waiting)
        waiting = ""
    return unicodedata.normalize("NFC", "".join(pieces) + waiting)
