"""Where an event happened: the places of the clause that its title is of.

Places of the sentence's other clauses, of what was only meant to be done, and of what is added
about somebody count for nothing.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence

from qaim_cli.extract.names.entities import EntityFinder
from qaim_cli.extract.names.name_kinds import NameKinds
from qaim_cli.extract.names.place_phrases import (
    DATE_MARKS,
    HAPPENED_OF,
    is_opening,
    is_scene,
    is_told_of_place,
    stands_for_place,
    tells_of_name,
)
from qaim_cli.extract.names.subject_kinds import SubjectKind
from qaim_cli.extract.words.countries import COUNTRIES
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.extract.words.text_parts import BRACKETED, Span
from qaim_cli.extract.words.verbs import (
    ATTRIBUTE_BEFORE,
    PASSIVE_VERB,
    VERB,
    end_of_verb_group,
    find_main_verb,
)
from qaim_cli.model import Catalogue

_PlaceSpan = tuple[str, int, int]
_MAX_CHARS = 600
"""How far from its verb a place is looked for."""
_WORD = re.compile(r"\w+")
_PASSIVE_WORDS = ("was", "were")
_MAX_WORD_CHARS = 30
_OWN, _OTHER = tuple(DATE_MARKS)
_BRACKETED_DATE = re.compile(rf"\(([ ,{DATE_MARKS}]+)\)")
_DASHED_DATES = re.compile(rf"(?<=[{DATE_MARKS}]) ?[–—-] ?(?=[{DATE_MARKS}])")
_REALISED = re.compile(
    r"\b(?:began|begun|started|continued|managed|came|went|forced|able|helped|proceeded"
    r"|(?:first|second|third|last|only|youngest|oldest)(?: [\w-]+){0,2}) to"
    r"(?= (?!(?:the|an?|his|her|its|their|what)\b)[a-z])"
    r"|\bwhat (?:is|was)(?= (?:now|today|then)\b)"
)
"""What stands before an infinitive that tells what was done: "began to", "the first woman to".

