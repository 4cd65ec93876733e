"""Figures of the killed, wounded or captured as sets of events, to be compared and added up.

Figures are kept by their binary digits: for each digit there is the set of the events in whose
figure it is 1, so that what a large set adds up to is told by how many events it shares with each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import compress, zip_longest
from math import ceil, floor, inf, isfinite
from typing import TYPE_CHECKING

from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.prefilter import QuantityCondition
from qaim_cli.store.index.counting import EXACT_LIMIT
from qaim_cli.store.index.label_sets import LabelSets
from qaim_cli.store.index.slots import RunGroups, SetName, SlotReader, flag_slots, stack_flags

if TYPE_CHECKING:
    from qaim_cli.sums import Bounds

_LOW, _SPREAD, _UNBOUNDED, _INEXACT = "low", "spread", "open", "inexact"


def list_figure_sets(harm: str, low: float, high: float) -> Iterator[SetName]:
    """List the sets that an event is in whose figure has these bounds."""
    yield harm, 0
    most = high if isfinite(high) else low
    if most >= EXACT_LIMIT:
        yield f"{harm} {_INEXACT}", 0
        return
    if most != high:
        yield f"{harm} {_UNBOUNDED}", 0
    for name, number in ((_LOW, low), (_SPREAD, most - low)):
        for exponent, digit in enumerate(f"{_count_halves(number):b}"[::-1]):
            if digit == "1":
                yield f"{harm} {name}", exponent


def _count_halves(number: float) -> int:
    """Count the halves of a number, as the bounds of "about 83" are 82.5 and 83.5."""
    return int(2 * number)


def read_figures(reader: SlotReader, harm: str) -> Figures | None:
    """Read the figures of all events; None where some are too large to be exact."""
    if reader.read_bits(f"{harm} {_INEXACT}"):
        return None
    return Figures(
        reader.read_bits(harm),
        reader.read_digits(f"{harm} {_LOW}"),
        reader.read_digits(f"{harm} {_SPREAD}"),
        reader.read_bits(f"{harm} {_UNBOUNDED}"),
    )


class Figures(FrozenRecord):
    """The figures of the killed, say, of some events."""

    events: int
    """The events with figures."""
    lows: Sequence[int]
    """For each binary digit of the halves in a lower bound the events in whose it is 1."""
    spreads: Sequence[int]
    """Likewise of how far the upper bound lies above it, where there is one."""
    unbounded: int
    """Events whose figure has no upper bound."""

    def select_events(self, condition: QuantityCondition) -> tuple[int, int]:
        """Select the events whose figures possibly meet a condition, and which do so for sure."""
        _, low, high = condition
        highs = _add_digits(self.lows, self.spreads)
        least = ceil(2 * low)
        possible = self.events & (_select_from(highs, least) | self.unbounded)
        certain = self.events & _select_from(self.lows, least)
        if high < inf:
            above = floor(2 * high) + 1
            possible &= ~_select_from(self.lows, above)
            certain &= ~(_select_from(highs, above) | self.unbounded)
        return possible, certain & possible

    def intersect(self, bits: int) -> Figures:
        """Return the figures of those events that are in another set as well."""
        lows, spreads = ([bits & digit for digit in part] for part in (self.lows, self.spreads))
        return Figures(bits & self.events, lows, spreads, bits & self.unbounded)

    def add_up(self) -> Bounds | None:
        """Add up all figures; None where there are none."""
        if not self.events:
            return None
        low, spread = (
            sum(digit.bit_count() << exponent for exponent, digit in enumerate(part))
            for part in (self.lows, self.spreads)
        )
        return _make_bounds(low, spread, self.unbounded)

    def sum_labels(self, labels: LabelSets, size: int) -> dict[int, Bounds]:
        """Add up the figures of the events with each label, of those that have any.

        Args:
            labels: the events of the labels.
            size: how many slots there are in all.
        """
        sums = {id: self.intersect(bits).add_up() for id, bits in labels.common.items()}
        others = labels._replace(common={}).intersect(self.events, flag_slots(self.events, size))
        lows, spreads, unbounded = (
            _add_by_label(others, part, size)
            for part in (self.lows, self.spreads, [self.unbounded] if self.unbounded else [])
        )
        sums |= {
            id: _make_bounds(lows[id], spreads[id], unbounded[id]) for id in others.count_events()
        }
        return {id: bounds for id, bounds in sums.items() if bounds}

    def sum_by_group(self, groups: RunGroups) -> dict[int, Bounds]:
        """Add up the figures by group of the runs of slots, without the groups that have none."""
        lows, spreads = (
            [0] * groups.group_count
            if not part
            else [
                sum(count << digit for digit, count in enumerate(counts))
                for counts in zip(*map(groups.count_events, part), strict=True)
            ]
            for part in (self.lows, self.spreads)
        )
        counts, unbounded_counts = map(groups.count_events, (self.events, self.unbounded))
        return {
            group: _make_bounds(lows[group], spreads[group], unbounded_counts[group])
            for group in compress(range(groups.group_count), counts)
        }


def _make_bounds(low: int, spread: int, unbounded: int) -> Bounds:
    """Make bounds of the halves in the lower one, and in what the upper one is above it, if any."""
    return low / 2, inf if unbounded else (low + spread) / 2


def _add_by_label(labels: LabelSets, digits: Sequence[int], size: int) -> Counter[int]:
    """Add up the numbers of events by label, given the events with each digit.

    Args:
        labels: labels without such as have large sets.
        digits: for each binary digit the events in whose number it is 1.
        size: how many slots there are in all.
    """
    sums = Counter[int]()
    for first in range(0, len(digits), _BYTE_BITS):
        flags = (flag_slots(bits, size) for bits in digits[first : first + _BYTE_BITS])
        for id, number in labels.add_up(stack_flags(flags, size)).items():
            sums[id] += number << first
    return sums


_BYTE_BITS = 8


def _select_from(digits: Sequence[int], least: int) -> int:
    """Select the events whose number is at least so great; every event, and more, if that is 0."""
    found = -1
    for exponent in range(max(len(digits), least.bit_length())):
        digit = digits[exponent] if exponent < len(digits) else 0
        found = found & digit if least >> exponent & 1 else found | digit
    return found


def _add_digits(numbers: Sequence[int], others: Sequence[int]) -> list[int]:
    """Add up two numbers of each event, given the sets of the events that have each digit."""
    digits, carried = [], 0
    for one, other in zip_longest(numbers, others, fillvalue=0):
        digits.append(one ^ other ^ carried)
        carried = one & other | carried & (one ^ other)
    return [*digits, carried]
