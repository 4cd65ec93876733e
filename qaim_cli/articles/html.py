"""HTML → blocks.

A saved page holds much that is no account: scripts, navigation, tables, captions, references. What
is left is prose, in paragraphs, list items and headings; a table of the class `infobox` is pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from qaim_cli.articles.article import (
    ArticleTitle,
    ArticleUrl,
    Block,
    InfoboxField,
    Paragraph,
    SectionHeading,
)
from qaim_cli.articles.delimiters import remove_delimited

_RAW_TEXT_TAG = re.compile(
    r"<(script|style|textarea|xmp|iframe|noembed|noframes|plaintext)\b", re.IGNORECASE
)
_TAG = re.compile(r"<(?:[/!?]?[a-zA-Z][^<>]*+>)?")
_MAX_TAG_CHARS = 2000
_BLOCK_TAGS = frozenset(
    (
        "p", "div", "li", "dd", "dt", "blockquote", "section", "article", "main", "ul", "ol", "dl",
        "tr", "td", "th", "caption", "header", "body", "center", "details", "summary", "pre", "hr",
    )
)  # fmt: skip
"""Elements at whose edges a paragraph ends."""
_SKIPPED_TAGS = frozenset(
    (
        "head", "nav", "table", "aside", "figure", "footer", "noscript", "template", "svg", "math",
        "form", "button", "select", "object", "video", "audio", "menu", "dialog", "map",
    )
)  # fmt: skip
"""Elements that hold no prose."""
_SKIPPED_CLASSES = re.compile(
    r"(?:^|\s)(?:reference|references|reflist|navbox|mw-editsection|toc|catlinks|hatnote|thumb|gallery"
    r"|metadata|noprint|mw-jump-link|sidebar|infobox-caption|printfooter|mw-cite-backlink|shortdescription"
    r"|error|ambox|portal|sistersitebox|geo-nondefault|Z3988|mw-empty-elt)(?:$|[\s_-])"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_VOID_TAGS = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}


def parse_blocks(text: str) -> Iterator[Block]:
    """The blocks of a page."""
    reader = _HtmlBlockParser()
    reader.feed(_clean_markup(text))
    reader.close()
    reader.end_block()
    return iter(reader.blocks)


def _clean_markup(text: str) -> str:
    """The text with tags alone between angle brackets: no comments, scripts, or loose brackets.

    The standard parser takes a time that grows with the square of such faults.
    """
    text = remove_delimited(remove_delimited(text, "<!--", "-->"), "<![CDATA[", "]]>")
    kept, at = [], 0
    while match := _RAW_TEXT_TAG.search(text, at):
        kept.append(text[at : match.start()])
        closing = re.compile(rf"</{match[1]}\s*>", re.IGNORECASE).search(text, match.end())
        if closing is None:
            at = len(text)
            break
        at = closing.end()
    kept.append(text[at:])
    return _TAG.sub(_clean_tag, "".join(kept))


def _clean_tag(match: re.Match[str]) -> str:
    if match[0] == "<":
        return "&lt;"
    return "" if match[0][1] in "!?" or len(match[0]) > _MAX_TAG_CHARS else match[0]


class _HtmlBlockParser(HTMLParser):
    """Collects blocks; what stands in an element aside is dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._text_parts: list[str] = []
        self._open_elements: list[tuple[str, bool]] = []
        """The open elements, and whether each is aside."""
        self._open_counts: Counter[str] = Counter()
        self._skip_depth = 0
        self._heading_tag = ""
        self._in_title = self._has_title = False
        self._infobox_depth = 0
        """How many elements were open when the infobox began; 0 outside it."""
        self._label = ""
        self._cell_tag = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins an element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") == "canonical":
            self.blocks.append(ArticleUrl(given.get("href", "")))
        if tag == "title":
            self._in_title = True
            self._text_parts = []
        if tag in _VOID_TAGS:
            if tag in ("br", "hr"):
                self._text_parts.append(" ")
            return
        classes = given.get("class", "")
        infobox = tag == "table" and "infobox" in classes.split() and not self._skip_depth
        if tag in _BLOCK_TAGS or tag in _SKIPPED_TAGS or tag in _HEADING_LEVELS:
            self._end_cell_or_block(tag)
        if tag in _HEADING_LEVELS and not self._skip_depth:
            self._heading_tag = tag
        aside = not infobox and self._is_skipped(tag, given, classes)
        self._open_elements.append((tag, aside))
        self._open_counts[tag] += 1
        self._skip_depth += aside
        if infobox and not self._infobox_depth:
            self._infobox_depth = len(self._open_elements)

    def handle_endtag(self, tag: str) -> None:
        """Ends the innermost element of that name, with all that is open in it."""
        if tag == "title" and self._in_title:
            self._end_title()
        if not self._open_counts[tag]:
            return
        if tag in _BLOCK_TAGS or tag in _SKIPPED_TAGS or tag in _HEADING_LEVELS:
            self._end_cell_or_block(tag)
        while True:
            name, aside = self._open_elements.pop()
            self._open_counts[name] -= 1
            self._skip_depth -= aside
            if len(self._open_elements) < self._infobox_depth:
                self._infobox_depth = 0
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Takes text."""
        if not self._skip_depth or self._in_title:
            self._text_parts.append(data)

    def end_block(self) -> None:
        """Ends the paragraph or heading that is being read."""
        text = " ".join("".join(self._text_parts).split())
        self._text_parts = []
        heading, self._heading_tag = self._heading_tag, ""
        if not text or self._in_title:
            return
        if heading == "h1" and not self._has_title:
            self._has_title = True
            self.blocks.append(ArticleTitle(text))
        elif heading:
            self.blocks.append(SectionHeading(_HEADING_LEVELS[heading], text))
        else:
            self.blocks.append(Paragraph(text))

    def _end_cell_or_block(self, tag: str) -> None:
        """What the edge of an element ends: a part of the infobox, or a paragraph."""
        if not self._infobox_depth:
            self.end_block()
            return
        text = " ".join("".join(self._text_parts).split()).strip(", ")
        if tag not in ("th", "td", "tr", "table"):
            self._text_parts = [text, ", " if tag == "li" else " "]
            return
        self._text_parts = []
        if self._cell_tag == "th" and text:
            self._label = text
        elif self._cell_tag == "td" and text and self._label:
            self.blocks.append(InfoboxField(self._label, text))
            self._label = ""
        self._cell_tag = tag
        if tag == "tr":
            self._label = ""

    def _end_title(self) -> None:
        words, self._text_parts = " ".join("".join(self._text_parts).split()), []
        self._in_title = False
        self.blocks.append(ArticleTitle(re.split(r" [-–—|] ", words, maxsplit=1)[0]))

    def _is_skipped(self, tag: str, given: dict[str, str], classes: str) -> bool:
        return (
            (tag in _SKIPPED_TAGS and tag != "head")
            or bool(_SKIPPED_CLASSES.search(classes))
            or given.get("role") == "navigation"
            or "hidden" in given
            or bool(_HIDDEN_STYLE.search(given.get("style", "")))
        )
