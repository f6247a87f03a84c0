"""A scenario as it leaves the service in a file: what it is, a name for the file, and what it rests on."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from regio.scenario.beeld import Beeld
from regio.scenario.doorrekening import Kant
from regio.scenario.zetten import Zet
from regio.stand.stand import Stand
from regio.tijdlijn.klok import vandaag

LANGSTE_NAAM = 60
_GEEN_NAAMTEKEN = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, eq=False)
class Export:
    """A scenario with its moves and the picture after them.

    ``versie`` is the number of the version that was kept, None for moves that were not. ``gemaakt`` is
    today (ISO). ``adres`` is where to find the scenario again, empty where it cannot be found.
    """

    stand: Stand
    titel: str
    peildatum: str
    zetten: tuple[Zet, ...]
    beeld: Beeld
    gemaakt: str
    versie: int | None = None
    adres: str = ""

    def bestandsnaam(self, soort: str, einde: str) -> str:
        """A name for a file of this scenario."""
        return bestandsnaam(self.titel, soort, self.peildatum, einde)


def bestandsnaam(titel: str, soort: str, peildatum: str, einde: str) -> str:
    """A name for a file: letters a to z, digits and dashes, whatever the title is."""
    kaal = unicodedata.normalize("NFKD", titel).encode("ascii", "ignore").decode().lower()
    kort = _GEEN_NAAMTEKEN.sub("-", kaal).strip("-")[:LANGSTE_NAAM].strip("-")
    return f"{'-'.join(deel for deel in ('scenario', kort, soort, peildatum) if deel)}.{einde}"


def van_kant(stand: Stand, kant: Kant) -> Export:
    """What a command was given to export."""
    return Export(stand, kant.titel, kant.datum, kant.zetten, kant.beeld, vandaag())


def verantwoording(export: Export) -> list[tuple[str, str]]:
    """What an export rests on, as subject and text: its day, version, edition, sources and the day it was made."""
    regeling = export.stand.staart(_toestand(export))["regeling"]
    regels = [("scenario", export.titel), ("peildatum", export.peildatum)]
    if export.versie is not None:
        regels.append(("versie van het scenario", str(export.versie)))
    regels += [("versie van de regeling", regeling["versie"]), ("editie", export.beeld.basis.editie)]
    if regeling["toelichting"]:
        regels.append(("toelichting", regeling["toelichting"]))
    aannamen = sum(zet.aanname for zet in export.zetten)
    regels.append(("zetten", f"{len(export.zetten)}, waarvan {aannamen} aanname"))
    regels += [("bron", tekst) for tekst in bronregels(export)]
    if export.adres:
        regels.append(("adres", export.adres))
    return [*regels, ("gemaakt op", export.gemaakt)]


def bronregels(export: Export) -> list[str]:
    """Every source of the base, as a line."""
    return [bronregel(een) for een in export.stand.staart(_toestand(export))["herkomst"]]


def bronregel(een: Mapping[str, Any]) -> str:
    """A source (of ``herkomst``) with its authority, year, licence and how it wants to be named."""
    regel = f"{een['wat']}: {een['vindplaats']}. {een['autoriteit']}, {een['jaar']}, {een['licentie']}"
    return regel + (f". {een['naamsvermelding']}" if een["naamsvermelding"] else "")


def _toestand(export: Export) -> int:
    return export.stand.toestand_nr_iso(export.peildatum)
