"""Completions for a command line: commands, options, choices and names."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from qaim_cli.cli import commands, loading
from qaim_cli.cli.option_specs import OptionSpec, ValueKind, list_options
from qaim_cli.cli.options import StoreOptions
from qaim_cli.errors import QaimError
from qaim_cli.facets import FACETS
from qaim_cli.model import Catalogue, Timeline
from qaim_cli.text import clean_text

Offer = tuple[str, str]
"""A value, and a few words on it."""

ROOT_OPTIONS = {
    "--help": "Show what the program can do.",
    "--version": "Show the version.",
    "--install-completion": "Set up completion for your shell.",
    "--show-completion": "Show what --install-completion would install.",
}


def offers_for_line(words: Sequence[str], shells: Sequence[str] = ()) -> list[Offer] | None:
    """The offers for the last of the words; None leaves files to the shell.

    The words are those behind the program's name, without quotes. Every offer is one line of
    text without control characters, so that a shell can be handed it as data. The last word is
    only looked at to tell what kind of thing it is: the shell knows which offers fit it.
    """
    *before, current = words or [""]
    found: list[Offer] | None
    if not before:
        found = list((ROOT_OPTIONS if _is_flag(current) else commands.COMMAND_SUMMARIES).items())
    elif before[0] in commands.COMMAND_SUMMARIES:
        found = _offers_for_command(before[0], before[1:], current)
    elif before[-1] in ("--install-completion", "--show-completion"):
        found = [(shell, "") for shell in shells]
    else:
        found = []
    if found is None:
        return None
    if len(found) > MAX_OFFERS:
        found = [offer for offer in found if offer[0].casefold().startswith(current.casefold())]
    return [(value, _describe(note)) for value, note in found[:MAX_OFFERS] if _is_safe(value)]


MAX_OFFERS = 1000
"""The most offers that are given to a shell, which would show them all."""


def offers(option: OptionSpec, options: StoreOptions, current: str = "") -> list[Offer] | None:
    """The possible values of the option, each with a description; None offers files.

    Of very many events only those are looked for whose ids begin with the current word.
    """
    if option.choices:
        return [(choice, "") for choice in option.choices]
    if not option.completion_kind:
        return None if any(name in option.metavar for name in _FILES) else []
    try:
        timeline = loading.load_requested_timeline(options, quietly=True)
    except QaimError:
        return []
    return list(_list_names(option.completion_kind, timeline, current))


_FILES = ("FILE", "ARTICLE", "DRAFT", "STORE")
"""How the options and arguments that take the name of a file call it."""


def _offers_for_command(name: str, before: Sequence[str], current: str) -> list[Offer] | None:
    options = list_options(commands.load_command(name).options_class)
    flags = {flag: each for each in options for flag in each.flags}
    values, arguments, waiting = _read_words(flags, before)
    prefix, equals, _ = current.partition("=")
    if waiting is None and _is_flag(current) and "--" not in before:
        if not equals:
            return [("--help", "Show help."), *((f, o.help) for f, o in flags.items())]
        waiting = flags.get(prefix)
        if waiting is None or waiting.value_kind is ValueKind.FLAG:
            return []
    else:
        prefix = equals = ""
    option = waiting or _argument_at(len(arguments), [each for each in options if not each.flags])
    if option is None:
        return []
    try:
        value = current[len(prefix + equals) :]
        found = offers(option, StoreOptions(values), value)
    except QaimError:
        return []
    return found and [(f"{prefix}{equals}{value}", note) for value, note in found]


def _read_words(
    flags: Mapping[str, OptionSpec], words: Sequence[str]
) -> tuple[dict[str, list[str]], list[str], OptionSpec | None]:
    """The values of options, the arguments, and the option whose value is to follow, if any."""
    values: dict[str, list[str]] = {}
    arguments: list[str] = []
    waiting: OptionSpec | None = None
    for at, word in enumerate(words):
        flag, equals, value = word.partition("=")
        if waiting:
            values.setdefault(waiting.field, []).append(word)
            waiting = None
        elif word == "--":
            arguments += words[at + 1 :]
            break
        elif not _is_flag(word):
            arguments.append(word)
        elif flag in flags:
            option = flags[flag]
            if option.value_kind is ValueKind.FLAG or equals:
                values.setdefault(option.field, []).append(value)
            else:
                waiting = option
    return values, arguments, waiting


def _argument_at(place: int, arguments: Sequence[OptionSpec]) -> OptionSpec | None:
    if place < len(arguments):
        return arguments[place]
    return arguments[-1] if arguments and arguments[-1].value_kind is ValueKind.TEXTS else None


def _is_flag(word: str) -> bool:
    return word.startswith("-")


def _is_safe(value: str) -> bool:
    """Whether a shell can take the value as it is: one line, nothing that steers a terminal."""
    return bool(value) and not any(
        unicodedata.category(character) in _UNSAFE or clean_text(character) != character
        for character in ("" if value.isascii() and value.isprintable() else value)
    )


_UNSAFE = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
"""Control characters, surrogates, private and unassigned ones, separators of lines."""


def _describe(note: str) -> str:
    """The words on an offer as one short line."""
    line = " ".join(clean_text(note).split())
    if not (line.isascii() and line.isprintable()):  # as most are
        line = "".join(each for each in line if unicodedata.category(each) not in _UNSAFE)
    return line if len(line) <= _MOST_SHOWN else f"{line[: _MOST_SHOWN - 1]}…"


_MOST_SHOWN = 60


def _entities(catalogue: Catalogue) -> Iterator[Offer]:
    """Names first, for people; then aliases; then ids, which need no quoting in any shell."""
    for entity in catalogue.entities.values():
        yield entity.name, entity.id
        yield from ((alias, entity.name) for alias in entity.aliases)
        yield entity.id, entity.name


def _list_events(timeline: Timeline, current: str) -> Iterator[Offer]:
    if len(timeline.events) <= MAX_OFFERS or timeline.is_merged:
        return ((timeline.format_id(event), event.title) for event in timeline.events)
    return iter(timeline.events.list_ids_with_titles(current.casefold(), MAX_OFFERS))


def _list_names(kind: str, timeline: Timeline, current: str) -> Iterator[Offer]:
    """List the names of a kind: of events their ids, else the values of a facet."""
    if kind == "event":
        return _list_events(timeline, current)
    facet = FACETS[kind]
    if facet.get_catalogue is not None:
        return _entities(facet.get_catalogue(timeline))
    notes = {name: part.title for name, part in timeline.parts.items()}
    return (
        (value, notes[value] if kind == "timeline" else "") for value in facet.list_known(timeline)
    )
