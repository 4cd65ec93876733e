"""Whether a pronoun stands for the subject of an article, or for somebody named since.

"It" is the article's subject where the clause before tells of it: a port was walled, then it grew.
After another company, a fire or a factory it may be either, and nothing says which; the pronoun
stays as it is. "He" and "she" stay after another person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice

from qaim_cli.extract.names.acting_subjects import PERSON_WORD
from qaim_cli.extract.names.entities import MentionedEntities
from qaim_cli.extract.names.main_clauses import (
    PRONOUNS,
    SIMPLE_NAME,
    SIMPLE_NAME_PATTERN,
    MainClause,
    find_last_clause,
    iter_clauses,
)
from qaim_cli.extract.names.name_gender import has_other_gender
from qaim_cli.extract.names.name_types import is_personal_name
from qaim_cli.extract.words.name_patterns import ACTOR_SUFFIX, NATIONALITY
from qaim_cli.extract.words.person_nouns import FEMALE_KIN, KIN_NOUN, MALE_KIN, PEOPLE
from qaim_cli.extract.words.pronoun_forms import OBJECT_FORMS
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import fold

_MAX_SENTENCES_BACK = 8
_OWNING_NOUN = re.compile(r"\b[Tt]he [a-z]+(?=['’]s? )")
_NO_PERSON = re.compile(r"(?:[Tt]he|[Aa]n?) [A-Z]")
_OWNED = re.compile(r"its\b|.*['’]s? ", re.IGNORECASE)
_PLURAL = re.compile(r"(?<![asu'’])s\Z| and ")
_MAX_SENTENCES_BETWEEN = 4
_GROUP = re.compile(
    r"(?:(?:[Tt]he|[Tt]wo|[Tt]hree|[Ss]ome|[Mm]any|[Ss]everal|[Bb]oth) )?(?:[\w'’-]+ ){0,3}[\w-]+"
    rf"(?<![su'’])s|{SIMPLE_NAME} and {SIMPLE_NAME}"
    rf"|(?:The )?(?:{PEOPLE})|[Tt]he (?:couple|brothers|family)"
)
"""Several who may be "they" in the next clause."""
_PLURAL_BEHIND = re.compile(
    r"\b(?:men|women|people|children|troops|forces|soldiers|rebels|ships|guards|armies|allies"
    r"|enemies|sons|daughters|brothers|sisters|[a-z]+(?:ers|ors|ists|ants|ees)"
    r"|the [A-Z]\w+(?:ans|ists|ers|s)|British|French|Spanish|Dutch)\b"
)
"""Others who may be "they" as well."""
_TWO_NAMES = re.compile(rf"(?:[Bb]oth )?{SIMPLE_NAME} and {SIMPLE_NAME}")
_PEOPLE_BEHIND = re.compile(r"\b(?:men|women|people|children|troops|forces|soldiers|rebels|sons)\b")
_DETERMINER = re.compile(r"(?:The|Two|Three|Some|Many|Several|Both|All|Most) ")
_COLLECTIVE = re.compile(
    r"(?:[Tt]he )?(?:[\w'’-]+ ){0,3}(?:club|team|band|company|firm|family|crew|army|government"
    r"|party|group|council|committee|board)"
)
_FULL_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:de |von |van )?[A-ZÀ-Þ][\w'’.-]*)+"
_OWNER = re.compile(
    rf"\b(?!(?:Despite|After|Before|Since|With|In|On|At) )(?P<name>{_FULL_NAME}(?<!['’]s))['’]s? "
)
_DESCRIBED = re.compile(rf"(?:[Tt]he|[Aa]n?) (?:[\w-]+ ){{1,4}}?(?P<name>{_FULL_NAME})")
_WITH_CALLING = re.compile(rf"(?:[\w-]+ ){{0,3}}?{PERSON_WORD} (?P<name>{_FULL_NAME})")
"""A person with a calling: "Vendish painter Ann Moss"."""
_RELATIVE_WITH_NAME = re.compile(
    rf"(?:[Hh]is|[Hh]er) (?:[a-z-]+ ){{0,2}}(?:{KIN_NOUN})"
    r" (?P<name>[A-ZÀ-Þ][\w'’-]+(?: [A-ZÀ-Þ][\w'’-]+)*)"
)
"""A relative and the name: "his wife Ann"."""
_PLACE_BEHIND = re.compile(r" (?:in|from|at) .*\Z")
_AGENT_BEFORE = re.compile(
    r"(?:\bby (?:(?:an?|the|his) [\w ,-]{2,40} |(?:an?|the) [\w -]{2,40}, )?|\A)\Z"
)
_OBJECT_FORMS = {**OBJECT_FORMS, "they": re.compile(r"\bthem\b")}
"""Who is told of behind a verb, and may be told of next."""
_OWN_KIN = re.compile(r"(?:his|her) (?:father|mother|parents|uncle|aunt|brother|sister)")
"""Whose relatives they are: "his father sent him" tells of him too."""
_OWN_THING = re.compile(r"(?:his|her) ")
"""What is told of somebody's things, as "his mill", is told of their owner too."""
_NAME_IN_S = re.compile(r"[A-ZÀ-Þ][a-zà-þ]+[aeiou]s")
"""A name that is no plural, where it acts: "Magnus"."""
_REIGN_NUMBER = re.compile(r" [IVX]+\Z")
_GIVEN_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]*\.? \Z")
_MALE_NOUN = rf"(?:{MALE_KIN}|king|emperor|duke|bishop|man|boy)"
_FEMALE_NOUN = rf"(?:{FEMALE_KIN}|queen|empress|duchess|woman|girl)"
_PERSON_NOUN = re.compile(
    rf"\b(?:{_MALE_NOUN}|{_FEMALE_NOUN}|cousin|friend|teacher|general|partner|rival|pupil)\b"
)
_NOUN_OF_OTHER_GENDER = {
    "he": re.compile(rf".*\b{_FEMALE_NOUN}"),
    "she": re.compile(rf".*\b{_MALE_NOUN}"),
}
"""Somebody who is told of by another pronoun: "his wife"."""
_OTHER_SELF = {"he": re.compile(r"\bherself\b"), "she": re.compile(r"\bhimself\b")}
"""What says the same behind a verb: "Pell hid himself" tells of no woman."""


