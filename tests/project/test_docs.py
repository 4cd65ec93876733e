"""The README and the documentation show what the program does, block after block."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path

import pytest

PROJECT = next(each for each in Path(__file__).parents if (each / "pyproject.toml").exists())
PAGES = [
    "README.md",
    *sorted(each.relative_to(PROJECT).as_posix() for each in PROJECT.glob("docs/**/*.md")),
]
WITH_COMMANDS = [page for page in PAGES if "```console" in (PROJECT / page).read_text("utf-8")]

BLOCK = re.compile(r'^```(\w+)(?: title="([^"\n]*)")?\n(.*?)^```$', re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)
LINK = re.compile(r"\]\(([^)#:]+)(?:#[^)]*)?\)")


@pytest.fixture
def shell(qaim, tmp_path, monkeypatch):
    """A shell in an empty folder; a command gives what it prints."""
    monkeypatch.chdir(tmp_path)

    def run_line(line: str) -> str:
        command, _, filter = line.partition(" | ")
        program, *words = shlex.split(command)
        if program == "export":
            monkeypatch.setenv(*words[0].split("=", 1))
            return ""
        if program == "sed":
            _, old, new, _ = words[1].split("/")
            text = Path(words[2]).read_text("utf-8")
            assert old in text
            Path(words[2]).write_text(text.replace(old, new), "utf-8")
            return ""
        assert program == "qaim", f"a page runs qaim, export and sed, but {line!r} is none of them"
        result = qaim(*words)
        assert result.status in ((0, 1) if words[0] in ("check", "audit") else (0, 2))
        shown = (result.out + result.err).replace("\r\n", "\n")
        assert filter in ("", "tail -n 1")
        return shown.splitlines(keepends=True)[-1] if filter else shown

    return run_line


@pytest.mark.parametrize("page", WITH_COMMANDS)
def test_each_command_prints_what_the_page_shows(shell, tmp_path, golden, page):
    """A reader saves each file that the page shows or links to, and runs each command."""
    written = (PROJECT / page).read_text("utf-8")
    for target in re.findall(r"\]\(((?:tests|data)/[^)]+)\)", written):
        (tmp_path / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / target, tmp_path / target)

    def follow_block(block: re.Match[str]) -> str:
        language, name, text = block.groups()
        if name:
            (tmp_path / name).write_text(text, "utf-8")
        if language != "console":
            return block[0]
        assert text.startswith("$ ")
        answered = COMMAND.sub(lambda each: f"$ {each[1]}\n{shell(each[1])}", text)
        return f"```console\n{answered}```"

    golden(page, BLOCK.sub(follow_block, written))


@pytest.mark.parametrize("page", PAGES)
def test_each_block_of_commands_is_run(page):
    for fence in re.findall(r"^(```.*)\n\$ ", (PROJECT / page).read_text("utf-8"), re.MULTILINE):
        assert fence == "```console", "begin the block with ```console, so that it is run"


@pytest.mark.parametrize("page", [*PAGES, "CONTRIBUTING.md"])
def test_each_link_to_a_file_leads_to_one(page):
    for target in LINK.findall((PROJECT / page).read_text("utf-8")):
        assert ((PROJECT / page).parent / target).exists(), target


def test_contributing_names_what_the_code_has():
    written = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")
    code = "".join(each.read_text("utf-8") for each in PROJECT.glob("qaim_cli/**/*.py"))
    for path in re.findall(r"`((?:qaim_cli|tests)/[^`]+)`", written):
        assert (PROJECT / path).exists(), path
    for name in re.findall(r"`([A-Z]+_[A-Z_]+)`", written):
        assert f"\n{name}" in code, name
    modules = written.split("## How to add")[0]
    for row in re.findall(r"^\| (`.*?) \|", modules, re.MULTILINE):
        for module in re.findall(r"`([^`]*)`", row):
            parent = PROJECT if module == "bench" else PROJECT / "qaim_cli"
            place = parent / module.replace(".", "/")
            assert place.is_dir() or place.with_suffix(".py").exists(), module


def test_the_site_has_each_page():
    def list_pages(part):
        if isinstance(part, str):
            yield f"docs/{part}"
        else:
            for each in part.values() if isinstance(part, dict) else part:
                yield from list_pages(each)

    site = tomllib.loads((PROJECT / "zensical.toml").read_text("utf-8"))["project"]
    assert sorted(list_pages(site["nav"])) == sorted(set(PAGES) - {"README.md"})


def test_the_readme_is_short():
    readme = (PROJECT / "README.md").read_text("utf-8")
    assert len(readme.splitlines()) <= 150


def test_each_command_in_a_table_answers(qaim):
    page = (PROJECT / "docs/how-to/ask-a-timeline.md").read_text("utf-8")
    shown = re.findall(r"^\| `(qaim [^`]*)` \|", page, re.MULTILINE)
    assert len(shown) == 13
    for command in shown:
        result = qaim(*shlex.split(command)[1:])
        assert (result.status, result.err) == (0, ""), command
        assert "no event matches" not in result.out or command == "qaim today"
