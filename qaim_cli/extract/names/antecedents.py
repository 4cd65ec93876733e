"""Whether a pronoun stands for what an article is about, or for somebody told of since.

"It" is the article's subject where the clause before tells of it: a port was walled, then it grew.
After another company, a fire or a factory it may be either, and nothing says which; the pronoun
stays as it is. "He" and "she" stay after another person.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice

from qaim_cli.extract.names.entities import MentionedEntities
from qaim_cli.extract.names.given_names import is_of_other_sex
from qaim_cli.extract.names.name_kinds import OBJECT_FORMS
from qaim_cli.extract.names.name_types import is_personal_name
from qaim_cli.extract.titles.title_clauses import NOUN_PHRASE, drop_opening
from qaim_cli.extract.words.name_patterns import NATIONALITY
from qaim_cli.extract.words.text_parts import BRACKETED_WITH_BLANK
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import fold

_MAX_SENTENCES_BACK = 8
_MAX_SENTENCE_CHARS = 600
_PRESENT_VERB = re.compile(r"\b(?:lies|stands|remains|becomes|makes|belongs|can|may|will)\b")
_CLAUSE_START = re.compile(
    rf"(?:; |,? (?:and|but|so|while|whereas) )(?:then |later )?(?={NOUN_PHRASE.pattern})"
)
_CONJUNCTION = re.compile(
    r"\A(?:After|When|While|As|Before|Since|Because|Although|Though|If|Until|Once|But|And|Then|Later"
    r"|Soon|There|Today|Also|(?:At|Around|About|By|During) (?:this|that|the same) (?:time|period)"
    r"|[\w-]+ (?:years?|months?|weeks?|days?|decades?) (?:later|earlier)),? "
    r"(?=.)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r", (?:[a-z]+ )?(?:who|whom|whose|which|where)\b")
_ABSOLUTE = re.compile(rf"\A[^,]{{2,60}} having [^,]{{2,100}}, (?={NOUN_PHRASE.pattern})")
"""A clause without a verb of its own before the main one: "Her father having died, she"."""
_RELATIVE_OPENING = re.compile(
    r"\A(?:The|An?) [^,]{2,80} (?:who|which|that) [^,]{2,80}, (?=(?:he|she|it|they)\b)"
)
"""Who or what the next pronoun is: "The son of a man who made nails, he learned"."""
_SHORT_OPENING = re.compile(
    r"\A(?:In|On|At|By|From|Near|During|Around|About)\b(?: (?:the(?= [a-z\d])|same|following|next"
    r"|year|early|late|spring|summer|autumn|winter|of|and|to|until|\d\w*"
    r"|[A-Z]\w+(?= (?:\d|[Ii]ts?\b|[Ss]?[Hh]e\b|[Hh](?:is|er)\b))))+ "
)
_ADVERB = re.compile(
    r"(?:,? (?:then|also|later|soon|first|still|now|again|twice|once|never|always"
    r"|[a-z]{2,}(?:al|ant|ent|ew|ick|id|ive|ous|ul)ly))+\Z"
)
_NO_PERSON = re.compile(r"(?:[Tt]he|[Aa]n?) [A-Z]")
_OWNED = re.compile(r"its\b|.*['’]s? ", re.IGNORECASE)
_PLURAL = re.compile(r"(?<![su'’])s\Z| and ")
_MAX_SENTENCES_BETWEEN = 4
_NAME_WORDS = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:of |de |von )?[A-ZÀ-Þ][\w'’.-]*)*"
_GROUP = re.compile(
    r"(?:(?:[Tt]he|[Tt]wo|[Tt]hree|[Ss]ome|[Mm]any|[Ss]everal|[Bb]oth) )?(?:[\w'’-]+ ){0,3}[\w-]+"
    rf"(?<![su'’])s|{_NAME_WORDS} and {_NAME_WORDS}"
    r"|(?:The )?(?:British|French|Spanish|Dutch|Portuguese|Danish|Swiss|Irish|Polish|Chinese"
    r"|Japanese)|[Tt]he (?:couple|brothers|family)"
)
"""Several who may be "they" in the next clause."""
_PLURAL_BEHIND = re.compile(
    r"\b(?:men|women|people|children|troops|forces|soldiers|rebels|ships|guards|armies|allies|enemies"
    r"|sons|daughters|brothers|sisters|[a-z]+(?:ers|ors|ists|ants|ees)"
    r"|the [A-Z]\w+(?:ans|ists|ers|s)|British|French|Spanish|Dutch)\b"
)
"""Others who may be "they" as well."""
_TWO_NAMES = re.compile(rf"(?:[Bb]oth )?{_NAME_WORDS} and {_NAME_WORDS}")
_PEOPLE_BEHIND = re.compile(r"\b(?:men|women|people|children|troops|forces|soldiers|rebels|sons)\b")
_DETERMINER = re.compile(r"(?:The|Two|Three|Some|Many|Several|Both|All|Most) ")
_DATED_OPENING = re.compile(r"\A(?:In|On|By|At|From|Around|During) [^,]{0,25}\d[^,]{0,6}, ")
_APPOSED_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)+")
_COLLECTIVE = re.compile(
    r"(?:[Tt]he )?(?:[\w'’-]+ ){0,3}(?:club|team|band|company|firm|family|crew|army|government"
    r"|party|group|council|committee|board)"
)
_DESCRIPTION = re.compile(
    r"(?:The (?!(?:[A-Z]|[\w ]*\bof [A-Z]))|An? |One of |Once "
    r"|(?:Daughter|Son|Child|Descendant) of )"
)
"""What begins a phrase that tells what is named behind it: "The largest port, Birk lies"."""
_FULL_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:de |von |van )?[A-ZÀ-Þ][\w'’.-]*)+"
_OWNER = re.compile(
    rf"\b(?!(?:Despite|After|Before|Since|With|In|On|At) )(?P<name>{_FULL_NAME}(?<!['’]s))['’]s? "
)
_DESCRIBED = re.compile(rf"(?:[Tt]he|[Aa]n?) (?:[\w-]+ ){{1,4}}?(?P<name>{_FULL_NAME})")
_PLACE_BEHIND = re.compile(r" (?:in|from|at) .*\Z")
_AGENT_BEFORE = re.compile(
    r"(?:\bby (?:(?:an?|the|his) [\w ,-]{2,40} |(?:an?|the) [\w -]{2,40}, )?|\A)\Z"
)
_OBJECT_FORMS = {**OBJECT_FORMS, "they": re.compile(r"\bthem\b")}
"""Who is told of behind a verb, and may be told of next."""
_PRONOUNS = frozenset((*_OBJECT_FORMS, "it"))
_NAME = re.compile(_NAME_WORDS)
_OWN_KIN = re.compile(r"(?:his|her) (?:father|mother|parents|uncle|aunt|brother|sister)")
"""Whose relatives they are: "his father sent him" tells of him too."""
_OWN_THING = re.compile(r"(?:his|her) ")
"""What is told of somebody's things, as "his mill", is told of their owner too."""
_REIGN_NUMBER = re.compile(r" [IVX]+\Z")
_GIVEN_NAME = re.compile(r"\b[A-ZÀ-Þ][\w'’-]*\.? \Z")
_MALE_NOUN = (
    r"(?:(?:grand)?(?:father|son)|brother|husband|uncle|nephew|king|emperor|duke|bishop|man|boy)"
)
_FEMALE_NOUN = (
    r"(?:(?:grand)?(?:mother|daughter)|sister|wife|widow|aunt|niece|queen|empress|duchess|woman"
    r"|girl)"
)
_PERSON_NOUN = re.compile(
    rf"\b(?:{_MALE_NOUN}|{_FEMALE_NOUN}|cousin|friend|teacher|general|partner|rival|pupil)\b"
)
_OTHER_SEX = {
    "he": re.compile(rf".*\b{_FEMALE_NOUN}"),
    "she": re.compile(rf".*\b{_MALE_NOUN}"),
}
"""Somebody who is told of by another pronoun: "his wife"."""


