"""The shapes of the answers, as the OpenAPI documents them. Names of fields are those of the API."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.afhankelijk import DATUMUITLEG, SwvDag

Sector = Literal["PO", "VO"]
Ligging = Literal["postcode", "gemeente", "plaats", "punt-officieel", "punt-schets", "geocoder"]
Grondslag = Literal["regeling", "afgeleid", "onbekend"]
Grond = Literal["bron", "afgeleid", "onbekend"]
Aandeel = Annotated[float | None, Field(ge=0, le=1, description="Deel van het geheel; null als het niet bekend is.")]


class Model(BaseModel):
    """An answer's part: no field more and none less than documented."""

    model_config = ConfigDict(extra="forbid")


LaatstBekend = Annotated[
    str | None,
    Field(
        description="De laatste versie van de regeling die bekend is, als de peildatum in de tijd daarna valt; "
        "latere wijzigingen zijn niet bekend."
    ),
]


class Regeling(Model):
    """De versie van de regeling waarop het antwoord rust."""

    versie: str
    geldigVanaf: str  # noqa: N815
    laatstBekendeVersie: LaatstBekend  # noqa: N815
    toelichting: str | None


class Herkomst(Model):
    """Een bron van het antwoord."""

    wat: str
    bestand: str
    vindplaats: str
    autoriteit: str
    jaar: int
    licentie: str
    naamsvermelding: str | None
    sha256: str


class SwvDeel(Model):
    """Een samenwerkingsverband in een antwoord; naam alleen waar een bron die geeft."""

    code: str
    sector: Sector
    naam: str | None
    grondslag: Grondslag
    aandeel: Aandeel
    aandeelNaar: Literal["oppervlakte", "inwoners"] | None  # noqa: N815
    rij: int | None = Field(description="Rij in de bijlage, als het er een is.")
    correcties: list[str] = Field(description="Nummers van de correcties waarop dit rust; zie /v1/regelingen.")
    postcodes: list[str] | None
    postcodesMisschien: list[str] | None = Field(  # noqa: N815
        description="Postcodes waarvan de bronnen openlaten of ze hierbij horen."
    )


class ZonderSwv(Model):
    """Grond waarvoor de regeling geen samenwerkingsverband noemt."""

    sector: Sector
    gedrukt: str | None
    grondslag: Grondslag
    toelichting: str
    postcodes: list[str] | None


class Gebied(Model):
    """Code en naam van een gemeente of jeugdregio."""

    code: str
    naam: str | None


class GebiedDeel(Gebied):
    """Een gemeente of jeugdregio met haar aandeel in de gevraagde grond."""

    aandeel: Aandeel
    grondslag: Grond


class Opmerking(Model):
    """Iets dat u moet weten voordat u op het antwoord bouwt."""

    code: str
    tekst: str


class SwvCode(Model):
    """Een samenwerkingsverband, alleen met zijn code."""

    sector: Sector
    code: str


class Overkant(Model):
    """Wat er geldt aan de andere kant van een grens dicht bij het punt."""

    postcode: str
    gemeente: Gebied | None
    samenwerkingsverbanden: list[SwvCode]
    jeugdregio: Gebied | None


class GrensNabij(Model):
    """Dicht bij het punt loopt een grens: het kan ook aan de overkant liggen."""

    binnenMeter: int = Field(description="Zo ver kunnen de grenzen ernaast zitten.")  # noqa: N815
    overkant: list[Overkant] = Field(description="Elke andere uitkomst binnen die afstand, de dichtstbijzijnde eerst.")


class Antwoord(Model):
    """Wat er op een dag geldt op een stuk grond."""

    geldigOp: str  # noqa: N815
    ligging: Ligging
    liggingToelichting: str | None = Field(description="Wat de ligging betekent voor het antwoord.")  # noqa: N815
    grensNabij: GrensNabij | None = Field(description="Alleen bij een punt dicht bij een grens.")  # noqa: N815
    postcode: str | None
    samenwerkingsverbanden: list[SwvDeel]
    zonderSamenwerkingsverband: list[ZonderSwv]  # noqa: N815
    gemeente: Gebied | None
    gemeenten: list[GebiedDeel]
    jeugdregio: Gebied | None
    jeugdregios: list[GebiedDeel]
    opmerkingen: list[Opmerking]
    regeling: Regeling | None
    herkomst: list[Herkomst]


class Verwant(Model):
    """Een opvolger of voorganger van een gemeente."""

    code: str
    naam: str
    datum: str
    soort: str
    omvang: Literal["geheel", "deel", "rest", "onbekend"]
    aandeel: Aandeel
    omschrijving: str
    bevestigd: str