What says only where a place is now is no clause either: "what is now Birk".
"""
_PURPOSE = (
    r"to (?!(?:the|an?|his|her|its|their|present|modern|nearby|mainland|central|both|within"
    r"|what --|[a-z]+ern|[a-z]+ing|[a-z]+[^s]s)\b)(?=[a-z])"
)
"""An infinitive of what was only meant to be done: "left to found a town"."""
_INNER = (
    r"(?:where|who|whom|whose|which|that|when|while|although|though|because|since|after|before"
    r"|prior to"
    r"|until|till|if|unless|whereas|once|following|despite|including|than|like|without|as well as"
    r"|such as|how|why|whether|what(?! --))\b"
)
_ADDED = re.compile(r", (?:one of|some of|now|formerly|located|situated|based) ")
_OTHER_PARTICIPLE = (
    r"(?!(?:beating|defeating|routing|losing|winning|capturing|taking|arriving|landing|reaching"
    r"|entering|dying|returning|moving|settling|opening|marching|sailing)\b)[a-z]+ing"
)
"""A participle behind a comma, unless it says how the same was done: "won, beating them at"."""
_BREAK = re.compile(
    rf"[;:()–—\"“”]|\b{_INNER}|\b{_PURPOSE}"
    rf"|, (?:an?|the|his|her|its|their|{_OTHER_PARTICIPLE}) |{_ADDED.pattern}"
    r"|,[^,]*\b(?:he|she|it|they)\b"
)
"""What parts a clause from another, or from what only adds to somebody or something in it."""
_CLOSED_CLAUSE = re.compile(rf", (?:{_INNER}|[a-z]+(?:ed|ing)\b|the |an? )[^,;:]*,")
"""A clause, participle or apposition between commas."""
_APPOSITION = re.compile(
    rf", (?:the|an?) [^,;:]*,(?= (?:in|at|on|near|to|from)\b| ?[{DATE_MARKS}])"
)
"""What a person or thing is, between commas, before the clause goes on to where or when."""
_LEAD = re.compile(r"(?:After|Before|Following|Since|Until|Having|From)\b[^,;:]*,")
"""What a sentence begins with about another time: "After a year in Ash, "."""
_THERE = re.compile(r"\bthere\b")
_MAX_ADDED_CHARS = 60
_PART_START = re.compile(r"[;:–—]")
_CLAUSE_START = re.compile(
    r"[;:–—]|,? (?:and|but) |, |\b(?:that|who|which|where|when|while|although|though|because) "
)
_WHERE = re.compile(r",? where\b")
_COORDINATE = re.compile(r"\b(?:and|but|or|then)\b")
_NEXT_SUBJECT = re.compile(r"(?:,|,? and|,? but) (?:the |[a-z]+ern |[a-z]+ of )*\Z")
_ITEM_OPENING = PrefilteredPattern(
    r"(?:,? (?:and|then) (?:in |on |by |from )?|, (?:in|on|by|from) )(?:the )?\Z"
)
_OTHER_DATE = re.compile(rf",?(?: (?:in|on|from|until|by|since|about|around))? ?{_OTHER}")
_JOINED_VERB = re.compile(rf"(?<= and )(?:{VERB.pattern})")
_LISTED_BEFORE = PrefilteredPattern(
    r"(?<= in| of| to| at|rom)(?: the)?(?: [A-ZÀ-Þ][\w'’-]*)+ and (?:the )?\Z"
)
"""A place before another: "in Ash and Birk"."""
_PRONOUN = re.compile(r"\b(?:he|she|it|they)\b")
_PRONOUN_SUBJECT = re.compile(r"\b(?:he|she|it|they) \Z")
_PARTICIPLE_OF_PLACE = re.compile(r"(?:held|located|situated|stationed|set|put)\b")


class EventPlaces:
    """Finds where an article's events happened."""

    def __init__(
        self, names: NameKinds, catalogues: tuple[Catalogue, Catalogue], entity_finder: EntityFinder
    ) -> None:
        """Take the names of an article.

        Args:
            names: its names by kind.
            catalogues: the actors and places that are known.
            entity_finder: finds these in a text.
        """
        self._subject = names.subject_id if names.subject_kind == SubjectKind.PLACE else ""
        self._lead = names.lead
        actors, places = (each.entities for each in catalogues)
        self._acting = frozenset(
            id for id, each in places.items() if id in actors or each.name in COUNTRIES
        )
        self._entity_finder = entity_finder

    def find_places(
        self,
        text: str,
        title: str,
        date: Span,
        other_dates: Sequence[Span],
    ) -> tuple[str, ...]:
        """Find the places where an event happened, by id.

        Args:
            text: the sentence.
            title: the event's title.
            date: where the date of the event stands in the sentence.
            other_dates: where its other dates stand.
        """
        spans_of_text = self._find_place_spans(text)
        if not spans_of_text and not self._subject:
            return ()
        spans = self._find_place_spans(title)
        found = [self._subject] if self._tells_of_subject(title, spans) else []
        found += _find_subject_places(
            title, [each for each in spans if each[0] not in self._acting]
        )
        found += _find_dated_places(
            text, title, date, other_dates, spans_of_text, acting=self._acting
        )
        return tuple(dict.fromkeys(found))

    def _tells_of_subject(self, title: str, spans: Sequence[_PlaceSpan]) -> bool:
        """Whether a title tells of the place that the article is about."""
        return self._subject != "" and (
            stands_for_place(title, self._lead)
            or any(id == self._subject and tells_of_name(title, end) for id, _, end in spans)
        )

    def _find_place_spans(self, text: str) -> list[_PlaceSpan]:
        """The id of each place that a text names, and where it stands."""
        spans = self._entity_finder.find_entity_spans(text)
        return [(each.id, each.start, each.end) for each in spans if each.is_place]


