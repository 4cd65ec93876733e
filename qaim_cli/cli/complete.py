"""What a shell offers when completing: choices, and the names in the store."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from qaim_cli.cli import commands, quick, session
from qaim_cli.cli.options import Option, StoreOptions, declared
from qaim_cli.errors import QaimError
from qaim_cli.model import Catalogue, Timeline

Offer = tuple[str, str]


def offers(option: Option, options: StoreOptions) -> list[Offer] | None:
    """What may be the option's value, each with a word on it; None leaves files to the shell."""
    if option.choices:
        return [(choice, "") for choice in option.choices]
    if option.completes not in _NAMES:
        return None
    try:
        timeline = session.timeline(options, quietly=True)
    except QaimError:
        return []
    return list(_NAMES[option.completes](timeline))


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
    "timeline": lambda timeline: ((name, part.title) for name, part in timeline.parts.items()),
    "event": lambda timeline: ((timeline.address(event), event.title) for event in timeline.events),
}


def quoted(name: str) -> str:
    """The name as bash needs it on its line; the other shells quote for themselves."""
    return re.sub(r"([^\w@%+=:,./-])", r"\\\1", name)


def quickly(environment: Mapping[str, str]) -> str | None:
    """What answers a shell that asks for the value of an option; None if Typer should answer.

    Typer takes three times as long to come to the same. What it alone knows is left to it: names of
    options, lines with quotes, other shells, and words that it would lay out.
    """
    shell = _SHELLS.get(environment["_QAIM_COMPLETE"])
    line = shell.line(environment) if shell else None
    if shell is None or line is None:
        return None
    (name, *before), begun = line
    found = _asked_for(name, before) if name in commands.COMMANDS and begun[:1] != "-" else None
    offered = offers(*found) if found else None
    if offered is None:
        return None
    fitting = [offer for offer in offered if offer[0].startswith(begun)]
    return shell.told(fitting)


def _asked_for(name: str, before: list[str]) -> tuple[Option, StoreOptions] | None:
    """The option whose value is asked for behind these words, and those that they give."""
    options = commands.command(name).options
    flags = {flag: each for each in declared(options) for flag in each.flags}
    option = flags.get(before[-1]) if before else None
    try:
        if option is None:
            option = next((each for each in declared(options) if not each.flags), None)
            values = quick.read(options, before, partly=True)
        else:
            values = quick.read(options, before[:-1], partly=True)
        if option is None or option.takes == "flag" or values is None:
            return None
        return option, StoreOptions(values)
    except QaimError:
        return None


def _line_of_bash(environment: Mapping[str, str]) -> tuple[list[str], str] | None:
    line, at = environment.get("COMP_WORDS", ""), environment.get("COMP_CWORD", "")
    words = line.split()
    if not _PLAIN.fullmatch(line) or not at.isdecimal() or not 2 <= int(at) <= len(words):
        return None
    begun = words[int(at)] if int(at) < len(words) else ""
    return words[1 : int(at)], begun


def _line_of_zsh(environment: Mapping[str, str]) -> tuple[list[str], str] | None:
    line = environment.get("_TYPER_COMPLETE_ARGS", "")
    words = [*line.split(), *([""] if line.endswith(" ") else [])]
    if not _PLAIN.fullmatch(line) or len(words) < 3:
        return None
    return words[1:-1], words[-1]


def _told_to_bash(offered: list[Offer]) -> str:
    return "\n".join(quoted(value) for value, _ in offered) + "\n"


def _told_to_zsh(offered: list[Offer]) -> str | None:
    if any(not _UNCHANGED.fullmatch(word) for _, word in offered):
        return None
    told = [
        f'"{_zsh(value)}":"{_zsh(word)}"' if word else f'"{_zsh(value)}"' for value, word in offered
    ]
    return f"_arguments '*: :(({chr(10).join(told)}))'\n" if told else "_files\n"


def _zsh(text: str) -> str:
    return text.replace('"', '""').replace("'", "''").replace("$", "\\$").replace("`", "\\`")


class _Shell(NamedTuple):
    """How a shell asks, and how it is answered; None for what is left to Typer."""

    line: Callable[[Mapping[str, str]], tuple[list[str], str] | None]
    told: Callable[[list[Offer]], str | None]


_SHELLS = {
    "complete_bash": _Shell(_line_of_bash, _told_to_bash),
    "complete_zsh": _Shell(_line_of_zsh, _told_to_zsh),
}
_PLAIN = re.compile(r"[^'\"\\\n#=]*")
"""A line that is split at its spaces alone."""
_UNCHANGED = re.compile(r"[^\[\]\\:\n]{0,60}")
"""A word on an offer that Typer shows as it is."""
