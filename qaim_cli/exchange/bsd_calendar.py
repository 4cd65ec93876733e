"""BSD `calendar` files: a day of the year, a tab, and what happened in which year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from qaim_cli.errors import DateError
from qaim_cli.exchange import date_units, foreign_dates
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.records import ImportedEvent, ImportedFile, ImportProblem, Reader
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.text import quote_text

READ_LOSSES = {Loss.RECURRENCE: Fate.REFUSED}

_ENTRY = re.compile(
    r"(?P<first>\d{1,2}|[^\W\d_]{3,12}\.?)(?:(?P<separator>[/ ])(?P<second>\d{1,2}))?"
    r"(?P<moves>\*?)\t+\s*(?P<text>\S.*)"
)
_DAY = re.compile(r"(?:\d{1,2}/\d{1,2}|[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}\.?)\*?\t")
_NO_ENTRY = re.compile(r"[\t #]|[A-Z]+=")
"""A continued line, a directive or a setting such as `LANG=`."""
_MOVABLE = re.compile(r"[^\t]{1,30}\t+\s*\S.*")
_YEAR = re.compile(
    r"(?P<before>.*?)[,;.]?\s*\(?\b(?P<year>\d{1,4}\s*(?:BCE?|B\.C\.)|\d{3,4}|AD\s*\d{1,4})\)?[.]?\s*",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def recognise(source: SourceFile) -> Confidence:
    """Whether most lines are a day of the year, a tab and words."""
    if source.is_binary or "\t" not in source.head or source.extension in ("csv", "tsv", "tab"):
        return Confidence.NONE
    lines = [
        line
        for line in _blank_comments(source.head).splitlines()
        if line.strip() and not _NO_ENTRY.match(line)
    ]
    entries = sum(_DAY.match(line) is not None for line in lines)
    return Confidence.CERTAIN if entries and entries * 2 > len(lines) else Confidence.NONE


def read(source: SourceFile, _: ImportOptions, losses: LossCounter) -> Reader:
    """Read the entries that name their year; the others recur every year."""
    yield ImportedFile()
    text = _blank_comments(source.text)
    for number, (line, entry) in enumerate(_iter_entries(re.split(r"\r\n|\n|\r", text)), start=1):
        yield _read_entry(entry, number, line, losses)


def _blank_comments(text: str) -> str:
    """Remove the comments of a text, keeping its line numbers."""
    if text.count("/*") > text.count("*/") + 1:
        return text  # nothing is gained by looking for so many ends that are not there
    return _COMMENT.sub(lambda found: re.sub(r"[^\n\r]", "", found[0]), text)


def _iter_entries(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """Iterate over entries with their first lines, joining continuation lines."""
    begin, entry = 0, ""
    for number, line in enumerate(lines, start=1):
        if line[:1] in ("\t", " ") and entry:
            entry += f" {line.strip()}"
            continue
        if entry:
            yield begin, entry
        is_entry = bool(_MOVABLE.fullmatch(line)) and not line.startswith("#")
        begin, entry = number, line if is_entry else ""
    if entry:
        yield begin, entry


def _read_entry(
    entry: str, number: int, line: int, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    match = _ENTRY.fullmatch(entry)
    text = entry.partition("\t")[2]
    title = " ".join(text.split())
    year = _YEAR.fullmatch(title)
    if year is None:
        losses.add_loss(str(number), Loss.RECURRENCE)
        return ImportProblem(line, f"{quote_text(title[:80])} names no year, so it is no event",
                             "end the line in its year")  # fmt: skip
    if match is None or match["moves"]:
        what = f"{quote_text(entry.partition(chr(9))[0])} is no day of that year"
        return ImportProblem(line, what, "write it as 04/17")
    try:
        number_of_year = foreign_dates.parse_year_before_christ(year["year"])
        month = foreign_dates.parse_month(match["first"])
        day = int(match["second"] or 0)
        date = date_units.make_date(number_of_year, month, day)
    except DateError as error:
        return ImportProblem(line, error.message, error.fix)
    return ImportedEvent(
        record=str(number),
        line=line,
        date=date,
        title=year["before"].strip(" ,;(") or title,
        paragraph=number,
    )
