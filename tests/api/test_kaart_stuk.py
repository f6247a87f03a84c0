"""An edition without maps is one thing, maps that cannot be read another: that is a fault, and it passes."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from typing import NoReturn

import pytest
from starlette.testclient import TestClient

from api.beurten import KAARTEN
from api.scenariokaart import Kaartbewaring
from kaarten.herindelingen import toetskaart
from kaarten.scenarios.kaartblad import GEEN_KAART, Zijde, kaart_json, kaart_svg, verschil_svg
from regio.fouten import GeenKaarten, Opslagfout
from regio.gebieden.kaartset.kaartset import Kaartset
from regio.scenario.dienst import Vraag
from regio.stand.stand import Stand

PAD = "/scenarios/voorbeelden/tynaarlo-heel/kaart.svg"
VRAAG = Vraag("2026-01-01", ())
TOETS = {"gemeente": {"naam": "Proef"}}
Teken = Callable[[Stand], str]
KAARTEN_VAN: dict[str, Teken] = {
    "prent": lambda stand: kaart_svg(stand, "Proef", VRAAG),
    "verschil": lambda stand: verschil_svg(stand, Zijde("Een", VRAAG), Zijde("Ander", VRAAG)),
    "toets": lambda stand: toetskaart.kaart_svg(stand, TOETS),
}


def _weiger(monkeypatch: pytest.MonkeyPatch, fout: Opslagfout) -> None:
    def stuk(*_: object) -> NoReturn:
        raise fout

    monkeypatch.setattr("kaarten.scenarios.kaartblad.kaartvormen", stuk)
    monkeypatch.setattr("kaarten.herindelingen.toetskaart.bron_van", stuk)


@pytest.mark.parametrize("naam", KAARTEN_VAN)
def test_only_an_edition_without_maps_has_no_map(stand: Stand, monkeypatch: pytest.MonkeyPatch, naam: str) -> None:
    _weiger(monkeypatch, GeenKaarten("Deze editie heeft geen kaarten."))
    assert GEEN_KAART in KAARTEN_VAN[naam](stand)
    _weiger(monkeypatch, Opslagfout("De schijf is stuk."))
    with pytest.raises(Opslagfout, match="stuk"):
        KAARTEN_VAN[naam](stand)


def test_only_an_edition_without_maps_has_no_data_for_one(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    _weiger(monkeypatch, GeenKaarten("Deze editie heeft geen kaarten."))
    assert json.loads(kaart_json(stand, VRAAG, "/kaart"))["bron"] is None
    _weiger(monkeypatch, Opslagfout("De schijf is stuk."))
    with pytest.raises(Opslagfout, match="stuk"):
        kaart_json(stand, VRAAG, "/kaart")


def test_an_edition_without_maps_says_so(stand: Stand) -> None:
    with pytest.raises(GeenKaarten, match="regio data laad"):
        Kaartset(Stand(stand._bestand))


def test_a_map_that_could_not_be_drawn_is_drawn_the_next_time(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    client.get("/scenarios")  # the part with these pages, which is read when it is first asked for
    monkeypatch.setattr("api.routes.scenario_pagina.BEWARING", Kaartbewaring(KAARTEN))
    with monkeypatch.context() as even:
        _weiger(even, Opslagfout("De schijf is stuk."))
        antwoord = client.get(PAD)
    assert antwoord.status_code == 503 and antwoord.headers["retry-after"] == "5"
    fouten = [regel.getMessage() for regel in caplog.records if regel.levelno == logging.ERROR]
    assert fouten == ["gegevens niet bereikbaar: De schijf is stuk."]
    antwoord = client.get(PAD)
    assert antwoord.status_code == 200 and GEEN_KAART not in antwoord.text and "<path" in antwoord.text
