"""Names in an article, typed as persons, organisations or places by simple evidence.

A title before a name, a suffix ("Army", "River"), the verb behind it and the preposition before it
say whether someone acts under it or something happens there. What nothing speaks for stays untyped.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from qaim_cli.extract.names.article_subject import describe_subject
from qaim_cli.extract.names.body_nouns import count_body_nouns
from qaim_cli.extract.names.entities import NON_NAME_WORDS, find_name_spans
from qaim_cli.extract.names.grammatical_roles import acts, is_governed
from qaim_cli.extract.names.name_aliases import NamePredicates, find_aliases, is_part
from qaim_cli.extract.names.name_kinds import NameKinds
from qaim_cli.extract.names.place_evidence import (
    CALLED_A_PLACE_SCORE,
    OPENING_PREPOSITIONS,
    STRONG,
    find_place_in_battle_name,
    is_called_a_place,
    score_place,
)
from qaim_cli.extract.names.place_phrases import is_attribute
from qaim_cli.extract.names.subject_kinds import SubjectKind
from qaim_cli.extract.words.countries import COUNTRIES, COUNTRY_ABBREVIATIONS, DOTTED_COUNTRY
from qaim_cli.extract.words.name_patterns import (
    ACTOR_SUFFIX,
    AMBIGUOUS_PLACE_SUFFIX,
    BODY_OR_EVENT_NOUN,
    NATIONALITY,
    NON_NAME_ENDING,
    NON_PLACE_NAME,
    PERSON_NOUN,
    PLACE_PREFIX,
    PLACE_SUFFIX,
    RANK,
    WORK_NOUN,
    names_no_entity,
)
from qaim_cli.extract.words.person_nouns import KIN_NOUN
from qaim_cli.extract.words.prefiltered_patterns import PrefilteredPattern
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.ids import IdMaker
from qaim_cli.model import Entity
from qaim_cli.text import fold

_MIN_NAMES = 150
_MAX_NAMES = 400
"""How many names are declared, those with the most evidence: one a sentence between these."""
_MIN_SCORE = 2
_SUBJECT_SCORE = 100
"""More than anything else says: what an article is about is declared."""
_CHARS_BEFORE = 80
_CHARS_BEHIND = 120
_VERB_CHARS = 40
"""How far a verb is looked for behind a name, which it follows."""
_PERSONAL_NAME = re.compile(
    r"(?:[A-ZÀ-Þ][\w'’.-]*(?: (?:(?:of|de|von|van|al|bin|ibn|del|la) )?[A-ZÀ-Þ][\w'’.-]*)*)(?<!s)"
    r"|[A-ZÀ-Þ][\w'’.-]* [\w'’.-]*s"
)
_COMMON = (" a ", " an ", "uring ", "uring the ")
"""What stands before a kind of thing, one of many, or a time: "an Elmer", "during the Truce"."""
_WORK_BEFORE = PrefilteredPattern(rf"\b{WORK_NOUN} [\"“]?\Z")
_BY = PrefilteredPattern(r"\b(?:against|under)(?: the)? \Z")
_PERSON_NOUN_BEFORE = PrefilteredPattern(rf"\b(?:by(?: the)?|{PERSON_NOUN}),? \Z")
_ADJECTIVE_ENDINGS = ("n", "an", "ian", "ese", "ish", "ic", "i")
_RELATIVE_BEFORE = PrefilteredPattern(
    rf"\b(?:(?:{KIN_NOUN}|(?:grand)?child) of|father|mother)\b"
    r"[^.;]{0,30}\Z"
)
_ARTICLE = re.compile(r"(?:Al|El)[ -](?=[A-ZÀ-Þ])")
"""The Arabic article, without which a place is told of too."""
_MIN_STEM_CHARS = 4
_FIRST_NAME = re.compile(r"[A-ZÀ-Þ][\w'’-]*\w(?<!['’]s)(?=,? [a-z])")
_LEAD_SENTENCES = 2
_MAX_COUNTED_NAMES = 20_000


class _NameEvidence(FrozenRecord):
    """How often each name is seen, and what speaks for it to act, or to be a place."""

    seen: Counter[str]
    actor_scores: Counter[str]
    place_scores: Counter[str]
    adjectives: Counter[str]
    """How often it only says what a noun behind it is."""
    parents: Counter[str]
    """How often it is only that of somebody's parent."""

    def build_predicates(self) -> NamePredicates:
        """Build the questions that other modules ask about names."""
        return NamePredicates(
            is_place=lambda name: self.place_scores[name] > 0,
            is_actor=lambda name: self.actor_scores[name] > 0,
            is_seen_once=lambda name: self.seen[name] == 1,
            is_only_a_parent=lambda name: self.parents[name] == self.seen[name],
        )


