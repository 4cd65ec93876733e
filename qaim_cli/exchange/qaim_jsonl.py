"""Qaim's own JSON Lines, as written by `-f jsonl`."""

from __future__ import annotations

import json

from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.json_text import parse_json
from qaim_cli.exchange.losses import Fates, LossCounter
from qaim_cli.exchange.qaim_json import find_source_title, is_record, read_record
from qaim_cli.exchange.records import ImportedFile, ImportProblem, Reader
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.text import uncapitalise

READ_LOSSES: Fates = {}


_MAX_TITLE_LINES = 20
"""So many records are asked for the title of the source that most events cite."""


def recognise(source: SourceFile) -> Confidence:
    """Whether the first line is a record of Qaim's."""
    first = source.text.lstrip()[:1_000_000].partition("\n")[0]
    is_own = first.startswith("{") and is_record(_parse(first)[0])
    return Confidence.CERTAIN if is_own else Confidence.NONE


def read(source: SourceFile, _: ImportOptions, __: LossCounter) -> Reader:
    """Read the events."""
    first_lines = source.text.split("\n", _MAX_TITLE_LINES)[:_MAX_TITLE_LINES]
    yield ImportedFile(title=find_source_title([_parse(line)[0] for line in first_lines]))
    number = 0
    # A text may hold other line breaks, which JSON leaves as they are.
    for line, text in enumerate(source.text.replace("\r\n", "\n").split("\n"), start=1):
        if not text.strip():
            continue
        number += 1
        record, reason = _parse(text)
        if reason:
            yield ImportProblem(line, f"the line is no JSON: {reason}", "write one record a line")
        else:
            yield read_record(record, number, line)


def _parse(text: str) -> tuple[object, str]:
    """Parse a line as JSON; return also the error, if there is one."""
    try:
        return parse_json(text), ""
    except json.JSONDecodeError as error:
        return None, uncapitalise(error.msg)
    except RecursionError:
        return None, "it is nested too deeply"
    except ValueError:
        return None, "it has a number of too many digits"
