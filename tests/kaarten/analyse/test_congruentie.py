"""The sheet of two divisions beside each other: it tells and draws what the measures say."""

from __future__ import annotations

import re

import numpy as np
import pytest
import shapely

from kaarten.analyse.blad import Blad
from kaarten.analyse.bron import Editiebron
from kaarten.analyse.congruentie import OORDELEN
from kaarten.analyse.html import als_html
from kaarten.analyse.kleuren import STIJLEN
from kaarten.analyse.png import als_png
from kaarten.analyse.vraag import maak_blad, vraag_congruentie
from kaarten.kaartkeuze import NAAST, WEGINGEN
from regio.congruentie import dienst, gewichten
from regio.congruentie.indelingen import NAMEN, kies, vanaf
from regio.fouten import Vraagfout
from regio.stand.stand import Stand

DAG = "2015-04-23"
Json = dict[str, object]


@pytest.fixture(scope="module")
def blad(stand: Stand, kaartbron: Editiebron) -> Blad:
    """PO beside the jeugdregio's of 2015, on the day of the last known table."""
    return _blad(stand, kaartbron, "PO", "jeugdregio-2015", DAG)


def _blad(stand: Stand, bron: Editiebron, a: str, b: str, datum: str) -> Blad:
    return maak_blad(stand, bron, vraag_congruentie(a, b, "", datum, "peildatum"))


def _lengte(blad: Blad, stijl: str) -> float:
    return sum(float(shapely.length(lijn.vorm)) for lijn in blad.panelen[0].lijnen if lijn.stijl == stijl)


def test_the_table_tells_what_the_answer_says(blad: Blad, stand: Stand) -> None:
    antwoord = dienst.paar(stand, "PO", "jeugdregio-2015", DAG, "kinderen")
    assert len(blad.tabel.rijen) == len(antwoord["regios"]) == 77
    for rij, regio in zip(blad.tabel.rijen, antwoord["regios"], strict=True):
        assert regio["code"] in rij[0]
        assert rij[1].split(" (")[0] == regio["oordeel"]
        assert all(partner["code"] in rij[2] for partner in regio["partners"])
    assert blad.conclusie[0] == antwoord["conclusie"][0]
    assert blad.titel == "Samenwerkingsverbanden PO naast jeugdregio's van 2015"
    assert blad.naam == "kaart-congruentie-po-jeugdregio-2015-2015-04-23"
    assert any(tekst.startswith("Weging: kinderen van 4 tot en met 11") for tekst in blad.opmerkingen)
    assert any("BWBR0032324" in regel for regel in blad.bronnen)


def test_every_region_is_drawn_in_the_filling_of_its_verdict(blad: Blad, stand: Stand) -> None:
    antwoord = dienst.paar(stand, "PO", "jeugdregio-2015", DAG, "kinderen")
    vlakken = {vlak.code: vlak for vlak in blad.panelen[0].vlakken}
    for regio in antwoord["regios"]:
        if regio["bouwstenen"]:
            kleur, vulling, tekst = OORDELEN[regio["oordeel"]]
            vlak = vlakken.pop(regio["code"])
            assert (vlak.kleur, vlak.vulling) == (kleur, vulling)
            assert any(post.tekst == tekst for post in blad.legenda)
    assert list(vlakken) == ["geen"]


def test_borders_that_coincide_and_borders_of_one_alone_are_drawn_apart(blad: Blad, stand: Stand) -> None:
    grens = dienst.paar(stand, "PO", "jeugdregio-2015", DAG, "kinderen")["grens"]
    samen, alleen_a, alleen_b = (_lengte(blad, stijl) for stijl in ("dik", "streep", "stippel"))
    # Drawn lines are simplified, so shorter than what was measured.
    assert samen == pytest.approx(grens["indeling"]["samenvallend"], rel=0.1)
    assert samen + alleen_a == pytest.approx(grens["indeling"]["lengte"], rel=0.1)
    assert samen + alleen_b == pytest.approx(grens["met"]["lengte"], rel=0.1)
    rand, *anders = (lijn.stijl for lijn in blad.panelen[0].lijnen)
    assert rand == "rand"
    assert anders[-1] == "dik"


