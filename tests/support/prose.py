"""The dates of sentences, as `extract` reads them."""

from __future__ import annotations

from qaim_cli import articles
from qaim_cli.dates import format_edtf
from qaim_cli.extract.dates.anchor import resolve_mentions
from qaim_cli.extract.dates.event_dates import merge_mentions


def find_dates(text: str) -> list[tuple[str, str]]:
    """Each date of an article in plain text: its words, and its EDTF or an empty text."""
    article = articles.parse_article(text, kind="plain")
    return [
        (sentence.text[when.start : when.end], format_edtf(when.date) if when.date else "")
        for sentence, found in resolve_mentions(article.sentences, title=article.title)
        for when in merge_mentions(sentence.text, found)
    ]
