"""The local BAG extract: reading it once, and searching its index."""

from __future__ import annotations

import logging
import sqlite3
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from regio.adressen.bag import BagGeocoder, plaatsnamen
from regio.adressen.bag_bestand import maak_index, sleutel
from regio.fouten import Bronfout

KOP = (
    "openbareruimte;huisnummer;huisletter;huisnummertoevoeging;postcode;woonplaats;"
    "gemeentecode;gemeentenaam;lon;lat;x;y"
)
RIJEN = """
Esweg;21;;;9761EN;Eelde;1730;Tynaarlo;6,56389;53,13472;234730;572230
Esweg;21;;;9411AA;Beilen;1731;Midden-Drenthe;6.51;52.85;231000;541000
Enkweg;10;A;;6881LZ;Velp;0275;Rheden;5.97;51.99;196120;447440
Enkweg;10;B;2;6881LZ;Velp;0275;Rheden;5.97;51.99;196120;447440
Dorpsstraat;1;;;1861KT;Bergen (NH);0373;Bergen (NH.);4.70;52.67;108500;520000
Dorpsstraat;1;A;;1861KT;Bergen (NH);0373;Bergen (NH.);4.70;52.67;108500;520000
Dorpsstraat;1;B;;9461BA;Gieten;1680;Aa en Hunze;6.76;53.00;247000;556000
Plein 1944;5;;;6511JC;Nijmegen;0268;Nijmegen;5.86;51.84;187600;428400
Plein;1944;;;6511JD;Nijmegen;0268;Nijmegen;5.86;51.84;187600;428400
Café-allée;3;;bis;2511AA;'s-Gravenhage;0518;'s-Gravenhage;4.31;52.08;81500;455000
1e Esweg;7;;;9761EN;Eelde;1730;Tynaarlo;6.56;53.13;234730;572230
""".strip()


@pytest.fixture
def bestand(tmp_path: Path) -> Path:
    pad = tmp_path / "bag.csv"
    pad.write_text(f"{KOP}\n{RIJEN}\n", encoding="utf-8")
    return pad


@pytest.fixture
def bag(bestand: Path, tmp_path: Path) -> BagGeocoder:
    return BagGeocoder(bestand, tmp_path / "var")


def namen(bag: BagGeocoder, vraag: str) -> list[str]:
    uitkomst = bag.zoek(vraag)
    assert uitkomst.niet_opgezocht is None
    return [adres.weergavenaam for adres in uitkomst.adressen]


ESWEG, BEILEN = "Esweg 21, 9761EN Eelde", "Esweg 21, 9411AA Beilen"
ENKWEG_A, ENKWEG_B = "Enkweg 10A, 6881LZ Velp", "Enkweg 10B-2, 6881LZ Velp"
BERGEN, BERGEN_A, GIETEN = (
    "Dorpsstraat 1, 1861KT Bergen (NH)",
    "Dorpsstraat 1A, 1861KT Bergen (NH)",
    "Dorpsstraat 1B, 9461BA Gieten",
)


@pytest.mark.parametrize(
    ("vraag", "verwacht"),
    [
        ("Esweg 21, Eelde", [ESWEG]),
        ("ESWEG 21 EELDE", [ESWEG]),
        ("Eelde, Esweg 21", [ESWEG]),
        ("Eelde Esweg 21", [ESWEG]),
        ("esweg 21, tynaarlo", [ESWEG]),
        ("Esweg 21, 9761 EN Eelde", [ESWEG]),
        ("Esweg 21, 9761EN", [ESWEG]),
        ("Esweg 21 9761 Eelde, Nederland", [ESWEG]),
        ("Esweg 21", [BEILEN, ESWEG]),
        ("Esweg 21, 9761 EN Beilen", []),
        ("Esweg 22, Eelde", []),
        ("Esweg 21, Groningen", []),
        ("Esweg 21 Groningen", []),
        ("Esweg", []),
        ("Enkweg 10-A, Velp", [ENKWEG_A]),
        ("Enkweg 10a, VELP GLD", [ENKWEG_A]),
        ("enkweg 10 b 2 velp", [ENKWEG_B]),
        ("Enkweg 10B-2", [ENKWEG_B]),
        ("Enkweg 10, Velp", [ENKWEG_A, ENKWEG_B]),
        ("Enkweg 10c, Velp", []),
        ("Dorpsstraat 1, Bergen", [BERGEN]),
        ("Dorpsstraat 1a, Bergen NH", [BERGEN_A]),
        ("Dorpsstraat 1, Bergen (L)", []),
        ("Dorpsstraat 1", [BERGEN, GIETEN]),
        ("Plein 1944 5, Nijmegen", ["Plein 1944 5, 6511JC Nijmegen"]),
        ("Plein 1944, Nijmegen", ["Plein 1944, 6511JD Nijmegen"]),
        ("cafe allee 3 bis, Den Haag", ["Café-allée 3-bis, 2511AA 's-Gravenhage"]),
        ("Café-Allée 3bis 's-Gravenhage", ["Café-allée 3-bis, 2511AA 's-Gravenhage"]),
        ("1e Esweg 7", ["1e Esweg 7, 9761EN Eelde"]),
        ("", []),
        ("21", []),
        ("' OR 1=1 --", []),
        ("<script>alert(1)</script> 1", []),
        ("Esweg " * 2000 + "21", []),
    ],
)
def test_zoeken(bag: BagGeocoder, vraag: str, verwacht: list[str]) -> None:
    assert namen(bag, vraag) == verwacht


