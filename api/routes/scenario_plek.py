"""What lies at a place that somebody points at on the map of a scenario."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.afhankelijk import StandNu
from api.formulier import FormulierNu
from api.scenarioblad import LEESPADEN, BladNu
from api.scenariovraag import als_antwoord, op_basis
from api.snel import plaats_en_datum
from regio.scenario.dienst import Vraag, beeld_van
from regio.scenario.plek import plek_in

router = APIRouter(include_in_schema=False)


def plek(stand: StandNu, blad: BladNu, formulier: FormulierNu) -> Response:
    """The place in the version that is shown; nothing changes, so that a form needs no proof that it is ours.

    A place is private, so that it comes in a form: it stands in no address and no log.
    """
    een = op_basis(stand, blad.scenario)
    graden = {veld: tekst for veld, tekst in formulier.items() if veld in ("lon", "lat")}
    plaats = plaats_en_datum(stand, graden, [], "body")[1]
    return als_antwoord(plek_in(stand, beeld_van(stand, Vraag(een.peildatum, een.zetten)), plaats))


for pad in LEESPADEN:
    router.post(f"{pad}/plek")(plek)
