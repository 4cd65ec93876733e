"""Questions put to a person at a terminal, with completion where the terminal has it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from qaim_cli.errors import QaimError, RequestError
from qaim_cli.text import is_encodable


class InputEndedError(RequestError):
    """The answers end before all is asked: the person has closed the terminal, or typed Ctrl-D."""


def is_interactive() -> bool:
    """Whether a person can be asked: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_text(
    question: str,
    *,
    required: bool = False,
    offers: Iterable[str] = (),
    check: Callable[[str], str | None] | None = None,
) -> str:
    """What a person answers; asked again until the answer is of use.

    Args:
        question: what is asked.
        required: whether an empty answer is none.
        offers: what the tab key completes, one of several between commas.
        check: says how an answer was understood, or raises what is wrong with it.

    Raises:
        EndedError: the answers end.
    """
    while True:
        answer = _read_line(f"{question}: ", tuple(offers)).strip()
        if not answer and required:
            continue
        if not answer or check is None:
            return answer
        try:
            told = check(answer)
        except QaimError as error:
            print(f"  {error}")
            continue
        if told:
            print(f"  {told}")
        return answer


def ask_list(
    question: str,
    *,
    offers: Iterable[str] = (),
    check: Callable[[str], str | None] | None = None,
) -> tuple[str, ...]:
    """What a person answers, with commas between; see `ask_text`."""

    def check_each(answer: str) -> str | None:
        told = [check(name) for name in _split_at_commas(answer)] if check else []
        return ", ".join(filter(None, told)) or None

    return tuple(
        _split_at_commas(ask_text(f"{question} (commas between)", offers=offers, check=check_each))
    )


def ask_yes_no(question: str, *, default: bool = True) -> bool:
    """Whether a person agrees."""
    while True:
        answer = _read_line(f"{question} [{'Y/n' if default else 'y/N'}] ", ()).strip().lower()
        if not answer:
            return default
        if answer in ("y", "yes", "n", "no"):
            return answer[0] == "y"


def _split_at_commas(answer: str) -> list[str]:
    return [name for part in answer.split(",") if (name := part.strip())]


def _read_line(prompt: str, offers: tuple[str, ...]) -> str:
    _enable_completion(offers)
    while True:
        try:
            answer = input(prompt)
        except EOFError:
            print()
            raise InputEndedError("the answers ended too early", "nothing was written") from None
        except UnicodeDecodeError:
            answer = "\udcff"
        if is_encodable(answer):
            return answer
        print("  this is not UTF-8 text")


def _enable_completion(offers: tuple[str, ...]) -> None:
    """Has the tab key complete what is offered, where Python has a line editor."""
    try:
        import readline
    except ImportError:
        return

    def complete_text(text: str, number: int) -> str | None:
        begun = text.lstrip()
        found = [f"{text[: len(text) - len(begun)]}{each}" for each in offers
                 if each.lower().startswith(begun.lower())]  # fmt: skip
        return found[number] if number < len(found) else None

    readline.set_completer_delims(",")
    readline.set_completer(complete_text)
    readline.parse_and_bind("tab: complete")
