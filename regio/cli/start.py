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
    argumenten = te_doen(instellingen)
    if argumenten is not None:
        _laad(instellingen, argumenten)
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


def te_doen(instellingen: Instellingen) -> list[str] | None:
    """Arguments of the load that is needed first; None when the edition is up to date.

    The edition is out of date when data or program are newer than its file: answers are worked out
    when it is compiled.
    """
    wijzer = lees_wijzer(instellingen.var)
    bestand = instellingen.var / wijzer.bestand if wijzer else None
    if bestand is None or not bestand.is_file():
        return []
    if not os.access(instellingen.var, os.W_OK):
        # Another process keeps the state folder; this one only serves what is in it.
        return None
    gemaakt = bestand.stat().st_mtime
    if any(bron.stat().st_mtime > gemaakt for bron in Path(WORTEL / "regio").rglob("*.py")):
        return ["--opnieuw"]
    return [] if any(bron.stat().st_mtime > gemaakt for bron in instellingen.gegevens.rglob("*.csv")) else None


def _laad(instellingen: Instellingen, argumenten: list[str]) -> None:
    """Load in a process of its own: the service itself stays free of the database libraries."""
    verb = "compileer" if instellingen.database_url.startswith("postgresql") else "laad"
    opdracht = [sys.executable, "-m", "regio", "data", verb, *argumenten]
    if subprocess.run(opdracht, check=False).returncode:  # noqa: S603 - our own program
        raise RegioFout("De gegevens konden niet worden geladen; zie de melding hierboven.")
    wijzer = lees_wijzer(instellingen.var)
    if wijzer:
        os.utime(instellingen.var / wijzer.bestand)
