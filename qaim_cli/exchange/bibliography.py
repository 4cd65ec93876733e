"""Bibliographies: BibTeX and CSL-JSON, as reference managers write them → sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from qaim_cli import dates
from qaim_cli.errors import DateError, StoreError
from qaim_cli.exchange.bibtex import read_bibtex
from qaim_cli.exchange.json_text import parse_json
from qaim_cli.ids import IdMaker
from qaim_cli.inputs import explain_read_errors, read_input
from qaim_cli.model import DEFAULT_SOURCE_ID, Reference
from qaim_cli.store import display_path, require_utf8
from qaim_cli.text import clean_text, format_list

_TAG_PATTERN = re.compile(r"</?(?:i|b|sub|sup|span|em|strong)(?:\s[^<>]*)?>", re.IGNORECASE)
_CSL_TEXTS = {
    "title": ("title",),
    "publisher": ("publisher", "container-title"),
    "url": ("URL",),
    "doi": ("DOI",),
    "isbn": ("ISBN",),
    "licence": ("license", "rights"),
    "key": ("citation-key", "id"),
}
"""The keys of CSL-JSON that say what a key of a source does, the likeliest first."""


def read_bibliography(path: str) -> tuple[Reference, ...]:
    """Read the sources that a file of BibTeX or CSL-JSON lists, in its order, each with an id.

    Raises:
        StoreError: the file cannot be read, or has a fault; the error says where.
        RequestError: it is BibTeX, and what reads that is not installed.
    """
    with explain_read_errors(path, missing_fix="name one of BibTeX or CSL-JSON"):
        data = read_input(path)
    text = require_utf8(path, data).decode() if data.strip() else ""
    is_json = text.lstrip()[:1] in ("[", "{")
    found = _read_csl(path, text) if is_json else read_bibtex(path, text)
    ids = IdMaker((DEFAULT_SOURCE_ID,))
    cleaned = (_clean_source(source) for source in found)
    sources = tuple(
        each._replace(id=ids.make_id(each.key or each.title, "source")) for each in cleaned
    )
    if not sources:
        raise StoreError(
            f"{display_path(path)} lists no source", "export the references as BibTeX or CSL-JSON"
        )
    return sources


def _read_csl(path: str, text: str) -> Iterator[Reference]:
    """Read CSL-JSON: a list of items, or a mapping that has one under `items`.

    Raises:
        StoreError: it is not JSON, or not made of items.
    """
    try:
        data: Any = parse_json(text)
    except (ValueError, RecursionError) as error:
        line, column = getattr(error, "lineno", 1), getattr(error, "colno", 1)
        reason = getattr(error, "msg", "it is nested too deeply")
        raise StoreError(
            f"is not JSON: {reason}", "export it again as CSL-JSON",
            path=display_path(path), position=(line, column),
        ) from None  # fmt: skip
    items = data.get("items") if isinstance(data, dict) else data
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise StoreError(
            f"{display_path(path)} is JSON, but no list of references",
            "export the references as CSL-JSON",
        )
    return map(_read_csl_item, items)


def _read_csl_item(item: Mapping[str, Any]) -> Reference:
    texts = {
        key: next((text for name in names if (text := _read_text(item.get(name)))), "")
        for key, names in _CSL_TEXTS.items()
    }
    people: dict[str, Any] = {
        key: _join_csl_names(item.get(key)) for key in ("author", "translator", "editor")
    }
    place = _read_text(item.get("publisher-place"))
    return Reference(
        title=texts["title"],
        url=texts["url"],
        licence=texts["licence"],
        accessed=_read_csl_date(item.get("accessed")),
        **people,
        year=_read_csl_date(item.get("issued")).partition("-")[0] or _read_literal(item),
        publisher=", ".join(filter(None, (texts["publisher"], place))),
        doi=texts["doi"],
        isbn=texts["isbn"],
        key=texts["key"],
    )


def _read_text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return _TAG_PATTERN.sub("", str(value))


def _read_literal(item: Mapping[str, Any]) -> str:
    """Read the words that stand for a date which is not made of numbers."""
    issued = item.get("issued")
    if not isinstance(issued, dict):
        return ""
    return _read_text(issued.get("literal")) or _read_text(issued.get("raw"))


def _join_csl_names(names: object) -> str:
    people = [name for name in names if isinstance(name, dict)] if isinstance(names, list) else []
    return format_list([name for each in people if (name := _format_csl_name(each))])


def _format_csl_name(name: Mapping[str, Any]) -> str:
    if literal := _read_text(name.get("literal")):
        return literal
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    return " ".join(filter(None, (_read_text(name.get(part)) for part in parts)))


def _read_csl_date(value: object) -> str:
    """Read the first of the dates that numbers give, in EDTF; empty where there is none."""
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts else None
    if not isinstance(first, list) or not first:
        return ""
    try:
        year, *others = (int(part) for part in first[:3])
    except (TypeError, ValueError):
        return ""
    sign = "-" if year < 0 else ""
    return "-".join((f"{sign}{abs(year):04}", *(f"{part:02}" for part in others)))


def _clean_source(source: Reference) -> Reference:
    """Make every text safe to show and one line; a day of reading that is no date is left out."""
    texts: dict[str, Any] = {
        key: " ".join(clean_text(value).split())
        for key, value in source._asdict().items()
        if isinstance(value, str)
    }
    try:
        accessed = dates.format_edtf(dates.parse_with_span(texts["accessed"])[0])
    except DateError:
        accessed = ""
    return source._replace(**{**texts, "accessed": accessed})
