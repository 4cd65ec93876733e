"""Read an event that is written in the usual layout, without the YAML parser.

That is a mapping with a plain key on each line and behind it a text, plain, quoted or folded, a
list or mapping between brackets, or on the lines below a list or mapping of such. It takes a
quarter of the time. Whatever could be read in any other way is left to the parser: an item is read
here only where each character of it is one that cannot mean anything else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from sys import intern
from typing import Any

from qaim_cli.store.nodes import (
    BLOCK,
    FLOW,
    NO_COMMENTS,
    NO_POSITION,
    MappingEntry,
    TextPosition,
    YamlNode,
)

_KEY = "[a-z][a-z0-9_-]{0,60}"
_QUOTED_TEXT = r"""(?:"[^"\\]*"|'[^']*')"""
_QUOTED = re.compile(_QUOTED_TEXT)
_FLOW_START = r"[^\x00-/:-@\[-`{-\x7f]"
"""A letter or digit, or any character that is no ASCII."""
_FLOW_PLAIN = rf"{_FLOW_START}(?:[^,\[\]{{}}:#?\"'&*!|>%@`\\]*[^ ,\[\]{{}}:#?\"'&*!|>%@`\\])?"
_FLOW_LIST = re.compile(rf"\[{_FLOW_PLAIN}(?:, {_FLOW_PLAIN})*\]")
_FLOW_MAPPING = re.compile(rf"\{{{_KEY}: {_FLOW_PLAIN}(?:, {_KEY}: {_FLOW_PLAIN})*\}}")
_FLOW_TOKEN = re.compile(
    rf"""(?P<sign>[\[\]{{}}]|,\ )|(?P<key>{_KEY}):\ (?=[^ ,\]}}])
    |(?P<quoted>{_QUOTED_TEXT})|(?P<plain>{_FLOW_PLAIN})""",
    re.VERBOSE,
)
_MAX_FLOW_DEPTH = 4
_FOLDED_START = " >-"
_PLAIN_ASCII = bytes((ord("\n"), *range(ord(" "), 0x7F)))
_new_tuple: Any = tuple.__new__


class NotPlainError(Exception):
    """A text is to be read by the YAML parser."""


def is_plain_text(text: str) -> bool:
    """Whether a text has no characters but line breaks, spaces and those that are printed."""
    if text.isascii():  # ten times as fast on bytes
        return not text.encode().translate(None, _PLAIN_ASCII)
    return text.replace("\n", "").isprintable()


def read_plain_item(text: str, indent: int, line: int) -> YamlNode | None:
    """Read an item of a list, None where that is for the YAML parser; only it has a position.

    Args:
        text: the text of the item behind its hyphen and space, see `is_plain_text`.
        indent: the columns before the hyphen.
        line: the line on which it stands, counted from 1.
    """
    margin = " " * (indent + 2)
    try:
        entries = _read_mapping(indent_item(text, margin), margin)
    except NotPlainError:
        return None
    return YamlNode(entries, TextPosition(line - 1, indent + 2), NO_POSITION, BLOCK)


def indent_item(text: str, margin: str) -> str:
    """Return an item as lines of a mapping: the first gets the margin of the others."""
    return f"\n{margin}{text}".rstrip("\n")


def split_entries(text: str, margin: str) -> list[str]:
    """Split lines, each with the line break before it, into the entries of a mapping.

    Raises:
        NotPlainError: they are not plain.
    """
    entries = _compile_entry(margin).findall(text)
    if sum(map(len, entries)) != len(text):  # there is something between or behind these
        raise NotPlainError
    return entries


@lru_cache(maxsize=16)
def _compile_entry(margin: str) -> re.Pattern[str]:
    """Compile what finds the entries of a mapping whose keys are indented by a margin."""
    deeper = rf"\n{margin}  "
    value = rf" >-(?:{deeper}[^ \n].*)+| (?! ).+|(?:{deeper}.+)+"
    return re.compile(rf"\n{margin}{_KEY}:(?:{value})(?=\n|\Z)")


def read_entry(text: str, margin: str) -> tuple[str, YamlNode]:
    """Read the key and the value of an entry that `split_entries` found.

    Raises:
        NotPlainError: it is not plain.
    """
    start, _, value = text.partition(":")
    # What asks for a key finds the very same text soonest.
    key = intern(start[len(margin) + 1 :])
    if "\n" not in value:
        is_short = len(value) <= _MAX_SHORT_CHARS and key not in UNIQUE_KEYS
        return key, _read_short(value[1:]) if is_short else _read_inline(value[1:])
    if value[0] == " ":
        return key, _read_folded(value[len(_FOLDED_START) :], f"\n{margin}  ")
    return key, _read_block(value, f"{margin}  ")


def make_entry(key: str, node: YamlNode) -> MappingEntry:
    """Return a mapping entry with this key and value."""
    entry: MappingEntry = _new_tuple(MappingEntry, (_make_key(key), node))
    return entry


