"""``POST /v1/herindelingen/_toets``: the answer of the domain in a documented shape, and faults at their fields."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from api.modellen_herindelingtoets import Herindelingtoets
from regio.scenario.beeld import basis_van
from regio.scenario.lezen import lees_zetten
from regio.scenario.toepassen import speel
from regio.stand.stand import Stand
from regio.tijdlijn.toets import toets
from regio.tijdlijn.voorstel import Voorstel

PAD = "/v1/herindelingen/_toets"
WIJDEMEREN = {"samenvoegen": ["GM1696", "Hilversum"], "naam": "Hilversum", "datum": "2027-01-01"}
AMSTERDAM = {"samenvoegen": ["Weesp"], "naam": "Amsterdam", "datum": "2022-03-24"}


def fouten(client: TestClient, **anders: Any) -> list[tuple[str, str]]:
    """Where the faults of a question stand, and what they say."""
    antwoord = client.post(PAD, json={**WIJDEMEREN, **anders})
    assert antwoord.status_code == 400, antwoord.text
    assert {fout["in"] for fout in antwoord.json()["errors"]} == {"body"}
    return [(fout["veld"], fout["melding"]) for fout in antwoord.json()["errors"]]


@pytest.mark.parametrize(
    "vraag",
    [
        WIJDEMEREN,
        AMSTERDAM,
        {"delen": [{"gemeente": "GM1696", "postcodes": ["1231", "1241"]}], "naam": "Nieuwdorp", "datum": "2027-01-01"},
        {
            "samenvoegen": ["Bergambacht", "Schoonhoven", "Vlist", "Nederlek", "Ouderkerk"],
            "naam": "Krimpenerwaard",
            "datum": "2015-01-01",
        },
    ],
)
def test_every_answer_has_its_documented_shape(client: TestClient, vraag: dict[str, Any]) -> None:
    antwoord = client.post(PAD, json=vraag)
    assert antwoord.status_code == 200, antwoord.text
    assert antwoord.headers["cache-control"] == "no-store"
    Herindelingtoets.model_validate(antwoord.json())


def test_it_is_the_answer_of_the_domain(client: TestClient, stand: Stand) -> None:
    voorstel = Voorstel("Hilversum", date(2027, 1, 1), ("GM1696", "GM0402"))
    assert client.post(PAD, json=WIJDEMEREN).json() == toets(stand, voorstel)


def test_its_moves_make_the_scenario_that_was_tested(client: TestClient, stand: Stand) -> None:
    antwoord = client.post(PAD, json=AMSTERDAM).json()
    scenario = antwoord["scenario"]
    begin = basis_van(stand, date.fromisoformat(scenario["peildatum"])).beeld
    beeld = speel(begin, lees_zetten(scenario["zetten"]))
    werkelijk = basis_van(stand, date(2022, 3, 24)).beeld
    assert list(beeld.lagen["gemeente"].bouwstenen_van("GM0363")) == list(
        werkelijk.lagen["gemeente"].bouwstenen_van("GM0363")
    )
    beide = antwoord["opties"][-1]
    heel = speel(beeld, lees_zetten(beide["zetten"]))
    for rij in beide["rijen"]:
        nummer = begin.basis.op_pc4[rij["postcode"]][0]
        assert heel.lagen[rij["sector"]][nummer] == (rij["wordt"],)


def test_all_faults_come_at_once(client: TestClient) -> None:
    alle = fouten(
        client,
        samenvoegen=["Nergens", "Weesp", "GM1696", "Wijdemeren"],
        delen=[{"gemeente": "GM1696", "postcodes": ["1231", "1231"]}],
        naam="<b>",
    )
    assert [veld for veld, _ in alle] == ["naam", "samenvoegen", "samenvoegen", "samenvoegen", "delen", "delen"]
    assert "‘Nergens’" in alle[1][1] and "Weesp (GM0457) bestaat niet op 2026-12-31" in alle[2][1]
    assert "meer dan een keer" in alle[3][1] and "gaat al helemaal mee" in alle[4][1] and "1231" in alle[5][1]


def test_a_wrong_day_hides_no_other_fault(client: TestClient) -> None:
    delen = [{"gemeente": "GM1696", "postcodes": ["1211", "1000"]}, {"gemeente": "GM9998", "postcodes": ["1000"]}]
    alle = fouten(client, samenvoegen=["GM9999"], delen=delen, naam="<b>", datum="2027-13-01")
    assert [veld for veld, _ in alle] == ["naam", "datum", "samenvoegen", "delen", "delen", "delen", "delen"]
    assert "‘GM9999’" in alle[2][1] and "‘GM9998’" in alle[3][1]
    assert alle[4][1] == alle[6][1] == "1000 is niet bekend als postcode."
    assert alle[5][1] == "1211 ligt niet (zeker) in Wijdemeren (GM1696), naar de laatst bekende indeling."


def test_everything_that_is_empty_is_told(client: TestClient) -> None:
    alle = fouten(client, samenvoegen=[], delen=[], naam="", datum="")
    assert [veld for veld, _ in alle] == ["naam", "datum", "samenvoegen"]


@pytest.mark.parametrize(
    ("anders", "veld", "deel"),
    [
        ({"naam": "x" * 10_000}, "naam", "te lang"),
        ({"naam": ""}, "naam", "Geef de gemeente die ontstaat een naam"),
        ({"naam": "\u202e"}, "naam", "gewone tekst"),
        ({"datum": "2012-12-31"}, "datum", "vanaf 2013-01-01"),
        ({"datum": "2013-01-01"}, "datum", "vanaf 2013-01-01"),
        ({"datum": "0001-01-01"}, "datum", "vanaf 2013-01-01"),
        ({"datum": "2027-02-30"}, "datum", "bestaat niet"),
        ({"datum": "9999-12-31"}, "datum", "tot en met 2099"),
        ({"samenvoegen": []}, "samenvoegen", "minstens een andere gemeente"),
        ({"samenvoegen": ["Hilversum"]}, "samenvoegen", "minstens een andere gemeente"),
        ({"samenvoegen": ["GM1696"] * 51}, "samenvoegen", "ten hoogste 50"),
        ({"samenvoegen": [], "delen": [{"gemeente": "GM1696", "postcodes": ["1211"]}]}, "delen", "1211 ligt niet"),
        ({"samenvoegen": [], "delen": [{"gemeente": "GM1696", "postcodes": ["1000"]}]}, "delen", "niet bekend"),
        ({"onzin": 1}, "onzin", "geen bekende naam"),
    ],
)
def test_what_cannot_be(client: TestClient, anders: dict[str, Any], veld: str, deel: str) -> None:
    ((waar, melding),) = fouten(client, **anders)
    assert waar == veld and deel in melding and "Zet 1" not in melding


def test_other_methods_and_forms_are_refused(client: TestClient) -> None:
    assert client.get(PAD).status_code in (404, 405)
    assert client.post(PAD, content="x", headers={"content-type": "text/plain"}).status_code == 415
    assert client.post(f"{PAD}?geldigOp=2026-01-01", json=WIJDEMEREN).status_code == 400


def test_a_plan_of_the_facts_is_said_not_to_be_confirmed_on_the_page_too(client: TestClient) -> None:
    plan = {"samenvoegen": ["GM1696", "GM0402"], "naam": "Hilversum", "datum": "2027-01-01"}
    antwoord = client.post(PAD, json=plan).json()
    assert antwoord["feit"]["bevestigd"] == "onbevestigd" and antwoord["scenario"]["zetten"][0]["aanname"] is True
    zin = "staat in de gegevens als niet bevestigd"
    assert zin in client.get("/herindelingen/toets", params={**plan, "samenvoegen": "GM1696\nGM0402"}).text
    anders = {**plan, "datum": "2028-01-01"}
    assert client.post(PAD, json=anders).json()["feit"] is None
    assert zin not in client.get("/herindelingen/toets", params={**anders, "samenvoegen": "GM1696\nGM0402"}).text
    lijst = leesbaar(client.get("/herindelingen", params={"jaar": "2027"}).text)
    assert "of die een splitsing maakt, is niet te zeggen" in lijst and "geen nieuwe splitsing" not in lijst


def leesbaar(pagina: str) -> str:
    """A page without tags."""
    return re.sub(r"<[^>]+>", " ", pagina)
