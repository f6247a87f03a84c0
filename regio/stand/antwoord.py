"""Answers: what the regeling, the gemeente and the jeugdregio are of a set of bouwstenen.

Pure functions from a Zicht and bouwstenen with weights to the JSON shape of the API. Every
possible region is in the answer; where the facts leave several open, none is preferred.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from regio.stand.zicht import GRONDSLAGEN, Zicht, benoemd

SECTOREN = ("PO", "VO")
_ONBEKEND = 2
Json = dict[str, Any]


@dataclass(slots=True)
class Deelname:
    """A region's part in the asked ground; ``gewicht`` is None while candidates are open."""

    code: str
    gewicht: float | None
    grondslag: int
    bouwstenen: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Grondstuk:
    """A bouwsteen in a question, with its weight (a share of area, or inhabitants)."""

    bouwsteen: int
    pc4: str
    gewicht: float


def deelnames(zicht: Zicht, soort: str, grond: Iterable[Grondstuk]) -> list[Deelname]:
    """The regions of one kind in some ground, heaviest first, then by code."""
    laag = zicht.lagen[soort]
    uit: dict[str, Deelname] = {}
    for stuk in grond:
        codes = laag.mogelijk(stuk.bouwsteen)
        open_ = len(codes) > 1
        for code in codes:
            grondslag = _ONBEKEND if open_ else laag.grondslagen[stuk.bouwsteen]
            deel = uit.setdefault(code, Deelname(code, 0.0, grondslag))
            deel.bouwstenen.append(stuk.bouwsteen)
            if open_:
                deel.gewicht = None
            elif deel.gewicht is not None:
                deel.gewicht += stuk.gewicht
    return sorted(uit.values(), key=lambda deel: (-(deel.gewicht or 0.0), deel.code))


def _aandeel(deel: Deelname, totaal: float) -> float | None:
    return round(deel.gewicht / totaal, 4) if deel.gewicht is not None and totaal else None


def swv_deel(
    zicht: Zicht, sector: str, deel: Deelname, totaal: float, naar: str | None, postcodes: list[str] | None
) -> Json:
    """One SWV of an answer."""
    eerste = deel.bouwstenen[0]
    rij = zicht.rijen[sector][eerste] if len(deel.bouwstenen) == 1 or postcodes is None else -1
    return {
        "code": deel.code,
        "sector": sector,
        "naam": zicht.naam("swv", deel.code),
        "grondslag": GRONDSLAGEN[deel.grondslag],
        "aandeel": _aandeel(deel, totaal),
        "aandeelNaar": naar if deel.gewicht is not None else None,
        "rij": rij if rij > 0 else None,
        "correctie": zicht.correctie(sector, eerste) or None,
        "postcodes": postcodes,
    }


def zonder_swv(zicht: Zicht, sector: str, stukken: Sequence[Grondstuk], postcodes: list[str] | None) -> Json:
    """The ground for which the regeling names no SWV, with what is printed there."""
    gedrukt = zicht.gedrukt(sector, stukken[0].bouwsteen)
    if gedrukt:
        uitleg = f"De regeling noemt hier geen samenwerkingsverband: in de tabel staat „{gedrukt}” waar een code hoort."
    else:
        uitleg = "De regeling wijst dit stuk grond aan geen samenwerkingsverband toe: de gemeente staat er alleen in "
        uitleg += "met andere postcodes."
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
    totaal = sum(stuk.gewicht for stuk in grond)
    pc4 = {stuk.bouwsteen: stuk.pc4 for stuk in grond}
    for sector in SECTOREN:
        delen = deelnames(zicht, sector, grond)
        zonder = [stuk for stuk in grond if not zicht.lagen[sector].mogelijk(stuk.bouwsteen)]
        gedeeld = len(delen) + bool(zonder) > 1
        for deel in delen:
            postcodes = sorted({pc4[nr] for nr in deel.bouwstenen}) if met_postcodes else None
            wel.append(swv_deel(zicht, sector, deel, totaal, naar if gedeeld else None, postcodes))
            if not gedeeld and deel.gewicht is not None:
                wel[-1]["aandeel"] = 1.0
        if zonder:
            postcodes = sorted({stuk.pc4 for stuk in zonder}) if met_postcodes else None
            niet.append(zonder_swv(zicht, sector, zonder, postcodes))
    return {"samenwerkingsverbanden": wel, "zonderSamenwerkingsverband": niet}


def gebied_velden(zicht: Zicht, soort: str, meervoud: str, grond: Sequence[Grondstuk]) -> Json:
    """The singular field (None when several) and the plural field of gemeente or jeugdregio."""
    delen = deelnames(zicht, soort, grond)
    totaal = sum(stuk.gewicht for stuk in grond)
    woorden = ("bron", "afgeleid", "onbekend")
    lijst = [
        {
            **benoemd(zicht, soort, deel.code),
            "aandeel": 1.0 if len(delen) == 1 and deel.gewicht is not None else _aandeel(deel, totaal),
            "grondslag": woorden[deel.grondslag],
        }
        for deel in delen
    ]
    enige = benoemd(zicht, soort, delen[0].code) if len(delen) == 1 else None
    return {soort: enige, meervoud: lijst}


def velden(zicht: Zicht, grond: Sequence[Grondstuk], naar: str, *, met_postcodes: bool) -> Json:
    """Every field of an answer that depends on the ground alone."""
    return {
        **swv_velden(zicht, grond, naar, met_postcodes=met_postcodes),
        **gebied_velden(zicht, "gemeente", "gemeenten", grond),
        **gebied_velden(zicht, "jeugdregio", "jeugdregios", grond),
    }
