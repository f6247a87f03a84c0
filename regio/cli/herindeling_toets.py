"""``regio herindeling toets``: what a herindeling that has not happened would do."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from regio.cli.gedeeld import open_stand
from regio.cli.slot import regelingzin
from regio.congruentie.getallen import geteld, heel
from regio.instellingen import lees_instellingen
from regio.tijdlijn.toets import toets
from regio.tijdlijn.voorstel import Aanvraag, lees_voorstel

Json = dict[str, Any]
_GEVOLG = {
    "geen": "blijft in één samenwerkingsverband",
    "nieuw-gesplitst": "komt in meer dan één samenwerkingsverband te liggen",
    "al-gesplitst": "ligt in meer dan één samenwerkingsverband; dat was al zo voor een van de oude gemeenten",
    "niet-te-zeggen": "ligt op grond waarvan het samenwerkingsverband openstaat",
}


def toon_toets(samenvoegen: Sequence[str], delen: Sequence[str], naam: str, datum: str, *, als_json: bool) -> None:
    """Print the test of a herindeling. Raises Vraagfout with everything that is wrong with what was asked."""
    stand = open_stand(lees_instellingen())
    antwoord = toets(stand, lees_voorstel(stand, Aanvraag(naam, datum, samenvoegen, delen)))
    if als_json:
        sys.stdout.write(json.dumps(antwoord, ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("\n".join(_blad(antwoord)) + "\n")


# -- the sheet ------------------------------------------------------------------------------------


def _blad(antwoord: Json) -> list[str]:
    gemeente, oud = antwoord["gemeente"], antwoord["oudeGemeenten"]
    code = "nieuwe gemeente" if gemeente["nieuw"] else gemeente["code"]
    uit = [
        f"Toets: {gemeente['naam']} ({code}) op {antwoord['datum']}, vergeleken met {antwoord['vergelekenMet']}",
        f"Uit: {_namen(oud)}",
        *([antwoord["feit"]["wat"]] if antwoord["feit"] else []),
    ]
    for sector in antwoord["sectoren"]:
        uit += ["", *_sector(sector, gemeente["naam"])]
    uit += ["", "Congruentie met de jeugdregio's (V-maat)"]
    uit += [regel for een in antwoord["congruentie"] for regel in _congruentie(een, gemeente["naam"])]
    uit += ["", "Mogelijkheden"]
    uit += [regel for optie in antwoord["opties"] for regel in _optie(optie)]
    uit += ["", *_bijlage(antwoord["bijlage"], gemeente["naam"])]
    if antwoord["bevindingen"]:
        uit += ["", "Let op", *(f"  {een['niveau']}: {een['wat']}" for een in antwoord["bevindingen"])]
    return [*uit, "", regelingzin(antwoord["regeling"])]


def _sector(sector: Json, naam: str) -> list[str]:
    uit = [f"{sector['sector']}: {naam} {_GEVOLG[sector['gevolg']]}"]
    for verband in sector["verbanden"]:
        deel = "" if verband["aandeelKinderen"] is None else f" ({_procent(verband['aandeelKinderen'])})"
        telt = f"{len(verband['postcodes'])} postcodes, {heel(verband['kinderen'])} kinderen{deel}"
        uit.append(f"  {_wie(verband)}: {telt}, {heel(verband['inwoners'])} inwoners")
    if sector["postcodesOpen"]:
        uit.append(f"  Niet zeker in welk verband: {', '.join(sector['postcodesOpen'])}")
    voor, na = sector["tafelsPerGemeente"]["voor"], sector["tafelsPerGemeente"]["na"]
    uit.append(f"  OOGO-tafels ervoor: {_tafels(voor)}")
    uit.append(f"  OOGO-tafels erna: {_tafels(na)}")
    return uit + [f"  Tafel {_wie(een)}: {_tafel(een)}" for een in sector["tafels"]]


def _congruentie(een: Json, naam: str) -> list[str]:
    if een["vergelijkbaar"]:
        return [f"  {een['sector']}: van {_maat(een['voor'])} naar {_maat(een['na'])}"]
    return [
        f"  {een['sector']}: nu {_maat(een['voor'])}. Bij welke jeugdregio {naam} komt staat nog open; het wordt",
        *(f"    {_maat(keuze['v'])} bij {_regio(keuze)}" for keuze in een["perJeugdregio"]),
    ]


def _regio(regio: Json) -> str:
    return f"jeugdregio {regio['naam'] or ''} ({regio['code']})".replace("  ", " ")


def _tafel(tafel: Json) -> str:
    telling = f"van {len(tafel['voor'])} naar {geteld(len(tafel['na']), 'gemeente', 'gemeenten')}"
    stukken = [f"{kop} {_namen(tafel[veld])}" for kop, veld in (("weg:", "weg"), ("erbij:", "erbij")) if tafel[veld]]
    open_ = [f"misschien ook {_namen(tafel['misschienNa'])}"] if tafel["misschienNa"] else []
    return "; ".join([telling, *stukken, f"erna: {_namen(tafel['na'])}", *open_])


def _tafels(rijen: Iterable[Json]) -> str:
    return "; ".join(f"{rij['naam']} {', '.join(rij['tafels']) or 'geen'}{_open(rij)}" for rij in rijen)


def _open(rij: Json) -> str:
    return f" (misschien {', '.join(rij['misschien'])})" if rij["misschien"] else ""


def _optie(optie: Json) -> list[str]:
    tafels = ", ".join(swv for sector in ("PO", "VO") for swv in optie["tafels"][sector])
    kinderen = ", ".join(f"{heel(aantal)} kinderen {sector}" for sector, aantal in optie["kinderen"].items() if aantal)
    v = ", ".join(f"{sector} {_per_regio(optie, sector) or _maat(waarde)}" for sector, waarde in optie["v"].items())
    regels = [f"  {optie['optie']}: {optie['wat']}", f"    Tafels van de gemeente: {tafels}. V-maat: {v}."]
    if kinderen:
        regels.append(f"    Van verband wisselen: {kinderen}.")
    return regels + [
        f"    {rij['postcode']} {rij['sector']}: {rij['was']} wordt {rij['wordt']}" for rij in optie["rijen"]
    ]


def _per_regio(optie: Json, sector: str) -> str:
    """The measure for every jeugdregio that is possible; empty when there is one."""
    return " of ".join(f"{_maat(een['v'])} bij {_regio(een)}" for een in optie["vPerJeugdregio"][sector])


def _bijlage(bijlage: Json, naam: str) -> list[str]:
    if not bijlage["aantal"]:
        return ["Bijlage: geen rij krijgt een andere gemeentenaam."]
    uit = [f"Bijlage: {bijlage['aantal']} rijen krijgen de naam {naam} (artikel 3)"]
    return uit + [f"  {een['was']}: {', '.join(een['postcodes'])}" for een in bijlage["andereNaam"]]


def _namen(gemeenten: Iterable[Json]) -> str:
    return ", ".join(een["naam"] or een["code"] for een in gemeenten)


def _wie(verband: Json) -> str:
    return f"{verband['code']} ({verband['naam']})" if verband["naam"] else str(verband["code"])


def _procent(deel: float) -> str:
    return f"{100 * deel:.1f} %".replace(".", ",")


def _maat(waarde: float) -> str:
    return f"{waarde:.4f}".replace(".", ",")
