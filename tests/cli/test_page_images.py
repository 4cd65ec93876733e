"""The pictures of events on a page to explore."""

from __future__ import annotations

import base64
import json
import re

import pytest

from qaim_cli.cli import page_images

PNG = b"\x89PNG\r\n\x1a\nrest"
EVENTS = """\
title: T
source: {title: B}
events:
  - {id: a, date: 2001, title: A, source: {section: S}, image: pics/a b.png, image_credit: By <B>}
  - {id: b, date: 2002, title: B, source: {section: S}, image: "https://e.org/b.png"}
  - {id: c, date: 2003, title: C, source: {section: S}, image: "javascript:alert(1)"}
  - {id: d, date: 2004, title: D, source: {section: S}}
"""


@pytest.fixture
def pictured(tmp_path, monkeypatch):
    folder = tmp_path / "drafts"
    (folder / "pics").mkdir(parents=True)
    (folder / "t.yaml").write_text(EVENTS, "utf-8")
    (folder / "pics" / "a b.png").write_bytes(PNG)
    monkeypatch.setenv("QAIM_FILE", str(folder / "t.yaml"))
    monkeypatch.chdir(tmp_path)
    return folder


def list_images(text):
    data = re.search(r'<script type="application/json"[^>]*>(.*?)</script>', text, re.DOTALL)[1]
    return [event.get("image") for event in json.loads(data)["events"]]


@pytest.mark.parametrize("command", ["timeline", "chart"])
def test_a_path_leads_from_the_page_to_the_picture(qaim, pictured, tmp_path, command):
    (tmp_path / "site").mkdir()
    assert qaim(command, "-o", "site/page.html").status == 0
    assert list_images((tmp_path / "site" / "page.html").read_text("utf-8")) == [
        {"src": "../drafts/pics/a%20b.png", "credit": "By <B>"},
        {"src": "https://e.org/b.png"}, None, None,
    ]  # fmt: skip
    assert list_images(qaim(command, "-f", "html").out)[0]["src"] == "drafts/pics/a%20b.png"


def test_pictures_are_put_into_the_page(qaim, pictured):
    made = qaim("timeline", "-f", "html", "--embed")
    embedded = f"data:image/png;base64,{base64.b64encode(PNG).decode()}"
    assert list_images(made.out)[0] == {"src": embedded, "credit": "By <B>"}
    assert list_images(made.out)[1] == {"src": "https://e.org/b.png"}
    assert made.err == (
        "qaim: the image 'https://e.org/b.png' of event 'b' is on the web, and stays a link\n"
    )


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\xff\xd8\xff\xe0", "jpeg"), (b"GIF89a", "gif"), (b"RIFF\0\0\0\0WEBPVP8 ", "webp"),
        (b"\0\0\0\x1cftypavif", "avif"), (b"<?xml version='1.0'?>\n<svg xmlns=''/>", "svg+xml"),
    ],
)  # fmt: skip
def test_each_type_of_picture_is_told_by_how_it_begins(qaim, pictured, data, kind):
    (pictured / "pics" / "a b.png").write_bytes(data)
    made = qaim("timeline", "-f", "html", "--embed", "--in", "2001")
    assert list_images(made.out)[0]["src"].startswith(f"data:image/{kind};base64,")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<html><script>", "is no PNG, JPEG, GIF, WebP, AVIF or SVG picture"),
        (PNG * 9, "is larger than the 50 bytes left for it, and stays a link"),
        (None, "cannot be read: no such file or directory"),
        ("folder", "is not a file"),
    ],
)
def test_what_cannot_be_put_in_stays_a_link_and_is_told(qaim, pictured, monkeypatch, data, problem):
    monkeypatch.setattr(page_images, "MAX_IMAGE_BYTES", 50)
    path = pictured / "pics" / "a b.png"
    path.unlink()
    if isinstance(data, bytes):
        path.write_bytes(data)
    elif data:
        path.mkdir()
    made = qaim("timeline", "-f", "html", "--embed", "--in", "2001")
    assert list_images(made.out)[0]["src"] == "drafts/pics/a%20b.png"
    assert made.err == f"qaim: the image 'pics/a b.png' of event 'a' {problem}\n"


def test_all_pictures_together_have_a_bound_and_one_is_read_once(qaim, pictured, monkeypatch):
    monkeypatch.setattr(page_images, "MAX_EMBEDDED_BYTES", 15)
    path = pictured / "t.yaml"
    path.write_text(
        EVENTS.replace("https://e.org/b.png", "pics/a b.png").replace(
            "javascript:alert(1)", "pics/c.png"
        )
    )
    (pictured / "pics" / "c.png").write_bytes(PNG)
    made = qaim("timeline", "-f", "html", "--embed")
    first, second, third, _ = list_images(made.out)
    assert first["src"] == second["src"]
    assert third["src"] == "drafts/pics/c.png"
    assert "is larger than the 3 bytes left for it" in made.err
