"""The map of a scenario as GeoJSON features: what changes, the regions before and after, and their borders."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from kaarten.scenarios.vormen import Kaartvormen, Laagvormen, Wissel
from regio.gebieden.crs import CRS84
from regio.scenario.beeld import Beeld

if TYPE_CHECKING:
    import shapely

Json = dict[str, Any]
GROND, VOOR, NA, VERVALT, WORDT = "grond", "gebied-voor", "gebied-na", "grens-vervalt", "grens-wordt"
SOORTEN = (GROND, VOOR, NA, VERVALT, WORDT)


def kenmerken(vormen: Kaartvormen, crs: str = CRS84) -> list[bytes]:
    """The features of a map, per layer in the order of ``SOORTEN``; none where no ground changes.

    Every feature says ``soort``, ``laag``, ``van`` and ``naar`` (codes; several where the facts leave open
    which), names for people, and for ``grond`` its postcodes. Raises Vraagfout for an unknown ``crs``.
    """
    import numpy as np

    from regio.gebieden.kaartset import geojson

    paren = [paar for laag in vormen.lagen for paar in _van_laag(vormen, laag)]
    if not paren:
        return []
    alle = np.array([vorm for _, vorm in paren], dtype=object)
    return geojson.kenmerken(alle, [velden for velden, _ in paren], crs)


def _van_laag(vormen: Kaartvormen, laag: Laagvormen) -> Iterator[tuple[Json, shapely.Geometry]]:
    oud, nieuw = vormen.oud, vormen.beeld

    def velden(soort: str, van: Sequence[str], naar: Sequence[str], postcodes: Sequence[str] = ()) -> Json:
        return {
            "code": f"{laag.laag}:{soort}:{'|'.join(van)}>{'|'.join(naar)}",
            "soort": soort,
            "laag": laag.laag,
            "van": list(van),
            "naar": list(naar),
            "vanNaam": noem(oud, van),
            "naarNaam": noem(nieuw, naar),
            "postcodes": list(postcodes),
            "bron": vormen.bron,
            "vermelding": vormen.vermelding,
        }

    for wissel in laag.orde:
        if wissel[0] != wissel[1]:
            yield velden(GROND, *wissel, postcodes_van(vormen, laag, wissel)), laag.vormen[wissel]
    for codes, vorm in laag.samen(0).items():
        yield velden(VOOR, codes, ()), vorm
    for codes, vorm in laag.samen(1).items():
        yield velden(NA, (), codes), vorm
    wordt, vervalt = laag.grenzen()
    yield velden(VERVALT, (), ()), vervalt
    yield velden(WORDT, (), ()), wordt


def postcodes_van(vormen: Kaartvormen, laag: Laagvormen, wissel: Wissel) -> list[str]:
    """The postcodes of a piece of ground, ascending."""
    pc4s = vormen.beeld.basis.pc4s
    return sorted({pc4s[nummer] for nummer in laag.groepen[wissel]})


def noem(beeld: Beeld, codes: Sequence[str]) -> str:
    """Regions as a reader knows them, several with ``of``; empty for none."""
    return " of ".join(beeld.noem(code) for code in codes)
