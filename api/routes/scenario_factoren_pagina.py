"""The page of a scenario with what weighed in 2011 and has no data here, from files or pasted text; nothing is kept."""

from __future__ import annotations

import re
from math import nan
from typing import Any

from fastapi import APIRouter, Request, Response

from api import beurten
from api.afhankelijk import StandNu
from api.multipart import Upload, UploadNu
from api.problemen import AnderAntwoord
from api.scenarioblad import OPEN_PADEN, Blad, BladNu, blad_van, leesroute, over_voorbeeld
from api.scenariohandeling import storing, uitgelogd
from api.scenariovraag import op_basis
from api.sessie import als_ingelogd, sessie_van
from api.tussenlaag import GROOTSTE_LIJF, te_groot
from api.werkblad import html_antwoord
from kaarten.scenarios import factoren as beeld
from kaarten.scenarios.factoren import Formulier
from regio.fouten import BasisVervangen, Fout, Opslagfout, Vraagfout
from regio.scenario.dienst import Vraag
from regio.scenario.factoren.dienst import AFSTAND_KM, FACTOREN, Invoer, factoren_van
from regio.scenario.factoren.tabel import Bestand
from regio.stand.stand import Stand

router = APIRouter(include_in_schema=False)
_KM = re.compile(r"\d{1,3}(?:[.,]\d{1,3})?", re.ASCII)
_OUDE_BASIS = (
    "Dit scenario rust op gegevens die zijn vervangen en moet eerst worden overgezet. Wat u plakte staat er nog."
)
_HOE = "kruis hieronder aan dat er gemeenten ontbreken"


@leesroute(router, "/factoren", OPEN_PADEN)
def vraag(request: Request, stand: StandNu, blad: BladNu) -> Response:
    """What is not computed, and what to bring."""
    op_basis(stand, blad.scenario)
    return html_antwoord(beeld.pagina(_blad(request, blad), Formulier(), None))


def bereken(request: Request, stand: StandNu, upload: UploadNu) -> Response:
    """What comes of the files; whatever keeps it from being worked out, what was pasted stays."""
    try:
        if _lengte(upload) > GROOTSTE_LIJF and not _mag_lang(request):
            return te_groot(request.scope, GROOTSTE_LIJF)
        return _bereken(request, stand, blad_van(request), upload)
    except AnderAntwoord:
        return uitgelogd(request, upload.velden)
    except Opslagfout as fout:
        return storing(request, fout, upload.velden, "Er is niets berekend")


def _bereken(request: Request, stand: Stand, blad: Blad, upload: Upload) -> Response:
    """The page with the answer; what is wrong with the files stands at their fields."""
    formulier, gegevens = Formulier(upload.velden), request.app.state.gegevens
    beurt = beurten.VOORBEELDEN if over_voorbeeld(request) else beurten.FACTOREN
    try:
        een = op_basis(stand, blad.scenario)
        invoer = _invoer(upload)
        zetten = Vraag(een.peildatum, een.zetten)
        antwoord = beurt.doe(lambda: factoren_van(stand, gegevens, zetten, invoer))
    except Vraagfout as fout:
        return html_antwoord(beeld.pagina(_blad(request, blad), formulier.met_fouten(fout.fouten), None), 400)
    except BasisVervangen:
        oud = formulier.met_fouten([Fout("", "basis-vervangen", _OUDE_BASIS, "body")])
        return html_antwoord(beeld.pagina(_blad(request, blad), oud, None), 409)
    return html_antwoord(beeld.pagina(_blad(request, blad), formulier, antwoord))


for _pad in OPEN_PADEN:
    router.post(f"{_pad}/factoren")(bereken)


def _blad(request: Request, blad: Blad) -> beeld.Blad:
    een: Any = blad.scenario
    adres, ruim = blad.adres("/factoren"), _mag_lang(request)
    return beeld.Blad(een.naam, een.peildatum, blad.adres(), adres, ruim, als_ingelogd(blad.sessie))


def _mag_lang(request: Request) -> bool:
    """Whether tables may be long: a worked example is open to all, long tables there only to who signed in."""
    return not over_voorbeeld(request) or sessie_van(request) is not None


def _lengte(upload: Upload) -> int:
    return sum(map(len, (*upload.velden.values(), *upload.bestanden.values())))


def _invoer(upload: Upload) -> Invoer:
    """The files and the distance; what is no number is none, and refused with all else that is wrong."""
    stromen, scholen, arbeidsmarkt = (_bestand(upload, naam) for naam in FACTOREN)
    km = upload.velden.get("afstandKm", "").strip()
    afstand = float(km.replace(",", ".")) if _KM.fullmatch(km) else nan
    return Invoer(
        stromen, scholen, arbeidsmarkt, afstand if km else AFSTAND_KM, bool(upload.velden.get("onvolledig")), _HOE
    )


def _bestand(upload: Upload, naam: str) -> Bestand | None:
    """A file, or the text in its place; None for neither."""
    inhoud = upload.bestanden.get(naam, b"") or upload.velden.get(f"{naam}Tekst", "").encode()
    return Bestand(f"{naam}.csv", inhoud) if inhoud.strip() else None
