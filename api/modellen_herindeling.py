"""The shapes of the answers about herindelingen and what they did to the samenwerkingsverbanden."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.modellen import Aandeel, Gebied, Herkomst, Model, Sector

Gevolgnaam = Literal[
    "geen", "nieuw-gesplitst", "al-gesplitst", "geheeld", "nog-geen-verbanden", "niet-te-zeggen", "niet-toegepast"
]
Bevestigd = Literal["bevestigd", "waargenomen", "onbevestigd"]


class Herindelingdeel(Model):
    """Wat een gemeente gaf."""

    gemeente: Gebied
    soort: str
    omvang: str
    bevestigd: Bevestigd
    plaatsen: list[str] = Field(description="Plaatsen die de bron noemt, of anders de plaatsen bij de postcodes.")
    plaatsenMisschien: list[str] = Field(  # noqa: N815
        description="Plaatsen bij postcodes waarvan niet zeker is dat zij van deze gemeente kwamen."
    )
    postcodes: list[str] | None = Field(description="Null als de bronnen niet zeggen welke grond overging.")
    postcodesMisschien: list[str] = Field(  # noqa: N815
        description="Postcodes waarvan niet zeker is dat zij van deze gemeente kwamen."
    )
    inwoners: int | None = Field(description="Inwoners van de postcodes in 2021.")
    inwonersMisschien: int  # noqa: N815
    omschrijving: str


class Gevolgverband(Model):
    """Een samenwerkingsverband waarin de gemeente na de herindeling ligt."""

    code: str
    naam: str | None
    postcodes: list[str] = Field(description="Leeg als niet bekend is welke postcodes het zijn.")
    inwoners: int
    aandeel: Aandeel


class Herindelinggevolg(Model):
    """Wat de herindeling in een sector deed."""

    sector: Sector
    gevolg: Gevolgnaam
    samenwerkingsverbanden: list[Gevolgverband]
    geheeldDoor: str | None = Field(description="De versie van de regeling die een splitsing ophief.")  # noqa: N815
    toelichting: str


class HerindelingMetGevolgen(Model):
    """Alles wat op een dag bij een gemeente kwam, en het gevolg per sector."""

    datum: str
    gemeente: Gebied
    bestond: bool = Field(description="Of de gemeente er de dag ervoor al was, onder dezelfde code.")
    soorten: list[str]
    bevestigd: Bevestigd
    inwoners: int | None = Field(
        description="Inwoners (2021) die erbij kwamen; null als niet vaststaat welke grond dat was."
    )
    delen: list[Herindelingdeel]
    gevolgen: list[Herindelinggevolg]


class Gevolgtelling(Model):
    """Hoeveel herindelingen een gevolg hebben: in een van de sectoren, en per sector."""

    gevolg: Gevolgnaam
    herindelingen: int
    perSector: dict[Sector, int]  # noqa: N815


class Herindelinggevolgen(Model):
    """Herindelingen met hun gevolgen, op datum."""

    aantal: int
    conclusie: list[str]
    tellingen: list[Gevolgtelling]
    herindelingen: list[HerindelingMetGevolgen]
    toelichting: str
    herkomst: list[Herkomst]
