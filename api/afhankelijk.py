"""What routes ask of the application: the Stand, the geocoder, today, and checked dates."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Annotated

from fastapi import Depends, Query, Request
from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from api.problemen import Afgekeurd
from regio.adressen import Geocoder
from regio.fouten import Vraagfout
from regio.stand.stand import Stand
from regio.tijdlijn import peildatum
from regio.tijdlijn.klok import NEDERLAND

DATUMUITLEG = "Peildatum (JJJJ-MM-DD), standaard vandaag."


class Kalender:
    """Today in the Netherlands, worked out once a minute."""

    def __init__(self) -> None:
        self._tot, self._vandaag = 0.0, ""

    def vandaag(self) -> str:
        """Today as JJJJ-MM-DD."""
        nu = time.time()
        if nu >= self._tot:
            self._tot = nu - nu % 60 + 60
            self._vandaag = datetime.fromtimestamp(nu, NEDERLAND).date().isoformat()
        return self._vandaag


_kalender = Kalender()
vandaag = _kalender.vandaag


def net_middernacht() -> bool:
    """Whether a day began so lately that an answer under way may still be about the day before."""
    nu = datetime.now(NEDERLAND)
    return nu.hour == 0 and nu.minute < 2


def stand_van(request: Request) -> Stand:
    """The edition that is being served."""
    stand: Stand = request.app.state.houder.stand
    return stand


def geocoder_van(request: Request) -> Geocoder:
    """The geocoder of this installation."""
    geocoder: Geocoder = request.app.state.geocoder
    return geocoder


StandNu = Annotated[Stand, Depends(stand_van)]
GeocoderNu = Annotated[Geocoder, Depends(geocoder_van)]


def swv_datum(tekst: str | None, veld: str = "geldigOp") -> str:
    """A checked date for a question about SWVs, today by default. Raises Vraagfout."""
    if tekst is None:
        return vandaag()
    return peildatum.controleer_swv(peildatum.lees_datum(tekst, veld), veld).isoformat()


def gemeente_datum(tekst: str | None, veld: str = "geldigOp") -> str:
    """A checked date for a question about gemeenten, today by default. Raises Vraagfout."""
    if tekst is None:
        return vandaag()
    return peildatum.controleer_gemeente(peildatum.lees_datum(tekst, veld), veld).isoformat()


def als_validatie(controleer: Callable[[str], object]) -> AfterValidator:
    """A check that raises Vraagfout as a validator: its fault then comes out together with all others."""

    def keur(tekst: str) -> str:
        try:
            controleer(tekst)
        except Vraagfout as fout:
            raise Afgekeurd(fout.fouten[0]) from None
        return tekst

    return AfterValidator(keur)


ALS_DATUM = Field(json_schema_extra={"format": "date"})
SwvDag = Annotated[str, ALS_DATUM, als_validatie(swv_datum)]
GemeenteDag = Annotated[str, ALS_DATUM, als_validatie(gemeente_datum)]


class GeenVragen(BaseModel):
    """A resource without query parameters."""

    model_config = ConfigDict(extra="forbid")


class Peildatum(BaseModel):
    """The one question every lookup of SWVs shares."""

    model_config = ConfigDict(extra="forbid")

    geldigOp: SwvDag | None = Field(None, description=DATUMUITLEG, examples=["2015-04-23"])  # noqa: N815


class GemeentePeildatum(BaseModel):
    """The same for gemeenten, which are known from an earlier day."""

    model_config = ConfigDict(extra="forbid")

    geldigOp: GemeenteDag | None = Field(None, description=DATUMUITLEG, examples=["2015-04-23"])  # noqa: N815


ZonderVragen = Annotated[GeenVragen, Query()]
MetPeildatum = Annotated[Peildatum, Query()]
MetGemeentePeildatum = Annotated[GemeentePeildatum, Query()]
