"""What the guides show is what the program does, block after block, in one folder."""

from __future__ import annotations

import re
import shlex

import pytest

from qaim_cli import store
from qaim_cli.store.shape import TIMELINE, Key, Record

BLOCK = re.compile(r"```(console|yaml)\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@pytest.fixture
def session(qaim, tmp_path, monkeypatch):
    """A person at a shell in an empty folder, who also writes files as the guide says."""
    monkeypatch.chdir(tmp_path)

    def command(match: re.Match[str]) -> str:
        program, *words = shlex.split(match[1])
        shown = ""
        if program == "export":
            monkeypatch.setenv(*words[0].split("=", 1))
        else:
            assert program == "qaim"
            result = qaim(*words)
            shown = result.out + result.err
        return f"$ {match[1]}\n{shown}"

    def block(name: str):
        def run(match: re.Match[str]) -> str:
            kind, text = match.groups()
            if kind == "yaml":
                (tmp_path / name).write_text(text, "utf-8")
                return match[0]
            return f"```console\n{COMMAND.sub(command, text)}```"

        return run

    return block


@pytest.mark.parametrize(
    ("document", "file", "blocks"), [("docs/your-own-timeline.md", "railway.yaml", 7)]
)
def test_every_block_gives_what_is_shown(session, project, request, document, file, blocks):
    written = (project / document).read_text("utf-8")
    actual, found = BLOCK.subn(session(file), written)
    if request.config.getoption("--write-golden"):
        (project / document).write_text(actual, "utf-8")
        written = actual
    assert found == blocks
    assert actual == written
    assert "qaim: " not in actual


def test_every_store_shown_has_no_problem(project):
    texts = re.findall(
        r"```yaml\n(.*?)```", (project / "docs/store.md").read_text("utf-8"), re.DOTALL
    )
    assert len(texts) == 2
    for text in texts:
        assert store.read("x.yaml", text.encode()).problems == ()


def rows(record: Record, path: str = ""):
    """The keys of a record as the reference tells them, those of records within them as well."""
    yield "| key | takes | means |"
    yield "| --- | --- | --- |"
    for key in record.keys:
        required = " (required)" if key.required else ""
        yield f"| `{key.name}`{required} | {takes(key)} | {key.about} |"
    for key in record.keys:
        if isinstance(key.holds, Record):
            yield ""
            yield f"### `{key.name}`" if not path else f"#### `{path}{key.name}`"
            yield ""
            inner = f"{path}{key.name}." if path or key.name == "events" else f"{key.name}."
            yield from rows(key.holds, inner)


def takes(key: Key) -> str:
    kind = "keys" if isinstance(key.holds, Record) else WORDS[key.holds]
    if key.named:
        return f"under each {WORDS[key.named]}: {kind}"
    if key.name == "events":
        return f"a list of {kind}"
    return f"{kind}; one or a list" if key.many else kind


WORDS = {
    "text": "text", "label": "label", "check": "check", "date": "EDTF", "number": "a number from 1",
    "figure": "a figure", "event": "an id", "actor": "the id of an actor",
    "place": "the id of a place", "tag": "a word or more",
}  # fmt: skip


def test_the_reference_names_every_key(project, request):
    path = project / "docs/store.md"
    written = path.read_text("utf-8")
    table = "\n".join(rows(TIMELINE))
    actual = re.sub(
        r"(?<=## Keys\n\n).*?(?=\n\n\"One or a list\")", lambda _: table, written, flags=re.DOTALL
    )
    if request.config.getoption("--write-golden"):
        path.write_text(actual, "utf-8")
        written = actual
    assert actual == written
