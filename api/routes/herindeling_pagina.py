"""The page ``/herindelingen``: what went where since 2011, and what that did to the samenwerkingsverbanden."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request, Response

from api.afhankelijk import StandNu
from api.congruentievraag import CSV
from api.statisch import verpakt
from api.vast import KORT
from kaarten.herindelingen.beeld import jaren_in
from kaarten.herindelingen.pagina import pagina
from kaarten.herindelingen.vraag import PAD, Formulier, lees
from regio.congruentie.tabel import als_csv
from regio.fouten import Vraagfout
from regio.stand.stand import Stand
from regio.tijdlijn.gevolgen import gevolgen, herindelingen
from regio.tijdlijn.gevolgtabel import van_gevolgen
from regio.zoeken.codes import gemeentecodes
from regio.zoeken.register import register_van

router = APIRouter(include_in_schema=False)
Json = dict[str, Any]


@router.get(PAD)
def herindelingen_pagina(request: Request, stand: StandNu) -> Response:
    """The page, for what is chosen."""
    formulier, antwoord = _beantwoord(request, stand)
    html = pagina(formulier, jaren_in(herindelingen(stand)), antwoord)
    if antwoord is None:
        return Response(html, 400, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")
    return verpakt(request, html.encode(), "text/html", KORT)


@router.get(f"{PAD}/lijst.csv")
def lijst_csv(request: Request, stand: StandNu) -> Response:
    """The same as a table, as in the API."""
    formulier, antwoord = _beantwoord(request, stand)
    if antwoord is None:
        html = pagina(formulier, jaren_in(herindelingen(stand)), None)
        return Response(html, 400, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")
    uit = verpakt(request, als_csv(van_gevolgen(antwoord)).encode(), CSV, KORT)
    uit.headers["content-disposition"] = 'attachment; filename="herindelingen.csv"'
    return uit


def _beantwoord(request: Request, stand: Stand) -> tuple[Formulier, Json | None]:
    """The form, and the answer to it; None when something is wrong."""
    formulier = lees(request.query_params.multi_items(), jaren_in(herindelingen(stand)))
    codes = None
    if formulier.gemeente:
        try:
            codes = gemeentecodes(register_van(stand), formulier.gemeente)
        except Vraagfout as fout:
            formulier = formulier.met_fout("gemeente", str(fout))
    if formulier.fouten:
        return formulier, None
    jaar = int(formulier.jaar) if formulier.jaar else None
    return formulier, gevolgen(stand, codes, jaar, formulier.gevolg or None)
