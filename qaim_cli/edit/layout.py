"""The canonical layout: how a store is written when nobody's hand has written it otherwise.

Keys stand in the order of the shape, texts that do not fit their line are folded, lists and small
records stand on one line where they fit; comments stay with what they stand above or beside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from qaim_cli.store.shape import Key, Record

WIDTH = 100
"""The columns of a line."""
STEP = 2

_PLAIN = re.compile(r"(?!-(?:\s|$)|[?:]|[,\[\]{}#&*!|>~'\"%@`=]|---|\.\.\.|<<)\S(?:\S|\s(?!#))*")
_NOT_IN_FLOW = re.compile(r"[,\[\]{}?]|:(?=[^/])|^-")
_TYPED = re.compile(
    r"~|null|y|yes|n|no|on|off|true|false|[-+]?\.(?:inf|nan)"
    r"|[-+]?(?:0x[\da-f]+|0o?[0-7]+|0b[01]+|[\d_,]*\.?[\d_]+(?:e[-+]?\d+)?|[\d_]+\.)"
    r"|[-+]?\d+(?::\d+)+(?:\.\d*)?"
    r"|\d{4}-\d\d?-\d\d?(?:[t ].*)?",
    re.IGNORECASE,
)
"""What other readers of YAML take for a number, a truth value, a time or nothing."""
_NOTHING = '""'
_PLAIN_KINDS = ("date", "number", "event", "actor", "place")
_UNSAFE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff\U000e0000-\U000e007f]"
)
"""What has to be escaped: what a text cannot hold as it is, breaks its line or turns it round."""
_SPACE = re.compile(r"[ \t\r\n]+")


class Form(NamedTuple):
    """A value to be written, with the comments that go with it."""

    value: str | tuple[Form, ...] | tuple[tuple[Form, Form], ...]
    """A text; the items of a list; or keys, each with its value."""
    kind: str = "text"
    plain: bool = False
    """Whether a text that other readers take for a number stood without quotes."""
    above: tuple[str, ...] = ()
    """Lines of comment, empty ones between."""
    beside: tuple[str, ...] = ()
    """Comments at the end of the line."""
    below: tuple[str, ...] = ()
    """Lines of comment after the last line, as far in as what it holds."""

    @property
    def items(self) -> tuple[Form, ...]:
        """The items of a list, and anything else as the only item of one."""
        return self.value if self.kind == "list" else (self,)  # type: ignore[return-value]

    @property
    def pairs(self) -> tuple[tuple[Form, Form], ...]:
        """The keys with their values; none for a text or a list."""
        return self.value if self.kind == "keys" else ()  # type: ignore[return-value]

    @property
    def parts(self) -> tuple[Form, ...]:
        """The items, or the keys and values, in the order written; none for a text."""
        if self.kind == "list":
            return self.items
        return tuple(part for pair in self.pairs for part in pair)

    @property
    def commented(self) -> bool:
        """Whether a comment stands in it, or with it."""
        if self.above or self.beside or self.below:
            return True
        return any(part.commented for part in self.parts)


def scalar(text: str, *, flow: bool = False, plain: bool = False) -> str:
    """The text on one line as YAML, quoted only where it must be.

    Args:
        text: the text.
        flow: whether it stands between brackets, where commas and the like need quotes.
        plain: whether what other readers take for a number may stand without quotes.
    """
    text = _SPACE.sub(" ", text).strip(" ")
    if plain and not text:
        return ""
    if _UNSAFE.search(text):
        return f'"{"".join(map(_escaped, text))}"'
    bare = _PLAIN.fullmatch(text) and ": " not in text and not text.endswith(":")
    if bare and not (flow and _NOT_IN_FLOW.search(text)) and (plain or not _TYPED.fullmatch(text)):
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def _escaped(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    if not _UNSAFE.match(character):
        return character
    code = ord(character)
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def entry(
    key: Form, value: Form, holds: Key | None, indent: int = 0, *, apart: bool = False
) -> Iterator[str]:
    """The lines of a key with its value, the comments above it first.

    `apart` gives each key of the value a line of its own, even where they fit on one.
    """
    *above, name = heading(key._replace(beside=()), indent)
    yield from above
    beside = _beside(key)
    inline = _inline(value, holds, WIDTH - len(name) - 1, apart=apart)
    if inline is not None:
        yield f"{name} {inline}".rstrip() + beside
    elif value.kind == "text":
        yield f"{name} >-{beside}"
        yield from _folded(str(value.value), indent + STEP)
    else:
        yield name + beside
        yield from block(value, holds, indent + STEP)
    yield from comments(key.below, indent + STEP)


def heading(key: Form, indent: int = 0) -> Iterator[str]:
    """The lines of a key before its value: the comments above it, and its name with a colon."""
    yield from comments(key.above, indent)
    yield f"{' ' * indent}{scalar(str(key.value))}:{_beside(key)}"


def comments(lines: Iterable[str], indent: int) -> Iterator[str]:
    """Lines of comment at an indentation, and the empty ones between them."""
    for line in lines:
        yield " " * indent + line if line else ""


def block(value: Form, holds: Key | None, indent: int) -> Iterator[str]:
    """The lines of a list or of keys, one entry after another."""
    if value.kind == "list":
        for each in value.items:
            yield from item(each, holds, indent)
        return
    named = bool(holds and holds.named)
    inside = holds.holds if holds and isinstance(holds.holds, Record) and not named else None
    for key, part in ordered(value.pairs, inside):
        under = holds._replace(named="") if holds and named else _key(inside, key)
        yield from entry(key, part, under, indent, apart=named)


def item(value: Form, holds: Key | None, indent: int, *, apart: bool = False) -> Iterator[str]:
    """The lines of an item of a list, the comments above it first; `apart` as in `entry`."""
    yield from comments(value.above, indent)
    dash = " " * indent + "-"
    beside = _beside(value)
    inline = _inline(value, holds, WIDTH - indent - STEP, apart=apart)
    if inline is not None:
        yield f"{dash} {inline}".rstrip() + beside
    elif value.kind == "text":
        yield f"{dash} >-{beside}"
        yield from _folded(str(value.value), indent + STEP)
    else:
        # What stands beside the hyphen, or above what follows it, is read as standing above both.
        yield from (" " * indent + comment for comment in value.beside)
        lines = list(block(value, holds, indent + STEP))
        above = next(i for i, line in enumerate(lines) if line.strip()[:1] not in ("", "#"))
        yield from (line[STEP:] for line in lines[:above])
        yield f"{dash} {lines[above].lstrip()}"
        yield from lines[above + 1 :]
    yield from comments(value.below, indent + STEP)


def ordered(
    pairs: Iterable[tuple[Form, Form]], record: Record | None
) -> tuple[tuple[Form, Form], ...]:
    """The keys in the order of the shape; those that it does not know stay behind, as they were."""
    if record is None:
        return tuple(pairs)
    place = {name: number for number, name in enumerate(record.names)}
    return tuple(sorted(pairs, key=lambda pair: place.get(str(pair[0].value), len(place))))


def _key(record: Record | None, key: Form) -> Key | None:
    return record.key(str(key.value)) if record else None


def _beside(value: Form) -> str:
    return "".join(f"  {comment}" for comment in value.beside)


def _inline(value: Form, holds: Key | None, room: int, *, apart: bool) -> str | None:
    """The value on one line, None where it does not fit or should stand on several."""
    if value.kind == "text":
        text = scalar(str(value.value), plain=_stays_plain(value, holds))
        # What cannot be folded has to stand on one line, however long.
        fits = len(text) <= room or not _foldable(str(value.value))
        return text if fits else None
    if value.value and (apart or (holds is not None and holds.named)) and value.kind == "keys":
        return None
    if any(part.commented for part in value.parts):
        return None
    text = _flow(value, holds)
    return text if len(text) <= room else None


def _flow(value: Form, holds: Key | None) -> str:
    """The value between brackets or braces."""
    if value.kind == "list":
        # An empty item would be none between brackets.
        return f"[{', '.join(_flow(each, holds) or _NOTHING for each in value.items)}]"
    if value.kind == "keys":
        inside = holds.holds if holds and isinstance(holds.holds, Record) else None
        pairs = ordered(value.pairs, inside)
        told = (
            f"{scalar(str(key.value), flow=True)}: {_flow(part, _key(inside, key))}"
            for key, part in pairs
        )
        return f"{{{', '.join(told)}}}"
    return scalar(str(value.value), flow=True, plain=_stays_plain(value, holds))


def _stays_plain(value: Form, holds: Key | None) -> bool:
    return value.plain or bool(holds and holds.holds in _PLAIN_KINDS)


def _foldable(text: str) -> bool:
    return not _UNSAFE.search(_SPACE.sub(" ", text))


def _folded(text: str, indent: int) -> Iterator[str]:
    """The lines of a text folded between words, none longer than its word asks for."""
    line = ""
    for word in _SPACE.split(text.strip(" \t\r\n")):
        if line and indent + len(line) + 1 + len(word) > WIDTH:
            yield " " * indent + line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield " " * indent + line
