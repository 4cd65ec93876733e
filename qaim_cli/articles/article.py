"""Articles: the sentences of a text, each with the place by which a store cites it.

A reader of one kind of text gives blocks (`Heading`, `Paragraph`, `Pair`) in the order read;
`assembled` puts them together. What is no prose is left out here, for all kinds alike: the
sections of references and links, and paragraphs without a letter.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple, assert_never

from qaim_cli.articles.sentences import cut
from qaim_cli.text import fold

LEAD = "lead"
"""The section of what stands before the first heading."""


class Heading(NamedTuple):
    """The beginning of a section; `level` counts from 1, the outermost.

    `start` is its offset in the text, where that is plain.
    """

    level: int
    text: str
    start: int | None = None


class Paragraph(NamedTuple):
    """A run of sentences; `start` is its offset in the text, where that is plain."""

    text: str
    start: int | None = None


class Pair(NamedTuple):
    """A label and a value of the infobox."""

    label: str
    value: str


class Title(NamedTuple):
    """What the article is called."""

    text: str


class Address(NamedTuple):
    """Where the article stands."""

    url: str


Block = Heading | Paragraph | Pair | Title | Address


class Sentence(NamedTuple):
    """A sentence, and its place: the paragraph in its section and its number there, from 1.

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
    def place(self) -> tuple[str, int, int]:
        """Section, paragraph and number: what a store's source says."""
        return (self.section, self.paragraph, self.number)


class Article(NamedTuple):
    """The sentences of an article in the order read, and what stands beside them."""

    title: str
    url: str
    infobox: tuple[tuple[str, str], ...]
    sentences: tuple[Sentence, ...]
    headings: tuple[Heading, ...] = ()

    def by_place(self) -> dict[tuple[str, int, int], Sentence]:
        """Each sentence by its place."""
        return {sentence.place: sentence for sentence in self.sentences}


def assembled(blocks: Iterable[Block]) -> Article:
    """The article that blocks make; a section that comes twice is counted on."""
    title = url = ""
    pairs: dict[str, str] = {}
    sentences: list[Sentence] = []
    outline = _Outline()
    for block in blocks:
        match block:
            case Title(text):
                title = title or one_line(text)
            case Address(address):
                url = url or one_line(address)
            case Pair(label, value):
                label, value = one_line(label), one_line(value)
                if label and value:
                    pairs.setdefault(label, value)
            case Heading():
                outline.enter(block._replace(text=one_line(block.text)))
            case Paragraph():
                sentences += outline.sentences(block)
            case _:
                assert_never(block)
    return Article(title, url, tuple(pairs.items()), tuple(sentences), tuple(outline.entered))


def one_line(text: str) -> str:
    """The text on one line, single spaces between words, without what could steer a terminal."""
    return text if _TIDY.fullmatch(text) else " ".join(text.translate(_CONTROLS).split())


class _Outline:
    """Where in an article one is, while it is read."""

    def __init__(self) -> None:
        self.entered: list[Heading] = []
        self._headings: list[Heading] = []
        self._paragraphs: dict[str, int] = {}

    def enter(self, heading: Heading) -> None:
        """Begins the section that a heading names."""
        if heading.text:
            self._headings = [each for each in self._headings if each.level < heading.level]
            self._headings.append(heading)
            self.entered.append(heading)

    def sentences(self, paragraph: Paragraph) -> Iterator[Sentence]:
        """The sentences of the next paragraph; none where it is no part of the account."""
        if any(fold(each.text) in _ASIDE for each in self._headings):
            return
        cuts = [
            (first, text)
            for first, last in cut(paragraph.text)
            if _LETTER.search(text := one_line(paragraph.text[first:last]))
        ]
        if not cuts:
            return
        headings = tuple(each.text for each in self._headings)
        section = headings[-1] if headings else LEAD
        nth = self._paragraphs[section] = self._paragraphs.get(section, 0) + 1
        for number, (first, text) in enumerate(cuts, start=1):
            start = None
            if paragraph.start is not None:
                start = paragraph.start + paragraph.text.index(text[0], first)
            yield Sentence(section, nth, number, text, headings, start)


_ASIDE = frozenset(
    map(
        fold,
        (
            "References", "Notes", "Notes and references", "References and notes", "Footnotes",
            "Citations", "Sources", "Bibliography", "Works cited", "Further reading", "See also",
            "External links", "Gallery", "Navigation menu", "Contents",
        ),
    )
)  # fmt: skip
"""Sections that tell nothing: references, links and navigation."""
_LETTER = re.compile(r"[^\W\d_]")
_TIDY = re.compile(r"[!-~]+(?: [!-~]+)*+")


class _Controls(dict[int, str]):
    """A translation table: what is no character to read becomes a space."""

    def __missing__(self, code: int) -> str:
        bad = unicodedata.category(chr(code)) in ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
        bad = bad or code in range(0x202A, 0x202F) or code in range(0x2066, 0x206A)
        bad = bad or code == 0xFEFF
        self[code] = " " if bad else chr(code)
        return self[code]


_CONTROLS = _Controls()
