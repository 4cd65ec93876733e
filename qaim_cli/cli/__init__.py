"""The command line: reads a request, calls the core, gives out the answer.

`main` is the one place where an error becomes a line of text and an exit status.
"""

from __future__ import annotations

import os
import sys

from qaim_cli.errors import QaimError, RequestError, reason

INTERRUPTED = 130
CLOSED_PIPE = 141
"""Exit statuses of a program ended by Ctrl-C and by a closed pipe, as shells number them."""


def main(arguments: list[str] | None = None) -> int:
    """The exit status of a request: 0 answered, 1 problems, 2 wrong request, 3 unreadable store."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by who started the program
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115 - to the end
    try:
        status = _run(sys.argv[1:] if arguments is None else arguments)
        sys.stdout.flush()
    except QaimError as error:
        print(f"qaim: {error}", file=sys.stderr)
        return error.status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _abandon_stdout()
        return CLOSED_PIPE
    except OSError as error:
        print(f"qaim: the answer cannot be written: {reason(error)}", file=sys.stderr)
        _abandon_stdout()
        return RequestError.status
    return status


def _abandon_stdout() -> None:
    """Gives what Python still flushes at its end somewhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: list[str]) -> int:
    if os.environ.get("_QAIM_COMPLETE"):
        return _answer_shell()
    if not arguments or arguments in (["-h"], ["--help"]):
        from qaim_cli.cli import overview, terminal

        terminal.put([overview.overview(terminal.width())])
        return 0
    if arguments[0] in ("--install-completion", "--show-completion"):
        from qaim_cli.cli import completion

        return completion.run(arguments)
    from qaim_cli.cli import commands

    if arguments[0] in commands.COMMANDS:
        from qaim_cli.cli import quick

        command = commands.command(arguments[0])
        values = quick.read(command.options, arguments[1:])
        if values is not None:
            return command.run(command.options(values)) or 0
    from qaim_cli.cli import app

    return app.main(arguments)


def _answer_shell() -> int:
    """Tells a shell what may follow on its line."""
    from qaim_cli.cli import shells, terminal

    answer = shells.answer(os.environ)
    terminal.put([answer.text], encoding="utf-8")
    if answer.hint:
        print(answer.hint, file=sys.stderr)
    return answer.status
