"""The timeline page as HTML: one file with its data, style and program, which loads nothing.

Without a script it is a readable document. With one, that gives way to a drawing to pan, zoom and
filter. The program is the `.js` files beside this one in the order of `_PROGRAM`, packed, so that
the page stays small; its policy admits them and the style by their hashes alone.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from qaim_cli.citations import format_reference
from qaim_cli.model import Reference
from qaim_cli.render.colors import LANE_COLORS
from qaim_cli.reports.timeline_page import EventDates, PageEvent, TimelinePage
from qaim_cli.text import clean_text, is_web_address

_PROGRAM = (
    "calendar", "text", "dates", "periods", "query", "data", "scale", "layout", "theme",
    "paint", "across", "down", "table", "card", "filters", "overview", "legend", "app", "start",
)  # fmt: skip
_EARLY = 'document.documentElement.classList.add("alive")'
"""Hides the readable document before it is shown, where a script is going to replace it."""
_UNREAD = re.compile(r"^ *//.*\n|^ +", re.MULTILINE)
"""What browsers need not read: comments on lines of their own, and indentation."""
_MAX_STATIC_EVENTS = 2_000
"""The readable document of more events is kept from browsers that need it not: parsing it takes
longer than all else."""


def render_timeline_page(page: TimelinePage) -> Iterator[str]:
    """The page in pieces."""
    style, loader = _read("style.css"), _read("loader.js")
    program = read_program()
    title = " · ".join((page.title, *page.heading))
    opening, closing = _split(
        _read("template.html"),
        policy=_make_policy(style, (_EARLY, loader, program)),
        title=_text(title),
        heading=_text(page.title),
        question=f'<p dir="auto">{_text(" · ".join(page.heading))}</p>\n' if page.heading else "",
        style=style,
        early=_EARLY,
        footer="".join(_iter_footer(page)),
        program=base64.b64encode(gzip.compress(program.encode(), mtime=0)).decode(),
        loader=loader,
    )
    yield opening
    yield from _iter_document(page.events)
    before, after = closing
    yield before
    yield from _iter_data(page)
    yield after


def read_program() -> str:
    """The page's program: its modules in one scope of their own, then its start."""
    modules = "\n".join(_UNREAD.sub("", _read(f"{name}.js")) for name in _PROGRAM)
    palettes = json.dumps(LANE_COLORS)
    return f'(() => {{\n"use strict";\nconst PALETTES = {palettes};\n{modules}\nstart();\n}})();\n'


def _read(name: str) -> str:
    return (files(__package__) / name).read_text("utf-8")


def _split(template: str, **values: str) -> tuple[str, tuple[str, str]]:
    """The template filled in, in the three pieces between which the events stand."""
    opening, _, rest = template.partition("$static")
    before, _, after = rest.partition("$data")
    one, two, three = (Template(part).substitute(values) for part in (opening, before, after))
    return one, (two, three)


def _make_policy(style: str, scripts: Iterable[str]) -> str:
    """What a browser is told that the page needs: its own style and scripts, and pictures."""
    return "; ".join(
        (
            "default-src 'none'",
            "base-uri 'none'",
            "form-action 'none'",
            f"style-src {_hash(style)}",
            f"script-src {' '.join(map(_hash, scripts))}",
            "img-src 'self' data: file: https: http:",
            "require-trusted-types-for 'script'",
            "trusted-types qaim",
        )
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _text(text: str) -> str:
    return escape(clean_text(text))


def _iter_document(events: tuple[PageEvent, ...]) -> Iterator[str]:
    """The events as a document for those without a script."""
    if not events:
        yield "<p>No event matches.</p>\n"
    is_long = len(events) > _MAX_STATIC_EVENTS
    yield "<noscript>\n" if is_long else ""
    for event in events:
        yield f'<article id="{_text(event.id)}">\n<p class="when">{_text(event.when)}</p>\n'
        yield f'<h2 dir="auto">{_text(event.label or event.title)}</h2>\n'
        yield f'<p dir="auto">{_text(event.summary)}</p>\n' if event.summary else ""
        yield f"<dl>{''.join(_iter_lines(event.lines))}</dl>\n</article>\n"
    yield "</noscript>\n" if is_long else ""


def _iter_lines(lines: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    for label, text, *link in lines:
        shown = _text(text)
        if link and is_web_address(link[0]):
            shown = f'<a href="{_text(link[0])}" rel="noopener noreferrer">{shown}</a>'
        yield f"<dt>{_text(label)}</dt>" if label else ""
        yield f'<dd dir="auto">{shown}</dd>'


def _iter_footer(page: TimelinePage) -> Iterator[str]:
    yield f"<p>{_text(' · '.join(page.footer))}</p>\n"
    for reference in page.references:
        source = _render_source(reference)
        yield f'<p dir="auto">Source: {source}</p>\n' if source else ""


def _render_source(reference: Reference) -> str:
    """The source with its link and licence; empty where there is none."""
    name = _text(format_reference(reference))
    if is_web_address(reference.url):
        name = f'<a href="{_text(reference.url)}" rel="noopener noreferrer">{name}</a>'
    return " · ".join(filter(None, (name, _text(reference.licence))))


def _iter_data(page: TimelinePage) -> Iterator[str]:
    """The data as JSON, an event a line, which no markup in a text can end."""
    head = {
        key: value
        for key, value in _drop_defaults(page).items()
        if key not in ("events", "footer", "references", "heading")
    }
    yield _to_json(head).removesuffix("}") + ',"events":['
    for number, event in enumerate(page.events):
        yield (",\n" if number else "\n") + _to_json(_drop_defaults(event))
    yield "\n]}"


def _to_json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _drop_defaults(record: Any) -> dict[str, Any]:
    """A record's fields by name, those that have their usual value left out."""
    usual = record._field_defaults
    return {
        key: _to_plain(value)
        for key, value in zip(record._fields, record, strict=True)
        if key not in usual or value != usual[key]
    }


def _to_plain(value: Any) -> Any:
    """Records by the names of their fields, but bounds as lists, being many; texts cleaned."""
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, EventDates):
        known = [_to_plain(each) for each in value]
        return known if value.parts else known[:7]
    if hasattr(value, "_fields"):
        return _drop_defaults(value)
    return [_to_plain(each) for each in value] if isinstance(value, tuple) else value
