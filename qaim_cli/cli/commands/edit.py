"""`qaim edit`."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile

from qaim_cli.cli import changing, prompt
from qaim_cli.cli.options import WriteOptions, argument
from qaim_cli.errors import QaimError, RequestError, reason

_EDITORS = ("nano", "vi", "notepad")

EXAMPLES = (
    "qaim edit town-hall-opens --file town.yaml",
    "EDITOR='code --wait' qaim edit square-paved",
)


class Options(WriteOptions):
    """What `qaim edit` takes."""

    id: str | None = argument(
        "ID", help="The event's id or title, or the beginning of an id if no other begins so.",
        completes="event",
    )  # fmt: skip


def run(options: Options) -> None:
    """Open an event in your editor ($VISUAL or $EDITOR), check it, and put it back.

    On a mistake the editor can be opened again; what you wrote is never lost, and the file stays
    as it is until all is well.
    """
    from qaim_cli.edit.removing import replaced, written

    path = changing.path(options)
    id, old = written(path, options.id or "")
    descriptor, draft = tempfile.mkstemp(prefix=f"{id}-", suffix=".yaml")
    with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
        stream.write(old + "\n")
    while True:
        new = _edited(draft)
        if not new or new == old:
            os.unlink(draft)
            print(f"{id} stays as it is")
            return
        try:
            changing.make(options, replaced(id, old, new))
        except QaimError as error:
            if prompt.interactive():
                print(f"qaim: {error}", file=sys.stderr)
                if prompt.confirm("Go back to the editor?"):
                    continue
            raise type(error)(error.what, f"{error.cure}; what you wrote is in {draft}") from None
        os.unlink(draft)
        return


def _edited(draft: str) -> str:
    """The text of a draft as a person leaves it in the editor, without empty lines at its end.

    Raises:
        RequestError: there is no editor, or it failed.
    """
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    editor = shlex.split(command) if command else [_found()]
    try:
        done = subprocess.run([*editor, draft], check=False)  # noqa: S603 - the person's own editor
    except OSError as error:
        what = f"the editor {editor[0]!r} cannot be run: {reason(error)}"
        raise RequestError(what, "set EDITOR") from None
    if done.returncode:
        raise RequestError(
            f"the editor {editor[0]!r} ended with {done.returncode}",
            f"nothing was changed; what you wrote is in {draft}",
        )
    try:
        with open(draft, encoding="utf-8", newline="") as stream:
            return stream.read().rstrip()
    except (OSError, ValueError) as error:
        raise RequestError(
            f"{draft!r} cannot be read: {reason(error)}", "save it as UTF-8"
        ) from None


def _found() -> str:
    editor = next((each for each in _EDITORS if shutil.which(each)), None)
    if editor is None:
        raise RequestError("there is no editor", "set EDITOR to the one that you use")
    return editor
