"""What the routes of scenarios share: the questions, the answers, and what a change must know."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Annotated, Any, Literal

from fastapi import Header, Path, Request
from pydantic import BeforeValidator, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from api.afhankelijk import GeenVragen
from api.congruentievraag import CSV, CSV_MET_TEKENS, wil_csv
from api.geo import VARY
from api.problemen import Afgekeurd
from api.routes._gedeeld import Antwoorden, problemen
from api.scenariogrondslag import grondslag
from api.toegang import Iemand, Toegang
from api.vast import JSON, NIET_BEWAREN, als_json
from regio.fouten import BasisVervangen, Fout, Ingehaald, Vraagfout
from regio.stand.stand import Stand

if TYPE_CHECKING:
    from regio.opslag.scenarios import Scenario, Scenariorij
else:
    Scenario = Scenariorij = Any

Json = dict[str, Any]
VORM = "^[0-9a-f]{32}$"
VOORBEELD = "0123456789abcdef0123456789abcdef"
_ETAG = {"ETag": {"description": "Kenmerk van het scenario; stuur het mee als If-Match.", "schema": {"type": "string"}}}
_LOCATION = {"Location": {"description": "Adres van het scenario.", "schema": {"type": "string"}}}
_VARY = {"Vary": {"description": "Koppen van de vraag die de vorm kiezen.", "schema": {"type": "string"}}}
MET_ETAG: Antwoorden = {200: {"headers": _ETAG}}
GEMAAKT: Antwoorden = {201: {"headers": {**_ETAG, **_LOCATION}}}
MET_TABEL: Antwoorden = {200: {"headers": {**_ETAG, **_VARY}, "content": {CSV: {"schema": {"type": "string"}}}}}
_TOEGANG = problemen(400, 401, 403, 404, 503)
_TOEGANG[401]["headers"] = {"WWW-Authenticate": {"description": "Altijd Bearer.", "schema": {"type": "string"}}}
LEZEN: Antwoorden = _TOEGANG
UITKOMST: Antwoorden = _TOEGANG | problemen(409)
WIJZIGEN: Antwoorden = _TOEGANG | problemen(409, 412, 428)
MET_LIJF: Antwoorden = problemen(413, 415)

Scenarionummer = Annotated[
    str, Path(description="Kenmerk van het scenario, 32 tekens.", pattern=VORM, examples=[VOORBEELD])
]
AlsGezien = Annotated[
    str | None, Header(alias="If-Match", description="De ETag van het scenario zoals u het zag; verplicht.")
]
Weging = Literal["kinderen", "leerlingen"]
_GEEN_ETAG = "Geef in If-Match de ETag van het scenario zoals u het zag; met * weet niemand welke versie u bedoelt."
_WEGING = "Waarmee verbanden worden gewogen; leerlingen alleen als die zijn geladen."


class Scenariolijstvraag(GeenVragen):
    """Van wie."""

    alle: bool = Field(default=False, description="Van iedereen, de 500 die het laatst zijn gewijzigd; beheerder.")
    eigenaar: str | None = Field(
        None, min_length=1, max_length=200, description="Alleen van deze gebruiker; beheerder."
    )

    @property
    def van_anderen(self) -> bool:
        """Whether it asks for more than one's own."""
        return self.alle or self.eigenaar is not None


class Versievraag(GeenVragen):
    """Welke versie."""

    versie: int | None = Field(None, ge=1, le=1_000_000, description="Nummer van de versie; standaard de huidige.")


class Effectvraag(Versievraag):
    """Hoe de gevolgen worden berekend."""

    weging: Weging = Field("kinderen", description=_WEGING)
    alles: bool = Field(default=False, description="Ook verbanden en gemeenten waarvoor niets verandert.")


_NIET_HEEL = Fout("", "heel-getal", "Een eigen grens moet een geheel getal zijn, met alleen cijfers.")


def _heel(waarde: object) -> object:
    """Only digits: elsewhere ``12.000`` is twelve, here it is twelve thousand, so that neither may be meant."""
    if isinstance(waarde, str) and not re.fullmatch(r"\d{1,10}", waarde, re.ASCII):
        raise Afgekeurd(_NIET_HEEL)
    return waarde


Aantal = Annotated[int, BeforeValidator(_heel), Field(ge=0, le=1_000_000_000)]


