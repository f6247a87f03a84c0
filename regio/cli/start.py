"""``regio start``: the service with its page, after loading the facts when that is needed."""

from __future__ import annotations

import os
import subprocess
import sys

from regio.fouten import RegioFout
from regio.instellingen import Instellingen, lees_instellingen
from regio.stand.houder import open_actief
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
    """Whether there is no edition, another program made it, or facts or borders differ from what it holds."""
    wijzer = lees_wijzer(instellingen.var)
    bestand = instellingen.var / wijzer.bestand if wijzer else None
    if wijzer is None or bestand is None or not bestand.is_file():
        return True
    if not os.access(instellingen.var, os.W_OK):
        # Another process keeps the state folder; this one only serves what is in it.
        return False
    gemaakt = bestand.stat().st_mtime
    nieuwer = any(bron.stat().st_mtime > gemaakt for bron in instellingen.gegevens.rglob("*.csv"))
    return nieuwer or wijzer.maker != maker() or _andere_grenzen(instellingen)


def _gedeeld(instellingen: Instellingen) -> bool:
    """Whether the database is shared: what is active in it is served, and loading is done elsewhere."""
    return instellingen.database_url.startswith("postgresql")


def _andere_grenzen(instellingen: Instellingen) -> bool:
    """Whether the folder with official files would give other ground than is served, whatever their dates."""
    if instellingen.bronnen is None or _gedeeld(instellingen):
        return False
    from regio.bronnen.lezen import lees_feiten
    from regio.gebieden.officieel import afdruk_van

    try:
        geserveerd = open_actief(instellingen.var, controleer=False).grenzen["afdruk"]
        return bool(geserveerd != afdruk_van(instellingen.bronnen, lees_feiten(instellingen.gegevens)))
    except (RegioFout, OSError, KeyError, ValueError):
        return True  # loading says what is wrong


def _laad(instellingen: Instellingen) -> None:
    """Load in a process of its own: the service itself stays free of the database libraries.

    When that fails and there is a usable edition, it goes on serving. Raises RegioFout.
    """
    verb = "compileer" if _gedeeld(instellingen) else "laad"
    opdracht = [sys.executable, "-m", "regio", "data", verb]
    if subprocess.run(opdracht, check=False).returncode:  # noqa: S603 - our own program
        try:
            open_actief(instellingen.var)
        except RegioFout as fout:
            raise RegioFout("De gegevens konden niet worden geladen; zie de melding hierboven.") from fout
        sys.stderr.write("Let op: laden is niet gelukt (zie hierboven). De editie die er al was blijft in gebruik.\n")
        return
    wijzer = lees_wijzer(instellingen.var)
    if wijzer:
        os.utime(instellingen.var / wijzer.bestand)
