"""OGC API Features: the areas of one collection in one year, page by page."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from regio.bronnen.ophalen.dienst import eerste_pagina, samen
from regio.bronnen.ophalen.fouten import NIETS_VERLOREN, NietAanwezig, Onbruikbaar
from regio.bronnen.ophalen.verbinding import Antwoord, Verbinding, geen_pagina

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Json = dict[str, Any]
GROOTSTE_PAGINA = 300_000_000  # bytes
MEESTE_PAGINAS = 50
OUDSTE_JAAR = 2015
# All of the country in RD, metres, with sea and a margin; degrees fall outside.
_RD_X = (-50_000, 350_000)
_RD_Y = (250_000, 680_000)
_SOORTEN = ("Polygon", "MultiPolygon")


@dataclass(eq=False)
class Oogst:
    """The features of a collection: properties, shapes in RD (None where the source has none), and its pages."""

    rijen: list[Json] = field(default_factory=list)
    vlakken: list[Any] = field(default_factory=list)
    etags: dict[str, str] = field(default_factory=dict)
    bytes_binnen: int = 0

    @property
    def vlak(self) -> NDArray[np.object_]:
        """Shape (aantal,): polygons, multipolygons and None."""
        import numpy as np

        return np.array([*self.vlakken, None], dtype=object)[:-1]

    def inhoud(self, sleutel: str) -> str:
        """A sha256 over the features, whatever order they came in; ``sleutel`` is the property that names one."""
        import shapely

        som = hashlib.sha256()
        for rij, vlak in sorted(zip(self.rijen, self.vlakken, strict=True), key=lambda paar: str(paar[0][sleutel])):
            som.update(json.dumps(rij, sort_keys=True, ensure_ascii=False).encode())
            som.update(b"" if vlak is None else shapely.to_wkb(vlak))
        return som.hexdigest()


def haal_kenmerken(
    verbinding: Verbinding, items: str, jaar: int, sleutels: Sequence[str], meld: Callable[[int], None]
) -> Oogst:
    """All features of a collection in one year; ``meld`` is told how many bytes are in.

    Every feature has one of ``sleutels``, with a value of its own; its row gets that under the first
    of these names. Raises Storing, NietAanwezig when
    there are none, and Onbruikbaar when an answer is not what OGC API Features lets expect.
    """
    oogst, gezien = Oogst(), set[str]()
    url: str | None = eerste_pagina(items, jaar)
    while url is not None:
        if url in oogst.etags or len(oogst.etags) >= MEESTE_PAGINAS:
            raise _onbruikbaar("komt niet aan een eind: de volgende pagina is een eerdere")
        antwoord = verbinding.haal(url, grootste=GROOTSTE_PAGINA, koppen={"Accept": "application/geo+json"})
        pagina = _lees_pagina(antwoord)
        for kenmerk in pagina["features"]:
            _voeg_toe(oogst, gezien, kenmerk, jaar, sleutels)
        oogst.etags[url] = antwoord.koppen.get("etag", "")
        oogst.bytes_binnen += len(antwoord.lijf)
        meld(oogst.bytes_binnen)
        url = _volgende(pagina, url, verbinding)
    if not oogst.rijen:
        raise NietAanwezig(f"PDOK heeft geen gebieden van {jaar} in {_naam(items)}. {NIETS_VERLOREN}")
    _controleer_rd(oogst)
    return oogst


def is_ongewijzigd(verbinding: Verbinding, etags: Mapping[str, str]) -> bool:
    """Whether every page that was fetched before still has the same ETag. Raises Storing."""
    if not etags or not all(etags.values()):
        return False
    for url, etag in etags.items():
        try:
            antwoord = verbinding.haal(url, grootste=GROOTSTE_PAGINA, koppen={"If-None-Match": etag}, goed=(200, 304))
        except Onbruikbaar:
            return False
        if antwoord.status != 304:
            return False
    return True


def nieuwste_jaar(verbinding: Verbinding, items: str, vanaf: int) -> int:
    """The last year, at most ``vanaf``, of which a collection has features. Raises Storing and Onbruikbaar."""
    for jaar in range(vanaf, OUDSTE_JAAR - 1, -1):
        try:
            url = eerste_pagina(items, jaar, aantal=1)
            pagina = _lees_pagina(verbinding.haal(url, grootste=GROOTSTE_PAGINA))
        except NietAanwezig:
            continue
        if pagina["features"]:
            return jaar
    raise NietAanwezig(f"PDOK heeft geen gebieden in {_naam(items)}. Probeer het later opnieuw. {NIETS_VERLOREN}")


def _lees_pagina(antwoord: Antwoord) -> Json:
    if antwoord.is_html:
        raise geen_pagina(antwoord.url)
    try:
        pagina = json.loads(antwoord.lijf)
    except (ValueError, RecursionError):
        raise _onbruikbaar("is geen JSON") from None
    kenmerken = pagina.get("features") if isinstance(pagina, dict) else None
    if not isinstance(kenmerken, list) or pagina.get("type") != "FeatureCollection":
        raise _onbruikbaar("is geen FeatureCollection")
    if pagina.get("numberReturned", len(kenmerken)) != len(kenmerken):
        raise _onbruikbaar("heeft een ander aantal gebieden dan het zelf noemt")
    stelsel = antwoord.koppen.get("content-crs", "")
    if stelsel and "28992" not in stelsel:
        raise _onbruikbaar("is niet in RD (EPSG:28992), terwijl daar om is gevraagd")
    return dict(pagina)


def _voeg_toe(oogst: Oogst, gezien: set[str], kenmerk: Any, jaar: int, sleutels: Sequence[str]) -> None:
    rij = kenmerk.get("properties") if isinstance(kenmerk, dict) else None
    eigen = rij if isinstance(rij, dict) else {}
    code = next((str(eigen[naam]) for naam in sleutels if isinstance(eigen.get(naam), str | int)), None)
    if code is None:
        raise _onbruikbaar(f"heeft een gebied zonder {sleutels[0]}")
    if code in gezien:
        raise _onbruikbaar(f"heeft {code} twee keer")
    if str(eigen.get("jaarcode", jaar)) != str(jaar):
        raise _onbruikbaar(f"heeft gebieden van {eigen['jaarcode']}, terwijl om {jaar} is gevraagd")
    gezien.add(code)
    oogst.rijen.append({**eigen, sleutels[0]: code})
    oogst.vlakken.append(_vlak(kenmerk.get("geometry"), code))


def _vlak(geometrie: Any, code: str) -> Any:
    import shapely
    from shapely.geometry import shape

    if geometrie is None:
        return None
    try:
        vlak = shape(geometrie)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError, shapely.errors.ShapelyError):
        vlak = None
    if vlak is None or vlak.geom_type not in _SOORTEN:
        raise _onbruikbaar(f"heeft voor {code} geen vlak")
    return vlak


def _volgende(pagina: Json, url: str, verbinding: Verbinding) -> str | None:
    links = pagina.get("links")
    for link in links if isinstance(links, list) else ():
        if isinstance(link, dict) and link.get("rel") == "next":
            if not isinstance(link.get("href"), str) or not pagina["features"]:
                raise _onbruikbaar("verwijst naar een volgende pagina die er niet is")
            volgende = samen(url, link["href"])
            if not verbinding.dienst.mag(volgende):
                raise _onbruikbaar("verwijst voor de volgende pagina naar een andere dienst")
            return volgende
    return None


def _controleer_rd(oogst: Oogst) -> None:
    import numpy as np
    import shapely

    grenzen = shapely.bounds(oogst.vlak)
    for as_, (laagste, hoogste) in enumerate((_RD_X, _RD_Y)):
        waarden = grenzen[:, as_::2]
        waarden = waarden[~np.isnan(waarden)]
        if waarden.size and not laagste <= waarden.min() <= waarden.max() <= hoogste:
            raise _onbruikbaar("is niet in RD (EPSG:28992), terwijl daar om is gevraagd")


def velden(rijen: list[Json], namen: Iterable[str]) -> dict[str, NDArray[Any]]:
    """The columns to write, each as long as the rows: text, or whole numbers where every row has one."""
    import numpy as np

    kolommen: dict[str, NDArray[Any]] = {}
    for naam in namen:
        waarden = [rij.get(naam) for rij in rijen]
        if all(isinstance(waarde, int) for waarde in waarden):
            kolommen[naam] = np.array(waarden, dtype=np.int64)
        elif any(waarde is not None for waarde in waarden):
            kolommen[naam] = np.array([None if waarde is None else str(waarde) for waarde in waarden], dtype=object)
    return kolommen


def _naam(items: str) -> str:
    return items.rpartition("/collections/")[2].removesuffix("/items")


def _onbruikbaar(wat: str) -> Onbruikbaar:
    return Onbruikbaar(f"Het antwoord van PDOK {wat}. Probeer het later opnieuw. {NIETS_VERLOREN}")
