"""The settings, read from environment variables with the prefix ``REGIO_``.

Standard library only: the command reads them too, and must start fast.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from regio.fouten import RegioFout

WORTEL = Path(__file__).resolve().parent.parent
GEOCODERS = ("geen", "pdok", "bag")
HOOGSTE_POORT = 65_535


@dataclass(frozen=True, slots=True)
class Instellingen:
    """Where the data, the state and the services are."""

    gegevens: Path = WORTEL / "data"
    var: Path = WORTEL / "var"
    database_url: str = ""
    geocoder: str = "pdok"
    geocoder_url: str | None = None
    bag_bestand: Path | None = None
    host: str = "127.0.0.1"
    poort: int = 8000
    basis_url: str = ""
    processen: int = 1
    limiet: int = 60

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the database; SQLite in the state folder unless set."""
        return self.database_url or f"sqlite:///{self.var / 'regio.db'}"

    @property
    def adres(self) -> str:
        """The web address of this service, without a slash at the end."""
        return (self.basis_url or f"http://{self.host}:{self.poort}").rstrip("/")


def lees_instellingen(omgeving: Mapping[str, str] | None = None) -> Instellingen:
    """Read the settings; raises RegioFout naming every variable that is unusable."""
    omgeving = os.environ if omgeving is None else omgeving
    waarden = {naam.removeprefix("REGIO_").lower(): waarde for naam, waarde in omgeving.items() if waarde}
    fouten: list[str] = []
    gelezen: dict[str, object] = {}
    for veld in ("database_url", "geocoder_url", "host", "basis_url"):
        if veld in waarden:
            gelezen[veld] = waarden[veld]
    for veld in ("gegevens", "var", "bag_bestand"):
        if veld in waarden:
            gelezen[veld] = Path(waarden[veld]).expanduser().absolute()
    for veld, hoogste in (("poort", HOOGSTE_POORT), ("processen", 64), ("limiet", 1_000_000)):
        if veld in waarden:
            gelezen[veld] = _getal(veld, waarden[veld], hoogste, fouten)
    if "geocoder" in waarden:
        gelezen["geocoder"] = waarden["geocoder"]
        if waarden["geocoder"] not in GEOCODERS:
            fouten.append(f"REGIO_GEOCODER moet {', '.join(GEOCODERS)} zijn.")
    if fouten:
        raise RegioFout(" ".join(fouten))
    return Instellingen(**gelezen)  # type: ignore[arg-type]


def _getal(veld: str, tekst: str, hoogste: int, fouten: list[str]) -> int:
    if tekst.isascii() and tekst.isdigit() and 1 <= int(tekst) <= hoogste:
        return int(tekst)
    fouten.append(f"REGIO_{veld.upper()} moet een getal van 1 tot en met {hoogste} zijn.")
    return 0
