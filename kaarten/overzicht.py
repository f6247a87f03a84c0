"""The page with all samenwerkingsverbanden of a sector in one table: what it shows and in what order."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from kaarten.beeld import SECTORTITEL
from kaarten.overleg.vraag import Vraag
from kaarten.teksten import opsomming
from kaarten.verbanden import KOLOMMEN, Rij, gesorteerd, regeling_op, rijen
from regio.stand.stand import Stand

_KOPPEN = {
    "code": "Code",
    "naam": "Naam",
    "gemeenten": "Gemeenten",
    "postcodes": "Postcodes",
    "inwoners": "Inwoners (2021)",
}


@dataclass(frozen=True, slots=True)
class Keuze:
    """What a visitor asks of the table; ``peildatum`` as it was typed, empty for today."""

    sector: str = "PO"
    peildatum: str = ""
    sorteer: str = "code"
    aflopend: bool = False


@dataclass(frozen=True, slots=True)
class Kop:
    """A column: its title, where a click on it leads, and ``aria-sort`` (empty when not sorted by it)."""

    kolom: str
    titel: str
    adres: str
    volgorde: str


@dataclass(frozen=True, slots=True)
class Overzicht:
    """The table of a day, with what is to be known of the ``regeling`` then.

    ``fout`` says what is wrong with the date that was asked for, ``onbekend`` what else in the
    question is not understood.
    """

    keuze: Keuze
    sectornaam: str
    datum: str
    rijen: list[Rij] = field(default_factory=list)
    koppen: list[Kop] = field(default_factory=list)
    regeling: str | None = None
    fout: str = ""
    onbekend: str = ""

    def naar(self, code: str) -> str:
        """The address of the page of a gemeente or SWV, on the day that was asked for."""
        return Vraag(self.keuze.peildatum).naar(code)


def lees_keuze(vraag: dict[str, str]) -> Keuze:
    """The choice in a query string; what is not known there falls back to the first of each."""
    return Keuze(
        sector=vraag.get("sector", "") if vraag.get("sector") in SECTORTITEL else "PO",
        peildatum=vraag.get("peildatum", "").strip(),
        sorteer=vraag.get("sorteer", "") if vraag.get("sorteer") in KOLOMMEN else "code",
        aflopend=vraag.get("volgorde") == "af",
    )


def onbekend_in(vraag: dict[str, str]) -> str:
    """A sentence on the names in a query string that the page does not know, empty where there are none."""
    namen = [naam for naam in vraag if naam not in ("sector", "peildatum", "sorteer", "volgorde")]
    return f"De pagina begrijpt {opsomming(namen)} in dit adres niet. Maak hieronder uw keuze." if namen else ""


def maak_overzicht(stand: Stand, keuze: Keuze, datum: str) -> Overzicht:
    """The table for a choice on a day that was checked."""
    toestand = stand.toestand_nr_iso(datum)
    alle = rijen(stand, toestand, keuze.sector)
    return Overzicht(
        keuze=keuze,
        sectornaam=SECTORTITEL[keuze.sector],
        datum=datum,
        rijen=gesorteerd(alle, keuze.sorteer, aflopend=keuze.aflopend),
        koppen=[_kop(keuze, kolom) for kolom in KOLOMMEN],
        regeling=regeling_op(stand, toestand),
    )


def _kop(keuze: Keuze, kolom: str) -> Kop:
    hier = keuze.sorteer == kolom
    vraag = {"sector": keuze.sector, "peildatum": keuze.peildatum, "sorteer": kolom}
    if hier and not keuze.aflopend:
        vraag["volgorde"] = "af"
    volgorde = "descending" if keuze.aflopend else "ascending"
    return Kop(kolom, _KOPPEN[kolom], f"/overzicht?{urlencode(vraag)}", volgorde if hier else "")
