"""The report of a scenario: one file that tells everything, with maps of before and after."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import shapely

from kaarten.analyse.blad import Paneel, Vlak, Vulling
from kaarten.scenarios import rapportkaart
from kaarten.scenarios.rapport import MEESTE_RIJEN, gewijzigde_rijen, rapport, rapport_html
from kaarten.scenarios.svg import paneel_svg
from regio.cli.scenario_bestanden import RAPPORT
from regio.fouten import GeenKaarten, Opslagfout
from regio.scenario.beeld import basis_van
from regio.scenario.dienst import Vraag
from regio.scenario.export import Export
from regio.scenario.factoren.dienst import TITELS, WAAROM
from regio.scenario.lezen import lees_zetten
from regio.scenario.toepassen import speel
from regio.scenario.uitkomst import uitkomst_van
from regio.scenario.uitvoer import bijlagerijen
from regio.stand.stand import Stand

DAG = "2026-01-01"
NOTITIE = 'Omdat <b>wij</b> & de gemeente dit willen.\nZie "de brief" van 3 mei.'
ZETTEN: list[dict[str, Any]] = [
    {
        "soort": "verplaats",
        "sector": "VO",
        "grond": {"gemeente": "GM1730"},
        "naar": "VO2201",
        "notitie": NOTITIE,
        "aanname": True,
    },
    {"soort": "herindeel", "datum": "2027-01-01", "naar": "GM0402", "delen": [{"gemeente": "GM1696"}]},
    {"soort": "nieuw", "sector": "VO", "nieuw": "VO2299", "naam": "Nieuw", "grond": {"postcodes": ["9401"]}},
]
Maak = Callable[..., Export]
_KAART = re.compile(r"<figure>.*?(<svg.*?</svg>)</figure>", re.DOTALL)
MM_PER_KAART, PUNT_PER_MM = 88.0, 72 / 25.4


@pytest.fixture(scope="module")
def maak(stand: Stand) -> Maak:
    """Makes an export of moves on the real facts."""

    def maak_een(zetten: list[dict[str, Any]] = ZETTEN, titel: str = "Tynaarlo & <meer>", adres: str = "") -> Export:
        gelezen = lees_zetten(zetten)
        beeld = speel(basis_van(stand, date.fromisoformat(DAG)).beeld, gelezen)
        return Export(stand, titel, DAG, gelezen, beeld, "2026-11-22", 3, adres)

    return maak_een


@pytest.fixture(scope="module")
def html(maak: Maak) -> str:
    """The report of a move in VO and a herindeling."""
    return rapport(maak(adres="https://voorbeeld.nl/scenarios/x?versie=3")).html


def _kaal(tekst: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", tekst)))


def _deel(html: str, naam: str) -> str:
    """A section by the id of its head."""
    (gevonden,) = re.findall(rf'<section[^>]* aria-labelledby="{naam}">(.*?)</section>', html, re.DOTALL)
    return str(gevonden)


def test_it_is_one_file_under_a_policy_that_allows_only_its_style(maak: Maak, html: str) -> None:
    klaar = rapport(maak())
    assert klaar.naam == "scenario-tynaarlo-meer-rapport-2026-01-01.html"
    assert klaar.csp.startswith("default-src 'none'; style-src 'sha256-") and "script" not in klaar.csp
    for verboden in ("<script", '<link rel="stylesheet', " style=", "<iframe", "javascript:", " onload"):
        assert verboden not in html
    assert not re.search(r'(?:src|href)="(?!data:|#)', html)
    assert html.count("<h1>") == 1 and '<html lang="nl">' in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    verwijst = set(re.findall(r'aria-labelledby="([^"]+)"', html)) | set(re.findall(r"url\(#([^)]+)\)", html))
    assert verwijst <= set(ids)


def test_it_tells_what_is_asked_and_why(html: str) -> None:
    assert "<h1>Scenario: Tynaarlo &amp; &lt;meer&gt;</h1>" in html
    assert "<b>wij" not in html
    deel = _deel(html, "gevraagd")
    een, ander, _ = re.findall(r"<li>(.*?)</li>", deel, re.DOTALL)
    assert "gemeente Tynaarlo (GM1730) gaat naar" in _kaal(een) and "VO2201" in een
    assert unescape(re.findall(r'<p class="notitie">(.*?)</p>', een, re.DOTALL)[0]) == NOTITIE
    assert '<strong class="aanname">aanname</strong>' in een
    assert "1 januari 2027" in ander and "aanname" not in ander and "Geen notitie." in ander
    assert "Eén van de 3 zetten is een aanname." in _kaal(_deel(html, "let-op"))


def test_it_tells_what_it_rests_on(html: str, maak: Maak) -> None:
    kop = _kaal(html[: html.index("</section>")])
    assert "Peildatum 1 januari 2026. Versie 3 van dit scenario. Gemaakt op 22 november 2026." in kop
    assert "Schets: geen officiële grenzen" in kop
    basis = _kaal(_deel(html, "basis"))
    assert "volgens de regeling van 23 april 2015 (BWBR0032324)" in basis and "latere wijzigingen" in basis
    assert maak().stand.editie in basis
    bronnen = _kaal(_deel(html, "bronnen"))
    for wat in ("Ministerie van OCW, 2015", "CC BY 4.0", "© Kadaster / Centraal Bureau voor de Statistiek, 2021"):
        assert wat in bronnen
    assert "Opnieuw te maken op: https://voorbeeld.nl/scenarios/x?versie=3" in bronnen
    assert "Opnieuw te maken" not in rapport(maak()).html
    zeker = _kaal(_deel(html, "zeker"))
    assert "geen leerlingen" in zeker and "een schets uit één punt per postcode" in zeker
    niet = _kaal(_deel(html, "niet"))
    assert all(TITELS[naam] in niet and WAAROM[naam] in niet for naam in TITELS)


def test_effects_and_findings_are_those_of_the_core(html: str, stand: Stand) -> None:
    uitkomst = uitkomst_van(stand, Vraag(DAG, ZETTEN))
    opvallend = _deel(html, "bevindingen")
    assert opvallend.count("<li ") == len(uitkomst.bevindingen) > 1
    assert [een.code for een in uitkomst.bevindingen] == re.findall(r'data-code="([^"]+)"', opvallend)
    cijfers = _deel(html, "cijfers")
    waarden = re.findall(r'data-waarde="([^"]+)"', cijfers)
    for rij in uitkomst.effecten["samenwerkingsverbanden"]:
        for figuren in (rij["voor"], rij["na"]):
            assert figuren is None or str(figuren["kinderen"]) in waarden
    oogo = _kaal(_deel(html, "oogo"))
    assert "VO2001" in oogo and "Tynaarlo" in oogo
    for rij in uitkomst.effecten["samenwerkingsverbanden"]:
        if rij["voor"] is None or rij["voor"]["gemeenten"] != rij["na"]["gemeenten"]:
            assert rij["code"] in oogo


def test_every_row_of_the_annex_that_changes_is_there(html: str, maak: Maak) -> None:
    export = maak()
    verwacht = [rij[1] for rij in bijlagerijen(export.beeld) if rij[5] == "ja"]
    romp = re.findall(r"<tbody>(.*?)</tbody>", _deel(html, "bijlage"), re.DOTALL)[0]
    assert re.findall(r'<th scope="row">(\d{4})</th>', romp) == verwacht
    assert {"1231", "9471"} < set(verwacht)
    rij = next(rij for rij in gewijzigde_rijen(export) if rij.postcode == "9471")
    assert (rij.nu, rij.was) == (("Tynaarlo", "PO2201", "VO2201"), ("", "", "VO2001"))
    rij = next(rij for rij in gewijzigde_rijen(export) if rij.postcode == "1231")
    assert (rij.nu[0], rij.was[0]) == ("Hilversum", "Wijdemeren")


def test_a_row_has_its_printed_number_and_says_when_the_law_does_not_list_it(maak: Maak) -> None:
    grond = {"postcodes": ["9459", "9622"]}
    zetten = [{"soort": "verplaats", "sector": "PO", "grond": grond, "naar": "PO2203"}]
    rijen = {rij.postcode: (rij.nummer, rij.nieuw) for rij in gewijzigde_rijen(maak(zetten))}
    assert rijen == {"9459": ("3740", False), "9622": ("", True)}
    deel = _kaal(_deel(rapport(maak(zetten)).html, "bijlage"))
    assert "3740 9459" in deel and "– 9622 niet in de regeling" in deel
    assert "is nieuwer dan deze versie" in deel


def test_maps_show_each_layer_that_changes_before_and_after(html: str) -> None:
    assert re.findall(r'<h2 id="kaart-([^"]+)"', html) == ["VO", "gemeente"]
    for laag, wissels, ervoor, erna in (("VO", 2, "VO2001", "VO2201"), ("gemeente", 1, "Wijdemeren", "Hilversum")):
        deel = _deel(html, f"kaart-{laag}")
        assert re.findall(r"<figcaption>(.*?)</figcaption>", deel) == ["Nu", "Met dit scenario"]
        kaarten = [ET.fromstring(een) for een in _KAART.findall(deel)]
        gearceerd, etiketten = list[list[str]](), list[set[str | None]]()
        for kaart in kaarten:
            assert kaart.get("role") == "img" and "Postcodes" in str(kaart.get("aria-label"))
            gearceerd.append([een.get("fill", "") for een in kaart.iter("path") if "arcering" in een.get("fill", "")])
            etiketten.append({een.text for een in kaart.iter("text")})
        nu, straks = gearceerd
        assert len(nu) == len(straks) == wissels
        # The same ground, in the colour of another region.
        assert all(een != ander for een, ander in zip(nu, straks, strict=True))
        assert ervoor in etiketten[0] and erna in etiketten[1]
        assert (ervoor in etiketten[1]) == (laag == "VO")  # Wijdemeren is no more


def test_words_on_the_map_are_readable_on_paper(html: str) -> None:
    kaarten = [ET.fromstring(een) for een in _KAART.findall(html)]
    assert len(kaarten) == 4
    for kaart in kaarten:
        breed = float(str(kaart.get("viewBox")).split()[2])
        assert breed <= rapportkaart.BREED
        for tekst in kaart.iter("text"):
            assert float(str(tekst.get("font-size"))) / breed * MM_PER_KAART * PUNT_PER_MM >= 9


def test_what_changes_gets_its_label_before_the_surroundings() -> None:
    # The surroundings are the roomier, and the labels would touch.
    soorten: dict[str, tuple[Vulling, tuple[int, int]]] = {
        "OMGEVING": ("omgeving", (200, 400)), "ANDERS": ("arcering", (110, 190)), "RUIM": ("kleur", (0, 105)),
    }  # fmt: skip
    vlakken = tuple(
        Vlak(naam, shapely.box(0, zuid, 400, noord), 0, (), etiket=naam, vulling=vulling)
        for naam, (vulling, (zuid, noord)) in soorten.items()
    )
    assert _etiketten(vlakken) == ["ANDERS", "RUIM", "OMGEVING"]
    dichtbij = (
        replace(vlakken[0], vorm=shapely.box(0, 0, 400, 400)),
        replace(vlakken[1], vorm=shapely.box(160, 170, 240, 230)),
    )
    assert _etiketten(dichtbij) == ["ANDERS"]


def _etiketten(vlakken: tuple[Vlak, ...]) -> list[str]:
    paneel = Paneel("", (), vlakken, (), omlijnd=False)
    return re.findall(r">([A-Z]+)</text>", paneel_svg(paneel, (0, 0, 400, 400), (0, 0, 400, 400)))


def test_without_moves_or_without_ground_that_changes_there_is_no_map(maak: Maak) -> None:
    leeg = rapport(maak([])).html
    assert "<figure" not in leeg and "Dit scenario heeft geen zetten." in leeg
    assert "Geen enkele rij van de bijlage wijzigt." in leeg
    naam = rapport(maak([{"soort": "hernoem", "sector": "PO", "code": "PO2203", "naam": "Drenthe"}])).html
    assert "<figure" not in naam and "Drenthe" in _deel(naam, "cijfers")


def test_a_scenario_that_changes_very_much_has_a_bounded_report(maak: Maak) -> None:
    codes = [code for code in maak().beeld.verbanden("PO") if code != "PO2001"]
    export = maak([{"soort": "voegsamen", "sector": "PO", "van": codes, "naar": "PO2001"}])
    html = rapport(export).html
    deel = _deel(html, "bijlage")
    assert deel.count("<tr>") == MEESTE_RIJEN + 1
    aantal = len(gewijzigde_rijen(export))
    assert aantal > 3_500 and f"{aantal:,}".replace(",", ".") in deel
    assert f"Hieronder staan de eerste {MEESTE_RIJEN}." in deel
    assert len(html) < 2_000_000


def test_an_edition_without_borders_has_a_report_without_maps(maak: Maak, monkeypatch: pytest.MonkeyPatch) -> None:
    def geen(_: Stand) -> None:
        raise GeenKaarten("Deze editie heeft geen kaarten.")

    monkeypatch.setattr("kaarten.scenarios.rapport.bron_van", geen)
    html = rapport(maak()).html
    assert "<figure" not in html and "9471" in _deel(html, "bijlage")


def test_a_report_does_not_lose_its_maps_to_a_fault(maak: Maak, monkeypatch: pytest.MonkeyPatch) -> None:
    def stuk(_: Stand) -> None:
        raise Opslagfout("De schijf is stuk.")

    monkeypatch.setattr("kaarten.scenarios.rapport.bron_van", stuk)
    export = maak()
    with pytest.raises(Opslagfout, match="stuk"):
        rapport(export)


def test_the_command_finds_it() -> None:
    assert importlib.import_module(RAPPORT).rapport_html is rapport_html
