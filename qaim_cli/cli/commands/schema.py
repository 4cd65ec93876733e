"""`qaim schema`."""

from __future__ import annotations

import os

from qaim_cli.cli import loading, terminal
from qaim_cli.cli.option_specs import CommandOptions as Declared
from qaim_cli.cli.option_specs import declare_option
from qaim_cli.cli.options import StoreOptions
from qaim_cli.cli.output import STDOUT_PATHS, write_output_file
from qaim_cli.errors import RequestError

EXAMPLES = ("qaim schema -o timeline.schema.json",)


class Options(Declared):
    """Options of `qaim schema`."""

    output: str | None = declare_option(
        "--output", "-o", metavar="FILE", group="Output", help="Write to FILE instead."
    )


def run(options: Options) -> None:
    """Print the JSON Schema of timelines, with which editors complete and check one.

    A first line `# yaml-language-server: $schema=timeline.schema.json` tells an editor where it is.
    """
    import json

    from qaim_cli.store.schema import build_schema

    text = json.dumps(build_schema(), indent=2) + "\n"
    path = options.output or "-"
    if path in STDOUT_PATHS:
        terminal.write_stdout([text])
        return
    if os.path.splitext(path)[1].lower() not in ("", ".json"):
        # A timeline that nobody has named is not to be lost by a slip either.
        raise RequestError(f"{path!r}: a schema is JSON", "end its name in .json")
    write_output_file(path, [text], loading.get_requested_paths(StoreOptions({})))
