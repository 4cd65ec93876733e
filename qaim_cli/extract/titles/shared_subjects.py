"""The subject that a predicate or a pronoun shares with the clause before it."""

from __future__ import annotations

import re

from qaim_cli.extract.words.clause_marks import DATE_MARK, EDGE_MARKS
from qaim_cli.extract.words.name_patterns import PERSON_NOUN
from qaim_cli.extract.words.noun_phrases import is_plural
from qaim_cli.extract.words.pronoun_forms import OBJECT_FORMS
from qaim_cli.extract.words.verbs import LY_NOUN, PARTICIPLE, PASSIVE_VERB, VERB
from qaim_cli.text import capitalise

_PRONOUN_BEHIND = re.compile(r"\A(?!(?:and|or)\b)[^,]*[^,] (?P<word>he|she|it|they)\Z")
"""Who acts, behind what leads up to the clause or is its object: "this post he held"."""
_IRREGULAR_PARTICIPLE = re.compile(
    r"(?:taken|given|driven|written|chosen|shown|sworn|drawn|known|seen|torn|thrown"
    r"|made (?!(?:the|an?|his|her|its|their|it|up|money|peace|use)\b)"
    r"|(?:made|sent|sold|built|shot|laid|brought|caught|hung)"
    r"(?: (?:to|by|in|at|as|from|on|into|for)\b| ?\x01|\W*\Z))"
)
_LISTED_PARTICIPLE = re.compile(r"(?:,|,? and) [a-z]+ed\b")
_VERB_PREFIX = re.compile(r"\A(?:[a-z]+ly |re-)")
"""What belongs to the verb behind it: an adverb, or the "re-" of "re-elected"."""
_PREDICATE = re.compile(rf"(?:[a-z]+ly |re-)?(?:{VERB.pattern})")
"""The beginning of a clause that has no subject."""
_CAUSE = re.compile(rf"\A(?:owing to|because of|due to) (?:[\w'’-]+ ){{1,4}}?(?={VERB.pattern})")
"""Why, before a predicate: "but owing to illness resigned"."""
_OBJECT = re.compile(r" (?:an?|the|his|her|its|their) [\w-]")
_ADVERB_LAST = re.compile(rf"(?: (?:also|then|later|soon|first|never|(?!{LY_NOUN})[a-z]+ly))+\Z")
_PARTICIPLE_BEHIND = re.compile(r" (?:by|with|in)\b")
_PRONOUN = re.compile(r"(?P<word>it|he|she) ")
_INDEFINITE = re.compile(r"\AAn? ")
_THING = re.compile(
    r"(?:The|An?|Its|Their|One|Another|Each|Some|No|This|These|Most|Many|First)\b"
    rf"(?! (?:{PERSON_NOUN}|man|woman)\b)"
)
"""How a subject begins that is no person."""
_COMMON = re.compile(r" (?!(?:of|the|and|de|du|von|van|der|la|al|bin|ibn|d)\b)[a-z]")
"""A word that no person's name has."""
_DEED = re.compile(r"(?:\w+(?:tion|ment|ing|ness|ance|ence|ship)|Work|Sales)\b")
_OWN_OR_ROLE = re.compile(r"(?:The|An?|His|Her|One) ")
_MADE = re.compile(
    r"\b(?:built|erected|made|designed|wrote|composed|published|founded|launched|started) an?"
    r" (?P<noun>(?:(?!(?:of|in|on|at|for|to|from|with|by|and|or|which|that|who)\b)"
    r"[\w'’-]+ ?){1,5})(?<! )"
)
"""What a clause says was made."""
_BEGAN = re.compile(
    r"[\x01 ]*(?P<it>it) (?:was )?(?:opened|completed|finished|published|released|performed|staged"
    r"|premiered|consecrated|inaugurated|unveiled)\b"
)
"""What happens to something that was made just before: "Pell built a mill; it opened"."""
_OWNED = re.compile(r"['’]s? [a-z]")
"""What makes a person's name a thing of theirs: "Moss's move"."""
_NO_NAME = re.compile(r"(?:It|He|She|They|There|This|That|These|Those|In|On|At|By|After|When)\b")
_MAX_SUBJECT_CHARS = 64
_RELATIVES = frozenset(("that", "which", "who"))


