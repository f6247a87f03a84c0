"""``regio overleg``: the OOGO of a gemeente or a samenwerkingsverband."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from regio.cli.gedeeld import open_stand, swv_datum
from regio.cli.kaart import keur, schrijf
from regio.cli.slot import regelingzin
from regio.congruentie.getallen import geteld, heel
from regio.fouten import Fout, RegioFout, Vraagfout
from regio.instellingen import lees_instellingen
from regio.stand.stand import Stand
from regio.zoeken.register import register_van

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Doel:
    """Where the answer goes: as JSON to the screen, or to a file in the form that its name tells."""

    als_json: bool = False
    uit: Path | None = None
    vervang: bool = False


def toon_overleg(wie: str | None, peildatum: str | None, doel: Doel, *, landelijk: bool = False) -> None:
    """Tell with whom a gemeente (code or name), an SWV (code) or every gemeente must agree. Raises RegioFout."""
    if (wie is None) is not landelijk:
        raise Vraagfout(Fout("wie", "wie-of-landelijk", _WIE_OF_LANDELIJK))
    if wie is None:
        from regio.cli.overleg_landelijk import toon_landelijk

        toon_landelijk(peildatum, doel)
    else:
        _toon_een(wie, peildatum, doel)


_WIE_OF_LANDELIJK = "Noem een gemeente of samenwerkingsverband, of geef --landelijk voor alle gemeenten; niet allebei."


def _toon_een(wie: str, peildatum: str | None, doel: Doel) -> None:
    datum = swv_datum(peildatum)
    if doel.uit is not None:
        keur_doel(doel.uit, vervang=doel.vervang)
    antwoord = _antwoord(open_stand(lees_instellingen()), wie, datum)
    if doel.uit is not None:
        schrijf([(doel.uit, _VORMEN[doel.uit.suffix.lower()](antwoord))], vervang=doel.vervang)
    elif doel.als_json:
        sys.stdout.write(json.dumps(antwoord, ensure_ascii=False, indent=2) + "\n")
    else:
        (_gemeenteblad if "tafels" in antwoord else _verband)(antwoord)


def keur_doel(uit: Path, *, vervang: bool) -> None:
    """Refuse a target before any work is done. Raises RegioFout."""
    if uit.suffix.lower() not in _VORMEN:
        raise RegioFout(f"Geef {uit.name} een naam die eindigt op {', '.join(_VORMEN)}.")
    keur([uit], vervang=vervang)


def _csv(antwoord: Json) -> bytes:
    from regio.overleg.uitvoer import als_overleg_csv

    return als_overleg_csv(antwoord)


def _werkmap(antwoord: Json) -> bytes:
    from regio.overleg.uitvoer import als_werkmap

    return als_werkmap(antwoord)


def _agenda(antwoord: Json) -> bytes:
    from regio.overleg.uitvoer import als_agenda

    wie = antwoord["gemeente"]["naam"] if "gemeente" in antwoord else antwoord["code"]
    return als_agenda(date.fromisoformat(antwoord["geldigOp"]), wie)


_VORMEN: dict[str, Callable[[Json], bytes]] = {".csv": _csv, ".xlsx": _werkmap, ".ics": _agenda}


def _antwoord(stand: Stand, wie: str, datum: str) -> Json:
    from regio.overleg.gemeente import overleg_van_gemeente
    from regio.overleg.verband import overleg_van_verband
    from regio.overleg.vinden import SWV

    # A code that has the form of one is asked as it is, so that the answer can say that it does not exist.
    code = wie.strip().upper()
    if SWV.fullmatch(code) or SWV.fullmatch(code := _bedoeld(stand, wie, datum)):
        return overleg_van_verband(stand, code, datum)
    return overleg_van_gemeente(stand, code, datum)


def _bedoeld(stand: Stand, wie: str, datum: str) -> str:
    """The code of the gemeente or SWV that is meant. Raises Vraagfout for none and for several."""
    from regio.overleg.vinden import gevonden

    codes = gevonden(stand, wie, datum)
    if len(codes) == 1:
        return codes[0]
    if codes:
        namen = register_van(stand).gemeenten
        keuze = " of ".join(f"{een} ({namen[een]['naam']})" if een in namen else een for een in codes)
        raise Vraagfout(Fout("gemeente", "meerdere", f"Er zijn meer gemeenten met deze naam; kies {keuze}."))
    raise Vraagfout(
        Fout("wie", "onbekend", "Geen gemeente of samenwerkingsverband gevonden; geef bijvoorbeeld GM1730 of VO2001.")
    )


def _gemeenteblad(antwoord: Json) -> None:
    gemeente = antwoord["gemeente"]
    _kop(f"{gemeente['naam']} ({gemeente['code']})", antwoord)
    for tafel in antwoord["tafels"]:
        deel = tafel["aandeelKinderen"]
        hoe = "" if deel in (None, 1.0) else f", {_procent(deel)} van de kinderen van de gemeente"
        zeker = "" if tafel["zeker"] else ", niet zeker"
        _tabel(f"{_wie(tafel)}{hoe}{zeker}", tafel["gemeenten"])
    regios = _regionamen(antwoord)
    for rij in antwoord["samenloop"]:
        ergens = len(rij["inBeide"]) + len(rij["alleenTafel"]) + len(rij["alleenRegio"])
        samen = f"{len(rij['inBeide'])} van {ergens} andere gemeenten zitten in beide."
        sys.stdout.write(f"{rij['tafel']} en {regios[rij['regio']]}: {samen}\n")
    _voet(antwoord)


def _regionamen(antwoord: Json) -> dict[str, str]:
    """Every region of whole gemeenten as it is called, by its code."""
    soorten = (("jeugdregio", antwoord["jeugdregios"]), ("RMC-regio", antwoord["rmcRegios"]))
    return {
        rij["code"]: f"{soort} {rij['naam']} ({rij['code']})" if rij["naam"] else f"{soort} {rij['code']}"
        for soort, rijen in soorten
        for rij in rijen
    }


def _verband(antwoord: Json) -> None:
    _kop(_wie(antwoord), antwoord)
    _tabel(geteld(antwoord["aantalGemeenten"], "gemeente", "gemeenten"), antwoord["gemeenten"])
    for regio in antwoord["jeugdregios"]:
        deel = "" if regio["aandeel"] is None else f": {_procent(regio['aandeel'])} van de kinderen"
        sys.stdout.write(f"Jeugdregio {regio['code']} {regio['naam'] or ''}{deel}\n")
    _voet(antwoord)


def _wie(verband: Json) -> str:
    return f"{verband['code']} ({verband['naam']})" if verband["naam"] else str(verband["code"])


def _kop(wie: str, antwoord: Json) -> None:
    sys.stdout.write(f"OOGO van {wie} op {antwoord['geldigOp']}\n\n")


def _tabel(titel: str, gemeenten: list[Json]) -> None:
    from rich.console import Console
    from rich.table import Table

    sys.stdout.write(f"{titel}\n")
    tabel = Table("code", "gemeente", "ligging", "kinderen", "aandeel")
    for rij in gemeenten:
        ligging = "niet zeker" if rij["geheel"] is None else "geheel" if rij["geheel"] else "deel"
        deel = "onbekend" if rij["aandeel"] is None else _procent(rij["aandeel"])
        tabel.add_row(rij["code"], rij["naam"] or "", ligging, heel(rij["kinderen"]), deel)
    Console(width=None if sys.stdout.isatty() else 120).print(tabel)


def _voet(antwoord: Json) -> None:
    for termijn in antwoord["termijnen"]:
        sys.stdout.write(f"{termijn['dag']}: {termijn['wat']}.\n")
    for regel in (antwoord["geenOvereenstemming"]["tekst"], *(een["tekst"] for een in antwoord["opmerkingen"])):
        sys.stdout.write(f"{regel}\n")
    if zin := regelingzin(antwoord["regeling"]):
        sys.stdout.write(f"{zin}\n")


def _procent(deel: float) -> str:
    return f"{100 * deel:.1f} %".replace(".", ",")
