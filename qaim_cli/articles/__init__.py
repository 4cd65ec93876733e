"""Articles: parse text of any kind into a title, an infobox and numbered sentences.

`read` is the way in. One module a kind turns the text into blocks; `article` numbers what they
say, so that a sentence has the same place whatever kind of text it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import cast

from qaim_cli.articles.article import (
    LEAD_SECTION,
    Article,
    Block,
    Sentence,
    assemble_article,
    clean_line,
    compute_fingerprint,
)
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.plugins import has_plugin, list_plugins, load_plugin
from qaim_cli.text import format_list, quote_text

BlockParser = Callable[[str], Iterator[Block]]
"""A function that reads a text as headings and paragraphs."""


def parse_article(text: str, *, name: str = "", kind: str = "") -> Article:
    """Parse a text into an article.

    Args:
        text: the text as copied or saved.
        name: what the file is called; its ending helps to guess the kind.
        kind: one of `ARTICLE_KINDS` or of an installed package; guessed where it is empty.

    Raises:
        RequestError: there is no such kind, or what reads it is not installed.
    """
    article = assemble_article(_find_block_parser(kind or guess_kind(text, name))(text))
    return article if article.title else article._replace(title=_guess_title(article, text))


def _guess_title(article: Article, text: str) -> str:
    """Guess a title that is not stated: the first bold words, or the infobox's name."""
    bold = _BOLD_WORDS.search(text[:_SNIFFED_CHARS])
    if bold is not None:
        return clean_line(next(filter(None, bold.groups())))
    return next((value for label, value in article.infobox if label.lower() in _NAME_LABELS), "")


def _find_block_parser(kind: str) -> BlockParser:
    if kind in ARTICLE_KINDS:
        return cast("BlockParser", import_module(f"qaim_cli.articles.{kind}").parse_blocks)
    if not has_plugin("qaim.articles", kind):
        raise RequestError(
            f"there is no kind of article {quote_text(kind)}",
            f"use {format_list((*ARTICLE_KINDS, *list_plugins('qaim.articles')), 'or')}",
        )
    return cast("BlockParser", load_plugin("qaim.articles", kind))


def guess_kind(text: str, name: str = "") -> str:
    """Guess the kind of a text, from its file's extension or else its content."""
    extension = name.rpartition(".")[2].lower()
    for kind, each in ARTICLE_KINDS.items():
        if extension in each.extensions:
            return kind
    start = text[:_SNIFFED_CHARS]
    if _HTML_START.search(start):
        return "html"
    counts = {
        kind: len(each.pattern.findall(start))
        for kind, each in ARTICLE_KINDS.items()
        if each.pattern is not None
    }
    # One tag or brace does not make a text of another format; a page has several.
    if counts["html"] > counts["wikitext"] + 1:
        return "html"
    if counts["wikitext"]:
        return "wikitext"
    templates = len(_WIKI_TEMPLATE.findall(start))
    if templates > 1 or (templates and start.lstrip().startswith("{{")):
        return "wikitext"
    del counts["html"]
    return next((kind for kind, count in counts.items() if count), "plain")


class ArticleKind(FrozenRecord):
    """A kind of text: what people call it, and the signs by which it is recognised."""

    title: str
    extensions: tuple[str, ...] = ()
    pattern: re.Pattern[str] | None = None
    """What texts of this kind have and plain text has not."""


ARTICLE_KINDS = {
    "plain": ArticleKind("plain text"),
    "markdown": ArticleKind(
        "Markdown",
        ("md", "markdown", "mkd"),
        re.compile(
            r"^#{1,6} \S|\[[^\[\]\n]{1,200}\]\([^()\s]{1,300}\)|^(?:\*\*|__)\w|^```", re.MULTILINE
        ),
    ),
    "html": ArticleKind(
        "HTML",
        ("html", "htm", "xhtml"),
        re.compile(r"</?(?:p|div|h[1-6]|li|table|body)\b[^<>]{0,200}>", re.IGNORECASE),
    ),
    "wikitext": ArticleKind(
        "wikitext",
        ("wiki", "wikitext", "mediawiki", "mw"),
        re.compile(r"\[\[[^\[\]\n]{1,200}\]\]|<ref[ >/]|'''", re.IGNORECASE),
    ),
}
"""The kinds of text. Each has a module of its name here, whose `parse_blocks` reads it."""
_SNIFFED_CHARS = 100_000
_BOLD_WORDS = re.compile(
    r"'''([^'\[\]{}|\n]{2,80})'''|(?:^|(?<=\s))\*\*([^*\[\]\n]{2,80})\*\*"
    r"|<(?:b|strong)>([^<>\n]{2,80})</(?:b|strong)>"
)
_NAME_LABELS = ("name", "title", "official name", "common name", "conventional long name")
_HTML_START = re.compile(r"\A\s*+<(?:!doctype html|html|head|body|\?xml)\b", re.IGNORECASE)
_WIKI_TEMPLATE = re.compile(r"\{\{[^{}\n]{1,60}(?:[|\n]|\}\})")
__all__ = [
    "ARTICLE_KINDS",
    "LEAD_SECTION",
    "Article",
    "Sentence",
    "compute_fingerprint",
    "guess_kind",
    "parse_article",
]
