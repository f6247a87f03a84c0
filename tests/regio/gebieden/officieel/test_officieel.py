"""From a folder to the ground of every bouwsteen of mini-Nederland, and what is refused on the way."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import shapely

from regio.bronnen.rijen import Feiten
from regio.fouten import Bronfout
from regio.gebieden.officieel import afdruk_van, lees_officieel, toon_verslag
from regio.gebieden.officieel.officieel import vermelding
from regio.gebieden.vlakken import Vlakken
from regio.stand.toestanden import Opbouw
from tests.regio.gebieden.officieel.kaart import (
    Vormen,
    gemeenten,
    oostrand,
    postcodes,
    schrijf_alles,
    schrijf_pc4,
    schrijf_regios,
    vak,
)
from tests.regio.mini import C


def lees(map_: Path, feiten: Feiten) -> Vlakken:
    """The result for a folder."""
    return lees_officieel(map_, feiten, lambda _: None)


def codes(vlakken: Vlakken) -> set[str]:
    """Codes of the findings."""
    return {een.code for een in vlakken.bevindingen}


def grond(vlakken: Vlakken, naam: str) -> shapely.Geometry:
    """The ground of a bouwsteen."""
    return vlakken.vlak[vlakken.ids.index(naam)]


def test_the_whole_country(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    stappen: list[str] = []
    uit = lees_officieel(schrijf_alles(tmp_path, mini_opbouw), mini, stappen.append)
    assert uit.bron == "officieel" and uit.ids == tuple(rij.id for rij in mini.bouwstenen)
    assert shapely.coverage_is_valid(uit.vlak) and shapely.area(uit.vlak).sum() == pytest.approx(500e6)
    assert shapely.equals(grond(uit, "3003-2"), oostrand("3003"))
    assert [(laag.soort, laag.jaar, len(laag.codes)) for laag in uit.lagen] == [
        ("gemeente", 2016, 7),
        ("jeugdregio", 2016, 2),
    ]
    assert all(shapely.coverage_is_valid(laag.vlak) for laag in uit.lagen)
    assert [een.bestand for een in uit.bestanden] == ["cbs_pc4_2020.gpkg", "cbsgebiedsindelingen2016.gpkg"]
    assert uit.vermelding == "© Kadaster / Centraal Bureau voor de Statistiek, 2016 en 2020 (CC BY 4.0)"
    assert {een.niveau for een in uit.bevindingen} == {"info"} and uit.nauwkeurigheid == 50.0
    assert codes(uit) == {"gemeentelaag-verschilt", "vlakken-sluitend-gemaakt", "gaten-benoemd", "nauwkeurigheid"}
    assert stappen[0] == "Lezen: cbs_pc4_2020.gpkg" and len(stappen) == 5


def test_the_report_is_json_and_reads_as_lines(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    verslag = lees(schrijf_alles(tmp_path, mini_opbouw), mini).verslag
    assert json.loads(json.dumps(verslag)) == verslag
    assert verslag["oppervlak"]["aandeel"] == 0 and verslag["punten"] == {"aantal": 20, "elders": []}
    assert verslag["gemeentelagen"][0]["boven_grens"] == 0 and len(verslag["verschillen"]["2016"]) == 7
    tekst = "\n".join(toon_verslag(verslag))
    for deel in (
        "cbs_pc4_2020.gpkg: postcode4 (2020)",
        "Gaten na het schoonmaken: 0",
        "500,0 km²",
        "0 van 7 gemeenten",
    ):
        assert deel in tekst


def test_the_fingerprint_is_of_files_facts_and_figures(
    tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw, monkeypatch: pytest.MonkeyPatch
) -> None:
    map_ = schrijf_alles(tmp_path, mini_opbouw)
    eerst = lees(map_, mini).afdruk
    assert eerst == afdruk_van(map_, mini) == lees(map_, mini).afdruk
    assert afdruk_van(map_, replace(mini, bouwstenen=mini.bouwstenen[:-1])) != eerst
    assert afdruk_van(map_, replace(mini, aandachtspunten=())) == eerst
    monkeypatch.setattr("regio.gebieden.officieel.maten.POORTVERSIE", 99)
    assert afdruk_van(map_, mini) != eerst
    monkeypatch.undo()
    (map_ / "cbs_pc4_2020.gpkg").unlink()
    assert afdruk_van(map_, mini) != eerst


def weiger(map_: Path, feiten: Feiten) -> str:
    """The text of the refusal."""
    with pytest.raises(Bronfout) as fout:
        lees(map_, feiten)
    return str(fout.value)


def test_without_pc4_the_message_lists_what_was_found(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    schrijf_regios(tmp_path / "g.gpkg", "gemeente", gemeenten(mini_opbouw, 2016), 2016)
    tekst = weiger(tmp_path, mini)
    assert "PC4" in tekst and "g.gpkg: gemeente_gegeneraliseerd" in tekst and "statcode" in tekst


def test_an_empty_folder(tmp_path: Path, mini: Feiten) -> None:
    assert "geen enkele laag" in weiger(tmp_path, mini)
    assert "kan niet worden gelezen" in weiger(tmp_path / "weg", mini)


def test_only_pc4_works_and_says_what_is_missing(tmp_path: Path, mini: Feiten) -> None:
    schrijf_pc4(tmp_path / "pc4.gpkg", postcodes())
    uit = lees(tmp_path, mini)
    assert "delen-niet-geknipt" in codes(uit) and grond(uit, "3003-2").is_empty and uit.lagen == ()
    assert uit.nauwkeurigheid == 100.0


def test_the_newest_pc4_is_used(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    schrijf_alles(tmp_path, mini_opbouw)
    schrijf_pc4(tmp_path / "oud.gpkg", postcodes(), jaar=2017)
    uit = lees(tmp_path, mini)
    (een,) = [een for een in uit.bevindingen if een.code == "pc4-ander-jaar"]
    assert "2017" in een.wat and "2020" in een.gedaan
    assert "oud.gpkg" not in [bestand.bestand for bestand in uit.bestanden]


def test_a_postcode_that_is_no_bouwsteen_goes_to_its_neighbour(
    tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw
) -> None:
    """6001 takes the south of 5001: it shares most border with what is left of that."""
    x0, y0, x1, _ = vak("5001").bounds
    nieuw = shapely.box(x0, y0, x1, y0 + 1_000)
    uit = lees(
        schrijf_alles(tmp_path, mini_opbouw, {**postcodes(), "5001": vak("5001").difference(nieuw), "6001": nieuw}),
        mini,
    )
    assert "postcode-geen-bouwsteen" in codes(uit) and shapely.equals(grond(uit, "5001-1"), vak("5001"))
    assert uit.verslag["postcodes_geen_bouwsteen"] == [{"pc4": "6001", "m2": 5e6, "naar": "5001-1"}]


def krimp(pc4: str) -> shapely.Polygon:
    """What is left of a postcode in a broken file: a triangle of some m² in a corner."""
    x0, y0, _, _ = vak(pc4).bounds
    return shapely.Polygon([(x0, y0), (x0 + 5, y0), (x0, y0 + 5)])


def test_a_postcode_that_shrank_gets_its_hole_back(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    uit = lees(schrijf_alles(tmp_path, mini_opbouw, {**postcodes(), "2002": krimp("2002")}), mini)
    (een,) = [een for een in uit.bevindingen if een.code == "postcode-zonder-grond"]
    assert (
        een.niveau == "waarschuwing" and "2002" in een.wat and "gat 1" in een.gedaan and "2.500 hectare" in een.gedaan
    )
    assert grond(uit, "2002-1").area == pytest.approx(25e6) and shapely.coverage_is_valid(uit.vlak)
    assert uit.verslag["gaten"][0]["klasse"] == "postcode" and uit.verslag["postcodes_zonder_grond"][0]["hoe"] == "gat"


def test_a_postcode_that_shrank_beside_a_lake_gets_the_land_in_it(
    tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw
) -> None:
    """3002 is gone, above it lies a lake that no gemeente counts: one hole, a third of it land."""
    meer = shapely.union(vak("2002"), vak("2003"))
    leeg = {pc4: krimp(pc4) for pc4 in ("2002", "2003", "3002")}
    schrijf_pc4(tmp_path / "pc4.gpkg", {**postcodes(), **leeg})
    land = {code: vorm.difference(meer) for code, vorm in gemeenten(mini_opbouw, 2016).items()}
    schrijf_regios(tmp_path / "g.gpkg", "gemeente", {**land, C: krimp("2002")}, 2016)
    uit = lees(tmp_path, mini)
    rijen = {rij["id"]: rij for rij in uit.verslag["postcodes_zonder_grond"]}
    assert rijen["3002-1"]["hoe"] == "land-in-gat" and rijen["3002-1"]["m2_na"] == pytest.approx(25e6, rel=0.01)
    assert rijen["2003-1"]["hoe"] == "geen" and uit.verslag["gaten"][0]["klasse"] == "water"
    assert shapely.coverage_is_valid(uit.vlak)


def test_a_postcode_swallowed_by_its_neighbour_names_it(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    vormen = {**postcodes(), "2002": krimp("2002")}
    vormen["2001"] = shapely.union(vak("2001"), vak("2002")).difference(krimp("2002"))
    uit = lees(schrijf_alles(tmp_path, mini_opbouw, vormen), mini)
    (een,) = [een for een in uit.bevindingen if een.code == "postcode-zonder-grond"]
    assert "geen eigen grond" in een.gedaan and "2001-1" in een.gedaan


def anders(vormen: Vormen) -> Vormen:
    """The codes of two far postcodes swapped, several times: right shapes, wrong names."""
    paren = (("1001", "5004"), ("1002", "5003"))
    return {**vormen, **{een: vormen[ander] for paar in paren for een, ander in (paar, paar[::-1])}}


def test_swapped_codes_are_refused(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    tekst = weiger(schrijf_alles(tmp_path, mini_opbouw, anders(postcodes())), mini)
    assert "1001, 1002, 5003, 5004" in tekst and "punt" in tekst


def test_a_map_of_half_the_country_is_refused(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    half = {pc4: vorm for pc4, vorm in postcodes().items() if pc4 < "3000"}
    assert "12 van de 20 bewoonde postcodes ontbreken" in weiger(schrijf_alles(tmp_path, mini_opbouw, half), mini)


def zonder(*pc4s: str) -> Vormen:
    """The map without some postcodes."""
    return {pc4: vorm for pc4, vorm in postcodes().items() if pc4 not in pc4s}


@pytest.mark.parametrize("pc4", [{}, {"1001": krimp("1001")}])
def test_a_bite_out_of_the_edge_where_people_live_is_refused(
    tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw, pc4: Vormen
) -> None:
    """1001 lies in a corner of the country: without it there is no gap, only less land."""
    tekst = weiger(schrijf_alles(tmp_path, mini_opbouw, {**zonder("1001"), **pc4}), mini)
    assert "bewoond land, bij de punten van 1001." in tekst and "Is het bestand volledig?" in tekst


def test_without_gemeenten_a_bite_out_of_the_edge_is_refused_too(tmp_path: Path, mini: Feiten) -> None:
    schrijf_pc4(tmp_path / "pc4.gpkg", zonder("1001"))
    assert "bewoond land, bij de punten van 1001." in weiger(tmp_path, mini)


def test_what_no_gemeente_counts_as_land_may_be_missing_along_the_edge(
    tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw
) -> None:
    schrijf_pc4(tmp_path / "pc4.gpkg", zonder("1001"))
    land = {code: vorm.difference(vak("1001")) for code, vorm in gemeenten(mini_opbouw, 2016).items()}
    schrijf_regios(tmp_path / "g.gpkg", "gemeente", land, 2016)
    uit = lees(tmp_path, mini)
    (een,) = [een for een in uit.bevindingen if een.code == "postcode-niet-getekend"]
    assert "1001" in een.wat and "geen eigen grond" in een.gedaan and grond(uit, "1001-1").is_empty


def test_a_postcode_that_is_not_drawn_and_gets_its_gap_back_says_so(
    tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw
) -> None:
    uit = lees(schrijf_alles(tmp_path, mini_opbouw, zonder("2002")), mini)
    (een,) = [een for een in uit.bevindingen if een.code.startswith("postcode-")]
    assert een.code == "postcode-niet-getekend" and "2002" in een.wat
    assert "(gat 1) is weer zijn grond" in een.gedaan and "2.500 hectare" in een.gedaan
    assert "geen eigen grond" not in een.gedaan and grond(uit, "2002-1").area == pytest.approx(25e6)


def test_more_missing_postcodes_than_the_known_few_are_refused(
    tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw
) -> None:
    leeg = ("2002", "3002", "4002", "2003")
    tekst = weiger(schrijf_alles(tmp_path, mini_opbouw, zonder(*leeg)), mini)
    assert "4 van de 20 bewoonde postcodes ontbreken: 2002, 2003, 3002, 4002." in tekst


def test_shapes_that_geos_cannot_handle_are_refused_in_dutch(
    tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stuk(*_: object) -> None:
        raise shapely.GEOSException("TopologyException: side location conflict")

    monkeypatch.setattr("regio.gebieden.officieel.officieel.vergelijk_lagen", stuk)
    tekst = weiger(schrijf_alles(tmp_path, mini_opbouw), mini)
    assert tekst == "De officiële grenzen zijn geweigerd: de vlakken zijn niet te verwerken."


def test_a_hole_on_land_is_refused(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    gat = shapely.box(104_600, 457_100, 105_400, 457_900)
    vormen = {pc4: vorm.difference(gat) for pc4, vorm in postcodes().items()}
    tekst = weiger(schrijf_alles(tmp_path, mini_opbouw, vormen), mini)
    assert "Gat van 64 ha bij (1050" in tekst and "1002-1" in tekst and "gemeentegrond" in tekst


def test_overlaps_of_km2_are_refused_with_the_file(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    tekst = weiger(
        schrijf_alles(tmp_path, mini_opbouw, {**postcodes(), "2001": vak("2001").buffer(700, join_style="mitre")}), mini
    )
    assert "cbs_pc4_2020.gpkg (postcode4)" in tekst and "overlappen" in tekst


def test_a_gemeente_of_another_time_is_refused(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    schrijf_pc4(tmp_path / "pc4.gpkg", postcodes())
    schrijf_regios(tmp_path / "g.gpkg", "gemeente", gemeenten(mini_opbouw, 2019), 2016)
    tekst = weiger(tmp_path, mini)
    assert "g.gpkg (gemeente_gegeneraliseerd)" in tekst and "GM9020" in tekst and "2016-01-01" in tekst


def test_noise_on_every_border_leaves_a_valid_coverage(tmp_path: Path, mini: Feiten, mini_opbouw: Opbouw) -> None:
    """Each box drawn up to 0.7 m off, as official files are: overlaps, gaps and slivers everywhere."""
    kans = np.random.default_rng(3)
    vormen = {
        pc4: shapely.transform(vorm, lambda p: p + kans.uniform(-0.5, 0.5, 2)) for pc4, vorm in postcodes().items()
    }
    uit = lees(schrijf_alles(tmp_path, mini_opbouw, vormen), mini)
    assert shapely.coverage_is_valid(uit.vlak) and shapely.area(uit.vlak).sum() == pytest.approx(500e6, rel=1e-3)
    assert not [gat for gat in uit.verslag["gaten"] if gat["klasse"] == "fout"]


def test_the_attribution_names_every_year_once() -> None:
    assert vermelding([2020]).endswith("Statistiek, 2020 (CC BY 4.0)")
    assert "2016, 2020 en 2023" in vermelding([2023, 2016, 2020, 2016])
