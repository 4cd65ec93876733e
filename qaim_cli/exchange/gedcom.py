"""GEDCOM 5.5.1 and 7: dated events of people and families."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from qaim_cli.errors import DateError
from qaim_cli.exchange.ansel import decode_ansel
from qaim_cli.exchange.format import Confidence, ImportOptions
from qaim_cli.exchange.gedcom_dates import GedcomDate, parse_gedcom_date
from qaim_cli.exchange.losses import Fate, Loss, LossCounter
from qaim_cli.exchange.records import (
    ImportedActor,
    ImportedEvent,
    ImportedFile,
    ImportedPlace,
    ImportProblem,
    Reader,
)
from qaim_cli.exchange.source_file import SourceFile
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import format_list, quote_text

READ_LOSSES = {
    Loss.CALENDAR: Fate.IN_WORDS,
    Loss.RELATION: Fate.DROPPED,
    Loss.MEDIA: Fate.DROPPED,
    Loss.OWN_FIELDS: Fate.DROPPED,
}

PERSON_EVENTS = {
    "BIRT": "Birth", "CHR": "Christening", "BAPM": "Baptism", "DEAT": "Death", "BURI": "Burial",
    "CREM": "Cremation", "ADOP": "Adoption", "BARM": "Bar mitzvah", "BASM": "Bas mitzvah",
    "BLES": "Blessing", "CHRA": "Adult christening", "CONF": "Confirmation",
    "FCOM": "First communion", "ORDN": "Ordination", "NATU": "Naturalisation",
    "EMIG": "Emigration", "IMMI": "Immigration", "CENS": "Census", "PROB": "Probate",
    "WILL": "Will", "GRAD": "Graduation", "RETI": "Retirement", "EVEN": "Event",
    "OCCU": "Occupation", "RESI": "Residence", "EDUC": "Education", "TITL": "Title",
    "PROP": "Possession", "RELI": "Religion", "NATI": "Nationality", "CAST": "Caste",
    "DSCR": "Description", "FACT": "Fact", "BAPL": "LDS baptism", "CONL": "LDS confirmation",
    "ENDL": "LDS endowment", "INIL": "LDS initiatory", "SLGC": "LDS sealing to parents",
}  # fmt: skip
FAMILY_EVENTS = {
    "MARR": "Marriage", "DIV": "Divorce", "ENGA": "Engagement", "ANUL": "Annulment",
    "DIVF": "Divorce filed", "MARB": "Marriage banns", "MARC": "Marriage contract",
    "MARL": "Marriage licence", "MARS": "Marriage settlement", "CENS": "Census", "EVEN": "Event",
    "RESI": "Residence", "FACT": "Fact", "SLGS": "LDS sealing to spouse",
}  # fmt: skip
_OWN_VALUE = {"OCCU", "RESI", "EDUC", "TITL", "PROP", "RELI", "NATI", "CAST", "DSCR", "FACT",
              "EVEN"}  # fmt: skip
"""The events whose own value says what they were."""
_LINE = re.compile(r"\s*(\d{1,2})\s+(?:(@[^@\s][^@]*@)\s+)?(\w+)(?: (.*))?", re.DOTALL)


class Node:
    """A line of the file with those below it."""

    __slots__ = ("_continued", "_value", "children", "line", "tag", "xref")

    def __init__(self, line: int, xref: str, tag: str, value: str) -> None:
        """Take the number of the line, its pointer, tag and value."""
        self.line = line
        self.xref = xref
        self.tag = tag
        self._value = value
        self._continued: list[str] = []
        self.children: list[Node] = []

    @property
    def value(self) -> str:
        """The value, with the lines that continue it."""
        if self._continued:
            self._value += "".join(self._continued)
            self._continued.clear()
        return self._value

    def continue_value(self, text: str) -> None:
        """Append a text; they are joined once, as a value may go on for a whole file."""
        self._continued.append(text)

    def find(self, *path: str) -> Node | None:
        """The first node reached by tags, one below the other."""
        node: Node | None = self
        for tag in path:
            if node is None:
                return None
            node = next((each for each in node.children if each.tag == tag), None)
        return node

    def get(self, *path: str) -> str:
        """The value of a node below, empty where there is none."""
        node = self.find(*path)
        return " ".join(node.value.split()) if node else ""

    def find_all(self, tag: str) -> Iterator[Node]:
        """Find all children with a tag."""
        return (each for each in self.children if each.tag == tag)


class _File(FrozenRecord):
    """The records of a file by pointer, and the names of its people."""

    records: dict[str, Node]
    names: dict[str, str]


def recognise(source: SourceFile) -> Confidence:
    """Whether the file begins with a GEDCOM header."""
    begins = re.match(r"\s*0\s+HEAD\b", source.head) is not None
    return Confidence.CERTAIN if begins else Confidence.NONE


def read(source: SourceFile, _: ImportOptions, losses: LossCounter) -> Reader:
    """Read the dated events of every person and family."""
    problems: list[ImportProblem] = []
    roots = _parse_lines(_decode(source), problems)
    yield from problems
    head = next((each for each in roots if each.tag == "HEAD"), None)
    title = (head.get("FILE") or head.get("SOUR", "NAME")) if head else ""
    yield ImportedFile(title=re.sub(r".*[/\\]|\.ged$", "", title, flags=re.IGNORECASE))
    records = {each.xref: each for each in roots if each.xref}
    people = [each for each in roots if each.tag == "INDI"]
    file = _File(records, _name_people(people))
    for person in people:
        yield from _read_events(person, PERSON_EVENTS, file, losses)
    for family in roots:
        if family.tag == "FAM":
            losses.add_loss(family.xref, Loss.RELATION)
            yield from _read_events(family, FAMILY_EVENTS, file, losses)


def _decode(source: SourceFile) -> list[str]:
    """Decode the lines in the encoding that the header names."""
    match = re.search(rb"\n?\s*1\s+CHAR\s+(\w+)", source.data[:2000])
    named = match[1].decode().upper() if match else ""
    if (
        named == "ANSEL"
        and not source.asked_encoding
        and not source.data.startswith(b"\xef\xbb\xbf")
    ):
        return re.split(r"\r\n|\n|\r", decode_ansel(source.data))
    return source.lines


def _parse_lines(lines: list[str], problems: list[ImportProblem]) -> list[Node]:
    """Parse lines into the nodes of level 0 with everything below them."""
    root = Node(0, "", "", "")
    stack = [root]
    for number, text in enumerate(lines, start=1):
        match = _LINE.fullmatch(text)
        if match is None:
            _continue_value(stack[-1], text, number, problems)
            continue
        level, value = int(match[1]), (match[4] or "").replace("@@", "@")
        del stack[min(level, len(stack) - 1) + 1 :]
        if match[3] in ("CONC", "CONT"):
            stack[-1].continue_value(value if match[3] == "CONC" else f"\n{value}")
            continue
        node = Node(number, match[2] or "", match[3].upper(), value)
        stack[-1].children.append(node)
        stack.append(node)
    return root.children


def _continue_value(node: Node, text: str, number: int, problems: list[ImportProblem]) -> None:
    """Append a line without a level to the line before, which some programs break."""
    if not text.strip():
        return
    if node.tag:
        node.continue_value(f" {text.strip()}")
    else:
        problems.append(
            ImportProblem(
                number, f"{quote_text(text[:60])} is no GEDCOM line", "begin with a level"
            )
        )


def _name_people(people: list[Node]) -> dict[str, str]:
    """Name each person by pointer; those of the same name are told apart by years."""
    names = {each.xref: _get_name(each) for each in people}
    uses = Counter(names.values())
    for person in people:
        if uses[names[person.xref]] > 1:
            years = [_find_year(person.get(tag, "DATE")) for tag in ("BIRT", "DEAT")]
            if any(years):
                names[person.xref] += f" ({years[0]}–{years[1]})"
    uses = Counter(names.values())
    return {
        xref: f"{name} [{xref.strip('@')}]" if uses[name] > 1 else name
        for xref, name in names.items()
    }


def _get_name(person: Node) -> str:
    return " ".join(person.get("NAME").replace("/", " ").split()) or person.xref.strip("@")


def _find_year(text: str) -> str:
    found = re.findall(r"\d{3,4}", text)
    return found[-1] if found else ""


def _read_events(
    record: Node, kinds: dict[str, str], file: _File, losses: LossCounter
) -> Iterator[ImportedEvent | ImportProblem]:
    """Read the events of a person or a family."""
    seen: Counter[str] = Counter()
    xrefs = (
        [record.xref]
        if record.tag == "INDI"
        else [each.value for tag in ("HUSB", "WIFE") for each in record.find_all(tag)]
    )
    people = [(xref, file.names[xref]) for xref in xrefs if xref in file.names]
    for node in record.children:
        if node.tag not in kinds:
            if node.find("DATE"):
                losses.add_loss(f"{record.xref}/{node.tag}", Loss.OWN_FIELDS)
            continue
        seen[node.tag] += 1
        number = f"/{seen[node.tag]}" if seen[node.tag] > 1 else ""
        key = f"{record.xref}/{node.tag}{number}"
        yield _read_event(node, key, people, file, losses)


def _read_event(
    node: Node, key: str, people: list[tuple[str, str]], file: _File, losses: LossCounter
) -> ImportedEvent | ImportProblem:
    kind = (PERSON_EVENTS | FAMILY_EVENTS)[node.tag]
    title = _make_title(node, kind, [name for _, name in people])
    date_node = node.find("DATE")
    if date_node is None or not date_node.value.strip():
        return ImportProblem(
            node.line, f"{quote_text(title)} has no date", "add a DATE line below it"
        )
    try:
        read = parse_gedcom_date(date_node.value)
    except DateError as error:
        return ImportProblem(date_node.line, f"{title}: {error.message}", error.fix)
    if read.was_converted:
        losses.add_loss(key, Loss.CALENDAR)
    if node.find("OBJE"):
        losses.add_loss(key, Loss.MEDIA)
    section, locator = _cite(node, file)
    return ImportedEvent(
        record=key,
        line=node.line,
        date=read.date,
        calendar=read.calendar,
        date_text=_describe_original(date_node, read),
        title=title,
        summary=node.get("CAUS"),
        actors=tuple(ImportedActor(name, key=xref) for xref, name in people),
        places=_read_places(node),
        tags=(kind.lower().replace(" ", "-"),),
        note=_read_notes(node, file),
        section=section,
        locator=locator,
    )


def _make_title(node: Node, kind: str, names: list[str]) -> str:
    """Make a title: "Birth of Ann Ball", "Crowned: Louis XIII"."""
    who = format_list(names) if names else "somebody"
    words = " ".join(node.value.split()) if node.tag in _OWN_VALUE else ""
    what = node.get("TYPE") if node.tag in ("EVEN", "FACT") else ""
    title = f"{what}: {who}" if what else f"{kind} of {who}"
    return f"{title}: {words}" if words and words != "Y" else title


def _describe_original(node: Node, read: GedcomDate) -> str:
    """Return a date's own words if it has any, or was in another calendar."""
    phrase = read.words or node.get("PHRASE")
    return phrase or (" ".join(node.value.split()) if read.was_converted or read.calendar else "")


