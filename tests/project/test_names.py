"""No two public classes share a name, so that a name alone says which is meant."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

# Every module of a command has its `Options`, as it has its `run`: a shape, not a name to look up.
SHARED_BY_DESIGN = {"Options"}


def test_no_two_public_classes_share_a_name(request):
    modules_by_class = defaultdict(list)
    for path in sorted(Path(request.config.rootpath, "qaim_cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                modules_by_class[node.name].append(path.name)
    shared = {name: where for name, where in modules_by_class.items() if len(where) > 1}
    assert set(shared) == SHARED_BY_DESIGN
