"""What a question to OGC API Features asks: bbox, its crs, datetime, and pages. Pure, and read from text."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from typing import TYPE_CHECKING

from api.afhankelijk import vandaag
from regio.fouten import Fout, Vraagfout
from regio.gebieden.crs import CRS84, RD, WEBMERCATOR, Stelsel, stelsel
from regio.tijdlijn.klok import in_nederland

if TYPE_CHECKING:
    import numpy as np
    import shapely
    from numpy.typing import NDArray
    from pyproj import Transformer

_DAG = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]\d{2}:\d{2})", re.ASCII)
_GETAL = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
_OPEN = ("", "..")
# Around the Netherlands with room to spare: beyond it the transformation to RD has no meaning.
_RUIM = (2.0, 50.0, 8.5, 54.5)
# Edges of a box in degrees are no straight lines in RD: cut them into steps of so many degrees.
_STAP = 0.05
_WERELD = 20_037_508.35


@dataclass(frozen=True, slots=True)
class Vak:
    """A box in some system, west to east and south to north; ``west`` may lie east of ``oost`` (over 180°)."""

    west: float
    zuid: float
    oost: float
    noord: float
    crs: str

    def in_rd(self) -> shapely.Geometry:
        """The part of the box around the Netherlands, in RD; may be empty."""
        import shapely

        if self.crs == RD:
            return shapely.box(self.west, self.zuid, self.oost, self.noord)
        west, zuid, oost, noord = self._in_graden()
        stukken = [(west, oost)] if west <= oost else [(west, 180.0), (-180.0, oost)]
        dozen = [shapely.box(van, zuid, tot, noord) for van, tot in stukken]
        binnen = shapely.intersection(shapely.union_all(dozen), shapely.box(*_RUIM))
        return shapely.transform(shapely.segmentize(binnen, _STAP), _naar_rd)

    def _in_graden(self) -> tuple[float, float, float, float]:
        if self.crs != WEBMERCATOR:
            return self.west, self.zuid, self.oost, self.noord
        return (*_mercator(self.west, self.zuid), *_mercator(self.oost, self.noord))


def _mercator(x: float, y: float) -> tuple[float, float]:
    """Degrees of a point in Web Mercator: straight lines along its axes stay along the axes."""
    straal = _WERELD / math.pi
    return math.degrees(x / straal), math.degrees(2 * math.atan(math.exp(y / straal)) - math.pi / 2)


@cache
def _omzetter() -> Transformer:
    from pyproj import Transformer

    return Transformer.from_crs("OGC:CRS84", "EPSG:28992", only_best=False)


def _naar_rd(punten: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    return np.column_stack(_omzetter().transform(punten[:, 0], punten[:, 1]))


def lees_bbox(tekst: str, crs: str) -> Vak:
    """A box of four numbers, or of six of which the heights do not count. Raises Vraagfout."""
    delen = tekst.split(",")
    if len(delen) not in (4, 6) or not all(_GETAL.fullmatch(deel) and math.isfinite(float(deel)) for deel in delen):
        raise _fout(
            "bbox", "bbox-vorm", "Geef bbox als vier getallen met komma's ertussen: links, onder, rechts, boven."
        )
    getallen = [float(deel) for deel in delen]
    helft = len(getallen) // 2
    west, zuid, oost, noord = *getallen[:2], *getallen[helft : helft + 2]
    assen = stelsel(crs, "bbox-crs")
    if assen.assen[0] == "breedte":
        west, zuid, oost, noord = zuid, west, noord, oost
    vak = Vak(west, zuid, oost, noord, crs if assen.assen[0] == "x" else CRS84)
    _controleer(vak, assen)
    return vak


def _controleer(vak: Vak, assen: Stelsel) -> None:
    graden = vak.crs == CRS84
    if vak.zuid > vak.noord or (vak.west > vak.oost and not graden):
        raise _fout("bbox", "bbox-volgorde", "In bbox staan eerst de kleinste waarden en dan de grootste.")
    grenzen = (180.0, 90.0) if graden else (_WERELD, 1e12) if vak.crs == WEBMERCATOR else (1e7, 1e7)
    if max(abs(vak.west), abs(vak.oost)) > grenzen[0] or max(abs(vak.zuid), abs(vak.noord)) > grenzen[1]:
        raise _fout("bbox", "bbox-buiten-crs", f"bbox ligt buiten het stelsel van bbox-crs ({assen.naam}).")


def lees_datetime(tekst: str) -> str:
    """The peildatum that a moment or an interval asks for, as JJJJ-MM-DD. Raises Vraagfout.

    A moment is the day it falls on in the Netherlands. An interval is answered as on its last day; one
    without an end as today, or as on its first day when that is later.
    """
    van, streep, tot = tekst.partition("/")
    if not streep:
        return _dag(van)
    if "/" in tot:
        raise _fout_datetime()
    begin = None if van in _OPEN else _dag(van)
    eind = max(begin or "", vandaag()) if tot in _OPEN else _dag(tot)
    if begin is not None and begin > eind:
        raise _fout("datetime", "datum-volgorde", "In datetime staat eerst het begin en dan het eind.")
    return eind


def heeft_einde(tekst: str) -> bool:
    """Whether a checked datetime is a moment or an interval that ends: its peildatum is then the same every day."""
    _, streep, tot = tekst.partition("/")
    return not streep or tot not in _OPEN


def _dag(tekst: str) -> str:
    try:
        if _DAG.fullmatch(tekst):
            return date.fromisoformat(tekst).isoformat()
        if _MOMENT.fullmatch(tekst):
            return in_nederland(tekst.upper()).date().isoformat()
    except (ValueError, OverflowError):
        pass
    raise _fout_datetime()


def _fout_datetime() -> Vraagfout:
    melding = (
        "Geef datetime als JJJJ-MM-DD, als moment zoals 2015-04-23T00:00:00Z, of als twee daarvan met / ertussen; "
        ".. is een open einde."
    )
    return _fout("datetime", "datum-vorm", melding)


def _fout(veld: str, code: str, melding: str) -> Vraagfout:
    return Vraagfout(Fout(veld, code, melding))


def moment(dag: str | None) -> str | None:
    """The start of a day as the standard writes moments."""
    return None if dag is None else datetime.fromisoformat(dag).replace(tzinfo=UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
