"""What a user says of the version in a file: whether it fits between the versions that are known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from regio.bronnen.rijen import Feiten, RegelingPostcode, Versie
from regio.controle.wet import NA
from regio.fouten import Fout, Vraagfout
from regio.regeling_lijst import Gedrukterij

VINDPLAATS = "BWBR0032324, bijlage"
_LANGSTE_VINDPLAATS = 200


@dataclass(frozen=True, slots=True)
class Opdracht:
    """What a user says of the version in a file; ``sluit_aan``: no other version held between it and the one before."""

    versie: date
    geldig_vanaf: date
    gemeenten_per: date
    vindplaats: str
    bestand: str
    ingelezen_op: date
    sluit_aan: bool = False

    @property
    def naam(self) -> str:
        """The name of the file with the rows, in ``swv/``."""
        return f"regeling_{self.versie}.csv"


@dataclass(frozen=True, slots=True)
class Buren:
    """The version in force before a new one, and the first after it, if there is one."""

    vorige: Versie
    later: Versie | None


def keur_opdracht(feiten: Feiten, opdracht: Opdracht) -> Versie:
    """The version in force before it; raises Vraagfout when the new one does not fit between those that are known."""
    fouten = []
    if opdracht.geldig_vanaf <= NA:
        zin = f"Alleen een versie van na {NA}, de eerste die postcodes noemt, kan worden ingelezen."
        fouten.append(Fout("geldig-vanaf", "te-vroeg", zin))
    ander = next((een for een in feiten.versies if een.geldig_vanaf == opdracht.geldig_vanaf), None)
    if ander:
        zin = f"De versie van {ander.versie} geldt al vanaf {ander.geldig_vanaf}."
        fouten.append(Fout("geldig-vanaf", "dag-bezet", zin))
    eerder, later = _eromheen(feiten, opdracht)
    if any(een.versie >= opdracht.versie for een in eerder) or any(een.versie <= opdracht.versie for een in later):
        zin = "De versie en de dag vanaf wanneer zij geldt, staan niet in dezelfde volgorde als bij de andere versies."
        fouten.append(Fout("versie", "volgorde", zin))
    if len(opdracht.vindplaats) > _LANGSTE_VINDPLAATS or not opdracht.vindplaats.isprintable():
        fouten.append(Fout("vindplaats", "te-lang", f"Geef de vindplaats in ten hoogste {_LANGSTE_VINDPLAATS} tekens."))
    if fouten:
        raise Vraagfout(*fouten)
    return eerder[-1]


def buren(feiten: Feiten, opdracht: Opdracht) -> Buren:
    """Between which versions a new one that was approved comes."""
    eerder, later = _eromheen(feiten, opdracht)
    return Buren(eerder[-1], later[0] if later else None)


def _eromheen(feiten: Feiten, opdracht: Opdracht) -> tuple[list[Versie], list[Versie]]:
    """The versions that hold from an earlier and from a later day, by that day."""
    alle = sorted(feiten.versies, key=lambda een: een.geldig_vanaf)
    eerder = [een for een in alle if een.geldig_vanaf < opdracht.geldig_vanaf]
    return eerder, [een for een in alle if een.geldig_vanaf > opdracht.geldig_vanaf]


def als_postcodes(opdracht: Opdracht, rijen: Sequence[Gedrukterij]) -> tuple[RegelingPostcode, ...]:
    """The rows as facts."""
    return tuple(
        RegelingPostcode(opdracht.versie, nummer, rij.pc4, rij.gemeente, rij.po, rij.vo)
        for nummer, rij in enumerate(rijen, 1)
    )


def staat_er_al(feiten: Feiten, opdracht: Opdracht, rijen: Sequence[Gedrukterij]) -> bool:
    """Whether the version is there already, exactly so. Raises Vraagfout when another one has its date."""
    bekend = next((een for een in feiten.versies if een.versie == opdracht.versie), None)
    if bekend is None:
        return False
    eigen = tuple(rij for rij in feiten.regeling_postcodes if rij.versie == opdracht.versie)
    nieuw = als_postcodes(opdracht, rijen)
    verwacht = replace(bekend, geldig_vanaf=opdracht.geldig_vanaf, gemeenten_per=opdracht.gemeenten_per)
    if eigen == nieuw and bekend == verwacht:
        return True
    if not eigen:
        wat = "is een lijst van gemeenten en geen tabel"
    elif eigen == nieuw:
        wat = "heeft dezelfde rijen, maar een andere dag vanaf wanneer zij geldt of een andere dag van de gemeenten"
    else:
        wat = f"heeft andere rijen: {len(set(eigen) ^ set(nieuw))} verschillen"
    zin = f"De versie van {opdracht.versie} staat er al en {wat}. Zij wordt niet vervangen; kies een andere datum."
    raise Vraagfout(Fout("versie", "bestaat-al", zin))
