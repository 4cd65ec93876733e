"""Texts made to keep a reader busy, and how the time for one grows with its length."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from qaim_cli import articles, extract
from qaim_cli.edit.draft import render_draft
from qaim_cli.model import Catalogue, Reference, Timeline

ARTICLES = (
    "[[", "{{a|", "<ref>", "<!--", "<a ", "<b>", "''", "{|", "&#", "(", "*", "_", "`", "- ",
    "#", ">", ".", "A.", "\n", "a", "\r", "\u202e", "\x00", "= a =\n", "| a\n", "<table>",
    "<table class=infobox><tr><th>a<td>", "<script>", "{{Infobox|a=", "[a](b) ", "![",
)  # fmt: skip
DRAFTS = (
    "In 1905 ", "5 May ", "5 and ", "5, ", "every ", "on Mondays ", "the ", "from ", "early ",
    "killed 5 ", "killed a ", "said ", "according to ", "Foo of the ", "in 480 BC ", "1905-",
    "later that ", "the end of ", "of that year ", "A'", "1,000 ", "٣", "1905 killed the ",
    "the next day ", "two days later. ", "It fell in 1905. ", "It fell on 5 May. ",
    "of the 19th century ", "two years later, in 1905, ", "in 1905 and ", "not until 1905 ",
)  # fmt: skip
LENGTH = 15_000
TIMES = 4


class Growth(NamedTuple):
    """How many times as long a text takes that is `TIMES` times as long."""

    name: str
    ratio: float


def repeated(bit: str, length: int) -> str:
    """A text of about that length made of one bit."""
    return bit * (length // len(bit))


def growth(runs: int) -> Iterator[Growth]:
    """The growth for each text, the worst first; `TIMES` is even growth, its square is trouble."""
    yield from sorted(_each(runs), key=lambda each: -each.ratio)


def _each(runs: int) -> Iterator[Growth]:
    for kind in articles.ARTICLE_KINDS:
        for bit in ARTICLES:
            yield Growth(
                f"read {kind} of {bit!r}",
                _ratio(partial(articles.parse_article, kind=kind), bit, runs),
            )
    like = Timeline(
        path="",
        title="",
        reference=Reference("", "", ""),
        infobox=(),
        actors=Catalogue({}),
        places=Catalogue({}),
        events=(),
        name="",
    )
    for bit in DRAFTS:
        yield Growth(f"draft {bit!r}", _ratio(lambda text: _draft(text, like), bit, runs))


def _draft(text: str, like: Timeline) -> None:
    for _ in render_draft(extract.draft_timeline(articles.parse_article(text, kind="plain"), like)):
        pass


def _ratio(action: Callable[[str], object], bit: str, runs: int) -> float:
    short, long = (
        min(_took(action, repeated(bit, length)) for _ in range(runs))
        for length in (LENGTH, LENGTH * TIMES)
    )
    return long / short


def _took(action: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    action(text)
    return time.process_time() - start
