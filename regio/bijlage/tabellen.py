"""Which rows the tables of the facts get from a new version: its own, codes, corrections, bouwstenen, differences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple
from pathlib import Path

from regio.bijlage.opdracht import Buren, Opdracht, als_postcodes
from regio.bijlage.tabelvorm import Rij, als_bytes, als_cellen, lees_rijen
from regio.bouwsteen import HEEL, bouwsteen_id
from regio.bronnen.rijen import BouwsteenRij, Correctie, Feiten
from regio.controle.wet import stappen, verschillen
from regio.regeling import POSTCODETABEL, is_code_van
from regio.regeling_lijst import Gedrukterij
from regio.stand.toestanden import Opbouw

VERSIES, SWVS, CORRECTIES = "swv/versies.csv", "swv/samenwerkingsverbanden.csv", "swv/correcties.csv"
WIJZIGINGEN, BOUWSTENEN = "swv/wijzigingen.csv", "postcodes/bouwstenen.csv"


def nieuwe_codes(feiten: Feiten, rijen: Iterable[Gedrukterij], correcties: Sequence[Correctie] = ()) -> list[str]:
    """The SWVs that no fact knows, ascending; without those that a correction reads as another."""
    weg = {(rij.sector, rij.gedrukt) for rij in correcties if not rij.plaats}
    gedrukt = {(sector, cel) for rij in rijen for sector, cel in (("PO", rij.po), ("VO", rij.vo))} - weg
    codes = {cel for sector, cel in gedrukt if is_code_van(cel, sector)} | {rij.gelezen for rij in correcties}
    return sorted(codes - {rij.code for rij in feiten.swvs})


def tabellen(
    map_: Path,
    feiten: Feiten,
    opdracht: Opdracht,
    tussen: Buren,
    rijen: Sequence[Gedrukterij],
    correcties: Sequence[Correctie],
    mogelijk: Mapping[str, str],
) -> Iterable[tuple[str, bytes]]:
    """The files that follow from the rows alone."""
    gedrukt = [
        {"rij": str(rij.rij), "pc4": rij.pc4, "gemeente": rij.gemeente, "po": rij.po, "vo": rij.vo}
        for rij in als_postcodes(opdracht, rijen)
    ]
    yield f"swv/{opdracht.naam}", als_bytes(("rij", "pc4", "gemeente", "po", "vo"), gedrukt)
    kop, oude = lees_rijen(map_, VERSIES)
    yield VERSIES, als_bytes(kop, _versies(oude, opdracht, tussen))
    kop, oude = lees_rijen(map_, SWVS)
    leeg = dict.fromkeys(kop, "")
    nieuw = [
        {
            **leeg,
            "code": code,
            "sector": code[:2],
            "naam_status": "onbevestigd",
            "soort": "regeling",
            "bron": f"regeling van {opdracht.versie}",
            "opmerking": mogelijk.get(code, ""),
        }
        for code in nieuwe_codes(feiten, rijen, correcties)
    ]
    # Those with an area stand first, by code; what has none stays at the end.
    yield SWVS, als_bytes(kop, [*oude, *nieuw])
    kop, oude = lees_rijen(map_, CORRECTIES)
    extra = [dict(zip(kop, als_cellen(astuple(een)), strict=True)) for een in correcties]
    yield CORRECTIES, als_bytes(kop, [*oude, *extra])
    kop, oude = lees_rijen(map_, BOUWSTENEN)
    erbij = [
        dict(zip(kop, als_cellen(astuple(een)), strict=True)) for een in nieuwe_bouwstenen(feiten, opdracht, rijen)
    ]
    yield BOUWSTENEN, als_bytes(kop, sorted([*oude, *erbij], key=lambda rij: (rij["pc4"], int(rij["deel"]))))


def nieuwe_bouwstenen(feiten: Feiten, opdracht: Opdracht, rijen: Iterable[Gedrukterij]) -> list[BouwsteenRij]:
    """A bouwsteen for every postcode that has none: the gemeente is the printed one, its ground is not known."""
    opbouw = Opbouw(feiten)
    bekend = {rij.pc4 for rij in feiten.bouwstenen}
    uit = []
    for rij in rijen:
        if rij.pc4 not in bekend:
            per = opdracht.gemeenten_per
            codes = opbouw.namen.codes(rij.gemeente, per) or opbouw.namen.codes(rij.gemeente)
            uit.append(BouwsteenRij(bouwsteen_id(rij.pc4, 1), rij.pc4, 1, min(codes), per, 1.0, HEEL))
    return uit


def _versies(oude: Sequence[Rij], opdracht: Opdracht, tussen: Buren) -> list[Rij]:
    """The versions with the new one in its place, and the one before it ended when that begins."""
    dag = opdracht.geldig_vanaf.isoformat()
    uit = [dict(rij) for rij in oude]
    for rij in uit:
        if rij["versie"] == tussen.vorige.versie.isoformat():
            rij["geldig_tot"] = min(rij["geldig_tot"] or dag, dag)
    uit.append(
        {
            "versie": opdracht.versie.isoformat(),
            "geldig_vanaf": dag,
            "geldig_tot": tussen.later.geldig_vanaf.isoformat() if tussen.later else "",
            "gemeenten_per": opdracht.gemeenten_per.isoformat(),
            "vorm": POSTCODETABEL,
            "bestand": opdracht.naam,
            "vindplaats": opdracht.vindplaats,
            "toelichting": f"Ingelezen op {opdracht.ingelezen_op} uit {opdracht.bestand}.",
        }
    )
    return sorted(uit, key=lambda rij: rij["geldig_vanaf"])


def wijzigingen(map_: Path, opbouw: Opbouw, opdracht: Opdracht) -> bytes:
    """The differences with the version before, and of the next one with this; those of that step are written anew."""
    kop, oude = lees_rijen(map_, WIJZIGINGEN)
    raakt = [paar for paar in stappen(opbouw) if opdracht.versie in (paar[0].versie, paar[1].versie)]
    opnieuw = {nieuw.versie.isoformat() for _, nieuw in raakt}
    uit = [rij for rij in oude if rij["naar_versie"] not in opnieuw]
    for van, naar in raakt:
        for een in verschillen(opbouw, van.versie, naar.versie)[0]:
            cellen = (van.versie, naar.versie, een.sector, een.gemeente, " ".join(een.postcodes), een.oud, een.nieuw)
            uit.append(dict(zip(kop, [*map(str, cellen), "gevonden bij het inlezen"], strict=True)))
    return als_bytes(kop, uit)
