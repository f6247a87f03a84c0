"""A folder of files: every kind of bad input is a fault with its file, and one refusal names them all."""

from __future__ import annotations

import math
import struct
from pathlib import Path

import numpy as np
import pytest
import shapely

from regio.fouten import Bronfout
from regio.gebieden.officieel.lezen import Gelezen, lees_map
from regio.gebieden.officieel.melden import Meldingen
from regio.schijf import sha256_van
from tests.regio.gebieden.officieel.kaart import RD, Vormen, postcodes, schrijf, schrijf_pc4, schrijf_regios, vak


def lees(map_: Path) -> tuple[Gelezen, Meldingen]:
    """What a folder gives, with its findings."""
    meldingen = Meldingen()
    return lees_map(map_, meldingen, lambda _: None), meldingen


def fout(map_: Path) -> tuple[str, str]:
    """Code and text of the only fault of a folder."""
    _, meldingen = lees(map_)
    (een,) = meldingen.fouten
    return een.code, f"{een.waar}: {een.wat}"


def test_a_good_layer(tmp_path: Path) -> None:
    pad = schrijf_pc4(tmp_path / "pc4.gpkg", postcodes())
    gelezen, meldingen = lees(tmp_path)
    (laag,) = gelezen.lagen
    assert meldingen.alle == []
    assert (laag.soort, laag.jaar, laag.naam, laag.codes) == ("pc4", 2020, "postcode4", tuple(postcodes()))
    assert shapely.equals(laag.vlak, np.array(list(postcodes().values()), dtype=object)).all()
    (bestand,) = gelezen.bestanden
    assert (bestand.bestand, bestand.sha256, bestand.jaren, bestand.lagen) == (
        pad.name,
        sha256_van(pad),
        (2020,),
        ("postcode4",),
    )


def test_z_coordinates_fall_away(tmp_path: Path) -> None:
    schrijf_pc4(tmp_path / "pc4.gpkg", {pc4: shapely.force_3d(vorm, 7.0) for pc4, vorm in postcodes().items()})
    gelezen, meldingen = lees(tmp_path)
    assert not meldingen.fouten and not shapely.has_z(gelezen.lagen[0].vlak).any()


def test_other_names_of_layers_and_fields(tmp_path: Path) -> None:
    vormen = {"GM9001": vak("1001"), "GM9002": vak("1002")}
    schrijf(
        tmp_path / "a.gpkg",
        "cbs_gemeente_2018_gegeneraliseerd",
        vormen,
        {"GM_CODE": list(vormen), "GM_NAAM": ["x", "y"]},
    )
    schrijf(tmp_path / "pc4_2021.gpkg", "PC4", {"1001": vak("1001")}, {"PC4": [1001]})
    gelezen, meldingen = lees(tmp_path)
    assert not meldingen.fouten
    assert [(laag.soort, laag.jaar, laag.codes, laag.namen) for laag in gelezen.lagen] == [
        ("gemeente", 2018, ("GM9001", "GM9002"), ("x", "y")),
        ("pc4", 2021, ("1001",), ("",)),
    ]


def test_files_and_layers_that_are_not_ours_are_named_and_left(tmp_path: Path) -> None:
    pad = schrijf_pc4(tmp_path / "pc4.gpkg", postcodes())
    schrijf(pad, "wijk_2020", {"w": vak("1001")}, {"statcode": ["WK01"]})
    (tmp_path / "lees mij.txt").write_text("hallo")
    gelezen, meldingen = lees(tmp_path)
    assert len(gelezen.lagen) == 1
    assert [(een.niveau, een.code) for een in meldingen.alle] == [
        ("info", "bestand-overgeslagen"),
        ("info", "laag-overgeslagen"),
    ]
    assert "lees mij.txt" in meldingen.alle[0].wat and "wijk_2020" in meldingen.alle[1].wat


def test_another_crs(tmp_path: Path) -> None:
    schrijf_pc4(tmp_path / "pc4.gpkg", {"1001": shapely.box(5, 52, 5.1, 52.1)}, crs="EPSG:4326")
    code, tekst = fout(tmp_path)
    assert code == "ander-stelsel" and "EPSG:4326" in tekst and "EPSG:28992" in tekst


def test_degrees_that_are_called_rd(tmp_path: Path) -> None:
    schrijf_pc4(tmp_path / "pc4.gpkg", {"1001": shapely.box(5, 52, 5.1, 52.1)})
    code, tekst = fout(tmp_path)
    assert code == "geometrie-onbruikbaar" and "buiten Nederland" in tekst and "1001" in tekst


@pytest.mark.parametrize("waarde", [math.nan, math.inf, -math.inf])
def test_coordinates_that_are_no_number(tmp_path: Path, waarde: float) -> None:
    pad = schrijf_pc4(tmp_path / "pc4.gpkg", {"1001": vak("1001"), "1002": vak("1002")})
    # The upper left corner of the first box, which the second does not share, in the bytes of the file.
    links, _, _, boven = vak("1001").bounds
    hoek, inhoud = struct.pack("<dd", links, boven), pad.read_bytes()
    assert inhoud.count(hoek) == 1
    pad.write_bytes(inhoud.replace(hoek, struct.pack("<dd", waarde, boven)))
    code, tekst = fout(tmp_path)
    assert code == "geometrie-onbruikbaar" and "geen getal" in tekst and "1001" in tekst and "1002" not in tekst


