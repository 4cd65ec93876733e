"""Dates that lean on the date before: "two days later", "the same month", "that spring"."""

from __future__ import annotations

import re

from qaim_cli.extract.dates import patterns
from qaim_cli.extract.dates.date_patterns.pattern import TIME_KIND, MentionPattern, Offset

_HALVES = {
    "week": ("day", 7, 3), "month": ("day", 30, 15), "year": ("year", 1, 0),
    "decade": ("year", 10, 5), "century": ("year", 100, 50), "centurie": ("year", 100, 50),
}  # fmt: skip
"""Units counted with a half, in smaller ones: how many a whole and a half have."""
_DAYS = {"week": 7, "fortnight": 14}
_ROUND_YEARS = 50
"""Who counts years in fifties does not mean that very year."""


def _read_time_of_day(_: re.Match[str]) -> Offset:
    return Offset("day", 0)


def _read_same_offset(match: re.Match[str]) -> Offset:
    return Offset(_read_unit(match), 0)


def _read_last_day_offset(match: re.Match[str]) -> Offset:
    return Offset(f"last day of {match['unit']}", 0)


def _read_next_offset(match: re.Match[str]) -> Offset:
    return Offset(_read_unit(match), 1)


def _read_previous_offset(match: re.Match[str]) -> Offset:
    return Offset(_read_unit(match), -1)


def _read_part_of_year_offset(match: re.Match[str]) -> Offset:
    return Offset("part of year", bool(match["ahead"]) - bool(match["back"]))


def _read_counted_offset(match: re.Match[str]) -> Offset:
    number = patterns.read_count(match["count"])
    number = number if _is_after(match) else -number
    if match["half"] and match["unit"] in _HALVES:
        unit, whole, half = _HALVES[match["unit"]]
        halves = whole * number + (half if number > 0 else -half)
        return Offset(unit, halves, is_approximate=True)
    if match["unit"] in _DAYS:
        return Offset("day", _DAYS[match["unit"]] * number, is_approximate=True)
    if match["unit"] == "decade" and abs(number) == 1:  # more of them are a rounder count
        return Offset("year", 10 * number, is_approximate=True)
    if match["unit"] == "century":
        return Offset("year", 100 * number, is_approximate=True)
    if match["unit"] == "centurie":  # of several
        return Offset("century", number)
    is_round = match["unit"] == "year" and number % _ROUND_YEARS == 0
    return Offset(_read_unit(match), number, is_approximate=is_round)


def _read_hours_offset(match: re.Match[str]) -> Offset:
    """The days that a number of hours are: "forty-eight hours later"."""
    hours = patterns.read_count(re.split(" hours", match[0])[0].split(" ")[-1])
    days = hours // 24
    return Offset("day", days if _is_after(match) else -days)


def _read_fraction_offset(match: re.Match[str]) -> Offset:
    years = 100 // (2 if match["half"] else 4)
    return Offset("year", years if _is_after(match) else -years, is_approximate=True)


def _read_vague_offset(match: re.Match[str]) -> Offset:
    return Offset("day", None, _is_after(match))


def _is_after(match: re.Match[str]) -> bool:
    return not match["way"].lower().startswith(("earlier", "before", "previously", "prior"))


def _read_unit(match: re.Match[str]) -> str:
    said = match.groupdict()
    unit = said.get("unit") or said.get("unit_of") or ("month" if said.get("month") else "season")
    return "day" if unit in patterns.PARTS_OF_DAY else unit


