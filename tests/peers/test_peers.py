"""Exports held against the readers of the programs that they are for.

`QAIM_PEERS` names a folder with the packages of `package.json` beside this file:

    mkdir peers && cp tests/peers/package.json peers && npm install --prefix peers

Without it, or without Node.js, these tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from qaim_cli.dates import INFINITE_PAST
from qaim_cli.dates.calendar import format_iso_day, to_civil_date
from qaim_cli.exchange import FORMATS
from qaim_cli.exchange.losses import LossCounter
from qaim_cli.exchange.select import select_writable
from qaim_cli.model import Event
from qaim_cli.store import find_shipped_timeline, load_timeline
from tests.support.events import event, timeline

pytestmark = pytest.mark.no_cover

_PEERS = os.environ.get("QAIM_PEERS", "")
_LPF_SCHEMA = (
    Path(__file__).parents[3] / "shared" / "exchange" / "samples" / "lpf" / "lpf_v2.0.schema.json"
)
needs_peers = pytest.mark.skipif(
    not (_PEERS and shutil.which("node") and Path(_PEERS, "node_modules").is_dir()),
    reason="QAIM_PEERS does not name a folder with the programs to compare with",
)

# Every kind of date, and texts that the formats have signs of their own for.
TORTURE = [
    event("ides", "-0043-03-15", "Caesar falls; Brutus, too"),
    event("decade", "198X", "A decade: #1"),
    event("century", "19XX", "A century"),
    event("season", "2004-21", "A spring"),
    event("set", "[1901..1933]", "One of these years"),
    event("several", "{1907,1911-05}", "Both"),
    event("before", "[..2017-11]", "By a month"),
    event("either", "[..1900,1950..]", "Before or after"),
    event("goes-on", "2017-11/..", "It goes on"),
    event("ends", "../1950", "It ended"),
    event("gap", "2004/", "An end not known"),
    event("about", "1300~", "About then"),
    event("long", "2004-03/2004-09", "It lasted"),
    event("first", "0001", "The first year"),
    event("last", "9999-12-31", "The last day"),
    event("markup", "2001", "<b>Bold</b> & [link](x) {braces} \\ ünï 年"),
]
STORES = {"shipped": load_timeline(find_shipped_timeline()).timeline, "torture": timeline(*TORTURE)}


def write(format: str, store: str) -> tuple[str, list[Event]]:
    """Return what a format writes of a store, and the events in it in order of time."""
    chosen, module = STORES[store], FORMATS[format].load()
    losses = LossCounter(module.WRITE_LOSSES)
    kept = list(select_writable(chosen.events, chosen, module.KEPT_UNITS, losses))
    return "".join(module.write(kept, chosen)), kept


def read_as_peer(peer: str, text: str, folder: Path) -> list[dict[str, str | None]]:
    """Return what another program's own reader finds in a text."""
    (folder / "node_modules").symlink_to(Path(_PEERS).resolve() / "node_modules")
    shutil.copy(Path(__file__).with_name("read.mjs"), folder)
    (folder / "export").write_text(text, "utf-8")
    done = subprocess.run(
        ["node", "read.mjs", peer, "export"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@needs_peers
@pytest.mark.parametrize("store", STORES)
def test_calendars_read_every_event_with_its_days(store, tmp_path):
    text, events = write("ics", store)
    found = read_as_peer("ics", text, tmp_path)
    assert [each["title"] for each in found] == [each.title for each in events]
    # ical.js leaves the escapes of properties that it does not know.
    edtf = [(each["edtf"] or "").replace("\\", "") for each in found]
    assert edtf == [each.edtf for each in events]
    for read, one in zip(found, events, strict=True):
        first_day = max(one.span.earliest_start, one.span.first_day)
        if first_day > INFINITE_PAST:
            assert (read["start"] or "") <= format_iso_day(first_day)


@needs_peers
@pytest.mark.parametrize("store", STORES)
def test_markwhen_reads_every_event_with_its_days(store, tmp_path):
    text, events = write("markwhen", store)
    found = read_as_peer("markwhen", text, tmp_path)
    assert len(found) == len(events)
    for read, one in zip(found, events, strict=True):
        first_day = max(one.span.earliest_start, one.span.first_day)
        if first_day > 0:
            assert int((read["start"] or "")[:4]) <= to_civil_date(first_day)[0]


@needs_peers
@pytest.mark.parametrize("store", STORES)
def test_mermaid_reads_a_timeline(store, tmp_path):
    found = read_as_peer("mermaid", write("mermaid", store)[0], tmp_path)
    assert found[0]["diagramType"] == "timeline"


@needs_peers
@pytest.mark.parametrize("store", STORES)
def test_timelinejs_shows_every_event_in_its_year(store, tmp_path):
    text, events = write("timelinejs", store)
    found = read_as_peer("timelinejs", text, tmp_path)
    assert len(found) == len(events)
    # TimelineJS puts its slides in an order of its own.
    slides = {each["text"]["headline"]: each["unique_id"] for each in json.loads(text)["events"]}
    first_days = {one.id: max(one.span.earliest_start, one.span.first_day) for one in events}
    for read in found:
        first_day = first_days[slides[read["title"]]]
        if first_day > INFINITE_PAST:
            # TimelineJS has no year 0: 44 BC is -44.
            year = int(read["year"] or 0)
            assert (year if year > 0 else year + 1) == to_civil_date(first_day)[0]


@pytest.mark.skipif(not _LPF_SCHEMA.exists(), reason="the schema of Linked Places is not there")
@pytest.mark.parametrize("store", STORES)
def test_linked_places_keeps_its_schema(store):
    import jsonschema

    schema = json.loads(_LPF_SCHEMA.read_text("utf-8"))
    text, events = write("linkedplaces", store)
    found = json.loads(text)
    jsonschema.validate(found, schema)
    assert len(found["features"]) == len(events)
