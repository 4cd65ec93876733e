"""Formats, kinds of articles and checks that another installed package adds."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

EXAMPLE = Path(__file__).parent / "example_package"
SHOUTED = "  - {id: storm, date: 1862, title: STORM, source: {section: Log}}\n"


@pytest.fixture
def install_example(tmp_path, monkeypatch):
    """Installs the example package, as pip would, in a folder of its own."""

    def install(**replaced: str) -> None:
        entry_points = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"][
            "entry-points"
        ]
        info = tmp_path / "site" / "qaim_example-1.0.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: qaim-example\nVersion: 1.0\n")
        lines = [
            line
            for group, names in entry_points.items()
            for line in (f"[{group}]", *(f"{n} = {replaced.get(n, at)}" for n, at in names.items()))
        ]
        (info / "entry_points.txt").write_text("\n".join(lines))
        monkeypatch.syspath_prepend(str(tmp_path / "site"))
        monkeypatch.syspath_prepend(str(EXAMPLE))

    return install


def test_a_format_is_asked_for_by_name_and_by_ending(install_example, qaim, store, tmp_path):
    install_example()
    path = store(events=SHOUTED)
    assert qaim("list", "--file", path, "-f", "titles").out == "STORM\n"
    out = tmp_path / "answer.titles"
    assert qaim("list", "--file", path, "-o", str(out)).status == 0
    assert out.read_text() == "STORM\n"


def test_a_kind_of_article_is_read(install_example, qaim, tmp_path):
    install_example()
    film = tmp_path / "film.srt"
    film.write_text("1\n00:00\nThe ship sank on 3 May 1862.\n\n2\n00:05\nNobody saw it.\n")
    assert "date: 1862-05-03" in qaim("extract", str(film), "--kind", "subtitles").out


def test_a_check_runs_where_it_is_named_and_only_there(install_example, qaim, store):
    install_example()
    path = store(events=SHOUTED)
    found = qaim("check", path, "--only", "shouting", "--strict")
    assert found.status == 1
    assert "warning shouting: the title of event 'storm' is in capital letters" in found.out
    assert "shouting" not in qaim("check", path).out


def test_a_name_that_no_package_adds_is_refused(qaim, tmp_path):
    assert "--format cannot be 'titles'" in qaim("list", "-f", "titles").err
    assert "--only cannot be 'shouting'" in qaim("check", "--only", "shouting").err
    article = tmp_path / "a.txt"
    article.write_text("In 1862 it rained.")
    assert (
        "--kind cannot be 'subtitles'" in qaim("extract", str(article), "--kind", "subtitles").err
    )
    assert (
        "no format has the extension .titles" in qaim("list", "-o", str(tmp_path / "a.titles")).err
    )


def test_an_unknown_kind_of_article_is_refused_with_those_there_are():
    from qaim_cli import RequestError
    from qaim_cli.articles import parse_article

    with pytest.raises(RequestError, match="no kind of article 'papyrus'; use "):
        parse_article("", kind="papyrus")


def test_a_package_that_cannot_be_loaded_is_told(install_example, qaim, store):
    install_example(titles="qaim_example:nothing")
    result = qaim("list", "--file", store(events=SHOUTED), "-f", "titles")
    assert (result.status, result.out) == (2, "")
    assert "'titles' of qaim_example:nothing cannot be loaded: AttributeError" in result.err
