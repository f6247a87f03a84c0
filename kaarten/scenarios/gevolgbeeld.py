"""The effects of a scenario as sentences and tables in plain Dutch, made of the JSON of the API: it tells the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.congruentie.getallen import ONBEKEND, deel, heel, komma, met_hoofdletter, verschil
from kaarten.scenarios.samenvatting import CIJFERS_TABEL, JEUGDREGIO, samenvatting, verandert
from kaarten.teksten import datum_lang, getal, reeks
from regio.bevinding import Bevinding
from regio.naam import noem

Json = Mapping[str, Any]
Schrijf = Callable[[float], str]
# Word and sign of every level: the colour only repeats it.
NIVEAUS = {"fout": ("Fout", "✕"), "waarschuwing": ("Waarschuwing", "!"), "info": ("Ter informatie", "i")}
_STATUS = {"nieuw": "nieuw verband", "opgeheven": "houdt op te bestaan", "gewijzigd": "verandert", "gelijk": "gelijk"}
# Of two scenarios neither comes after the other: what one of them lacks is not new.
_STATUS_VAN_TWEE = {**_STATUS, "nieuw": "alleen in het tweede", "opgeheven": "alleen in het eerste"}
_SPLITSING = {
    "heel": "andere tafel",
    "nieuw-gesplitst": "wordt gesplitst",
    "al-gesplitst": "was en blijft gesplitst",
    "geheeld": "is niet langer gesplitst",
    "opgegaan": "gaat op in een andere gemeente",
}
_GESPLITST = 2
VOOR_NA = ("voor", "na")
_LAGEN = {"PO": "PO", "VO": "VO", "gemeente": "gemeente"}


@dataclass(frozen=True, slots=True)
class Cel:
    """What a cell says, and the figure of the API behind it, empty for text."""

    tekst: str
    waarde: float | int | str = ""

    @property
    def getal(self) -> bool:
        """Whether it is a figure."""
        return self.waarde != ""


@dataclass(frozen=True, slots=True)
class Groep:
    """Rows under a head of their own (empty: none): each a name and its cells."""

    titel: str
    rijen: tuple[tuple[str, tuple[Cel, ...]], ...]


@dataclass(frozen=True, slots=True)
class Tabel:
    """A table: its name for links, its caption, the heads of its columns, and rows in groups."""

    naam: str
    titel: str
    koppen: tuple[str, ...]
    groepen: tuple[Groep, ...]


@dataclass(frozen=True, slots=True)
class Melding:
    """A finding: its level as code, word and sign, what is so and what to do."""

    niveau: str
    woord: str
    teken: str
    code: str
    wat: str
    gedaan: str


@dataclass(frozen=True, slots=True)
class Kolommen:
    """Which sides of a row stand beside each other, by their names in the JSON, and the heads of their columns.

    Behind the sides come the differences of the last one with each of the others, nearest first. ``van_twee``: the
    sides are two scenarios, not one before and after.
    """

    kanten: tuple[str, ...]
    koppen: tuple[str, ...]
    van_twee: bool = False


@dataclass(frozen=True, slots=True)
class Beeld:
    """Everything there is to show: ``samenvatting`` is one sentence or more, the first one the outcome.

    ``open_grond`` says that a part of the border is not compared, empty where all is.
    """

    samenvatting: tuple[str, ...]
    meldingen: tuple[Melding, ...]
    tabellen: tuple[Tabel, ...]
    weging: tuple[str, ...]
    open_grond: str = ""


def maak_beeld(
    effecten: Json, bevindingen: Sequence[Bevinding], namen: Mapping[str, str | None], *, van_twee: bool = False
) -> Beeld:
    """The view of ``ScenarioEffecten`` with findings; ``namen`` are those of SWVs and gemeenten by code."""
    return Beeld(
        samenvatting=samenvatting(effecten),
        meldingen=meldingen(bevindingen),
        tabellen=tabellen(effecten, namen, NAAST_ELKAAR if van_twee else NAAST_BASIS),
        weging=_weging(effecten),
        open_grond=_open_grond(effecten) if verandert(effecten) else "",
    )


def tabellen(effecten: Json, namen: Mapping[str, str | None], kolommen: Kolommen) -> tuple[Tabel, ...]:
    """The tables that have rows, none where nothing differs.

    With more sides than ``voor`` and ``na`` the rows about totals, SWVs and congruence hold those too.
    """
    if not verandert(effecten):
        return ()
    alle = (
        _totalen(effecten, kolommen),
        _verbanden(effecten, kolommen),
        _gemeenten(effecten, namen, kolommen),
        _namen(effecten),
        _congruentie(effecten, kolommen),
        _grenzen(effecten, kolommen),
        _postcodes(effecten, namen),
    )
    return tuple(tabel for tabel in alle if tabel.groepen)


def meldingen(bevindingen: Iterable[Bevinding]) -> tuple[Melding, ...]:
    """Findings as they are told."""
    return tuple(
        Melding(een.niveau, *NIVEAUS[een.niveau], een.code, datum_lang(een.wat), een.gedaan) for een in bevindingen
    )


NAAST_BASIS = Kolommen(VOOR_NA, ("Was", "Wordt", "Verschil"))
NAAST_ELKAAR = Kolommen(VOOR_NA, ("Eerste", "Tweede", "Verschil"), van_twee=True)


def _totalen(effecten: Json, kolommen: Kolommen) -> Tabel:
    velden = {
        "samenwerkingsverbanden": "Verbanden met een gebied",
        "gesplitsteGemeenten": "Gemeenten in meer dan één verband",
        "plaatsenAanTafel": "Plaatsen aan OOGO-tafels",
    }
    groepen = [
        Groep(
            sector,
            tuple((titel, _naast([een[kant][veld] for kant in kolommen.kanten])) for veld, titel in velden.items()),
        )
        for sector, een in effecten["totalen"].items()
    ]
    return Tabel("totalen", "In het kort, voor heel Nederland", ("Wat", *kolommen.koppen), tuple(groepen))


def _verbanden(effecten: Json, kolommen: Kolommen) -> Tabel:
    eenheid = {sector: met_hoofdletter(weging["eenheid"]) for sector, weging in effecten["weging"].items()}
    groepen = [_verband(rij, eenheid[rij["sector"]], kolommen) for rij in effecten["samenwerkingsverbanden"]]
    return Tabel("verbanden", "Samenwerkingsverbanden die veranderen", ("Maat", *kolommen.koppen), tuple(groepen))


def _verband(rij: Json, eenheid: str, kolommen: Kolommen) -> Groep:
    alle = [rij[kant] for kant in kolommen.kanten]
    status = _STATUS_VAN_TWEE if kolommen.van_twee else _STATUS
    velden = {"kinderen": eenheid, "inwoners": "Inwoners (2021)", "postcodes": "Postcodes"}
    rijen = [(titel, _naast([een and een[veld] for een in alle])) for veld, titel in velden.items()]
    rijen.append(("Gemeenten aan tafel", _naast([een and len(een["gemeenten"]) for een in alle])))
    rijen.append(("Losse stukken grond", _naast([een and een["stukken"] for een in alle])))
    rijen.append(("Lengte van de grens", _naast([een and een["grens"]["lengte"] for een in alle], km)))
    return Groep(f"{noem(rij['code'], rij['naam'])}: {status[rij['status']]}", tuple(rijen))


def _gemeenten(effecten: Json, namen: Mapping[str, str | None], kolommen: Kolommen) -> Tabel:
    """The gemeenten of which the tables change, a group per sector."""
    groepen = []
    for sector in ("PO", "VO"):
        rijen = tuple(
            (noem(rij["code"], rij["naam"]), _tafels(rij, namen, van_twee=kolommen.van_twee))
            for rij in effecten["gemeenten"]
            if rij["sector"] == sector
        )
        if rijen:
            groepen.append(Groep(sector, rijen))
    was, wordt = (kop.lower() for kop in kolommen.koppen[:2]) if kolommen.van_twee else ("was", "wordt")
    koppen = ("Gemeente", f"Tafels {was}", f"Tafels {wordt}", "Aantal", "Gevolg")
    return Tabel("gemeenten", "Gemeenten met andere OOGO-tafels", koppen, tuple(groepen))


def _tafels(rij: Json, namen: Mapping[str, str | None], *, van_twee: bool) -> tuple[Cel, ...]:
    was, wordt = (len(rij[kant]["samenwerkingsverbanden"]) if rij[kant] else 0 for kant in ("voor", "na"))
    tafels = Cel(f"{was} → {wordt} ({verschil(wordt - was, 0)})", f"{was} {wordt}")
    gevolg = "nieuwe gemeente" if rij["voor"] is None and wordt < _GESPLITST else _SPLITSING[rij["splitsing"]]
    if van_twee and (rij["voor"] is None or rij["na"] is None):
        gevolg = _STATUS_VAN_TWEE["nieuw" if rij["voor"] is None else "opgeheven"]
    return (Cel(_bij(rij["voor"], namen)), Cel(_bij(rij["na"], namen)), tafels, Cel(gevolg))


def _bij(tafels: Json | None, namen: Mapping[str, str | None]) -> str:
    if tafels is None:
        return ONBEKEND
    zeker = [noem(code, namen.get(code)) for code in tafels["samenwerkingsverbanden"]]
    open_ = [f"misschien {noem(code, namen.get(code))}" for code in tafels["misschien"]]
    return ", ".join((*zeker, *open_)) or "geen"


def _namen(effecten: Json) -> Tabel:
    rijen = tuple(
        (een["code"], (Cel(een["van"] or "geen naam"), Cel(een["naar"] or "geen naam")))
        for een in effecten["verschil"]["hernoemd"]
    )
    return Tabel("namen", "Verbanden en gemeenten met een andere naam", ("Code", "Was", "Wordt"), _een(rijen))


def _congruentie(effecten: Json, kolommen: Kolommen) -> Tabel:
    """A row per division; on some days two names stand for the same one, which is told once."""
    groepen = []
    for sector in ("PO", "VO"):
        per_titel = {rij["titel"]: rij for rij in reversed(effecten["congruentie"]) if rij["indeling"] == sector}
        rijen = [
            (met_hoofdletter(datum_lang(titel)), _passing(rij, kolommen.kanten))
            for titel, rij in reversed(per_titel.items())
        ]
        groepen.append(Groep(f"{sector} naast", tuple(rijen)))
    titel = "Congruentie: de V-maat van 0 (geen verband) tot 1 (gelijk), en hoeveel van de grens samenvalt"
    return Tabel("congruentie", titel, ("Indeling", *kolommen.koppen, "Grens valt samen"), tuple(groepen))


def _passing(rij: Json, kanten: Sequence[str]) -> tuple[Cel, ...]:
    v = [rij[kant]["v"] for kant in kanten]
    samen = [deel(rij[kant]["grens"]["aandeel"]) for kant in VOOR_NA]
    hoe = samen[0] if samen[0] == samen[1] else f"{samen[0]} → {samen[1]}"
    resten = [round(v[-1] - een, 6) for een in reversed(v[:-1])]
    maten = [Cel(komma(een, CIJFERS_TABEL), een) for een in v]
    return (*maten, *(Cel(verschil(rest, CIJFERS_TABEL), rest) for rest in resten), Cel(hoe))


def _grenzen(effecten: Json, kolommen: Kolommen) -> Tabel:
    """The border between the SWVs, what of it is border of the jeugdregio's too, and what is open."""
    velden = {
        "lengte": "Grens tussen verbanden",
        "samenvallend": "Daarvan ook grens van jeugdregio’s",
        "onzeker": "Daarvan niet te vergelijken",
    }
    groepen = []
    for rij in effecten["congruentie"]:
        if rij["met"] == JEUGDREGIO:
            grenzen = [rij[kant]["grens"] for kant in kolommen.kanten]
            regels = [(titel, _naast([grens[veld] for grens in grenzen], km)) for veld, titel in velden.items()]
            groepen.append(Groep(str(rij["indeling"]), tuple(regels)))
    titel = "Lengte van alle grenzen tussen verbanden, elke grens één keer geteld; kust en rijksgrens tellen niet mee"
    return Tabel("grenzen", titel, ("Grens", *kolommen.koppen), tuple(groepen))


