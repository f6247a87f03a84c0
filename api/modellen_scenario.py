"""The shapes of questions and answers about scenarios."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from api.afhankelijk import SwvDag, als_validatie
from api.modellen import Aandeel, Herkomst, Model, Regeling, Sector
from regio.fouten import Fout, Vraagfout
from regio.scenario.lezen import LANGSTE_NAAM, MEESTE_ZETTEN

Zet = dict[str, Any]
ZETUITLEG = (
    "Een zet heeft een soort (verplaats, voegsamen, splits, nieuw, hernoem of herindeel) en de velden daarvan; "
    "zie docs/scenarios.md."
)
VOORBEELDZET: JsonDict = {
    "soort": "verplaats",
    "sector": "PO",
    "grond": {"gemeente": "GM1730"},
    "naar": "PO2203",
    "notitie": "",
    "aanname": True,
}


def _keur_naam(naam: str) -> None:
    if naam != naam.strip() or not naam.isprintable() or "<" in naam or ">" in naam:
        melding = "naam is één regel gewone tekst, zonder < en > en zonder spaties eromheen."
        raise Vraagfout(Fout("naam", "naam-vorm", melding, "body"))


Naam = Annotated[
    str, Field(min_length=1, max_length=LANGSTE_NAAM, description="Naam van het scenario."), als_validatie(_keur_naam)
]
# Moves are read one by one, so that all their faults come together: only their number is bounded here.
Zetten = Annotated[list[Any], Field(max_length=MEESTE_ZETTEN, description=f"De zetten in hun volgorde. {ZETUITLEG}")]


class NieuwScenario(BaseModel):
    """Een scenario dat u maakt."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={"example": {"naam": "Proef", "peildatum": "2026-01-01", "zetten": [VOORBEELDZET]}},
    )

    naam: Naam
    peildatum: SwvDag | None = Field(None, description="Dag waarop het rust; standaard vandaag.")
    zetten: Zetten = []


class AndereNaam(BaseModel):
    """Een andere naam voor een scenario."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"naam": "Proef 2"}})

    naam: Naam


class Zetlijst(BaseModel):
    """Zetten die erbij komen, of in de plaats van alle zetten."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"zetten": [VOORBEELDZET]}})

    zetten: Zetten
    vervang: bool = Field(default=False, description="Of dit alle zetten zijn, in plaats van die er al staan.")


class Vertakking(BaseModel):
    """Een nieuw scenario uit een bestaand."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"naam": "Proef, andere kant op"}})

    naam: Naam
    versie: int | None = Field(None, ge=1, le=1_000_000, description="Versie waaruit; standaard de huidige.")


class VanScenario(Model):
    """De versie van een scenario waarover het gaat."""

    id: str
    versie: int


class Zekerheid(Model):
    """Op welke dag, versie van de regeling en bronnen een antwoord rust."""

    geldigOp: str = Field(description="De peildatum van het scenario.")  # noqa: N815
    regeling: Regeling | None = Field(description="null als het rust op een editie die niet meer in gebruik is.")
    herkomst: list[Herkomst] = Field(
        description="De bronnen; leeg als het rust op een editie die niet meer in gebruik is."
    )


class Scenariogrondslag(Zekerheid):
    """Wat bij elk antwoord over een scenario staat."""

    scenario: VanScenario


class Scenariobasis(Model):
    """De editie en de dag waarop een scenario rust."""

    editie: str
    peildatum: str
    actueel: bool = Field(description="Of deze editie nog in gebruik is; zo niet, gebruik _herbaseer.")


class Scenariokop(Model):
    """Een scenario zonder zijn zetten."""

    id: str
    naam: str
    eigenaar: str
    basis: Scenariobasis
    versie: int
    aantalZetten: int  # noqa: N815
    gedeeld: bool = Field(description="Of er een link is waarmee anderen het kunnen lezen.")
    kanOngedaan: bool = Field(  # noqa: N815
        description="Of _ongedaan nu kan: of het scenario, welke versie u ook vroeg, na de eerste versie is gewijzigd."
    )
    kanOpnieuw: bool = Field(  # noqa: N815
        description="Of _opnieuw nu kan: of er in het scenario, welke versie u ook vroeg, iets ongedaan is gemaakt."
    )
    aangemaaktOp: str  # noqa: N815
    gewijzigdOp: str  # noqa: N815


class ScenarioAntwoord(Scenariokop, Scenariogrondslag):
    """Een scenario in een van zijn versies."""

    zetten: list[Zet] = Field(description=ZETUITLEG)
    meldingen: list[str] = Field(
        default=[], description="Alleen bij _importeer: verbanden die door een tabel ontstaan."
    )


class Scenarios(Model):
    """Uw scenario's, of voor een beheerder die van iedereen; het laatst gewijzigde eerst."""

    scenarios: list[Scenariokop]
    meer: bool = Field(description="Of er meer zijn dan hier staan; vraag die met eigenaar.")


