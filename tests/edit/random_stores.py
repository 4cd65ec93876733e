"""Random stores as hands write them: comments, quotes, styles and `#` anywhere."""

from __future__ import annotations

import json
import random

WORDS = (
    "siege",
    "it's",
    "a#b",
    "# hash",
    "C:\\path",
    '"quoted"',
    "x: y",
    "- dash",
    "[b]",
    "{a}",
    "?",
    "| pipe",
    "> fold",
    "& amp",
    "* star",
    "! bang",
    "100%",
    "@at",
    "`tick`",
    "~",
    "été",
    "洛陽",
    "العربية",
    "😀",
    "no",
    "1907",
    "...",
    "---",
    "<<",
    ",",
    "a, b",
)
COMMENTS = ("# note", "#tight", "#", "# - id: x", "# with 'quotes\" and: colon", "#\ttab", "# é  ")
KEYED_LISTS = ("actors", "places")


class StoreWriter:
    """Writes one random store, the same for the same seed."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.step = self.random.choice((1, 2, 2, 4))

    def words(self) -> str:
        text = " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(1, 6)))
        return text if text != "~" else "tilde"

    def scalar(self, text: str) -> str:
        style = self.random.randrange(3)
        if style == 0 and text.replace(" ", "").isalpha() and text.isascii():
            return text
        return (
            "'" + text.replace("'", "''") + "'"
            if style == 1
            else json.dumps(text, ensure_ascii=False)
        )

    def comment(self, margin: str = "  ") -> str:
        if self.random.random() > 0.2:
            return ""
        return margin + self.random.choice(COMMENTS)

    def loose(self, indent: int) -> list[str]:
        """Empty lines and comments of their own, indented in any way."""
        lines = []
        while self.random.random() < 0.2:
            column = max(0, indent + self.random.choice((0, 0, 0, -1, 1, 3)))
            lines.append("" if self.random.random() < 0.4 else self.comment(" " * column))
        return [line for line in lines if line or self.random.random() < 0.5]

    def flow(self, value: object) -> str:
        """A value between brackets, perhaps over several lines."""
        gap = self.random.choice(("", "", " ", "\n          ", "  # in\n         "))
        if isinstance(value, dict):
            pairs = [f"{self.scalar(key)}: {self.flow(part)}" for key, part in value.items()]
            return "{" + gap + f",{gap or ' '}".join(pairs) + gap + "}"
        if isinstance(value, list):
            return "[" + gap + f",{gap or ' '}".join(map(self.flow, value)) + gap + "]"
        return self.scalar(str(value))

    def entry(self, key: str, value: object, indent: int) -> list[str]:
        margin = " " * indent
        is_plain = key.isidentifier() and self.random.random() < 0.9
        head = f"{margin}{key if is_plain else json.dumps(key)}:"
        if isinstance(value, str):
            if (
                key in ("title", "summary", "name", "section")
                and indent
                and self.random.random() < 0.3
            ):
                lines = [
                    f"{head} {self.random.choice(('|', '>', '|-', '>-', '|+'))}{self.comment()}"
                ]
                return [*lines, f"{margin}   {' '.join(value.split())}"]
            return [f"{head} {self.scalar(value)}{self.comment()}"]
        if self.random.random() < 0.35 or not value:
            return [f"{head} {self.flow(value)}{self.comment()}"]
        return [f"{head}{self.comment()}", *self.block(value, indent + self.step)]

    def block(self, value: object, indent: int) -> list[str]:
        lines: list[str] = []
        if isinstance(value, dict):
            for key, part in value.items():
                lines += [*self.loose(indent), *self.entry(key, part, indent)]
            return lines
        assert isinstance(value, list)
        for item in value:
            lines += self.loose(indent)
            margin = " " * indent + "-"
            if isinstance(item, dict) and self.random.random() < 0.8:
                first, *rest = self.block_pairs(item, indent + 2)
                lines += [f"{margin} {first.lstrip(' ')}", *rest]
            else:
                lines.append(f"{margin} {self.flow(item)}{self.comment()}")
        return lines

    def block_pairs(self, item: dict[str, object], indent: int) -> list[str]:
        (key, value), *others = item.items()
        lines = self.entry(key, value, indent)
        for each in others:
            lines += [*self.loose(indent), *self.entry(*each, indent)]
        return lines

    def event(self, number: int) -> dict[str, object]:
        event: dict[str, object] = {
            "id": f"e-{number}",
            "date": self.random.choice(("1907", "2004-04-17", "[1901..1933]", "2004/", "198X")),
            "title": self.words(),
            "summary": self.words() * self.random.choice((1, 1, 9)),
            "tags": self.random.sample(
                ["raid", "air strike", "t: x", "#4"], self.random.randint(1, 3)
            ),
            "actors": ["a0", {"actor": "a1", "role": self.words()}],
            "places": "p0",
            "source": {"section": self.words(), "paragraph": "1"},
        }
        keys = list(event)
        if self.random.random() < 0.5:
            self.random.shuffle(keys)
        dropped = {
            key for key in ("summary", "tags", "actors", "places") if self.random.random() < 0.4
        }
        return {key: event[key] for key in keys if key not in dropped}

    def write(self, max_events: int = 4) -> str:
        top: dict[str, object] = {
            "title": self.words(),
            "source": {"title": self.words(), "url": "https://example.org/a#b"},
            "infobox": {"Height": self.words(), "Native: name": self.words()},
            "actors": {
                f"a{n}": {"name": self.words(), "aliases": [self.words()]} for n in range(2)
            },
            "places": {"p0": {"name": self.words()}},
            "events": [self.event(number) for number in range(self.random.randint(1, max_events))],
        }
        lines = self.loose(0)
        for key, value in top.items():
            if key == "infobox" and self.random.random() < 0.7:
                continue
            lines += [*self.entry(key, value, 0), *self.loose(0)]
        newline = self.random.choice(("\n", "\n", "\n", "\r\n"))
        return newline.join("\n".join(lines).split("\n")) + newline


def write_store(seed: int, max_events: int = 4) -> str:
    """Write the random store of a seed."""
    return StoreWriter(seed).write(max_events)
