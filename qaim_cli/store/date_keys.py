"""The keys of a store that say when: `date`, and how dates are read."""

from __future__ import annotations

from collections.abc import Container

from qaim_cli import dates
from qaim_cli.dates import Calendar, DateRules, EdtfDate, Tolerance
from qaim_cli.errors import DateError, EndBeforeStartError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.store.nodes import MappingEntry, YamlNode
from qaim_cli.store.record_reader import ProblemCollector, RecordReader
from qaim_cli.text import clean_text, fold, quote_text

OwnPeriods = tuple[tuple[str, str], ...]
"""The names of a timeline's own periods, as written, and what each means in EDTF."""


class _DateContext(FrozenRecord):
    """The context in which a date is read."""

    rules: DateRules
    own_periods: OwnPeriods


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


def read_periods(collector: ProblemCollector, entry: MappingEntry, rules: DateRules) -> OwnPeriods:
    """Return the periods that a timeline names, those that can be asked for."""
    if not isinstance(entry.node.value, dict):
        fix = "write name: 1534/1917 for each"
        collector.add_problem(entry.node, "type", "periods has no names", fix)
        return ()
    reader = RecordReader(collector, "the periods", entry.node, tuple(entry.node.value))
    context = _DateContext(rules, ())
    found: dict[str, tuple[str, str]] = {}
    for name, declared in entry.node.value.items():
        text = reader.require_text(name)
        owner = f"period {quote_text(clean_text(name))}"
        date = _read_edtf(collector, declared.node, owner, text, context) if text else None
        fault = _find_name_fault(name, found)
        if fault:
            collector.add_problem(declared, "date", f"{owner} {fault}", "give it another name")
        elif date is not None:
            found[fold(name)] = name, dates.format_edtf(date[0])
    return tuple(found.values())


def _find_name_fault(name: str, known: Container[str]) -> str:
    """Find why a name could not be asked for; empty where it can."""
    # Here, so that a store without periods never loads the reader of prose.
    from qaim_cli.periods import is_common_form

    if not fold(name):
        return "has a name without a letter or digit"
    if fold(name) in known:
        return "has the name of another"
    return "has a name that reads as a date" if is_common_form(name) else ""


def read_date(
    fields: RecordReader, rules: DateRules, own_periods: OwnPeriods
) -> tuple[EdtfDate, dates.DateSpan] | None:
    """Return the date of an event and its span, None where it means nothing.

    A date in words is a problem, and is understood meanwhile.
    """
    text = fields.require_text("date")
    entry = fields.get_entry("date")
    if not text or entry is None:
        return None
    context = _DateContext(rules, own_periods)
    found = _read_edtf(fields.collector, entry.node, fields.owner, text, context)
    fields.is_valid = fields.is_valid and found is not None
    return found


def _read_edtf(
    collector: ProblemCollector,
    node: YamlNode,
    owner: str,
    text: str,
    context: _DateContext,
) -> tuple[EdtfDate, dates.DateSpan] | None:
    """Return the date that a text means, with a problem where it is not in EDTF."""
    try:
        return dates.parse_with_span(text, *context.rules)
    except DateError as error:
        found, ambiguity = _read_date_in_words(text, context)
        code = "end-before-start" if isinstance(error, EndBeforeStartError) else "date"
        fault = ambiguity or error
        fix = f"write {dates.format_edtf(found[0])}" if found else fault.fix
        collector.add_problem(node, code, f"{owner}: {fault.message}", fix)
        return found


def _read_date_in_words(
    text: str, context: _DateContext
) -> tuple[tuple[EdtfDate, dates.DateSpan] | None, DateError | None]:
    """Return the date that words mean, None where they mean none for certain.

    With it the error of words that mean one of several dates, where it names them in EDTF.
    """
    # Here, so that a store without faults never loads the reader of prose.
    from qaim_cli import periods

    try:
        date = periods.parse_absolute_date(text, context.rules.calendar, dict(context.own_periods))
        return (date, dates.compute_span(date, *context.rules)), None
    except DateError as error:
        return None, error if "two ways" in error.message and _proposes_edtf(error) else None


def _proposes_edtf(error: DateError) -> bool:
    from qaim_cli.periods.fixes import iter_proposals

    try:
        for proposal in iter_proposals(error.fix):
            dates.parse_edtf(proposal)
    except DateError:
        return False
    return True
