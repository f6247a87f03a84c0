"""The shapes of answers about moves that are tried out, and of the map of a scenario."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.modellen import Model
from api.modellen_congruentie import Lijnen
from api.modellen_geo import Bron, Kaartkop, Multipolygoon, Polygoon, Punt
from api.modellen_scenario import VOORBEELDZET, ScenarioBevinding, ScenarioEffecten, Scenariogrondslag, Zet, Zetten

Kaartsoort = Literal["grond", "gebied-voor", "gebied-na", "grens-vervalt", "grens-wordt"]
SOORTUITLEG = (
    "grond: wat ergens anders komt te liggen. gebied-voor en gebied-na: de gebieden die grond verliezen of krijgen, "
    "zonder en met het scenario. grens-vervalt en grens-wordt: de grenzen daarvan."
)


class Zetproef(BaseModel):
    """Zetten om te proberen."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"example": {"zetten": [VOORBEELDZET]}})

    zetten: Zetten
    vervang: bool = Field(default=False, description="Of dit alle zetten zijn, in plaats van die er al staan.")


class Zetproefuitkomst(Scenariogrondslag):
    """Wat de zetten zouden doen; er is niets bewaard."""

    zetten: list[Zet] = Field(description="De zetten in de vorm waarin zij bewaard zouden worden.")
    naastNu: ScenarioEffecten = Field(description="De gevolgen naast het scenario zoals het is.")  # noqa: N815
    naastBasis: ScenarioEffecten = Field(description="De gevolgen van alle zetten naast de basis.")  # noqa: N815
    bevindingen: list[ScenarioBevinding] = Field(description="Alles wat dan opvalt, ernstigste eerst.")
    nieuw: list[ScenarioBevinding] = Field(description="Wat daarvan door deze zetten komt.")
    vervallen: list[ScenarioBevinding] = Field(description="Wat door deze zetten niet langer opvalt.")


class ScenariokaartEigenschappen(Model):
    """Wat er bij een deel van de kaart hoort."""

    code: str
    soort: Kaartsoort = Field(description=SOORTUITLEG)
    laag: Literal["PO", "VO", "gemeente"]
    van: list[str] = Field(description="Waar het nu ligt; meer codes als de bronnen het openlaten.")
    naar: list[str] = Field(description="Waar het komt te liggen.")
    vanNaam: str  # noqa: N815
    naarNaam: str  # noqa: N815
    postcodes: list[str] = Field(description="Alleen bij grond.")
    bron: Bron
    vermelding: str = Field(description="Naamsvermelding die bij de kaart hoort.")


class Lijn(Model):
    """Een lijn: een rij punten."""

    type: Literal["LineString"]
    coordinates: Annotated[list[Punt], Field(min_length=2)]


class ScenariokaartDeel(Model):
    """Een deel van de kaart als GeoJSON."""

    type: Literal["Feature"]
    id: str
    geometry: Annotated[
        Polygoon | Multipolygoon | Lijn | Lijnen | None, Field(description="In de assen van het gevraagde crs.")
    ]
    properties: ScenariokaartEigenschappen


class Scenariokaart(Kaartkop):
    """De kaart van wat een scenario verandert als GeoJSON; zonder delen als er geen grond verandert."""

    type: Literal["FeatureCollection"]
    vereenvoudigdMeter: float = Field(  # noqa: N815
        description="Zoveel meter kan een lijn naast de grens liggen, omdat zij met minder punten is getekend."
    )
    aantal: int
    features: list[ScenariokaartDeel]
