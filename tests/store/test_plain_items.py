"""What is read without the YAML parser is what that parser reads, to the letter."""

from __future__ import annotations

import random

import pytest

from qaim_cli.errors import StoreError
from qaim_cli.store.nodes import YamlNode, YamlReader
from qaim_cli.store.plain_items import is_plain_text, read_plain_item

WORDS = (
    "a", "Town", "x-y", "12", "1.5", "(b)", "été", "洛陽", "😀", "it's", "and:then", "C#", "a&b",
    "-c", "50%", "what?", "no!", "<b>", "a/b", "~", "e-mail", "=", "|", ">", "@", "`", "d,e", "[f]",
    "{g}",
)  # fmt: skip
PIECES = (
    *WORDS, " ", "  ", "\n", "\n\n", "\n    ", "\n      ", "\n  - ", "\n    - ", "\n      - ",
    ": ", ":", " #", "#", "- ", "? ", "& ", "&a ", "*a", "!t ", '"', "'", '""', "''", "\\", "\\n",
    "[", "]", "{", "}", ",", ", ", "|", ">", ">-", "|-", ">+", ">2", "%", "@", "`", "...", "---",
    "~", "key: ", "key:", "\n    key: ", "\n    id: ", "\x85", "\u2028", "\ufeff", "\xa0",
    "\t", "\r\n", "\x07",
)  # fmt: skip


def write_text(chance: random.Random) -> str:
    unusual = chance.random() < 0.2
    return " ".join(chance.choices(WORDS if unusual else WORDS[:10], k=chance.randint(1, 5)))


def write_flow(chance: random.Random, depth: int = 0) -> str:
    plain = write_text(chance)
    match chance.randrange(6 if depth < 5 else 3):
        case 0 | 1:
            return plain
        case 2:
            return f'"{plain}"' if chance.random() < 0.5 else f"'{plain}'"
        case 3 | 4:
            parts = [write_flow(chance, depth + 1) for _ in range(chance.randrange(4))]
            return f"[{', '.join(parts)}]"
        case _:
            keys = [f"k{number}" for number in range(chance.randrange(4))]
            return f"{{{', '.join(f'{key}: {write_flow(chance, depth + 1)}' for key in keys)}}}"


def write_value(chance: random.Random, margin: str) -> str:
    match chance.randrange(7):
        case 0 | 1:
            return f" {write_text(chance)}"
        case 2 | 3:
            return f" {write_flow(chance)}"
        case 4:
            lines = [write_text(chance) for _ in range(chance.randint(1, 3))]
            return "".join((" >-", *(f"\n{margin}  {line}" for line in lines)))
        case 5:
            items = [write_flow(chance) for _ in range(chance.randint(1, 3))]
            return "".join(f"\n{margin}  - {item}" for item in items)
        case _:
            keys = [f"k{number}" for number in range(chance.randint(1, 3))]
            return "".join(
                f"\n{margin}  {key}:{write_value(chance, f'{margin}  ')}" for key in keys
            )


def write_item(chance: random.Random, indent: int) -> str:
    margin = " " * (indent + 2)
    keys = ("id", "date", "title", "summary", "source")[: chance.randint(1, 5)]
    entries = [f"{key}:{write_value(chance, margin)}" for key in keys]
    return f"\n{margin}".join(entries) + chance.choice(("", "\n", "\n\n"))


def damage(chance: random.Random, text: str) -> str:
    for _ in range(chance.choice((0, 1, 1, 2))):
        at = chance.randrange(len(text) + 1)
        text = text[:at] + chance.choice(PIECES) + text[at + chance.randrange(3) :]
    return text


def describe(node: YamlNode) -> object:
    """All that a node says, and in which style."""
    if isinstance(node.value, list):
        return node.style, [describe(each) for each in node.value]
    if isinstance(node.value, dict):
        entries = node.value.items()
        return node.style, [(key, describe(each.key), describe(each.node)) for key, each in entries]
    return node.style, node.value


def parse(text: str, indent: int) -> list[object]:
    """What the YAML parser reads of a list with the item, and with another behind it."""
    start = f"{' ' * indent}- "
    found = []
    for data in (f"events:\n{start}{text}", f"events:\n{start}{text}\n{start}id: next"):
        problems: list[object] = []
        try:
            parts = list(YamlReader("", data.encode(), problems).read_parts())
        except StoreError as error:
            return [str(error)]
        found.append([*problems, *((each.name, describe(each.entry.node)) for each in parts)])
    return found


@pytest.mark.parametrize("seed", range(20))
def test_an_item_is_read_as_the_parser_reads_it_or_not_at_all(seed):
    chance = random.Random(seed)
    read_count = 0
    for _ in range(150):
        indent = chance.choice((0, 2, 4))
        text = damage(chance, write_item(chance, indent))
        node = read_plain_item(text, indent, 7) if is_plain_text(text) else None
        if node is not None:
            read_count += 1
            item = ("events", describe(node))
            following = ("events", ("block", [("id", ("", "id"), ("", "next"))]))
            assert parse(text, indent) == [[item], [item, following]], text
            assert (node.line, node.column) == (7, indent + 3)
    assert read_count > 20


@pytest.mark.parametrize(
    "text",
    [
        "id: a\n    date: 1900\n    title: T\n    source: {section: S, sentence: [1, 2]}",
        "id: a\n    summary: >-\n      One\n      # two.\n    tags: [b, \"c: d\", 'e']\n\n",
        "id: a\n    tags:\n      - b\n      - c d\n    source:\n      section: S\n      at: p. 1",
        'id: a\n    casualties: [{of: b, killed: 3}, {of: c, killed: "80+"}]\n    tags: []',
    ],
)
def test_the_usual_layout_needs_no_parser(text):
    assert read_plain_item(text, 2, 1) is not None


@pytest.mark.parametrize(
    "text",
    [
        "id: a: b", "id: a:", "id: a #b", "id: a ", "id:", "id: ", "id:  a", "id: - a",
        "id: |\n      a", "id: >-", "id: >-\n      a\n        b", "id: >-\n      a\n\n      b",
        "id: >-\n      a \n      b", "id: 'a''b'", "id: \"a\\n\"", "id: \"a\" b", "id: [a,b]",
        "id: [a, b", "id: [a]]", "id: [a b: c]", "id: {a: b, a: c}", "id: {a}", "id: {a: }",
        "id: [a, ]", "id: [[[[[a]]]]]", "id: {a: [b}}", "id: a\n    id: b", "id: a\n      b",
        "id: a\n   b: c", "id: a\n    # b", "Id: a", "id: &a b", "id:\n      - a\n      b: c",
        "id:\n      - a\n        b", "id:\n      -  a", "id:\n      - - a", "id:\n    - a",
        "id:\n      - a: b", "a", "- a", "",
    ],
)  # fmt: skip
def test_anything_else_is_left_to_the_parser(text):
    assert read_plain_item(text, 2, 1) is None


@pytest.mark.parametrize("character", ["\t", "\r", "\x07", "\x85", "\xa0", "\u2028", "\ufeff"])
def test_unusual_characters_are_left_to_the_parser(character):
    assert is_plain_text("a\nb")
    assert not is_plain_text(f"a{character}b")
