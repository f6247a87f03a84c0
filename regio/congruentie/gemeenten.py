"""The territoriale congruentie of every gemeente over a set of divisions."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regio.congruentie import bronnen, delen, getallen
from regio.congruentie.indelingen import Keuze, bekende_naam, controleer_dag, kies
from regio.congruentie.meting import gemeenten as gemeenten_op
from regio.congruentie.paar import opmerkingen
from regio.congruentie.territoriaal import territoriaal, zonder_zekere_grond
from regio.fouten import Fout, Vraagfout
from regio.stand.bewaren import bewaard
from regio.stand.opmerkingen import opmerking
from regio.stand.stand import Stand

Json = dict[str, Any]
MEER = 12
DEFINITIE = (
    "Medegemeenten van een gemeente in een indeling zijn de andere gemeenten die er, met ten minste een deel van hun "
    "grond, in hetzelfde gebied liggen als ten minste een deel van haar grond. De territoriale congruentie is het "
    "aantal medegemeenten dat zij in elke indeling heeft, gedeeld door het aantal dat zij in ten minste een van de "
    "indelingen heeft: 1 als zij overal met dezelfde gemeenten zit, 0 als geen enkele medegemeente dezelfde blijft. "
    "Een gemeente die in een van de indelingen geen grond heeft waarvan het gebied vaststaat, telt nergens mee: zij "
    "heeft geen getal en is van geen andere gemeente een medegemeente. Ook een gemeente die nergens een medegemeente "
    "heeft, heeft geen getal."
)


def gemeenten(stand: Stand, datum: str, indelingen: Sequence[str]) -> Json:
    """Of every gemeente how far some divisions put it with the same others: ``TerritorialeCongruenties``.

    Raises Vraagfout for an unknown name, fewer than two divisions, or a day too early for one.
    """
    namen = tuple(dict.fromkeys(bekende_naam(naam, "indelingen") for naam in indelingen))
    if len(namen) < 2:
        melding = "Noem ten minste twee verschillende indelingen, bijvoorbeeld PO en jeugdregio."
        raise Vraagfout(Fout("indelingen", "te-weinig-indelingen", melding))
    for naam in namen:
        controleer_dag(naam, datum)
    toestand = stand.toestand_nr_iso(datum)
    keuzes = [kies(stand, naam, datum) for naam in namen]
    return {
        "geldigOp": datum,
        "indelingen": [delen.indeling(keuze, datum) for keuze in keuzes],
        "definitie": DEFINITIE,
        **_uitkomst(stand, toestand, namen),
        "opmerkingen": [*opmerkingen(stand, toestand, keuzes), *_open(stand, toestand, keuzes)],
        "regeling": bronnen.regeling(stand.staart(toestand), keuzes),
        "herkomst": bronnen.herkomst(stand, toestand, keuzes),
    }


def _open(stand: Stand, toestand: int, keuzes: Sequence[Keuze]) -> list[Json]:
    """What ground does not count, and which gemeenten are left out for having no other."""
    indelingen = [keuze.indeling for keuze in keuzes]
    if all((indeling.waarden >= 0).all() for indeling in indelingen):
        return []
    tekst = "Grond waarvan het gebied niet vaststaat, of die bij geen gebied hoort, telt hier niet mee."
    namen = stand.zicht(toestand).namen["gemeente"]
    weg = sorted(namen.get(code, code) for code in zonder_zekere_grond(gemeenten_op(stand, toestand), indelingen))
    if weg:
        hoe = "telt deze gemeente" if len(weg) == 1 else "tellen deze gemeenten"
        tekst += f" Daarom {hoe} nergens mee: {getallen.kort(weg, MEER, 'gemeenten')}."
    return [opmerking("grond-buiten-de-telling", tekst)]


@bewaard(32)
def _uitkomst(stand: Stand, toestand: int, namen: tuple[str, ...]) -> Json:
    dag = stand.zicht(toestand).vanaf
    naam_van = stand.zicht(toestand).namen["gemeente"]
    uit = territoriaal(gemeenten_op(stand, toestand), [kies(stand, naam, dag).indeling for naam in namen])
    getal = [een.congruentie for een in uit if een.congruentie is not None]
    rijen = [
        {
            "code": een.gemeente,
            "naam": naam_van.get(een.gemeente),
            "congruentie": getallen.aandeel(een.congruentie),
            "overal": list(een.overal),
            "ergens": list(een.ergens),
        }
        for een in uit
    ]
    gemiddelde = sum(getal) / len(getal) if getal else None
    return {"gemiddelde": getallen.aandeel(gemiddelde), "aantal": len(rijen), "gemeenten": rijen}
