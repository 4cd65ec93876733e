"""Canonical layout of a store, as written by `qaim format`.

Keys stand in the order of the shape, texts that do not fit their line are folded, lists and small
records stand on one line where they fit; comments stay with what they stand above or beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from qaim_cli.store.nodes import NO_COMMENTS, MappingEntry, YamlNode
from qaim_cli.store.shape import KeyShape, RecordShape

LINE_WIDTH = 100
"""The columns of a line."""
INDENT = 2

_PLAIN_SCALAR = re.compile(
    r"(?!-(?:\s|$)|[?:]|[,\[\]{}#&*!|>~'\"%@`=]|---|\.\.\.|<<)\S(?:\S|\s(?!#))*"
)
_NOT_IN_FLOW = re.compile(r"[,\[\]{}?]|:(?=[^/])|^-")
_TYPED_SCALAR = re.compile(
    r"~|null|y|yes|n|no|on|off|true|false|[-+]?\.(?:inf|nan)"
    r"|[-+]?(?:0x[\da-f]+|0o?[0-7]+|0b[01]+|[\d_,]*\.?[\d_]+(?:e[-+]?\d+)?|[\d_]+\.)"
    r"|[-+]?\d+(?::\d+)+(?:\.\d*)?"
    r"|\d{4}-\d\d?-\d\d?(?:[t ].*)?",
    re.IGNORECASE,
)
"""What other readers of YAML take for a number, a truth value, a time or nothing."""
_EMPTY_TEXT = '""'
_PLAIN_KINDS = ("date", "year", "number", "figure", "degrees", "event", "actor", "place", "source")
_NEEDS_ESCAPE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What has to be escaped: what a text cannot hold as it is, breaks its line or turns it round."""
_SPACE = re.compile(r"[ \t\r\n]+")


def format_scalar(text: str, *, in_flow: bool = False, allow_plain: bool = False) -> str:
    """Format a text on one line as YAML, quoted only where it must be.

    Args:
        text: the text.
        in_flow: whether it stands between brackets, where commas and the like need quotes.
        allow_plain: whether a text that other readers take for a number may go without quotes.
    """
    # Keys and names come again and again, sentences do not.
    format_text = _format_short_scalar if len(text) <= _MAX_SHORT_CHARS else _format_scalar
    return format_text(text, in_flow, allow_plain)


def _format_scalar(text: str, in_flow: bool, allow_plain: bool) -> str:
    text = _SPACE.sub(" ", text).strip(" ")
    if allow_plain and not text:
        return ""
    if _NEEDS_ESCAPE.search(text):
        return f'"{"".join(map(_escape_character, text))}"'
    can_be_plain = _PLAIN_SCALAR.fullmatch(text) and ": " not in text and not text.endswith(":")
    if (
        can_be_plain
        and not (in_flow and _NOT_IN_FLOW.search(text))
        and (allow_plain or not _TYPED_SCALAR.fullmatch(text))
    ):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


_MAX_SHORT_CHARS = 40
_format_short_scalar = lru_cache(maxsize=4096)(_format_scalar)


