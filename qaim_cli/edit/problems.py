"""The problems that a change brings into a file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qaim_cli.errors import RequestError
from qaim_cli.model import Problem


def find_new_problem(new: Sequence[Problem], old: Sequence[Problem]) -> Problem | None:
    """Find a problem that a change introduces; None where it introduces none.

    Problems name events and lines, which a change may move or rename, so they are counted by code.
    """
    known_messages = {problem.message for problem in old}
    increase = Counter(each.code for each in new)
    increase.subtract(each.code for each in old)
    by_novelty = sorted(new, key=lambda each: each.message in known_messages)
    return next((each for each in by_novelty if increase[each.code] > 0), None)


def make_problem_error(problem: Problem) -> RequestError:
    """The error of a change that introduces a problem."""
    return RequestError(f"the change would introduce a problem: {problem.message}", problem.fix)
