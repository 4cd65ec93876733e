"""Parse plain text into blocks.

Headings are lines between equals signs, as an encyclopaedia exports them; where a text has none, a
short line that stands alone and ends in no mark; the first such line of a text is its title if the
text below goes on to speak of what it names. A blank line ends a paragraph, and so does the end
of a line, unless the text is wrapped by hand. "- label: value" lines above the first paragraph are
the infobox.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from qaim_cli.articles.article import ArticleTitle, Block, InfoboxField, Paragraph, SectionHeading
from qaim_cli.articles.delimiters import REFERENCE_MARK_PATTERN

_LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
_EQUALS_HEADING = re.compile(r"\s*+(={1,6})([^=].*?)\1\s*")
_INFOBOX_LINE = re.compile(r"\s*+[-*•]\s++([^:.]{1,60}):\s++(\S.*)")
_LIST_ITEM = re.compile(r"\s*+(?:[-*•‣·]|\(?\d{1,2}[.)])\s++(?=\S)")
_REFERENCE_MARK = re.compile(REFERENCE_MARK_PATTERN)
_MAX_HEADING_CHARS = 80
_MAX_YEAR_HEADING_WORDS = 4
_NAME_WORD = re.compile(r"[^\W\d_a-z][^\W\d_]{2,}")
_HISTORY_OF = re.compile(r"(?:an? )?(?:\w+ )?history of ", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)|\d0s\b|\bBC\b")
_WRAPPED_LENGTHS = range(40, 100)
_MAX_INFOBOX_FIELDS = 200

_OffsetLine = tuple[int, str]


def parse_blocks(text: str) -> Iterator[Block]:
    """Parse plain text into blocks; each paragraph and heading has its offset."""
    groups = list(_group_lines(text))
    has_equals_headings = any(
        _EQUALS_HEADING.fullmatch(line) for group in groups for _, line in group
    )
    if not has_equals_headings and (title := _find_title(groups)):
        yield ArticleTitle(title)
        groups = list(filter(None, [groups[0][1:], *groups[1:]]))
    levels = _HeadingLevels()
    has_prose = False
    for index, group in enumerate(groups):
        lines = group
        if has_equals_headings:
            heading_count = sum(
                1 for _ in takewhile(lambda line: _EQUALS_HEADING.fullmatch(line[1]), group)
            )
            yield from _parse_headings(group[:heading_count], is_first_group=index == 0)
            lines = group[heading_count:]
        if not has_prose and (pairs := _parse_infobox(lines)):
            yield from pairs
        elif not has_equals_headings and index + 1 < len(groups) and _are_headings(lines):
            for start, line in lines:
                name = line.strip()
                yield SectionHeading(levels.rank(name), name, start + line.index(name))
        else:
            has_prose = has_prose or bool(lines)
            levels.end_run()
            yield from _parse_paragraphs(lines, text)


def _find_title(groups: list[list[_OffsetLine]]) -> str:
    """Find the title in the first line: "A history of …", or what the first paragraph names.

    Half of the line's names stand in that paragraph as well, so "Early years", the heading of a
    first section, is no title. Names are told by their capital; "Macedon" is found in "Macedonia".
    If the text has no other heading, a line with at least two names is its title.
    """
    lines = [line.strip() for group in groups for _, line in group]
    first_paragraph = next((line for line in lines if not _is_heading(line)), "")
    if not first_paragraph or not _is_heading(lines[0]) or _is_wrapped(groups[0]):
        return ""
    words = _BRACKETED.sub("", lines[0])
    if _HISTORY_OF.match(words):
        return lines[0]
    names = [] if _YEAR.search(words) else _NAME_WORD.findall(words)
    if len(names) > 1 and not any(_are_headings(group) for group in groups[1:]):
        return lines[0]
    named = [name for name in names if re.search(rf"\b{name}", first_paragraph)]
    return lines[0] if named and 2 * len(named) >= len(names) else ""


class _HeadingLevels:
    """Ranks headings without a level: one directly above another is the outer one.

    Below an outer heading with a year, a heading without one goes on with the inner level.
    """

    def __init__(self) -> None:
        self._run_length = 0
        self._has_inner_level = False
        self._last_name = ""

    def rank(self, name: str) -> int:
        """Return the level of the next heading."""
        if not self._run_length:
            is_inner = self._has_inner_level and not _YEAR.search(name)
            self._has_inner_level = is_inner
            self._run_length = 1 + is_inner
        else:
            self._run_length = min(self._run_length + 1, 6)
        self._has_inner_level |= self._run_length > 1 and bool(_YEAR.search(self._last_name))
        self._last_name = name
        return self._run_length

    def end_run(self) -> None:
        """Note that a paragraph follows the headings."""
        self._run_length = 0


def _parse_headings(lines: list[_OffsetLine], *, is_first_group: bool) -> Iterator[Block]:
    """Parse headings between equals signs; a single one at the very start is the title."""
    for index, (start, line) in enumerate(lines):
        match = _EQUALS_HEADING.fullmatch(line)
        assert match is not None
        name = match[2].strip()
        if is_first_group and not index and len(match[1]) == 1:
            yield ArticleTitle(name)
        else:
            yield SectionHeading(len(match[1]), name, start + line.index(name))


def _group_lines(text: str) -> Iterator[list[_OffsetLine]]:
    """Group lines, with their offsets, by the blank lines or headings between them."""
    group: list[_OffsetLine] = []
    end = 0
    for match in _LINE.finditer(text):
        line = _blank_references(match[0])
        if line.isspace():
            continue
        if group and (
            _count_line_breaks(text[end : match.start()]) > 1
            or (_EQUALS_HEADING.fullmatch(match[0]) and not _EQUALS_HEADING.fullmatch(group[-1][1]))
        ):
            yield group
            group = []
        group.append((match.start(), line))
        end = match.end()
    if group:
        yield group


def _count_line_breaks(between: str) -> int:
    """Count the line breaks between two lines of text."""
    return len(between) - between.count("\r\n") if not between.strip("\r\n\v\f") else 2


def _blank_references(line: str) -> str:
    """Replace a line's reference marks with spaces, so that offsets stay."""
    return _REFERENCE_MARK.sub(lambda match: " " * len(match[0]), line) if "[" in line else line