def _read_places(node: Node) -> tuple[ImportedPlace, ...]:
    place = node.find("PLAC")
    parts = [part.strip() for part in place.value.split(",")] if place else []
    name = ", ".join(filter(None, parts))
    if place is None or not name:
        return ()
    return (ImportedPlace(name, _read_map(place.get("MAP", "LATI"), place.get("MAP", "LONG"))),)


def _read_map(latitude: str, longitude: str) -> tuple[float, float] | None:
    """Parse degrees, negative for west and south: "W77.05", "N38.9"."""
    found = [re.fullmatch(r"([NSEW]?)\s*(-?\d{1,3}(?:\.\d{1,12})?)", each.upper())
             for each in (latitude, longitude)]  # fmt: skip
    if not all(found):
        return None
    degrees = [float(each[2]) * (-1 if each[1] in ("S", "W") else 1) for each in found if each]
    in_range = abs(degrees[0]) <= 90 and abs(degrees[1]) <= 180
    return (degrees[0], degrees[1]) if in_range else None


def _read_notes(node: Node, file: _File) -> str:
    texts = []
    for note in (*node.find_all("NOTE"), *node.find_all("SNOTE")):
        pointed = file.records.get(note.value.strip())
        texts.append(" ".join((pointed or note).value.split()))
    return " ".join(filter(None, texts))


def _cite(node: Node, file: _File) -> tuple[str, str]:
    """Return the title and page of the first source that an event cites."""
    citation = node.find("SOUR")
    if citation is None:
        return "", ""
    pointed = file.records.get(citation.value.strip())
    title = citation.value
    if pointed is not None:
        title = pointed.get("TITL") or pointed.get("ABBR")
    return " ".join(title.split()), citation.get("PAGE")
