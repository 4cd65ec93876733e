"""Common nouns for places and what happens to them, as alternatives of patterns."""

from __future__ import annotations

SETTLEMENT = "town|city|village|hamlet|port|borough|parish|settlement|municipality|township"
TERRITORY = (
    "province|district|county|state|territory|colony|country|region|kingdom|republic|principality"
)
BUILDING = (
    "castle|abbey|cathedral|palace|bridge|fort|fortress|tower|lighthouse|priory|monastery|park"
    "|prison|canal|pier|hotel|theatre|theater"
)
CONQUEST = "battle|siege|fall|capture|bombing|occupation|liberation|sack"
"""What happens to places in wars: "the siege of Birk"."""