def classify_names(title: str, texts: Sequence[str], known: frozenset[str]) -> NameKinds:
    """The names of an article's sentences that evidence speaks for.

    Args:
        title: what the article is about.
        texts: its sentences.
        known: folded names that are declared already.
    """
    evidence = _collect_evidence(texts)
    seen, actor_scores, place_scores, *_ = evidence
    description = describe_subject(title, texts)
    subject, kind = description.name, description.kind
    if subject.isupper() and subject.title() in seen:
        subject = subject.title()
    thing = subject if kind == SubjectKind.THING else ""
    if subject and not thing and fold(subject) not in known:
        scores = place_scores if kind == SubjectKind.PLACE else actor_scores
        scores[subject] += _SUBJECT_SCORE
        seen[subject] += 1
        # "An Elm won the race" tells of what Elm makes; it is a name nevertheless.
        evidence.adjectives[subject] = 0
    limit = max(_MIN_NAMES, min(_MAX_NAMES, len(texts)))
    ranked = (each for each in _rank_names(evidence) if each != thing and fold(each) not in known)
    subject_kinds = NameKinds(
        {},
        {},
        recurring=frozenset(name for name, times in seen.items() if times > 1),
        words=frozenset(_list_words(seen)),
        subject_kind=kind,
        subject_nouns=description.nouns,
        body_nouns=frozenset(noun for noun, n in count_body_nouns(texts).items() if n > 1),
        thing=thing,
        pronoun=description.pronoun,
        title_and_lead=" ".join((title, *texts[:_LEAD_SENTENCES])),
        lead=" ".join(texts[:_LEAD_SENTENCES]).lower(),
    )
    return _declare_names(subject_kinds, evidence, list(islice(ranked, limit)), subject)


def _declare_names(
    names: NameKinds, evidence: _NameEvidence, chosen: Sequence[str], subject: str
) -> NameKinds:
    """Declare the chosen names as actors or places.

    Args:
        names: what is known of the article's names so far.
        evidence: what speaks for each name.
        chosen: the names to declare.
        subject: the name of what the article is about.
    """
    seen, actor_scores, place_scores, *_ = evidence
    actors = {
        name
        for name in chosen
        if actor_scores[name] >= (_MIN_SCORE if name in COUNTRIES else place_scores[name])
    }
    places = {name for name in set(chosen) - actors if _can_be_place(name, evidence)}
    places |= {name for name in actors if _is_place_too(name, evidence)}
    own = [name for name in seen if not names.is_other_bearer(_cut_last_word(name))]
    subject_and_kind = (subject, names.subject_kind)
    found = _build_entities(actors, places, subject_and_kind, own, evidence.build_predicates())
    ids = {entity.name: id for entities in found for id, entity in entities.items()}
    return names._replace(actors=found[0], places=found[1], subject_id=ids.get(subject, ""))


def _can_be_place(name: str, evidence: _NameEvidence) -> bool:
    """Whether a name that speaks for a place is no common noun, adjective, team or surname."""
    is_doubtful = evidence.place_scores[name] <= STRONG and evidence.actor_scores[name] > 0
    return not (
        NON_PLACE_NAME.match(name)
        or (NATIONALITY.match(name) and 3 * evidence.adjectives[name] >= evidence.seen[name])
        or (is_doubtful and (RANK.match(name) or AMBIGUOUS_PLACE_SUFFIX.search(name)))
    )


