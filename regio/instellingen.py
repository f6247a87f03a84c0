"""The settings, read from environment variables with the prefix ``REGIO_``.

Standard library only: the command reads them too, and must start fast.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path

from regio.aanmelden.instelling import VELDEN, Oidc, lees_oidc, oidcfouten
from regio.fouten import RegioFout

VOORVOEGSEL = "REGIO_"
# Names of tests and measurements, which are no settings of the service.
GEEN_INSTELLING = ("REGIO_EIS_ALLES", "REGIO_KILLS")
GEEN_INSTELLING_BEGIN = ("REGIO_TEST_", "REGIO_BENCH_")
WORTEL = Path(__file__).resolve().parent.parent
GEOCODERS = ("geen", "pdok", "bag")
HOOGSTE_POORT = 65_535
_TEKSTEN = (
    "database_url",
    "pdok_url",
    "geocoder_url",
    "host",
    "basis_url",
    "contact_naam",
    "contact_email",
    "contact_url",
    *VELDEN,
)


@dataclass(frozen=True, slots=True)
class Instellingen:
    """Where the data, the state and the services are."""

    gegevens: Path = WORTEL / "data"
    var: Path = WORTEL / "var"
    bronnen: Path | None = None
    database_url: str = ""
    pdok_url: str = ""
    geocoder: str = "pdok"
    geocoder_url: str | None = None
    bag_bestand: Path | None = None
    host: str = "127.0.0.1"
    poort: int = 8000
    basis_url: str = ""
    processen: int = 1
    limiet: int = 60
    contact_naam: str = "Beheer van deze dienst"
    contact_email: str = ""
    contact_url: str = ""
    oidc_url: str = ""
    oidc_client: str = ""
    oidc_geheim: str = field(default="", repr=False)
    oidc_rollen: str = ""

    @property
    def database(self) -> str:
        """The SQLAlchemy URL of the database; SQLite in the state folder unless set."""
        return self.database_url or f"sqlite:///{self.var / 'regio.db'}"

    @property
    def adres(self) -> str:
        """The web address of this service, without a slash at the end."""
        return (self.basis_url or f"http://{self.host}:{self.poort}").rstrip("/")

    @property
    def oidc(self) -> Oidc | None:
        """The provider where users sign in; None without one."""
        return lees_oidc({veld: getattr(self, veld) for veld in VELDEN})


def lees_instellingen(omgeving: Mapping[str, str] | None = None) -> Instellingen:
    """Read the settings; raises RegioFout naming every variable that is unusable."""
    waarden = _met_voorvoegsel(os.environ if omgeving is None else omgeving)
    fouten = _onbekende(waarden)
    gelezen: dict[str, object] = {veld: waarden[veld] for veld in _TEKSTEN if veld in waarden}
    for veld in ("gegevens", "var", "bronnen", "bag_bestand"):
        if veld in waarden:
            gelezen[veld] = Path(waarden[veld]).expanduser().absolute()
    for veld, hoogste in (("poort", HOOGSTE_POORT), ("processen", 64), ("limiet", 1_000_000)):
        if veld in waarden:
            gelezen[veld] = _getal(veld, waarden[veld], hoogste, fouten)
    if "geocoder" in waarden:
        gelezen["geocoder"] = waarden["geocoder"]
        if waarden["geocoder"] not in GEOCODERS:
            fouten.append(f"REGIO_GEOCODER moet {', '.join(GEOCODERS)} zijn.")
    if not fouten:
        instellingen = Instellingen(**gelezen)  # type: ignore[arg-type]
        fouten += oidcfouten(waarden, instellingen.adres)
    if fouten:
        raise RegioFout(" ".join(fouten))
    return instellingen


def _met_voorvoegsel(omgeving: Mapping[str, str]) -> dict[str, str]:
    """The variables that are meant for this service, by the name of their field; empty is not given."""
    return {
        naam.removeprefix(VOORVOEGSEL).lower(): waarde
        for naam, waarde in omgeving.items()
        if waarde
        and naam.startswith(VOORVOEGSEL)
        and naam not in GEEN_INSTELLING
        and not naam.startswith(GEEN_INSTELLING_BEGIN)
    }


def _onbekende(waarden: Mapping[str, str]) -> list[str]:
    bekend = [veld.name for veld in fields(Instellingen)]
    onbekend = sorted(waarden.keys() - set(bekend))
    if not onbekend:
        return []
    return [f"Onbekende instelling: {_namen(onbekend)}. Bekend zijn {_namen(bekend)}."]


def _namen(velden: Iterable[str]) -> str:
    return ", ".join(f"{VOORVOEGSEL}{veld.upper()}" for veld in velden)


def _getal(veld: str, tekst: str, hoogste: int, fouten: list[str]) -> int:
    if tekst.isascii() and tekst.isdigit() and 1 <= int(tekst) <= hoogste:
        return int(tekst)
    fouten.append(f"REGIO_{veld.upper()} moet een getal van 1 tot en met {hoogste} zijn.")
    return 0
