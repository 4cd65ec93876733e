"""Drafting: an article → the events that its dated sentences tell, for a person to accept.

A sentence with one date is one event; several dates are several events, but a range or list of
dates is one date (`joining`). What comes again and again is marked and not drafted.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from qaim_cli.articles import Article, Sentence
from qaim_cli.dates import Date
from qaim_cli.extract.anchor import anchored
from qaim_cli.extract.claims import claimant
from qaim_cli.extract.figures import Harmed, harmed
from qaim_cli.extract.joining import When, joined
from qaim_cli.extract.naming import Known, Names, names, recurring
from qaim_cli.model import Casualties, Catalogue, Entity, Figure, Source, Timeline
from qaim_cli.text import fold

LONGEST_TITLE = 60
_LONGEST_WORDS = 200
_MOST_CANDIDATES = 8
_MOST_DATES = 20
"""How many events one sentence is drafted as at most; a list of a thousand dates is no account."""


class Draft(NamedTuple):
    """An event as drafted: `date` is None where it is not resolved.

    `date_text` are the source's own words for the date and `found` says how it was found, where it
    does not stand there whole; `candidates` are recurring names that are not known yet; `nth` of
    `of` tells the events of one sentence apart.
    """

    id: str
    sentence: Sentence
    date: Date | None
    date_text: str
    title: str
    actors: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    candidates: tuple[str, ...] = ()
    casualties: tuple[Casualties, ...] = ()
    according_to: str = ""
    found: str = ""
    nth: int = 1
    of: int = 1

    @property
    def source(self) -> Source:
        """Where in the article it stands."""
        return Source(*self.sentence.place)


class Habit(NamedTuple):
    """What a sentence says to come again and again: marked, and no event."""

    sentence: Sentence
    words: str


class Drafts(NamedTuple):
    """All that is drafted from an article, with the actors and places that it names, by id."""

    article: Article
    drafts: tuple[Draft, ...]
    habits: tuple[Habit, ...]
    actors: dict[str, Entity]
    places: dict[str, Entity]


def draft(
    article: Article,
    like: Timeline | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Drafts:
    """The events that an article tells.

    Args:
        article: the article.
        like: a timeline whose actors and places are found by name and alias.
        progress: told, now and then, how many sentences are read and how many there are.
    """
    drafter = _Drafter(article, like)
    for number, (sentence, dates) in enumerate(anchored(article.sentences)):
        if progress is not None and number % 1000 == 0:
            progress(number, len(article.sentences))
        if dates:
            drafter.take(sentence, joined(sentence.text, dates))
    return drafter.drafts()


class _Drafter:
    """What is drafted so far, and the names that all drafts share."""

    def __init__(self, article: Article, like: Timeline | None) -> None:
        self._article = article
        self._known = (Catalogue({}), Catalogue({})) if like is None else (like.actors, like.places)
        self._names = Names(*self._known)
        self._recurring = recurring(sentence.text for sentence in article.sentences)
        self._ids: dict[str, int] = {}
        """The ids given, and for each how many have been made of it."""
        self._drafts: list[Draft] = []
        self._habits: list[Habit] = []
        self._used: tuple[dict[str, Entity], dict[str, Entity]] = ({}, {})

    def take(self, sentence: Sentence, dates: list[When]) -> None:
        """Drafts the events of a sentence with its dates."""
        text = sentence.text
        habits = [each for each in dates if each.habitual][:_MOST_DATES]
        self._habits += [Habit(sentence, text[each.start : each.end]) for each in habits]
        dates = [each for each in dates if not each.habitual][:_MOST_DATES]
        if not dates:
            return
        known = self._names.found(text)
        candidates = tuple(
            name
            for name in dict.fromkeys(names(text))
            if name in self._recurring and self._names.found(name) == Known()
        )[:_MOST_CANDIDATES]
        title = drafted_title(text, [(each.start, each.end) for each in dates])
        casualties = self._casualties(harmed(text))
        self._use(known)
        for nth, when in enumerate(dates, start=1):
            self._drafts.append(
                Draft(
                    id=self._id(title),
                    sentence=sentence,
                    date=when.date,
                    date_text=text[when.start : when.end][:_LONGEST_WORDS],
                    title=title,
                    actors=known.actors,
                    places=known.places,
                    candidates=candidates,
                    # One figure is not told of two events.
                    casualties=casualties if nth == 1 else (),
                    according_to=claimant(text),
                    found=when.how,
                    nth=nth,
                    of=len(dates),
                )
            )

    def drafts(self) -> Drafts:
        """All of it, with the actors and places in use and the wholes that they belong to."""
        for used, known in zip(self._used, self._known, strict=True):
            waiting = list(used)
            while waiting:
                entity = used.get(waiting.pop())
                for whole in entity.wholes if entity else ():
                    if whole in known.entities and whole not in used:
                        used[whole] = known.entities[whole]
                        waiting.append(whole)
        return Drafts(self._article, tuple(self._drafts), tuple(self._habits), *self._used)

    def _use(self, known: Known) -> None:
        for used, catalogue, ids in zip(self._used, self._known, known, strict=True):
            used.update((id, catalogue.entities[id]) for id in ids)

    def _casualties(self, figures: Iterable[Harmed]) -> tuple[Casualties, ...]:
        """The figures by whom they count; the first of a kind for each."""
        found: dict[str, dict[str, Figure]] = {}
        whom = ""
        for each in figures:
            whom = self._whom(each.of, whom)
            found.setdefault(whom, {}).setdefault(each.harm, each.figure)
        return tuple(Casualties(of, **harms) for of, harms in found.items())

    def _whom(self, words: str, before: str) -> str:
        """The id of those whom a figure counts: a known actor, else one named in these words."""
        if not words and before:
            return before
        known = self._names.found(words).actors
        id = known[-1] if known else slug(words) or "unnamed"
        actors = self._used[0]
        if known:
            actors[id] = self._known[0].entities[id]
        elif id not in actors:
            entity = self._known[0].entities.get(id)
            actors[id] = entity or Entity(id, words[:1].upper() + words[1:] or "Unnamed")
        return id

    def _id(self, title: str) -> str:
        """An id no other draft has, of the first words of the title."""
        base = id = slug(" ".join(title.split()[:5])) or "event"
        while id in self._ids:
            self._ids[base] += 1
            id = f"{base}-{self._ids[base]}"
        self._ids[id] = 1
        return id


def slug(text: str) -> str:
    """The text as an id: small letters a-z, digits and hyphens; empty where it has none."""
    return re.sub(r"[^a-z0-9]+", "-", fold(text)).strip("-")[:50].strip("-")


def drafted_title(text: str, dates: list[tuple[int, int]]) -> str:
    """A title drawn from a sentence for a person to replace: its main clause without the dates."""
    kept, at = [], 0
    for start, end in dates:
        kept.append(_PREPOSITION.sub("", text[at:start]))
        at = max(at, end)
    kept.append(text[at:])
    clause = " ".join(" ".join(kept)[:_LOOKED_AT].split())
    clause = _BRACKETS.sub("", clause)
    clause = _COMMAS.sub(",", _SPACE.sub(r"\1", clause)).lstrip(" ,;:.-–—)")
    clause = _CLAUSE.split(clause, maxsplit=1)[0].rstrip(" ,;:.-–—(")
    if len(clause) > LONGEST_TITLE:
        clause = clause[: LONGEST_TITLE - 1].rpartition(" ")[0] or clause[: LONGEST_TITLE - 1]
        clause = clause.rstrip(" ,;:.-–—(") + "…"
    if not any(character.isalnum() for character in clause):
        return "An event"
    return clause[:1].upper() + clause[1:]


_LOOKED_AT = 400
_PREPOSITION = re.compile(
    r"(?:^|(?<=\W))(?:in|on|by|of|from|until|during|since|at|between|after|before|around|about|late"
    r"|early|as early as)(?: the)? $",
    re.IGNORECASE,
)
_BRACKETS = re.compile(r" ?[(\[][^()\[\]]*[)\]]")
_COMMAS = re.compile(r",(?: ?,)+")
_SPACE = re.compile(r" ([,;:.)])")
_CLAUSE = re.compile(
    r"[;:]|(?<=\w{3})[.?!](?= |$)"
    r"|, (?:which|who|where|when|while|although|after|and|but|forcing|leaving|including)\b"
)
