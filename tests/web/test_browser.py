"""The desk in a real browser: readable, inert, and its links lead out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from briefing.ports import EditionStore
from tests.conftest import CHROMIUM
from tests.web.test_desk import path_of

pytestmark = pytest.mark.system


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as engine:
        running = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@dataclass
class Visit:
    """A page with its frame loaded, and everything that it said or asked of anybody but the desk."""

    page: Page
    noted: list[str] = field(default_factory=list)


def visit(browser: Browser, served: str, path: str) -> Visit:
    """Opens a page of the desk."""
    seen = Visit(browser.new_page(viewport={"width": 800, "height": 900}))
    seen.page.on("dialog", lambda dialog: (seen.noted.append(f"dialog {dialog.message}"), dialog.dismiss()))
    seen.page.on("pageerror", lambda error: seen.noted.append(f"error {error}"))
    seen.page.on("request", lambda asked: None if asked.url.startswith(served) else seen.noted.append(asked.url))
    seen.page.goto(served + path, wait_until="networkidle")
    return seen


def test_an_edition_is_shown_in_its_frame_and_asks_for_nothing_else(
    browser: Browser, served: str, editions: EditionStore
) -> None:
    seen = visit(browser, served, path_of(editions, "world"))
    page = seen.page
    frame = page.frames[1]
    assert frame.locator(".headline").first.is_visible()
    assert frame.locator(".quote").count() > 5
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert seen.noted == []
    page.close()


def test_a_headline_opens_its_article_in_a_tab_of_its_own(
    browser: Browser, served: str, editions: EditionStore
) -> None:
    seen = visit(browser, served, path_of(editions, "world"))
    page = seen.page
    page.context.route("**/*.example/**", lambda route: route.fulfill(status=200, body="An article"))
    frame = page.frames[1]
    address = frame.locator(".headline a").first.get_attribute("href")
    with page.context.expect_page() as opened:
        frame.locator(".headline a").first.click()
    assert opened.value.url == address
    assert frame.locator(".headline").first.is_visible(), "the edition has left its frame"
    page.context.close()


def test_a_line_of_in_brief_leads_to_its_story_inside_the_frame(
    browser: Browser, served: str, editions: EditionStore
) -> None:
    seen = visit(browser, served, path_of(editions, "world"))
    page = seen.page
    page.frames[1].locator("a.brief").nth(2).click()
    page.wait_for_function("frames.length === 1")
    assert page.frames[1].url.partition("#")[2].startswith("story-")
    page.close()


@pytest.mark.parametrize("tab", ["", "?tab=text", "?tab=source", "?tab=checks"])
def test_an_edition_of_attacks_runs_nothing_and_loads_nothing(
    browser: Browser, served: str, editions: EditionStore, tab: str
) -> None:
    seen = visit(browser, served, path_of(editions, "hostile") + tab)
    page = seen.page
    page.wait_for_timeout(200)
    assert seen.noted == []
    for frame in page.frames:
        assert frame.locator("script, img[src=x], [onerror], [onload]").count() == 0
    words = page.frames[-1].locator("body").inner_text()
    assert tab == "?tab=checks" or "{{7*7}}" in words or "{{7*7}}" in words.replace("=\n", "")
    page.close()


def test_the_list_is_inert_too(browser: Browser, served: str) -> None:
    seen = visit(browser, served, "/")
    page = seen.page
    assert seen.noted == []
    assert "alert(1)" in page.locator("main").inner_text()
    page.close()
