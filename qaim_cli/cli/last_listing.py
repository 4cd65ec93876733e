"""The last listing in this terminal, whose events can be asked for by their numbers."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from itertools import islice

from qaim_cli.errors import RequestError, describe_os_error
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.model import Event, Timeline
from qaim_cli.query import lookup
from qaim_cli.text import format_count, parse_whole_number, quote_text

MAX_LISTED_EVENTS = 1000
"""The most events of a listing that are kept."""
_MAX_ID_CHARS = 200


class LastListing(FrozenRecord):
    """The events of a listing in the order shown."""

    paths: tuple[str, ...]
    """The files that it is of."""
    ids: tuple[str, ...]
    """What each event is asked for by."""


def keep_listing(paths: Iterable[str], ids: Iterable[str]) -> str:
    """Keep a listing for this terminal, in the place of the last; why that failed, if it did."""
    from qaim_cli.store import kept_files

    listing = LastListing(
        tuple(map(os.path.abspath, paths)),
        tuple(id[:_MAX_ID_CHARS] for id in islice(ids, MAX_LISTED_EVENTS)),
    )
    name = _name_terminal()
    try:
        kept_files.write_kept_file(name, json.dumps(listing).encode())
    except OSError as error:
        kept_files.remove_kept_file(name)
        return describe_os_error(error)
    return ""


def is_keeping_allowed() -> bool:
    """Whether a listing may be kept at all."""
    from qaim_cli.store import kept_files

    return kept_files.is_keeping_allowed()


def forget_listing() -> None:
    """Forget the last listing, as one that is not kept has come after it."""
    from qaim_cli.store import kept_files

    kept_files.remove_kept_file(_name_terminal())


def read_listing() -> LastListing | None:
    """Read the last listing in this terminal; None where none is kept."""
    from qaim_cli.store import kept_files

    data = kept_files.read_kept_file(_name_terminal()) if kept_files.is_keeping_allowed() else None
    try:
        found = json.loads(data or b"null")
    except ValueError:
        return None
    match found:
        case [[*paths], [*ids]] if all(isinstance(each, str) for each in (*paths, *ids)) and paths:
            return LastListing(tuple(paths), tuple(ids))
    return None


def find_listed_event(name: str, timeline: Timeline, listing: LastListing | None) -> Event:
    """Find an event by its number in the last listing, or by any of its names.

    An id that is the very number goes before.

    Raises:
        RequestError: there is no such event.
    """
    number = parse_whole_number(name)
    if not number:
        return lookup.find_event(name, timeline)
    own = lookup.find_event_by_id(name, timeline)
    if own is not None:
        return own
    if listing is not None and number <= len(listing.ids):
        return _find_by_number(number, listing, timeline)
    try:
        return lookup.find_event(name, timeline)
    except RequestError as error:
        if listing is None:
            fix = "number the events of a listing with `qaim list --numbers`"
        else:
            fix = f"the last listing in this terminal has {format_count(len(listing.ids), 'event')}"
        raise RequestError(error.message, fix) from None


def _find_by_number(number: int, listing: LastListing, timeline: Timeline) -> Event:
    id = listing.ids[number - 1]
    event = lookup.find_event_by_id(id, timeline)
    if event is None:
        raise RequestError(
            f"event {number} of the last listing, {quote_text(id)}, is no longer in the timeline",
            "list again with --numbers",
        )
    return event


def _name_terminal() -> str:
    """Name the session of this terminal, as no other has that is open."""
    session = os.getsid(0) if hasattr(os, "getsid") else os.getppid()
    return f"listing-{session}-{_find_start_time(session)}"


def _find_start_time(process: int) -> str:
    """When a process started, where the system tells: a later one may have its number."""
    try:
        with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as stream:
            return stream.read().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return "0"
