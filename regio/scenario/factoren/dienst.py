"""The factors of 2011 that have no data here, for a scenario: computed from what a user brings, else named as not."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from regio.fouten import Fout, Vraagfout
from regio.scenario.beeld import Beeld
from regio.scenario.dienst import Vraag, beeld_van
from regio.scenario.factoren import arbeidsmarkt, scholen, stromen
from regio.scenario.factoren.punten import punten
from regio.scenario.factoren.tabel import Bestand
from regio.scenario.maatstaf import Maatstaf, maatstaf
from regio.stand.stand import Stand

Json = dict[str, Any]
FACTOREN = ("leerlingstromen", "scholen", "arbeidsmarkt")
NIET_BEREKEND, BEREKEND = "niet-berekend", "berekend"
AFSTAND_KM, VERSTE_KM = 15.0, 200.0
TITELS = {
    "leerlingstromen": "Leerlingstromen",
    "scholen": "Scholen van cluster 3 en 4",
    "arbeidsmarkt": "Arbeidsmarktregio's",
}
WAAROM = {
    "leerlingstromen": "Waar leerlingen wonen en waar zij naar school gaan, staat niet in de gegevens van deze dienst.",
    "scholen": "Waar de scholen van cluster 3 en 4 staan, staat niet in de gegevens van deze dienst.",
    "arbeidsmarkt": "Bij welke arbeidsmarktregio een gemeente hoort, staat niet in de gegevens van deze dienst.",
}
NODIG = {
    "leerlingstromen": (
        "Een CSV met de kolommen van (postcode waar leerlingen wonen), naar (postcode van de school) en leerlingen; "
        "als u wilt ook sector (PO of VO)."
    ),
    "scholen": (
        "Een CSV met de kolommen naam, postcode en cluster (3 of 4); als u wilt ook plaatsen en sector (PO of VO)."
    ),
    "arbeidsmarkt": "Een CSV met de kolommen gemeente (of pc4) en regio; als u wilt ook naam.",
}


@dataclass(frozen=True, slots=True)
class Invoer:
    """What a user brings: a file or None per factor, and how far a school may be (km, as the crow flies).

    ``onvolledig``: the table of labour-market regions may lack gemeenten; ``hoe`` tells its owner how.
    """

    leerlingstromen: Bestand | None = None
    scholen: Bestand | None = None
    arbeidsmarkt: Bestand | None = None
    afstand_km: float = AFSTAND_KM
    onvolledig: bool = False
    hoe: str = "geef --onvolledig"


def factoren_van(stand: Stand, gegevens: Path, vraag: Vraag, invoer: Invoer) -> Json:
    """Every factor of a scenario, in order. Raises Vraagfout with every fault of every file; ``veld`` is the factor."""
    return factoren(stand, gegevens, maatstaf(stand, vraag.peildatum), beeld_van(stand, vraag), invoer)


def factoren(stand: Stand, gegevens: Path, maat: Maatstaf, na: Beeld, invoer: Invoer) -> Json:
    """The same for a picture of the base of a Maatstaf; ``gegevens`` is the folder with the facts."""
    voor = maat.basis.beeld
    makers: dict[str, Callable[[Bestand], Json]] = {
        "leerlingstromen": lambda bestand: stromen.bereken(stromen.lees_stromen(bestand, maat.basis), voor, na),
        "scholen": lambda bestand: scholen.bereken(
            scholen.lees_scholen(bestand, maat.basis), maat, na, punten(gegevens, stand.kenmerk), invoer.afstand_km
        ),
        "arbeidsmarkt": lambda bestand: arbeidsmarkt.bereken(
            arbeidsmarkt.lees_regios(stand, bestand, na.basis.peildatum, onvolledig=invoer.onvolledig, hoe=invoer.hoe),
            maat,
            na,
        ),
    }
    uit, fouten = [], list[Fout]()
    try:
        keur_afstand(invoer.afstand_km)
    except Vraagfout as fout:
        fouten += fout.fouten
    for naam in FACTOREN:
        try:
            uit.append(_factor(naam, getattr(invoer, naam), makers[naam]))
        except Vraagfout as fout:
            fouten += [replace(een, veld=naam) for een in fout.fouten]
    if fouten:
        raise Vraagfout(*fouten)
    return {"peildatum": na.basis.peildatum, "factoren": uit}


def keur_afstand(afstand_km: float) -> None:
    """Raises Vraagfout for a distance that no school is away."""
    if not 0 < afstand_km <= VERSTE_KM:
        melding = f"Geef als afstand een getal boven 0 en tot en met {VERSTE_KM:.0f} kilometer."
        raise Vraagfout(Fout("afstandKm", "afstand", melding, "body"))


def _factor(naam: str, bestand: Bestand | None, maak: Callable[[Bestand], Json]) -> Json:
    kop = {"factor": naam, "titel": TITELS[naam]}
    if bestand is None:
        return {**kop, "status": NIET_BEREKEND, "waarom": WAAROM[naam], "nodig": NODIG[naam], "uitkomst": None}
    return {**kop, "status": BEREKEND, "waarom": None, "nodig": None, "uitkomst": maak(bestand)}
