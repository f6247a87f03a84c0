"""The interactive documentation of the API: axe finds what ADR 0012 accepts, and nothing else."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.bezoek import Bezoeker

pytestmark = pytest.mark.browser
AANVAARD = "nested-interactive"


@pytest.mark.parametrize("breedte", [1280, 320])
def test_axe_finds_only_what_is_accepted(open_pagina: Bezoeker, basis: str, breedte: int) -> None:
    with open_pagina(f"{basis}/v1/docs", viewport={"width": breedte, "height": 800}) as bezoek:
        expect(bezoek.pagina.locator("#servers[aria-label]")).to_be_attached()
        assert {fout.partition(":")[0] for fout in bezoek.axe()} == {AANVAARD}
        assert bezoek.pagina.locator("h1").count() == bezoek.pagina.locator("main").count() == 1
