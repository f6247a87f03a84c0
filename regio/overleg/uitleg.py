"""What is said beside every OOGO answer: terms of the law, where to go, and what is unsure. Plain Dutch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from regio.overleg.termijnen import termijnen
from regio.stand.opmerkingen import EERSTE_SCHOOLDAG, opmerking

Json = dict[str, Any]
GEEN = (
    "Worden gemeente en samenwerkingsverband het niet eens, dan is er de landelijke geschillencommissie voor het "
    "OOGO. Die is te bereiken via onderwijsgeschillen.nl."
)
KINDEREN_VAN_2021 = (
    "Kinderen zijn geschatte inwoners van 4 tot en met 11 jaar (PO) en van 12 tot en met 17 jaar (VO) op 1 januari "
    "2021, op elke peildatum."
)
_RITME = "Ten minste eens in de vier jaar. Uw samenwerkingsverband kan een eigen, korter ritme hebben."


def termijnvelden(datum: str) -> Json:
    """The next milestones of the law after a day, if the SWV keeps the rhythm of four years."""
    rijen = termijnen(date.fromisoformat(datum))
    return {
        "termijnen": [{"dag": rij.dag.isoformat(), "wat": rij.wat, "uitleg": rij.uitleg} for rij in rijen],
        "termijnenToelichting": _RITME,
    }


def bij_geen_overeenstemming() -> Json:
    """Where to go when there is no agreement."""
    return {"tekst": GEEN, "instantie": "Onderwijsgeschillen", "website": "onderwijsgeschillen.nl"}


def opmerkingen_bij(datum: str, tafels: Sequence[Json], regios: Mapping[str, Sequence[Json]]) -> list[Json]:
    """What a reader must know before relying on the tables."""
    uit = []
    if datum < EERSTE_SCHOOLDAG:
        tekst = (
            f"De samenwerkingsverbanden zijn op {EERSTE_SCHOOLDAG} begonnen; voor die dag waren ze alleen aangewezen."
        )
        uit.append(opmerking("nog-niet-begonnen", tekst))
    if any(tafel["postcodesMisschien"] for tafel in tafels):
        tekst = "Van een of meer postcodes laten de bronnen open bij welk verband of welke gemeente ze horen."
        uit.append(opmerking("niet-zeker", tekst))
    if any(len(lijst) > 1 for lijst in regios.values()):
        uit.append(opmerking("regio-niet-zeker", "De bronnen laten open in welke van deze regio’s de gemeente ligt."))
    return [*uit, opmerking("kinderen-van-2021", KINDEREN_VAN_2021)]
