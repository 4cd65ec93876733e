"""Names that do nothing: contests that clubs win, and scholars who date something."""

from __future__ import annotations

import re

from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern

_CONTEST = re.compile(r"\b(?:Division|League|Conference|Alliance|Combination)\Z")
_CONTENDED = PrefilteredPattern(
    r"\b(?:w[io]nn?(?:ing)?|reach(?:ed|ing)|enter(?:ed|ing)|topp(?:ed|ing)|leading|led"
    r"|(?:promot|relegat|elect)ed (?:in)?to)(?: the)? \Z"
)
"""What clubs do to a contest."""
_SCHOLAR_BEFORE = PrefilteredPattern(
    r"\b(?:historians?|archaeologists?|scholars?|biographers?|classicists?|editors?|chroniclers?"
    r"|geographers?|antiquar(?:y|ian)) \Z",
    re.IGNORECASE,
)
_CITING = re.compile(
    r" (?:argue|suggest|believe|think|estimate|assume|conclude|consider|note|write|state|claim|say"
    r"|maintain|propose|put|date|place)s\b"
)


def is_idle(name: str, before: str, behind: str) -> bool:
    """Whether a name does nothing by the words around it.

    "The club won the Ash League", "but historian Bo Moss dates it later".
    """
    if _CONTEST.search(name) and _CONTENDED.search(before):
        return True
    return _CITING.match(behind) is not None and _SCHOLAR_BEFORE.search(before) is not None
