"""`qaim new`."""

from __future__ import annotations

import os
import shlex

from qaim_cli.cli import prompt, terminal
from qaim_cli.cli.option_specs import CommandOptions as Declared
from qaim_cli.cli.option_specs import declare_argument, declare_option
from qaim_cli.errors import RequestError
from qaim_cli.text import capitalise, clean_text, is_encodable

_ABOUT_GROUP = "What the timeline is about"

EXAMPLES = (
    "qaim new town.yaml",
    "qaim new town.yaml --empty --title 'Our town' --source 'A history of our town'",
)


class Options(Declared):
    """Options of `qaim new`."""

    requires_text = True
    path: str | None = declare_argument("FILE", help="The file to create; it must not exist yet.")
    title: str | None = declare_option(
        "--title", group=_ABOUT_GROUP, help="The subject of the timeline."
    )
    source: str | None = declare_option(
        "--source", metavar="TITLE", group=_ABOUT_GROUP, help="The source of its events."
    )
    url: str | None = declare_option("--url", group=_ABOUT_GROUP, help="The address of the source.")
    empty: bool = declare_option(
        "--empty", group=_ABOUT_GROUP, help="Leave out the three events that show how."
    )
    no_schema: bool = declare_option(
        "--no-schema", group=_ABOUT_GROUP,
        help="Do not write the schema that lets editors complete and check the file.",
    )  # fmt: skip


def run(options: Options) -> None:
    """Begin a timeline of your own: a small one to change, that every command accepts.

    Three examples show a day, a duration and a vague date, an actor and a place; `qaim remove`
    takes them out, and --empty leaves them out. A schema is written beside the file, with which
    editors complete and check it as you type.
    """
    import json

    from qaim_cli.edit.template import SCHEMA_FILE_NAME, new_store
    from qaim_cli.store.schema import build_schema

    path = options.path or ""
    if os.path.lexists(path):
        raise _make_exists_error(path)
    stem = os.path.splitext(os.path.basename(path))[0].replace("-", " ").replace("_", " ")
    usual = clean_text(capitalise(stem)) if stem and is_encodable(stem) else "Timeline"
    title, source, url = options.title, options.source, options.url
    if title is None and prompt.is_interactive():
        title = prompt.ask_text(f"What is the timeline about ({usual})")
        source = source or prompt.ask_text("What is the source of its events")
        url = url or prompt.ask_text("What is the source's web address")
    title, source, url = ((words or "").strip() for words in (title, source, url))
    text = new_store(
        title or usual, source, url, schema=not options.no_schema, examples=not options.empty
    )
    if not _create_if_absent(path, text):
        raise _make_exists_error(path)
    if not options.no_schema:
        # One that is there already, or that another begun at the same time has put there, will do.
        beside = os.path.join(os.path.dirname(path), SCHEMA_FILE_NAME)
        _create_if_absent(beside, json.dumps(build_schema(), indent=2) + "\n")
    name = shlex.quote(clean_text(path))
    next_step = (
        f"write into it with: qaim add --file {name}"
        if options.empty
        else f"see it with: qaim timeline --file {name}"
    )
    terminal.write_stdout([f"created {clean_text(path)}; {next_step}\n"])


def _create_if_absent(path: str, text: str) -> bool:
    """Write a new file; return False, without writing, if it exists already.

    Raises:
        RequestError: it cannot be written.
    """
    from qaim_cli import files
    from qaim_cli.cli.output import report_write_errors

    with report_write_errors(path):
        try:
            files.create_file(path, [text])
        except FileExistsError:
            return False
    return True


def _make_exists_error(path: str) -> RequestError:
    return RequestError(f"{path!r} already exists", "name another file")
