"""The shape of a store: every key there is, what it takes and what it means.

From here the reader knows which keys are known, the formatter their order, and `build_schema` makes
the JSON Schema by which an editor completes and checks a file as it is written.
"""

from __future__ import annotations

import re
from functools import lru_cache

from qaim_cli.frozen_record import FrozenRecord

_MAX_KEPT_ORDERS = 1000
_OWN_FIELD_PATTERN = re.compile(r"x-[a-z0-9_-]+")


def is_own_field(name: str) -> bool:
    """Whether a key is the name of an own field: `x-` and small letters, digits, - and _."""
    return _OWN_FIELD_PATTERN.fullmatch(name) is not None


class RecordShape:
    """A value made of keys."""

    def __init__(
        self,
        keys: tuple[KeyShape, ...],
        *,
        has_short_form: bool = False,
        allows_own_fields: bool = False,
        alternatives: tuple[str, ...] = (),
    ) -> None:
        """Take the keys, and what else holds for a value made of them.

        Args:
            keys: the keys, in the order in which they are best written.
            has_short_form: whether the value of its first key may stand for it.
            allows_own_fields: whether it may have keys of a person's own, which begin with `x-`.
            alternatives: the keys of which it needs one at least.
        """
        self.keys = keys
        self.has_short_form = has_short_form
        self.allows_own_fields = allows_own_fields
        self.alternatives = alternatives
        self._keys_by_name = {key.name: key for key in keys}
        # Many records of a file have the same keys.
        self.sort_keys = lru_cache(maxsize=_MAX_KEPT_ORDERS)(self._sort_keys)
        """Sorts the names of keys as they are best written, each with its shape.

        Unknown ones follow in their own order, with None.
        """

    @property
    def key_names(self) -> tuple[str, ...]:
        """The names of the keys, in the order in which they are best written."""
        return tuple(self._keys_by_name)

    def find_key(self, name: str) -> KeyShape | None:
        """The key of that name, None where there is none."""
        key = self._keys_by_name.get(name)
        if key is None and self.allows_own_fields and is_own_field(name):
            return OWN_FIELD_KEY._replace(name=name)
        return key

    def _sort_keys(self, names: tuple[str, ...]) -> tuple[tuple[str, KeyShape | None], ...]:
        order = {name: position for position, name in enumerate(self._keys_by_name)}
        in_order = sorted(names, key=lambda name: order.get(name, len(order)))
        return tuple((name, self.find_key(name)) for name in in_order)


class KeyShape(FrozenRecord):
    """A key of a store: its name, the type of its value, and its meaning."""

    name: str
    value_type: str | RecordShape
    """A kind of text that `schema` describes, or a record."""
    description: str
    is_required: bool = False
    accepts_list: bool = False
    """Whether it takes one such value or a list of them."""
    name_kind: str = ""
    """What kind of text the names are, where it takes any number, each under a name of its own."""


