"""The shapes of questions and answers about requests to move a border."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.modellen import Model
from api.modellen_scenario import Scenariobasis, ScenarioBevinding, ScenarioEffecten, VanScenario, Zekerheid, Zet
from regio.scenario.verzoek import LANGSTE_REGEL, LANGSTE_TEKST, LANGSTE_TOELICHTING, MEESTE_STEUN

Standpunt = Literal["steunt", "steunt-niet", "nog-niet-gevraagd"]
Stapsoort = Literal["aanvulling", "steun", "ingetrokken", "in-behandeling", "besluit"]
Uitkomst = Literal["toegewezen", "deels-toegewezen", "afgewezen"]
Status = Literal["ingediend", "in-behandeling", "ingetrokken", "toegewezen", "deels-toegewezen", "afgewezen"]
# Texts are bounded here only as far as no other check would read them; their faults then come all at once.
_GEWOON = "Gewone tekst, zonder < en >, ten hoogste"


class NieuweSteun(BaseModel):
    """Wat een partij van het verzoek vindt."""

    model_config = ConfigDict(extra="forbid")

    naam: str = Field(description=f"Wie: een gemeente, verband of ander. {_GEWOON} {LANGSTE_REGEL} tekens.")
    standpunt: Standpunt
    toelichting: str = Field("", description=f"{_GEWOON} {LANGSTE_TOELICHTING} tekens.")


class NieuwVerzoek(BaseModel):
    """Wat u bij het scenario zegt als u het indient."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {
                "aanvrager": "Gemeente Tynaarlo",
                "reden": "Alle scholen in de gemeente hebben dan met één samenwerkingsverband te maken.",
                "steun": [{"naam": "PO2203", "standpunt": "steunt", "toelichting": "Besluit van het bestuur"}],
            }
        },
    )

    aanvrager: str = Field(description=f"Wie vraagt. {_GEWOON} {LANGSTE_REGEL} tekens.")
    reden: str = Field(description=f"Waarom. {_GEWOON} {LANGSTE_TEKST} tekens.")
    steun: list[NieuweSteun] = Field(
        [], max_length=MEESTE_STEUN, description="Wie is gevraagd, en wat die ervan vindt; elke partij één keer."
    )


class NieuweStap(BaseModel):
    """Een stap in een verzoek."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"soort": "aanvulling", "tekst": "De gemeenteraad steunt dit sinds gisteren."}},
    )

    soort: Stapsoort = Field(
        description="Wie indiende vult aan, legt een standpunt vast (steun) of trekt in; een beheerder neemt in "
        "behandeling en legt het besluit vast."
    )
    tekst: str = Field(
        "",
        description=f"{_GEWOON} {LANGSTE_TEKST} tekens, bij steun {LANGSTE_TOELICHTING}; nodig bij een aanvulling en "
        "een besluit.",
    )
    naam: str = Field("", description=f"Alleen bij steun, en daar nodig: wie. {_GEWOON} {LANGSTE_REGEL} tekens.")
    standpunt: Standpunt | None = Field(None, description="Alleen bij steun, en daar nodig.")
    uitkomst: Uitkomst | None = Field(None, description="Alleen bij een besluit, en daar nodig.")
    datum: str | None = Field(None, description="Alleen bij een besluit: de dag ervan (JJJJ-MM-DD); standaard vandaag.")


class Steun(Model):
    """Wat een partij van het verzoek vindt."""

    naam: str
    standpunt: Standpunt
    toelichting: str


class StandpuntSinds(Steun):
    """Wat een partij het laatst vond."""

    datum: str = Field(description="De dag waarop dit is gezegd (JJJJ-MM-DD).")


class Verzoekstap(Model):
    """Een stap die is gezet."""

    soort: Stapsoort
    uitkomst: Uitkomst | None
    naam: str | None = Field(description="Wiens standpunt het is; alleen bij steun.")
    standpunt: Standpunt | None
    datum: str = Field(description="De dag waarover de stap gaat.")
    tekst: str
    door: str
    wanneer: str = Field(description="Het moment waarop de stap is vastgelegd (UTC).")


class Verzoekkop(Model):
    """Een verzoek tot grenswijziging, zonder de zetten en de gevolgen."""

    id: str
    naam: str
    status: Status
    aanvrager: str
    indiener: str
    ingediendOp: str  # noqa: N815
    scenario: VanScenario = Field(description="Wat is ingediend; het scenario kan intussen anders zijn of weg.")
    basis: Scenariobasis
    aantalZetten: int  # noqa: N815
    besluit: Verzoekstap | None


class Betrokkene(Model):
    """Een gemeente of verband dat door de zetten wordt geraakt."""

    code: str
    naam: str | None
    soort: Literal["gemeente", "samenwerkingsverband"]


class VerzoekAntwoord(Verzoekkop, Zekerheid):
    """Het hele verzoek, zoals het is ingediend, met wat er daarna gebeurde."""

    reden: str
    steun: list[Steun] = Field(description="Wat bij het indienen is gezegd.")
    standpunten: list[StandpuntSinds] = Field(description="Van elke partij het laatste standpunt.")
    zetten: list[Zet]
    stappen: list[Verzoekstap]
    mogelijk: list[Stapsoort] = Field(description="De stappen die u nu kunt zetten.")
    betrokkenen: list[Betrokkene] = Field(description="Wier steun ertoe doet: wie door de zetten wordt geraakt.")
    effecten: ScenarioEffecten | None = Field(
        description="De gevolgen, berekend bij het indienen op de editie van toen; null als zij toen niet zijn bewaard."
    )
    bevindingen: list[ScenarioBevinding] = Field(description="Wat opviel, berekend bij het indienen.")


class Verzoeken(Model):
    """Verzoeken, het nieuwste eerst."""

    verzoeken: list[Verzoekkop]
    meer: bool = Field(description="Of er meer zijn dan in deze lijst passen.")
