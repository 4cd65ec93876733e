"""What the README shows is what the program does."""

from __future__ import annotations

import re
import shlex

import pytest

from qaim_cli.cli import commands

BLOCK = re.compile(r"```console\n(\$ qaim .*?\n)(.*?)```", re.DOTALL)


@pytest.fixture
def readme(project):
    return (project / "README.md").read_text("utf-8")


def test_every_command_shown_gives_the_output_shown(
    qaim, readme, project, tmp_path, monkeypatch, request
):
    example = re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)
    (tmp_path / "lighthouse.yaml").write_text(example[1], "utf-8")
    monkeypatch.chdir(tmp_path)

    def answered(block: re.Match[str]) -> str:
        result = qaim(*shlex.split(block[1])[2:])
        assert result.status in (0, 2)
        return f"```console\n{block[1]}{result.out}{result.err}```"

    actual, shown = BLOCK.subn(answered, readme)
    if request.config.getoption("--write-golden"):
        (project / "README.md").write_text(actual, "utf-8")
    assert shown == 8
    assert actual == (project / "README.md").read_text("utf-8")


def test_the_example_of_the_format_has_no_problem(qaim, readme, tmp_path):
    example = re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)
    path = tmp_path / "lighthouse.yaml"
    path.write_text(example[1], "utf-8")
    for command in ("list", "timeline", "infobox", "actors", "places", "tags"):
        result = qaim(command, "--file", str(path))
        assert (result.status, result.err) == (0, "")


def test_every_command_is_mentioned(readme):
    for command in commands.COMMANDS:
        assert f"qaim {command}" in readme


def test_every_link_to_a_file_leads_somewhere(readme, project):
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (project / target).exists(), target