class ScenarioVersie(Model):
    """Een versie; een versie die ongedaan is gemaakt blijft staan."""

    versie: int
    ouder: int | None = Field(description="De versie waaruit deze kwam.")
    editie: str
    door: str
    wanneer: str
    aantalZetten: int  # noqa: N815
    huidig: bool


class ScenarioVersies(Model):
    """Alle versies van een scenario."""

    versies: list[ScenarioVersie]


class Deellink(Model):
    """Het token van een nieuwe deellink; het wordt maar één keer getoond."""

    token: str


class ScenarioBevinding(Model):
    """Iets om te weten voordat u besluit."""

    niveau: Literal["fout", "waarschuwing", "info"]
    code: str
    waar: str
    wat: str
    gedaan: str = Field(description="Wat u eraan kunt doen.")


class ScenarioBevindingen(Scenariogrondslag):
    """De bevindingen, ernstigste eerst."""

    bevindingen: list[ScenarioBevinding]


class Tabelrijen(Scenariogrondslag):
    """De rijen van een tabel; als CSV met Accept: text/csv."""

    rijen: list[dict[str, str]]


class ScenarioGewicht(Model):
    """Waarmee de verbanden zijn gewogen."""

    naam: str
    titel: str
    eenheid: str
    jaar: int | None
    toelichting: str
    verdeelregel: str | None


class Grensmaten(Model):
    """Lengten in meter; bij een verband naast de jeugdregio's."""

    lengte: float = Field(
        description="De hele eigen grens, ook langs grond waarvan open is in welk verband zij ligt. Hangt niet af van "
        "de andere indeling."
    )
    samenvallend: float = Field(description="Het deel daarvan dat zeker ook grens van de andere indeling is.")
    aandeel: Aandeel = Field(description="samenvallend gedeeld door wat te vergelijken is: lengte min onzeker.")
    rand: float = Field(description="Kust en rijksgrens; geen deel van lengte.")
    onzeker: float = Field(
        description="Het deel van lengte dat niet te vergelijken is: van grond ernaast is open in welk verband, of in "
        "welk gebied van de andere indeling, zij ligt."
    )


class Verbandcijfers(Model):
    """De cijfers van een samenwerkingsverband."""

    naam: str | None
    kinderen: float
    inwoners: float
    postcodes: int
    bouwstenen: int
    bouwstenenMisschien: int  # noqa: N815
    gemeenten: list[str]
    gemeentenMisschien: list[str]  # noqa: N815
    stukken: int
    grens: Grensmaten


class Verbandeffect(Model):
    """Een samenwerkingsverband voor en na."""

    code: str
    sector: Sector
    naam: str | None
    gewijzigd: bool = Field(
        description="Of een eigen cijfer of de naam verandert. Dat alleen de jeugdregio's ernaast anders lopen "
        "(samenvallend, aandeel en onzeker van grens), telt niet."
    )
    status: Literal["nieuw", "opgeheven", "gewijzigd", "gelijk"]
    voor: Verbandcijfers | None
    na: Verbandcijfers | None