class SubjectReferences(FrozenRecord):
    """What an article is about, as its sentences tell of it."""

    pronoun: str
    """he, she or it."""
    names: tuple[str, ...]
    is_common_noun: Callable[[str], bool]
    """Whether words tell of it by a common noun, as "the town"."""
    is_other_person: Callable[[str], bool]
    """Whether words name somebody else."""
    is_body: bool = False
    """Whether it is a company, a club or the like, which is told of by "they" too."""
    definite_article: str = ""
    """The word "The " where its name has that, as "The Battle of Birk"; else empty."""

    def is_told_of_by(self, pronoun: str) -> bool:
        """Whether a pronoun may stand for it."""
        return pronoun == self.pronoun or (self.is_body and pronoun in ("it", "they"))

    @property
    def short_name(self) -> str:
        """The name to tell of it by: Moss of Ann Moss, and neither Ann Moss nor Captain Moss."""
        if self.is_body:
            return self.names[0]
        if numbered := [name for name in self.names if _REIGN_NUMBER.search(name)]:
            return min(numbered, key=len)
        if self.pronoun == "it":
            return f"{self.definite_article}{self.names[-1]}"
        name = min(self.names, key=lambda name: (len(re.findall(r"\b[A-ZÀ-Þ]", name)), -len(name)))
        return name.capitalize() if name.isupper() else name

    def is_named_in(self, words: str) -> bool:
        """Whether words name it, and no thing of its own ("Moss's mill") or kin ("Bo Moss")."""
        return any(
            not _GIVEN_NAME.search(words, 0, match.start())
            for name in self.names
            for match in re.finditer(rf"\b(?<![–-]){re.escape(name)}\b(?!['’]| [A-Z])", words)
        )


def stands_for_subject(
    subject: SubjectReferences, pronoun: str, before: str, sentences: Iterable[str]
) -> bool:
    """Whether a pronoun stands for the article's subject.

    Args:
        subject: what the article is about.
        pronoun: he, she, it or they.
        before: what its own sentence says before the pronoun.
        sentences: the sentences before it in its section, the last one first.
    """
    clause = find_last_clause(before)
    verdict = _is_subject_of_clause(subject, pronoun, clause) if clause.subject else None
    if not clause.subject and any(map(subject.is_common_noun, _OWNING_NOUN.findall(before))):
        verdict = True
    for text in islice(sentences, _MAX_SENTENCES_BACK):
        if verdict is None:
            clause = find_last_clause(text)
            is_named = not clause.subject and subject.pronoun == "it" and subject.is_named_in(text)
            verdict = is_named or _is_subject_of_clause(subject, pronoun, clause)
    return verdict is True if pronoun == "they" else verdict is not False


