"""Removal and escaping of HTML in texts."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<(?:!--|/?[a-zA-Z])[^<>]*>")
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h\d|/tr|/blockquote)\b[^<>]*>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[\da-fA-F]{1,6}|[a-zA-Z][a-zA-Z\d]{1,30});")


def strip_markup(text: str) -> tuple[str, bool]:
    """Strip tags and entities from a text; return also whether it had any tag."""
    had_tags = bool(_TAG.search(text)) if "<" in text else False
    if had_tags:
        text = _TAG.sub("", _BREAK.sub(" ", text))
    if "&" in text and _ENTITY.search(text):
        text = unescape(text)
    return " ".join(text.split()), had_tags


def escape_markup(text: str) -> str:
    """Escape a text for HTML and XML."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
