"""Marks of a clause: where its date stood, and what may stand at its edges."""

from __future__ import annotations

import re

DATE_MARK = "\x01"
EDGE_MARKS = " ,;:.-–—()"
SPACE_BEFORE_MARK = re.compile(r" (?=[,;:.)])")
