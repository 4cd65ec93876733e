"""XML → a tree of elements, without document types, entities and depth beyond measure."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from xml.parsers import expat

_MAX_DEPTH = 200
_HEAD_BYTES = 100_000


class XmlError(Exception):
    """A text that is no XML, or XML that is refused: the line, and why."""

    def __init__(self, line: int, message: str) -> None:
        """Take the line, counted from 1, and what is wrong."""
        super().__init__(message)
        self.line = line
        self.message = message


class XmlElement:
    """An element: its name without namespace, attributes, children, and the text in it."""

    __slots__ = ("attributes", "children", "line", "name")

    def __init__(self, name: str, attributes: dict[str, str], line: int) -> None:
        """Take the name, the attributes by name without namespace, and the line."""
        self.name = name
        self.attributes = attributes
        self.line = line
        self.children: list[XmlElement | str] = []

    def get(self, attribute: str) -> str:
        """The value of an attribute, empty where there is none."""
        return self.attributes.get(attribute, "").strip()

    @property
    def elements(self) -> Iterator[XmlElement]:
        """The child elements."""
        return (each for each in self.children if isinstance(each, XmlElement))

    def find_all(self, *names: str) -> Iterator[XmlElement]:
        """Find all descendants with these names, in document order."""
        waiting = list(self.elements)[::-1]
        while waiting:
            element = waiting.pop()
            if element.name in names:
                yield element
            waiting.extend(list(element.elements)[::-1])

    def find(self, *path: str) -> XmlElement | None:
        """The first descendant reached by child names, one below the other."""
        element: XmlElement | None = self
        for name in path:
            if element is None:
                return None
            element = next((each for each in element.elements if each.name == name), None)
        return element

    @property
    def text(self) -> str:
        """The whole text in the element, with single spaces."""
        pieces: list[str] = []
        waiting: list[XmlElement | str] = [self]
        while waiting:
            each = waiting.pop()
            if isinstance(each, str):
                pieces.append(each)
            else:
                waiting.extend(each.children[::-1])
        return " ".join("".join(pieces).split())


def parse_xml(data: bytes) -> XmlElement:
    """The root element of an XML document.

    Raises:
        XmlError: it is not well formed, declares entities or a document type of its own, or is
            nested too deeply.
    """
    builder = _TreeBuilder()
    try:
        builder.parser.Parse(data, True)
    except expat.ExpatError as error:
        raise XmlError(error.lineno, f"it is no XML: {expat.ErrorString(error.code)}") from None
    except (LookupError, ValueError) as error:
        raise XmlError(1, f"it is no XML: {error}") from None
    return builder.root.children[0]  # type: ignore[return-value]  # expat has seen an element


def find_root_name(data: bytes) -> str:
    """The name of the first element without its namespace, empty where there is none."""
    found: list[str] = []
    parser = expat.ParserCreate(namespace_separator="}")

    def note_name(name: str, _: dict[str, str]) -> None:
        found.append(name.rpartition("}")[2])
        parser.StartElementHandler = None

    parser.StartElementHandler = note_name
    with contextlib.suppress(expat.ExpatError, LookupError, ValueError):
        parser.Parse(data[:_HEAD_BYTES], False)
    return found[0] if found else ""


class _TreeBuilder:
    """The handlers that expat calls, and the tree that they make."""

    def __init__(self) -> None:
        self.root = XmlElement("", {}, 0)
        self.open_elements = [self.root]
        self.parser = expat.ParserCreate(namespace_separator="}")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start_element
        self.parser.EndElementHandler = self.end_element
        self.parser.CharacterDataHandler = self.add_text
        self.parser.StartDoctypeDeclHandler = self.start_doctype
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)

    def start_element(self, name: str, attributes: dict[str, str]) -> None:
        line = self.parser.CurrentLineNumber
        if len(self.open_elements) > _MAX_DEPTH:
            raise XmlError(line, f"it is nested more than {_MAX_DEPTH} elements deep")
        local = {key.rpartition("}")[2]: value for key, value in attributes.items()}
        element = XmlElement(name.rpartition("}")[2], local, line)
        self.open_elements[-1].children.append(element)
        self.open_elements.append(element)

    def end_element(self, _: str) -> None:
        self.open_elements.pop()

    def add_text(self, text: str) -> None:
        self.open_elements[-1].children.append(text)

    def start_doctype(self, name: str, _: str | None, __: str | None, has_subset: int) -> None:
        if has_subset:
            line = self.parser.CurrentLineNumber
            raise XmlError(line, f"it declares a document type of its own (<!DOCTYPE {name} [)")
