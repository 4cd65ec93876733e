"""Common mistakes in EDTF, and how to write them rightly."""

from __future__ import annotations

import re
from contextlib import suppress

from qaim_cli.dates.edtf import parse_edtf_form
from qaim_cli.errors import DateError

_COMMON_MISTAKES = (
    (r"(-?\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", lambda m: f"{m[1]}-{m[2]:0>2}-{m[3]:0>2}"),
    (r"(\d{4})-(\d)", lambda m: f"{m[1]}-0{m[2]}"),
    (r"(\d{4})(\d\d)(\d\d)", lambda m: f"{m[1]}-{m[2]}-{m[3]}"),
    (r"(\d{3})0'?s", lambda m: f"{m[1]}X"),
    (r"(-?)(\d{1,3})", lambda m: f"{m[1]}{m[2]:0>4}"),
    (r"(-?)(\d{5,})", lambda m: f"Y{m[1]}{m[2]}"),
    (r"(?:c|ca|circa)\.?\s*(\d{4})", lambda m: f"{m[1]}~"),
    (r"(\S+)\s*(?:\.\.|to|–|—)\s*(\S+)", lambda m: f"{m[1]}/{m[2]}"),
    (r"(.*)/(?:open|now|present)", lambda m: f"{m[1]}/.."),
    (r"(.*)/unknown", lambda m: f"{m[1]}/"),
    (r"unknown/(.*)", lambda m: f"/{m[1]}"),
    (r"(.*[\dxu].*)", lambda m: m[1].upper().replace("U", "X")),
)  # fmt: skip
"""Common slips and their right form, tried in turn and believed only when it reads."""


def suggest_fix(text: str) -> str:
    """Suggest the EDTF that a mistaken text may mean; else give examples."""
    for pattern, right in _COMMON_MISTAKES:
        slip = re.fullmatch(pattern, text, re.IGNORECASE | re.ASCII)
        if slip is None:
            continue
        with suppress(DateError):
            if parse_edtf_form(right(slip)) is not None:
                return f"write {right(slip)}"
    return "write 2004-04-17, 2004-04, 2004, 198X, 2004/2005 or [1901..1933]"
