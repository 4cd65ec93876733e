"""Web pages taken apart, and texts that a page must show as they are."""

from __future__ import annotations

from html.parser import HTMLParser

NASTY = (
    "<script>alert(1)</script>",
    "\"quoted\" & 'single' </td></table>",
    "القائم على الحدود",
    "中国的一个很长的标题，用来测试列宽",
    "👩‍👩‍👧‍👦 family 🇮🇶 flag",
    "x" * 90,
)
VOID = {"meta", "col", "br", "input"}


class Tree(HTMLParser):
    """A page taken apart: its elements in order, and each text with the elements around it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[tuple[str, str]] = []
        self.feed(text)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attributes):
        assert len(dict(attributes)) == len(attributes)
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append((" ".join(self.open), data))

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]

    def inside(self, path):
        return [text for where, text in self.texts if where.endswith(path)]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 reckons it, from 1 to 21."""

    def luminance(color: str) -> float:
        parts = [int(color[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
                  for part in parts]  # fmt: skip
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
