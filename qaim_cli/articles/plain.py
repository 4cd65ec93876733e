"""Plain text → blocks.

Headings are lines between equals signs, as an encyclopaedia exports them; where a text has none, a
short line that stands alone and ends in no mark. A blank line ends a paragraph, and so does the end
of a line, unless the text is wrapped by hand. "- label: value" lines above the first paragraph are
the infobox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from qaim_cli.articles.article import Block, Heading, Pair, Paragraph, Title

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_MARKED = re.compile(r"\s*+(={1,6})([^=].*?)\1\s*")
_PAIR = re.compile(r"\s*+[-*•]\s++([^:.]{1,60}):\s++(\S.*)")
_ITEM = re.compile(r"\s*+(?:[-*•‣·]|\(?\d{1,2}[.)])\s++(?=\S)")
_REFERENCE = re.compile(
    r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n) ?\d{1,2}|citation needed|clarification needed|when\?|who\?"
    r"|edit)\]"
)
_LONGEST_HEADING = 80
_WRAPPED = range(40, 100)
_MOST_PAIRS = 200

_Line = tuple[int, str]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a plain text; each paragraph knows its offset."""
    groups = list(_groups(text))
    marked = any(_MARKED.fullmatch(line) for group in groups for _, line in group)
    told = False
    for nth, group in enumerate(groups):
        lines = group
        if marked:
            count = sum(1 for _ in takewhile(lambda line: _MARKED.fullmatch(line[1]), group))
            yield from _headings(group[:count], first=nth == 0)
            lines = group[count:]
        if not told and (pairs := _pairs(lines)):
            yield from pairs
        elif not marked and nth + 1 < len(groups) and _is_heading(lines):
            start, line = lines[0]
            yield Heading(1, line.strip(), start + len(line) - len(line.lstrip()))
        else:
            told = told or bool(lines)
            yield from _paragraphs(lines, text)


def _headings(lines: list[_Line], *, first: bool) -> Iterator[Block]:
    """Headings between equals signs; one on each side, at the very beginning, is the title."""
    for nth, (start, line) in enumerate(lines):
        match = _MARKED.fullmatch(line)
        assert match is not None
        name = match[2].strip()
        if first and not nth and len(match[1]) == 1:
            yield Title(name)
        else:
            yield Heading(len(match[1]), name, start + line.index(name))


def _groups(text: str) -> Iterator[list[_Line]]:
    """The lines with their offsets, in groups that blank lines or headings part."""
    group: list[_Line] = []
    end = 0
    for match in _LINE.finditer(text):
        if match[0].isspace():
            continue
        if group and (
            _breaks(text[end : match.start()]) > 1
            or (_MARKED.fullmatch(match[0]) and not _MARKED.fullmatch(group[-1][1]))
        ):
            yield group
            group = []
        group.append((match.start(), _without_references(match[0])))
        end = match.end()
    if group:
        yield group


def _breaks(between: str) -> int:
    """How many lines end between two lines that say something."""
    return len(between) - between.count("\r\n") if not between.strip("\r\n\v\f") else 2


def _without_references(line: str) -> str:
    """The line with the marks of its references blanked, so that its offsets stay."""
    return _REFERENCE.sub(lambda match: " " * len(match[0]), line) if "[" in line else line


def _pairs(lines: list[_Line]) -> list[Pair]:
    """The pairs of an infobox, under its title or none; nothing where they are not alone."""
    if len(lines) > _MOST_PAIRS:
        return []
    found = [_PAIR.fullmatch(line) for _, line in lines]
    if found and found[0] is None:
        found = found[1:]
    pairs = [Pair(match[1], match[2]) for match in found if match is not None]
    return pairs if len(pairs) == len(found) else []


def _is_heading(lines: list[_Line]) -> bool:
    if len(lines) != 1:
        return False
    line = lines[0][1].strip()
    return (
        len(line) <= _LONGEST_HEADING
        and line[-1] not in '.?!:;,…"”'
        and not _ITEM.match(line)
        and any(character.isalnum() for character in line)
    )


def _paragraphs(lines: list[_Line], text: str) -> Iterator[Paragraph]:
    """A paragraph a line or list item, or one of all lines where they are wrapped by hand."""
    if _is_wrapped(lines):
        start, (last, tail) = lines[0][0], lines[-1]
        whole = text[start : last + len(tail)]
        yield Paragraph(_without_references(whole), start)
        return
    for start, line in lines:
        item = _ITEM.match(line)
        skipped = item.end() if item else 0
        yield Paragraph(line[skipped:], start + skipped)


def _is_wrapped(lines: list[_Line]) -> bool:
    return (
        len(lines) > 1
        and all(len(line.rstrip()) in _WRAPPED for _, line in lines[:-1])
        and any(line.rstrip()[-1] not in '.?!:;"”' for _, line in lines[:-1])
        and not any(_ITEM.match(line) for _, line in lines)
    )