TIMES_OF_DAY = (
    MentionPattern(
        TIME_KIND,
        r"(?<=\b[Aa]t )(?<![\d:])(?:\d{1,2}[:.]\d\d ?(?:hrs|hours|[ap]\.?m\b\.?)"
        r"|\d{1,2}:\d\d(?!\d)|\d{1,2} ?[ap]\.?m\b\.?)",
        _read_time_of_day,
    ),
    MentionPattern(
        TIME_KIND,
        r"(?:(?<![\w-])(?:[Aa] few|[Ss]everal|[Ss]ome|[Aa]n|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our"
        r"|[Ff]ive|[Ss]ix) hours?"
        r"|(?:^|(?<=[,;:] )|(?<=\band )|(?<=\bbut )|(?<=\b(?:only|just) ))[Hh]ours)"
        r" (?:later|earlier)(?! than\b)",
        _read_time_of_day,
    ),
)
"""A time alone is of the day told last; beside another date it says nothing new."""
OFFSETS = (
    MentionPattern(
        "day",
        r"{free}{day} {month}(?: of)? (?:the )?"
        r"(?:(?P<ahead>next|following)|(?P<back>last|previous|preceding)) year(?![\w'’])",
        _read_part_of_year_offset,
    ),
    MentionPattern(
        "day",
        r"(?<!\w){month} {day}(?: of)? (?:the )?"
        r"(?:(?P<ahead>next|following)|(?P<back>last|previous|preceding)) year(?![\w'’])",
        _read_part_of_year_offset,
    ),
    MentionPattern(
        "month",
        r"(?<!\w){part}?{full_month}(?: of)? (?:that|(?:the )?"
        r"(?:same|(?P<ahead>next|following)|(?P<back>last|previous|preceding))) year(?![\w'’])",
        _read_part_of_year_offset,
    ),
    MentionPattern(
        "season",
        r"(?<!\w)(?:{part}|[Tt]he )?{season}(?: of)? (?:that|(?:the )?"
        r"(?:same|(?P<ahead>next|following)|(?P<back>last|previous|preceding))) year(?![\w'’])",
        _read_part_of_year_offset,
    ),
    MentionPattern(
        "day",
        r"(?<!\w)[Tt]he (?P<day>\d{1,2}){th} of the (?:next|following) (?P<unit>month)(?!\w)",
        _read_next_offset,
    ),
    MentionPattern(
        "day of list",
        r"(?<!\w)(?:[Tt]he )?last day of (?:the|that|this|the same) (?P<unit>month|year)(?!\w)",
        _read_last_day_offset,
    ),
    MentionPattern(
        "day of month",
        r"(?<!\w)[Tt]he (?P<day>\d{1,2}){th} of (?:that|this|(?:that|this|the) same) month(?!\w)",
    ),
    MentionPattern(
        "month", r"(?<!\w)(?:[Tt]he )?(?:next|following) {full_month}", _read_next_offset
    ),
    MentionPattern(
        "month", r"(?<!\w)(?:[Tt]he )?(?:previous|preceding) {full_month}", _read_previous_offset
    ),
    MentionPattern("month", r"(?<!\w)[Tt]hat (?:same )?{full_month}(?! \d)"),
    MentionPattern("season", r"(?<!\w)(?:[Tt]he )?(?:next|following) {season}", _read_next_offset),
    MentionPattern(
        "season", r"(?<!\w)(?:[Tt]he )?(?:previous|preceding) {season}", _read_previous_offset
    ),
    MentionPattern(
        "season",
        r"(?<!\w)(?:(?:[Ll]ater|[Ee]arlier) (?:in )?)?(?:[Tt]hat|[Tt]he same) (?:same )?{season}",
        _read_same_offset,
    ),
    MentionPattern(
        "same",
        r"(?<!\w)(?:{part}|(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate) (?:in |on )?)?"
        r"(?:(?:the|The|that|That|this|This) (?:very )?same|that|That|(?<!\bto )[Tt]his(?= day))"
        r" {unit}(?! (?:that|when)\b)",
        _read_same_offset,
    ),
    MentionPattern(
        "same",
        r"(?<!\w)(?!\w+[ -](?:day|month|year|decade|century)\b)"
        r"(?:{part}(?:that |this )?|(?:[Ll]ater|[Ee]arlier|[Ee]arly|[Ll]ate|[Rr]est of"
        r"|[Rr]emainder of) (?:in |on )?(?:the |that |this ))(?!{hours}){unit}(?! of|['’]s)",
        _read_same_offset,
    ),
    MentionPattern(
        "same",
        r"(?<!\w)(?:[Tt]he )?(?P<unit>month|year)['’]s (?P<part>end|close)(?!\w)",
        _read_same_offset,
    ),
    MentionPattern("same", r"(?<!\w)[Tt]his (?P<unit>year|month)(?!\w)", _read_same_offset),
    MentionPattern(
        "same",
        r"(?<!\w)[Bb]efore the (?P<unit>year|month) (?:was (?:out|over)|had? ?ended|closed)(?!\w)",
        _read_same_offset,
    ),
    MentionPattern(
        "next",
        r"(?<!\w)(?:[Ee]arly |[Ll]ate )?"
        r"(?:(?:[Tt]he (?:very )?)?(?:[Nn]ext|[Ff]ollowing)|[Tt]he subsequent)"
        r" {unit}{not_lasting}",
        _read_next_offset,
    ),
    MentionPattern("next", r"(?<=\b[Ii]n )the new (?P<unit>year)(?!\w)", _read_next_offset),
    MentionPattern(
        "next",
        r"(?<!\w)(?<!\bto )[Tt]he (?:{unit} after(?=[,.;:)]|$| that\b)"
        r"|(?P<unit_of>day|month|year) following)",
        _read_next_offset,
    ),
    MentionPattern(
        "previous", r"(?<!\w)[Tt]he (?:previous|preceding|prior) {unit}", _read_previous_offset
    ),
    MentionPattern("previous", r"(?<!\w)[Tt]he {unit} before(?=[,.;:)]|$)", _read_previous_offset),
    MentionPattern(
        "counted",
        r"(?<!\w)(?<!half )(?<!Half )(?<!quarter of ){hedge}{count}"
        r"(?P<half>[ -]and[ -]a[ -]half)?(?: |-)"
        r"(?P<unit>day|night|morning|evening|week|fortnight|month|year|decade|centur(?:y|ie))s?"
        r" {way}(?! than\b)",
        _read_counted_offset,
    ),
    MentionPattern(
        "counted",
        r"(?<![\w–-]){hedge}(?:24|48|72|[Tt]wenty-four|[Ff]orty-eight|[Ss]eventy-two) hours {way}",
        _read_hours_offset,
    ),
    MentionPattern(
        "counted",
        r"(?<!\w){hedge}(?:(?P<half>[Hh]alf)|[Aa] quarter of) a century {way}",
        _read_fraction_offset,
    ),
    MentionPattern(
        "vague",
        r"(?<!\w)(?:(?:[Ss]hortly|[Ss]oon|[Ii]mmediately)"
        r"|(?:(?:[Aa] few|[Ss]everal|[Ss]ome|[Mm]any) )?(?:[Dd]ays|[Ww]eeks|[Mm]onths|[Yy]ears)) "
        r"(?P<way>later|earlier|afterwards?|thereafter"
        r"|(?:after|before)(?=[,.;:)]|$| (?:that|this|in|on|at)\b))(?!\w)",
        _read_vague_offset,
    ),
)
"""They count from the last date told; `anchor` knows it."""
