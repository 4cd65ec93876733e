"""Checks: rules that a timeline must keep, each listed by name in one table.

What concerns one value alone is judged where it is read (`store`), under a name of this table too.
What needs the rest is found by a function of a module here, called as the check is: `unused-actor`
is `unused_actor`. Errors are told whenever a timeline is read, warnings when it is checked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from qaim_cli.checks.finding import CheckFinding, FindingSubject, PositionFinder, RecordLineFinder
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Problem, ProblemLevel, Timeline
from qaim_cli.plugins import load_plugin

CheckFunction = Callable[[Timeline], Iterator[CheckFinding]]
"""A function that yields every finding of one check in a timeline."""


class Check(FrozenRecord):
    """One rule: its name, the level of its findings, and what it requires."""

    name: str
    level: ProblemLevel
    description: str
    module: str = ""
    """Where its function stands; empty where a breach is found in reading."""
    is_default: bool = True
    """Whether it runs unless others are chosen."""
    needs_all_events: bool = False
    """Whether it can only be told where every event of the file could be read."""
    plugin: CheckFunction | None = None
    """Its function, where an installed package adds the check."""

    @property
    def is_found_in_reading(self) -> bool:
        """Whether a breach is found while the file is read, so that nothing is left to run."""
        return not self.module and self.plugin is None


def _build_checks() -> Iterator[Check]:
    for level, rows in ((ProblemLevel.ERROR, _ERROR_ROWS), (ProblemLevel.WARNING, _WARNING_ROWS)):
        for name, about, module in rows:
            yield Check(
                name,
                level,
                about,
                module,
                name not in _OPT_IN_CHECKS,
                name in _CHECKS_NEEDING_ALL_EVENTS,
            )


_ERROR_ROWS = (
    ("unreadable", "the file is there and is YAML in UTF-8", ""),
    ("structure", "keys are plain text, events are a list, and the file is one YAML document", ""),
    ("duplicate-key", "no key is repeated in a group", ""),
    ("anchor", "every value is written out, with no YAML anchor or alias", ""),
    ("tag", "no value has a YAML tag", ""),
    ("too-long", "no text or key is too long", ""),
    ("unknown-key", "every key is a known one", ""),
    ("type", "every value is of the kind that its key takes", ""),
    ("missing", "every event has an id, a date, a title and a source", ""),
    ("null", "a key without a value is left out rather than ~", ""),
    ("control", "no text contains control or bidirectional override characters", ""),
    ("id", "ids consist of small letters, digits and hyphens", ""),
    ("date", "every date is EDTF, and a day that exists", ""),
    ("end-before-start", "nothing ends before it begins", ""),
    ("fingerprint", "a source has as many fingerprints as sentences, or none", ""),
    ("figure", "a number of people is a whole number, possibly hedged", ""),
    ("duplicate-id", "no two events share an id", "structure"),
    ("undeclared-actor", "every actor that is named is declared", "names"),
    ("undeclared-place", "every place that is named is declared", "names"),
    (
        "undeclared-source",
        "every source that is cited is declared, and named where there are several",
        "names",
    ),
    ("undeclared-event", "every event named in part_of exists", "structure"),
    ("circle", "nothing is part of itself, directly or through others", "names"),
)
_WARNING_ROWS = (
    (
        "outside-whole",
        "an event's date can lie within the date of the event it is part of",
        "dates",
    ),
    ("unused-actor", "every declared actor, or a part of it, is named by an event", "names"),
    ("unused-place", "every declared place, or a part of it, is named by an event", "names"),
    ("unused-source", "every declared source is cited by an event", "names"),
    ("ambiguous-name", "no two actors, and no two places, share a name or alias", "names"),
    ("duplicate-event", "no two events of the same time have nearly the same title", "structure"),
    ("date-text", "the date in words and the date share a day", "dates"),
    ("season", "no date is a season where its words name months", "dates"),
    ("no-claimant", "a claim says whose it is", "sources"),
    (
        "single-source",
        "events rest on more than one source; of a single one, figures and claims on two sentences",
        "sources",
    ),
    ("link", "every link is an http or https address", "sources"),
    ("long-title", "a title fits a line of 80 columns", "texts"),
    ("markup", "no text contains what looks like HTML, wiki, Markdown or BBCode markup", "texts"),
    ("unused-allow", "an event allows only warnings that it has, each with a reason", ""),
)
_OPT_IN_CHECKS = ("single-source",)
_CHECKS_NEEDING_ALL_EVENTS = ("undeclared-event", "unused-actor", "unused-place", "unused-source")

CHECKS = {check.name: check for check in _build_checks()}
"""All checks by name, errors first."""

AUDIT_RULE_NAMES = (
    "no-sentence", "changed", "no-date", "no-figure", "no-name", "not-named",
    "claimant", "doubtful-year", "doubtful-title", "outlier", "copied",
)  # fmt: skip
"""What `audit_timeline` finds and an event can allow too; here it is only known by name."""

ERROR_CHECKS = tuple(check for check in CHECKS.values() if check.level is ProblemLevel.ERROR)


_ALLOWABLE_CHECKS = {
    **CHECKS,
    **{name: Check(name, ProblemLevel.WARNING, "") for name in AUDIT_RULE_NAMES},
}


def select_checks(only: Iterable[str], skipped: Iterable[str]) -> tuple[Check, ...]:
    """Select the checks to run: those named, or the default ones, minus those skipped."""
    wanted = frozenset(only) or {check.name for check in CHECKS.values() if check.is_default}
    wanted -= frozenset(skipped)
    return (
        *(check for name, check in CHECKS.items() if name in wanted),
        *(_make_plugin_check(name) for name in sorted(wanted - CHECKS.keys())),
    )


def _make_plugin_check(name: str) -> Check:
    """Make a check of an installed package; it warns, and its docstring is its rule."""
    function = load_plugin("qaim.checks", name)
    description = (function.__doc__ or "").strip().partition("\n")[0]
    return Check(name, ProblemLevel.WARNING, description, plugin=function)


def run_checks(
    timeline: Timeline,
    chosen: Iterable[Check] = ERROR_CHECKS,
    places: PositionFinder | None = None,
    *,
    all_read: bool = True,
) -> Iterator[Problem]:
    """Yield every problem that the selected checks find in a timeline.

    A warning that its event allows with a reason is left out. Places say where in the file things
    stand; without them only the line of each event and entity is known. Where not all events could
    be read, what these may have said is not missed.
    """
    places = places or RecordLineFinder()
    used: set[tuple[int, str]] = set()
    checks = {check.name: check for check in chosen if all_read or not check.needs_all_events}
    for check in checks.values():
        if check.is_found_in_reading:
            continue
        for finding in _load_function(check)(timeline):
            if check.level is ProblemLevel.WARNING and _is_allowed(finding.subject, check.name):
                used.add((id(finding.subject), check.name))
            else:
                yield _make_problem(timeline, check, finding, places)
    if (unused := checks.get("unused-allow")) is not None:
        from qaim_cli.checks.allow import unused_allow

        for finding in unused_allow(timeline, _ALLOWABLE_CHECKS, checks, used):
            yield _make_problem(timeline, unused, finding, places)


def _load_function(check: Check) -> CheckFunction:
    if check.plugin is not None:
        return check.plugin
    # A module is imported when a check in it runs: reading a timeline never pays for warnings.
    module = import_module(f"qaim_cli.checks.{check.module}")
    function: CheckFunction = getattr(module, check.name.replace("-", "_"))
    return function


def _is_allowed(record: FindingSubject, name: str) -> bool:
    return isinstance(record, Event) and any(
        allowed == name and reason for allowed, reason in record.allow
    )


def _make_problem(
    timeline: Timeline, check: Check, finding: CheckFinding, places: PositionFinder
) -> Problem:
    line, column = places.find_position(finding)
    return Problem(
        timeline.path, line, column, check.name, finding.message, finding.fix, check.level,
        finding.related_line,
    )  # fmt: skip
