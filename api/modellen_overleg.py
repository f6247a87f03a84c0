"""The shapes of the answers about OOGO: who must agree with whom."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.modellen import Aandeel, Gebied, Herkomst, Model, Opmerking, Regeling, Sector

Regiosoort = Literal["jeugdregio", "rmc"]


class TafelGemeente(Gebied):
    """Een gemeente aan de tafel van een samenwerkingsverband."""

    zeker: bool
    geheel: bool | None = Field(description="Of de hele gemeente in het verband ligt; null als dat openstaat.")
    kinderen: int
    aandeel: Aandeel = Field(description="Deel van de kinderen van het verband.")
    postcodes: list[str]
    postcodesMisschien: list[str]  # noqa: N815


class Tafel(Model):
    """De tafel van een samenwerkingsverband, gezien vanuit een gemeente."""

    code: str
    sector: Sector
    naam: str | None
    zeker: bool
    postcodes: list[str]
    postcodesMisschien: list[str]  # noqa: N815
    kinderen: int
    aandeelKinderen: Aandeel  # noqa: N815
    inwoners: int
    aandeelInwoners: Aandeel  # noqa: N815
    gemeenten: list[TafelGemeente]


class OverlegRegio(Gebied):
    """Een jeugdregio of RMC-regio van de gemeente."""

    soort: Regiosoort
    zeker: bool
    gemeenten: list[Gebied]
    gemeentenMisschien: list[Gebied]  # noqa: N815


class Samenloop(Model):
    """In hoeverre een tafel en een regio dezelfde gemeenten hebben; de gevraagde gemeente telt niet mee."""

    tafel: str
    soort: Regiosoort
    regio: str
    congruentie: Aandeel = Field(description="Gemeenten in beide, gedeeld door gemeenten in een van beide.")
    inBeide: list[Gebied]  # noqa: N815
    alleenTafel: list[Gebied]  # noqa: N815
    alleenRegio: list[Gebied]  # noqa: N815


class Termijn(Model):
    """Een wettelijke termijn, met de laatste dag."""

    dag: str
    wat: str
    uitleg: str


class GeenOvereenstemming(Model):
    """Waar u terechtkunt als het overleg vastloopt."""

    tekst: str
    instantie: str
    website: str


class Overlegkop(Model):
    """Wat bij elk antwoord over het overleg staat."""

    geldigOp: str  # noqa: N815
    termijnen: list[Termijn]
    termijnenToelichting: str  # noqa: N815
    geenOvereenstemming: GeenOvereenstemming  # noqa: N815
    opmerkingen: list[Opmerking]
    regeling: Regeling | None
    herkomst: list[Herkomst]


class GemeenteOverleg(Overlegkop):
    """Met welke verbanden en gemeenten een gemeente aan tafel zit."""

    gemeente: Gebied
    aantalTafels: dict[Sector, int] = Field(  # noqa: N815
        description="Het aantal tafels per sector, ook die openstaan."
    )
    tafels: list[Tafel]
    jeugdregios: list[OverlegRegio]
    rmcRegios: list[OverlegRegio]  # noqa: N815
    samenloop: list[Samenloop]


class VerbandRegio(Gebied):
    """Een jeugdregio of RMC-regio waarmee het verband te maken heeft."""

    soort: Regiosoort
    zeker: bool
    kinderen: int
    aandeel: Aandeel
    gemeenten: list[Gebied]
    gemeentenElders: list[Gebied] = Field(description="Gemeenten van de regio buiten het verband.")  # noqa: N815


class VerbandOverleg(Overlegkop):
    """Met welke gemeenten een samenwerkingsverband aan tafel zit."""

    code: str
    sector: Sector
    naam: str | None
    soort: Literal["regeling", "landelijk"]
    kinderen: int
    inwoners: int
    aantalGemeenten: int  # noqa: N815
    gemeenten: list[TafelGemeente]
    jeugdregios: list[VerbandRegio]
    rmcRegios: list[VerbandRegio]  # noqa: N815


class GemeenteTafels(Gebied):
    """De tafels van een gemeente."""

    aantalTafels: int  # noqa: N815
    tafels: list[str]
    tafelsMisschien: list[str]  # noqa: N815


class TafelVerdeling(Model):
    """Hoeveel gemeenten zoveel tafels hebben."""

    tafels: int
    gemeenten: int


class Overlegtafels(Model):
    """Het aantal tafels van elke gemeente."""

    geldigOp: str  # noqa: N815
    aantal: int
    gemeenten: list[GemeenteTafels]
    verdeling: list[TafelVerdeling]
    opmerkingen: list[Opmerking]
    regeling: Regeling | None
    herkomst: list[Herkomst]
