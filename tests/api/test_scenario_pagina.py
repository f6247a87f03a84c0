"""The pages about scenarios without a browser: what is seen, what is made, and every form."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest

from kaarten.teksten import datum_lang
from regio.scenario.voorbeelden import lees_voorbeelden
from tests.api.scenariobladproef import (
    NIEUWE_ZET,
    PAD,
    Blad,
    fouten_in,
    kaal,
    maak,
    nieuw,
    stuur_nieuw,
    tag_van,
    velden_in,
)
from tests.api.scenarioproef import ANDERE_ZET, ZET, Proef
from tests.api.sessieproef import Inlog, log_in


@pytest.fixture(scope="module")
def anna(proef: Proef, token: str) -> Inlog:
    """She is signed in."""
    return log_in(proef, token)


# -- what everybody sees --------------------------------------------------------------------------


def test_start_page_without_signing_in(proef: Proef, repo: Path) -> None:
    antwoord = proef.client.get(PAD)
    assert antwoord.status_code == 200
    assert "/inloggen?naar=/scenarios" in antwoord.text and 'id="maak"' not in antwoord.text
    for een in lees_voorbeelden(repo / "data"):
        assert datum_lang(een.titel) in html.unescape(antwoord.text)
        assert f'href="{PAD}/voorbeelden/{een.naam}"' in antwoord.text
    for factor in ("Stromen van leerlingen", "cluster 3 en 4", "Arbeidsmarktregio"):
        assert factor in antwoord.text
    assert "staat niet in de gegevens van deze dienst" in antwoord.text and "open gegevens" not in antwoord.text
    assert "‘Wat niet is berekend’" in antwoord.text


def test_every_example_is_open_to_all(proef: Proef, repo: Path) -> None:
    for een in lees_voorbeelden(repo / "data"):
        antwoord = proef.client.get(f"{PAD}/voorbeelden/{een.naam}")
        tekst = kaal(antwoord.text)
        assert antwoord.status_code == 200
        assert datum_lang(een.titel) in tekst and datum_lang(een.bron)[:40] in tekst
        assert tekst.count(" Aanname ") >= sum(zet.aanname for zet in een.zetten)
        assert len(re.findall(r'class="zetzin"', antwoord.text)) == len(een.zetten)
        assert ("Gevolgen" in tekst) is bool(een.zetten)
        for kop in ("Waar dit op rust", "Wat niet is berekend", "Hoe zeker is dit", "Bronnen en grenzen"):
            assert (kop in tekst) is bool(een.zetten), kop
        prent = proef.client.get(f"{PAD}/voorbeelden/{een.naam}/kaart.svg")
        assert prent.status_code == (200 if een.zetten else 404)
        assert (f'src="{PAD}/voorbeelden/{een.naam}/kaart.svg"' in antwoord.text) is bool(een.zetten)
        if een.zetten:
            assert prent.headers["content-type"] == "image/svg+xml" and html.escape(een.titel[:20]) in prent.text
    assert "VO2512 bestaat niet, net als VO2304 en VO2306" in kaal(
        proef.client.get(f"{PAD}/voorbeelden/vo2502-vo2512").text
    )
    assert proef.client.get(f"{PAD}/voorbeelden/onzin/kaart.svg").status_code == 404
    assert proef.client.get(f"{PAD}/voorbeelden/onzin", headers={"accept": "text/html"}).status_code == 404


def test_the_page_of_a_scenario_asks_to_sign_in(proef: Proef, anna: Inlog) -> None:
    blad = nieuw(anna)
    for deel in ("", "/vergelijk?metVersie=1", "/verwijder"):
        antwoord = proef.client.get(f"{blad.pad}{deel}")
        assert antwoord.status_code == 303 and antwoord.headers["location"].startswith("/inloggen?naar=/scenarios/")


# -- making ---------------------------------------------------------------------------------------


def test_a_scenario_is_made_empty_from_an_example_and_from_a_file(anna: Inlog, repo: Path) -> None:
    leeg = maak(anna, naam="  Leeg begin ")
    assert leeg.status_code == 303
    pagina = anna.kaal("GET", leeg.headers["location"]).text
    assert "Het scenario is gemaakt." in pagina and "nog geen zetten" in pagina and "<h1>Leeg begin</h1>" in pagina
    for een in lees_voorbeelden(repo / "data"):
        antwoord = maak(anna, naam=een.titel, voorbeeld=een.naam)
        assert antwoord.status_code == 303, antwoord.text
        blad = Blad(anna, antwoord.headers["location"].partition("?")[0])
        kop = anna.kaal("GET", f"/v1{blad.pad}").json()
        assert kop["basis"]["peildatum"] == een.peildatum.isoformat() and kop["aantalZetten"] == len(een.zetten)
        uit = anna.kaal("GET", f"/v1{blad.pad}", headers={"accept": "text/csv"}).content
        nog_eens = maak(anna, bestand=uit, naam="Uit een bestand", peildatum=een.peildatum.isoformat())
        assert nog_eens.status_code == 303, nog_eens.text
        assert Blad(anna, nog_eens.headers["location"].partition("?")[0]).zetten == blad.zetten
    lijst = kaal(anna.kaal("GET", PAD).text)
    assert "Leeg begin" in lijst and "Uit een bestand" in lijst


@pytest.mark.parametrize(
    ("velden", "plekken"),
    [
        ({"naam": ""}, {"maak-naam"}),
        ({"naam": "x" * 10_000}, {"maak-naam"}),
        ({"naam": "<script>alert(1)</script>"}, {"maak-naam"}),
        ({"naam": "", "peildatum": "2012-01-01"}, {"maak-naam", "maak-peildatum"}),
        ({"peildatum": "morgen"}, {"maak-peildatum"}),
        ({"voorbeeld": "onzin"}, {"maak-voorbeeld"}),
        ({"voorbeeld": "weesp-2022", "csv": "zet,soort\n"}, {"maak-voorbeeld"}),
        ({"csv": "geen,kop\n1,2\n"}, {"maak-csv"}),
    ],
)
def test_a_new_scenario_with_mistakes_comes_back_as_it_was(
    anna: Inlog, velden: dict[str, str], plekken: set[str]
) -> None:
    ervoor = anna.kaal("GET", f"/v1{PAD}").json()
    antwoord = stuur_nieuw(anna, velden)
    assert set(fouten_in(antwoord)) == plekken
    for plek in plekken:
        assert 'aria-invalid="true"' in tag_van(antwoord.text, plek) and f"{plek}-fout" in tag_van(antwoord.text, plek)
    assert "<script>alert" not in antwoord.text
    naam = velden.get("naam", "Proef")
    assert html.escape(naam, quote=True).replace("&#x27;", "&#39;") in tag_van(antwoord.text, "maak-naam")
    assert anna.kaal("GET", f"/v1{PAD}").json() == ervoor


# -- moves ----------------------------------------------------------------------------------------


def test_a_move_is_added_seen_changed_and_taken_away(anna: Inlog) -> None:
    blad = nieuw(anna)
    pagina = kaal(blad.gelukt("zet", NIEUWE_ZET))
    assert "De zet is toegevoegd." in pagina
    assert "PO: gemeente Tynaarlo (GM1730) gaat naar" in pagina and "Notitie: Op verzoek" in pagina
    assert blad.zetten == [{**ZET, "notitie": "Op verzoek", "aanname": False}]
    pagina = kaal(blad.gelukt("wijzig", {"nummer": "1", "notitie": "Anders\nnog een regel", "aanname": "ja"}))
    assert "De zet is gewijzigd." in pagina and "Aanname" in pagina and "waarvan 1 aanname" in pagina
    assert blad.zetten[0]["notitie"] == "Anders\nnog een regel" and blad.zetten[0]["aanname"] is True
    assert "Zonder zetten verandert er niets." in kaal(blad.gelukt("weg", {"nummer": "1"}))
    assert blad.zetten == []
    assert "Tynaarlo" in kaal(blad.gelukt("ongedaan")) and len(blad.zetten) == 1
    blad.gelukt("opnieuw")
    assert blad.zetten == []


@pytest.mark.parametrize(
    ("velden", "zet"),
    [
        (
            {"soort": "verplaats", "sector": "VO", "grond": "postcodes", "gemeente": "GM1730", "naar": "VO2201"}
            | {"postcodes": "9471 t/m 9473, 9474"},
            {"grond": {"gemeente": "GM1730", "postcodes": ["9471", "9472", "9473", "9474"]}, "naar": "VO2201"},
        ),
        (
            {"soort": "voegsamen", "sector": "PO", "van": "PO2001 – naam\nPO2201", "naar": "po2203"},
            {"van": ["PO2001", "PO2201"], "naar": "PO2203"},
        ),
        (
            {"soort": "splits", "sector": "VO", "van": "VO2001", "nieuw": "VO9901", "naam": "Nieuw"}
            | {"grond": "postcodes", "postcodes": "9471"},
            {"van": "VO2001", "nieuw": "VO9901", "naam": "Nieuw", "grond": {"postcodes": ["9471"]}},
        ),
        (
            {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "grond": "bouwstenen", "bouwstenen": "9471-1"},
            {"nieuw": "PO9901", "naam": "", "grond": {"bouwstenen": ["9471-1"]}},
        ),
        (
            {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": "Andere naam"},
            {"code": "VO2001", "naam": "Andere naam"},
        ),
        (
            {
                "soort": "herindeel",
                "datum": "2027-01-01",
                "van": "Hilversum\nWijdemeren: 1241, 1243",
                "naar": "Hilversum",
            },
            {
                "naar": "GM0402",
                "delen": [{"gemeente": "GM0402"}, {"gemeente": "GM1696", "postcodes": ["1241", "1243"]}],
            },
        ),
    ],
)
def test_every_kind_of_move_is_made_by_the_form(anna: Inlog, velden: dict[str, str], zet: dict[str, Any]) -> None:
    blad = nieuw(anna)
    blad.gelukt("zet", velden)
    assert blad.zetten[0]["soort"] == velden["soort"]
    assert {naam: blad.zetten[0][naam] for naam in zet} == zet


@pytest.mark.parametrize(
    ("velden", "plekken"),
    [
        ({}, {"zet-soort"}),
        ({"soort": "verplaats"}, {"zet-sector", "zet-gemeente", "zet-naar"}),
        ({**NIEUWE_ZET, "gemeente": "Tynarlo"}, {"zet-gemeente"}),
        ({**NIEUWE_ZET, "gemeente": "Bergen"}, {"zet-gemeente"}),
        ({**NIEUWE_ZET, "naar": "PO9999"}, {"zet-naar"}),
        ({**NIEUWE_ZET, "naar": "VO2201"}, {"zet-naar"}),
        ({**NIEUWE_ZET, "grond": "postcodes", "postcodes": "94"}, {"zet-postcodes"}),
        ({**NIEUWE_ZET, "grond": "postcodes", "postcodes": "1011"}, {"zet-postcodes"}),
        ({**NIEUWE_ZET, "notitie": "x" * 2_001}, {"zet-notitie"}),
        ({"soort": "nieuw", "sector": "PO", "gemeente": "GM1730", "nieuw": "PO2203"}, {"zet-nieuw"}),
        ({"soort": "hernoem", "sector": "PO", "van": "PO2203", "naam": "<b>"}, {"zet-naam"}),
        ({"soort": "herindeel", "van": "", "naar": "", "datum": "x"}, {"zet-van", "zet-naar", "zet-datum"}),
        ({"soort": "herindeel", "van": "GM1730", "naar": "GM9001", "datum": "2027-01-01"}, {"zet-naam"}),
    ],
)
def test_a_move_with_mistakes_comes_back_with_each_at_its_field(
    anna: Inlog, velden: dict[str, str], plekken: set[str]
) -> None:
    blad = nieuw(anna)
    antwoord = blad.stuur("zet", velden)
    fouten = fouten_in(antwoord)
    assert set(fouten) == plekken
    for plek, zin in fouten.items():
        assert not zin[0].islower() and not zin.startswith("Zet 1")
        if plek not in ("zet-soort", "zet-sector"):
            assert 'aria-invalid="true"' in tag_van(antwoord.text, plek), plek
    for naam in ("gemeente", "naar", "nieuw"):
        assert html.escape(velden.get(naam, "")) in tag_van(antwoord.text, f"zet-{naam}")
    assert html.escape(velden.get("notitie", "")) in antwoord.text
    assert blad.zetten == []


def test_taking_away_a_move_tells_which_moves_rest_on_it(anna: Inlog) -> None:
    begin = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "N", "grond": {"gemeente": "GM1730"}}
    op_nieuw = {"soort": "hernoem", "sector": "PO", "code": "PO9901", "naam": "Anders"}
    blad = nieuw(anna, ANDERE_ZET, begin, op_nieuw)
    antwoord = blad.stuur("weg", {"nummer": "2"})
    fouten = fouten_in(antwoord)
    assert list(fouten) == ["zet-3"] and fouten["zet-3"].startswith("Zet 3: PO9901 bestaat niet")
    assert len(blad.zetten) == 3
    blad.gelukt("weg", {"nummer": "3"})
    blad.gelukt("weg", {"nummer": "2"})
    assert [zet["soort"] for zet in blad.zetten] == ["hernoem"]


def test_a_move_is_changed_in_the_form(anna: Inlog) -> None:
    blad = nieuw(anna, ANDERE_ZET, {**ZET, "notitie": "Op verzoek"}, {**ANDERE_ZET, "naam": "Later"})
    pagina = blad.lees("?wijzig=2")
    assert ">Zet 2 wijzigen</h2>" in pagina and "Bewaar zet 2" in pagina and "Laat de zet zoals hij was" in pagina
    assert 'value="Tynaarlo (GM1730)"' in tag_van(pagina, "zet-gemeente")
    assert 'value="PO2203 – ' in tag_van(pagina, "zet-naar")
    velden = velden_in(pagina, "zet")
    assert velden["nummer"] == "2" and velden["notitie"] == "Op verzoek"
    gelukt = anna.kaal("POST", f"{blad.pad}/zet", data={**velden, "naar": "PO2001", "aanname": "ja"})
    assert (gelukt.status_code, gelukt.headers["location"]) == (303, f"{blad.pad}?gedaan=wijzig#zet-2")
    assert [zet["soort"] for zet in blad.zetten] == ["hernoem", "verplaats", "hernoem"]
    assert blad.zetten[1] == {**ZET, "naar": "PO2001", "notitie": "Op verzoek", "aanname": True}
    assert ">Nieuwe zet</h2>" in blad.lees()


def test_a_changed_move_that_cannot_be_made_comes_back_in_the_form(anna: Inlog) -> None:
    begin = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "N", "grond": {"gemeente": "GM1730"}}
    op_nieuw = {"soort": "hernoem", "sector": "PO", "code": "PO9901", "naam": "Anders"}
    blad = nieuw(anna, ANDERE_ZET, begin, op_nieuw)
    velden = velden_in(blad.lees("?wijzig=2"), "zet")
    ander = anna.kaal("POST", f"{blad.pad}/zet", data={**velden, "nieuw": "PO9902", "notitie": "Bewaar mij"})
    fouten = fouten_in(ander)
    assert list(fouten) == ["zet-3"] and fouten["zet-3"].startswith("Zet 3: PO9901 bestaat niet")
    assert ">Zet 2 wijzigen</h2>" in ander.text and "Bewaar mij" in ander.text
    onzin = anna.kaal("POST", f"{blad.pad}/zet", data={**velden, "gemeente": "GM9999"})
    assert list(fouten_in(onzin)) == ["zet-gemeente"] and ">Zet 2 wijzigen</h2>" in onzin.text
    assert 'value="GM9999"' in tag_van(onzin.text, "zet-gemeente")
    assert [zet["soort"] for zet in blad.zetten] == ["hernoem", "nieuw", "hernoem"]
    blad.gelukt("weg", {"nummer": "1"})
    verschoven = anna.formulier(f"{blad.pad}/zet", {**velden, "naam": "M", "kenmerk": blad.kenmerk})
    assert verschoven.headers["location"] == f"{blad.pad}?gedaan=wijzig#zet-1"
    weg = anna.formulier(f"{blad.pad}/zet", {**velden, "naam": "L", "kenmerk": blad.kenmerk})
    assert "Deze zet is er niet meer" in "".join(fouten_in(weg).values())
    assert [zet["naam"] for zet in blad.zetten] == ["M", "Anders"]


@pytest.mark.parametrize("vraag", ["wijzig=0", "wijzig=2", "wijzig=x", "wijzig=1&versie=1", "wijzig="])
def test_only_a_move_that_is_there_is_changed(anna: Inlog, vraag: str) -> None:
    blad = nieuw(anna, ANDERE_ZET)
    blad.gelukt("hernoem", {"naam": "Nog een"})
    blad.gelukt("zet", NIEUWE_ZET)
    blad.gelukt("weg", {"nummer": "1"})
    pagina = blad.lees(f"?{vraag}")
    assert " wijzigen</h2>" not in pagina and "Bewaar zet" not in pagina


def test_moves_are_put_in_another_order(anna: Inlog) -> None:
    begin = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "N", "grond": {"gemeente": "GM1730"}}
    op_nieuw = {"soort": "hernoem", "sector": "PO", "code": "PO9901", "naam": "Anders"}
    blad = nieuw(anna, ANDERE_ZET, begin, op_nieuw)
    assert "De zet is verschoven." in kaal(blad.gelukt("schuif", {"nummer": "1", "kant": "omlaag"}))
    assert [zet["soort"] for zet in blad.zetten] == ["nieuw", "hernoem", "hernoem"]
    blad.gelukt("schuif", {"nummer": "3", "kant": "omhoog"})
    assert [zet["naam"] for zet in blad.zetten] == ["N", "Anders", ANDERE_ZET["naam"]]
    fouten = fouten_in(blad.stuur("schuif", {"nummer": "2", "kant": "omhoog"}))
    assert list(fouten) == ["zet-2"] and fouten["zet-2"].startswith("Zet 2: PO9901 bestaat niet")
    for velden in ({"nummer": "1", "kant": "omhoog"}, {"nummer": "3", "kant": "omlaag"}, {"nummer": "2"}):
        assert "Verder kan deze zet niet" in "".join(fouten_in(blad.stuur("schuif", velden)).values())
    assert [zet["naam"] for zet in blad.zetten] == ["N", "Anders", ANDERE_ZET["naam"]]


def test_a_note_with_mistakes_comes_back_at_its_move(anna: Inlog) -> None:
    blad = nieuw(anna, ANDERE_ZET, ZET)
    antwoord = blad.stuur("wijzig", {"nummer": "2", "notitie": "y" * 2_001})
    assert set(fouten_in(antwoord)) == {"wijzig-2-notitie"}
    assert "y" * 2_001 in antwoord.text and '<details class="zetknoppen" open>' in antwoord.text


# -- the scenario as a whole ----------------------------------------------------------------------


def test_name_branch_and_versions(anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    assert "<h1>Andere naam</h1>" in blad.gelukt("hernoem", {"naam": "Andere naam"})
    assert set(fouten_in(blad.stuur("hernoem", {"naam": "a" * 10_000}))) == {"hernoem-naam"}
    blad.gelukt("zet", {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": "X"})
    oud = blad.lees("?versie=1")
    assert "U bekijkt versie 1" in oud and 'id="zet"' not in oud and f"{blad.pad}/zetten.csv?versie=1" in oud
    tak = blad.stuur("vertak", {"naam": "Tak", "versie": "1"})
    ander = Blad(anna, tak.headers["location"].partition("?")[0])
    assert ander.pad != blad.pad and ander.zetten == [{**ZET, "notitie": "", "aanname": False}]
    assert set(fouten_in(blad.stuur("vertak", {"naam": ""}))) == {"vertak-naam"}
    assert len(blad.zetten) == 2
    rijen = re.findall(r'<a href="[^"]+\?versie=(\d)">Versie', blad.lees())
    assert rijen == ["2", "1"]
    for onzin in ("0", "x", "99", "1" * 30):
        assert anna.kaal("GET", f"{blad.pad}?versie={onzin}").status_code == 404


def test_two_versions_and_two_scenarios_side_by_side(anna: Inlog) -> None:
    blad, ander = nieuw(anna, ZET, naam="Een"), nieuw(anna, ANDERE_ZET, naam="Ander")
    blad.gelukt("zet", {"soort": "hernoem", "sector": "VO", "van": "VO2001", "naam": "X"})
    versies = kaal(blad.lees("/vergelijk?metVersie=1"))
    assert "Eerst: Een, versie 1" in versies and "Daarnaast: Een, versie 2" in versies, "what was comes first"
    assert "Terug naar Een, versie 2" in versies
    vooruit = kaal(blad.lees("/vergelijk?versie=1&metVersie=2"))
    assert "Eerst: Een, versie 1" in vooruit and "Terug naar Een, versie 1" in vooruit
    naast = kaal(blad.lees(f"/vergelijk?met={ander.pad.rpartition('/')[2]}"))
    assert "Ander, versie 1" in naast and "Proefnaam" in naast and "Eerst" in naast
    assert "dezelfde" in kaal(blad.lees("/vergelijk"))
    zelfde_dag = {"naam": "Later", "peildatum": "2015-01-01", "zetten": []}
    later = anna.vraag("POST", f"/v1{PAD}", json=zelfde_dag).json()["id"]
    assert "Daartussen veranderde de indeling" in kaal(blad.lees(f"/vergelijk?met={later}"))
    vraag = {"naam": "Najaar", "peildatum": "2026-11-22", "zetten": []}
    najaar = anna.vraag("POST", f"/v1{PAD}", json=vraag).json()["id"]
    cijfers = kaal(blad.lees(f"/vergelijk?met={najaar}"))
    assert "Daartussen veranderde er niets" in cijfers and "staat in de tabellen als er iets aan verschilt" in cijfers
    for mis in ("met=x", "metVersie=x", "met=" + "0" * 32, "metVersie=99"):
        assert anna.kaal("GET", f"{blad.pad}/vergelijk?{mis}").status_code == 404


def test_own_thresholds(anna: Inlog) -> None:
    blad = nieuw(anna, ZET)
    assert "uw ondergrens is 1.000.000" in kaal(blad.lees("?minstePo=1.000.000&meesteVo=&weging="))
    for vraag, plek in (
        ("minstePo=veel", "minstePo"),
        ("minsteVo=9&meesteVo=1", "minsteVo"),
        ("meestePo=-1", "meestePo"),
    ):
        antwoord = anna.kaal("GET", f"{blad.pad}?{vraag}")
        assert set(fouten_in(antwoord)) == {f"drempels-{plek}"}
        assert vraag.partition("=")[2].partition("&")[0] in tag_van(antwoord.text, f"drempels-{plek}")
    assert set(fouten_in(anna.kaal("GET", f"{blad.pad}?weging=leerlingen"))) == {"drempels"}


def test_removing_asks_first(anna: Inlog) -> None:
    blad = nieuw(anna, naam="Weg ermee")
    vraag = anna.kaal("GET", f"{blad.pad}/verwijder")
    assert vraag.status_code == 200 and "Weg ermee verwijderen?" in vraag.text
    antwoord = blad.stuur("verwijder")
    assert antwoord.status_code == 303 and antwoord.headers["location"] == f"{PAD}?gedaan=verwijder"
    assert "Het scenario is verwijderd." in anna.kaal("GET", antwoord.headers["location"]).text
    assert anna.kaal("GET", blad.pad).status_code == 404
