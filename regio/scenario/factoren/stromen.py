"""Flows of pupils: how many cross a border of SWVs on their way to school, before and after the moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from regio.congruentie.getallen import verhouding
from regio.scenario.beeld import Basis, Beeld
from regio.scenario.bestand import Kolommen, Rij
from regio.scenario.effecten import geraakt
from regio.scenario.factoren.tabel import Bestand, Foutenlijst, lees, lees_getal, lees_postcode, lees_sectoren
from regio.scenario.zetten import SECTOREN

Json = dict[str, Any]
KOLOMMEN = Kolommen(("van", "naar", "leerlingen", "sector"), ("van", "naar", "leerlingen"), {})
MEESTE_PAREN = 20


@dataclass(frozen=True, slots=True)
class Stroom:
    """Pupils who live on one hoofddeel and go to school on another; ``sectoren`` is one, or both when not told."""

    van: int
    naar: int
    leerlingen: int
    sectoren: tuple[str, ...]


def lees_stromen(bestand: Bestand, basis: Basis) -> list[Stroom]:
    """The flows in a file. Raises Vraagfout with every fault and its line."""
    gezien: dict[tuple[int, int, tuple[str, ...]], int] = {}

    def maak(rij: Rij, fouten: Foutenlijst) -> Stroom | None:
        van, naar = (lees_postcode(basis, rij, kolom, fouten) for kolom in ("van", "naar"))
        aantal, sectoren = lees_getal(rij, "leerlingen", fouten), lees_sectoren(rij, fouten, leeg_mag=False)
        if van is None or naar is None or aantal is None or sectoren is None:
            return None
        eerder = gezien.setdefault((van, naar, sectoren), rij.regel)
        if eerder != rij.regel:
            fouten.meld(rij, "dubbel", f"deze stroom staat ook op regel {eerder}; tel de leerlingen bij elkaar op.")
        return Stroom(van, naar, aantal, sectoren)

    return lees(bestand, KOLOMMEN, maak)


def bereken(stromen: Sequence[Stroom], voor: Beeld, na: Beeld) -> Json:
    """Per sector who crosses a border, between which SWVs, and the share that every touched SWV keeps inside."""
    return {
        "rijen": len(stromen),
        "leerlingen": sum(een.leerlingen for een in stromen),
        "metSector": any(len(een.sectoren) == 1 for een in stromen),
        "sectoren": [_sector(sector, stromen, voor, na) for sector in SECTOREN],
    }


def _sector(sector: str, alle: Sequence[Stroom], voor: Beeld, na: Beeld) -> Json:
    eigen = [een for een in alle if sector in een.sectoren]
    van, naar, aantal = (
        np.array(rij, dtype=np.int64)
        for rij in ([e.van for e in eigen], [e.naar for e in eigen], [e.leerlingen for e in eigen])
    )
    was, wordt = (_Telling(beeld, sector, van, naar, aantal) for beeld in (voor, na))
    paren = _paren(was, wordt)
    return {
        "sector": sector,
        "leerlingen": int(aantal.sum()),
        "overEenGrens": {"voor": was.kruisend, "na": wordt.kruisend},
        "binnen": {"voor": was.binnen, "na": wordt.binnen},
        "onzeker": {"voor": was.onzeker, "na": wordt.onzeker},
        "paren": paren[:MEESTE_PAREN],
        "overigeParen": max(0, len(paren) - MEESTE_PAREN),
        "zelfvoorziening": [_zelf(code, was, wordt, (voor, na)) for code in sorted(geraakt(voor, na, sector))],
    }


class _Telling:
    """The flows of a sector in one picture; those with an end that is not certainly in one SWV are ``onzeker``."""

    def __init__(
        self,
        beeld: Beeld,
        sector: str,
        van: NDArray[np.int64],
        naar: NDArray[np.int64],
        aantal: NDArray[np.int64],
    ) -> None:
        laag = beeld.lagen[sector]
        thuis, school = laag.waarden[van].astype(np.int64), laag.waarden[naar].astype(np.int64)
        zeker = (thuis >= 0) & (school >= 0)
        breed = len(laag.codes)
        tabel = np.zeros((breed, breed), dtype=np.int64)
        np.add.at(tabel, (thuis[zeker], school[zeker]), aantal[zeker])
        self._tabel, self._plek = tabel, {code: nummer for nummer, code in enumerate(laag.codes)}
        self.binnen = int(tabel.trace())
        self.kruisend = int(tabel.sum()) - self.binnen
        self.onzeker = int(aantal[~zeker].sum())
        self.paren = {
            (laag.codes[een], laag.codes[ander]): int(tabel[een, ander])
            for een, ander in np.argwhere(tabel).tolist()
            if een != ander
        }

    def van(self, code: str) -> Json | None:
        """Who lives in an SWV, who of them stays, and who comes from elsewhere; None where nothing is known."""
        plek = self._plek.get(code)
        if plek is None:
            return None
        wonen, blijven = int(self._tabel[plek].sum()), int(self._tabel[plek, plek])
        instroom = int(self._tabel[:, plek].sum()) - blijven
        return {"wonen": wonen, "blijven": blijven, "aandeel": verhouding(blijven, wonen), "instroom": instroom}


def _paren(was: _Telling, wordt: _Telling) -> list[Json]:
    """Every pair of SWVs with pupils between them: what changes most first, then the largest."""
    rijen = [
        {"van": van, "naar": naar, "voor": was.paren.get((van, naar), 0), "na": wordt.paren.get((van, naar), 0)}
        for van, naar in was.paren.keys() | wordt.paren.keys()
    ]
    return sorted(
        rijen,
        key=lambda rij: (-abs(rij["na"] - rij["voor"]), -max(rij["na"], rij["voor"]), rij["van"], rij["naar"]),
    )


def _zelf(code: str, was: _Telling, wordt: _Telling, beelden: tuple[Beeld, Beeld]) -> Json:
    voor, na = (
        telling.van(code) if beeld.bestaat(code) else None for telling, beeld in zip((was, wordt), beelden, strict=True)
    )
    naam = beelden[1].namen.get(code) or beelden[0].namen.get(code)
    return {"code": code, "naam": naam, "voor": voor, "na": na}
