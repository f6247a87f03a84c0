"""Special schools of clusters 3 and 4: how many an SWV has, and which children of moved ground have one near."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from typing import Any

from regio.congruentie.getallen import gewicht
from regio.scenario.beeld import Basis, Beeld
from regio.scenario.bestand import Kolommen, Rij
from regio.scenario.effecten import geraakt
from regio.scenario.factoren.tabel import Bestand, Foutenlijst, lees, lees_getal, lees_postcode, lees_sectoren
from regio.scenario.lagen import anders
from regio.scenario.maatstaf import Maatstaf
from regio.scenario.zetten import SECTOREN

Json = dict[str, Any]
KOLOMMEN = Kolommen(
    ("naam", "postcode", "cluster", "plaatsen", "sector"), ("naam", "postcode", "cluster"), {"pc4": "postcode"}
)
CLUSTERS = ("3", "4")
LANGSTE_NAAM = 200
# Where a postcode lies: RD, in metres.
Punten = Mapping[str, tuple[float, float]]
_PC6 = re.compile(r"(\d{4}) ?[A-Za-z]{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class School:
    """A site of a school: on which hoofddeel, of which cluster, for which sectors; places when given."""

    naam: str
    grond: int
    cluster: str
    plaatsen: int | None
    sectoren: tuple[str, ...]


def lees_scholen(bestand: Bestand, basis: Basis) -> list[School]:
    """The schools in a file. Raises Vraagfout with every fault and its line."""
    gezien: dict[tuple[str, int, str, tuple[str, ...]], int] = {}

    def maak(rij: Rij, fouten: Foutenlijst) -> School | None:
        naam, cluster = rij.cellen["naam"].strip(), rij.cellen["cluster"].strip()
        grond = lees_postcode(basis, _zonder_letters(rij), "postcode", fouten)
        plaatsen = lees_getal(rij, "plaatsen", fouten) if rij.cellen.get("plaatsen", "").strip() else None
        sectoren = lees_sectoren(rij, fouten, leeg_mag=True)
        if not naam or len(naam) > LANGSTE_NAAM or not naam.isprintable():
            fouten.meld(rij, "naam-vorm", f"in kolom naam hoort de naam van een school, tot {LANGSTE_NAAM} tekens.")
        if cluster not in CLUSTERS:
            fouten.meld(rij, "cluster", "in kolom cluster hoort 3 of 4; clusters 1 en 2 doen niet mee.")
        if grond is None or sectoren is None:
            return None
        eerder = gezien.setdefault((naam, grond, cluster, sectoren), rij.regel)
        if eerder != rij.regel:
            fouten.meld(rij, "dubbel", f"deze school staat ook op regel {eerder}; laat één van beide weg.")
        return School(naam, grond, cluster, plaatsen, sectoren)

    return lees(bestand, KOLOMMEN, maak)


def _zonder_letters(rij: Rij) -> Rij:
    """The row with only the digits of a whole postcode."""
    heel = _PC6.fullmatch(rij.cellen["postcode"].strip())
    return Rij(rij.regel, {**rij.cellen, "postcode": heel[1]}) if heel else rij


def bereken(scholen: Sequence[School], maat: Maatstaf, na: Beeld, punten: Punten, afstand_km: float) -> Json:
    """Per sector the schools and places of every SWV, and how far children on ground that changes have one near.

    ``afstand_km`` is as the crow flies, between the points of postcodes.
    """
    voor = maat.basis.beeld
    pc4s = {maat.basis.pc4s[school.grond] for school in scholen}
    return {
        "scholen": len(scholen),
        "plaatsen": sum(school.plaatsen or 0 for school in scholen),
        "zonderPlaatsen": sum(school.plaatsen is None for school in scholen),
        "afstandKm": afstand_km,
        "scholenZonderPunt": sorted(pc4s - punten.keys()),
        "sectoren": [_sector(sector, scholen, maat, (voor, na), punten, afstand_km) for sector in SECTOREN],
    }


Paar = tuple[Beeld, Beeld]


def _sector(
    sector: str, alle: Sequence[School], maat: Maatstaf, beelden: Paar, punten: Punten, afstand_km: float
) -> Json:
    eigen = [school for school in alle if sector in school.sectoren]
    verdeeld = [_per_verband(eigen, beeld, sector) for beeld in beelden]
    raak = geraakt(*beelden, sector)
    codes = sorted((verdeeld[0].keys() | verdeeld[1].keys() | raak) - {""})
    bereik = _Bereik(sector, maat, beelden, punten, afstand_km)
    return {
        "sector": sector,
        "scholen": len(eigen),
        "onzeker": {"voor": len(verdeeld[0].get("", ())), "na": len(verdeeld[1].get("", ()))},
        "samenwerkingsverbanden": [_verband(code, verdeeld, beelden, geraakt=code in raak) for code in codes],
        "bereik": [bereik.van(cluster, eigen) for cluster in CLUSTERS],
        "postcodesZonderPunt": bereik.zonder_punt,
    }


def _per_verband(scholen: Sequence[School], beeld: Beeld, sector: str) -> dict[str, list[School]]:
    """The schools by SWV; those on ground without one certain SWV under an empty code."""
    uit: dict[str, list[School]] = {}
    for school in scholen:
        uit.setdefault(_swv_op(beeld, sector, school.grond), []).append(school)
    return uit


def _swv_op(beeld: Beeld, sector: str, grond: int) -> str:
    codes = beeld.lagen[sector][grond]
    return codes[0] if len(codes) == 1 else ""


def _verband(code: str, verdeeld: Sequence[Mapping[str, list[School]]], beelden: Paar, *, geraakt: bool) -> Json:
    voor, na = (
        _telling(per.get(code, ())) if beeld.bestaat(code) else None
        for per, beeld in zip(verdeeld, beelden, strict=True)
    )
    naam = beelden[1].namen.get(code) or beelden[0].namen.get(code)
    return {"code": code, "naam": naam, "grondVerandert": geraakt, "voor": voor, "na": na}


def _telling(scholen: Sequence[School]) -> Json:
    return {
        f"cluster{cluster}": {
            "scholen": sum(school.cluster == cluster for school in scholen),
            "plaatsen": sum(school.plaatsen or 0 for school in scholen if school.cluster == cluster),
        }
        for cluster in CLUSTERS
    }


class _Bereik:
    """The children on the ground of a sector that changes, and which of them have a school near in their SWV."""

    def __init__(self, sector: str, maat: Maatstaf, beelden: Paar, punten: Punten, afstand_km: float) -> None:
        self._sector, self._beelden, self._punten = sector, beelden, punten
        self._meter, self._pc4s = afstand_km * 1000, maat.basis.pc4s
        self._gewicht = maat.gewicht(sector).waarden
        voor, na = (beeld.lagen[sector] for beeld in beelden)
        grond = [nummer for nummer in anders(voor, na).tolist() if self._gewicht[nummer] > 0]
        self._grond = [nummer for nummer in grond if self._pc4s[nummer] in punten]
        self.zonder_punt = sorted({self._pc4s[nummer] for nummer in grond} - punten.keys())

    def van(self, cluster: str, scholen: Sequence[School]) -> Json:
        """The children within reach of a school of a cluster, before and after."""
        eigen = [school for school in scholen if school.cluster == cluster and self._pc4s[school.grond] in self._punten]
        voor, na = (self._kinderen(eigen, beeld) for beeld in self._beelden)
        totaal = gewicht(sum(float(self._gewicht[nummer]) for nummer in self._grond))
        return {"cluster": cluster, "kinderen": totaal, "voor": voor, "na": na}

    def _kinderen(self, scholen: Sequence[School], beeld: Beeld) -> float:
        plekken: dict[str, set[tuple[float, float]]] = {}
        for swv, eigen in _per_verband(scholen, beeld, self._sector).items():
            plekken[swv] = {self._punten[self._pc4s[school.grond]] for school in eigen} if swv else set()
        return gewicht(
            sum(
                float(self._gewicht[nummer])
                for nummer in self._grond
                if self._is_dichtbij(nummer, plekken.get(_swv_op(beeld, self._sector, nummer), ()))
            )
        )

    def _is_dichtbij(self, nummer: int, plekken: Iterable[tuple[float, float]]) -> bool:
        x, y = self._punten[self._pc4s[nummer]]
        return any(hypot(x - u, y - v) <= self._meter for u, v in plekken)
