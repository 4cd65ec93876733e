"""The grammar of periods: hedges, bounds, ranges and sets around single dates.

    period  = hedge period | bound date | "between" date "and" date | date "or" date
            | date SEPARATOR date | date "onwards" | date "to the present" | "last" N units | date
    hedge   = "perhaps" | "probably" | ...
    bound   = "before" | "by" | "until" | "after" | "since" | "from" | "not before"
    SEPARATOR = ".." | "to" | "until" | "through" | "-" of any length | "/"

A range is a duration; what is joined by "between … and" or "or" is one of them, not known which.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from qaim_cli.dates import (
    HISTORICAL,
    Calendar,
    DateInterval,
    DateSet,
    EdtfDate,
    SetKind,
    SetRange,
    SimpleDate,
    UndatedEnd,
    compute_span,
    describe_date,
)
from qaim_cli.errors import DateError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.periods import partial_dates, relative, vocabulary
from qaim_cli.periods.date_builder import build_date
from qaim_cli.periods.partial_dates import PartialDate, UnknownWordError
from qaim_cli.periods.range_words import (
    expand_short_year,
    find_other_bound,
    find_separator,
    has_digit,
    has_no_ranges,
    is_list_comma,
    says_two_years_of_a_day,
    share_era,
)
from qaim_cli.periods.units import (
    add_marks,
    apply_bound,
    get_ends,
    get_interval_end,
    is_same_day_in_two_styles,
    make_day,
    make_one_of,
    mark_approximate,
)

_PRESENT = "present"
_BEFORE_NOW = ("to", "until", "till", "through", "-")
_UNKNOWN_END = {"?", "unknown"}
_DROPPED_EDGES = {
    ("before", "end"): "by", ("before", "start"): "before", ("after", "start"): "not before",
    ("after", "end"): "after", ("by", "end"): "by", ("until", "end"): "until",
    ("since", "start"): "since", ("from", "start"): "from",
}  # fmt: skip
"""Bounds at an edge of a unit, which are bounds of the whole unit: "before the end of 1450"."""


class Reading(FrozenRecord):
    """A date, and the exact first and last unit meant where EDTF has only a wider form for it."""

    date: EdtfDate
    first: SimpleDate | None = None
    last: SimpleDate | None = None


class PhraseContext(FrozenRecord):
    """The context that a phrase is read in: its text, today, and a reader of special dates."""

    text: str
    today: datetime.date
    calendar: Calendar = HISTORICAL
    parse_special: Callable[[list[str]], EdtfDate | None] | None = None


def parse_phrase(tokens: list[str], context: PhraseContext) -> Reading:
    """Parse the tokens of a period.

    Raises:
        DateError: a word is unknown, a part is missing, or the range ends before it begins.
    """
    is_open = tokens[0] == "?" and tokens[1:2] and tokens[1] in vocabulary.OPEN_RANGE_SIGNS
    is_perhaps = tokens[0] in vocabulary.PERHAPS_WORDS and not is_open
    if len(tokens) > 1 and (is_perhaps or tokens[-1] in vocabulary.PERHAPS_WORDS - {"?"}):
        reading = parse_phrase(tokens[1:] if is_perhaps else tokens[:-1], context)
        marked = add_marks(reading.date, is_approximate=False, is_uncertain=True)
        return reading._replace(date=marked)
    relative_range = relative.parse_relative_range(tokens, context.today)
    if relative_range is not None:
        return Reading(relative_range)
    return _PhraseParser(context).parse(tokens)


class _PhraseParser:
    """Parses one phrase, with its text for the errors."""

    def __init__(self, context: PhraseContext) -> None:
        self.text = context.text
        self.today = context.today
        self.calendar = context.calendar
        self.parse_special = context.parse_special

    def parse(self, tokens: list[str]) -> Reading:
        """Parse the tokens in whichever form of the grammar they have."""
        first, last = tokens[0], tokens[-1]
        if len(tokens) > 2 and last == _PRESENT:
            return self._parse_until_present(tokens)
        if len(tokens) > 2 and last in ("now", "today") and tokens[-2] in _BEFORE_NOW:
            return self._parse_until_now(tokens)
        if first == "between" and len(tokens) == 2 and re.fullmatch(r"\d{4}-\d\d", last):
            tokens = ["between", last[:4], "-", last[5:]]
        if first == "between" and (cut := find_separator(tokens[1:])) is not None:
            return self._parse_between(tokens[1:], cut)
        if first == "from" and (cut := find_separator(tokens[1:])) is not None:
            return self._parse_split(tokens[1:], cut)
        if last in vocabulary.ONWARD_WORDS and len(tokens) > 1:
            start = tokens[first in ("from", "since") : -1]
            return self._apply_bound("since" if first == "since" else "from", start)
        if tokens[:2] == ["up", "to"]:
            tokens = ["until", *tokens[2:]]
        elif first == "beginning" and tokens[1:2] and tokens[1] in ("in", "on", "from"):
            tokens = ["from", *tokens[2:]]
        return self._parse_bound_or_choice(tokens)

    def _parse_bound_or_choice(self, tokens: list[str]) -> Reading:
        first = tokens[0]
        if first in vocabulary.BOUND_WORDS and (cut := find_other_bound(tokens)):
            return self._parse_two_bounds(tokens, cut)
        if first in vocabulary.BOUND_WORDS and len(tokens) > 1:
            return self._apply_bound(vocabulary.BOUND_WORDS[first], tokens[1:])
        if "or" in tokens and not vocabulary.drop_fillers(tokens[: tokens.index("or")]):
            # "In or about 1450": not two dates.
            raise UnknownWordError(
                f"cannot read {self.text!r} as a date", partial_dates.ACCEPTED_FORMS
            )
        if "or" in tokens:
            return self._parse_alternatives(tokens, "or", SetKind.ONE_OF)
        return self._parse_range_or_date(tokens)

    def _parse_range_or_date(self, tokens: list[str]) -> Reading:
        cut = find_separator(tokens)
        if cut is None:
            return Reading(self._parse_single_date(tokens))
        if tokens[cut] == "and" and 0 < cut < len(tokens) - 1:
            both = self._parse_alternatives(tokens, "and", SetKind.ALL_OF).date
            if isinstance(both, DateSet) and has_no_ranges(both):
                return Reading(both)
            if "," in tokens[:cut] and isinstance(both, DateSet):
                return self._make_run(both)
        if (winter := self._parse_winter(tokens, cut)) is not None:
            return Reading(winter)
        reading = self._parse_split(tokens, cut)
        outer = tokens[0], *vocabulary.drop_fillers(tokens[cut:])[-1:]
        if outer[0] in vocabulary.CIRCA_WORDS or outer[-1] in vocabulary.CIRCA_WORDS - {"~"}:
            return reading._replace(date=mark_approximate(reading.date))
        return reading

    def _make_run(self, several: DateSet) -> Reading:
        """Make "11th, 12th and 13th centuries", which EDTF cannot list, from first to last."""
        ends = [
            get_ends(DateSet(several.kind, (each,)))
            if isinstance(each, SetRange)
            else get_ends(each)
            for each in (several.members[0], several.members[-1])
        ]
        (start, first_end), (last_start, end) = ends
        return Reading(
            DateInterval(
                get_interval_end(make_one_of(start, first_end), 0),
                get_interval_end(make_one_of(last_start, end), -1),
            ),
            start,
            end,
        )

    def _apply_bound(self, bound: str, tokens: list[str]) -> Reading:
        words = vocabulary.drop_fillers(tokens)
        edge = vocabulary.PART_WORDS.get(words[0], "") if len(words) > 1 else ""
        if (bound, edge) in _DROPPED_EDGES:
            bound, tokens = _DROPPED_EDGES[bound, edge], words[1:]
        date = (
            self._parse_single_date(tokens)
            if vocabulary.OPEN_RANGE_SIGNS.isdisjoint(tokens)
            else self._parse_range_or_date(tokens).date
        )
        start, end = get_ends(date)
        bounded = apply_bound(bound, date, self.calendar)
        if bound in ("since", "from"):
            return Reading(bounded, first=start)
        return Reading(bounded, last=end if bound == "until" else None)

    def _parse_two_bounds(self, tokens: list[str], cut: int) -> Reading:
        """Parse "after 1204 but before 1261", in either order: one moment between the two."""
        words = tokens[0], tokens[cut]
        left = [token for token in tokens[1:cut] if token not in ("but", "and", ",")]
        ends = self._parse_ends(left, tokens[cut + 1 :])
        first = last = None
        for word, end in zip(words, ends, strict=True):
            bounded = apply_bound(vocabulary.BOUND_WORDS[word], end, self.calendar)
            assert isinstance(bounded, DateSet)
            run = bounded.members[0]
            assert isinstance(run, SetRange)
            first, last = run.start or first, run.end or last
        assert first is not None
        assert last is not None
        date = make_one_of(first, last)
        self._check_order(date, first, last)
        return Reading(date)

    def _parse_until_present(self, tokens: list[str]) -> Reading:
        """Parse "1416 to the present", "from 1416 until now", "1416–present"."""
        start = vocabulary.drop_fillers(tokens[:-1])
        if start[-1] not in vocabulary.RANGE_SEPARATORS:
            raise UnknownWordError(
                f"cannot read {self.text!r} as a date: unknown word {_PRESENT!r}",
                partial_dates.ACCEPTED_FORMS,
            )
        return self._apply_bound("since", start[start[0] in ("from", "since") : -1])

    def _parse_until_now(self, tokens: list[str]) -> Reading:
        """Parse "1416 until now": it goes on, and a question about it ends today."""
        start = vocabulary.drop_fillers(tokens[:-2])
        if start and relative.parse_relative_date(start, self.today) is not None:
            return self._parse_range_or_date(tokens)
        reading = self._parse_until_present(tokens)
        today = make_day(self.today.year, self.today.month, self.today.day)
        return reading._replace(last=today)

    def _parse_between(self, tokens: list[str], cut: int) -> Reading:
        """Parse "A and B" behind "between": one moment from A to B, not known which."""
        left, right = tokens[:cut], tokens[cut + 1 :]
        if not left or not right:
            raise self._make_open_range_error()
        start, end = self._parse_ends(left, right)
        first, last = get_ends(start)[0], get_ends(end)[1]
        date = make_one_of(first, last)
        self._check_order(date, start, end)
        return Reading(date)

    def _parse_alternatives(self, tokens: list[str], word: str, kind: SetKind) -> Reading:
        """Parse "A, B or C" as one of them, "A and B" as all of them."""
        parts: list[list[str]] = [[]]
        for index, token in enumerate(tokens):
            if token == word or is_list_comma(tokens, index, word):
                parts.append([])
            else:
                parts[-1].append(token)
        if not all(parts):
            raise self._make_open_range_error()
        dates = [self._parse_ends(part, parts[-1])[0] for part in parts[:-1]]
        dates.append(self._parse_ends(parts[-2], parts[-1])[1])
        members: list[SimpleDate | SetRange] = []
        for date in dates:
            start, end = get_ends(date)
            members.append(start if start == end else SetRange(start, end))
        result = DateSet(kind, tuple(members))
        compute_span(result, self.calendar)
        if tokens[0] in vocabulary.CIRCA_WORDS:
            return Reading(mark_approximate(result))
        return Reading(result)

    def _parse_winter(self, tokens: list[str], cut: int) -> EdtfDate | None:
        """Parse "winter 1812–13", which is one winter; None if it is no such thing."""
        right = vocabulary.drop_fillers(tokens[cut + 1 :])
        left = vocabulary.drop_fillers(tokens[:cut])
        if tokens[cut] not in vocabulary.OPEN_RANGE_SIGNS or len(right) != 1 or len(left) < 2:
            return None
        if left[-2] != "winter" or not (left[-1] + right[0]).isdecimal() or len(left[-1]) < 3:
            return None
        following = str(int(left[-1][:14]) + 1)
        if not following.endswith(right[0].lstrip("0") or "0") or len(right[0]) > 4:
            return None
        return self._parse_single_date(left)

    def _parse_split(self, tokens: list[str], cut: int) -> Reading:
        """Parse the range of the tokens on both sides of the separator at index `cut`."""
        left, right = tokens[:cut], tokens[cut + 1 :]
        if left and right and (set(left) <= _UNKNOWN_END or set(right) <= _UNKNOWN_END):
            return self._parse_half_known(left, right)
        if tokens[cut] == "/" and says_two_years_of_a_day(left, right):
            # Not a range: the year that began in March, and the one that began in January.
            raise UnknownWordError(
                f"cannot read {self.text!r} as a date", partial_dates.ACCEPTED_FORMS
            )
        if left and right:
            reading = self._parse_range(left, right)
            return self._join_two_styles(reading) if tokens[cut] == "/" else reading
        if tokens[cut] not in vocabulary.OPEN_RANGE_SIGNS or left == right:
            raise self._make_open_range_error()
        date = self._parse_single_date(left or right)
        start, end = get_ends(date)
        if left:
            return Reading(DateInterval(get_interval_end(date, 0), UndatedEnd.OPEN), first=start)
        return Reading(DateInterval(UndatedEnd.OPEN, get_interval_end(date, -1)), last=end)

    def _parse_half_known(self, left: list[str], right: list[str]) -> Reading:
        """Parse "1450–?", of which one end is not known."""
        if set(left) <= _UNKNOWN_END:
            date = self._parse_single_date(right)
            interval = DateInterval(UndatedEnd.UNKNOWN, get_interval_end(date, -1))
            return Reading(interval, last=get_ends(date)[1])
        date = self._parse_single_date(left)
        return Reading(
            DateInterval(get_interval_end(date, 0), UndatedEnd.UNKNOWN), first=get_ends(date)[0]
        )

    @staticmethod
    def _join_two_styles(reading: Reading) -> Reading:
        """Take "25 October / 7 November 1917", one day in both calendars, as that day."""
        match reading.date:
            case DateInterval(SimpleDate() as old, SimpleDate() as new) if old.day and new.day:
                if is_same_day_in_two_styles(old, new):
                    return Reading(new)
        return reading

    def _parse_range(self, left: list[str], right: list[str]) -> Reading:
        if left[-1] in vocabulary.PART_WORDS and not has_digit(left):
            return self._parse_part_range(left, right)
        start, end = self._parse_ends(left, right)
        date = DateInterval(get_interval_end(start, 0), get_interval_end(end, -1))
        exact = DateInterval(get_ends(start)[0], get_ends(end)[1])
        self._check_order(exact, start, end)
        return Reading(date, get_ends(start)[0], get_ends(end)[1])

    def _parse_part_range(self, left: list[str], right: list[str]) -> Reading:
        """Parse "mid to late 1990s": one stretch of the unit, not a duration."""
        end = self._parse_single_date(right)
        unit = [token for token in right if token not in vocabulary.PART_WORDS]
        start = self._parse_single_date([*left, *unit])
        date = make_one_of(get_ends(start)[0], get_ends(end)[1])
        self._check_order(date, start, end)
        return Reading(date)

    def _parse_ends(self, left: list[str], right: list[str]) -> tuple[EdtfDate, EdtfDate]:
        """Parse two dates, each with what only the other says."""
        left, right = share_era(left, expand_short_year(left, right, self.text))
        start = self._parse_whole_date(left) or self._parse_with_year_of(left, right)
        end = self._parse_whole_date(right)
        empty = PartialDate(self.text)
        first, last = partial_dates.share_missing_fields(
            empty if start else partial_dates.parse_partial_date(left, self.text),
            empty if end else partial_dates.parse_partial_date(right, self.text),
        )
        return start or build_date(first, self.calendar), end or build_date(last, self.calendar)

    def _check_order(self, date: EdtfDate, start: EdtfDate, end: EdtfDate) -> None:
        try:
            compute_span(date, self.calendar)
        except DateError:
            raise DateError(
                f"{self.text!r} ends before it begins: {describe_date(start)} comes after "
                f"{describe_date(end)}",
                "put the earlier date first",
            ) from None

    def _parse_single_date(self, tokens: list[str]) -> EdtfDate:
        date = self._parse_whole_date(tokens)
        if date is not None:
            return date
        return build_date(partial_dates.parse_partial_date(tokens, self.text), self.calendar)

    def _parse_whole_date(self, tokens: list[str]) -> EdtfDate | None:
        """Parse a date that is not made of fields: relative to today, or of a special kind."""
        if tokens[0] in vocabulary.CIRCA_WORDS and len(tokens) > 1:
            unhedged = self._parse_whole_date(vocabulary.drop_fillers(tokens[1:]) or tokens[1:])
            return None if unhedged is None else mark_approximate(unhedged)
        date = relative.parse_relative_date(tokens, self.today)
        if date is None and self.parse_special is not None:
            return self.parse_special(tokens)
        return date

    def _parse_with_year_of(self, left: list[str], right: list[str]) -> EdtfDate | None:
        """Parse a special date that takes its year from the other end: "Easter to May 1216"."""
        if self.parse_special is None or has_digit(left):
            return None
        year = [token for token in right if len(token) > 2 and token.isdecimal()]
        era = [token for token in right if token in vocabulary.ERA_WORDS]
        return self.parse_special([*left, *year[-1:], *era]) if year else None

    def _make_open_range_error(self) -> DateError:
        return DateError(
            f"{self.text!r} has a range without a start or end date",
            "write 2003..2005, 2003.. or ..2005",
        )
