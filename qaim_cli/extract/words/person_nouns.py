"""Common nouns for persons and peoples, as alternatives of patterns."""

from __future__ import annotations

MALE_KIN = "(?:grand)?(?:father|son)|brother|husband|uncle|nephew"
FEMALE_KIN = "(?:grand)?(?:mother|daughter)|sister|wife|widow|aunt|niece"
KIN_NOUN = f"{MALE_KIN}|{FEMALE_KIN}|cousin"
OFFICE_NOUN = (
    "king|queen|emperor|empress|sultan|tsar|shah|caliph|doge|duke|duchess|prince|princess|count"
    "|countess|earl|lord|viceroy|pope|patriarch|bishop|archbishop|abbot|president|governor"
    "|chancellor|prime minister|mayor"
)
"""Who rules a country, a town or a church."""
MILITARY_RANK = "general|colonel|captain|admiral"
PEOPLE = (
    "British|English|French|Spanish|Dutch|Irish|Scottish|Welsh|Danish|Swedish|Finnish|Polish"
    "|Turkish|Portuguese|Chinese|Japanese|Burmese|Vietnamese|Swiss"
)
"""Peoples that are called as the adjective: "the Dutch"."""