class Scenariotafels(Model):
    """De tafels van een gemeente."""

    samenwerkingsverbanden: list[str]
    misschien: list[str]
    gesplitst: bool


class Tafeleffect(Model):
    """De tafels van een gemeente voor en na."""

    code: str
    naam: str | None
    sector: Sector
    gewijzigd: bool
    voor: Scenariotafels | None
    na: Scenariotafels | None
    splitsing: Literal["heel", "nieuw-gesplitst", "al-gesplitst", "geheeld", "opgegaan"]


class Paarmaten(Model):
    """Hoe goed de verbanden op een indeling passen."""

    v: Aandeel
    homogeniteit: Aandeel
    volledigheid: Aandeel
    grens: Grensmaten


class Congruentieverschil(Model):
    """Een sector naast een indeling, voor en na."""

    indeling: Sector
    met: str
    titel: str
    voor: Paarmaten
    na: Paarmaten
    verschilV: float  # noqa: N815


class Sectortotaal(Model):
    """Totalen van een sector."""

    samenwerkingsverbanden: int = Field(description="Verbanden met een gebied: die zonder grond tellen niet mee.")
    gemeenten: int
    gesplitsteGemeenten: int  # noqa: N815
    plaatsenAanTafel: int  # noqa: N815


class Sectortotalen(Model):
    """Totalen voor en na."""

    voor: Sectortotaal
    na: Sectortotaal


class Grondwissel(Model):
    """Grond die ergens anders komt te liggen."""

    laag: Literal["PO", "VO", "gemeente"]
    van: list[str]
    naar: list[str]
    postcodes: list[str]
    bouwstenen: list[str]


class NieuweRegio(Model):
    """Een gebied dat erbij komt."""

    code: str
    naam: str | None


class AndereRegionaam(Model):
    """Een gebied dat anders gaat heten."""

    code: str
    van: str | None
    naar: str | None


class ScenarioVerschil(Model):
    """Wat er tussen twee kaarten verschilt."""

    wissels: list[Grondwissel]
    postcodes: dict[str, list[str]]
    verdwenen: list[str]
    nieuw: list[NieuweRegio]
    hernoemd: list[AndereRegionaam]
    alleenHier: list[str]  # noqa: N815
    alleenDaar: list[str]  # noqa: N815


class ScenarioEffecten(Model):
    """De gevolgen naast de basis, of naast een ander scenario."""

    weging: dict[Sector, ScenarioGewicht]
    samenwerkingsverbanden: list[Verbandeffect]
    gemeenten: list[Tafeleffect]
    congruentie: list[Congruentieverschil]
    totalen: dict[Sector, Sectortotalen]
    verschil: ScenarioVerschil


class ScenarioGevolgen(Scenariogrondslag, ScenarioEffecten):
    """De gevolgen van een scenario naast de basis."""


class ScenarioVergelijking(Scenariogrondslag):
    """Twee scenario's naast elkaar; zonder effecten als de gegevens tussen hun peildata veranderden."""

    met: Scenariogrondslag = Field(description="Hetzelfde van het andere scenario, of van de andere versie.")
    effecten: ScenarioEffecten | None
    verschil: ScenarioVerschil


class ScenarioVoorbeeld(Model):
    """Een uitgewerkt voorbeeld."""

    naam: str
    titel: str
    soort: Literal["echt", "voorgenomen", "aanname", "tekst"]
    peildatum: str
    tegenover: str | None = Field(description="Dag waarnaast de uitkomst te leggen is.")
    toelichting: str
    bron: str
    zetten: list[Zet]


class ScenarioVoorbeelden(Model):
    """De uitgewerkte voorbeelden."""

    voorbeelden: list[ScenarioVoorbeeld]
