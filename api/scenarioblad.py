"""The sheet that every page of one scenario is about: which scenario and version, who looks, what they may do.

A sheet is reached by its number, by whoever signed in and may see it, or by a link that was shared.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request
from starlette.exceptions import HTTPException

from api.problemen import AnderAntwoord
from api.scenariovraag import VORM
from api.sessie import Sessie, naar_inloggen, sessie_van
from api.toegang import Iemand, toegang_van
from regio.fouten import NietGevonden

if TYPE_CHECKING:
    from regio.opslag.scenarios import Gast, Scenario
else:
    Gast = Scenario = Any

PAD = "/scenarios"
EEN, GEDEELD = f"{PAD}/{{id}}", f"{PAD}/gedeeld/{{token}}"
VOORBEELD = f"{PAD}/voorbeelden/{{naam}}"
LEESPADEN = (EEN, GEDEELD)
# Of what can be had of a worked example too.
OPEN_PADEN = (*LEESPADEN, VOORBEELD)
VERSIE = re.compile(r"[1-9]\d{0,6}", re.ASCII)
_LINK_WEG = "Deze link werkt niet, of niet meer. Vraag een nieuwe aan wie hem u gaf."
Route = TypeVar("Route", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Blad:
    """A scenario as somebody sees it; every link of its pages begins with ``pad``.

    ``sessie`` is None for whoever has only a link. ``mag_wijzigen``: they may change it, and this is
    its current version.
    """

    pad: str
    scenario: Scenario
    wie: Iemand
    sessie: Sessie | None
    mag_wijzigen: bool

    def adres(self, deel: str = "", **vraag: str | int) -> str:
        """A path of this sheet, in the version that is shown."""
        from urllib.parse import urlencode

        if self.scenario.versie != self.scenario.kop:
            vraag = {"versie": self.scenario.versie, **vraag}
        return f"{self.pad}{deel}" + (f"?{urlencode(vraag)}" if vraag else "")


def blad_van(request: Request) -> Blad:
    """The sheet that a path and the query ``versie`` name.

    Without a session the answer is the way to sign in. Raises NietGevonden and Opslagfout.
    """
    if over_voorbeeld(request):
        return _van_voorbeeld(request, request.path_params["naam"])
    versie = _versie(request)
    if "token" in request.path_params:
        return _gedeeld(request, request.path_params["token"], versie)
    sessie = ingelogd(request)
    return eigen_blad(request, sessie, request.path_params["id"], versie)


def over_voorbeeld(request: Request) -> bool:
    """Whether the path of a sheet names a worked example, which is open to all."""
    return "naam" in request.path_params


def ingelogd(request: Request) -> Sessie:
    """The session of a question; without one the answer is the way to sign in. Raises Opslagfout."""
    sessie = sessie_van(request)
    if sessie is None:
        raise AnderAntwoord(naar_inloggen(request))
    return sessie


def eigen_blad(request: Request, sessie: Sessie, nummer: str, versie: int | None = None) -> Blad:
    """The sheet of a scenario that who signed in may see. Raises NietGevonden and Opslagfout."""
    if not re.fullmatch(VORM, nummer):
        raise HTTPException(404)
    from regio.opslag import scenarios
    from regio.opslag.gebruikers import BEWERKER

    een = scenarios.lees(toegang_van(request).engine, sessie.wie, nummer, versie)
    mag = sessie.wie.mag(BEWERKER) and een.versie == een.kop
    return Blad(f"{PAD}/{een.id}", een, sessie.wie, sessie, mag)


def _gedeeld(request: Request, geheim: str, versie: int | None) -> Blad:
    from regio.opslag import scenarios

    toegang = toegang_van(request)
    gast = toegang.wie(geheim)
    if not isinstance(gast, scenarios.Gast):
        raise NietGevonden(_LINK_WEG)
    een = scenarios.lees(toegang.engine, gast, gast.scenario, versie)
    return Blad(f"{PAD}/gedeeld/{geheim}", een, gast, None, mag_wijzigen=False)


def _van_voorbeeld(request: Request, naam: str) -> Blad:
    """The sheet of a worked example: open to all, and always as it ships with the data."""
    from api.voorbeeld import als_scenario
    from regio.opslag.scenarios import Gast

    een = als_scenario(request, naam)
    return Blad(VOORBEELD.format(naam=naam), een, Gast(een.id), None, mag_wijzigen=False)


def _versie(request: Request) -> int | None:
    tekst = request.query_params.get("versie", "")
    if not tekst:
        return None
    if not VERSIE.fullmatch(tekst):
        raise HTTPException(404)
    return int(tekst)


def leesroute(router: APIRouter, deel: str = "", paden: Sequence[str] = LEESPADEN) -> Callable[[Route], Route]:
    """Adds a reading route under the paths of a sheet; ``deel`` begins with a slash."""

    def voeg_toe(functie: Route) -> Route:
        for pad in paden:
            router.get(pad + deel)(functie)
        return functie

    return voeg_toe


BladNu = Annotated[Blad, Depends(blad_van)]
IngelogdNu = Annotated[Sessie, Depends(ingelogd)]
