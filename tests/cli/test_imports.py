"""A command imports only what its answer needs."""

from __future__ import annotations

import subprocess
import sys

import pytest

# What a command may load: no library that its answer does not need.
HEAVY = ("typer", "rich", "dateutil", "yaml", "pathlib", "dataclasses", "tempfile", "hashlib",
         "importlib.metadata", "inspect", "qaim_cli.periods", "qaim_cli.store.parser",
         "qaim_cli.store.index.build", "qaim_cli.query.language", "qaim_cli.sums",
         "qaim_cli.store.index.label_sums", "qaim_cli.store.index.statement",
         "qaim_cli.store.index.counting", "qaim_cli.figures", "qaim_cli.dates.day_numbers",
         "qaim_cli.render", "qaim_cli.render.page", "qaim_cli.export.json",
         "qaim_cli.query", "qaim_cli.query.terms", "qaim_cli.merge", "textual", "qaim_cli.explore",
         "qaim_cli.fullscreen")  # fmt: skip

# What asks for other events than all, and an index for them.
ASKED = ("qaim_cli.query.terms", "qaim_cli.store.index.statement",
         "qaim_cli.store.index.counting")  # fmt: skip


@pytest.mark.no_cover
@pytest.mark.parametrize(
    ("arguments", "loaded"),
    [
        ([], set()),
        (["list", "-f", "json"], {"qaim_cli.query", "qaim_cli.export.json"}),
        (["list", "--in", "apr 2004", "-f", "csv"],
         {"qaim_cli.query", "qaim_cli.periods", *ASKED}),
        (["list"], {"rich", "dataclasses", "qaim_cli.query", "qaim_cli.render"}),
        (["infobox", "-f", "json"], {"qaim_cli.export.json"}),
        (["check", "--only", "markup"], {"yaml", "qaim_cli.store.parser"}),
        (["infobox"], {"rich", "dataclasses", "qaim_cli.render"}),
        (["infobox", "-f", "svg"], {"rich", "dataclasses", "qaim_cli.render"}),
        (["list", "-k", "battle", "-f", "jsonl"], {"qaim_cli.query", *ASKED}),
        (["infobox", "-f", "html"],
         {"rich", "dataclasses", "qaim_cli.render", "qaim_cli.render.page"}),
    ],
)  # fmt: skip
def test_a_command_loads_only_what_its_answer_needs(qaim, clean_environment, arguments, loaded):
    qaim("infobox")  # so that there is an index
    code = (
        "import sys; from qaim_cli import cli; assert cli.main(sys.argv[1:]) == 0;"
        f"print(*(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True, text=True, encoding="utf-8", env=clean_environment, check=True,
    )  # fmt: skip
    # What coverage, the interpreter and Rich load for themselves is not the program's doing.
    theirs = {"tempfile", "hashlib", "inspect"} if "rich" in loaded else set()
    already = subprocess.run(
        [sys.executable, "-c", f"import sys; print(*(n for n in {HEAVY!r} if n in sys.modules))"],
        capture_output=True, text=True, env=clean_environment, check=True,
    )  # fmt: skip
    theirs |= set(already.stdout.split())
    assert set(result.stderr.split()) - theirs == loaded - theirs


def test_nothing_is_imported_before_ctrl_c_is_handled(clean_environment):
    code = "import sys; old = set(sys.modules); import qaim_cli; print(*set(sys.modules) - old)"
    result = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=clean_environment,
        check=True,
    )
    assert result.stdout.split() == ["qaim_cli"]
