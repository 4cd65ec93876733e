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

_CANNOT_BEGIN_PLAIN = re.compile(r"\s|-(?:\s|$)|[?:]|[,\[\]{}#&*!|>~'\"%@`=]|---|\.\.\.|<<|$")
_BEGINS_COMMENT = re.compile(r"\s#")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}?]|:(?=[^/])|^-")
_TYPED_SCALAR = re.compile(
    r"~|null|y|yes|n|no|on|off|true|false|[-+]?\.(?:inf|nan)"
    r"|[-+]?(?:0x[\da-f]+|0o?[0-7]+|0b[01]+|[\d_,]*\.?[\d_]+(?:e[-+]?\d+)?|[\d_]+\.)"
    r"|[-+]?\d+(?::\d+)+(?:\.\d*)?"
    r"|\d{4}-\d\d?-\d\d?(?:[t ].*)?",
    re.IGNORECASE,
)
"""What other readers of YAML take for a number, a truth value, a time or nothing."""
_MAX_TYPED_WORD_CHARS = len("false")
_EMPTY_TEXT = '""'
_FLOW_SEPARATOR = ", "
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
    text = _join_lines(text)
    if allow_plain and not text:
        return ""
    if _needs_escape(text):
        return f'"{"".join(map(_escape_character, text))}"'
    if (
        _can_be_plain(text)
        and not (in_flow and _NOT_IN_FLOW.search(text))
        and (allow_plain or not _has_type(text))
    ):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _join_lines(text: str) -> str:
    """Join the lines of a text, with one space wherever there is any."""
    if "  " in text or not text.isprintable():
        text = _SPACE.sub(" ", text)
    return text.strip(" ")


def _needs_escape(text: str) -> bool:
    # What is printable needs none, which is much sooner known.
    return not text.isprintable() and _NEEDS_ESCAPE.search(text) is not None


def _can_be_plain(text: str) -> bool:
    """Whether a text on one line is read as the same text without quotes."""
    return (
        ": " not in text
        and not text.endswith(":")
        and not _CANNOT_BEGIN_PLAIN.match(text)
        and not ("#" in text and _BEGINS_COMMENT.search(text))
    )


def _has_type(text: str) -> bool:
    """Whether other readers of YAML take a text for something else."""
    is_only_text = len(text) > _MAX_TYPED_WORD_CHARS and text[0].isalpha()
    return not is_only_text and _TYPED_SCALAR.fullmatch(text) is not None


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
) -> list[str]:
    """Format a key with its value as lines, the comments above it first.

    `is_separate` gives each key of the value its own line, even where they fit on one.
    """
    lines: list[str] = []
    _add_entry(lines, key, value, key_shape, indent, is_separate=is_separate)
    return lines


def format_key(key: YamlNode, indent: int = 0) -> Iterator[str]:
    """Format a key without its value: the comments above it, its name and a colon."""
    yield from indent_lines(key.comments.above, indent)
    yield f"{' ' * indent}{format_scalar(key.text)}:{_format_beside(key)}"


def format_item(
    value: YamlNode, key_shape: KeyShape | None, indent: int, *, is_separate: bool = False
) -> list[str]:
    """Format an item of a list as lines; `is_separate` as in `format_entry`."""
    lines: list[str] = []
    _add_item(lines, value, key_shape, indent, is_separate=is_separate)
    return lines


def indent_lines(lines: Iterable[str], indent: int) -> Iterator[str]:
    """Indent lines, except empty ones."""
    margin = " " * indent
    return (margin + line if line else "" for line in lines)


# What lays out values adds its lines to one list: passed up level by level, each line would be
# handled once for each level.


def _add_entry(
    lines: list[str],
    key: YamlNode,
    value: YamlNode,
    key_shape: KeyShape | None,
    indent: int,
    *,
    is_separate: bool,
) -> None:
    """Add the lines of a key with its value; see `format_entry`."""
    comments = key.comments
    if comments.above:
        lines += indent_lines(comments.above, indent)
    name = f"{' ' * indent}{format_scalar(key.text)}:"
    beside = _format_beside(key)
    inline = _format_inline(value, key_shape, LINE_WIDTH - len(name) - 1, is_separate)
    below_indent = indent + INDENT
    if inline is not None:
        lines.append(f"{name} {inline}".rstrip(" ") + beside)
    elif isinstance(value.value, str):
        lines.append(f"{name} >-{beside}")
        lines += _fold_lines(value.value, indent + INDENT)
        below_indent = indent  # further in, a comment would be part of the text
    else:
        lines.append(name + beside)
        _add_block(lines, value, key_shape, indent + INDENT)
    if comments.below:
        lines += indent_lines(comments.below, below_indent)


def _add_block(lines: list[str], value: YamlNode, key_shape: KeyShape | None, indent: int) -> None:
    """Add the lines of a list or mapping, one entry after another."""
    if isinstance(value.value, list):
        for item in value.value:
            _add_item(lines, item, key_shape, indent, is_separate=False)
        return
    if key_shape is not None and key_shape.name_kind:
        named_shape = key_shape._replace(name_kind="")
        for key, node in value.entries.values():
            _add_entry(lines, key, node, named_shape, indent, is_separate=True)
        return
    for (key, node), shape in _sort_entries(value, _get_record_shape(key_shape)):
        _add_entry(lines, key, node, shape, indent, is_separate=False)


