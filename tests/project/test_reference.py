"""The reference pages name everything that the program has, in the program's own words."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator

import pytest

from qaim_cli import periods, store
from qaim_cli.audit import AUDIT_RULES
from qaim_cli.cli import commands
from qaim_cli.cli.option_specs import OptionSpec, group_options, list_options
from qaim_cli.errors import DateError
from qaim_cli.exchange import FORMATS
from qaim_cli.exchange.losses import DESCRIPTIONS as LOSS_DESCRIPTIONS
from qaim_cli.exchange.losses import Fate, Loss
from qaim_cli.explore.keys import KEY_BINDINGS
from qaim_cli.query.language import parse_query
from qaim_cli.query.term_builder import TermBuilder
from qaim_cli.store.shape import OWN_FIELD_KEY, TIMELINE_SHAPE, KeyShape, RecordShape

TODAY = datetime.date(2026, 11, 22)
SHARED_FROM = 3
"""How many commands share an option before it is described once for all of them."""


def write_command_reference(_) -> str:
    """Every command with its arguments and options, as they are declared."""
    all_commands = [commands.load_command(name) for name in commands.COMMAND_SUMMARIES]
    takers = Counter(
        each for command in all_commands for each in list_options(command.options_class)
    )
    shared = [each for each, count in takers.items() if each.flags and count >= SHARED_FROM]
    lines = []
    for command in all_commands:
        summary, *rest = command.help.split("\n")
        taken = list_options(command.options_class)
        arguments = "".join(f" {each.metavar}" for each in taken if not each.flags)
        own = [each for each in taken if each not in shared]
        lines += [f"## `qaim {command.name}`", "", escape_markdown(summary), ""]
        lines += [escape_markdown(line.strip()) for line in rest if line.strip()] + [""] * any(rest)
        lines += ["```sh", f"qaim {command.name} [OPTIONS]{arguments}", "```", ""]
        lines += [*format_option_table(own), ""] if own else []
        others = [
            f"{group} ({', '.join(f'`{each.flags[0]}`' for each in members)})"
            for group, members in group_options(each for each in taken if each in shared).items()
        ]
        lines += [f"[Shared options](#shared-options): {'; '.join(others)}.", ""] if others else []
        lines += ["Examples:", "", "```sh", *command.examples, "```", ""]
    lines += ["## Shared options", ""]
    for group, members in group_options(shared).items():
        lines += [f"### {group}", "", *format_option_table(members), ""]
    return "\n".join(lines).rstrip("\n")


def format_option_table(options: list[OptionSpec]) -> Iterator[str]:
    yield "| option | means |"
    yield "| --- | --- |"
    for each in options:
        metavar = "" if each.value_kind == "flag" or not each.flags else f" {each.metavar}"
        names = ", ".join(each.flags) or each.metavar
        unnamed = any(choice not in each.help for choice in each.choices)
        choices = f" One of {', '.join(each.choices)}." if unnamed else ""
        yield f"| `{names}{metavar}` | {escape_markdown(each.help + choices)} |"


def escape_markdown(text: str) -> str:
    """A text as Markdown shows it unchanged; code stays code."""
    parts = re.split(r"(`[^`]*`)", text)
    parts[::2] = [re.sub(r"([\\*_<\[\]|~])", r"\\\1", part) for part in parts[::2]]
    return "".join(parts)


def write_key_reference(_) -> str:
    return "\n".join(format_key_tables(TIMELINE_SHAPE))


def format_key_tables(record: RecordShape, path: str = "") -> Iterator[str]:
    """The keys of a record, and of the records within it."""
    yield "| key | takes | means |"
    yield "| --- | --- | --- |"
    for key in record.keys:
        required = " (required)" if key.is_required else ""
        required = " (one is required)" if key.name in record.alternatives else required
        yield f"| `{key.name}`{required} | {describe_value(key)} | {key.description} |"
    if record.allows_own_fields:
        yield f"| `x-…` | {describe_value(OWN_FIELD_KEY)} | {OWN_FIELD_KEY.description} |"
    for key in record.keys:
        if isinstance(key.value_type, RecordShape):
            yield ""
            yield f"### `{key.name}`" if not path else f"#### `{path}{key.name}`"
            yield ""
            inner = f"{path}{key.name}." if path or key.name == "events" else f"{key.name}."
            yield from format_key_tables(key.value_type, inner)


def describe_value(key: KeyShape) -> str:
    kind = "keys" if isinstance(key.value_type, RecordShape) else VALUE_WORDS[key.value_type]
    if key.name_kind:
        return f"under each {VALUE_WORDS[key.name_kind]}: {kind}"
    if key.name == "events":
        return f"a list of {kind}"
    return f"{kind}; one or a list" if key.accepts_list else kind


def write_format_reference(_) -> str:
    """The formats of other programs, and what each of them loses."""
    lines = [
        "| format | is | reads | writes | file extensions |",
        "| --- | --- | --- | --- | --- |",
    ]
    for each in FORMATS.values():
        marks = ("yes" if way else "" for way in (each.can_read, each.can_write))
        extensions = ", ".join(f"`.{extension}`" for extension in each.extensions)
        lines.append(f"| `{each.name}` | {each.title} | {' | '.join(marks)} | {extensions} |")
    for heading, attribute in (("Written", "WRITE_LOSSES"), ("Read", "READ_LOSSES")):
        lines += ["", f"### {heading}", "", "| format | in words | dropped | left out |",
                  "| --- | --- | --- | --- |"]  # fmt: skip
        for each in FORMATS.values():
            fates = getattr(each.load(), attribute, None)
            if fates is not None:
                cells = (
                    ", ".join(str(loss) for loss in Loss if fates.get(loss) is fate)
                    for fate in (Fate.IN_WORDS, Fate.DROPPED, Fate.REFUSED)
                )
                lines.append(f"| `{each.name}` | {' | '.join(cells)} |")
    lines += ["", "### What can be lost", "", "| name | is |", "| --- | --- |"]
    lines += [f"| {loss} | {LOSS_DESCRIPTIONS[loss]} |" for loss in Loss]
    return "\n".join(lines)


VALUE_WORDS = {
    "text": "text",
    "label": "label",
    "check": "check",
    "date": "EDTF",
    "year": "a year, or words",
    "number": "a number from 1",
    "figure": "a figure",
    "degrees": "degrees",
    "calendar": "a calendar",
    "duration": "a length of time",
    "source": "the id of a source",
    "link": "an address (http or https)",
    "own": "text",
    "event": "an id",
    "actor": "the id of an actor",
    "place": "the id of a place",
    "tag": "a word or more",
}


def write_check_reference(qaim) -> str:
    return qaim("check", "--list", "-f", "md").out.partition("\n\n")[2].rpartition("\n\n")[0]


def write_audit_reference(_) -> str:
    rules = (f"| `{each.name}` | {each.description} |" for each in AUDIT_RULES)
    return "\n".join(("| finding | what must hold |", "| --- | --- |", *rules))


def write_screen_key_reference(_) -> str:
    """The keys of the full screen, a table for each group."""
    lines: list[str] = []
    group = ""
    for each in KEY_BINDINGS:
        if each.group != group:
            group = each.group
            lines += ["", f"### {group}", "", "| key | does |", "| --- | --- |"]
        where = "" if len(each.panes) > 1 else f" (while the {each.panes[0]} has the keys)"
        keys = " ".join(f"`{key}`" for key in each.shown.split())
        lines.append(f"| {keys} | {escape_markdown(each.help)}{where} |")
    return "\n".join(lines)


GENERATED_PARTS = {
    "commands": ("docs/reference/commands.md", write_command_reference),
    "keys": ("docs/reference/timeline-file.md", write_key_reference),
    "checks": ("docs/reference/checks.md", write_check_reference),
    "exchange": ("docs/reference/exchange-formats.md", write_format_reference),
    "screen-keys": ("docs/how-to/explore-on-the-full-screen.md", write_screen_key_reference),
    "audit": ("docs/how-to/draft-from-an-article.md", write_audit_reference),
}
"""The parts of pages that lie between two comments, and the function that writes each."""


@pytest.mark.parametrize("name", GENERATED_PARTS)
def test_the_reference_is_what_the_program_declares(qaim, project, golden, name):
    page, write = GENERATED_PARTS[name]
    begin, end = f"<!-- begin {name} -->\n\n", f"\n\n<!-- end {name} -->"
    written = (project / page).read_text("utf-8")
    before, _, rest = written.partition(begin)
    _, _, after = rest.partition(end)
    assert after
    golden(page, f"{before}{begin}{write(qaim).strip()}{end}{after}")


def test_each_date_form_can_be_read(project):
    page = (project / "docs/reference/dates.md").read_text("utf-8").split("## In a timeline")[0]
    forms = [
        form
        for row in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
        for form in re.findall(r"`([^`]*)`", row)
    ]
    assert len(forms) == 90
    for form in forms:
        assert periods.parse_period(form, TODAY).edtf
    refused = page.split("with both readings:")[1].split("```")[0]
    for form in re.findall(r"`([^`]*)`", refused):
        with pytest.raises(DateError):
            periods.parse_period(form, TODAY)


def test_each_term_is_a_query(project):
    page = (project / "docs/reference/queries.md").read_text("utf-8")
    terms = [
        term
        for row in re.findall(r"^\| (`.*?) \|", page, re.MULTILINE)
        for term in re.findall(r"`([^`]*)`", row)
    ]
    assert len(terms) > 30
    scope = TermBuilder(store.load_timeline(store.find_shipped_timeline()).timeline, TODAY)
    for term in terms:
        assert parse_query(term.replace(":ID", ":khan-built"), scope)


@pytest.mark.parametrize(
    "page", ["README.md", "docs/reference/timeline-file.md", "docs/how-to/write-a-timeline.md"]
)
def test_each_timeline_shown_has_no_problem(project, page):
    shown = re.findall(r"```yaml[^\n]*\n(.*?)```", (project / page).read_text("utf-8"), re.DOTALL)
    assert len(shown) == 1
    assert store.parse_store("x.yaml", shown[0].encode()).problems == ()


def test_the_warning_allowed_is_allowed(qaim, project, tmp_path):
    page = (project / "docs/how-to/check-a-timeline.md").read_text("utf-8")
    event = re.search(r"```yaml\n(.*?)```", page.split("## Allow a warning")[1], re.DOTALL)[1]
    path = tmp_path / "storm.yaml"
    path.write_text(f"events:\n{event}", "utf-8")
    assert qaim("check", "--strict", str(path)).out == "storm.yaml: no problems in 1 event\n"
    allowance = re.search(r"    allow:\n.*\n", event)[0]
    path.write_text(f"events:\n{event.replace(allowance, '')}", "utf-8")
    assert "no-claimant" in qaim("check", "--strict", str(path)).out
