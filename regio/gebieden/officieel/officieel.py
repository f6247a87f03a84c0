"""From a folder with official files to the ground of every bouwsteen, or one refusal with every fault."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple
from datetime import date
from pathlib import Path

import numpy as np
import shapely

from regio.bronnen.rijen import Feiten
from regio.fouten import Bronfout
from regio.gebieden.officieel.gaten import Gat
from regio.gebieden.officieel.grond import landen
from regio.gebieden.officieel.lagen import controleer_codes, door_de_poort_laag, grenslaag, sluit_laag
from regio.gebieden.officieel.lezen import Gelezen, Laag, lees_map
from regio.gebieden.officieel.maten import parameters
from regio.gebieden.officieel.melden import Meldingen
from regio.gebieden.officieel.postcodes import Bouwvlakken, kies_pc4, maak_bouwvlakken
from regio.gebieden.officieel.vergelijken import vergelijk_lagen
from regio.gebieden.officieel.verslag import maak_verslag
from regio.gebieden.vlakken import OFFICIEEL, Geometrieen, Grenslaag, Vlakken
from regio.schijf import reden, sha256_van
from regio.stand.toestanden import Opbouw

# The tables by which the gate cuts, dates and judges; others change nothing about the ground.
_TABELLEN = (
    "bouwstenen",
    "postcodes",
    "postcodes_2014",
    "gemeenten",
    "herindelingen",
    "gemeente_jeugdregio",
    "wissels",
)


def afdruk_van(map_: Path, feiten: Feiten) -> str:
    """The fingerprint that ``lees_officieel`` would give, without doing its work. Raises OSError."""
    alle = sorted(pad for pad in map_.iterdir() if pad.suffix.lower() == ".gpkg" and pad.is_file())
    return _afdruk([sha256_van(pad) for pad in alle], feiten)


def _afdruk(sommen: Sequence[str], feiten: Feiten) -> str:
    som = hashlib.sha256(repr((sorted(parameters().items()), sorted(sommen))).encode())
    for tabel in _TABELLEN:
        for rij in getattr(feiten, tabel):
            som.update(repr((tabel, *astuple(rij))).encode())
    return som.hexdigest()


def zelfde_knip(een: Feiten, ander: Feiten) -> bool:
    """Whether two sets of facts cut, date and judge the same files into the same ground."""
    return all(getattr(een, tabel) == getattr(ander, tabel) for tabel in _TABELLEN)


def lees_officieel(map_: Path, feiten: Feiten, meld: Callable[[str], None]) -> Vlakken:
    """Read the GeoPackages of a folder through the geometry gate.

    ``meld`` gets a line per step. Raises Bronfout that names every fault with its file when the
    areas would be wrong; what is only worth knowing is in ``bevindingen`` and ``verslag``.
    """
    meldingen = Meldingen()
    opbouw = Opbouw(feiten)
    gelezen = lees_map(map_, meldingen, meld)
    pc4 = kies_pc4(gelezen, meldingen)
    controleer_codes(gelezen, opbouw, meldingen)
    meldingen.weiger_bij_fouten()
    if pc4 is None:
        raise AssertionError("without a PC4 layer there is a fault")
    try:
        return _door_de_poort(gelezen, pc4, afdruk_van(map_, feiten), opbouw, meldingen, meld)
    except OSError as fout:
        raise Bronfout(f"{map_} kan niet worden gelezen: {reden(fout)}.") from fout
    except shapely.GEOSException as fout:
        raise Bronfout("De officiële grenzen zijn geweigerd: de vlakken zijn niet te verwerken.") from fout


def _door_de_poort(
    gelezen: Gelezen, pc4: Laag, afdruk: str, opbouw: Opbouw, meldingen: Meldingen, meld: Callable[[str], None]
) -> Vlakken:
    regios = [laag for laag in gelezen.lagen if laag.soort != "pc4"]
    meld(f"Schoonmaken: {len(regios)} lagen met gemeenten en jeugdregio's")
    schoon = [door_de_poort_laag(laag, meldingen) for laag in regios]
    meldingen.weiger_bij_fouten()
    meld(f"Schoonmaken: PC4-vlakken van {pc4.jaar} (een halve tot anderhalve minuut)")
    vlakken = [vlak for vlak, _ in schoon]
    bouw = maak_bouwvlakken(pc4, opbouw.feiten, _grenzen(regios, vlakken), _land(regios, vlakken), meldingen)
    meldingen.weiger_bij_fouten()
    meld("Vergelijken met de eigen lagen van gemeenten")
    dicht, gaten = _sluit(regios, vlakken, bouw, pc4, opbouw.feiten, meldingen)
    meldingen.weiger_bij_fouten()
    lagen = _grenslagen(regios, dicht, opbouw)
    return _vlakken(gelezen, pc4, bouw, lagen, [r for _, r in schoon], gaten, opbouw, meldingen, afdruk)


def _land(lagen: Sequence[Laag], vlakken: Sequence[Geometrieen]) -> dict[int, shapely.Geometry]:
    return landen({laag.jaar: vlak for laag, vlak in zip(lagen, vlakken, strict=True) if laag.soort == "gemeente"})


def _grenzen(lagen: Sequence[Laag], vlakken: Sequence[Geometrieen]) -> Mapping[date, Mapping[str, shapely.Geometry]]:
    """The gemeenten per 1 January of each layer, by code."""
    return {
        date(laag.jaar, 1, 1): dict(zip(laag.codes, vlak, strict=True))
        for laag, vlak in zip(lagen, vlakken, strict=True)
        if laag.soort == "gemeente"
    }


def _sluit(
    lagen: Sequence[Laag],
    vlakken: Sequence[Geometrieen],
    bouw: Bouwvlakken,
    pc4: Laag,
    feiten: Feiten,
    meldingen: Meldingen,
) -> tuple[list[Geometrieen], list[list[Gat]]]:
    """Every layer of regions without its small openings, judged by all other layers."""
    bewoond = np.array([shapely.Point(r.x_rd, r.y_rd) for r in feiten.postcodes if r.inwoners_2021], dtype=object)
    land = {-pc4.jaar: shapely.coverage_union_all(bouw.vlak), **_land(lagen, vlakken)}
    dicht, gaten = [], []
    for laag, vlak in zip(lagen, vlakken, strict=True):
        anders = {abs(jaar): vorm for jaar, vorm in land.items() if jaar != laag.jaar}
        gesloten, eigen = sluit_laag(laag, vlak, anders, bewoond, meldingen)
        dicht.append(gesloten)
        gaten.append(eigen)
    return dicht, gaten


def _grenslagen(lagen: Sequence[Laag], vlakken: Sequence[Geometrieen], opbouw: Opbouw) -> tuple[Grenslaag, ...]:
    jaren = {soort: [laag.jaar for laag in lagen if laag.soort == soort] for soort in ("gemeente", "jeugdregio")}
    uit = [grenslaag(laag, vlak, jaren[laag.soort], opbouw) for laag, vlak in zip(lagen, vlakken, strict=True)]
    return tuple(sorted(uit, key=lambda laag: (laag.soort, laag.jaar)))


def vermelding(jaren: Sequence[int]) -> str:
    """The attribution beside every map, with the years of the layers used."""
    teksten = [str(jaar) for jaar in sorted(set(jaren))]
    jaartallen = " en ".join([", ".join(teksten[:-1]), teksten[-1]] if len(teksten) > 1 else teksten)
    return f"© Kadaster / Centraal Bureau voor de Statistiek, {jaartallen} (CC BY 4.0)"


def _vlakken(
    gelezen: Gelezen,
    pc4: Laag,
    bouw: Bouwvlakken,
    lagen: tuple[Grenslaag, ...],
    poortregels: Sequence[dict[str, object]],
    gaten: Sequence[list[Gat]],
    opbouw: Opbouw,
    meldingen: Meldingen,
    afdruk: str,
) -> Vlakken:
    vergeleken = vergelijk_lagen(bouw.vlak, lagen, opbouw, meldingen)
    gebruikt = [laag for laag in gelezen.lagen if laag.soort != "pc4" or laag is pc4]
    namen = {laag.bestand for laag in gebruikt}
    bestanden = tuple(bestand for bestand in gelezen.bestanden if bestand.bestand in namen)
    verslag = maak_verslag(pc4, bouw, gebruikt, poortregels, gaten, vergeleken, bestanden)
    return Vlakken(
        OFFICIEEL,
        tuple(rij.id for rij in opbouw.feiten.bouwstenen),
        bouw.vlak,
        vergeleken.nauwkeurigheid["afgerond"],
        vermelding([laag.jaar for laag in gebruikt]),
        afdruk,
        lagen,
        bestanden,
        tuple(meldingen.alle),
        verslag,
    )
