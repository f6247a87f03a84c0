"""The shapes of what weighed in 2011 and has no data here."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.modellen import Model, Sector
from api.modellen_scenario import Scenariogrondslag

Tekst = str | None
LANGST = 5_000_000


class Factorenvraag(BaseModel):
    """De tekst van uw CSV's; wat u weglaat wordt niet berekend. Er wordt niets bewaard."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"scholen": "naam;postcode;cluster\nDe Beuk;9401;3\n", "afstandKm": 15}},
    )

    leerlingstromen: Tekst = Field(
        None, max_length=LANGST, description="CSV met de kolommen van, naar en leerlingen; mag: sector."
    )
    scholen: Tekst = Field(
        None, max_length=LANGST, description="CSV met de kolommen naam, postcode en cluster; mag: plaatsen en sector."
    )
    arbeidsmarkt: Tekst = Field(
        None, max_length=LANGST, description="CSV met de kolommen gemeente of pc4, en regio; mag: naam."
    )
    afstandKm: float = Field(  # noqa: N815
        15.0, gt=0, le=200, description="Tot hoe ver een school dichtbij is, hemelsbreed."
    )
    onvolledig: bool = Field(
        default=False, description="Of in de tabel van arbeidsmarktregio's gemeenten of postcodes mogen ontbreken."
    )


class Voorna(Model):
    """Een aantal zonder de zetten, en ermee."""

    voor: float
    na: float


class Stroompaar(Voorna):
    """Leerlingen die in het ene verband wonen en in het andere naar school gaan."""

    van: str
    naar: str


class Zelfvoorziening(Model):
    """De leerlingen die in een verband wonen, en wie van hen er naar school gaan."""

    wonen: int
    blijven: int
    aandeel: float | None = Field(description="Blijven gedeeld door wonen; null als er niemand woont.")
    instroom: int = Field(description="Leerlingen die elders wonen en hier naar school gaan.")


class Verbandzelf(Model):
    """Een verband waarvan grond verandert; null waar het niet bestaat."""

    code: str
    naam: str | None
    voor: Zelfvoorziening | None
    na: Zelfvoorziening | None


class Stroomsector(Model):
    """De leerlingstromen van een sector."""

    sector: Sector
    leerlingen: int
    overEenGrens: Voorna  # noqa: N815
    binnen: Voorna
    onzeker: Voorna = Field(description="Leerlingen van wie een verband niet zeker is.")
    paren: list[Stroompaar] = Field(description="Eerst wat het meest verandert, dan de grootste; ten hoogste twintig.")
    overigeParen: int  # noqa: N815
    zelfvoorziening: list[Verbandzelf]


class Stromenuitkomst(Model):
    """Wat uw leerlingstromen zeggen."""

    rijen: int
    leerlingen: int
    metSector: bool = Field(description="Of het bestand de sector noemt; zo niet, tellen zij bij allebei.")  # noqa: N815
    sectoren: list[Stroomsector]


class Schooltelling(Model):
    """Scholen en hun plaatsen."""

    scholen: int
    plaatsen: int


class Clustertelling(Model):
    """Scholen en plaatsen per cluster."""

    cluster3: Schooltelling
    cluster4: Schooltelling


class Verbandscholen(Model):
    """Een verband met scholen, of waarvan grond verandert; null waar het niet bestaat."""

    code: str
    naam: str | None
    grondVerandert: bool  # noqa: N815
    voor: Clustertelling | None
    na: Clustertelling | None


class Bereik(Voorna):
    """Kinderen op grond die verandert, en wie van hen binnen de afstand een school hebben in hun eigen verband."""

    cluster: Literal["3", "4"]
    kinderen: float


class Schoolsector(Model):
    """De scholen van een sector."""

    sector: Sector
    scholen: int
    onzeker: Voorna = Field(description="Scholen op grond waarvan het verband niet zeker is.")
    samenwerkingsverbanden: list[Verbandscholen]
    bereik: list[Bereik]
    postcodesZonderPunt: list[str] = Field(  # noqa: N815
        description="Postcodes die veranderen en in de afstand niet meetellen."
    )


class Scholenuitkomst(Model):
    """Wat uw scholen zeggen."""

    scholen: int
    plaatsen: int
    zonderPlaatsen: int  # noqa: N815
    afstandKm: float  # noqa: N815
    scholenZonderPunt: list[str] = Field(  # noqa: N815
        description="Postcodes van scholen die in de afstand niet meetellen."
    )
    sectoren: list[Schoolsector]


class Vmaat(Model):
    """De V-maat met haar twee delen."""

    v: float
    homogeniteit: float
    volledigheid: float


class Regiocongruentie(Model):
    """Hoe goed de verbanden van een sector bij de regio's passen."""

    sector: Sector
    voor: Vmaat
    na: Vmaat
    verschilV: float  # noqa: N815


class Regionaam(Model):
    """Een regio, zoals u haar noemt."""

    code: str
    naam: str | None


class CodeVoorna(Model):
    """Een code zonder de zetten, en ermee."""

    voor: str | None
    na: str | None


class DeelVoorna(Model):
    """Een aandeel zonder de zetten, en ermee; null voor een gemeente die er niet was."""

    voor: float | None
    na: float | None


class Regiogemeente(Model):
    """Een gemeente met grond die verandert, en het deel ervan in het verband van haar regio."""

    sector: Sector
    code: str
    naam: str | None
    regio: Regionaam
    verbandVanRegio: CodeVoorna = Field(  # noqa: N815
        description="Het verband met de meeste kinderen van de regio."
    )
    kinderen: Voorna
    aandeel: DeelVoorna
    uitkomst: Literal["verlaat", "komt-erbij", "minder", "meer", "nieuw", "gelijk"]


class Regiouitkomst(Model):
    """Wat uw arbeidsmarktregio's zeggen."""

    titel: str
    toelichting: str
    regios: int
    congruentie: list[Regiocongruentie]
    gemeenten: list[Regiogemeente]


class Factorkop(Model):
    """Of iets berekend is; zo niet, waarom, en wat ervoor nodig is."""

    titel: str
    status: Literal["niet-berekend", "berekend"]
    waarom: str | None
    nodig: str | None


class Stromenfactor(Factorkop):
    """Leerlingstromen."""

    factor: Literal["leerlingstromen"]
    uitkomst: Stromenuitkomst | None


class Scholenfactor(Factorkop):
    """Scholen van cluster 3 en 4."""

    factor: Literal["scholen"]
    uitkomst: Scholenuitkomst | None


class Arbeidsmarktfactor(Factorkop):
    """Arbeidsmarktregio's."""

    factor: Literal["arbeidsmarkt"]
    uitkomst: Regiouitkomst | None


class Factoren(Scenariogrondslag):
    """Wat in 2011 meewoog en hier geen gegevens heeft."""

    peildatum: str
    factoren: list[Stromenfactor | Scholenfactor | Arbeidsmarktfactor]