def test_styles_of_lines_differ_in_form_and_not_only_in_colour() -> None:
    vormen = [(dikte, streep) for naam, (_, dikte, streep) in STIJLEN.items() if naam != "rand"]
    assert len({streep for _, streep in vormen if streep}) == sum(bool(streep) for _, streep in vormen)
    assert len(set(vormen)) == len(vormen)


def test_the_same_regions_have_only_borders_that_coincide(stand: Stand, kaartbron: Editiebron) -> None:
    gelijk = _blad(stand, kaartbron, "jeugdregio-2025", "jeugdregio", "2025-01-01")
    assert {lijn.stijl for lijn in gelijk.panelen[0].lijnen} == {"rand", "dik"}
    assert {rij[1] for rij in gelijk.tabel.rijen} == {"identiek"}


def test_ground_of_which_the_region_is_open_says_which_are_possible(stand: Stand, kaartbron: Editiebron) -> None:
    open_ = _blad(stand, kaartbron, "rmc", "PO", "2026-11-22")
    vlakken = [vlak for vlak in open_.panelen[0].vlakken if "|" in vlak.code]
    assert vlakken
    assert all(vlak.vulling == "niet-zeker" and " of " in vlak.waarden[0] for vlak in vlakken)
    assert any(lijn.stijl == "onzeker" for lijn in open_.panelen[0].lijnen)


@pytest.mark.parametrize("naam", NAMEN)
def test_no_piece_of_the_map_lies_in_two_regions(stand: Stand, naam: str) -> None:
    stuk = np.asarray(stand.sectie("kaart_stuk"))
    for dag in ("2013-01-01", "2015-04-23", "2018-01-01", "2026-11-22"):
        if vanaf(naam) <= dag:
            waarden = kies(stand, naam, dag).indeling.waarden
            paren = np.unique(np.column_stack((stuk, waarden)), axis=0)
            assert len(paren) == len(np.unique(stuk))


def test_the_page_shows_lines_in_their_style_and_names_no_other_host(blad: Blad) -> None:
    tekst = als_html(blad).inhoud.decode()
    for stijl in ("streep", "stippel"):
        streep = " ".join(map(str, STIJLEN[stijl][2]))
        assert f'"dashArray": "{streep}"' in tekst
        assert f'stroke-dasharray="{streep}"' in tekst
    assert tekst.index(blad.conclusie[0].split("'", maxsplit=1)[0]) < tekst.index('id="tabel"')
    assert set(re.findall(r"(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}", tekst)) <= {
        "http://www.w3.org",
        "https://leafletjs.com",
    }
    assert len(tekst) < 1_500_000


def test_the_picture_is_drawn(blad: Blad) -> None:
    assert als_png(blad).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("a", "b", "weging", "datum", "melding"),
    [
        ("PO", "po", "", DAG, "naast zichzelf"),
        ("PO", "ggd", "", DAG, "niet bekend"),
        ("wijken", "PO", "", DAG, "niet bekend"),
        ("PO", "VO", "stemmen", DAG, "weging"),
        ("jeugdregio", "VO", "", "2012-12-31", "2013-01-01"),
        ("rmc", "gemeente", "", "2011-01-01", "RMC-regio's zijn bekend vanaf"),
    ],
)
def test_what_cannot_be_asked_is_said(a: str, b: str, weging: str, datum: str, melding: str) -> None:
    with pytest.raises(Vraagfout, match=melding):
        vraag_congruentie(a, b, weging, datum, "peildatum")


def test_pupils_that_were_not_loaded_are_no_weight(stand: Stand, kaartbron: Editiebron) -> None:
    with pytest.raises(Vraagfout, match="leerlingen"):
        maak_blad(stand, kaartbron, vraag_congruentie("PO", "VO", "leerlingen", DAG, "peildatum"))


def test_the_form_offers_every_division_and_weight() -> None:
    assert [naam for naam, _ in NAAST] == list(NAMEN)
    assert [naam for naam, _ in WEGINGEN] == list(gewichten.WEGINGEN)
