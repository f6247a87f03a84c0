"""Each route × each kind of visitor: who is let through, and what a refusal tells, which is nothing."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from typing import Any

import httpx2
import pytest
from sqlalchemy import text

from api.sessie import COOKIE
from kaarten.scenarios.werkbeeld import afdruk_van
from regio.opslag import gebruikers
from tests.api import toegangsmatrix as matrix
from tests.api.conftest import Handeling, MaakApp, MaakClient, handelingen
from tests.api.scenarioproef import PAD, Proef, maak_database
from tests.api.sessieproef import Inlog, log_in
from tests.api.toegangsmatrix import DOOR, NAAR_INLOGGEN, ROUTES, Vraag, verwacht
from tests.api.toegangsvragen import MET_BESTAND, ZETTEN, velden_van

OUD = "2020-01-01T00:00:00+00:00"
VERZOEK = {"aanvrager": "Gemeente Tynaarlo", "reden": "Heel in één verband.", "steun": []}
# Examples for the parameters of open paths that no document describes.
VULLING = {
    **dict.fromkeys(("bestand", "naam"), "x"),
    "pad": "stijl.css",
    "soort": "csv",
    "code": "GM1730",
}
BESLOTEN = sorted(
    route for route, soort in ROUTES.items() if soort not in (matrix.OPEN, matrix.INLOGGEN, matrix.TERUG_NAAR_BLAD)
)
OPEN = sorted(route for route, soort in ROUTES.items() if soort == matrix.OPEN)


def test_every_route_is_in_the_matrix_and_every_line_is_a_route(maak: MaakApp) -> None:
    assert set(matrix.routes_van(maak())) == set(ROUTES)


@dataclass
class Toneel:
    """Users, what anna owns, and everybody who comes to ask about it."""

    proef: Proef
    tokens: dict[str, str]
    sessies: dict[str, Inlog]
    handelingen: dict[str, Handeling]
    scenario: str = ""
    verzoek: str = ""
    links: dict[str, str] = field(default_factory=dict)
    # The ETag of the scenario and the prints of its moves.
    kenmerk: str = ""
    afdrukken: list[str] = field(default_factory=list)
    # What is kept, as it was when everything was there.
    kopie: sqlite3.Connection = field(default_factory=lambda: sqlite3.connect(":memory:"))

    def nieuw(self) -> None:
        """A scenario of anna with something to undo and to do again, and links to it."""
        vraag, token = self.proef.vraag, self.tokens["anna"]
        een = self.proef.maak(token, *ZETTEN[1:])
        pad = een.headers["location"]
        for zetten in (ZETTEN, ZETTEN[:1]):
            lijf = {"zetten": zetten, "vervang": True}
            een = vraag("POST", f"{pad}/_zet", token, json=lijf, gezien=een.headers["etag"])
            assert een.status_code == 200, een.text
        een = vraag("POST", f"{pad}/_ongedaan", token, gezien=een.headers["etag"])
        self.scenario = een.json()["id"]
        self.links["oude link"] = vraag("POST", f"{pad}/_deel", token).json()["token"]
        self.links["link"] = vraag("POST", f"{pad}/_deel", token).json()["token"]
        nu = vraag("GET", pad, token)
        self.kenmerk, self.afdrukken = nu.headers["etag"], [afdruk_van(zet) for zet in nu.json()["zetten"]]

    def dien_in(self) -> None:
        """A request made of that scenario."""
        pad = f"{PAD}/{self.scenario}/_indienen"
        ingediend = self.proef.vraag("POST", pad, self.tokens["anna"], json=VERZOEK, gezien=self.kenmerk)
        assert ingediend.status_code == 201, ingediend.text
        self.verzoek = ingediend.json()["id"]

    def bewaar(self) -> None:
        """Keep a copy of all that there is."""
        with self._database() as bestand:
            bestand.backup(self.kopie)

    def herstel(self) -> None:
        """Put it back: what one visitor changed or ended must not stand in the way of the next."""
        with self._database() as bestand:
            self.kopie.backup(bestand)

    def _database(self) -> closing[sqlite3.Connection]:
        return closing(sqlite3.connect(str(self.proef.engine.url.database)))

    def doe(self, route: str, bezoeker: str) -> httpx2.Response:
        """Ask as a visitor, in the way in which the route wants to be asked."""
        methode, _, sjabloon = route.partition(" ")
        if sjabloon.startswith("/v1/"):
            return self._api(methode, sjabloon, bezoeker)
        nummer = self.verzoek if sjabloon.startswith("/verzoeken") else self.scenario
        pad = sjabloon.format(id=nummer, token=self.links["link"])
        if methode == "GET":
            return self._stuur(methode, pad, bezoeker, {})
        eigen = velden_van(sjabloon, self.afdrukken)
        velden = {"kenmerk": self.kenmerk, "csrf": self._csrf(bezoeker), **eigen}
        if pad.endswith(MET_BESTAND):
            return self._stuur(methode, pad, bezoeker, {"files": {naam: (None, een) for naam, een in velden.items()}})
        return self._stuur(methode, pad, bezoeker, {"data": velden})

    def _api(self, methode: str, sjabloon: str, bezoeker: str) -> httpx2.Response:
        handeling = self.handelingen[f"{methode} {sjabloon}"]
        nummer = self.verzoek if "verzoeken" in sjabloon else self.scenario
        opties: dict[str, Any] = {"params": {"met": self.scenario} if "met" in handeling.velden("query") else {}}
        opties |= handeling.opties
        if "If-Match" in handeling.velden("header"):
            opties["headers"] = {**opties.get("headers", {}), "if-match": self.kenmerk}
        return self._stuur(methode, sjabloon.format(id=nummer), bezoeker, opties)

    def _csrf(self, bezoeker: str) -> str:
        if bezoeker == "sessie zonder csrf":
            return ""
        if bezoeker == "sessie met andere csrf":
            return self.sessies["sessie van bob"].csrf
        return self.sessies[bezoeker].csrf if bezoeker in self.sessies else ""

    def _stuur(self, methode: str, pad: str, bezoeker: str, opties: dict[str, Any]) -> httpx2.Response:
        koppen = {"accept": "*/*", **opties.pop("headers", {}), **self._wie(bezoeker)}
        if bezoeker in self.sessies and bezoeker != "sessie zonder csrf":
            koppen["x-csrf-token"] = self._csrf(bezoeker)
        antwoord = self.proef.client.request(methode, pad, headers=koppen, **opties)
        self.proef.client.cookies.clear()
        return antwoord

    def _wie(self, bezoeker: str) -> dict[str, str]:
        """The headers that say who asks."""
        if bezoeker in self.sessies:
            herkomst = {
                "sessie van elders": {"origin": "https://elders.example", "sec-fetch-site": "cross-site"},
                "sessie van hetzelfde domein": {"sec-fetch-site": "same-site"},
            }
            return {"cookie": f"{COOKIE}={self.sessies[bezoeker].geheim}", **herkomst.get(bezoeker, {})}
        if bezoeker in ("onzin als cookie", "token als cookie"):
            waarde = "a" * 43 if bezoeker == "onzin als cookie" else self.tokens["anna"]
            return {"cookie": f"{COOKIE}={waarde}"}
        geheim = {**self.tokens, **self.links}.get(bezoeker)
        return {"authorization": f"Bearer {geheim}"} if geheim else {}


@pytest.fixture(scope="module")
def toneel(maak_client: MaakClient, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Toneel]:
    """One application for the whole matrix."""
    url = f"sqlite:///{tmp_path_factory.mktemp('matrix') / 'regio.db'}"
    engine = maak_database(url)
    proef = Proef(maak_client(database_url=url), engine)
    try:
        toneel = _bevolk(proef)
        yield toneel
        toneel.kopie.close()
    finally:
        engine.dispose()


def _bevolk(proef: Proef) -> Toneel:
    # First the one whose tokens are all revoked.
    weg = proef.token("anna", "bewerker")
    sessies = {"sessie van ingetrokken token": log_in(proef, weg)}
    gebruikers.trek_in(proef.engine, "anna")
    tokens = {
        "onzin": "onzin",
        "verkeerd token": "regio_" + "a" * 43,
        "ingetrokken token": weg,
        "verlopen token": proef.verlopen("anna"),
        "anna als lezer": proef.token("anna", "lezer"),
        **{naam: proef.token(naam) for naam in ("anna", "beheer", "bob", "lies")},
    }
    sessies |= {f"sessie van {naam}": log_in(proef, tokens[naam]) for naam in matrix.TOKENS}
    for bezoeker in (*matrix.ZONDER_BEWIJS, "uitgelogd", "verlopen sessie"):
        sessies[bezoeker] = log_in(proef, tokens["anna"])
    assert sessies["uitgelogd"].formulier("/uitloggen").status_code == 303
    with proef.engine.begin() as verbinding:
        vraag = text("UPDATE sessie SET verloopt_op = :oud WHERE sha256 = :afdruk")
        verbinding.execute(vraag, {"oud": OUD, "afdruk": gebruikers.afdruk(sessies["verlopen sessie"].geheim)})
    alle = {f"{een.methode} {een.sjabloon}": een for een in handelingen()}
    toneel = Toneel(proef, tokens, sessies, alle)
    toneel.nieuw()
    toneel.dien_in()
    toneel.links["andere link"] = toneel.links["link"]
    # Another one, of which no version was handed in yet.
    toneel.nieuw()
    toneel.bewaar()
    return toneel


def test_everybody_is_on_the_stage(toneel: Toneel) -> None:
    assert {*toneel.tokens, *toneel.sessies, *toneel.links, "niemand", "onzin als cookie", "token als cookie"} == {
        *matrix.BEZOEKERS
    }


@pytest.mark.parametrize("route", BESLOTEN)
def test_who_is_let_through(toneel: Toneel, route: str) -> None:
    """Those who are refused first: they change nothing, so all of them ask about the same."""
    methode, soort = route.partition(" ")[0], ROUTES[route]
    vragen = [Vraag(soort, methode, bezoeker) for bezoeker in matrix.bezoekers_van(route)]
    gezien: dict[str, tuple[int, int]] = {}
    geweigerd: dict[int, list[httpx2.Response]] = {}
    for vraag in sorted(vragen, key=lambda een: verwacht(een) == DOOR):
        status = verwacht(vraag)
        antwoord = toneel.doe(route, vraag.bezoeker)
        if not _klopt(antwoord, status):
            gezien[vraag.bezoeker] = (antwoord.status_code, status)
        if status == DOOR and methode != "GET":
            toneel.herstel()
        elif status != DOOR:
            # The page that says so stays with who signed in: they see what is theirs.
            mag_zien = vraag.bezoeker in matrix.ZONDER_BEWIJS or vraag.wie == "beheer"
            eigen = soort in matrix.FORMULIEREN and mag_zien
            geweigerd.setdefault(status, []).extend([] if eigen else [antwoord])
    assert not gezien, f"status, verwacht: {gezien}"
    for status, antwoorden in geweigerd.items():
        _zegt_niets(toneel, status, antwoorden)


def _klopt(antwoord: httpx2.Response, status: int) -> bool:
    pad, _, vraag = antwoord.headers.get("location", "").partition("?")
    naar_inloggen = pad == "/inloggen" and not vraag.startswith("uit=")
    if status == NAAR_INLOGGEN:
        return antwoord.status_code == NAAR_INLOGGEN and naar_inloggen
    if status == DOOR:
        # Let through and then refused for what it asks would not show that it can be done.
        return antwoord.status_code in (*range(200, 300), 303) and not naar_inloggen
    return antwoord.status_code == status


def _zegt_niets(toneel: Toneel, status: int, antwoorden: list[httpx2.Response]) -> None:
    """Refusals with one status are the same for all, and name nothing that is kept."""
    for antwoord in antwoorden:
        assert antwoord.headers["cache-control"] == "no-store"
        assert COOKIE not in antwoord.headers.get("set-cookie", "") and "etag" not in antwoord.headers
        for geheim in (toneel.scenario, toneel.verzoek, "Proef", "Tynaarlo", *toneel.tokens.values()):
            if status != NAAR_INLOGGEN:
                assert geheim not in re.sub(r'action="[^"]*"', "", antwoord.text)
    if status == 401:
        assert {antwoord.headers["www-authenticate"] for antwoord in antwoorden} == {"Bearer"}
    if status in (401, 404):
        assert len({antwoord.content for antwoord in antwoorden}) == 1


@pytest.mark.parametrize("soort", [matrix.LEES, matrix.WIJZIG, matrix.BLAD, matrix.FORMULIER, matrix.VAN_INDIENER])
def test_what_is_of_another_is_as_what_is_not_there(toneel: Toneel, soort: str) -> None:
    route = next(route for route in BESLOTEN if ROUTES[route] == soort)
    er_niet = replace(toneel, scenario="f" * 32, verzoek="f" * 32)
    for bezoeker in ("sessie van bob",) if soort in (matrix.BLAD, matrix.FORMULIER) else ("bob", "sessie van bob"):
        antwoorden = [een.doe(route, bezoeker) for een in (toneel, er_niet)]
        assert [antwoord.status_code for antwoord in antwoorden] == [404, 404]
        assert antwoorden[0].content == antwoorden[1].content


@pytest.mark.parametrize("route", OPEN)
def test_reading_is_open_and_credentials_change_nothing(toneel: Toneel, route: str) -> None:
    """Not the right to read, and where the page does not say who is signed in, not one byte."""
    methode, _, sjabloon = route.partition(" ")
    antwoorden = [_open(toneel, methode, sjabloon, bezoeker) for bezoeker in ("niemand", "onzin", "sessie van beheer")]
    assert len({antwoord.status_code for antwoord in antwoorden}) == 1
    assert antwoorden[0].status_code not in (401, 403) and "www-authenticate" not in antwoorden[0].headers
    if sjabloon in matrix.MET_NAAM:
        assert {antwoord.headers["cache-control"] for antwoord in antwoorden} == {"no-store"}
    else:
        assert len({antwoord.content for antwoord in antwoorden}) == 1
        assert "set-cookie" not in antwoorden[2].headers


def _open(toneel: Toneel, methode: str, sjabloon: str, bezoeker: str) -> httpx2.Response:
    kaal = re.sub(r":[a-z]+\}", "}", sjabloon)
    handeling = toneel.handelingen.get(f"{methode} {kaal}")
    koppen = toneel._wie(bezoeker)
    if handeling is not None:
        return handeling.doe(toneel.proef.client, headers=koppen)
    opties: dict[str, Any] = {"data": {"vraag": "9471"}} if methode == "POST" else {}
    return toneel.proef.client.request(methode, kaal.format_map(VULLING), headers=koppen, **opties)


@pytest.mark.parametrize("route", [route for route in ROUTES if ROUTES[route] == matrix.TERUG_NAAR_BLAD])
def test_the_address_of_a_form_leads_to_its_page_whatever_is_there(toneel: Toneel, route: str) -> None:
    for nummer in (toneel.scenario, "f" * 32):
        for bezoeker in ("niemand", "sessie van anna", "sessie van bob"):
            antwoord = toneel._stuur("GET", route.partition(" ")[2].format(id=nummer), bezoeker, {})
            assert (antwoord.status_code, antwoord.headers["location"]) == (303, f"/scenarios/{nummer}")


def test_a_shared_page_closes_with_its_link(toneel: Toneel) -> None:
    for route in (route for route in BESLOTEN if ROUTES[route] == matrix.GEDEELD):
        pad = route.partition(" ")[2]
        for link in (toneel.links["oude link"], "deel_" + "a" * 43, "onzin", toneel.tokens["anna"]):
            for bezoeker in ("niemand", "sessie van anna", "anna"):
                antwoord = toneel._stuur("GET", pad.format(token=link), bezoeker, {})
                assert antwoord.status_code == 404, (route, link, bezoeker)


def test_signing_in_is_open_to_all_and_for_holders_only(toneel: Toneel) -> None:
    """Beside what the matrix says: whoever asks, it is the token in the form that counts."""
    for bezoeker in matrix.BEZOEKERS:
        if bezoeker in matrix.VAN_ELDERS:
            continue
        antwoord = toneel._stuur("POST", "/inloggen", bezoeker, {"data": {"token": "regio_" + "b" * 43}})
        assert antwoord.status_code == 401 and "set-cookie" not in antwoord.headers
