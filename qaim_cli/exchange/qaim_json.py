"""Qaim's own JSON, as written by `-f json`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qaim_cli.dates import parse_with_span
from qaim_cli.errors import DateError
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fates, LossCounter
from qaim_cli.exchange.records import (
    ImportedActor,
    ImportedCasualties,
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportProblem,
    Reader,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.facets import OWN_FIELD_PREFIX
from qaim_cli.model import CASUALTY_KINDS, DEFAULT_SOURCE_ID, Figure, Origin, Qualifier, Source
from qaim_cli.text import quote_text

READ_LOSSES: Fates = {}

KEYS = {"id", "date", "earliest", "latest", "title"}
"""The keys by which a record of Qaim's is told."""


def recognise(source: SourceFile) -> Confidence:
    """Whether the file is an array of Qaim's records."""
    data = source.json
    is_own = isinstance(data, list) and any(map(is_record, data[:5]))
    return Confidence.CERTAIN if is_own else Confidence.NONE


def read(source: SourceFile, _: ImportOptions, __: LossCounter) -> Reader:
    """Read the events."""
    data = source.require_json(list)
    yield ImportedFile(title=find_source_title(data))
    for number, record in enumerate(data, start=1):
        yield read_record(record, number, 0)


def find_source_title(data: list[object]) -> str:
    """Find the title of the source that stood at the top of the timeline."""
    for record in filter(is_record, data[:1000]):
        for cited in _get_list(record, "sources"):  # type: ignore[arg-type]  # as records are
            of = cited.get("of")
            if isinstance(of, dict) and of.get("id") == DEFAULT_SOURCE_ID:
                return _get_text(of, "name")
    return ""


def is_record(data: object) -> bool:
    """Whether parsed JSON is a record of an event as Qaim writes it."""
    return isinstance(data, dict) and data.keys() >= KEYS


def read_record(data: object, number: int, line: int) -> ImportedEvent | ImportProblem:
    """Read the event that a record describes."""
    if not isinstance(data, dict):
        return ImportProblem(line, f"record {number} is no record", "write {…} for each event")
    record: Mapping[str, Any] = data
    id, title = _get_text(record, "id"), _get_text(record, "title")
    words = quote_text(id) if id else f"record {number}"
    if not title:
        return ImportProblem(line, f"{words} has no title", "give it one")
    cited = _get_list(record, "sources", "source")
    named = [each["of"] for each in cited if isinstance(each.get("of"), dict)]
    try:
        date = parse_with_span(_get_text(record, "date"))[0]
        return ImportedEvent(
            record=id or str(number),
            id=id,
            line=line,
            date=date,
            date_text=_get_text(record, "date_text"),
            title=title,
            summary=_get_text(record, "summary"),
            actors=tuple(
                ImportedActor(*_read_name(each), key=_get_text(each, "id"))
                for each in _get_list(record, "actors")
            ),
            places=tuple(
                ImportedPlace(_read_name(each)[0], key=_get_text(each, "id"))
                for each in _get_list(record, "places")
            ),
            tags=_get_texts(record, "tags"),
            casualties=tuple(map(_read_casualties, _get_list(record, "casualties"))),
            according_to=_get_text(record, "according_to"),
            note=_get_text(record, "note"),
            dated_by=_get_texts(record, "dated_by"),
            part_of=_get_texts(record, "part_of"),
            sources=tuple(map(_read_source, cited)),
            source_titles=tuple((_get_text(of, "id"), _get_text(of, "name")) for of in named),
            url=_get_text(record, "url"),
            image=_get_text(record, "image"),
            image_credit=_get_text(record, "image_credit"),
            own_fields=tuple(_read_own_fields(record)),
            origins=tuple(_read_origins(record)),
        )
    except DateError as error:
        return ImportProblem(line, f"{words}: {error.message}", error.fix)
    except (TypeError, ValueError, KeyError):
        return ImportProblem(line, f"{words} is not as Qaim writes a record", "write it anew")


def _get_texts(record: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """The texts of a list; none of what is no list."""
    values = record.get(key)
    listed = values if isinstance(values, list) else ()
    return tuple(each for each in listed if isinstance(each, str))


def _get_text(record: Mapping[str, Any], key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""


def _get_list(record: Mapping[str, Any], *keys: str) -> list[Mapping[str, Any]]:
    for key in keys:
        value = record.get(key)
        found = value if isinstance(value, list) else [value]
        records: list[Mapping[str, Any]] = [each for each in found if isinstance(each, dict)]
        if records:
            return records
    return []


def _read_name(data: Mapping[str, Any]) -> tuple[str, str]:
    return _get_text(data, "name") or _get_text(data, "id"), _get_text(data, "role")


def _read_casualties(data: Mapping[str, Any]) -> ImportedCasualties:
    of = data["of"]
    figures = tuple(
        (kind, Figure(int(data[kind]["count"]), Qualifier(data[kind]["qualifier"])))
        for kind in CASUALTY_KINDS
        if data.get(kind)
    )
    return ImportedCasualties(ImportedActor(_read_name(of)[0], key=_get_text(of, "id")), figures)


def _read_source(data: Mapping[str, Any]) -> Source:
    paragraph, sentence = (data.get(key) for key in ("paragraph", "sentence"))
    return Source(
        _get_text(data, "section"),
        paragraph if isinstance(paragraph, int) else 0,
        sentence if isinstance(sentence, int) else 0,
        of=_get_text(data["of"], "id") if isinstance(data.get("of"), dict) else "",
        at=_get_text(data, "at"),
        url=_get_text(data, "url"),
    )


def _read_origins(record: Mapping[str, Any]) -> Iterator[Origin]:
    for each in _get_list(record, "origin"):
        origin = Origin(*(_get_text(each, key) for key in Origin._fields))
        if origin.file and origin.record:
            yield origin


def _read_own_fields(record: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Read the fields whose names begin with `x-`: texts, numbers, or lists of them."""
    for name, value in record.items():
        if name.startswith(OWN_FIELD_PREFIX):
            values = value if isinstance(value, list) else [value]
            texts = tuple(str(each) for each in values if isinstance(each, str | int | float))
            if texts:
                yield name, texts
