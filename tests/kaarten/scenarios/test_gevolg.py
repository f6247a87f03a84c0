"""The effects as HTML: every figure is that of the API, what stands out says so in words, names are no markup."""

from __future__ import annotations

import copy
import re
from html import unescape
from pathlib import Path
from typing import Any, get_args

import pytest

from kaarten.pagina import vul_in
from kaarten.scenarios.gevolg import gevolgen, proef, proeffouten
from kaarten.scenarios.gevolgbeeld import NIVEAUS, Beeld, maak_beeld
from kaarten.teksten import datum_lang
from regio.bevinding import Niveau
from regio.fouten import Fout
from regio.naam import noem
from regio.scenario.bevindingen import Drempel
from regio.scenario.dienst import Vraag
from regio.scenario.uitkomst import effecten_van, proef_van, uitkomst_van
from regio.scenario.voorbeelden import lees_voorbeelden
from regio.scenario.zetten import zetten_json
from regio.stand.stand import Stand
from tests.kaarten.scenarios.tabellen import Rijen, lees_tabellen

Json = dict[str, Any]
DAG = "2026-01-01"
NAMEN = (
    *("bergen-l-terug", "haaren-2021", "krimpenerwaard-2015", "midden-delfland-2013", "tynaarlo-heel"),
    *("voorne-aan-zee-2023", "weesp-2022", "wijdemeren-2027"),
)
NAAR_2203 = {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1730"}, "naar": "PO2203"}


@pytest.fixture(scope="module")
def vragen(repo: Path) -> dict[str, Vraag]:
    """The worked examples as questions."""
    return {
        een.naam: Vraag(een.peildatum.isoformat(), zetten_json(een.zetten)) for een in lees_voorbeelden(repo / "data")
    }


@pytest.fixture(scope="module")
def bladen(stand: Stand, vragen: dict[str, Vraag]) -> dict[str, str]:
    """Their effects as HTML."""
    return {naam: gevolgen(stand, vraag) for naam, vraag in vragen.items()}


def _getallen(cellen: list[str]) -> list[float]:
    return [float(cel) for cel in cellen]


@pytest.mark.parametrize("naam", NAMEN)
def test_the_figures_of_swvs_are_those_of_the_api(
    naam: str, stand: Stand, vragen: dict[str, Vraag], bladen: dict[str, str]
) -> None:
    effecten = effecten_van(stand, vragen[naam])
    rijen = lees_tabellen(bladen[naam])["verbanden"]
    assert len({groep for groep, _ in rijen}) == len(effecten["samenwerkingsverbanden"]) > 0
    for een in effecten["samenwerkingsverbanden"]:
        eigen = _van_verband(rijen, een)
        for maat, veld in (("Kinderen", "kinderen"), ("Inwoners (2021)", "inwoners"), ("Postcodes", "postcodes")):
            was, wordt = een["voor"][veld], een["na"][veld]
            assert _getallen(eigen[maat]) == [was, wordt, pytest.approx(wordt - was, abs=0.001)]
        assert _getallen(eigen["Gemeenten aan tafel"])[:2] == [len(een[kant]["gemeenten"]) for kant in ("voor", "na")]
        assert _getallen(eigen["Losse stukken grond"])[:2] == [een[kant]["stukken"] for kant in ("voor", "na")]
        assert _getallen(eigen["Lengte van de grens"])[:2] == [een[kant]["grens"]["lengte"] for kant in ("voor", "na")]


def _van_verband(rijen: Rijen, een: Json) -> dict[str, list[str]]:
    begin = f"{noem(een['code'], een['naam'])}:"
    return {maat: cellen for (groep, maat), cellen in rijen.items() if groep.startswith(begin)}


_GRENSRIJEN = {
    "Grens tussen verbanden": "lengte",
    "Daarvan ook grens van jeugdregio’s": "samenvallend",
    "Daarvan niet te vergelijken": "onzeker",
}


@pytest.mark.parametrize("naam", NAMEN)
def test_congruence_totals_and_borders_are_those_of_the_api(
    naam: str, stand: Stand, vragen: dict[str, Vraag], bladen: dict[str, str]
) -> None:
    effecten, tabellen = effecten_van(stand, vragen[naam]), lees_tabellen(bladen[naam])
    for een in effecten["congruentie"]:
        titel = datum_lang(f"{een['titel'][:1].upper()}{een['titel'][1:]}")
        cellen = tabellen["congruentie"][f"{een['indeling']} naast", titel]
        assert _getallen(cellen[:3]) == pytest.approx([een["voor"]["v"], een["na"]["v"], een["verschilV"]], abs=2e-6)
        if een["met"] == "jeugdregio":
            for titel, veld in _GRENSRIJEN.items():
                lengte = _getallen(tabellen["grenzen"][een["indeling"], titel])
                assert lengte[:2] == [een[kant]["grens"][veld] for kant in ("voor", "na")]
    for sector, totaal in effecten["totalen"].items():
        cellen = tabellen["totalen"][sector, "Plaatsen aan OOGO-tafels"]
        assert _getallen(cellen)[:2] == [totaal[kant]["plaatsenAanTafel"] for kant in ("voor", "na")]
        cellen = tabellen["totalen"][sector, "Gemeenten in meer dan één verband"]
        assert _getallen(cellen)[:2] == [totaal[kant]["gesplitsteGemeenten"] for kant in ("voor", "na")]


@pytest.mark.parametrize("naam", NAMEN)
def test_every_gemeente_and_every_postcode_that_changes_is_there(
    naam: str, stand: Stand, vragen: dict[str, Vraag], bladen: dict[str, str]
) -> None:
    effecten, tabellen = effecten_van(stand, vragen[naam]), lees_tabellen(bladen[naam])
    verwacht = {(een["sector"], noem(een["code"], een["naam"])) for een in effecten["gemeenten"]}
    assert set(tabellen.get("gemeenten", {})) == verwacht
    for een in effecten["gemeenten"]:
        tafels = [len(een[kant]["samenwerkingsverbanden"]) if een[kant] else 0 for kant in ("voor", "na")]
        cellen = tabellen["gemeenten"][een["sector"], noem(een["code"], een["naam"])]
        assert [int(deel) for deel in cellen[2].split()] == tafels
        assert (een["splitsing"] == "nieuw-gesplitst") == (cellen[3] == "wordt gesplitst")
    aantallen = sorted(int(cellen[-1]) for cellen in tabellen["postcodes"].values())
    assert aantallen == sorted(len(wissel["postcodes"]) for wissel in effecten["verschil"]["wissels"])


@pytest.mark.parametrize("naam", NAMEN)
def test_every_finding_is_told_with_its_level_in_words(
    naam: str, stand: Stand, vragen: dict[str, Vraag], bladen: dict[str, str]
) -> None:
    tekst = _tekst(bladen[naam])
    for een in uitkomst_van(stand, vragen[naam]).bevindingen:
        assert _plat(f"{NIVEAUS[een.niveau][0]}: {een.wat} {een.gedaan}") in tekst
    assert bladen[naam].count("data-code=") == len(uitkomst_van(stand, vragen[naam]).bevindingen)


def _tekst(html: str) -> str:
    return _plat(unescape(re.sub(r"<[^>]+>", " ", html)))


def _plat(tekst: str) -> str:
    return " ".join(tekst.split())


def test_the_first_sentence_is_the_outcome(bladen: dict[str, str]) -> None:
    kern = re.search(r'<p class="kern">(.*?)</p>', bladen["tynaarlo-heel"])
    assert kern is not None
    assert kern[1] == "2 verbanden (2 VO) veranderen en 5 postcodes komen in een ander verband."
    assert "Voor VO: 1 gemeente niet langer gesplitst." in _tekst(bladen["tynaarlo-heel"])
    assert "geen postcode wisselt van verband" in _tekst(bladen["wijdemeren-2027"])


@pytest.mark.parametrize(
    ("was", "wordt", "zin"),
    [
        (0.87812, 0.87802, "blijft vrijwel gelijk: 0,878 (−0,0001)."),
        (0.87812, 0.87834, "blijft vrijwel gelijk: 0,878 (+0,0002)."),
        (0.87812, 0.87811, "blijft vrijwel gelijk: 0,878 (minder dan 0,0001 lager)."),
        (0.87812, 0.87112, "gaat van 0,878 naar 0,871: lager."),
    ],
)
def test_a_small_loss_of_congruence_is_not_called_none(stand: Stand, was: float, wordt: float, zin: str) -> None:
    effecten = copy.deepcopy(effecten_van(stand, Vraag(DAG, [NAAR_2203])))
    rij = next(een for een in effecten["congruentie"] if (een["indeling"], een["met"]) == ("PO", "jeugdregio"))
    rij["voor"]["v"], rij["na"]["v"], rij["verschilV"] = was, wordt, round(wordt - was, 6)
    zinnen = maak_beeld(effecten, (), {}).samenvatting
    assert f"De congruentie van PO met de jeugdregio’s (V-maat) {zin}" in zinnen


def test_what_the_tables_leave_out_is_told_as_it_is(bladen: dict[str, str]) -> None:
    blad = _tekst(bladen["tynaarlo-heel"])
    assert "Een verband, gemeente of postcode staat in de tabellen als er iets aan verandert." in blad
    assert "Wat daaraan of in totaal hetzelfde is, heet daar ‘gelijk’." in blad and "Alleen wat" not in blad


def test_without_any_difference_there_are_no_tables(stand: Stand) -> None:
    html = gevolgen(stand, Vraag(DAG, ()))
    assert "Er verandert niets aan de indeling." in html
    assert not lees_tabellen(html)


def test_thresholds_become_findings(stand: Stand) -> None:
    drempels = {"PO": Drempel(minste=1e6)}
    assert 'data-code="te-weinig-kinderen"' in gevolgen(stand, Vraag(DAG, [NAAR_2203]), "kinderen", drempels)
    assert 'data-code="te-weinig-kinderen"' not in gevolgen(stand, Vraag(DAG, [NAAR_2203]))


def test_a_name_that_is_not_confirmed_is_not_shown(stand: Stand, bladen: dict[str, str]) -> None:
    verzwegen = [rij["naam"] for rij in stand.tabellen["swvs"] if rij["naam"] and rij["naam_status"] != "bron"]
    for html in bladen.values():
        assert not [naam for naam in verzwegen if naam in unescape(html)]


def test_a_name_is_no_markup(stand: Stand) -> None:
    zet = {"soort": "hernoem", "sector": "PO", "code": "PO2203", "naam": 'A & "B" {{ 1 }} `${x}`'}
    html = gevolgen(stand, Vraag(DAG, [zet]))
    assert "A &amp; &#34;B&#34; {{ 1 }} `${x}`" in html


def test_a_new_swv_has_a_dash_where_nothing_was(stand: Stand) -> None:
    zet = {"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "", "grond": {"gemeente": "GM1730"}}
    rijen = lees_tabellen(gevolgen(stand, Vraag(DAG, [zet])))["verbanden"]
    (cellen,) = [cellen for (groep, maat), cellen in rijen.items() if groep.startswith("PO9901") and maat == "Kinderen"]
    assert cellen[0] == "–"
    assert float(cellen[1]) == float(cellen[2]) > 0


# -- a move that is tried out ---------------------------------------------------------------------


def test_a_move_stands_beside_the_scenario_and_beside_its_base(stand: Stand) -> None:
    terug = {"soort": "verplaats", "sector": "PO", "grond": {"postcodes": ["9471"]}, "naar": "PO2201"}
    uit = proef_van(stand, Vraag(DAG, [NAAR_2203]), [terug])
    rijen = lees_tabellen(proef(uit))["verbanden"]
    basis, nu = (
        effecten_van(stand, Vraag(DAG, ()), alles=True),
        effecten_van(stand, Vraag(DAG, [NAAR_2203]), alles=True),
    )
    straks = effecten_van(stand, Vraag(DAG, [NAAR_2203, terug]), alles=True)
    for code in ("PO2201", "PO2203"):
        drie = [_van(een, code)["na"]["kinderen"] for een in (basis, nu, straks)]
        assert len(set(drie)) == 3
        (cellen,) = [cel for (groep, maat), cel in rijen.items() if f"{code}" in groep and maat == "Kinderen"]
        verschillen = [drie[2] - drie[1], drie[2] - drie[0]]
        assert _getallen(cellen) == pytest.approx([*drie, *verschillen], abs=0.001)


def _van(effecten: Json, code: str) -> Json:
    (rij,) = [een for een in effecten["samenwerkingsverbanden"] if een["code"] == code]
    gevonden: Json = rij
    return gevonden


def test_a_first_move_is_not_told_twice(stand: Stand) -> None:
    html = proef(proef_van(stand, Vraag(DAG, ()), [NAAR_2203]))
    assert "Met deze zet" in html
    assert "Zonder scenario" not in html


def test_only_what_the_move_brings_is_new(stand: Stand) -> None:
    hernoem = {"soort": "hernoem", "sector": "PO", "code": "PO2203", "naam": "Nieuw"}
    uit = proef_van(stand, Vraag(DAG, [NAAR_2203]), [hernoem])
    assert uit.nu.bevindingen
    assert [een for een in uit.nieuw if "Nieuw (PO2203)" not in een.wat] == []
    terug = {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1730"}, "naar": "PO2201"}
    weg = proef_van(stand, Vraag(DAG, [NAAR_2203]), [terug])
    assert {een.code for een in weg.weg} >= {"niet-aaneengesloten"}
    assert "Wat dan niet meer opvalt" in proef(weg)


def test_what_is_wrong_names_the_field(stand: Stand) -> None:
    html = proeffouten([Fout("naar", "swv-onbekend", "PO0000 bestaat niet op 2026-01-01, <b>echt</b>.", "body")])
    assert 'data-veld="naar"' in html
    assert "1 januari 2026, &lt;b&gt;echt&lt;/b&gt;." in html


def test_lengths_under_each_other_have_one_decimal_each(bladen: dict[str, str]) -> None:
    for blad in bladen.values():
        lengtes = re.findall(r">[+−]?([\d.,]+) km</td>", blad)
        assert all(re.fullmatch(r"(\d{1,3})(\.\d{3})*,\d", een) for een in lengtes), lengtes
    assert re.search(r">\d\.\d{3},\d km</td>", bladen["tynaarlo-heel"])


def test_open_ground_beside_a_border_is_told_in_one_line(stand: Stand, bladen: dict[str, str]) -> None:
    uitkomst = uitkomst_van(stand, Vraag(DAG, [NAAR_2203]))
    onzeker = [
        een[kant]["grens"]["onzeker"]
        for een in uitkomst.effecten["congruentie"]
        for kant in ("voor", "na")
        if een["met"] == "jeugdregio"
    ]
    assert max(onzeker) > 0
    blad = gevolgen(stand, Vraag(DAG, [NAAR_2203]))
    assert "Van een deel van de grond is niet zeker in welk gebied die ligt." in blad
    assert "telt mee in de lengte, maar is niet te vergelijken" in blad
    zeker = copy.deepcopy(uitkomst.effecten)
    for een in zeker["congruentie"]:
        een["voor"]["grens"]["onzeker"] = een["na"]["grens"]["onzeker"] = 0
    assert maak_beeld(zeker, (), {}).open_grond == ""


def test_the_tables_of_a_gemeente_are_named_in_full(bladen: dict[str, str]) -> None:
    for kop in ("Tafels was", "Tafels wordt"):
        assert f'<th scope="col">{kop}</th>' in bladen["tynaarlo-heel"]
    assert "Komt bij" not in bladen["tynaarlo-heel"]


def test_no_findings_is_said_as_it_is() -> None:
    assert "Geen bevindingen bij deze zetten." in vul_in("scenario_gevolgen.html", beeld=Beeld(("x",), (), (), ()))


def test_every_level_has_a_word_and_a_sign_of_its_own() -> None:
    assert set(NIVEAUS) == set(get_args(Niveau))
    assert len({woord for woord, _ in NIVEAUS.values()}) == len({teken for _, teken in NIVEAUS.values()}) == 3
