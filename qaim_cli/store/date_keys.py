"""The keys of a store that say when: `date`, and how dates are read, `calendar` and `about`."""

from __future__ import annotations

from qaim_cli import dates
from qaim_cli.dates import Calendar, DateRules, EdtfDate, Tolerance
from qaim_cli.errors import DateError, EndBeforeStartError
from qaim_cli.store.nodes import MappingEntry
from qaim_cli.store.record_reader import ProblemCollector, RecordReader
from qaim_cli.text import quote_text


def read_timeline_rules(
    collector: ProblemCollector, key: str, entry: MappingEntry, rules: DateRules
) -> DateRules:
    """Return the rules of a timeline with what one of its top-level keys says."""
    return read_date_rules(RecordReader.for_single_key(collector, key, entry), rules)


def read_date_rules(fields: RecordReader, rules: DateRules) -> DateRules:
    """Return the rules by which a record's dates are read: its own, else those given."""
    if "calendar" not in fields and "about" not in fields:
        return rules
    return DateRules(
        _read_calendar(fields) or rules.calendar, _read_tolerance(fields) or rules.about
    )


def _read_calendar(fields: RecordReader) -> Calendar | None:
    entry = fields.get_entry("calendar")
    if entry is None:
        return None
    try:
        if not isinstance(entry.node.value, dict):
            text = fields.get_text("calendar")
            return dates.parse_calendar(text) if text else None
        owner = f"calendar of {fields.owner}"
        part = RecordReader(fields.collector, owner, entry.node, ("gregorian_from",))
        text = part.require_text("gregorian_from")
        return _parse_switch(text) if text else None
    except DateError as error:
        fields.collector.add_problem(
            entry.node, "date", f"calendar of {fields.owner}: {error.message}", error.fix
        )
        return None


def _parse_switch(text: str) -> Calendar:
    """Return the calendar that is Gregorian from a day on.

    Raises:
        DateError: the text is no day, or none on which the Gregorian calendar can have begun.
    """
    pieces = text.split("-")
    if [len(piece) for piece in pieces] != [4, 2, 2] or not text.replace("-", "").isdecimal():
        raise DateError(f"{quote_text(text)} is not a day", "write one such as 1752-09-14")
    return dates.make_calendar(*map(int, pieces))


def _read_tolerance(fields: RecordReader) -> Tolerance | None:
    entry, text = fields.get_entry("about"), fields.get_text("about")
    if entry is None or not text:
        return None
    try:
        return dates.parse_tolerance(text)
    except DateError as error:
        fields.collector.add_problem(
            entry.node, "date", f"about of {fields.owner}: {error.message}", error.fix
        )
        return None


def read_date(fields: RecordReader, rules: DateRules) -> tuple[EdtfDate, dates.DateSpan] | None:
    """Return the date of an event and its span, None where it means nothing.

    A date in words is a problem, and is understood meanwhile.
    """
    text = fields.require_text("date")
    entry = fields.get_entry("date")
    if not text or entry is None:
        return None
    try:
        return dates.parse_with_span(text, *rules)
    except DateError as error:
        found = _read_date_in_words(text, rules)
        code = "end-before-start" if isinstance(error, EndBeforeStartError) else "date"
        fix = f"write {dates.format_edtf(found[0])}" if found else error.fix
        fields.collector.add_problem(entry.node, code, f"{fields.owner}: {error.message}", fix)
        fields.is_valid = fields.is_valid and found is not None
        return found


def _read_date_in_words(text: str, rules: DateRules) -> tuple[EdtfDate, dates.DateSpan] | None:
    """Return the date that words mean, None where they mean none for certain."""
    # Here, so that a store without faults never loads the reader of prose.
    from qaim_cli import periods

    try:
        date = periods.parse_absolute_date(text)
        return date, dates.compute_span(date, *rules)
    except DateError:
        return None
