"""`qaim schema`."""

from __future__ import annotations

import os

from qaim_cli.cli import session, terminal
from qaim_cli.cli.options import Options as Declared
from qaim_cli.cli.options import StoreOptions, option
from qaim_cli.cli.output import STDOUT, write
from qaim_cli.errors import RequestError

EXAMPLES = ("qaim schema -o timeline.schema.json",)


class Options(Declared):
    """What `qaim schema` takes."""

    output: str | None = option(
        "--output", "-o", metavar="FILE", group="How to show it", help="Write to FILE instead."
    )


def run(options: Options) -> None:
    """Print the JSON Schema of a timeline, by which editors complete and check one.

    A first line `# yaml-language-server: $schema=timeline.schema.json` tells an editor where it is.
    """
    import json

    from qaim_cli.store.schema import schema

    text = json.dumps(schema(), indent=2) + "\n"
    path = options.output or "-"
    if path in STDOUT:
        terminal.put([text])
        return
    if os.path.splitext(path)[1].lower() not in ("", ".json"):
        # A timeline that nobody has named is not to be lost by a slip either.
        raise RequestError(f"{path!r}: a schema is JSON", "end its name in .json")
    write(path, [text], session.paths(StoreOptions({})))
