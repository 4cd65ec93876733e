"""What tests share: the command line run in this process, and small stores written for one test."""

from __future__ import annotations

import importlib
import io
import os
import pkgutil
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings

import qaim_cli
from qaim_cli import cli
from qaim_cli import store as stores
from qaim_cli.store import index
from tests.support.problems import USUAL

CLEARED_VARIABLES = (
    "NO_COLOR",
    "FORCE_COLOR",
    "COLUMNS",
    "LINES",
    "PAGER",
    "LESS",
    "QAIM_FILE",
    "TERM",
    "QAIM_NO_CACHE",
    "_QAIM_COMPLETE",
    "_QAIM_COMPLETE_WORDS",
    "_QAIM_COMPLETE_LINE",
    "_QAIM_COMPLETE_PIECE",
)


# One run is like another, so that no change fails by the luck of a draw; with
# `--hypothesis-profile=search` the tests look anew, at 33 times as many examples.
settings.register_profile("repeat", max_examples=30, derandomize=True, deadline=None)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile("repeat")


def pytest_configure():
    # What test modules load when they are imported, before any fixture, keeps nothing either.
    os.environ["QAIM_NO_CACHE"] = "1"
    # Where a shell started the tests in the background, programs they start would not hear Ctrl-C.
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_finish(session):
    # A module that is loaded first by a test that is not measured would count as never run.
    if session.config.pluginmanager.hasplugin("_cov"):
        for module in pkgutil.walk_packages(qaim_cli.__path__, "qaim_cli."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


def pytest_addoption(parser):
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew")


@dataclass(frozen=True)
class CommandResult:
    status: int
    out: str
    err: str


@pytest.fixture(autouse=True)
def _pinned(request, monkeypatch, tmp_path_factory):
    """No test sees the terminal, the settings or the cache of the person who runs it."""
    if request.node.get_closest_marker("no_cover"):
        monkeypatch.delenv("COVERAGE_PROCESS_CONFIG", raising=False)  # for programs it starts
    for name in CLEARED_VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.getbasetemp() / "cache"))


@pytest.fixture
def qaim(monkeypatch):
    """The program run with arguments: its status, stdout and stderr."""

    def run(*arguments: str, encoding: str = "utf-8") -> CommandResult:
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding, newline="\n")
        err = io.StringIO()
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", out)
            patch.setattr(sys, "stderr", err)
            status = cli.main(list(arguments))
            out.flush()
        return CommandResult(status, out.buffer.getvalue().decode(encoding), err.getvalue())

    return run


@pytest.fixture
def store(tmp_path):
    """A store file with the text given, or with events alone when only these matter."""

    def write(text: str = "", *, events: str = "", name: str = "store.yaml") -> str:
        path = tmp_path / name
        if events:
            text = f"title: Test\nevents:\n{events}"
        path.write_text(text, encoding="utf-8")
        return str(path)

    return write


@pytest.fixture
def told(store):
    """The problems of a text, each as "line:column: level check: what. cure"."""

    def tell(text: str, chosen=USUAL) -> list[str]:
        problems = stores.check_file(store(text), chosen).problems
        return [each.check_output_line.partition("store.yaml:")[2] for each in problems]

    return tell


@pytest.fixture
def settled(monkeypatch):
    """Make a file that was just written count as one that is left alone, so its index is used."""
    monkeypatch.setattr(index.metadata, "_SETTLING_NS", 0)


@pytest.fixture
def project() -> Path:
    return Path(__file__).parent.parent


@pytest.fixture
def clean_environment():
    """The environment for a subprocess: this one, with nothing that changes what is shown."""
    return {key: value for key, value in os.environ.items() if key not in CLEARED_VARIABLES}


@pytest.fixture
def golden(request, project):
    """Compare a text with a file of the project, or write it there on --write-golden."""

    def compare(path: str, actual: str) -> None:
        file = project / path
        if request.config.getoption("--write-golden"):
            file.write_bytes(actual.encode())
        written = file.read_bytes().decode() if file.exists() else ""
        tests = request.node.nodeid.partition("::")[0]
        assert actual == written, (
            f"{path} is not what is shown now; if that is meant, write it anew with "
            f"`python -m pytest {tests} --write-golden` and read the difference"
        )

    return compare
