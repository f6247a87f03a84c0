"""Where ``regio scenario`` takes its moves from: a worked example, a file of moves or a whole table, or a bare day."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from regio.cli.gedeeld import swv_datum
from regio.fouten import RegioFout, Vraagfout
from regio.schijf import reden

if TYPE_CHECKING:
    from regio.scenario.doorrekening import Kant
    from regio.scenario.voorbeelden import Voorbeeld
    from regio.scenario.zetten import Zet
    from regio.stand.stand import Stand

_DAG = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


class Bestandsfout(RegioFout):
    """A file that is not used; ``regels`` are its faults in words."""

    def __init__(self, bestand: str, regels: Sequence[str]) -> None:
        self.bestand, self.regels = bestand, tuple(regels)
        super().__init__(f"{bestand} is niet gebruikt: {' '.join(regels)}")


def lees_kanten(stand: Stand, bronnen: Sequence[str], gegevens: Path, peildatum: str | None, weging: str) -> list[Kant]:
    """Every side that is asked for; the faults of all files are told on stderr before RegioFout is raised."""
    uit: list[Kant] = []
    fouten: list[Bestandsfout] = []
    for bron in bronnen:
        try:
            uit.append(_kant(stand, bron, gegevens, peildatum, weging))
        except Bestandsfout as fout:
            fouten.append(fout)
    meld(fouten)
    return uit


def meld(fouten: Sequence[Bestandsfout]) -> None:
    """Tell every fault of files that cannot be used, and raise RegioFout; nothing when there is none."""
    if not fouten:
        return
    for bestand in fouten:
        sys.stderr.write("".join(f"{bestand.bestand}: {regel}\n" for regel in bestand.regels))
    aantal = sum(len(een.regels) for een in fouten)
    wie = " en ".join(een.bestand for een in fouten)
    raise RegioFout(f"Er is niets berekend: {aantal} {'fout' if aantal == 1 else 'fouten'} in {wie}.")


def lees_bestand(pad: Path, meeste: int) -> bytes:
    """The whole file, of at most ``meeste`` bytes. Raises RegioFout, or Bestandsfout for one that is larger."""
    if not pad.is_file():
        raise RegioFout(f"{_toonbaar(str(pad))} bestaat niet of is geen bestand.")
    try:
        with pad.open("rb") as invoer:
            inhoud = invoer.read(meeste + 1)
    except OSError as fout:
        raise RegioFout(f"{_toonbaar(pad.name)} kan niet worden gelezen: {reden(fout)}.") from None
    if len(inhoud) > meeste:
        zin = f"Het bestand is groter dan {meeste // 1_000_000} MB; een tabel met alle postcodes is nog geen MB."
        raise Bestandsfout(_toonbaar(pad.name), (zin,))
    return inhoud


def uit_bestand(pad: Path, fout: Vraagfout) -> Bestandsfout:
    """The faults of a file, to be told one to a line."""
    return Bestandsfout(_toonbaar(pad.name), [een.melding for een in fout.fouten])


def voorbeelden(gegevens: Path) -> dict[str, Voorbeeld]:
    """The worked examples by name. Raises Bronfout."""
    from regio.scenario.voorbeelden import lees_voorbeelden

    return {een.naam: een for een in lees_voorbeelden(gegevens)}


def _kant(stand: Stand, bron: str, gegevens: Path, peildatum: str | None, weging: str) -> Kant:
    from regio.scenario.doorrekening import kant

    if _DAG.fullmatch(bron):
        datum = swv_datum(bron)
        return kant(stand, datum, f"de indeling van {datum}", datum, (), weging)
    voorbeeld = voorbeelden(gegevens).get(bron)
    if voorbeeld:
        datum = swv_datum(peildatum) if peildatum else voorbeeld.peildatum.isoformat()
        return kant(stand, voorbeeld.naam, voorbeeld.titel, datum, voorbeeld.zetten, weging)
    pad, datum = Path(bron), swv_datum(peildatum)
    if not pad.exists():
        raise RegioFout(
            f"{_toonbaar(bron)} is geen bestand, geen voorbeeld en geen datum. De voorbeelden staan bij: "
            "regio scenario voorbeelden."
        )
    return kant(stand, pad.stem, _toonbaar(pad.name), datum, _lees_zetten(stand, pad, datum), weging)


def _lees_zetten(stand: Stand, pad: Path, datum: str) -> tuple[Zet, ...]:
    """The moves in a file, or those that a whole table comes down to. Raises RegioFout or Bestandsfout."""
    from regio.scenario.beeld import basis_van
    from regio.scenario.bestand import MEESTE_BYTES
    from regio.scenario.csvinvoer import lees_csv

    inhoud = lees_bestand(pad, MEESTE_BYTES)
    begin = basis_van(stand, date.fromisoformat(datum)).beeld
    try:
        return lees_csv(inhoud, begin)
    except Vraagfout as fout:
        raise uit_bestand(pad, fout) from None


def _toonbaar(tekst: str) -> str:
    from regio.congruentie.eigen_bestand import toonbaar

    return toonbaar(tekst)
