"""Names in sentences: those that a timeline knows, and what looks like one.

Known names are found whole and folded, but a word that the name writes with a capital must have one
in the sentence too, and one in capitals be so: `IS` is not "is", nor `Time` "time".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from qaim_cli.dates.calendar import MONTHS, WEEKDAYS
from qaim_cli.extract.names.name_aliases import cut_origin
from qaim_cli.extract.names.name_gender import begins_with_gendered_word
from qaim_cli.extract.words.name_patterns import EPITHET, NATIONALITY
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Catalogue, Entity
from qaim_cli.text import fold

_WORD = re.compile(r"[^\W_]+(?:['’ʿʾ][^\W_]+)*")
_MAX_TEXTS = 8
"""How many texts' names are cached: a sentence and its titles are asked for in turn."""
_PARTICLES = ("de", "von", "van", "al", "bin", "ibn", "del", "della", "di")
"""Small words that a name may begin with: "de Gaulle"."""
_NAME_WORD = r"(?:(?:[^\W\d_a-z]\.)+(?= [^\W\d_a-z])|[^\W\d_a-z][\w'’-]*)"
_PROPER_NAME = re.compile(
    rf"(?<![\w-])(?:\d{{1,3}}(?:st|nd|rd|th) |(?:{'|'.join(_PARTICLES)})[ -]|(?=[^\W\d_a-z]))"
    + _NAME_WORD
    + rf"(?:(?: (?:of|of the|de|del|la|al|bin|ibn|von|van|da|the(?= {EPITHET})"
    + r"|and(?= (?:Company|Sons?|Brothers|Bros)\b)) | )"
    + _NAME_WORD
    + r"){0,7}"
)
_COMPANY_ENDING = r" (?:Railroad|Railway|Company|Corporation|Canal|Bank)\b"
_COMPANY = PrefilteredPattern(_COMPANY_ENDING)
_COMPANY_NAME = re.compile(
    rf"(?:(?<=the )|\bThe ){_NAME_WORD}(?: {_NAME_WORD}){{0,2}}"
    rf"(?:, {_NAME_WORD}(?: {_NAME_WORD})?){{0,3}},? (?:and|&) "
    rf"{_NAME_WORD}(?: {_NAME_WORD}){{0,2}}{_COMPANY_ENDING}|{_PROPER_NAME.pattern}"
)
"""The same, where a company has several names in its own: "the Birk, Ash and Elm Railroad"."""
NON_NAME_WORDS = frozenset(
    (
        *MONTHS, *WEEKDAYS, *(f"{day}s" for day in WEEKDAYS), "The", "In", "On", "At", "It", "He",
        "She", "They", "We", "I", "This", "That", "These", "Those", "A", "An", "As", "By", "For",
        "From", "After", "Before", "During", "When", "While", "Although", "However", "But", "And",
        "There", "Since", "His", "Her", "Its", "Their", "To", "With", "Following", "Under", "One",
        "Some", "Many", "Most", "All", "Other", "Then", "Despite", "Until", "If", "Both", "Also",
        "Later", "Soon", "Early", "Late", "Not", "No", "Spring", "Summer", "Autumn", "Winter", "BC",
        "AD", "BCE", "CE", "Gen", "Brig", "Maj", "Col", "Lt", "Capt", "Though", "Because",
        "Where", "Which", "Who", "Like", "Once", "Upon", "Due", "Among", "Within", "Without",
        "Through", "Throughout", "About", "Around", "Over", "Between", "Against", "According",
        "Additionally", "Such", "Sgt", "Adm", "Thus", "Therefore", "Hence", "Meanwhile",
        "Nevertheless", "Nonetheless", "Moreover", "Furthermore", "Instead", "Today", "Yet", "So",
        "Even", "Perhaps", "Here", "Now", "Another", "Each", "Every", "Several", "Unlike",
        "Besides", "Consequently", "Finally", "Eventually", "Initially", "Originally",
        "Subsequently", "Recently", "Currently", "Previously", "Formerly", "Similarly",
        "Apparently", "Mainly", "Mostly", "Largely", "Nearly", "Only", "Partly", "Chiefly",
        "Primarily", "Afterwards", "Thereafter", "Whereas", "Whilst", "Amid", "Whether", "Unless",
    )
)  # fmt: skip
"""Words with a capital that begin sentences, and are no names or parts of one at their edges."""


class MentionedEntities(FrozenRecord):
    """The actors and places that a sentence names, by id in the order named."""

    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()


class EntitySpan(FrozenRecord):
    """Where a text names an entity, and whether that is an actor, a place or both."""

    id: str
    is_actor: bool
    is_place: bool
    start: int
    end: int


class _KnownName(FrozenRecord):
    words: tuple[str, ...]
    """Folded; what `capital_shapes` holds is the least that each must look like: "Aa", "AA" or
    nothing."""
    capital_shapes: tuple[str, ...]
    id: str
    is_actor: bool
    is_place: bool


class _Words(FrozenRecord):
    """The words of a text, folded and as written, and where each begins."""

    folded: tuple[str, ...]
    written: tuple[str, ...]
    starts: tuple[int, ...]


