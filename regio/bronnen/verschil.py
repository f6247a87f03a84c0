"""What one set of facts has that another has not, counted per table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from regio.bronnen.rijen import RIJKLASSEN, Feiten

# The fields that say which row a row is; its other fields may change.
SLEUTELS: dict[str, tuple[str, ...]] = {
    "bronnen": ("bestand",),
    "versies": ("versie",),
    "regeling_rijen": ("versie", "sector", "rij"),
    "regeling_postcodes": ("versie", "rij"),
    "correcties": ("nummer",),
    "wijzigingen": ("van_versie", "naar_versie", "sector", "gemeente", "postcodes"),
    "concept_2011": ("nummer",),
    "aandachtspunten": ("nummer",),
    "swvs": ("code",),
    "nieuwe_postcodes": ("pc4",),
    "gemeenten": ("code",),
    "aliassen": ("code", "alias"),
    "herindelingen": ("datum", "oude_code", "nieuwe_code"),
    "jeugdregios": ("code", "naam"),
    "gemeente_jeugdregio": ("peildatum", "gemeente_code"),
    "wissels": ("gemeente_code",),
    "rmc": ("peildatum", "herkomst", "gemeente_zoals_gedrukt"),
    "postcodes": ("pc4",),
    "postcodes_2014": ("pc4",),
    "delen": ("pc4", "grenzen_jaar", "gemeente"),
    "bouwstenen": ("id",),
    "oppervlakten": ("pc4",),
    "provincies": ("code",),
    "leerlingen": ("pc4", "sector"),
}


@dataclass(frozen=True, slots=True)
class Verschil:
    """How many rows of a table are new, gone, or the same row with other cells."""

    tabel: str
    nieuw: int
    weg: int
    gewijzigd: int


def verschillen(oud: Feiten, nieuw: Feiten) -> list[Verschil]:
    """The tables whose rows differ, in the order of Feiten; the order of rows does not count."""
    alle = (_verschil(tabel, getattr(oud, tabel), getattr(nieuw, tabel)) for tabel in RIJKLASSEN)
    return [een for een in alle if een.nieuw or een.weg or een.gewijzigd]


def _verschil(tabel: str, oud: tuple[Any, ...], nieuw: tuple[Any, ...]) -> Verschil:
    was, is_nu = Counter(oud), Counter(nieuw)
    weg, erbij = _sleutels(tabel, was - is_nu), _sleutels(tabel, is_nu - was)
    gewijzigd = (weg & erbij).total()
    return Verschil(tabel, erbij.total() - gewijzigd, weg.total() - gewijzigd, gewijzigd)


def _sleutels(tabel: str, rijen: Counter[Any]) -> Counter[Hashable]:
    velden = SLEUTELS[tabel]
    return Counter(tuple(getattr(rij, veld) for veld in velden) for rij in rijen.elements())
