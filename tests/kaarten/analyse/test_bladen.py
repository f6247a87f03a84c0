"""The sheets over the real facts: what is drawn, coloured and told."""

from __future__ import annotations

import re

import pytest
import shapely

from kaarten.analyse.blad import Blad
from kaarten.analyse.bron import Editiebron
from kaarten.analyse.kleuren import kleur_buren
from kaarten.analyse.vraag import Kaartvraag, maak_blad, vraag_gemeente, vraag_herindeling, vraag_indeling
from regio.fouten import NietGevonden, Vraagfout
from regio.stand.stand import Stand
from regio.zoeken.swv import gesplitst, swvs_per_gemeente

DAG = "2026-11-22"


def _kolom(blad: Blad, naam: str) -> list[str]:
    plek = blad.tabel.kop.index(naam)
    return [rij[plek] for rij in blad.tabel.rijen]


def test_every_swv_of_the_sector_is_on_the_map_and_in_the_table(bladen: dict[str, Blad]) -> None:
    (paneel,) = bladen["po"].panelen
    assert len(paneel.vlakken) == len(bladen["po"].tabel.rijen) == 76
    assert [vlak.code for vlak in paneel.vlakken] == _kolom(bladen["po"], "Samenwerkingsverband")
    assert all(vlak.etiket == vlak.code for vlak in paneel.vlakken)
    assert bladen["po"].schets


def test_a_name_is_shown_only_where_a_source_gives_it(bladen: dict[str, Blad], stand: Stand) -> None:
    gegeven = {rij["code"]: rij["naam"] for rij in stand.tabellen["swvs"] if rij["naam_status"] == "bron"}
    namen = dict(zip(_kolom(bladen["po"], "Samenwerkingsverband"), _kolom(bladen["po"], "Naam"), strict=True))
    assert {code: naam for code, naam in namen.items() if naam != "–"} == {
        code: naam for code, naam in gegeven.items() if code in namen
    }
    assert "–" in namen.values()


def test_neighbours_differ_in_colour(bladen: dict[str, Blad]) -> None:
    for naam in ("po", "gemeenten"):
        vlakken = bladen[naam].panelen[0].vlakken
        boom = shapely.STRtree([vlak.vorm for vlak in vlakken])
        paren = boom.query([vlak.vorm for vlak in vlakken], predicate="intersects").T.tolist()
        assert [p for p in paren if p[0] != p[1] and vlakken[p[0]].kleur == vlakken[p[1]].kleur] == []


def test_colours_run_out_without_failing() -> None:
    import numpy as np

    taart = np.array([shapely.Point(0, 0).buffer(1) for _ in range(15)], dtype=object)
    assert len(set(kleur_buren(taart))) == 10


def test_the_gemeente_is_divided_by_swv(bladen: dict[str, Blad]) -> None:
    po, vo = bladen["tynaarlo"].panelen
    eigen = [vlak for vlak in vo.vlakken if vlak.vulling != "omgeving"]
    per_pc4 = {vlak.waarden[0]: vlak.waarden[1] for vlak in eigen}
    assert {pc4 for pc4, swv in per_pc4.items() if "VO2001" in swv} == {"9471", "9472", "9473", "9474", "9475"}
    assert {swv for pc4, swv in per_pc4.items() if pc4 == "9761"} == {"VO2201"}
    assert {vlak.kleur for vlak in po.vlakken if vlak.vulling == "kleur"} == {0}
    assert any(vlak.vulling == "omgeving" and "Assen" in vlak.waarden[2] for vlak in vo.vlakken)


def test_the_split_gemeenten_are_those_of_the_facts(bladen: dict[str, Blad], stand: Stand) -> None:
    alle = swvs_per_gemeente(stand, stand.toestand_nr_iso(DAG))
    for paneel, sector in zip(bladen["gesplitst"].panelen, ("PO", "VO"), strict=True):
        verwacht = {code for code, swvs in alle.items() if gesplitst(*swvs)[sector]}
        getekend = {vlak.code.partition("|")[0] for vlak in paneel.vlakken if vlak.vulling == "arcering"}
        assert getekend == verwacht
        assert len(paneel.lijnen) == len(verwacht)


def test_the_parts_of_a_split_gemeente_together_are_the_gemeente(bladen: dict[str, Blad]) -> None:
    vo = bladen["gesplitst"].panelen[1]
    delen = [vlak.vorm for vlak in vo.vlakken if vlak.code.startswith("GM1730|")]
    assert len(delen) == 2
    assert shapely.area(shapely.union_all(delen)) == pytest.approx(sum(deel.area for deel in delen))


