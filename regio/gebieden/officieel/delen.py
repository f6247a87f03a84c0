"""Cutting the postcodes that a gemeente border really divides into their bouwstenen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

import numpy as np
import shapely

from regio.bronnen.rijen import BouwsteenRij
from regio.gebieden.officieel.maten import SNIPPER_BREEDTE, SNIPPER_M2
from regio.gebieden.officieel.melden import Meldingen, aantal_van
from regio.gebieden.officieel.poort import LEEG, samen
from regio.gebieden.vlakken import Geometrieen

Grenzen = Mapping[date, Mapping[str, shapely.Geometry]]


def verdeel(
    bouwstenen: Sequence[BouwsteenRij],
    per_pc4: Mapping[str, shapely.Geometry],
    grenzen: Grenzen,
    waar: str,
    meldingen: Meldingen,
) -> tuple[Geometrieen, list[dict[str, object]]]:
    """The ground of every bouwsteen before cleaning, shape (n,), and a row per cut bouwsteen.

    ``grenzen`` gives the gemeenten on the dates of ``gemeente_per``. Part 1 is what the other
    parts leave. Without the borders of a date the whole postcode is part 1, and a finding says so.
    """
    uit = np.full(len(bouwstenen), LEEG, dtype=object)
    rijen: list[dict[str, object]] = []
    zonder: list[str] = []
    for pc4, nummers in _per_pc4(bouwstenen).items():
        geheel = per_pc4.get(pc4, LEEG)
        eigen = [bouwstenen[nr] for nr in nummers]
        vormen = [geheel]
        if len(eigen) > 1 and not shapely.is_empty(geheel):
            gemeenten = [grenzen.get(rij.gemeente_per, {}).get(rij.gemeente) for rij in eigen[1:]]
            bekend = [vorm for vorm in gemeenten if vorm is not None]
            if len(bekend) == len(gemeenten):
                vormen, snippers = snij(geheel, bekend)
                rijen += _regels(eigen, vormen, snippers)
            else:
                zonder.append(pc4)
        for nummer, vorm in zip(nummers, vormen, strict=False):
            uit[nummer] = vorm
    if zonder:
        jaren = sorted({str(b.gemeente_per.year) for b in bouwstenen if b.deel > 1 and b.pc4 in zonder})
        geknipt = aantal_van(len(zonder), "postcode is", "postcodes zijn")
        wat = f"De gemeentegrenzen van {' en '.join(jaren)} ontbreken: {geknipt} niet geknipt."
        gedaan = (
            "De hele postcode hoort op de kaart bij deel 1; een punt erin krijgt het antwoord van de hele postcode."
        )
        meldingen.waarschuwing("delen-niet-geknipt", waar, wat, gedaan)
    return uit, rijen


def _per_pc4(bouwstenen: Sequence[BouwsteenRij]) -> dict[str, list[int]]:
    """Numbers of the bouwstenen of each PC4, part 1 first."""
    uit: defaultdict[str, list[int]] = defaultdict(list)
    for nummer in sorted(range(len(bouwstenen)), key=lambda nr: (bouwstenen[nr].pc4, bouwstenen[nr].deel)):
        uit[bouwstenen[nummer].pc4].append(nummer)
    return uit


def snij(geheel: shapely.Geometry, gemeenten: Sequence[shapely.Geometry]) -> tuple[list[shapely.Geometry], list[float]]:
    """The parts of a postcode: first what is in none of the gemeenten, then one part per gemeente.

    Also returns the areas (m²) of the slivers. A sliver goes to the piece of the same postcode with
    which it shares most border, and where it touches none to the largest.
    """
    rest, ruw = geheel, []
    for gemeente in gemeenten:
        deel = shapely.intersection(rest, gemeente)
        rest = shapely.difference(rest, deel)
        ruw.append(deel)
    stukken = [(nummer, stuk) for nummer, deel in enumerate([rest, *ruw]) for stuk in _stukken(deel)]
    stukken.sort(key=lambda paar: -paar[1].area)
    grootste = dict(reversed(stukken))
    blijft = [(nr, stuk) for nr, stuk in stukken if grootste[nr] is stuk or not is_snipper(stuk)]
    snippers = [stuk for nr, stuk in stukken if grootste[nr] is not stuk and is_snipper(stuk)]
    bij: defaultdict[int, list[shapely.Geometry]] = defaultdict(list)
    for nummer, stuk in blijft:
        bij[nummer].append(stuk)
    for snipper in snippers:
        grenslengtes = [shapely.intersection(snipper, stuk).length for _, stuk in blijft]
        bij[blijft[int(np.argmax(grenslengtes))][0]].append(snipper)
    delen = [shapely.union_all(bij[nummer]) if nummer in bij else LEEG for nummer in range(len(ruw) + 1)]
    return [samen(_stukken(deel)) for deel in delen], [float(stuk.area) for stuk in snippers]


def _stukken(vorm: shapely.Geometry) -> list[shapely.Polygon]:
    return [deel for deel in shapely.get_parts(vorm) if deel.geom_type == "Polygon"]


def is_snipper(stuk: shapely.Polygon) -> bool:
    """Whether a piece is too small or too narrow to be anything but drawing noise."""
    return bool(stuk.area < SNIPPER_M2 or 2.0 * stuk.area < SNIPPER_BREEDTE * stuk.length)


def _regels(
    eigen: Sequence[BouwsteenRij], vormen: Sequence[shapely.Geometry], snippers: list[float]
) -> list[dict[str, object]]:
    geheel = sum(vorm.area for vorm in vormen)
    return [
        {
            "id": rij.id,
            "gemeente": rij.gemeente,
            "m2": round(float(vorm.area), 1),
            "aandeel": round(float(vorm.area / geheel), 3),
            "aandeel_volgens_feiten": rij.aandeel,
            "snippers": len(snippers) if rij.deel == 1 else 0,
            "snippers_m2": round(sum(snippers), 1) if rij.deel == 1 else 0.0,
        }
        for rij, vorm in zip(eigen, vormen, strict=True)
    ]