def _add_item(
    lines: list[str],
    value: YamlNode,
    key_shape: KeyShape | None,
    indent: int,
    *,
    is_separate: bool,
) -> None:
    """Add the lines of an item of a list; see `format_item`."""
    comments = value.comments
    if comments.above:
        lines += indent_lines(comments.above, indent)
    dash = " " * indent + "-"
    beside = _format_beside(value)
    inline = _format_inline(value, key_shape, LINE_WIDTH - indent - INDENT, is_separate)
    below_indent = indent + INDENT
    if inline is not None:
        lines.append(f"{dash} {inline}".rstrip(" ") + beside)
    elif isinstance(value.value, str):
        lines.append(f"{dash} >-{beside}")
        lines += _fold_lines(value.value, indent + INDENT)
        below_indent = indent  # further in, a comment would be part of the text
    else:
        # A comment after the hyphen, or before its value, is written above the item.
        lines += indent_lines(comments.beside, indent)
        start = len(lines)
        _add_block(lines, value, key_shape, indent + INDENT)
        while lines[start].lstrip()[:1] in ("", "#"):
            lines[start] = lines[start][INDENT:]
            start += 1
        lines[start] = f"{dash} {lines[start].lstrip()}"
    if comments.below:
        lines += indent_lines(comments.below, below_indent)


def _sort_entries(
    value: YamlNode, record: RecordShape | None
) -> list[tuple[MappingEntry, KeyShape | None]]:
    """Sort the entries of a mapping as in its shape, each with what its key takes."""
    entries = value.entries
    if record is None:
        return [(entry, None) for entry in entries.values()]
    return [(entries[name], shape) for name, shape in record.sort_keys(tuple(entries))]


def _get_record_shape(key_shape: KeyShape | None) -> RecordShape | None:
    value_type = key_shape.value_type if key_shape else None
    return value_type if isinstance(value_type, RecordShape) else None


def _format_beside(node: YamlNode) -> str:
    beside = node.comments.beside
    return "".join(f"  {comment}" for comment in beside) if beside else ""


def _has_comments(node: YamlNode) -> bool:
    return node.comments is not NO_COMMENTS and any(node.comments)


def _format_inline(
    value: YamlNode, key_shape: KeyShape | None, width: int, is_separate: bool
) -> str | None:
    """Format a value on one line; None where it does not fit or should have several."""
    content = value.value
    if isinstance(content, str):
        return _format_inline_text(content, width, _allows_plain(value, key_shape))
    has_own_lines = is_separate or (key_shape is not None and bool(key_shape.name_kind))
    if value.entries and has_own_lines:
        return None
    return _format_flow(value, key_shape, width)


def _format_inline_text(text: str, width: int, allow_plain: bool) -> str | None:
    """Format a text on one line; None where it is to be folded."""
    if len(text) > width:  # as quotes would only make it longer
        text = _join_lines(text)
        if len(text) > width and not _needs_escape(text):
            return None
    formatted = format_scalar(text, allow_plain=allow_plain)
    # A text that cannot be folded has to stay on one line, however long.
    fits = len(formatted) <= width or _needs_escape(_join_lines(text))
    return formatted if fits else None


def _format_flow(value: YamlNode, key_shape: KeyShape | None, width: int) -> str | None:
    """Format a list or mapping between brackets or braces.

    None where it does not fit, or where a comment belongs to a part of it.
    """
    opening, closing = "[]" if isinstance(value.value, list) else "{}"
    texts: list[str] = []
    for text in _iter_flow_parts(value, key_shape, width):
        width -= len(text or "") + len(_FLOW_SEPARATOR)
        if text is None or width < 0:
            return None
        texts.append(text)
    return f"{opening}{_FLOW_SEPARATOR.join(texts)}{closing}"


def _iter_flow_parts(
    value: YamlNode, key_shape: KeyShape | None, width: int
) -> Iterator[str | None]:
    """Format the parts of a list or mapping; None for one that does not fit or has a comment."""
    if isinstance(value.value, list):
        for item in value.value:
            text = _format_flow_part(item, key_shape, width)
            # An empty item between brackets would be no item.
            yield _EMPTY_TEXT if text == "" else text
        return
    for (key, node), shape in _sort_entries(value, _get_record_shape(key_shape)):
        text = _format_flow_part(node, shape, width)
        is_whole = text is not None and not _has_comments(key)
        yield f"{format_scalar(key.text, in_flow=True)}: {text}" if is_whole else None


def _format_flow_part(value: YamlNode, key_shape: KeyShape | None, width: int) -> str | None:
    if _has_comments(value):
        return None
    if isinstance(value.value, str):
        allow_plain = _allows_plain(value, key_shape)
        return format_scalar(value.value, in_flow=True, allow_plain=allow_plain)
    return _format_flow(value, key_shape, width)


def _allows_plain(value: YamlNode, key_shape: KeyShape | None) -> bool:
    return not value.style or (key_shape is not None and key_shape.value_type in _PLAIN_KINDS)


def _fold_lines(text: str, indent: int) -> Iterator[str]:
    """Fold a text between words into lines, none longer than its words require."""
    text = _join_lines(text)
    margin = " " * indent
    width = max(LINE_WIDTH - indent, 0)
    start = 0
    while len(text) - start > width:
        end = text.rfind(" ", start, start + width + 1)
        if end < 0:
            end = text.find(" ", start + width)
        if end < 0:
            break
        yield margin + text[start:end]
        start = end + 1
    yield margin + text[start:]
