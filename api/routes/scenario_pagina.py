"""The pages about scenarios: ``/scenarios``, the worked examples, and the page of one scenario."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.afhankelijk import StandNu, swv_datum, vandaag
from api.multipart import UploadNu
from api.scenariobestand import csv_uit, gekeurde_naam, zetten_uit
from api.scenarioblad import EEN, PAD, VOORBEELD, BladNu, leesroute
from api.scenariohandeling import Formulier, doe_als_maker, naar
from api.scenariokaart import BEWARING
from api.sessie import Sessie, als_ingelogd, sessie_van
from api.toegang import keur_beheerder, toegang_van
from api.voorbeeld import met_zetten as voorbeeld_met_zetten
from api.voorbeeld import voorbeeld_van, voorbeelden
from api.werkblad import html_antwoord, mag_maken, toon
from kaarten.scenarios.formulier import Invoer
from kaarten.scenarios.kaartblad import kaart_svg
from kaarten.scenarios.startblad import Start, VanIedereen, startblad, voorbeeldblad
from kaarten.scenarios.werkblad import verwijderblad
from regio.fouten import Fout, Vraagfout
from regio.scenario.dienst import Vraag, met_zetten
from regio.scenario.voorbeelden import Voorbeeld
from regio.scenario.zetten import zetten_json
from regio.stand.stand import Stand

router = APIRouter(include_in_schema=False)
Json = dict[str, Any]
LANGSTE_EIGENAAR = 200
MAAK = Formulier("maak", ("naam", "peildatum", "voorbeeld", "bestand", "csv"))
_TWEE = "Kies een voorbeeld of een bestand, niet allebei."


@router.get(PAD)
def start(request: Request, stand: StandNu) -> Response:
    """What this is, what somebody keeps, the worked examples, and for a beheerder what others keep. Raises 403."""
    return _start(request, stand, sessie_van(request))


@router.post(PAD)
def maak(request: Request, stand: StandNu, upload: UploadNu) -> Response:
    """A new scenario: empty, from a worked example or from a CSV."""
    velden, inhoud = csv_uit(upload)

    def toon_weer(sessie: Sessie, invoer: Invoer, status: int) -> Response:
        return _start(request, stand, sessie, invoer, status)

    return doe_als_maker(request, MAAK, velden, lambda sessie: _maak(request, stand, sessie, velden, inhoud), toon_weer)


@router.get(VOORBEELD)
def voorbeeld(request: Request, stand: StandNu, naam: str) -> Response:
    """A worked example: what is fact and what is not, and what it leads to."""
    een = voorbeeld_van(request, naam)
    sessie = sessie_van(request)
    return html_antwoord(voorbeeldblad(stand, een, als_ingelogd(sessie), mag_maken=mag_maken(sessie)))


@router.get(f"{VOORBEELD}/kaart.svg")
def voorbeeldprent(request: Request, stand: StandNu, naam: str) -> Response:
    """The map of a worked example; an example of text alone has none."""
    een = voorbeeld_met_zetten(request, naam)
    vraag = Vraag(een.peildatum.isoformat(), zetten_json(een.zetten))
    inhoud = BEWARING.geef(stand, vraag, "svg", lambda: kaart_svg(stand, een.titel, vraag).encode(), een.titel)
    return Response(inhoud, 200, {"cache-control": "no-cache"}, "image/svg+xml")


@leesroute(router)
def een_scenario(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """The page of one scenario."""
    return toon(request, stand, blad)


@router.get(f"{EEN}/verwijder")
def zeker_weten(blad: BladNu) -> Response:
    """Whether somebody is sure."""
    if not blad.mag_wijzigen or blad.sessie is None:
        raise HTTPException(403)
    return html_antwoord(verwijderblad(blad.scenario, blad.pad, als_ingelogd(blad.sessie)))


def _start(
    request: Request, stand: Stand, sessie: Sessie | None, invoer: Invoer | None = None, status: int = 200
) -> Response:
    start = Start(
        ingelogd=als_ingelogd(sessie),
        mag_maken=mag_maken(sessie),
        mijn=_mijn(request, sessie),
        meeste=_meeste(sessie),
        vandaag=vandaag(),
        voorbeelden=list(voorbeelden(request).values()),
        weg=request.query_params.get("gedaan") == "verwijder",
        beheerder=_beheerder(sessie),
        iedereen=_iedereen(request, sessie),
        invoer=invoer or Invoer(),
    )
    return html_antwoord(startblad(stand, start), status)


def _mijn(request: Request, sessie: Sessie | None) -> list[Any] | None:
    if sessie is None:
        return None
    from regio.opslag import scenarios

    return scenarios.van(toegang_van(request).engine, sessie.wie)


def _beheerder(sessie: Sessie | None) -> bool:
    if sessie is None:
        return False
    from regio.opslag.gebruikers import BEHEERDER

    return sessie.wie.mag(BEHEERDER)


def _iedereen(request: Request, sessie: Sessie | None) -> VanIedereen | None:
    """The scenarios of others, for a beheerder who asks; raises 403 for who else does."""
    eigenaar = request.query_params.get("eigenaar", "").strip()[:LANGSTE_EIGENAAR]
    if sessie is None or not (eigenaar or request.query_params.get("alle")):
        return None
    from regio.opslag import scenarios

    keur_beheerder(sessie.wie)
    return VanIedereen(eigenaar, *scenarios.alle(toegang_van(request).engine, sessie.wie, eigenaar))


def _meeste(sessie: Sessie | None) -> int:
    if sessie is None:
        return 0
    from regio.opslag.scenarios import MEESTE_SCENARIOS

    return MEESTE_SCENARIOS


def _maak(request: Request, stand: Stand, sessie: Sessie, velden: dict[str, str], inhoud: bytes) -> Response:
    from regio.opslag import scenarios

    fouten: list[Fout] = []
    naam = _of_fout(fouten, lambda: gekeurde_naam(velden.get("naam", "").strip()))
    begin = _begin(request, velden, inhoud, fouten)
    dag = velden.get("peildatum", "").strip() or (begin.peildatum.isoformat() if begin else "")
    peildatum = _of_fout(fouten, lambda: swv_datum(dag or None, "peildatum"))
    if fouten:
        raise Vraagfout(*fouten)
    zetten: list[Json] = zetten_json(begin.zetten) if begin else []
    if inhoud.strip():
        zetten = zetten_uit(stand, Vraag(peildatum, ()), inhoud)
    gekeurd = met_zetten(stand, Vraag(peildatum, ()), zetten)
    een = scenarios.maak(toegang_van(request).engine, sessie.wie, naam, (stand.editie, peildatum), gekeurd)
    return naar(f"{PAD}/{een.id}", "maak")


def _begin(request: Request, velden: dict[str, str], inhoud: bytes, fouten: list[Fout]) -> Voorbeeld | None:
    """The worked example to begin with."""
    naam = velden.get("voorbeeld", "").strip()
    begin = voorbeelden(request).get(naam)
    if naam and begin is None:
        fouten.append(Fout("voorbeeld", "onbekend", "Kies een voorbeeld uit de lijst.", "body"))
    if naam and inhoud.strip():
        fouten.append(Fout("voorbeeld", "twee-beginnen", _TWEE, "body"))
    return begin


def _of_fout(fouten: list[Fout], lees: Any) -> str:
    """What could be read; else nothing, with the faults added to those that are known."""
    try:
        return str(lees())
    except Vraagfout as fout:
        fouten += fout.fouten
        return ""
