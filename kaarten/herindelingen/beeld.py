"""What the page about herindelingen shows: rows in order, each with its parts and consequences in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.herindelingen.vraag import GEVOLGEN, Formulier
from kaarten.overleg.vraag import Vraag
from kaarten.teksten import datum_lang, getal, opsomming, procent, reeks
from regio.congruentie.getallen import kort
from regio.tijdlijn.gevolgtekst import geen, nieuw_gesplitst
from regio.tijdlijn.peildatum import EERSTE_DAG_REGELING

Json = dict[str, Any]
_OMVANG = {"geheel": "heel", "deel": "een deel", "rest": "de rest", "onbekend": "een deel"}
_TITELS = {
    "datum": "Datum",
    "gemeente": "Gemeente",
    "inwoners": "Inwoners (2021)",
    "po": "Gevolg voor PO",
    "vo": "Gevolg voor VO",
}
# Of ground that is open so many places are named; the others are counted.
_GENOEMD = 6
_AFLOPEND_EERST = ("datum", "inwoners")


@dataclass(frozen=True, slots=True)
class Kop:
    """A column: its title, where a click on it leads (empty: not sortable) and ``aria-sort``."""

    titel: str
    adres: str = ""
    volgorde: str = ""
    getal: bool = False


@dataclass(frozen=True, slots=True)
class Deel:
    """What one gemeente gave, in words; ``onder`` are smaller lines."""

    wie: str
    tekst: str
    onder: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gevolgcel:
    """A consequence: its name as code and in words, the SWVs in words, and why."""

    soort: str
    titel: str
    verbanden: tuple[str, ...]
    uitleg: str


@dataclass(frozen=True, slots=True)
class Rij:
    """One herindeling; ``adres`` is the page of the gemeente on that day."""

    datum: str
    zekerheid: str
    naam: str
    code: str
    adres: str
    wat: str
    inwoners: str
    delen: tuple[Deel, ...]
    gevolgen: tuple[Gevolgcel, ...]
    kaart: str


@dataclass(frozen=True, slots=True)
class Beeld:
    """The whole page but its form."""

    conclusie: list[str]
    titel: str
    koppen: list[Kop]
    rijen: list[Rij]
    toelichting: str
    herkomst: list[Json]


def maak_beeld(antwoord: Json, formulier: Formulier) -> Beeld:
    """The view of ``Herindelinggevolgen`` in the order of the form."""
    aantal = antwoord["aantal"]
    return Beeld(
        conclusie=[datum_lang(zin) for zin in antwoord["conclusie"]],
        titel=f"{aantal} {'herindeling' if aantal == 1 else 'herindelingen'}",
        koppen=_koppen(formulier),
        rijen=[_rij(een) for een in gesorteerd(antwoord["herindelingen"], formulier)],
        toelichting=antwoord["toelichting"],
        herkomst=antwoord["herkomst"],
    )


def gesorteerd(herindelingen: Sequence[Json], formulier: Formulier) -> list[Json]:
    """Herindelingen by a column, equal ones by day and gemeente; without a value they stand behind."""
    op_dag = sorted(herindelingen, key=lambda een: (een["datum"], een["gemeente"]["naam"].casefold()))
    bekend = [een for een in op_dag if _waarde(een, formulier.kolom) is not None]
    zonder = [een for een in op_dag if _waarde(een, formulier.kolom) is None]
    return sorted(bekend, key=lambda een: _waarde(een, formulier.kolom), reverse=formulier.aflopend) + zonder


def _waarde(herindeling: Json, kolom: str) -> Any:
    if kolom in ("datum", "inwoners"):
        return herindeling[kolom]
    if kolom == "gemeente":
        return herindeling["gemeente"]["naam"].casefold()
    gevolg = next(deel["gevolg"] for deel in herindeling["gevolgen"] if deel["sector"] == kolom.upper())
    return list(GEVOLGEN).index(gevolg)


def _koppen(formulier: Formulier) -> list[Kop]:
    koppen = {kolom: _kop(kolom, formulier) for kolom in _TITELS}
    return [koppen["datum"], koppen["gemeente"], Kop("Wat er kwam"), *(koppen[k] for k in ("inwoners", "po", "vo"))]


def _kop(kolom: str, formulier: Formulier) -> Kop:
    hier = formulier.kolom == kolom
    af = not formulier.aflopend if hier else kolom in _AFLOPEND_EERST
    volgorde = ("descending" if formulier.aflopend else "ascending") if hier else ""
    adres = f"{formulier.adres(volgorde=f'-{kolom}' if af else kolom)}#tabel"
    return Kop(_TITELS[kolom], adres, volgorde, kolom == "inwoners")


# -- rows -----------------------------------------------------------------------------------------


def _rij(herindeling: Json) -> Rij:
    gemeente = herindeling["gemeente"]
    return Rij(
        datum=datum_lang(herindeling["datum"]),
        zekerheid=_zekerheid(herindeling["bevestigd"]),
        naam=gemeente["naam"],
        code=gemeente["code"],
        adres=Vraag(max(herindeling["datum"], EERSTE_DAG_REGELING.isoformat())).naar(gemeente["code"]),
        wat=_wat(herindeling),
        inwoners="niet bekend" if herindeling["inwoners"] is None else getal(herindeling["inwoners"]),
        delen=tuple(_deel(deel) for deel in herindeling["delen"]),
        gevolgen=tuple(_gevolg(deel) for deel in herindeling["gevolgen"]),
        kaart=_kaart(herindeling),
    )


def _zekerheid(bevestigd: str) -> str:
    return {"waargenomen": "De dag is niet bekend.", "onbevestigd": "Niet bevestigd."}.get(bevestigd, "")


def _wat(herindeling: Json) -> str:
    if herindeling["bestond"]:
        return "Deze gemeente was er al."
    return "Nieuwe naam." if herindeling["soorten"] == ["naamswijziging"] else "Nieuwe gemeente."


def _kaart(herindeling: Json) -> str:
    """Where the map before and after is, for what has one: confirmed, with ground that is known."""
    bekend = herindeling["bevestigd"] == "bevestigd" and any(deel["postcodes"] for deel in herindeling["delen"])
    if not bekend or herindeling["soorten"] == ["naamswijziging"]:
        return ""
    return f"/kaarten/herindeling?gemeente={herindeling['gemeente']['code']}&jaar={herindeling['datum'][:4]}"


def _deel(deel: Json) -> Deel:
    return Deel(
        wie=f"{deel['gemeente']['naam']} ({_OMVANG[deel['omvang']]})",
        tekst=opsomming(deel["plaatsen"]),
        onder=tuple(regel for regel in (_postcodes(deel), _misschien(deel)) if regel),
    )


def _postcodes(deel: Json) -> str:
    if deel["postcodes"] is None:
        return "" if deel["bevestigd"] == "onbevestigd" else "Welke postcodes dat waren, is niet bekend."
    if not deel["postcodes"]:
        return ""
    return f"{_pc4(deel['postcodes'])}; {_inwoners(deel['inwoners'])}"


def _misschien(deel: Json) -> str:
    if not deel["postcodesMisschien"]:
        return ""
    plaatsen = kort(deel["plaatsenMisschien"], _GENOEMD, "plaatsen") if deel["plaatsenMisschien"] else ""
    waar = f"{plaatsen}, {_pc4(deel['postcodesMisschien'])}" if plaatsen else _pc4(deel["postcodesMisschien"])
    return f"Niet zeker: {waar}; {_inwoners(deel['inwonersMisschien'])}"


def _pc4(pc4s: Sequence[str]) -> str:
    return f"postcode {pc4s[0]}" if len(pc4s) == 1 else f"postcodes {reeks(pc4s)}"


def _inwoners(aantal: int) -> str:
    return f"{getal(aantal)} {'inwoner' if aantal == 1 else 'inwoners'}"


def _gevolg(gevolg: Json) -> Gevolgcel:
    verbanden = tuple(_verband(verband) for verband in gevolg["samenwerkingsverbanden"])
    # What every such row says stands above the table once.
    gewoon = gevolg["toelichting"] in (geen(()), nieuw_gesplitst(len(verbanden)))
    uitleg = "" if gewoon else datum_lang(gevolg["toelichting"])
    return Gevolgcel(gevolg["gevolg"], GEVOLGEN[gevolg["gevolg"]], verbanden, uitleg)


def _verband(verband: Json) -> str:
    naam = f"{verband['code']} ({verband['naam']})" if verband["naam"] else verband["code"]
    if not verband["postcodes"]:
        return f"{naam}: welke postcodes is niet bekend"
    if verband["aandeel"] == 1:
        return str(naam)
    deel = "" if verband["aandeel"] is None else f", {procent(verband['aandeel'])} van de inwoners"
    return f"{naam}: {_aantal(verband['postcodes'])}{deel}"


def _aantal(pc4s: Sequence[str]) -> str:
    return f"postcode {pc4s[0]}" if len(pc4s) == 1 else f"{len(pc4s)} postcodes"


def jaren_in(herindelingen: Iterable[Json]) -> list[int]:
    """The years with a herindeling, the last one first."""
    return sorted({int(een["datum"][:4]) for een in herindelingen}, reverse=True)
