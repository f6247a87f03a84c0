"""``/v1/congruenties``: in how far two divisions of the country match, as a whole and region by region."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.afhankelijk import StandNu, gemeente_datum
from api.congruentievraag import (
    LIJST_UITLEG,
    OF_CSV,
    Indelingenlijst,
    Indelingnaam,
    Metnaam,
    Paarvraag,
    Regiocode,
    antwoord,
    controleer,
    lees_lijst,
    paar_van,
    te_vroeg,
    zelfde,
)
from api.modellen import Sector
from api.modellen_congruentie import Congruentie, Congruenties, RegioCongruentie
from api.routes._gedeeld import problemen
from regio.congruentie import dienst, tabel
from regio.congruentie.indelingen import NAMEN
from regio.fouten import Fout

router = APIRouter(tags=["congruenties"])
PAAR = "/v1/congruenties/{indeling}/{met}"


class Matrixvraag(Paarvraag):
    """Welke paren."""

    sector: Sector | None = Field(None, description="Beoordeel alleen de indeling PO of VO.", examples=["PO"])
    indeling: Indelingenlijst | None = Field(
        None, description=f"Beoordeel alleen deze; gebruik sector of indeling, niet allebei. {LIJST_UITLEG}"
    )
    met: Indelingenlijst | None = Field(
        None, description=f"Leg er alleen deze naast. {LIJST_UITLEG}", examples=["jeugdregio-2015,VO"]
    )


@router.get(
    "/v1/congruenties",
    response_model=Congruenties,
    operation_id="congruenties",
    summary="Hoe goed indelingen op elkaar passen, paar voor paar",
    responses=OF_CSV | problemen(400, 406),
)
def congruenties(request: Request, stand: StandNu, vraag: Annotated[Matrixvraag, Query()]) -> Response:
    """Alle paren, of die van een indeling; homogeniteit en volledigheid ruilen als u het paar omdraait."""
    indelingen, met = _gevraagd(vraag)
    namen = [*(indelingen or NAMEN), *(met or NAMEN)]
    datum = gemeente_datum(vraag.geldigOp)
    gevraagd = [*(indelingen or ()), *(met or ())]
    controleer(stand, vraag.weging, namen, *_over_paren(vraag, namen), *te_vroeg(gevraagd, datum))
    return antwoord(
        request,
        stand,
        lambda: dienst.matrix(stand, datum, vraag.weging, indelingen, met),
        datum_gegeven=vraag.geldigOp is not None,
        tabel=tabel.van_matrix,
    )


def _gevraagd(vraag: Matrixvraag) -> tuple[list[str] | None, list[str] | None]:
    """The divisions that are judged, and those that they are held against; None for every one."""
    tekst = vraag.sector or vraag.indeling
    indelingen = None if tekst is None else lees_lijst(tekst, "indeling")
    return indelingen, None if vraag.met is None else lees_lijst(vraag.met, "met")


def _over_paren(vraag: Matrixvraag, namen: list[str]) -> list[Fout]:
    fouten = []
    if vraag.sector and vraag.indeling:
        melding = "Geef sector of indeling, niet allebei: sector=PO is hetzelfde als indeling=PO."
        fouten.append(Fout("sector", "niet-allebei", melding))
    if len(set(namen)) == 1:
        fouten.append(zelfde(namen[:1]))
    return fouten


@router.get(
    PAAR,
    response_model=Congruentie,
    operation_id="congruentie",
    summary="Een indeling naast een andere, in detail",
    responses=OF_CSV | problemen(400, 404, 406),
)
def congruentie(
    request: Request,
    stand: StandNu,
    vraag: Annotated[Paarvraag, Query()],
    indeling: Indelingnaam,
    met: Metnaam,
) -> Response:
    """De uitkomst in gewone woorden, de maten, de grens, wat er zou moeten verschuiven, en elk gebied."""
    datum = gemeente_datum(vraag.geldigOp)
    a, b = paar_van(stand, indeling, met, datum, vraag.weging)
    return antwoord(
        request,
        stand,
        lambda: dienst.paar(stand, a, b, datum, vraag.weging),
        datum_gegeven=vraag.geldigOp is not None,
        tabel=tabel.van_paar,
    )


@router.get(
    f"{PAAR}/regios/{{code}}",
    response_model=RegioCongruentie,
    operation_id="congruentie_regio",
    summary="Een gebied van een indeling naast een andere indeling",
    responses=problemen(400, 404, 406),
)
def congruentie_regio(
    request: Request,
    stand: StandNu,
    vraag: Annotated[Paarvraag, Query()],
    indeling: Indelingnaam,
    met: Metnaam,
    code: Annotated[Regiocode, Path(description="Code van een gebied van de eerste indeling.", examples=["PO2001"])],
) -> Response:
    """Waar het gebied van afwijkt, met de gemeenten en postcodes die de afwijking maken."""
    datum = gemeente_datum(vraag.geldigOp)
    a, b = paar_van(stand, indeling, met, datum, vraag.weging)
    return antwoord(
        request,
        stand,
        lambda: dienst.regio(stand, a, b, code, datum, vraag.weging),
        datum_gegeven=vraag.geldigOp is not None,
    )
