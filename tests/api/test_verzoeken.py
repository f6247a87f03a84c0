"""Requests to move a border in the API: handing in, what is refused, steps and who may take them."""

from __future__ import annotations

from typing import Any

import pytest

from api import modellen_verzoek as modellen
from kaarten.verzoeken.beeld import dossier
from regio.opslag import gebruikers, scenarios
from tests.api.scenarioproef import ANDERE_ZET, ZET, Proef

PAD = "/v1/grenswijzigingsverzoeken"
INDIENING: dict[str, Any] = {
    "aanvrager": "Gemeente Tynaarlo",
    "reden": "Regel 1\r\nRegel 2",
    "steun": [{"naam": "PO2203", "standpunt": "steunt", "toelichting": "Besluit"}],
}


@pytest.fixture(scope="module")
def anna(proef: Proef) -> str:
    """Her token."""
    return proef.token("anna")


@pytest.fixture(scope="module")
def beheer(proef: Proef) -> str:
    """The token of whoever decides."""
    return proef.token("beheer")


def _dien_in(proef: Proef, wie: str, een: Any, **anders: Any) -> Any:
    pad = f"{een.headers['location']}/_indienen"
    return proef.vraag("POST", pad, wie, gezien=een.headers["etag"], json={**INDIENING, **anders})


def _stap(proef: Proef, wie: str, verzoek: Any, soort: str, **meer: Any) -> Any:
    return proef.vraag("POST", f"{PAD}/{verzoek.json()['id']}/_stap", wie, json={"soort": soort, **meer})


def test_a_request_is_a_copy_with_its_effects(proef: Proef, anna: str) -> None:
    een = proef.maak(anna, ZET, naam="Tynaarlo heel")
    verzoek = _dien_in(proef, anna, een)
    assert verzoek.status_code == 201, verzoek.text
    modellen.VerzoekAntwoord.model_validate(verzoek.json())
    assert verzoek.headers["cache-control"] == "no-store"
    inhoud = verzoek.json()
    assert verzoek.headers["location"] == f"{PAD}/{inhoud['id']}"
    assert (inhoud["status"], inhoud["mogelijk"]) == ("ingediend", ["aanvulling", "steun", "ingetrokken"])
    assert (inhoud["naam"], inhoud["reden"]) == ("Tynaarlo heel", "Regel 1\nRegel 2")
    assert inhoud["zetten"] == een.json()["zetten"]
    effecten = proef.vraag("GET", f"{een.headers['location']}/effecten", anna).json()
    bevindingen = proef.vraag("GET", f"{een.headers['location']}/bevindingen", anna).json()
    assert inhoud["effecten"] == {naam: effecten[naam] for naam in inhoud["effecten"]}
    assert inhoud["effecten"].keys() == effecten.keys() - {"geldigOp", "scenario", "regeling", "herkomst"}
    assert inhoud["bevindingen"] == bevindingen["bevindingen"]
    assert (inhoud["geldigOp"], inhoud["regeling"]) == (effecten["geldigOp"], effecten["regeling"])
    namen = {een["wat"] for een in inhoud["herkomst"]}
    assert namen >= {"samenwerkingsverbanden", "lengte van grenzen"}
    assert [wie["code"] for wie in inhoud["betrokkenen"]] == ["GM1730", "PO2201", "PO2203"]
    lijf = {"zetten": [ANDERE_ZET], "vervang": True}
    ander = proef.vraag("POST", f"{een.headers['location']}/_zet", anna, gezien=een.headers["etag"], json=lijf)
    assert proef.vraag("DELETE", een.headers["location"], anna, gezien=ander.headers["etag"]).status_code == 204
    assert proef.vraag("GET", verzoek.headers["location"], anna).json() == inhoud


