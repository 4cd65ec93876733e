"""`qaim schema`."""

from __future__ import annotations

from qaim_cli.cli import terminal
from qaim_cli.cli.options import Options as Declared
from qaim_cli.cli.options import option
from qaim_cli.errors import RequestError, reason

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

    from qaim_cli import files
    from qaim_cli.store.schema import schema

    text = json.dumps(schema(), indent=2) + "\n"
    if options.output in (None, "-"):
        terminal.put([text])
        return
    try:
        files.write_whole(options.output or "", [text])
    except (OSError, ValueError) as error:
        raise RequestError(
            f"{options.output!r} cannot be written: {reason(error)}", "choose another place"
        ) from None
