"""Maps for analysts under ``/kaarten``: a page to choose, and every map as a file of its own.

What draws (folium, matplotlib) is imported when the first map is asked for, never before. A map
carries its scripts in itself, so it comes with a policy of its own that names them by their hash.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Request, Response
from starlette.concurrency import run_in_threadpool

from api.afhankelijk import StandNu, vandaag
from api.inpakken import codering_voor
from api.onderhandeling import heeft
from api.problemen import bij_fout, probleem
from api.tussenlaag import EIGEN_CSP
from kaarten.kaartkeuze import Kaartkeuze
from kaarten.pagina import toon_kaartkeuze
from regio.fouten import Fout, NietGevonden, RegioFout, Vraagfout
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from kaarten.analyse.kast import Kaartenkast, Klaar

router = APIRouter(include_in_schema=False)
VORMEN = ("html", "png")
# Fields per kind of map beside ``vorm``.
VELDEN: dict[str, tuple[str, ...]] = {
    "indeling": ("indeling", "geldigOp"),
    "gemeente": ("gemeente", "geldigOp"),
    "gesplitst": ("sector", "geldigOp"),
    "herindeling": ("gemeente", "jaar"),
    "congruentie": ("indeling", "met", "weging", "geldigOp"),
}
LANGSTE_WAARDE = 100
_CODE = re.compile(r"GM[0-9]{4}", re.IGNORECASE | re.ASCII)


@router.get("/kaarten")
def kaartkeuze(stand: StandNu) -> Response:
    """The page to choose a map on."""
    return _keuzepagina(Kaartkeuze(schets=_schets(stand)), 200, "public, max-age=60")


@router.get("/kaarten/indeling")
async def kaart_indeling(request: Request, stand: StandNu) -> Response:
    """A whole indeling."""
    return await _kaart(request, stand, "indeling")


@router.get("/kaarten/congruentie")
async def kaart_congruentie(request: Request, stand: StandNu) -> Response:
    """Two indelingen beside each other."""
    return await _kaart(request, stand, "congruentie")


@router.get("/kaarten/gesplitst")
async def kaart_gesplitst(request: Request, stand: StandNu) -> Response:
    """The split gemeenten."""
    return await _kaart(request, stand, "gesplitst")


@router.get("/kaarten/herindeling")
async def kaart_herindeling(request: Request, stand: StandNu) -> Response:
    """A herindeling."""
    return await _kaart(request, stand, "herindeling")


@router.get("/kaarten/gemeente")
async def kaart_gemeente_op_naam(request: Request, stand: StandNu) -> Response:
    """From the form: the gemeente that is meant, then on to its map."""
    return await _kaart(request, stand, "gemeente", door=True)


@router.get("/kaarten/gemeente/{code}")
async def kaart_gemeente(code: str, request: Request, stand: StandNu) -> Response:
    """One gemeente."""
    return await _kaart(request, stand, "gemeente", gemeente=code)


async def _kaart(
    request: Request, stand: Stand, soort: str, *, gemeente: str | None = None, door: bool = False
) -> Response:
    """The map that is asked for; where that cannot be, the page to choose with what is wrong."""
    gevraagd = dict(request.query_params)
    try:
        waarden = _lees(request, soort, zonder="gemeente" if gemeente is not None else "")
        if gemeente is not None:
            waarden["gemeente"] = _code(gemeente)
        # The first one imports what draws, which takes a second: not while others wait.
        return await run_in_threadpool(_antwoord, request, stand, soort, waarden, door)
    except RegioFout as fout:
        if "text/html" not in request.headers.get("accept", ""):
            return bij_fout(fout)
        return _mis(stand, soort, {**gevraagd, **({"gemeente": gemeente} if gemeente else {})}, fout)


def _antwoord(request: Request, stand: Stand, soort: str, waarden: dict[str, str], door: bool) -> Response:
    from kaarten.analyse.kast import Druk, kenmerk
    from kaarten.analyse.uitgave import stel_vraag

    vorm, gegeven = waarden["vorm"], bool(waarden["datum"])
    vraag = stel_vraag(stand, soort, {**waarden, "datum": waarden["datum"] or vandaag()}, "geldigOp")
    if door:
        meer = {naam: w for naam, w in (("geldigOp", waarden["datum"]), ("vorm", vorm)) if w not in ("", VORMEN[0])}
        return Response(None, 303, {"Location": f"/kaarten/gemeente/{vraag.gemeente}{_query(meer)}"})
    ingepakt = vorm == "html" and codering_voor(request, ("gzip",)) == "gzip"
    koppen = {
        "ETag": f'"{kenmerk(stand, vraag, vorm)}{"-gzip" if ingepakt else ""}"',
        "Cache-Control": f"public, max-age={86_400 if gegeven or soort == 'herindeling' else 300}",
        "Vary": "Accept-Encoding",
    }
    if heeft(request.scope, koppen["ETag"].encode()):
        return Response(None, 304, koppen)
    try:
        klaar = _kast().geef(stand, vraag, vorm)
    except Druk:
        return probleem(503, "Er worden nu veel kaarten getekend. Probeer het zo opnieuw.", koppen={"retry-after": "5"})
    return _lever(request, klaar, koppen, ingepakt=ingepakt)


def _lever(request: Request, klaar: Klaar, koppen: dict[str, str], *, ingepakt: bool) -> Response:
    """A drawn map in the coding the client takes, with its own policy and a name to keep it under."""
    inhoud = klaar.inhoud
    if ingepakt:
        koppen["Content-Encoding"] = klaar.codering
    elif klaar.codering:
        inhoud = gzip.decompress(inhoud)
    if klaar.csp:
        request.scope[EIGEN_CSP] = klaar.csp
    koppen["Content-Disposition"] = f'inline; filename="{klaar.naam}"'
    return Response(inhoud, 200, koppen, klaar.soort)


def _lees(request: Request, soort: str, zonder: str) -> dict[str, str]:
    """The fields of a kind of map; a field left empty is not given. Raises Vraagfout with all faults."""
    velden = [veld for veld in VELDEN[soort] if veld != zonder]
    gevraagd = dict(request.query_params)
    fouten = [
        Fout(veld, "extra-forbidden", f"{veld} is hier geen bekende naam; laat die weg.")
        for veld in gevraagd
        if veld not in (*velden, "vorm")
    ]
    if any(len(waarde) > LANGSTE_WAARDE for waarde in gevraagd.values()):
        fouten.append(Fout(soort, "te-lang", f"Gebruik ten hoogste {LANGSTE_WAARDE} tekens."))
    uit = {veld: gevraagd.get(veld, "").strip() for veld in (*velden, "vorm")}
    if uit["vorm"] not in ("", *VORMEN):
        fouten.append(Fout("vorm", "onbekend", "Kies als vorm html of png."))
    if uit.get("gemeente") == "":
        fouten.append(Fout("gemeente", "missing", "Vul de naam of de code van een gemeente in."))
    if fouten:
        raise Vraagfout(*fouten)
    return {**uit, "vorm": uit["vorm"] or VORMEN[0], "datum": uit.get("geldigOp", "")}


def _code(tekst: str) -> str:
    if not _CODE.fullmatch(tekst):
        raise NietGevonden("Een gemeentecode is GM met vier cijfers, zoals GM1730.")
    return tekst.upper()


def _mis(stand: Stand, soort: str, waarden: Mapping[str, str], fout: RegioFout) -> Response:
    """The page to choose on, with the faults above the forms."""
    als_probleem = bij_fout(fout)
    status = als_probleem.status_code
    teksten: tuple[str, ...] = (str(fout),)
    suggesties: Any = ()
    if isinstance(fout, Vraagfout):
        teksten = tuple(een.melding for een in fout.fouten)
    elif isinstance(fout, NietGevonden):
        suggesties = fout.bekend.get("suggesties", ())
    else:
        teksten = ("De kaarten zijn nu niet te maken. Probeer het later opnieuw.",)
    keuze = Kaartkeuze(soort, dict(waarden), teksten, tuple(suggesties), _schets(stand))
    return _keuzepagina(keuze, status, "no-store")


def _keuzepagina(keuze: Kaartkeuze, status: int, cache_: str) -> Response:
    return Response(toon_kaartkeuze(keuze), status, {"Cache-Control": cache_}, "text/html; charset=utf-8")


def _schets(stand: Stand) -> bool:
    """Whether the edition draws the sketch; an edition without maps says so when a map is asked for."""
    from regio.gebieden.kaartset.kaartset import kaartset_van

    try:
        return kaartset_van(stand).bron == "schets"
    except RegioFout:
        return False


def _query(waarden: Mapping[str, str]) -> str:
    return f"?{urlencode(waarden)}" if waarden else ""


@cache
def _kast() -> Kaartenkast:
    """The drawn maps of this process."""
    from kaarten.analyse.kast import Kaartenkast

    return Kaartenkast()
