"""The pydantic models give the schema; these tests hold the bytes that are served to them."""

from __future__ import annotations

import csv
import random
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel, TypeAdapter
from starlette.testclient import TestClient

from api import modellen, modellen_geo, modellen_herindeling, modellen_naslag
from api.afhankelijk import Peildatum
from api.routes import locaties, postcodes
from regio.gebieden.rd import LAT_MAX, LAT_MIN, LON_MAX, LON_MIN
from regio.stand.stand import Stand

ANTWOORD = TypeAdapter(modellen.Antwoord)
DATA = ("2013-01-01", "2013-10-01", "2014-08-01", "2015-04-23", "2015-04-22", "2018-07-01", "2026-01-01", "2099-12-31")


def _houd_aan(model: type[BaseModel], antwoord: Any) -> Any:
    """The answer, held to a model: equal types, no field more and none less."""
    assert antwoord.status_code == 200, antwoord.text
    gelezen = model.model_validate_json(antwoord.content, strict=True)
    assert gelezen.model_dump(mode="json", by_alias=True) == antwoord.json()
    return antwoord.json()


@pytest.mark.parametrize("datum", DATA)
def test_the_ready_bytes_of_every_postcode(datum: str, stand: Stand) -> None:
    toestand = stand.toestand_nr_iso(datum)
    for plek, pc4 in enumerate(stand.pc4s):
        lijf = stand.postcode_bytes(plek, datum, toestand)
        antwoord = ANTWOORD.validate_json(lijf, strict=True)
        assert (antwoord.postcode, antwoord.geldigOp) == (pc4, datum)
        assert antwoord.regeling is not None and antwoord.regeling.geldigVanaf <= datum
        _kloppend(antwoord)


def _kloppend(antwoord: modellen.Antwoord) -> None:
    """What the fields of every answer must say about each other."""
    for sector in ("PO", "VO"):
        delen = [deel for deel in antwoord.samenwerkingsverbanden if deel.sector == sector]
        zonder = [deel for deel in antwoord.zonderSamenwerkingsverband if deel.sector == sector]
        assert delen or zonder, (antwoord.postcode, sector)
        assert all(deel.code.startswith(sector) for deel in delen)
        assert sum(deel.aandeel or 0 for deel in delen) <= 1.000_001
    assert (antwoord.gemeente is None) == (len(antwoord.gemeenten) != 1)
    assert (antwoord.jeugdregio is None) == (len(antwoord.jeugdregios) != 1)
    assert antwoord.geldigOp >= "2015-01-01" or not antwoord.jeugdregios
    assert antwoord.herkomst


def test_points_all_over_the_country(client: TestClient) -> None:
    kiezer, gevonden = random.Random(20150423), 0
    for nummer in range(400):
        lon, lat = kiezer.uniform(LON_MIN, LON_MAX), kiezer.uniform(LAT_MIN, LAT_MAX)
        antwoord = client.get(f"/v1/locaties?lon={lon}&lat={lat}&geldigOp={DATA[nummer % len(DATA)]}")
        assert antwoord.status_code in (200, 404)
        if antwoord.status_code == 200:
            assert _houd_aan(modellen.Antwoord, antwoord)["ligging"] == "punt-schets"
            gevonden += 1
    assert gevonden > 150


@pytest.mark.parametrize("datum", ["2011-01-01", "2012-06-01", "2013-01-01", "2015-04-23", "2019-01-01", "2026-01-01"])
def test_every_gemeente_that_ever_was(datum: str, client: TestClient, stand: Stand) -> None:
    alle = [rij["code"] for rij in stand.tabellen["gemeenten"]]
    assert len(alle) >= 445
    for code in alle:
        uit = _houd_aan(modellen.GemeenteAntwoord, client.get(f"/v1/gemeenten/{code}?geldigOp={datum}"))
        assert (uit["code"], uit["geldigOp"], uit["ligging"]) == (code, datum, "gemeente")
        if uit["geldigTot"] and uit["geldigTot"] <= datum:
            assert not uit["bestaat"] and uit["opvolgers"], code


