"""Articles: sentences, each with the place by which a store cites it.

A reader of one kind of text gives blocks (`Heading`, `Paragraph`, `InfoboxField`) in the order
read; `assemble_article` puts them together. What is no prose is left out here, for all kinds alike:
the sections of references and links, and paragraphs without a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import assert_never

from qaim_cli.articles.sentences import split_sentences
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import fold

LEAD_SECTION = "lead"
"""The section of what stands before the first heading."""


class SectionHeading(FrozenRecord):
    """The heading of a section; `level` 1 is the outermost.

    `start` is its offset in the text, where that is plain.
    """

    level: int
    text: str
    start: int | None = None


class Paragraph(FrozenRecord):
    """A run of sentences; `start` is its offset in a plain text."""

    text: str
    start: int | None = None


class InfoboxField(FrozenRecord):
    """One label and value of the infobox."""

    label: str
    value: str


class ArticleTitle(FrozenRecord):
    """The title of the article."""

    text: str


class ArticleUrl(FrozenRecord):
    """The web address of the article."""

    url: str


Block = SectionHeading | Paragraph | InfoboxField | ArticleTitle | ArticleUrl


class Sentence(FrozenRecord):
    """A sentence, with its paragraph in its section and its number there, from 1.

    Its text is on one line and without control characters. `headings` are those it stands under,
    the outermost first; `start` is its offset in the text, where that is plain.
    """

    section: str
    paragraph: int
    number: int
    text: str
    headings: tuple[str, ...] = ()
    start: int | None = None

    @property
    def locator(self) -> tuple[str, int, int]:
        """The section, paragraph and number, as a store's source gives them."""
        return (self.section, self.paragraph, self.number)


class Article(FrozenRecord):
    """The sentences of an article in reading order, with its title and infobox."""

    title: str
    url: str
    infobox: tuple[tuple[str, str], ...]
    sentences: tuple[Sentence, ...]
    headings: tuple[SectionHeading, ...] = ()

    def group_by_citation(self) -> dict[tuple[str, int, int], list[Sentence]]:
        """Group sentences by what may cite them: sentence, paragraph or section (0 for all)."""
        found: dict[tuple[str, int, int], list[Sentence]] = {}
        for each in self.sentences:
            section, paragraph, number = each.locator
            for place in ((section, paragraph, number), (section, paragraph, 0), (section, 0, 0)):
                found.setdefault(place, []).append(each)
        return found


def assemble_article(blocks: Iterable[Block]) -> Article:
    """Assemble an article from blocks; a section that returns is counted on."""
    title = url = ""
    pairs: dict[str, str] = {}
    sentences: list[Sentence] = []
    outline = _OutlineTracker()
    for block in blocks:
        match block:
            case ArticleTitle(text):
                title = title or clean_line(text)
            case ArticleUrl(address):
                url = url or clean_line(address)
            case InfoboxField(label, value):
                label, value = clean_line(label), clean_line(value)
                if label and value:
                    pairs.setdefault(label, value)
            case SectionHeading():
                outline.enter_section(block._replace(text=clean_line(block.text)))
            case Paragraph():
                sentences += outline.split_paragraph(block)
            case _:
                assert_never(block)
    return Article(title, url, tuple(pairs.items()), tuple(sentences), tuple(outline.all_headings))


def clean_line(text: str) -> str:
    """Put a text on one line, with single spaces and without control characters."""
    return (
        text if _ALREADY_CLEAN.fullmatch(text) else " ".join(text.translate(_CONTROL_CHARS).split())
    )


class _OutlineTracker:
    """Tracks the current section and paragraph while an article is read."""

    def __init__(self) -> None:
        self.all_headings: list[SectionHeading] = []
        self._open_headings: list[SectionHeading] = []
        self._paragraph_counts: dict[str, int] = {}

    def enter_section(self, heading: SectionHeading) -> None:
        """Enter the section that a heading names."""
        if heading.text:
            self._open_headings = [
                each for each in self._open_headings if each.level < heading.level
            ]
            self._open_headings.append(heading)
            self.all_headings.append(heading)

    def split_paragraph(self, paragraph: Paragraph) -> Iterator[Sentence]:
        """Split the next paragraph into sentences; none if it is not part of the text proper."""
        if any(fold(each.text) in _SKIPPED_SECTIONS for each in self._open_headings):
            return
        cuts = [
            (first, text)
            for first, last in split_sentences(paragraph.text)
            if _LETTER.search(text := clean_line(paragraph.text[first:last]))
        ]
        if not cuts:
            return
        headings = tuple(each.text for each in self._open_headings)
        section = headings[-1] if headings else LEAD_SECTION
        nth = self._paragraph_counts[section] = self._paragraph_counts.get(section, 0) + 1
        for number, (first, text) in enumerate(cuts, start=1):
            start = None
            if paragraph.start is not None:
                start = paragraph.start + paragraph.text.index(text[0], first)
            yield Sentence(section, nth, number, text, headings, start)


_SKIPPED_SECTIONS = frozenset(
    map(
        fold,
        (
            "References", "Notes", "Notes and references", "References and notes", "Footnotes",
            "Citations", "Sources", "Bibliography", "Works cited", "Further reading", "See also",
            "External links", "Bibliographies", "Reference literature",
            "Reference works", "Selected bibliography", "Select bibliography", "Gallery",
            "Navigation menu", "Contents",
        ),
    )
)  # fmt: skip
"""Sections that tell nothing: references, links and navigation."""
_LETTER = re.compile(r"[^\W\d_]")
_ALREADY_CLEAN = re.compile(r"[!-~]+(?: [!-~]+)*+")


class _ControlCharTable(dict[int, str]):
    """A translation table that replaces unreadable characters with spaces."""

    def __missing__(self, code: int) -> str:
        bad = unicodedata.category(chr(code)) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
        bad = bad or code in range(0x202A, 0x202F) or code in range(0x2066, 0x206A)
        bad = bad or code == 0xFEFF
        self[code] = " " if bad else chr(code)
        return self[code]


_CONTROL_CHARS = _ControlCharTable()


def compute_fingerprint(text: str) -> str:
    """Compute six hexadecimal digits that change when a sentence's words do.

    They are the first of the SHA-256 of the folded text, so that another kind of apostrophe, dash
    or space is no change.
    """
    from hashlib import sha256

    return sha256(fold(text).encode()).hexdigest()[:6]