def _parse_infobox(lines: list[_OffsetLine]) -> list[InfoboxField]:
    """Parse the label–value lines of an infobox; nothing if other lines stand among them."""
    if len(lines) > _MAX_INFOBOX_FIELDS:
        return []
    found = [_INFOBOX_LINE.fullmatch(line) for _, line in lines]
    if found and found[0] is None:
        found = found[1:]
    pairs = [InfoboxField(match[1], match[2]) for match in found if match is not None]
    return pairs if len(pairs) == len(found) else []


def _are_headings(lines: list[_OffsetLine]) -> bool:
    """Whether a group of lines is a heading, or a year heading directly above another."""
    if not lines or len(lines) > 2 or (len(lines) == 2 and not _is_year_heading(lines[0][1])):
        return False
    return all(_is_heading(line.strip()) for _, line in lines)


def _is_year_heading(line: str) -> bool:
    return bool(_YEAR.search(line)) and len(line.split()) <= _MAX_YEAR_HEADING_WORDS


def _is_heading(line: str) -> bool:
    return (
        len(line) <= _MAX_HEADING_CHARS
        and line[-1] not in '.?!:;,…"”'
        and not _LIST_ITEM.match(line)
        and any(character.isalnum() for character in line)
    )


def _parse_paragraphs(lines: list[_OffsetLine], text: str) -> Iterator[Paragraph]:
    """Parse each line as a paragraph, or all as one where lines are wrapped by hand."""
    if _is_wrapped(lines):
        start, (last, tail) = lines[0][0], lines[-1]
        whole = text[start : last + len(tail)]
        yield Paragraph(_blank_references(whole), start)
        return
    for start, line in lines:
        item = _LIST_ITEM.match(line)
        skipped = item.end() if item else 0
        yield Paragraph(line[skipped:], start + skipped)


def _is_wrapped(lines: list[_OffsetLine]) -> bool:
    return (
        len(lines) > 1
        and all(len(line.rstrip()) in _WRAPPED_LENGTHS for _, line in lines[:-1])
        and any(line.rstrip()[-1] not in '.?!:;"”' for _, line in lines[:-1])
        and not any(_LIST_ITEM.match(line) for _, line in lines)
    )
