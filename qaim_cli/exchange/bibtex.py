"""BibTeX and BibLaTeX → sources."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from qaim_cli.errors import RequestError, StoreError
from qaim_cli.model import Reference
from qaim_cli.store import display_path
from qaim_cli.text import format_list

if TYPE_CHECKING:
    from bibtexparser.library import Library

_PEOPLE = ("author", "translator", "editor")
_PUBLISHERS = (
    "publisher", "journaltitle", "journal", "institution", "school", "organization", "howpublished",
)  # fmt: skip
_YEAR_PATTERN = re.compile(r"-?\d{4}")
_TITLE_FIELDS = ("title", "subtitle")


def read_bibtex(path: str, text: str) -> Iterator[Reference]:
    """Read the entries of a file, in its order.

    Raises:
        StoreError: an entry has a fault; the error says on which line.
        RequestError: what reads BibTeX is not installed.
    """
    library = _parse_library(text)
    for block in library.failed_blocks:
        reason = " ".join(str(block.error).split()) or "an entry is not closed, or broken off"
        raise StoreError(
            f"is not BibTeX: {reason}", "put the entry right, or take it out",
            path=display_path(path), position=((block.start_line or 0) + 1, 1),
        )  # fmt: skip
    for entry in library.entries:
        fields = {name.lower(): field.value for name, field in entry.fields_dict.items()}
        yield _read_entry(entry.key, fields)


def _parse_library(text: str) -> Library:
    try:
        # Here, so that only who reads BibTeX pays for it.
        from bibtexparser.entrypoint import parse_string
        from bibtexparser.middlewares import MergeNameParts, SeparateCoAuthors, SplitNameParts
    except ImportError:
        raise RequestError(
            "BibTeX needs bibtexparser, which is not installed",
            "install it: pip install 'qaim[bibtex]', or export the references as CSL-JSON",
        ) from None
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # faults are told by us
    names = [
        SeparateCoAuthors(name_fields=_PEOPLE),
        SplitNameParts(name_fields=_PEOPLE),
        MergeNameParts(style="first", name_fields=_PEOPLE),
    ]
    return parse_string(text, append_middleware=names)


def _read_entry(key: str, fields: Mapping[str, Any]) -> Reference:
    texts = {name: _decode_latex(value) for name, value in fields.items() if name not in _PEOPLE}
    publisher = next((texts[name] for name in _PUBLISHERS if texts.get(name)), "")
    place = texts.get("location") or texts.get("address") or ""
    day = fields.get("date") or fields.get("year") or ""
    year = _YEAR_PATTERN.match(str(day))
    people: dict[str, Any] = {name: _join_names(fields.get(name)) for name in _PEOPLE}
    return Reference(
        title=": ".join(filter(None, map(texts.get, _TITLE_FIELDS))),
        # As they stand: in an address, a tilde or a percent sign is nothing of LaTeX's.
        url=_unescape(fields.get("url", "")),
        licence=texts.get("copyright") or texts.get("license") or texts.get("licence") or "",
        accessed=str(fields.get("urldate", "")),
        **people,
        year=year[0] if year else _decode_latex(str(day)),
        publisher=", ".join(filter(None, (publisher, place))),
        doi=_unescape(fields.get("doi", "")),
        isbn=texts.get("isbn", ""),
        key=key,
    )


def _join_names(names: object) -> str:
    people = [_decode_latex(str(name)) for name in names] if isinstance(names, list) else []
    return format_list(["others" if name == "others" else name for name in people])


def _unescape(address: object) -> str:
    """Take out the backslashes that LaTeX needs before some signs of an address."""
    return re.sub(r"\\([%#&_~{}])", r"\1", str(address))


def _decode_latex(text: object) -> str:
    """Write the accents and signs of LaTeX as characters, without its braces."""
    from pylatexenc.latex2text import LatexNodes2Text

    decoded: str = LatexNodes2Text(math_mode="verbatim").latex_to_text(str(text))
    return decoded
