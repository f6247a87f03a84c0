"""Samenwerkingsverbanden on a day: their gemeenten, postcodes and inhabitants."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from regio.fouten import NietGevonden
from regio.stand.bewaren import bewaard
from regio.stand.stand import Stand
from regio.stand.zicht import benoemd
from regio.zoeken.gemeente import antwoord_gemeente

Json = dict[str, Any]
SOORTEN = ("regeling", "landelijk")


def bekende_swvs(stand: Stand) -> dict[str, Json]:
    """The 152 samenwerkingsverbanden by code: those of the regeling and the two national ones."""
    return {rij["code"]: rij for rij in stand.tabellen["swvs"] if rij["soort"] in SOORTEN}


@bewaard(64)
def gebieden(stand: Stand, toestand: int) -> dict[str, dict[str, list[int]]]:
    """Per SWV and per gemeente the hoofddelen that certainly lie in both."""
    zicht = stand.zicht(toestand)
    hoofd = [nr for nr in range(stand.aantal_bouwstenen) if stand.is_hoofddeel(nr)]
    uit: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for nr in hoofd:
        gemeenten = zicht.lagen["gemeente"].mogelijk(nr)
        for sector in ("PO", "VO"):
            codes = zicht.lagen[sector].mogelijk(nr)
            if len(codes) == 1 and len(gemeenten) == 1:
                uit[codes[0]][gemeenten[0]].append(nr)
    return {code: dict(delen) for code, delen in uit.items()}


@bewaard(64)
def misschien(stand: Stand, toestand: int) -> dict[str, list[int]]:
    """Per SWV the hoofddelen that lie in it according to one of several candidates."""
    zicht = stand.zicht(toestand)
    uit: dict[str, list[int]] = defaultdict(list)
    for sector in ("PO", "VO"):
        for nr in range(stand.aantal_bouwstenen):
            codes = zicht.lagen[sector].mogelijk(nr)
            for code in codes if len(codes) > 1 and stand.is_hoofddeel(nr) else ():
                uit[code].append(nr)
    return dict(uit)


@bewaard(64)
def swvs_per_gemeente(stand: Stand, toestand: int) -> dict[str, tuple[list[str], list[str]]]:
    """Per gemeente the codes of its SWVs: those that are certain, and those that are possible too."""
    zicht = stand.zicht(toestand)
    zeker: dict[str, set[str]] = defaultdict(set)
    mogelijk: dict[str, set[str]] = defaultdict(set)
    for nr in (nr for nr in range(stand.aantal_bouwstenen) if stand.is_hoofddeel(nr)):
        gemeenten = zicht.lagen["gemeente"].mogelijk(nr)
        for sector in ("PO", "VO"):
            codes = zicht.lagen[sector].mogelijk(nr)
            doel = zeker if len(gemeenten) == len(codes) == 1 else mogelijk
            for gemeente in gemeenten:
                doel[gemeente].update(codes)
    return {gm: (sorted(zeker[gm]), sorted(mogelijk[gm] - zeker[gm])) for gm in zeker.keys() | mogelijk.keys()}


def gesplitst(zeker: list[str], mogelijk: list[str]) -> dict[str, bool | None]:
    """Per sector whether a gemeente lies in more than one SWV; None where the facts leave it open."""
    uit: dict[str, bool | None] = {}
    for sector in ("PO", "VO"):
        vast = sum(code.startswith(sector) for code in zeker)
        open_ = any(code.startswith(sector) for code in mogelijk)
        uit[sector] = True if vast > 1 else None if open_ else False
    return uit


def lijst(stand: Stand, datum: str, sector: str | None = None, gemeente: str | None = None) -> list[Json]:
    """The samenwerkingsverbanden on a day, by code; filtered by sector and by gemeente.

    A former gemeente stands for the ground it had; SWVs that are only possible are in the list.
    """
    nummer = stand.toestand_nr_iso(datum)
    alle = gebieden(stand, nummer)
    van_gemeente = _van_gemeente(stand, gemeente, datum) if gemeente is not None else None
    return [
        _kort(stand, rij, alle.get(code, {}), nummer)
        for code, rij in sorted(bekende_swvs(stand).items())
        if sector in (None, rij["sector"]) and (van_gemeente is None or code in van_gemeente)
    ]


def _van_gemeente(stand: Stand, gemeente: str, datum: str) -> set[str]:
    try:
        return {deel["code"] for deel in antwoord_gemeente(stand, gemeente, datum)["samenwerkingsverbanden"]}
    except NietGevonden:
        return set()


def _kort(stand: Stand, rij: Json, delen: dict[str, list[int]], toestand: int) -> Json:
    stukken = stand.grond(nr for deel in delen.values() for nr in deel)
    zicht = stand.zicht(toestand)
    return {
        "code": rij["code"],
        "sector": rij["sector"],
        "naam": rij["naam"] or None,
        "soort": rij["soort"],
        "gemeenten": sorted(str(zicht.naam("gemeente", code)) for code in delen),
        "aantalPostcodes": len(stukken),
        "aantalPostcodesMisschien": len(misschien(stand, toestand).get(rij["code"], [])),
        "inwoners": int(sum(stuk.gewicht for stuk in stukken)),
    }


def een(stand: Stand, code: str, datum: str) -> Json:
    """One samenwerkingsverband with its area. Raises NietGevonden for an unknown code."""
    rij = bekende_swvs(stand).get(code)
    if rij is None:
        raise NietGevonden(
            f"Geen samenwerkingsverband met code {code}. Een code is PO of VO met vier cijfers, zoals VO2001."
        )
    nummer = stand.toestand_nr_iso(datum)
    delen = gebieden(stand, nummer).get(code, {})
    kort = _kort(stand, rij, delen, nummer)
    stukken = stand.grond(nr for deel in delen.values() for nr in deel)
    bron = rij["naam_status"] == "bron"
    return {
        "geldigOp": datum,
        **{veld: kort[veld] for veld in ("code", "sector", "naam", "soort")},
        "website": rij["website"] or None,
        "bron": rij["bron"] or None if bron else None,
        "opmerking": rij["opmerking"] or None,
        "gemeenten": [_gemeente(stand, nummer, gemeente, nrs) for gemeente, nrs in sorted(delen.items())],
        "postcodes": sorted(stuk.pc4 for stuk in stukken),
        "postcodesMisschien": sorted(stuk.pc4 for stuk in stand.grond(misschien(stand, nummer).get(code, []))),
        "inwoners": kort["inwoners"],
        **stand.staart(nummer),
    }


def _gemeente(stand: Stand, toestand: int, gemeente: str, bouwstenen: list[int]) -> Json:
    zicht = stand.zicht(toestand)
    alle = [nr for nr in zicht.lagen["gemeente"].met_code(gemeente) if stand.is_hoofddeel(nr)]
    return {
        **benoemd(zicht, "gemeente", gemeente),
        "geheel": len(alle) == len(bouwstenen),
        "postcodes": sorted(stuk.pc4 for stuk in stand.grond(bouwstenen)),
    }
