"""Names of one actor: "Ann Low Moss", "Ann Moss", "Mrs. Moss", "Moss" and "Ann"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from qaim_cli.extract.names.name_gender import begins_with_gendered_word
from qaim_cli.extract.names.subject_kinds import SubjectKind
from qaim_cli.extract.words.name_patterns import (
    ACTOR_SUFFIX,
    NATIONALITY_WORD,
    NON_NAME_ENDING,
    PLACE_SUFFIX,
    RANK,
    SHIP_PREFIX,
)
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import capitalise

_BODY_ENDING = re.compile(
    r"(?: [a-z]+| (?:F\.?C|Ltd|Inc|plc|Co)\.?| (?:Company|Corporation|Club))+\Z"
)
_SHIP_PREFIX = re.compile(rf"(?:{SHIP_PREFIX}) ")
_REIGN_NUMBER = re.compile(r" [IVX]+(?= |\Z)")
_COMMON_LAST_WORDS = frozenset(
    (
        "King", "Queen", "Prince", "Princess", "Emperor", "Empress", "States", "Kingdom",
        "Republic", "Emirates", "Nations", "Americans", "Council", "Senate", "House", "Company",
    )
)  # fmt: skip
"""Last words of names that are no names alone."""
_FULL_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’-]*\w|(?:[A-ZÀ-Þ]\.)+)(?: (?:[A-ZÀ-Þ][\w'’-]*\w|(?:[A-ZÀ-Þ]\.)+)){0,2}"
    r" (?:d[aeiu] |von |van )?[A-ZÀ-Þ][a-zà-þ][\w'’-]*(?<!s['’])"
)
"""A given name and a surname."""
_NO_GIVEN_NAME = re.compile(
    r"(?!(?:Brian|Christian|Julian|Adrian|Vivian|Fabian|Ian|Sebastian|Dorian|Damian|Duncan|Herman"
    r"|Norman|Roman|Eric|Frederic|Dominic|Cedric|Jean|Sean|Dean) )"
    rf"(?:{NATIONALITY_WORD}|Great|New|South|North|East"
    r"|West|U\.S\.|Democrat|Republican|Chief|Vice|Prime|Six|Two|Three|Young|Old|Saint"
    r"|[A-Z]\w*(?:ans|ists)) "
    r"|.*\b(?:[A-Z]{2,}|F\.C\.)(?: |\Z)"
)
_PEOPLES = re.compile(
    r"[A-ZÀ-Þ][a-zà-þ]+[ai]ns|Turks|Greeks|Arabs|Franks|Goths|Huns|Danes|Swedes|Poles|Scots|Serbs"
    r"|Slavs|Moors|Mongols|Bulgars|Cumans"
)
"""Peoples, before the land that they are of: "Franks of Ash"."""
_NUMBER = re.compile(r"(?:Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Many|Several|Some) ")
_PLURAL = re.compile(r".*(?:ans|ists|ats|ents|onds|ers|ors|ees)\Z")
"""Several, as "Republicans", by a word that is nobody's surname."""


class NamePredicates(FrozenRecord):
    """Questions to an article about each of its names."""

    is_place: Callable[[str], bool]
    """Whether something speaks for a name to be a place."""
    is_actor: Callable[[str], bool]
    """Whether something speaks for a name to act."""
    is_seen_once: Callable[[str], bool]
    """Whether a name stands only once in the article."""
    is_only_a_parent: Callable[[str], bool]
    """Whether a name is only that of somebody's parent: "son of Bo Moss"."""


def find_aliases(
    actors: set[str],
    subject: tuple[str, SubjectKind],
    seen: Sequence[str],
    predicates: NamePredicates,
) -> dict[str, str]:
    """Find which names are other names of an actor, and of which.

    Args:
        actors: names that act.
        subject: the name and kind of what the article is about.
        seen: all names, in the order in which they stand.
        predicates: what else the article says of names.
    """
    name, kind = subject
    full_names = set(filter(_may_be_full_name, actors))
    longer = _find_longer_names(full_names - ({name} if kind == SubjectKind.PERSON else set()))
    single_names = actors - full_names - _COMMON_LAST_WORDS
    aliases = longer | _find_surname_owners(
        single_names, full_names - longer.keys(), seen, predicates
    )
    aliases |= _find_ranks_with_land(actors)
    aliases |= {each: each.title() for each in actors if _is_in_capitals(each, actors)}
    if kind == SubjectKind.PERSON:
        aliases |= _find_names_of_person(name, seen)
    if kind == SubjectKind.ACTOR:
        aliases |= _find_names_of_body(name, actors, seen)
    return aliases


