"""A move that was saved while the answer was lost on the way: the page tries again, and it is there once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Route, expect

from regio.stand.stand import Stand
from tests.browser.scenariodienst import Dienst, kies_verplaatsing, open_scenario, scenariodienst

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def dienst(stand: Stand, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dienst]:
    """A service with a database of its own."""
    with scenariodienst(stand, tmp_path_factory.mktemp("scenarios")) as dienst:
        yield dienst


def test_a_lost_answer_does_not_deny_what_was_saved(browser: Browser, dienst: Dienst) -> None:
    pad, keren = dienst.maak(), [0]

    def antwoord_weg(route: Route) -> None:
        keren[0] += 1
        if keren[0] > 1:
            return route.continue_()
        assert route.fetch(max_redirects=0).status == 303
        return route.abort()

    with open_scenario(browser, dienst, pad) as bezoek:
        pagina = bezoek.pagina
        kies_verplaatsing(pagina)
        pagina.route(f"**{pad}/zet", antwoord_weg)
        pagina.locator("#zet button.hoofd").click()
        expect(pagina.locator(".melding[role=status]")).to_contain_text("De zet is toegevoegd.")
        bezoek.fouten[:] = [fout for fout in bezoek.fouten if "ERR_FAILED" not in fout]
    assert keren == [2] and len(dienst.zetten(pad)) == 1
