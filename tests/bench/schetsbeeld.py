"""The sketch beside the official borders in one picture: ``python -m tests.bench.schetsbeeld DOEL.png``.

Needs REGIO_BRONNEN. Both halves are drawn from the ground of the bouwstenen, coloured by
samenwerkingsverband PO on the date of the law, in the same colours.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")

import numpy as np
import shapely
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.path import Path as Lijn
from numpy.typing import NDArray

from regio.bronnen.lezen import lees_feiten
from regio.bronnen.rijen import Feiten
from regio.gebieden.officieel import lees_officieel
from regio.gebieden.schets import maak_schets
from regio.gebieden.vlakken import Geometrieen
from tests.bench.schets import PEILDATUM
from tests.bench.server import WORTEL

Doos = tuple[float, float, float, float]
NEDERLAND: Doos = (8_000, 303_000, 282_000, 622_000)
WATER, KLEUREN = "#dbe7ee", "tab20"
VERMELDING = (
    "Links: schets. Rechts: © Kadaster / Centraal Bureau voor de Statistiek, {jaar} (CC BY 4.0). PO op {datum}."
)


def teken(
    doel: Path, schets: Geometrieen, officieel: Geometrieen, soort: NDArray[np.int64], jaar: str, doos: Doos = NEDERLAND
) -> None:
    """Write a PNG of 1600 pixels wide: the ground (n,) of both, coloured by the number (n,) of the region."""
    x_min, y_min, x_max, y_max = doos
    hoogte = 8 * (y_max - y_min) / (x_max - x_min)
    figuur, assen = plt.subplots(1, 2, figsize=(16, hoogte + 0.3))
    for as_, vlak, titel in zip(assen, (schets, officieel), ("Schets", "Officiële grenzen"), strict=True):
        _helft(as_, vlak, soort, doos)
        as_.text(0.02, 0.98, titel, transform=as_.transAxes, va="top", fontsize=16)
    figuur.text(0.005, 0.008, VERMELDING.format(jaar=jaar, datum=PEILDATUM), fontsize=10)
    figuur.subplots_adjust(0, 0.3 / (hoogte + 0.3), 1, 1, 0.005, 0)
    figuur.savefig(doel, dpi=100)
    plt.close(figuur)


def _helft(as_: Axes, vlak: Geometrieen, soort: NDArray[np.int64], doos: Doos) -> None:
    kleur = plt.get_cmap(KLEUREN)
    mee = np.flatnonzero(~shapely.is_empty(vlak))
    kleuren = [kleur(int(soort[nr]) * 7 % 20) for nr in mee]
    as_.add_collection(PathCollection([_lijn(vlak[nr]) for nr in mee], facecolors=kleuren, edgecolors=kleuren, lw=0.1))
    randen = [shapely.coverage_union_all(vlak[soort == nr]) for nr in np.unique(soort[mee])]
    as_.add_collection(PathCollection([_lijn(een) for een in randen], facecolors="none", edgecolors="#222", lw=0.6))
    as_.set(xlim=doos[::2], ylim=doos[1::2], xticks=[], yticks=[], facecolor=WATER)
    for rand in as_.spines.values():
        rand.set_visible(False)


def _lijn(vlak: shapely.Geometry) -> Lijn:
    ringen = [ring for deel in shapely.get_parts(vlak) for ring in (deel.exterior, *deel.interiors)]
    return Lijn.make_compound_path(*(Lijn(shapely.get_coordinates(ring), closed=True) for ring in ringen))


def hoofd() -> None:
    """Draw the country, or a box of it (``--doos``, metres RD)."""
    ontleder = argparse.ArgumentParser(prog="python -m tests.bench.schetsbeeld", description=__doc__)
    ontleder.add_argument("doel", type=Path)
    ontleder.add_argument("--doos", type=float, nargs=4, default=NEDERLAND, metavar=("X0", "Y0", "X1", "Y1"))
    keuze = ontleder.parse_args()
    bestanden = sorted(Path(os.environ.get("REGIO_BRONNEN", "")).glob("cbs_pc4_*.gpkg"))
    if not bestanden:
        ontleder.error("REGIO_BRONNEN names no folder with a cbs_pc4_<jaar>.gpkg")
    feiten = lees_feiten(WORTEL / "data")
    echt = lees_officieel(bestanden[-1].parent, feiten, print).vlak
    teken(keuze.doel, maak_schets(feiten).vlak, echt, _po(feiten), bestanden[-1].stem[-4:], tuple(keuze.doos))


def _po(feiten: Feiten) -> NDArray[np.int64]:
    """The PO of every bouwsteen as a number: by the table of the law, or of newer postcodes."""
    codes = {een.pc4: een.po for een in feiten.nieuwe_postcodes} | {
        een.pc4: een.po for een in feiten.regeling_postcodes
    }
    uit: NDArray[np.int64] = np.unique([codes[een.pc4] for een in feiten.bouwstenen], return_inverse=True)[1]
    return uit


if __name__ == "__main__":
    hoofd()
