"""The main clauses of a sentence: the subject of each, and what stands behind its verb."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaim_cli.extract.words.noun_phrases import NOUN_PHRASE
from qaim_cli.extract.words.openings import drop_opening
from qaim_cli.extract.words.text_parts import BRACKETED_WITH_BLANK
from qaim_cli.extract.words.verbs import VERB
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import fold

SIMPLE_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:of |de |von )?[A-ZÀ-Þ][\w'’.-]*)*"
SIMPLE_NAME_PATTERN = re.compile(SIMPLE_NAME)
PRONOUNS = frozenset(("he", "she", "they", "it"))
_MAX_SENTENCE_CHARS = 600
_PRESENT_VERB = re.compile(r"\b(?:lies|stands|remains|becomes|makes|belongs|can|may|will)\b")
_CLAUSE_START = re.compile(
    rf"(?:; |,? (?:and|but|so|while|whereas) )(?:then |later )?(?={NOUN_PHRASE.pattern})"
)
_CONJUNCTION = re.compile(
    r"\A(?:After|When|While|As|Before|Since|Because|Although|Though|If|Until|Once|But|And|Then"
    r"|Later|Soon|There|Today|Also|(?:At|Around|About|By|During) (?:this|that|the same)"
    r" (?:time|period)|(?:[\w-]+ )?(?:years?|months?|weeks?|days?|decades?) (?:later|earlier)),? "
    r"(?=.)",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r", (?:[a-z]+ )?(?:who|whom|whose|which|where)\b")
_SUBORDINATOR = re.compile(r"\A(?:when|while|where|after|until|before|as|and|but) ")
_PARTICIPLE_OPENING = re.compile(r"[A-Z][a-z]+ly")
"""What stands before a participle that has no subject of its own: "Briefly occupied, it"."""
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
_DESCRIPTION = re.compile(
    r"(?:The (?!(?:[A-Z]|[\w ]*\bof [A-Z]))|An? |One of |Once "
    r"|(?:Daughter|Son|Child|Descendant) of )"
)
"""What begins a phrase that tells what is named behind it: "The largest port, Birk lies"."""
_DATED_OPENING = re.compile(r"\A(?:In|On|By|At|From|Around|During) [^,]{0,25}\d[^,]{0,6}, ")
_APPOSED_NAME = re.compile(r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*)+")


class MainClause(FrozenRecord):
    """The subject of a main clause, and the words behind its verb."""

    subject: str = ""
    behind: str = ""


def find_last_clause(text: str) -> MainClause:
    """Find the last main clause of a sentence; an empty one if it has no known verb."""
    return next(iter_clauses(text), MainClause())


def iter_clauses(text: str) -> Iterator[MainClause]:
    """Iterate over the main clauses of a sentence, the last one first."""
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
        last = _SUBORDINATOR.sub("", others.rpartition(", ")[2])
        if _DESCRIPTION.match(first) and SIMPLE_NAME_PATTERN.fullmatch(last.strip()):
            first = last.strip()
        # Behind "under suspicion, he" nothing but the pronoun is the subject.
        words = (last if fold(last.strip()) in PRONOUNS else first).strip()
        pronoun = words.rpartition(" ")[2]
        words = pronoun if pronoun in PRONOUNS else words
        if words and not _PARTICIPLE_OPENING.fullmatch(words):
            yield MainClause(_ADVERB.sub("", words), clause[verb.end() :].strip())


def _is_main_clause(clause: str, verb_start: int) -> bool:
    """Whether what stands behind "and" has its verb for itself, and is no end of a list."""
    if ", and " in clause[:verb_start]:
        return False
    # "Birk and Ash, where he sang" is a list; "and Moss, who sang, left" is a clause.
    relative = _RELATIVE.search(clause, 0, verb_start)
    return relative is None or "," in clause[relative.end() :]
