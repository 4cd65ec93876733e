"""How an option is declared: its flags, type of value and help text.

A command's options are a class, each option a class attribute. The Typer command (`app`) and the
fast reader (`fast_args`) are both derived from these declarations, so that a request that only
asks for an answer need not import Typer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, ClassVar

from qaim_cli.errors import RequestError
from qaim_cli.frozen_record import FrozenRecord
from qaim_cli.plugins import PluginGroup, has_plugin
from qaim_cli.text import format_list, is_encodable, parse_whole_number, quote_text, suggest_name

_ARGUMENTS = "Arguments"
ASK_GROUP, ORDER_GROUP, SHOW_GROUP, STORE_GROUP = (
    "What to find",
    "Order",
    "Output",
    "Which timeline",
)
_SHARED_GROUPS = (ASK_GROUP, ORDER_GROUP, SHOW_GROUP, STORE_GROUP)
"""Groups of options that many commands share, in the order of help."""


class ValueKind(StrEnum):
    """Kind of value that an option takes; `TEXTS` may be given several times."""

    FLAG = "flag"
    TEXT = "text"
    NUMBER = "number"
    TEXTS = "texts"


class OptionSpec(FrozenRecord):
    """Declaration of one option or argument; an argument has no flags."""

    flags: tuple[str, ...]
    help: str
    group: str
    metavar: str = "TEXT"
    choices: tuple[str, ...] = ()
    completion_kind: str = ""
    """What the shell offers for a value: `event`, or the name of a facet (see `complete`)."""
    plugin_group: PluginGroup | None = None
    """Where other packages add choices, if they can."""
    other_values: str = ""
    """A pattern of the values that it takes besides its choices, to be judged by the command."""
    field: str = ""
    max_value: int = 10**9
    is_required: bool = False
    """Whether an argument must be given."""
    value_kind: ValueKind = ValueKind.TEXT

    @property
    def name(self) -> str:
        """The option's name in error messages."""
        return self.flags[0] if self.flags else self.metavar


_VALUE_KINDS = {
    "bool": ValueKind.FLAG,
    "str | None": ValueKind.TEXT,
    "tuple[str, ...]": ValueKind.TEXTS,
    "int | None": ValueKind.NUMBER,
}
"""Kind of an option by the type that its declaration is annotated with, as it is written.

Python would take longer to find out what the words mean than to read all arguments."""


class CommandOptions:
    """Values of a command's options, one attribute each."""

    requires_text: ClassVar[bool] = False
    """Whether the values are written to a file, so that they must be encodable."""

    def __init__(self, values: Mapping[str, object]) -> None:
        """Set each option from `values`, after checking it.

        Raises:
            RequestError: a value is not one of the choices, or not a number where one is needed.
        """
        for option in list_options(type(self)):
            value = values.get(option.field)
            if self.requires_text:
                _require_encodable(option, value)
            if option.value_kind is ValueKind.FLAG:
                value = bool(value)
            elif option.value_kind is ValueKind.TEXTS:
                items = value if isinstance(value, (tuple, list)) else ()
                value = tuple(_parse_value(option, item) for item in items)
            elif isinstance(value, str):
                value = _parse_value(option, value)
            setattr(self, option.field, value)


def list_options(options_class: type[CommandOptions]) -> tuple[OptionSpec, ...]:
    """Return the options of a class, arguments first; the latest declaration of each.

    Raises:
        TypeError: an option is annotated with a type that no option can have.
    """
    if options_class not in _options_by_class:
        _options_by_class[options_class] = _read_declarations(options_class)
    return _options_by_class[options_class]


_options_by_class: dict[type[CommandOptions], tuple[OptionSpec, ...]] = {}


def _read_declarations(options_class: type[CommandOptions]) -> tuple[OptionSpec, ...]:
    options_by_field: dict[str, OptionSpec] = {}
    for base in reversed(options_class.__mro__):
        for field, spec in vars(base).items():
            if isinstance(spec, OptionSpec):
                kind = _VALUE_KINDS.get(base.__annotations__[field])
                if kind is None:
                    known = format_list(_VALUE_KINDS, "or")
                    raise TypeError(f"{options_class.__name__}.{field}: annotate it {known}")
                options_by_field[field] = spec._replace(field=field, value_kind=kind)
    return tuple(sorted(options_by_field.values(), key=lambda option: bool(option.flags)))


def declare_option(
    *flags: str,
    help: str,
    group: str,
    metavar: str = "TEXT",
    choices: tuple[str, ...] = (),
    completion_kind: str = "",
    plugin_group: PluginGroup | None = None,
    other_values: str = "",
    max_value: int = 10**9,
) -> Any:
    """Declare an option with these flags; the attribute's type decides what value it takes."""
    return OptionSpec(
        flags, help, group, metavar, choices, completion_kind, plugin_group, other_values,
        max_value=max_value,
    )  # fmt: skip


def declare_argument(
    metavar: str,
    *,
    help: str,
    choices: tuple[str, ...] = (),
    completion_kind: str = "",
) -> Any:
    """Declare an argument; it must be given unless its name is in brackets."""
    is_required = not metavar.startswith("[")
    return OptionSpec(
        (), help, _ARGUMENTS, metavar, choices, completion_kind, is_required=is_required
    )


def group_options(options: Iterable[OptionSpec]) -> dict[str, list[OptionSpec]]:
    """Group options as help shows them: arguments, a command's own groups, shared groups."""
    options_by_group: dict[str, list[OptionSpec]] = {}
    for option in options:
        options_by_group.setdefault(option.group, []).append(option)
    own = [group for group in options_by_group if group not in (_ARGUMENTS, *_SHARED_GROUPS)]
    order = (_ARGUMENTS, *own, *_SHARED_GROUPS)
    return {group: options_by_group[group] for group in order if group in options_by_group}


def _require_encodable(option: OptionSpec, value: object) -> None:
    # Python passes on bytes of an argument that are not text; only a file can have such a name.
    for item in value if isinstance(value, (tuple, list)) else (value,):
        if isinstance(item, str) and "FILE" not in option.metavar and not is_encodable(item):
            raise RequestError(
                f"{option.name} cannot be {quote_text(item)}", "write it as UTF-8 text"
            )


def _parse_value(option: OptionSpec, value: str) -> str | int:
    message = f"{option.name} cannot be {quote_text(value)}"
    if option.choices and not _is_choice(option, value):
        fix = suggest_name(value, option.choices) or f"choose {format_list(option.choices, 'or')}"
        raise RequestError(message, fix)
    if option.value_kind is ValueKind.NUMBER:
        number = parse_whole_number(value)
        if not number or number > option.max_value:
            limit = f" to {option.max_value:,}" if option.max_value < 10**9 else ""
            raise RequestError(message, f"give a whole number from 1{limit}")
        return number
    return value


def _is_choice(option: OptionSpec, value: str) -> bool:
    return (
        value in option.choices
        or (option.plugin_group is not None and has_plugin(option.plugin_group, value))
        or (bool(option.other_values) and re.fullmatch(option.other_values, value) is not None)
    )
