"""Formats, kinds of articles and checks that other installed packages add.

A package adds one by an entry point. They are looked up only for a name that is not one of ours,
so that no start of the program pays for the search.
"""

from __future__ import annotations

from typing import Any, Literal

from qaim_cli.errors import RequestError

PluginGroup = Literal["qaim.formats", "qaim.articles", "qaim.checks"]
"""The groups of entry points: a function that writes a report, that reads an article, or a
check."""


def has_plugin(group: PluginGroup, name: str) -> bool:
    """Whether an installed package adds something of this name to the group."""
    return name in list_plugins(group)


def list_plugins(group: PluginGroup) -> tuple[str, ...]:
    """List the names that installed packages add to a group, sorted."""
    return tuple(sorted(_find_entry_points(group)))


def load_plugin(group: PluginGroup, name: str) -> Any:
    """Import the object that an installed package adds under a name.

    Raises:
        RequestError: no package adds that name, or the object cannot be imported.
    """
    entry_point = _find_entry_points(group).get(name)
    if entry_point is None:
        raise RequestError(
            f"no installed package adds {name!r} to {group}", "install the package that has it"
        )
    try:
        return entry_point.load()
    except Exception as error:  # noqa: BLE001 - a package of somebody else may raise anything
        raise RequestError(
            f"{name!r} of {entry_point.value} cannot be loaded: {type(error).__name__}: {error}",
            "fix or remove the package that adds it",
        ) from None


def _find_entry_points(group: PluginGroup) -> dict[str, Any]:
    from importlib.metadata import entry_points

    return {entry_point.name: entry_point for entry_point in entry_points(group=group)}
