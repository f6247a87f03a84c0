"""Reference lists: herindelingen, the regeling, sources and findings."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.afhankelijk import GeenVragen, StandNu, ZonderVragen
from api.modellen_naslag import Bevindingen, Bronnen, Herindelingen, Regelingen
from api.routes._gedeeld import problemen
from api.vast import vast_antwoord
from regio.stand.stand import Stand

router = APIRouter(tags=["naslag"])
_OVER_HET_CONCEPT = (
    "Van het concept van najaar 2011 zijn alleen vier wijzigingen bekend; de conceptstand zelf is steeds een aanname."
)


def kameel(rijen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the column names of the data files written as field names of the API."""
    return [{_veld(naam): waarde for naam, waarde in rij.items()} for rij in rijen]


def _veld(naam: str) -> str:
    eerste, *rest = naam.split("_")
    return eerste + "".join(deel.capitalize() for deel in rest)


class Herindelingvraag(GeenVragen):
    """Welke herindelingen."""

    gemeente: str | None = Field(None, max_length=10, description="Alleen met deze gemeente (CBS-code).")
    jaar: int | None = Field(None, ge=2011, le=2099, description="Alleen uit dit jaar.")
    bevestigd: Literal["bevestigd", "waargenomen", "onbevestigd"] | None = Field(None, description="Alleen deze.")


@router.get(
    "/v1/herindelingen",
    response_model=Herindelingen,
    operation_id="herindelingen",
    summary="Herindelingen sinds 2011",
    responses=problemen(400),
)
def herindelingen(request: Request, stand: StandNu, vraag: Annotated[Herindelingvraag, Query()]) -> Response:
    """Ook die niet bevestigd zijn; die worden nooit toegepast."""
    rijen = [
        _herindeling(rij)
        for rij in stand.tabellen["herindelingen"]
        if vraag.gemeente in (None, rij["oude_code"], rij["nieuwe_code"])
        and vraag.jaar in (None, int(rij["datum"][:4]))
        and vraag.bevestigd in (None, rij["bevestigd"])
    ]
    return vast_antwoord(request, stand, {"aantal": len(rijen), "herindelingen": rijen})


def _over_versies(stand: Stand) -> str:
    """How many versions are known, what is missing among them, and what is known of the concept."""
    versies = stand.tabellen["versies"]
    gevonden = any("2014-08-01" <= rij["geldig_vanaf"] < "2015-04-23" for rij in versies)
    wat = "Alle" if gevonden else "Een tussenversie vanaf 2014-08-01 en alle"
    zin = f"Bekend zijn {len(versies)} versies. {wat} wijzigingen na {stand.laatst_bekend} zijn niet gevonden."
    return f"{zin} {_OVER_HET_CONCEPT}"


def _herindeling(rij: dict[str, Any]) -> dict[str, Any]:
    gelijk = ("datum", "soort", "omvang", "aandeel", "postcodes", "plaatsen", "omschrijving", "bevestigd")
    return {
        **{veld: rij[veld] for veld in gelijk},
        "oudeGemeente": {"code": rij["oude_code"], "naam": rij["oude_naam"]},
        "nieuweGemeente": {"code": rij["nieuwe_code"], "naam": rij["nieuwe_naam"]},
        "toegepast": rij["bevestigd"] != "onbevestigd" and rij["omvang"] != "onbekend",
        "bron": rij["bron"],
        "opmerking": rij["opmerking"],
    }


@router.get(
    "/v1/regelingen",
    response_model=Regelingen,
    operation_id="regelingen",
    summary="De versies van de regeling, hun drukfouten en verschillen",
    responses=problemen(400),
)
def regelingen(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """Wat de wet op welke dag zei, hoe drukfouten zijn gelezen, en wat er van het concept van 2011 bekend is."""
    tabellen = stand.tabellen
    inhoud = {
        "laatstBekendeVersie": stand.laatst_bekend,
        **{naam: kameel(tabellen[naam]) for naam in ("versies", "correcties", "wijzigingen", "concept2011")},
        "toelichting": _over_versies(stand),
    }
    return vast_antwoord(request, stand, inhoud)


@router.get(
    "/v1/bronnen",
    response_model=Bronnen,
    operation_id="bronnen",
    summary="De bronnen, met licentie en sha256",
    responses=problemen(400),
)
def bronnen(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """Elk bestand met gegevens: van wie het is, waar het vandaan komt en onder welke licentie."""
    return vast_antwoord(request, stand, {"editie": stand.editie, "bronnen": kameel(stand.tabellen["bronnen"])})


@router.get(
    "/v1/bevindingen",
    response_model=Bevindingen,
    operation_id="bevindingen",
    summary="Wat er in de bronnen opvalt",
    responses=problemen(400),
)
def bevindingen(request: Request, stand: StandNu, _: ZonderVragen) -> Response:
    """Drukfouten, tegenspraken en gaten in de bronnen, en wat ermee is gedaan."""
    rijen = stand.tabellen["bevindingen"]
    return vast_antwoord(request, stand, {"editie": stand.editie, "aantal": len(rijen), "bevindingen": rijen})
