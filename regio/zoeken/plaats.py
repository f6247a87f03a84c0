"""The answer about a place (woonplaats): the postcodes of which it is the main place."""

from __future__ import annotations

from typing import Any

from regio.stand import opmerkingen
from regio.stand.stand import Stand
from regio.zoeken.register import register_van

Json = dict[str, Any]


def bouwstenen_van_plaats(stand: Stand, sleutel: str) -> list[int]:
    """The hoofddelen of the postcodes of a place."""
    postcodes = register_van(stand).plaatsen[sleutel]["postcodes"]
    plekken = (stand.plek(pc4) for pc4 in postcodes)
    return [stand.bouwstenen_van(plek)[0] for plek in plekken if plek is not None]


def antwoord_plaats(stand: Stand, sleutel: str, datum: str) -> Json:
    """What is known of a place on a day, with the sentence that smaller places may be missing."""
    rij = register_van(stand).plaatsen[sleutel]
    groep = stand.groep(bouwstenen_van_plaats(stand, sleutel), datum, "plaats")
    groep["opmerkingen"].append(opmerkingen.opmerking("kleinere-plaatsen", opmerkingen.KLEINE_PLAATSEN))
    return {**groep, "plaats": rij["naam"], "postcodes": rij["postcodes"]}


def gemeenten_van_plaats(stand: Stand, sleutel: str, datum: str) -> set[str]:
    """Codes of the gemeenten in which a place lies on a day."""
    laag = stand.zicht(stand.toestand_nr_iso(datum)).lagen["gemeente"]
    return {code for nr in bouwstenen_van_plaats(stand, sleutel) for code in laag.mogelijk(nr)}
