"""What the guides show is what the program does, block after block, in one folder."""

from __future__ import annotations

import re
import shlex

import pytest

from qaim_cli import store
from qaim_cli.store.shape import TIMELINE_SHAPE, KeyShape, RecordShape

BLOCK = re.compile(r"```(console|yaml)\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


@pytest.fixture
def session(qaim, tmp_path, monkeypatch):
    """A person at a shell in an empty folder, who also writes files as the guide says."""
    monkeypatch.chdir(tmp_path)

    def run_command(match: re.Match[str]) -> str:
        program, *words = shlex.split(match[1])
        shown = ""
        if program == "export":
            monkeypatch.setenv(*words[0].split("=", 1))
        else:
            assert program == "qaim"
            result = qaim(*words)
            shown = result.out + result.err
        return f"$ {match[1]}\n{shown}"

    def make_block_runner(name: str):
        def run(match: re.Match[str]) -> str:
            kind, text = match.groups()
            if kind == "yaml":
                (tmp_path / name).write_text(text, "utf-8")
                return match[0]
            return f"```console\n{COMMAND.sub(run_command, text)}```"

        return run

    return make_block_runner


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
        assert store.parse_store("x.yaml", text.encode()).problems == ()


def iter_reference_rows(record: RecordShape, path: str = ""):
    """The keys of a record as the reference tells them, those of records within them as well."""
    yield "| key | takes | means |"
    yield "| --- | --- | --- |"
    for key in record.keys:
        required = " (required)" if key.is_required else ""
        yield f"| `{key.name}`{required} | {describe_value(key)} | {key.description} |"
    for key in record.keys:
        if isinstance(key.value_type, RecordShape):
            yield ""
            yield f"### `{key.name}`" if not path else f"#### `{path}{key.name}`"
            yield ""
            inner = f"{path}{key.name}." if path or key.name == "events" else f"{key.name}."
            yield from iter_reference_rows(key.value_type, inner)


def describe_value(key: KeyShape) -> str:
    kind = "keys" if isinstance(key.value_type, RecordShape) else VALUE_NAMES[key.value_type]
    if key.name_kind:
        return f"under each {VALUE_NAMES[key.name_kind]}: {kind}"
    if key.name == "events":
        return f"a list of {kind}"
    return f"{kind}; one or a list" if key.accepts_list else kind


VALUE_NAMES = {
    "text": "text", "label": "label", "check": "check", "date": "EDTF", "number": "a number from 1",
    "figure": "a figure", "event": "an id", "actor": "the id of an actor",
    "place": "the id of a place", "tag": "a word or more",
}  # fmt: skip


def test_the_reference_names_every_key(project, request):
    path = project / "docs/store.md"
    written = path.read_text("utf-8")
    table = "\n".join(iter_reference_rows(TIMELINE_SHAPE))
    actual = re.sub(
        r"(?<=## Keys\n\n).*?(?=\n\n\"One or a list\")", lambda _: table, written, flags=re.DOTALL
    )
    if request.config.getoption("--write-golden"):
        path.write_text(actual, "utf-8")
        written = actual
    assert actual == written