def _is_place_too(name: str, evidence: _NameEvidence) -> bool:
    """Whether a name that acts is a country's, or of a place by what else is told of it."""
    return name in COUNTRIES or (
        evidence.place_scores[name] >= _MIN_SCORE
        and name.isalpha()
        and not name.endswith("s")
        and _can_be_place(name, evidence)
    )


def _can_be_place_named_once(name: str, evidence: _NameEvidence) -> bool:
    """Whether a single "in Birk" is enough for a place: nothing else speaks for what it is."""
    return (
        evidence.place_scores[name] > 0
        and not evidence.actor_scores[name]
        and not BODY_OR_EVENT_NOUN.search(name)
    )


def _cut_last_word(name: str) -> str:
    return name[: name.rfind(" ") + 1]


def _rank_names(evidence: _NameEvidence) -> list[str]:
    """List the names that evidence speaks for, those with the most evidence first."""
    seen, actor_scores, place_scores, *_ = evidence
    best = {name: max(actor_scores[name], place_scores[name]) for name in seen}
    names = (
        name
        for name, score in best.items()
        if (name in COUNTRIES or _has_evidence(name, score, evidence))
        and not _is_of_place(name, seen)
    )
    return sorted(names, key=lambda name: -best[name])


def _has_evidence(name: str, score: int, evidence: _NameEvidence) -> bool:
    """Whether enough speaks for a name, and it is no mere adjective, event or document."""
    return (
        (score >= _MIN_SCORE or _can_be_place_named_once(name, evidence))
        and not _is_mere_adjective(name, evidence)
        and not names_no_entity(name)
    )


def _is_mere_adjective(name: str, evidence: _NameEvidence) -> bool:
    """Whether a name mostly says only what a noun behind it is: "Birk wool".

    Of a place, all but one mention may do so; of others, fewer than half.
    """
    times, others = evidence.adjectives[name], evidence.seen[name] - evidence.adjectives[name]
    return others <= 0 if evidence.place_scores[name] > 0 else others <= times


