"""The JSON Schema of a store, by which editors complete and check one."""

from __future__ import annotations

import json

import jsonschema
import pytest
import yaml

from qaim_cli.edit.template import new_store
from qaim_cli.store.schema import build_schema
from qaim_cli.store.shape import TIMELINE_SHAPE, RecordShape
from tests.support.stores import MIXED


class Editor(yaml.SafeLoader):
    """Reads YAML as editors do: version 1.2, in which a date is a text."""


Editor.yaml_implicit_resolvers = {
    first: [(tag, how) for tag, how in resolvers if not tag.endswith(":timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def faults(text):
    judge = jsonschema.Draft7Validator(build_schema())
    return [
        ("/".join(map(str, error.absolute_path)), error.validator)
        for error in judge.iter_errors(yaml.load(text, Editor))
    ]


def test_it_is_a_schema_and_ships_as_it_is_made(golden):
    jsonschema.Draft7Validator.check_schema(build_schema())
    golden("data/timeline.schema.json", json.dumps(build_schema(), indent=2) + "\n")


def test_good_stores_pass(project):
    assert faults((project / "data" / "events.yaml").read_text("utf-8")) == []
    assert faults(MIXED) == []
    assert faults(new_store("1984")) == []


GOOD = "{id: a, date: 1907, title: T, source: {section: S}}"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("titel: T", ("", "additionalProperties")),
        ("title: [T]", ("title", "type")),
        ("actors: {Not An Id: {name: X}}", ("actors", "pattern")),
        ("actors: {a: {nmae: X}}", ("actors/a", "additionalProperties")),
        ("events: {a: b}", ("events", "type")),
        ("events: [{id: a, title: T, source: {section: S}}]", ("events/0", "required")),
        (f"events: [{GOOD.replace('1907', 'spring 2004')}]", ("events/0/date", "pattern")),
        (f"events: [{GOOD.replace('id: a', 'id: A')}]", ("events/0/id", "pattern")),
        (f"events: [{GOOD.replace('section', 'chapter')}]", ("events/0/source", "anyOf")),
        (f"events: [{GOOD[:-1]}, casualties: {{of: a, killed: many}}}}]",
         ("events/0/casualties", "anyOf")),
        (f"events: [{GOOD[:-1]}, actors: [{{role: x}}]}}]", ("events/0/actors", "anyOf")),
    ],
)  # fmt: skip
def test_bad_stores_are_told_where(text, fault):
    assert fault in faults(text)


def test_keys_are_sorted_as_they_are_best_written_and_unknown_ones_follow():
    event = TIMELINE_SHAPE.find_key("events").value_type
    names = ("zeta", "title", "x-own", "id", "alpha")
    assert [(name, bool(shape)) for name, shape in event.sort_keys(names)] == [
        ("id", True), ("title", True), ("zeta", False), ("x-own", True), ("alpha", False),
    ]  # fmt: skip


def test_every_key_says_what_it_means():
    def keys(record):
        for key in record.keys:
            yield key
            if isinstance(key.value_type, RecordShape):
                yield from keys(key.value_type)

    for key in keys(TIMELINE_SHAPE):
        assert key.description.endswith("."), key


def test_the_command_prints_it_or_writes_it(qaim, tmp_path):
    printed = qaim("schema")
    assert (printed.status, json.loads(printed.out)) == (0, build_schema())
    path = tmp_path / "s.json"
    assert qaim("schema", "-o", str(path)).out == ""
    assert path.read_text("utf-8") == printed.out
    refused = qaim("schema", "-o", str(tmp_path / "no" / "s.json"))
    assert refused.status == 2
    assert refused.err.startswith("qaim: ")
    assert "cannot be written: no such file or directory; choose another place" in refused.err


def test_a_schema_is_never_written_over_a_timeline(qaim, store, monkeypatch):
    for name, message in [
        ("town.yaml", "{!r}: a schema is JSON; end its name in .json"),
        ("town", "{!r} is a timeline that is being read; write somewhere else"),
        ("town.json", "{!r} is a timeline that is being read; write somewhere else"),
    ]:
        path = store(MIXED, name=name)
        monkeypatch.setenv("QAIM_FILE", path)
        refused = qaim("schema", "-o", path)
        assert (refused.status, refused.err) == (2, f"qaim: {message.format(path)}\n")
        with open(path, encoding="utf-8") as stream:
            assert stream.read() == MIXED
