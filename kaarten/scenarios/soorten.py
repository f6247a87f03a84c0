"""The kinds of moves as the form offers them: what each does, and which fields it needs."""

from __future__ import annotations

from dataclasses import dataclass

from regio.scenario.lezen import VELDEN


@dataclass(frozen=True, slots=True)
class Soort:
    """One kind: its code, what it is called, what it does, and the fields of the form that it needs, in words."""

    code: str
    titel: str
    uitleg: str
    velden: str


SOORTEN = (
    Soort("verplaats", "Grond verplaatsen", "naar een ander samenwerkingsverband", "sector, grond, naar"),
    Soort("voegsamen", "Verbanden samenvoegen", "een of meer verbanden gaan op in een ander", "sector, van, naar"),
    Soort("splits", "Een verband splitsen", "een deel wordt een nieuw verband", "sector, van, code, naam, grond"),
    Soort("nieuw", "Een nieuw verband maken", "op grond van een of meer verbanden", "sector, code, naam, grond"),
    Soort("hernoem", "Een verband hernoemen", "alleen de naam verandert", "sector, van, naam"),
    Soort("herindeel", "Gemeenten herindelen", "de verbanden blijven zoals zij zijn", "van, naar, naam, datum"),
)
GRONDEN = {"gemeente": "een hele gemeente", "postcodes": "postcodes", "bouwstenen": "bouwstenen"}
# Fields of the form by the members of a move that are read from them.
_VAN_LID = {
    "sector": ("sector",),
    "grond": ("grond", "gemeente", "postcodes", "bouwstenen"),
    "naar": ("naar",),
    "van": ("van",),
    "nieuw": ("nieuw",),
    "code": ("van",),
    "naam": ("naam",),
    "datum": ("datum",),
    "delen": ("van",),
}


def nodig_voor(veld: str) -> str:
    """The kinds of moves that need a field of the form, with spaces between them."""
    return " ".join(soort for soort, leden in VELDEN.items() if any(veld in _VAN_LID[lid] for lid in leden))
