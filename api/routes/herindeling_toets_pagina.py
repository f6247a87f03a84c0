"""The page ``/herindelingen/toets``: a herindeling that has not happened, its map and its moves.

Everything is a GET: the question names gemeenten, postcodes and a day, nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request, Response

from api.afhankelijk import StandNu
from api.congruentievraag import CSV_MET_TEKENS
from api.sessie import als_ingelogd, sessie_van
from api.werkblad import html_antwoord, mag_maken
from kaarten.herindelingen.toetskaart import kaart_svg
from kaarten.herindelingen.toetspagina import Bezoeker, pagina, zetten_van
from kaarten.herindelingen.toetsvraag import PAD, Toetsvraag, lees
from regio.fouten import Opslagfout, Vraagfout
from regio.stand.stand import Stand
from regio.tijdlijn.toets import toets
from regio.tijdlijn.voorstel import lees_voorstel

router = APIRouter(include_in_schema=False)
Json = dict[str, Any]


@router.get(PAD)
def toets_pagina(request: Request, stand: StandNu) -> Response:
    """The form, and the answer to it."""
    vraag = lees(request.query_params.multi_items())
    if vraag.leeg and not vraag.invoer.fouten:
        return html_antwoord(pagina(vraag, None, _bezoeker(request)))
    return _beantwoord(
        request, stand, lambda vraag, antwoord: html_antwoord(pagina(vraag, antwoord, _bezoeker(request)))
    )


@router.get(f"{PAD}/kaart.svg")
def kaart(request: Request, stand: StandNu) -> Response:
    """The map of a test."""
    return _beantwoord(request, stand, lambda _, antwoord: _bestand(kaart_svg(stand, antwoord), "image/svg+xml"))


@router.get(f"{PAD}/zetten.csv")
def zetten_csv(request: Request, stand: StandNu) -> Response:
    """The moves of a test, and of one of its options, to begin a scenario with."""

    def maak(vraag: Toetsvraag, antwoord: Json) -> Response:
        uit = _bestand(zetten_van(antwoord, vraag.optie), CSV_MET_TEKENS)
        naam = f"herindeling-{antwoord['gemeente']['code']}-{antwoord['datum']}".lower()
        uit.headers["content-disposition"] = f'attachment; filename="{naam}.csv"'
        return uit

    return _beantwoord(request, stand, maak)


def _beantwoord(request: Request, stand: Stand, maak: Callable[[Toetsvraag, Json], Response]) -> Response:
    """What was asked for; where that cannot be, the form with what is wrong at its fields."""
    vraag = lees(request.query_params.multi_items())
    try:
        if not vraag.invoer.fouten:
            antwoord = toets(stand, lees_voorstel(stand, vraag.aanvraag))
            return maak(vraag, antwoord)
    except Vraagfout as fout:
        vraag = vraag.met_fouten(fout.fouten)
    return html_antwoord(pagina(vraag, None, _bezoeker(request)), 400)


def _bestand(tekst: str, soort: str) -> Response:
    return Response(tekst.encode(), 200, {"Cache-Control": "no-store", "content-type": soort})


def _bezoeker(request: Request) -> Bezoeker:
    """Who looks; a test needs no database, so without one nobody is signed in."""
    try:
        sessie = sessie_van(request)
        return Bezoeker(als_ingelogd(sessie), mag_maken(sessie))
    except Opslagfout:
        return Bezoeker()
