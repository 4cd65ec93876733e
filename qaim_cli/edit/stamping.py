"""Fingerprints of the sentences that events cite, written into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qaim_cli.articles import Article, fingerprint
from qaim_cli.edit.change import Make, Splice
from qaim_cli.edit.comments import column_of
from qaim_cli.edit.layout import scalar
from qaim_cli.edit.standing import Standing
from qaim_cli.store import Loaded
from qaim_cli.store.tree import Piece, outline
from qaim_cli.text import clean, counted, whole_number


def stamped(article: Article) -> Make:
    """What writes the fingerprint of every sentence cited, as an article has it now.

    A source whose sentences are not all there keeps what it has.
    """
    cited = article.by_source()

    def print_of(place: tuple[str, int, int]) -> str:
        return fingerprint(" ".join(each.text for each in cited[place])) if place in cited else ""

    def make(text: str, _: Loaded) -> tuple[list[Splice], str]:
        standing = Standing(text)
        standing.entries("events")  # which refuses a file without lines to write them in
        splices = [
            splice
            for key, item, is_item in outline(text)
            if is_item and key.text == "events"
            for sources in filter(None, [item.get("source")])
            for source in sources.items
            for splice in _stamp(standing, source, print_of)
        ]
        return splices, f"{counted(len(splices), 'source')} stamped"

    return make


def _stamp(
    standing: Standing, source: Piece, print_of: Callable[[tuple[str, int, int]], str]
) -> Iterator[Splice]:
    """The splice that gives a source its fingerprints; none where it has them, or they fail."""
    section, paragraph, sentence = map(source.get, ("section", "paragraph", "sentence"))
    if section is None:
        return
    name = " ".join(clean(section.text).split())
    number, *_ = _numbers(paragraph)
    prints = [print_of((name, number, each)) for each in _numbers(sentence)]
    if not all(prints):
        return
    present = source.get("fingerprint")
    if present is not None and [each.text for each in present.items] == prints:
        return
    written = [scalar(each, flow=True) for each in prints]
    value = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
    if present is not None:
        yield Splice(present.start, present.end, value)
    elif source.style == "flow":
        end = source.pairs[-1][1].end
        yield Splice(end, end, f", fingerprint: {value}")
    else:
        start = source.pairs[0][0].start
        margin = standing.newline + " " * column_of(standing.text, source.pairs[0][0])
        yield Splice(start, start, f"fingerprint: {value}{margin}")


def _numbers(value: Piece | None) -> list[int]:
    """The numbers that a key gives, 0 alone where it gives none."""
    items = value.items if value else ()
    return [whole_number(each.text) or 0 for each in items] or [0]
