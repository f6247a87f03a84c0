"""Answers: what the regeling, the gemeente and the jeugdregio are of a set of bouwstenen.

Pure functions from a Zicht and bouwstenen with weights to the JSON shape of the API. Every
possible region is in the answer; where the facts leave several open, none is preferred. No part of an
answer is surer than the least sure ground it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from regio.stand.zicht import BRONGRONDEN, GRONDSLAGEN, Laag, Zicht, benoemd

SECTOREN = ("PO", "VO")
_ONBEKEND = 2
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Grondstuk:
    """A bouwsteen in a question, with its weight (a share of area, or inhabitants).

    ``open`` says that the facts do not tell whether it belongs to what was asked for.
    """

    bouwsteen: int
    pc4: str
    gewicht: float
    open: bool = False


@dataclass(slots=True)
class Deelname:
    """A region's part in the asked ground: what certainly lies in it, and what may."""

    code: str
    zeker: list[Grondstuk] = field(default_factory=list)
    misschien: list[Grondstuk] = field(default_factory=list)

    @property
    def gewicht(self) -> float:
        """The weight of the ground that certainly lies in the region."""
        return sum(stuk.gewicht for stuk in self.zeker)

    def grondslag(self, laag: Laag) -> int:
        """The basis of the least sure certain ground; unknown when there is none."""
        return max((laag.grondslagen[stuk.bouwsteen] for stuk in self.zeker), default=_ONBEKEND)


def deelnames(zicht: Zicht, soort: str, grond: Sequence[Grondstuk], naar: str) -> list[Deelname]:
    """The regions of one kind in some ground.

    Weighed by inhabitants the heaviest comes first; by area the one of the hoofddeel does.
    """
    laag = zicht.lagen[soort]
    uit: dict[str, Deelname] = {}
    for stuk in grond:
        codes = laag.mogelijk(stuk.bouwsteen)
        for code in codes:
            deel = uit.setdefault(code, Deelname(code))
            (deel.zeker if len(codes) == 1 and not stuk.open else deel.misschien).append(stuk)
    if naar == "oppervlakte":
        return list(uit.values())
    return sorted(uit.values(), key=lambda deel: (-deel.gewicht, deel.code))


def aandelen(delen: Sequence[Deelname], grond: Sequence[Grondstuk], *, gedeeld: bool) -> list[float | None]:
    """The share of each region in the ground; None where the facts leave it open."""
    if not gedeeld:
        return [1.0 for _ in delen]
    totaal = sum(stuk.gewicht for stuk in grond)
    if not totaal or any(stuk.open for stuk in grond):
        return [None for _ in delen]
    return [None if deel.misschien else round(deel.gewicht / totaal, 4) for deel in delen]


def swv_deel(zicht: Zicht, sector: str, deel: Deelname, aandeel: float | None, naar: str | None) -> Json:
    """One SWV of an answer, without its postcodes."""
    stukken = deel.zeker or deel.misschien
    rijen = {zicht.rijen[sector][stuk.bouwsteen] for stuk in stukken}
    nummers = {zicht.correctie(sector, stuk.bouwsteen) for stuk in stukken} - {""}
    rij = rijen.pop() if len(rijen) == 1 else 0
    return {
        "code": deel.code,
        "sector": sector,
        "naam": zicht.naam("swv", deel.code),
        "grondslag": GRONDSLAGEN[deel.grondslag(zicht.lagen[sector])],
        "aandeel": aandeel,
        "aandeelNaar": naar if aandeel is not None else None,
        "rij": rij if rij > 0 else None,
        "correcties": sorted(nummers),
    }


def zonder_swv(zicht: Zicht, sector: str, stukken: Sequence[Grondstuk], postcodes: list[str] | None) -> Json:
    """The ground for which the regeling names no SWV, with what is printed there."""
    gedrukt = zicht.gedrukt(sector, stukken[0].bouwsteen)
    if gedrukt:
        uitleg = f"De regeling noemt hier geen samenwerkingsverband: in de tabel staat „{gedrukt}” waar een code hoort."
    else:
        uitleg = "De regeling wijst dit stuk grond aan geen samenwerkingsverband toe: de gemeente of de postcode staat "
        uitleg += "er niet in, of alleen met andere postcodes."
    grondslag = zicht.lagen[sector].grondslagen[stukken[0].bouwsteen]
    return {
        "sector": sector,
        "gedrukt": gedrukt or None,
        "grondslag": GRONDSLAGEN[grondslag],
        "toelichting": uitleg,
        "postcodes": postcodes,
    }


def swv_velden(zicht: Zicht, grond: Sequence[Grondstuk], naar: str, *, met_postcodes: bool) -> Json:
    """The fields ``samenwerkingsverbanden`` and ``zonderSamenwerkingsverband`` of an answer."""
    wel: list[Json] = []
    niet: list[Json] = []
    for sector in SECTOREN if zicht.versie else ():
        delen = deelnames(zicht, sector, grond, naar)
        zonder = [stuk for stuk in grond if not zicht.lagen[sector].mogelijk(stuk.bouwsteen)]
        gedeeld = len(delen) + bool(zonder) > 1
        for deel, aandeel in zip(delen, aandelen(delen, grond, gedeeld=gedeeld), strict=True):
            een = swv_deel(zicht, sector, deel, aandeel, naar if gedeeld else None)
            wel.append({**een, **_postcodes(deel, met_postcodes=met_postcodes)})
        if zonder:
            niet.append(zonder_swv(zicht, sector, zonder, _pc4s(zonder) if met_postcodes else None))
    return {"samenwerkingsverbanden": wel, "zonderSamenwerkingsverband": niet}


def _postcodes(deel: Deelname, *, met_postcodes: bool) -> Json:
    """The postcodes that certainly belong to a region, and those that may; None for one postcode."""
    if not met_postcodes:
        return {"postcodes": None, "postcodesMisschien": None}
    return {"postcodes": _pc4s(deel.zeker), "postcodesMisschien": _pc4s(deel.misschien)}


def _pc4s(stukken: Iterable[Grondstuk]) -> list[str]:
    return sorted({stuk.pc4 for stuk in stukken})


def gebied_velden(zicht: Zicht, soort: str, meervoud: str, grond: Sequence[Grondstuk], naar: str) -> Json:
    """The singular field (None when several) and the plural field of gemeente or jeugdregio."""
    delen = deelnames(zicht, soort, grond, naar)
    shares = aandelen(delen, grond, gedeeld=len(delen) > 1)
    lijst = [
        {
            **benoemd(zicht, soort, deel.code),
            "aandeel": aandeel,
            "grondslag": BRONGRONDEN[deel.grondslag(zicht.lagen[soort])],
        }
        for deel, aandeel in zip(delen, shares, strict=True)
    ]
    return {soort: benoemd(zicht, soort, delen[0].code) if len(delen) == 1 else None, meervoud: lijst}


def velden(zicht: Zicht, grond: Sequence[Grondstuk], naar: str, *, met_postcodes: bool) -> Json:
    """Every field of an answer that depends on the ground alone."""
    return {
        **swv_velden(zicht, grond, naar, met_postcodes=met_postcodes),
        **gebied_velden(zicht, "gemeente", "gemeenten", grond, naar),
        **gebied_velden(zicht, "jeugdregio", "jeugdregios", grond, naar),
    }
