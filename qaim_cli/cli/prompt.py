"""Questions put to a person at a terminal, with completion where the terminal has it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from qaim_cli.errors import QaimError, RequestError
from qaim_cli.text import clean_text, is_encodable

BACK_ANSWER = "<"
"""The answer that goes back to the question before."""
_CLEARING_ANSWER = "-"
"""The answer that leaves out what was there."""


class InputEndedError(RequestError):
    """The answers end before all is asked: the person has closed the terminal, or typed Ctrl-D."""


class StepBackError(Exception):
    """The person wants to go back to the question before."""


def is_interactive() -> bool:
    """Whether a person can be asked: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask_text(
    question: str,
    *,
    required: bool = False,
    old: str = "",
    offers: Iterable[str] = (),
    check: Callable[[str], str | None] | None = None,
) -> str:
    """Ask a person for a text, again until the answer is of use.

    Args:
        question: what is asked.
        required: whether an empty answer is none.
        old: what an empty answer keeps; "-" leaves it out.
        offers: what the tab key completes, one of several between commas.
        check: says how an answer was understood, or raises what is wrong with it.

    Raises:
        InputEndedError: the answers end.
        StepBackError: the answer is "<".
    """
    shown = f" [{clean_text(old)}]" if old else " (required)" if required else ""
    while True:
        answer = _read_line(f"{question}{shown}: ", tuple(offers)).strip()
        if answer == BACK_ANSWER:
            raise StepBackError
        if not answer or (old and answer == _CLEARING_ANSWER):
            kept = "" if answer else old
            if kept or not required:
                return kept
            print("  this is required")
            continue
        try:
            understood = check(answer) if check else None
        except QaimError as error:
            print(f"  {error}")
            continue
        if understood:
            print(f"  {understood}")
        return answer


def ask_list(
    question: str,
    *,
    required: bool = False,
    old: tuple[str, ...] = (),
    offers: Iterable[str] = (),
    check: Callable[[str], str | None] | None = None,
) -> tuple[str, ...]:
    """Ask a person for several names, with commas between; see `ask_text`."""

    def check_each(answer: str) -> str | None:
        understood = [check(name) for name in _split_at_commas(answer)] if check else []
        return ", ".join(filter(None, understood)) or None

    written = ", ".join(old)
    answer = ask_text(
        f"{question} (commas between)",
        required=required,
        old=written,
        offers=offers,
        check=check_each,
    )
    # What is kept is not taken apart again, as a name may have a comma.
    return old if answer == written else tuple(_split_at_commas(answer))


def ask_yes_no(question: str, *, default: bool = True) -> bool:
    """Whether a person agrees."""
    while True:
        answer = _read_line(f"{question} [{'Y/n' if default else 'y/N'}] ", ()).strip().lower()
        if not answer:
            return default
        if answer in ("y", "yes", "n", "no"):
            return answer[0] == "y"


def ask_edited(question: str, old: str) -> str:
    """Ask a person to edit a text, which stands on the line where Python has a line editor.

    An empty answer keeps it.

    Raises:
        InputEndedError: the answers end.
    """
    try:
        import readline
    except ImportError:
        return ask_text(question, old=old, required=True)
    readline.set_startup_hook(lambda: readline.insert_text(old))
    try:
        return _read_line(f"{question}: ", ()).strip() or old
    finally:
        readline.set_startup_hook()


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
    """Let the tab key complete what is offered, where Python has a line editor."""
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
