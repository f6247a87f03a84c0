"""The GIS files that are made beforehand: for the first day of every version and of the last state."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from regio.gebieden.kaartlaag import INDELINGEN
from regio.gebieden.kaartset.eigenschappen import eigenschappen
from regio.gebieden.kaartset.gis import TITELS, Gislaag, bronregels, flatgeobuf, geopackage
from regio.gebieden.kaartset.niveaus import VOLLEDIG, los_op
from regio.gebieden.kaartset.stukken import Tekening
from regio.gebieden.kaartset.uitvoer import Uitvoer

Json = dict[str, Any]


def maak_downloads(
    index: Mapping[str, Any], getekend: Sequence[Tekening], peildata: Sequence[str], uitvoer: Uitvoer
) -> list[Json]:
    """Write the files and list them: a GeoPackage per day, a FlatGeobuf per layer. Raises Opslagfout."""
    uit: list[Json] = []
    klaar: dict[Tekening, Gislaag] = {}
    for datum in peildata:
        mee = [een for indeling in INDELINGEN for een in getekend if een.indeling == indeling and een.geldt_op(datum)]
        for een in mee:
            if een not in klaar:
                klaar[een] = _gislaag(een, index)
                uit.append(_flatgeobuf(een, klaar[een], uitvoer))
        uit.append(_geopackage([klaar[een] for een in mee], bronregels(index, datum), datum, uitvoer))
    return sorted(uit, key=lambda een: (een["vorm"], een["datum"], een["indeling"] or ""))


def _gislaag(een: Tekening, index: Mapping[str, Any]) -> Gislaag:
    laag = {"indeling": een.indeling, "vanaf": een.vanaf, "tot": een.tot, "grens": een.grond.naam}
    velden = eigenschappen(laag, [asdict(regio) for regio in een.regios], index["bron"], index["vermelding"])
    return Gislaag(een.indeling, velden, los_op(een.grond.vlak, een.waarde, len(een.regios)))


def _flatgeobuf(een: Tekening, laag: Gislaag, uitvoer: Uitvoer) -> Json:
    bestand = uitvoer.laat_maken(f"{een.indeling}-{een.vanaf}", "fgb", _naar(flatgeobuf, laag))
    titel = f"{TITELS[een.indeling]} vanaf {een.vanaf}"
    return {
        "vorm": "flatgeobuf",
        "titel": titel,
        "indeling": een.indeling,
        "indelingen": [een.indeling],
        "niveau": VOLLEDIG,
        "datum": een.vanaf,
        "vanaf": een.vanaf,
        "tot": een.tot,
        "bestand": bestand,
    }


def _geopackage(lagen: Sequence[Gislaag], bron: Sequence[tuple[str, str]], datum: str, uitvoer: Uitvoer) -> Json:
    bestand = uitvoer.laat_maken(f"regios-{datum}", "gpkg", _naar(geopackage, lagen, bron))
    return {
        "vorm": "geopackage",
        "titel": f"Alle indelingen op {datum}, voor QGIS",
        "indeling": None,
        "indelingen": [laag.indeling for laag in lagen],
        "niveau": VOLLEDIG,
        "datum": datum,
        "vanaf": max(velden["vanaf"] for laag in lagen for velden in laag.velden),
        "tot": min((velden["tot"] for laag in lagen for velden in laag.velden if velden["tot"]), default=None),
        "bestand": bestand,
    }


def _naar(schrijver: Callable[..., None], *gegevens: Any) -> Callable[[Path], None]:
    return lambda doel: schrijver(*gegevens, doel)
