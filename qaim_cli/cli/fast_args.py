"""Fast argument parsing without Typer, from the same declarations.

Importing Typer costs about as much as everything else that a listing does. So a request made only
of a command's declared options, each written whole, is read here; anything else, from `--help` to
a mistake, is left to Typer, which knows what to say. Both read alike, and a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qaim_cli.cli.option_specs import CommandOptions, OptionSpec, ValueKind, list_options
from qaim_cli.errors import RequestError
from qaim_cli.text import quote_text


def parse_arguments(
    options: type[CommandOptions], arguments: Sequence[str]
) -> dict[str, object] | None:
    """Parse arguments into a command's options; None leaves them to Typer.

    Raises:
        RequestError: a word of a query begins with a hyphen and looks like an option.
    """
    flags = {flag: each for each in list_options(options) for flag in each.flags}
    positional = [each for each in list_options(options) if not each.flags]
    if any(each.value_kind is not ValueKind.TEXTS for each in positional):
        return None  # what changes a file can wait for Typer
    query = bool(positional) and positional[0].field == "query"
    values: dict[str, object] = {}
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if not word.startswith("-") or word == "-":
            rest.append(word)
            continue
        flag, equals, value = word.partition("=")
        option = flags.get(flag)
        if option is None and query:
            _reject_leading_hyphen(word, flags)
        if option is None or (
            equals and (option.value_kind is ValueKind.FLAG or not flag.startswith("--"))
        ):
            return None
        given: object = (
            True if option.value_kind is ValueKind.FLAG else value if equals else next(words, None)
        )
        if given is None:
            return None
        if option.value_kind is ValueKind.TEXTS:
            given = (*_get_earlier_values(values.get(option.field)), given)
        values[option.field] = given
    missing = any(each.is_required and not rest for each in positional)
    if missing or (rest and not positional):
        return None
    if rest:
        values[positional[0].field] = tuple(rest)
    return values


def _reject_leading_hyphen(word: str, flags: Mapping[str, OptionSpec]) -> None:
    """Refuse "-khan", which may be a negated word or the option -k with its value.

    Raises:
        RequestError: the word is of that kind; the error says how to write what may be meant.
    """
    bare = word.lstrip("-")
    if word.startswith("--") or len(bare) < 2:
        return
    if bare[0].isdigit():
        other, written = "a year BC", f"date:{word}"
    elif word[:2] in flags:
        other = written = f"{word[:2]} {word[2:]}"
    else:
        raise RequestError(
            f"no option is called {quote_text(word)}", f"write 'not {bare}' to leave it out"
        )
    raise RequestError(
        f"{quote_text(word)} can be read two ways: not {bare}, or {other}",
        f"write 'not {bare}' or {written}",
    )


def _get_earlier_values(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
