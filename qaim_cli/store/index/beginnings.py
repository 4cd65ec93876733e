"""Beginnings of words that many events have, whose events are kept as sets.

The full-text table would gather what it has of each word that begins so. What a beginning has no
set for is asked of that table: a set is kept only if no event can be missing in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from operator import itemgetter

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.index.label_sets import SlotSet
from qaim_cli.store.index.rows import MARK
from qaim_cli.store.index.slots import SetName, count_members, make_bits

BEGINNING = "beginning"
"""The name of these sets; see `number_beginning`."""
MAX_BEGINNING_LENGTH = 2
_MIN_SHARE = 32
"""A beginning that fewer events than one in so many have is looked up soon enough."""
_MIN_EVENTS = 256
"""Of fewer events than this every beginning is told, so that a single event always is whole."""
_CODE_BITS = 21
_get_beginning = itemgetter(slice(MAX_BEGINNING_LENGTH))


def number_beginning(beginning: str) -> int:
    """Return the number of the set of the events with a word that begins so."""
    number = 0
    for character in beginning:
        number = number << _CODE_BITS | ord(character)
    return number


def list_beginnings(words: Iterable[str]) -> set[str]:
    """List the beginnings of words."""
    longest = set(map(_get_beginning, words))
    return longest.union(beginning[0] for beginning in longest) - {*filter(_is_marked, longest)}


def _is_marked(beginning: str) -> bool:
    """Whether it is a whole word of a title, with the mark of one."""
    return beginning.endswith(MARK)


def list_beginning_sets(words: Iterable[str]) -> list[SetName]:
    """List the sets that an event with some words is in, if there are any such."""
    return [(BEGINNING, number_beginning(each)) for each in list_beginnings(words)]


def is_common(found: SlotSet, size: int) -> bool:
    """Whether a set, of so many slots in all, has enough events to be kept."""
    return count_members(found) * _MIN_SHARE >= size


class BatchBeginnings(FrozenRecord):
    """The beginnings of the words of a batch of events."""

    common: Mapping[str, int]
    """The events with a beginning: a bit for the number of each."""
    rare: Collection[str]
    """The other beginnings."""


def gather_beginnings(words_by_event: Sequence[Sequence[str]]) -> BatchBeginnings:
    """Gather the beginnings of the words of a batch of events."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(words_by_event):
        for beginning in set(map(_get_beginning, words)):
            numbers[beginning].append(number)
    by_letter: dict[str, list[int]] = defaultdict(list)
    for beginning, found in numbers.items():
        by_letter[beginning[0]] += found
    for beginning in filter(_is_marked, [*numbers]):
        del numbers[beginning]
    numbers |= by_letter
    count = len(words_by_event)
    least = count // _MIN_SHARE if count >= _MIN_EVENTS else 0
    common = {
        beginning: make_bits(found) for beginning, found in numbers.items() if len(found) >= least
    }
    return BatchBeginnings(common, numbers.keys() - common)
