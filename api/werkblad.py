"""The page of one scenario as an answer: what it needs from the database, thresholds, and what was just done."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from fastapi import Request, Response

from api.drempelvraag import DREMPELS, gewogen, grenzen_in
from api.scenarioblad import Blad
from api.sessie import Sessie, als_ingelogd, met_cookie, sessie_van, zonder_cookie
from api.toegang import toegang_van
from api.vast import NIET_BEWAREN
from api.zetvelden import velden_van
from kaarten.scenarios.formulier import Invoer, met_fouten
from kaarten.scenarios.keuzes import keuzes
from kaarten.scenarios.werkbeeld import afdruk_van
from kaarten.scenarios.werkblad import MEESTE_VERSIES, Werk, werkblad
from kaarten.teksten import datum_lang
from regio.congruentie.getallen import geteld
from regio.fouten import Vraagfout
from regio.scenario.dienst import Vraag, beeld_van
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenariorij
else:
    Scenariorij = Any

# A link is shown once: it waits a minute for the page that shows it, out of reach of scripts.
LINKKOEK = "__Host-deellink"
_LINK_SECONDEN = 60


def toon(request: Request, stand: Stand, blad: Blad, invoer: Invoer | None = None, status: int = 200) -> Response:
    """The page, with a form as somebody left it where that was refused."""
    weging, drempels, mis = gewogen(request.query_params)
    werk = replace(_werk(request, blad), weging=weging, drempels=drempels)
    keuzevelden = (*DREMPELS, *(("weging",) if stand.leerlingen is not None else ()))
    if invoer is not None:
        werk = replace(werk, invoer=invoer, gedaan="", deellink="")
    elif mis:
        werk, status = replace(werk, invoer=met_fouten("drempels", werk.grenzen, mis, keuzevelden)), 400
    elif velden := _te_wijzigen(request, stand, blad):
        werk = replace(werk, invoer=Invoer("zet", velden))
    try:
        html = werkblad(stand, blad.scenario, werk)
    except Vraagfout as fout:
        te_verbeteren = met_fouten("drempels", werk.grenzen, fout.fouten, keuzevelden)
        html, status = werkblad(stand, blad.scenario, replace(werk, invoer=te_verbeteren, weging="kinderen")), 400
    antwoord = html_antwoord(html, status)
    return zonder_cookie(antwoord, LINKKOEK) if LINKKOEK in request.cookies and werk.deellink else antwoord


def html_antwoord(html: str, status: int = 200, **koppen: str) -> Response:
    """A page that nobody keeps."""
    return Response(html, status, NIET_BEWAREN | koppen, "text/html; charset=utf-8")


def met_deellink(antwoord: Response, nummer: str, geheim: str) -> Response:
    """An answer that hands a new link to the page of its scenario."""
    return met_cookie(antwoord, LINKKOEK, f"{nummer}.{geheim}", _LINK_SECONDEN)


def mag_maken(sessie: Sessie | None) -> bool:
    """Whether somebody may make scenarios."""
    if sessie is None:
        return False
    from regio.opslag.gebruikers import BEWERKER

    return sessie.wie.mag(BEWERKER)


def _werk(request: Request, blad: Blad) -> Werk:
    from regio.opslag import scenarios

    engine, vraag = toegang_van(request).engine, request.query_params
    anderen = scenarios.van(engine, blad.sessie.wie) if blad.sessie is not None else []
    meeste = None if vraag.get("versies") == "alle" else MEESTE_VERSIES
    gast = sessie_van(request) if blad.sessie is None else None
    return Werk(
        pad=blad.pad,
        mag_wijzigen=blad.mag_wijzigen,
        mag_maken=mag_maken(blad.sessie),
        ingelogd=als_ingelogd(blad.sessie),
        kenmerk=blad.scenario.kenmerk,
        gedeeld=blad.scenario.gedeeld,
        versies=scenarios.versies(engine, blad.wie, blad.scenario.id, meeste=meeste),
        grenzen=grenzen_in(vraag),
        anderen=[(een.id, _in_lijst(een)) for een in anderen if een.id != blad.scenario.id],
        gedaan=vraag.get("gedaan", ""),
        deellink=_deellink(request, blad),
        overnemer=als_ingelogd(gast) if mag_maken(gast) else None,
        onbekend=blad.sessie is None and gast is None,
    )


def _te_wijzigen(request: Request, stand: Stand, blad: Blad) -> dict[str, str] | None:
    """The fields of the move that somebody wants to change (``wijzig=3``); None for one that the form cannot make."""
    nummer, een = request.query_params.get("wijzig", ""), blad.scenario
    if not blad.mag_wijzigen or een.editie != stand.editie or nummer not in map(str, range(1, een.aantal + 1)):
        return None
    plek = int(nummer) - 1
    ervoor = beeld_van(stand, Vraag(een.peildatum, een.zetten[:plek]))
    velden = velden_van(een.zetten[plek], keuzes(stand, ervoor).noem)
    return velden and {**velden, "nummer": nummer, "afdruk": afdruk_van(een.zetten[plek])}


def _in_lijst(een: Scenariorij) -> str:
    """A scenario in a list: names need not differ."""
    return f"{een.naam} (op {datum_lang(een.peildatum)}, {geteld(een.aantal, 'zet', 'zetten')})"


def _deellink(request: Request, blad: Blad) -> str:
    """The link that was just made of this scenario, as an address."""
    nummer, _, geheim = request.cookies.get(LINKKOEK, "").partition(".")
    if nummer != blad.scenario.id or blad.sessie is None or not geheim.startswith("deel_"):
        return ""
    return f"{request.app.state.adres}/scenarios/gedeeld/{geheim}"
