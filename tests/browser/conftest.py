"""What the tests in Chromium share: a running service, the browser, and visits to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from regio.stand.stand import Stand
from tests.browser.bezoek import CHROMIUM, VLAGGEN, Bezoek, Bezoeker, bezoek_aan, dienst_over


@pytest.fixture(scope="session")
def dien() -> Callable[[Stand, Path], AbstractContextManager[str]]:
    """Serves an edition: ``with dien(stand, map) as address``."""
    return dienst_over


@pytest.fixture(scope="module")
def basis(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running service over the real facts."""
    with dienst_over(stand, tmp_path_factory.mktemp("dienst")) as adres:
        yield adres


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=VLAGGEN)
        yield chromium
        chromium.close()


@pytest.fixture
def bezoek(browser: Browser, basis: str) -> Iterator[Bezoek]:
    """The empty page in a window of 1280 by 800."""
    with bezoek_aan(browser, basis, viewport={"width": 1280, "height": 800}) as bezoek:
        yield bezoek


@pytest.fixture
def open_pagina(browser: Browser) -> Bezoeker:
    """Opens a page with options of its own: ``with open_pagina(address, viewport=…) as bezoek``."""
    return lambda adres, **opties: bezoek_aan(browser, adres, **opties)