def _open_grond(effecten: Json) -> str:
    """The most border on either side that is not compared because the ground beside it is open; empty for none."""
    kanten = [rij[kant] for rij in effecten["congruentie"] if rij["met"] == JEUGDREGIO for kant in VOOR_NA]
    meeste = max((een["grens"]["onzeker"] for een in kanten), default=0)
    if not meeste:
        return ""
    return (
        "Van een deel van de grond is niet zeker in welk gebied die ligt. Grens langs die grond telt mee in de lengte, "
        f"maar is niet te vergelijken: voor de jeugdregio’s hoogstens {km(meeste)} per sector. Welk deel van de grens "
        "samenvalt, is van de grens die wel te vergelijken is."
    )


def _postcodes(effecten: Json, namen: Mapping[str, str | None]) -> Tabel:
    groepen = []
    for laag, titel in _LAGEN.items():
        wissels = [wissel for wissel in effecten["verschil"]["wissels"] if wissel["laag"] == laag]
        if wissels:
            groepen.append(Groep(met_hoofdletter(titel), tuple(_wissel(wissel, namen) for wissel in wissels)))
    koppen = ("Postcodes", "Ligt in", "Komt in", "Aantal")
    return Tabel("postcodes", "Postcodes waarvan grond verandert", koppen, tuple(groepen))


