"""The conclusion about one region in plain Dutch: what it is, and what makes it so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from regio.congruentie import getallen, teksten, woorden
from regio.congruentie.meting import Meting
from regio.congruentie.woorden import Woord

Json = dict[str, Any]
MEESTE = 4


def regio(meting: Meting, rij: Json, lijsten: Sequence[Json]) -> list[str]:
    """The conclusion about a region: verdict, cause, border, and what is unsure."""
    naam = woorden.benoem(meting.a, rij["code"])
    _, b = woorden.van_twee(meting.a, meting.b)
    zinnen = [
        _oordeel(meting, naam, rij, b),
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
    return "" if deel is None else f" en heeft daarvan {getallen.procent(deel)} van {_van(meting)}"


def _meeste(meting: Meting, rij: Json) -> str:
    """In which region of B most of a region lies."""
    deel = rij["hoofdpartner"]["aandeel"]
    if deel is None:
        return ""
    return f" Het grootste deel ({getallen.procent(deel)} van {_van(meting)}) ligt in {_partner(meting, rij)}."


def _van(meting: Meting) -> str:
    """Of what a share is: the children, the inhabitants."""
    naam = meting.gewicht.naam
    return {"oppervlakte": "de oppervlakte", "bouwstenen": "de postcodes"}.get(naam, f"de {naam}")


def _oorzaak(meting: Meting, lijsten: Sequence[Json], b: Woord) -> str:
    """Which gemeenten make the mismatch, by the lightest list."""
    if not lijsten:
        return ""
    lijst = lijsten[0]
    doel = f"binnen één {b.enkel} te liggen" if lijst["doel"] == "binnen" else f"uit hele {b.meer} te bestaan"
    wie = getallen.kort(_gemeenten(lijst["gemeenten"]), MEESTE, "gemeenten")
    wat = teksten.grond(meting.gewicht, lijst["gewicht"])
    return f"Om {doel} zou {wat} van gebied moeten wisselen. Dat is grond van {wie}."


def _gemeenten(rijen: Sequence[Json]) -> list[str]:
    """The names of the gemeenten, with the postcodes where these are few."""
    uit: dict[str, list[str]] = {}
    for rij in rijen:
        uit.setdefault(rij["gemeenteNaam"] or "onbekend", []).extend([*rij["postcodes"], *rij["postcodesDeel"]])
    return [f"{naam}{_postcodes(sorted(set(pc4s)))}" for naam, pc4s in uit.items()]


def _postcodes(pc4s: Sequence[str]) -> str:
    if len(pc4s) > MEESTE:
        return f" ({len(pc4s)} postcodes)"
    return f" (postcode {getallen.opsomming(pc4s)})"


def _grens(naam: str, rij: Json, b: Woord) -> str:
    """How much of the outer border of the region is shared."""
    deel = rij["grens"]["aandeel"]
    if deel is None:
        return ""
    return f"Van de buitengrens van {naam} is {getallen.procent(deel)} ook een grens van een {b.enkel}. {teksten.RAND}"
