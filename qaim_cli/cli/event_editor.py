"""An event opened in a person's editor and put back, checked."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

from qaim_cli.cli import loading, prompt
from qaim_cli.errors import QaimError, RequestError, describe_os_error
from qaim_cli.text import quote_text

if TYPE_CHECKING:
    from qaim_cli.edit.file_change import FileChange

_DEFAULT_EDITORS = ("nano", "vi", "notepad")
_MAX_PREFIX_CHARS = 40
"""So much of an event's id stands in the name of its draft."""


def edit_event(
    path: str, name: str, *, dry_run: bool = False, cache: bool = True
) -> tuple[str, FileChange | None]:
    """Open an event of a file in the editor; its id, and the change if there is one.

    `cache` is whether an index may tell where the event stands.

    Raises:
        QaimError: something is wrong with what was written, or with the editor.
    """
    from qaim_cli.edit.change import change_file
    from qaim_cli.edit.remove import read_event_text

    id, old = read_event_text(path, name, cache=cache)
    apply_edit = partial(change_file, path, dry_run=dry_run, cache=cache)
    with _open_draft(id, old) as draft:
        return id, _edit_event(apply_edit, id, old, draft)


@contextmanager
def _open_draft(id: str, old: str) -> Iterator[str]:
    """The path of a file to edit an event in, removed unless something was written in vain.

    Raises:
        QaimError: what went wrong with it, with the draft's path where something was written.
    """
    # An id that is at fault may hold slashes, which would lead out of the folder.
    prefix = re.sub(r"[^a-z0-9-]+", "-", id[:_MAX_PREFIX_CHARS])
    descriptor, path = tempfile.mkstemp(prefix=f"{prefix}-", suffix=".yaml")
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
        stream.write(old + "\n")
    kept = False
    try:
        yield path
    except (QaimError, KeyboardInterrupt) as error:
        kept = _has_changed(path, old)
        where = f"your text is in {path}"
        if kept and isinstance(error, QaimError):
            cure = f"{error.fix}; {where}" if error.fix else where
            raise type(error)(error.message, cure) from None
        if kept:
            loading.print_notice(where)
        raise
    finally:
        if not kept:
            with suppress(OSError):
                os.unlink(path)


def _has_changed(draft: str, old: str) -> bool:
    """Whether a draft is there and holds anything else than at its beginning."""
    try:
        with open(draft, "rb") as stream:
            return stream.read().rstrip() != old.encode().rstrip()
    except OSError:
        return False


def _edit_event(
    apply_edit: Callable[..., FileChange], id: str, old: str, draft: str
) -> FileChange | None:
    """Compute the edit that an editor made to an event; None where it is unchanged.

    Raises:
        QaimError: something is amiss with what was written, or with the editor.
    """
    from qaim_cli.edit.remove import replace_event_text

    gone = RequestError("the draft has no event left", f"`qaim remove {id}` removes it")
    while True:
        new = _run_editor(draft)
        if not new or new == old:
            return None
        try:
            return apply_edit(replace_event_text(id, old, new), error_if_fewer=gone)
        except QaimError as error:
            if not prompt.is_interactive():
                raise
            print(f"qaim: {error}", file=sys.stderr)
            if not prompt.ask_yes_no("Go back to the editor?"):
                raise


def _run_editor(draft: str) -> str:
    """The text of a draft as a person leaves it in the editor, without empty lines at its end.

    Raises:
        RequestError: there is no editor, or it failed.
    """
    editor = _find_editor()
    try:
        done = subprocess.run([*editor, draft], check=False)  # noqa: S603 - the user's own editor
    except (OSError, ValueError) as error:
        what = f"the editor {editor[0]!r} cannot be run: {describe_os_error(error)}"
        raise RequestError(what, "set EDITOR") from None
    if done.returncode:
        raise RequestError(
            f"the editor {editor[0]!r} ended with {done.returncode}", "nothing was changed"
        )
    try:
        with open(draft, encoding="utf-8", newline="") as stream:
            return stream.read().rstrip()
    except FileNotFoundError:
        what = f"the editor {editor[0]!r} removed the draft"
        raise RequestError(what, "nothing was changed") from None
    except (OSError, ValueError) as error:
        raise RequestError(
            f"{draft!r} cannot be read: {describe_os_error(error)}", "save it as UTF-8"
        ) from None


def _find_editor() -> list[str]:
    """The words of the command that opens the editor.

    Raises:
        RequestError: there is none, or it is no command.
    """
    for name in ("VISUAL", "EDITOR"):
        command = os.environ.get(name, "")
        try:
            words = shlex.split(command)
        except ValueError:
            raise RequestError(
                f"{name} cannot be {quote_text(command)}", "close the quotes in it"
            ) from None
        if words:
            return words
    editor = next((each for each in _DEFAULT_EDITORS if shutil.which(each)), None)
    if editor is None:
        raise RequestError("there is no editor", "set EDITOR to the one that you use")
    return [editor]
