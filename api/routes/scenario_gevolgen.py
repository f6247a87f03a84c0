"""What a scenario leads to, and what a move would do to it, as parts of its page; and its map."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response
from starlette.background import BackgroundTask

from api.afhankelijk import StandNu
from api.drempelvraag import gewogen
from api.formulier import FormulierNu
from api.routes.kaart import kaarten_van
from api.scenarioblad import EEN, Blad, BladNu, eigen_blad, leesroute
from api.scenariokaart import BEWARING
from api.scenariovraag import op_basis
from api.sessie import naar_inloggen, sessie_van
from api.vast import NIET_BEWAREN
from api.zetbewerking import bewerking
from kaarten.kaartgegevens import merk
from kaarten.scenarios import gevolg
from kaarten.scenarios.kaartblad import kaart_json, kaart_svg
from regio.fouten import BasisVervangen, Fout, Vraagfout
from regio.scenario.dienst import Vraag
from regio.scenario.uitkomst import proef_van, warm
from regio.stand.stand import Stand

router = APIRouter(include_in_schema=False)
_UITGELOGD = "U bent niet meer ingelogd. Wat u invulde blijft hier staan. Log opnieuw in en ga daarna verder."
_VERVANGEN = "De gegevens zijn vernieuwd. Zet dit scenario eerst over op de nieuwste gegevens."


@leesroute(router, "/gevolgen")
def gevolgen(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """The effects and findings of the version that is shown."""
    een = op_basis(stand, blad.scenario)
    weging, drempels, mis = gewogen(request.query_params)
    if mis:
        return _deel(request, blad, gevolg.drempelfouten(mis, niveau=2), 400)
    return _deel(request, blad, gevolg.gevolgen(stand, Vraag(een.peildatum, een.zetten), weging, drempels))


@router.post(f"{EEN}/proef")
def proef(id: str, request: Request, stand: StandNu, formulier: FormulierNu) -> Response:  # noqa: A002
    """What a move would do; nothing changes, so that a form needs no proof that it is ours."""
    sessie = sessie_van(request)
    if sessie is None:
        # A script that followed the way to sign in would take that page for the answer.
        return (
            _html(gevolg.proeffouten([Fout("", "uitgelogd", _UITGELOGD)]), 401)
            if _los(request)
            else naar_inloggen(request)
        )
    blad = eigen_blad(request, sessie, id)
    niveau = 3 if _los(request) else 2
    weging, drempels, mis = gewogen(request.query_params)
    if mis:
        return _deel(request, blad, gevolg.drempelfouten(mis, niveau=niveau), 400)
    try:
        een = op_basis(stand, blad.scenario)
        wat, basis = bewerking(formulier, een.zetten, stand), Vraag(een.peildatum, een.zetten)
        with wat.aan_zijn_velden():
            uit = proef_van(stand, basis, wat.zetten, weging, drempels, vervang=wat.vervang)
    except Vraagfout as fout:
        return _deel(request, blad, gevolg.proeffouten(fout.fouten, niveau=niveau), 400)
    except BasisVervangen:
        fouten = [Fout("", "basis-vervangen", _VERVANGEN)]
        return _deel(request, blad, gevolg.proeffouten(fouten, niveau=niveau), 409)
    return _deel(request, blad, gevolg.proef(uit, niveau=niveau, wijzigt=wat.vervang))


@leesroute(router, "/kaart.json")
def kaart_data(stand: StandNu, blad: BladNu) -> Response:
    """The map as data for the script of the page.

    Who opens it is about to compose a move: what the first one would wait for is worked out right after.
    """
    een = op_basis(stand, blad.scenario)
    vraag, achtergrond = Vraag(een.peildatum, een.zetten), _achtergrond(stand, een.peildatum)
    inhoud = BEWARING.geef(stand, vraag, "json", lambda: kaart_json(stand, vraag, achtergrond), achtergrond)
    return Response(inhoud, 200, NIET_BEWAREN, "application/json", BackgroundTask(warm, stand, een.peildatum))


@leesroute(router, "/kaart.svg")
def kaart_prent(stand: StandNu, blad: BladNu) -> Response:
    """The map as a picture, for a page without scripts."""
    een = op_basis(stand, blad.scenario)
    vraag = Vraag(een.peildatum, een.zetten)
    inhoud = BEWARING.geef(stand, vraag, "svg", lambda: kaart_svg(stand, een.naam, vraag).encode(), een.naam)
    return Response(inhoud, 200, NIET_BEWAREN, "image/svg+xml")


def _achtergrond(stand: Stand, peildatum: str) -> str:
    """The path of the data of the map of a day, which every page of that day shares."""
    return f"/kaart/{merk(stand, kaarten_van(stand))}-{stand.toestand_nr_iso(peildatum)}.json"


def _deel(request: Request, blad: Blad, html: str, status: int = 200) -> Response:
    """A part, alone for a script, else as a page of its own."""
    return _html(html if _los(request) else gevolg.blad(blad.scenario.naam, blad.adres(), html), status)


def _los(request: Request) -> bool:
    return request.headers.get("x-fragment") == "1"


def _html(html: str, status: int) -> Response:
    return Response(html, status, {**NIET_BEWAREN, "vary": "X-Fragment"}, "text/html; charset=utf-8")
