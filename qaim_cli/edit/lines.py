"""Lines, columns and gaps in the text of a store, by character offsets."""

from __future__ import annotations

import re

from qaim_cli.store.nodes import FLOW, YamlNode

COMMENT_PATTERN = re.compile(r"#[^\r\n]*")
EMPTY_LINE_PATTERN = re.compile(r"(?:\r\n?+|\n)[ \t]*(?:\r\n?+|\n)")
_LINE_BREAK = re.compile(r"\r\n|\n|\r|\Z")


def find_line_end(text: str, offset: int) -> int:
    """Find where the line of an offset ends, before its line break."""
    match = _LINE_BREAK.search(text, offset)
    return match.start() if match else len(text)


def find_line_start(text: str, offset: int) -> int:
    """Find where the line of an offset begins."""
    start = text.rfind("\n", 0, offset) + 1
    return max(start, text.rfind("\r", start, offset) + 1)


def find_next_line(text: str, offset: int) -> int:
    """Find where the line after that of an offset begins."""
    match = _LINE_BREAK.search(text, offset)
    return match.end() if match else len(text)


def get_column(text: str, node: YamlNode) -> int:
    """Count the columns before a value on its line."""
    return node.mark.index - find_line_start(text, node.mark.index)


def find_node_end(node: YamlNode, text: str) -> int:
    """Find where a value ends, without the empty lines and comments after a block."""
    if isinstance(node.value, str) and node.style in ("|", ">"):
        start = node.mark.index
        return start + len(text[start : node.end.index].rstrip())
    if node.style == FLOW or not node.value or isinstance(node.value, str):
        return node.end.index
    if isinstance(node.value, list):
        return find_node_end(node.value[-1], text)
    return find_node_end(list(node.value.values())[-1].node, text)


def find_hyphen(text: str, gap_start: int, start: int) -> int:
    """Find the hyphen of an item in the gap before its value; else where the value starts."""
    gap = COMMENT_PATTERN.sub(lambda match: " " * len(match[0]), text[gap_start:start])
    return gap_start + gap.rfind("-") if "-" in gap else start


def detect_newline(text: str) -> str:
    """Detect the line break that a text uses most."""
    windows = text.count("\r\n")
    if "\n" not in text and "\r" in text:
        return "\r"
    return "\r\n" if windows * 2 > text.count("\n") else "\n"
