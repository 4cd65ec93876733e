"""Checks: what must hold in a timeline, each by its name in one table.

What concerns one value alone is judged where it is read (`store`), under a name of this table too.
What needs the rest is found by a function of a module here, called as the check is: `unused-actor`
is `unused_actor`. Errors are told whenever a timeline is read, warnings when it is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import NamedTuple

from qaim_cli.checks.finding import Finding, Lines, Places, Record
from qaim_cli.model import Event, Level, Problem, Timeline


class Check(NamedTuple):
    """One thing that must hold: its name, how grave a breach is, and what it asks, in words."""

    name: str
    level: Level
    about: str
    module: str = ""
    """Where its function stands; empty where a breach is found in reading."""
    usual: bool = True
    """Whether it runs unless others are chosen."""
    needs_all: bool = False
    """Whether it can only be told where every event of the file could be read."""


def _table() -> Iterator[Check]:
    for level, rows in ((Level.ERROR, _ERRORS), (Level.WARNING, _WARNINGS)):
        for name, about, module in rows:
            yield Check(name, level, about, module, name not in _UNUSUAL, name in _OF_ALL)


_ERRORS = (
    ("unreadable", "the file is there and is YAML in UTF-8", ""),
    ("structure", "keys are plain text, events a list, and all stands in one document", ""),
    ("duplicate-key", "no key stands twice in one group", ""),
    ("anchor", "every value is written out, with no YAML anchor or alias", ""),
    ("tag", "no value has a YAML tag", ""),
    ("too-long", "no text or key is long beyond all measure", ""),
    ("unknown-key", "every key is one that has a meaning", ""),
    ("type", "every value is of the kind that its key takes", ""),
    ("missing", "what an event needs is there: id, date, title, source and their parts", ""),
    ("null", "a key without a value is left out rather than ~", ""),
    ("control", "no text holds control or bidirectional override characters", ""),
    ("id", "ids are small letters, digits and hyphens", ""),
    ("date", "every date is EDTF and a day that there is", ""),
    ("end-before-start", "nothing ends before it begins", ""),
    ("fingerprint", "a source has as many fingerprints as sentences, or none", ""),
    ("figure", "a number of people is a number with its hedge", ""),
    ("duplicate-id", "no two events share an id", "structure"),
    ("undeclared-actor", "every actor named is declared", "names"),
    ("undeclared-place", "every place named is declared", "names"),
    ("undeclared-event", "every event that another is part of is there", "structure"),
    ("circle", "nothing is a part of itself, by however many steps", "names"),
)
_WARNINGS = (
    ("outside-whole", "an event can lie within the time of what it is part of", "dates"),
    ("unused-actor", "every actor declared is named by an event, or a part of it is", "names"),
    ("unused-place", "every place declared is named by an event, or a part of it is", "names"),
    ("ambiguous-name", "no name or alias is that of two actors, or of two places", "names"),
    ("duplicate-event", "no two events of the same time have nearly the same title", "structure"),
    ("date-text", "a date in words and the date mean days in common", "dates"),
    ("season", "no season stands where the date in words names months", "dates"),
    ("no-claimant", "what is told as a claim says whose it is", "sources"),
    ("single-source", "harm and claims rest on more than one sentence", "sources"),
    ("long-title", "a title fits a line of 80 columns", "texts"),
    ("markup", "no text holds what looks like HTML, wiki, Markdown or BBCode", "texts"),
    ("unused-allow", "what an event allows is a warning that it has, with a reason", ""),
)
_UNUSUAL = ("single-source",)
_OF_ALL = ("undeclared-event", "unused-actor", "unused-place")

CHECKS = {check.name: check for check in _table()}
"""All checks by name, errors first."""

AUDITED = ("no-sentence", "changed", "no-date", "no-figure", "no-name", "copied")
"""What `audit` finds and an event can allow too; here it is only known by name."""

ERRORS = tuple(check for check in CHECKS.values() if check.level is Level.ERROR)


_ALLOWABLE = {**CHECKS, **{name: Check(name, Level.WARNING, "") for name in AUDITED}}


def chosen(only: Iterable[str], skipped: Iterable[str]) -> tuple[Check, ...]:
    """The checks to run: those named, else the usual ones, without those to skip."""
    wanted = frozenset(only) or {check.name for check in CHECKS.values() if check.usual}
    return tuple(CHECKS[name] for name in CHECKS if name in wanted - frozenset(skipped))


def run(
    timeline: Timeline,
    chosen: Iterable[Check] = ERRORS,
    places: Places | None = None,
    *,
    all_read: bool = True,
) -> Iterator[Problem]:
    """Every problem that the chosen checks find in a timeline, check by check.

    A warning that its event allows with a reason is left out. Places say where in the file things
    stand; without them only the line of each event and entity is known. Where not all events could
    be read, what these may have said is not missed.
    """
    places = places or Lines()
    used: set[tuple[int, str]] = set()
    checks = {check.name: check for check in chosen if all_read or not check.needs_all}
    for check in checks.values():
        if not check.module:
            continue
        for finding in _function(check)(timeline):
            if check.level is Level.WARNING and _allows(finding.of, check.name):
                used.add((id(finding.of), check.name))
            else:
                yield _problem(timeline, check, finding, places)
    if (unused := checks.get("unused-allow")) is not None:
        from qaim_cli.checks.allowing import unused_allow

        for finding in unused_allow(timeline, _ALLOWABLE, checks, used):
            yield _problem(timeline, unused, finding, places)


def _function(check: Check) -> Callable[[Timeline], Iterator[Finding]]:
    # A module is imported when a check in it runs: reading a timeline never pays for warnings.
    module = import_module(f"qaim_cli.checks.{check.module}")
    function: Callable[[Timeline], Iterator[Finding]]
    function = getattr(module, check.name.replace("-", "_"))
    return function


def _allows(record: Record, name: str) -> bool:
    return isinstance(record, Event) and any(
        allowed == name and reason for allowed, reason in record.allow
    )


def _problem(timeline: Timeline, check: Check, finding: Finding, places: Places) -> Problem:
    line, column = places.of(finding)
    return Problem(timeline.path, line, column, check.name, finding.what, finding.cure, check.level)
