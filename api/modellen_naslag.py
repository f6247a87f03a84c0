"""The shapes of the reference lists, as the OpenAPI documents them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from api.modellen import Aandeel, Gebied, Model, Sector


class Ledenregio(Model):
    """Een regio van hele gemeenten."""

    code: str
    naam: str
    gemeenten: list[Gebied]
    gemeentenMisschien: list[Gebied] = Field(  # noqa: N815
        description="Gemeenten waarvan de bronnen openlaten of zij erbij horen."
    )


class Jeugdregio(Ledenregio):
    """Een jeugdregio met haar gemeenten."""

    geldigOp: str  # noqa: N815
    toelichting: str


class Jeugdregios(Model):
    """De jeugdregio's op een dag."""

    geldigOp: str  # noqa: N815
    aantal: int
    jeugdregios: list[Ledenregio]
    toelichting: str


class RmcRegio(Ledenregio):
    """Een RMC-regio met haar gemeenten."""

    geldigOp: str  # noqa: N815
    toelichting: str


class RmcRegios(Model):
    """De RMC-regio's op een dag."""

    geldigOp: str  # noqa: N815
    aantal: int
    rmcRegios: list[Ledenregio]  # noqa: N815
    toelichting: str


class Herindeling(Model):
    """Een overgang van grond van de ene naar de andere gemeente."""

    datum: str
    soort: str
    oudeGemeente: Gebied  # noqa: N815
    nieuweGemeente: Gebied  # noqa: N815
    omvang: str
    aandeel: Aandeel
    postcodes: list[str]
    plaatsen: list[str]
    omschrijving: str
    bevestigd: Literal["bevestigd", "waargenomen", "onbevestigd"]
    toegepast: bool
    bron: str
    opmerking: str


class Herindelingen(Model):
    """Herindelingen, op datum."""

    aantal: int
    herindelingen: list[Herindeling]


class VersieModel(Model):
    """Een versie van de regeling."""

    versie: str
    geldigVanaf: str  # noqa: N815
    geldigTot: str | None  # noqa: N815
    gemeentenPer: str  # noqa: N815
    vorm: Literal["gemeentelijst", "postcodetabel"]
    bestand: str
    vindplaats: str
    toelichting: str


class CorrectieModel(Model):
    """Een drukfout of eigenaardigheid, met hoe die is gelezen."""

    nummer: str
    versie: str
    sector: str
    plaats: str
    gedrukt: str
    gelezen: str
    toegepast: bool
    reden: str


class WijzigingModel(Model):
    """Een verschil tussen twee versies."""

    vanVersie: str  # noqa: N815
    naarVersie: str  # noqa: N815
    sector: Sector
    gemeente: str
    postcodes: str
    oud: str
    nieuw: str
    toelichting: str


class ConceptModel(Model):
    """Een wijziging sinds het concept van najaar 2011; de conceptstand is een aanname."""

    nummer: int
    sector: Sector
    onderwerp: str
    volgensVoortgangsrapportage: str  # noqa: N815
    inDeRegeling: str  # noqa: N815
    oordeel: str
    zekerheidConcept: Literal["aanname"]  # noqa: N815
    bron: str


class BronModel(Model):
    """Een bestand met gegevens: van wie het is en onder welke licentie."""

    bestand: str
    titel: str
    autoriteit: str
    bron: str
    licentie: str
    geldigVanaf: str | None  # noqa: N815
    geldigTot: str | None  # noqa: N815
    verzameldOp: str | None = Field(description="Null voor een bestand dat de beheerder laadde.")  # noqa: N815
    sha256: str
    opmerking: str


class Regelingen(Model):
    """De bekende versies van de regeling, met drukfouten, verschillen en het concept van 2011."""

    laatstBekendeVersie: str  # noqa: N815
    versies: list[VersieModel]
    correcties: list[CorrectieModel]
    wijzigingen: list[WijzigingModel]
    concept2011: list[ConceptModel]
    toelichting: str


class Bronnen(Model):
    """De bronnen achter de antwoorden."""

    editie: str
    bronnen: list[BronModel]


class BevindingModel(Model):
    """Iets dat in de bronnen opvalt."""

    niveau: Literal["fout", "waarschuwing", "info"]
    code: str
    waar: str
    wat: str
    gedaan: str


class Bevindingen(Model):
    """Wat er in de bronnen opvalt en wat ermee is gedaan."""

    editie: str
    aantal: int
    bevindingen: list[BevindingModel]
