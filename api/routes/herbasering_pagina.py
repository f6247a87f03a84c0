"""The page that shows what differs for a scenario on the edition in use now."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Response

from api.afhankelijk import StandNu
from api.routes.scenario_overzetten import houder_van
from api.scenarioblad import BladNu, leesroute
from api.sessie import als_ingelogd
from api.werkblad import html_antwoord
from kaarten.scenarios import herbasering
from regio.scenario.beeld import basis_van
from regio.scenario.dienst import Vraag
from regio.scenario.overzetten import Van, overzetting
from regio.stand.houder import Standhouder
from regio.tijdlijn.peildatum import lees_datum

router = APIRouter(include_in_schema=False)


@leesroute(router, "/herbasering")
def toon(stand: StandNu, houder: Annotated[Standhouder, Depends(houder_van)], blad: BladNu) -> Response:
    """Every move on the edition in use now, and what differs from the one that the scenario rests on."""
    een = blad.scenario
    antwoord = overzetting(Van(een.editie, houder.met_editie(een.editie)), stand, Vraag(een.peildatum, een.zetten))
    namen = basis_van(stand, lees_datum(een.peildatum)).namen
    return html_antwoord(herbasering.blad(antwoord, namen, een.naam, blad.adres(), als_ingelogd(blad.sessie)))
