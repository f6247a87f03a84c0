"""Which gemeenten and postcodes cause a mismatch: the lists of moves as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from kaarten.congruentie.getallen import deel, geteld, heel
from kaarten.teksten import datum_lang, opsomming, reeks

Json = dict[str, Any]
# The aim of a list; ``wat`` are the regions of A or one of them, ``een`` is what a region of B is called.
_DOELEN = {
    "genest": "Zodat {geen} meer doorsneden is",
    "binnen": "Zodat {wat} binnen één {een} {ligt}",
    "unie": "Zodat {wat} uit hele gebieden {bestaat}",
}
# Where ground goes to when no other region has ground there.
NERGENS = "geen ander gebied heeft daar grond"
_ALLE = {"wat": "alle gebieden", "geen": "geen gebied", "ligt": "liggen", "bestaat": "bestaan"}
_EEN = {"ligt": "ligt", "bestaat": "bestaat"}


@dataclass(frozen=True, slots=True)
class Stuk:
    """Ground of a gemeente that would go from one region to another."""

    gemeente: str
    van: str
    naar: str
    postcodes: str
    gewicht: str


@dataclass(frozen=True, slots=True)
class Lijst:
    """A list of moves: its aim, a sentence on how much it is, and its rows, heaviest first."""

    doel: str
    titel: str
    toelichting: str
    omvang: str
    stukken: list[Stuk]


def maak_lijst(lijst: Json, antwoord: Json, code: str = "") -> Lijst:
    """What to show of a ``VerplaatsingModel`` of an answer; ``code`` when it is about one region."""
    rijen = sorted(lijst["gemeenten"], key=lambda rij: (-rij["gewicht"], rij["gemeente"] or "", rij["van"]))
    woorden = {**_EEN, "wat": code, "geen": f"{code} niet"} if code else _ALLE
    return Lijst(
        doel=lijst["doel"],
        titel=_DOELEN[lijst["doel"]].format(een=antwoord["met"]["regio"], **woorden),
        toelichting=datum_lang(lijst["toelichting"]),
        omvang=_omvang(lijst, antwoord["weging"]["eenheid"]),
        stukken=[_stuk(rij) for rij in rijen],
    )


def maak_lijsten(antwoord: Json) -> list[Lijst]:
    """The lists of a pair; two aims that the same moves reach are one list with both aims in its title."""
    uit: list[tuple[Any, Lijst]] = []
    for lijst in antwoord["verplaatsingen"]:
        beeld = maak_lijst(lijst, antwoord)
        if uit and lijst["gemeenten"] and uit[-1][0] == lijst["gemeenten"]:
            uit[-1] = (lijst["gemeenten"], _samen(uit[-1][1], beeld))
        else:
            uit.append((lijst["gemeenten"], beeld))
    return [beeld for _, beeld in uit]


def _samen(een: Lijst, ander: Lijst) -> Lijst:
    """The first list, which is also the second."""
    ook = f"{ander.titel[:1].lower()}{ander.titel[1:]}"
    zin = f"Het is ook de kleinste lijst {ook}: beide lijsten zijn hier dezelfde."
    return replace(een, titel=f"{een.titel}, en {ook}", toelichting=f"{een.toelichting} {zin}")


def _omvang(lijst: Json, eenheid: str) -> str:
    if not lijst["bouwstenen"]:
        return "Er hoeft niets te verschuiven."
    stukken = f"{lijst['bouwstenen']} {'stuk' if lijst['bouwstenen'] == 1 else 'stukken'} grond"
    aandeel = f" ({deel(lijst['aandeel'])} van het geheel)" if lijst["aandeel"] else ""
    hoeveel = f"{heel(lijst['gewicht'])} {eenheid}" if lijst["gewicht"] else f"Geen getelde {eenheid}"
    bewijs = "Een kleinere lijst is er niet." if lijst["bewezen"] else "Of er een kleinere lijst is, is niet bewezen."
    return f"{hoeveel}{aandeel}, in {stukken}. {bewijs}"


def _stuk(rij: Json) -> Stuk:
    gemeente = rij["gemeenteNaam"] or rij["gemeente"] or "geen gemeente bekend"
    if rij["gemeente"] and rij["gemeenteNaam"]:
        gemeente = f"{gemeente} ({rij['gemeente']})"
    delen = [reeks(rij["postcodes"])] if rij["postcodes"] else []
    delen += [f"een deel van {opsomming(sorted(rij['postcodesDeel']))}"] if rij["postcodesDeel"] else []
    return Stuk(gemeente, rij["van"], rij["naar"] or NERGENS, "; ".join(delen), geteld(rij["gewicht"]))
