"""Events that an article has mentioned, from which later dates count: births, reigns and others."""

from __future__ import annotations

import re
from collections import deque

from qaim_cli.articles import Sentence
from qaim_cli.dates import EdtfDate, SimpleDate
from qaim_cli.extract.dates.date_patterns import Offset, OffsetBase
from qaim_cli.extract.dates.incidental import EventRole
from qaim_cli.extract.dates.relative import get_year
from qaim_cli.extract.dates.resolved import ResolvedMention
from qaim_cli.extract.words.person_nouns import KIN_NOUN, OFFICE_NOUN
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods import units

_MAX_TOLD_DATES = 400
_MAX_CLAUSE_CHARS = 150
"""How far around a date the words of its event are looked for."""
_MIN_STEM_CHARS = 4
_BIRTH_BEFORE = re.compile(
    r"\b(?:[Bb]orn|[Bb]irth|b\.)\b(?:(?!and\b|moved\b|came\b|left\b|was\b)[^.;()]){0,60}?"
    r"(?:\([^()]{0,80}\))?(?: (?:on|in|about|around|at))?(?: the)? ?\Z"
    r"|\bgave birth[^.;()]{0,40} (?:on|in) \Z"
)
_CHILD = re.compile(
    r"\b(?:son|daughter|child|children|twins?|brother|sister|[Hh]e and|[Ss]he and|gave birth"
    r"|nephew|cousin)\b"
)
_OTHER_PERSON = re.compile(
    rf"\b(?:(?:{KIN_NOUN})s?|parents|grand\w+|friend|child|children|twins?)\b[^,;]{{0,60}}\Z"
)
"""Whose age an age is where no pronoun says it: "her father died aged 60"."""
_LEAD_LIFE = re.compile(r"\A[^().]{2,80} \((?:[^()]*?; ?)?(?:born |b\. )?(?:c\. ?)?\Z")
_REIGN_WORDS = PrefilteredPattern(
    rf"\b(?:became (?:the )?(?:\w+ )?(?:{OFFICE_NOUN}|ruler)"
    r"|crowned|enthroned|succeeded|ascended|acceded|came to the throne"
    rf"|took the throne|took office|began (?:his|her) (?:reign|rule)|elected (?:{OFFICE_NOUN})"
    r"|reigned|ruled|consecrated)\b"
)
_SMALL_WORDS = frozenset(
    ("the", "his", "her", "its", "their", "this", "that", "first", "second", "last", "of", "and")
)
_VERBS_OF_NOUNS = {
    "death": ("died", "dies", "death", "killed"), "birth": ("born", "birth"),
    "wedding": ("married", "wed", "marriage"), "marriage": ("married", "wedding", "marriage"),
    "coronation": ("crowned", "coronation"),
    "accession": ("acceded", "succeeded", "throne", "became king", "became queen"),
    "arrival": ("arriv",), "defeat": ("defeat",), "victory": ("victory", "won ", "defeated"),
    "election": ("elect",), "departure": ("depart", "left"), "return": ("return",),
    "murder": ("murder", "killed"), "assassination": ("assassinat", "killed", "shot"),
    "resignation": ("resign",), "fall": ("fell", "fall"), "loss": ("lost", "loss"),
    "purchase": ("bought", "purchase"), "sale": ("sold", "sale"), "war": ("war",),
    "outbreak": ("broke out", "outbreak"), "capture": ("captur", "took"), "release": ("releas",),
    "birthday": ("born",), "graduation": ("graduat",), "discovery": ("discover",),
    "construction": ("built", "construct"), "fire": ("fire", "burned", "burnt"),
}  # fmt: skip
_SUFFIX = re.compile(r"(?:ation|ition|ing|ment|ure|ance|ence|ion|al|ed|es|s|e|y)\Z")


class ToldEvent(FrozenRecord):
    """A date that an article has told, with the words around it in small letters."""

    words: str
    unit: SimpleDate
    date_words: str
    section: str