def test_what_cannot_be_handed_in(proef: Proef, anna: str) -> None:
    leeg = proef.maak(anna)
    assert _dien_in(proef, anna, leeg).json()["errors"][0]["code"] == "geen-zetten"
    een = proef.maak(anna, ZET)
    pad = f"{een.headers['location']}/_indienen"
    assert proef.vraag("POST", pad, anna, json=INDIENING).status_code == 428
    assert proef.vraag("POST", pad, anna, gezien='"x"', json=INDIENING).status_code == 412
    slecht = _dien_in(proef, anna, een, aanvrager="<b>x</b>", reden="x" * 10_001, steun=[
        {"naam": "x", "standpunt": "steunt", "toelichting": "<"}, {"naam": "x", "standpunt": "steunt"}])  # fmt: skip
    assert [(fout["in"], fout["veld"], fout["code"]) for fout in slecht.json()["errors"]] == [
        ("body", "aanvrager", "regel-vorm"), ("body", "reden", "te-lang"),
        ("body", "steun[0].toelichting", "tekst-vorm"), ("body", "steun[1].naam", "dubbel"),
    ]  # fmt: skip
    assert "<b>" not in slecht.text and "xxxx" not in slecht.text
    vorm = _dien_in(proef, anna, een, steun=[{"naam": "x", "standpunt": "misschien"}])
    assert [fout["veld"] for fout in vorm.json()["errors"]] == ["steun.0.standpunt"]
    assert all(rij["scenario"]["id"] != een.json()["id"] for rij in _lijst(proef, anna))


def test_a_scenario_on_a_replaced_edition_is_not_handed_in(proef: Proef, anna: str) -> None:
    wie = gebruikers.wie_heeft(proef.engine, anna)
    assert wie is not None
    een = proef.maak(anna, ZET)
    was = scenarios.lees(proef.engine, wie, een.json()["id"])
    scenarios.zet(proef.engine, wie, was, was.zetten, "vorige-editie")
    nu = proef.vraag("GET", een.headers["location"], anna)
    antwoord = proef.vraag(
        "POST", f"{een.headers['location']}/_indienen", anna, gezien=nu.headers["etag"], json=INDIENING
    )
    assert antwoord.status_code == 409


def test_moves_that_cannot_be_made_are_not_handed_in(proef: Proef, anna: str, stand: Any) -> None:
    wie = gebruikers.wie_heeft(proef.engine, anna)
    assert wie is not None
    een = proef.maak(anna, ZET)
    was = scenarios.lees(proef.engine, wie, een.json()["id"])
    scenarios.zet(proef.engine, wie, was, [{**was.zetten[0], "naar": "PO9999"}], stand.editie)
    nu = proef.vraag("GET", een.headers["location"], anna)
    antwoord = proef.vraag(
        "POST", f"{een.headers['location']}/_indienen", anna, gezien=nu.headers["etag"], json=INDIENING
    )
    assert [fout["veld"] for fout in antwoord.json()["errors"]] == ["zetten[0].naar"]


def _lijst(proef: Proef, wie: str) -> list[dict[str, Any]]:
    antwoord = proef.vraag("GET", PAD, wie)
    modellen.Verzoeken.model_validate(antwoord.json())
    rijen: list[dict[str, Any]] = antwoord.json()["verzoeken"]
    return rijen


def test_from_request_to_decision(proef: Proef, anna: str, beheer: str) -> None:
    verzoek = _dien_in(proef, anna, proef.maak(anna, ZET))
    assert _stap(proef, anna, verzoek, "aanvulling", tekst="Ook de raad is voor.").status_code == 200
    assert _stap(proef, anna, verzoek, "in-behandeling").status_code == 403
    te_vroeg = _stap(proef, beheer, verzoek, "besluit", uitkomst="toegewezen", tekst="Ja")
    assert te_vroeg.json()["errors"][0]["code"] == "kan-nu-niet"
    assert _stap(proef, beheer, verzoek, "in-behandeling").json()["mogelijk"] == ["besluit"]
    besluit = _stap(proef, beheer, verzoek, "besluit", uitkomst="toegewezen", tekst="Ja")
    assert besluit.status_code == 200, besluit.text
    modellen.VerzoekAntwoord.model_validate(besluit.json())
    assert (besluit.json()["status"], besluit.json()["mogelijk"]) == ("toegewezen", [])
    assert besluit.json()["besluit"]["door"] == "beheer"
    assert [stap["soort"] for stap in besluit.json()["stappen"]] == ["aanvulling", "in-behandeling", "besluit"]
    na = _stap(proef, anna, verzoek, "ingetrokken")
    assert na.status_code == 400 and "toegewezen" in na.json()["detail"]
    rij = next(rij for rij in _lijst(proef, beheer) if rij["id"] == verzoek.json()["id"])
    assert rij["besluit"]["uitkomst"] == "toegewezen"
    assert rij in _lijst(proef, anna) and rij not in _lijst(proef, proef.token("bob"))


