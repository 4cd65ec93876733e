"""HTML → blocks.

A saved page holds much that is no account: scripts, navigation, tables, captions, references. What
is left is prose, in paragraphs, list items and headings; a table of the class `infobox` is pairs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from qaim_cli.articles.article import Address, Block, Heading, Pair, Paragraph, Title
from qaim_cli.articles.marks import without

_RAW = re.compile(
    r"<(script|style|textarea|xmp|iframe|noembed|noframes|plaintext)\b", re.IGNORECASE
)
_TAG = re.compile(r"<(?:[/!?]?[a-zA-Z][^<>]*+>)?")
_LONGEST_TAG = 2000
_ENDS = frozenset(
    (
        "p", "div", "li", "dd", "dt", "blockquote", "section", "article", "main", "ul", "ol", "dl",
        "tr", "td", "th", "caption", "header", "body", "center", "details", "summary", "pre", "hr",
    )
)  # fmt: skip
"""Elements at whose edges a paragraph ends."""
_ASIDE = frozenset(
    (
        "head", "nav", "table", "aside", "figure", "footer", "noscript", "template", "svg", "math",
        "form", "button", "select", "object", "video", "audio", "menu", "dialog", "map",
    )
)  # fmt: skip
"""Elements that hold no prose."""
_ASIDE_CLASSES = re.compile(
    r"(?:^|\s)(?:reference|references|reflist|navbox|mw-editsection|toc|catlinks|hatnote|thumb|gallery"
    r"|metadata|noprint|mw-jump-link|sidebar|infobox-caption|printfooter|mw-cite-backlink|shortdescription"
    r"|error|ambox|portal|sistersitebox|geo-nondefault|Z3988|mw-empty-elt)(?:$|[\s_-])"
)
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_VOID = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr")
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a page."""
    reader = _Reader()
    reader.feed(_orderly(text))
    reader.close()
    reader.end_block()
    return iter(reader.blocks)


def _orderly(text: str) -> str:
    """The text with tags alone between angle brackets: no comments, scripts, or loose brackets.

    The standard parser takes a time that grows with the square of such faults.
    """
    text = without(without(text, "<!--", "-->"), "<![CDATA[", "]]>")
    kept, at = [], 0
    while match := _RAW.search(text, at):
        kept.append(text[at : match.start()])
        closing = re.compile(rf"</{match[1]}\s*>", re.IGNORECASE).search(text, match.end())
        if closing is None:
            at = len(text)
            break
        at = closing.end()
    kept.append(text[at:])
    return _TAG.sub(_tag, "".join(kept))


def _tag(match: re.Match[str]) -> str:
    if match[0] == "<":
        return "&lt;"
    return "" if match[0][1] in "!?" or len(match[0]) > _LONGEST_TAG else match[0]


class _Reader(HTMLParser):
    """Collects blocks; what stands in an element aside is dropped."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self._words: list[str] = []
        self._open: list[tuple[str, bool]] = []
        """The open elements, and whether each is aside."""
        self._counts: Counter[str] = Counter()
        self._aside = 0
        self._heading = ""
        self._title = self._titled = False
        self._infobox = 0
        """How many elements were open when the infobox began; 0 outside it."""
        self._label = ""
        self._cell = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begins an element."""
        given = {name: value or "" for name, value in attrs}
        if tag == "link" and given.get("rel") == "canonical":
            self.blocks.append(Address(given.get("href", "")))
        if tag == "title":
            self._title = True
            self._words = []
        if tag in _VOID:
            if tag in ("br", "hr"):
                self._words.append(" ")
            return
        classes = given.get("class", "")
        infobox = tag == "table" and "infobox" in classes.split() and not self._aside
        if tag in _ENDS or tag in _ASIDE or tag in _HEADINGS:
            self._edge(tag)
        if tag in _HEADINGS and not self._aside:
            self._heading = tag
        aside = not infobox and self._is_aside(tag, given, classes)
        self._open.append((tag, aside))
        self._counts[tag] += 1
        self._aside += aside
        if infobox and not self._infobox:
            self._infobox = len(self._open)

    def handle_endtag(self, tag: str) -> None:
        """Ends the innermost element of that name, with all that is open in it."""
        if tag == "title" and self._title:
            self._end_title()
        if not self._counts[tag]:
            return
        if tag in _ENDS or tag in _ASIDE or tag in _HEADINGS:
            self._edge(tag)
        while True:
            name, aside = self._open.pop()
            self._counts[name] -= 1
            self._aside -= aside
            if len(self._open) < self._infobox:
                self._infobox = 0
            if name == tag:
                return

    def handle_data(self, data: str) -> None:
        """Takes text."""
        if not self._aside or self._title:
            self._words.append(data)

    def end_block(self) -> None:
        """Ends the paragraph or heading that is being read."""
        text = " ".join("".join(self._words).split())
        self._words = []
        heading, self._heading = self._heading, ""
        if not text or self._title:
            return
        if heading == "h1" and not self._titled:
            self._titled = True
            self.blocks.append(Title(text))
        elif heading:
            self.blocks.append(Heading(_HEADINGS[heading], text))
        else:
            self.blocks.append(Paragraph(text))

    def _edge(self, tag: str) -> None:
        """What the edge of an element ends: a part of the infobox, or a paragraph."""
        if not self._infobox:
            self.end_block()
            return
        text = " ".join("".join(self._words).split()).strip(", ")
        if tag not in ("th", "td", "tr", "table"):
            self._words = [text, ", " if tag == "li" else " "]
            return
        self._words = []
        if self._cell == "th" and text:
            self._label = text
        elif self._cell == "td" and text and self._label:
            self.blocks.append(Pair(self._label, text))
            self._label = ""
        self._cell = tag
        if tag == "tr":
            self._label = ""

    def _end_title(self) -> None:
        words, self._words = " ".join("".join(self._words).split()), []
        self._title = False
        self.blocks.append(Title(re.split(r" [-–—|] ", words, maxsplit=1)[0]))

    def _is_aside(self, tag: str, given: dict[str, str], classes: str) -> bool:
        return (
            (tag in _ASIDE and tag != "head")
            or bool(_ASIDE_CLASSES.search(classes))
            or given.get("role") == "navigation"
            or "hidden" in given
            or bool(_HIDDEN.search(given.get("style", "")))
        )
