"""The canonical layout: how a store is written when nobody's hand has written it otherwise.

Keys stand in the order of the shape, texts that do not fit their line are folded, lists and small
records stand on one line where they fit; comments stay with what they stand above or beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

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
_PLAIN_KINDS = ("date", "number", "figure", "event", "actor", "place")
_NEEDS_ESCAPE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What has to be escaped: what a text cannot hold as it is, breaks its line or turns it round."""
_SPACE = re.compile(r"[ \t\r\n]+")


class YamlValue(NamedTuple):
    """A value to be written, with the comments that go with it."""

    value: str | tuple[YamlValue, ...] | tuple[tuple[YamlValue, YamlValue], ...]
    """A text; the items of a list; or keys, each with its value."""
    kind: str = "text"
    is_plain: bool = False
    """Whether a text that other readers take for a number stood without quotes."""
    comments_above: tuple[str, ...] = ()
    """Lines of comment, empty ones between."""
    comments_beside: tuple[str, ...] = ()
    """Comments at the end of the line."""
    comments_below: tuple[str, ...] = ()
    """Lines of comment after the last line, as far in as what it holds."""

    @property
    def items(self) -> tuple[YamlValue, ...]:
        """The items of a list, and anything else as the only item of one."""
        return self.value if self.kind == "list" else (self,)  # type: ignore[return-value]

    @property
    def pairs(self) -> tuple[tuple[YamlValue, YamlValue], ...]:
        """The keys with their values; none for a text or a list."""
        return self.value if self.kind == "keys" else ()  # type: ignore[return-value]

    @property
    def children(self) -> tuple[YamlValue, ...]:
        """The items, or the keys and values, in the order written; none for a text."""
        if self.kind == "list":
            return self.items
        return tuple(part for pair in self.pairs for part in pair)

    @property
    def has_comments(self) -> bool:
        """Whether a comment stands in it, or with it."""
        if self.comments_above or self.comments_beside or self.comments_below:
            return True
        return any(part.has_comments for part in self.children)


def format_scalar(text: str, *, flow: bool = False, plain: bool = False) -> str:
    """The text on one line as YAML, quoted only where it must be.

    Args:
        text: the text.
        flow: whether it stands between brackets, where commas and the like need quotes.
        plain: whether what other readers take for a number may stand without quotes.
    """
    text = _SPACE.sub(" ", text).strip(" ")
    if plain and not text:
        return ""
    if _NEEDS_ESCAPE.search(text):
        return f'"{"".join(map(_escape_character, text))}"'
    bare = _PLAIN_SCALAR.fullmatch(text) and ": " not in text and not text.endswith(":")
    if (
        bare
        and not (flow and _NOT_IN_FLOW.search(text))
        and (plain or not _TYPED_SCALAR.fullmatch(text))
    ):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


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
    key: YamlValue,
    value: YamlValue,
    holds: KeyShape | None,
    indent: int = 0,
    *,
    is_separate: bool = False,
) -> Iterator[str]:
    """The lines of a key with its value, the comments above it first.

    `is_separate` gives each key of the value a line of its own, even where they fit on one.
    """
    *above, name = format_key(key._replace(comments_beside=()), indent)
    yield from above
    beside = _format_beside(key)
    inline = _format_inline(value, holds, LINE_WIDTH - len(name) - 1, is_separate=is_separate)
    if inline is not None:
        yield f"{name} {inline}".rstrip() + beside
    elif value.kind == "text":
        yield f"{name} >-{beside}"
        yield from _fold_lines(str(value.value), indent + INDENT)
    else:
        yield name + beside
        yield from format_block(value, holds, indent + INDENT)
    yield from indent_lines(key.comments_below, indent + INDENT)


def format_key(key: YamlValue, indent: int = 0) -> Iterator[str]:
    """The lines of a key before its value: the comments above it, and its name with a colon."""
    yield from indent_lines(key.comments_above, indent)
    yield f"{' ' * indent}{format_scalar(str(key.value))}:{_format_beside(key)}"


def indent_lines(lines: Iterable[str], indent: int) -> Iterator[str]:
    """Lines of comment at an indentation, and the empty ones between them."""
    for line in lines:
        yield " " * indent + line if line else ""


