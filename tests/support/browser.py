"""A real browser for tests: pages opened in Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from contextlib import contextmanager

import pytest

CHROMIUM = next(
    filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-browser"))), ""
)
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip

needs_browser = pytest.mark.skipif(not CHROMIUM, reason="no Chromium is installed")


@contextmanager
def open_browser():
    """A browser without a window."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def open_page(browser, path, fragment="", *, width=1280, height=900, **settings):
    """A page from a file; what it reports as an error, or asks the network for, fails the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, **settings)
    page = context.new_page()
    page.set_default_timeout(60_000)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda request: faults.append(request.url)
            if request.url.split(":")[0] not in ("file", "data", "blob") else None)  # fmt: skip
    page.goto(path.as_uri() + fragment)
    if settings.get("java_script_enabled", True):
        page.wait_for_selector("html[data-started]", state="attached")
    yield page
    context.close()
    assert faults == []
