"""What a shell offers when completing: choices, and the names in the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import typer

from qaim_cli.cli import session
from qaim_cli.cli.options import Option, StoreOptions
from qaim_cli.errors import QaimError
from qaim_cli.model import Catalogue, Timeline

Offer = tuple[str, str]
Completer = Callable[..., list[Offer]]


def completer(option: Option) -> Completer | None:
    """The function that offers values for an option; None leaves files to the shell."""
    if option.choices:
        return lambda: [(choice, "") for choice in option.choices]
    if option.completes not in _NAMES:
        return None
    names = _NAMES[option.completes]

    def offer(ctx: typer.Context) -> list[Offer]:
        try:
            timeline = session.loaded(StoreOptions(ctx.params)).timeline
        except QaimError:
            return []
        return list(names(timeline))

    return offer


def _entities(catalogue: Catalogue) -> Iterator[Offer]:
    """Names first, for people; then aliases; then ids, which need no quoting in any shell."""
    for entity in catalogue.entities.values():
        yield entity.name, entity.id
        yield from ((alias, entity.name) for alias in entity.aliases)
        yield entity.id, entity.name


_NAMES: dict[str, Callable[[Timeline], Iterator[Offer]]] = {
    "actor": lambda timeline: _entities(timeline.actors),
    "place": lambda timeline: _entities(timeline.places),
    "tag": lambda timeline: ((tag, "") for tag in timeline.tags),
    "section": lambda timeline: ((section, "") for section in timeline.sections),
    "event": lambda timeline: ((event.id, event.title) for event in timeline.events),
}


def quoted(name: str) -> str:
    """The name as bash needs it on its line; the other shells quote for themselves."""
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", name)