@pytest.mark.parametrize(
    ("vorm", "melding"),
    [
        (None, "Geen geometrie"),
        (shapely.Polygon(), "Een lege geometrie"),
        (shapely.Point(100_000, 450_000), "geen vlak"),
        (shapely.GeometryCollection([vak("1001")]), "geen vlak"),
    ],
)
def test_rows_without_an_area(tmp_path: Path, vorm: shapely.Geometry | None, melding: str) -> None:
    schrijf_pc4(tmp_path / "pc4.gpkg", {"1001": vorm, "1002": vak("1002")})
    code, tekst = fout(tmp_path)
    assert code == "geometrie-onbruikbaar" and melding in tekst and "1001" in tekst


def pc4(map_: Path, codes: list[object], jaren: list[object], laag: str = "postcode4") -> None:
    """A PC4 layer with these codes and years."""
    vormen: Vormen = {str(nr): vak("1001") for nr in range(len(codes))}
    schrijf(map_ / "pc4.gpkg", laag, vormen, {"postcode4": codes, "jaarcode": jaren})


@pytest.mark.parametrize(
    ("codes", "jaren", "code", "tekst"),
    [
        (["1001", "1001"], [2020, 2020], "code-dubbel", "1001"),
        (["1001", ""], [2020, 2020], "code-leeg", "1 rij"),
        (["1001", None], [2020, 2020], "code-leeg", "1 rij"),
        (["1001", "0999"], [2020, 2020], "code-onbruikbaar", "0999"),
        (["1001", "9471RM"], [2020, 2020], "code-onbruikbaar", "9471RM"),
        (["1001", "1002"], [2020, 2021], "jaren-gemengd", "2020 (1 rij), 2021 (1 rij)"),
        (["1001", "1002"], ["2020", None], "jaren-gemengd", "1 rij zonder jaar"),
    ],
)
def test_rows_that_contradict(tmp_path: Path, codes: list[object], jaren: list[object], code: str, tekst: str) -> None:
    pc4(tmp_path, codes, jaren)
    gevonden, wat = fout(tmp_path)
    assert gevonden == code and tekst in wat and wat.startswith("pc4.gpkg (postcode4)")


def test_a_layer_without_a_code_says_which_fields_there_are(tmp_path: Path) -> None:
    schrijf(tmp_path / "pc4.gpkg", "postcode4", {"x": vak("1001")}, {"wijkcode": ["1001"]})
    code, tekst = fout(tmp_path)
    assert code == "veld-ontbreekt" and "wijkcode" in tekst


def test_a_layer_without_rows(tmp_path: Path) -> None:
    schrijf(tmp_path / "pc4.gpkg", "postcode4", {}, {"postcode4": []}, soort="MultiPolygon")
    assert fout(tmp_path)[0] == "laag-leeg"


def test_a_layer_of_no_year(tmp_path: Path) -> None:
    schrijf(tmp_path / "pc4.gpkg", "postcode4", {"x": vak("1001")}, {"postcode4": ["1001"]})
    code, tekst = fout(tmp_path)
    assert code == "jaar-onbekend" and "bestandsnaam" in tekst


def test_the_same_year_twice(tmp_path: Path) -> None:
    schrijf_pc4(tmp_path / "een.gpkg", postcodes())
    schrijf_pc4(tmp_path / "twee.gpkg", postcodes())
    gelezen, meldingen = lees(tmp_path)
    assert len(gelezen.lagen) == 1 and not meldingen.fouten
    assert [een.code for een in meldingen.alle] == ["laag-dubbel"]
    (tmp_path / "twee.gpkg").unlink()
    schrijf_pc4(tmp_path / "twee.gpkg", {**postcodes(), "1001": vak("1001").buffer(-1)})
    code, tekst = fout(tmp_path)
    assert code == "laag-dubbel" and "een.gpkg" in tekst and "twee.gpkg" in tekst


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    code, tekst = fout(tmp_path / "weg")
    assert code == "map-onleesbaar" and tekst.endswith(
        "De map kan niet worden gelezen: het bestand of de map bestaat niet."
    )


def test_one_refusal_names_every_fault_with_its_file(tmp_path: Path) -> None:
    (tmp_path / "kapot.gpkg").write_text("geen")
    schrijf_pc4(tmp_path / "graden.gpkg", {"1001": shapely.box(5, 52, 6, 53)}, crs="EPSG:4326")
    schrijf_regios(tmp_path / "gemeenten.gpkg", "gemeente", {"GM1": vak("1001"), "GM0002": vak("1002")}, 2016)
    _, meldingen = lees(tmp_path)
    with pytest.raises(Bronfout) as gevangen:
        meldingen.weiger_bij_fouten()
    for deel in ("kapot.gpkg: Is geen GeoPackage.", "graden.gpkg (postcode4)", "EPSG:4326", "gemeenten.gpkg", "GM1"):
        assert deel in str(gevangen.value)


@pytest.mark.parametrize(("aantal", "rest"), [(50, "En nog 30 andere fouten."), (21, "En nog 1 andere fout.")])
def test_a_long_list_of_faults_is_cut(aantal: int, rest: str) -> None:
    meldingen = Meldingen()
    for nummer in range(aantal):
        meldingen.fout("x", f"bestand{nummer}", "Kapot.")
    with pytest.raises(Bronfout, match=rest):
        meldingen.weiger_bij_fouten()


def test_rd_with_heights_is_rd(tmp_path: Path) -> None:
    schrijf_pc4(tmp_path / "pc4.gpkg", {"1001": shapely.force_3d(vak("1001"), 1.0)}, crs="EPSG:7415")
    assert not lees(tmp_path)[1].fouten and RD == "EPSG:28992"
