"""The pictures of events on a page: linked, or put into the page."""

from __future__ import annotations

import base64
import os
import re
import stat
from collections.abc import Callable
from urllib.parse import quote

from qaim_cli.cli import loading
from qaim_cli.cli.options import PageOptions
from qaim_cli.errors import describe_os_error
from qaim_cli.model import Event, Timeline
from qaim_cli.reports.timeline_page import PageImage
from qaim_cli.text import clean_text, format_count, is_web_address

MAX_IMAGE_BYTES, MAX_EMBEDDED_BYTES = 5_000_000, 50_000_000
"""The largest picture that is put into a page, and the most of all together."""
_SIGNATURES = (
    (re.compile(rb"\x89PNG\r\n\x1a\n"), "image/png"),
    (re.compile(rb"\xff\xd8\xff"), "image/jpeg"),
    (re.compile(rb"GIF8[79]a"), "image/gif"),
    (re.compile(rb"RIFF....WEBP", re.DOTALL), "image/webp"),
    (re.compile(rb"....ftypavi[fs]", re.DOTALL), "image/avif"),
    (re.compile(rb"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<svg\b", re.DOTALL), "image/svg+xml"),
)
"""How a file of each type of picture begins."""
_SCHEME_PATTERN = re.compile(r"[a-z][a-z0-9+.-]+:", re.IGNORECASE)

ImageFinder = Callable[[Event], PageImage | None]


def make_image_finder(options: PageOptions, timeline: Timeline) -> ImageFinder:
    """Make what finds the picture of an event for a page; nothing is ever fetched.

    A path is one from the folder of the event's timeline. On the page it leads from the page's own
    folder to there, unless the picture is put into the page.
    """
    page_folder = os.path.dirname(os.path.abspath(options.output or "page.html"))
    embedder = _ImageEmbedder() if options.embed else None

    def find_image(event: Event) -> PageImage | None:
        if is_web_address(event.image):
            if embedder is not None:
                embedder.report(event, "is on the web, and stays a link")
            return PageImage(event.image, event.image_credit)
        if not event.image or _SCHEME_PATTERN.match(event.image):
            return None
        folder = os.path.dirname(os.path.abspath(timeline.find_part(event).path))
        path = os.path.join(folder, event.image)
        data = embedder.read_image(event, path) if embedder is not None else ""
        link = quote(os.path.relpath(path, page_folder).replace(os.sep, "/"))
        return PageImage(data or link, event.image_credit)

    return find_image


class _ImageEmbedder:
    """Turns pictures into addresses that hold their data, up to a limit of size."""

    def __init__(self) -> None:
        self._room = MAX_EMBEDDED_BYTES
        self._known: dict[str, str] = {}

    def read_image(self, event: Event, path: str) -> str:
        """Read a picture as a data address; empty, with a notice, where that cannot be."""
        if path not in self._known:
            self._known[path] = self._read_data_url(event, path)
        return self._known[path]

    def report(self, event: Event, problem: str) -> None:
        """Say on stderr why the picture of an event is not in the page."""
        image = clean_text(event.image)
        loading.print_notice(f"the image {image!r} of event {event.id!r} {problem}")

    def _read_data_url(self, event: Event, path: str) -> str:
        try:
            found = os.stat(path)
            if not stat.S_ISREG(found.st_mode):
                self.report(event, "is not a file")
                return ""
            limit = min(MAX_IMAGE_BYTES, self._room)
            with open(path, "rb") as stream:
                data = stream.read(limit + 1)
        except (OSError, ValueError) as error:
            self.report(event, f"cannot be read: {describe_os_error(error)}")
            return ""
        if len(data) > limit:
            most = format_count(limit, "byte")
            self.report(event, f"is larger than the {most} left for it, and stays a link")
            return ""
        kind = next((kind for pattern, kind in _SIGNATURES if pattern.match(data)), "")
        if not kind:
            self.report(event, "is no PNG, JPEG, GIF, WebP, AVIF or SVG picture")
            return ""
        self._room -= len(data)
        return f"data:{kind};base64,{base64.b64encode(data).decode()}"
