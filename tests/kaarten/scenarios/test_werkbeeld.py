"""What the pages about scenarios show: moves in words, what can be chosen, and forms as they were left."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest

from kaarten.scenarios.bewaard import Bewaard, blad
from kaarten.scenarios.formulier import Invoer, met_fouten
from kaarten.scenarios.keuzes import keuzes
from kaarten.scenarios.soorten import SOORTEN, nodig_voor
from kaarten.scenarios.werkbeeld import afdruk_van, moment, werkbeeld, zetregels
from regio.fouten import Fout
from regio.opslag.scenarios import Scenario, Versie
from regio.scenario import verloop
from regio.scenario.beeld import basis_van
from regio.scenario.dienst import Vraag, beeld_van
from regio.scenario.lezen import VELDEN, lees_zetten
from regio.scenario.toepassen import doorloop
from regio.scenario.voorbeelden import lees_voorbeelden
from regio.scenario.woorden import SOORTNAAM, in_woorden
from regio.scenario.zetten import zetten_json
from regio.stand.stand import Stand
from regio.tijdlijn.peildatum import lees_datum

DAG = "2026-01-01"
NIEUW = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "Proef", "grond": {"gemeente": "GM1730"}}
WOORDEN: list[tuple[dict[str, Any], str]] = [
    (
        {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1730"}, "naar": "PO2203"},
        "PO: gemeente GM1730 gaat naar PO2203.",
    ),
    (
        {"soort": "verplaats", "sector": "VO", "grond": {"postcodes": ["9471"]}, "naar": "VO2201"},
        "VO: postcode 9471 gaat naar VO2201.",
    ),
    (
        {"soort": "verplaats", "sector": "VO", "grond": {"bouwstenen": ["9471-1", "9471-2"]}, "naar": "VO2201"},
        "VO: bouwstenen 9471-1, 9471-2 gaan naar VO2201.",
    ),
    (
        {"soort": "voegsamen", "sector": "PO", "van": ["PO2001", "PO2101"], "naar": "PO2203"},
        "PO: PO2001 en PO2101 gaan op in PO2203.",
    ),
    (
        {**NIEUW, "soort": "splits", "van": "PO2201"},
        "PO: gemeente GM1730 wordt een nieuw verband PO9901 (Proef), afgesplitst van PO2201.",
    ),
    (NIEUW, "PO: gemeente GM1730 wordt een nieuw verband PO9901 (Proef)."),
    ({"soort": "hernoem", "sector": "VO", "code": "VO2001", "naam": ""}, "VO: VO2001 heeft voortaan geen naam."),
    (
        {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "naam": "Hilversum"}
        | {"delen": [{"gemeente": "GM0402"}, {"gemeente": "GM1696", "postcodes": ["1241", "1243"]}]},
        "Herindeling op 2027-01-01: gemeente GM0402 en postcodes 1241, 1243 van gemeente GM1696 "
        "worden samen gemeente Hilversum (GM0402).",
    ),
]


@pytest.mark.parametrize(("zet", "zin"), WOORDEN)
def test_a_move_in_words(zet: dict[str, Any], zin: str) -> None:
    (gelezen,) = lees_zetten([zet])
    assert in_woorden(gelezen) == zin


def test_every_kind_of_move_has_a_name_and_its_fields_in_the_form() -> None:
    assert set(SOORTNAAM) == set(VELDEN) == {soort.code for soort in SOORTEN}
    assert nodig_voor("naam") == "splits nieuw hernoem herindeel"
    assert nodig_voor("gemeente") == "verplaats splits nieuw"
    assert nodig_voor("van") == "voegsamen splits hernoem herindeel"


def test_names_in_a_move_are_those_of_that_moment(stand: Stand) -> None:
    op_nieuw = {"soort": "hernoem", "sector": "PO", "code": "PO9901", "naam": "Later"}
    weg = {"soort": "voegsamen", "sector": "PO", "van": ["PO9901"], "naar": "PO2203"}
    regels = zetregels(stand, DAG, zetten_json(lees_zetten([NIEUW, op_nieuw, weg])))
    assert regels[1].zin == "PO: Proef (PO9901) heet voortaan Later."
    assert regels[2].zin.startswith("PO: Later (PO9901) gaat op in")
    assert not any(regel.bezwaren for regel in regels)
    assert "Tynaarlo (GM1730)" in regels[0].zin


def test_a_move_that_cannot_be_made_says_why(stand: Stand) -> None:
    (regel,) = zetregels(stand, DAG, [{**WOORDEN[0][0], "naar": "PO9999"}])
    assert regel.bezwaren == ["PO9999 bestaat niet op 1 januari 2026."]


def test_choices_have_every_name_that_may_be_shown_and_no_other(stand: Stand) -> None:
    beeld = basis_van(stand, lees_datum(DAG)).beeld
    lijst = keuzes(stand, beeld)
    onbevestigd = {rij["naam"] for rij in stand.tabellen["swvs"] if rij["naam_status"] != "bron" and rij["naam"]}
    assert len(lijst.verbanden) == len(beeld.verbanden("PO")) + len(beeld.verbanden("VO"))
    assert not any(naam in tekst for naam in onbevestigd for tekst in lijst.verbanden)
    for tekst in lijst.verbanden:
        code, _, naam = tekst.partition(" – ")
        assert naam and (beeld.namen[code] in (naam, None))
    assert "Tynaarlo (GM1730)" in lijst.gemeenten and "Haaren (GM0788)" not in lijst.gemeenten
    na = beeld_van(stand, Vraag(DAG, [NIEUW]))
    assert "PO9901 – Proef" in keuzes(stand, na).verbanden


def test_the_sheet_of_every_example(stand: Stand, repo: Path) -> None:
    for een in lees_voorbeelden(repo / "data"):
        scenario = _scenario(stand, een.peildatum.isoformat(), zetten_json(een.zetten))
        beeld = werkbeeld(stand, scenario, [_versie(1, None), _versie(2, 1)])
        assert beeld.actueel and beeld.huidig and beeld.onmogelijk == 0
        assert beeld.aannames == sum(zet.aanname for zet in een.zetten)
        assert [(rij.nummer, rij.uit, rij.huidig) for rij in beeld.versies] == [
            (2, "uit versie 1", True),
            (1, "", False),
        ]
        assert beeld.aantal_versies == werkbeeld(stand, scenario, [_versie(2, 1)]).aantal_versies == 2
        assert len({regel.afdruk for regel in beeld.zetten}) == len(beeld.zetten)
        oud = werkbeeld(stand, replace(scenario, editie="0" * 64), [])
        assert not oud.actueel and oud.editie == "0" * 12


def test_the_moves_are_played_once(stand: Stand, monkeypatch: pytest.MonkeyPatch) -> None:
    speel = Mock(wraps=doorloop)
    monkeypatch.setattr(verloop, "doorloop", speel)
    werkbeeld(stand, _scenario(stand, DAG, zetten_json(lees_zetten([NIEUW]))), [_versie(1, None)])
    assert speel.call_count == 1


def _scenario(stand: Stand, peildatum: str, zetten: list[dict[str, Any]]) -> Scenario:
    return Scenario(
        *("a" * 32, "Proef", "anna", peildatum, stand.editie, 2, 1, 2, (), 3, False),
        *("2026-11-22T10:00:00.000000+00:00",) * 2,
        tuple(zetten),
    )


def _versie(nummer: int, ouder: int | None) -> Versie:
    return Versie(nummer, ouder, "editie", "anna", "2026-06-22T10:00:00.000000+00:00", 1)


def test_a_print_is_that_of_the_move_and_not_of_its_order() -> None:
    een, ander = WOORDEN[0][0], dict(reversed(WOORDEN[0][0].items()))
    assert afdruk_van(een) == afdruk_van(ander) != afdruk_van({**een, "notitie": "x"})


def test_a_moment_is_in_dutch_time() -> None:
    assert moment("2026-11-22T23:30:00.123456+00:00") == "23 november 2026, 00:30"
    assert moment("2026-07-01T10:00:00+00:00") == "1 juli 2026, 12:00"


def test_a_form_keeps_what_was_typed_and_shows_it_nowhere_else() -> None:
    fouten = [Fout("naam", "x", "vul in op 2026-01-01."), Fout("zet-3", "x", "Zet 3: mis."), Fout("raar", "x", "iets.")]
    invoer = met_fouten("hernoem", {"naam": "<b>"}, fouten, ("naam",))
    assert invoer.waarde("hernoem", "naam", "anders") == "<b>" and invoer.waarde("vertak", "naam", "anders") == "anders"
    assert invoer.fout("hernoem", "naam") == "Vul in op 1 januari 2026." and invoer.fout("vertak", "naam") == ""
    assert [plek for plek, _ in invoer.overzicht] == ["hernoem-naam", "zet-3", "hernoem"]
    assert [plek for plek, _ in met_fouten("wijzig-2", {}, fouten[2:], ()).overzicht] == ["zetten"]
    assert not Invoer().overzicht and Invoer().waarde("", "naam") == ""


def test_a_page_that_keeps_a_change_has_every_field_and_no_proof_of_before() -> None:
    velden = {"csrf": "bewijs-van-eerder", "kenmerk": '"x-1"', "naam": '"<b>\n', "notitie": "", "afdruk": "abc"}
    tekst = blad(Bewaard("/scenarios/x/hernoem", velden), "Titel", ["Uitleg."], "Doe", verborgen={"csrf": "nieuw"})
    assert f'name="naam" value="{html.escape(velden["naam"]).replace("&quot;", "&#34;")}"' in tekst
    assert 'name="afdruk" value="abc"' in tekst and 'name="csrf" value="nieuw"' in tekst
    assert "bewijs-van-eerder" not in tekst and "x-1" not in tekst and "multipart" not in tekst
    assert "multipart" in blad(Bewaard("/scenarios", velden), "Titel", [], "Doe")
    assert "nieuw tabblad" in blad(Bewaard("/scenarios", velden), "Titel", [], "Doe", nieuw_tabblad=True)


def test_a_standpoint_that_was_not_kept_is_read_back_in_the_words_of_the_form() -> None:
    velden = {"soort": "steun", "naam": "Tynaarlo", "standpunt": "steunt-niet", "tekst": "Besluit van 3 mei"}
    getypt = [("Naam", "Tynaarlo"), ("Standpunt", "Steunt dit niet"), ("Tekst", "Besluit van 3 mei")]
    assert Bewaard("/grenswijzigingsverzoeken/x/stap", velden).getypt == getypt
