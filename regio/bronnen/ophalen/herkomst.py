"""``herkomst.json``: where every fetched file came from, when, and what it was."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from regio.bronnen.ophalen.fouten import op_schijf
from regio.schijf import sha256_van

BESTAND = "herkomst.json"
Weg = Literal["atom", "ogc"]


@dataclass(frozen=True, slots=True)
class Herkomst:
    """One fetched file; ``etags`` has the pages of an OGC answer, address -> ETag."""

    url: str
    weg: Weg
    lengte: int
    sha256: str
    opgehaald: str
    etag: str = ""
    gewijzigd: str = ""
    etags: Mapping[str, str] = field(default_factory=dict)
    inhoud: str = ""  # sha256 of what an OGC answer held, however it was written down


class Register:
    """The files of one folder. A record that is unreadable counts as absent: then a file is fetched anew."""

    def __init__(self, map_: Path) -> None:
        self._map = map_
        self._alles = _lees(map_ / BESTAND)

    def van(self, naam: str) -> Herkomst | None:
        """The record of a file that still is what was fetched (size and sha256), else None."""
        gevonden = self._alles.get(naam)
        pad = self._map / naam
        with op_schijf(f"Het bestand {pad} lezen"):
            if gevonden is None or not pad.is_file() or pad.stat().st_size != gevonden.lengte:
                return None
            return gevonden if sha256_van(pad) == gevonden.sha256 else None

    def schrijf(self, naam: str, herkomst: Herkomst) -> None:
        """Record a file; the folder has the old or the new list, never half of one."""
        self._alles[naam] = herkomst
        tekst = json.dumps({n: asdict(h) for n, h in sorted(self._alles.items())}, ensure_ascii=False, indent=2)
        tijdelijk = self._map / f".{BESTAND}.nieuw"
        with op_schijf(f"In de map {self._map} schrijven"):
            tijdelijk.write_text(tekst + "\n", encoding="utf-8")
            tijdelijk.replace(self._map / BESTAND)


def nu() -> str:
    """This moment in UTC, ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def naar_schijf(pad: Path) -> None:
    """Make sure that a file survives a power cut."""
    with pad.open("rb") as bestand:
        os.fsync(bestand.fileno())


def _lees(pad: Path) -> dict[str, Herkomst]:
    try:
        ruw = json.loads(pad.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    gevonden: dict[str, Herkomst] = {}
    for naam, velden in ruw.items() if isinstance(ruw, dict) else ():
        if _is_herkomst(velden):
            gevonden[naam] = Herkomst(**velden)
    return gevonden


def _is_herkomst(velden: Any) -> bool:
    """Whether this is what ``asdict`` made of a record: every field, of its own type."""
    soorten = {"lengte": int, "etags": dict}
    return (
        isinstance(velden, dict)
        and velden.keys() == {veld.name for veld in fields(Herkomst)}
        and all(isinstance(waarde, soorten.get(naam, str)) for naam, waarde in velden.items())
    )
