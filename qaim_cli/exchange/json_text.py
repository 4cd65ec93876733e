"""JSON as text of others, which may escape half a character."""

from __future__ import annotations

import json
import re

_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][\da-fA-F]{2}\\u[dD][c-fC-F][\da-fA-F]{2}|(u[dD][89a-fA-F][\da-fA-F]{2})|.)"
)
"""Two halves of a character, a half alone (the group), or any other escape."""


def parse_json(text: str) -> object:
    """Parse JSON; half a character, which no file can hold, becomes U+FFFD.

    Raises:
        ValueError: it is no JSON (JSONDecodeError), or a number has too many digits.
        RecursionError: it is nested too deeply.
    """
    if "\\ud" in text or "\\uD" in text:
        text = _ESCAPE.sub(lambda match: r"\ufffd" if match[1] else match[0], text)
    return json.loads(text)
