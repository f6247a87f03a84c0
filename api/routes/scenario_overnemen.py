"""Whoever has a link and may make scenarios takes a copy of what they read, in their own name."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.afhankelijk import StandNu
from api.formulier import FormulierNu
from api.scenarioblad import GEDEELD, PAD, Blad, BladNu, blad_van
from api.scenariohandeling import WEER_INGELOGD, naar, storing, uitgelogd
from api.sessie import Sessie, echt, keur_herkomst, sessie_van
from api.toegang import toegang_van
from api.werkblad import mag_maken, toon
from kaarten.scenarios.formulier import Invoer, met_fouten
from regio.fouten import Opslagfout, Vraagfout

router = APIRouter(include_in_schema=False)
OVERNEMEN = f"{GEDEELD}/overnemen"
_FORMULIER = "overnemen"


@router.get(OVERNEMEN)
def terug(blad: BladNu) -> Response:
    """The address of the form leads to the page it is on."""
    return naar(blad.adres())


@router.post(OVERNEMEN)
def neem_over(request: Request, stand: StandNu, velden: FormulierNu) -> Response:
    """A scenario of one's own with the moves of the version that is shown. Raises 403 and NietGevonden."""
    keur_herkomst(request)
    try:
        sessie = sessie_van(request)
        if sessie is None:
            return uitgelogd(request, velden)
        if not mag_maken(sessie):
            raise HTTPException(403)
        blad = blad_van(request)
        if not echt(sessie, velden.get("csrf", "")):
            return toon(request, stand, blad, Invoer(_FORMULIER, velden, {"": [WEER_INGELOGD]}), 403)
        try:
            return naar(f"{PAD}/{_kopie(request, sessie, blad)}", _FORMULIER)
        except Vraagfout as fout:
            return toon(request, stand, blad, met_fouten(_FORMULIER, velden, fout.fouten, ()), 400)
    except Opslagfout:
        return storing(request, velden, maakt=True)


def _kopie(request: Request, sessie: Sessie, blad: Blad) -> str:
    """The number of the copy; the audit log says what it came from. Raises Vraagfout and Opslagfout."""
    from regio.opslag import scenarios

    was = blad.scenario
    basis = (was.editie, was.peildatum)
    return scenarios.maak(toegang_van(request).engine, sessie.wie, was.naam, basis, was.zetten, uit=was.id).id
