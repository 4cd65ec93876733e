"""The Typer app: each command is built from its declarations on first use."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from qaim_cli.cli import EXIT_CLOSED_PIPE, EXIT_INTERRUPTED, commands
from qaim_cli.cli.option_specs import OptionSpec, ValueKind, group_options, list_options
from qaim_cli.cli.overview import format_overview
from qaim_cli.errors import RequestError
from qaim_cli.text import suggest_name, uncapitalise
from qaim_cli.version import __version__

_HELP_SETTINGS = {"help_option_names": ["-h", "--help"]}

# Typer exports no name for the base of its usage errors; BadParameter's own bases lead there.
_ClickException: type[Exception] = typer.BadParameter.__mro__[2]


def main(arguments: list[str]) -> int:
    """Run a request that Typer parses and return its exit status.

    Raises:
        RequestError: the request is wrong: no such command or option, a value missing.
    """
    try:
        status = get_command(app)(args=arguments, prog_name="qaim", standalone_mode=False)
    except _ClickException as error:
        raise _convert_usage_error(error, arguments) from None
    except typer.Abort:
        return EXIT_INTERRUPTED
    except SystemExit:
        # Typer exits like this only if a pipe was closed while it printed help.
        return EXIT_CLOSED_PIPE
    return status if isinstance(status, int) else 0


class LazyCommandGroup(TyperGroup):
    """Group of commands, each imported and built only when it is needed."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer gives it
        """Return the command of that name, or None."""
        return build_typer_command(cmd_name) if cmd_name in commands.COMMAND_SUMMARIES else None

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer passes it
        """Write the overview, for which no command has to be built."""
        formatter.write(format_overview(formatter.width))


class GroupedHelpCommand(TyperCommand):
    """A command whose help groups its options and ends with examples."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write a section for each group of options."""
        rows = {each.name: each.get_help_record(ctx) for each in self.get_params(ctx)}
        options = list_options(commands.load_command(str(self.name)).options_class)
        for group, members in group_options(options).items():
            with formatter.section(group):
                formatter.write_dl([rows.pop(option.field) for option in members])
        with formatter.section("Help"):
            formatter.write_dl(list(rows.values()))


app = typer.Typer(
    cls=LazyCommandGroup,
    add_completion=False,  # `completion` has scripts of our own, which evaluate nothing
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_HELP_SETTINGS,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        print(f"qaim {__version__}")
        raise typer.Exit


@app.callback()
def declare_root_options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Ask a chronology questions."""


def build_typer_command(name: str) -> Any:
    """Build the Typer command of that name from its declared options."""
    command = commands.load_command(name)
    single_app = typer.Typer(add_completion=False, rich_markup_mode=None)
    examples = "\n".join(("\b", "Examples:", *(f"  {example}" for example in command.examples)))
    single_app.command(
        name,
        cls=GroupedHelpCommand,
        help=f"{inspect.cleandoc(command.help)}",
        epilog=examples,
        context_settings=_HELP_SETTINGS,
    )(_build_callback(command))
    return get_command(single_app)


def _build_callback(command: commands.CommandSpec) -> Callable[..., None]:
    """Make a function with the parameters that Typer expects from a command's declarations."""

    def run_command(**values: Any) -> None:
        raise typer.Exit(command.run(command.options_class(values)) or 0)

    parameters = [_build_parameter(option) for option in list_options(command.options_class)]
    run_command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run_command.__annotations__ = {}
    return run_command


_TYPER_TYPES: dict[ValueKind, tuple[Any, Any]] = {
    ValueKind.FLAG: (bool, False),
    ValueKind.TEXT: (str | None, None),
    ValueKind.NUMBER: (str | None, None),
    ValueKind.TEXTS: (list[str], []),
}
"""Typer's type for each kind of option, and its default value."""


def _build_parameter(option: OptionSpec) -> inspect.Parameter:
    kind, default = _TYPER_TYPES[option.value_kind]
    details: dict[str, Any] = {"help": option.help, "show_default": False}
    if option.value_kind is not ValueKind.FLAG:
        details["metavar"] = option.metavar
    if not option.flags:
        info = typer.Argument(**details)
        default = inspect.Parameter.empty if option.is_required else default
    else:
        info = typer.Option(*option.flags, **details)
    return inspect.Parameter(
        option.field,
        inspect.Parameter.KEYWORD_ONLY,
        default=default,
        annotation=Annotated[kind, info],
    )


def _convert_usage_error(error: Exception, arguments: list[str]) -> RequestError:
    """Convert a Typer usage error to a RequestError with a suggestion."""
    first_word = next((word for word in arguments if not word.startswith("-")), "")
    command = first_word if first_word in commands.COMMAND_SUMMARIES else ""
    message = re.sub(r"\s*\(Possible options:.*\)|\(s\)|\.$", "", _format_usage_error(error))
    for argument in filter(_is_long, arguments):
        message = message.replace(argument, f"{argument[: _MAX_QUOTED_CHARS - 1]}…")
    if command and hasattr(error, "possibilities"):
        options = list_options(commands.load_command(command).options_class)
        all_flags = [flag for option in options for flag in option.flags]
        fix = suggest_name(str(getattr(error, "option_name", "")), all_flags)
    else:
        fix = "" if command else suggest_name(first_word, commands.COMMAND_SUMMARIES)
    see_help = f"see `qaim {command} --help`" if command else "see `qaim --help`"
    return RequestError(uncapitalise(message), fix or see_help)


_MAX_QUOTED_CHARS = 60


def _is_long(argument: str) -> bool:
    return len(argument) > _MAX_QUOTED_CHARS


def _format_usage_error(error: Exception) -> str:
    format_message = getattr(error, "format_message", None)
    return str(format_message() if format_message else error)
