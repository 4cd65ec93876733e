"""The JSON Schema of a store, made from its shape, by which editors complete and check."""

from __future__ import annotations

from typing import Any

from qaim_cli.store.shape import TIMELINE, Key, Record

# Editors read YAML's own types: a title 1984 is a number to them, and a text to us.
_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_ID: dict[str, Any] = {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_COUNT: dict[str, Any] = {"type": ["integer", "string"], "minimum": 1, "pattern": "^0*[1-9][0-9]*$"}
_KINDS: dict[str, dict[str, Any]] = {
    "text": _TEXT,
    "label": {},
    "check": {},
    "date": {
        "type": ["string", "integer"],
        "pattern": r"^[0-9XYESTZ:+\-/.,~?%\[\]{} ]+$",
        "examples": ["2004-04-17", "2004-04", 1907, "2004-03/2004-09", "1860~", "[1901..1933]"],
    },
    "number": _COUNT,
    "figure": {
        "type": ["integer", "string"],
        "minimum": 0,
        "pattern": r"^(~?[0-9][0-9,]*|[0-9][0-9,]*\+)$",
    },
    "event": _ID,
    "actor": _ID,
    "place": _ID,
    "tag": _TEXT,
}
"""What each kind of text may be."""


def schema() -> dict[str, Any]:
    """The schema, of draft 7, which editors know best.

    It knows keys and types; what needs the rest of the file, and the whole of EDTF, is for
    `qaim check`.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A timeline for Qaim",
        **_record(TIMELINE),
    }


def _record(record: Record) -> dict[str, Any]:
    required = [key.name for key in record.keys if key.required]
    return {
        "type": "object",
        "properties": {key.name: {"description": key.about, **_value(key)} for key in record.keys},
        **({"required": required} if required else {}),
        "additionalProperties": False,
    }


def _value(key: Key) -> dict[str, Any]:
    one = _record(key.holds) if isinstance(key.holds, Record) else _KINDS[key.holds]
    if isinstance(key.holds, Record) and key.holds.short:
        one = {"anyOf": [_value(key.holds.keys[0]), one]}
    if key.named:
        names = _KINDS[key.named].get("pattern")
        named = {"propertyNames": {"pattern": names}} if names else {}
        return {"type": "object", **named, "additionalProperties": one}
    if key.many:
        several = {"type": "array", "items": one}
        return several if key.name == "events" else {"anyOf": [one, several]}
    return one
