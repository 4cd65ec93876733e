"""The declaration of a class of date expressions: its pattern, and how it gives a date."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum

from qaim_cli.frozen_record import FrozenRecord

RECURRENCE_KIND = "habitual"
TIME_KIND = "time of day"
NON_DATE_KIND = "no date"
EVENT_NAME_KIND = "name"
"""A month or season in the name of an event, "the February Revolution", which dates no other."""
RESTATED_KIND = "restated"
"""Other words for the date beside it: "7 May 1905, the day after the fire", "3 p.m. on 4 May"."""


class OffsetBase(StrEnum):
    """The date that a relative one counts from."""

    LAST_DATE = "last date"
    BIRTH = "birth"
    REIGN = "reign"
    EVENT = "event"
    """An event told before, which its words name."""


class Offset(FrozenRecord):
    """How a relative date lies to the one it leans on: a number of units on or, below zero, back.

    `amount` is None where nothing is counted ("shortly after"), and `is_after` says on which side.
    Weeks are counted in days, but who says "two weeks later" means `is_approximate` that day.
    """

    unit: str
    amount: int | None
    is_after: bool = True
    is_approximate: bool = False
    base: OffsetBase = OffsetBase.LAST_DATE
    event_words: str = ""


class MentionPattern(FrozenRecord):
    """A class of expressions: its name, its pattern, and how it gives a date.

    Its date is made of the pieces that its groups name; or leans on another date, as `read_offset`
    says; or is what `qaim_cli.periods` reads in the words that `read_phrase` gives. The pieces that
    a template names in braces are in `PATTERN_PIECES`, and `GROUP_READERS` reads the groups.
    """

    kind: str
    template: str
    read_offset: Callable[[re.Match[str]], Offset] | None = None
    read_phrase: Callable[[re.Match[str]], str] | None = None


class Continuation(FrozenRecord):
    """A further date behind one of some classes, which shares parts of it.

    Its class is that of the one before it where `kind` is empty.
    """

    preceding_kinds: frozenset[str]
    template: str
    kind: str = ""
