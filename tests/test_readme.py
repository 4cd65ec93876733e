"""What the README and the documentation show is what the program does."""

from __future__ import annotations

import datetime
import re
import shlex

import pytest

from qaim_cli import periods, store
from qaim_cli.audit import AUDIT_RULES
from qaim_cli.cli import commands
from qaim_cli.errors import DateError
from qaim_cli.query.language import parse_query
from qaim_cli.query.term_builder import TermBuilder

NAMED_ITEM = re.compile(r"```yaml\n(# (\S+\.yaml)\n.*?)```", re.DOTALL)
LIST = re.compile(r"(?<=<!-- qaim check --list -f md -->\n\n).*?(?=\n<!-- the end)", re.DOTALL)
BLOCK = re.compile(r"```console\n(\$ qaim .*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (qaim .*)\n((?:(?!\$ qaim).*\n)*)", re.MULTILINE)

YAML = re.compile(r"```yaml\n(.*?)```", re.DOTALL)


@pytest.fixture
def readme(project):
    return (project / "README.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("document", "blocks"),
    [
        ("README.md", 11),
        ("docs/asking.md", 16),
        ("docs/drawing.md", 4),
        ("docs/checking.md", 2),
        ("docs/from-an-article.md", 5),
    ],
)
def test_every_command_shown_gives_the_output_shown(
    qaim, readme, project, tmp_path, monkeypatch, request, document, blocks
):
    asking = (project / "docs/asking.md").read_text("utf-8")
    stores = [*YAML.findall(readme), *YAML.findall(asking)]
    for name, text in zip(("lighthouse", "harbour", "fleet"), stores, strict=True):
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    for text, name in NAMED_ITEM.findall((project / document).read_text("utf-8")):
        (tmp_path / name).write_text(text, "utf-8")
    monkeypatch.chdir(tmp_path)

    article = (project / "tests/articles/ferry.md").read_text("utf-8")
    (tmp_path / "ferry.md").write_text(article, "utf-8")
    corrected = article.replace("killing two stokers", "killing three stokers")
    (tmp_path / "ferry-corrected.md").write_text(corrected, "utf-8")

    def command(match: re.Match[str]) -> str:
        result = qaim(*shlex.split(match[1])[1:])
        finds = match[1].startswith(("qaim check", "qaim audit"))
        assert result.status in ((0, 1) if finds else (0, 2))
        return f"$ {match[1]}\n{result.out}{result.err}"

    def answered(block: re.Match[str]) -> str:
        return f"```console\n{COMMAND.sub(command, block[1])}```"

    written = (project / document).read_text("utf-8")
    actual, shown = BLOCK.subn(answered, written)
    if request.config.getoption("--write-golden"):
        (project / document).write_text(actual, "utf-8")
        written = actual
    assert shown == blocks
    assert actual == written


def test_every_command_in_a_table_answers(qaim, readme):
    commands_shown = re.findall(
        r"^\| `(qaim [^`]*)` \|", readme.split("## Your own timeline")[0], re.MULTILINE
    )
    assert len(commands_shown) == 13
    for command in commands_shown:
        result = qaim(*shlex.split(command)[1:])
        assert (result.status, result.err) == (0, ""), command
        assert "no event matches" not in result.out or command == "qaim today"


def test_the_example_of_the_format_has_no_problem(qaim, readme, tmp_path):
    example = re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)
    path = tmp_path / "lighthouse.yaml"
    path.write_text(example[1], "utf-8")
    for command in ("list", "timeline", "infobox", "actors", "places", "tags"):
        result = qaim(command, "--file", str(path))
        assert (result.status, result.err) == (0, "")


def test_every_command_is_mentioned(readme):
    for command in commands.COMMAND_SUMMARIES:
        assert f"qaim {command}" in readme


def test_every_link_to_a_file_leads_somewhere(readme, project):
    for target in re.findall(r"\]\(([^)#:]+)\)", readme):
        assert (project / target).exists(), target


def test_every_date_form_of_the_documentation_reads(project):
    table = (project / "docs/asking.md").read_text("utf-8").split("## How surely")[0]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    forms = [form for row in rows for form in re.findall(r"`([^`]*)`", row)]
    assert len(forms) == 48
    for form in forms:
        assert periods.parse_period(form, datetime.date(2026, 11, 22)).edtf
    for form in re.findall(r"`([^`]*)`", table.split("refused with both:")[1].split("```")[0]):
        with pytest.raises(DateError):
            periods.parse_period(form, datetime.date(2026, 11, 22))


def test_every_term_of_the_documentation_is_a_query(project):
    text = (project / "docs/asking.md").read_text("utf-8").split("## The query language")[1]
    rows = re.findall(r"^\| (`.*?) \|", text, re.MULTILINE)
    timeline = store.load_timeline(store.find_shipped_timeline()).timeline
    scope = TermBuilder(timeline, datetime.date(2026, 11, 22))
    terms = [term for row in rows for term in re.findall(r"`([^`]*)`", row)]
    assert len(terms) > 30
    for term in terms:
        assert parse_query(term.replace(":ID", ":khan-built"), scope)


def test_the_list_of_checks_is_the_one_of_the_program(qaim, project, request):
    path = project / "docs/checking.md"
    listed = qaim("check", "--list", "-f", "md").out.partition("\n\n")[2].rpartition("\n\n")[0]
    written = path.read_text("utf-8")
    actual, found = LIST.subn(lambda _: f"{listed}\n", written)
    if request.config.getoption("--write-golden"):
        path.write_text(actual, "utf-8")
        written = actual
    assert found == 1
    assert actual == written


def test_what_the_documentation_allows_is_allowed(qaim, project, tmp_path):
    text = (project / "docs/checking.md").read_text("utf-8").split("## What is right as it is")[1]
    event = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    path = tmp_path / "storm.yaml"
    path.write_text(f"events:\n{event}", "utf-8")
    assert qaim("check", "--strict", str(path)).out == "storm.yaml: no problems in 1 event\n"
    allowance = re.search(r"    allow:\n.*\n", event)[0]
    path.write_text(f"events:\n{event.replace(allowance, '')}", "utf-8")
    assert "no-claimant" in qaim("check", "--strict", str(path)).out


def test_the_rules_of_an_audit_are_listed(project, request):
    path = project / "docs/from-an-article.md"
    written = path.read_text("utf-8")
    rules = (f"| `{each.name}` | {each.description} |" for each in AUDIT_RULES)
    table = "\n".join(("| finding | what must hold |", "| --- | --- |", *rules))
    before, rest = written.split("What can be found:\n\n")
    after = rest[rest.index("\n\nThe exit status") :]
    actual = f"{before}What can be found:\n\n{table}{after}"
    if request.config.getoption("--write-golden"):
        path.write_text(actual, "utf-8")
        written = actual
    assert actual == written
