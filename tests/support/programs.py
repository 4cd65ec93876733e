"""The program run as a process of its own."""

from __future__ import annotations

import subprocess
import sys


def python(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "qaim_cli", *arguments],
        capture_output=True, text=True, encoding="utf-8", check=False, timeout=240, **options,
    )  # fmt: skip
