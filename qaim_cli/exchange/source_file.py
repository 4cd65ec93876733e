"""A file to import: its bytes, its text in whatever encoding, and what it holds as JSON or XML."""

from __future__ import annotations

import json
import os
import re
from functools import cached_property
from typing import TypeVar

from qaim_cli.errors import RequestError
from qaim_cli.exchange.json_text import parse_json
from qaim_cli.exchange.xml_tree import XmlElement, XmlError, find_root_name, parse_xml
from qaim_cli.text import clean_text, is_encodable, quote_text, uncapitalise

HEAD_CHARS = 20_000
"""How much of a text is looked at to tell what it is."""
_BYTE_ORDER_MARKS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LINE_BREAK = re.compile(r"\r\n|\n|\r")
_JsonType = TypeVar("_JsonType", dict[str, object], list[object])


class SourceFile:
    """The content of a file, decoded and parsed once, when that is first asked for."""

    def __init__(self, path: str, data: bytes, encoding: str = "") -> None:
        """Take the path, the content, and the encoding if a person has named it."""
        self.path = path
        self.name = os.path.basename(path) or path
        self.extension = os.path.splitext(path)[1].lower().lstrip(".")
        self.data = data
        self.asked_encoding = encoding
        self.is_in_folder = False
        """Whether it was found in a folder, where not every file need be one to import."""

    @property
    def display_path(self) -> str:
        """The path of the file as messages show it."""
        return clean_text(" ".join(self.path.split()))

    @cached_property
    def encoding(self) -> str:
        """The encoding: as asked, by its mark, UTF-8 where it is that, else Windows-1252."""
        if self.asked_encoding:
            return self.asked_encoding
        for mark, encoding in _BYTE_ORDER_MARKS:
            if self.data.startswith(mark):
                return encoding
        head = self.data[:200]
        if head[1:2] == b"\0" and head.count(b"\0") * 3 > len(head):
            return "utf-16-le"
        if head[:1] == b"\0" and head.count(b"\0") * 3 > len(head):
            return "utf-16-be"
        try:
            self.data.decode()
        except UnicodeDecodeError:
            return "cp1252"
        return "utf-8"

    @cached_property
    def is_guessed_encoding(self) -> bool:
        """Whether nothing in the file says that the encoding is right."""
        return self.encoding == "cp1252" and not self.asked_encoding

    @cached_property
    def text(self) -> str:
        """The text, without a byte order mark; what cannot be decoded is replaced.

        Raises:
            RequestError: the encoding asked for is unknown.
        """
        try:
            text = self.data.decode(self.encoding, errors="replace")
        except (LookupError, UnicodeError):  # unknown, or one that is not for files: idna
            what = f"there is no encoding {quote_text(self.encoding)}"
            raise RequestError(
                what, "name one that Python knows, such as utf-8 or cp1252"
            ) from None
        if self.asked_encoding and not is_encodable(text):
            text = text.encode(errors="replace").decode()
        return text.removeprefix("\ufeff")

    @cached_property
    def head(self) -> str:
        """The beginning of the text."""
        return self.text[:HEAD_CHARS]

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, however they are ended."""
        return _LINE_BREAK.split(self.text)

    @cached_property
    def is_binary(self) -> bool:
        """Whether the content is no text."""
        return "\0" in self.head

    @cached_property
    def json(self) -> object:
        """The file parsed as JSON, None where it is not JSON."""
        return self._parsed_json[0]

    def require_json(self, type_: type[_JsonType]) -> _JsonType:
        """The file's JSON, which must be an object (`dict`) or an array (`list`).

        Raises:
            RequestError: it is the other, or no JSON.
        """
        if isinstance(self.json, type_):
            return self.json
        line, reason = self.json_error
        wanted = "object" if type_ is dict else "array"
        raise self._make_error(line, reason or f"it is JSON, but no {wanted}")

    @property
    def json_error(self) -> tuple[int, str]:
        """The line and the reason for which the file is no JSON, empty where it is."""
        return self._parsed_json[1:]

    @cached_property
    def _parsed_json(self) -> tuple[object, int, str]:
        if self.text.lstrip()[:1] not in ("{", "["):
            return None, 1, "it begins with neither { nor ["
        try:
            return parse_json(self.text), 1, ""
        except json.JSONDecodeError as error:
            return None, error.lineno, uncapitalise(error.msg)
        except RecursionError:
            return None, 1, "it is nested too deeply"
        except ValueError:
            return None, 1, "it has a number of too many digits"

    @cached_property
    def xml(self) -> XmlElement | None:
        """The root of the file as XML, None where it is none; see `xml_error`."""
        parsed = self._parsed_xml
        return parsed if isinstance(parsed, XmlElement) else None

    def require_xml(self) -> XmlElement:
        """The root of the file as XML.

        Raises:
            RequestError: it is no XML, or XML that is refused.
        """
        parsed = self._parsed_xml
        if isinstance(parsed, XmlElement):
            return parsed
        raise self._make_error(parsed.line, parsed.message)

    def _make_error(self, line: int, reason: str) -> RequestError:
        return RequestError(
            f"{self.display_path}:{line}: the file cannot be read: {reason}",
            "correct it, or name another format with --as",
        )

    @property
    def xml_error(self) -> XmlError | None:
        """Why the file cannot be read as XML."""
        parsed = self._parsed_xml
        return parsed if isinstance(parsed, XmlError) else None

    @cached_property
    def _parsed_xml(self) -> XmlElement | XmlError:
        try:
            return parse_xml(self.data)
        except XmlError as error:
            return error

    @cached_property
    def xml_root_name(self) -> str:
        """The name of the first XML element without its namespace, empty where there is none."""
        return find_root_name(self.data) if self.head.lstrip().startswith("<") else ""
