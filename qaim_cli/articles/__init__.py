"""Articles: a text of any kind → its title, infobox and numbered sentences.

`read` is the way in. One module a kind turns the text into blocks; `article` numbers what they
say, so that a sentence has the same place whatever kind of text it was read from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qaim_cli.articles.article import LEAD, Article, Block, Sentence, assembled
from qaim_cli.errors import RequestError
from qaim_cli.text import listed, shown


def read(text: str, *, name: str = "", kind: str = "") -> Article:
    """The article that a text holds.

    Args:
        text: the text as copied or saved.
        name: what the file is called; its ending helps to guess the kind.
        kind: one of `KINDS`; guessed where it is empty.

    Raises:
        RequestError: there is no such kind, or what reads it is not installed.
    """
    if kind and kind not in KINDS:
        raise RequestError(
            f"there is no kind of article {shown(kind)}", f"use {listed(KINDS, 'or')}"
        )
    return assembled(KINDS[kind or guessed(text, name)](text))


def guessed(text: str, name: str = "") -> str:
    """The kind that a text most likely is: by its name's ending, else by what stands in it."""
    ending = name.rpartition(".")[2].lower()
    if ending in _ENDINGS:
        return _ENDINGS[ending]
    start = text[:_LOOKED_AT]
    return next((kind for kind, sign in _SIGNS if sign.search(start)), "plain")


def _plain(text: str) -> Iterator[Block]:
    from qaim_cli.articles import plain

    return plain.blocks(text)


def _markdown(text: str) -> Iterator[Block]:
    from qaim_cli.articles import markdown

    return markdown.blocks(text)


def _html(text: str) -> Iterator[Block]:
    from qaim_cli.articles import html

    return html.blocks(text)


def _wikitext(text: str) -> Iterator[Block]:
    from qaim_cli.articles import wikitext

    return wikitext.blocks(text)


KINDS: dict[str, Callable[[str], Iterator[Block]]] = {
    "plain": _plain,
    "markdown": _markdown,
    "html": _html,
    "wikitext": _wikitext,
}
"""The kinds of text, each with its reader, loaded when it is asked for."""
_ENDINGS = {
    **dict.fromkeys(("md", "markdown", "mkd"), "markdown"),
    **dict.fromkeys(("html", "htm", "xhtml"), "html"),
    **dict.fromkeys(("wiki", "wikitext", "mediawiki", "mw"), "wikitext"),
}
_LOOKED_AT = 100_000
_SIGNS = tuple(
    (kind, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for kind, pattern in (
        ("html", r"\A\s*+<(?:!doctype html|html|head|body|\?xml)\b"),
        ("html", r"<(?:p|div|h[1-6]|body)\b[^<>]{0,200}>"),
        ("wikitext", r"\[\[[^\[\]\n]{1,200}\]\]|<ref[ >/]|'''"),
        ("wikitext", r"\{\{[^{}\n]{1,60}(?:[|\n]|\}\})"),
        ("markdown", r"^#{1,6} \S|\[[^\[\]\n]{1,200}\]\([^()\s]{1,300}\)|^(?:\*\*|__)\w|^```"),
    )
)
"""What tells a kind of text from plain text, tried in this order."""

__all__ = ["KINDS", "LEAD", "Article", "Sentence", "guessed", "read"]