def _may_be_full_name(name: str) -> bool:
    """Whether a name of several words may be a person's: no body, no number, no land."""
    return " " in name and not (" of " in name or ACTOR_SUFFIX.search(name) or _NUMBER.match(name))


def _find_ranks_with_land(actors: set[str]) -> dict[str, str]:
    """Find "King Rolf of Birk" where "King Rolf" acts too."""
    with_land = (each for each in actors if " of " in each and RANK.match(each))
    heads = ((each, each.partition(" of ")[0]) for each in with_land)
    return {each: head for each, head in heads if head in actors}


def _is_in_capitals(name: str, actors: set[str]) -> bool:
    """Whether a name is another in capitals: "ANN MOSS"."""
    return name.isupper() and name.title() != name and name.title() in actors


def _find_names_of_person(person: str, seen: Sequence[str]) -> dict[str, str]:
    """Find the other names of the person that an article is about."""
    if " " not in person:
        return {}
    aliases = dict.fromkeys(_list_names_of_person(person, seen), person)
    given = person.split(maxsplit=1)[0]
    # Another who has the given name may be told of by it too.
    if given in seen and not any(
        each.startswith(f"{given} ") and not is_part(each, person) for each in seen
    ):
        aliases[given] = person
    return aliases


def _find_names_of_body(body: str, actors: set[str], seen: Iterable[str]) -> dict[str, str]:
    """Find the other names of the body that an article is about."""
    others = (each.rpartition(" ") for each in seen if not is_part(each, body))
    surnames = {last for _, blank, last in others if blank}
    names = [each for each in actors if " " in each or each not in surnames]
    nouns = (word for word in body.split() if word in actors and ACTOR_SUFFIX.fullmatch(word))
    return dict.fromkeys((*_list_names_of_body(body, names), *nouns), body)


def _find_surname_owners(
    single_names: Iterable[str],
    full_names: Iterable[str],
    seen: Sequence[str],
    predicates: NamePredicates,
) -> dict[str, str]:
    """Find the one full name that each single name is short for.

    Args:
        single_names: the names of one word.
        full_names: the names that may have one of them as surname.
        seen: all names, in the order in which they stand.
        predicates: what else the article says of names.
    """
    found: dict[str, str] = {}
    places_seen = {name: number for number, name in enumerate(seen)}
    by_word, full_by_word = _index_by_word(seen), _index_by_word(full_names)
    for name in sorted(single_names):
        start = places_seen.get(name, len(seen))
        bearers = by_word.get(name, [])
        owners = [
            full
            for full in full_by_word.get(name, ())
            if full.split()[-1] == name
            and not (
                predicates.is_seen_once(full)
                and start < places_seen.get(full, 0)
                and (is_full_name(full) or RANK.match(full))
            )
        ]
        if not owners and not predicates.is_place(name):
            before = [full for full in bearers if places_seen[full] < start]
            owners = _list_bearers(name, before, predicates) or _list_kin(name, by_word)
        if len(owners) == 1 and not _have_two_bearers(name, bearers):
            found[name] = owners[0]
    return found


def _list_names_of_person(person: str, seen: Iterable[str]) -> list[str]:
    """List the names that a person is told of by, and those that begin a sentence."""
    parts = (name for name in seen if " " in name and _is_short_for(name, person))
    short = (*_list_short_names(person), *parts)
    # "De Wold" begins a sentence.
    return [*map(capitalise, short), *short]


def is_full_name(name: str) -> bool:
    """Whether a name looks like a person's given name and surname, without a title."""
    return _FULL_NAME.fullmatch(name) is not None and not (
        RANK.match(name)
        or _NO_GIVEN_NAME.match(name)
        or _PLURAL.match(name)
        or ACTOR_SUFFIX.search(name)
        or PLACE_SUFFIX.search(name)
        or NON_NAME_ENDING.search(name)
    )


def cut_origin(name: str, *, has_article: bool = False) -> str:
    """Cut where somebody is from, and what else a name has that is not the person's.

    "Ann Moss of Birk" → "Ann Moss", but "Rolf of Birk" is a whole name.

    Args:
        name: the name.
        has_article: whether "the" stands before it, as before that of an office.
    """
    head, of, land = name.partition(" of ")
    is_rank = land.startswith("the ") and RANK.match(head)
    is_person = not has_article and (is_rank or is_full_name(head))
    return head if of and (is_person or _PEOPLES.fullmatch(head)) else name


