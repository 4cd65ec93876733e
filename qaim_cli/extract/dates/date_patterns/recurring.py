"""Dates that come again and again: "every third Tuesday in February"."""

from __future__ import annotations

from qaim_cli.extract.dates.date_patterns.pattern import RECURRENCE_KIND, MentionPattern

RECURRENCES = (
    MentionPattern(
        RECURRENCE_KIND,
        r"(?<!\w)(?:[Ee]very|[Ee]ach) (?:\w+ ){0,2}?(?:{weekday}|{a_month}"
        r"|(?:day|week|month|year|decade|century|spring|summer|autumn|fall|winter)\b)"
        r"(?: (?:in|of) (?:the )?"
        r"(?:{a_month}|week|month|year|spring|summer|autumn|fall|winter)\b)?",
    ),
    MentionPattern(
        RECURRENCE_KIND,
        r"(?<!\w)(?:[Aa]nnually|[Yy]early)"
        r"(?: (?:on|in) (?:the )?(?:\d{1,2}{th}? (?:of )?)?{a_month}(?: \d{1,2}{th}?)?)?",
    ),
    MentionPattern(RECURRENCE_KIND, r"(?<!\w)(?:[Oo]n )?{weekday}s\b"),
    MentionPattern(
        RECURRENCE_KIND,
        r"(?<!\w)[Tt]he (?!last)(?:\d{1,2}{th}|[a-z]+(?:st|nd|rd|th)) day of (?:the|each|every)"
        r" (?:month|week|year)\b",
    ),
)
"""They have no pieces, and make no event."""