def test_elke_lezing_die_past_is_een_antwoord(bestand: Path, tmp_path: Path) -> None:
    with bestand.open("a", encoding="utf-8") as uit:
        uit.write("Plein;1944;;5;6511JE;Nijmegen;0268;Nijmegen;5.86;51.84;187600;428400\n")
    bag = BagGeocoder(bestand, tmp_path / "var")
    beide = ["Plein 1944 5, 6511JC Nijmegen", "Plein 1944-5, 6511JE Nijmegen"]
    assert namen(bag, "Plein 1944 5 Nijmegen") == namen(bag, "Plein 1944 5, Nijmegen") == beide
    assert namen(bag, "Plein 1944 5, 6511 JE Nijmegen") == beide[1:]
    assert bag.zoek("Plein 1944 5 Nijmegen", maximum=1).meer


def test_alle_velden(bag: BagGeocoder) -> None:
    (adres,) = bag.zoek("Esweg 21, Eelde").adressen
    assert (adres.postcode, adres.huisnummer, adres.woonplaats) == ("9761EN", "21", "Eelde")
    assert (adres.gemeentecode, adres.gemeentenaam) == ("GM1730", "Tynaarlo")
    assert (adres.lon, adres.lat, adres.x, adres.y) == (6.56389, 53.13472, 234730.0, 572230.0)


def test_meer_dan_gevraagd_wordt_gezegd(bag: BagGeocoder) -> None:
    uitkomst = bag.zoek("Esweg 21", maximum=1)
    assert len(uitkomst.adressen) == 1
    assert uitkomst.meer
    assert not bag.zoek("Esweg 21", maximum=2).meer


def test_roepnamen() -> None:
    assert "den haag" in plaatsnamen("s gravenhage")
    assert plaatsnamen("bergen nh") == {"bergen nh", "bergen"}
    assert "bergen l" not in plaatsnamen("bergen nh")


