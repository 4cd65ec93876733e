"""The shape of a store: every key there is, what it takes and what it means.

From here the reader knows which keys are known, the formatter their order, and `schema` makes the
JSON Schema by which an editor completes and checks a file as it is written.
"""

from __future__ import annotations

from typing import NamedTuple


class Record(NamedTuple):
    """A value made of keys."""

    keys: tuple[Key, ...]
    short: bool = False
    """Whether the value of its first key may stand for it."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the keys, in the order in which they are best written."""
        return tuple(key.name for key in self.keys)

    def key(self, name: str) -> Key | None:
        """The key of that name, None where there is none."""
        return next((key for key in self.keys if key.name == name), None)


class Key(NamedTuple):
    """A key: what its value is, and what it means."""

    name: str
    holds: str | Record
    """A kind of text, or a record: see `KINDS`."""
    about: str
    required: bool = False
    many: bool = False
    """Whether it takes one such value or a list of them."""
    named: str = ""
    """What kind of text the names are, where it takes any number, each under a name of its own."""


KINDS = ("text", "label", "check", "date", "number", "figure", "event", "actor", "place", "tag")
"""The kinds of text: words; a date in EDTF; a number from 1; a hedged figure; names of things."""


SOURCE = Record(
    (
        Key("section", "text", "The section of the source, by its heading.", required=True),
        Key("paragraph", "number", "The paragraph, counted from 1 in its section."),
        Key("sentence", "number", "The sentences, counted from 1 in the paragraph.", many=True),
        Key("fingerprint", "text", "Of each sentence, as `qaim audit` writes it.", many=True),
    )
)
IGNORED = Record(
    (
        Key("section", "text", "The section of the source, by its heading.", required=True),
        Key("paragraph", "number", "The paragraph, counted from 1 in its section."),
        Key("sentence", "number", "The sentences, counted from 1 in the paragraph.", many=True),
        Key("reason", "text", "Why it is no event of this timeline.", required=True),
    )
)
PARTICIPANT = Record(
    (
        Key("actor", "actor", "Who takes part, by id.", required=True),
        Key("role", "text", "As what, where that changes the meaning: blamed, published."),
    ),
    short=True,
)
CASUALTIES = Record(
    (
        Key("of", "actor", "Whose people, by the id of an actor.", required=True),
        Key("killed", "figure", 'How many were killed: 5, "~80" about 80, "4+" at least 4.'),
        Key("wounded", "figure", 'How many were wounded: 5, "~80" about 80, "4+" at least 4.'),
        Key("captured", "figure", 'How many were captured: 5, "~80" about 80, "4+" at least 4.'),
    )
)
EVENT = Record(
    (
        Key("id", "event", "What the event is asked for by; no two share one.", required=True),
        Key("date", "date", "When, in EDTF, as precise as the source.", required=True),
        Key("date_text", "text", "The source's words, where they say more than EDTF can."),
        Key("title", "text", "What happened, on one line.", required=True),
        Key("summary", "text", "What happened, in a few sentences of your own."),
        Key("actors", PARTICIPANT, "Who takes part, by id, with a role if need be.", many=True),
        Key("places", "place", "Where, by id.", many=True),
        Key("tags", "tag", "What kind of event it is.", many=True),
        Key("casualties", CASUALTIES, "Whose people were harmed, and how many.", many=True),
        Key("according_to", "text", "Who claims it, where the source only reports a claim."),
        Key("note", "text", "How the date was found, or what else a reader should know."),
        Key("part_of", "event", "The events that it was a part of, by id.", many=True),
        Key("source", SOURCE, "Where the source tells of it.", required=True, many=True),
        Key("allow", "text", "Warnings of `qaim check` that it has on purpose.", named="check"),
    )
)
ACTOR = Record(
    (
        Key("name", "text", "What it is called."),
        Key("aliases", "text", "What it is called besides, to be asked for by.", many=True),
        Key("part_of", "actor", "What it is a part of, by id.", many=True),
    )
)
PLACE = Record(
    (
        Key("name", "text", "What it is called."),
        Key("aliases", "text", "What it is called besides, to be asked for by.", many=True),
        Key("within", "place", "What it lies in, by id.", many=True),
    )
)
REFERENCE = Record(
    (
        Key("title", "text", "The source's title."),
        Key("url", "text", "Its address, to which events link."),
        Key("licence", "text", "Its licence."),
    )
)
TIMELINE = Record(
    (
        Key("title", "text", "What the timeline is about."),
        Key("source", REFERENCE, "What the events are taken from."),
        Key("infobox", "text", "The subject's summary, in this order.", named="label"),
        Key("actors", ACTOR, "Everyone whom events name, by id.", named="actor"),
        Key("places", PLACE, "Everywhere that events name, by id.", named="place"),
        Key("ignore", IGNORED, "Dated sentences of the source that are no events.", many=True),
        Key("events", EVENT, "What happened.", many=True),
    )
)