@pytest.mark.parametrize("datum", ["2013-01-01", "2015-04-23", "2026-01-01"])
def test_every_samenwerkingsverband(datum: str, client: TestClient) -> None:
    lijst = _houd_aan(modellen.Swvs, client.get(f"/v1/samenwerkingsverbanden?geldigOp={datum}"))
    assert lijst["aantal"] == len(lijst["samenwerkingsverbanden"]) == 152
    for kort in lijst["samenwerkingsverbanden"]:
        een = _houd_aan(modellen.Swv, client.get(f"/v1/samenwerkingsverbanden/{kort['code']}?geldigOp={datum}"))
        assert een["inwoners"] == kort["inwoners"]
        assert len(een["postcodes"]) == kort["aantalPostcodes"]
        assert {gemeente["naam"] for gemeente in een["gemeenten"]} == set(kort["gemeenten"])


LIJSTEN: list[tuple[str, type[BaseModel]]] = [
    ("/v1/gemeenten", modellen.Gemeenten),
    ("/v1/gemeenten?geldigOp=2011-01-01", modellen.Gemeenten),
    ("/v1/gemeenten?naam=bergen&geldigOp=2015-04-23", modellen.Gemeenten),
    ("/v1/samenwerkingsverbanden", modellen.Swvs),
    ("/v1/samenwerkingsverbanden?sector=PO", modellen.Swvs),
    ("/v1/samenwerkingsverbanden?gemeente=GM1730&geldigOp=2015-04-23", modellen.Swvs),
    ("/v1/jeugdregios", modellen_naslag.Jeugdregios),
    ("/v1/jeugdregios?geldigOp=2011-01-01", modellen_naslag.Jeugdregios),
    ("/v1/jeugdregios?geldigOp=2015-01-01", modellen_naslag.Jeugdregios),
    ("/v1/jeugdregios/JZ01", modellen_naslag.Jeugdregio),
    ("/v1/rmc-regios", modellen_naslag.RmcRegios),
    ("/v1/rmc-regios?geldigOp=2011-01-01", modellen_naslag.RmcRegios),
    ("/v1/rmc-regios?geldigOp=2013-07-01", modellen_naslag.RmcRegios),
    ("/v1/rmc-regios/RMC07", modellen_naslag.RmcRegio),
    ("/v1/crss", modellen_geo.Crss),
    ("/v1/kaartbestanden", modellen_geo.Kaartbestanden),
    ("/v1/ogc", modellen_geo.OgcStart),
    ("/v1/ogc/conformance", modellen_geo.Conformiteit),
    ("/v1/ogc/collections", modellen_geo.Collecties),
    ("/v1/ogc/collections/rmc-regios", modellen_geo.Collectie),
    ("/v1/herindelingen", modellen_naslag.Herindelingen),
    ("/v1/herindelingen?jaar=2014", modellen_naslag.Herindelingen),
    ("/v1/herindelingen?gemeente=GM1730", modellen_naslag.Herindelingen),
    ("/v1/herindelingen?bevestigd=onbevestigd", modellen_naslag.Herindelingen),
    ("/v1/herindelinggevolgen", modellen_herindeling.Herindelinggevolgen),
    ("/v1/herindelinggevolgen?gevolg=nieuw-gesplitst", modellen_herindeling.Herindelinggevolgen),
    ("/v1/regelingen", modellen_naslag.Regelingen),
    ("/v1/bronnen", modellen_naslag.Bronnen),
    ("/v1/bevindingen", modellen_naslag.Bevindingen),
    ("/v1/suggesties?q=ty", modellen.Suggesties),
    ("/v1/suggesties?q=94", modellen.Suggesties),
    ("/v1/suggesties?q=&geldigOp=2011-01-01", modellen.Suggesties),
    ("/livez", modellen.Gezondheid),
    ("/readyz", modellen.Gezondheid),
]


@pytest.mark.parametrize(("pad", "model"), LIJSTEN, ids=[pad for pad, _ in LIJSTEN])
def test_every_list(pad: str, model: type[BaseModel], client: TestClient) -> None:
    uit = _houd_aan(model, client.get(pad))
    for veld, waarde in uit.items():
        if veld == "aantal":
            assert waarde == max(len(een) for een in uit.values() if isinstance(een, list))


