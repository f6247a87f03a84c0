"""``regio regeling importeer``: a new version of the regeling, shown with all its consequences before it is written."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

from regio.cli.gedeeld import open_stand
from regio.cli.scenario_bron import lees_bestand, meld, uit_bestand
from regio.fouten import RegioFout, Vraagfout
from regio.instellingen import lees_instellingen
from regio.tijdlijn.peildatum import lees_datum

if TYPE_CHECKING:
    from regio.bijlage.opdracht import Opdracht
    from regio.bijlage.voorstel import Voorstel
    from regio.bronnen.rijen import Correctie, Feiten
    from regio.regeling_lijst import Gedrukt
    from regio.regeling_verschil import Vergelijking
    from regio.stand.stand import Stand

# A version that lacks more than this share of the postcodes of the one before it is a part of a table.
MEESTE_WEG = 0.1


@dataclass(frozen=True, slots=True)
class Keuzes:
    """The options, as typed."""

    versie: str
    geldig_vanaf: str
    gemeenten_per: str | None = None
    vindplaats: str | None = None
    correcties: Path | None = None
    naar: Path | None = None
    zoals_gedrukt: bool = False
    sluit_aan: bool = False
    ja: bool = False


def importeer(bestand: Path, keuzes: Keuzes) -> None:
    """Show what a version in a file would change, and write it when that is confirmed. Raises RegioFout."""
    from regio.bijlage.gevolg import gevolg
    from regio.bijlage.opdracht import keur_opdracht, staat_er_al
    from regio.bijlage.voorstel import maak_voorstel
    from regio.bronnen.lezen import lees_feiten
    from regio.cli.regeling_voorstel import toon_voorstel

    instellingen = lees_instellingen()
    opdracht = _opdracht(bestand, keuzes)
    feiten = lees_feiten(instellingen.gegevens)
    stand = _stand_van(open_stand(instellingen), feiten, ("gemeenten", "aliassen"))
    gedrukt = _lees(bestand, stand, feiten, keuzes)
    if staat_er_al(feiten, opdracht, gedrukt.rijen):
        _zeg(f"De versie van {opdracht.versie} staat er al, precies zo. Er is niets te doen.")
        return
    vorige = keur_opdracht(feiten, opdracht)
    correcties = _correcties(keuzes.correcties, opdracht, gedrukt, feiten)
    vergelijking = _vergelijk(_stand_van(stand, feiten, ("versies",)), vorige.versie, gedrukt)
    mogelijk = {een.nieuw: een.uitleg for een in vergelijking.verschillen if een.soort == "drukfout"}
    voorstel = maak_voorstel(instellingen.gegevens, feiten, opdracht, gedrukt.rijen, correcties, mogelijk)
    toon_voorstel(opdracht, vergelijking, gevolg(feiten, voorstel, opdracht, gedrukt.rijen, correcties), voorstel)
    _keur(voorstel, feiten, instellingen.gegevens)
    _schrijf(instellingen.gegevens, keuzes, voorstel)


def _opdracht(bestand: Path, keuzes: Keuzes) -> Opdracht:
    from regio.bijlage.opdracht import VINDPLAATS, Opdracht
    from regio.congruentie.eigen_bestand import toonbaar

    vanaf = lees_datum(keuzes.geldig_vanaf, "geldig-vanaf")
    return Opdracht(
        versie=lees_datum(keuzes.versie, "versie"),
        geldig_vanaf=vanaf,
        gemeenten_per=lees_datum(keuzes.gemeenten_per, "gemeenten-per") if keuzes.gemeenten_per else vanaf,
        vindplaats=" ".join((keuzes.vindplaats or VINDPLAATS).split()),
        bestand=toonbaar(bestand.name),
        ingelezen_op=datetime.now(UTC).date(),
        sluit_aan=keuzes.sluit_aan,
    )


def _stand_van(stand: Stand, feiten: Feiten, tabellen: Sequence[str]) -> Stand:
    """The edition in use when its tables are those of the facts, and else one that is made now, without maps."""
    if all(stand.tabellen[naam] == _als_tabel(feiten, naam) for naam in tabellen):
        return stand
    from regio.gebieden.schets import maak_schets
    from regio.stand.bestand import Sectiebestand, inhoud
    from regio.stand.compileren import secties_van
    from regio.stand.stand import Stand
    from regio.stand.toestanden import Opbouw

    _zeg("De editie in gebruik is van andere gegevens. Er wordt nu een gemaakt om mee te vergelijken (halve minuut).")
    return Stand(Sectiebestand(memoryview(inhoud(secties_van(Opbouw(feiten), maak_schets(feiten))))))


def _als_tabel(feiten: Feiten, naam: str) -> list[dict[str, object]]:
    return [
        {veld: waarde.isoformat() if isinstance(waarde, date) else waarde for veld, waarde in asdict(rij).items()}
        for rij in getattr(feiten, naam)
    ]


def _lees(bestand: Path, stand: Stand, feiten: Feiten, keuzes: Keuzes) -> Gedrukt:
    from regio.bijlage.keuren import keuring
    from regio.bijlage.lezen import MEESTE_BYTES
    from regio.congruentie.eigen_bestand import toonbaar
    from regio.regeling_lijst import lees_gedrukt
    from regio.stand.toestanden import Opbouw

    inhoud = lees_bestand(bestand, MEESTE_BYTES)
    keur = keuring(Opbouw(feiten).namen, zoals_gedrukt=keuzes.zoals_gedrukt)
    try:
        return lees_gedrukt(inhoud, toonbaar(bestand.name), stand, keur)
    except Vraagfout as fout:
        meld([uit_bestand(bestand, fout)])
        raise


def _correcties(bestand: Path | None, opdracht: Opdracht, gedrukt: Gedrukt, feiten: Feiten) -> Sequence[Correctie]:
    from regio.bijlage.keuren import lees_correcties
    from regio.scenario.bestand import MEESTE_BYTES

    if bestand is None:
        return ()
    try:
        return lees_correcties(lees_bestand(bestand, MEESTE_BYTES), opdracht.versie, gedrukt.rijen, feiten.correcties)
    except Vraagfout as fout:
        meld([uit_bestand(bestand, fout)])
        raise


def _vergelijk(stand: Stand, vorige: date, gedrukt: Gedrukt) -> Vergelijking:
    """The differences with the version before it. Raises RegioFout for a file that holds only a part of a table."""
    from regio.regeling_lijst import van_versie
    from regio.regeling_verschil import vergelijk

    oud = van_versie(stand, vorige.isoformat())
    stond = {pc4 for pc4, rij in oud.postcodes.items() if rij.genoemd}
    weg = stond - gedrukt.lijst.postcodes.keys()
    if len(weg) > MEESTE_WEG * len(stond):
        raise RegioFout(
            f"Dit lijkt een deel van de tabel: {len(weg)} van de {len(stond)} postcodes van {oud.titel} staan er niet "
            "in. Geef de hele bijlage; een wijzigingsregeling noemt alleen wat wijzigt."
        )
    return vergelijk(stand, oud, gedrukt.lijst)


def _keur(voorstel: Voorstel, feiten: Feiten, map_: Path) -> None:
    """Refuse what `regio data controleer` would refuse. Raises RegioFout."""
    fouten = [een for een in voorstel.bevindingen if een.niveau == "fout"]
    if not fouten:
        return
    for een in fouten:
        sys.stderr.write(f"{een.code}, {een.waar}: {een.wat}\n")
    from regio.controle import controleer

    al = sum(een.niveau == "fout" for een in controleer(feiten, map_))
    wat = "De gegevens hadden al fouten; herstel die eerst (regio data controleer)." if al else "Herstel dat eerst."
    raise RegioFout(f"Er is niets geschreven: zo zouden de gegevens {len(fouten)} fout(en) bevatten. {wat}")


def _schrijf(gegevens: Path, keuzes: Keuzes, voorstel: Voorstel) -> None:
    from regio.bronnen.wisselen import schrijf_kopie, vervang

    doel = keuzes.naar
    if not keuzes.ja:
        wat = f"naar {doel}" if doel else f"in {gegevens}"
        _zeg(f"Er is niets geschreven. Met --ja wordt dit {wat} geschreven.")
    elif doel is not None:
        schrijf_kopie(gegevens, doel, voorstel.inhoud)
        _zeg(f"De gegevens staan nu met deze versie in {doel}. Neem ze in gebruik met:")
        # On a line of its own, unfolded: a command is there to be copied.
        sys.stdout.write(f"  regio data laad {quote(str(doel))}\n")
        _zeg(f"Zet REGIO_GEGEVENS op {doel}, zodat de dienst ze ook later gebruikt.")
    elif not os.access(gegevens, os.W_OK):
        raise RegioFout(
            f"In {gegevens} mag u niet schrijven. Geef met --map een map voor een kopie, en zet REGIO_GEGEVENS daarop."
        )
    else:
        vervang(gegevens, voorstel.inhoud)
        _zeg(f"De gegevens in {gegevens} bevatten nu deze versie. Neem ze in gebruik met: regio data laad")


def _zeg(tekst: str) -> None:
    from regio.cli.scherm import regel

    regel(tekst)
    sys.stdout.flush()
