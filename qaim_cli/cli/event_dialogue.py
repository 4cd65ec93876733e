"""The questions about an event, for one that is added as for one that is reviewed."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from qaim_cli.cli import prompt
from qaim_cli.edit.add import EventInput, parse_sources, split_role
from qaim_cli.edit.typed_dates import parse_typed_date
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.text import clean_text, format_list

if TYPE_CHECKING:
    from qaim_cli.model import Catalogue, Timeline

AnswerCheck = Callable[[str], str | None]
"""Says how an answer was understood, or raises what is wrong with it."""

_SOURCE_SEPARATOR = ";"


class EventQuestion(FrozenRecord):
    """A question about one field of an event."""

    field: str
    text: str
    is_required: bool = False


EVENT_QUESTIONS = (
    EventQuestion("date", "When", is_required=True),
    EventQuestion("title", "What happened, on one line", is_required=True),
    EventQuestion("summary", "More of it"),
    EventQuestion("actors", "Who took part"),
    EventQuestion("places", "Where"),
    EventQuestion("tags", "Tags"),
    EventQuestion("sources", "Where the source tells it, as Section ¶4.1", is_required=True),
)
NAME_FIELDS = ("actors", "places")
"""The fields that name what a timeline declares."""


class EventDialogue:
    """Asks a person for the fields of an event, with what a timeline offers for each."""

    def __init__(self, timeline: Timeline, today: datetime.date) -> None:
        """Take the timeline, and the day that relative dates count from."""
        self._timeline = timeline
        self._today = today

    def ask_fields(self, draft: EventInput, fields: Sequence[str]) -> EventInput:
        """Ask for some fields of an event, one after another; "<" goes back.

        What a field holds already is shown, and kept by an empty answer.

        Raises:
            InputEndedError: the answers end.
        """
        questions = [each for each in EVENT_QUESTIONS if each.field in fields]
        position = 0
        while position < len(questions):
            question = questions[position]
            try:
                value = self._ask(question, getattr(draft, question.field))
            except prompt.StepBackError:
                if position == 0:
                    print("  this is the first question")
                position = max(position - 1, 0)
                continue
            fields_answered: dict[str, Any] = {question.field: value}
            draft = draft._replace(**fields_answered)
            position += 1
        return draft

    def _ask(self, question: EventQuestion, old: str | tuple[str, ...]) -> object:
        """Ask one question; the answer is of the type of the field."""
        timeline, text = self._timeline, question.text
        match question.field:
            case "actors":
                return prompt.ask_list(
                    text, old=tuple(old), offers=timeline.actors.all_names, check=self._check_actor
                )
            case "places":
                return prompt.ask_list(
                    text, old=tuple(old), offers=timeline.places.all_names, check=self._check_place
                )
            case "tags":
                return prompt.ask_list(text, old=tuple(old), offers=timeline.tags)
            case "sources":
                return self._ask_sources(question, tuple(old))
            case "date":
                check: AnswerCheck | None = self._check_date
            case _:
                check = None
        answer = prompt.ask_text(text, required=question.is_required, old=str(old), check=check)
        return " ".join(answer.split())

    def _ask_sources(self, question: EventQuestion, old: tuple[str, ...]) -> tuple[str, ...]:
        """Ask where it is told; where the timeline has a usual source, Enter cites all of it."""
        usual = self._timeline.default_source
        written = f"{_SOURCE_SEPARATOR} ".join(old)
        answer = prompt.ask_text(
            question.text, required=not usual, old=written, check=self._check_sources,
            offers=(*self._timeline.sections, *self._timeline.sources),
        )  # fmt: skip
        if answer == written and old:
            return old
        if not answer:
            print(f"  cites {clean_text(self._timeline.sources[usual].name)} as a whole")
        return _split_sources(answer) or (usual,)

    def _check_sources(self, answer: str) -> str | None:
        sources = parse_sources(_split_sources(answer), self._timeline.sources)
        return f"read as {format_list(map(str, sources))}" if len(sources) > 1 else None

    def _check_date(self, answer: str) -> str:
        return f"read as {parse_typed_date(answer, self._today, self._timeline)}"

    def _check_actor(self, answer: str) -> str | None:
        actors = self._timeline.actors
        return _describe_new_name(split_role(answer, actors)[0], actors)

    def _check_place(self, answer: str) -> str | None:
        return _describe_new_name(answer, self._timeline.places)


def _describe_new_name(name: str, catalogue: Catalogue) -> str | None:
    """Say of a name that nobody has declared yet what will become of it."""
    return None if catalogue.find(name) else f"{name} is new and will be declared"


def _split_sources(answer: str) -> tuple[str, ...]:
    return tuple(filter(None, map(str.strip, answer.split(_SOURCE_SEPARATOR))))
