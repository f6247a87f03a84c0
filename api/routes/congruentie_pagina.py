"""The page ``/congruentie``: two divisions beside each other, its maps, its table as CSV and its report.

Everything is a GET: the questions name divisions and a day, nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request, Response

from api.afhankelijk import StandNu, gemeente_datum, vandaag
from api.congruentievraag import CSV_MET_TEKENS
from api.statisch import verpakt
from api.tussenlaag import EIGEN_CSP
from api.vast import KORT, LANG
from kaarten.congruentie import pagina
from kaarten.congruentie.kaartdata import kaartdata
from kaarten.congruentie.pagina import Antwoorden
from kaarten.congruentie.vormen import kaartvormen
from kaarten.congruentie.vraag import Formulier, lees, met_fouten
from regio.congruentie import dienst
from regio.congruentie.tabel import als_csv, van_paar
from regio.fouten import Vraagfout
from regio.stand.stand import Stand

router = APIRouter(include_in_schema=False)
HTML = "text/html"
Maak = Callable[[Stand, Formulier, str], Response]


@router.get("/congruentie")
def congruentie(request: Request, stand: StandNu) -> Response:
    """The page, with the outcome for the divisions that are chosen."""

    def maak(stand: Stand, formulier: Formulier, datum: str) -> Response:
        html = pagina.pagina(stand, formulier, _antwoorden(stand, formulier, datum))
        return verpakt(request, html.encode(), HTML, _bewaar(formulier))

    return _beantwoord(request, stand, maak)


@router.get("/congruentie/rapport")
def rapport(request: Request, stand: StandNu) -> Response:
    """The report as one file, under a policy of its own: nothing but its own style."""

    def maak(stand: Stand, formulier: Formulier, datum: str) -> Response:
        antwoorden = _antwoorden(stand, formulier, datum)
        klaar = pagina.rapport(stand, formulier, antwoorden, vandaag=vandaag(), adres=request.app.state.adres)
        request.scope[EIGEN_CSP] = klaar.csp
        uit = verpakt(request, klaar.html.encode(), HTML, _bewaar(formulier))
        uit.headers["content-disposition"] = f'inline; filename="{klaar.naam}"'
        return uit

    return _beantwoord(request, stand, maak)


@router.get("/congruentie/regios.csv")
def regios_csv(request: Request, stand: StandNu) -> Response:
    """The table of regions as CSV, the same as in the API."""

    def maak(stand: Stand, formulier: Formulier, datum: str) -> Response:
        paar = dienst.paar(stand, formulier.indeling, formulier.met, datum, formulier.weging)
        uit = verpakt(request, als_csv(van_paar(paar)).encode(), CSV_MET_TEKENS.partition(";")[0], _bewaar(formulier))
        naam = f"congruentie-{formulier.indeling}-{formulier.met}-{datum}.csv".lower()
        uit.headers["content-disposition"] = f'attachment; filename="{naam}"'
        return uit

    return _beantwoord(request, stand, maak)


@router.get("/congruentie/kaart.svg")
def kaart_svg(request: Request, stand: StandNu) -> Response:
    """The map as a picture, to look at."""

    def maak(stand: Stand, formulier: Formulier, datum: str) -> Response:
        paar = dienst.paar(stand, formulier.indeling, formulier.met, datum, formulier.weging)
        return verpakt(request, pagina.kaart(stand, paar).encode(), "image/svg+xml", _bewaar(formulier))

    return _beantwoord(request, stand, maak)


@router.get("/congruentie/kaartbestand.svg")
def kaartbestand(request: Request, stand: StandNu) -> Response:
    """The same picture, to keep."""
    uit = kaart_svg(request, stand)
    if uit.status_code == 200:
        formulier = lees(request.query_params.multi_items())
        datum = gemeente_datum(formulier.peildatum or None, "peildatum")
        naam = f"congruentie-{formulier.indeling}-{formulier.met}-{datum}.svg".lower()
        uit.headers["content-disposition"] = f'attachment; filename="{naam}"'
    return uit


@router.get("/congruentie/kaart.json")
def kaart_json(request: Request, stand: StandNu) -> Response:
    """The map as data for the script of the page."""

    def maak(stand: Stand, formulier: Formulier, datum: str) -> Response:
        vormen = kaartvormen(stand, formulier.indeling, formulier.met, datum)
        return verpakt(request, kaartdata(vormen), "application/json", _bewaar(formulier))

    return _beantwoord(request, stand, maak)


@router.get("/congruentie/regios/{code}")
def regio(code: str, request: Request, stand: StandNu) -> Response:
    """One region in detail; with ``X-Fragment: 1`` only the part that goes into the page."""
    fragment = request.headers.get("x-fragment") == "1"

    def maak(stand: Stand, formulier: Formulier, datum: str) -> Response:
        antwoord = dienst.regio(stand, formulier.indeling, formulier.met, code.upper(), datum, formulier.weging)
        html = pagina.gebied(stand, formulier, antwoord, fragment=fragment)
        uit = verpakt(request, html.encode(), HTML, _bewaar(formulier))
        uit.headers["vary"] = "Accept-Encoding, X-Fragment"
        return uit

    return _beantwoord(request, stand, maak)


def _antwoorden(stand: Stand, formulier: Formulier, datum: str) -> Antwoorden:
    return Antwoorden(
        dienst.paar(stand, formulier.indeling, formulier.met, datum, formulier.weging),
        dienst.tijdreeks(stand, formulier.indeling, formulier.weging),
    )


def _beantwoord(request: Request, stand: Stand, maak: Maak) -> Response:
    """What was asked for; where that cannot be, the form with what is wrong at its fields."""
    formulier = lees(request.query_params.multi_items())
    try:
        datum = gemeente_datum(formulier.peildatum or None, "peildatum")
    except Vraagfout as fout:
        formulier = met_fouten(formulier, fout.fouten)
    if formulier.fouten:
        return _mis(formulier)
    try:
        return maak(stand, formulier, datum)
    except Vraagfout as fout:
        return _mis(met_fouten(formulier, fout.fouten))


def _mis(formulier: Formulier) -> Response:
    return Response(pagina.leeg(formulier), 400, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")


def _bewaar(formulier: Formulier) -> str:
    """For a day that was named an answer can be kept long, for today only shortly."""
    return LANG if formulier.peildatum else KORT
