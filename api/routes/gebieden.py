"""``/gebieden/{naam}``: ready files with borders, which never change; ``/v1/kaartbestanden`` lists them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.afhankelijk import StandNu, ZonderVragen
from api.inpakken import CODERINGEN, codering_voor
from api.modellen_geo import Kaartbestanden
from api.onderhandeling import IDENTITEIT, heeft
from api.routes._gedeeld import problemen
from api.vast import vast_antwoord
from regio.fouten import NietGevonden, Opslagfout
from regio.gebieden.crs import CRS84, RD
from regio.gebieden.kaartset.bestanden import Kaartbestand
from regio.gebieden.kaartset.kaartset import kaartset_van

router = APIRouter()
VOOR_ALTIJD = "public, max-age=31536000, immutable"
# Other media types than these are for a program, not for a page: a browser saves them under their name. They are in
# RD, what pages draw is in degrees.
_VOOR_PAGINAS = ("application/json", "application/geo+json")
_STUK = 1 << 18
# As in ``regio.gebieden``, of which the modules that make maps are not loaded to serve.
INDELINGEN, SECTOREN, VOLLEDIG = ("PO", "VO", "gemeente", "jeugdregio", "rmc"), ("PO", "VO"), "volledig"
Json = dict[str, Any]


@router.get("/gebieden/{naam}", include_in_schema=False)
def gebied(naam: str, request: Request, stand: StandNu) -> Response:
    """A file of this edition, in the encoding that the client wants most; an older edition's file is gone."""
    bestand = kaartset_van(stand).bestand(naam)
    if bestand is None:
        raise NietGevonden("Dit kaartbestand is er niet of niet meer; /v1/kaartbestanden noemt wat er wel is.")
    codering = codering_voor(request, [naam for naam in CODERINGEN if bestand.pad(naam) is not None])
    koppen = _koppen(bestand, codering)
    if heeft(request.scope, koppen["etag"].encode()):
        return Response(None, 304, {naam: koppen[naam] for naam in ("etag", "cache-control", "vary")})
    return Bestandantwoord(bestand.pad(codering) or Path(), koppen)


def _koppen(bestand: Kaartbestand, codering: str) -> dict[str, str]:
    zonder = codering == IDENTITEIT
    koppen = {
        "etag": bestand.etag if zonder else f'{bestand.etag[:-1]}-{codering}"',
        "cache-control": VOOR_ALTIJD,
        "vary": "Accept-Encoding",
        "content-type": bestand.mediatype,
        "accept-ranges": "none",
    }
    if not zonder:
        koppen["content-encoding"] = codering
    voor_paginas = bestand.mediatype in _VOOR_PAGINAS
    koppen["content-crs"] = f"<{CRS84 if voor_paginas else RD}>"
    if not voor_paginas:
        koppen["content-disposition"] = f'attachment; filename="{_voor_mensen(bestand.naam)}"'
    return koppen


def _voor_mensen(naam: str) -> str:
    """The name of a download without the part that tells versions apart: ``regio.0f3a.gpkg`` as ``regio.gpkg``."""
    voor, _, vorm = naam.rpartition(".")
    return f"{voor.rpartition('.')[0] or voor}.{vorm}"


class Bestandantwoord(Response):
    """A whole file, sent piece by piece. Raises Opslagfout before anything is sent when it cannot be read."""

    def __init__(self, pad: Path, koppen: dict[str, str]) -> None:
        super().__init__(None, 200, koppen)
        self._pad = pad
        try:
            self._grootte = pad.stat().st_size
            self._bestand = pad.open("rb")
        except OSError as fout:
            raise Opslagfout("Een kaartbestand van deze editie ontbreekt; draai: regio data laad.") from fout
        self.headers["content-length"] = str(self._grootte)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send headers and pieces."""
        with self._bestand:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            nog = self._grootte
            while nog > 0:
                stuk = await run_in_threadpool(self._bestand.read, min(_STUK, nog))
                if not stuk:
                    raise OSError("file became shorter")
                nog -= len(stuk)
                await send({"type": "http.response.body", "body": stuk, "more_body": nog > 0})


@router.get(
    "/v1/kaartbestanden",
    response_model=Kaartbestanden,
    operation_id="kaartbestanden",
    summary="Kant-en-klare bestanden met grenzen",
    tags=["kaarten"],
    responses=problemen(400),
)
def kaartbestanden(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """TopoJSON, GeoJSON, FlatGeobuf en GeoPackage per indeling en niveau; een bestand verandert nooit."""
    kaarten = kaartset_van(stand)
    rijen = list(_rijen(kaarten.inhoud, request.app.state.adres))
    inhoud = {
        "editie": stand.editie,
        "bron": kaarten.bron,
        "nauwkeurigheidMeter": kaarten.nauwkeurigheid,
        "vermelding": kaarten.vermelding,
        "aantal": len(rijen),
        "kaartbestanden": rijen,
    }
    return vast_antwoord(request, stand, inhoud, datum_gegeven=False)


def _rijen(inhoud: Json, adres: str) -> Iterator[Json]:
    """A row per file of the index, those for GIS programs first."""
    for rij in inhoud["downloads"]:
        indelingen: tuple[str, ...] = INDELINGEN if rij["indeling"] is None else (rij["indeling"],)
        waarvan = {"vanaf": rij["datum"], "tot": None, "niveau": VOLLEDIG}
        yield _rij(inhoud, adres, rij["bestand"], {**waarvan, "vorm": rij["vorm"], "indelingen": indelingen})
    for rij in inhoud["bundels"]:
        indelingen = SECTOREN if rij["naam"] == "swv" else (rij["naam"],)
        for niveau, naam in rij["bestanden"].items():
            yield _rij(inhoud, adres, naam, {**rij, "niveau": niveau, "vorm": "topojson", "indelingen": indelingen})
    for rij in inhoud["lagen"]:
        indelingen = (rij["indeling"],)
        for niveau, naam in rij["geojson"].items():
            yield _rij(inhoud, adres, naam, {**rij, "niveau": niveau, "vorm": "geojson", "indelingen": indelingen})


def _rij(inhoud: Json, adres: str, naam: str, waarvan: Json) -> Json:
    bestand = inhoud["bestanden"][naam]
    return {
        "naam": naam,
        "url": f"{adres}{bestand['url']}",
        "mediatype": bestand["mediatype"],
        "vorm": waarvan["vorm"],
        "indelingen": list(waarvan["indelingen"]),
        "niveau": waarvan["niveau"],
        "vanaf": waarvan["vanaf"],
        "tot": waarvan["tot"],
        "grootte": bestand["grootte"],
        "sha256": bestand["sha256"],
    }
