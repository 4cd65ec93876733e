"""Fingerprints of the sentences that events cite, written into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qaim_cli.articles import Article, compute_fingerprint
from qaim_cli.edit.change import EditFunction, TextEdit
from qaim_cli.edit.comments import get_column
from qaim_cli.edit.outline import DocumentOutline
from qaim_cli.store import LoadResult
from qaim_cli.store.layout import format_scalar
from qaim_cli.store.tree import SourceNode, parse_top_level
from qaim_cli.text import clean_text, format_count, parse_whole_number


def stamp_fingerprints(article: Article) -> EditFunction:
    """What writes the fingerprint of every sentence cited, as an article has it now.

    A source whose sentences are not all there keeps what it has.
    """
    cited = article.group_by_citation()

    def make_fingerprint(place: tuple[str, int, int]) -> str:
        return (
            compute_fingerprint(" ".join(each.text for each in cited[place]))
            if place in cited
            else ""
        )

    def make_edits(text: str, _: LoadResult) -> tuple[list[TextEdit], str]:
        standing = DocumentOutline(text)
        standing.get_entries("events")  # which refuses a file without lines to write them in
        splices = [
            splice
            for key, item, is_item in parse_top_level(text)
            if is_item and key.text == "events"
            for sources in filter(None, [item.get("source")])
            for source in sources.items
            for splice in _stamp_source(standing, source, make_fingerprint)
        ]
        return splices, f"{format_count(len(splices), 'source')} stamped"

    return make_edits


def _stamp_source(
    standing: DocumentOutline, source: SourceNode, print_of: Callable[[tuple[str, int, int]], str]
) -> Iterator[TextEdit]:
    """The splice that gives a source its fingerprints; none where it has them, or they fail."""
    section, paragraph, sentence = map(source.get, ("section", "paragraph", "sentence"))
    if section is None:
        return
    name = " ".join(clean_text(section.text).split())
    number, *_ = _read_numbers(paragraph)
    prints = [print_of((name, number, each)) for each in _read_numbers(sentence)]
    if not all(prints):
        return
    present = source.get("fingerprint")
    if present is not None and [each.text for each in present.items] == prints:
        return
    written = [format_scalar(each, flow=True) for each in prints]
    value = written[0] if len(written) == 1 else f"[{', '.join(written)}]"
    if present is not None:
        yield TextEdit(present.start, present.end, value)
    elif source.style == "flow":
        end = source.pairs[-1][1].end
        yield TextEdit(end, end, f", fingerprint: {value}")
    else:
        start = source.pairs[0][0].start
        margin = standing.newline + " " * get_column(standing.text, source.pairs[0][0])
        yield TextEdit(start, start, f"fingerprint: {value}{margin}")


def _read_numbers(value: SourceNode | None) -> list[int]:
    """The numbers that a key gives, 0 alone where it gives none."""
    items = value.items if value else ()
    return [parse_whole_number(each.text) or 0 for each in items] or [0]
