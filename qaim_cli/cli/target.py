"""The choice of the one timeline to change, where a request names several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qaim_cli.cli import prompt
from qaim_cli.errors import RequestError
from qaim_cli.text import clean_text, format_list, suggest_name

_MAX_LISTED_NAMES = 5


def choose_timeline(paths: Sequence[str], name: str | None) -> str:
    """Choose one of several timelines by its name, or by asking where a person can be asked.

    Args:
        paths: their files, at least one.
        name: the name of the one, as `--timeline` gives it: its file's, without the extension.

    Raises:
        RequestError: none has the name, or nobody can be asked.
    """
    if name is None and len(paths) == 1:
        return paths[0]
    # Here, so that a change to the only timeline never loads it.
    from qaim_cli.merge import choose_distinct_names

    paths_by_name = dict(zip(map(clean_text, choose_distinct_names(paths)), paths, strict=True))
    listed = format_list(paths_by_name, "or", max_names=_MAX_LISTED_NAMES)

    def require_name(answer: str) -> None:
        if _find_name(answer, paths_by_name) is None:
            raise RequestError(
                f"no timeline is called {answer!r}",
                suggest_name(answer, paths_by_name) or f"write {listed}",
            )

    if name is None:
        if not prompt.is_interactive():
            raise RequestError(
                f"{len(paths)} timelines are named, but only one can be changed at a time",
                f"name it with --timeline: {listed}",
            )
        name = prompt.ask_text(
            f"Which timeline, {listed}", required=True, offers=paths_by_name, check=require_name
        )
    require_name(name)
    return paths_by_name[_find_name(name, paths_by_name) or ""]


def _find_name(answer: str, names: Iterable[str]) -> str | None:
    """The name that a person means: that very one, else the only one in other letters."""
    alike = [name for name in names if name.casefold() == answer.casefold()]
    return answer if answer in alike else alike[0] if len(alike) == 1 else None
