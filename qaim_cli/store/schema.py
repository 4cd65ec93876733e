"""The JSON Schema of a store, made from its shape, by which editors complete and check."""

from __future__ import annotations

from typing import Any

from qaim_cli.dates import CALENDARS
from qaim_cli.store.shape import OWN_FIELD_KEY, TIMELINE_SHAPE, KeyShape, RecordShape

# Editors read YAML's own types: a title 1984 is a number to them, and a text to us.
_TEXT_SCHEMA: dict[str, Any] = {"type": ["string", "number", "boolean"]}
_ID_SCHEMA: dict[str, Any] = {"type": ["string", "integer"], "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"}
_COUNT_SCHEMA: dict[str, Any] = {
    "type": ["integer", "string"],
    "minimum": 1,
    "pattern": "^0*[1-9][0-9]*$",
}
_KIND_SCHEMAS: dict[str, dict[str, Any]] = {
    "text": _TEXT_SCHEMA,
    "label": {},
    "check": {},
    "date": {
        "type": ["string", "integer"],
        "pattern": r"^[0-9XYESTZ:+\-/.,~?%\[\]{} ]+$",
        "examples": ["2004-04-17", "2004-04", 1907, "2004-03/2004-09", "1860~", "[1901..1933]"],
    },
    "year": _TEXT_SCHEMA,
    "calendar": {
        "anyOf": [
            {"enum": list(CALENDARS)},
            {
                "type": "object",
                "properties": {
                    "gregorian_from": {
                        "type": "string",
                        "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
                    }
                },
                "required": ["gregorian_from"],
                "additionalProperties": False,
            },
        ]
    },
    "duration": {
        "type": "string",
        "pattern": r"^[0-9][0-9,]* *[A-Za-z]+$",
        "examples": ["25 years", "1 month", "3 days"],
    },
    "number": _COUNT_SCHEMA,
    "figure": {
        "type": ["integer", "string"],
        "minimum": 0,
        "pattern": r"^(~?[0-9][0-9,]*|[0-9][0-9,]*\+)$",
    },
    "degrees": {"type": ["number", "string"], "minimum": -180, "maximum": 180},
    "event": _ID_SCHEMA,
    "actor": _ID_SCHEMA,
    "place": _ID_SCHEMA,
    "source": _ID_SCHEMA,
    "tag": _TEXT_SCHEMA,
    "link": {"type": "string", "pattern": "^[Hh][Tt][Tt][Pp][Ss]?://"},
    "own": _TEXT_SCHEMA,
}
"""What each kind of text may be."""
_OWN_FIELD_PATTERN = "^x-[a-z0-9_-]+$"


def build_schema() -> dict[str, Any]:
    """The schema, of draft 7, which editors know best.

    It knows keys and types; what needs the rest of the file, and the whole of EDTF, is for
    `qaim check`.
    """
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "A timeline for Qaim",
        **_build_record_schema(TIMELINE_SHAPE),
    }


def _build_record_schema(record: RecordShape) -> dict[str, Any]:
    required = [key.name for key in record.keys if key.is_required]
    one_of = [{"required": [name]} for name in record.alternatives]
    own = {_OWN_FIELD_PATTERN: _build_value_schema(OWN_FIELD_KEY)}
    return {
        "type": "object",
        "properties": {
            key.name: {"description": key.description, **_build_value_schema(key)}
            for key in record.keys
        },
        **({"patternProperties": own} if record.allows_own_fields else {}),
        **({"required": required} if required else {}),
        **({"anyOf": one_of} if one_of else {}),
        "additionalProperties": False,
    }


def _build_value_schema(key: KeyShape) -> dict[str, Any]:
    one = (
        _build_record_schema(key.value_type)
        if isinstance(key.value_type, RecordShape)
        else _KIND_SCHEMAS[key.value_type]
    )
    if isinstance(key.value_type, RecordShape) and key.value_type.has_short_form:
        one = {"anyOf": [_build_value_schema(key.value_type.keys[0]), one]}
    if key.name_kind:
        names = _KIND_SCHEMAS[key.name_kind].get("pattern")
        named = {"propertyNames": {"pattern": names}} if names else {}
        return {"type": "object", **named, "additionalProperties": one}
    if key.accepts_list:
        several = {"type": "array", "items": one}
        return several if key.name == "events" else {"anyOf": [one, several]}
    return one