class GemeenteAntwoord(Antwoord):
    """Een gemeente, ook een die niet meer bestaat."""

    code: str
    naam: str
    geldigVanaf: str | None  # noqa: N815
    geldigTot: str | None  # noqa: N815
    bestaat: bool
    gesplitst: dict[Sector, bool | None] | None
    postcodes: list[str]
    postcodesMisschien: list[str]  # noqa: N815
    opvolgers: list[Verwant]
    voorgangers: list[Verwant]
    aliassen: list[str]


class PlaatsAntwoord(Antwoord):
    """Een plaats met de postcodes waarvan zij de grootste is."""

    plaats: str
    postcodes: list[str]


class AdresAntwoord(Antwoord):
    """Een adres zoals de adresdienst het kent."""

    adres: str


class Zoekuitkomst(Model):
    """Alles wat bij een vraag past; meer dan een antwoord betekent dat er meer mogelijk is."""

    geldigOp: str  # noqa: N815
    soort: str
    antwoorden: list[GemeenteAntwoord | PlaatsAntwoord | AdresAntwoord | Antwoord]
    meldingen: list[Opmerking]


class FoutModel(Model):
    """Een fout in de vraag."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    in_: str = Field(alias="in")
    veld: str
    code: str
    melding: str


class Probleem(BaseModel):
    """Een probleem volgens RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FoutModel] | None = None
    bekend: dict[str, Any] | None = None


class Suggestie(Model):
    """Een naam of postcode die begint met wat er is getypt."""

    soort: Literal["gemeente", "plaats", "postcode"]
    tekst: str
    toelichting: str


class Suggesties(Model):
    """Ten hoogste tien suggesties."""

    suggesties: list[Suggestie]


class GemeenteKort(Model):
    """Een gemeente in de lijst."""

    code: str
    naam: str
    geldigVanaf: str | None  # noqa: N815
    geldigTot: str | None  # noqa: N815
    samenwerkingsverbanden: list[str]
    samenwerkingsverbandenMisschien: list[str] = Field(  # noqa: N815
        description="Verbanden waarvan de bronnen openlaten of zij er een deel van hebben."
    )
    gesplitst: dict[Sector, bool | None] | None


class Gemeenten(Model):
    """De gemeenten op een dag."""

    geldigOp: str  # noqa: N815
    aantal: int
    gemeenten: list[GemeenteKort]


class SwvGemeente(Model):
    """Een gemeente van een samenwerkingsverband; geheel, of met de postcodes die erin liggen."""

    code: str
    naam: str
    geheel: bool
    postcodes: list[str]


class SwvKort(Model):
    """Een samenwerkingsverband in de lijst."""

    code: str
    sector: Sector
    naam: str | None
    soort: Literal["regeling", "landelijk"]
    gemeenten: list[str]
    aantalPostcodes: int  # noqa: N815
    aantalPostcodesMisschien: int  # noqa: N815
    inwoners: int


class Swvs(Model):
    """De samenwerkingsverbanden op een dag."""

    geldigOp: str  # noqa: N815
    aantal: int
    samenwerkingsverbanden: list[SwvKort]
    laatstBekendeVersie: LaatstBekend  # noqa: N815


class Swv(Model):
    """Een samenwerkingsverband met zijn gebied."""

    geldigOp: str  # noqa: N815
    code: str
    sector: Sector
    naam: str | None
    soort: Literal["regeling", "landelijk"]
    website: str | None
    bron: str | None
    opmerking: str | None
    gemeenten: list[SwvGemeente]
    postcodes: list[str]
    postcodesMisschien: list[str]  # noqa: N815
    inwoners: int
    regeling: Regeling | None
    herkomst: list[Herkomst]


class Vraagcontext(BaseModel):
    """Wat voor alle vragen van een reeks geldt."""

    model_config = ConfigDict(extra="forbid")

    geldigOp: SwvDag | None = Field(None, description=DATUMUITLEG)  # noqa: N815


class Reeksfout(Model):
    """Waarom een vraag uit een reeks geen antwoord heeft; index telt vanaf 0."""

    index: int
    code: str
    melding: str


class Reeksuitkomst(Model):
    """De antwoorden op een reeks, in dezelfde volgorde; null waar niets is gevonden."""

    geldigOp: str  # noqa: N815
    results: list[Antwoord | None]
    errors: list[Reeksfout]


class Gezondheid(Model):
    """Hoe het met de dienst gaat."""

    status: Literal["in orde"]
    editie: str | None = None
    melding: str | None = None
