"""The bouwstenen beside every official layer: areas, differences with their causes, and accuracy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from regio.gebieden.officieel.gaten import openingen
from regio.gebieden.officieel.maten import ENCLAVES, GROOT_VERSCHIL, MINSTE_GROND, VERSCHIL
from regio.gebieden.officieel.melden import Meldingen, getal, opsomming
from regio.gebieden.officieel.nauwkeurigheid import ZELFDE_LIJN, afstanden, binnengrenzen, meet
from regio.gebieden.officieel.verschillen import Vergelijking, overlap
from regio.gebieden.vlakken import Geometrieen, Grenslaag
from regio.stand.toestanden import Opbouw

Rij = dict[str, object]
# m². With so much ground in another gemeente a postcode is said to lie across its border.
OVER_DE_GRENS = 100_000.0
TABEL = "de tabel met alle oorzaken staat in het verslag van de grenzen."


@dataclass(frozen=True, eq=False)
class Vergeleken:
    """Per layer of gemeenten a row of totals and the table of differences; the measured accuracy."""

    lagen: list[Rij]
    gemeenten: dict[int, list[Rij]]
    nauwkeurigheid: dict[str, Any]
    jeugdregios: list[Rij] = field(default_factory=list)


def vergelijk_lagen(vlak: Geometrieen, lagen: Sequence[Grenslaag], opbouw: Opbouw, meldingen: Meldingen) -> Vergeleken:
    """Compare the bouwstenen, shape (n,), with every layer of gemeenten on the layer's first day."""
    totalen: list[Rij] = []
    tabellen: dict[int, list[Rij]] = {}
    metingen = {}
    for laag in lagen:
        if laag.soort != "gemeente":
            continue
        vergelijking = _vergelijking(vlak, laag, opbouw)
        tabellen[laag.jaar] = vergelijking.rijen()
        grenzen = binnengrenzen(vlak, vergelijking.waarden())
        metingen[laag.jaar] = afstanden(binnengrenzen(laag.vlak, np.arange(len(laag.vlak))), grenzen)
        totalen.append({**_totaal(vlak, laag, tabellen[laag.jaar]), **_bijzonder(vergelijking)})
        _meld_enclaves(vergelijking.enclave_m2, laag, meldingen)
        _meld(laag, tabellen[laag.jaar], totalen[-1], meldingen)
    gemeten = meet(metingen)
    _meld_nauwkeurigheid(gemeten, meldingen)
    return Vergeleken(totalen, tabellen, gemeten, _jeugdregios(lagen, opbouw, meldingen))


def _meld_nauwkeurigheid(gemeten: dict[str, Any], meldingen: Meldingen) -> None:
    jaar, afgerond = gemeten["gemeten_aan"], f"{gemeten['afgerond']:.0f} meter"
    wat = "Er is geen gemeentelaag om de postcodegrenzen aan te meten."
    if jaar:
        cijfers = {een: dict(rij) for een, rij in gemeten["per_jaar"].items()}
        beste = cijfers.pop(str(jaar))
        anders = f"{beste['andere_lijn'] * 100:.1f}".replace(".", ",")
        wat = (
            f"95 procent van de gemeentegrenzen op de gemeentelaag van {jaar} ligt binnen {getal(beste['p95'])} meter "
            f"van een postcodegrens; {anders} procent, dat er meer dan {ZELFDE_LIJN:.0f} meter vandaan ligt, telt "
            "niet mee: daar ligt een postcode over de gemeentegrens."
        )
        if cijfers:
            overige = opsomming([f"{een}: {getal(rij['p95'])} meter" for een, rij in cijfers.items()], len(cijfers))
            wat += f" Op de lagen van andere jaren, die meer vereenvoudigd zijn: {overige}."
    meldingen.info("nauwkeurigheid", "grenzen", wat, f"Antwoorden binnen {afgerond} van een grens noemen beide kanten.")


def _vergelijking(vlak: Geometrieen, laag: Grenslaag, opbouw: Opbouw) -> Vergelijking:
    return Vergelijking(
        laag.codes,
        laag.namen,
        opbouw.feiten.bouwstenen,
        opbouw.gemeenten_op(laag.vanaf),
        shapely.area(laag.vlak),
        shapely.area(vlak),
        overlap(vlak, laag.vlak),
        _enclaves(vlak, laag),
    )


def _enclaves(vlak: Geometrieen, laag: Grenslaag) -> dict[str, float]:
    """Per gemeente around a foreign enclave the m² of it that the bouwstenen draw as Dutch ground."""
    uit: dict[str, float] = {}
    for gat in openingen(laag.vlak):
        bij = [shapely.Point(x, y) for _, x, y, reikt in ENCLAVES if gat.distance(shapely.Point(x, y)) < reikt]
        if bij:
            rond = int(np.argmin(shapely.distance(laag.vlak, gat)))
            buren = shapely.STRtree(vlak).query(gat, predicate="intersects")
            gedekt = shapely.area(shapely.intersection(vlak[buren], gat)).sum()
            uit[laag.codes[rond]] = uit.get(laag.codes[rond], 0.0) + float(gedekt)
    return uit


