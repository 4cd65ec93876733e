"""The command line: parse a request, call the core, write the answer.

`main` is the one place where an error becomes a line of text and an exit status.
"""

from __future__ import annotations

import os
import sys

from qaim_cli.errors import QaimError, RequestError, describe_os_error

EXIT_INTERRUPTED = 130
EXIT_CLOSED_PIPE = 141
"""Exit statuses of a program ended by Ctrl-C and by a closed pipe, as shells number them."""


def main(arguments: list[str] | None = None) -> int:
    """Run a request; return 0 answered, 1 problems found, 2 bad request, 3 unreadable file."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by who started the program
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - open to the end
    try:
        status = _run_request(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except QaimError as error:
        print(f"qaim: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        _redirect_stdout_to_null()
        return EXIT_CLOSED_PIPE
    except OSError as error:
        print(f"qaim: the answer cannot be written: {describe_os_error(error)}", file=sys.stderr)
        _redirect_stdout_to_null()
        return RequestError.exit_status
    return status


def _redirect_stdout_to_null() -> None:
    """Redirect stdout, so that Python's flush at exit cannot fail."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run_request(arguments: list[str]) -> int:
    if os.environ.get("_QAIM_COMPLETE"):
        return _answer_shell()
    if not arguments or arguments in (["-h"], ["--help"]):
        from qaim_cli.cli import overview, terminal

        terminal.write_stdout([overview.format_overview(terminal.get_width())])
        return 0
    if arguments[0] in ("--install-completion", "--show-completion"):
        from qaim_cli.cli import completion

        return completion.run(arguments)
    from qaim_cli.cli import commands

    if arguments[0] in commands.COMMAND_SUMMARIES:
        from qaim_cli.cli import fast_args

        command = commands.load_command(arguments[0])
        values = fast_args.parse_arguments(command.options_class, arguments[1:])
        if values is not None:
            return command.run(command.options_class(values)) or 0
    from qaim_cli.cli import app

    return app.main(arguments)


def _answer_shell() -> int:
    """Answer a shell's request for completions."""
    from qaim_cli.cli import shells, terminal

    answer = shells.answer(os.environ)
    terminal.write_stdout([answer.text], encoding="utf-8")
    if answer.hint:
        print(answer.hint, file=sys.stderr)
    return answer.status
