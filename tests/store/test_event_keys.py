"""Every key of events, as it is declared: read, written, shown, and kept by Qaim's own formats."""

from __future__ import annotations

import json
import re

import pytest

from qaim_cli.edit.origins import FINGERPRINTED_KEYS
from qaim_cli.store.shape import (
    CASUALTIES_SHAPE,
    EVENT_SHAPE,
    ORIGIN_SHAPE,
    PARTICIPANT_SHAPE,
    SOURCE_SHAPE,
)

pytestmark = pytest.mark.no_cover

VALUES = {
    "calendar": "gregorian",
    "date": "2004-04-17",
    "duration": "3 days",
    "event": "storm",
    "place": "ham",
    "tag": "wind",
    PARTICIPANT_SHAPE: "{actor: ann, role: witness}",
    CASUALTIES_SHAPE: "{of: ann, killed: 5}",
    SOURCE_SHAPE: "{section: Log, paragraph: 4, sentence: 2}",
    ORIGIN_SHAPE: "{file: log.csv, record: 7}",
}
"""A value of each kind but texts and links, which name their keys."""
OF_THE_STORE = {"calendar", "about", "allow"}
"""What says how a store is read and checked, and is nothing that happened."""
KEYS = [key.name for key in EVENT_SHAPE.keys]
EXCHANGED = [name for name in KEYS if name not in OF_THE_STORE | {"id", "origin"}]
IN_WORDS = [name for name in EXCHANGED if EVENT_SHAPE.find_key(name).value_type in ("text", "link")]


def make_value(key):
    if key.name == "part_of":
        return "whole"
    if key.name_kind:
        return "{vague-date: It is known so}"
    if key.value_type == "link":
        return f"https://e.org/{key.name}"
    return VALUES.get(key.value_type, f"Words on {key.name}")


@pytest.fixture
def full(tmp_path, monkeypatch):
    """A store with an event that has every key there is, beside the one that it is a part of."""
    lines = [f"    {key.name}: {make_value(key)}\n" for key in EVENT_SHAPE.keys]
    (tmp_path / "full.yaml").write_text(
        "title: Storms\nsource: {title: Log}\nactors: {ann: {name: Ann}}\n"
        "places: {ham: {name: Ham}}\nevents:\n  - # full\n" + "".join(lines) +
        "  - {id: whole, date: 2004, title: Whole, source: {section: Log}}\n",
        "utf-8",
    )  # fmt: skip
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QAIM_FILE", "full.yaml")
    return tmp_path


@pytest.mark.parametrize("name", KEYS)
def test_it_is_read_and_written_again(qaim, full, name):
    written = re.findall(r"^[ -]+(\w+):", qaim("list", "-f", "yaml").out, re.MULTILINE)
    assert name in written, f"read {name!r} in store/records.py and write it in store/writer.py"


@pytest.mark.parametrize("name", [name for name in KEYS if name not in ("about", "allow")])
def test_data_formats_have_it(qaim, full, name):
    (record,) = json.loads(qaim("list", "id:storm", "-f", "json").out)
    assert record.get(name), f"add {name!r} to reports/event_record.py"


@pytest.mark.parametrize("name", IN_WORDS)
def test_what_is_said_in_words_is_shown(qaim, full, name):
    shown = qaim("show", "storm", "--width", "200").out
    assert make_value(EVENT_SHAPE.find_key(name)) in shown, f"add {name!r} to reports/detail.py"


@pytest.mark.parametrize("format", ["json", "jsonl", "csv"])
@pytest.mark.parametrize("name", EXCHANGED)
def test_qaims_own_formats_keep_it(qaim, full, format, name):
    assert qaim("list", "-o", f"all.{format}").status == 0
    assert qaim("import", f"all.{format}", "--into", "back.yaml", "--accept-all").status == 0
    before, after = (
        json.loads(qaim("list", "id:storm", *more, "-f", "json").out)[0]
        for more in ((), ("--file", "back.yaml"))
    )
    for each in (before, after):
        each["source"]["of"] = ""  # the file that it came by is its source now
    assert after[name] == before[name], (
        f"add {name!r} to `ImportedEvent`, assemble.py, qaim_json.py and qaim_csv.py of exchange/"
    )


@pytest.mark.parametrize("name", EXCHANGED)
def test_an_import_knows_whether_it_was_changed(name):
    assert name in FINGERPRINTED_KEYS, f"add {name!r} to `FINGERPRINTED_KEYS`"
