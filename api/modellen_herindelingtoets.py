"""The shapes of the test of a herindeling that has not happened."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.modellen import Aandeel, Gebied, Herkomst, Model, Regeling, Sector
from regio.scenario.lezen import LANGSTE_NAAM
from regio.tijdlijn.voorstel import MEESTE_GEMEENTEN, MEESTE_POSTCODES

Tekst = Annotated[str, Field(min_length=1, max_length=LANGSTE_NAAM)]
Pc4 = Annotated[str, Field(min_length=4, max_length=4)]
Postcodes = Annotated[list[Pc4], Field(min_length=1, max_length=MEESTE_POSTCODES)]


class Gemeentedeel(BaseModel):
    """Een deel van een gemeente."""

    model_config = ConfigDict(extra="forbid")

    gemeente: Tekst = Field(description="Code of naam van de gemeente.")
    postcodes: Postcodes = Field(description="Postcodes van vier cijfers die erin liggen.")


class Toetsvraag(BaseModel):
    """De herindeling die u wilt toetsen."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "example": {"samenvoegen": ["GM1696", "GM0402"], "naam": "Hilversum", "datum": "2027-01-01"}
        },
    )

    samenvoegen: list[Tekst] = Field(
        default=[], max_length=MEESTE_GEMEENTEN, description="Codes of namen van gemeenten die helemaal meegaan."
    )
    delen: list[Gemeentedeel] = Field(
        default=[], max_length=MEESTE_GEMEENTEN, description="Delen van gemeenten die meegaan."
    )
    # That it is empty is told with everything else that is wrong.
    naam: str = Field(
        max_length=LANGSTE_NAAM,
        description="Naam van de gemeente; heet er al een zo, dan komt de grond daarbij.",
        json_schema_extra={"minLength": 1},
    )
    datum: str = Field(
        max_length=10,
        description="De dag; vergeleken wordt met de dag ervoor.",
        json_schema_extra={"format": "date"},
    )


class Toetsgemeente(Model):
    """De gemeente die ontstaat; de code van een nieuwe gemeente staat in voor die van het CBS."""

    code: str
    naam: str
    nieuw: bool


class Toetsfeit(Model):
    """Wat de gegevens zeggen van precies deze herindeling."""

    bevestigd: Literal["bevestigd", "onbevestigd"]
    wat: str


class Toetsverband(Model):
    """Een verband waarin de gemeente zou liggen."""

    code: str
    naam: str | None
    postcodes: list[str]
    kinderen: int
    aandeelKinderen: Aandeel  # noqa: N815
    inwoners: int
    aandeelInwoners: Aandeel  # noqa: N815


class Toetstafels(Gebied):
    """De tafels van een gemeente."""

    aantal: int
    tafels: list[str]
    misschien: list[str]


class Tafelsperkant(Model):
    """De tafels per gemeente, voor en na."""

    voor: list[Toetstafels]
    na: list[Toetstafels]


class Toetstafel(Model):
    """Wie er aan een tafel zit, voor en na."""

    code: str
    naam: str | None
    voor: list[Gebied]
    na: list[Gebied]
    weg: list[Gebied]
    erbij: list[Gebied]
    misschienVoor: list[Gebied]  # noqa: N815
    misschienNa: list[Gebied]  # noqa: N815


class Toetssector(Model):
    """Wat de herindeling in een sector doet."""

    sector: Sector
    gevolg: Literal["geen", "nieuw-gesplitst", "al-gesplitst", "niet-te-zeggen"]
    verbanden: list[Toetsverband]
    postcodesOpen: list[str] = Field(  # noqa: N815
        description="Postcodes waarvan het verband niet zeker is; dan is er geen aandeel."
    )
    tafelsPerGemeente: Tafelsperkant  # noqa: N815
    tafels: list[Toetstafel]


class MaatPerJeugdregio(Gebied):
    """De V-maat als de gemeente bij deze jeugdregio komt."""

    v: float


class Toetscongruentie(Model):
    """De V-maat van een sector met de jeugdregio's, voor en na."""

    sector: Sector
    met: Literal["jeugdregio"]
    voor: float
    na: float
    vergelijkbaar: bool = Field(
        description="Onwaar als openstaat bij welke jeugdregio de gemeente komt: haar grond telt dan alleen voor mee."
    )
    perJeugdregio: list[MaatPerJeugdregio] = Field(  # noqa: N815
        description="De V-maat na voor elke jeugdregio die mogelijk is; leeg als de jeugdregio vaststaat."
    )


class AndereNaamrijen(Model):
    """Rijen van de bijlage die alleen een andere gemeentenaam krijgen."""

    was: str
    postcodes: list[str]


class Toetsbijlage(Model):
    """Wat er in de bijlage een andere naam krijgt (artikel 3)."""

    andereNaam: list[AndereNaamrijen]  # noqa: N815
    aantal: int
    postcodesMisschien: list[str]  # noqa: N815


class Toetsrij(Model):
    """Een rij van de bijlage die zou veranderen."""

    postcode: str
    sector: Sector
    was: str
    wordt: str


class Toetsoptie(Model):
    """Wat eraan te doen is."""

    optie: Literal["laten", "samen-po", "samen-vo", "samen-po-vo"]
    wat: str
    kinderen: dict[Sector, int] = Field(description="Kinderen die van verband wisselen.")
    tafels: dict[Sector, list[str]] = Field(description="De tafels van de gemeente.")
    v: dict[Sector, float] = Field(description="De V-maat met de jeugdregio's.")
    vPerJeugdregio: dict[Sector, list[MaatPerJeugdregio]] = Field(  # noqa: N815
        description="De V-maat voor elke jeugdregio die mogelijk is; leeg als de jeugdregio vaststaat."
    )
    rijen: list[Toetsrij]
    zetten: list[dict[str, Any]] = Field(description="De zetten na de herindeling zelf, voor een scenario.")


class Toetsscenario(Model):
    """De herindeling als begin van een scenario."""

    peildatum: str
    zetten: list[dict[str, Any]]


class Toetsbevinding(Model):
    """Iets om te weten voordat u besluit."""

    niveau: Literal["fout", "waarschuwing", "info"]
    code: str
    waar: str
    wat: str


class Herindelingtoets(Model):
    """Wat een herindeling zou doen."""

    datum: str
    vergelekenMet: str  # noqa: N815
    gemeente: Toetsgemeente
    feit: Toetsfeit | None = Field(description="Leeg als de gegevens deze herindeling niet noemen.")
    oudeGemeenten: list[Gebied]  # noqa: N815
    weging: dict[Sector, str]
    sectoren: list[Toetssector]
    congruentie: list[Toetscongruentie]
    bijlage: Toetsbijlage
    opties: list[Toetsoptie]
    scenario: Toetsscenario
    bevindingen: list[Toetsbevinding]
    regeling: Regeling | None
    herkomst: list[Herkomst]
