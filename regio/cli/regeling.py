"""``regio regeling vergelijk``: what differs between two versions of the regeling, and why."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from regio.cli.gedeeld import open_stand
from regio.cli.scenario_bron import Bestandsfout, lees_bestand, meld, uit_bestand
from regio.cli.uitvoer import Uitvoer, als_json
from regio.fouten import RegioFout, Vraagfout
from regio.instellingen import lees_instellingen

if TYPE_CHECKING:
    from regio.regeling_lijst import Regelinglijst
    from regio.regeling_verschil import Vergelijking, Verschil
    from regio.stand.stand import Stand

MEESTE_POSTCODES = 15
_TITELS = {
    "herindeling": "Herindeling: de grond kwam bij een andere gemeente",
    "verplaatst": "Verplaatst: de grond ging naar een ander verband",
    "nieuwe-postcode": "Nieuwe postcode",
    "vervallen-postcode": "Vervallen postcode",
    "drukfout": "Drukfout, of daar lijkt het op",
}


def vergelijk_versies(oud: str, nieuw: str, uitvoer: Uitvoer) -> None:
    """Print or write every difference between two versions, each by its date or a file. Raises RegioFout."""
    from regio.congruentie.tabel import als_csv
    from regio.regeling_verschil import vergelijk

    vorm = uitvoer.vorm
    uitvoer.keur()
    stand = open_stand(lees_instellingen())
    eerst, later = _lijsten(stand, oud, nieuw)
    uitkomst = vergelijk(stand, eerst, later)
    if vorm == "tekst":
        toon_vergelijking(uitkomst)
    else:
        uitvoer.geef(als_csv(uitkomst.als_tabel()) if vorm == "csv" else als_json(uitkomst.als_json()))


def _lijsten(stand: Stand, *bronnen: str) -> list[Regelinglijst]:
    """Both versions; the faults of both files are told before RegioFout is raised."""
    uit: list[Regelinglijst] = []
    fouten: list[Bestandsfout] = []
    for bron in bronnen:
        try:
            uit.append(_lijst(stand, bron))
        except Bestandsfout as fout:
            fouten.append(fout)
    meld(fouten)
    return uit


def _lijst(stand: Stand, bron: str) -> Regelinglijst:
    from regio.bijlage.lezen import MEESTE_BYTES
    from regio.congruentie.eigen_bestand import toonbaar
    from regio.regeling_lijst import lees_regeling, van_versie, versies

    if bron in versies(stand):
        return van_versie(stand, bron)
    pad = Path(bron)
    if not pad.exists():
        bekend = ", ".join(versies(stand))
        raise RegioFout(f"{toonbaar(bron)} is geen bestand en geen bekende versie. Bekend zijn: {bekend}.")
    inhoud = lees_bestand(pad, MEESTE_BYTES)
    try:
        return lees_regeling(inhoud, toonbaar(pad.name), stand)
    except Vraagfout as fout:
        raise uit_bestand(pad, fout) from None


def toon_versies() -> None:
    """Print the versions that are known: from when, until when, in which form, and where they are from."""
    from regio.cli.scherm import tabel

    rijen = open_stand(lees_instellingen()).tabellen["versies"]
    kop = ("versie", "geldt vanaf", "tot", "gemeenten van", "vorm", "vindplaats")
    velden = ("versie", "geldig_vanaf", "geldig_tot", "gemeenten_per", "vorm", "vindplaats")
    tabel("Versies van de regeling", kop, [[rij[veld] or "" for veld in velden] for rij in rijen], vouwbaar=kop[-1:])


def toon_vergelijking(uitkomst: Vergelijking) -> None:
    """Print every difference, by kind."""
    from regio.cli.scherm import BREEDTE, regel
    from regio.regeling_verschil import OPEN, SOORTEN

    titel = f"Van {uitkomst.oud} naar {uitkomst.nieuw}"
    sys.stdout.write(f"{titel}\n{'─' * min(len(titel), BREEDTE)}\n")
    if not uitkomst.verschillen:
        regel("Geen verschillen.")
    for soort in SOORTEN:
        rijen = [een for een in uitkomst.verschillen if een.soort == soort]
        if rijen:
            _tabel(_TITELS[soort], rijen)
    for sector, pc4s in uitkomst.open.items():
        if pc4s:
            regel(f"{sector}, niet te vergelijken: {', '.join(pc4s)}. {OPEN}")


def _tabel(titel: str, rijen: list[Verschil]) -> None:
    from regio.cli.scherm import tabel
    from regio.congruentie.getallen import kort

    kop = ("kolom", "gemeente", "postcodes", "oud", "nieuw", "uitleg")
    cellen = [
        (een.kolom, een.gemeente, kort(een.postcodes, MEESTE_POSTCODES, "postcodes"), een.oud, een.nieuw, een.uitleg)
        for een in rijen
    ]
    tabel(titel, kop, cellen, vouwbaar=kop[1:])
