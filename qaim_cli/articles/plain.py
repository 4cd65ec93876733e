"""Plain text → blocks.

Headings are lines between equals signs, as an encyclopaedia exports them; where a text has none, a
short line that stands alone and ends in no mark. A blank line ends a paragraph, and so does a line's
end, unless the text is wrapped by hand. "- label: value" lines above the first paragraph are the
infobox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaim_cli.articles.article import Block, Heading, Pair, Paragraph, Title

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_MARKED = re.compile(r"\s*+(={1,6})([^=].*?)\1\s*")
_PAIR = re.compile(r"\s*+[-*•]\s++([^:.]{1,60}):\s++(\S.*)")
_ITEM = re.compile(r"\s*+(?:[-*•‣·]|\(?\d{1,2}[.)])\s++(?=\S)")
_REFERENCE = re.compile(
    r"\[(?:\d{1,3}|[a-z]|(?:note|nb|n) ?\d{1,2}|citation needed|clarification needed|when\?|who\?|edit)\]"
)
_LONGEST_HEADING = 80
_WRAPPED = range(40, 100)

_Line = tuple[int, str]


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a plain text; each paragraph knows its offset."""
    groups = list(_groups(text))
    marked = any(_MARKED.fullmatch(line) for group in groups for _, line in group)
    told = False
    for nth, group in enumerate(groups):
        rest = group
        while rest and marked and (match := _MARKED.fullmatch(rest[0][1])):
            level, name = len(match[1]), match[2].strip()
            start = rest[0][0] + match.start(2)
            titled = level == 1 and not nth
            yield Title(name) if titled else Heading(level, name, start)
            rest = rest[1:]
        if not told and (pairs := list(_pairs(rest))):
            yield from pairs
            continue
        if not marked and nth + 1 < len(groups) and _is_heading(rest):
            start, line = rest[0]
            yield Heading(1, line.strip(), start + len(line) - len(line.lstrip()))
            continue
        told = told or bool(rest)
        yield from _paragraphs(rest, text)


def _groups(text: str) -> Iterator[list[_Line]]:
    """The lines with their offsets, in groups that blank lines part."""
    group: list[_Line] = []
    end = 0
    for match in _LINE.finditer(text):
        if group and _breaks(text, end, match.start()) > 1:
            yield group
            group = []
        end = match.end()
        if match[0].isspace():
            end = match.start()
            if group:
                yield group
                group = []
            continue
        group.append((match.start(), _without_references(match[0])))
    if group:
        yield group


def _breaks(text: str, start: int, end: int) -> int:
    return end - start - text.count("\r\n", start, end)


def _without_references(line: str) -> str:
    """The line with the marks of its references blanked, so that its offsets stay."""
    return _REFERENCE.sub(lambda match: " " * len(match[0]), line) if "[" in line else line


def _pairs(lines: list[_Line]) -> Iterator[Pair]:
    """The pairs of an infobox, under its title or none; nothing where other lines are among them."""
    found = [_PAIR.fullmatch(line) for _, line in lines[:200]]
    if found and found[0] is None:
        found = found[1:]
    if len(lines) <= 200 and found and all(found):
        for match in found:
            assert match is not None
            yield Pair(match[1], match[2])


def _is_heading(lines: list[_Line]) -> bool:
    if len(lines) != 1:
        return False
    line = lines[0][1].strip()
    return (
        len(line) <= _LONGEST_HEADING
        and line[-1] not in ".?!:;,…\"”"
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
        and any(line.rstrip()[-1] not in ".?!:;\"”" for _, line in lines[:-1])
        and not any(_ITEM.match(line) for _, line in lines)
    )
