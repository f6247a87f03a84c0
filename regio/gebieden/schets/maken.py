"""Making the sketch: land, nodes, postcodes, parts, borders, and what to say about it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from regio.bevinding import Bevinding
from regio.bronnen.rijen import Feiten
from regio.gebieden.schets.delen import Delen
from regio.gebieden.schets.kruimels import zonder_kruimels
from regio.gebieden.schets.land import land
from regio.gebieden.schets.lijnen import vlakken
from regio.gebieden.schets.net import maak_net
from regio.gebieden.schets.punten import Getallen, Nummers, Punten, lees_punten
from regio.gebieden.schets.rooster import Rooster
from regio.gebieden.schets.toedeling import Afstanden
from regio.gebieden.vlakken import SCHETS, Vlakken

STAP = 250.0
NAUWKEURIGHEID = 1_000.0
# Raise when the way of drawing changes: it is part of the fingerprint.
VORM = 3
VERMELDING = (
    "Schets, geen officiële grenzen: afgeleid uit één of twee punten per postcode. "
    "Punten en inwoners: CBS (PC4 2014 en 2020, CC BY 4.0), aangevuld uit een open postcodetabel."
)


def maak_schets(feiten: Feiten) -> Vlakken:
    """Draw the ground of every bouwsteen from the points of the postcodes and nothing else.

    Raises Bronfout when the points are unusable. Equal facts give equal ground.
    """
    punten = lees_punten(feiten)
    net = maak_net(punten)
    grond = land(punten, net)
    rooster = Rooster.om(grond.bounds, STAP)
    afstanden = Afstanden(punten, net)
    grof = Rooster.om(grond.bounds, 2 * STAP)
    droog = _droog(grond, grof)
    afstanden.schuif(punten.midden, grof, droog)
    afstanden.ontrond(grof, droog)
    labels = _postcodes(punten, grond, rooster, afstanden)
    delen = Delen(punten, feiten.bouwstenen)
    labels = zonder_kruimels(rooster, delen.verdeel(rooster, labels), _vaste_knopen(punten, rooster))
    voorkeur = _Voorkeur(grond, rooster, afstanden, delen)
    vlak = vlakken(rooster, labels, voorkeur, len(feiten.bouwstenen))
    return Vlakken(
        SCHETS,
        tuple(een.id for een in feiten.bouwstenen),
        vlak,
        NAUWKEURIGHEID,
        VERMELDING,
        _afdruk(feiten),
        bevindingen=tuple(_bevindingen(feiten, punten, vlak)),
        verslag=_verslag(feiten, punten, vlak),
    )


def _postcodes(punten: Punten, grond: shapely.Geometry, rooster: Rooster, afstanden: Afstanden) -> Nummers:
    """The postcode of every node, -1 in water; every postcode has at least its own node."""
    labels = np.full(rooster.aantal, -1, dtype=np.int64)
    droog = _droog(grond, rooster)
    labels[droog] = afstanden.naaste(rooster, droog)
    eigen = _eigen_knopen(punten, rooster)
    labels[eigen] = np.arange(len(eigen))
    return labels


def _droog(grond: shapely.Geometry, rooster: Rooster) -> Nummers:
    alle = np.arange(rooster.aantal)
    uit: Nummers = alle[_binnen(grond, rooster.plaats(alle))]
    return uit


def _binnen(grond: shapely.Geometry, xy: Getallen) -> NDArray[np.bool_]:
    shapely.prepare(grond)
    uit: NDArray[np.bool_] = shapely.contains_xy(grond, xy[:, 0], xy[:, 1])
    return uit


def _eigen_knopen(punten: Punten, rooster: Rooster) -> Nummers:
    """For every postcode a node of its own, as near to its point as is free."""
    aantal = len(punten.pc4)
    wens = rooster.naaste(punten.xy[:aantal])
    bezet: set[int] = set()
    uit = wens.copy()
    for nummer, knoop in enumerate(wens.tolist()):
        kring = {knoop}
        while not (vrij := kring - bezet):
            kring |= {buur for een in kring for buur in rooster.buren(een)}
        plekken = np.array(sorted(vrij))
        verschil = rooster.plaats(plekken) - punten.xy[nummer]
        uit[nummer] = plekken[np.hypot(verschil[:, 0], verschil[:, 1]).argmin()]
        bezet.add(int(uit[nummer]))
    return uit


def _vaste_knopen(punten: Punten, rooster: Rooster) -> Nummers:
    """The nodes at the points: what has one is no crumb."""
    return np.concatenate([_eigen_knopen(punten, rooster), rooster.naaste(punten.xy)])


class _Voorkeur:
    """How much better one label suits a node than another: in depth of land, in nearness, or as a part."""

    def __init__(self, grond: shapely.Geometry, rooster: Rooster, afstanden: Afstanden, delen: Delen) -> None:
        self._grond, self._rooster, self._afstanden, self._delen = grond, rooster, afstanden, delen
        punten = [shapely.get_coordinates(ring) for ring in shapely.get_parts(shapely.boundary(grond))]
        stukken = [shapely.linestrings(np.stack([ring[:-1], ring[1:]], axis=1)) for ring in punten]
        self._kust = shapely.STRtree(np.concatenate(stukken))

    def __call__(self, een: Nummers, twee: Nummers, knopen: Nummers) -> Getallen:
        xy = self._rooster.plaats(knopen)
        uit = np.zeros(len(knopen))
        water = (een < 0) | (twee < 0)
        uit[water] = self._diepte(xy[water]) * np.where(een[water] < 0, -1.0, 1.0)
        postcode_een, postcode_twee = self._delen.postcode[een], self._delen.postcode[twee]
        zelfde = ~water & (postcode_een == postcode_twee)
        anders = ~water & ~zelfde
        naar = self._afstanden.naar
        uit[anders] = naar(postcode_twee[anders], xy[anders]) - naar(postcode_een[anders], xy[anders])
        uit[zelfde] = self._deel(een[zelfde], xy[zelfde]) - self._deel(twee[zelfde], xy[zelfde])
        return uit

    def _diepte(self, xy: Getallen) -> Getallen:
        _, afstand = self._kust.query_nearest(shapely.points(xy), return_distance=True, all_matches=False)
        uit: Getallen = np.where(_binnen(self._grond, xy), afstand, -afstand)
        return uit

    def _deel(self, plekken: Nummers, xy: Getallen) -> Getallen:
        uit = np.zeros(len(xy))
        for plek in np.unique(plekken).tolist():
            mee = plekken == plek
            uit[mee] = self._delen.voorkeur(plek, xy[mee])
        return uit


def _bevindingen(feiten: Feiten, punten: Punten, vlak: NDArray[np.object_]) -> Iterator[Bevinding]:
    zonder = set(punten.zonder)
    for een, leeg in zip(feiten.bouwstenen, shapely.is_empty(vlak), strict=True):
        if leeg:
            wat = "Deze postcode heeft geen punt." if een.pc4 in zonder else "Voor dit deel is geen plaats te vinden."
            gedaan = "De schets heeft er geen grond voor; vragen met de postcode zelf krijgen gewoon antwoord."
            yield Bevinding("info", "schets-zonder-grond", een.id, wat, gedaan)


def _verslag(feiten: Feiten, punten: Punten, vlak: NDArray[np.object_]) -> dict[str, Any]:
    oppervlak = shapely.area(vlak)
    per_pc4: dict[str, float] = {}
    for een, maat in zip(feiten.bouwstenen, oppervlak, strict=True):
        per_pc4[een.pc4] = per_pc4.get(een.pc4, 0.0) + float(maat)
    return {
        "postcodes": len(punten.pc4),
        "punten": len(punten.xy),
        "bouwstenen": len(feiten.bouwstenen),
        "zonderGrond": int(shapely.is_empty(vlak).sum()),
        "meerdelig": int((shapely.get_num_geometries(vlak) > 1).sum()),
        "vierkanteKilometer": round(float(oppervlak.sum()) / 1e6, 1),
        "delen": {
            een.id: {"aandeel": een.aandeel, "schets": round(float(maat) / per_pc4[een.pc4], 3)}
            for een, maat in zip(feiten.bouwstenen, oppervlak, strict=True)
            if een.deel > 1 and per_pc4[een.pc4]
        },
    }


def _afdruk(feiten: Feiten) -> str:
    som = hashlib.sha256(f"vorm {VORM}".encode())
    for rijen in (feiten.postcodes, feiten.postcodes_2014, feiten.bouwstenen):
        for rij in rijen:
            som.update(repr(rij).encode())
    return f"schets-{som.hexdigest()[:16]}"
