"""Which gemeenten and postcodes cause a mismatch: the lists of moves as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kaarten.congruentie.getallen import deel, heel
from kaarten.teksten import datum_lang, opsomming, reeks

Json = dict[str, Any]
_DOELEN = {
    "genest": "Zodat geen enkel gebied doorsneden is",
    "binnen": "Zodat elk gebied binnen één gebied ligt",
    "unie": "Zodat het gebied uit hele gebieden bestaat",
}
_DOEL_VAN_EEN = {
    "genest": "Zodat het gebied niet meer doorsneden is",
    "binnen": "Zodat het gebied binnen één gebied ligt",
    "unie": "Zodat het gebied uit hele gebieden bestaat",
}


@dataclass(frozen=True, slots=True)
class Stuk:
    """Ground of a gemeente that would go from one region to another; ``aandeel`` for a bar, 0 to 100."""

    gemeente: str
    van: str
    naar: str
    postcodes: str
    gewicht: str
    breedte: int


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list of moves: its aim, a sentence on how much it is, and its rows, heaviest first."""

    doel: str
    titel: str
    toelichting: str
    omvang: str
    stukken: list[Stuk]


def maak_lijst(lijst: Json, eenheid: str, *, van_een: bool = False) -> Lijst:
    """What to show of a ``VerplaatsingModel``; ``van_een`` when it is about one region."""
    grootste = max((rij["gewicht"] for rij in lijst["gemeenten"]), default=0.0)
    rijen = sorted(lijst["gemeenten"], key=lambda rij: (-rij["gewicht"], rij["gemeente"] or "", rij["van"]))
    return Lijst(
        doel=lijst["doel"],
        titel=(_DOEL_VAN_EEN if van_een else _DOELEN)[lijst["doel"]],
        toelichting=datum_lang(lijst["toelichting"]),
        omvang=_omvang(lijst, eenheid),
        stukken=[_stuk(rij, grootste) for rij in rijen],
    )


def _omvang(lijst: Json, eenheid: str) -> str:
    if not lijst["bouwstenen"]:
        return "Er hoeft niets te verschuiven."
    stukken = f"{lijst['bouwstenen']} {'stuk' if lijst['bouwstenen'] == 1 else 'stukken'} grond"
    aandeel = f" ({deel(lijst['aandeel'])})" if lijst["aandeel"] is not None else ""
    bewijs = "Een kleinere lijst is er niet." if lijst["bewezen"] else "Of er een kleinere lijst is, is niet bewezen."
    return f"{heel(lijst['gewicht'])} {eenheid}{aandeel}, in {stukken}. {bewijs}"


def _stuk(rij: Json, grootste: float) -> Stuk:
    gemeente = rij["gemeenteNaam"] or rij["gemeente"] or "geen gemeente bekend"
    if rij["gemeente"] and rij["gemeenteNaam"]:
        gemeente = f"{gemeente} ({rij['gemeente']})"
    delen = [reeks(rij["postcodes"])] if rij["postcodes"] else []
    delen += [f"een deel van {opsomming(sorted(rij['postcodesDeel']))}"] if rij["postcodesDeel"] else []
    breedte = round(100 * rij["gewicht"] / grootste) if grootste else 0
    return Stuk(gemeente, rij["van"], rij["naar"], "; ".join(delen), heel(rij["gewicht"]), breedte)
