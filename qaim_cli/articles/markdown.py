"""Parse Markdown into blocks: headings, paragraphs and list items.

Code, tables and footnotes are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from qaim_cli.articles.article import ArticleTitle, Block, Paragraph, SectionHeading
from qaim_cli.articles.delimiters import REFERENCE_MARK_PATTERN, remove_delimited

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

_SKIPPED_LINE = re.compile(r"^[ >]*(?:\|.*|\[\^[^\[\]\n]{1,100}\]:.*)$", re.MULTILINE)
"""Table rows, also where no table is well formed, and footnotes, which CommonMark does not know."""
_FOOTNOTE_MARK = re.compile(
    rf"\[\^[^\[\]\n]{{1,100}}\]|(?<!\])(?:{REFERENCE_MARK_PATTERN})+(?![\[(:])"
)
"""A footnote's, and one copied with a text from elsewhere, which is no link."""
_HTML_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_TITLE_KEY = re.compile(r"title[ \t]*+:[ \t]*+(.*)", re.IGNORECASE)
_MAX_INLINE_CHARS = 20_000
"""The longest paragraph whose inline marks are read; longer ones are taken as they stand."""


def parse_blocks(text: str) -> Iterator[Block]:
    """Parse Markdown into blocks; the first heading of level one is the title."""
    from markdown_it import MarkdownIt

    # Inline marks are read a paragraph at a time, so that a long text needs little memory; an
    # indented paragraph is prose here rather than code.
    parser = MarkdownIt("commonmark").enable("table").disable(["inline", "code"])
    text, title = _split_front_matter(text)
    if title:
        yield ArticleTitle(title)
    has_title = False
    references: dict[str, Any] = {}
    heading_level = table_depth = 0
    for token in parser.parse(_SKIPPED_LINE.sub("", text), references):
        match token.type:
            case "heading_open":
                heading_level = int(token.tag[1:])
            case "table_open" | "table_close":
                table_depth += token.nesting
            case "html_block":
                yield Paragraph(_HTML_TAG.sub("", remove_delimited(token.content, "<!--", "-->")))
            case "inline" if not table_depth:
                line = _strip_inline_marks(parser, token.content, references)
                if heading_level == 1 and not has_title:
                    has_title = True
                    yield ArticleTitle(line)
                else:
                    yield SectionHeading(heading_level, line) if heading_level else Paragraph(line)
                heading_level = 0


def _split_front_matter(text: str) -> tuple[str, str]:
    """Split off a YAML header between `---` lines; return the rest and the header's title."""
    lines = text.split("\n", 200)
    if lines[0].rstrip() != "---":
        return text, ""
    for number, line in enumerate(lines[1:200], start=1):
        if line.rstrip() in ("---", "..."):
            titles = (_TITLE_KEY.fullmatch(each.strip()) for each in lines[1:number])
            title = next((match[1] for match in titles if match), "")
            return "\n".join(lines[number + 1 :]), title.strip("\"' ")
    return text, ""


def _strip_inline_marks(parser: MarkdownIt, text: str, references: dict[str, Any]) -> str:
    """Return the words of a paragraph without its links, emphasis, images and code marks."""
    text = _FOOTNOTE_MARK.sub("", text)
    if len(text) > _MAX_INLINE_CHARS:
        return text
    tokens: list[Any] = []
    parser.inline.parse(text, parser, references, tokens)
    parts: list[str] = []
    is_address = False
    for token in tokens:
        if token.type in ("link_open", "link_close"):
            is_address = token.info == "auto" and token.nesting > 0
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type not in ("image", "html_inline") and not is_address:
            parts.append(token.content)
    return "".join(parts)
