"""The shapes of the answers about congruence."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from api.modellen import Herkomst, Model, Opmerking, Regeling
from api.modellen_geo import Bron, Kaartkop, Punt

Weging = Literal["kinderen", "inwoners", "oppervlakte", "bouwstenen", "leerlingen"]
Oordeel = Literal["identiek", "unie", "binnen", "doorsneden", "zonder gebied", "onbekend"]
Deel = Annotated[float, Field(ge=0, le=1)]
Aandeel = Annotated[
    float | None, Field(ge=0, le=1, description="Null als het geheel niets weegt of geen lengte heeft.")
]
Meters = Annotated[float, Field(ge=0, description="Meters (RD).")]
Lijnsoort = Annotated[
    Literal["samenvallend", "alleen-indeling", "alleen-met", "onzeker"],
    Field(
        description="samenvallend: grens van beide indelingen; alleen-indeling en alleen-met: van een van de twee; "
        "onzeker: misschien een grens, want van de grond aan een kant staat niet vast in welk gebied zij ligt."
    ),
]


class CongruentieIndeling(Model):
    """Een van de twee indelingen die naast elkaar liggen."""

    naam: str
    titel: str = Field(description="In gewone woorden, bijvoorbeeld: jeugdregio's van 2015.")
    regio: str = Field(description="Hoe een gebied ervan heet, bijvoorbeeld: jeugdregio.")
    stand: str | None = Field(description="De dag waarop deze indeling zo gold, als dat een andere is dan geldigOp.")
    regios: int = Field(description="Aantal gebieden met grond op de peildatum.")
    toelichting: str | None


class CongruentieWeging(Model):
    """Waarmee gewogen is, en hoe een postcode in delen telt."""

    naam: Weging
    titel: str
    eenheid: str
    toelichting: str
    verdeelregel: str
    jaar: int | None
    totaal: float
    zonderGegevens: int = Field(description="Postcodes waarvan geen aantal bekend is; die tellen als nul.")  # noqa: N815


class CongruentieMaten(Model):
    """De maten van het hele paar, van 0 tot 1."""

    homogeniteit: Deel = Field(description="I(A;B)/H(A): 1 als het gebied in B vastlegt welk gebied in A het is.")
    volledigheid: Deel = Field(description="I(A;B)/H(B): 1 als het gebied in A vastlegt welk gebied in B het is.")
    v: Deel = Field(description="De V-maat: het harmonisch gemiddelde van homogeniteit en volledigheid.")
    vMin: Deel  # noqa: N815
    vMax: Deel = Field(  # noqa: N815
        description="Met vMin de band: v voor elke mogelijke ligging van gemeenten die openstaan. In v zelf tellen die "
        "niet mee, dus v kan net buiten de band liggen."
    )
    jaccardA: Deel  # noqa: N815
    jaccardAGewogen: Deel  # noqa: N815
    jaccardB: Deel  # noqa: N815
    jaccardBGewogen: Deel  # noqa: N815


class Oordelen(Model):
    """Hoeveel gebieden van A elk oordeel krijgen."""

    identiek: int
    unie: int
    binnen: int
    doorsneden: int
    zonderGebied: int  # noqa: N815
    onbekend: int


class GrensDeel(Model):
    """De buitengrens van een gebied, of van alle; kust en rijksgrens (rand) tellen niet mee."""

    lengte: Meters
    samenvallend: Meters
    aandeel: Aandeel
    rand: Meters
    onzeker: Meters


class CongruentieGrens(Model):
    """De grensmaat, beide kanten op."""

    bron: Bron
    toelichting: str
    indeling: GrensDeel
    met: GrensDeel


class Partner(Model):
    """Een gebied van B onder een gebied van A."""

    code: str
    naam: str | None
    gewicht: float
    aandeel: Aandeel
    aandeelVanPartner: Aandeel  # noqa: N815
    heel: bool


class CongruentieRegio(Model):
    """Een gebied van A naast B; partners van groot naar klein."""

    code: str
    naam: str | None
    oordeel: Oordeel
    zeker: bool
    gewicht: float
    bouwstenen: int
    hoofdpartner: Partner | None
    aantalPartners: int  # noqa: N815
    partners: list[Partner]
    inhomogeniteit: float | None = Field(
        ge=0,
        description="De entropie van B binnen het gebied, gedeeld door die van B als geheel; kan boven 1 uitkomen. "
        "Null als het gebied niets weegt.",
    )
    jaccard: Aandeel = Field(description="Overlap met het best passende gebied van B. Null als het gebied niets weegt.")
    grens: GrensDeel
    teVerplaatsen: float | None = Field(  # noqa: N815
        description="Het kleinste gewicht dat weg moet, of erbij moet, om binnen een gebied of een unie te zijn. Null "
        "als van het gebied geen grond meetelt."
    )
    aandeelTeVerplaatsen: Aandeel  # noqa: N815


class Verplaatst(Model):
    """Postcodes van een gemeente die van het ene gebied naar het andere zouden gaan."""

    van: str
    naar: str
    gemeente: str | None
    gemeenteNaam: str | None  # noqa: N815
    postcodes: list[str]
    postcodesDeel: list[str] = Field(description="Postcodes waarvan alleen een deel gaat.")  # noqa: N815
    gewicht: float
    bouwstenen: int


class VerplaatsingModel(Model):
    """De lichtste lijst die het doel haalt; bewezen: een lichtere is er niet."""

    doel: Literal["genest", "binnen", "unie"]
    toelichting: str
    gewicht: float
    aandeel: Aandeel
    bouwstenen: int
    bewezen: bool
    gemeenten: list[Verplaatst]


class Buiten(Model):
    """Grond die niet meetelt, en waarom."""

    bouwstenen: int
    gewicht: float
    aandeel: Aandeel
    redenen: list[Opmerking]


class CongruentieKort(Model):
    """Een paar in de matrix."""

    indeling: str
    met: str
    weging: Weging
    homogeniteit: Deel
    volledigheid: Deel
    v: Deel
    vMin: Deel  # noqa: N815
    vMax: Deel  # noqa: N815
    oordelen: Oordelen
    grensaandeel: Aandeel = Field(description="Deel van de buitengrens van A dat ook een grens van B is.")
    grensaandeelMet: Aandeel  # noqa: N815
    url: str


class Congruenties(Model):
    """Elk gevraagd paar, als matrix of als lijst."""

    geldigOp: str  # noqa: N815
    weging: CongruentieWeging
    indelingen: list[CongruentieIndeling]
    aantal: int
    congruenties: list[CongruentieKort]
    grensbron: Bron
    opmerkingen: list[Opmerking]
    regeling: Regeling | None
    herkomst: list[Herkomst]


class Congruentiekop(Model):
    """Wat bij elk antwoord over een paar staat."""

    geldigOp: str  # noqa: N815
    indeling: CongruentieIndeling
    met: CongruentieIndeling
    weging: CongruentieWeging
    grensbron: Bron
    opmerkingen: list[Opmerking]
    regeling: Regeling | None
    herkomst: list[Herkomst]


class Congruentie(Congruentiekop):
    """Een paar in detail."""

    conclusie: list[str] = Field(description="De uitkomst in gewone woorden.")
    maten: CongruentieMaten
    oordelen: Oordelen
    grens: CongruentieGrens
    buiten: Buiten
    verplaatsingen: list[VerplaatsingModel]
    regios: list[CongruentieRegio]


class RegioCongruentie(Congruentiekop):
    """Een gebied van A in detail, met de gemeenten en postcodes die de afwijking maken."""

    conclusie: list[str]
    regio: CongruentieRegio
    verplaatsingen: list[VerplaatsingModel]


class Reekspunt(Model):
    """De maten in een tijdvak waarop niets verandert."""

    vanaf: str
    tot: str | None
    v: Deel
    vMin: Deel  # noqa: N815
    vMax: Deel  # noqa: N815
    homogeniteit: Deel
    volledigheid: Deel
    oordelen: Oordelen
    grensaandeel: Aandeel
    verschil: float | None = Field(description="V min die van het vorige punt; null bij het eerste.")
    band: bool = Field(description="Of er gemeenten openstaan, zodat de maat een band is.")
    kenmerk: str | None = Field(description="Bijvoorbeeld: met de regio's van 2015.")
    gebeurtenissen: list[str] = Field(description="Wat er die dag veranderde: versie, herindelingen of regio's.")


class CongruentieReeks(Model):
    """Een lijn door de tijd: A op elke dag tegen een indeling."""

    indeling: str
    met: str
    titel: str
    punten: list[Reekspunt]


class CongruentieTijdreeks(Model):
    """De maat door de tijd, tegen elke editie."""

    indeling: str
    weging: CongruentieWeging
    conclusie: list[str]
    reeksen: list[CongruentieReeks]
    grensbron: Bron
    opmerkingen: list[Opmerking]
    herkomst: list[Herkomst]


class TerritorialeCongruentie(Model):
    """Een gemeente en de gemeenten waarmee zij in elke, of in een van de indelingen samen zit."""

    code: str
    naam: str | None
    congruentie: Aandeel
    overal: list[str]
    ergens: list[str]


class TerritorialeCongruenties(Model):
    """De territoriale congruentie van elke gemeente over een stel indelingen."""

    geldigOp: str  # noqa: N815
    indelingen: list[CongruentieIndeling]
    definitie: str
    gemiddelde: Aandeel
    aantal: int
    gemeenten: list[TerritorialeCongruentie]
    opmerkingen: list[Opmerking]
    regeling: Regeling | None
    herkomst: list[Herkomst]


class Lijnen(Model):
    """Losse lijnen; elke lijn is een rij punten."""

    type: Literal["MultiLineString"]
    coordinates: list[Annotated[list[Punt], Field(min_length=2)]]


class LijnEigenschappen(Model):
    """Wat er bij de lijnen van een soort hoort."""

    soort: Lijnsoort
    indeling: str
    met: str
    lengte: Meters = Field(description="Meters (RD), gemeten voordat de lijnen zijn vereenvoudigd.")
    bron: Bron
    vermelding: str = Field(description="Naamsvermelding die bij de kaart hoort.")


class LijnKenmerk(Model):
    """Alle grenzen van een soort als GeoJSON."""

    type: Literal["Feature"]
    id: Lijnsoort
    geometry: Annotated[Lijnen | None, Field(description="In de assen van het gevraagde crs; null zonder lijnen.")]
    properties: LijnEigenschappen


class CongruentieGrenzen(Kaartkop):
    """De grenzen van twee indelingen als GeoJSON, per soort; kust en rijksgrens staan er niet bij."""

    type: Literal["FeatureCollection"]
    vereenvoudigdMeter: float = Field(  # noqa: N815
        description="Zoveel meter kan een lijn naast de grens liggen, omdat zij met minder punten is getekend."
    )
    indeling: str
    met: str
    aantal: int
    features: list[LijnKenmerk]
