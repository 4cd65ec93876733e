"""`python -m qaim_cli`, and what the `qaim` script calls."""

from __future__ import annotations

import sys


def main() -> None:
    """Runs a request and ends the process with its status."""
    from qaim_cli import cli

    sys.exit(cli.main())


if __name__ == "__main__":
    main()