def _wissel(wissel: Json, namen: Mapping[str, str | None]) -> tuple[str, tuple[Cel, ...]]:
    van, naar = (
        " of ".join(noem(code, namen.get(code)) for code in wissel[kant]) or "geen" for kant in ("van", "naar")
    )
    return reeks(wissel["postcodes"]), (
        Cel(van),
        Cel(naar),
        Cel(getal(len(wissel["postcodes"])), len(wissel["postcodes"])),
    )


def _een(rijen: tuple[tuple[str, tuple[Cel, ...]], ...]) -> tuple[Groep, ...]:
    return (Groep("", rijen),) if rijen else ()


# -- figures --------------------------------------------------------------------------------------


def _naast(waarden: Sequence[float | None], schrijf: Schrijf = heel) -> tuple[Cel, ...]:
    """Figures beside each other, and the differences of the last with each before it; a dash for what is not there."""
    cellen = [Cel(ONBEKEND) if een is None else Cel(schrijf(een), een) for een in waarden]
    laatste = waarden[-1] or 0
    return (*cellen, *(erbij(laatste - (een or 0), schrijf) for een in reversed(waarden[:-1])))


def erbij(rest: float, schrijf: Schrijf = heel) -> Cel:
    """A difference with its sign; in words where nothing is left of it."""
    if not rest:
        return Cel("gelijk", 0)
    tekst = schrijf(abs(rest))
    if abs(rest) < _BIJNA_NIETS[schrijf]:
        return Cel("vrijwel gelijk", round(rest, 3))
    return Cel(f"{'+' if rest > 0 else '−'}{tekst}", round(rest, 3))


def km(meters: float) -> str:
    """A length as ``1.057,3 km``: figures under each other, so each with one decimal."""
    return f"{meters / 1000:,.1f} km".translate(str.maketrans(",.", ".,"))


# Below this a figure written so says nothing.
_BIJNA_NIETS: dict[Schrijf, float] = {heel: 0.5, km: 50.0}


def _weging(effecten: Json) -> tuple[str, ...]:
    regels = (een[veld] for een in effecten["weging"].values() for veld in ("toelichting", "verdeelregel") if een[veld])
    return tuple(dict.fromkeys(datum_lang(regel) for regel in regels))
