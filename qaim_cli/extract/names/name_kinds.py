"""The names of an article by kind, and its subject."""

from __future__ import annotations

import re
from functools import lru_cache

from qaim_cli.extract.names.article_subject import HE, OPENING, PERSONAL_PRONOUN, SHE
from qaim_cli.extract.names.body_nouns import BODY_NOUN, SHIP_NOUNS
from qaim_cli.extract.names.entities import NON_NAME_WORDS
from qaim_cli.extract.names.subject_kinds import SubjectKind
from qaim_cli.extract.words.name_patterns import NATIONALITY, PLACE_SUFFIX, RANK, names_no_entity
from qaim_cli.extract.words.place_nouns import SETTLEMENT
from qaim_cli.extract.words.pronoun_forms import OBJECT_FORMS
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Entity

_OWNERS = {"she": SHE, "he": HE}
_TITLE_BEFORE = re.compile(r"(?P<word>[A-Z][a-z]+)\.? \Z")
_TITLE_SIGNS = {
    "mr": "he",
    "sir": "he",
    **dict.fromkeys(("mrs", "miss", "ms", "dame"), "she"),
    **dict.fromkeys(("st", "saint"), "saint|bishop|martyr"),
    "dr": "doctor|physician|surgeon|professor|scholar|scientist|[a-z]+(?:ologist|icist|emist)",
}
"""By which pronoun or words an article shows that its subject has a title that it need not name."""


_MONTH_AS_GIVEN_NAME = re.compile(r"(?:April|May|June|August) [A-ZÀ-Þ][a-zà-þ]")
_PLACE_NOUNS = f"{SETTLEMENT}|island|castle|site"
_UNAMBIGUOUS_SHIP_NOUNS = "ship|vessel"
"""Nouns for the ship itself; others are rather called by their kind: "the destroyer"."""
_UNAMBIGUOUS_PLACE_NOUNS = "town|city"


@lru_cache(maxsize=8)
def _compile_body_sign(nouns: str, pronoun: str) -> re.Pattern[str]:
    return re.compile(
        rf"{OPENING}(?:(?P<pronoun>[Ii]t|[Tt]hey|(?i:{pronoun}))"
        rf"|[Tt]he (?i:{nouns or BODY_NOUN}))\b(?! of\b)"
    )


@lru_cache(maxsize=8)
def _compile_place_sign(nouns: str) -> re.Pattern[str]:
    all_nouns = f"{_PLACE_NOUNS}{'|' * bool(nouns)}{nouns}"
    return re.compile(rf"{OPENING}(?:[Tt]he (?:{all_nouns}))\b(?! of\b)")


