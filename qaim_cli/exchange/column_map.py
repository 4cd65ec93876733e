"""Column maps: which column of a table holds what, as given, saved or guessed."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence

from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import fold, format_list, quote_text, suggest_name

TARGETS = (
    "date", "end", "year", "month", "day", "end_year", "end_month", "end_day", "date_text",
    "id", "title", "summary", "actors", "places", "tags", "according_to", "note", "part_of",
    "section", "paragraph", "sentence", "url", "image", "latitude", "longitude",
)  # fmt: skip
"""What a column can hold; names that begin with "x-" are fields of one's own."""

_NAMES: Mapping[str, tuple[str, ...]] = {
    "date": ("date", "edtf", "start", "start date", "startdate", "begin", "begin date", "when",
             "datum", "hdate", "event date", "from", "beginning", "datetime", "timestamp", "time"),
    "end": ("end", "end date", "enddate", "to", "until", "hdate end", "finish", "ende", "stop"),
    "year": ("year", "jahr", "start year", "annee", "ano"),
    "month": ("month", "monat", "start month", "mois", "mes"),
    "day": ("day", "tag", "start day", "jour", "dia"),
    "end_year": ("end year",), "end_month": ("end month",), "end_day": ("end day",),
    "date_text": ("date text", "display date", "date as written", "displaydate", "original date"),
    "id": ("id", "identifier", "uid", "key", "uuid", "letterid"),
    "title": ("title", "headline", "label", "name", "event", "what", "subject", "titel", "heading",
              "event name", "message"),
    "summary": ("summary", "description", "text", "details", "beschreibung", "abstract", "content",
                "body"),
    "actors": ("actors", "actor", "people", "person", "who", "participants", "persons", "names"),
    "places": ("places", "place", "location", "where", "ort", "city", "lieu", "locations"),
    "tags": ("tags", "tag", "category", "categories", "type", "group", "keywords", "kind",
             "event type", "theme"),
    "according_to": ("according to", "claimed by"),
    "note": ("note", "notes", "remark", "remarks", "comment", "comments"),
    "part_of": ("part of", "partof"),
    "section": ("section", "source section", "source", "chapter", "citation", "reference"),
    "url": ("url", "link", "href", "web page", "website", "read more url"),
    "image": ("image", "picture", "media", "image url", "photo"),
    "latitude": ("latitude", "lat", "breitengrad", "latitud"),
    "longitude": ("longitude", "lon", "lng", "long", "langengrad", "longitud"),
}  # fmt: skip
"""The names under which a column is guessed to hold each thing, the likeliest first."""
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class ColumnValue(FrozenRecord):
    """How one value is made: from columns, or from a template with columns in it."""

    columns: tuple[str, ...] = ()
    template: str = ""

    def __str__(self) -> str:
        return self.template or "|".join(self.columns)

    def fill(self, cells: Mapping[str, str]) -> list[str]:
        """Return the texts for a row; none if all its cells are empty."""
        if not self.template:
            return [cell for column in self.columns if (cell := cells.get(column, ""))]
        if self.columns and not any(column in cells for column in self.columns):
            return []
        text = _PLACEHOLDER.sub(lambda found: cells.get(found[1].strip(), ""), self.template)
        return [" ".join(text.split())]


ColumnMap = Mapping[str, ColumnValue]


def parse_map(texts: Iterable[str], header: Sequence[str]) -> dict[str, ColumnValue]:
    """Parse a map such as `date=when,title='{sender} to {addressee}'`.

    Raises:
        RequestError: a part is no `WHAT=COLUMN`, or names what is not there.
    """
    found: dict[str, ColumnValue] = {}
    for text in texts:
        for part in _split_parts(text):
            target, sign, value = part.partition("=")
            if not sign or not value.strip():
                what = f"--map cannot be {quote_text(part)}"
                raise RequestError(what, "write date=COLUMN,title='{COLUMN} to {COLUMN}'")
            name = target.strip()
            _check_target(name)
            found[name] = make_value(_unquote(value.strip()), header)
    return found


def make_value(text: str, header: Sequence[str]) -> ColumnValue:
    """Make the columns or the template that a text names.

    Raises:
        RequestError: there is no such column.
    """
    if text.startswith("="):
        return ColumnValue(template=text[1:])
    if _PLACEHOLDER.search(text):
        columns = tuple(_find_column(each, header) for each in _PLACEHOLDER.findall(text))
        names = iter(columns)
        return ColumnValue(columns, _PLACEHOLDER.sub(lambda _: f"{{{next(names)}}}", text))
    if text in header:
        return ColumnValue((text,))
    return ColumnValue(tuple(_find_column(each, header) for each in text.split("|")))


