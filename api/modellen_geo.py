"""The shapes of answers with geometry: GeoJSON (RFC 7946), with what every map of this service says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.modellen import LaatstBekend, Model

Indeling = Literal["PO", "VO", "gemeente", "jeugdregio", "rmc"]
Bron = Annotated[
    Literal["schets", "officieel"],
    Field(description="schets: afgeleid uit een punt per postcode; officieel: uit de grenzen van CBS en Kadaster."),
]
Grens = Annotated[
    str,
    Field(description="bouwstenen: samengesteld uit stukken grond; anders de grenslaag van een jaar, zoals cbs-2022."),
]
Punt = Annotated[list[float], Field(min_length=2, max_length=2)]
Ring = Annotated[list[Punt], Field(min_length=4)]


class Polygoon(Model):
    """Een vlak: de buitenrand en daarna de gaten."""

    type: Literal["Polygon"]
    coordinates: list[Ring]


class Multipolygoon(Model):
    """Een vlak van meer delen."""

    type: Literal["MultiPolygon"]
    coordinates: list[list[Ring]]


Vlak = Annotated[
    Polygoon | Multipolygoon | None,
    Field(description="In de assen van het gevraagde crs; null als het gebied op die dag geen grond heeft."),
]


class KenmerkEigenschappen(Model):
    """Wat er bij een vlak hoort."""

    code: str = Field(description="Waar de bronnen het openlaten staan alle mogelijke codes er, met | ertussen.")
    naam: str | None
    indeling: Indeling
    vanaf: str | None = Field(description="Eerste dag waarop het gebied zo op de kaart staat.")
    tot: str | None = Field(description="Eerste dag waarop dat niet meer zo is.")
    bron: Bron
    grens: Grens | None
    vermelding: str = Field(description="Naamsvermelding die bij de kaart hoort.")
    zeker: bool
    mogelijk: list[str]


class Kenmerk(Model):
    """Een gebied als GeoJSON."""

    type: Literal["Feature"]
    id: str
    geometry: Vlak
    properties: KenmerkEigenschappen


class Kaartkop(Model):
    """Wat bij elke kaart staat: de peildatum en waar de grenzen vandaan komen."""

    geldigOp: str  # noqa: N815
    bron: Bron
    grens: Grens | None
    nauwkeurigheidMeter: float = Field(  # noqa: N815
        description="Binnen zoveel meter van een grens kan een punt aan de andere kant liggen."
    )
    vermelding: str
    toelichting: str | None
    laatstBekendeVersie: LaatstBekend  # noqa: N815


class Kenmerken(Kaartkop):
    """Gebieden als GeoJSON; aantal telt ook de vlakken waarvan de code openstaat."""

    type: Literal["FeatureCollection"]
    aantal: int
    features: list[Kenmerk]


class EenKenmerk(Kaartkop, Kenmerk):
    """Een gebied als GeoJSON, met wat bij elke kaart staat."""

    onzeker: list[str] = Field(
        description="Vlakken waarvan openstaat of ze bij dit gebied horen; de verzameling heeft ze met dit id."
    )


class Stelsel(Model):
    """Een coördinatenstelsel waarin antwoorden te krijgen zijn."""

    uri: str
    naam: str
    assen: list[str]
    decimalen: int


class Crss(Model):
    """De coördinatenstelsels; het eerste geldt als er geen wordt gevraagd."""

    crs: list[str]
    standaard: str
    opslag: str
    stelsels: list[Stelsel]


class Kaartbestand(Model):
    """Een kant-en-klaar bestand met vlakken."""

    naam: str
    url: str
    mediatype: str
    vorm: Literal["topojson", "geojson", "flatgeobuf", "geopackage"]
    indelingen: list[Indeling]
    niveau: Literal["land", "regio", "plaats", "fijn", "volledig"] = Field(
        description="Hoe fijn de grenzen zijn getekend, van grof naar fijn; volledig is niet vereenvoudigd."
    )
    vanaf: str = Field(description="De dag van het bestand, of de eerste als het voor meer dagen geldt.")
    tot: str | None = Field(description="Eerste dag waarop het niet meer geldt; null als dat niet bekend is.")
    grootte: int = Field(description="Bytes zonder compressie.")
    sha256: str


class Kaartbestanden(Model):
    """De kant-en-klare bestanden van deze editie."""

    editie: str
    bron: Bron
    nauwkeurigheidMeter: float  # noqa: N815
    vermelding: str
    aantal: int
    kaartbestanden: list[Kaartbestand]


class Link(Model):
    """Een verwijzing, met wat daar te vinden is."""

    href: str
    rel: str
    type: str | None = None
    title: str | None = None


class OgcStart(Model):
    """De ingang van OGC API Features."""

    title: str
    description: str
    attribution: str
    links: list[Link]


class Conformiteit(Model):
    """De delen van de standaard waaraan dit voldoet."""

    conformsTo: list[str]  # noqa: N815


class Ruimte(Model):
    """De uiterste lengte en breedte."""

    bbox: list[list[float]]
    crs: str


class Tijd(Model):
    """De eerste en laatste dag; null is open."""

    interval: list[list[str | None]]
    trs: str


class Omvang(Model):
    """Waar en wanneer."""

    spatial: Ruimte
    temporal: Tijd


class Collectie(Model):
    """Een indeling van het land als verzameling van OGC API Features."""

    id: str
    title: str
    description: str
    attribution: str
    extent: Omvang
    itemType: Literal["feature"]  # noqa: N815
    crs: list[str]
    storageCrs: str  # noqa: N815
    links: list[Link]


class Collecties(Model):
    """De indelingen die er zijn."""

    crs: list[str]
    links: list[Link]
    collections: list[Collectie]


class OgcKenmerken(Kaartkop):
    """Een bladzijde gebieden, met links naar de volgende en de vorige."""

    type: Literal["FeatureCollection"]
    numberMatched: int  # noqa: N815
    numberReturned: int  # noqa: N815
    links: list[Link]
    features: list[Kenmerk]


class OgcKenmerk(Kaartkop, Kenmerk):
    """Een gebied, met links naar zichzelf en zijn verzameling."""

    links: list[Link]
