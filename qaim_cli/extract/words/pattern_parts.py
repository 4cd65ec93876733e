"""The parts that patterns are made of, as far as those of this package use what there is."""

from __future__ import annotations

import re

PART = re.compile(
    r"(?:(?P<choice>\|)|(?P<close>\))|(?P<place>\\[AbBZ]|[\^$])|\{(?P<piece>[a-z_]+)\}"
    r"|(?P<open>\((?:\?(?:(?P<look><?[=!])|(?P<flags>[a-z-]+):|:|P<\w+>))?)"
    r"|(?P<character>\[\^?\]?(?:\\.|[^\]\\])*\]|\\x\w\w|\\.|.))"
    r"(?P<count>(?:(?P<optional>[?*]|\{0,\d*\})|\+|\{\d[\d,]*\})[?+]?)?"
)
"""A part with how often it may stand; `piece` is what a template names."""
