"""Parse HTML pages into blocks.

A saved page holds much besides prose: scripts, navigation, tables, captions, references. Kept are
paragraphs, list items and headings; a table of the class `infobox` becomes label-value pairs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from qaim_cli.articles.article import (
    ArticleTitle,
    ArticleUrl,
    Block,
    InfoboxField,
    Paragraph,
    SectionHeading,
)

_BLOCK_TAGS = frozenset(
    (
        "p", "div", "li", "dd", "dt", "blockquote", "section", "article", "main", "ul", "ol", "dl",
        "tr", "td", "th", "caption", "header", "body", "center", "details", "summary", "pre", "hr",
    )
)  # fmt: skip
"""Elements at whose start and end a paragraph ends."""
_SKIPPED_TAGS = frozenset(
    (
        "nav", "table", "aside", "figure", "footer", "noscript", "template", "svg", "math", "form",
        "button", "select", "object", "video", "audio", "menu", "dialog", "map", "script", "style",
        "textarea", "iframe", "xmp", "noembed", "noframes", "plaintext",
    )
)  # fmt: skip
"""Elements that hold no prose."""
_SKIPPED_CLASSES = re.compile(
    r"(?:^|\s)(?:reference|references|reflist|navbox|mw-editsection|toc|catlinks|hatnote|thumb|gallery"
    r"|metadata|noprint|mw-jump-link|sidebar|infobox-caption|printfooter|mw-cite-backlink|shortdescription"
    r"|error|ambox|portal|sistersitebox|geo-nondefault|Z3988|mw-empty-elt|mwe-math-element|thumbcaption"
    r"|wp-caption-text)(?:$|[\s_-])"
)
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_HEADING_LEVELS = {f"h{level}": level for level in range(1, 7)}
_EDGE_TAGS = _BLOCK_TAGS | _SKIPPED_TAGS | _HEADING_LEVELS.keys()
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>")
_NEVER_NESTED_TAGS = frozenset(
    (
        "p", "li", "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot", "option", "area",
        "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr",
    )
)  # fmt: skip
"""Elements that the next one of their kind ends, or that hold nothing."""
_MAX_DEPTH = 500
"""How deep elements may nest, about as in browsers; beyond it the parser's time grows steeply."""
_CELL_TAGS = frozenset(("th", "td", "tr", "table"))


def parse_blocks(text: str) -> Iterator[Block]:
    """Parse an HTML page into blocks."""
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_limit_nesting(text))
    collector = _HtmlBlockCollector()
    collector.collect(tree.root)
    return iter(collector.blocks)


def _limit_nesting(text: str) -> str:
    """Remove the start tags of elements that nest too deep; their text stays."""
    depth = 0

    def replace_tag(match: re.Match[str]) -> str:
        nonlocal depth
        if match[2].lower() not in _NEVER_NESTED_TAGS:
            depth = max(0, depth - 1) if match[1] else depth + 1
        return match[0] if depth < _MAX_DEPTH or match[1] else ""

    return _TAG.sub(replace_tag, text)


class _HtmlBlockCollector:
    """Walks a page's elements in order and collects its blocks."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self._text_parts: list[str] = []
        self._heading_tag = ""
        self._has_title = False
        self._infobox_depth = 0
        """How many elements were open when the infobox began; 0 outside it."""
        self._label = ""
        self._cell_tag = ""

    def collect(self, root: Any) -> None:
        """Walk a tree without recursion, which a hostile page could exhaust."""
        node, depth = root, 1
        while node is not None:
            child = node.child if self._start_node(node, depth) else None
            if child is not None:
                node, depth = child, depth + 1
                continue
            while node is not None and node.next is None:
                node, depth = node.parent, depth - 1
                if node is not None and depth:
                    self._end_element(node.tag, depth)
            if node is not None:
                node = node.next
        self._end_block()

    def _start_node(self, node: Any, depth: int) -> bool:
        """Begin a node; return whether its children are to be read."""
        if node.is_text_node:
            self._text_parts.append(node.text_content or "")
            return False
        if not node.is_element_node:
            return bool(node.is_document_node)
        tag = node.tag
        if tag == "head":
            self._read_head(node)
            return False
        if tag == "br":
            self._text_parts.append(" ")
        if tag in _EDGE_TAGS:
            self._end_cell_or_block(tag)
        attributes = node.attributes
        class_names = attributes.get("class") or ""
        is_infobox = tag == "table" and "infobox" in class_names.split()
        if not is_infobox and self._is_skipped(tag, attributes, class_names):
            return False
        if is_infobox and not self._infobox_depth:
            self._infobox_depth = depth
        if tag in _HEADING_LEVELS:
            self._heading_tag = tag
        if node.child is None:
            self._end_element(tag, depth)
        return True

    def _end_element(self, tag: str, depth: int) -> None:
        if tag in _EDGE_TAGS:
            self._end_cell_or_block(tag)
        if depth == self._infobox_depth:
            self._infobox_depth = 0

    def _read_head(self, head: Any) -> None:
        """Read the page's title and its canonical address."""
        link = head.css_first('link[rel="canonical"]')
        if link is not None:
            self.blocks.append(ArticleUrl(link.attributes.get("href") or ""))
        title = head.css_first("title")
        if title is not None:
            text = " ".join(title.text().split())
            self.blocks.append(ArticleTitle(re.split(r" [-–—|] ", text, maxsplit=1)[0]))

    def _end_block(self) -> None:
        """End the paragraph or heading that is being read."""
        text = " ".join("".join(self._text_parts).split())
        self._text_parts = []
        heading, self._heading_tag = self._heading_tag, ""
        if not text:
            return
        if heading == "h1" and not self._has_title:
            self._has_title = True
            self.blocks.append(ArticleTitle(text))
        elif heading:
            self.blocks.append(SectionHeading(_HEADING_LEVELS[heading], text))
        else:
            self.blocks.append(Paragraph(text))

    def _end_cell_or_block(self, tag: str) -> None:
        """End the infobox cell or paragraph at a block tag."""
        if not self._infobox_depth:
            self._end_block()
            return
        text = " ".join("".join(self._text_parts).split()).strip(", ")
        if tag not in _CELL_TAGS:
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

    def _is_skipped(self, tag: str, attributes: dict[str, str | None], class_names: str) -> bool:
        return (
            tag in _SKIPPED_TAGS
            or bool(_SKIPPED_CLASSES.search(class_names))
            or attributes.get("role") == "navigation"
            or "hidden" in attributes
            or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
        )
