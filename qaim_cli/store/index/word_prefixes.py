"""Prefixes of one and two letters of the words of many events, whose events are kept as sets.

The full-text table would gather what it has of each word with a prefix. A prefix without a set is
asked of that table: a set is kept only if no event can be missing in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from operator import itemgetter

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.index.label_sets import SlotSet
from qaim_cli.store.index.rows import RESERVED_SIGN
from qaim_cli.store.index.slots import SetName, count_members, make_bits

PREFIX_SETS = "beginning"
"""The name of these sets; see `encode_prefix`."""
_MAX_PREFIX_LENGTH = 2
_MIN_SHARE = 32
"""A prefix that fewer events than one in this number have is looked up soon enough."""
_MIN_EVENTS = 256
"""In a batch of fewer events every prefix has a set, so that one of a single event is whole."""
_CODE_BITS = 21
_get_prefix = itemgetter(slice(_MAX_PREFIX_LENGTH))


def encode_prefix(prefix: str) -> int:
    """Return the number of the set of the events with a word that has a prefix."""
    number = 0
    for character in prefix:
        number = number << _CODE_BITS | ord(character)
    return number


def list_prefix_sets(words: Sequence[str]) -> list[SetName]:
    """List the sets that an event with some words is in, if there are any such."""
    return [(PREFIX_SETS, encode_prefix(each)) for each in collect_prefixes([words]).common]


def is_worth_keeping(found: SlotSet, size: int) -> bool:
    """Whether enough of `size` slots are in a set for it to be kept."""
    return count_members(found) * _MIN_SHARE >= size


class BatchPrefixes(FrozenRecord):
    """The prefixes of the words of a batch of events."""

    common: Mapping[str, int]
    """The events with each prefix: a bit for the number of each event."""
    rare: Collection[str]
    """The other prefixes."""


def collect_prefixes(words_by_event: Sequence[Sequence[str]]) -> BatchPrefixes:
    """Collect the prefixes of the words of a batch of events."""
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, words in enumerate(words_by_event):
        for prefix in set(map(_get_prefix, words)):
            numbers[prefix].append(number)
    by_letter: dict[str, list[int]] = defaultdict(list)
    for prefix, found in numbers.items():
        by_letter[prefix[0]] += found
    for prefix in [*numbers]:
        if prefix.endswith(RESERVED_SIGN):  # a whole word of a title, with the mark of one
            del numbers[prefix]
    numbers |= by_letter
    count = len(words_by_event)
    least = count // _MIN_SHARE if count >= _MIN_EVENTS else 0
    common = {prefix: make_bits(found) for prefix, found in numbers.items() if len(found) >= least}
    return BatchPrefixes(common, numbers.keys() - common)