def test_steps_that_cannot_be_are_told_with_their_field(proef: Proef, anna: str, beheer: str) -> None:
    verzoek = _dien_in(proef, anna, proef.maak(anna, ZET))
    slecht = _stap(proef, beheer, verzoek, "besluit", datum="2026-02-30")
    assert [fout["veld"] for fout in slecht.json()["errors"]] == ["tekst", "uitkomst", "datum"]
    assert _stap(proef, anna, verzoek, "vliegen").status_code == 400
    assert _stap(proef, anna, verzoek, "aanvulling", tekst="x" * 10_001).json()["errors"][0]["code"] == "te-lang"
    assert proef.vraag("GET", verzoek.headers["location"], anna).json()["stappen"] == []


def test_whoever_may_only_read_takes_no_step(proef: Proef, anna: str) -> None:
    verzoek = _dien_in(proef, anna, proef.maak(anna, ZET))
    lezer = proef.token("anna", "lezer")
    assert proef.vraag("GET", verzoek.headers["location"], lezer).json()["mogelijk"] == []
    assert _stap(proef, lezer, verzoek, "ingetrokken").status_code == 403


def test_the_bounds_are_told(proef: Proef, monkeypatch: pytest.MonkeyPatch) -> None:
    from regio.opslag import verzoeken

    bob = proef.token("bob")
    monkeypatch.setattr(verzoeken, "MEESTE_OPEN", 1)
    een = proef.maak(bob, ZET)
    assert _dien_in(proef, bob, een).status_code == 201
    assert _dien_in(proef, bob, een).json()["errors"][0]["code"] == "al-ingediend"
    assert _dien_in(proef, bob, proef.maak(bob, ZET)).json()["errors"][0]["code"] == "te-veel-verzoeken"
    monkeypatch.setattr(scenarios, "MEESTE_SCENARIOS", 2)
    te_veel = proef.maak(bob, ZET)
    assert te_veel.status_code == 400 and te_veel.json()["errors"][0]["code"] == "te-veel-scenarios"
    tak = proef.vraag("POST", f"{een.headers['location']}/_vertak", bob, json={"naam": "Tak"})
    assert tak.json()["errors"][0]["code"] == "te-veel-scenarios"
    monkeypatch.setattr(verzoeken, "MEESTE_IN_LIJST", 0)
    assert proef.vraag("GET", PAD, bob).json() == {"verzoeken": [], "meer": True}


