"""Completion protocols of the shells; every shell is answered with data only.

The scripts in `completion` ask with `_QAIM_COMPLETE` naming the shell. Each offer is a line, its
parts between tabs. Zsh and fish are given plain text, and quote it themselves as they insert it;
bash and PowerShell insert what they are given, so it is quoted here. No script evaluates an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from qaim_cli.cli.complete import Offer, offers_for_line
from qaim_cli.frozen_record import FrozenRecord

FILES_WANTED = 1
"""The exit status that has the shell complete the name of a file."""


class ShellReply(FrozenRecord):
    """The reply to a shell: lines for stdout, an exit status, and a hint for stderr."""

    text: str = ""
    status: int = 0
    hint: str = ""


def answer(environment: Mapping[str, str]) -> ShellReply:
    """Answer a shell that asks how its command line may continue."""
    asking = environment["_QAIM_COMPLETE"]
    answer_shell = _SHELLS.get(asking)
    if answer_shell is None:
        return _OUTDATED_ZSH if asking == "complete_zsh" else _OUTDATED
    lines = answer_shell(environment)
    if lines is None:
        return ShellReply(status=FILES_WANTED)
    return ShellReply("".join(f"{line}\n" for line in lines))


_ADVICE = "qaim: run `qaim --install-completion` again"
_OUTDATED = ShellReply(status=FILES_WANTED, hint=_ADVICE)
"""The scripts of old split an answer at spaces or matched it with files; they get none."""
_OUTDATED_ZSH = ShellReply("_message 'run qaim --install-completion again'\n")
"""The zsh script of old evaluates what it is given, so it is given this and never a name."""


def _offers(words: Sequence[str]) -> list[Offer] | None:
    return offers_for_line(words, SHELLS)


def _words(environment: Mapping[str, str]) -> list[str]:
    """Return the words after the program's name, the last one possibly incomplete."""
    return environment.get("_QAIM_COMPLETE_WORDS", "").split("\n")[1:]


def _answer_plainly(environment: Mapping[str, str]) -> list[str] | None:
    """Return completions as they are, for shells that match and quote by themselves."""
    found = _offers(_words(environment))
    return None if found is None else ["\t".join(offer) for offer in found]


def _answer_bash(environment: Mapping[str, str]) -> list[str] | None:
    """Return completions that replace the last piece of the line as bash splits it.

    Bash cuts words at its own marks, such as a colon or an open quote: only what stands behind the
    last of them is replaced, and what stands before it says which quote is open.
    """
    words, written, _ = split_bash_line(environment.get("_QAIM_COMPLETE_LINE", ""))
    piece = environment.get("_QAIM_COMPLETE_PIECE", "")
    if not written.endswith(piece):
        return []
    found = _offers(words[1:])
    if found is None:
        return None
    (kept,), _, quote = split_bash_line(written.removesuffix(piece))
    rests = [value[len(kept) :] for value, _ in found if value.startswith(words[-1])]
    return quote_for_bash(list(dict.fromkeys(rests)), quote)


def split_bash_line(line: str) -> tuple[list[str], str, str]:
    """Split a line into unquoted words; return also the quote still open at its end."""
    words, start, quote = [""], 0, ""
    characters = iter(enumerate(line))
    for at, character in characters:
        if character == quote:
            quote = ""
        elif character == "\\" and quote != "'":
            _, following = next(characters, (at, ""))
            stays = quote and following not in '$`"\\'
            words[-1] += f"\\{following}" if stays else following
        elif not quote and character in "'\"":
            quote = character
        elif quote or character not in " \t\n":
            words[-1] += character
        else:
            if at > start:
                words.append("")
            start = at + 1
    return words, line[start:], quote


def quote_for_bash(values: Sequence[str], quote: str) -> list[str]:
    """Quote values for bash inside a quote that is open already; bash closes it.

    Where none is open, those that begin alike all get one if any needs it: so what they have in
    common, which bash inserts first, never ends in half an escape.
    """
    if quote == '"':
        # Within double quotes nothing keeps ! from recalling a line of the past.
        return [re.sub(r'([$`"\\])', r"\\\1", each).replace("!", "\"'!'\"") for each in values]
    inside = [each.replace("'", "'\\''") for each in values]
    if quote:
        return inside
    plain = [bool(_PLAIN.fullmatch(each)) for each in values]
    if len({each[:1] for each in values}) == 1:
        plain = [all(plain)] * len(values)
    return [each if bare else f"'{each}'" for each, bare in zip(inside, plain, strict=True)]


_PLAIN = re.compile(r"[A-Za-z0-9_./:=@+-]*")
"""What no shell reads as anything but itself."""


def _answer_powershell(environment: Mapping[str, str]) -> list[str] | None:
    """Return matching completions: what to insert, what to show, and a description."""
    *before, written = _words(environment)
    current = re.sub(f'^[{_QUOTES}"]', "", written)
    current = re.sub(f"([{_QUOTES}])\\1", r"\1", current) if current != written else current
    found = _offers([*before, current])
    if found is None:
        return None
    # Windows PowerShell hands no program a quotation mark, nor a backslash at the end.
    return [
        f"{quote_for_powershell(value)}\t{value}\t{note or value}"
        for value, note in found
        if value.startswith(current) and '"' not in value and not value.endswith("\\")
    ]


def quote_for_powershell(value: str) -> str:
    """Quote a value if PowerShell would otherwise interpret it."""
    if re.fullmatch(r"-{0,2}[A-Za-z0-9][\w./+=-]*", value, re.ASCII):
        return value
    doubled = re.sub(f"([{_QUOTES}])", r"\1\1", value)
    return f"'{doubled}'"


_QUOTES = "'‘’‚‛"
"""What PowerShell takes for a single quote."""

_SHELLS: dict[str, Callable[[Mapping[str, str]], list[str] | None]] = {
    "bash": _answer_bash,
    "zsh": _answer_plainly,
    "fish": _answer_plainly,
    "powershell": _answer_powershell,
    "pwsh": _answer_powershell,
}
SHELLS = tuple(_SHELLS)
"""The shells that completion can be installed for."""
