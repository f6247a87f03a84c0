"""GeoJSON of regions: one line per feature, so that any choice of regions is a join of ready bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from regio.gebieden.crs import stelsel, vormen_uit_rd

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from regio.gebieden.kaartset.niveaus import Vormen

KOP = b'{"type":"FeatureCollection","features":[\n'
TUSSEN = b",\n"
STAART = b"\n]}\n"


def verzameling(kenmerken: Iterable[bytes | memoryview]) -> bytes:
    """A FeatureCollection of ready features."""
    return KOP + TUSSEN.join(kenmerken) + STAART


def kenmerken(vormen: Vormen, eigenschappen: Sequence[dict[str, Any]], crs: str) -> list[bytes]:
    """A feature per shape (RD), on one line: in a system of the API, rounded, rings as in RFC 7946.

    ``eigenschappen`` has a ``code`` each, which becomes the id. A shape without ground is null.
    """
    return kenmerken_in(vormen_uit_rd(vormen, crs), eigenschappen, stelsel(crs).decimalen, crs)


def kenmerken_in(vormen: Vormen, eigenschappen: Sequence[dict[str, Any]], decimalen: int, crs: str) -> list[bytes]:
    """As ``kenmerken``, for shapes whose coordinates are those of the system already."""
    import shapely

    noord_eerst = stelsel(crs).assen[0] == "breedte"
    # Outer rings run counterclockwise on the ground; with latitude first that is the other way about.
    rond = shapely.transform(
        shapely.orient_polygons(vormen, exterior_cw=noord_eerst), lambda punten: _afgerond(punten, decimalen)
    )
    teksten = shapely.to_geojson(rond)
    return [
        _kenmerk(velden, tekst.encode(), leeg=bool(leeg))
        for velden, tekst, leeg in zip(eigenschappen, teksten, shapely.is_empty(rond), strict=True)
    ]


def _afgerond(punten: NDArray[np.float64], decimalen: int) -> NDArray[np.float64]:
    return punten.round(decimalen)


def _kenmerk(velden: dict[str, Any], vorm: bytes, *, leeg: bool) -> bytes:
    tekst = json.dumps(velden, ensure_ascii=False, separators=(",", ":")).encode()
    code = json.dumps(velden["code"], ensure_ascii=False).encode()
    return b'{"type":"Feature","id":%b,"properties":%b,"geometry":%b}' % (code, tekst, b"null" if leeg else vorm)
