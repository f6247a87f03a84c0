"""The sheet of a scenario: the ground that changes, between the borders as they were and as they become."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely

from kaarten.analyse.blad import Blad
from kaarten.analyse.bron import Editiebron
from kaarten.analyse.html import als_html
from kaarten.analyse.scenario import Naast, blad_scenario, geef_uit
from kaarten.scenarios.vormen import TOLERANTIE_M, kaartvormen
from regio.fouten import NietGevonden
from regio.scenario.dienst import Vraag
from regio.scenario.doorrekening import Kant, kant
from regio.scenario.lezen import lees_zetten
from regio.scenario.voorbeelden import lees_voorbeelden
from regio.stand.stand import Stand

DAG = "2026-11-22"
GEWISSELD = ("9471", "9472", "9473", "9474", "9475")


@pytest.fixture(scope="module")
def kanten(stand: Stand, repo: Path) -> dict[str, Kant]:
    """Worked examples that change ground of SWVs, and of gemeenten alone."""
    return {
        een.naam: kant(stand, een.naam, een.titel, een.peildatum.isoformat(), een.zetten)
        for een in lees_voorbeelden(repo / "data")
        if een.naam in ("tynaarlo-heel", "haaren-2021")
    }


@pytest.fixture(scope="module")
def blad(stand: Stand, kaartbron: Editiebron, kanten: dict[str, Kant]) -> Blad:
    """Tynaarlo in one SWV."""
    return blad_scenario(stand, kaartbron, kanten["tynaarlo-heel"])


def test_the_ground_that_changes_is_hatched_and_nothing_else(blad: Blad, stand: Stand, kaartbron: Editiebron) -> None:
    (paneel,) = blad.panelen
    assert "(VO)" in paneel.titel
    (vlak,) = [vlak for vlak in paneel.vlakken if vlak.vulling == "arcering"]
    assert vlak.code == "VO2001>VO2201"
    nummers = [nr for pc4 in GEWISSELD for nr in stand.bouwstenen_van(stand.plek(pc4) or 0)]
    van_tynaarlo = [nr for nr in nummers if stand.indeling("gemeente", date(2013, 1, 1))[nr] == ("GM1730",)]
    grond = shapely.union_all(kaartbron.bouwstenen(van_tynaarlo))
    marge = TOLERANTIE_M * shapely.length(grond)
    assert shapely.area(shapely.symmetric_difference(grond, vlak.vorm)) < marge
    assert vlak.waarden[2] == "9471 t/m 9475"


def test_the_hatched_ground_lies_in_the_old_region_and_in_the_new(blad: Blad) -> None:
    (paneel,) = blad.panelen
    (vlak,) = [vlak for vlak in paneel.vlakken if vlak.vulling == "arcering"]
    oud = [lijn.vorm for lijn in paneel.lijnen if lijn.stijl == "streep"]
    nieuw = [lijn.vorm for lijn in paneel.lijnen if lijn.stijl == "dik"]
    assert len(oud) == len(nieuw) == 2
    for vormen in (oud, nieuw):
        bedekt = [float(shapely.area(shapely.intersection(vorm, vlak.vorm))) / float(vlak.vorm.area) for vorm in vormen]
        assert sorted(bedekt) == pytest.approx([0, 1])
    assert shapely.area(shapely.union_all(oud)) == pytest.approx(shapely.area(shapely.union_all(nieuw)))
    plaats = [
        int(np.argmax([shapely.area(shapely.intersection(v, vlak.vorm)) for v in vormen])) for vormen in (oud, nieuw)
    ]
    assert plaats == [0, 1]  # from VO2001 to VO2201


def test_the_surroundings_are_other_regions(blad: Blad) -> None:
    omgeving = {vlak.code for vlak in blad.panelen[0].vlakken if vlak.vulling == "omgeving"}
    assert "VO2002" in omgeving
    assert not omgeving & {"VO2001", "VO2201"}


def test_the_table_tells_what_is_hatched(blad: Blad) -> None:
    (rij,) = blad.tabel.rijen
    assert rij[:1] == ("VO",)
    assert "VO2001" in rij[1]
    assert "VO2201" in rij[2]
    assert rij[3] == "9471 t/m 9475"
    assert blad.opmerkingen[0] == "Eén zet is een aanname."
    assert blad.naam == "kaart-scenario-tynaarlo-heel-2013-01-01"
    assert any("BWBR0032324" in regel for regel in blad.bronnen)


def test_a_herindeling_leaves_the_swvs_out(stand: Stand, kaartbron: Editiebron, kanten: dict[str, Kant]) -> None:
    blad = blad_scenario(stand, kaartbron, kanten["haaren-2021"])
    assert [paneel.titel for paneel in blad.panelen] == ["Gemeenten"]
    assert [(rij[0], rij[3]) for rij in blad.tabel.rijen] == [
        ("gemeente", pc4) for pc4 in ("5296", "5076", "5074", "5268")
    ]
    assert all(rij[1] == "Haaren (GM0788)" for rij in blad.tabel.rijen)


def test_moves_that_change_no_ground_have_no_map(stand: Stand, kaartbron: Editiebron) -> None:
    zetten = lees_zetten([{"soort": "hernoem", "sector": "PO", "code": "PO2201", "naam": "Drenthe"}])
    with pytest.raises(NietGevonden, match="verandert geen grond"):
        blad_scenario(stand, kaartbron, kant(stand, "naam", "naam", DAG, zetten))


def test_a_new_region_has_its_own_colour_and_a_name_is_no_markup(stand: Stand, kaartbron: Editiebron) -> None:
    grond = {"postcodes": list(GEWISSELD)}
    zetten = lees_zetten([{"soort": "nieuw", "sector": "PO", "nieuw": "PO9901", "naam": "Z", "grond": grond}])
    blad = blad_scenario(stand, kaartbron, kant(stand, "../<b>", "<img src=x onerror=alert(1)>", DAG, zetten))
    vlakken = {vlak.code: vlak for vlak in blad.panelen[0].vlakken}
    assert vlakken["PO2201>PO9901"].kleur != vlakken["PO2201>PO2201"].kleur
    assert blad.naam == f"kaart-scenario-b-{DAG}"
    assert b"<img src=x" not in als_html(blad).inhoud


def test_it_can_be_written_as_a_page_and_as_a_picture(stand: Stand, kanten: dict[str, Kant]) -> None:
    uitgave = geef_uit(stand, kanten["tynaarlo-heel"])
    assert uitgave.html().startswith(b"<!doctype html>")
    assert uitgave.png().startswith(b"\x89PNG")


def test_beside_another_scenario_the_surroundings_are_as_both_left_them(stand: Stand, kaartbron: Editiebron) -> None:
    dag = "2026-01-01"
    beide = {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1730"}, "naar": "PO2203"}
    alleen_dan = {"soort": "verplaats", "sector": "PO", "grond": {"gemeente": "GM1699"}, "naar": "PO2101"}
    eerst, dan = Vraag(dag, [beide]), Vraag(dag, [beide, alleen_dan])
    na = kant(stand, "na", "na", dag, lees_zetten(list(dan.zetten)))
    naast = Naast(kant(stand, "voor", "voor", dag, lees_zetten([beide])).beeld, "Twee naast elkaar", ("Eerst A.",))
    blad = blad_scenario(stand, kaartbron, na, kaartvormen(stand, dan, eerst).lagen, naast)
    (paneel,) = blad.panelen
    gewisseld = [vlak.code for vlak in paneel.vlakken if vlak.vulling == "arcering"]
    assert gewisseld == ["PO2001>PO2101"], "what both did is no difference"
    omgeving = {vlak.code: vlak.vorm for vlak in paneel.vlakken if vlak.vulling == "omgeving"}
    tynaarlo = shapely.union_all(kaartbron.bouwstenen(np.flatnonzero(_in(na, "gemeente", "GM1730")).tolist()))
    assert shapely.intersection(tynaarlo, omgeving["PO2203"]).area > 0.95 * tynaarlo.area
    assert shapely.intersection(tynaarlo, omgeving["PO2201"]).area < 0.05 * tynaarlo.area
    vormen = [vlak.vorm for vlak in paneel.vlakken]
    assert sum(shapely.area(vormen)) < 1.02 * shapely.area(shapely.union_all(vormen)), "no ground is drawn twice"
    assert (blad.titel, blad.opmerkingen[0]) == ("Twee naast elkaar", "Eerst A.")


def _in(een: Kant, laag: str, code: str) -> list[bool]:
    indeling = een.beeld.lagen[laag]
    return [indeling[nummer] == (code,) for nummer in range(len(een.beeld.basis.ids))]
