"""What a bouwsteen weighs: children, inhabitants, area, one each, or pupils that were loaded.

Counts are known per postcode. Of a postcode in parts people count for the hoofddeel, the ground under
which the law lists it (ADR 2: area does not say where people live); area is divided by area. That is
the verdeelregel, which every answer names.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from regio.congruentie import getallen
from regio.fouten import Fout, Vraagfout
from regio.indeling import Gewichten
from regio.stand.opmerkingen import opmerking
from regio.stand.stand import Stand

WEGINGEN = ("kinderen", "inwoners", "oppervlakte", "bouwstenen", "leerlingen")
JAAR = 2021
SECTOREN = ("PO", "VO")
NAAR_HOOFDDEEL = (
    "Ligt een postcode in delen, dan telt het hele aantal bij het deel waar de regeling de postcode noemt. Hoeveel "
    "mensen in de andere delen wonen is niet bekend."
)
NAAR_OPPERVLAKTE = "Ligt een postcode in delen, dan telt elk deel naar zijn deel van de oppervlakte."
ELK_EEN = "Elk deel van een postcode telt als één. Een postcode zonder delen telt ook als één."
# The part of all postcodes of which a count may be missing before answers say so by a remark.
MEESTE_ONBEKEND = 0.01
_OOK_ANDERE_JAREN = "Ook op andere dagen is met deze aantallen gerekend."
# Sector -> the count that belongs to it, and the ages in words.
_LEEFTIJD = {"PO": ("kinderen_4_11", "4 tot en met 11"), "VO": ("kinderen_12_17", "12 tot en met 17")}
_BEIDE = "4 tot en met 17"


@dataclass(frozen=True, eq=False)
class Gewicht:
    """A weight with what has to be said of it.

    ``waarden`` has shape (aantal bouwstenen,), in ``eenheid``; ``totaal`` is their sum;
    ``zonder_gegevens`` the number of postcodes of which no count is known: they weigh nothing;
    ``mist`` that of which some count is not known, such as that of one of two sectors.
    """

    naam: str
    titel: str
    eenheid: str
    toelichting: str
    verdeelregel: str
    jaar: int | None
    totaal: float
    zonder_gegevens: int
    waarden: Gewichten
    mist: int = 0


def gewicht(stand: Stand, weging: str, sectoren: Sequence[str] = ()) -> Gewicht:
    """The weight of every bouwsteen; ``sectoren`` (PO, VO, both or none) decides about which children.

    Raises Vraagfout for an unknown weight, and where the edition has no counts for it.
    """
    if weging not in _MAKERS:
        bekend = ", ".join(WEGINGEN)
        raise Vraagfout(Fout("weging", "onbekend", f"Deze weging is niet bekend. Kies uit: {bekend}."))
    eigen = tuple(sector for sector in SECTOREN if sector in sectoren)
    return _MAKERS[weging](stand, eigen or SECTOREN)


def _kinderen(stand: Stand, sectoren: tuple[str, ...]) -> Gewicht:
    leeftijd = _LEEFTIJD[sectoren[0]][1] if len(sectoren) == 1 else _BEIDE
    toelichting = (
        f"Geschat aantal kinderen van {leeftijd} jaar dat op 1 januari {JAAR} in een postcode woonde, uit tellingen "
        f"van het CBS per vijf jaar. Het zijn bewoners, geen leerlingen. {_OOK_ANDERE_JAREN}"
    )
    titel = f"kinderen van {leeftijd} jaar (geschat, {JAAR})"
    kop = Kop("kinderen", titel, "kinderen", toelichting, JAAR, NAAR_HOOFDDEEL)
    return _geteld(stand, kop, [_LEEFTIJD[sector][0] for sector in sectoren])


def _inwoners(stand: Stand, _: tuple[str, ...]) -> Gewicht:
    toelichting = f"Aantal inwoners van een postcode op 1 januari {JAAR} volgens het CBS. {_OOK_ANDERE_JAREN}"
    kop = Kop("inwoners", f"inwoners ({JAAR})", "inwoners", toelichting, JAAR, NAAR_HOOFDDEEL)
    return _geteld(stand, kop, ["inwoners"])


def _oppervlakte(stand: Stand, _: tuple[str, ...]) -> Gewicht:
    toelichting = (
        "Oppervlakte van een postcode in hectare, op de kaart van het CBS van 2020 en binnen de gemeenten van 2016. "
        "Een hectare is 100 bij 100 meter."
    )
    kop = Kop("oppervlakte", "oppervlakte", "hectare", toelichting, 2020, NAAR_OPPERVLAKTE)
    return _geteld(stand, kop, ["oppervlakte"])


def _bouwstenen(stand: Stand, _: tuple[str, ...]) -> Gewicht:
    toelichting = (
        "Elk stuk grond telt even zwaar: een postcode (de vier cijfers), of een deel daarvan waar een gemeentegrens "
        "de postcode deelt. Hoeveel mensen er wonen telt niet mee."
    )
    waarden = np.ones(stand.aantal_bouwstenen)
    waarden.setflags(write=False)
    totaal = float(stand.aantal_bouwstenen)
    return Gewicht("bouwstenen", "postcodes", "bouwstenen", toelichting, ELK_EEN, None, totaal, 0, waarden)


def _leerlingen(stand: Stand, sectoren: tuple[str, ...]) -> Gewicht:
    over = stand.leerlingen
    mist = [sector for sector in sectoren if over is None or sector not in over["sectoren"]]
    if over is None or mist:
        voor = "" if over is None else f" voor {' en '.join(mist)}"
        raise _geen_gegevens(
            f"Er zijn geen aantallen leerlingen{voor} geladen. Laad ze met: regio data laad --leerlingen BESTAND. "
            "Of kies een andere weging, zoals kinderen."
        )
    toelichting = (
        f"Aantal leerlingen ({' en '.join(sectoren)}) per postcode in {over['jaar']}, geladen door de beheerder van "
        f"deze dienst. Bron: {'; '.join(over['bronnen'])}. {_OOK_ANDERE_JAREN}"
    )
    kop = Kop("leerlingen", f"leerlingen ({over['jaar']})", "leerlingen", toelichting, over["jaar"], NAAR_HOOFDDEEL)
    return _geteld(stand, kop, [f"leerlingen_{sector}" for sector in sectoren])


_MAKERS: dict[str, Callable[[Stand, tuple[str, ...]], Gewicht]] = {
    "kinderen": _kinderen,
    "inwoners": _inwoners,
    "oppervlakte": _oppervlakte,
    "bouwstenen": _bouwstenen,
    "leerlingen": _leerlingen,
}


@dataclass(frozen=True, slots=True)
class Kop:
    """What is said of a weight."""

    naam: str
    titel: str
    eenheid: str
    toelichting: str
    jaar: int
    verdeelregel: str


def _geteld(stand: Stand, kop: Kop, tellingen: Sequence[str]) -> Gewicht:
    """The weight from counts per postcode, added up and divided over the parts of a postcode."""
    alle = np.stack([stand.telling(naam) for naam in tellingen])
    # A postcode of which one of the counts is known has that one.
    leeg = np.isnan(alle)
    onbekend = leeg.all(axis=0)
    if onbekend.all():
        raise _geen_gegevens(f"Voor de weging {kop.naam} zijn geen aantallen geladen. Voer uit: regio data laad.")
    per_pc4 = np.nansum(alle, axis=0)
    waarden = per_pc4[stand.plekken] * _deel(stand, kop.verdeelregel)
    waarden.setflags(write=False)
    totaal = float(per_pc4.sum())
    return Gewicht(
        kop.naam,
        kop.titel,
        kop.eenheid,
        kop.toelichting,
        kop.verdeelregel,
        kop.jaar,
        totaal,
        int(onbekend.sum()),
        waarden,
        int(leeg.any(axis=0).sum()),
    )


def onvolledig(stand: Stand, wicht: Gewicht) -> list[dict[str, Any]]:
    """The remark that so many counts are missing that the measures say little; none when nearly all are known."""
    alle = len(stand.pc4s)
    if wicht.mist <= MEESTE_ONBEKEND * alle:
        return []
    tekst = (
        f"Van {getallen.heel(wicht.mist)} van de {getallen.heel(alle)} postcodes ontbreekt het aantal {wicht.eenheid}; "
        "dat telt als nul. De maten en percentages zeggen daardoor weinig over gebieden met zulke postcodes."
    )
    return [opmerking("aantallen-onvolledig", tekst)]


def _deel(stand: Stand, verdeelregel: str) -> Gewichten:
    """The part of its postcode's count that every bouwsteen gets, shape (aantal bouwstenen,)."""
    if verdeelregel == NAAR_OPPERVLAKTE:
        return np.frombuffer(stand.sectie("aandeel"), dtype=np.float64)
    return np.array([stand.is_hoofddeel(nr) for nr in range(stand.aantal_bouwstenen)], dtype=np.float64)


def _geen_gegevens(melding: str) -> Vraagfout:
    return Vraagfout(Fout("weging", "geen-gegevens", melding))
