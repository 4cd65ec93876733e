"""The check of `allow` keys: each silences a check that would warn, and gives a reason."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from typing import TYPE_CHECKING

from qaim_cli.checks.finding import CheckFinding
from qaim_cli.model import Event, ProblemLevel, Timeline
from qaim_cli.text import quote_text, suggest_name

if TYPE_CHECKING:
    from qaim_cli.checks import Check


def unused_allow(
    timeline: Timeline,
    known: Mapping[str, Check],
    ran: Container[str],
    used: Container[tuple[int, str]],
) -> Iterator[CheckFinding]:
    """Allowances without a reason, of an unknown check, of an error, or not needed.

    Whether a check that did not run would have found something is not judged, nor whether one
    would in an event that lacks what it needs.
    """
    for event in timeline.events:
        for name, reason in event.allow:
            what, fix = f"event {event.id!r} allows {quote_text(name)}", ""
            if name not in known:
                what, fix = f"{what}, which is not a check", suggest_name(name, known)
                fix = fix or "see `qaim check --list`"
            elif known[name].level is ProblemLevel.ERROR or name == "unused-allow":
                what, fix = f"{what}, which cannot be allowed", "fix what the check finds"
            elif not reason:
                what, fix = f"{what} without a reason", f"write {name}: the reason why it is right"
            elif name in ran and (id(event), name) not in used and _is_complete(event):
                what, fix = f"{what} but has no such finding", "take it out"
            if fix:
                yield CheckFinding(event, what, fix, ("allow",), name)


def _is_complete(event: Event) -> bool:
    return bool(event.edtf and event.title and event.sources)
