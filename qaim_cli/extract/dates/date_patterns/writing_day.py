"""Dates that count from the day of writing, as in newspapers, letters and diaries."""

from __future__ import annotations

from qaim_cli.extract.dates.date_patterns.pattern import MentionPattern

WRITING_KIND = "day of writing"

WRITING_DAY_DATES = (
    MentionPattern(
        WRITING_KIND,
        r"(?<!\w)(?:[Tt]he day (?:before yesterday|after tomorrow)|[Yy]esterday(?: morning| evening"
        r"| afternoon)?|[Tt]oday|[Tt]o-day|[Tt]omorrow|[Tt]o-morrow|[Tt]onight|[Ll]ast night"
        r"|[Tt]his (?:morning|afternoon|evening))(?!['’]s|\w)",
    ),
    MentionPattern(
        WRITING_KIND,
        r"(?<!\w)(?:[Ll]ast|[Nn]ext|[Tt]his(?: past| coming)?|[Pp]ast) (?:week|weekend|month"
        r"|year|decade|century"
        r"|{weekday}|{a_month}|(?:spring|summer|autumn|fall|winter)\b)(?!['’]s|\w)",
    ),
    MentionPattern(
        WRITING_KIND,
        r"(?<!\w)(?:{count} (?:day|week|fortnight|month|year|decade)s?|[Aa] fortnight) ago(?!\w)",
    ),
    MentionPattern(
        WRITING_KIND,
        r"(?<!\w)(?:[Oo]n )?(?:[Tt]he )?\d{1,2}{th}? (?:of )?(?:inst|ult|prox)\b\.?",
    ),
    MentionPattern(
        WRITING_KIND,
        r"(?<!\w)(?:[Oo]n |[Bb]y |[Uu]ntil |[Ss]ince )?{weekday}(?: last| next"
        r"| week)?(?:,? (?:morning|afternoon|evening|night))?(?![\w,] ?\d|['’]s|\w)"
        r"(?!,? (?:the )?(?:\d|{a_month}))",
    ),
)
"""They have a date only where that day is known: `--written`, or a heading with a day."""
