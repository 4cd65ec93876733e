"""The quick way: a plain request read without Typer, from the same declarations.

Importing Typer costs about as much as everything else that a listing does. So a request made only
of a command's declared options, each written whole, is read here; anything else, from `--help` to
a mistake, is left to Typer, which knows what to say. Both read alike, and a test holds them to it.
"""

from __future__ import annotations

from collections.abc import Sequence

from qaim_cli.cli.options import Options, declared


def read(options: type[Options], arguments: Sequence[str]) -> dict[str, object] | None:
    """The values that the arguments give to a command's options; None if Typer should read them."""
    flags = {flag: each for each in declared(options) for flag in each.flags}
    positional = [each for each in declared(options) if not each.flags]
    values: dict[str, object] = {}
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if not word.startswith("-") or word == "-":
            rest.append(word)
            continue
        flag, equals, value = word.partition("=")
        option = flags.get(flag)
        if option is None or (equals and not flag.startswith("--")):
            return None
        if option.takes == "flag":
            if equals:
                return None
            values[option.field] = True
            continue
        given = value if equals else next(words, None)
        if given is None:
            return None
        if option.takes == "texts":
            values[option.field] = (*_texts(values.get(option.field)), given)
        else:
            values[option.field] = given
    if (rest and not positional) or any(each.required and not rest for each in positional):
        return None
    if rest:
        values[positional[0].field] = tuple(rest)
    return values


def _texts(value: object) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()
