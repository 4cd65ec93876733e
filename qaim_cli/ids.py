"""Ids of events, actors and places: what they are made of, and new ones made of names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import count

from qaim_cli.text import fold

MAX_ID_CHARS = 100
"""The longest id that commands write; `qaim edit` uses the id as a file name."""
ARTICLES = ("a", "an", "the")
"""Words that an id does not begin with, unless there is no other."""
_MAX_NEW_ID_CHARS = 40
_ID_PATTERN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WORD_PATTERN = re.compile(r"[a-z0-9]+")


def is_id(text: str) -> bool:
    """Whether a text can be an id: small letters a-z and digits, hyphens between."""
    return _ID_PATTERN.fullmatch(text) is not None


def suggest_id(text: str) -> str:
    """Say how to write a text that cannot be an id."""
    usable = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return f"write {usable}" if usable else "use small letters a-z, digits and hyphens"


def make_slug(name: str) -> str:
    """Join the first words of a name with hyphens; empty where it has no a-z and no digit."""
    words = _WORD_PATTERN.findall(fold(name))
    words = words[len(words) > 1 and words[0] in ARTICLES :]
    slug = words[0][:_MAX_NEW_ID_CHARS] if words else ""
    for word in words[1:]:
        if len(slug) + 1 + len(word) > _MAX_NEW_ID_CHARS:
            break
        slug = f"{slug}-{word}"
    return slug


class IdMaker:
    """Makes ids that nothing else has."""

    def __init__(
        self, used_ids: Iterable[str] = (), is_used: Callable[[str], bool] | None = None
    ) -> None:
        """Take the ids that are in use, and what tells of others whether they are."""
        self._used_ids = set(used_ids)
        self._is_used = is_used or (lambda _: False)
        self._next_numbers: dict[str, int] = {}
        """Where to go on counting for each slug, so that equal names take no longer each time."""

    def __contains__(self, id: str) -> bool:
        """Whether an id is in use."""
        return id in self._used_ids or self._is_used(id)

    def add(self, id: str) -> None:
        """Mark an id as used."""
        self._used_ids.add(id)

    def make_id(self, name: str, fallback: str) -> str:
        """Make an id of the first words of a name, numbered where it is in use, and mark it used.

        Args:
            name: the name.
            fallback: what to use where the name has no letter from a to z and no digit.
        """
        slug = make_slug(name) or fallback
        ids = (
            (number, slug if number == 1 else f"{slug}-{number}")
            for number in count(self._next_numbers.get(slug, 1))
        )
        number, id = next((number, id) for number, id in ids if id not in self)
        self._next_numbers[slug] = number + 1
        self._used_ids.add(id)
        return id


def make_table_id(id: str) -> str:
    """Make the id that other files can hold; one of several timelines keeps their name in it."""
    return id.replace(":", "-")