def format_block(value: YamlValue, holds: KeyShape | None, indent: int) -> Iterator[str]:
    """The lines of a list or of keys, one entry after another."""
    if value.kind == "list":
        for each in value.items:
            yield from format_item(each, holds, indent)
        return
    named = bool(holds and holds.name_kind)
    inside = (
        holds.value_type
        if holds and isinstance(holds.value_type, RecordShape) and not named
        else None
    )
    for key, part in sort_keys(value.pairs, inside):
        under = holds._replace(name_kind="") if holds and named else _find_key(inside, key)
        yield from format_entry(key, part, under, indent, is_separate=named)


def format_item(
    value: YamlValue, holds: KeyShape | None, indent: int, *, is_separate: bool = False
) -> Iterator[str]:
    """The lines of an item of a list, the comments above it first; `is_separate` as in `entry`."""
    yield from indent_lines(value.comments_above, indent)
    dash = " " * indent + "-"
    beside = _format_beside(value)
    inline = _format_inline(value, holds, LINE_WIDTH - indent - INDENT, is_separate=is_separate)
    if inline is not None:
        yield f"{dash} {inline}".rstrip() + beside
    elif value.kind == "text":
        yield f"{dash} >-{beside}"
        yield from _fold_lines(str(value.value), indent + INDENT)
    else:
        # What stands beside the hyphen, or above what follows it, is read as standing above both.
        yield from (" " * indent + comment for comment in value.comments_beside)
        lines = list(format_block(value, holds, indent + INDENT))
        above = next(i for i, line in enumerate(lines) if line.strip()[:1] not in ("", "#"))
        yield from (line[INDENT:] for line in lines[:above])
        yield f"{dash} {lines[above].lstrip()}"
        yield from lines[above + 1 :]
    yield from indent_lines(value.comments_below, indent + INDENT)


def sort_keys(
    pairs: Iterable[tuple[YamlValue, YamlValue]], record: RecordShape | None
) -> tuple[tuple[YamlValue, YamlValue], ...]:
    """The keys in the order of the shape; those that it does not know stay behind, as they were."""
    if record is None:
        return tuple(pairs)
    place = {name: number for number, name in enumerate(record.key_names)}
    return tuple(sorted(pairs, key=lambda pair: place.get(str(pair[0].value), len(place))))


def _find_key(record: RecordShape | None, key: YamlValue) -> KeyShape | None:
    return record.find_key(str(key.value)) if record else None


def _format_beside(value: YamlValue) -> str:
    return "".join(f"  {comment}" for comment in value.comments_beside)


def _format_inline(
    value: YamlValue, holds: KeyShape | None, room: int, *, is_separate: bool
) -> str | None:
    """The value on one line, None where it does not fit or should stand on several."""
    if value.kind == "text":
        text = format_scalar(str(value.value), plain=_stays_plain(value, holds))
        # What cannot be folded has to stand on one line, however long.
        fits = len(text) <= room or not _is_foldable(str(value.value))
        return text if fits else None
    if (
        value.value
        and (is_separate or (holds is not None and holds.name_kind))
        and value.kind == "keys"
    ):
        return None
    if any(part.has_comments for part in value.children):
        return None
    text = _format_flow(value, holds)
    return text if len(text) <= room else None


def _format_flow(value: YamlValue, holds: KeyShape | None) -> str:
    """The value between brackets or braces."""
    if value.kind == "list":
        # An empty item would be none between brackets.
        return f"[{', '.join(_format_flow(each, holds) or _EMPTY_TEXT for each in value.items)}]"
    if value.kind == "keys":
        inside = holds.value_type if holds and isinstance(holds.value_type, RecordShape) else None
        pairs = sort_keys(value.pairs, inside)
        told = (
            f"{format_scalar(str(key.value), flow=True)}: {_format_flow(part, _find_key(inside, key))}"
            for key, part in pairs
        )
        return f"{{{', '.join(told)}}}"
    return format_scalar(str(value.value), flow=True, plain=_stays_plain(value, holds))


def _stays_plain(value: YamlValue, holds: KeyShape | None) -> bool:
    return value.is_plain or bool(holds and holds.value_type in _PLAIN_KINDS)


def _is_foldable(text: str) -> bool:
    return not _NEEDS_ESCAPE.search(_SPACE.sub(" ", text))


def _fold_lines(text: str, indent: int) -> Iterator[str]:
    """The lines of a text folded between words, none longer than its word asks for."""
    line = ""
    for word in _SPACE.split(text.strip(" \t\r\n")):
        if line and indent + len(line) + 1 + len(word) > LINE_WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line
