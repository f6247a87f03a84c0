"""What the consequences of herindelingen say in plain Dutch; dates as JJJJ-MM-DD."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from regio.tijdlijn.overgang import Overgang

Json = dict[str, Any]
TE_VROEG = "Vóór 2013-01-01 waren er nog geen samenwerkingsverbanden."
NIET_TE_ZEGGEN = "De bronnen laten van een deel van de grond open in welk samenwerkingsverband die ligt."
DAG_ONBEKEND = "De bronnen zeggen niet op welke dag de grond overging."
TOELICHTING = (
    "Alles wat op een dag bij een gemeente kwam, telt als een herindeling. Volgens artikel 3 van de regeling "
    "verandert een herindeling de gebieden van de samenwerkingsverbanden niet. Inwoners zijn die van 2021."
)
_TEL = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def niet_toegepast(rijen: Iterable[Json]) -> str:
    """Why a herindeling is not applied."""
    if all(rij["bevestigd"] == "onbevestigd" for rij in rijen):
        return "Deze herindeling is niet bevestigd. Daarom rekenen wij er niet mee."
    return "Welke grond overging, staat niet in de bronnen."


def geen(open_: Sequence[str]) -> str:
    """The gemeente lies in one SWV; ``open_`` are postcodes that may be its own, apart from this herindeling."""
    kern = "De gemeente ligt in één samenwerkingsverband."
    if not open_:
        return kern
    wie = f"postcode {open_[0]}" if len(open_) == 1 else f"de postcodes {', '.join(open_[:-1])} en {open_[-1]}"
    los = f"Los van deze herindeling is niet zeker of {wie} op deze dag bij de gemeente"
    return f"De grond die overging ligt in hetzelfde samenwerkingsverband. {los} {_hoort(open_)}."


def _hoort(pc4s: Sequence[str]) -> str:
    return "hoorde" if len(pc4s) == 1 else "hoorden"


def nieuw_gesplitst(aantal: int) -> str:
    """The gemeente came to lie in so many SWVs."""
    return (
        "De gebieden van de samenwerkingsverbanden bleven gelijk (artikel 3). "
        f"Daardoor ligt de gemeente sindsdien in {_getal(aantal)} verbanden."
    )


def al_gesplitst(oud: str) -> str:
    """An old gemeente lay across the same SWVs."""
    return f"{oud} lag vóór deze dag al in dezelfde samenwerkingsverbanden. Er kwam dus geen splitsing bij."


def geheeld(aantal: int, versie: str) -> str:
    """The gemeente lay in so many SWVs until a version of the regeling."""
    return (
        f"Eerst lag de gemeente in {_getal(aantal)} samenwerkingsverbanden. "
        f"De regeling van {versie} legt al deze grond in één verband."
    )


def tussen_de_kaarten(over: Overgang) -> str:
    """Between which days ground changed hands that only maps show."""
    dagen = [over.stand.meta["toestanden"][nr]["vanaf"] for nr in (max(over.voor, 0), over.na)]
    return f"De dag is niet bekend: het verschil staat op de kaarten van {dagen[0]} en {dagen[1]}."


def _getal(aantal: int) -> str:
    return _TEL[aantal] if aantal < len(_TEL) else str(aantal)


# -- the conclusion -------------------------------------------------------------------------------

_VERSCHIL = "Het gevolg kan in PO anders zijn dan in VO; zo'n herindeling telt dan bij allebei mee."
_OVERIGE = {
    "geheeld": "Bij {} is de splitsing later geheeld: een nieuwe regeling legt de grond in één verband ({}).",
    "al-gesplitst": "Bij {} was een oude gemeente al zo verdeeld ({}).",
    "geen": "Bij {} bleef de gemeente in één verband ({}).",
    "niet-te-zeggen": "Bij {} laten de bronnen open of er een splitsing is ({}).",
    "nog-geen-verbanden": "Bij {} waren er nog geen samenwerkingsverbanden ({}).",
    "niet-toegepast": "Met {} rekenen wij niet: niet bevestigd, of niet bekend is om welke grond het gaat ({}).",
}


def conclusie(aantal: int, tellingen: Sequence[Json], open_: int) -> list[str]:
    """The conclusion about some herindelingen: how many, and how many of each consequence.

    Of ``open_`` of them it cannot be told, in one sector or in both, whether they split a gemeente.
    """
    if not aantal:
        return ["Er is geen herindeling die past bij uw keuze."]
    per = {telling["gevolg"]: telling for telling in tellingen}
    kop = f"{_herindelingen(aantal)}: {_nieuw(aantal, per['nieuw-gesplitst'], aantal - open_)}"
    zinnen = [_zin(per[naam], tekst) for naam, tekst in _OVERIGE.items() if per[naam]["herindelingen"]]
    dubbel = sum(telling["herindelingen"] for telling in tellingen) > aantal
    return [kop, *zinnen, *([_VERSCHIL] if dubbel else [])]


def _herindelingen(aantal: int) -> str:
    return "1 herindeling" if aantal == 1 else f"{aantal} herindelingen"


def _nieuw(aantal: int, nieuw: Json, bekend: int) -> str:
    """About new splits; that there are none is only said of the ``bekend`` of which that can be told."""
    if not nieuw["herindelingen"] and not bekend:
        return f"of die een splitsing {'maakt' if aantal == 1 else 'maken'}, is niet te zeggen."
    if not nieuw["herindelingen"] and bekend < aantal:
        if bekend == 1:
            return "de ene die te beoordelen is, maakte geen nieuwe splitsing."
        return f"van de {bekend} die te beoordelen zijn, maakte geen enkele een nieuwe splitsing."
    if not nieuw["herindelingen"]:
        return "geen enkele maakte een nieuwe splitsing." if aantal > 1 else "die maakte geen nieuwe splitsing."
    if aantal == 1:
        return f"die legde de gemeente in meer dan één samenwerkingsverband ({_sectoren(nieuw)})."
    werkwoord = "legde" if nieuw["herindelingen"] == 1 else "legden"
    return (
        f"{nieuw['herindelingen']} daarvan {werkwoord} een gemeente in meer dan één samenwerkingsverband "
        f"({_sectoren(nieuw)})."
    )


def _sectoren(telling: Json) -> str:
    """In which sectors: with numbers where there are several herindelingen."""
    per = telling["perSector"]
    eigen = [sector for sector in ("PO", "VO") if per[sector]]
    if telling["herindelingen"] == 1:
        return " en ".join(eigen)
    return ", ".join(f"{sector} {per[sector]}" for sector in ("PO", "VO"))


def _zin(telling: Json, tekst: str) -> str:
    return tekst.format(telling["herindelingen"], _sectoren(telling))