def _meld_enclaves(enclave_m2: Mapping[str, float], laag: Grenslaag, meldingen: Meldingen) -> None:
    """Foreign ground that the bouwstenen draw as Dutch, though the gemeente does not."""
    namen = dict(zip(laag.codes, laag.namen, strict=True))
    for code, m2 in enclave_m2.items():
        if m2 > MINSTE_GROND:
            wat = f"De postcodekaart tekent {m2 / 1e4:.0f} ha van {ENCLAVES[0][0]} (België) als Nederlandse grond."
            gedaan = f"Blijft zo in de bouwstenen; de gemeentelaag van {laag.jaar} laat de enclave open."
            meldingen.info("enclave-getekend", f"gemeenten {laag.jaar}, {namen[code]} ({code})", wat, gedaan)


def _totaal(vlak: Geometrieen, laag: Grenslaag, tabel: list[Rij]) -> Rij:
    eigen, blokken = float(shapely.area(laag.vlak).sum()), float(shapely.area(vlak).sum())
    return {
        "jaar": laag.jaar,
        "gemeenten": len(laag.codes),
        "laag_m2": round(eigen),
        "bouwstenen_m2": round(blokken),
        "verschil_m2": round(blokken - eigen),
        "aandeel": round((blokken - eigen) / eigen, 5),
        "boven_grens": sum(_getal(rij["aandeel"]) > VERSCHIL for rij in tabel),
    }


def _bijzonder(vergelijking: Vergelijking) -> Rij:
    """The PC4s with much ground in another gemeente than the facts say, and the gemeenten drawn over an enclave."""
    samen, waarde = vergelijking.samen, vergelijking.waarden()[vergelijking.samen.bouwsteen]
    over = samen.bouwsteen[(waarde >= 0) & (waarde != samen.gemeente) & (samen.m2 >= OVER_DE_GRENS)]
    return {
        "over_de_grens": sorted({vergelijking.bouwstenen[nummer].pc4 for nummer in over}),
        "enclaves": sorted(code for code, m2 in vergelijking.enclave_m2.items() if m2 > MINSTE_GROND),
    }


def _getal(waarde: object) -> float:
    return float(str(waarde))


def _meld(laag: Grenslaag, tabel: list[Rij], totaal: Rij, meldingen: Meldingen) -> None:
    """One finding with the totals of the layer, and one per gemeente that differs very much."""
    over = [rij for rij in tabel if _getal(rij["aandeel"]) > VERSCHIL]
    wie = opsomming([f"{rij['naam']} ({procent(rij)} procent)" for rij in over], 5) or "geen"
    wat = (
        f"De bouwstenen samen zijn {_getal(totaal['verschil_m2']) / 1e6:+.0f} km² tegenover de gemeentelaag;"
        f" {len(over)} van de {totaal['gemeenten']} gemeenten verschillen meer dan 2 procent: {wie}."
    )
    gedaan = f"Op de dagen van de laag is elke gemeente naar haar eigen laag getekend; {TABEL}"
    meldingen.info("gemeentelaag-verschilt", f"gemeenten {laag.jaar}", wat, gedaan)
    for rij in tabel:
        if _getal(rij["aandeel"]) > GROOT_VERSCHIL:
            waar = f"gemeenten {laag.jaar}, {rij['naam']} ({rij['gemeente']})"
            wat = f"{procent(rij)} procent verschil tussen de bouwstenen en de eigen laag: {voluit(rij)}."
            meldingen.info("gemeente-verschilt", waar, wat, gedaan)


def procent(rij: Rij) -> str:
    """The share of a row in percent, as it is written in Dutch."""
    return f"{_getal(rij['aandeel']) * 100:.1f}".replace(".", ",")


def voluit(rij: Rij) -> str:
    """The causes of a row in words, largest first."""
    oorzaken = rij["oorzaken"]
    delen = []
    for een in oorzaken if isinstance(oorzaken, list) else []:
        pc4s = f" ({', '.join(een['postcodes'])})" if een["postcodes"] else ""
        delen.append(f"{een['oorzaak']}{pc4s}, {een['m2'] / 1e4:.0f} ha")
    return "; ".join(delen) or "onbekend"


def _jeugdregios(lagen: Sequence[Grenslaag], opbouw: Opbouw, meldingen: Meldingen) -> list[Rij]:
    """Per year with both layers the gemeenten whose jeugdregio on the map the facts do not give."""
    gemeenten = {laag.jaar: laag for laag in lagen if laag.soort == "gemeente"}
    uit: list[Rij] = []
    for jeugd in (laag for laag in lagen if laag.soort == "jeugdregio" and laag.jaar in gemeenten):
        laag = gemeenten[jeugd.jaar]
        samen = overlap(laag.vlak, jeugd.vlak)
        for nummer, code in enumerate(laag.codes):
            eigen = np.flatnonzero(samen.bouwsteen == nummer)
            op_kaart = jeugd.codes[samen.gemeente[eigen[np.argmax(samen.m2[eigen])]]] if len(eigen) else ""
            volgens, _ = opbouw.jeugdregios.op(code, laag.vanaf)
            if volgens != {op_kaart}:
                rij: Rij = {"jaar": laag.jaar, "gemeente": code, "naam": laag.namen[nummer], "kaart": op_kaart}
                uit.append({**rij, "feiten": sorted(volgens)})
                feit = " of ".join(sorted(volgens)) or "geen"
                wat = f"{laag.namen[nummer]} ligt op de kaart in {op_kaart or 'geen'}, volgens de feiten in {feit}."
                meldingen.waarschuwing(
                    "jeugdregio-verschilt", f"jeugdregio's {laag.jaar}", wat, "De feiten blijven zoals ze zijn."
                )
    return uit
