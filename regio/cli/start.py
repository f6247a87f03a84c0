"""``regio start``: the service with its page, after loading the facts when that is needed."""

from __future__ import annotations

import os
import subprocess
import sys

from regio.fouten import RegioFout
from regio.instellingen import Instellingen, lees_instellingen
from regio.stand.maker import maker
from regio.stand.wijzer import lees_wijzer


def start_dienst(host: str | None, poort: int | None) -> None:
    """Serve until interrupted; raises RegioFout when the facts cannot be loaded."""
    if host is not None:
        os.environ["REGIO_HOST"] = host
    if poort is not None:
        os.environ["REGIO_POORT"] = str(poort)
    instellingen = lees_instellingen()
    if moet_laden(instellingen):
        _laad(instellingen)
    sys.stderr.write(f"Regio draait op {instellingen.adres}/ (stoppen: Ctrl+C)\n")
    import uvicorn

    uvicorn.run(
        "api.serveer:maak",
        factory=True,
        host=instellingen.host,
        port=instellingen.poort,
        workers=instellingen.processen if instellingen.processen > 1 else None,
        # Its access log would write down whole paths; api.tussenlaag logs the route template.
        access_log=False,
        server_header=False,
        log_level="warning",
    )


def moet_laden(instellingen: Instellingen) -> bool:
    """Whether there is no edition, another program made it, or the data are newer than its file."""
    wijzer = lees_wijzer(instellingen.var)
    bestand = instellingen.var / wijzer.bestand if wijzer else None
    if wijzer is None or bestand is None or not bestand.is_file():
        return True
    if not os.access(instellingen.var, os.W_OK):
        # Another process keeps the state folder; this one only serves what is in it.
        return False
    gemaakt = bestand.stat().st_mtime
    bronnen = [*instellingen.gegevens.rglob("*.csv")]
    if instellingen.bronnen:
        bronnen += instellingen.bronnen.glob("*.gpkg")
    nieuwer = any(bron.stat().st_mtime > gemaakt for bron in bronnen)
    return nieuwer or wijzer.maker != maker()


def _laad(instellingen: Instellingen) -> None:
    """Load in a process of its own: the service itself stays free of the database libraries."""
    verb = "compileer" if instellingen.database_url.startswith("postgresql") else "laad"
    opdracht = [sys.executable, "-m", "regio", "data", verb]
    if subprocess.run(opdracht, check=False).returncode:  # noqa: S603 - our own program
        raise RegioFout("De gegevens konden niet worden geladen; zie de melding hierboven.")
    wijzer = lees_wijzer(instellingen.var)
    if wijzer:
        os.utime(instellingen.var / wijzer.bestand)