class ToldDates:
    """The births, reigns and events told so far."""

    def __init__(self) -> None:
        self._birth: ToldEvent | None = None
        self._birth_section: str | None = None
        self._first_section: str | None = None
        self._reign: ToldEvent | None = None
        self._events: deque[ToldEvent] = deque(maxlen=_MAX_TOLD_DATES)

    def note_date(self, sentence: Sentence, dated: ResolvedMention) -> None:
        """Remember a date that a sentence tells, which has a unit."""
        assert dated.unit is not None
        text, start = sentence.text, dated.mention.start
        window = text[max(0, start - _MAX_CLAUSE_CHARS) : start + _MAX_CLAUSE_CHARS]
        told = ToldEvent(window.lower(), dated.unit, dated.mention.text, sentence.section)
        if self._first_section is None:
            self._first_section = sentence.section
        before = text[max(0, start - 120) : start]
        is_life = self._birth is None and sentence.number == 1 and bool(_LEAD_LIFE.search(before))
        is_lead = text.startswith(("He was born", "She was born"))
        if is_life or (
            (self._birth is None or is_lead)
            and _BIRTH_BEFORE.search(before)
            and not _CHILD.search(before)
        ):
            self._birth = told
            self._birth_section = self._first_section if is_lead else sentence.section
        if dated.role is EventRole.DATES_NONE:
            return
        if _REIGN_WORDS.search(told.words):
            self._reign = told
        self._events.append(told)

    def find_base(self, offset: Offset, sentence: Sentence, start: int) -> ToldEvent | None:
        """The date that an offset counts from; None where none has been told.

        Args:
            offset: how far from it a date is.
            sentence: the sentence of that date.
            start: where in it the words of the date begin.
        """
        match offset.base:
            case OffsetBase.BIRTH:
                return self._find_birth(sentence, start)
            case OffsetBase.REIGN:
                return self._reign
        return self._find_event(offset.event_words, sentence.section)

    def _find_birth(self, sentence: Sentence, start: int) -> ToldEvent | None:
        """The birth that an age counts from, which outside its section is that of the lead."""
        says_whose = sentence.text.startswith(("when ", "When "), start)
        if not says_whose and _OTHER_PERSON.search(sentence.text[:start]):
            return None
        is_here = self._birth_section in (self._first_section, sentence.section)
        return self._birth if is_here else None

    def _find_event(self, words: str, section: str) -> ToldEvent | None:
        """The event, last told, whose sentence has the most of these words.

        A single common noun, as in "the vote", names an event of its own section alone.
        """
        wanted = [
            _list_forms(word)
            for word in re.findall(r"[^\W\d_]+", words.lower())
            if word not in _SMALL_WORDS
        ]
        if not wanted:
            return None
        best, most = None, 0
        is_vague = len(wanted) == 1 and words[:1].islower()
        for event in reversed(self._events):
            if is_vague and event.section != section:
                continue
            hits = [any(form in event.words for form in forms) for forms in wanted]
            if hits[0] and sum(hits) > most:
                best, most = event, sum(hits)
        return best


def find_age_date(birth: SimpleDate, years: int, *, is_birthday: bool) -> EdtfDate:
    """The years in which someone born then was so old; the day itself of a birthday."""
    year = get_year(birth) + years
    if is_birthday:
        return birth._replace(year=units.make_month(year, 1).year)
    return units.make_one_of(
        SimpleDate(units.make_month(year, 1).year), SimpleDate(units.make_month(year + 1, 1).year)
    )


def find_reign_year(reign: SimpleDate, nth: int) -> EdtfDate:
    """Return the first and last year that the nth year of a reign may be in."""
    return find_age_date(SimpleDate(reign.year), nth - 1, is_birthday=False)


def _list_forms(word: str) -> tuple[str, ...]:
    """How an event's noun may stand in the sentence that told it: "vote" as "voted"."""
    if word in _VERBS_OF_NOUNS:
        return _VERBS_OF_NOUNS[word]
    stem = _SUFFIX.sub("", word)
    return (stem if len(stem) >= _MIN_STEM_CHARS - 1 else word,)