def is_personal_name(words: str) -> bool:
    """Whether words look like a person's name or title: no article, no body, no several."""
    return _PERSONAL_NAME.fullmatch(words) is not None and not (
        ACTOR_SUFFIX.search(words) or PLACE_SUFFIX.search(words) or NON_NAME_ENDING.search(words)
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
    evidence = _NameEvidence(Counter(), Counter(), Counter(), Counter(), Counter())
    seen, actor_scores, place_scores, adjectives, parents = evidence
    for text in texts:
        for whole_name, whole_start, end in find_name_spans(text):
            name, start = find_place_in_battle_name(whole_name, whole_start)
            if name not in seen and len(seen) >= _MAX_COUNTED_NAMES:
                continue
            if name not in seen:
                place_scores[name] += STRONG * bool(
                    (PLACE_SUFFIX.search(name) and " of " not in name) or PLACE_PREFIX.match(name)
                )
                actor_scores[name] += STRONG * bool(RANK.match(name) or ACTOR_SUFFIX.search(name))
            seen[name] += 1
            before = text[max(0, start - _CHARS_BEFORE) : start]
            behind = text[end : end + _CHARS_BEHIND]
            is_noun_behind = is_attribute(behind)
            adjectives[name] += bool(
                (
                    is_noun_behind
                    or _WORK_BEFORE.search(before)
                    or f" {before}".lower().endswith(_COMMON)
                )
                and not ACTOR_SUFFIX.search(name)
            )
            parents[name] += bool(_RELATIVE_BEFORE.search(before))
            place_scores[name] += score_place(before, behind, is_attribute=is_noun_behind)
            actor_scores[name] += _score_actor(before, behind)
        # A sentence's names are found without a full stop behind them.
        for match in DOTTED_COUNTRY.finditer(text) if "U." in text else ():
            seen[match[0]] += 1
            place_scores[match[0]] += 1
    _add_first_words(evidence, texts)
    _part_opening_places(evidence, texts)
    return evidence


def _part_opening_places(evidence: _NameEvidence, texts: Iterable[str]) -> None:
    """Count "At Heraclea Pyrrhus won" as two names, where the second stands elsewhere alone."""
    opened = Counter(
        name
        for text in texts
        if text.startswith(OPENING_PREPOSITIONS)
        for name, start, end in islice(find_name_spans(text), 1)
        if " " in name
        and text[:start] in OPENING_PREPOSITIONS
        and acts(text[end : end + _VERB_CHARS])
    )
    for name, times in opened.items():
        place, _, person = name.rpartition(" ")
        if evidence.seen[name] == times and evidence.seen[person] and evidence.actor_scores[person]:
            del evidence.seen[name]
            evidence.seen[place] += times
            evidence.place_scores[place] += times
            evidence.seen[person] += times
            evidence.actor_scores[person] += 2 * times


def _add_first_words(evidence: _NameEvidence, texts: Sequence[str]) -> None:
    """Count the names that begin a sentence and act in it, where they stand elsewhere too."""
    parts = _list_words(evidence.seen)
    for text in texts:
        first = _FIRST_NAME.match(text)
        if first is None or first[0] in NON_NAME_WORDS:
            continue
        if is_called_a_place(text[first.end() : first.end() + _CHARS_BEHIND]):
            evidence.seen[first[0]] += 1
            evidence.place_scores[first[0]] += CALLED_A_PLACE_SCORE
        if first[0] in parts and acts(text[first.end() : first.end() + _VERB_CHARS]):
            evidence.seen[first[0]] += 1
            evidence.actor_scores[first[0]] += 2


def _list_words(names: Iterable[str]) -> set[str]:
    return {word for name in names for word in name.split()} - NON_NAME_WORDS


def _score_actor(before: str, behind: str) -> int:
    is_person = 2 * bool(_PERSON_NOUN_BEFORE.search(before))
    owns = behind.startswith(("'s ", "’s "))
    is_subject = acts(behind) and not is_governed(before)
    return 2 * is_subject + is_person + bool(_BY.search(before)) + owns


def _build_entities(
    actors: set[str],
    places: set[str],
    subject: tuple[str, SubjectKind],
    seen: Sequence[str],
    predicates: NamePredicates,
) -> tuple[dict[str, Entity], dict[str, Entity]]:
    """Build the actors and places of names, each by id, with the other names of each.

    Args:
        actors: names that act.
        places: names of places.
        subject: the name and kind of what the article is about.
        seen: all names, in the order in which they stand.
        predicates: what else the article says of names.
    """
    name, kind = subject
    person = name if kind == SubjectKind.PERSON else ""
    actors = {each for each in actors if each == person or not is_part(each, person)}
    short_places = _find_short_place_names(actors, places)
    actors -= short_places.keys()
    found_aliases = find_aliases(
        actors | (places if kind == SubjectKind.ACTOR else set()), subject, seen, predicates
    )
    aliases = {
        short: full for short, full in found_aliases.items() if full in actors or full not in places
    }
    actors |= set(aliases.values())
    ids = IdMaker()
    actor_ids = {name: ids.make_id(name, "actor") for name in sorted(actors - aliases.keys())}
    # A country that acts has one id for both.
    place_ids = {
        name: actor_ids.get(name) or ids.make_id(name, "place")
        for name in sorted(places - aliases.keys() - short_places.keys())
    }
    return _make_entities(actor_ids, aliases), _make_entities(place_ids, short_places)


def _find_short_place_names(actors: set[str], places: set[str]) -> dict[str, str]:
    """Find the names of places without the Arabic article, and abbreviations of countries."""
    short_places = {_ARTICLE.sub("", name): name for name in places if _ARTICLE.match(name)}
    return short_places | {
        short: full
        for short, full in COUNTRY_ABBREVIATIONS.items()
        if short in places and short not in actors and full in places
    }


def _make_entities(ids: dict[str, str], full_names: dict[str, str]) -> dict[str, Entity]:
    """Make entities by id.

    Args:
        ids: the ids of their names.
        full_names: other names that they have, each with the name that it is short for.
    """
    others: dict[str, list[str]] = {}
    for short, full in sorted(full_names.items()):
        others.setdefault(full, []).append(short)
    return {id: Entity(id, name, tuple(others.get(name, ()))) for name, id in ids.items()}