VRAGEN = (
    "9471 RM|9471|9471rm|NL-9471 RM|3197|1011 AB|9471 RM of 9761 EN|GM1730|gm0017|Tynaarlo|tynaarlo|Bergen|Hengelo|"
    "Den Haag|"
    "'s-Gravenhage|Súdwest-Fryslân|sudwest fryslan|Haren|Groningen|Alphen aan den Rijn|Rotterdam|Zuidlaren|Eelde|Velp|"
    "Hoek van Holland|Nuland|Maasdonk|Boarnsterhim|De Friese Meren|Menaldumadeel|Middelburg|Rijswijk|Beek|"
    "Esweg 21, Eelde|"
    "Esweg 21, 9761 EN Eelde|6.6863, 53.0929|241570 568010|Kerkstraat 1 Utrecht|Molenwaard|Zwartewaterland|Vaals|"
    "Amsterdam"
)


@pytest.mark.parametrize("datum", ["2013-01-01", "2015-04-23", "2026-01-01"])
def test_the_outcomes_of_forty_questions(datum: str, client: TestClient) -> None:
    soorten = set()
    for vraag in VRAGEN.split("|"):
        antwoord = client.post("/v1/adressen/_zoek", json={"vraag": vraag, "geldigOp": datum})
        uit = _houd_aan(modellen.Zoekuitkomst, antwoord)
        soorten.add(uit["soort"])
        assert uit["antwoorden"] or uit["meldingen"], vraag
        assert {een["geldigOp"] for een in uit["antwoorden"]} <= {datum}
    assert soorten == {"postcode", "gemeente", "plaats", "adres", "punt"}


def test_the_sixty_questions_with_a_known_answer(client: TestClient, repo: Path) -> None:
    with (repo / "tests/gegevens/toetsgevallen.csv").open(encoding="utf-8", newline="") as bestand:
        rijen = list(csv.DictReader(bestand))
    vragen = {"context": {"geldigOp": "2015-04-23"}, "requests": [rij["postcode"] for rij in rijen]}
    uit = _houd_aan(modellen.Reeksuitkomst, client.post("/v1/postcodes/_batch", json=vragen))
    assert len(rijen) == 60
    for rij, antwoord in zip(rijen, uit["results"], strict=True):
        codes = {deel["sector"]: deel["code"] for deel in antwoord["samenwerkingsverbanden"]}
        codes |= {deel["sector"]: deel["gedrukt"] for deel in antwoord["zonderSamenwerkingsverband"]}
        # "(geen rij; afgeleid PO3010)" for a postcode that is newer than the law.
        verwacht = {sector: rij[f"{sector.lower()}_verwacht"] for sector in ("PO", "VO")}
        afgeleid = {sector: tekst.strip("()").split()[-1] for sector, tekst in verwacht.items()}
        assert codes == afgeleid, rij["nr"]
        if afgeleid != verwacht:
            assert {deel["grondslag"] for deel in antwoord["samenwerkingsverbanden"]} == {"afgeleid"}


def test_the_hot_postcode_route_answers_as_documented(client: TestClient, stand: Stand) -> None:
    for pc4 in stand.pc4s[::40]:
        for datum in (None, "2013-01-01", "2015-04-23", "2026-01-01"):
            koud = postcodes.postcode(stand, Peildatum(geldigOp=datum), pc4)
            assert client.get(f"/v1/postcodes/{pc4}", params={"geldigOp": datum} if datum else None).json() == koud


def test_the_hot_point_route_answers_as_documented(client: TestClient, stand: Stand) -> None:
    for nummer in range(60):
        graden = {"lon": f"{5.2 + nummer / 100}", "lat": f"{51.6 + nummer / 200}"}
        koud = locaties.locatie(stand, locaties.Punt(**graden, geldigOp="2015-04-23"))
        assert client.get("/v1/locaties", params={**graden, "geldigOp": "2015-04-23"}).json() == koud


def test_a_point_in_a_body_answers_as_in_the_address(client: TestClient) -> None:
    punt: dict[str, Any] = {"x": 241_570, "y": 568_010, "geldigOp": "2015-04-23"}
    lijf = _houd_aan(modellen.Antwoord, client.post("/v1/locaties/_zoek", json=punt))
    assert lijf == client.get("/v1/locaties", params=punt).json()