def _find_longer_names(names: set[str]) -> dict[str, str]:
    """Map names to those without title or with middle name: "Sir Bo Low" to "Bo Low"."""
    by_outer_words = _index_by_outer_words(names)
    found: dict[str, str] = {}
    for name in names:
        core = _drop_titles(name)
        own = tuple(core.split())
        longer = [*by_outer_words.get(own, ())]
        if core != name and core in names:
            longer.append(core)
        if len(longer) == 1 and len(own) > 1:
            found[name] = longer[0]
    return {name: full for name, full in found.items() if full not in found}


def _index_by_outer_words(names: Iterable[str]) -> dict[tuple[str, ...], list[str]]:
    """The names with a middle name that is written out, by the words around it."""
    found: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        words = name.split()
        if len(words) == 3 and not words[1].endswith(".") and not RANK.match(name):
            found.setdefault((words[0], words[2]), []).append(name)
    return found


def _drop_titles(name: str) -> str:
    while RANK.match(name):
        name = name.partition(" ")[2]
    return name


def _index_by_word(names: Iterable[str]) -> dict[str, list[str]]:
    """The names of several words by their first and their last word."""
    found: dict[str, list[str]] = {}
    for name in names:
        first, *others = name.split(" ")
        for word in dict.fromkeys((first, *others[-1:])) if others else ():
            found.setdefault(word, []).append(name)
    return found


def _list_bearers(name: str, names: Iterable[str], predicates: NamePredicates) -> list[str]:
    """Find the persons who may be told of by one word of their names."""
    full_names = [
        each for each in names if is_full_name(each) and not predicates.is_only_a_parent(each)
    ]
    by_surname = [full for full in full_names if full.split()[-1] == name]
    if by_surname:
        return [max(by_surname, key=lambda full: (full.count(".") == 0, len(full)))]
    return full_names if all(map(predicates.is_actor, full_names)) else []


def _list_kin(name: str, by_word: dict[str, list[str]]) -> list[str]:
    """Find the only one with a given name, if others share the surname: Bo of the Mosses."""
    full_names = by_word.get(name, [])
    surname = full_names[0].rpartition(" ")[2] if len(full_names) == 1 else ""
    kin = by_word[surname] if surname != name and surname else []
    return full_names if sum(map(is_full_name, kin)) > 1 else []


def _list_short_names(person: str) -> list[str]:
    """The names that a person is told of by: Moss of Ann Moss, Rolf II and Rolf of a king."""
    given, _, land = person.partition(" of ")
    if reign := _REIGN_NUMBER.search(given):
        return sorted({given[: reign.start()], given[: reign.end()], given} - {person})
    last = given.rsplit(maxsplit=1)[-1]
    return sorted({given, last}) if land else [last]


def _list_names_of_body(body: str, names: Iterable[str]) -> list[str]:
    """The names that a body is told of by: Birk, Birk Elms and Elms of Birk Elms F.C."""
    short = _BODY_ENDING.sub("", body)
    initials = "".join(word[0] for word in body.split() if word[0].isupper())
    acronyms = [initials] if initials in names and len(initials) > 1 else []
    if prefix := _SHIP_PREFIX.match(body):
        acronyms.append(body[prefix.end() :])
    last = short.rpartition(" ")[2]
    # A firm may have its founder's name, who is told of by the last word of it.
    is_own = last != short and not begins_with_gendered_word(body)
    if is_own and last in names and not ACTOR_SUFFIX.fullmatch(last):
        acronyms.append(last)
    return acronyms + [
        name
        for name in {short, *names}
        if name != body and f"{body} ".startswith(f"{name} ") and (" " in name or name in names)
    ]


def _have_two_bearers(surname: str, names: Iterable[str]) -> bool:
    """Whether two people of different first names bear a surname."""
    given = {
        words[-2][0]
        for words in map(str.split, names)
        if len(words) > 1
        and words[-1] == surname
        and words[-2].isalpha()
        and not RANK.match(" ".join(words[-2:]))
    }
    return len(given) > 1


def _is_short_for(name: str, person: str) -> bool:
    """Whether a name is another form of a person's, as "General Moss" is of "Ann Low Moss"."""
    words = name.split()
    given = words[1:] if RANK.match(name) else words
    own = person.split()
    # Leonard Vale may be the father of Aldous Leonard Vale.
    is_own = len(given) == 1 or given[0].islower() or given[0] == own[0]
    return name != person and is_own and given[-1:] == own[-1:] and is_part(" ".join(given), person)


def is_part(name: str, whole: str) -> bool:
    """Whether all words of a name are words of another."""
    words = whole.split()
    return all(word in words for word in name.split())