class Bevindingvraag(Versievraag):
    """Wanneer een samenwerkingsverband te klein of te groot is."""

    weging: Weging = Field("kinderen", description=_WEGING)
    minstePo: Aantal | None = Field(None, description="Minste aantal in een verband PO.")  # noqa: N815
    meestePo: Aantal | None = Field(None, description="Meeste aantal in een verband PO.")  # noqa: N815
    minsteVo: Aantal | None = Field(None, description="Minste aantal in een verband VO.")  # noqa: N815
    meesteVo: Aantal | None = Field(None, description="Meeste aantal in een verband VO.")  # noqa: N815

    def drempels(self) -> Json:
        """The thresholds per sector."""
        return {
            "PO": {"minste": self.minstePo, "meeste": self.meestePo},
            "VO": {"minste": self.minsteVo, "meeste": self.meesteVo},
        }


class Vergelijkvraag(Versievraag):
    """Waarmee wordt vergeleken."""

    met: str | None = Field(None, description="Kenmerk van het andere scenario; anders ditzelfde.", pattern=VORM)
    metVersie: int | None = Field(None, ge=1, le=1_000_000, description="Versie van het andere.")  # noqa: N815
    weging: Weging = Field("kinderen", description=_WEGING)


def lees(toegang: Toegang, wie: Iemand, nummer: str, versie: int | None = None) -> Scenario:
    """A scenario that somebody may see; raises NietGevonden."""
    from regio.opslag import scenarios

    return scenarios.lees(toegang.engine, wie, nummer, versie)


def om_te_wijzigen(toegang: Toegang, wie: Iemand, nummer: str, gezien: str | None) -> Scenario:
    """A scenario as its changer saw it; raises 428 when they do not say, and Ingehaald when it is not.

    Raises Vraagfout for ``*``, which says of no version that it was seen.
    """
    was = lees(toegang, wie, nummer)
    if gezien is None:
        raise HTTPException(428)
    if gezien.strip() == "*":
        raise Vraagfout(Fout("If-Match", "geen-etag", _GEEN_ETAG, "header"))
    if was.kenmerk not in (deel.strip() for deel in gezien.split(",")):
        raise Ingehaald(was.versie, was.kenmerk)
    return was


def op_basis(stand: Stand, scenario: Scenario) -> Scenario:
    """The scenario, when its edition is the one in use; raises BasisVervangen."""
    if scenario.editie != stand.editie:
        melding = "Dit scenario rust op een editie die niet meer in gebruik is. Zet het over met _herbaseer."
        raise BasisVervangen(melding)
    return scenario


def kop_json(stand: Stand, een: Scenario | Scenariorij) -> Json:
    """A scenario without its moves."""
    basis = {"editie": een.editie, "peildatum": een.peildatum, "actueel": een.editie == stand.editie}
    return {
        "id": een.id,
        "naam": een.naam,
        "eigenaar": een.eigenaar,
        "basis": basis,
        "versie": een.versie,
        "aantalZetten": een.aantal,
        "gedeeld": een.gedeeld,
        "kanOngedaan": een.kan_ongedaan,
        "kanOpnieuw": bool(een.vooruit),
        "aangemaaktOp": een.aangemaakt_op,
        "gewijzigdOp": een.gewijzigd_op,
    }


def als_antwoord(inhoud: Json, een: Scenario | None = None, status: int = 200) -> Response:
    """An answer that nobody keeps, with the ETag of the scenario it is about."""
    koppen = dict(NIET_BEWAREN) if een is None else {**NIET_BEWAREN, "etag": een.kenmerk}
    if een is not None and status == 201:
        koppen["location"] = f"/v1/scenarios/{een.id}"
    return Response(als_json(inhoud), status, koppen, JSON)


def scenario_antwoord(stand: Stand, een: Scenario, status: int = 200) -> Response:
    """A scenario with its moves."""
    return als_antwoord(scenario_json(stand, een), een, status)


def scenario_json(stand: Stand, een: Scenario) -> Json:
    """A scenario with its moves and what it rests on."""
    return {**kop_json(stand, een), "zetten": list(een.zetten), **grondslag(stand, een)}


def tabelrijen(stand: Stand, een: Scenario, tekst: str) -> Json:
    """A table in CSV as JSON: its rows and what they rest on."""
    rijen = list(csv.DictReader(io.StringIO(tekst, newline="")))
    return {"rijen": rijen, **grondslag(stand, een)}


def tabel_antwoord(request: Request, een: Scenario, tekst: str, inhoud: Json) -> Response:
    """A table as CSV or, by Accept, as JSON. Raises 406."""
    koppen = {**NIET_BEWAREN, "etag": een.kenmerk, "vary": VARY}
    if wil_csv(request):
        return Response(tekst.encode(), 200, {**koppen, "content-type": CSV_MET_TEKENS})
    return Response(als_json(inhoud), 200, koppen, JSON)
