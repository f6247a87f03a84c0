"""From the answers about the OOGO to what the pages show: sentences, lists and tables in plain Dutch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.overleg.vraag import Vraag
from kaarten.teksten import datum_lang, getal, opsomming, procent, reeks

Json = dict[str, Any]
ONDERWIJS = {"PO": "basisonderwijs", "VO": "voortgezet onderwijs"}
SOORTEN = {"jeugdregio": "Jeugdregio", "rmc": "RMC-regio"}
ONBEKEND = "niet bekend"
_LIGGING = {True: "helemaal", False: "voor een deel", None: "niet zeker"}


@dataclass(frozen=True, slots=True)
class Lid:
    """A gemeente at a table, with its number on the map; ``eigen`` is the one that asks."""

    nummer: int
    code: str
    naam: str
    adres: str
    ligging: str
    kinderen: str
    aandeel: str
    postcodes: str
    misschien: str
    eigen: bool


@dataclass(frozen=True, slots=True)
class Tafelbeeld:
    """A table: what it is called, what there is to say, and who sits there. ``adres`` is the page of the SWV."""

    code: str
    sector: str
    titel: str
    naamloos: bool
    adres: str
    zinnen: list[str]
    leden: list[Lid]

    @property
    def nummers(self) -> dict[str, tuple[int, str]]:
        """Number and name of every gemeente, by code."""
        return {lid.code: (lid.nummer, lid.naam) for lid in self.leden}


@dataclass(frozen=True, slots=True)
class Regiobeeld:
    """A jeugdregio or RMC-regio: its title, a sentence, and links to gemeenten (name and address) per heading."""

    titel: str
    zin: str
    lijsten: list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Samenloopregel:
    """How far a table and a region have the same gemeenten; the lists are names."""

    tafel: str
    regio: str
    deel: str
    in_beide: str
    alleen_tafel: str
    alleen_regio: str


@dataclass(frozen=True, slots=True)
class Overlegbeeld:
    """What every page about one gemeente or SWV shows; ``samenloop`` is empty for an SWV."""

    code: str
    naam: str
    titel: str
    datum: str
    inleiding: list[str]
    tafels: list[Tafelbeeld]
    regios: list[Regiobeeld]
    samenloop: list[Samenloopregel]
    termijnen: list[tuple[str, str]]
    ritme: str
    vastgelopen: str
    website: str
    opmerkingen: list[str]
    regeling: str
    herkomst: list[Json]


def gemeentebeeld(antwoord: Json, vraag: Vraag) -> Overlegbeeld:
    """What to show of a ``GemeenteOverleg``."""
    code = antwoord["gemeente"]["code"]
    naam = antwoord["gemeente"]["naam"] or code
    tafels = [_tafel(tafel, vraag, code, naam) for tafel in antwoord["tafels"]]
    regios = [*antwoord["jeugdregios"], *antwoord["rmcRegios"]]
    return Overlegbeeld(
        code=code,
        naam=naam,
        titel=f"Overleg passend onderwijs: gemeente {naam}",
        inleiding=_inleiding(naam, antwoord["tafels"]),
        tafels=tafels,
        regios=[_eigen_regio(regio, vraag, naam) for regio in regios],
        samenloop=_samenloop(antwoord, regios),
        **_kop(antwoord),
    )


def verbandbeeld(antwoord: Json, vraag: Vraag) -> Overlegbeeld:
    """What to show of a ``VerbandOverleg``."""
    code, gemeenten = antwoord["code"], antwoord["gemeenten"]
    titel = antwoord["naam"] or f"Samenwerkingsverband {code}"
    if gemeenten:
        zinnen = [_aan_tafel(gemeenten)]
        tel = f"{getal(antwoord['kinderen'])} kinderen en {getal(antwoord['inwoners'])} inwoners"
        zinnen.append(f"In het gebied wonen {tel} (1 januari 2021).")
        delen = [een["naam"] or een["code"] for een in gemeenten if een["geheel"] is False]
        zinnen += [f"Van {opsomming(delen)} hoort een deel bij een ander verband."] if delen else []
    elif antwoord["soort"] == "landelijk":
        zinnen = ["Dit is een landelijk verband zonder eigen gebied. Het zit niet met vaste gemeenten aan tafel."]
    else:
        zinnen = ["Op deze dag heeft dit verband geen gebied, en dus geen gemeenten om mee te overleggen."]
    tafel = Tafelbeeld(code, antwoord["sector"], titel, antwoord["naam"] is None, "", [], _leden(gemeenten, vraag, ""))
    return Overlegbeeld(
        code=code,
        naam=titel,
        titel=f"Overleg passend onderwijs: {titel[0].lower() + titel[1:] if antwoord['naam'] is None else titel}",
        inleiding=zinnen,
        tafels=[tafel] if gemeenten else [],
        regios=[_verband_regio(regio, vraag) for regio in (*antwoord["jeugdregios"], *antwoord["rmcRegios"])],
        samenloop=[],
        **_kop(antwoord),
    )


def _kop(antwoord: Json) -> dict[str, Any]:
    """What stands on both pages alike."""
    regeling = antwoord["regeling"]
    return {
        "datum": antwoord["geldigOp"],
        "termijnen": [(een["dag"], een["uitleg"]) for een in antwoord["termijnen"]],
        "ritme": antwoord["termijnenToelichting"],
        "vastgelopen": antwoord["geenOvereenstemming"]["tekst"],
        "website": antwoord["geenOvereenstemming"]["website"],
        "opmerkingen": [datum_lang(een["tekst"]) for een in antwoord["opmerkingen"]],
        "regeling": datum_lang(regeling["toelichting"] or "") if regeling else "",
        "herkomst": antwoord["herkomst"],
    }


def _inleiding(naam: str, tafels: Sequence[Json]) -> list[str]:
    """At how many tables a gemeente sits, and in which sectors it is divided."""
    zeker = [tafel for tafel in tafels if tafel["zeker"]]
    per = {sector: sum(tafel["sector"] == sector for tafel in zeker) for sector in ONDERWIJS}
    delen = opsomming(f"{aantal} voor het {ONDERWIJS[sector]}" for sector, aantal in per.items() if aantal)
    uit = [f"{naam} zit aan {_aantal(len(zeker), 'tafel', 'tafels')}: {delen}."] if zeker else []
    verdeeld = [ONDERWIJS[sector] for sector, aantal in per.items() if aantal > 1]
    uit += [f"Voor het {opsomming(verdeeld)} is de gemeente verdeeld over meer verbanden."] if verdeeld else []
    open_ = [tafel["code"] for tafel in tafels if not tafel["zeker"]]
    return [*uit, *([f"Of {naam} ook bij {opsomming(open_)} aan tafel zit, is niet zeker."] if open_ else [])]


def _tafel(tafel: Json, vraag: Vraag, eigen: str, naam: str) -> Tafelbeeld:
    code, sector = tafel["code"], tafel["sector"]
    leden = _leden(tafel["gemeenten"], vraag, eigen)
    rij = next(een for een in tafel["gemeenten"] if een["code"] == eigen)
    return Tafelbeeld(
        code=code,
        sector=sector,
        titel=tafel["naam"] or f"Samenwerkingsverband {code}",
        naamloos=tafel["naam"] is None,
        adres=vraag.naar(code),
        zinnen=[_ligging(naam, tafel, rij["geheel"]), _aan_tafel(tafel["gemeenten"])],
        leden=leden,
    )


def _ligging(naam: str, tafel: Json, geheel: bool | None) -> str:
    """How a gemeente lies in an SWV, and for which share of its children."""
    if not tafel["zeker"]:
        return f"Niet zeker: van {_postcodes(tafel['postcodesMisschien'])} is niet bekend of die hier horen."
    deel = tafel["aandeelKinderen"]
    if geheel and not tafel["postcodesMisschien"]:
        return f"{naam} ligt helemaal in dit verband ({getal(tafel['kinderen'])} kinderen)."
    hoeveel = (
        getal(tafel["kinderen"]) + " kinderen" + (f", {procent(deel)} van de gemeente" if deel is not None else "")
    )
    zin = f"{naam} ligt voor een deel in dit verband: {_postcodes(tafel['postcodes'])} ({hoeveel})."
    open_ = tafel["postcodesMisschien"]
    return zin + (f" Niet zeker is {_postcodes(open_)}." if open_ else "")


def _postcodes(codes: Sequence[str]) -> str:
    return f"{'postcode' if len(codes) == 1 else 'de postcodes'} {reeks(codes)}"


def _aan_tafel(gemeenten: Sequence[Json]) -> str:
    """How many gemeenten sit at a table."""
    zeker = sum(een["zeker"] for een in gemeenten)
    misschien = len(gemeenten) - zeker
    wie = _aantal(zeker, "gemeente", "gemeenten")
    zin = f"Aan deze tafel {'zit' if zeker == 1 else 'zitten'} {wie}."
    return zin + (f" Van nog {_aantal(misschien, 'gemeente', 'gemeenten')} is dat niet zeker." if misschien else "")


def _aantal(aantal: int, enkel: str, meer: str) -> str:
    return f"{aantal} {enkel if aantal == 1 else meer}"


def _leden(gemeenten: Sequence[Json], vraag: Vraag, eigen: str) -> list[Lid]:
    """The gemeenten by name, numbered."""
    op_naam = sorted(gemeenten, key=lambda een: (een["naam"] or een["code"]).removeprefix("'s-").casefold())
    return [
        Lid(
            nummer=nummer,
            code=een["code"],
            naam=een["naam"] or een["code"],
            adres=vraag.naar(een["code"]),
            ligging=_LIGGING[een["geheel"]],
            kinderen=getal(een["kinderen"]),
            aandeel=ONBEKEND if een["aandeel"] is None else procent(een["aandeel"]),
            postcodes=reeks(een["postcodes"]),
            misschien=reeks(een["postcodesMisschien"]),
            eigen=een["code"] == eigen,
        )
        for nummer, een in enumerate(op_naam, 1)
    ]


def _regiotitel(regio: Json) -> str:
    naam = f"{regio['naam']} ({regio['code']})" if regio["naam"] else regio["code"]
    return f"{SOORTEN[regio['soort']]} {naam}"


def _links(gemeenten: Sequence[Json], vraag: Vraag) -> list[tuple[str, str]]:
    """Name and address of gemeenten, by name."""
    return sorted((een["naam"] or een["code"], vraag.naar(een["code"])) for een in gemeenten)


def _eigen_regio(regio: Json, vraag: Vraag, naam: str) -> Regiobeeld:
    """A region of a gemeente with its members."""
    hoort = f"{naam} hoort bij deze regio" if regio["zeker"] else f"Het is niet zeker of {naam} bij deze regio hoort"
    aantal = _aantal(len(regio["gemeenten"]), "gemeente", "gemeenten")
    lijsten = [("Gemeenten", _links(regio["gemeenten"], vraag))]
    if regio["gemeentenMisschien"]:
        lijsten.append(("Niet zeker", _links(regio["gemeentenMisschien"], vraag)))
    return Regiobeeld(_regiotitel(regio), f"{hoort}. De regio heeft {aantal}.", lijsten)


def _verband_regio(regio: Json, vraag: Vraag) -> Regiobeeld:
    """A region that an SWV meets, with its gemeenten here and elsewhere."""
    deel = "" if regio["aandeel"] is None else f", {procent(regio['aandeel'])} van het verband"
    zin = f"{getal(regio['kinderen'])} kinderen van het verband wonen in deze regio{deel}."
    lijsten = [("Gemeenten aan tafel", _links(regio["gemeenten"], vraag))]
    if regio["gemeentenElders"]:
        lijsten.append(("Gemeenten van de regio buiten het verband", _links(regio["gemeentenElders"], vraag)))
    onzeker = "" if regio["zeker"] else " Het is niet zeker of deze gemeenten in deze regio liggen."
    return Regiobeeld(_regiotitel(regio), zin + onzeker, lijsten)


def _samenloop(antwoord: Json, regios: Sequence[Json]) -> list[Samenloopregel]:
    titels = {regio["code"]: _regiotitel(regio) for regio in regios}
    return [
        Samenloopregel(
            tafel=rij["tafel"],
            regio=titels[rij["regio"]],
            deel="geen andere gemeenten" if rij["congruentie"] is None else procent(rij["congruentie"]),
            in_beide=_namen(rij["inBeide"]),
            alleen_tafel=_namen(rij["alleenTafel"]),
            alleen_regio=_namen(rij["alleenRegio"]),
        )
        for rij in antwoord["samenloop"]
    ]


def _namen(gemeenten: Sequence[Json]) -> str:
    return ", ".join(sorted(een["naam"] or een["code"] for een in gemeenten)) or "geen"