class EntityFinder:
    """The names that catalogues of actors and places know, ready to be found."""

    def __init__(self, actors: Catalogue, places: Catalogue) -> None:
        """Take all names and aliases; an id is no name."""
        self._names_by_first_word: dict[str, list[_KnownName]] = {}
        for id, entity in actors.entities.items():
            place_names = _list_names(places.entities.get(id))
            for name in _list_names(entity):
                self._add_name(name, id, is_actor=True, is_place=name in place_names)
        for id, entity in places.entities.items():
            for name in _list_names(entity):
                self._add_name(name, id, is_actor=False, is_place=True)
        for names in self._names_by_first_word.values():
            names.sort(key=lambda each: len(each.words), reverse=True)
        self.find_entity_spans = lru_cache(maxsize=_MAX_TEXTS)(self._find_entity_spans)
        """Find where a text names entities, as `find_entities`; the last answers are cached."""

    def find_entities(self, text: str) -> MentionedEntities:
        """Find the entities that a sentence names; of two that begin alike, the longer.

        One that is an actor and a place is found as an actor.
        """
        spans = self.find_entity_spans(text)
        actors = dict.fromkeys(each.id for each in spans if each.is_actor)
        places = dict.fromkeys(each.id for each in spans if not each.is_actor)
        return MentionedEntities(tuple(actors), tuple(places))

    def _find_entity_spans(self, text: str) -> tuple[EntitySpan, ...]:
        """Find where a text names entities; of two that begin alike, the longer."""
        words = _split_words(text)
        spans: list[EntitySpan] = []
        next_word = 0
        for at in [n for n, each in enumerate(words.folded) if each in self._names_by_first_word]:
            names = self._names_by_first_word[words.folded[at]] if at >= next_word else ()
            name = next((each for each in names if _stands_at(each, words, at)), None)
            if name:
                next_word = at + len(name.words)
                start = words.starts[at]
                end = words.starts[next_word - 1] + len(words.written[next_word - 1])
                spans.append(EntitySpan(name.id, name.is_actor, name.is_place, start, end))
        return tuple(spans)

    def _add_name(self, name: str, id: str, *, is_actor: bool, is_place: bool) -> None:
        folded, written, _ = _split_words(name)
        if folded:
            shapes = [_classify_capitals(word) for word in written]
            if _is_capital_incidental(written):
                shapes[0] = ""
            known = _KnownName(folded, tuple(shapes), id, is_actor, is_place)
            self._names_by_first_word.setdefault(folded[0], []).append(known)


def _list_names(entity: Entity | None) -> tuple[str, ...]:
    """What an entity is called; its id is no name."""
    return (entity.name, *entity.aliases) if entity else ()


def find_proper_names(text: str) -> list[str]:
    """Find what looks like proper names in a sentence, its first word alone aside."""
    return [name for name, _, _ in find_name_spans(text)]


def find_name_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Find each proper name of a sentence with its place, its first word alone aside."""
    pattern = _COMPANY_NAME if _COMPANY.search(text) else _PROPER_NAME
    for match in pattern.finditer(text):
        words, start = match[0].split(" "), match.start()
        if start == 0 and len(words) == 1:
            continue
        while words and (words[0].strip("'’-") in NON_NAME_WORDS or _is_small(words[0])):
            start += len(words[0]) + 1
            words = words[1:]
        while words and words[-1].strip("'’-") in NON_NAME_WORDS:
            words = words[:-1]
        name = " ".join(words).removesuffix("'s").removesuffix("’s").rstrip("'’-")
        first, _, others = name.partition(" ")
        if " " in others and begins_with_gendered_word(others) and NATIONALITY.match(first):
            name, start = others, start + len(first) + 1
        if " of " in name:
            name = cut_origin(name, has_article=text.endswith(("the ", "The "), 0, start))
        if len(name) > 1:
            yield name, start, start + len(name)


def _is_small(word: str) -> bool:
    """Whether a word cannot begin a name; a particle can ("de Gaulle"), and an ordinal."""
    return word.islower() and word not in _PARTICLES and not word[0].isdecimal()


def _split_words(text: str) -> _Words:
    """Split a text into words, folded and as written; a possessive ending is no part of one."""
    matches = [*_WORD.finditer(text)]
    words = [_fold_word(each[0]) for each in matches]
    starts = tuple(each.start() for each in matches)
    return _Words(tuple(each[0] for each in words), tuple(each[1] for each in words), starts)


@lru_cache(maxsize=20_000)
def _fold_word(word: str) -> tuple[str, str]:
    word = word.removesuffix("'s").removesuffix("’s")
    return fold(word), word


def _classify_capitals(word: str) -> str:
    if len(word) > 1 and word.isupper():
        return "AA"
    return "Aa" if word[0].isupper() else ""


def _is_capital_incidental(words: tuple[str, ...]) -> bool:
    """Whether a name has its capital only because it stands first: "Local police", "Rebels"."""
    if len(words) > 1:
        return not any(_classify_capitals(word) for word in words[1:]) and words[0][-1:] not in "in"
    return len(words[0]) > 5 and words[0].endswith("s") and words[0][1:].islower()


def _stands_at(name: _KnownName, words: _Words, at: int) -> bool:
    """Whether a name begins at a word of a text, and has the capitals that it needs."""
    end = at + len(name.words)
    return words.folded[at:end] == name.words and all(
        not shape or word.isupper() or (shape == "Aa" and word[0].isupper())
        for word, shape in zip(words.written[at:end], name.capital_shapes, strict=True)
    )