def find_shared_subject(clause: str, predicate: str) -> str:
    """Find the subject that a predicate shares with the clause before it; else "".

    "He was wounded and captured" shares the "was" too.
    """
    verb = VERB.search(clause)
    subject = clause[: verb.start()].strip(EDGE_MARKS + DATE_MARK) if verb else ""
    subject = _PRONOUN_BEHIND.sub(lambda found: found["word"].capitalize(), subject)
    bare = _ADVERB_LAST.sub("", subject)
    if verb and bare != subject and _PARTICIPLE_BEHIND.match(clause, verb.end()):
        return ""
    subject = bare
    if verb is None or not 0 < len(subject) <= _MAX_SUBJECT_CHARS or "," in subject:
        return ""
    if subject.lower() in _RELATIVES:
        return ""
    is_participle = PARTICIPLE.match(predicate) or _IRREGULAR_PARTICIPLE.match(predicate)
    auxiliary = _find_auxiliary(clause, verb.start()) if is_participle else ""
    return f"{subject} {auxiliary} " if auxiliary else f"{subject} "


def _find_auxiliary(clause: str, start: int) -> str:
    """Find the "was" or "were" that a participle shares with the clause before it.

    "He fled but was caught, taken to Birk and hanged": "was".
    """
    passives = [*PASSIVE_VERB.finditer(clause, start)]
    if not passives:
        return ""
    last = passives[-1]
    is_last = VERB.search(_LISTED_PARTICIPLE.sub(" ", clause[last.end() :])) is None
    return last["auxiliary"] if is_last or last.start() == start else ""


def add_subject(before: str, said: str) -> str:
    """Give a clause without a subject, or with a pronoun, that of the clause before."""
    mark = DATE_MARK if said.startswith(DATE_MARK) else ""
    clause = _CAUSE.sub("", said.lstrip(DATE_MARK + " "))
    if _PREDICATE.match(clause):
        return f"{find_shared_subject(before, _VERB_PREFIX.sub('', clause))}{clause}{mark}"
    pronoun = _PRONOUN.match(clause)
    subject = find_shared_subject(before, "").strip() if pronoun else ""
    subject = capitalise(subject)
    if pronoun is None or not subject or is_plural(subject) or _NO_NAME.match(subject):
        return said
    predicate = clause[pronoun.end() :]
    if pronoun["word"] == "it":
        is_other = _is_object(before, predicate)
    else:  # "Osmer made him a count, and he" is not Osmer
        is_told_of = OBJECT_FORMS[pronoun["word"]].search(before)
        is_other = bool(is_told_of) or not _may_be_person(subject)
    return said if is_other else f"{_INDEFINITE.sub('The ', subject)} {predicate}{mark}"


def name_thing_made(before: str, said: str) -> str:
    """Put what was just made for "it": "Pell built a mill; it opened": "The mill"."""
    began = _BEGAN.match(said)
    made = _MADE.search(before) if began else None
    return f"The {made['noun']}{said[began.end('it') :]}" if began and made else said


def _may_be_person(subject: str) -> bool:
    """Whether "he" or "she" may stand for a subject: a name or a role, not a thing."""
    if _THING.match(subject) or _OWNED.search(subject):
        return False
    is_name = not _COMMON.search(subject) and not _DEED.match(subject)
    return is_name or _OWN_OR_ROLE.match(subject) is not None


def _is_object(before: str, predicate: str) -> bool:
    """Whether "it" may be the object before: "Ann bought a boat, and it was sold"."""
    verb = VERB.search(before)
    return bool(
        verb
        and PASSIVE_VERB.match(predicate)
        and not PASSIVE_VERB.match(before, verb.start())
        and _OBJECT.search(before, verb.end())
    )
