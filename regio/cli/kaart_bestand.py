"""``regio kaart bestand``: the areas themselves, for a GIS or a program, from the map set of the edition."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from regio.cli.gedeeld import gemeente_datum, open_stand, swv_datum
from regio.cli.kaart import keur, schrijf
from regio.fouten import Fout, NietGevonden, Opslagfout, Vraagfout
from regio.gebieden.kaartlaag import INDELINGEN
from regio.instellingen import lees_instellingen

if TYPE_CHECKING:
    from regio.gebieden.kaartset.kaartset import Kaartset

# Name of a form -> ending of its files.
VORMEN = {"geopackage": "gpkg", "flatgeobuf": "fgb", "geojson": "geojson", "topojson": "topojson"}
SECTOREN = ("PO", "VO")
NIVEAUS = ("land", "regio", "plaats", "fijn")
VOOR_GIS = ("geopackage", "flatgeobuf")


def bewaar(
    vorm: str, indeling: str | None, peildatum: str | None, niveau: str | None, uit: Path | None, *, vervang: bool
) -> None:
    """Write one file of areas. Raises RegioFout, and then has written nothing.

    A GeoPackage holds every indeling; the other forms hold one, and a TopoJSON of PO or VO both of
    these, because they share their borders.
    """
    soort = _keuze("vorm", vorm, VORMEN)
    if niveau is not None and soort in VOOR_GIS:
        raise Vraagfout(Fout("niveau", "past-niet", f"Een {soort} heeft altijd alle detail; laat --niveau weg."))
    if indeling is not None and soort == "geopackage":
        raise Vraagfout(Fout("indeling", "past-niet", "Een geopackage bevat alle indelingen; laat --indeling weg."))
    welke = _keuze("indeling", indeling or "PO", INDELINGEN)
    fijn = _keuze("niveau", niveau or "regio", NIVEAUS)
    datum = swv_datum(peildatum) if welke in SECTOREN and soort != "geopackage" else gemeente_datum(peildatum)
    doel = uit or Path(f"{'regios' if soort == 'geopackage' else welke.lower()}-{datum}.{VORMEN[soort]}")
    keur([doel], vervang=vervang)
    from regio.gebieden.kaartset.kaartset import kaartset_van

    kaarten = kaartset_van(open_stand(lees_instellingen()))
    if soort in VOOR_GIS:
        _voor_gis(kaarten, soort, welke, datum, doel)
    else:
        schrijf([(doel, _tekst(kaarten, soort, welke, datum, fijn))], vervang=vervang)


def _keuze(veld: str, gevraagd: str, mogelijk: dict[str, str] | tuple[str, ...]) -> str:
    """What is meant, in any case. Raises Vraagfout naming what there is."""
    gekozen = {naam.lower(): naam for naam in mogelijk}.get(gevraagd.strip().lower())
    if gekozen is None:
        raise Vraagfout(Fout(veld, "onbekend", f"Kies als {veld} een van deze: {', '.join(mogelijk)}."))
    return gekozen


def _voor_gis(kaarten: Kaartset, soort: str, indeling: str, datum: str, doel: Path) -> None:
    from regio.gebieden.kaartset.gis import schrijf_flatgeobuf, schrijf_geopackage

    if soort == "geopackage":
        schrijf_geopackage(kaarten, datum, doel)
    else:
        schrijf_flatgeobuf(kaarten, indeling, datum, doel)
    sys.stdout.write(f"Geschreven: {doel} ({max(1, round(doel.stat().st_size / 1000))} kB)\n")


def _tekst(kaarten: Kaartset, soort: str, indeling: str, datum: str, niveau: str) -> bytes:
    from regio.gebieden.kaartset.bestanden import KWIJT

    if soort == "geojson":
        return bytes(kaarten.kenmerken(indeling, datum, niveau).verzameling())
    bundel = "swv" if indeling in SECTOREN else indeling
    naam = kaarten.bundel(bundel, niveau, datum)
    if naam is None or kaarten.laag(indeling, datum) is None:
        raise NietGevonden(f"Van {indeling} is op {datum} geen kaart bekend.")
    gemaakt = kaarten.bundelniveaus(bundel, datum)
    if niveau not in gemaakt:
        raise NietGevonden(
            f"Van {indeling} is op {datum} geen topojson met niveau {niveau}; kies {' of '.join(gemaakt)}, of neem "
            "--vorm geojson."
        )
    bestand = kaarten.bestand(naam.rpartition("/")[2])
    pad = bestand.pad() if bestand else None
    if pad is None:
        raise Opslagfout(KWIJT)
    try:
        return pad.read_bytes()
    except OSError as fout:
        raise Opslagfout(KWIJT) from fout
