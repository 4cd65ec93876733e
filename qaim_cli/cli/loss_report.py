"""Descriptions of what an import or an export loses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from qaim_cli.text import clean_text, format_count

if TYPE_CHECKING:
    from qaim_cli.exchange.losses import LossCounter

_MAX_NAMED = 6


def describe_losses(counters: Sequence[LossCounter], *, is_listed: bool = False) -> Iterator[str]:
    """Describe the losses in a few words, dropped things first; empty if there are none.

    Args:
        counters: the losses of each file.
        is_listed: whether they are listed one by one as well.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for counter in counters:
        for (loss, fate), number in counter.count_losses().items():
            counts[str(fate), str(loss)] += number
    for wanted in ("refused", "dropped", "in words"):
        named = [
            f"{loss} ({number:,})" for (fate, loss), number in counts.items() if fate == wanted
        ]
        if named:
            more = f" and {format_count(len(named) - _MAX_NAMED, 'more kind')}"
            text = ", ".join(named[:_MAX_NAMED])
            yield f"{_PHRASES[wanted]} {text}{more if len(named) > _MAX_NAMED else ''}"
    if counts and not is_listed:
        yield "--losses lists them"


_PHRASES = {"refused": "left out for", "dropped": "dropped:", "in words": "in words only:"}


def list_losses(counters: Iterable[LossCounter]) -> Iterator[str]:
    """Yield one line for each thing that an event loses."""
    for counter in counters:
        for record in dict.fromkeys(counter.records):
            yield clean_text(f"{record.event}: {record.loss} {record.fate}")
