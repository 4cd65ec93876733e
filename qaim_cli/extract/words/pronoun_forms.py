"""Forms of the pronouns of persons."""

from __future__ import annotations

import re

OBJECT_FORMS = {
    "he": re.compile(r"\bhim\b"),
    "she": re.compile(
        r"\bher(?= (?:to|that|in|on|at|for|by|with|from|and|as|when|who|an?|the|his|how|what|was"
        r"|were|is|had|has)\b|[^\w ]|\Z)"
    ),
}
"""What is done to a person, and no possession: "told her that", but not "her first school"."""
