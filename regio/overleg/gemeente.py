"""The OOGO of a gemeente: its tables, who else sits there, and how its other regions coincide with them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from regio.fouten import NietGevonden
from regio.overleg.tafels import SECTOREN, Plaats, Tafels, tafels
from regio.overleg.tellen import aandeel, inwoners, kinderen, postcodes
from regio.overleg.uitleg import bij_geen_overeenstemming, opmerkingen_bij, termijnvelden
from regio.stand.stand import Stand
from regio.stand.zicht import Zicht, benoemd
from regio.zoeken.gemeente import begin, verwanten
from regio.zoeken.register import register_van

Json = dict[str, Any]
# Regions of whole gemeenten beside which the tables are laid.
REGIOS = ("jeugdregio", "rmc")


def overleg_van_gemeente(stand: Stand, code: str, datum: str) -> Json:
    """With whom a gemeente must agree on a day (ISO, from 2013-01-01).

    Raises NietGevonden for an unknown code, and, with its successors, for a gemeente that is no more.
    """
    zicht = stand.zicht(stand.toestand_nr_iso(datum))
    _moet_bestaan(stand, code, datum)
    alle = tafels(stand, zicht.nummer)
    eigen = [_tafel(stand, zicht, alle, plaats) for sector in SECTOREN for plaats in alle.van_gemeente(code, sector)]
    regios = {soort: _regios(stand, zicht, soort, code) for soort in REGIOS}
    return {
        "geldigOp": datum,
        "gemeente": benoemd(zicht, "gemeente", code),
        "aantalTafels": {sector: sum(tafel["sector"] == sector for tafel in eigen) for sector in SECTOREN},
        "tafels": eigen,
        "jeugdregios": regios["jeugdregio"],
        "rmcRegios": regios["rmc"],
        "samenloop": [
            _samenloop(zicht, tafel, regio, code) for tafel in eigen for soort in REGIOS for regio in regios[soort]
        ],
        **termijnvelden(datum),
        "geenOvereenstemming": bij_geen_overeenstemming(),
        "opmerkingen": opmerkingen_bij(datum, eigen, regios),
        **stand.staart(zicht.nummer),
    }


def _moet_bestaan(stand: Stand, code: str, datum: str) -> None:
    rij = register_van(stand).gemeenten.get(code)
    if rij is None:
        raise NietGevonden(f"Geen gemeente met code {code}. Een gemeentecode is GM met vier cijfers, zoals GM1730.")
    vanaf, tot = begin(rij), rij["geldig_tot"]
    if tot and tot <= datum:
        later = [een for een in verwanten(stand, code)["opvolgers"] if een["datum"] == tot]
        namen = " of ".join(dict.fromkeys(f"{een['naam']} ({een['code']})" for een in later))
        verder = f" Vraag het overleg van {namen}." if namen else ""
        raise NietGevonden(
            f"{rij['naam']} bestaat sinds {tot} niet meer.{verder}",
            {"code": code, "geldigTot": tot, "opvolgers": later},
        )
    if vanaf and datum < vanaf:
        raise NietGevonden(
            f"{rij['naam']} bestond nog niet op {datum}; kies een dag vanaf {vanaf}.",
            {"code": code, "geldigVanaf": vanaf},
        )


def _tafel(stand: Stand, zicht: Zicht, alle: Tafels, plaats: Plaats) -> Json:
    """One table of a gemeente; shares are None where the facts leave ground of the gemeente open."""
    sector = plaats.swv[:2]
    grond = alle.hoofddelen.get(plaats.gemeente, ())
    open_ = any(ander.misschien for ander in alle.van_gemeente(plaats.gemeente, sector))
    tel = kinderen(stand, sector)
    return {
        "code": plaats.swv,
        "sector": sector,
        "naam": zicht.naam("swv", plaats.swv),
        "zeker": bool(plaats.zeker),
        "postcodes": postcodes(stand, plaats.zeker),
        "postcodesMisschien": postcodes(stand, plaats.misschien),
        "kinderen": tel(plaats.zeker),
        "aandeelKinderen": None if open_ else aandeel(tel(plaats.zeker), tel(grond)),
        "inwoners": inwoners(stand)(plaats.zeker),
        "aandeelInwoners": None if open_ else aandeel(inwoners(stand)(plaats.zeker), inwoners(stand)(grond)),
        "gemeenten": aan_tafel(stand, zicht, alle, plaats.swv),
    }


def aan_tafel(stand: Stand, zicht: Zicht, alle: Tafels, swv: str) -> list[Json]:
    """Every gemeente at the table of an SWV, whole or in part, with its share of the SWV's children."""
    plaatsen = alle.aan(swv)
    tel = kinderen(stand, swv[:2])
    totaal = sum(tel(plaats.zeker) for plaats in plaatsen)
    open_ = any(plaats.misschien for plaats in plaatsen)
    return [
        {
            **benoemd(zicht, "gemeente", plaats.gemeente),
            "zeker": bool(plaats.zeker),
            "geheel": set(plaats.zeker) == set(alle.hoofddelen.get(plaats.gemeente, ())) if plaats.zeker else None,
            "kinderen": tel(plaats.zeker),
            "aandeel": None if open_ else aandeel(tel(plaats.zeker), totaal),
            "postcodes": postcodes(stand, plaats.zeker),
            "postcodesMisschien": postcodes(stand, plaats.misschien),
        }
        for plaats in plaatsen
    ]


def _regios(stand: Stand, zicht: Zicht, soort: str, code: str) -> list[Json]:
    """The regions of whole gemeenten of a gemeente, with their members; several where the sources leave it open."""
    leden = leden_van(stand, zicht, soort)
    return [
        {
            "soort": soort,
            **benoemd(zicht, soort, regio),
            "zeker": code in leden[regio][0],
            "gemeenten": [benoemd(zicht, "gemeente", een) for een in sorted(leden[regio][0])],
            "gemeentenMisschien": [benoemd(zicht, "gemeente", een) for een in sorted(leden[regio][1])],
        }
        for regio in sorted(leden)
        if code in leden[regio][0] or code in leden[regio][1]
    ]


def leden_van(stand: Stand, zicht: Zicht, soort: str) -> dict[str, tuple[set[str], set[str]]]:
    """Per region of whole gemeenten its gemeenten: those that are certain, and those that are possible too."""
    from regio.zoeken.leden import leden

    datum = zicht.vanaf
    return {
        rij["code"]: (_codes(rij["gemeenten"]), _codes(rij["gemeentenMisschien"]))
        for rij in leden(stand, "jeugdregio" if soort == "jeugdregio" else "rmc", datum)
    }


def _codes(gemeenten: Iterable[Json]) -> set[str]:
    return {een["code"] for een in gemeenten}


def _samenloop(zicht: Zicht, tafel: Json, regio: Json, eigen: str) -> Json:
    """In how far a table and a region have the same gemeenten, the gemeente itself left out."""
    hier = {een["code"] for een in tafel["gemeenten"] if een["zeker"]} - {eigen}
    daar = _codes(regio["gemeenten"]) - {eigen}
    samen = hier & daar
    return {
        "tafel": tafel["code"],
        "soort": regio["soort"],
        "regio": regio["code"],
        "congruentie": aandeel(len(samen), len(hier | daar)),
        "inBeide": [benoemd(zicht, "gemeente", een) for een in sorted(samen)],
        "alleenTafel": [benoemd(zicht, "gemeente", een) for een in sorted(hier - daar)],
        "alleenRegio": [benoemd(zicht, "gemeente", een) for een in sorted(daar - hier)],
    }