def find_antecedent(
    subject: SubjectReferences,
    pronoun: str,
    before: str,
    sentences: Iterable[str],
    find_entities: Callable[[str], MentionedEntities],
) -> str:
    """Find who else than the article's subject a pronoun stands for; empty if unclear.

    It is the subject of the clause before, where nobody else is told of there.

    Args:
        subject: what the article is about.
        pronoun: he, she, it or they.
        before: what its own sentence says before the pronoun.
        sentences: the sentences before it in its paragraph, the last one first.
        find_entities: finds the actors and places that words name.
    """
    clauses = (
        clause
        for text in (before, *islice(sentences, _MAX_SENTENCES_BETWEEN))
        for clause in islice(iter_clauses(text), 1 if pronoun in ("it", "they") else None)
        if fold(clause.subject) not in ("", pronoun)
    )
    if pronoun == "they":
        return _find_group(clauses)
    if pronoun == "it":
        # Behind another company, "it" may be the one that the article is about.
        return "" if subject.is_body else _find_body(clauses)
    if not VERB.search(before) and (owner := _OWNER.search(before)):
        return owner["name"]
    for clause in clauses:
        # Several are not told of by "he".
        if _is_group(clause.subject) and not _find_persons(clause.behind):
            continue
        if named := _find_introduced(subject, pronoun, clause):
            return "" if has_other_gender(named, pronoun) else named
        if fold(clause.subject) != "it" or _find_persons(clause.behind):
            is_other = subject.pronoun == pronoun and subject.is_named_in(clause.behind)
            return "" if is_other else _find_person(pronoun, clause, find_entities)
    return ""


def _find_group(clauses: Iterable[MainClause]) -> str:
    """Find the several that "they" stands for after some clauses, the last one first."""
    for clause in clauses:
        word = fold(clause.subject)
        is_theirs = word.startswith("their ")
        if is_theirs and not _PLURAL.search(word):
            continue
        is_plain = word not in PRONOUNS and not is_theirs
        return clause.subject if is_plain and _tells_of_several(clause) else ""
    return ""


def _find_body(clauses: Iterable[MainClause]) -> str:
    """Find the one body that the clause before tells of, where no other is told of there."""
    clause = next(iter(clauses), MainClause())
    name = clause.subject.removeprefix("The ")
    names = [each[0] for each in SIMPLE_NAME_PATTERN.finditer(clause.behind)]
    is_body = SIMPLE_NAME_PATTERN.fullmatch(name) and ACTOR_SUFFIX.search(name)
    return clause.subject if is_body and not any(map(ACTOR_SUFFIX.search, names)) else ""


def _find_person(
    pronoun: str, clause: MainClause, find_entities: Callable[[str], MentionedEntities]
) -> str:
    """Find the person who is the subject of a clause, where nobody else is told of there."""
    if fold(clause.subject) in PRONOUNS or _OBJECT_FORMS[pronoun].search(clause.behind):
        return ""
    if _RELATIVE_WITH_NAME.fullmatch(clause.subject) and _NOUN_OF_OTHER_GENDER[pronoun].match(
        fold(clause.subject)
    ):
        return ""
    name = _drop_description(clause.subject)
    if has_other_gender(name, pronoun) or _OTHER_SELF[pronoun].search(clause.behind):
        return ""
    own = find_entities(name)
    others = {id for each in _find_persons(clause.behind) for id in find_entities(each).actors}
    is_short = any(id.endswith(f"-{fold(name)}") for id in own.actors)
    is_several = name.startswith("The ") and name.endswith("s")
    is_known = bool(own.actors) and _NAME_IN_S.fullmatch(name) is not None
    is_person = (is_personal_name(name) or is_short or is_known) and not is_several
    return name if is_person and not own.places and others <= {*own.actors} else ""


def _tells_of_several(clause: MainClause) -> bool:
    """Whether "they" may stand for the subject of a clause, and for nobody else in it."""
    if _TWO_NAMES.fullmatch(clause.subject):
        return not _PEOPLE_BEHIND.search(clause.behind)
    return bool(
        _is_group(clause.subject) or _COLLECTIVE.fullmatch(clause.subject)
    ) and not _PLURAL_BEHIND.search(clause.behind)


def _is_group(words: str) -> bool:
    """Whether words name several, as "the guards" does and "Bates" does not."""
    is_name = SIMPLE_NAME_PATTERN.fullmatch(words) and not _DETERMINER.match(words)
    return _GROUP.fullmatch(words) is not None and not is_name


