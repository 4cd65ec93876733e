"""Recognition of file formats by content."""

from __future__ import annotations

import re

from qaim_cli.exchange import FORMATS, Format, list_plugin_formats
from qaim_cli.exchange.format import Confidence
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.store.tables import PARQUET_SIGNATURE, SQLITE_SIGNATURE

_SIGNATURES = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (SQLITE_SIGNATURE, "an SQLite database"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (PARQUET_SIGNATURE, "a Parquet file"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
)
_TEXTS = (
    (r"\s*(?:@\w+\s*\{[^,]{0,100},)", "BibTeX"),
    (r"\s*TY  - ", "RIS"),
    (r"\s*BEGIN:VCARD", "a vCard"),
    (r"\s*@prefix\s|\s*PREFIX\s", "RDF in Turtle"),
    (r"(?s).{0,5000}?^events:\s*(?:$|\[)", "a timeline of Qaim's"),
    (r"(?s)\s*(?:timeline|gantt|graph|flowchart)\s*$", "a Mermaid diagram"),
)


PROSE = ("prose", "HTML")
"""What a file looks like that is an article."""


def recognise(source: SourceFile) -> tuple[Format, Confidence] | None:
    """Recognise the format of a file by its content; None if it cannot be imported."""
    possible = None
    for each in (*FORMATS.values(), *list_plugin_formats()):
        if not each.can_read:
            continue
        confidence = each.load().recognise(source)
        if confidence is Confidence.CERTAIN:
            return each, confidence
        if confidence is Confidence.POSSIBLE and possible is None:
            possible = each, confidence
    return possible


def describe_content(source: SourceFile) -> str:
    """Describe what an unrecognised file looks like; "prose" if nothing tells."""
    for signature, name in _SIGNATURES:
        if source.data.startswith(signature):
            return name
    if source.data.startswith(b"PK\x03\x04"):
        return _describe_zip(source.data)
    if source.is_binary:
        return "no text"
    if source.xml_root_name:
        return f"XML ({source.xml_root_name})" if source.xml_root_name != "html" else "HTML"
    if source.json is not None:
        return "JSON"
    if re.match(r'\s*(?:\[\s*)?\{\s*"', source.head):
        line, reason = source.json_error
        return f"JSON with a mistake on line {line} ({reason})"
    for pattern, name in _TEXTS:
        if re.match(pattern, source.head, re.MULTILINE):
            return name
    return "prose" if source.text.strip() else "an empty file"


def _describe_zip(data: bytes) -> str:
    for part, name in ((b"xl/", "an Excel workbook"), (b"word/", "a Word document"),
                       (b"opendocument.spreadsheet", "an OpenDocument sheet"),
                       (b"opendocument", "an OpenDocument file")):  # fmt: skip
        if part in data[:4000]:
            return name
    return "a zip archive"