def guess_map(header: Sequence[str]) -> dict[str, ColumnValue]:
    """Guess from their names what the columns hold."""
    by_name: dict[str, str] = {}
    for column in header:
        by_name.setdefault(_simplify(column), column)
    found: dict[str, ColumnValue] = {}
    taken: set[str] = set()
    for target, names in _NAMES.items():
        column = next((by_name[name] for name in names if name in by_name), "")
        if column and column not in taken:
            found[target] = ColumnValue((column,))
            taken.add(column)
    if "date" not in found and "year" not in found:
        likely = [each for each in header if each not in taken and _sounds_like_date(each)]
        if likely:
            found["date"] = ColumnValue((likely[0],))
    if "title" not in found:
        found |= _guess_letters(by_name)
    if "date" in found and "year" in found:
        for target in ("year", "month", "day"):
            found.pop(target, None)
    return found


def _guess_letters(by_name: Mapping[str, str]) -> dict[str, ColumnValue]:
    """Guess the columns of a table of letters: who wrote to whom, and from where."""
    sender, addressee, place, words = (
        next((by_name[name] for name in names if name in by_name), None)
        for names in (
            ("sender", "author", "from"),
            ("addressee", "recipient", "receiver", "to"),
            ("sender place", "place of writing"),
            ("sender date text",),
        )
    )
    if not sender or not addressee:
        return {}
    letters = {
        "title": ColumnValue((sender, addressee), f"{{{sender}}} to {{{addressee}}}"),
        "actors": ColumnValue((sender, addressee)),
    }
    letters |= {"places": ColumnValue((place,))} if place else {}
    return letters | ({"date_text": ColumnValue((words,))} if words else {})


def parse_profile(text: str, path: str) -> dict[str, str]:
    """Parse a saved profile into its entries.

    Raises:
        RequestError: it is no profile.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise RequestError(f"{path!r} is no profile: {error}", "see docs/exchange.md") from None
    if not all(isinstance(value, str) for value in data.values()):
        raise RequestError(f"{path!r} is no profile", 'write lines such as date = "when"')
    for name in data:
        if name not in ("delimiter", "order", "encoding"):
            _check_target(name)
    return data


def format_profile(column_map: ColumnMap, settings: Mapping[str, str]) -> str:
    """Format a profile as text, which `parse_profile` reads back."""
    entries = {**settings, **{target: str(value) for target, value in column_map.items()}}
    lines = [
        f"{_format_key(key)} = {_format_toml(value)}" for key, value in entries.items() if value
    ]
    return "# How to read a table: qaim import FILE --profile THIS\n" + "\n".join(lines) + "\n"


def format_map(column_map: ColumnMap) -> str:
    """Format a map as a person would write it."""
    return ",".join(f"{target}={_quote(str(value))}" for target, value in column_map.items())


def _check_target(name: str) -> None:
    if name not in TARGETS and not re.fullmatch(r"x-[a-z0-9-]+", name):
        fix = suggest_name(name, TARGETS) or f"choose {format_list(TARGETS, 'or')}, or x-NAME"
        raise RequestError(f"no column can hold {quote_text(name)}", fix)


def _find_column(name: str, header: Sequence[str]) -> str:
    name = name.strip()
    if name in header:
        return name
    alike = [each for each in header if _simplify(each) == _simplify(name)]
    if alike:
        return alike[0]
    fix = suggest_name(name, header) or f"the columns are {format_list(header)}"
    raise RequestError(f"the table has no column {quote_text(name)}", fix)


def _simplify(name: str) -> str:
    """Simplify a column's name: `startDate`, `start_date` and "Start date" are alike."""
    return fold(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).replace("_", " "))


def _sounds_like_date(name: str) -> bool:
    words = _simplify(name).split()
    return any(word in ("date", "edtf", "datum", "year", "when") for word in words)


def _split_parts(text: str) -> list[str]:
    """Split at commas, except those inside quotes or braces."""
    parts, start, closing = [], 0, ""
    for position, character in enumerate(text):
        if closing:
            closing = "" if character == closing else closing
        elif character in "'\"{":
            closing = "}" if character == "{" else character
        elif character == "," and re.match(r",\s*[\w-]+\s*=", text[position:]):
            parts.append(text[start:position])
            start = position + 1
    return [each for each in (*parts, text[start:]) if each.strip()]


def _unquote(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        return text[1:-1]
    return text


def _quote(text: str) -> str:
    return f"'{text}'" if re.search(r"[\s,{|]", text) else text


def _format_key(key: str) -> str:
    return key if re.fullmatch(r"[\w-]+", key) else _format_toml(key)


def _format_toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    return f'"{escaped}"'