def _escape_character(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if not _NEEDS_ESCAPE.match(character):
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def format_entry(
    key: YamlNode,
    value: YamlNode,
    key_shape: KeyShape | None,
    indent: int = 0,
    *,
    is_separate: bool = False,
) -> Iterator[str]:
    """Format a key with its value as lines, the comments above it first.

    `is_separate` gives each key of the value its own line, even where they fit on one.
    """
    comments = key.comments
    yield from indent_lines(comments.above, indent)
    name = f"{' ' * indent}{format_scalar(key.text)}:"
    beside = _format_beside(key)
    inline = _format_inline(value, key_shape, LINE_WIDTH - len(name) - 1, is_separate=is_separate)
    if inline is not None:
        yield f"{name} {inline}".rstrip() + beside
    elif isinstance(value.value, str):
        yield f"{name} >-{beside}"
        yield from _fold_lines(value.value, indent + INDENT)
        # Further in, a comment would be part of the text.
        yield from indent_lines(comments.below, indent)
        return
    else:
        yield name + beside
        yield from format_block(value, key_shape, indent + INDENT)
    yield from indent_lines(comments.below, indent + INDENT)


def format_key(key: YamlNode, indent: int = 0) -> Iterator[str]:
    """Format a key without its value: the comments above it, its name and a colon."""
    yield from indent_lines(key.comments.above, indent)
    yield f"{' ' * indent}{format_scalar(key.text)}:{_format_beside(key)}"


def indent_lines(lines: Iterable[str], indent: int) -> Iterator[str]:
    """Indent lines, except empty ones."""
    for line in lines:
        yield " " * indent + line if line else ""


def format_block(value: YamlNode, key_shape: KeyShape | None, indent: int) -> Iterator[str]:
    """Format a list or mapping as lines, one entry after another."""
    if isinstance(value.value, list):
        for item in value.value:
            yield from format_item(item, key_shape, indent)
        return
    is_named = bool(key_shape and key_shape.name_kind)
    record_shape = None if is_named else _get_record_shape(key_shape)
    for entry in sort_entries(value, record_shape):
        child_shape = (
            key_shape._replace(name_kind="")
            if key_shape and is_named
            else _find_key(record_shape, entry.key)
        )
        yield from format_entry(entry.key, entry.node, child_shape, indent, is_separate=is_named)


def format_item(
    value: YamlNode, key_shape: KeyShape | None, indent: int, *, is_separate: bool = False
) -> Iterator[str]:
    """Format an item of a list as lines; `is_separate` as in `format_entry`."""
    comments = value.comments
    yield from indent_lines(comments.above, indent)
    dash = " " * indent + "-"
    beside = _format_beside(value)
    available_width = LINE_WIDTH - indent - INDENT
    inline = _format_inline(value, key_shape, available_width, is_separate=is_separate)
    if inline is not None:
        yield f"{dash} {inline}".rstrip() + beside
    elif isinstance(value.value, str):
        yield f"{dash} >-{beside}"
        yield from _fold_lines(value.value, indent + INDENT)
        yield from indent_lines(comments.below, indent)
        return
    else:
        # A comment after the hyphen, or before its value, is written above the item.
        yield from (" " * indent + comment for comment in comments.beside)
        lines = list(format_block(value, key_shape, indent + INDENT))
        first = next(i for i, line in enumerate(lines) if line.strip()[:1] not in ("", "#"))
        yield from (line[INDENT:] for line in lines[:first])
        yield f"{dash} {lines[first].lstrip()}"
        yield from lines[first + 1 :]
    yield from indent_lines(comments.below, indent + INDENT)


def sort_entries(value: YamlNode, record: RecordShape | None) -> list[MappingEntry]:
    """Sort the entries of a mapping as in its shape; unknown keys follow in their own order."""
    entries = list(value.entries.values())
    if record is None:
        return entries
    order = {name: number for number, name in enumerate(record.key_names)}
    return sorted(entries, key=lambda entry: order.get(entry.key.text, len(order)))


def _get_record_shape(key_shape: KeyShape | None) -> RecordShape | None:
    value_type = key_shape.value_type if key_shape else None
    return value_type if isinstance(value_type, RecordShape) else None


def _find_key(record: RecordShape | None, key: YamlNode) -> KeyShape | None:
    return record.find_key(key.text) if record else None


def _format_beside(node: YamlNode) -> str:
    return "".join(f"  {comment}" for comment in node.comments.beside)


def _has_comments(node: YamlNode) -> bool:
    """Whether a comment belongs to a node, or to something in it."""
    if any(node.comments):
        return True
    if isinstance(node.value, list):
        return any(map(_has_comments, node.value))
    return any(_has_comments(part) for entry in node.entries.values() for part in entry)


def _format_inline(
    value: YamlNode, key_shape: KeyShape | None, available_width: int, *, is_separate: bool
) -> str | None:
    """Format a value on one line; None where it does not fit or should have several."""
    if isinstance(value.value, str):
        text = format_scalar(value.value, allow_plain=_allows_plain(value, key_shape))
        # A text that cannot be folded has to stay on one line, however long.
        fits = len(text) <= available_width or not _is_foldable(value.value)
        return text if fits else None
    has_own_lines = is_separate or (key_shape is not None and bool(key_shape.name_kind))
    if value.entries and has_own_lines:
        return None
    if _has_comments(value._replace(comments=NO_COMMENTS)):
        return None
    text = _format_flow(value, key_shape)
    return text if len(text) <= available_width else None


def _format_flow(value: YamlNode, key_shape: KeyShape | None) -> str:
    """Format a value between brackets or braces."""
    match value.value:
        case str(text):
            return format_scalar(text, in_flow=True, allow_plain=_allows_plain(value, key_shape))
        case list(items):
            # An empty item between brackets would be no item.
            texts = (_format_flow(item, key_shape) or _EMPTY_TEXT for item in items)
            return f"[{', '.join(texts)}]"
        case _:
            record_shape = _get_record_shape(key_shape)
            pairs_text = ", ".join(
                f"{format_scalar(entry.key.text, in_flow=True)}: "
                f"{_format_flow(entry.node, _find_key(record_shape, entry.key))}"
                for entry in sort_entries(value, record_shape)
            )
            return f"{{{pairs_text}}}"


def _allows_plain(value: YamlNode, key_shape: KeyShape | None) -> bool:
    return value.is_plain or bool(key_shape and key_shape.value_type in _PLAIN_KINDS)


def _is_foldable(text: str) -> bool:
    return not _NEEDS_ESCAPE.search(_SPACE.sub(" ", text))


def _fold_lines(text: str, indent: int) -> Iterator[str]:
    """Fold a text between words into lines, none longer than its words require."""
    line = ""
    for word in _SPACE.split(text.strip(" \t\r\n")):
        if line and indent + len(line) + 1 + len(word) > LINE_WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line