def test_a_herindeling_shows_what_went_where(bladen: dict[str, Blad]) -> None:
    blad = bladen["herindeling"]
    assert blad.peildatum == "2019-01-01"
    assert {paneel.titel for paneel in blad.panelen} == {"vóór 1 januari 2019", "vanaf 1 januari 2019"}
    paren = set(zip(_kolom(blad, "Vóór"), _kolom(blad, "Na"), strict=True))
    assert ("Haren (GM0017)", "Groningen (GM0014)") in paren
    assert ("Ten Boer (GM0009)", "Groningen (GM0014)") in paren
    voor, na = blad.panelen
    assert shapely.equals_exact(
        shapely.normalize(shapely.union_all([v.vorm for v in voor.vlakken])),
        shapely.normalize(shapely.union_all([v.vorm for v in na.vlakken])),
        1e-6,
    )
    assert len({v.kleur for v in voor.vlakken}) > len({v.kleur for v in na.vlakken if v.vulling == "kleur"})


def test_a_former_gemeente_has_a_map_of_the_ground_it_had(stand: Stand, kaartbron: Editiebron) -> None:
    blad = maak_blad(stand, kaartbron, vraag_gemeente(stand, "Haren", DAG, "peildatum"))
    assert blad.titel == "Voormalige gemeente Haren (GM0017)"
    assert "9751" in {vlak.etiket for vlak in blad.panelen[0].vlakken}
    assert any("bestaat sinds 1 januari 2019 niet meer" in tekst for tekst in blad.opmerkingen)


def test_before_the_law_a_gemeente_is_drawn_without_swvs(stand: Stand, kaartbron: Editiebron) -> None:
    blad = maak_blad(stand, kaartbron, Kaartvraag("gemeente", "2012-06-01", gemeente="GM1730"))
    assert [paneel.titel for paneel in blad.panelen] == ["postcodes"]
    assert blad.bronnen == ()


def test_there_is_no_map_of_what_did_not_exist(stand: Stand, kaartbron: Editiebron) -> None:
    with pytest.raises(NietGevonden, match="2013-01-01"):
        maak_blad(stand, kaartbron, vraag_indeling("jeugdregio", "2013-01-01", "peildatum"))


@pytest.mark.parametrize(
    ("indeling", "datum", "code"),
    [
        ("provincie", DAG, "onbekend"),
        ("PO", "2012-12-31", "datum-te-vroeg"),
        ("gemeente", "2010-12-31", "datum-te-vroeg"),
        ("PO", "2100-01-01", "datum-te-laat"),
        ("PO", "23-04-2015", "datum-vorm"),
        ("PO", "2015-02-30", "datum-bestaat-niet"),
    ],
)
def test_what_cannot_be_asked_is_said(indeling: str, datum: str, code: str) -> None:
    with pytest.raises(Vraagfout) as fout:
        vraag_indeling(indeling, datum, "peildatum")
    assert [een.code for een in fout.value.fouten] == [code]


def test_a_name_that_nobody_bears_comes_with_suggestions(stand: Stand) -> None:
    with pytest.raises(NietGevonden, match=r"Bedoelt u .*Tynaarlo"):
        vraag_gemeente(stand, "Tynarlo", DAG, "peildatum")


def test_namesakes_are_not_chosen_between(stand: Stand) -> None:
    with pytest.raises(Vraagfout, match=r"GM0373.*GM0893|GM0893.*GM0373"):
        vraag_gemeente(stand, "Bergen", DAG, "peildatum")


def test_a_gemeente_with_several_herindelingen_asks_for_a_year(stand: Stand) -> None:
    with pytest.raises(Vraagfout) as fout:
        vraag_herindeling(stand, "Leeuwarden", "")
    jaren = re.findall(r"\d{4}", str(fout.value))
    assert {"2014", "2018"} <= set(jaren)
    assert vraag_herindeling(stand, "Leeuwarden", "2018").datum == "2018-01-01"
    with pytest.raises(NietGevonden, match="in 2016"):
        vraag_herindeling(stand, "Leeuwarden", "2016")
    with pytest.raises(Vraagfout, match="vier cijfers"):
        vraag_herindeling(stand, "Leeuwarden", "18")