@pytest.mark.parametrize("codering", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("scheiding", [",", ";", "\t"])
def test_coderingen_en_scheidingen(tmp_path: Path, codering: str, scheiding: str) -> None:
    pad = tmp_path / "bag.csv"
    kop = ["straat", "huisnummer", "postcode", "woonplaats", "x", "y"]
    rij = ["Café", "3", "9471 rm", "Zuidlaren", "241570", "568010"]
    pad.write_text("\r\n".join(scheiding.join(cellen) for cellen in (kop, rij)), encoding=codering)
    (adres,) = BagGeocoder(pad).zoek("café 3").adressen
    assert adres.weergavenaam == "Café 3, 9471RM Zuidlaren"
    assert (adres.lon, adres.x, adres.gemeentecode) == (None, 241570.0, None)
    assert [p.name for p in tmp_path.iterdir() if p != pad] == ["bag.csv.index.sqlite"]


@pytest.mark.parametrize(
    ("inhoud", "woorden"),
    [
        (b"straat;nummer;plaats\nEsweg;21;Eelde\n", ["mist: huisnummer, postcode, woonplaats, lon en lat", "nummer"]),
        (b"straat,huisnummer,postcode,woonplaats,lon\n", ["mist: lon en lat (of x en y)", "Gevonden: straat"]),
        (b"", ["Gevonden: niets", "Verwacht: straat"]),
        (b"\x00\x01\x02\xff\xfe" * 500, ["bag.csv"]),
        (b"straat,huisnummer,postcode,woonplaats,x,y\nEsweg,\x00x,,Eelde,1,1\n", ["geen enkel bruikbaar adres"]),
        (b"straat,huisnummer,postcode,woonplaats,x,y\n", ["geen enkel bruikbaar adres"]),
        (b"straat,huisnummer,postcode,woonplaats,x,y\nEsweg,x,9761EN,Eelde,1,1\n", ["geen enkel bruikbaar adres"]),
        (b"straat,huisnummer,postcode,woonplaats,x,y\nE\x81\xe9weg,1,9761EN,Eelde,1,1\n", ["geen tekst in UTF-8"]),
        (b"straat,huisnummer,postcode,woonplaats,x,y\n" + b"a" * 200_000 + b",1,9761EN,Eelde,1,1\n", ["regel 2"]),
    ],
)
def test_onbruikbaar_bestand(tmp_path: Path, inhoud: bytes, woorden: list[str]) -> None:
    pad = tmp_path / "bag.csv"
    pad.write_bytes(inhoud)
    with pytest.raises(Bronfout) as fout:
        BagGeocoder(pad)
    assert all(woord in str(fout.value) for woord in woorden), str(fout.value)
    assert list(tmp_path.iterdir()) == [pad]  # nothing half-finished stays behind


def test_een_map_is_geen_bestand(tmp_path: Path) -> None:
    with pytest.raises(Bronfout):
        BagGeocoder(tmp_path)


def test_slechte_rijen_worden_geteld_niet_genoemd(bestand: Path, caplog: pytest.LogCaptureFixture) -> None:
    with bestand.open("a", encoding="utf-8") as uit:
        uit.write("Geheimweg;;;;9471RM;Zuidlaren\nkort\n\nGeheimweg;1;;;;Zuidlaren;;;;;;\n")
    caplog.set_level(logging.DEBUG)
    bag = BagGeocoder(bestand)
    assert "3 rijen overgeslagen, 11 adressen gelezen" in caplog.text
    bag.zoek("Geheimweg 1")
    assert "Geheimweg" not in caplog.text


def test_index_wordt_hergebruikt_en_vernieuwd(bestand: Path, tmp_path: Path) -> None:
    index = maak_index(bestand, tmp_path / "var")
    eerst = index.stat().st_mtime_ns, index.stat().st_ino
    assert maak_index(bestand, tmp_path / "var") == index
    assert (index.stat().st_mtime_ns, index.stat().st_ino) == eerst
    bestand.write_text(f"{KOP}\n{RIJEN}\nNieuwweg;1;;;9471RM;Zuidlaren;;;;;241570;568010\n", encoding="utf-8")
    assert namen(BagGeocoder(bestand, tmp_path / "var"), "Nieuwweg 1") == ["Nieuwweg 1, 9471RM Zuidlaren"]


def test_kapotte_index_wordt_opnieuw_gebouwd(bestand: Path) -> None:
    index = maak_index(bestand)
    index.write_bytes(b"geen database" * 1000)
    assert namen(BagGeocoder(bestand), "Esweg 21, Eelde") == [ESWEG]


def test_verdwenen_index_is_een_storing(bestand: Path, bag: BagGeocoder, tmp_path: Path) -> None:
    for index in (tmp_path / "var" / "adressen").iterdir():
        index.unlink()
    uitkomst = bag.zoek("Esweg 21, Eelde")
    assert uitkomst.adressen == ()
    assert "niet opgezocht" in str(uitkomst.niet_opgezocht)


def test_var_is_een_bestand(bestand: Path) -> None:
    with pytest.raises(Bronfout):
        maak_index(bestand, bestand)


def test_geheugen_groeit_niet_met_het_bestand(tmp_path: Path) -> None:
    pad = tmp_path / "bag.csv"
    with pad.open("w", encoding="utf-8") as uit:
        uit.write("straat,huisnummer,postcode,woonplaats,x,y\n")
        uit.writelines(
            f"Lange Dorpsstraat {n % 97},{n % 9999 + 1},9471RM,Zuidlaren,241570,568010\n" for n in range(15_000)
        )
    tracemalloc.start()
    index = maak_index(pad)
    piek = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert piek < 400_000 < pad.stat().st_size
    with sqlite3.connect(index) as verbinding:
        assert verbinding.execute("SELECT count(*) FROM adres").fetchone() == (15_000,)
    verbinding.close()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(vraag=st.text(max_size=250) | st.text("eswg 21,9761EN-'a", max_size=80))
def test_elke_vraag_krijgt_antwoord(bag: BagGeocoder, vraag: str) -> None:
    assert bag.zoek(vraag).niet_opgezocht is None


@given(st.text())
def test_sleutel_verandert_niet_meer(tekst: str) -> None:
    assert sleutel(sleutel(tekst)) == sleutel(tekst)
