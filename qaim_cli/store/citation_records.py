"""Nodes → the citations of events and ignored sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import repeat

from qaim_cli.ids import is_id
from qaim_cli.model import IgnoredSentence, Source
from qaim_cli.store import shape
from qaim_cli.store.nodes import NO_POSITION, MappingEntry, YamlNode
from qaim_cli.store.record_reader import ProblemCollector, RecordReader, share_text
from qaim_cli.text import format_count

_SOURCE_KEYS = shape.SOURCE_SHAPE.key_names
_IGNORED_KEYS = shape.IGNORED_SHAPE.key_names
_MAX_CACHED_CHARS = 100
"""A citation with a longer text is not cached."""


def read_event_sources(reader: RecordReader) -> tuple[Source, ...]:
    """Read an event's citations; none, with a problem, where one of them is wrong."""
    found: list[Source] = []
    right = True
    for node in reader.get_nodes("source"):
        if isinstance(node.value, str) and is_id(node.value):
            found.append(Source(of=node.value))
            continue
        cited = _read_known_source(node) or _read_cited_sentences(
            RecordReader(reader.collector, f"the source of {reader.owner}", node, _SOURCE_KEYS)
        )
        found += cited
        if not cited:
            reader.is_valid = right = False
    if "source" not in reader:
        reader.require_text("source")
    elif not found and reader.is_valid:
        reader.collector.add_problem(
            reader.node,
            "missing",
            f"{reader.owner} has no source",
            "say of which source it is, or its section, paragraph and sentence",
        )
        reader.is_valid = False
    return tuple(found) if right else ()


def _read_known_source(node: YamlNode) -> Sequence[Source]:
    """Read the citations in a node of short texts; none for any other, or if one is wrong.

    They are cached one by one, also for events in an unusual layout: `PlainEventReader` caches all
    citations of an event together, if they are short.
    """
    if not isinstance(node.value, dict):
        return ()
    texts = [entry.node.value for entry in node.value.values()]
    for text in texts:
        if not isinstance(text, str) or len(text) > _MAX_CACHED_CHARS:
            return ()
    return _read_source_texts(*node.value, *texts)


@lru_cache(maxsize=4096)
def _read_source_texts(*keys_and_texts: str) -> Sequence[Source]:
    """Read the citations of a node with these keys and values; none if one is wrong."""
    count = len(keys_and_texts) // 2
    texts = zip(keys_and_texts[:count], keys_and_texts[count:], strict=True)
    collector = ProblemCollector("")
    entries = {
        key: MappingEntry(YamlNode(key, NO_POSITION), YamlNode(text, NO_POSITION))
        for key, text in texts
    }
    reader = RecordReader(collector, "", YamlNode(entries, NO_POSITION), _SOURCE_KEYS)
    cited = _read_cited_sentences(reader)
    return () if collector.problems else cited


def read_ignored_sentences(
    collector: ProblemCollector, entry: MappingEntry
) -> Iterator[IgnoredSentence]:
    """The sentences that are to become no events, each with its reason."""
    for node in RecordReader.for_single_key(collector, "ignore", entry).get_nodes("ignore"):
        part_reader = RecordReader(collector, "an ignored sentence", node, _IGNORED_KEYS)
        reason = part_reader.require_text("reason")
        yield from (
            IgnoredSentence(source, reason, node.line)
            for source in _read_cited_sentences(part_reader)
            if part_reader.is_valid
        )


def _read_cited_sentences(part_reader: RecordReader) -> list[Source]:
    """Read the citations in a record; none, with a problem, where it does not say which."""
    of, at = part_reader.get_text("of"), part_reader.get_text("at")
    needs_section = not (of or at) or "paragraph" in part_reader or "sentence" in part_reader
    read_text = part_reader.require_text if needs_section else part_reader.get_text
    section = share_text(read_text("section"))
    paragraphs = [
        part_reader.read_number(each, "paragraph") for each in part_reader.get_nodes("paragraph")
    ]
    sentences = [
        part_reader.read_number(each, "sentence") for each in part_reader.get_nodes("sentence")
    ]
    if sentences and not paragraphs:
        part_reader.require_text("paragraph")
    if not part_reader.is_valid or len(paragraphs) > 1 or not all(paragraphs + sentences):
        return []
    fingerprints = part_reader.get_texts("fingerprint")
    if fingerprints and len(fingerprints) != max(1, len(sentences)):
        part_reader.collector.add_problem(
            part_reader.node,
            "fingerprint",
            f"{part_reader.owner} has {format_count(len(fingerprints), 'fingerprint')} for "
            f"{format_count(max(1, len(sentences)), 'sentence')}",
            "let `qaim audit STORE ARTICLE --stamp` write them",
        )
        fingerprints = ()
    url = part_reader.get_text("url")
    return [
        Source(section, paragraphs[0] if paragraphs else 0, sentence, fingerprint, of, at, url)
        for sentence, fingerprint in zip(sentences or [0], fingerprints or repeat(""), strict=False)
    ]
