"""Parts of a text that dates, titles and names are all told by: stretches, brackets, capitals."""

from __future__ import annotations

import re

Span = tuple[int, int]
"""Where a part of a text begins, and where it ends, in characters from the text's start."""
BRACKETED = re.compile(r"\([^()]*\)")
BRACKETED_WITH_BLANK = re.compile(r" ?[(\[][^()\[\]]*[)\]]")
"""What stands in round or square brackets, with the blank before it."""
CAPITAL = re.compile(r"[A-ZÀ-Þ]")
POSSESSIVE = re.compile(r"['’]s? ")
"""What makes an owner of a name: "Moss's ", "Moss' "."""
