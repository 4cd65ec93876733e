"""`qaim new`."""

from __future__ import annotations

import os
import shlex

from qaim_cli.cli import prompt, terminal
from qaim_cli.cli.options import Options as Declared
from qaim_cli.cli.options import argument, option
from qaim_cli.errors import RequestError
from qaim_cli.text import clean, is_text

_ABOUT = "What the timeline is about"

EXAMPLES = (
    "qaim new town.yaml",
    "qaim new town.yaml --title 'Our town' --source 'A history of our town'",
)


class Options(Declared):
    """What `qaim new` takes."""

    writes = True
    path: str | None = argument("FILE", help="The file to begin; it must not be there yet.")
    title: str | None = option("--title", group=_ABOUT, help="What the timeline is about.")
    source: str | None = option(
        "--source", metavar="TITLE", group=_ABOUT, help="What its events are taken from."
    )
    url: str | None = option("--url", group=_ABOUT, help="The address of the source.")
    no_schema: bool = option(
        "--no-schema", group=_ABOUT,
        help="Leave out the schema by which editors complete and check the file.",
    )  # fmt: skip


def run(options: Options) -> None:
    """Begin a timeline of your own: a small one to change, that every command accepts.

    It shows a day, a duration and a vague date, an actor and a place. Beside it goes the schema by
    which editors complete and check it as you type.
    """
    import json

    from qaim_cli.edit.template import SCHEMA_FILE, new_store
    from qaim_cli.store.schema import schema

    path = options.path or ""
    if os.path.lexists(path):
        raise _taken(path)
    stem = os.path.splitext(os.path.basename(path))[0].replace("-", " ").replace("_", " ")
    usual = clean(stem[:1].upper() + stem[1:]) if stem and is_text(stem) else "Timeline"
    title, source, url = options.title, options.source, options.url
    if title is None and prompt.interactive():
        title = prompt.ask(f"What is the timeline about ({usual})")
        source = source or prompt.ask("What are its events taken from")
        url = url or prompt.ask("Where on the web is that")
    title, source, url = ((words or "").strip() for words in (title, source, url))
    text = new_store(title or usual, source, url, schema=not options.no_schema)
    if not _created(path, text):
        raise _taken(path)
    if not options.no_schema:
        # One that is there already, or that another begun at the same time has put there, will do.
        beside = os.path.join(os.path.dirname(path), SCHEMA_FILE)
        _created(beside, json.dumps(schema(), indent=2) + "\n")
    name = shlex.quote(clean(path))
    terminal.put([f"began {clean(path)}; see it with: qaim timeline --file {name}\n"])


def _created(path: str, text: str) -> bool:
    """Writes a new file; False, with nothing written, where there is one already.

    Raises:
        RequestError: it cannot be written.
    """
    from qaim_cli import files
    from qaim_cli.cli.output import writing

    with writing(path):
        try:
            files.create(path, text)
        except FileExistsError:
            return False
    return True


def _taken(path: str) -> RequestError:
    return RequestError(f"{path!r} is there already", "name another file")