class NameKinds(FrozenRecord):
    """The names of an article that are declared, by what they are, and what it is about."""

    actors: dict[str, Entity]
    places: dict[str, Entity]
    recurring: frozenset[str] = frozenset()
    """The names that stand more than once, declared or not."""
    words: frozenset[str] = frozenset()
    """The words of all its names."""
    subject_id: str = ""
    """The id of whom or what the article is about, where that is declared."""
    subject_kind: SubjectKind = SubjectKind.UNKNOWN
    subject_nouns: str = ""
    """The common nouns for a body that the article is about, as alternatives."""
    body_nouns: frozenset[str] = frozenset()
    """The common nouns by which more than one sentence tells of a body."""
    thing: str = ""
    """The name of what the article is about, where that cannot act."""
    pronoun: str = ""
    """The pronoun that stands for it: he, she or it."""
    title_and_lead: str = ""
    """The title and the first sentences."""
    lead: str = ""
    """The first sentences, in small letters."""

    @property
    def subject_names(self) -> tuple[str, ...]:
        """The name of whom or what the article is about, and what is short for it."""
        entity = self.actors.get(self.subject_id) or self.places.get(self.subject_id)
        return (entity.name, *entity.aliases) if entity else ()

    @property
    def definite_article(self) -> str:
        """The word "The " if the article begins with it and its thing's name; else empty."""
        return "The " if self.thing and self.lead.startswith(f"the {self.thing.lower()}") else ""

    def find_subject_sign(self, text: str) -> re.Match[str] | None:
        """Find the pronoun or common noun by which a sentence begins to tell of the subject."""
        if self.subject_kind == SubjectKind.ACTOR:
            sign = _compile_body_sign(self.subject_nouns, self.pronoun)
        elif self.subject_kind == SubjectKind.PLACE:
            sign = _compile_place_sign(self.subject_nouns)
        else:
            sign = PERSONAL_PRONOUN
        match = sign.match(text) if self.subject_id else None
        if (
            match
            and self.subject_kind == SubjectKind.PERSON
            and match["pronoun"].lower() != self.pronoun
        ):
            return None
        return match

    def tells_of_subject(self, text: str, title: str, *, is_bare: bool) -> bool:
        """Whether a title tells of a person by a pronoun, or names a thing of that person's.

        Args:
            text: the sentence.
            title: the title.
            is_bare: whether the title has no verb, as that of "His first novel was Ash (1921)".
        """
        if not self.subject_id or self.subject_kind == SubjectKind.PLACE:
            return False
        is_person = self.subject_kind == SubjectKind.PERSON
        if is_person and is_bare:
            return _OWNERS[self.pronoun].search(text) is not None
        # What "it" is within a title is unclear; "they" hardly are anybody but the body.
        is_told_of = (
            self.pronoun in title.split() or OBJECT_FORMS[self.pronoun].search(title)
            if is_person
            else self.subject_kind == SubjectKind.ACTOR and " they " in title
        )
        is_named = any(
            re.search(rf"\b{re.escape(name)}\b(?! [A-ZÀ-Þ])", title) for name in self.subject_names
        )
        return is_named or self._mentions_body_noun(title) or bool(is_told_of)

    def _mentions_body_noun(self, title: str) -> bool:
        """Whether a title mentions the body that the article is about by a common noun."""
        return self.subject_kind == SubjectKind.ACTOR and (
            re.search(rf"\b[Tt]he (?:{self.subject_nouns or BODY_NOUN})\b(?! of\b)", title)
            is not None
        )

    def can_act(self, name: str, *, is_explained: bool = False) -> bool:
        """Whether a name can be an actor's: no thing, event or place, nor a lone unknown word."""
        is_name = name and (" " in name or name in self.words or is_explained)
        return bool(is_name) and not (
            name == self.thing
            or names_no_entity(name)
            or PLACE_SUFFIX.search(name)
            or NATIONALITY.match(name)
            or (
                name.split(maxsplit=1)[0] in NON_NAME_WORDS and not _MONTH_AS_GIVEN_NAME.match(name)
            )
        )

    def is_other_bearer(self, before: str) -> bool:
        """Whether a title before a surname is not that of the person an article is about.

        "Dr. Moss" is another than a singer called Ann Moss.
        """
        title = _TITLE_BEFORE.search(before)
        if title is None or not RANK.match(f"{title['word']} X"):
            return False
        word = title["word"].lower()
        sign = _TITLE_SIGNS.get(word, word)
        return self.subject_kind == SubjectKind.PERSON and not (
            self.pronoun == sign or re.search(rf"\b(?:{sign})", self.lead)
        )

    def is_unambiguous_subject_noun(self, words: str) -> bool:
        """Whether words are a common noun that hardly stands for anything but the subject.

        In an article about a town, "the castle" and "the port" are parts of it.
        """
        if self.subject_nouns == SHIP_NOUNS:
            nouns = _UNAMBIGUOUS_SHIP_NOUNS
        elif self.subject_kind == SubjectKind.PLACE:
            nouns = "|".join(filter(None, (_UNAMBIGUOUS_PLACE_NOUNS, self.subject_nouns.lower())))
        else:
            nouns = self.subject_nouns
        return bool(nouns) and re.fullmatch(f"[Tt]he (?:{nouns})", words) is not None

    def is_subject_noun(self, words: str) -> bool:
        """Whether words are a common noun that stands for the subject, as "the town"."""
        if self.thing:
            return words.lower() in {f"the {word}" for word in self.thing.lower().split()}
        match = self.find_subject_sign(words)
        return match is not None and match[0] == words and words.lower().startswith("the ")
