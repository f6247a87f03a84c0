"""The conclusion about one region in plain Dutch: what it is, and what makes it so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from regio.congruentie import getallen, stukken, teksten, woorden
from regio.congruentie.meting import Meting
from regio.congruentie.model import Verplaatslijst
from regio.congruentie.woorden import Woord

Json = dict[str, Any]
# A list of moves as answers have it, and as it was measured.
Lijst = tuple[Json, Verplaatslijst]
MEESTE = 4


def regio(meting: Meting, rij: Json, lijsten: Sequence[Lijst]) -> list[str]:
    """The conclusion about a region: verdict, cause, border, and what is unsure; the lightest list comes first."""
    naam = woorden.benoem(meting.a, rij["code"])
    _, b = woorden.van_twee(meting.a, meting.b)
    zinnen = [
        _oordeel(meting, naam, rij, b),
        *_ongeteld(meting, rij, lijsten),
        _oorzaak(meting, lijsten, b),
        _grens(naam, rij, b),
        "" if rij["zeker"] else "Dit oordeel is niet zeker, omdat van een deel van de grond het gebied niet vaststaat.",
    ]
    return [zin for zin in zinnen if zin]


def _partner(meting: Meting, rij: Json) -> str:
    """The main partner of a region, told apart by its year from a region of the same kind."""
    return woorden.met_soort(meting.b, rij["hoofdpartner"]["code"], jaar=meting.a.regio == meting.b.regio)


def _oordeel(meting: Meting, naam: str, rij: Json, b: Woord) -> str:
    """The verdict in a sentence."""
    match rij["oordeel"]:
        case "identiek":
            return f"{naam} heeft hetzelfde gebied als {_partner(meting, rij)}."
        case "unie":
            namen = [woorden.benoem(meting.b, partner["code"]) for partner in rij["partners"]]
            return f"{naam} bestaat uit {len(namen)} hele {b.meer}: {getallen.kort(namen, 8, b.meer)}."
        case "binnen":
            return f"{naam} ligt helemaal binnen {_partner(meting, rij)}{_stuk_ervan(meting, rij)}."
        case "doorsneden":
            return f"{naam} wordt doorsneden en ligt in {rij['aantalPartners']} {b.meer}.{_meeste(meting, rij)}"
        case "zonder gebied":
            return f"{naam} heeft geen eigen gebied: het werkt in het hele land. Er is niets te vergelijken."
    return f"Over {naam} is geen oordeel mogelijk: van al zijn grond staat het gebied niet vast."


def _stuk_ervan(meting: Meting, rij: Json) -> str:
    """How much of its partner a region within it has."""
    deel = rij["hoofdpartner"]["aandeelVanPartner"]
    return "" if deel is None else f" en heeft daarvan {_aandeel(meting, deel)}"


def _meeste(meting: Meting, rij: Json) -> str:
    """In which region of B most of a region lies."""
    deel = rij["hoofdpartner"]["aandeel"]
    if deel is None:
        return ""
    return f" Het grootste deel ({_aandeel(meting, deel)}) ligt in {_partner(meting, rij)}."


def _aandeel(meting: Meting, deel: float) -> str:
    """A share of a whole that also has other ground: what weighs nothing there is ground all the same."""
    if 0 < deel < 1:
        return f"{getallen.procent(deel)} van {_van(meting)}"
    wat = f"getelde {meting.gewicht.eenheid}" if meting.gewicht.naam in stukken.MENSEN else "oppervlakte"
    return f"bijna alle {wat}" if deel else f"geen {wat}"


def _van(meting: Meting) -> str:
    """Of what a share is: the children, the inhabitants."""
    naam = meting.gewicht.naam
    return {"oppervlakte": "de oppervlakte", "bouwstenen": "de postcodes"}.get(naam, f"de {naam}")


def _ongeteld(meting: Meting, rij: Json, lijsten: Sequence[Lijst]) -> list[str]:
    """Partners in which only parts of postcodes lie on which nobody was counted, where the list does not tell."""
    if rij["oordeel"] != "doorsneden" or (lijsten and stukken.ongeteld(meting, _nummers(lijsten[0][1]))):
        return []
    uit = []
    for partner in rij["partners"]:
        nummers = _samen(meting, rij["code"], partner["code"])
        if stukken.ongeteld(meting, nummers):
            wat = stukken.met_oppervlakte(meting, nummers)
            waar = woorden.met_soort(meting.b, partner["code"], jaar=meting.a.regio == meting.b.regio)
            uit.append(f"In {waar} ligt er alleen {wat}; {stukken.niet_bekend(meting)}.")
    return uit


def _samen(meting: Meting, code: str, partner: str) -> list[int]:
    """The bouwstenen that certainly lie in a region of A and in one of B."""
    k = meting.kruis
    nummers: list[int] = np.flatnonzero((k.rij == k.a.index(code)) & (k.kolom == k.b.index(partner))).tolist()
    return nummers


def _nummers(lijst: Verplaatslijst) -> list[int]:
    return [nummer for stap in lijst.verplaatsingen for nummer in stap.bouwstenen]


def _oorzaak(meting: Meting, lijsten: Sequence[Lijst], b: Woord) -> str:
    """Which gemeenten make the mismatch, by the lightest list."""
    if not lijsten:
        return ""
    lijst, nummers = lijsten[0][0], _nummers(lijsten[0][1])
    doel = f"binnen één {b.enkel} te liggen" if lijst["doel"] == "binnen" else f"uit hele {b.meer} te bestaan"
    if stukken.ongeteld(meting, nummers):
        namen = dict.fromkeys(een["gemeenteNaam"] or "onbekend" for een in lijst["gemeenten"])
        wat = f"{stukken.met_oppervlakte(meting, nummers)} van gebied moeten wisselen; {stukken.niet_bekend(meting)}"
        return f"Om {doel} zou {wat}. Dat is grond van {getallen.kort(list(namen), MEESTE, 'gemeenten')}."
    wie = getallen.kort(_gemeenten(lijst["gemeenten"]), MEESTE, "gemeenten")
    wat = teksten.grond(meting.gewicht, lijst["gewicht"])
    return f"Om {doel} zou {wat} van gebied moeten wisselen. Dat is grond van {wie}."


def _gemeenten(rijen: Sequence[Json]) -> list[str]:
    """The names of the gemeenten, with the postcodes where these are few."""
    uit: dict[str, tuple[set[str], set[str]]] = {}
    for rij in rijen:
        heel, stuk = uit.setdefault(rij["gemeenteNaam"] or "onbekend", (set(), set()))
        heel.update(rij["postcodes"])
        stuk.update(rij["postcodesDeel"])
    return [f"{naam} ({_postcodes(sorted(heel), sorted(stuk))})" for naam, (heel, stuk) in uit.items()]


def _postcodes(heel: Sequence[str], stuk: Sequence[str]) -> str:
    if len(heel) + len(stuk) > MEESTE:
        return f"{len(heel) + len(stuk)} postcodes{' of delen daarvan' if stuk else ''}"
    return getallen.opsomming(stukken.in_woorden(heel, stuk, MEESTE))


def _grens(naam: str, rij: Json, b: Woord) -> str:
    """How much of the outer border of the region is shared."""
    deel = rij["grens"]["aandeel"]
    if deel is None:
        return ""
    return f"Van de buitengrens van {naam} is {getallen.procent(deel)} ook een grens van een {b.enkel}. {teksten.RAND}"
