"""Markdown → blocks: headings, paragraphs and list items; code, tables and footnotes aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaim_cli.articles.article import Block, Heading, Paragraph, Title

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]++(.*))?")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"\s*+(?:[-*+]|\d{1,9}[.)])[ \t]++")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})")
_QUOTE = re.compile(r"(?: {0,3}> ?)++")
_DEFINITION = re.compile(r" {0,3}\[[^\[\]]{1,200}\]:")
_FRONT = re.compile(r"title[ \t]*+:[ \t]*+(.*)", re.IGNORECASE)
_EMPHASIS = r"(?:\*\*\*|\*\*|\*|___|__|_)"
_TARGET = r"(?:\([^()]{0,500}(?:\([^()]{0,200}\)[^()]{0,200})?\)|\[[^\[\]]{0,200}\])"
_INLINE = tuple(
    (re.compile(pattern), left)
    for pattern, left in (
        (rf"!\[[^\[\]]{{0,500}}\]{_TARGET}", ""),
        (r"\[\^[^\[\]]{1,100}\]", ""),
        (rf"\[([^\[\]]{{1,500}})\]{_TARGET}", r"\1"),
        (r"<(?:https?://|mailto:)[^<>\s]{1,500}>", ""),
        (r"</?[a-zA-Z][^<>]{0,500}>", ""),
        (rf"(?<![\w\\]){_EMPHASIS}(?=\S)|(?<=[^\s*_\\]){_EMPHASIS}(?!\w)", ""),
        (r"`+([^`]{1,500})`+", r"\1"),
        (r"\\([!-/:-@\[-`{-~])", r"\1"),
    )
)
"""Marks inside a line, and what is left of each."""


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a Markdown text; its only heading of the first level is the title."""
    lines = text.splitlines()
    lines, title = _front_matter(lines)
    if title:
        yield Title(title)
    yield from _Reader().read(lines)


class _Reader:
    """The lines of a paragraph as they are collected."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._titled = False

    def read(self, lines: list[str]) -> Iterator[Block]:
        """The blocks of the lines."""
        fence = ""
        for raw in lines:
            line = raw[match.end() :] if (match := _QUOTE.match(raw)) else raw
            fenced = _FENCE.match(line)
            if fence:
                if fenced and fenced[1].startswith(fence):
                    fence = ""
                continue
            if fenced:
                yield from self._end()
                fence = fenced[1]
                continue
            yield from self._line(line)
        yield from self._end()

    def _line(self, line: str) -> Iterator[Block]:
        if match := _HEADING.fullmatch(line):
            yield from self._end()
            yield from self._heading(len(match[1]), (match[2] or "").rstrip("# \t"))
        elif self._words and len(line) < 500 and (match := _UNDERLINE.fullmatch(line)):
            text, self._words = " ".join(self._words), []
            yield from self._heading(1 if match[1][0] == "=" else 2, text)
        elif _is_blank(line):
            yield from self._end()
        elif match := _ITEM.match(line):
            yield from self._end()
            self._words.append(line[match.end() :])
        else:
            self._words.append(line.strip())

    def _heading(self, level: int, text: str) -> Iterator[Block]:
        text = _bare(text)
        if level == 1 and not self._titled:
            self._titled = True
            yield Title(text)
        else:
            yield Heading(level, text)

    def _end(self) -> Iterator[Block]:
        if self._words:
            text, self._words = _bare(" ".join(self._words)), []
            yield Paragraph(text)


def _is_blank(line: str) -> bool:
    """Whether a line ends a paragraph and says nothing: a rule, a row of a table, an address."""
    return (
        not line.strip()
        or line.lstrip().startswith("|")
        or bool(_DEFINITION.match(line))
        or (len(line) < 500 and bool(_RULE.fullmatch(line)))
    )


def _front_matter(lines: list[str]) -> tuple[list[str], str]:
    """The lines behind a header between rules, and the title that it gives."""
    if not lines or lines[0].rstrip() != "---":
        return lines, ""
    for number, line in enumerate(lines[1:200], start=1):
        if line.rstrip() in ("---", "..."):
            titles = (_FRONT.fullmatch(each.strip()) for each in lines[1:number])
            title = next((match[1] for match in titles if match), "")
            return lines[number + 1 :], title.strip("\"' ")
    return lines, ""


def _bare(text: str) -> str:
    """The text without the marks of its links, emphasis and code."""
    for pattern, left in _INLINE:
        text = pattern.sub(left, text)
    return text
