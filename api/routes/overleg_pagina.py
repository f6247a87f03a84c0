"""The pages about the OOGO: ``/overleg``, ``/gemeenten/{code}``, ``/samenwerkingsverbanden/{code}`` and their files.

Everything is a GET: the questions name a gemeente or SWV and a day, nothing about anybody.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request, Response

from api.afhankelijk import StandNu, swv_datum, vandaag
from api.statisch import verpakt
from api.vast import KORT, LANG
from kaarten.overleg import pagina
from kaarten.overleg.vraag import Vraag, lees, met_fouten, pad_van
from regio.fouten import Fout, NietGevonden, Vraagfout
from regio.overleg import landelijke_uitvoer, uitvoer
from regio.overleg.gemeente import overleg_van_gemeente
from regio.overleg.landelijk import alle_tafels
from regio.overleg.verband import overleg_van_verband
from regio.overleg.vinden import SWV, gevonden
from regio.stand.stand import Stand
from regio.werkmap import XLSX
from regio.zoeken.register import register_van
from regio.zoeken.suggesties import suggesties
from regio.zoeken.swv import bekende_swvs

router = APIRouter(include_in_schema=False)
HTML = "text/html"
Json = dict[str, Any]
Maak = Callable[[Json, Vraag], Response]
_MEDIATYPEN = {"csv": "text/csv; charset=utf-8", "xlsx": XLSX, "ics": uitvoer.ICS}
_BESTANDEN: dict[str, Callable[[Json], bytes]] = {
    "csv": uitvoer.als_overleg_csv,
    "xlsx": uitvoer.als_werkmap,
    "ics": lambda antwoord: uitvoer.als_agenda(date.fromisoformat(antwoord["geldigOp"]), _wie(antwoord)),
}
_LANDELIJK: dict[str, Callable[[Json], bytes]] = {
    "csv": landelijke_uitvoer.als_landelijke_csv,
    "xlsx": landelijke_uitvoer.als_landelijke_werkmap,
}
_MEESTE_SUGGESTIES = 5


@router.get("/overleg")
def start(request: Request, stand: StandNu) -> Response:
    """The start page; a name or code that is one gemeente or SWV leads to its page."""
    vraag, datum = _gelezen(request, ("peildatum", "wie", "volgorde"))
    codes = gevonden(stand, vraag.wie, datum) if vraag.wie and not vraag.fouten else []
    if len(codes) == 1:
        return Response(None, 303, {"Location": vraag.naar(codes[0]), "Cache-Control": "no-store"})
    if vraag.wie and not codes and not vraag.fouten:
        codes = _lijkt_op(stand, vraag.wie, datum)
        melding = "Geen gemeente of samenwerkingsverband gevonden met deze naam of code."
        vraag = met_fouten(vraag, [Fout("wie", "onbekend", melding)])
    keuzes = [(code, *_naam_en_uitleg(stand, code)) for code in codes]
    html = pagina.startpagina(alle_tafels(stand, datum), vraag, keuzes)
    if vraag.fouten:
        return _mis(html, 400)
    return verpakt(request, html.encode(), HTML, _bewaar(vraag))


@router.get("/overleg/tafels.{soort}")
def tafels_bestand(soort: str, request: Request, stand: StandNu) -> Response:
    """The tables of every gemeente as a file."""
    vraag, datum = _gelezen(request)
    if soort not in _LANDELIJK:
        return _mis(pagina.niet_gevonden(Vraag(), "Dit bestand is er niet. Kies csv of xlsx."), 404)
    if vraag.fouten:
        return _mis(pagina.foutpagina(vraag, "Wie overlegt met wie?", "/overleg"), 400)
    return _als_bestand(_LANDELIJK[soort](alle_tafels(stand, datum)), f"overlegtafels-{datum}", soort, vraag)


@router.get("/gemeenten/{code}")
def gemeente(code: str, request: Request, stand: StandNu) -> Response:
    """With which SWVs and other gemeenten a gemeente sits at the table."""
    return _beantwoord(request, stand, code, lambda antwoord, vraag: _html(request, stand, antwoord, vraag))


@router.get("/samenwerkingsverbanden/{code}")
def verband(code: str, request: Request, stand: StandNu) -> Response:
    """With which gemeenten an SWV sits at the table."""
    return _beantwoord(request, stand, code, lambda antwoord, vraag: _html(request, stand, antwoord, vraag))


@router.get("/gemeenten/{code}/overleg.{soort}")
def gemeente_bestand(code: str, soort: str, request: Request, stand: StandNu) -> Response:
    """The tables of a gemeente, or the terms of the law, as a file."""
    return _beantwoord(request, stand, code, lambda antwoord, vraag: _bestand(antwoord, vraag, soort))


@router.get("/samenwerkingsverbanden/{code}/overleg.{soort}")
def verband_bestand(code: str, soort: str, request: Request, stand: StandNu) -> Response:
    """The table of an SWV, or the terms of the law, as a file."""
    return _beantwoord(request, stand, code, lambda antwoord, vraag: _bestand(antwoord, vraag, soort))


def _beantwoord(request: Request, stand: Stand, code: str, maak: Maak) -> Response:
    """What was asked for; else the form with what is wrong at its field, or a page that says where to go."""
    code, soort = code.upper()[:40], request.url.path.split("/")[1]
    bekend = bekende_swvs(stand) if soort == "samenwerkingsverbanden" else register_van(stand).gemeenten
    vraag, datum = _gelezen(request)
    if code not in bekend:
        return _mis(pagina.niet_gevonden(Vraag(), _ONBEKEND[soort].format(code=code)), 404)
    if vraag.fouten:
        titel = f"Overleg passend onderwijs: {bekend[code]['naam'] or code}"
        return _mis(pagina.foutpagina(vraag, titel, pad_van(code)), 400)
    try:
        antwoord = (overleg_van_verband if SWV.fullmatch(code) else overleg_van_gemeente)(stand, code, datum)
    except NietGevonden:
        return _mis(pagina.er_niet_meer(stand, code, datum, vraag), 404)
    return maak(antwoord, vraag)


_ONBEKEND = {
    "gemeenten": "Er is geen gemeente met code {code}. Een gemeentecode is GM met vier cijfers, zoals GM1730.",
    "samenwerkingsverbanden": (
        "Er is geen samenwerkingsverband met code {code}. Een code is PO of VO met vier cijfers, zoals VO2001."
    ),
}


def _gelezen(request: Request, bekend: tuple[str, ...] = ("peildatum",)) -> tuple[Vraag, str]:
    """The question with its faults, and the day that it is about: today where the one that was typed is wrong."""
    vraag = lees(request.query_params.multi_items(), bekend)
    try:
        return vraag, swv_datum(vraag.peildatum or None, "peildatum")
    except Vraagfout as fout:
        return met_fouten(vraag, fout.fouten), vandaag()


def _html(request: Request, stand: Stand, antwoord: Json, vraag: Vraag) -> Response:
    maak = pagina.gemeentepagina if "tafels" in antwoord else pagina.verbandpagina
    return verpakt(request, maak(stand, antwoord, vraag).encode(), HTML, _bewaar(vraag))


def _bestand(antwoord: Json, vraag: Vraag, soort: str) -> Response:
    if soort not in _BESTANDEN:
        return _mis(pagina.niet_gevonden(vraag, "Dit bestand is er niet. Kies csv, xlsx of ics."), 404)
    code = antwoord["gemeente"]["code"] if "gemeente" in antwoord else antwoord["code"]
    return _als_bestand(_BESTANDEN[soort](antwoord), f"overleg-{quote(code)}-{antwoord['geldigOp']}", soort, vraag)


def _als_bestand(inhoud: bytes, naam: str, soort: str, vraag: Vraag) -> Response:
    koppen = {
        "Content-Disposition": f'attachment; filename="{naam}.{soort}"',
        "Cache-Control": _bewaar(vraag),
        "Content-Type": _MEDIATYPEN[soort],
    }
    return Response(inhoud, 200, koppen)


def _wie(antwoord: Json) -> str:
    return str(antwoord["gemeente"]["naam"] if "gemeente" in antwoord else antwoord["naam"] or antwoord["code"])


def _lijkt_op(stand: Stand, wie: str, datum: str) -> list[str]:
    """The gemeenten of which the name begins like this."""
    namen = [een["tekst"] for een in suggesties(stand, wie, datum) if een["soort"] == "gemeente"]
    codes = [code for naam in namen for code in gevonden(stand, naam, datum)]
    return list(dict.fromkeys(codes))[:_MEESTE_SUGGESTIES]


def _naam_en_uitleg(stand: Stand, code: str) -> tuple[str, str]:
    """The name of a gemeente or SWV, and until when a former gemeente existed."""
    if SWV.fullmatch(code):
        return str(bekende_swvs(stand)[code]["naam"] or "Samenwerkingsverband"), ""
    rij = register_van(stand).gemeenten[code]
    return str(rij["naam"]), f"tot {rij['geldig_tot']}" if rij["geldig_tot"] else ""


def _mis(html: str, status: int) -> Response:
    return Response(html, status, {"Cache-Control": "no-store"}, "text/html; charset=utf-8")


def _bewaar(vraag: Vraag) -> str:
    """For a day that was named an answer can be kept long, for today only shortly."""
    return LANG if vraag.peildatum else KORT