def _find_dated_places(
    text: str,
    title: str,
    date: Span,
    other_dates: Sequence[Span],
    spans: Sequence[_PlaceSpan],
    *,
    acting: Container[str] = (),
) -> list[str]:
    """List the places where an event happened by their ids, in the order named.

    Args:
        text: the sentence.
        title: the title of the event.
        date: where its date stands in the sentence.
        other_dates: where the other dates stand.
        spans: the id of each place that the sentence names, and where it stands.
        acting: the ids of places that act too.
    """
    if not spans:
        return []
    # A name before a date in brackets, without a verb, is rather a work's.
    is_name = text[: date[0]].endswith("(") and find_main_verb(title) is None
    says_date = text[slice(*date)] in title
    text = _mask_dates(text, date, other_dates)
    verbs = _find_event_verbs(text, title, date, says_date=says_date)
    is_told = not is_name and (VERB.search(text) is not None or " born " in text)
    own_start, own_end = _find_own_item(text, date, other_dates)
    lead = _LEAD.match(text)
    if lead and date[0] >= lead.end():
        own_start = max(own_start, lead.end())
    found = [
        id
        for id, start, end in spans
        if (is_told or HAPPENED_OF.search(text[:start]))
        and own_start <= start < own_end
        and (end == own_end or not _OTHER_DATE.match(text, end))
        and not all(_is_parted(text, verb, (start, end)) for verb in verbs)
        and is_scene(
            text[max(0, start - _MAX_CHARS) : start],
            text[end : end + _MAX_CHARS],
            can_act=id in acting,
        )
    ]
    return found or _find_place_before(text, title, date, spans)


def _find_place_before(text: str, title: str, date: Span, spans: Sequence[_PlaceSpan]) -> list[str]:
    """List the place that "there" in a title stands for: the last one before it."""
    verb = find_main_verb(title) if " there" in title else None
    there = _THERE.search(title, verb.end()) if verb else None
    if verb is None or there is None or _holds_break(title[verb.end() : there.start()]):
        return []
    end = text.find(" there", text.rfind(_OTHER, 0, date[0]) + 1)
    places = (
        id
        for id, start, end_of_name in spans
        if end_of_name < end and is_scene(text[:start], text[end_of_name:])
    )
    return [*places][-1:]


def _find_subject_places(title: str, spans: Sequence[_PlaceSpan]) -> list[str]:
    """List the places that a title is of by their ids: "Birk was burned"."""
    return [
        id
        for id, start, end in spans
        if is_told_of_place(title[end:]) and is_opening(title[:start])
    ]


def _mask_dates(text: str, date: Span, other_dates: Sequence[Span]) -> str:
    """A sentence with a mark for each letter of its dates, and for brackets around them.

    An infinitive that tells what was done is parted from its verb by no "to".
    """
    for mark, (start, end) in (*((_OTHER, each) for each in other_dates), (_OWN, date)):
        text = text[:start] + mark * (end - start) + text[end:]
    text = _DASHED_DATES.sub(lambda match: _OTHER * len(match[0]), text)
    text = _REALISED.sub(lambda match: f"{match[0].rpartition(' ')[0]} --", text)
    return _BRACKETED_DATE.sub(lambda match: match[1][:1] + match[1] + match[1][-1:], text)


def _find_own_item(text: str, date: Span, other_dates: Sequence[Span]) -> Span:
    """Find the item of a date in a list of dated items: "to Birk and in 1860 to Ash"."""
    items = (_ITEM_OPENING.search(text, 0, start) for start, _ in (*other_dates, date))
    starts = [each.start() for each in items if each]
    dated_before = any(end <= date[0] for _, end in other_dates)
    first = max((start for start in starts if start < date[0]), default=0) if dated_before else 0
    return first, min((start for start in starts if start >= date[1]), default=len(text))


def _find_event_verbs(text: str, title: str, date: Span, *, says_date: bool) -> list[Span]:
    """Find the verbs of a sentence by whose clauses an event happened somewhere.

    Args:
        text: the sentence, with masked dates.
        title: the title of the event.
        date: where its date stands in the sentence.
        says_date: whether the title says the date too.
    """
    verbs = _find_title_verbs(text, title, date)
    if not verbs or (says_date and _is_parted(text, verbs[0], date)):
        return [_find_date_verb(text, date)]
    return verbs[:1] if says_date else verbs


def _find_title_verbs(text: str, title: str, date: Span) -> list[Span]:
    """Find where the main verb of a title stands in its sentence, and those joined to it."""
    main = find_main_verb(title)
    if main is None:
        return []
    if title.startswith(" by ", main.end()) and not PASSIVE_VERB.search(title, 0, main.end()):
        main = VERB.search(title, main.end()) or main
    verbs = (main, *_JOINED_VERB.finditer(title, main.end()))
    found = (_find_in_sentence(text, title, each, date) for each in verbs)
    return [verb for verb in found if verb]


