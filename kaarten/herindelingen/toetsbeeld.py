"""What the page of a test shows: the answer of ``regio.tijdlijn.toets`` in words, tables and choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kaarten.analyse.grond import SECTORNAAM
from kaarten.teksten import datum_lang, getal, opsomming, procent, reeks
from regio.congruentie.getallen import verschil

Json = dict[str, Any]
_GEVOLG = {
    "geen": "{} ligt dan in één samenwerkingsverband: er komt geen splitsing bij.",
    "nieuw-gesplitst": "{} komt in meer dan één samenwerkingsverband te liggen: een nieuwe splitsing.",
    "al-gesplitst": "{} ligt in meer dan één samenwerkingsverband; dat was al zo voor een van de oude gemeenten.",
    "niet-te-zeggen": "Van grond van {} is niet zeker in welk samenwerkingsverband die ligt.",
}
_OPTIETITELS = {
    "laten": "Laten zoals het is",
    "samen-po": "In PO het kleinste deel mee",
    "samen-vo": "In VO het kleinste deel mee",
    "samen-po-vo": "In PO en VO het kleinste deel mee",
}
_LET_OP = {"fout": "Fout", "waarschuwing": "Let op", "info": "Goed om te weten"}


@dataclass(frozen=True, slots=True)
class Sectorbeeld:
    """One sector: what happens in a sentence, and the rows of its three tables."""

    sector: str
    titel: str
    conclusie: str
    verbanden: list[tuple[str, ...]]
    open: str
    per_gemeente: list[tuple[str, str, str]]
    tafels: list[tuple[str, ...]]
    deelnemers: list[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Optiebeeld:
    """Something that can be done: what it means, the rows of the annex, and its name in addresses."""

    naam: str
    titel: str
    wat: str
    feiten: list[tuple[str, str]]
    rijen: list[tuple[str, str, str, str]]


@dataclass(frozen=True, slots=True)
class Toetsbeeld:
    """The whole answer but its form and its map."""

    titel: str
    naam: str
    uit: str
    feit: str
    dag: str
    vergeleken: str
    conclusie: list[str]
    sectoren: list[Sectorbeeld]
    congruentie: list[tuple[str, ...]]
    open_jeugdregio: str
    opties: list[Optiebeeld]
    bijlage: str
    namen: list[tuple[str, str]]
    let_op: list[tuple[str, str]]
    weging: str
    regeling: str
    herkomst: list[Json]


def maak_beeld(antwoord: Json) -> Toetsbeeld:
    """The view of a test."""
    naam = antwoord["gemeente"]["naam"]
    sectoren = [_sector(een, naam) for een in antwoord["sectoren"]]
    oud = opsomming(een["naam"] for een in antwoord["oudeGemeenten"])
    dag, regeling = datum_lang(antwoord["datum"]), antwoord["regeling"]
    return Toetsbeeld(
        titel=f"{naam} op {dag}",
        naam=naam,
        uit=f"{'Een nieuwe gemeente, uit' if antwoord['gemeente']['nieuw'] else 'Uit'} {oud}.",
        feit=antwoord["feit"]["wat"] if antwoord["feit"] else "",
        dag=dag,
        vergeleken=datum_lang(antwoord["vergelekenMet"]),
        conclusie=[f"{een.sector}: {een.conclusie}" for een in sectoren],
        sectoren=sectoren,
        congruentie=[rij for een in antwoord["congruentie"] for rij in _congruentie(een)],
        open_jeugdregio=_open_jeugdregio(antwoord["congruentie"], naam),
        opties=[_optie(een, antwoord["congruentie"]) for een in antwoord["opties"]],
        bijlage=_bijlage(antwoord["bijlage"], naam),
        namen=[(een["was"], reeks(een["postcodes"])) for een in antwoord["bijlage"]["andereNaam"]],
        let_op=[(_LET_OP[een["niveau"]], datum_lang(een["wat"])) for een in antwoord["bevindingen"]],
        weging="; ".join(f"{sector}: {titel}" for sector, titel in antwoord["weging"].items()),
        regeling=datum_lang(f"Regeling van {regeling['versie']}. {regeling['toelichting'] or ''}") if regeling else "",
        herkomst=antwoord["herkomst"],
    )


def _sector(sector: Json, naam: str) -> Sectorbeeld:
    voor, na = sector["tafelsPerGemeente"]["voor"], sector["tafelsPerGemeente"]["na"]
    namen = {een["code"]: een["naam"] for een in (*voor, *na)}
    tafels = [{een["code"]: _tafels(een) for een in kant} for kant in (voor, na)]
    return Sectorbeeld(
        sector=sector["sector"],
        titel=SECTORNAAM[sector["sector"]][:1].upper() + SECTORNAAM[sector["sector"]][1:],
        conclusie=_GEVOLG[sector["gevolg"]].format(naam),
        verbanden=[_verband(een) for een in sector["verbanden"]],
        open=reeks(sector["postcodesOpen"]),
        per_gemeente=[
            (wie, tafels[0].get(code, "bestaat nog niet"), tafels[1].get(code, f"gaat op in {naam}"))
            for code, wie in namen.items()
        ],
        tafels=[_tafel(een) for een in sector["tafels"]],
        deelnemers=[(een["code"], _leden(een, "voor"), _leden(een, "na")) for een in sector["tafels"]],
    )


def _tafels(gemeente: Json) -> str:
    zeker = opsomming(gemeente["tafels"]) or "geen"
    return f"{zeker}; misschien ook {opsomming(gemeente['misschien'])}" if gemeente["misschien"] else zeker


def _verband(verband: Json) -> tuple[str, ...]:
    return (
        _wie(verband),
        getal(verband["kinderen"]),
        _deel(verband["aandeelKinderen"]),
        getal(verband["inwoners"]),
        _deel(verband["aandeelInwoners"]),
        reeks(verband["postcodes"]),
    )


def _wie(verband: Json) -> str:
    return f"{verband['naam']} ({verband['code']})" if verband["naam"] else str(verband["code"])


def _deel(aandeel: float | None) -> str:
    return "niet bekend" if aandeel is None else procent(aandeel)


def _tafel(tafel: Json) -> tuple[str, ...]:
    weg, erbij = (opsomming(een["naam"] or een["code"] for een in tafel[veld]) or "–" for veld in ("weg", "erbij"))
    return _wie(tafel), str(len(tafel["voor"])), str(len(tafel["na"])), weg, erbij


def _leden(tafel: Json, kant: str) -> str:
    zeker = opsomming(een["naam"] or een["code"] for een in tafel[kant]) or "niemand zeker"
    misschien = tafel[f"misschien{kant.capitalize()}"]
    return f"{zeker}; misschien ook {opsomming(een['naam'] for een in misschien)}" if misschien else zeker


def _congruentie(een: Json) -> list[tuple[str, ...]]:
    """A row per sector; where the jeugdregio is open one per jeugdregio: what is left out cannot be compared."""
    if een["vergelijkbaar"]:
        return [_maatrij(een["sector"], een["voor"], een["na"])]
    return [
        _maatrij(f"{een['sector']}, bij {_regio(keuze)}", een["voor"], keuze["v"]) for keuze in een["perJeugdregio"]
    ]


def _maatrij(wat: str, voor: float, na: float) -> tuple[str, ...]:
    return wat, _maat(voor), _maat(na), verschil(na - voor)


def _regio(regio: Json) -> str:
    return f"jeugdregio {regio['naam'] or regio['code']}"


def _open_jeugdregio(congruentie: Sequence[Json], naam: str) -> str:
    if all(een["vergelijkbaar"] for een in congruentie):
        return ""
    return f"{naam} ligt op grond van meer dan één jeugdregio. Welke het wordt staat nog open; ze staan er allemaal."


def _maat(waarde: float) -> str:
    return f"{waarde:.4f}".replace(".", ",")


def _optie(optie: Json, congruentie: Sequence[Json]) -> Optiebeeld:
    voor = {een["sector"]: een["voor"] for een in congruentie}
    feiten = [(f"Tafels {sector}", opsomming(tafels) or "geen") for sector, tafels in optie["tafels"].items()]
    feiten += [
        (f"V-maat {sector} met de jeugdregio’s", _optiemaat(optie, sector, voor[sector])) for sector in optie["v"]
    ]
    verhuisd = [f"{getal(aantal)} in {sector}" for sector, aantal in optie["kinderen"].items() if aantal]
    feiten.append(("Kinderen die van verband wisselen", opsomming(verhuisd) or "geen"))
    return Optiebeeld(
        naam=optie["optie"],
        titel=_OPTIETITELS[optie["optie"]],
        wat=optie["wat"],
        feiten=feiten,
        rijen=[(rij["postcode"], rij["sector"], rij["was"], rij["wordt"]) for rij in optie["rijen"]],
    )


def _optiemaat(optie: Json, sector: str, voor: float) -> str:
    """The measure beside that of now; one for every jeugdregio where that is open."""

    def naast(v: float) -> str:
        return f"{_maat(v)} ({verschil(v - voor)} naast nu)"

    keuzes = optie["vPerJeugdregio"][sector]
    return "; ".join(f"{naast(een['v'])} bij {_regio(een)}" for een in keuzes) or naast(optie["v"][sector])


def _bijlage(bijlage: Json, naam: str) -> str:
    aantal = bijlage["aantal"]
    if not aantal:
        return "In de bijlage van de regeling krijgt geen rij een andere gemeentenaam."
    wat = "krijgt één rij" if aantal == 1 else f"krijgen {aantal} rijen"
    return f"In de bijlage van de regeling {wat} de naam {naam} (artikel 3). De verbanden in die rijen blijven gelijk."
