"""Markdown notes with front matter: a folder with an event in each note."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from qaim_cli.dates import EdtfDate
from qaim_cli.errors import DateError, StoreError
from qaim_cli.exchange import column_map, date_units, foreign_dates
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.markup import strip_markup
from qaim_cli.exchange.records import (
    ImportedActor,
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportProblem,
    Reader,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.store import parse_plain_yaml

READ_LOSSES = {
    Loss.TIME_OF_DAY: Fate.DROPPED,
    Loss.MARKUP: Fate.DROPPED,
    Loss.MEDIA: Fate.DROPPED,
    Loss.OWN_FIELDS: Fate.DROPPED,
}

_FRONT_MATTER = re.compile(
    r"---[ \t]*(?:\r\n|\n|\r)(?P<yaml>.*?)(?:\r\n|\n|\r)---[ \t]*(?:\r\n|\n|\r|$)", re.DOTALL
)
_WIKI_LINK = re.compile(r"!?\[\[(?:[^\[\]|]*\|)?([^\[\]|]*)\]\]")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_MARKS = re.compile(r"(?m)^(?:#{1,6}|>|[-*+])\s+|\*\*|__|`")
_MAX_SUMMARY_CHARS = 600


def recognise(source: SourceFile) -> Confidence:
    """Whether the file begins with front matter that has a date."""
    match = _FRONT_MATTER.match(source.head)
    if match is None or not re.search(
        r"(?m)^[\w-]*date[\w-]*:|^(?:start|year|when)[\w-]*:", match["yaml"], re.IGNORECASE
    ):
        return Confidence.NONE
    return Confidence.POSSIBLE


def read(source: SourceFile, options: ImportOptions, losses: LossCounter) -> Reader:
    """Read the event of one note."""
    yield ImportedFile()
    match = _FRONT_MATTER.match(source.text)
    if match is None:
        yield ImportProblem(1, "the note has no front matter", "begin it with --- and a date")
        return
    try:
        values = parse_plain_yaml(source.display_path, match["yaml"])
    except StoreError as error:
        yield ImportProblem(1, f"its front matter cannot be read: {error.message}", error.fix)
        return
    cells = {key: _join(value) for key, value in values.items()}
    mapping = _choose_map(cells, options)
    yield _read_note(source, cells, mapping, source.text[match.end() :], losses)


def _choose_map(cells: Mapping[str, str], options: ImportOptions) -> column_map.ColumnMap:
    header = tuple(cells)
    asked = column_map.parse_map(options.map, header) if options.map else {}
    return {**column_map.guess_map(header), **asked}


def _join(value: object) -> str:
    """Join the items of a front matter value with semicolons."""
    if isinstance(value, list):
        return "; ".join(_join(each) for each in value)
    return "" if isinstance(value, dict) else _WIKI_LINK.sub(r"\1", str(value))


def _read_note(
    source: SourceFile,
    cells: Mapping[str, str],
    mapping: column_map.ColumnMap,
    body: str,
    losses: LossCounter,
) -> ImportedEvent | ImportProblem:
    texts = {target: value.fill(cells) for target, value in mapping.items()}
    record = source.name
    try:
        date = _read_date(texts, record, losses)
    except DateError as error:
        return ImportProblem(1, error.message, error.fix)
    if date is None:
        return ImportProblem(1, "the note has no date", "write date: in its front matter")
    name = re.sub(r"\.\w+$", "", source.name)
    heading = re.search(r"(?m)^#\s+(\S.*)$", body[:5000])
    title = " ".join(texts.get("title", ())) or (heading[1] if heading else "") or name
    summary = " ".join(texts.get("summary", ())) or _first_paragraph(body, record, losses)
    used = {column for value in mapping.values() for column in value.columns}
    if any(cells[column] for column in cells if column not in used):
        losses.add_loss(record, Loss.OWN_FIELDS)
    return ImportedEvent(
        record=record,
        line=1,
        date=date,
        title=_strip(title),
        summary=summary,
        actors=tuple(map(ImportedActor, _split(texts.get("actors", ())))),
        places=tuple(map(ImportedPlace, _split(texts.get("places", ())))),
        tags=tuple(tag.lstrip("#") for tag in _split(texts.get("tags", ()))),
        section=" ".join(texts.get("section", ())) or name,
        url=" ".join(texts.get("url", ())),
        image=" ".join(texts.get("image", ())),
    )


def _read_date(
    texts: Mapping[str, Sequence[str]], record: str, losses: LossCounter
) -> EdtfDate | None:
    """Read the note's date, or the interval from its start to its end.

    Raises:
        DateError: one of them is none.
    """
    found = []
    for target in ("date", "end"):
        text = " ".join(texts.get(target, ())) or (
            " ".join(texts.get("year", ())) if target == "date" else ""
        )
        read_date = foreign_dates.parse_column_date(text) if text else None
        if read_date and read_date.had_time:
            losses.add_loss(record, Loss.TIME_OF_DAY)
        found.append(read_date.date if read_date else None)
    return date_units.join_ends(*found)


def _split(texts: Sequence[str]) -> Iterator[str]:
    for text in texts:
        yield from (each.strip() for each in re.split(r"[;,|]", text) if each.strip())


def _first_paragraph(body: str, record: str, losses: LossCounter) -> str:
    """Return the first paragraph that is not a heading, without markup."""
    paragraphs = [
        each for each in re.split(r"(?:\r\n|\n|\r)\s*(?:\r\n|\n|\r)", body[:20_000]) if each.strip()
    ]
    texts = [each for each in paragraphs if not each.lstrip().startswith(("#", "```", "|", "!["))]
    if len(paragraphs) > 1 or (texts and len(texts[0]) > _MAX_SUMMARY_CHARS):
        losses.add_loss(record, Loss.MARKUP)
    return _strip(texts[0])[:_MAX_SUMMARY_CHARS] if texts else ""


def _strip(text: str) -> str:
    plain = _MARKS.sub("", _LINK.sub(r"\1", _WIKI_LINK.sub(r"\1", text)))
    return strip_markup(plain)[0]
