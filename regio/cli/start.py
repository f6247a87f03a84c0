"""``regio start``: the service with its page, after loading the facts when that is needed."""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys
from contextlib import suppress

from regio.fouten import RegioFout
from regio.instellingen import Instellingen, lees_instellingen
from regio.schijf import reden
from regio.stand.houder import open_actief
from regio.stand.maker import maker
from regio.stand.wijzer import lees_wijzer

_WACHTRIJ = 2048  # connections that wait to be taken, as many as uvicorn lets wait


def start_dienst(host: str | None, poort: int | None) -> None:
    """Serve until interrupted; raises RegioFout when the facts cannot be loaded."""
    if host is not None:
        os.environ["REGIO_HOST"] = host
    if poort is not None:
        os.environ["REGIO_POORT"] = str(poort)
    instellingen = lees_instellingen()
    # Before loading, which takes minutes: meanwhile nothing should wait for an answer.
    open_poort(instellingen.host, instellingen.poort).close()
    if moet_laden(instellingen):
        _laad(instellingen)
    with open_poort(instellingen.host, instellingen.poort) as luisteraar:
        _dien(instellingen, luisteraar)


def open_poort(host: str, poort: int) -> socket.socket:
    """A socket that listens. Raises RegioFout when the port is taken or the address cannot be used."""
    soort = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, poort), family=soort, backlog=_WACHTRIJ)
    except OSError as fout:
        if fout.errno == errno.EADDRINUSE:
            raise RegioFout(f"Poort {poort} is al in gebruik; kies een andere met --poort of REGIO_POORT.") from None
        raise RegioFout(
            f"Luisteren op {host}, poort {poort}, lukt niet: {reden(fout)}. "
            "Kies een ander adres met --host of REGIO_HOST, of een andere poort met --poort of REGIO_POORT."
        ) from None


def _dien(instellingen: Instellingen, luisteraar: socket.socket) -> None:
    """Serve on a socket that listens already, in one process or in several."""
    import uvicorn
    from uvicorn.supervisors import Multiprocess

    config = uvicorn.Config(
        "api.serveer:maak",
        factory=True,
        workers=instellingen.processen,
        # Its access log would write down whole paths; api.tussenlaag logs the route template.
        access_log=False,
        server_header=False,
        log_level="warning",
    )
    gereed = f"Regio draait op {instellingen.adres}/ (stoppen: Ctrl+C)\n"
    if instellingen.processen > 1:
        sys.stderr.write(gereed)
        Multiprocess(config, sockets=[luisteraar]).run()
        return
    config.load()
    sys.stderr.write(gereed)
    dienst = uvicorn.Server(config)
    with suppress(KeyboardInterrupt):
        dienst.run(sockets=[luisteraar])
    if not dienst.started:
        sys.exit(1)


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
