"""Herindelingen that happened: what went where, and what that did to the samenwerkingsverbanden.

By article 3 of the regeling the areas stay as they were, so a new gemeente can lie across several SWVs.
A herindeling here is everything that came to one gemeente on one day. Its consequence per sector compares
the gemeente after it with the ground that the old gemeenten gave.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from regio.fouten import Fout, Vraagfout
from regio.overleg.tafels import SECTOREN
from regio.overleg.tellen import aandeel, inwoners, postcodes
from regio.stand.bewaren import eenmaal
from regio.stand.stand import Stand
from regio.tijdlijn import gevolgtekst
from regio.tijdlijn.overgang import Grondstukken, Overgang, grond_van

Json = dict[str, Any]
BEVESTIGD, WAARGENOMEN, ONBEVESTIGD = "bevestigd", "waargenomen", "onbevestigd"
_BRONNEN = ("samenwerkingsverbanden", "gemeente van de postcode", "gemeenten", "inwoners en punten")


class Gevolg(StrEnum):
    """What a herindeling did to a gemeente in one sector."""

    GEEN = "geen"  # it lies in one SWV
    NIEUW_GESPLITST = "nieuw-gesplitst"  # it lies in several, because of this herindeling
    AL_GESPLITST = "al-gesplitst"  # ground that one old gemeente gave lay across the same SWVs before
    GEHEELD = "geheeld"  # it was split, and a later version of the regeling put it in one SWV
    NOG_GEEN_VERBANDEN = "nog-geen-verbanden"  # before the SWVs
    NIET_TE_ZEGGEN = "niet-te-zeggen"  # the facts leave open in which SWVs it lies
    NIET_TOEGEPAST = "niet-toegepast"  # not confirmed, or it is not known which ground moved


def lees_gevolg(tekst: str, veld: str = "gevolg") -> Gevolg:
    """A consequence as a user types it. Raises Vraagfout naming all of them."""
    try:
        return Gevolg("-".join(tekst.casefold().split()))
    except ValueError:
        bekend = ", ".join(Gevolg)
        raise Vraagfout(Fout(veld, "onbekend-gevolg", f"Dit gevolg is niet bekend. Kies uit: {bekend}.")) from None


def gevolgen(
    stand: Stand, gemeenten: Collection[str] | None = None, jaar: int | None = None, gevolg: str | None = None
) -> Json:
    """The herindelingen of some gemeenten (codes), a year and a consequence, with a conclusion.

    In the form of ``Herindelinggevolgen`` of the API.
    """
    alle = [
        een
        for een in herindelingen(stand)
        if (gemeenten is None or not betrokken(een).isdisjoint(gemeenten))
        and jaar in (None, int(een["datum"][:4]))
        and (gevolg is None or any(deel["gevolg"] == gevolg for deel in een["gevolgen"]))
    ]
    tellingen = tel(alle)
    return {
        "aantal": len(alle),
        "conclusie": gevolgtekst.conclusie(len(alle), tellingen, sum(map(_is_open, alle))),
        "tellingen": tellingen,
        "herindelingen": alle,
        "toelichting": gevolgtekst.TOELICHTING,
        "herkomst": _herkomst(stand, alle),
    }


def _is_open(herindeling: Json) -> bool:
    """Whether in a sector it cannot be told what a herindeling did."""
    return any(deel["gevolg"] in (Gevolg.NIET_TE_ZEGGEN, Gevolg.NIET_TOEGEPAST) for deel in herindeling["gevolgen"])


def betrokken(herindeling: Json) -> set[str]:
    """The codes of the gemeenten in a herindeling."""
    return {herindeling["gemeente"]["code"], *(deel["gemeente"]["code"] for deel in herindeling["delen"])}


def tel(herindelingen: Sequence[Json]) -> list[Json]:
    """Per consequence how many herindelingen have it, in either sector and in each."""
    return [_telling(gevolg, herindelingen) for gevolg in Gevolg]


def _telling(gevolg: Gevolg, herindelingen: Sequence[Json]) -> Json:
    sectoren = [[deel["sector"] for deel in een["gevolgen"] if deel["gevolg"] == gevolg] for een in herindelingen]
    per = {sector: sum(sector in eigen for eigen in sectoren) for sector in SECTOREN}
    return {"gevolg": gevolg.value, "herindelingen": sum(bool(eigen) for eigen in sectoren), "perSector": per}


@eenmaal
def herindelingen(stand: Stand) -> tuple[Json, ...]:
    """Every herindeling since 2011, by day and new gemeente (worked out once; not to be changed)."""
    groepen: dict[tuple[str, str], list[Json]] = defaultdict(list)
    for rij in stand.tabellen["herindelingen"]:
        groepen[rij["datum"], rij["nieuwe_code"]].append(rij)
    return tuple(_herindeling(stand, rijen) for _, rijen in sorted(groepen.items()))


def _herindeling(stand: Stand, rijen: list[Json]) -> Json:
    """One herindeling: its rows have the same day and new gemeente."""
    dag, code = rijen[0]["datum"], rijen[0]["nieuwe_code"]
    over = _overgang(stand, rijen) if _toegepast(rijen) else None
    return {
        "datum": dag,
        "gemeente": {"code": code, "naam": rijen[0]["nieuwe_naam"]},
        "bestond": _bestond(stand, rijen),
        "soorten": sorted({rij["soort"] for rij in rijen}),
        "bevestigd": _zekerste(rij["bevestigd"] for rij in rijen),
        "inwoners": _gekomen(over, rijen),
        "delen": [_deel(stand, rij, over, rijen) for rij in rijen],
        "gevolgen": [_gevolg(sector, rijen, over) for sector in SECTOREN],
    }


def _zekerste(woorden: Iterable[str]) -> str:
    """The most certain of what rows say of themselves; every part also says its own."""
    alle = set(woorden)
    return next(woord for woord in (BEVESTIGD, WAARGENOMEN, ONBEVESTIGD) if woord in alle)


def _bestond(stand: Stand, rijen: list[Json]) -> bool:
    """Whether the gemeente was there before, under the same code, and got ground by this."""
    voor = stand.toestand_nr_iso(_dag_voor(rijen[0]["datum"]))
    if voor < 0:
        return all(rij["soort"] not in ("samenvoeging", "naamswijziging") for rij in rijen)
    eigen = grond_van(stand, voor, rijen[0]["nieuwe_code"])
    return bool(eigen.zeker or eigen.misschien)


def _dag_voor(dag: str) -> str:
    return (date.fromisoformat(dag) - timedelta(days=1)).isoformat()


# -- when and which ground ------------------------------------------------------------------------


def _toegepast(rijen: Iterable[Json]) -> bool:
    return any(_is_toegepast(rij) for rij in rijen)


def _is_toegepast(rij: Json) -> bool:
    return bool(rij["bevestigd"] != ONBEVESTIGD and rij["omvang"] != "onbekend")


def _overgang(stand: Stand, rijen: list[Json]) -> Overgang | None:
    """The gemeente before and after; None where the facts have no toestand on which it is certain."""
    dag, code = rijen[0]["datum"], rijen[0]["nieuwe_code"]
    if any(rij["bevestigd"] == BEVESTIGD and _is_toegepast(rij) for rij in rijen):
        return Overgang(stand, stand.toestand_nr_iso(_dag_voor(dag)), stand.toestand_nr_iso(dag), code)
    gezien = [rij for rij in rijen if rij["bevestigd"] == WAARGENOMEN]
    return _tussen_de_kaarten(stand, gezien) if gezien else None


def _tussen_de_kaarten(stand: Stand, rijen: list[Json]) -> Overgang | None:
    """Of ground that two maps show on either side of a border: the toestanden in which it is certain."""
    laatste = len(stand.meta["toestanden"])
    vanaf = stand.toestand_nr_iso(rijen[0]["datum"])
    na = next((nr for nr in range(vanaf, laatste) if _ligt_in(stand, nr, rijen, "nieuwe_code")), None)
    if na is None:
        return None
    voor = next((nr for nr in range(na - 1, -1, -1) if _ligt_in(stand, nr, rijen, "oude_code")), -1)
    return Overgang(stand, voor, na, rijen[0]["nieuwe_code"])


def _ligt_in(stand: Stand, toestand: int, rijen: Iterable[Json], kant: str) -> bool:
    """Whether all postcodes of the rows certainly lie in their old, or new, gemeente."""
    return all(
        set(rij["postcodes"]) <= set(postcodes(stand, grond_van(stand, toestand, rij[kant]).zeker)) for rij in rijen
    )


def _deel(stand: Stand, rij: Json, over: Overgang | None, rijen: Sequence[Json]) -> Json:
    """What one gemeente gave; without postcodes where the facts do not tell."""
    bekend = over is not None and _is_toegepast(rij) and (over.voor >= 0 or _op_de_eerste_dag(over, rij))
    grond = _gegeven(over, rij, rijen) if over and bekend else Grondstukken()
    tel_inwoners = inwoners(stand)
    eigen, open_ = postcodes(stand, grond.zeker), postcodes(stand, grond.misschien)
    return {
        "gemeente": {"code": rij["oude_code"], "naam": rij["oude_naam"]},
        **{veld: rij[veld] for veld in ("soort", "omvang", "bevestigd")},
        "plaatsen": rij["plaatsen"] or _plaatsen(stand, eigen),
        "plaatsenMisschien": _plaatsen(stand, open_),
        "postcodes": eigen if bekend else None,
        "postcodesMisschien": open_,
        "inwoners": tel_inwoners(grond.zeker) if bekend else None,
        "inwonersMisschien": tel_inwoners(grond.misschien),
        "omschrijving": rij["omschrijving"],
    }


def _op_de_eerste_dag(over: Overgang, rij: Json) -> bool:
    """Whether the facts begin with this transition: they have the gemeente after it, not those before."""
    return over.na == 0 and bool(rij["bevestigd"] == BEVESTIGD)


def _geheel_nieuw(rijen: Iterable[Json]) -> bool:
    """Whether a gemeente came into being from whole gemeenten: all of its ground came over."""
    return all(rij["soort"] in ("samenvoeging", "naamswijziging") and rij["omvang"] == "geheel" for rij in rijen)


def _gegeven(over: Overgang, rij: Json, rijen: Sequence[Json]) -> Grondstukken:
    """The ground that one gemeente gave; on the first day of the facts it may be any of the gemeente after it."""
    if over.voor >= 0:
        return over.van(rij["oude_code"])
    if len(rijen) == 1 and _geheel_nieuw(rijen):
        return over.grond
    return Grondstukken((), tuple(sorted((*over.grond.zeker, *over.grond.misschien))))


def _gekomen(over: Overgang | None, rijen: Sequence[Json]) -> int | None:
    """The inhabitants that came to the gemeente, None where the facts leave open which ground came."""
    gekomen = over.gekomen() if over and over.voor >= 0 else Grondstukken()
    if over and _op_de_eerste_dag(over, rijen[0]) and _geheel_nieuw(rijen):
        gekomen = over.grond
    return inwoners(over.stand)(gekomen.zeker) if over and gekomen.zeker and not gekomen.misschien else None


def _plaatsen(stand: Stand, pc4s: Iterable[str]) -> list[str]:
    """The places on some postcodes: of each postcode the main one (2014), in alphabetical order."""
    per = _plaats_per_pc4(stand)
    return sorted({per[pc4] for pc4 in pc4s if pc4 in per}, key=str.casefold)


@eenmaal
def _plaats_per_pc4(stand: Stand) -> dict[str, str]:
    return {pc4: rij["naam"] for rij in stand.tabellen["plaatsen"] for pc4 in rij["postcodes"] if rij["naam"]}


# -- consequences ---------------------------------------------------------------------------------


def _gevolg(sector: str, rijen: list[Json], over: Overgang | None) -> Json:
    if not _toegepast(rijen):
        return _uitkomst(sector, Gevolg.NIET_TOEGEPAST, gevolgtekst.niet_toegepast(rijen))
    if over is None:
        return _uitkomst(sector, Gevolg.NIET_TE_ZEGGEN, gevolgtekst.DAG_ONBEKEND)
    if over.na < over.stand.eerste_met_swv:
        return _uitkomst(sector, Gevolg.NOG_GEEN_VERBANDEN, gevolgtekst.TE_VROEG)
    swvs = over.bewezen(sector, _hele(rijen))
    gevolg, tekst, versie = _oordeel(over, sector, rijen, swvs)
    if _zekerste(rij["bevestigd"] for rij in rijen) == WAARGENOMEN:
        tekst = f"{tekst} {gevolgtekst.tussen_de_kaarten(over)}"
    return _uitkomst(sector, gevolg, tekst, _ligging(over, sector, swvs), versie)


def _hele(rijen: Iterable[Json]) -> set[str]:
    """The gemeenten of which all ground lies in the new one: those that came over whole, and itself."""
    hele = {rij["oude_code"] for rij in rijen if rij["omvang"] == "geheel" and _is_toegepast(rij)}
    return hele | {rij["nieuwe_code"] for rij in rijen}


def _oordeel(over: Overgang, sector: str, rijen: list[Json], swvs: list[str]) -> tuple[Gevolg, str, str | None]:
    """The consequence, what it says in Dutch, and the version that healed a split."""
    if len(swvs) > 1:
        return _splitsing(over, sector, swvs)
    open_ = over.onzeker(sector)
    gekomen = {rij["oude_code"] for rij in rijen} - {over.gemeente}
    if any(gekomen.intersection(over.oude(nr)) for nr in open_) or _elders(over, sector, rijen, swvs):
        return Gevolg.NIET_TE_ZEGGEN, gevolgtekst.NIET_TE_ZEGGEN, None
    return Gevolg.GEEN, gevolgtekst.geen(postcodes(over.stand, open_)), None


def _splitsing(over: Overgang, sector: str, swvs: list[str]) -> tuple[Gevolg, str, str | None]:
    oud = over.lag_al_in(sector, swvs)
    versie = over.geheeld_door(sector)
    if versie:
        return Gevolg.GEHEELD, gevolgtekst.geheeld(len(swvs), versie), versie
    if oud:
        naam = over.stand.zicht(over.voor).naam("gemeente", oud) or oud
        return Gevolg.AL_GESPLITST, gevolgtekst.al_gesplitst(naam), None
    return Gevolg.NIEUW_GESPLITST, gevolgtekst.nieuw_gesplitst(len(swvs)), None


def _elders(over: Overgang, sector: str, rijen: Iterable[Json], swvs: Collection[str]) -> bool:
    """Whether ground that came over, nobody knows which, may lie in another SWV."""
    onbekend = [rij["oude_code"] for rij in rijen if rij["omvang"] == "onbekend" and rij["bevestigd"] == BEVESTIGD]
    grond = (nr for oud in onbekend for nr in grond_van(over.stand, over.voor, oud).zeker)
    return any(not set(over.swvs(sector, nr)) <= set(swvs) for nr in grond)


def _uitkomst(sector: str, gevolg: Gevolg, tekst: str, swvs: Sequence[Json] = (), versie: str | None = None) -> Json:
    return {
        "sector": sector,
        "gevolg": gevolg.value,
        "samenwerkingsverbanden": list(swvs),
        "geheeldDoor": versie,
        "toelichting": tekst,
    }


def _ligging(over: Overgang, sector: str, swvs: Iterable[str]) -> list[Json]:
    """The SWVs in which the gemeente lies, with the ground that is known; shares where all of it is."""
    verdeling, tel_inwoners = over.verdeling(sector), inwoners(over.stand)
    zicht = over.stand.zicht(over.na)
    volledig = len(over.grond.zeker) == sum(map(len, verdeling.values())) and not over.grond.misschien
    totaal = tel_inwoners(over.grond.zeker) if volledig else 0
    return [
        {
            "code": swv,
            "naam": zicht.naam("swv", swv),
            "postcodes": postcodes(over.stand, verdeling.get(swv, ())),
            "inwoners": tel_inwoners(verdeling.get(swv, ())),
            "aandeel": aandeel(tel_inwoners(verdeling.get(swv, ())), totaal),
        }
        for swv in swvs
    ]


def _herkomst(stand: Stand, herindelingen: Iterable[Json]) -> list[Json]:
    """The sources of some herindelingen, each once."""
    nummers = sorted({stand.toestand_nr_iso(een["datum"]) for een in herindelingen})
    bronnen = (bron for nummer in nummers for bron in stand.staart(nummer)["herkomst"] if bron["wat"] in _BRONNEN)
    return list({(bron["wat"], bron["bestand"]): bron for bron in bronnen}.values())
