"""Own fields in a request: `x-status:draft`, `x-importance:>3`."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

from qaim_cli.errors import RequestError
from qaim_cli.facets import FACETS, Facet, find_facet
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline
from qaim_cli.prefilter import UNKNOWN, FacetCondition, Narrowing
from qaim_cli.query.lazy_hits import Hit
from qaim_cli.query.terms import ColumnTest, PredicateTerm, RowTest
from qaim_cli.text import fold, format_list, has_phrase, quote_text, suggest_name

_NUMBER = r"-?\d{1,15}(?:,\d{3})*(?:\.\d{1,15})?"
_NUMBER_PATTERN = re.compile(_NUMBER, re.ASCII)
_RANGE_PATTERN = re.compile(
    rf"(?P<sign>>=|<=|>|<|=)\s*(?P<one>{_NUMBER})|(?P<low>{_NUMBER})?\.\.(?P<high>{_NUMBER})?",
    re.ASCII,
)
_MAX_LISTED_FIELDS = 12


class _NumberRange(FrozenRecord):
    """The numbers low..high, or those between the two."""

    low: float = float("-inf")
    high: float = float("inf")
    excludes_bounds: bool = False

    def list_tests(self) -> Iterator[ColumnTest]:
        """List the same tests for a database."""
        if self.low > float("-inf"):
            yield ColumnTest("number", ">" if self.excludes_bounds else ">=", self.low)
        if self.high < float("inf"):
            yield ColumnTest("number", "<" if self.excludes_bounds else "<=", self.high)

    def includes(self, number: float) -> bool:
        """Whether a number lies in it."""
        if self.excludes_bounds:
            return self.low < number < self.high
        return self.low <= number <= self.high


def parse_number(text: str) -> float | None:
    """Read a number such as "5", "-0.5" or "1,200"; None where the text is none.

    One beyond the largest that a float holds is that one, which is not beyond every bound.
    """
    if not _NUMBER_PATTERN.fullmatch(text):
        return None
    largest = sys.float_info.max
    return max(-largest, min(float(text.replace(",", "")), largest))


def require_own_field(name: str, timeline: Timeline) -> str:
    """Return the name of an own field as the timeline writes it.

    Raises:
        RequestError: no event has it.
    """
    name, known = name.lower(), timeline.own_field_names
    if name in known:
        return name
    names = format_list(known, max_names=_MAX_LISTED_FIELDS)
    fix = f"the fields of your own are {names}" if known else "the timeline has none of its own"
    raise RequestError(
        f"no event has the field {quote_text(name)}", suggest_name(name, known) or fix
    )


def require_facet(name: str, timeline: Timeline) -> Facet:
    """Return a facet by its name, or that of an own field.

    Raises:
        RequestError: no event has an own field of that name.
    """
    is_own = name not in FACETS
    return find_facet(require_own_field(name, timeline) if is_own else name)


def make_sort_key(name: str) -> Callable[[Hit], tuple[int, float, str]]:
    """Make the key that sorts by an own field: great numbers first, then words, then none."""

    def make_key(hit: Hit) -> tuple[int, float, str]:
        value = next(iter(hit.event.get_own_values(name)), None)
        if value is None:
            return 2, 0, ""
        number = parse_number(value)
        return (1, 0, fold(value)) if number is None else (0, -number, "")

    return make_key


def build_own_field_term(name: str, text: str, timeline: Timeline) -> PredicateTerm:
    """Build the term of an own field: words in one of its values, or a comparison of numbers.

    Raises:
        RequestError: no event has the field, or the comparison is with no number.
    """
    name = require_own_field(name, timeline)
    is_field = ColumnTest("kind", "=", name)
    wanted = {"any": True, "none": False}.get(text.lower())
    if wanted is not None:
        description = f"with {name}" if wanted else f"without {name}"
        # Those without the field are not where the field is.
        condition = FacetCondition("field", frozenset((name,))) if wanted else UNKNOWN
        return PredicateTerm(
            description,
            lambda event: bool(event.get_own_values(name)) is wanted,
            condition,
            RowTest("event_labels", (is_field,), is_wanted=wanted),
        )
    test = _make_value_test(name, text)

    def has_value(event: Event) -> bool:
        return any(map(test.matches, event.get_own_values(name)))

    # The index knows who has the field, not what is in it.
    narrowing = Narrowing(FacetCondition("field", frozenset((name,))))
    row_test = RowTest("event_labels", (is_field,), test.alternatives)
    return PredicateTerm(f"{name} {text}", has_value, narrowing, row_test)


class _ValueTest(FrozenRecord):
    """A test of a value, and the same for a database."""

    matches: Callable[[str], bool]
    alternatives: tuple[tuple[ColumnTest, ...], ...]


def _make_value_test(name: str, text: str) -> _ValueTest:
    compared = _parse_range(name, text.strip())
    if compared is not None:
        numbers = compared

        def is_in_range(value: str) -> bool:
            number = parse_number(value)
            return number is not None and numbers.includes(number)

        return _ValueTest(is_in_range, (tuple(numbers.list_tests()),))
    phrase, number = fold(text), parse_number(text)

    def has_words(value: str) -> bool:
        if number is not None and (found := parse_number(value)) is not None:
            return found == number  # not "4.5", which has the word 5
        return value == text or (bool(phrase) and has_phrase(f" {fold(value)} ", phrase))

    options = [(ColumnTest("label", "=", text),)]
    if phrase:
        options.append((ColumnTest("words", "has phrase", phrase),))
    if number is None:
        return _ValueTest(has_words, tuple(options))
    is_no_number = ColumnTest("number", "unknown")
    return _ValueTest(
        has_words,
        ((ColumnTest("number", "=", number),), *((is_no_number, *option) for option in options)),
    )


def _parse_range(name: str, text: str) -> _NumberRange | None:
    """Read a comparison such as ">3" or "1..5"; None where the text is none.

    Raises:
        RequestError: it compares with no number, or its first number is the larger.
    """
    match = _RANGE_PATTERN.fullmatch(text)
    if match is None or text == "..":
        if text[:1] in ("<", ">", "="):
            raise RequestError(
                f"{name} cannot be {quote_text(text)}", f"compare with a number: {name}:>3"
            )
        return None
    if match["one"] is None:
        low, high = (parse_number(each) if each else None for each in match.group("low", "high"))
        found = _NumberRange()
        found = found if low is None else found._replace(low=low)
        found = found if high is None else found._replace(high=high)
        if found.low > found.high:
            raise RequestError(
                f"{name} cannot be {quote_text(text)}", "put the smaller number first"
            )
        return found
    number = parse_number(match["one"])
    assert number is not None  # the pattern is that of a number
    return {
        ">": _NumberRange(low=number, excludes_bounds=True),
        ">=": _NumberRange(low=number),
        "<": _NumberRange(high=number, excludes_bounds=True),
        "<=": _NumberRange(high=number),
        "=": _NumberRange(number, number),
    }[match["sign"]]
