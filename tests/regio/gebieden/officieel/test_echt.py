"""The real files through the gate: what the report must show."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio.raw
import pytest
import shapely

from regio.bronnen.rijen import Feiten
from regio.gebieden.officieel import afdruk_van, toon_verslag
from regio.gebieden.officieel.lezen import lees_map
from regio.gebieden.officieel.melden import Meldingen
from regio.gebieden.officieel.verslag import klassen
from regio.gebieden.vlakken import Vlakken
from regio.stand.kaartlagen import kaartlagen
from regio.stand.stand import Stand

pytestmark = pytest.mark.bronnen


@pytest.fixture(scope="module")
def verslag(officieel: Vlakken) -> dict[str, Any]:
    """The report."""
    return officieel.verslag


def grond(officieel: Vlakken, naam: str) -> shapely.Geometry:
    """The ground of a bouwsteen."""
    return officieel.vlak[officieel.ids.index(naam)]


def test_what_we_read_is_what_gdal_reads(bronnenmap: Path) -> None:
    gelezen = lees_map(bronnenmap, Meldingen(), lambda _: None)
    assert [(laag.soort, laag.jaar, len(laag.codes)) for laag in gelezen.lagen] == [
        ("pc4", 2020, 4067),
        ("gemeente", 2016, 390),
        ("jeugdregio", 2016, 42),
        ("gemeente", 2021, 352),
        ("gemeente", 2022, 345),
        ("gemeente", 2023, 342),
        ("jeugdregio", 2023, 42),
    ]
    for laag in gelezen.lagen:
        veld = "postcode4" if laag.soort == "pc4" else "statcode"
        _, _, wkb, (codes,) = pyogrio.raw.read(bronnenmap / laag.bestand, layer=laag.naam, columns=[veld])
        assert laag.codes == tuple(codes) and shapely.equals_exact(laag.vlak, shapely.from_wkb(wkb)).all()


def test_the_coverage_is_valid_and_every_shape_a_polygon(officieel: Vlakken) -> None:
    assert shapely.coverage_is_valid(officieel.vlak) and shapely.is_valid(officieel.vlak).all()
    assert set(shapely.get_type_id(officieel.vlak)) <= {3, 6}
    assert [laag.soort for laag in officieel.lagen] == ["gemeente"] * 4 + ["jeugdregio"] * 2
    for laag in officieel.lagen:
        assert shapely.coverage_is_valid(laag.vlak) and shapely.is_valid(laag.vlak).all()


def test_areas_stay_within_a_thousandth_of_the_pc4_layer(officieel: Vlakken, verslag: dict[str, Any]) -> None:
    oppervlak = verslag["oppervlak"]
    assert abs(oppervlak["aandeel"]) < 0.001
    assert shapely.area(officieel.vlak).sum() == pytest.approx(oppervlak["bouwstenen_m2"], abs=1.0)
    # Without the ground that was given back to emptied postcodes there is next to no difference.
    gelijk = oppervlak["bouwstenen_m2"] - oppervlak["teruggegeven_m2"]
    assert abs(gelijk - oppervlak["pc4_m2"]) < 0.00005 * oppervlak["pc4_m2"]
    for laag in verslag["gemeentelagen"]:
        assert abs(laag["aandeel"]) < 0.002


def test_some_310_gaps_and_no_fault_among_them(verslag: dict[str, Any]) -> None:
    gaten = verslag["gaten"]
    telling = klassen(gaten)
    assert 290 <= len(gaten) <= 330
    assert set(telling) == {"water", "spleet", "postcode"} and telling["postcode"] == 2
    # The lakes and arms of the sea: 20 gaps are over a hectare, and nearly all of the area is water.
    assert 10 <= telling["water"] <= 20
    water = sum(gat["m2"] for gat in gaten if gat["klasse"] == "water")
    assert water > 0.98 * sum(gat["m2"] for gat in gaten)
    assert all(gat["gesloten_met"] for gat in gaten if gat["klasse"] != "water")
    assert Counter(plek["klasse"] for plek in verslag["inhammen"]).keys() == {"inham"}
    assert all(gat["waarom"] and gat["rondom"] for gat in gaten)


def test_the_enclave_of_baarle_stays_open_in_every_layer_of_gemeenten(verslag: dict[str, Any]) -> None:
    for laag in verslag["lagen"]:
        soorten = klassen(laag["gaten"])
        assert soorten["enclave"] >= 1 and "fout" not in soorten


def test_emptied_postcodes_get_their_ground_back(officieel: Vlakken, verslag: dict[str, Any], feiten: Feiten) -> None:
    rijen = {rij["id"]: rij for rij in verslag["postcodes_zonder_grond"]}
    assert {naam: rij["hoe"] for naam, rij in rijen.items()} == {
        "1623-1": "land-in-gat",
        "4196-1": "gat",
        "7524-1": "gat",
    }
    assert [round(rijen[f"{pc4}-1"]["m2_kaart"]) for pc4 in ("1623", "4196", "7524")] == [6, 29, 405]
    punten = {rij.pc4: (rij.x_rd, rij.y_rd) for rij in feiten.postcodes}
    for naam in rijen:
        assert shapely.intersects_xy(grond(officieel, naam), *punten[naam[:4]])
        assert 5e5 < grond(officieel, naam).area < 2e7


def test_faults_of_pc4_by_name(officieel: Vlakken) -> None:
    per_code: dict[str, set[str]] = {}
    for een in officieel.bevindingen:
        if een.niveau == "waarschuwing" and een.code.startswith("postcode-"):
            per_code.setdefault(een.code, set()).add(een.waar[-4:])
    assert per_code == {
        "postcode-zonder-grond": {"1623", "4196", "7524"},
        "postcode-niet-getekend": {"1099", "5028", "6236"},
    }
    assert [naam for naam, leeg in zip(officieel.ids, officieel.leeg, strict=True) if leeg] == ["1099-1", "6236-1"]
    assert not [een for een in officieel.bevindingen if een.niveau == "fout"]


def test_every_postcode_point_lies_in_its_own_ground(verslag: dict[str, Any]) -> None:
    assert verslag["punten"] == {"aantal": 4067, "elders": []}


def test_cut_postcodes_have_the_shares_of_the_facts(verslag: dict[str, Any]) -> None:
    """9076 is the exception: the facts count a share of its water to no gemeente."""
    anders = [rij["id"] for rij in verslag["delen"] if abs(rij["aandeel"] - rij["aandeel_volgens_feiten"]) > 0.01]
    assert len(verslag["delen"]) == 99 and {naam[:4] for naam in anders} <= {"9076"}


def test_76_and_74_areas_and_42_jeugdregios(officieel: Vlakken, stand: Stand) -> None:
    aantal = {}
    for laag in kaartlagen(stand):
        if laag.geldt_op("2016-01-01") and laag.indeling in ("PO", "VO", "jeugdregio"):
            zeker = [nummer for nummer, regio in enumerate(laag.regios) if regio.zeker]
            vormen = [shapely.coverage_union_all(officieel.vlak[laag.waarde == nummer]) for nummer in zeker]
            assert all(vorm.is_valid and vorm.area > 1e6 for vorm in vormen)
            aantal[laag.indeling] = len(vormen)
    assert aantal == {"PO": 76, "VO": 74, "jeugdregio": 42}
    assert [len(laag.codes) for laag in officieel.lagen if laag.soort == "jeugdregio"] == [42, 42]


def test_every_large_difference_with_its_cause(verslag: dict[str, Any]) -> None:
    assert list(verslag["verschillen"]) == ["2016", "2021", "2022", "2023"]
    tekst = toon_verslag(verslag)
    for laag in verslag["gemeentelagen"]:
        tabel = verslag["verschillen"][str(laag["jaar"])]
        groot = [rij for rij in tabel if rij["aandeel"] > 0.02]
        assert len(tabel) == laag["gemeenten"] and len(groot) == laag["boven_grens"] > 0
        for rij in groot:
            assert rij["oorzaken"], rij["naam"]
            genoemd = sum(een["m2"] for een in rij["oorzaken"])
            assert 0.75 * rij["verschil_m2"] < genoemd < 1.02 * rij["verschil_m2"]
            assert any(regel.strip().startswith(rij["naam"]) for regel in tekst)


def test_the_layers_hold_on_their_own_days(officieel: Vlakken) -> None:
    assert [(laag.soort, laag.jaar, laag.vanaf, laag.tot) for laag in officieel.lagen] == [
        ("gemeente", 2016, date(2016, 1, 1), date(2017, 1, 1)),
        ("gemeente", 2021, date(2021, 1, 1), date(2022, 1, 1)),
        ("gemeente", 2022, date(2022, 1, 1), date(2022, 3, 24)),
        ("gemeente", 2023, date(2023, 1, 1), None),
        ("jeugdregio", 2016, date(2016, 1, 1), date(2016, 1, 2)),
        ("jeugdregio", 2023, date(2023, 1, 1), date(2025, 1, 1)),
    ]


def test_accuracy_attribution_and_fingerprint(officieel: Vlakken, bronnenmap: Path, feiten: Feiten) -> None:
    assert officieel.nauwkeurigheid == 100.0 and officieel.verslag["nauwkeurigheid"]["gemeten_aan"] == 2016
    assert officieel.vermelding.startswith("© Kadaster / Centraal Bureau voor de Statistiek, 2016, 2020, 2021")
    assert officieel.afdruk == afdruk_van(bronnenmap, feiten)
    assert len(officieel.bestanden) == 5 and all(een.licentie == "CC BY 4.0" for een in officieel.bestanden)


def test_no_ground_is_counted_twice(officieel: Vlakken) -> None:
    """The union of all ground is as large as the sum, so nothing overlaps anywhere."""
    som = float(shapely.area(officieel.vlak).sum())
    assert float(shapely.area(shapely.union_all(officieel.vlak))) == pytest.approx(som, abs=1.0)
    assert np.isfinite(shapely.get_coordinates(officieel.vlak)).all()
