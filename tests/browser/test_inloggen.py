"""Signing in and out in Chromium: with a token, and at a provider of OpenID Connect on another site."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from regio.opslag import gebruikers
from regio.stand.stand import Stand
from tests.api.oidcproef import echte_aanbieder, instellingen
from tests.api.scenarioproef import maak_database
from tests.browser.bezoek import CHROMIUM, VLAGGEN, Bezoeker, dienst_over

pytestmark = pytest.mark.browser
BREEDTES = [{"width": 1280, "height": 800}, {"width": 320, "height": 640}]
GEBRUIKERS = {"sub-mo": {"preferred_username": "mo", "groepen": ["ocw"]}}


@dataclass
class Dienst:
    """A running service and its database."""

    adres: str
    engine: Engine

    def token(self) -> str:
        """A new token of anna."""
        return gebruikers.maak_token(self.engine, "anna")


@pytest.fixture(scope="module")
def dienst(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service where users can sign in with a token."""
    map_ = tmp_path_factory.mktemp("inloggen")
    engine = maak_database(f"sqlite:///{map_ / 'regio.db'}")
    with dienst_over(stand, map_) as adres:
        yield Dienst(adres, engine)
    engine.dispose()


def _koeken(pagina: Page) -> list[dict[str, Any]]:
    return [dict(koek) for koek in pagina.context.cookies()]


@pytest.mark.parametrize("vlak", BREEDTES, ids=["breed", "smal"])
@pytest.mark.parametrize("met_script", [True, False], ids=["met script", "zonder script"])
def test_in_and_out_with_a_token(dienst: Dienst, open_pagina: Bezoeker, vlak: dict[str, int], met_script: bool) -> None:
    """Also on http on this machine, where the cookie is Secure nevertheless; and by keyboard."""
    opties = {"viewport": vlak, "java_script_enabled": met_script}
    with open_pagina(f"{dienst.adres}/inloggen?naar=/herindelingen", **opties) as bezoek:
        pagina = bezoek.pagina
        expect(pagina.get_by_role("heading", level=1)).to_have_text("Inloggen")
        pagina.get_by_label("Token").fill(dienst.token())
        pagina.get_by_label("Token").press("Enter")
        pagina.wait_for_url(f"{dienst.adres}/herindelingen")
        (koek,) = _koeken(pagina)
        assert (koek["name"], koek["domain"], koek["path"]) == ("__Host-regio", "127.0.0.1", "/")
        assert koek["secure"] and koek["httpOnly"] and koek["sameSite"] == "Lax"
        pagina.goto(f"{dienst.adres}/inloggen")
        expect(pagina.get_by_role("banner")).to_contain_text("Ingelogd als anna (bewerker)")
        if met_script:
            assert not bezoek.axe()
            assert pagina.evaluate("document.documentElement.scrollWidth") <= vlak["width"]
            assert pagina.evaluate("document.cookie") == ""
        pagina.get_by_role("button", name="Uitloggen").press("Enter")
        expect(pagina.get_by_role("status")).to_have_text("U bent uitgelogd.")
        assert _koeken(pagina) == []


def test_a_wrong_token_is_told_at_the_field(dienst: Dienst, browser: Browser) -> None:
    with browser.new_context() as context:
        pagina = context.new_page()
        pagina.goto(f"{dienst.adres}/inloggen")
        pagina.get_by_label("Token").fill("onzin")
        pagina.get_by_role("button", name="Inloggen").click()
        expect(pagina).to_have_title("Fout: Inloggen")
        expect(pagina.get_by_role("alert")).to_contain_text("Controleer het token")
        expect(pagina.get_by_label("Token")).to_have_attribute("aria-invalid", "true")
        expect(pagina.get_by_label("Token")).to_have_value("")


@pytest.fixture
def bij_organisatie(stand: Stand, tmp_path: Path) -> Iterator[str]:
    """A service with a certified provider that has another name, so that the browser takes it for another site."""
    maak_database(f"sqlite:///{tmp_path / 'regio.db'}").dispose()
    with ExitStack() as open_:

        def instel(adres: str) -> dict[str, Any]:
            aanbieder = echte_aanbieder(GEBRUIKERS, terug=f"{adres}/inloggen/terug", naam="localhost")
            return {**instellingen(open_.enter_context(aanbieder)), "basis_url": adres}

        yield open_.enter_context(dienst_over(stand, tmp_path, instel))


@pytest.fixture
def elders(browser: Browser) -> Iterator[Browser]:
    """A browser that knows the other name of this machine too."""
    vlaggen = [vlag for vlag in VLAGGEN if "host-resolver" not in vlag]
    regel = "--host-resolver-rules=MAP localhost 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    chromium = browser.browser_type.launch(executable_path=CHROMIUM, args=[*vlaggen, regel])
    yield chromium
    chromium.close()


@pytest.mark.node
def test_in_and_out_at_a_provider_on_another_site(bij_organisatie: str, elders: Browser) -> None:
    with elders.new_context() as context:
        pagina = context.new_page()
        pagina.goto(f"{bij_organisatie}/inloggen?naar=/herindelingen")
        pagina.get_by_role("link", name="Log in bij uw organisatie").click()
        pagina.wait_for_url("http://localhost:*/**")
        pagina.get_by_placeholder("Enter any login").fill("sub-mo")
        pagina.get_by_placeholder("and password").fill("maakt niet uit")
        pagina.get_by_role("button").click()
        pagina.get_by_role("button", name="Continue").click()
        pagina.wait_for_url(f"{bij_organisatie}/herindelingen")
        assert [koek["name"] for koek in _koeken(pagina) if koek["domain"] == "127.0.0.1"] == ["__Host-regio"]
        pagina.goto(f"{bij_organisatie}/inloggen")
        expect(pagina.get_by_role("banner")).to_contain_text("Ingelogd als mo (bewerker)")
        pagina.get_by_role("button", name="Uitloggen").click()
        pagina.get_by_role("link", name="Log daar ook uit").click()
        pagina.wait_for_url("http://localhost:*/session/end*")
