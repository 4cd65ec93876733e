"""The Typer app: commands built from their declarations when they are asked for."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from qaim_cli.cli import EXIT_CLOSED_PIPE, EXIT_INTERRUPTED, commands
from qaim_cli.cli.options import OPTION_GROUPS, OptionSpec, list_options
from qaim_cli.cli.overview import format_overview
from qaim_cli.errors import RequestError
from qaim_cli.text import suggest_name
from qaim_cli.version import __version__

_HELP_SETTINGS = {"help_option_names": ["-h", "--help"]}

# Typer exports no name for the base of its usage errors; BadParameter's own bases lead there.
_ClickException: type[Exception] = typer.BadParameter.__mro__[2]


def main(arguments: list[str]) -> int:
    """The exit status of a request, read by Typer.

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
        # Typer ends so only where a pipe closed while it printed help.
        return EXIT_CLOSED_PIPE
    return status if isinstance(status, int) else 0


class LazyCommandGroup(TyperGroup):
    """The commands, each imported and built only when it is needed."""

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - Typer gives it
        """The command of that name, None if there is none."""
        return build_typer_command(cmd_name) if cmd_name in commands.COMMAND_SUMMARIES else None

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - Typer passes it
        """Writes the overview, which needs no command built."""
        formatter.write(format_overview(formatter.width))


class GroupedHelpCommand(TyperCommand):
    """A command whose help shows its options by group, with its examples at the end."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Writes a section for each group of options."""
        sections: dict[str, list[Any]] = {group: [] for group in OPTION_GROUPS}
        for parameter in self.get_params(ctx):
            group = getattr(parameter, "rich_help_panel", None) or OPTION_GROUPS[-1]
            sections[group].append(parameter.get_help_record(ctx))
        for group, records in sections.items():
            if records:
                with formatter.section(group):
                    formatter.write_dl(records)


app = typer.Typer(
    cls=LazyCommandGroup,
    add_completion=False,  # `completion` does that, and evaluates nothing
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
    """The Typer command of that name, with its declared options."""
    command = commands.load_command(name)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    examples = "\n".join(("\b", "Examples:", *(f"  {each}" for each in command.examples)))
    single.command(
        name,
        cls=GroupedHelpCommand,
        help=f"{inspect.cleandoc(command.help)}",
        epilog=examples,
        context_settings=_HELP_SETTINGS,
    )(_build_callback(command))
    return get_command(single)


def _build_callback(command: commands.CommandSpec) -> Callable[..., None]:
    """A function with the parameters that Typer expects, made from a command's declarations."""

    def run_command(**values: Any) -> None:
        raise typer.Exit(command.run(command.options_class(values)) or 0)

    parameters = [_build_parameter(each) for each in list_options(command.options_class)]
    run_command.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run_command.__annotations__ = {}
    return run_command


_TYPER_TYPES: dict[str, tuple[Any, Any]] = {
    "flag": (bool, False),
    "text": (str | None, None),
    "number": (str | None, None),
    "texts": (list[str], []),
}
"""What Typer takes for each kind of option, and its default."""


def _build_parameter(option: OptionSpec) -> inspect.Parameter:
    kind, default = _TYPER_TYPES[option.value_kind]
    details: dict[str, Any] = {
        "help": option.help,
        "rich_help_panel": option.group,
        "show_default": False,
    }
    if option.value_kind != "flag":
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
    """A usage error of Typer as ours: one line, with the nearest name or where to look."""
    name = next((word for word in arguments if not word.startswith("-")), "")
    command = name if name in commands.COMMAND_SUMMARIES else ""
    message = re.sub(r"\s*\(Possible options:.*\)|\(s\)|\.$", "", _format_usage_error(error))
    if command and hasattr(error, "possibilities"):
        known = [
            flag
            for each in list_options(commands.load_command(command).options_class)
            for flag in each.flags
        ]
        cure = suggest_name(str(getattr(error, "option_name", "")), known)
    else:
        cure = "" if command else suggest_name(name, commands.COMMAND_SUMMARIES)
    help = f"see `qaim {command} --help`" if command else "see `qaim --help`"
    return RequestError(message[:1].lower() + message[1:], cure or help)


def _format_usage_error(error: Exception) -> str:
    told = getattr(error, "format_message", None)
    return str(told() if told else error)
