"""Fingerprints of the sentences that events cite, written into a store."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from qaim_cli.articles import Article, fingerprint
from qaim_cli.edit.change import Make, Splice
from qaim_cli.edit.layout import scalar
from qaim_cli.edit.standing import newline
from qaim_cli.store import Loaded
from qaim_cli.store.tree import Piece, outline
from qaim_cli.text import counted, whole_number


def stamped(article: Article) -> Make:
    """What writes the fingerprint of every sentence cited, as an article has it now.

    A source whose sentences are not all there keeps what it has.
    """
    cited = article.by_source()

    def print_of(place: tuple[str, int, int]) -> str:
        return fingerprint(" ".join(each.text for each in cited[place])) if place in cited else ""

    def make(text: str, _: Loaded) -> tuple[list[Splice], str]:
        splices = [
            splice
            for key, item, is_item in outline(text)
            if is_item and key.text == "events"
            for source in (item.get("source") or item).items
            for splice in _stamp(text, source, print_of)
        ]
        return splices, f"{counted(len(splices), 'source')} stamped"

    return make


def _stamp(
    text: str, source: Piece, print_of: Callable[[tuple[str, int, int]], str]
) -> Iterator[Splice]:
    """The splice that gives a source its fingerprints; none where it has them, or they fail."""
    section, paragraph, sentence = map(source.get, ("section", "paragraph", "sentence"))
    if section is None:
        return
    numbers = [whole_number(each.text) or 0 for each in sentence.items] if sentence else [0]
    number = whole_number(paragraph.text) or 0 if paragraph else 0
    prints = [print_of((section.text, number, each)) for each in numbers]
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
        begins = max(text.rfind("\n", 0, start), text.rfind("\r", 0, start)) + 1
        margin = newline(text) + " " * (start - begins)
        yield Splice(start, start, f"fingerprint: {value}{margin}")
