"""Parse wikitext, as copied from an encyclopaedia's edit box, into blocks.

What a template or link says is read by mwparserfromhell, line by line. Before that, one pass over
the text takes out comments, references, tables and tags, and every bracket that nothing closes or
that lies deeper than an article needs: the parser takes a time that grows with the square of these.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

from qaim_cli.articles.article import Block, InfoboxField, Paragraph, SectionHeading
from qaim_cli.articles.delimiters import remove_delimited
from qaim_cli.dates.calendar import MONTHS
from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import capitalise

_REFERENCE_TAG = re.compile(r"<ref\b[^<>]*+>|</ref\s*>", re.IGNORECASE)
_SKIPPED_TAGS = ("gallery", "math", "timeline", "syntaxhighlight", "source", "score", "imagemap")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,1000}>|__[A-Z]{3,30}__")
_BRACKET = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{\||\|\}(?!\})")
_OPENERS_BY_CLOSER = {"}}": "{{", "]]": "[[", "|}": "{|"}
_MAX_DEPTH = 12
_MAX_LINE_CHARS = 20_000
_HEADING = re.compile(r"(={1,6})([^=].*?)\1[ \t]*")
_LINE_PREFIX = re.compile(r"(?:[*#:;]++ *+|-{4,}+)")
_INLINE_MARKUP = re.compile(r"[\[\]{}&]|''")
_NAMESPACE_PREFIX = re.compile(r"[ :]*(?:file|image|category|media|[a-z]{2,3}):", re.IGNORECASE)
_INFOBOX_NAME = re.compile(r"infobox|taxobox|geobox", re.IGNORECASE)
_SKIPPED_INFOBOX_KEYS = re.compile(
    r"image|caption|\balt|map|pushpin|logo|flag|seal|photo|width|size|style|class|footnote|\d{2,}",
    re.IGNORECASE,
)
_DATE_TEMPLATE = re.compile(r"(?:.*[ -])?date\b.*|dts", re.IGNORECASE)


def parse_blocks(text: str) -> Iterator[Block]:
    """Parse wikitext into blocks.

    Raises:
        RequestError: mwparserfromhell is not installed.
    """
    parser = _load_parser()
    text, pairs = _blank_unmatched_brackets(_strip_non_prose(text))
    at = 0
    for pair in pairs:
        whole = text[pair.start : pair.end]
        is_caption = pair.opener == "[[" and _NAMESPACE_PREFIX.match(whole, len("[["))
        if (pair.opener == "[[" and not is_caption) or (
            pair.opener in ("[[", "{{") and "\n" not in whole
        ):
            continue
        yield from _parse_lines(parser, text[at : pair.start])
        at = pair.end
        if pair.opener == "{{":
            yield from _parse_block_template(parser, whole)
    yield from _parse_lines(parser, text[at:])


def _load_parser() -> Any:
    try:
        import mwparserfromhell
    except ImportError:
        # By this very Python, so that the command works as printed wherever Qaim is installed.
        python = f'"{sys.executable}"' if " " in sys.executable else sys.executable
        raise RequestError(
            "wikitext needs mwparserfromhell, which is not installed",
            f"run: {python} -m pip install mwparserfromhell",
        ) from None
    return mwparserfromhell


def _strip_non_prose(text: str) -> str:
    """Remove comments, references, tags, and the content of tags without prose.

    A reference that nothing closes loses its tag alone.
    """
    text = remove_delimited(text.replace("\r\n", "\n"), "<!--", "-->")
    kept, at = [], 0
    opened: re.Match[str] | None = None
    for match in _REFERENCE_TAG.finditer(text):
        if opened is None:
            kept.append(text[at : match.start()])
            at = match.end()
            if not match[0].endswith("/>") and not match[0].startswith("</"):
                opened = match
        elif match[0].startswith("</"):
            at, opened = match.end(), None
    text = "".join([*kept, text[at:]])
    for name in _SKIPPED_TAGS:
        text = remove_delimited(text, f"<{name}", f"</{name}>")
    return _TAG.sub("", text)


class _BracketPair(FrozenRecord):
    opener: str
    start: int
    end: int


def _blank_unmatched_brackets(text: str) -> tuple[str, list[_BracketPair]]:
    """Blank brackets that have no partner, and find the outermost pairs."""
    opened: list[tuple[str, int]] = []
    counts: Counter[str] = Counter()
    bad: list[int] = []
    outermost: list[_BracketPair] = []
    for match in _BRACKET.finditer(text):
        opener = _OPENERS_BY_CLOSER.get(match[0])
        if opener is None:
            opened.append((match[0], match.start()))
            counts[match[0]] += 1
            continue
        if not counts[opener]:
            bad.append(match.start())
            continue
        while True:
            name, start = opened.pop()
            counts[name] -= 1
            if name == opener:
                break
            bad.append(start)
        if len(opened) >= _MAX_DEPTH:
            bad += (start, match.start())
        elif not opened:
            outermost.append(_BracketPair(name, start, match.end()))
    bad += (start for _, start in opened)
    kept: list[str] = []
    at = 0
    for start in sorted(bad):
        kept += (text[at:start], "  ")
        at = start + 2
    return "".join([*kept, text[at:]]), outermost


_DEGREES = {"C": "°C", "F": "°F"}
_WRAPPED_LINE = re.compile(r"^(?![*#:;=|!{ ])(.*[\w,\]'])\n(?=[a-z\d])", re.MULTILINE)
"""A line of prose that the next one goes on with."""


def _parse_lines(parser: Any, text: str) -> Iterator[Block]:
    for line in _WRAPPED_LINE.sub(r"\1 ", text).split("\n"):
        if (match := _HEADING.fullmatch(line[:300])) is not None:
            yield SectionHeading(len(match[1]), _render_line(parser, match[2]))
        elif line.strip() and not line.startswith(("|", "!")):
            mark = _LINE_PREFIX.match(line)
            yield Paragraph(_render_line(parser, line[mark.end() if mark else 0 :]))


def _parse_block_template(parser: Any, text: str) -> Iterator[Block]:
    """Parse a template on lines of its own: an infobox's fields, or a quotation."""
    if len(text) > 10 * _MAX_LINE_CHARS:
        return
    for template in parser.parse(text).filter_templates(recursive=False)[:1]:
        name = _normalise_name(template)
        if _INFOBOX_NAME.search(name):
            for param in template.params:
                label = str(param.name).strip().replace("_", " ")
                if param.showkey and not _SKIPPED_INFOBOX_KEYS.search(label):
                    yield InfoboxField(capitalise(label), _render_code(param.value))
        elif "quot" in name:
            yield Paragraph(_render_argument(template, 0))


