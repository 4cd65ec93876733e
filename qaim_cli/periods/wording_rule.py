"""What rules that rewrite wordings of dates are, and the words that their patterns share.

A rule applies to text in small letters and without accents; its pattern is tried only where its
cue occurs.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from qaim_cli.periods import vocabulary

WordingRule = tuple[str, str, str | Callable[[re.Match[str]], str]]
"""A cue, a pattern, and what replaces it."""

ORDINAL_PATTERN = "|".join(
    word for word in vocabulary.ORDINAL_NUMBERS if word not in ("last", "final")
)
MONTH_PATTERN = "|".join(sorted(vocabulary.MONTH_NUMBERS, key=len, reverse=True))
