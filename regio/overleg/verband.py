"""The OOGO of a samenwerkingsverband: its gemeenten, and the regions of youth care that it meets."""

from __future__ import annotations

from typing import Any

from regio.fouten import NietGevonden
from regio.overleg.gemeente import REGIOS, aan_tafel, leden_van
from regio.overleg.tafels import Tafels, tafels
from regio.overleg.tellen import aandeel, inwoners, kinderen, postcodes
from regio.overleg.uitleg import bij_geen_overeenstemming, opmerkingen_bij, termijnvelden
from regio.stand.stand import Stand
from regio.stand.zicht import Zicht, benoemd
from regio.zoeken.swv import bekende_swvs

Json = dict[str, Any]


def overleg_van_verband(stand: Stand, code: str, datum: str) -> Json:
    """With whom an SWV must agree on a day (ISO, from 2013-01-01). Raises NietGevonden for an unknown code."""
    rij = bekende_swvs(stand).get(code)
    if rij is None:
        raise NietGevonden(
            f"Geen samenwerkingsverband met code {code}. Een code is PO of VO met vier cijfers, zoals VO2001."
        )
    zicht = stand.zicht(stand.toestand_nr_iso(datum))
    alle = tafels(stand, zicht.nummer)
    gemeenten = aan_tafel(stand, zicht, alle, code)
    zeker = [nr for plaats in alle.aan(code) for nr in plaats.zeker]
    misschien = [nr for plaats in alle.aan(code) for nr in plaats.misschien]
    regios = {soort: _regios(stand, zicht, alle, code, soort) for soort in REGIOS}
    tafel = {"postcodesMisschien": postcodes(stand, misschien)}
    return {
        "geldigOp": datum,
        "code": code,
        "sector": rij["sector"],
        "naam": rij["naam"] or None,
        "soort": rij["soort"],
        "kinderen": kinderen(stand, rij["sector"])(zeker),
        "inwoners": inwoners(stand)(zeker),
        "aantalGemeenten": len(gemeenten),
        "gemeenten": gemeenten,
        "jeugdregios": regios["jeugdregio"],
        "rmcRegios": regios["rmc"],
        **termijnvelden(datum),
        "geenOvereenstemming": bij_geen_overeenstemming(),
        "opmerkingen": opmerkingen_bij(datum, [tafel], {}),
        **stand.staart(zicht.nummer),
    }


def _regios(stand: Stand, zicht: Zicht, alle: Tafels, swv: str, soort: str) -> list[Json]:
    """The regions of whole gemeenten that an SWV meets, the one with most of its children first."""
    leden, tel = leden_van(stand, zicht, soort), kinderen(stand, swv[:2])
    plaatsen = alle.aan(swv)
    totaal = sum(tel(plaats.zeker) for plaats in plaatsen)
    uit = []
    for regio, (zeker, misschien) in leden.items():
        hier = [plaats for plaats in plaatsen if plaats.gemeente in zeker | misschien]
        aantal = sum(tel(plaats.zeker) for plaats in hier if plaats.gemeente in zeker)
        if hier:
            open_ = any(plaats.misschien or plaats.gemeente in misschien for plaats in plaatsen)
            elders = sorted(zeker - {plaats.gemeente for plaats in plaatsen})
            uit.append(
                {
                    "soort": soort,
                    **benoemd(zicht, soort, regio),
                    "zeker": any(plaats.gemeente in zeker for plaats in hier),
                    "kinderen": aantal,
                    "aandeel": None if open_ else aandeel(aantal, totaal),
                    "gemeenten": [benoemd(zicht, "gemeente", plaats.gemeente) for plaats in hier],
                    "gemeentenElders": [benoemd(zicht, "gemeente", een) for een in elders],
                }
            )
    return sorted(uit, key=lambda rij: (-rij["kinderen"], rij["code"]))