class _ToldClause(FrozenRecord):
    """Of whom or what a clause tells, and what stands behind its verb."""

    subject: str = ""
    behind: str = ""


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
    article: str = ""
    """What stands before its name: "The " of "The Battle of Birk"."""

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
            return f"{self.article}{self.names[-1]}"
        name = min(self.names, key=lambda name: (len(re.findall(r"\b[A-ZÀ-Þ]", name)), -len(name)))
        return name.capitalize() if name.isupper() else name

    def is_named_in(self, words: str) -> bool:
        """Whether words name it, and no thing of its own ("Moss's mill") or kin ("Bo Moss")."""
        return any(
            not _GIVEN_NAME.search(words, 0, match.start())
            for name in self.names
            for match in re.finditer(rf"\b{re.escape(name)}\b(?!['’]| [A-Z])", words)
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
    told = _find_last_clause(before)
    verdict = _is_subject_of_clause(subject, pronoun, told) if told.subject else None
    for text in islice(sentences, _MAX_SENTENCES_BACK):
        if verdict is None:
            verdict = _is_subject_of_clause(subject, pronoun, _find_last_clause(text))
    return verdict is True if pronoun == "they" else verdict is not False


def find_antecedent(
    subject: SubjectReferences,
    pronoun: str,
    before: str,
    sentences: Iterable[str],
    find_entities: Callable[[str], MentionedEntities],
) -> str:
    """Find for whom a pronoun stands that is not the article's subject; empty where it is unclear.

    It is the subject of the clause before, where nobody else is told of there.

    Args:
        subject: what the article is about.
        pronoun: he, she or they.
        before: what its own sentence says before the pronoun.
        sentences: the sentences before it in its paragraph, the last one first.
        find_entities: finds the actors and places that words name.
    """
    clauses = (
        told
        for told in map(_find_last_clause, (before, *islice(sentences, _MAX_SENTENCES_BETWEEN)))
        if fold(told.subject) not in ("", pronoun)
    )
    if pronoun == "they":
        return _find_group(clauses)
    if not VERB.search(before) and (owner := _OWNER.search(before)):
        return owner["name"]
    for told in clauses:
        if named := _find_introduced(subject, pronoun, told):
            return "" if is_of_other_sex(named, pronoun) else named
        if fold(told.subject) != "it" or _find_persons(told.behind):
            is_other = subject.pronoun == pronoun and subject.is_named_in(told.behind)
            return "" if is_other else _find_person(pronoun, told, find_entities)
    return ""


def _find_group(clauses: Iterable[_ToldClause]) -> str:
    """Find the several that "they" stands for after some clauses, the last one first."""
    for told in clauses:
        word = fold(told.subject)
        is_theirs = word.startswith("their ")
        if is_theirs and not _PLURAL.search(word):
            continue
        is_plain = word not in _PRONOUNS and not is_theirs
        return told.subject if is_plain and _tells_of_several(told) else ""
    return ""


def _find_person(
    pronoun: str, told: _ToldClause, find_entities: Callable[[str], MentionedEntities]
) -> str:
    """Find the person who is the subject of a clause, where nobody else is told of there."""
    if fold(told.subject) in _PRONOUNS or _OBJECT_FORMS[pronoun].search(told.behind):
        return ""
    name = _drop_description(told.subject)
    if is_of_other_sex(name, pronoun):
        return ""
    own = find_entities(name)
    others = {id for each in _find_persons(told.behind) for id in find_entities(each).actors}
    is_short = any(id.endswith(f"-{fold(name)}") for id in own.actors)
    is_several = name.startswith("The ") and name.endswith("s")
    is_person = (is_personal_name(name) or is_short) and not is_several
    return name if is_person and not own.places and others <= {*own.actors} else ""


def _tells_of_several(told: _ToldClause) -> bool:
    """Whether "they" may stand for the subject of a clause, and for nobody else in it."""
    if _TWO_NAMES.fullmatch(told.subject):
        return not _PEOPLE_BEHIND.search(told.behind)
    is_name = _NAME.fullmatch(told.subject) and not _DETERMINER.match(told.subject)
    is_group = _GROUP.fullmatch(told.subject) and not is_name
    return bool(is_group or _COLLECTIVE.fullmatch(told.subject)) and not _PLURAL_BEHIND.search(
        told.behind
    )


def _find_introduced(subject: SubjectReferences, pronoun: str, told: _ToldClause) -> str:
    """Find the one person whom a clause introduces that tells of something or somebody else.

    "The firm was founded by Bo Moss", "The first owner was Bo Moss", "She married Bo Moss".
    """
    persons = [name.rstrip(".") for name in _find_persons(told.behind) if " " in name]
    if len(persons) != 1:
        return ""
    (name,) = persons
    word = fold(told.subject)
    is_other_sex = {word, pronoun} == {"he", "she"} or (
        {subject.pronoun, pronoun} == {"he", "she"} and told.subject in subject.names
    )
    if is_other_sex:
        return name
    is_body = subject.is_body and (
        told.subject in subject.names or subject.is_common_noun(told.subject)
    )
    is_thing = told.subject.startswith(("The ", "This ")) and not _PERSON_NOUN.search(word)
    before = told.behind[: told.behind.index(name)]
    return name if (is_body or is_thing) and _AGENT_BEFORE.search(before) else ""


def _drop_description(words: str) -> str:
    """The name in a subject, without what its bearer is, or where: "the painter Bo Moss"."""
    words = _PLACE_BEHIND.sub("", words)
    described = _DESCRIBED.fullmatch(words)
    owner = _OWNER.match(words)
    if owner and not _PERSON_NOUN.search(words[owner.end() :]):
        return owner["name"]
    return described["name"] if described else words


def _find_persons(text: str) -> list[str]:
    """The names of a text that may be a person's, as "the United States" and "French" are not."""
    return [
        name[0]
        for name in _NAME.finditer(text)
        if is_personal_name(name[0])
        and not NATIONALITY.match(name[0])
        and (not text[: name.start()].endswith("the ") or _PERSON_NOUN.search(fold(name[0])))
    ]


def _find_others(subject: SubjectReferences, text: str) -> list[str]:
    """The persons that a text names who may be told of by the subject's pronoun."""
    return [
        name
        for name in _find_persons(text)
        if name not in subject.names and not is_of_other_sex(name, subject.pronoun)
    ]


def _find_last_clause(text: str) -> _ToldClause:
    """Find the last main clause of a sentence; an empty one where no verb is known."""
    text = BRACKETED_WITH_BLANK.sub("", text[:_MAX_SENTENCE_CHARS])
    for start in reversed([0, *(match.end() for match in _CLAUSE_START.finditer(text))]):
        if start and not VERB.search(text, 0, start):
            continue
        clause = drop_opening(_ABSOLUTE.sub("", text[start:]), 0)
        clause = _RELATIVE_OPENING.sub("", clause)
        verb = VERB.search(clause) or _PRESENT_VERB.search(clause)
        if verb is None or (start and not _is_main_clause(clause, verb.start())):
            continue
        words = _CONJUNCTION.sub("", _DATED_OPENING.sub("", clause[: verb.start()]))
        if opening := _SHORT_OPENING.match(words):
            words = f"{'the ' * opening[0].endswith(' the ')}{words[opening.end() :]}"
        first, _, others = words.partition(", ")
        if first.startswith(("The ", "the ")) and _APPOSED_NAME.fullmatch(others.strip(" ,")):
            first = others.strip(" ,")
        last = others.rpartition(", ")[2]
        if _DESCRIPTION.match(first) and _NAME.fullmatch(last.strip()):
            first = last.strip()
        # Behind "under suspicion, he" nothing but the pronoun is the subject.
        words = (last if fold(last.strip()) in _PRONOUNS else first).strip()
        pronoun = words.rpartition(" ")[2]
        words = pronoun if pronoun in _PRONOUNS else words
        if words:
            return _ToldClause(_ADVERB.sub("", words), clause[verb.end() :].strip())
    return _ToldClause()


def _is_main_clause(clause: str, verb_start: int) -> bool:
    """Whether what stands behind "and" has its verb for itself, and is no end of a list."""
    if ", and " in clause[:verb_start]:
        return False
    # "Birk and Ash, where he sang" is a list; "and Moss, who sang, left" is a clause.
    relative = _RELATIVE.search(clause, 0, verb_start)
    return relative is None or "," in clause[relative.end() :]


def _is_subject_of_clause(
    subject: SubjectReferences, pronoun: str, told: _ToldClause
) -> bool | None:
    """Whether a pronoun behind a clause is the subject; None where the clause does not say."""
    word = fold(told.subject)
    if subject.is_told_of_by(word):
        return None
    # A clause's subject ends at a comma, and "Ash, Elm and Company" has one.
    names = {fold(each) for name in subject.names for each in (name, name.partition(",")[0])}
    if subject.pronoun != "it":
        names |= {name.partition(" ")[0] for name in names}
    if word.removeprefix("the ") in names or subject.is_common_noun(told.subject):
        return True
    if pronoun == "they":
        return False if _PLURAL.search(told.subject) else None
    if subject.pronoun != "it":
        return _is_person_of_clause(subject, told)
    if not _PLURAL.search(told.subject):
        return False
    owner = fold(re.split(r"['’]", told.subject)[0].removeprefix("The "))
    if _OWNED.match(told.subject) and (word.startswith("its ") or owner in names):
        return None
    thing = " ".join(told.behind.split()[:2])
    return subject.is_common_noun(thing.rstrip(",.;")) or thing.startswith(subject.names)


def _is_person_of_clause(subject: SubjectReferences, told: _ToldClause) -> bool | None:
    """Whether a pronoun behind a clause is the person of a life; None where it does not say."""
    word = fold(told.subject)
    if _OWN_THING.match(word) and not _PERSON_NOUN.search(word):
        return None
    if _OWN_KIN.fullmatch(word) and OBJECT_FORMS[subject.pronoun].search(told.behind):
        return None
    is_other_sex = _OTHER_SEX[subject.pronoun].fullmatch(word) or is_of_other_sex(
        told.subject, subject.pronoun
    )
    if is_other_sex and subject.is_named_in(told.behind):
        return True
    if is_other_sex and not _find_others(subject, told.behind):
        return None
    is_other = subject.is_other_person(told.subject) and not _NO_PERSON.match(told.subject)
    return False if is_other or _PERSON_NOUN.search(word) else None
