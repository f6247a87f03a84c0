"""The map set of an edition, opened for reading: an index, ready files and, on demand, shapes.

Opening reads only the index. What was made beforehand is mapped, not read; other systems and levels
are worked out when first asked and kept within ``RUIMTE``. Safe to ask from several threads.
"""

from __future__ import annotations

import json
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from regio.fouten import GeenKaarten, NietGevonden
from regio.gebieden.crs import CRS84
from regio.gebieden.kaartset.bestanden import Kaartbestand, Kenmerken, kaartbestand, kenmerken_uit
from regio.gebieden.kaartset.voorraad import Voorraad
from regio.stand.bewaren import eenmaal

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from regio.gebieden.kaartlaag import Regio
    from regio.stand.stand import Stand

Json = dict[str, Any]
_GEEN = "Deze editie heeft geen kaarten; draai: regio data laad."
# Features in other systems and levels, kept per worker: at most this many bytes.
RUIMTE = 64 * 1024 * 1024


@eenmaal
def kaartset_van(stand: Stand) -> Kaartset:
    """The map set of an edition; raises GeenKaarten when it was compiled without one."""
    return Kaartset(stand)


class Kaartset:
    """Every map layer of an edition on every date; ``inhoud`` is the index (the JSON of the service)."""

    def __init__(self, stand: Stand) -> None:
        if stand.bestandenmap is None:
            raise GeenKaarten(_GEEN)
        try:
            self.inhoud: Json = stand.kaarten
        except KeyError as fout:
            raise GeenKaarten(_GEEN) from fout
        self._sectie = stand.sectie
        self._map: Path = stand.bestandenmap
        self.bron: str = self.inhoud["bron"]
        self.vermelding: str = self.inhoud["vermelding"]
        self.nauwkeurigheid: float = self.inhoud["nauwkeurigheid"]
        self._vast: dict[str, Kenmerken] = {}
        self._voorraad = Voorraad(RUIMTE)

    # -- index --------------------------------------------------------------------------------

    def laag(self, indeling: str, datum: str) -> Json | None:
        """The layer of an indeling on a day as the index lists it; None where there is none."""
        nummer = self._nummer(indeling, datum)
        return None if nummer is None else self.inhoud["lagen"][nummer]

    def regios(self, indeling: str, datum: str) -> list[Json]:
        """The regions of a layer: ``code``, ``naam``, ``mogelijk`` and ``kader`` (west, south, east,
        north in degrees; None without ground). Raises NietGevonden."""
        return self._regios(self._moet(indeling, datum))

    def bundel(self, naam: str, niveau: str, datum: str) -> str | None:
        """URL path of a TopoJSON file: ``swv`` (PO and VO), ``gemeente``, ``jeugdregio`` or ``rmc``.

        Where a level was not made for that day, the finest coarser one; None for an unknown name or
        level, or a day without these layers.
        """
        niveaus = list(self.inhoud["niveaus"])
        for bundel in self.inhoud["bundels"]:
            if bundel["naam"] == naam and _geldt(bundel, datum) and niveau in niveaus:
                gemaakt = [een for een in niveaus[: niveaus.index(niveau) + 1] if een in bundel["bestanden"]]
                url: str = self.inhoud["bestanden"][bundel["bestanden"][gemaakt[-1]]]["url"]
                return url
        return None

    def bundelniveaus(self, naam: str, datum: str) -> tuple[str, ...]:
        """The levels at which a TopoJSON file was made for a day, coarse to fine; empty without one."""
        bundels = (een for een in self.inhoud["bundels"] if een["naam"] == naam and _geldt(een, datum))
        gemaakt: Json = next((een["bestanden"] for een in bundels), {})
        return tuple(niveau for niveau in self.inhoud["niveaus"] if niveau in gemaakt)

    def bestand(self, naam: str) -> Kaartbestand | None:
        """A ready file by its name; None for any name that the index does not have."""
        velden = self.inhoud["bestanden"].get(naam)
        return None if velden is None else kaartbestand(naam, velden, self._map)

    # -- features -----------------------------------------------------------------------------

    def kenmerken(self, indeling: str, datum: str, niveau: str = "regio", crs: str = CRS84) -> Kenmerken:
        """GeoJSON features of every region with ground, ready to join.

        Raises NietGevonden for a layer or level that is not there, Vraagfout for an unknown crs,
        Opslagfout when the files are gone.
        """
        nummer = self._moet(indeling, datum)
        self._moet_niveau(niveau)
        klaar = self.inhoud["lagen"][nummer]["geojson"].get(niveau) if crs == CRS84 else None
        if klaar is None:
            return self._voorraad.geef((nummer, niveau, crs), lambda: self._maak(nummer, niveau, crs))
        if klaar not in self._vast:
            self._vast[klaar] = kenmerken_uit(self._map / klaar, self._codes(nummer))
        return self._vast[klaar]

    def _maak(self, nummer: int, niveau: str, crs: str) -> Kenmerken:
        from regio.gebieden.kaartset.geojson import kenmerken

        regels = kenmerken(self._vormen(nummer, niveau), self._eigenschappen(nummer), crs)
        met_grond = zip(self._regios(nummer), regels, strict=True)
        stukken = {regio["code"]: memoryview(regel) for regio, regel in met_grond if regio["kader"]}
        return Kenmerken(list(stukken), list(stukken.values()))

    def _eigenschappen(self, nummer: int) -> list[Json]:
        from regio.gebieden.kaartset.eigenschappen import eigenschappen

        return eigenschappen(self.inhoud["lagen"][nummer], self._regios(nummer), self.bron, self.vermelding)

    # -- shapes -------------------------------------------------------------------------------

    def geometrie(self, indeling: str, datum: str, niveau: str) -> tuple[tuple[Regio, ...], NDArray[np.object_]]:
        """The regions of a layer and their shapes in RD (metres), shape (aantal regio's,).

        Also level ``volledig``; an empty Polygon where a region has no ground. Raises NietGevonden.
        """
        from regio.gebieden.kaartlaag import Regio

        nummer = self._moet(indeling, datum)
        regios = tuple(Regio(r["code"], r["naam"], tuple(r["mogelijk"])) for r in self._regios(nummer))
        return regios, self._vormen(nummer, niveau)

    def grenslijnen(self, indeling: str, datum: str, niveau: str) -> dict[tuple[str, str], Any]:
        """The shared border (RD) of every pair of neighbouring regions, by their codes; without the coast.

        Raises NietGevonden.
        """
        from regio.gebieden.kaartset.grenzen import gedeelde_grenzen

        regios, vormen = self.geometrie(indeling, datum, niveau)
        return {(regios[a].code, regios[b].code): lijn for (a, b), lijn in gedeelde_grenzen(vormen).items()}

    def _vormen(self, nummer: int, niveau: str) -> NDArray[np.object_]:
        import numpy as np

        from regio.gebieden.kaartset.niveaus import VOLLEDIG, los_op
        from regio.gebieden.vormen import Vormen

        if niveau != VOLLEDIG:
            self._moet_niveau(niveau)
        laag = self.inhoud["lagen"][nummer]
        grond = Vormen(self._sectie, f"niveau_{niveau}_{laag['grens']}").alle()
        return los_op(grond, np.asarray(self._sectie(f"kaart_waarde_{nummer}")), laag["aantal"])

    # -- looking up ---------------------------------------------------------------------------

    def _nummer(self, indeling: str, datum: str) -> int | None:
        lagen = enumerate(self.inhoud["lagen"])
        return next((nr for nr, laag in lagen if laag["indeling"] == indeling and _geldt(laag, datum)), None)

    def _moet(self, indeling: str, datum: str) -> int:
        nummer = self._nummer(indeling, datum)
        if nummer is None:
            raise NietGevonden(f"Van {indeling} is op {datum} geen kaart bekend.")
        return nummer

    def _moet_niveau(self, niveau: str) -> None:
        if niveau not in self.inhoud["niveaus"]:
            raise NietGevonden(f"Detailniveau {niveau} is er niet; kies uit {', '.join(self.inhoud['niveaus'])}.")

    def _regios(self, nummer: int) -> list[Json]:
        return self._alle_regios[nummer]

    @cached_property
    def _alle_regios(self) -> list[list[Json]]:
        return [json.loads(bytes(self._sectie(f"kaart_regios_{nr}"))) for nr, _ in enumerate(self.inhoud["lagen"])]

    def _codes(self, nummer: int) -> list[str]:
        return [regio["code"] for regio in self._regios(nummer) if regio["kader"]]


def _geldt(laag: Json, datum: str) -> bool:
    return bool(laag["vanaf"] <= datum and (laag["tot"] is None or datum < laag["tot"]))