def _render_line(parser: Any, text: str) -> str:
    """Render a line as the reader sees it."""
    if not _INLINE_MARKUP.search(text):
        return text
    if len(text) > _MAX_LINE_CHARS:
        return _BRACKET.sub(" ", text)
    return _render_code(parser.parse(text))


def _render_code(code: Any) -> str:
    return "".join(map(_render_node, code.nodes))


def _render_node(node: Any) -> str:
    """Render a piece of wikitext as the reader sees it."""
    match type(node).__name__:
        case "Text":
            return str(node)
        case "Wikilink":
            if _NAMESPACE_PREFIX.match(str(node.title)):
                return ""
            return _render_code(node.text if node.text is not None else node.title).lstrip(":")
        case "Template":
            return _render_template(node)
        case "ExternalLink":
            return _render_code(node.title) if node.title is not None else ""
        case "HTMLEntity":
            return str(node.normalize())
        case "Tag":
            return _render_code(node.contents) if node.contents is not None else ""
    return ""


_CHARACTER_TEMPLATES = {
    "ndash": "–", "mdash": "—", "snd": " – ", "spaced ndash": " – ", "nbsp": " ", "'": "'",
    "=": "=", "!": "|", "bce": " BCE", "bc": " BC", "ad": "AD ",
}  # fmt: skip
_SECOND_ARGUMENT_TEMPLATES = frozenset(("lang", "transliteration", "transl", "langx", "script"))
"""Templates whose second argument is the text; else, of those known, it is the first."""
_FIRST_ARGUMENT_TEMPLATES = frozenset(
    (
        "nowrap", "nobr", "small", "big", "nobold", "abbr", "sic", "em", "strong", "flag", "flagu",
        "flagcountry", "ill", "interlanguage link", "center", "smallcaps", "native name", "ship",
        "hlist", "plainlist", "ubl", "unbulleted list", "circa", "c.", "ca.", "cvt", "convert",
    )
)  # fmt: skip


_CURRENCY_TEMPLATES = {
    "us$": "US$", "usd": "US$", "a$": "A$", "aud": "A$", "c$": "C$", "cad": "C$", "nz$": "NZ$",
    "£": "£", "gbp": "£", "€": "€", "eur": "€", "inr": "₹", "indian rupee": "₹", "¥": "¥",
    "jpy": "¥", "cny": "CN¥",
}  # fmt: skip
"""The sign that a template of money stands for, by the template's name."""
_SHIP_PREFIXES = frozenset(("uss", "hms", "hmas", "hmcs", "sms", "rms", "ss", "mv"))


def _render_template(template: Any) -> str:
    """Render an inline template as text; empty if it is unknown."""
    name = _normalise_name(template)
    if name in _CHARACTER_TEMPLATES:
        return _CHARACTER_TEMPLATES[name]
    if name in _SECOND_ARGUMENT_TEMPLATES or name.startswith("lang-"):
        return _render_argument(template, int(name in _SECOND_ARGUMENT_TEMPLATES))
    if (symbol := _CURRENCY_TEMPLATES.get(name)) is not None:
        return f"{symbol}{_render_argument(template, 0)}"
    if name in _SHIP_PREFIXES:
        return f"{name.upper()} {_render_argument(template, 0)}"
    if _DATE_TEMPLATE.fullmatch(name):
        return _render_date_template(template)
    if name not in _FIRST_ARGUMENT_TEMPLATES:
        return ""
    first = _render_argument(template, 0)
    if name in ("convert", "cvt"):
        words = [_render_argument(template, nth).strip() for nth in range(4)]
        # A range has a word or a dash between its numbers, and the unit behind them.
        count = 4 if words[1] and words[2][:1].isdecimal() and words[3].isalpha() else 2
        unit = _DEGREES.get(words[count - 1], words[count - 1])
        return " ".join((*words[: count - 1], unit))
    return f"c. {first}" if name in ("circa", "c.", "ca.") else first


def _render_date_template(template: Any) -> str:
    """Render a date template such as {{start date|2004|4|17}}."""
    year, month, day = (_render_argument(template, nth).strip() for nth in range(3))
    if month.isdecimal() and 1 <= int(month[:3]) <= 12:
        named = f"{MONTHS[int(month) - 1]} {year}"
        return f"{day} {named}" if day.isdecimal() else named
    return year


def _normalise_name(template: Any) -> str:
    return " ".join(str(template.name).lower().replace("_", " ").split())


def _render_argument(template: Any, nth: int) -> str:
    """Render an unnamed argument, counted from 0; empty if it is missing."""
    given = [param for param in template.params if not param.showkey]
    return _render_code(given[nth].value) if nth < len(given) else ""
