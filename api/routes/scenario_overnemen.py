"""Whoever has a link and may make scenarios takes a copy of what they read, in their own name."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.afhankelijk import StandNu
from api.formulier import FormulierNu
from api.scenarioblad import GEDEELD, PAD, Blad, BladNu, blad_van
from api.scenariohandeling import Formulier, doe_als_maker, naar
from api.sessie import Sessie, keur_herkomst
from api.toegang import toegang_van
from api.werkblad import toon
from kaarten.scenarios.formulier import Invoer

router = APIRouter(include_in_schema=False)
OVERNEMEN = f"{GEDEELD}/overnemen"
OVERGENOMEN = Formulier("overnemen")


@router.get(OVERNEMEN)
def terug(blad: BladNu) -> Response:
    """The address of the form leads to the page it is on."""
    return naar(blad.adres())


@router.post(OVERNEMEN)
def neem_over(request: Request, stand: StandNu, velden: FormulierNu) -> Response:
    """A scenario of one's own with the moves of the version that is shown. Raises 403 and NietGevonden."""
    keur_herkomst(request)

    def toon_weer(_: Sessie, invoer: Invoer, status: int) -> Response:
        return toon(request, stand, blad_van(request), invoer, status)

    def doe(sessie: Sessie) -> Response:
        return naar(f"{PAD}/{_kopie(request, sessie, blad_van(request))}", OVERGENOMEN.naam)

    return doe_als_maker(request, OVERGENOMEN, velden, doe, toon_weer)


def _kopie(request: Request, sessie: Sessie, blad: Blad) -> str:
    """The number of the copy; the audit log says what it came from. Raises Vraagfout and Opslagfout."""
    from regio.opslag import scenarios

    was = blad.scenario
    basis = (was.editie, was.peildatum)
    return scenarios.maak(toegang_van(request).engine, sessie.wie, was.naam, basis, was.zetten, uit=was.id).id
