"""Markdown → blocks: headings, paragraphs and list items; code, tables and footnotes aside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaim_cli.articles.article import ArticleTitle, Block, Paragraph, SectionHeading

_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]++(.*))?")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_LIST_ITEM = re.compile(r"\s*+(?:[-*+]|\d{1,9}[.)])[ \t]++")
_HORIZONTAL_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})")
_QUOTE_PREFIX = re.compile(r"(?: {0,3}> ?)++")
_LINK_DEFINITION = re.compile(r" {0,3}\[[^\[\]]{1,200}\]:")
_TITLE_KEY = re.compile(r"title[ \t]*+:[ \t]*+(.*)", re.IGNORECASE)
_EMPHASIS = r"(?:\*\*\*|\*\*|\*|___|__|_)"
_LINK_TARGET = r"(?:\([^()]{0,500}(?:\([^()]{0,200}\)[^()]{0,200})?\)|\[[^\[\]]{0,200}\])"
_INLINE_REPLACEMENTS = tuple(
    (re.compile(pattern), left)
    for pattern, left in (
        (rf"!\[[^\[\]]{{0,500}}\]{_LINK_TARGET}", ""),
        (r"\[\^[^\[\]]{1,100}\]", ""),
        (rf"\[([^\[\]]{{1,500}})\]{_LINK_TARGET}", r"\1"),
        (r"<(?:https?://|mailto:)[^<>\s]{1,500}>", ""),
        (r"</?[a-zA-Z][^<>]{0,500}>", ""),
        (rf"(?<![\w\\]){_EMPHASIS}(?=\S)|(?<=[^\s*_\\]){_EMPHASIS}(?!\w)", ""),
        (r"`+([^`]{1,500})`+", r"\1"),
        (r"\\([!-/:-@\[-`{-~])", r"\1"),
    )
)
"""Marks inside a line, and what is left of each."""


def parse_blocks(text: str) -> Iterator[Block]:
    """The blocks of a Markdown text; its only heading of the first level is the title."""
    lines = text.splitlines()
    lines, title = _split_front_matter(lines)
    if title:
        yield ArticleTitle(title)
    yield from _MarkdownBlockParser().parse_lines(lines)


class _MarkdownBlockParser:
    """The lines of a paragraph as they are collected."""

    def __init__(self) -> None:
        self._paragraph_lines: list[str] = []
        self._has_title = False

    def parse_lines(self, lines: list[str]) -> Iterator[Block]:
        """The blocks of the lines."""
        fence = ""
        for raw in lines:
            line = raw[match.end() :] if (match := _QUOTE_PREFIX.match(raw)) else raw
            fenced = _FENCE.match(line)
            if fence:
                if fenced and fenced[1].startswith(fence):
                    fence = ""
                continue
            if fenced:
                yield from self._end_paragraph()
                fence = fenced[1]
                continue
            yield from self._parse_line(line)
        yield from self._end_paragraph()

    def _parse_line(self, line: str) -> Iterator[Block]:
        if match := _HEADING.fullmatch(line):
            yield from self._end_paragraph()
            yield from self._build_heading(len(match[1]), (match[2] or "").rstrip("# \t"))
        elif self._paragraph_lines and len(line) < 500 and (match := _UNDERLINE.fullmatch(line)):
            text, self._paragraph_lines = " ".join(self._paragraph_lines), []
            yield from self._build_heading(1 if match[1][0] == "=" else 2, text)
        elif _is_paragraph_break(line):
            yield from self._end_paragraph()
        elif match := _LIST_ITEM.match(line):
            yield from self._end_paragraph()
            self._paragraph_lines.append(line[match.end() :])
        else:
            self._paragraph_lines.append(line.strip())

    def _build_heading(self, level: int, text: str) -> Iterator[Block]:
        text = _strip_inline_marks(text)
        if level == 1 and not self._has_title:
            self._has_title = True
            yield ArticleTitle(text)
        else:
            yield SectionHeading(level, text)

    def _end_paragraph(self) -> Iterator[Block]:
        if self._paragraph_lines:
            text, self._paragraph_lines = _strip_inline_marks(" ".join(self._paragraph_lines)), []
            yield Paragraph(text)


def _is_paragraph_break(line: str) -> bool:
    """Whether a line ends a paragraph and says nothing: a rule, a row of a table, an address."""
    return (
        not line.strip()
        or line.lstrip().startswith("|")
        or bool(_LINK_DEFINITION.match(line))
        or (len(line) < 500 and bool(_HORIZONTAL_RULE.fullmatch(line)))
    )


def _split_front_matter(lines: list[str]) -> tuple[list[str], str]:
    """The lines behind a header between rules, and the title that it gives."""
    if not lines or lines[0].rstrip() != "---":
        return lines, ""
    for number, line in enumerate(lines[1:200], start=1):
        if line.rstrip() in ("---", "..."):
            titles = (_TITLE_KEY.fullmatch(each.strip()) for each in lines[1:number])
            title = next((match[1] for match in titles if match), "")
            return lines[number + 1 :], title.strip("\"' ")
    return lines, ""


def _strip_inline_marks(text: str) -> str:
    """The text without the marks of its links, emphasis and code."""
    for pattern, left in _INLINE_REPLACEMENTS:
        text = pattern.sub(left, text)
    return text
