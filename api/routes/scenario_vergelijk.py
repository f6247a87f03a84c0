"""Two scenarios, or two versions of one, side by side: the page, the map of what lies elsewhere, and the table."""

from __future__ import annotations

import re
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from api.afhankelijk import StandNu
from api.congruentievraag import CSV_MET_TEKENS
from api.scenarioblad import PAD, Blad, BladNu, leesroute
from api.scenarioexport import bestand
from api.scenariokaart import BEWARING, afdruk
from api.scenariovraag import VORM, op_basis
from api.sessie import als_ingelogd
from api.toegang import toegang_van
from api.vast import NIET_BEWAREN
from api.werkblad import html_antwoord
from kaarten.scenarios.kaartblad import Zijde, verschil_svg
from kaarten.scenarios.vergelijkblad import Kant, Meenemen, Tweetal, keuzeblad, vergelijkblad
from regio.congruentie.tabel import als_csv
from regio.scenario import gevolgtabel
from regio.scenario.dienst import Vraag
from regio.scenario.export import bestandsnaam, bronregel
from regio.scenario.grondslag import bronnen
from regio.scenario.uitkomst import uitkomst_van, vergelijking
from regio.stand.stand import Stand

router = APIRouter(include_in_schema=False)
_VERSIE = re.compile(r"[1-9]\d{0,6}", re.ASCII)
# By this Excel knows that a CSV is UTF-8.
_BOM = "\N{ZERO WIDTH NO-BREAK SPACE}"


@leesroute(router, "/vergelijk")
def vergelijk(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """A scenario beside another, or beside another version of itself."""
    tweetal, ingelogd = _tweetal(request, blad), als_ingelogd(blad.sessie)
    if any(kant.scenario.editie != stand.editie for kant in (tweetal.eerst, tweetal.dan)):
        return html_antwoord(keuzeblad(tweetal, ingelogd), 409)
    antwoord = vergelijking(stand, *_vragen(stand, tweetal))
    return html_antwoord(vergelijkblad(stand, tweetal, antwoord, _meenemen(blad, tweetal), ingelogd))


@leesroute(router, "/vergelijk.svg")
def kaart(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """The map of the ground that lies elsewhere."""
    tweetal = _tweetal(request, blad)
    een, ander = _vragen(stand, tweetal)
    eerst, dan = Zijde(tweetal.eerst.titel, een), Zijde(tweetal.dan.titel, ander)
    sleutel = (eerst.titel, dan.titel, een.peildatum, afdruk(een.zetten))
    inhoud = BEWARING.geef(stand, ander, "verschil", lambda: verschil_svg(stand, eerst, dan).encode(), *sleutel)
    return Response(inhoud, 200, NIET_BEWAREN, "image/svg+xml")


@leesroute(router, "/vergelijk.csv")
def tabel(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """What differs, as a table that says of which two and by which sources."""
    tweetal = _tweetal(request, blad)
    een, ander = _vragen(stand, tweetal)
    antwoord = vergelijking(stand, een, ander)
    met_cijfers = antwoord["effecten"] is not None
    zijden = (_zijde(stand, tweetal.eerst, een, met_cijfers), _zijde(stand, tweetal.dan, ander, met_cijfers))
    tekst = als_csv(gevolgtabel.van_vergelijking(antwoord, *zijden))
    naam = bestandsnaam(tweetal.vanaf.scenario.naam, "vergelijking", tweetal.vanaf.scenario.peildatum, "csv")
    return bestand(blad.scenario, naam, CSV_MET_TEKENS, f"{_BOM}{tekst}".encode())


def _tweetal(request: Request, blad: Blad) -> Tweetal:
    """The two that a question names; raises 404 and NietGevonden."""
    from regio.opslag import scenarios

    met, versie = request.query_params.get("met", ""), request.query_params.get("metVersie", "").strip()
    if (met and not re.fullmatch(VORM, met)) or (versie and not _VERSIE.fullmatch(versie)):
        raise HTTPException(404)
    ander = scenarios.lees(toegang_van(request).engine, blad.wie, met or blad.scenario.id, int(versie or 0) or None)
    hier, daar = Kant(blad.scenario, blad.adres()), Kant(ander, _adres_van(blad, ander))
    # Of two versions of one scenario what was comes before what it became, whichever somebody looks at.
    terugblik = ander.id == blad.scenario.id and ander.versie < blad.scenario.versie
    return Tweetal(daar, hier, hier) if terugblik else Tweetal(hier, daar, hier)


def _vragen(stand: Stand, tweetal: Tweetal) -> tuple[Vraag, Vraag]:
    """Both as questions; raises BasisVervangen."""
    een, ander = (op_basis(stand, kant.scenario) for kant in (tweetal.eerst, tweetal.dan))
    return Vraag(een.peildatum, een.zetten), Vraag(ander.peildatum, ander.zetten)


def _zijde(stand: Stand, kant: Kant, vraag: Vraag, met_cijfers: bool) -> gevolgtabel.Zijde:
    """A side for the table, with the sources of its figures, or else of its ground."""
    if met_cijfers:
        herkomst = bronnen(stand, vraag.peildatum, uitkomst_van(stand, vraag))
    else:
        herkomst = stand.staart(stand.toestand_nr_iso(vraag.peildatum))["herkomst"]
    return gevolgtabel.Zijde(kant.titel, vraag.peildatum, tuple(bronregel(een) for een in herkomst))


def _meenemen(blad: Blad, tweetal: Tweetal) -> Meenemen:
    """Where the map and the table of these two are."""
    ander = (tweetal.dan if tweetal.vanaf is tweetal.eerst else tweetal.eerst).scenario
    vraag: dict[str, str | int] = {} if ander.id == blad.scenario.id else {"met": ander.id}
    vraag["metVersie"] = ander.versie
    return Meenemen(blad.adres("/vergelijk.svg", **vraag), blad.adres("/vergelijk.csv", **vraag))


def _adres_van(blad: Blad, ander: Any) -> str:
    """The path of what is compared with: by the same link where it is the same scenario."""
    pad = blad.pad if ander.id == blad.scenario.id else f"{PAD}/{ander.id}"
    return pad if ander.versie == ander.kop else f"{pad}?versie={ander.versie}"
