"""The port and the making of a geocoder from its settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from regio.adressen import GeenGeocoder, maak_geocoder
from regio.adressen.bag import BagGeocoder
from regio.adressen.pdok import PdokGeocoder
from regio.adressen.poort import gemeentecode
from regio.fouten import Bronfout, RegioFout


def test_geen_geocoder_zegt_dat_hij_niets_opzoekt() -> None:
    uitkomst = maak_geocoder("geen").zoek("Esweg 21, Eelde")
    assert uitkomst.adressen == ()
    assert "zonder postcode" in str(uitkomst.niet_opgezocht)


def test_elke_soort(tmp_path: Path) -> None:
    bestand = tmp_path / "bag.csv"
    bestand.write_text("straat,huisnummer,postcode,woonplaats,lon,lat\nEsweg,21,9761EN,Eelde,6.56,53.13\n", "utf-8")
    assert isinstance(maak_geocoder("geen"), GeenGeocoder)
    assert isinstance(maak_geocoder("pdok", url="http://127.0.0.1:9/free"), PdokGeocoder)
    assert isinstance(maak_geocoder("bag", bag_bestand=bestand, var=tmp_path / "var"), BagGeocoder)


def test_onbruikbare_instellingen(tmp_path: Path) -> None:
    with pytest.raises(RegioFout, match="geen, pdok of bag"):
        maak_geocoder("google")
    with pytest.raises(RegioFout, match="REGIO_BAG_BESTAND"):
        maak_geocoder("bag")
    with pytest.raises(Bronfout, match=r"weg\.csv"):
        maak_geocoder("bag", bag_bestand=tmp_path / "weg.csv")


@pytest.mark.parametrize(
    ("waarde", "verwacht"),
    [
        ("0363", "GM0363"),
        ("GM0363", "GM0363"),
        (" gm363 ", "GM0363"),
        (363, "GM0363"),
        ("", None),
        ("0000", None),
        ("12345", None),
        ("x", None),
        (None, None),
        (True, None),
        (3.5, None),
        (-3, None),
    ],
)
def test_gemeentecode(waarde: object, verwacht: str | None) -> None:
    assert gemeentecode(waarde) == verwacht
