"""What the figures of a scenario rest on, what is not in them and how sure they are: for every page that shows some."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.congruentie.getallen import met_hoofdletter
from kaarten.teksten import datum_lang
from regio.scenario.factoren.dienst import FACTOREN, TITELS, WAAROM

Json = Mapping[str, Any]
SCHETS = "schets"
NIET_BEREKEND = tuple((TITELS[naam], WAAROM[naam]) for naam in FACTOREN)


@dataclass(frozen=True, slots=True)
class Verantwoording:
    """What to tell: ``regeling`` and ``bronnen`` are empty where what they say was not kept.

    ``grenzen`` is the attribution of the borders with how exact they are, ``zeker`` sentences about what
    the figures are worth, ``niet_berekend`` subjects with why.
    """

    peildatum: str
    editie: str
    regeling: str
    toelichting: str
    bronnen: Sequence[Json]
    grenzen: str
    schets: bool
    zeker: tuple[str, ...]
    niet_berekend: tuple[tuple[str, str], ...] = NIET_BEREKEND


def verantwoording(peildatum: str, editie: str, grondslag: Json | None) -> Verantwoording:
    """From a day (ISO), the edition and what ``regio.scenario.grondslag`` says, None where that was not kept."""
    waarop = grondslag or {"regeling": None, "herkomst": [], "grenzen": None, "lijsten": []}
    regeling, grenzen = waarop["regeling"] or {}, waarop["grenzen"]
    return Verantwoording(
        peildatum=datum_lang(peildatum),
        editie=editie,
        regeling=datum_lang(regeling.get("versie") or ""),
        toelichting=datum_lang(regeling.get("toelichting") or ""),
        bronnen=waarop["herkomst"],
        grenzen=_vermelding(grenzen) if grenzen else "",
        schets=bool(grenzen) and grenzen["bron"] == SCHETS,
        zeker=tuple(met_hoofdletter(datum_lang(zin)) for zin in waarop["lijsten"]),
    )


def _vermelding(grenzen: Json) -> str:
    return (
        f"{grenzen['vermelding'].rstrip('.')}. Een grens kan zo’n {grenzen['nauwkeurigheid']:.0f} meter van de "
        "werkelijkheid afwijken; de lijnen op de kaart zijn vereenvoudigd."
    )
