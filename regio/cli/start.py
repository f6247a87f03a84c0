"""``regio start``: the service with its page, after loading the facts when that is needed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from regio.fouten import RegioFout
from regio.instellingen import WORTEL, Instellingen, lees_instellingen
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
    """Whether there is no edition, or data or program changed after it was made."""
    wijzer = lees_wijzer(instellingen.var)
    if wijzer is None:
        return True
    bestand = instellingen.var / wijzer.bestand
    if not bestand.is_file():
        return True
    gemaakt = bestand.stat().st_mtime
    bronnen = [*instellingen.gegevens.rglob("*.csv"), *Path(WORTEL / "regio").rglob("*.py")]
    return any(bron.stat().st_mtime > gemaakt for bron in bronnen)


def _laad(instellingen: Instellingen) -> None:
    """Load in a process of its own: the service itself stays free of the database libraries."""
    verb = "compileer" if instellingen.database_url.startswith("postgresql") else "laad"
    uitkomst = subprocess.run([sys.executable, "-m", "regio", "data", verb], check=False)  # noqa: S603 - own program
    if uitkomst.returncode:
        raise RegioFout("De gegevens konden niet worden geladen; zie de melding hierboven.")