def _find_introduced(subject: SubjectReferences, pronoun: str, clause: MainClause) -> str:
    """Find the one person whom a clause introduces that tells of something or somebody else.

    "The firm was founded by Bo Moss", "The first owner was Bo Moss", "She married Bo Moss".
    """
    persons = [name.rstrip(".") for name in _find_persons(clause.behind) if " " in name]
    if len(persons) != 1:
        return ""
    (name,) = persons
    word = fold(clause.subject)
    is_other_gender = {word, pronoun} == {"he", "she"} or (
        {subject.pronoun, pronoun} == {"he", "she"} and clause.subject in subject.names
    )
    if is_other_gender:
        return name
    is_body = subject.is_body and (
        clause.subject in subject.names or subject.is_common_noun(clause.subject)
    )
    is_thing = clause.subject.startswith(("The ", "This ")) and not _PERSON_NOUN.search(word)
    before = clause.behind[: clause.behind.index(name)]
    return name if (is_body or is_thing) and _AGENT_BEFORE.search(before) else ""


def _drop_description(words: str) -> str:
    """The name in a subject, without what its bearer is, or where: "the painter Bo Moss"."""
    words = _PLACE_BEHIND.sub("", words)
    described = (
        _DESCRIBED.fullmatch(words)
        or _WITH_CALLING.fullmatch(words)
        or _RELATIVE_WITH_NAME.fullmatch(words)
    )
    owner = _OWNER.match(words)
    if owner and not _PERSON_NOUN.search(words[owner.end() :]):
        return owner["name"]
    return described["name"] if described else words


def _find_persons(text: str) -> list[str]:
    """List the names of a text that may be persons', unlike "French"."""
    return [
        name[0]
        for name in SIMPLE_NAME_PATTERN.finditer(text)
        if is_personal_name(name[0])
        and not NATIONALITY.match(name[0])
        and (not text[: name.start()].endswith("the ") or _PERSON_NOUN.search(fold(name[0])))
    ]


def _find_others(subject: SubjectReferences, text: str) -> list[str]:
    """The persons that a text names who may be told of by the subject's pronoun."""
    return [
        name
        for name in _find_persons(text)
        if name not in subject.names and not has_other_gender(name, subject.pronoun)
    ]


def _is_subject_of_clause(
    subject: SubjectReferences, pronoun: str, clause: MainClause
) -> bool | None:
    """Whether a pronoun behind a clause is the subject; None where the clause does not say."""
    word = fold(clause.subject)
    if subject.is_told_of_by(word):
        return None
    # A clause's subject ends at a comma, and "Ash, Elm and Company" has one.
    names = {fold(each) for name in subject.names for each in (name, name.partition(",")[0])}
    if subject.pronoun != "it":
        names |= {name.partition(" ")[0] for name in names}
    if word.removeprefix("the ") in names or subject.is_common_noun(clause.subject):
        return True
    if pronoun == "they":
        return False if _PLURAL.search(clause.subject) else None
    if subject.pronoun != "it":
        return _is_person_of_clause(subject, clause)
    if not _PLURAL.search(clause.subject):
        return False
    owner = fold(re.split(r"['’]", clause.subject)[0].removeprefix("The "))
    if _OWNED.match(clause.subject) and (word.startswith("its ") or owner in names):
        return None
    thing = " ".join(clause.behind.split()[:2])
    return subject.is_common_noun(thing.rstrip(",.;")) or thing.startswith(subject.names)


def _is_person_of_clause(subject: SubjectReferences, clause: MainClause) -> bool | None:
    """Whether a pronoun behind a clause is the person of a life; None where it does not say."""
    word = fold(clause.subject)
    if _OWN_THING.match(word) and not _PERSON_NOUN.search(word):
        return None
    if _OWN_KIN.fullmatch(word) and OBJECT_FORMS[subject.pronoun].search(clause.behind):
        return None
    is_other_gender = (
        _NOUN_OF_OTHER_GENDER[subject.pronoun].fullmatch(word)
        or has_other_gender(clause.subject, subject.pronoun)
        or _OTHER_SELF[subject.pronoun].search(clause.behind)
    )
    if is_other_gender and subject.is_named_in(clause.behind):
        return True
    if is_other_gender and not _find_others(subject, clause.behind):
        return None
    is_other = subject.is_other_person(clause.subject) and not _NO_PERSON.match(clause.subject)
    # A ship is "she", and so is any other with a name.
    is_other = is_other or (
        subject.is_body
        and SIMPLE_NAME_PATTERN.fullmatch(clause.subject) is not None
        and not _DETERMINER.match(clause.subject)
        and not any(clause.subject in name for name in subject.names)
    )
    return False if is_other or _PERSON_NOUN.search(word) else None