def test_nothing_that_was_said_stands_in_a_log(proef: Proef, anna: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level("DEBUG"):
        verzoek = _dien_in(proef, anna, proef.maak(anna, ZET, naam="Geheime titel"), reden="Geheime reden")
        _stap(proef, anna, verzoek, "aanvulling", tekst="Geheime tekst")
    assert verzoek.status_code == 201
    assert "Geheim" not in str(gebruikers.logboek(proef.engine))
    eigen = [regel.getMessage() for regel in caplog.records if regel.name.startswith("regio")]
    assert "Geheim" not in "".join(eigen)


def test_support_that_comes_later_is_added_and_the_last_word_counts(proef: Proef, anna: str, beheer: str) -> None:
    partijen = [*INDIENING["steun"], {"naam": "Tynaarlo (GM1730)", "standpunt": "nog-niet-gevraagd"}]
    verzoek = _dien_in(proef, anna, proef.maak(anna, ZET), steun=partijen)
    dag = verzoek.json()["standpunten"][0]["datum"]
    gezegd = {"naam": "GM1730", "standpunt": "steunt", "tekst": "De raad\r\nstemde voor"}
    assert _stap(proef, anna, verzoek, "steun", **gezegd).status_code == 200
    assert _stap(proef, anna, verzoek, "steun", naam="Ouderraad", standpunt="steunt").status_code == 200
    assert _stap(proef, beheer, verzoek, "in-behandeling").status_code == 200
    klaar = _stap(proef, anna, verzoek, "steun", naam="ouderraad", standpunt="steunt-niet")
    modellen.VerzoekAntwoord.model_validate(klaar.json())
    inhoud = klaar.json()
    assert inhoud["status"] == "in-behandeling"
    assert inhoud["steun"] == verzoek.json()["steun"], "what was handed in stays as it was"
    assert inhoud["standpunten"] == [
        {"naam": "PO2203", "standpunt": "steunt", "toelichting": "Besluit", "datum": dag},
        {"naam": "Tynaarlo (GM1730)", "standpunt": "steunt", "toelichting": "De raad\nstemde voor", "datum": dag},
        {"naam": "Ouderraad", "standpunt": "steunt-niet", "toelichting": "", "datum": dag},
    ]
    eerste = inhoud["stappen"][0]
    assert (eerste["soort"], eerste["naam"], eerste["tekst"]) == ("steun", "GM1730", "De raad\nstemde voor")
    assert (inhoud["stappen"][2]["naam"], inhoud["stappen"][2]["standpunt"]) == (None, None)
    assert _stap(proef, beheer, verzoek, "steun", **gezegd).status_code == 403
    assert _stap(proef, anna, verzoek, "ingetrokken").status_code == 200
    assert _stap(proef, anna, verzoek, "steun", **gezegd).json()["errors"][0]["code"] == "kan-nu-niet"


def test_who_is_touched_is_the_same_party_by_name_and_by_code(proef: Proef, anna: str) -> None:
    """As it was handed in there is no name beside the code; the moves have it."""
    partijen = [{"naam": "gm1730", "standpunt": "nog-niet-gevraagd"}]
    verzoek = _dien_in(proef, anna, proef.maak(anna, ZET), steun=partijen)
    inhoud = _stap(proef, anna, verzoek, "steun", naam="Tynaarlo", standpunt="steunt").json()
    assert [(een["naam"], een["standpunt"]) for een in inhoud["standpunten"]] == [("gm1730", "steunt")]
    beeld = dossier(inhoud, {})
    assert [een.naam for een in beeld.steun] == ["Tynaarlo (GM1730)"]
    assert "Tynaarlo (GM1730)" not in beeld.niet_genoemd and beeld.niet_genoemd


def test_a_party_is_not_handed_in_twice_under_two_names(proef: Proef, anna: str) -> None:
    """Only the moves tell that these two are one."""
    partijen = [{"naam": "gm1730", "standpunt": "steunt"}, {"naam": "Tynaarlo", "standpunt": "steunt-niet"}]
    antwoord = _dien_in(proef, anna, proef.maak(anna, ZET), steun=partijen)
    assert antwoord.status_code == 400
    assert [(een["veld"], een["code"]) for een in antwoord.json()["errors"]] == [("steun[1].naam", "dubbel")]


def test_a_standpoint_has_a_party_and_a_choice(proef: Proef, anna: str) -> None:
    verzoek = _dien_in(proef, anna, proef.maak(anna, ZET))
    for gegeven, fouten in (
        ({}, [("naam", "regel-vorm"), ("standpunt", "standpunt-onbekend")]),
        ({"naam": "<b>", "standpunt": "steunt", "tekst": "x" * 2_001}, [("tekst", "te-lang"), ("naam", "regel-vorm")]),
        ({"naam": "x", "standpunt": "steunt", "uitkomst": "afgewezen"}, [("uitkomst", "niet-hier")]),
    ):
        antwoord = _stap(proef, anna, verzoek, "steun", **gegeven)
        assert [(een["veld"], een["code"]) for een in antwoord.json()["errors"]] == fouten
    ander = _stap(proef, anna, verzoek, "aanvulling", tekst="Ook", naam="x", standpunt="steunt")
    assert [een["code"] for een in ander.json()["errors"]] == ["niet-hier", "niet-hier"]
