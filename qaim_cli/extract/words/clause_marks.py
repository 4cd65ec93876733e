"""Marks in a clause: the one that stands for its date, and those of punctuation."""

from __future__ import annotations

import re

DATE_MARK = "\x01"
"""What stands in a clause where the date of its event stood."""
EDGE_MARKS = " ,;:.-–—()"
"""What is stripped from both ends of a clause."""
SPACE_BEFORE_MARK = re.compile(r" (?=[,;:.)])")
