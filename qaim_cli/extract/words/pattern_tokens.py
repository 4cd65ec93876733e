"""Tokenizer of regular expressions, for the syntax that this package's patterns use."""

from __future__ import annotations

import re

PATTERN_TOKEN = re.compile(
    r"(?:(?P<choice>\|)|(?P<close>\))|(?P<assertion>\\[AbBZ]|[\^$])|\{(?P<template_field>[a-z_]+)\}"
    r"|(?P<open>\((?:\?(?:(?P<look><?[=!])|(?P<flags>[a-z-]+):|:|P<\w+>))?)"
    r"|(?P<character>\[\^?\]?(?:\\.|[^\]\\])*\]|\\x\w\w|\\.|.))"
    r"(?P<count>(?:(?P<optional>[?*]|\{0,\d*\})|\+|\{\d[\d,]*\})[?+]?)?"
)
"""A token and how often it may stand there; what stands for one character, as "[a-z]", is one.

A group's tokens stand between one with `open` and one with `close`, which has the group's count;
`look` is set too if the group is a look-around ("(?!"), `flags` if it has flags ("(?i:").
"""
