"""Names in an article, typed as persons, organisations or places by simple evidence.

A title before a name, a suffix ("Army", "River"), the verb behind it and the preposition before it
say whether someone acts under it or something happens there. What nothing speaks for stays untyped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from qaim_cli.extract.article_subject import (
    HE,
    OPENING,
    PERSONAL_PRONOUN,
    SHE,
    find_personal_pronoun,
    find_subject,
)
from qaim_cli.extract.entities import NON_NAME_WORDS, find_name_spans
from qaim_cli.extract.verbs import VERB
from qaim_cli.ids import IdMaker
from qaim_cli.model import Entity
from qaim_cli.text import fold

_MIN_NAMES = 150
_MAX_NAMES = 400
_SENTENCES_PER_NAME = 1
"""How many names of an article are declared, those with the most evidence: more in a long one."""
_MIN_SCORE = 2
_STRONG = 3
_PLACE_PREPOSITIONS = tuple(
    f" {word} "
    for word in (
        "in", "at", "near", "outside", "around", "throughout", "across", "toward", "towards",
        "into", "within", "north of", "south of", "east of", "west of", "from", "to",
    )
)  # fmt: skip
_PLACE_NOUNS = tuple(
    f" {word} of "
    for word in (
        "town", "city", "village", "port", "island", "province", "county", "district", "river",
        "region", "valley", "parish", "hamlet", "suburb", "kingdom", "battle", "siege",
    )
)  # fmt: skip
_PLACE_SUFFIX = re.compile(
    r"(?:\b(?:City|River|Island|Islands|Bay|Street|Road|Bridge|Castle|Valley|Mountains?|Province"
    r"|County|Desert"
    r"|Hill|Hills|Lake|Peninsula|Harbour|Harbor|Park|Square|Sea|Ocean|Coast|Canal|Channel|Forest"
    r"|Abbey"
    r"|Palace|Cathedral|Airport|Station|Town|Village|Fort|Cape|Strait|Gulf|Mill)"
    r"|shire|ville|burg|borough|stadt|grad)\Z"
)
_PLACE_PREFIX = re.compile(
    r"(?:Lake|Mount|Cape|Fort|Port|River|Loch|Camp|Isle|Gulf"
    r"|Bay) (?:of )?[A-Z]"
)
_TITLE = re.compile(
    r"(?:King|Queen|Prince|Princess|Emperor|Empress|Duke|Duchess|Count|Countess|Earl|Baron|Lord"
    r"|Lady|Sir|Dame"
    r"|General|Colonel|Major|Captain|Lieutenant|Admiral|Marshal|Commander|Sergeant|President"
    r"|Chancellor"
    r"|Minister|Senator|Governor|Mayor|Bishop|Archbishop|Pope|Cardinal|Saint|St|Dr|Mr|Mrs|Miss|Ms"
    r"|Professor|Judge|Father|Brother|Sister|Sultan|Shah|Tsar|Caliph|Sheikh)\.? [A-Z]"
)
_ACTOR_SUFFIX = re.compile(
    r"\b(?:Army|Armies|Corps|Division|Brigade|Regiment|Battalion|Squadron|Fleet|Navy|Air Force"
    r"|Guard|Guards|Force|Forces"
    r"|Party|Company|Corporation|Council|Government|Society|University|College|Institute|Ltd|Inc"
    r"|Union|Committee"
    r"|Association|Board|Bank|Bros|Brothers|Front|League|Ministry|Parliament|Congress|Senate"
    r"|Assembly"
    r"|Church|Order|Police|Agency|Authority|Commission|Club|Trust|Railway|Railways|Airlines"
    r"|Times|Post"
    r"|Museum|Group|Organi[sz]ation|Department|Office|Movement|Militia|Rebels)\Z"
)
_ACTING_VERB = re.compile(
    r" (?:also |then |later |soon |subsequently |had |would |has |reportedly )?(?:(?:was|were) "
    r"(?:born|elected|appointed|crowned|killed|arrested|married|defeated|promoted|forced|ordered"
    r"|awarded|named|chosen|hired|assassinated|executed|imprisoned|exiled|wounded|sentenced"
    r"|nominated|knighted|ordained|given|granted|accused|convicted|dismissed|made"
    r"|the (?:first|second|third|fourth|last|only) (?:man|woman|person|human|to))"
    r"|died|married|won|led|wrote|became|began|took|made|sent|gave|signed|founded|said|told|went"
    r"|came"
    r"|left|fled|fought|bought|sold|built|moved|joined|refused|agreed|ordered|attacked|captured"
    r"|announced|declared|published|invented|discovered|resigned|succeeded|ruled|reigned|invaded"
    r"|surrendered|withdrew|retreated|advanced|launched|seized|occupied|killed|defeated|demanded)\b"
)
_CAPITALISED_NAME = r"[A-ZÀ-Þ][\w'’.-]*(?: [A-ZÀ-Þ][\w'’.-]*){0,3}"
_PERSONAL_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:of|de|von|van|al|bin|ibn|del|la) )?[A-ZÀ-Þ][\w'’.-]*)*)(?<!s)"
    r"|[A-ZÀ-Þ][\w'’.-]* [\w'’.-]*s"
)
_APPOSITION = re.compile(
    r", (?:an?|the|his|her) [^,.;()]{2,80},(?= [a-z])| \([^()]{2,60}\)(?= [a-z])"
)
_COMPANION = re.compile(
    rf"(?:, (?!the\b){_CAPITALISED_NAME})*,? and (?!the\b){_CAPITALISED_NAME}(?= [a-z])"
    rf"| (?:from|of) (?:the )?{_CAPITALISED_NAME}(?= (?:and|[a-z]))"
)
"""Who acts with a name, or where it is from: "Ann from Birk and Bo of Ash were awarded"."""
_BY = re.compile(r"\b(?:against|under)(?: the)? \Z")
_ROLE_BEFORE = re.compile(
    r"\b(?:by(?: the)?|king|queen|emperor|empress|tyrant|consul|general|admiral|captain|president"
    r"|governor|mayor|bishop|brothers?|sister|wife|widow|husband|son|grandson|daughter|nephew"
    r"|father|mother|friend|rival|pupil|student|teacher|doctor|painter|poet|writer|author|singer"
    r"|architect|engineer|founder|manager|owner|director|dealer|merchant|assistant|partner|priest"
    r"|lawyer|scientist|astronomer|chemist|physicist|mathematician|historian|explorer|leader"
    r"|commander|minister|officer|soldier|saint|abbot|monk|prince|princess|duke|count|lord),? \Z"
)
_REIGN_NUMBER = re.compile(r" [IVX]+\Z")
_COMMON_LAST_WORDS = frozenset(
    (
        "King", "Queen", "Prince", "Princess", "Emperor", "Empress", "States", "Kingdom",
        "Republic", "Emirates", "Nations", "Americans", "Council", "Senate", "House", "Company",
    )
)  # fmt: skip
"""Last words of names that are no names alone."""
_NO_ACTOR_ALONE = re.compile(
    r"(?:Institute|Institution|Technology|Committee|Board|Office|Department|Ministry|Standards?"
    r"|Bank|Corps|Division|Brigade|Regiment|Battalion|Squadron|Agency|Bros|Ltd|Inc|Dr|Mr|Mrs|Ms"
    r"|Prof|Army|Byzantine|Confederate|Brigadier|Major|Sir|Lord|Lady|King|Queen|Emperor|States"
    r"|President|General|Admiral|Governor|Senator|Captain|Colonel|Prince|Princess|Minister|Duke"
    r"|Emir|Sultan|Pope|Bishop|Navigator|Programme|UTC|GMT|USS|HMS|[A-Z]\w)\Z"
)
"""What is torn from a longer name, or an adjective of one."""
_ADJECTIVE_ENDINGS = ("n", "an", "ian", "ese", "ish", "ic", "i")
_MIN_STEM_CHARS = 4
_GOVERNED = re.compile(r"\b(?:of|in|at|near|to|from|on|for|with|between|into)(?: the)? \Z")
"""What stands before a name that is not the subject of the verb behind it."""
_COPULAS = frozenset(
    ("was", "were", "is", "are", "had", "has", "have", "could", "would", "should", "did")
)
_ADJECTIVE = re.compile(
    r"(?:[A-Z]\w*(?:ish|ese|ian|ean|can|ani|eli|qi|ench|utch|elsh|ech|hai|iss|eek|ic|man"
    r"|pan-[A-Z]\w+)|US|U\.S\.|UN|Arab|Jewish|Muslim|Christian"
    r"|Catholic|Protestant|Soviet|Roman|Norman|Anglo-\w+|Afghan|Finnish)\Z"
)
_NOUN_BEHIND = re.compile(
    r"(?:-\w+)? (?!(?:was|were|had|has|is|are|and|or|in|on|at|to|of|by|for|from|with|as|who"
    r"|which|that|when|while"
    r"|after|before|but|did|would|could|then|also|later|soon)\b)(?!\w+ed\b)[a-z]"
)
_NO_NAME_LAST = re.compile(
    r"(?:War|Wars|Battle|Revolution|Treaty|Act|Operation|Offensive|Campaign|Crisis|Prize"
    r"|Agreement|Pact"
    r"|Conference|Rebellion|Uprising|Siege|Accords?|Constitution|Doctrine|Plan|Award|Medal|Cup"
    r"|Age|Era"
    r"|Papyrus|Oath|Bible|Torah|Gospels?|Codex|Chronicles?|Scrolls?|Vedas?|Upanishads"
    r"|Century|Empire's|Easter|Christmas|Day|Movement's)\Z"
)
_NO_NAME_FIRST = re.compile(
    r"(?:\w{4,}ans(?= [A-Z])|[A-Z]\w{2,}ism\Z|Battle|Siege|Treaty|War|Operation|Act|Bay of Pigs)\b"
)
_SUBJECT_SIGNS = {
    "person": PERSONAL_PRONOUN,
    "actor": re.compile(
        OPENING + r"(?:(?P<pronoun>[Ii]t)"
        r"|[Tt]he (?:company|firm|party|club|band|society|bank|group|union))\b"
    ),
    "place": re.compile(
        OPENING + r"(?:[Tt]he (?:town|city|village|island|port|settlement|castle|site))\b"
    ),
}
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*\w(?= [a-z])")
_OWNERS = {"she": SHE, "he": HE}
_MAX_COUNTED_NAMES = 20_000


class NameKinds(NamedTuple):
    """The names of an article that are declared, by what they are, and what it is about."""

    actors: dict[str, Entity]
    places: dict[str, Entity]
    recurring: frozenset[str] = frozenset()
    """The names that stand more than once, declared or not."""
    subject_id: str = ""
    """The id of whom or what the article is about, where that is declared."""
    subject_kind: str = ""
    """person, actor or place."""
    pronoun: str = ""
    """The pronoun that stands for it: he, she or it."""

    def find_subject_sign(self, text: str) -> re.Match[str] | None:
        """Find the pronoun or common noun by which a sentence begins to tell of the subject."""
        sign = _SUBJECT_SIGNS.get(self.subject_kind)
        match = sign.match(text) if self.subject_id and sign is not None else None
        if match and self.subject_kind == "person" and match["pronoun"].lower() != self.pronoun:
            return None
        return match

    def is_owner(self, text: str) -> bool:
        """Whether a sentence tells of a person's things, as "his first novels"."""
        is_person = self.subject_id and self.subject_kind == "person"
        return bool(is_person and _OWNERS[self.pronoun].search(text))

    def is_subject_noun(self, words: str) -> bool:
        """Whether words are a common noun that stands for the subject, as "the town"."""
        match = self.find_subject_sign(words)
        return match is not None and match[0] == words and words.lower().startswith("the ")