def _find_in_sentence(text: str, title: str, verb: re.Match[str], date: Span) -> Span | None:
    """Find a title's verb in its sentence, by the words around it and the date."""
    before, behind = _list_neighbours(title, verb)

    def rank(each: re.Match[str]) -> tuple[int, int, int]:
        word_before, word_behind = _list_neighbours(text, each)
        is_same_voice = (word_before in _PASSIVE_WORDS) == (before in _PASSIVE_WORDS)
        score = 2 * (word_behind == behind) + (word_before == before)
        return score, is_same_voice, -abs(each.start() - date[0])

    found = [each for each in VERB.finditer(text) if each[0] == verb[0]]
    # "After returning to Birk" gives a title with "returned".
    gerund = f"{verb[0].removesuffix('ed')}ing"
    if gerund in text:
        found += re.finditer(rf"\b{gerund}\b", text)
    best = max(found, key=rank, default=None)
    if best is None or (behind and not rank(best)[0]):
        return None
    return best.start(), end_of_verb_group(text, best)


def _list_neighbours(text: str, verb: re.Match[str]) -> list[str]:
    """The words before and behind a verb, in small letters; empty where there is none."""
    before = _WORD.findall(text, max(0, verb.start() - _MAX_WORD_CHARS), verb.start())
    behind = _WORD.findall(text, verb.end(), verb.end() + _MAX_WORD_CHARS)
    return [(before[-1:] or [""])[0].lower(), (behind[:1] or [""])[0].lower()]


def _find_date_verb(text: str, date: Span) -> Span:
    """Find the verb nearest to a date in its clause; without one, the date itself."""
    before = [*VERB.finditer(text, max(0, date[0] - _MAX_CHARS), date[0])]
    if before:
        verb = before[-1].span()
        return date if _is_parted(text, verb, date) else verb
    behind = find_main_verb(text[date[1] : date[1] + _MAX_CHARS])
    if behind is None:
        return date[0], date[1] + text.startswith(":", date[1])
    return date[1] + behind.start(), date[1] + behind.end()


def _is_parted(text: str, verb: Span, place: Span) -> bool:
    """Whether another clause begins between a verb and a place or date of its sentence."""
    if place[0] >= verb[1]:
        words = _APPOSITION.sub("", BRACKETED.sub("", text[verb[0] : place[0]]))
        is_subject = _NEXT_SUBJECT.search(words) and VERB.match(text, place[1] + 1)
        return is_subject is not None or _holds_break(words, verb[1] - verb[0])
    where = _WHERE.match(text, place[1])
    if where and not _holds_break(_PRONOUN_SUBJECT.sub("", text[where.end() : verb[0]])):
        return False
    between = BRACKETED.sub("", text[place[1] : verb[0]])
    between = _PRONOUN_SUBJECT.sub("", _CLOSED_CLAUSE.sub("", between))
    if text[verb[0]] == _OWN:
        return _holds_break(between)
    listed = _LISTED_BEFORE.search(text, 0, place[0])
    end = listed.start() if listed else place[0]
    begins = _PART_START if _COORDINATE.search(between) else _CLAUSE_START
    start = max((each.end() for each in begins.finditer(text, 0, end)), default=0)
    before = BRACKETED.sub("", text[start : place[0]])
    is_added = _ADDED.search(text, max(0, place[0] - _MAX_ADDED_CHARS), place[0])
    return is_added is not None or _holds_break(between) or _holds_break(before)


def _holds_break(words: str, start: int = 0) -> bool:
    """Whether a clause ends or another verb stands in a text, from an index on."""
    if _BREAK.search(words, start):
        return True
    verbs = (
        each
        for each in VERB.finditer(words, start)
        if not ATTRIBUTE_BEFORE.search(words[: each.start()])
        and not _PARTICIPLE_OF_PLACE.match(words, each.start())
    )
    return any(verbs) or any(
        _PRONOUN.search(words, each.end()) for each in _COORDINATE.finditer(words, start)
    )