_CALENDAR_KEY = KeyShape(
    "calendar",
    "calendar",
    "The calendar of the dates: historical (Julian until 4 October 1582, as books have it), "
    "gregorian, julian or {gregorian_from: 1752-09-14}.",
)
_ABOUT_KEY = KeyShape(
    "about", "duration", 'How far a date with "~" may be off: 25 years, 1 month, 3 days.'
)
SOURCE_SHAPE = RecordShape(
    (
        KeyShape("of", "source", "Which source, by id; the one at the top where it is left out."),
        KeyShape("at", "text", "The place in it, however it is given: a page, chapter or folio."),
        KeyShape("section", "text", "The section of the source, by its heading."),
        KeyShape("paragraph", "number", "The paragraph, counted from 1 in its section."),
        KeyShape(
            "sentence",
            "number",
            "The sentences, counted from 1 in the paragraph.",
            accepts_list=True,
        ),
        KeyShape("url", "link", "The address of that place in the source."),
        KeyShape(
            "fingerprint",
            "text",
            "The fingerprint of each sentence, written by `qaim audit`.",
            accepts_list=True,
        ),
    ),
    has_short_form=True,
    alternatives=("of", "at", "section"),
)
IGNORED_SHAPE = RecordShape(
    (
        KeyShape("of", "source", "Which source, by id; the one at the top where it is left out."),
        KeyShape("section", "text", "The section of the source, by its heading.", is_required=True),
        KeyShape("paragraph", "number", "The paragraph, counted from 1 in its section."),
        KeyShape(
            "sentence",
            "number",
            "The sentences, counted from 1 in the paragraph.",
            accepts_list=True,
        ),
        KeyShape("reason", "text", "Why it is not an event of this timeline.", is_required=True),
    )
)
PARTICIPANT_SHAPE = RecordShape(
    (
        KeyShape("actor", "actor", "Who takes part, by id.", is_required=True),
        KeyShape("role", "text", "The role, where it changes the meaning: blamed, published."),
    ),
    has_short_form=True,
)
CASUALTIES_SHAPE = RecordShape(
    (
        KeyShape("of", "actor", "The group concerned, by the id of an actor.", is_required=True),
        KeyShape("killed", "figure", 'How many were killed: 5, "~80" about 80, "4+" at least 4.'),
        KeyShape("wounded", "figure", 'How many were wounded: 5, "~80" about 80, "4+" at least 4.'),
        KeyShape(
            "captured", "figure", 'How many were captured: 5, "~80" about 80, "4+" at least 4.'
        ),
    )
)
ORIGIN_SHAPE = RecordShape(
    (
        KeyShape("file", "text", "The name of the file.", is_required=True),
        KeyShape(
            "record", "text", "The record in it: an identifier or a number.", is_required=True
        ),
        KeyShape(
            "fingerprint", "text", "The fingerprint of each imported key, written by `qaim import`."
        ),
    )
)
EVENT_SHAPE = RecordShape(
    (
        KeyShape(
            "id",
            "event",
            "The event's name in commands and links; unique in the file.",
            is_required=True,
        ),
        KeyShape("date", "date", "The date in EDTF, as precise as the source.", is_required=True),
        _CALENDAR_KEY._replace(
            description="The calendar of its date, if it differs from the timeline's."
        ),
        _ABOUT_KEY._replace(description='How far "~" may be off here: 25 years, 3 days.'),
        KeyShape("date_text", "text", "The source's words, where they say more than EDTF can."),
        KeyShape("title", "text", "What happened, on one line.", is_required=True),
        KeyShape("summary", "text", "What happened, in a few sentences of your own."),
        KeyShape(
            "actors",
            PARTICIPANT_SHAPE,
            "Who takes part, by id, with a role if need be.",
            accepts_list=True,
        ),
        KeyShape("places", "place", "Where, by id.", accepts_list=True),
        KeyShape("tags", "tag", "What kind of event it is.", accepts_list=True),
        KeyShape(
            "casualties",
            CASUALTIES_SHAPE,
            "Which groups had casualties, and how many.",
            accepts_list=True,
        ),
        KeyShape("according_to", "text", "Who claims it, where the source only reports a claim."),
        KeyShape("note", "text", "How the date was found, or what else a reader should know."),
        KeyShape(
            "dated_by",
            "text",
            "How the date was counted: 8 years before 2019-09-30; `qaim audit` checks it.",
            accepts_list=True,
        ),
        KeyShape("part_of", "event", "The events that it was a part of, by id.", accepts_list=True),
        KeyShape(
            "source",
            SOURCE_SHAPE,
            "Which source says so, and where.",
            is_required=True,
            accepts_list=True,
        ),
        KeyShape("url", "link", "An address that tells more of it."),
        KeyShape(
            "image", "text", "A picture of it: an address, or a path from this file's folder."
        ),
        KeyShape("image_credit", "text", "Who made the picture, and under which licence."),
        KeyShape(
            "allow",
            "text",
            "Warnings of `qaim check` to accept, each with a reason.",
            name_kind="check",
        ),
        KeyShape(
            "origin",
            ORIGIN_SHAPE,
            "The records of other files that it was imported from.",
            accepts_list=True,
        ),
    ),
    allows_own_fields=True,
)
ACTOR_SHAPE = RecordShape(
    (
        KeyShape("name", "text", "The name."),
        KeyShape("aliases", "text", "Other names, which searches find too.", accepts_list=True),
        KeyShape(
            "part_of", "actor", "The larger groups that it is part of, by id.", accepts_list=True
        ),
    )
)
PLACE_SHAPE = RecordShape(
    (
        KeyShape("name", "text", "The name."),
        KeyShape("aliases", "text", "Other names, which searches find too.", accepts_list=True),
        KeyShape("within", "place", "The larger places that it lies in, by id.", accepts_list=True),
        KeyShape("at", "degrees", "Its latitude and longitude: [34.37, 41.09].", accepts_list=True),
    )
)
REFERENCE_SHAPE = RecordShape(
    (
        KeyShape("title", "text", "The source's title."),
        KeyShape("author", "text", "Who wrote it."),
        KeyShape("translator", "text", "Who translated it."),
        KeyShape("editor", "text", "Who edited it."),
        KeyShape("year", "year", "When this edition appeared."),
        KeyShape("publisher", "text", "Who published it, and where."),
        KeyShape("url", "link", "Its web address, which events link to."),
        KeyShape("doi", "text", "Its digital object identifier."),
        KeyShape("isbn", "text", "Its International Standard Book Number."),
        KeyShape("licence", "text", "Its licence."),
        KeyShape("accessed", "date", "The day it was read; what goes on is certain until then."),
        KeyShape("key", "text", "What a reference manager calls it: its citation key."),
    )
)
OWN_FIELD_KEY = KeyShape("x-…", "own", "A field of your own.", accepts_list=True)
"""What a key that begins with `x-` takes."""
TIMELINE_SHAPE = RecordShape(
    (
        KeyShape("title", "text", "The subject of the timeline."),
        KeyShape("source", REFERENCE_SHAPE, "The source of the events that name no other."),
        KeyShape(
            "sources", REFERENCE_SHAPE, "The sources that events cite, by id.", name_kind="source"
        ),
        _CALENDAR_KEY,
        _ABOUT_KEY,
        KeyShape(
            "periods",
            "date",
            "Periods by name, each with its first and last day in EDTF: 1534/1917.",
            name_kind="label",
        ),
        KeyShape("infobox", "text", "The subject's summary, in this order.", name_kind="label"),
        KeyShape("actors", ACTOR_SHAPE, "The actors that events name, by id.", name_kind="actor"),
        KeyShape("places", PLACE_SHAPE, "The places that events name, by id.", name_kind="place"),
        KeyShape(
            "ignore",
            IGNORED_SHAPE,
            "Dated sentences of the source that need no event.",
            accepts_list=True,
        ),
        KeyShape("events", EVENT_SHAPE, "What happened.", accepts_list=True),
    )
)
