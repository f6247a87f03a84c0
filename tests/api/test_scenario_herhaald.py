"""A form of a scenario that is sent again because its answer was lost: what is there already is not denied."""

from __future__ import annotations

import html
import re
from typing import Any

import httpx2
import pytest

from regio.opslag import scenarios
from regio.opslag.gebruikers import Wie, wie_heeft
from tests.api.scenariobladproef import NIEUWE_ZET, PAD, Blad, kaal, nieuw
from tests.api.scenarioproef import ANDERE_ZET, PEILDATUM, ZET, Proef
from tests.api.sessieproef import Inlog, log_in

POSTCODES = {"soort": "verplaats", "sector": "PO", "grond": "postcodes", "postcodes": "9401 t/m 9403", "naar": "PO2203"}
CSV = "zet,soort,sector,code,naam\n1,hernoem,PO,PO2201,Uit een bestand\n"


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


def _stuur(blad: Blad, naam: str, velden: dict[str, str]) -> httpx2.Response:
    bestand: Any = {"files": {"leeg": ("", b"")}} if naam == "importeer" else {}
    return blad.inlog.formulier(f"{blad.pad}/{naam}", velden, **bestand)


def _versies(blad: Blad) -> int:
    return len(blad.inlog.kaal("GET", f"/v1{blad.pad}/versies").json()["versies"])


@pytest.mark.parametrize(
    ("naam", "velden"),
    [
        ("zet", NIEUWE_ZET | {"gemeente": "Assen"}),
        ("zet", POSTCODES | {"aanname": "ja"}),
        ("zet", NIEUWE_ZET | {"gemeente": "Assen", "nummer": "1"}),
        ("wijzig", {"nummer": "1", "notitie": "Nieuw"}),
        ("weg", {"nummer": "1"}),
        ("schuif", {"nummer": "1", "kant": "omlaag"}),
        ("importeer", {"csv": CSV}),
    ],
)
def test_what_was_done_already_is_told_as_done(anna: Inlog, naam: str, velden: dict[str, str]) -> None:
    blad = nieuw(anna, ANDERE_ZET, {**ZET, "notitie": "Stond er al"})
    lijf = {"kenmerk": blad.kenmerk, **blad.bij_zet("wijzig", velden)}
    eerst = _stuur(blad, naam, lijf)
    assert eerst.status_code == 303, eerst.text
    zetten = blad.zetten
    weer = _stuur(blad, naam, lijf)
    assert weer.status_code == 303, kaal(weer.text)
    assert weer.headers["location"] == eerst.headers["location"]
    assert blad.zetten == zetten and _versies(blad) == 2


def test_going_over_to_new_data_is_done_once(proef: Proef, anna: Inlog, token: str) -> None:
    wie = wie_heeft(proef.engine, token)
    assert isinstance(wie, Wie)
    kan, kan_niet = {**ZET, "notitie": "", "aanname": False}, {**ZET, "naar": "PO9999", "notitie": "", "aanname": False}
    oud = scenarios.maak(proef.engine, wie, "Oud", ("een-oude-editie", PEILDATUM), [kan, kan_niet])
    blad = Blad(anna, f"{PAD}/{oud.id}")
    lijf = {"kenmerk": blad.kenmerk, "laatWeg": "ja"}
    for _ in range(2):
        assert _stuur(blad, "herbaseer", lijf).status_code == 303
    assert _versies(blad) == 2


def test_what_somebody_else_did_is_theirs(proef: Proef, anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    lijf = {"kenmerk": blad.kenmerk, **NIEUWE_ZET, "gemeente": "Assen"}
    beheer = log_in(proef, proef.token("beheer"))
    assert beheer.formulier(f"{blad.pad}/zet", lijf | {"csrf": beheer.csrf}).status_code == 303
    tekst = kaal(_ingehaald(blad, "zet", lijf))
    assert "Nu geldt versie 2, gemaakt door beheer" in tekst and _versies(blad) == 2


def test_something_else_of_her_own_is_no_answer(anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    lijf = {"kenmerk": blad.kenmerk, **NIEUWE_ZET, "gemeente": "Assen"}
    blad.gelukt("zet", {**NIEUWE_ZET, "gemeente": "Groningen"})
    tekst = kaal(_ingehaald(blad, "zet", lijf))
    assert "Dit scenario is intussen gewijzigd" in tekst
    assert "Iemand anders" not in tekst and "niet bewaard" not in tekst
    blad.gelukt("zet", {**NIEUWE_ZET, "gemeente": "Assen"})
    assert "Nu geldt versie 3" in kaal(_ingehaald(blad, "zet", lijf)), "more than one thing changed"


def test_undoing_is_not_done_twice(anna: Inlog) -> None:
    blad = nieuw(anna)
    for gemeente in ("Assen", "Tynaarlo"):
        blad.gelukt("zet", {**NIEUWE_ZET, "gemeente": gemeente})
    lijf = {"kenmerk": blad.kenmerk}
    assert _stuur(blad, "ongedaan", lijf).status_code == 303
    assert "niet bewaard" not in _ingehaald(blad, "ongedaan", lijf) and len(blad.zetten) == 1


def test_undone_and_redone_already_is_told_as_done(anna: Inlog) -> None:
    blad = nieuw(anna)
    for gemeente in ("Assen", "Tynaarlo"):
        blad.gelukt("zet", {**NIEUWE_ZET, "gemeente": gemeente})
    for naam, aantal in (("ongedaan", 1), ("opnieuw", 2)):
        lijf = _velden_van(blad, naam)
        for _ in range(2):
            antwoord = _stuur(blad, naam, lijf)
            assert antwoord.status_code == 303, kaal(antwoord.text)
            assert antwoord.headers["location"] == f"{blad.pad}?gedaan={naam}" and len(blad.zetten) == aantal
    lijf = _velden_van(blad, "ongedaan")
    blad.gelukt("zet", {**NIEUWE_ZET, "gemeente": "Groningen"})
    assert "Nu geldt versie 4" in kaal(_ingehaald(blad, "ongedaan", lijf)), "something else was done"


def _velden_van(blad: Blad, naam: str) -> dict[str, str]:
    """What a form of the page sends."""
    (vorm,) = re.findall(rf'action="{blad.pad}/{naam}"(.*?)</form>', blad.lees(), re.DOTALL)
    return {veld: html.unescape(waarde) for veld, waarde in re.findall(r'name="(\w+)" value="([^"]*)"', vorm)}


def _ingehaald(blad: Blad, naam: str, lijf: dict[str, str]) -> str:
    antwoord = _stuur(blad, naam, lijf)
    assert antwoord.status_code == 412, antwoord.text
    return antwoord.text


@pytest.mark.parametrize("versie", ["abc", "99", "0", "1²", "12345678"])
def test_a_branch_of_a_version_that_is_not_there_is_a_fault(anna: Inlog, versie: str) -> None:
    blad = nieuw(anna, ZET)
    antwoord = blad.stuur("vertak", {"naam": "Een tak", "versie": versie})
    assert antwoord.status_code == 400
    tekst = kaal(antwoord.text)
    assert "Deze versie heeft het scenario niet" in tekst and "verwijderd" not in tekst
    assert 'value="Een tak"' in antwoord.text
    assert "Een tak" not in anna.kaal("GET", PAD).text


def test_what_sharing_means_for_changing_holds_for_everybody(anna: Inlog) -> None:
    pagina = kaal(nieuw(anna, ZET).lees())
    assert "Met de link kan niemand het wijzigen." in pagina and "alleen u" not in pagina