class _NameEvidence(NamedTuple):
    """How much speaks for each name to act, to be a place, and to be an adjective."""

    seen: Counter[str]
    actor_scores: Counter[str]
    place_scores: Counter[str]
    adjectives: Counter[str]


def classify_names(title: str, texts: Sequence[str], known: frozenset[str]) -> NameKinds:
    """The names of an article's sentences that evidence speaks for.

    Args:
        title: what the article is about.
        texts: its sentences.
        known: folded names that are declared already.
    """
    evidence = _collect_evidence(texts)
    seen, actor_scores, place_scores, adjectives = evidence
    subject, kind = find_subject(title, texts)
    if subject and fold(subject) not in known:
        scores = place_scores if kind == "place" else actor_scores
        scores[subject] += 100
        seen[subject] += 1
    best = {name: max(actor_scores[name], place_scores[name]) for name in seen}
    chosen = sorted(
        (
            name
            for name, score in best.items()
            if score >= _MIN_SCORE
            and 2 * adjectives[name] < seen[name]
            and fold(name) not in known
            and not _NO_NAME_LAST.search(name)
            and not _NO_NAME_FIRST.match(name)
            and not _NO_ACTOR_ALONE.match(name)
            and not _is_of_place(name, seen)
        ),
        key=lambda name: -best[name],
    )[: max(_MIN_NAMES, min(_MAX_NAMES, len(texts) // _SENTENCES_PER_NAME))]
    actors = {name for name in chosen if actor_scores[name] >= place_scores[name]}
    found = _build_entities(actors, set(chosen) - actors, subject if kind == "person" else "")
    ids = {entity.name: id for entities in found[:2] for id, entity in entities.items()}
    return found._replace(
        recurring=frozenset(name for name, times in seen.items() if times > 1),
        subject_id=ids.get(subject, ""),
        subject_kind=kind,
        pronoun=find_personal_pronoun(texts) if kind == "person" else "it",
    )


def is_personal_name(words: str) -> bool:
    """Whether words look like a person's name or title: no article, no body, no several."""
    return _PERSONAL_NAME.fullmatch(words) is not None and not (
        _ACTOR_SUFFIX.search(words) or _PLACE_SUFFIX.search(words) or _NO_NAME_LAST.search(words)
    )


def _is_of_place(name: str, seen: Counter[str]) -> bool:
    """Whether a name is the adjective of another, as "Birkan" is of "Birka"."""
    stems = (name.removesuffix(ending) for ending in _ADJECTIVE_ENDINGS if name.endswith(ending))
    return any(
        len(stem) >= _MIN_STEM_CHARS and f"{stem}{ending}" in seen
        for stem in stems
        for ending in ("", "a", "ia")
    )


def _collect_evidence(texts: Sequence[str]) -> _NameEvidence:
    evidence = _NameEvidence(Counter(), Counter(), Counter(), Counter())
    seen, actor_scores, place_scores, adjectives = evidence
    for text in texts:
        for name, start, end in find_name_spans(text):
            if name not in seen and len(seen) >= _MAX_COUNTED_NAMES:
                continue
            if name not in seen:
                place_scores[name] += _STRONG * bool(
                    _PLACE_SUFFIX.search(name) or _PLACE_PREFIX.match(name)
                )
                actor_scores[name] += _STRONG * bool(
                    _TITLE.match(name) or _ACTOR_SUFFIX.search(name)
                )
            seen[name] += 1
            before, behind = text[max(0, start - 40) : start], text[end : end + 120]
            adjectives[name] += bool(_ADJECTIVE.match(name) and _NOUN_BEHIND.match(behind))
            place_scores[name] += _score_place(before)
            actor_scores[name] += _score_actor(before, behind)
    _add_first_words(evidence, texts)
    return evidence


def _add_first_words(evidence: _NameEvidence, texts: Sequence[str]) -> None:
    """Count the names that begin a sentence and act in it, where they stand elsewhere too."""
    parts = {word for name in evidence.seen for word in name.split()} - NON_NAME_WORDS
    for text in texts:
        first = _FIRST_NAME.match(text)
        if first is not None and first[0] in parts and _acts(text[first.end() : first.end() + 40]):
            evidence.seen[first[0]] += 1
            evidence.actor_scores[first[0]] += 2


def _score_place(before: str) -> int:
    words = f" {before}".lower()
    if words.endswith(_PLACE_NOUNS):
        return _STRONG
    return int(words.removesuffix("the ").endswith(_PLACE_PREPOSITIONS))


def _score_actor(before: str, behind: str) -> int:
    has_role = 2 * bool(_ROLE_BEFORE.search(before))
    owns = behind.startswith(("'s ", "’s "))
    acts = not _GOVERNED.search(before) and _acts(behind)
    return 2 * acts + has_role + bool(_BY.search(before)) + owns


def _acts(behind: str) -> bool:
    """Whether the verb behind a name is one of doing."""
    if behind.startswith((", ", " (")) and (apposition := _APPOSITION.match(behind)):
        behind = behind[apposition.end() :]
    while companion := _COMPANION.match(behind):
        behind = behind[companion.end() :]
    if _ACTING_VERB.match(behind):
        return True
    verb = VERB.match(behind, 1) if behind.startswith(" ") else None
    return verb is not None and verb[0] not in _COPULAS


def _build_entities(actors: set[str], places: set[str], person: str) -> NameKinds:
    """The entities of names; the last word of a person's name alone is an alias of it."""
    actors = {name for name in actors if name == person or not _is_part(name, person)}
    full_names = {
        name
        for name in actors
        if " " in name and " of " not in name and not _ACTOR_SUFFIX.search(name)
    }
    aliases: dict[str, str] = {}
    for name in sorted(actors - full_names - _COMMON_LAST_WORDS):
        owners = [full for full in full_names if full.split()[-1] == name]
        if len(owners) == 1:
            aliases[name] = owners[0]
    if " " in person:
        aliases.update(dict.fromkeys(_list_short_names(person), person))
    ids = IdMaker()
    found = NameKinds({}, {})
    for name in sorted(actors - aliases.keys()):
        others = tuple(sorted(alias for alias, full in aliases.items() if full == name))
        id = ids.make_id(name, "actor")
        found.actors[id] = Entity(id, name, others)
    for name in sorted(places):
        id = ids.make_id(name, "place")
        found.places[id] = Entity(id, name)
    return found


def _list_short_names(person: str) -> list[str]:
    """The names that a person is told of by: Moss of Ann Moss, Rolf II and Rolf of a king."""
    given, _, land = person.partition(" of ")
    if not land:
        return [person.rsplit(maxsplit=1)[-1]]
    first = _REIGN_NUMBER.sub("", given).rsplit(maxsplit=1)[-1]
    return sorted({given, first})


def _is_part(name: str, whole: str) -> bool:
    words = whole.split()
    return all(word in words for word in name.split())