def _read_mapping(text: str, margin: str) -> dict[str, MappingEntry]:
    """Read lines, each with the line break before it, as a mapping indented by a margin.

    Raises:
        NotPlainError: it is not plain.
    """
    return _join_pairs([read_entry(each, margin) for each in split_entries(text, margin)])


def _read_folded(text: str, line_start: str) -> YamlNode:
    """Read a folded text, given what each of its lines begins with.

    Raises:
        NotPlainError: it is not plain.
    """
    if " \n" in text or text[-1] == " ":
        raise NotPlainError
    return _make_node(text.replace(line_start, " ")[1:], ">")


def _read_block(text: str, margin: str) -> YamlNode:
    """Read lines as a list or mapping that is indented by a margin.

    Raises:
        NotPlainError: it is not plain.
    """
    start = f"\n{margin}- "
    if not text.startswith(start):
        return _make_node(_read_mapping(text, margin), BLOCK)
    items = text[len(start) :].split(start)
    if any("\n" in item or item[:1] in ("", " ") for item in items):
        raise NotPlainError
    return _make_node([_read_inline(item) for item in items], BLOCK)


def _read_inline(text: str) -> YamlNode:
    """Read a value on one line.

    Raises:
        NotPlainError: it is not plain.
    """
    start = text[0]
    if start.isalnum() or start > "\x7f":
        if ": " in text or " #" in text or text[-1] in ": ":
            raise NotPlainError
        return _make_node(text, "")
    if start in "\"'":
        if not _QUOTED.fullmatch(text):
            raise NotPlainError
        return _make_node(text[1:-1], start)
    if _FLOW_LIST.fullmatch(text):
        return _make_node([_make_node(each, "") for each in text[1:-1].split(", ")], FLOW)
    if _FLOW_MAPPING.fullmatch(text):
        pairs = [each.split(": ") for each in text[1:-1].split(", ")]
        return _make_node(_join_pairs([(key, _make_node(value, "")) for key, value in pairs]), FLOW)
    if start in "[{":
        return _FlowReader(text).read()
    raise NotPlainError


class _FlowReader:
    """Reads a list or mapping between brackets."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._offset = 0

    def read(self) -> YamlNode:
        """Read all of the text as one value.

        Raises:
            NotPlainError: it is not plain.
        """
        node = self._read_value(self._take(), 1)
        if self._offset != len(self._text):
            raise NotPlainError
        return node

    def _take(self) -> re.Match[str]:
        token = _FLOW_TOKEN.match(self._text, self._offset)
        if token is None:
            raise NotPlainError
        self._offset = token.end()
        return token

    def _read_value(self, token: re.Match[str], depth: int) -> YamlNode:
        if token["plain"] is not None:
            return _make_node(token["plain"], "")
        if token["quoted"] is not None:
            return _make_node(token["quoted"][1:-1], token["quoted"][0])
        if depth > _MAX_FLOW_DEPTH:
            raise NotPlainError
        match token["sign"]:
            case "[":
                return _make_node(list(self._iter_parts("]", depth)), FLOW)
            case "{":
                return _make_node(_join_pairs(list(self._iter_pairs(depth))), FLOW)
            case _:
                raise NotPlainError

    def _iter_parts(self, closing: str, depth: int) -> Iterator[YamlNode]:
        for token in self._iter_starts(closing):
            yield self._read_value(token, depth + 1)

    def _iter_pairs(self, depth: int) -> Iterator[tuple[str, YamlNode]]:
        for token in self._iter_starts("}"):
            if token["key"] is None:
                raise NotPlainError
            yield token["key"], self._read_value(self._take(), depth + 1)

    def _iter_starts(self, closing: str) -> Iterator[re.Match[str]]:
        """Take the first token of each part, and the signs between, up to the closing one."""
        token = self._take()
        if token["sign"] == closing:
            return
        while True:
            yield token
            sign = self._take()["sign"]
            if sign == closing:
                return
            if sign != ", ":
                raise NotPlainError
            token = self._take()


def _join_pairs(pairs: list[tuple[str, YamlNode]]) -> dict[str, MappingEntry]:
    """Join the pairs of a mapping.

    Raises:
        NotPlainError: a key is repeated.
    """
    entries = {key: make_entry(key, node) for key, node in pairs}
    if len(entries) < len(pairs):
        raise NotPlainError
    return entries


def _make_node(value: Any, style: str) -> YamlNode:
    node: YamlNode = _new_tuple(YamlNode, (value, NO_POSITION, NO_POSITION, style, NO_COMMENTS))
    return node


UNIQUE_KEYS = frozenset(("id", "title"))
"""The keys whose values events rarely share, so that caching these is useless."""
_MAX_SHORT_CHARS = 60
_read_short = lru_cache(maxsize=8192)(_read_inline)
"""The same node for equal values, as names come again and again; nodes have no position here."""


@lru_cache(maxsize=256)
def _make_key(key: str) -> YamlNode:
    return _make_node(key, "")
