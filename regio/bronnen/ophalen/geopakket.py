"""GeoPackages: whether a file is one with the layers that are needed, and writing one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regio.bronnen.ophalen.fouten import NIETS_VERLOREN, Onbruikbaar
from regio.gebieden.officieel.gpkg import Kapot
from regio.gebieden.officieel.herkennen import SOORTNAAM, Soort
from regio.gebieden.officieel.lezen import lees_bestand
from regio.gebieden.officieel.melden import Meldingen, opsomming

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

GEMEENTE = "gemeente_gegeneraliseerd"
JEUGDREGIO = "jeugdregio_gegeneraliseerd"
POSTCODE4 = "postcode4"
# Kind of layer -> fewest areas of a whole one.
MINSTENS: dict[Soort, int] = {"gemeente": 300, "jeugdregio": 20, "pc4": 3500}
RD = "EPSG:28992"


@dataclass(frozen=True, eq=False)
class Laag:
    """A layer to write: ``vlak`` has shape (aantal,), polygons in RD or None; fields are as long."""

    naam: str
    vlak: NDArray[np.object_]
    velden: dict[str, NDArray[Any]] = field(default_factory=dict)


def controleer_gpkg(pad: Path, nodig: Sequence[Soort]) -> dict[Soort, int]:
    """Kind of layer -> number of areas, for the layers of a GeoPackage that are ours.

    Raises Onbruikbaar when it is none, is damaged, holds a row that loading refuses, or lacks one of
    ``nodig`` whole.
    """
    meldingen, gevonden = Meldingen(), list[str]()
    try:
        aantallen = {laag.soort: len(laag.codes) for laag in lees_bestand(pad, meldingen, gevonden)}
    except Kapot as fout:
        raise _onbruikbaar(pad, str(fout)) from None
    if meldingen.fouten:
        wat = meldingen.fouten[0].wat.rstrip(".")
        raise _onbruikbaar(pad, f"is niet te laden: {wat[0].lower()}{wat[1:]}")
    for soort in nodig:
        if soort not in aantallen:
            wel = opsomming(gevonden, 8) or "geen enkele laag"
            raise _onbruikbaar(pad, f"heeft geen laag met {SOORTNAAM[soort]}; wel: {wel}")
        if aantallen[soort] < MINSTENS[soort]:
            raise _onbruikbaar(pad, f"heeft maar {aantallen[soort]} {SOORTNAAM[soort]}")
    return aantallen


def schrijf_gpkg(pad: Path, lagen: Sequence[Laag]) -> None:
    """Write a new GeoPackage with these layers. Raises Onbruikbaar when GDAL cannot."""
    import numpy as np
    import pyogrio.raw
    import shapely

    for laag in lagen:
        vlak = np.array([_veelvoud(geom) for geom in laag.vlak], dtype=object)
        try:
            pyogrio.raw.write(
                pad,
                shapely.to_wkb(vlak),
                list(laag.velden.values()),
                list(laag.velden),
                layer=laag.naam,
                driver="GPKG",
                geometry_type="MultiPolygon",
                crs=RD,
            )
        except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, RuntimeError) as fout:
            raise _onbruikbaar(pad, "kan niet worden geschreven; is de schijf vol?") from fout


def _veelvoud(geom: Any) -> Any:
    import shapely

    return shapely.multipolygons([geom]) if geom is not None and geom.geom_type == "Polygon" else geom


def _onbruikbaar(pad: Path, wat: str) -> Onbruikbaar:
    return Onbruikbaar(
        f"Het bestand {pad.name.removesuffix('.deel')} van PDOK {wat}. Probeer het later opnieuw. {NIETS_VERLOREN}"
    )
